/* text_columns.h - the value columns of a table set with blanks. */
#ifndef XBZ_TABLE_TEXT_COLUMNS_H
#define XBZ_TABLE_TEXT_COLUMNS_H

#include "table/text_scan.h"
#include "xbrlize/status.h"

/* A line of a block, ready for layout. */
struct text_row {
    struct xbz_str raw;  /* cleaned, tabs kept */
    struct xbz_str text; /* tabs expanded, leaders blanked */
    struct xbz_place place;
    enum line_kind kind;
    unsigned tags;
    bool page;    /* a page break stands before it */
    bool lead;    /* taken from the lead lines */
    bool heading; /* a row of dates between the rows: repeats the headings */
};

struct text_column {
    unsigned lo, hi; /* character columns its digits take, over all rows */
};

#define NO_COLUMN ((size_t)-1)

/* Finds the columns from the figures of rows [from, to) that are LINE_FIGURES and no headings.  head: the rows above, whose
 * pieces speak for a thinly filled column.  *columns is in the arena; n is 0 when there are no figures. */
XBZ_CHECKED enum xbz_status text_columns_find(struct arena *arena, const struct text_row *rows, size_t head,
                                              size_t from, size_t to, struct text_column **columns, size_t *n);

/* Puts together what a single blank tore: neighbours in the scan that lie in one column and in no other. */
void text_columns_join(const struct text_column *columns, size_t n, struct scan *scan);

/* The column of each figure of a scanned line, NO_COLUMN for those that belong to the words on the left; never two
 * figures in one column.  False when a figure stands apart but fits no column. */
bool text_columns_assign(const struct text_column *columns, size_t n, const struct scan *scan, size_t *of_figure);

#endif
