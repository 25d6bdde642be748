/* share_scale.h - the scale of share counts, tested by the per-share amount.
 *
 * Captions are vague about it ("in thousands, except share data" over shares in thousands).  Net income over earnings
 * per share gives the number of shares, well enough to tell thousands from units; and no company has 10^11 of them. */
#ifndef XBZ_MAPPING_SHARE_SCALE_H
#define XBZ_MAPPING_SHARE_SCALE_H

#include "mapping/mapped.h"

/* Shares that the stated scale makes too many are printed whole.  Else corrects the scale of all share counts of an income
 * statement when exactly one power of ten agrees with net income and
 * earnings per share in every column that has all three, and the stated one does not.  True when it changed something. */
bool share_scale_check(struct mapped_statement *ms);

/* True when shares times the amount per share are about net income in every column that has all three, of which there
 * is one: their places among the line items are given, their scales are set. */
bool share_scale_agrees(const struct mapped_statement *ms, size_t income, size_t per_share, size_t shares);

#endif
