/* fiscal.c - the days on which fiscal years end. */
#include "table/fiscal.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "table/periods.h"

void fiscal_init(struct fiscal *fiscal)
{
    memset(fiscal, 0, sizeof *fiscal);
}

void fiscal_date(struct fiscal *fiscal, struct xbz_date date, unsigned weight)
{
    size_t least = 0;
    if (!date_valid(date))
        return;
    for (size_t i = 0; i < fiscal->n; i++) {
        if (date_same(fiscal->dates[i], date)) {
            fiscal->seen[i] += weight;
            return;
        }
        if (fiscal->seen[i] < fiscal->seen[least])
            least = i;
    }
    if (fiscal->n < FISCAL_DATES) {
        fiscal->dates[fiscal->n] = date;
        fiscal->seen[fiscal->n++] = weight;
    } else if (fiscal->seen[least] <= weight) {
        fiscal->dates[least] = date;
        fiscal->seen[least] = weight;
    } else {
        for (size_t i = 0; i < fiscal->n; i++) /* room for newer ones */
            fiscal->seen[i]--;
    }
}

static bool has(struct xbz_str text, const char *what)
{
    return str_find_word(text, str_of(what), 0) != (size_t)-1;
}

static void read_week_rule(struct fiscal *fiscal, struct xbz_str line)
{
    static const char *const days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};
    if (str_find_nocase(line, STR("week"), 0) != (size_t)-1 &&
        (has(line, "52") || has(line, "53") || has(line, "fifty-two") || has(line, "fifty-three")))
        fiscal->weeks = true;
    for (size_t i = 0; days[i]; i++) {
        if (!has(line, days[i]))
            continue;
        fiscal->nearest |= has(line, "nearest") || has(line, "closest");
        fiscal->last |= has(line, "last");
    }
}

void fiscal_line(struct fiscal *fiscal, struct xbz_str line)
{
    struct phrase phrase;
    bool digit = false, week = false;
    for (size_t i = 3; i < line.n; i++) { /* "week", "Sunday": few lines are worth a closer look */
        char c = line.p[i];
        digit |= is_digit(c);
        week |= (c == 'k' || c == 'K' || c == 'y' || c == 'Y') &&
                (to_lower(line.p[i - 1]) == 'e' || to_lower(line.p[i - 2]) == 'd');
    }
    if (week)
        read_week_rule(fiscal, line);
    if (!digit)
        return;
    phrase_read(&phrase, line);
    for (size_t i = 0; i < phrase.n_dates; i++) {
        const struct phrase_date *d = &phrase.dates[i];
        if (d->year && d->month && d->day)
            fiscal_date(fiscal, (struct xbz_date){(int16_t)d->year, (uint8_t)d->month, (uint8_t)d->day}, 1);
    }
}

static unsigned seen(const struct fiscal *fiscal, struct xbz_date date)
{
    for (size_t i = 0; i < fiscal->n; i++)
        if (date_same(fiscal->dates[i], date))
            return fiscal->seen[i];
    return 0;
}

/* A printed date that is a whole number of weeks from end and within a week of the anniversary, but not on it. */
static struct xbz_date printed_near(const struct fiscal *fiscal, struct xbz_date end, int years)
{
    struct xbz_date best = {0, 0, 0}, same = date_add_months(end, -12 * years);
    unsigned best_seen = 0;
    for (size_t i = 0; i < fiscal->n; i++) {
        struct xbz_date d = fiscal->dates[i];
        long off = date_number(d) - date_number(same);
        if (off < -7 || off > 7 || off == 0 || (date_number(end) - date_number(d)) % 7)
            continue;
        if (fiscal->seen[i] > best_seen) {
            best = d;
            best_seen = fiscal->seen[i];
        }
    }
    return seen(fiscal, same) >= best_seen || (best_seen < 2 && !fiscal->weeks) ? (struct xbz_date){0, 0, 0} : best;
}

/* The month end nearest to a date. */
static struct xbz_date nearest_month_end(struct xbz_date d)
{
    struct xbz_date this_end = {d.year, d.month, (uint8_t)month_days(d.year, d.month)};
    struct xbz_date last_end = date_add_days((struct xbz_date){d.year, d.month, 1}, -1);
    return date_number(this_end) - date_number(d) < date_number(d) - date_number(last_end) ? this_end : last_end;
}

/* The day with the weekday of end that is nearest to month_end (nearest), or the last one up to it. */
static struct xbz_date by_weekday(struct xbz_date month_end, struct xbz_date end, bool nearest)
{
    long off = (date_number(month_end) - date_number(end)) % 7;
    if (off < 0)
        off += 7;
    if (nearest && off > 3)
        off -= 7;
    return date_add_days(month_end, -off);
}

/* True when the rule gives every printed year end near this one's anniversaries. */
static bool rule_holds(const struct fiscal *fiscal, struct xbz_date end, bool nearest)
{
    if (!date_same(by_weekday(nearest_month_end(end), end, nearest), end))
        return false;
    for (int years = 1; years <= 5; years++) {
        struct xbz_date d = printed_near(fiscal, end, years);
        if (d.year && !date_same(by_weekday(nearest_month_end(d), end, nearest), d))
            return false;
    }
    return true;
}

bool fiscal_in_weeks(const struct fiscal *fiscal, struct xbz_date end)
{
    for (int years = -3; years <= 3; years++)
        if (years && printed_near(fiscal, end, years).year)
            return true;
    return fiscal->weeks && !date_is_month_end(end);
}

struct xbz_date fiscal_start(const struct fiscal *fiscal, struct xbz_date end, struct xbz_date guess)
{
    struct xbz_date best = guess;
    unsigned best_seen = seen(fiscal, date_add_days(guess, -1));
    bool printed = best_seen > 0;
    for (size_t i = 0; i < fiscal->n; i++) {
        struct xbz_date start = date_add_days(fiscal->dates[i], 1);
        long off = date_number(start) - date_number(guess);
        bool weeks = (date_number(end) - date_number(fiscal->dates[i])) % 7 == 0;
        /* Quarters may end on a weekday and the year with its month: "June 30 and July 1", but "December 31". */
        bool month = !printed && off >= -3 && off <= 3 && date_is_month_end(fiscal->dates[i]);
        if (off >= -7 && off <= 7 && (weeks || month) && fiscal->seen[i] > best_seen && fiscal->seen[i] > 1) {
            best = start;
            best_seen = fiscal->seen[i];
        }
    }
    return best;
}

struct xbz_date fiscal_back(const struct fiscal *fiscal, struct xbz_date end, int years)
{
    struct xbz_date same, printed, month_end, by_nearest, by_last;
    bool nearest, last;
    if (years == 0)
        return end;
    same = date_add_months(end, -12 * years);
    if (!fiscal_in_weeks(fiscal, end)) /* a day within the month is the same each year only if it is printed so */
        return date_is_month_end(end) || seen(fiscal, same) ? same : (struct xbz_date){0, 0, 0};
    printed = printed_near(fiscal, end, years);
    if (printed.year)
        return printed;
    month_end = date_add_months(nearest_month_end(end), -12 * years);
    by_nearest = by_weekday(month_end, end, true);
    by_last = by_weekday(month_end, end, false);
    nearest = rule_holds(fiscal, end, true);
    last = rule_holds(fiscal, end, false);
    if (nearest && last && fiscal->nearest != fiscal->last) {
        nearest = fiscal->nearest;
        last = fiscal->last;
    }
    if (nearest && last && !date_same(by_nearest, by_last))
        return (struct xbz_date){0, 0, 0};
    if (nearest || last)
        return nearest ? by_nearest : by_last;
    return date_add_days(end, -364L * years);
}
