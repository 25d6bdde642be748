/* explain.h - why a fact is what it is: where its figure stands, and the reasons for period, scale, sign and concept. */
#ifndef XBZ_MAPPING_EXPLAIN_H
#define XBZ_MAPPING_EXPLAIN_H

#include "base/buf.h"
#include "mapping/facts.h"

/* Appends:
 *   CONCEPT PERIOD = VALUE UNIT decimals N
 *     source  document, line, caption, column with its heading, the cell as printed
 *     period  the column's, or the instant that the caption names in it
 *     concept the alias, rule or sum that named it, its score, and the runner-up
 *     scale   the power of ten and where it is stated
 *     sign    as printed or turned, and why
 * Facts that stand in no table have a source line only. */
void fact_explain(struct buf *out, const struct held_fact *held);

#endif
