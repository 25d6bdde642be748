/* html_cells.h - the open tables of an HTML document: rows and cells as their tags come.
 *
 * Tables nest.  All cells' text lies in one buffer, so that the text of an inner table that turns out to hold no data
 * already is the text of the cell around it. */
#ifndef XBZ_TABLE_HTML_CELLS_H
#define XBZ_TABLE_HTML_CELLS_H

#include "base/buf.h"
#include "table/context.h"
#include "table/grid.h"
#include "table/html_style.h"

/* Tables open at a time; those inside deeper ones are text of the cell around them. */
#define HTML_TABLES 32

enum html_cell_flag {
    CELL_BOLD = 1,
    CELL_HEADING = 2, /* <th> */
    CELL_RULE_ABOVE = 4,
    CELL_RULE_BELOW = 8,
    CELL_DOUBLE_BELOW = 16
};

struct html_cell {
    uint32_t begin, end; /* its text in cells->text; '\n' stands for a line break or a block's end */
    uint32_t row;        /* of its table */
    uint32_t rowspan;
    uint16_t col, colspan, indent;
    uint16_t flags; /* enum html_cell_flag */
    struct xbz_place place;
};

struct html_row {
    unsigned flags; /* enum xbz_row_flag | enum grid_row_flag */
    struct xbz_place place;
};

struct html_level {
    size_t first_cell, first_row; /* in the arrays below */
    size_t text_begin;
    bool row_open, cell_open;
    bool in_head;       /* <thead> */
    bool page_break;    /* before the next row */
    bool broken;        /* a page break stands in it */
    bool too_large;     /* rows were left out */
    unsigned col;       /* next layout column */
    unsigned data_rows; /* rows with a figure behind words */
    bool any_figure;
    unsigned loose; /* enum html_cell_flag of the open row's cells without text */
    struct xbz_place place;
    struct html_cell cell;          /* the open one */
    uint32_t free_at[GRID_COLUMNS]; /* first row in which the column is not taken by a cell above */
};

struct html_cells {
    struct xbz_run *run;
    struct buf text, cells, rows; /* arrays of char, struct html_cell, struct html_row */
    struct buf line;              /* of prose */
    struct html_level *levels;    /* HTML_TABLES of them */
    size_t depth;                 /* tables open */
};

XBZ_CHECKED enum xbz_status html_cells_init(struct html_cells *self, struct xbz_run *run);
void html_cells_free(struct html_cells *self);

/* The innermost open table; NULL when there is none. */
struct html_level *html_cells_top(const struct html_cells *self);

/* A table begins.  False, and nothing done, when HTML_TABLES are open. */
bool html_cells_table(struct html_cells *self, struct xbz_place place);

/* A row or a cell begins or ends in the innermost table; what is open inside is closed first. */
void html_cells_row(struct html_cells *self, const struct html_style *style, struct xbz_place place);
void html_cells_end_row(struct html_cells *self);
void html_cells_cell(struct html_cells *self, const struct html_style *style, bool heading, struct xbz_place place);
void html_cells_end_cell(struct html_cells *self, uint64_t end);

/* A horizontal rule inside the open cell. */
void html_cells_rule(struct html_cells *self, enum html_rule rule);

/* Gives up the innermost table; its text becomes text of the cell around it. */
void html_cells_merge(struct html_cells *self);

/* Delivers the titles in the first rows of the innermost table as prose: rows of one cell over the stub, before the
 * headings of columns.  Those that name no date or period are taken out of the table. */
XBZ_CHECKED enum xbz_status html_cells_captions(struct html_cells *self, struct table_context *ctx);

/* Fills a grid (set up) with the innermost table.  XBZ_SKIP, with its diagnostic, when it is too large. */
XBZ_CHECKED enum xbz_status html_cells_grid(struct html_cells *self, struct grid *grid);

/* Gives up the innermost table with its text. */
void html_cells_drop(struct html_cells *self);

/* Delivers what the outermost n open tables hold as prose and empties them; they stay open.  Of the others nothing is
 * changed. */
XBZ_CHECKED enum xbz_status html_cells_to_prose(struct html_cells *self, size_t n, struct table_context *ctx);

#endif
