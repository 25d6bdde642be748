/* signs.h - from figures as printed to values with the sign the concept's balance asks for.
 *
 * A printed figure contributes to its statement's axis: to income, to assets or to liabilities and equity, to cash.  The sums
 * that hold tell how (a cost in brackets that is added contributes like a bare cost that is subtracted); the
 * concept's balance against the axis, or its weight in the cash flow calculation, turns the contribution into the
 * value (XBRL 2.1, section 5.1.1.2: a debit item of a credit axis is stored with the opposite sign). */
#ifndef XBZ_MAPPING_SIGNS_H
#define XBZ_MAPPING_SIGNS_H

#include "mapping/mapper.h"
#include "mapping/printed_sums.h"

/* What is expected of each line item before sums are looked for. */
void signs_hints(const struct mapper *m, const struct mapped_statement *ms, struct sum_hint *hints);

/* Sets sign and sign_summed of every item.  Items whose sum contradicts a concept that is never negative lose the
 * concept.  False when the arena is full. */
bool signs_decide(const struct mapper *m, struct arena *arena, struct mapped_statement *ms);

#endif
