/* grid.h - a table as it lies on the page: cells with their places, before anything is understood.
 *
 * Both builders (text, HTML) fill the same grid; headings.h turns it into struct xbz_table.  A builder adds cells in
 * reading order and need not join "$", "(", ")" or "%" that stand in cells of their own, nor drop spacer columns:
 * headings.h does both.  Cells without any text need not be added. */
#ifndef XBZ_TABLE_GRID_H
#define XBZ_TABLE_GRID_H

#include "base/arena.h"
#include "xbrlize/xbrlize.h"

/* Layout columns: a value column of HTML often takes four of them (spacer, "$", figure, ")"). */
#define GRID_COLUMNS 512

enum grid_row_flag {
    /* the bits of enum xbz_row_flag come first: BOLD, RULE_ABOVE, RULE_BELOW, DOUBLE_BELOW */
    GRID_ROW_HEADING = 256,     /* known to be a heading row (<th>, <thead>, above the <S> line) */
    GRID_ROW_BODY = 512,        /* known to stand below the headings (after the <S> line) */
    GRID_ROW_PAGE_BREAK = 1024, /* a page break stands before it */
    GRID_ROW_BLANK_ABOVE = 2048 /* white space stands between it and the row before */
};

struct grid_cell {
    struct xbz_str text;       /* trimmed, inner runs of blanks as one blank; lives in the table arena */
    unsigned row, col;         /* from 0; col 0 need not be the stub */
    unsigned rowspan, colspan; /* at least 1; grid_add cuts them to the limits */
    unsigned indent;           /* of the text in its cell: characters (HTML: px / 8) */
    bool bold;
    struct xbz_place place;
};

struct grid_row {
    unsigned flags;  /* enum xbz_row_flag | enum grid_row_flag */
    size_t first, n; /* its cells in grid->cells */
    struct xbz_place place;
};

struct grid {
    struct arena *arena;
    unsigned max_rows;
    struct grid_cell *cells;
    size_t n_cells, room_cells;
    struct grid_row *rows;
    size_t n_rows, room_rows;
    unsigned n_cols; /* one beyond the last layout column in use */
    bool span_cut;   /* a span was cut to the limits */
    bool page_break; /* a page break stands between this table and the one before, or within it */
    bool joined;     /* the builder has joined "$", ")" and wrapped stubs already (text) */
    struct xbz_place place;
};

/* arena is the table arena (reset by its owner once the table has been delivered). */
void grid_init(struct grid *grid, struct arena *arena, const struct xbz_limits *limits);

/* Opens the next row; cells added later belong to it.  XBZ_SKIP when the table has more rows than limits.rows or the
 * arena is full (report TABLE_TOO_LARGE and drop the table), XBZ_FATAL when memory is out. */
XBZ_CHECKED enum xbz_status grid_row(struct grid *grid, unsigned flags, struct xbz_place place);

/* Adds a cell to the open row; cell->row is set by the call.  cell->text must live in the arena.  Cells of a row come
 * with rising col.  Cells beyond GRID_COLUMNS are ignored.  Status as grid_row. */
XBZ_CHECKED enum xbz_status grid_add(struct grid *grid, const struct grid_cell *cell);

/* Sets further flags of the open (last) row; nothing happens before the first row. */
void grid_row_flags(struct grid *grid, unsigned flags);

#endif
