/* printed_sums.h - which printed figures add up to which.
 *
 * Works on the figures alone, as printed and in their order: a total follows its parts, and what has been added up
 * once takes part in later sums only through its total.  Captions enter only as an expectation of which parts are
 * subtracted; that expectation is tried first and given up when another reading of the signs fits every column. */
#ifndef XBZ_MAPPING_PRINTED_SUMS_H
#define XBZ_MAPPING_PRINTED_SUMS_H

#include "base/arena.h"
#include "mapping/mapped.h"

/* What is known of a line item before its sums are looked for. */
struct sum_hint {
    bool use;       /* it has money figures that may be added up */
    bool may_total; /* its caption, concept or a rule over it says it is a sum */
    int expected;   /* 1 or -1: how it is expected to enter a sum */
    bool cost;      /* as a total it adds up costs: parts enter with 1 */
    bool fixed;     /* it enters as expected and in no other way */
    bool last;      /* nothing above it or it itself is part of a later sum: total assets */
};

/* Finds the sums of a statement.  hints has one entry per line item.  Fills sums and n_sums of out (in arena).
 * False when the arena is full. */
bool sums_find(struct arena *arena, const struct xbz_statement *statement, const struct sum_hint *hints,
               struct mapped_statement *out);

#endif
