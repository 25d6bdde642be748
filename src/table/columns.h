/* columns.h - the period of each value column. */
#ifndef XBZ_TABLE_COLUMNS_H
#define XBZ_TABLE_COLUMNS_H

#include "table/context.h"

/* What a table's rows and title say of its columns' kind. */
enum column_nature { NATURE_UNKNOWN, NATURE_INSTANT, NATURE_DURATION };

struct columns_question {
    struct table_context *ctx;
    struct xbz_column *columns; /* label set; the rest is filled in */
    size_t n;
    struct xbz_str stub;  /* the stub heading, its lines joined */
    struct xbz_str title; /* the lines before the table that may speak of it, joined in order */
    enum column_nature nature;
    bool later; /* a further block of headings of the same table: columns of the block before */
    const struct xbz_column *before;
};

/* Fills in period and flags of each column. */
void columns_resolve(const struct columns_question *q);

/* True for a line that is running text and no title: it says nothing of the columns below it. */
bool line_is_prose(struct xbz_str line);

/* What kind of statement a title names. */
enum column_nature title_nature(struct xbz_str title);

#endif
