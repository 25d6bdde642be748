/* csv.h - rows of separated values: CSV (RFC 4180, lines end in LF) and TSV.
 *
 * In CSV a field with a separator, quote or line end stands in quotes.  TSV has no quotes: a tab, line end or backslash
 * is written as \t, \n, \r or \\, as PostgreSQL, MySQL and Miller read it. */
#ifndef XBZ_OUTPUT_CSV_H
#define XBZ_OUTPUT_CSV_H

#include "output/stream.h"

struct csv {
    struct stream *to;
    char separator; /* ',' or '\t' */
    bool filled;    /* the row has a field */
};

void csv_begin(struct csv *csv, struct stream *to, char separator);
/* A field in three parts, each may be empty. */
void csv_field3(struct csv *csv, struct xbz_str a, struct xbz_str b, struct xbz_str c);
void csv_field(struct csv *csv, struct xbz_str text);
void csv_int(struct csv *csv, int64_t number);
void csv_row(struct csv *csv); /* ends the row */

#endif
