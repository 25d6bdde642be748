/* statement_scale.h - the scale of a statement that states none, told by the others of the filing.
 *
 * "In thousands" stands over the statements proper and is missing over a table of a note that gives an earlier quarter as
 * restated, or over the second page.  A line item has about as many digits in the next period, so the same items of
 * statements that state a scale tell whether it holds for this one too. */
#ifndef XBZ_MAPPING_STATEMENT_SCALE_H
#define XBZ_MAPPING_STATEMENT_SCALE_H

#include "base/run.h"
#include "mapping/mapped.h"

/* Gives chosen statements without a scale the one of the other chosen ones, where most of the amounts they have in common
 * are as long as there, one of them is the very same (net income in two statements), or, with nothing to compare, where
 * the largest amounts are about as long (SCALE_INFERRED).  Where they have as many digits more as the scale takes away,
 * they stay as printed. */
void settle_scales(struct xbz_run *run, struct mapped_statement **candidates, size_t n);

#endif
