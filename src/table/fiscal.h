/* fiscal.h - on which days the registrant's fiscal years end.
 *
 * Most end on the same month-end each year.  Others end on one weekday near it (52/53 weeks); which rule holds is told
 * by the dates a filing prints: year ends that are whole weeks apart and not on the same day of the month. */
#ifndef XBZ_TABLE_FISCAL_H
#define XBZ_TABLE_FISCAL_H

#include <stdbool.h>

#include "xbrlize/model.h"

#define FISCAL_DATES 48

struct fiscal {
    struct xbz_date
        dates[FISCAL_DATES]; /* distinct full dates after "ended", "at", "as of", "balance", most seen kept */
    unsigned seen[FISCAL_DATES];
    size_t n;
    bool weeks;   /* "52 weeks", "53-week", "52/53" was read */
    bool nearest; /* "the Sunday nearest December 31" */
    bool last;    /* "the last Friday in September" */
};

void fiscal_init(struct fiscal *fiscal);

/* Collects dates and mentions of 52/53 weeks from a line of text; fiscal_date one date, weight times. */
void fiscal_line(struct fiscal *fiscal, struct xbz_str line);
void fiscal_date(struct fiscal *fiscal, struct xbz_date date, unsigned weight);

/* The period end one year (or n years) before end: a printed date whole weeks away within a week of the anniversary when
 * there is one and the filer counts weeks, else by the weekday rule the printed dates show, else the same day (month
 * ends stay month ends).  Unknown when the filer counts weeks and two days are equally likely. */
struct xbz_date fiscal_back(const struct fiscal *fiscal, struct xbz_date end, int years);

/* The start of a period of whole weeks that ends on end: the day after a printed date within a week of guess - 1, for a
 * quarter of 14 weeks is not told from one of 13 by its name; guess when none is printed twice or more. */
struct xbz_date fiscal_start(const struct fiscal *fiscal, struct xbz_date end, struct xbz_date guess);

/* True when the printed dates show that years ending near this date are counted in weeks. */
bool fiscal_in_weeks(const struct fiscal *fiscal, struct xbz_date end);

#endif
