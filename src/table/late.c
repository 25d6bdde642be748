#include "table/late.h"

#include "base/calendar.h"
#include "table/periods.h"

/* The year that heads a column and says all; 0 when there is more, or nothing. */
static int bare_year(const struct xbz_column *column)
{
    struct phrase p;
    phrase_read(&p, column->label);
    bool year = !p.mixed && !p.half && (p.months == 0 || p.months == 12) && !p.weeks;
    return year && p.n_dates == 1 && p.dates[0].month == 0 ? p.dates[0].year : 0;
}

static bool is_year(struct xbz_period p)
{
    long days = period_days(p);
    return p.kind == XBZ_DURATION && days >= 357 && days <= 378;
}

/* The day after the year before ended; the start as it is when that is not known for certain. */
static void start_year(const struct fiscal *fiscal, struct xbz_period *period)
{
    if (!is_year(*period) || !fiscal_in_weeks(fiscal, period->end))
        return;
    struct xbz_date before = fiscal_back(fiscal, period->end, 1);
    if (before.year)
        period->start = date_add_days(before, 1);
}

static void date_column(const struct fiscal *fiscal, struct xbz_column *columns, size_t n, size_t undated)
{
    int year = bare_year(&columns[undated]);
    for (size_t i = 0; i < n && year != 0; i++) {
        const struct xbz_period *known = &columns[i].period;
        int later = bare_year(&columns[i]) - year;
        if (known->kind == XBZ_PERIOD_NONE || later <= 0 || later > 10 ||
            (known->kind == XBZ_DURATION && !is_year(*known)))
            continue;
        struct xbz_period period = {.kind = known->kind, .end = fiscal_back(fiscal, known->end, later)};
        if (period.end.year == 0)
            continue;
        if (period.kind == XBZ_DURATION) {
            period.start = period_start_weeks(period.end, 52);
            start_year(fiscal, &period);
        }
        columns[undated].period = period;
        return;
    }
}

/* Years that all end with a month are none of weeks, whatever other days are printed. */
static bool counts_weeks(const struct xbz_column *columns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (columns[i].period.kind != XBZ_PERIOD_NONE && !date_is_month_end(columns[i].period.end))
            return true;
    return false;
}

void late_periods(const struct fiscal *fiscal, struct xbz_column *columns, size_t n)
{
    if (!counts_weeks(columns, n))
        return;
    for (size_t i = 0; i < n; i++)
        if (columns[i].period.kind != XBZ_PERIOD_NONE)
            start_year(fiscal, &columns[i].period);
        else if (columns[i].flags == 0)
            date_column(fiscal, columns, n, i);
}
