/* assign.h - the concepts of a statement's line items, chosen together.
 *
 * Each line item has candidates: what an alias says, and the likeliest concepts of the model.  The choice is made over the
 * whole statement: totals tell the sections, sections rule out candidates, and a concept that several line items want
 * goes to the one with the best claim, while the others take their next. */
#ifndef XBZ_MAPPING_ASSIGN_H
#define XBZ_MAPPING_ASSIGN_H

#include "mapping/mapper.h"
#include "mapping/match.h"

/* Candidates kept for a line item. */
#define CANDIDATES 12

struct candidate {
    const struct xbz_concept *concept;
    uint32_t probability; /* in 65536ths, of the model alone */
    bool banned;          /* another line item has a better claim */
};

/* What is known of a line item before the choice. */
struct claims {
    size_t n;
    struct candidate candidates[CANDIDATES]; /* the likeliest first */
    struct match_answer alias;               /* concept NULL: its caption is none */
    bool alias_banned;
};

struct assignment {
    const struct mapper *m;
    const struct xbz_statement *statement;
    struct mapped_item *items;     /* unit is set; concept and what belongs to it are filled in */
    struct item_section *sections; /* filled in */
    struct xbz_str registrant;     /* key of its name */
    bool (*figures)(const struct xbz_statement *statement, size_t item);
};

/* Chooses.  False when the arena is full. */
bool assign_concepts(const struct assignment *a, struct arena *arena);

#endif
