/* periods.h - what the words of a heading say of a period: dates, lengths, kinds of column.  Words only; headings of
 * several cells and lines are put together in columns.c. */
#ifndef XBZ_TABLE_PERIODS_H
#define XBZ_TABLE_PERIODS_H

#include <stdbool.h>

#include "xbrlize/model.h"

#define PHRASE_DATES 24

/* A date as far as it is printed: parts not printed are 0. */
struct phrase_date {
    int year;
    unsigned month, day;
};

struct phrase {
    struct phrase_date dates[PHRASE_DATES];
    size_t n_dates;
    int months;   /* "three months", "quarter" 3, "half" 6, "year" 12; 0 none */
    int weeks;    /* "13 weeks"; 0 none */
    int quarter;  /* "second quarter", "Q2"; 0 none */
    int half;     /* "first half"; 0 none */
    bool mixed;   /* two different lengths are named */
    bool ended;   /* "ended", "ending", "for the": a duration */
    bool at;      /* "at", "as of": an instant */
    bool fiscal;  /* "fiscal" */
    bool to_date; /* "year to date", "cumulative" */
    bool from;    /* "from DATE to DATE", "inception": dates[0] is a start when two dates are there */
    size_t range; /* "July 22 to September 30": one more than the index of the start in dates; 0 none */
};

void phrase_read(struct phrase *out, struct xbz_str text);

/* enum xbz_column_flag as far as the words of a column's heading tell. */
unsigned phrase_flags(struct xbz_str text);

/* True when the phrase names a date or the length of a period. */
bool phrase_dated(const struct phrase *phrase);

#endif
