#include "mapping/instants.h"

#include "base/calendar.h"
#include "base/str.h"

#define NOT_FOUND ((size_t)-1)

static bool has(struct xbz_str label, const char *word)
{
    return str_find_word(label, str_of(word), 0) != NOT_FOUND;
}

/* The first day of a month that a caption names. */
static bool read_day(struct xbz_str label, unsigned *month, unsigned *day)
{
    for (size_t i = 0; i < label.n; i++) {
        size_t from = i;
        while (i < label.n && is_alpha(label.p[i]))
            i++;
        *month = i > from ? month_of(str_sub(label, from, i - from)) : 0;
        if (*month == 0)
            continue;
        while (i < label.n && is_space(label.p[i]))
            i++;
        for (*day = 0; i < label.n && is_digit(label.p[i]) && *day < 100; i++)
            *day = *day * 10 + (unsigned)(label.p[i] - '0');
        return *day >= 1 && *day <= 31;
    }
    return false;
}

/* A day at which every dated column starts, or the day before it, and none ends. */
static bool starts_on(const struct xbz_statement *s, unsigned month, unsigned day)
{
    bool found = false;
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_period *p = &s->columns[c].period;
        if (p->kind != XBZ_DURATION)
            continue;
        struct xbz_date before = date_add_days(p->start, -1);
        bool start = (p->start.month == month && p->start.day == day) || (before.month == month && before.day == day);
        if (!start || (p->end.month == month && p->end.day == day))
            return false;
        found = true;
    }
    return found;
}

static bool is_start(const struct xbz_statement *s, struct xbz_str label)
{
    unsigned month, day;
    if (has(label, "beginning") || has(label, "start") || has(label, "opening"))
        return true;
    return read_day(label, &month, &day) && starts_on(s, month, day);
}

/* An amount of cash, not a flow. */
static bool is_balance(struct xbz_str label)
{
    static const char *const flows[] = {"increase", "decrease", "change",   "changes", "effect", "paid", "received",
                                        "provided", "used",     "proceeds", "flows",   "flow",   "from", NULL};
    for (size_t i = 0; flows[i]; i++)
        if (has(label, flows[i]))
            return false;
    return has(label, "cash");
}

static bool has_figures(const struct xbz_statement *s, size_t item)
{
    for (size_t c = 0; c < s->n_columns && !s->items[item].heading; c++)
        if (s->items[item].values[c].kind != XBZ_EMPTY)
            return true;
    return false;
}

/* "Accumulated other comprehensive income items as of December 31:" over line items without a concept of their own. */
static bool under_balances(const struct xbz_statement *s, size_t item)
{
    size_t parent = s->items[item].parent;
    if (parent == XBZ_NO_PARENT || !s->items[parent].heading)
        return false;
    return has(s->items[parent].label, "as of") && !has(s->items[parent].label, "change") &&
           !has(s->items[parent].label, "changes");
}

void instants_decide(struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    const struct mapped_item *before = NULL;
    for (size_t i = 0; i < s->n_items && s->kind != XBZ_BALANCE_SHEET; i++) {
        struct mapped_item *it = &ms->items[i];
        if (!has_figures(s, i))
            continue;
        if (!it->concept && before && before->period == XBZ_INSTANT && is_balance(s->items[i].label)) {
            it->period = XBZ_INSTANT;
            it->instant_shift = before->instant_shift;
        }
        if (!it->concept && it->period != XBZ_INSTANT && under_balances(s, i)) {
            it->period = XBZ_INSTANT;
            it->instant_shift = 0;
        }
        if (it->period == XBZ_INSTANT && (it->concept || is_start(s, s->items[i].label)))
            it->instant_shift = is_start(s, s->items[i].label) ? -1 : 0;
        before = it;
    }
}
