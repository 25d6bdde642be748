/* headings.h - a grid to tables with resolved headings: common to text and HTML.
 *
 * Splits heading rows from body rows, finds the stub and the value columns, joins "$", "(", ")", "%" and note marks
 * with their figures, gives each value column its period, flags and currency from the headings over it, the stub
 * heading, the lead lines and the filing's hints (in this order), and reads scale and currency.  A doubtful period
 * stays kind NONE: a wrong period is worse than none. */
#ifndef XBZ_TABLE_HEADINGS_H
#define XBZ_TABLE_HEADINGS_H

#include "table/context.h"
#include "table/grid.h"

/* Resolves the grid and delivers the tables in it to ctx->sink: one, or several when new headings with other periods stand
 * between its rows; none when it has no value column or no row with a label (layout tables).  Tables that hold no
 * figures are delivered as prose, a line per row.  Then forgets the lead lines and resets ctx->arena, in which the grid
 * lives.  Returns what the sink returns; XBZ_OK also when a table was skipped for its size (diagnostic given). */
XBZ_CHECKED enum xbz_status headings_resolve(struct table_context *ctx, struct grid *grid);

#endif
