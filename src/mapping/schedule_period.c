/* The periods of a schedule's columns. */
#include "mapping/schedule_work.h"

#include "base/calendar.h"
#include "base/str.h"

#define END_DAYS   6  /* a schedule may round the last day of a fiscal period to the end of the month */
#define START_DAYS 10 /* and count it in months instead of weeks */

static long apart(struct xbz_date a, struct xbz_date b)
{
    long days = date_number(a) - date_number(b);
    return days < 0 ? -days : days;
}

/* The day near end on which periods of the statements end; end itself when there is none. */
static struct xbz_date statement_end(const struct schedule_work *w, struct xbz_date end)
{
    struct xbz_date best = end;
    long least = END_DAYS + 1;
    for (size_t i = 0; i < w->n_statement; i++) {
        const struct xbz_period *p = &w->f->facts[i].fact.period;
        if (p->kind != XBZ_PERIOD_NONE && apart(p->end, end) < least) {
            best = p->end;
            least = apart(p->end, end);
        }
    }
    return best;
}

/* A duration of the statements that is this one but for a few days. */
static bool statement_duration(const struct schedule_work *w, struct xbz_period *period)
{
    long least = START_DAYS + 1;
    struct xbz_date start = period->start;
    for (size_t i = 0; i < w->n_statement; i++) {
        const struct xbz_period *p = &w->f->facts[i].fact.period;
        if (p->kind == XBZ_DURATION && date_same(p->end, period->end) && apart(p->start, start) < least) {
            period->start = p->start;
            least = apart(p->start, start);
        }
    }
    return least <= START_DAYS;
}

/* Months of a period type: "12-MOS", "YEAR"; 0 when it does not say. */
static int months_of(struct xbz_str type)
{
    int months = 0;
    size_t i = 0;
    if (str_starts_nocase(type, STR("YEAR")))
        return 12;
    for (; i < type.n && i < 2 && is_digit(type.p[i]); i++)
        months = months * 10 + type.p[i] - '0';
    while (i < type.n && (type.p[i] == '-' || is_space(type.p[i])))
        i++;
    return months <= 15 && str_starts_nocase(str_sub(type, i, type.n), STR("MO")) ? months : 0;
}

static struct xbz_period duration_of(const struct schedule_work *w, const struct xbz_schedule_column *column,
                                     struct xbz_date end)
{
    const struct xbz_period none = {.kind = XBZ_PERIOD_NONE};
    struct xbz_period stated = {XBZ_DURATION, column->start, end}, typed = {XBZ_DURATION, end, end};
    int months = months_of(column->period_type);
    bool has_start = column->start.year && date_cmp(column->start, end) < 0;
    typed.start = period_start_months(end, months);
    if (!months)
        return has_start && period_days(stated) < 400 ? (statement_duration(w, &stated), stated) : none;
    if (!has_start)
        return statement_duration(w, &typed), typed;
    if (apart(stated.start, typed.start) <= START_DAYS)
        return statement_duration(w, &stated), stated;
    /* Start and type contradict each other; the statements know which periods there are. */
    bool is_stated = statement_duration(w, &stated), is_typed = statement_duration(w, &typed);
    return is_stated == is_typed ? none : is_stated ? stated : typed;
}

void schedule_periods(struct schedule_work *w)
{
    for (size_t c = 0; c < w->schedule->n_columns; c++) {
        const struct xbz_schedule_column *column = &w->schedule->columns[c];
        struct xbz_date end = column->end;
        int months = months_of(column->period_type);
        if (!end.year && (months == 12 || months == 0))
            end = column->fiscal_year_end;
        if (!end.year) {
            run_diag(w->f->run, XBZ_D_SCHEDULE_LEFT_OUT, w->schedule->place, "column %zu has no PERIOD-END", c + 1);
            continue;
        }
        end = statement_end(w, end);
        w->instants[c] = (struct xbz_period){.kind = XBZ_INSTANT, .end = end};
        w->durations[c] = duration_of(w, column, end);
        if (w->durations[c].kind == XBZ_PERIOD_NONE)
            run_diag(w->f->run, XBZ_D_SCHEDULE_LEFT_OUT, w->schedule->place,
                     "PERIOD-TYPE and PERIOD-START of column %zu do not tell when it starts", c + 1);
    }
}

struct xbz_period schedule_period(const struct schedule_work *w, size_t row, size_t column)
{
    const struct xbz_schedule_tag *tag = w->tags[row];
    struct xbz_period p = {.kind = XBZ_PERIOD_NONE}, duration = w->durations[column];
    if (!tag || !tag->concept)
        return p;
    if (tag->concept->period == XBZ_DURATION)
        return duration;
    if (!tag->opening)
        return w->instants[column];
    if (duration.kind == XBZ_DURATION) {
        p.kind = XBZ_INSTANT;
        p.end = date_add_days(duration.start, -1);
    }
    return p;
}
