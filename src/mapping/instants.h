/* instants.h - balances in a statement of durations.
 *
 * A cash flow statement ends with the cash at both ends of the period: instants, the first of them the day before the
 * period starts.  Words tell which ("beginning of year"), or the day ("at January 1"). */
#ifndef XBZ_MAPPING_INSTANTS_H
#define XBZ_MAPPING_INSTANTS_H

#include "mapping/mapped.h"

/* Sets instant_shift of the line items whose concept is an instant; line items without a concept that name cash right
 * behind such a one are instants too.  Nothing happens in a balance sheet. */
void instants_decide(struct mapped_statement *ms);

#endif
