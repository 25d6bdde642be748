/* columns.c - the period of each value column.
 *
 * What a column's own heading leaves open is looked for, in this order, in the column to its left ("December 31, 1996 |
 * 1995"), the stub heading ("Years ended December 31,"), the title lines, and the filing's header. */
#include "table/columns.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "table/column_flags.h"
#include "table/periods.h"

#define MAX_COLUMNS CONTEXT_COLUMNS
#define ANCHORS     PHRASE_DATES

struct col {
    struct phrase p;
    int year;
    unsigned month, day;
    int months, weeks;
    bool doubtful; /* the heading names two periods */
    struct xbz_date end, start;
};

struct answer {
    const struct columns_question *q;
    struct col cols[MAX_COLUMNS];
    struct phrase stub, title;
    struct xbz_date anchors[ANCHORS]; /* full dates of the stub heading, else of the title */
    size_t n_anchors;
};

static bool has(struct xbz_str text, const char *what)
{
    return str_find_nocase(text, str_of(what), 0) != (size_t)-1;
}

/* "In thousands of dollars, except share amounts" is a line of a heading, however long. */
static bool opens_with_scale(struct xbz_str line)
{
    static const char *const openings[] = {"in thousands", "in millions", "in billions",
                                           "dollars in",   "amounts in",  NULL};
    for (size_t i = 0; openings[i] && line.n < 100 && line.p[line.n - 1] != '.'; i++)
        if (str_starts_nocase(line, str_of(openings[i])))
            return true;
    return false;
}

bool line_is_prose(struct xbz_str line)
{
    unsigned words = 0, lower = 0, capitals = 0;
    size_t gap = 0;
    line = str_trim(line);
    if (line.n < 45 || opens_with_scale(line) || line.p[0] == '(' || line.p[0] == '[')
        return false;
    for (size_t i = 0; i < line.n; i++) {
        bool start = i == 0 || is_space(line.p[i - 1]);
        if (line.p[i] == '\t')
            return false; /* set in columns */
        if (start && is_alpha(line.p[i])) {
            words++;
            lower += !is_upper(line.p[i]);
            capitals += is_upper(line.p[i]) && i + 2 < line.n && is_upper(line.p[i + 1]) && is_upper(line.p[i + 2]);
        }
        if (i >= 3 && line.p[i] != ' ' && line.p[i - 1] == ' ' && line.p[i - 2] == ' ' && line.p[i - 3] == ' ')
            gap++;
    }
    return words >= 6 && lower * 10 > words * 6 && gap <= 1 && capitals < 2;
}

enum column_nature title_nature(struct xbz_str title)
{
    if (has(title, "balance sheet") || has(title, "financial condition") || has(title, "assets and liabilities"))
        return NATURE_INSTANT;
    if (has(title, "cash flow") || has(title, "operations") || has(title, "of income") ||
        has(title, "income statement") || has(title, "of earnings") || has(title, "comprehensive income") ||
        has(title, "of loss") || has(title, "changes in"))
        return NATURE_DURATION;
    if (has(title, "financial position"))
        return NATURE_INSTANT;
    return NATURE_UNKNOWN;
}

static struct xbz_date make_date(int year, unsigned month, unsigned day)
{
    struct xbz_date d = {0, 0, 0};
    if (year < 1900 || year > 2099 || month < 1 || month > 12)
        return d;
    if (day == 0)
        day = month_days(year, month);
    if (day > month_days(year, month)) {
        /* "February 28/29" of another year; anything else is a misprint */
        if (month != 2 || day != 29)
            return d;
        day = 28;
    }
    d = (struct xbz_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return d;
}

/* "December 31, 1996, 1995 and 1994": years behind a date take its month and day. */
static void complete_dates(struct phrase *p)
{
    unsigned month = 0, day = 0;
    for (size_t i = 0; i < p->n_dates; i++) {
        if (p->dates[i].month) {
            month = p->dates[i].month;
            day = p->dates[i].day;
        } else if (month) {
            p->dates[i].month = month;
            p->dates[i].day = day;
        }
    }
    /* "June 30 and December 31, 1996": dates before a year take it */
    for (size_t i = p->n_dates; i-- > 1;)
        if (p->dates[i].year && !p->dates[i - 1].year && p->dates[i - 1].month)
            p->dates[i - 1].year = p->dates[i].year;
}

static bool one_day(const struct phrase *p, unsigned *month, unsigned *day);

/* "June 30, 1999 and 1998" over "1999": a title that reached into the column's heading lists the years of all columns,
 * and the last year is the column's own. */
static void read_list_title(struct col *col)
{
    const struct phrase *p = &col->p;
    unsigned month, day;
    size_t last = p->n_dates - 1;
    if (p->mixed || p->n_dates < 3 || p->dates[last].month || !one_day(p, &month, &day))
        return;
    for (size_t i = 0; i < last; i++)
        if (p->dates[i].year == p->dates[last].year) {
            col->year = p->dates[last].year;
            col->month = month;
            col->day = day;
            col->doubtful = false;
        }
}

/* Takes year, month and day of a column out of its own heading. */
static void read_own(struct col *col, struct xbz_str label)
{
    phrase_read(&col->p, label);
    col->months = col->p.months;
    col->weeks = col->p.weeks;
    col->doubtful = col->p.mixed;
    if (col->p.from && col->p.n_dates >= 2)
        return;
    for (size_t i = 0; i < col->p.n_dates; i++) {
        const struct phrase_date *d = &col->p.dates[i];
        if (d->year) {
            col->doubtful |= col->year && col->year != d->year;
            col->year = d->year;
        }
        if (d->month) {
            col->doubtful |= col->month && (col->month != d->month || (col->day && d->day && col->day != d->day));
            col->month = d->month;
            if (d->day)
                col->day = d->day;
        }
    }
    if (col->doubtful)
        read_list_title(col);
}

/* The one month and day named by a phrase; false when it names none or several. */
static bool one_day(const struct phrase *p, unsigned *month, unsigned *day)
{
    unsigned m = 0, d = 0;
    for (size_t i = 0; i < p->n_dates; i++) {
        if (!p->dates[i].month)
            continue;
        if (m && (m != p->dates[i].month || d != p->dates[i].day))
            return false;
        m = p->dates[i].month;
        d = p->dates[i].day;
    }
    *month = m;
    *day = d;
    return m != 0;
}

static void fill_from_left(struct answer *a)
{
    unsigned month, day;
    bool stub_day = one_day(&a->stub, &month, &day);
    for (size_t i = 1; i < a->q->n; i++) {
        struct col *col = &a->cols[i];
        const struct col *left = &a->cols[i - 1];
        struct xbz_date end;
        if (!col->year || col->month || col->doubtful || stub_day || !left->month || left->doubtful || !left->year ||
            col->p.quarter || col->p.half || col->p.fiscal)
            continue;
        end = make_date(left->year, left->month, left->day);
        if (end.year && left->year > col->year)
            end = fiscal_back(&a->q->ctx->fiscal, end, left->year - col->year);
        col->month = end.year ? end.month : left->month;
        col->day = end.year ? end.day : left->day;
        if (end.year)
            col->year = end.year;
        if (!col->months && !col->weeks) {
            col->months = left->months;
            col->weeks = left->weeks;
        }
    }
}

static void fill_from_stub(struct answer *a)
{
    unsigned month = 0, day = 0;
    bool stub_day = one_day(&a->stub, &month, &day);
    for (size_t i = 0; i < a->stub.n_dates;
         i++) /* a full date tells the newest column's end only: see fill_from_anchors */
        stub_day = stub_day && !a->stub.dates[i].year;
    for (size_t i = 0; i < a->q->n; i++) {
        struct col *col = &a->cols[i];
        if (stub_day && !col->month && col->year) {
            col->month = month;
            col->day = day;
        }
        if (!col->months && !col->weeks && !a->stub.mixed && phrase_dated(&col->p)) {
            col->months = a->stub.months;
            col->weeks = a->stub.weeks;
        }
    }
}

static void collect_anchors(struct answer *a, const struct phrase *p)
{
    for (size_t i = 0; i < p->n_dates && a->n_anchors < ANCHORS; i++) {
        struct xbz_date d = make_date(p->dates[i].year, p->dates[i].month, p->dates[i].day);
        bool known = false;
        for (size_t k = 0; k < a->n_anchors; k++)
            known |= date_same(a->anchors[k], d);
        if (d.year && !known)
            a->anchors[a->n_anchors++] = d;
    }
}

/* The year the newest column without a month of its own is labelled with; a column in doubt counts with every year it
 * names, else the next one would be taken for the newest. */
static int newest_year(const struct answer *a)
{
    int newest = 0;
    for (size_t i = 0; i < a->q->n; i++) {
        const struct col *col = &a->cols[i];
        if (!col->month && col->year > newest)
            newest = col->year;
        for (size_t d = 0; col->doubtful && d < col->p.n_dates; d++)
            if (col->p.dates[d].year > newest)
                newest = col->p.dates[d].year;
    }
    return newest;
}

/* Columns with a year only, anchors with other days of the year among them ("June 30, 1997 and December 31, 1996"):
 * each column takes the anchor of its year if there is exactly one. */
static bool anchors_differ(const struct answer *a)
{
    for (size_t i = 1; i < a->n_anchors; i++)
        if (a->anchors[i].month != a->anchors[0].month && !(a->anchors[i].month % 12 + 1 == a->anchors[0].month ||
                                                            a->anchors[0].month % 12 + 1 == a->anchors[i].month))
            return true;
    return false;
}

static struct xbz_date anchor_of_year(const struct answer *a, int year)
{
    struct xbz_date found = {0, 0, 0};
    for (size_t i = 0; i < a->n_anchors; i++) {
        if (a->anchors[i].year != year)
            continue;
        if (found.year)
            return (struct xbz_date){0, 0, 0};
        found = a->anchors[i];
    }
    return found;
}

/* The end of the period labelled year when the newest label is newest and its period ends on latest. */
static struct xbz_date end_of_label(const struct answer *a, int year, int newest, struct xbz_date latest)
{
    int off = latest.year - newest;
    if (off != 0 && !(off == 1 && latest.month <= 6) && !(off == -1 && latest.month >= 12))
        return (struct xbz_date){0, 0, 0};
    return fiscal_back(&a->q->ctx->fiscal, latest, newest - year);
}

static void fill_from_anchors(struct answer *a)
{
    struct xbz_date latest = {0, 0, 0};
    int newest = newest_year(a);
    bool differ = anchors_differ(a);
    if (a->n_anchors == 0)
        return;
    for (size_t i = 0; i < a->n_anchors; i++)
        if (date_cmp(a->anchors[i], latest) > 0)
            latest = a->anchors[i];
    for (size_t i = 0; i < a->q->n; i++) {
        struct col *col = &a->cols[i];
        struct xbz_date end = {0, 0, 0};
        if (col->doubtful || (col->month && col->year) || col->p.quarter || col->p.half)
            continue;
        if (col->year && differ)
            end = anchor_of_year(a, col->year);
        else if (col->year)
            end = end_of_label(a, col->year, newest, latest);
        else if (col->month)
            for (size_t k = 0; k < a->n_anchors; k++)
                if (a->anchors[k].month == col->month && (!col->day || a->anchors[k].day == col->day))
                    end = a->anchors[k];
        if (!col->year && !col->month && a->q->n == 1 && a->n_anchors == 1)
            end = a->anchors[0];
        if (end.year) {
            col->year = end.year;
            col->month = end.month;
            col->day = end.day;
        }
    }
}

static bool annual_report(const struct xbz_filing *filing)
{
    return str_starts_nocase(filing->form, STR("10-K")) || str_starts_nocase(filing->form, STR("10K")) ||
           str_starts_nocase(filing->form, STR("20-F")) || str_starts_nocase(filing->form, STR("40-F"));
}

/* The end of the fiscal year labelled year, from the filing's header. */
static struct xbz_date fiscal_year_end(const struct answer *a, int year, int newest)
{
    const struct xbz_filing *filing = a->q->ctx->filing;
    if (!filing->fiscal_month) /* the report of a year covers the newest one shown */
        return filing->period.year && annual_report(filing)
                   ? end_of_label(a, year, newest ? newest : year, filing->period)
                   : (struct xbz_date){0, 0, 0};
    if (filing->fiscal_month <= 6 && filing->period.year) {
        /* The label may be the year it starts or ends in: the period of report decides, if it is that year's end. */
        struct xbz_date end = make_date(filing->period.year, filing->fiscal_month, filing->fiscal_day);
        long off = date_number(end) - date_number(filing->period);
        if (off < -8 || off > 8 || year > filing->period.year)
            return (struct xbz_date){0, 0, 0};
        return end_of_label(a, year, newest ? newest : year, end);
    }
    return make_date(year, filing->fiscal_month, filing->fiscal_day);
}

static void fill_from_hints(struct answer *a)
{
    const struct xbz_filing *filing = a->q->ctx->filing;
    bool annual = annual_report(filing);
    int newest = newest_year(a); /* before any of them is dated */
    for (size_t i = 0; i < a->q->n; i++) {
        struct col *col = &a->cols[i];
        struct xbz_date end = {0, 0, 0};
        if (col->doubtful || !col->year || col->month)
            continue;
        if (col->p.quarter || col->p.half) {
            int back = col->p.quarter ? (4 - col->p.quarter) * 3 : (2 - col->p.half) * 6;
            end = fiscal_year_end(a, col->year, newest);
            if (end.year)
                end = date_add_months(end, -back);
        } else if (col->months == 12 || (annual && !col->months && !col->weeks)) {
            end = fiscal_year_end(a, col->year, newest);
            if (end.year && filing->period.year && end.month == filing->period.month)
                end = end_of_label(a, col->year, newest, filing->period);
        } else if (filing->period.year && str_starts_nocase(filing->form, STR("10-Q"))) {
            end = end_of_label(a, col->year, newest, filing->period);
        }
        if (end.year) {
            col->year = end.year;
            col->month = end.month;
            col->day = end.day;
        }
    }
}

/* "For the years ended December 31," in the title over columns of years. */
static void fill_from_title(struct answer *a)
{
    unsigned month, day;
    if (a->n_anchors != 0 || !one_day(&a->title, &month, &day))
        return;
    for (size_t i = 0; i < a->q->n; i++) {
        struct col *col = &a->cols[i];
        if (!col->year || col->month || col->doubtful || col->p.quarter || col->p.half)
            continue;
        col->month = month;
        col->day = day;
    }
}

/* A length that stands over some columns only, a heading that spans too few, holds for all: those with a date and no
 * length. */
static void fill_from_siblings(struct answer *a)
{
    int months = 0, weeks = 0;
    for (size_t i = 0; i < a->q->n; i++) {
        const struct col *col = &a->cols[i];
        if ((months || weeks) && (col->months || col->weeks) && (col->months != months || col->weeks != weeks))
            return;
        months = col->months ? col->months : months;
        weeks = col->weeks ? col->weeks : weeks;
    }
    for (size_t i = 0; i < a->q->n && a->q->nature == NATURE_DURATION; i++) {
        struct col *col = &a->cols[i];
        if (col->year && !col->months && !col->weeks && !col->p.at && !col->p.to_date) {
            col->months = months;
            col->weeks = weeks;
        }
    }
}

static void fill_lengths(struct answer *a)
{
    const struct phrase *t = &a->title;
    if (t->mixed)
        return;
    for (size_t i = 0; i < a->q->n; i++) {
        struct col *col = &a->cols[i];
        if (col->months || col->weeks || col->p.to_date || a->q->nature == NATURE_INSTANT)
            continue;
        col->months = t->months;
        col->weeks = t->weeks;
    }
}

static struct xbz_date period_start(const struct answer *a, const struct col *col)
{
    const struct fiscal *fiscal = &a->q->ctx->fiscal;
    if (col->weeks && col->weeks != 52 && col->weeks != 53)
        return period_start_weeks(col->end, col->weeks);
    if (col->months == 12 || col->weeks) {
        for (size_t i = 0; i < a->q->n; i++) { /* the year before stands beside it */
            long days = date_number(col->end) - date_number(a->cols[i].end);
            if (a->cols[i].end.year && (days == 364 || days == 371 || days == 365 || days == 366) &&
                a->cols[i].months == col->months && a->cols[i].weeks == col->weeks)
                return date_add_days(a->cols[i].end, 1);
        }
        if (col->weeks)
            return period_start_weeks(col->end, col->weeks);
        if (fiscal_in_weeks(fiscal, col->end) || !date_is_month_end(col->end)) {
            struct xbz_date before = fiscal_back(fiscal, col->end, 1);
            return before.year ? date_add_days(before, 1) : period_start_weeks(col->end, 52);
        }
        return period_start_months(col->end, 12);
    }
    if (col->months % 3 == 0 && col->months < 12 && (fiscal_in_weeks(fiscal, col->end) || !date_is_month_end(col->end)))
        return fiscal_start(fiscal, col->end, period_start_weeks(col->end, col->months / 3 * 13));
    return period_start_months(col->end, col->months);
}

/* The year of a range's dates that is printed elsewhere in the heading, or 0 when several are. */
static int year_of_range(const struct phrase *p)
{
    int year = 0;
    for (size_t i = 0; i < p->n_dates; i++) {
        if (year && p->dates[i].year && p->dates[i].year != year)
            return 0;
        year = p->dates[i].year ? p->dates[i].year : year;
    }
    return year;
}

/* "Nine months ended September 30, 2023, July 22 to September 30": a part of the period. */
static bool explicit_range(const struct phrase *p, struct xbz_period *out)
{
    const struct phrase_date *from = &p->dates[p->range - 1], *to = &p->dates[p->range];
    int year = year_of_range(p);
    int to_year = to->year ? to->year : year, from_year = from->year ? from->year : to_year;
    struct xbz_date start = make_date(from_year, from->month, from->day), end = make_date(to_year, to->month, to->day);
    if (!start.year || !end.year || date_cmp(start, end) >= 0)
        return false;
    *out = (struct xbz_period){XBZ_DURATION, start, end};
    return true;
}

/* "Period from inception (March 3, 1997) to December 31, 1999": both ends are printed. */
static bool explicit_period(const struct col *col, struct xbz_period *out)
{
    struct phrase p = col->p;
    struct xbz_date start, end;
    if (p.range && explicit_range(&p, out))
        return true;
    if (!p.from || p.n_dates < 2)
        return false;
    complete_dates(&p);
    start = make_date(p.dates[0].year, p.dates[0].month, p.dates[0].day);
    end = make_date(p.dates[p.n_dates - 1].year, p.dates[p.n_dates - 1].month, p.dates[p.n_dates - 1].day);
    if (!start.year || !end.year || date_cmp(start, end) >= 0 || !p.dates[0].day)
        return false;
    *out = (struct xbz_period){XBZ_DURATION, start, end};
    return true;
}

/* A date without a length: the period it can stand for, if any. */
static void settle_date(const struct answer *a, struct col *col, bool own_day, struct xbz_period *period)
{
    const struct columns_question *q = a->q;
    const struct xbz_filing *filing = q->ctx->filing;
    bool ended = col->p.ended || a->stub.ended;
    if (col->p.to_date && filing->fiscal_month) {
        struct xbz_date year_end = make_date(col->end.year, filing->fiscal_month, filing->fiscal_day);
        if (date_cmp(year_end, col->end) >= 0)
            year_end = date_add_months(year_end, -12);
        *period = (struct xbz_period){XBZ_DURATION, date_add_days(year_end, 1), col->end};
    } else if (q->nature == NATURE_INSTANT || (q->nature == NATURE_UNKNOWN && !ended && (own_day || a->title.at))) {
        *period = (struct xbz_period){XBZ_INSTANT, {0, 0, 0}, col->end};
    } else if (q->nature == NATURE_DURATION && str_starts_nocase(filing->form, STR("10-K"))) {
        col->months = 12;
        *period = (struct xbz_period){XBZ_DURATION, period_start(a, col), col->end};
    }
}

static void settle(struct answer *a, size_t i, bool own_day)
{
    const struct columns_question *q = a->q;
    struct col *col = &a->cols[i];
    struct xbz_period *period = &q->columns[i].period;
    bool own_length = col->p.months || col->p.weeks || a->stub.months || a->stub.weeks;
    if (q->nature == NATURE_INSTANT && title_nature(q->title) == NATURE_INSTANT)
        own_length = false; /* a balance sheet, whatever words stand over it */
    memset(period, 0, sizeof *period);
    if (explicit_period(col, period) || !col->end.year || col->doubtful)
        return;
    if ((q->nature == NATURE_INSTANT && !own_length) || (!col->months && !col->weeks))
        settle_date(a, col, own_day, period);
    else
        *period = (struct xbz_period){XBZ_DURATION, period_start(a, col), col->end};
    if (period->kind == XBZ_DURATION && !period->start.year)
        period->kind = XBZ_PERIOD_NONE;
}

/* A block of headings that repeats only the years takes the rest from the block before. */
static void take_from_before(const struct columns_question *q)
{
    if (!q->later)
        return;
    for (size_t i = 0; i < q->n; i++) {
        struct phrase p;
        const struct xbz_period *before = &q->before[i].period;
        if (q->columns[i].period.kind != XBZ_PERIOD_NONE || before->kind == XBZ_PERIOD_NONE)
            continue;
        phrase_read(&p, q->columns[i].label);
        if (p.n_dates == 0 || (p.n_dates == 1 && p.dates[0].year == before->end.year && !p.months))
            q->columns[i].period = *before;
    }
}

void columns_resolve(const struct columns_question *question)
{
    struct columns_question q = *question;
    struct answer answer, *a = &answer;
    bool own_day[MAX_COLUMNS];
    memset(a, 0, sizeof *a);
    if (q.n > MAX_COLUMNS)
        q.n = MAX_COLUMNS;
    a->q = &q;
    phrase_read(&a->stub, q.stub);
    phrase_read(&a->title, q.title);
    complete_dates(&a->stub);
    complete_dates(&a->title);
    if (q.nature == NATURE_UNKNOWN)
        q.nature = title_nature(q.title);
    for (size_t i = 0; i < q.n; i++)
        read_own(&a->cols[i], q.columns[i].label);
    fill_from_left(a);
    fill_from_stub(a);
    for (size_t i = 0; i < q.n; i++) {
        own_day[i] = a->cols[i].month != 0;
        if (a->cols[i].year && a->cols[i].month && a->cols[i].day)
            fiscal_date(&q.ctx->fiscal, make_date(a->cols[i].year, a->cols[i].month, a->cols[i].day), 2);
    }
    collect_anchors(a, &a->stub);
    if (a->n_anchors == 0)
        collect_anchors(a, &a->title);
    for (size_t i = 0; i < a->n_anchors; i++)
        fiscal_date(&q.ctx->fiscal, a->anchors[i], 2);
    fill_from_anchors(a);
    fill_from_title(a);
    fill_lengths(a);
    fill_from_siblings(a);
    fill_from_hints(a);
    for (size_t i = 0; i < q.n; i++)
        if (a->cols[i].month)
            a->cols[i].end = make_date(a->cols[i].year, a->cols[i].month, a->cols[i].day);
    for (size_t i = 0; i < q.n; i++)
        settle(a, i, own_day[i]);
    columns_flag(q.columns, q.n);
    take_from_before(&q);
}
