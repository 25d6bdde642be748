/* calendar.h - dates and fiscal periods.  Valid dates lie in the years 1 to 9999; of a date that is not valid, and
 * beyond these years, every function that returns a date makes the unknown date {0, 0, 0}. */
#ifndef XBZ_BASE_CALENDAR_H
#define XBZ_BASE_CALENDAR_H

#include <stdbool.h>

#include "xbrlize/model.h"

#define DATE_TEXT 11 /* "2009-06-30" and its NUL */

bool date_valid(struct xbz_date d);
unsigned month_days(int year, unsigned month);
int date_cmp(struct xbz_date a, struct xbz_date b); /* unknown dates first */
bool date_same(struct xbz_date a, struct xbz_date b);
long date_number(struct xbz_date d); /* days since 1970-01-01; 0 for a date that is not valid */
struct xbz_date date_from_number(long days);
struct xbz_date date_add_days(struct xbz_date d, long days);
/* The day n months later (negative: earlier); the last day of a month stays the last day, and a day the month does not
 * have becomes its last. */
struct xbz_date date_add_months(struct xbz_date d, int months);
bool date_is_month_end(struct xbz_date d);
void date_text(struct xbz_date d, char buf[DATE_TEXT]); /* "" for a date that is not valid */
/* Reads "2009-06-30" or "20090630"; nothing may follow.  *out is untouched when it is no valid date. */
bool date_read(struct xbz_date *out, struct xbz_str text);

/* Month number of an English name or its usual abbreviation ("Sept.", "JUNE"), 0 when it is none. */
unsigned month_of(struct xbz_str word);

/* The first day of the period of so many months / weeks that ends on end: the day after the same day that many months
 * earlier (months end at their last day), or end - 7 * weeks + 1.  Unknown for less than one. */
struct xbz_date period_start_months(struct xbz_date end, int months);
struct xbz_date period_start_weeks(struct xbz_date end, int weeks);

bool period_same(struct xbz_period a, struct xbz_period b);
/* Days from start to end, both counted; 0 for an instant and where a date is missing. */
long period_days(struct xbz_period p);

#endif
