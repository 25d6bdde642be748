/* text_fill.h - what the two halves of filling a grid from text lines share: headings (text_heads.c) and rows
 * (text_rows.c). */
#ifndef XBZ_TABLE_TEXT_FILL_H
#define XBZ_TABLE_TEXT_FILL_H

#include "base/buf.h"
#include "table/text_rows.h"

struct filler {
    struct table_context *ctx;
    const struct text_table *table;
    struct grid *grid;
    struct text_column *columns;
    size_t n_columns;
    unsigned stub_edge; /* where the first column begins */
    unsigned width;     /* of the stub: its longest line */
    bool filled;        /* nearly all rows have a figure in every column */
    size_t at;          /* the row that is being filled in */
    /* stub lines that wait for their figures */
    struct buf label;
    unsigned label_indent, label_end;
    struct xbz_place label_place;
    bool label_open, label_blank; /* there is one; a blank line follows it */
    unsigned flags;               /* for the next row */
    /* the last row with figures, whose label may go on */
    size_t last_cell;
    bool last_open;
    bool last_stray; /* a currency sign stood there without its figure */
    unsigned last_indent, last_end;
};

/* Pieces of one line, set off by two blanks. */
#define MAX_PIECES 64
struct piece {
    size_t begin, end;
    size_t first, n; /* columns; n 0: stub */
};

/* Adds a cell to the grid's open row, its text copied with single blanks. */
XBZ_CHECKED enum xbz_status fill_cell(struct filler *f, struct xbz_str text, unsigned col, unsigned span,
                                      unsigned indent, struct xbz_place place);

/* Cuts a heading line into pieces, rules left out, and years or dates set close apart. */
size_t heads_cut(struct xbz_str text, struct piece *pieces);

/* One heading line as a grid row; rule: the line below when it is one, else empty. */
XBZ_CHECKED enum xbz_status heads_line(struct filler *f, const struct text_row *row, struct xbz_str rule);

#endif
