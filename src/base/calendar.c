/* calendar.c - dates as days since 1970-01-01 and back, and what fiscal periods make of them. */
#include "base/calendar.h"

#include <string.h>

#include "base/str.h"

#define YEAR_MAX     9999
#define DAYS_400     146097 /* days in 400 years */
#define DAYS_TO_1970 719468 /* from 0000-03-01 */

static const struct xbz_date unknown_date = {0, 0, 0};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

unsigned month_days(int year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct xbz_date d)
{
    return d.year >= 1 && d.year <= YEAR_MAX && d.day >= 1 && d.day <= month_days(d.year, d.month);
}

int date_cmp(struct xbz_date a, struct xbz_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

bool date_same(struct xbz_date a, struct xbz_date b)
{
    return date_cmp(a, b) == 0;
}

/* Years are counted from March here: the leap day is the last of its year, and the days before a month follow a
 * straight line, (153 * month + 2) / 5. */
long date_number(struct xbz_date d)
{
    if (!date_valid(d))
        return 0;
    long year = d.month > 2 ? d.year : d.year - 1;
    long month = d.month > 2 ? d.month - 3 : d.month + 9;
    long day_of_year = (153 * month + 2) / 5 + d.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - DAYS_TO_1970;
}

struct xbz_date date_from_number(long days)
{
    static const struct xbz_date first = {1, 1, 1}, last = {YEAR_MAX, 12, 31};

    if (days < date_number(first) || days > date_number(last))
        return unknown_date;
    long number = days + DAYS_TO_1970;
    long era = number / DAYS_400, of_era = number % DAYS_400;
    long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / (DAYS_400 - 1)) / 365;
    long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long month = (5 * of_year + 2) / 153;
    long year = era * 400 + year_of_era + (month >= 10);
    return (struct xbz_date){(int16_t)year, (uint8_t)(month < 10 ? month + 3 : month - 9),
                             (uint8_t)(of_year - (153 * month + 2) / 5 + 1)};
}

struct xbz_date date_add_days(struct xbz_date d, long days)
{
    const long all = (YEAR_MAX + 1) * 366L;

    if (!date_valid(d) || days > all || days < -all)
        return unknown_date;
    return date_from_number(date_number(d) + days);
}

struct xbz_date date_add_months(struct xbz_date d, int months)
{
    const int all = (YEAR_MAX + 1) * 12;

    if (!date_valid(d) || months > all || months < -all)
        return unknown_date;
    int month = d.year * 12 + d.month - 1 + months;
    if (month < 12 || month / 12 > YEAR_MAX)
        return unknown_date;

    struct xbz_date moved = {(int16_t)(month / 12), (uint8_t)(month % 12 + 1), d.day};
    unsigned last = month_days(moved.year, moved.month);
    if (moved.day > last || date_is_month_end(d))
        moved.day = (uint8_t)last;
    return moved;
}

bool date_is_month_end(struct xbz_date d)
{
    return date_valid(d) && d.day == month_days(d.year, d.month);
}

static void put_digits(char *at, unsigned value, unsigned n)
{
    while (n-- > 0) {
        at[n] = (char)('0' + value % 10);
        value /= 10;
    }
}

void date_text(struct xbz_date d, char buf[DATE_TEXT])
{
    buf[0] = '\0';
    if (!date_valid(d))
        return;
    memcpy(buf, "yyyy-mm-dd", DATE_TEXT);
    put_digits(buf, (unsigned)d.year, 4);
    put_digits(buf + 5, d.month, 2);
    put_digits(buf + 8, d.day, 2);
}

static bool read_digits(unsigned *out, const char *at, size_t n)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(at[i]))
            return false;
        *out = *out * 10 + (unsigned)(at[i] - '0');
    }
    return true;
}

bool date_read(struct xbz_date *out, struct xbz_str text)
{
    size_t dash = text.n == 10;
    unsigned year, month, day;

    if (text.n != 10 && text.n != 8)
        return false;
    if (dash && (text.p[4] != '-' || text.p[7] != '-'))
        return false;
    if (!read_digits(&year, text.p, 4) || !read_digits(&month, text.p + 4 + dash, 2) ||
        !read_digits(&day, text.p + 6 + 2 * dash, 2))
        return false;

    struct xbz_date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!date_valid(date))
        return false;
    *out = date;
    return true;
}

unsigned month_of(struct xbz_str word)
{
    static const char names[12][10] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};

    word = str_trim(word);
    if (word.n && word.p[word.n - 1] == '.')
        word.n--;
    if (str_eq_nocase(word, STR("sept")))
        return 9;
    for (unsigned i = 0; i < 12; i++) {
        struct xbz_str name = str_of(names[i]);
        if (str_eq_nocase(word, name) || str_eq_nocase(word, str_sub(name, 0, 3)))
            return i + 1;
    }
    return 0;
}

struct xbz_date period_start_months(struct xbz_date end, int months)
{
    if (months < 1)
        return unknown_date;
    return date_add_days(date_add_months(end, -months), 1);
}

struct xbz_date period_start_weeks(struct xbz_date end, int weeks)
{
    if (weeks < 1 || weeks > (YEAR_MAX + 1) * 53)
        return unknown_date;
    return date_add_days(end, 1 - 7L * weeks);
}

bool period_same(struct xbz_period a, struct xbz_period b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == XBZ_DURATION && !date_same(a.start, b.start))
        return false;
    return a.kind == XBZ_PERIOD_NONE || date_same(a.end, b.end);
}

long period_days(struct xbz_period p)
{
    if (p.kind != XBZ_DURATION || !date_valid(p.start) || !date_valid(p.end))
        return 0;
    return date_number(p.end) - date_number(p.start) + 1;
}
