/* caption_text.h - the figures in a caption, clause by clause.
 *
 * "Preferred shares ($.10 par value; 5,500 authorized, 2,285 and 2,293 issued in 1997 and 1996)" has the clauses "par value",
 * "authorized" and "issued" with one, one and two figures.  A clause goes to the separator behind its figures; a list of
 * figures, each with its year or date, is not parted: "issued: 2024 - 4,009; 2023 - 4,010". */
#ifndef XBZ_MAPPING_CAPTION_TEXT_H
#define XBZ_MAPPING_CAPTION_TEXT_H

#include "base/decimal.h"

#define CAPTION_NUMBERS 8

/* What tells the column of a figure; parts that are not printed are 0. */
struct caption_when {
    int year;
    unsigned month, day;
    int months; /* length of the period: "for the six months" */
};

struct caption_number {
    struct xbz_decimal value; /* negative when brackets stand around it alone; "none" and "zero" are 0 */
    bool money;               /* a "$" stands before it, or it is small and has decimals */
    int power;                /* "million" follows: 6; 0 when no such word does */
    struct caption_when when;
};

struct caption_segment {
    struct xbz_str text;
    struct caption_number numbers[CAPTION_NUMBERS]; /* further ones are not kept */
    size_t n;
};

/* The next clause with figures, from *at on, which moves behind it; false when there is none. */
bool caption_next_segment(struct xbz_str caption, size_t *at, struct caption_segment *out);

#endif
