/* late.h - periods that only what is printed later tells.
 *
 * Under "2024 | 2023 | 2022" the last year of a filer that counts weeks may end on either of two days, until the notes
 * print one of them.  Statements are kept until their document has ended; then such columns are looked at again. */
#ifndef XBZ_TABLE_LATE_H
#define XBZ_TABLE_LATE_H

#include "table/fiscal.h"

/* Dates columns that are headed by a year alone, by a column of another year and the dates read meanwhile, and starts
 * the years of dated ones on the day after the printed end of the year before. */
void late_periods(const struct fiscal *fiscal, struct xbz_column *columns, size_t n);

#endif
