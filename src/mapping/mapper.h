/* mapper.h - line items to concepts, and their figures to signed, scaled values.
 *
 * The mapper itself is made once from the taxonomy and never changed: threads may share it. */
#ifndef XBZ_MAPPING_MAPPER_H
#define XBZ_MAPPING_MAPPER_H

#include "base/arena.h"
#include "base/run.h"
#include "mapping/mapped.h"
#include "mapping/model.h"

/* Parts of statements that exclude one another.  A concept lies in a part when the taxonomy adds it up, over any
 * number of steps, to that part's total. */
enum statement_part {
    PART_ASSETS_CURRENT = 1,
    PART_ASSETS = 2,
    PART_LIABILITIES_CURRENT = 4,
    PART_LIABILITIES = 8,
    PART_EQUITY = 16,
    PART_LIABILITIES_EQUITY = 32,
    PART_OPERATING = 64,
    PART_INVESTING = 128,
    PART_FINANCING = 256,
};

struct mapper {
    const struct xbz_taxonomy *taxonomy;
    struct arena arena;
    bool *total;       /* by concept index: has parts in some calculation */
    unsigned *parts;   /* by concept index: bits of enum statement_part */
    signed char *flow; /* by concept index: weight in the cash flow statement, 0 unknown */
    bool **under; /* by concept index of a total: which concepts it adds up, over any number of steps; NULL: none */
    bool *part;   /* by concept index: some total adds it up */
    struct model model;
};

/* FATAL when memory is exhausted.  taxonomy is borrowed until mapper_free. */
XBZ_CHECKED enum xbz_status mapper_init(struct mapper *m, const struct xbz_taxonomy *taxonomy);
void mapper_free(struct mapper *m);

/* Maps a statement.  The copy it makes of it and the result live in arena.  SKIP when the arena is full. */
XBZ_CHECKED enum xbz_status map_statement(const struct mapper *m, struct xbz_run *run, struct arena *arena,
                                          const struct xbz_statement *statement, struct mapped_statement **out);

/* True for a concept that the taxonomy makes up from others. */
bool mapper_is_total(const struct mapper *m, const struct xbz_concept *concept);

/* What the taxonomy says of a concept as a part of another: added up to it over any number of steps, only to others, or
 * nothing, because it knows no parts of the one or no totals of the other. */
enum calc_relation { CALC_UNKNOWN, CALC_HOLDS, CALC_OTHER };
enum calc_relation mapper_relation(const struct mapper *m, const struct xbz_concept *total,
                                   const struct xbz_concept *part);

/* The part that holds a concept's figures: as mapper.parts, 0 when unknown. */
unsigned mapper_parts(const struct mapper *m, const struct xbz_concept *concept);

/* The part whose total this concept is, 0 for others. */
unsigned mapper_part_of_total(const struct xbz_concept *concept);

#endif
