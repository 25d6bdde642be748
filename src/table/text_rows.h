/* text_rows.h - lines of one text table to a grid. */
#ifndef XBZ_TABLE_TEXT_ROWS_H
#define XBZ_TABLE_TEXT_ROWS_H

#include "table/context.h"
#include "table/grid.h"
#include "table/text_columns.h"

/* A table's lines: heading lines rows[0, body), then its body.  marked: the <S> line stood at body, so that what
 * follows are rows for sure. */
struct text_table {
    struct text_row *rows;
    size_t n, body;
    bool marked;
};

/* Fills the grid: heading pieces over the columns they stand over, rows with wrapped stubs joined.  Heading lines that
 * are titles go to the lead lines.  SKIP when it is too large. */
XBZ_CHECKED enum xbz_status text_rows_fill(struct table_context *ctx, const struct text_table *table,
                                           struct grid *grid);

/* The same for tables whose cells are set off by one tab each; true when the rows are. */
bool text_rows_tabbed(const struct text_table *table);
XBZ_CHECKED enum xbz_status text_rows_fill_tabbed(struct table_context *ctx, const struct text_table *table,
                                                  struct grid *grid);

/* True when the words of the second line go on with the first: a wrapped stub.  width: the stub's. */
bool stub_goes_on(struct xbz_str first, unsigned first_indent, unsigned first_end, struct xbz_str second,
                  unsigned second_indent, unsigned width);

#endif
