#include "mapping/select.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/statement_scale.h"

/* Share of line items with a concept from which a table is believed to be a statement, in percent. */
#define MAPPED_LEAST 25
/* A period of so many days is a year. */
#define YEAR_LEAST   350

/* Days by which the ends of a fiscal year of weeks and of the calendar month beside it differ. */
#define PERIOD_DAYS  8

static const char *kind_name(enum xbz_statement_kind kind)
{
    switch (kind) {
    case XBZ_BALANCE_SHEET:
        return "balance sheet";
    case XBZ_INCOME:
        return "income statement";
    case XBZ_COMPREHENSIVE_INCOME:
        return "statement of comprehensive income";
    case XBZ_CASH_FLOW:
        return "cash flow statement";
    default:
        return "statement";
    }
}

static bool is_dated(const struct xbz_column *column)
{
    return column->period.kind != XBZ_PERIOD_NONE &&
           !(column->flags &
             (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE | XBZ_COLUMN_PRO_FORMA | XBZ_COLUMN_PREVIOUS | XBZ_COLUMN_PART));
}

static size_t dated_columns(const struct xbz_statement *s)
{
    size_t n = 0;
    for (size_t c = 0; c < s->n_columns; c++)
        n += is_dated(&s->columns[c]);
    return n;
}

static bool usable(const struct mapped_statement *ms)
{
    return dated_columns(ms->statement) > 0 && ms->n_mapped >= 2 && ms->n_mapped * 100 >= ms->n_rows * MAPPED_LEAST;
}

static unsigned worth(const struct mapped_statement *ms)
{
    unsigned mapped = ms->n_mapped < 30 ? ms->n_mapped : 30;
    size_t dated = dated_columns(ms->statement);
    return ms->statement->score + mapped + 5 * (dated < 4 ? (unsigned)dated : 4u) +
           (ms->n_sums < 8 ? 2 * (unsigned)ms->n_sums : 16u);
}

static bool near(struct xbz_date a, struct xbz_date b)
{
    long off = date_number(a) - date_number(b);
    return off >= -PERIOD_DAYS && off <= PERIOD_DAYS;
}

/* The same period, as far as headings tell: "2000" over a column of a discussion stands for the fiscal year of 52 weeks
 * that the statements give to the day. */
static bool about_same(struct xbz_period a, struct xbz_period b)
{
    return a.kind == b.kind && near(a.end, b.end) && (a.kind != XBZ_DURATION || near(a.start, b.start));
}

static bool share_period(const struct xbz_statement *a, const struct xbz_statement *b)
{
    for (size_t x = 0; x < a->n_columns; x++)
        for (size_t y = 0; y < b->n_columns; y++)
            if (is_dated(&a->columns[x]) && is_dated(&b->columns[y]) &&
                about_same(a->columns[x].period, b->columns[y].period))
                return true;
    return false;
}

/* Figures of the same concept and period in both: how many agree, and how many do not. */
static void compare_figures(const struct mapped_statement *a, const struct mapped_statement *b, unsigned *same,
                            unsigned *other)
{
    const struct xbz_statement *s = a->statement, *t = b->statement;
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t k = 0; k < t->n_items && a->items[i].concept; k++) {
            if (b->items[k].concept != a->items[i].concept || b->items[k].instant_shift != a->items[i].instant_shift)
                continue;
            for (size_t x = 0; x < s->n_columns; x++)
                for (size_t y = 0; y < t->n_columns; y++) {
                    const struct xbz_value *v = &s->items[i].values[x], *u = &t->items[k].values[y];
                    if (!is_dated(&s->columns[x]) || !is_dated(&t->columns[y]) || v->kind != XBZ_NUMBER ||
                        u->kind != XBZ_NUMBER || !about_same(s->columns[x].period, t->columns[y].period))
                        continue;
                    if (decimal_equal(&v->number, &u->number))
                        ++*same;
                    else
                        ++*other;
                }
        }
}

static bool adds_period(struct mapped_statement **candidates, size_t n, const struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    for (size_t c = 0; c < s->n_columns; c++) {
        bool there = !is_dated(&s->columns[c]);
        for (size_t i = 0; i < n && !there; i++) {
            const struct xbz_statement *t = candidates[i]->statement;
            for (size_t y = 0; candidates[i]->chosen && t->kind == s->kind && y < t->n_columns; y++)
                there = there || (is_dated(&t->columns[y]) && about_same(t->columns[y].period, s->columns[c].period));
        }
        if (!there)
            return true;
    }
    return false;
}

/* A later statement that goes on where one ends, such as an interim balance sheet beside the year's, repeats a period with
 * the same figures and adds another; any other that shares a period is a version of what is chosen already. */
static bool repeats_chosen(struct mapped_statement **candidates, size_t n, const struct mapped_statement *ms)
{
    for (size_t i = 0; i < n; i++) {
        unsigned same = 0, other = 0;
        if (!candidates[i]->chosen || candidates[i]->statement->kind != ms->statement->kind ||
            !share_period(candidates[i]->statement, ms->statement))
            continue;
        compare_figures(candidates[i], ms, &same, &other);
        if (same < 4 || other * 8 > same || ms->statement->condensed_parent || !adds_period(candidates, n, ms))
            return true;
    }
    return false;
}

static bool has_year(const struct xbz_statement *s)
{
    for (size_t c = 0; c < s->n_columns; c++)
        if (is_dated(&s->columns[c]) && period_days(s->columns[c].period) >= YEAR_LEAST)
            return true;
    return false;
}

/* In an annual report, statements of quarters beside one of the year are notes. */
static bool is_interim_note(const struct xbz_run *run, struct mapped_statement **candidates, size_t n,
                            const struct mapped_statement *ms)
{
    bool annual = run->filing && (str_starts_nocase(run->filing->form, STR("10-K")) ||
                                  str_starts_nocase(run->filing->form, STR("20-F")) ||
                                  str_starts_nocase(run->filing->form, STR("40-F")));
    if (!annual || ms->statement->kind == XBZ_BALANCE_SHEET || has_year(ms->statement))
        return false;
    for (size_t i = 0; i < n; i++)
        if (candidates[i]->chosen && candidates[i]->statement->kind == ms->statement->kind &&
            has_year(candidates[i]->statement))
            return true;
    return false;
}

static void report(struct xbz_run *run, const struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    if (ms->chosen) {
        run_diag(run, XBZ_D_STATEMENT_FOUND, s->place, "%s \"%.*s\", %u of %u line items mapped", kind_name(s->kind),
                 STR_ARG(s->title), ms->n_mapped, ms->n_rows);
        if (!s->scale_stated && !ms->scale_inferred)
            run_diag(run, XBZ_D_SCALE_MISSING, s->place, NULL);
        if (!s->currency_stated)
            run_diag(run, XBZ_D_CURRENCY_ASSUMED, s->place, NULL);
    } else {
        run_diag(run, usable(ms) ? XBZ_D_STATEMENT_REPEATED : XBZ_D_STATEMENT_UNMAPPED, s->place, "%s \"%.*s\"",
                 kind_name(s->kind), STR_ARG(s->title));
    }
}

void select_statements(struct xbz_run *run, struct mapped_statement **candidates, size_t n)
{
    for (;;) {
        struct mapped_statement *best = NULL;
        for (size_t i = 0; i < n; i++) {
            struct mapped_statement *ms = candidates[i];
            if (!ms->chosen && usable(ms) && (!best || worth(ms) > worth(best)) && !repeats_chosen(candidates, n, ms) &&
                !is_interim_note(run, candidates, n, ms))
                best = ms;
        }
        if (!best)
            break;
        best->chosen = true;
    }
    settle_scales(run, candidates, n);
    for (size_t i = 0; i < n; i++)
        report(run, candidates[i]);
}
