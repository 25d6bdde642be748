/* Facts from the figures in captions. */
#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/caption_figures.h"
#include "mapping/facts.h"

#define CAPTION_KINDS 8
#define NO_COLUMN     ((size_t)-1)

/* More digits than any company's shares have: the scale of the statement is not that of the caption. */
#define SHARE_DIGITS  11
/* Fewer digits among whole shares may be in another scale. */
#define WHOLE_DIGITS  4

/* Of an amount that is divided by the par value: digits that make the quotient precise, and the most it may be. */
#define PAR_DIGITS    3
#define PAR_AMOUNT    INT64_C(100000000000000)

struct caption {
    struct filing_facts *f;
    const struct mapped_statement *ms;
    size_t item;
    size_t columns[CAPTION_NUMBERS]; /* that report */
    size_t n_columns;
    struct caption_figures figures[CAPTION_KINDS];
    size_t n_figures;
    bool whole_shares;
    int tax_votes; /* negative: taxes "of $5" are printed as what they do to the amount above, a benefit positive */
};

static int digits_of(const struct xbz_decimal *number)
{
    return number->n + number->exponent;
}

static bool counts_shares(const struct caption_figures *figures)
{
    return figures->concept && figures->concept->type == XBZ_TYPE_SHARES;
}

static int share_scale(const struct xbz_statement *s)
{
    return s->scale.shares >= 0 ? s->scale.shares : s->scale.money;
}

/* Whether so many shares, times 10^scale, of a par value (in 1/10000) come to the amount of the line item. */
static bool par_agrees(const struct caption *c, size_t column, int64_t par, const struct xbz_decimal *shares, int scale)
{
    const struct mapped_item *it = &c->ms->items[c->item];
    const struct xbz_value *v = &c->ms->statement->items[c->item].values[c->columns[column]];
    struct xbz_decimal amount = v->number, count = *shares;
    int64_t money, most;
    if (v->kind != XBZ_NUMBER || amount.n < PAR_DIGITS || !decimal_shift(&amount, it->scale) ||
        !decimal_shift(&count, scale) || !decimal_units(&amount, 0, &money) || !decimal_units(&count, 0, &most) ||
        money <= 0 || money > PAR_AMOUNT)
        return false;
    int64_t told = money * 10000 / par, off = told > most ? told - most : most - told;
    return off <= told / 50;
}

/* Stock at par value: the amount over the value of a share is the number of shares issued. */
static bool par_tells_whole(const struct caption *c)
{
    int stated = share_scale(c->ms->statement);
    int64_t par = 0;
    bool whole = false;
    for (size_t k = 0; k < c->n_figures && par == 0; k++)
        if (c->figures[k].concept && c->figures[k].concept->type == XBZ_TYPE_PER_SHARE && c->figures[k].n == 1)
            (void)decimal_units(&c->figures[k].numbers[0].value, -4, &par);
    for (size_t k = 0; k < c->n_figures && par > 0 && stated > 0; k++)
        for (size_t i = 0; i < c->figures[k].n && counts_shares(&c->figures[k]); i++)
            for (size_t column = 0; column < c->n_columns; column++) {
                const struct caption_number *number = &c->figures[k].numbers[i];
                if (number->power == 0 && par_agrees(c, column, par, &number->value, stated))
                    return false;
                whole |= number->power == 0 && par_agrees(c, column, par, &number->value, 0);
            }
    return whole;
}

/* Shares that are too many in the statement's scale are printed whole, and so are those of the other captions. */
static void look_for_whole_shares(struct caption *c)
{
    for (size_t k = 0; k < c->n_figures; k++)
        for (size_t i = 0; i < c->figures[k].n && counts_shares(&c->figures[k]); i++) {
            int digits = digits_of(&c->figures[k].numbers[i].value);
            c->whole_shares = c->whole_shares || (c->figures[k].numbers[i].power == 0 && digits >= 8 &&
                                                  digits + share_scale(c->ms->statement) > SHARE_DIGITS);
        }
    c->whole_shares = c->whole_shares || par_tells_whole(c);
}

/* No company has issued more shares than are authorized: where it seems so, the latter are in the statement's scale. */
static bool issued_more(const struct caption *c, const struct xbz_decimal *authorized, int scale)
{
    for (size_t k = 0; k < c->n_figures; k++)
        for (size_t i = 0; i < c->figures[k].n && counts_shares(&c->figures[k]); i++) {
            const struct xbz_decimal *number = &c->figures[k].numbers[i].value;
            if (c->figures[k].numbers[i].power == 0 && digits_of(number) + scale <= SHARE_DIGITS &&
                digits_of(number) + scale > digits_of(authorized))
                return true;
        }
    return false;
}

/* The power of ten of a figure, -1 when it is in doubt.  Shares that are printed whole stay so, whatever the scale of
 * the money is. */
static int caption_scale(const struct caption *c, const struct caption_figures *figures,
                         const struct caption_number *number)
{
    const struct xbz_statement *s = c->ms->statement;
    if (number->power || (figures->concept && figures->concept->type == XBZ_TYPE_PER_SHARE))
        return 0;
    if (!figures->concept || figures->concept->type == XBZ_TYPE_MONETARY)
        return s->scale.money;
    int scale = share_scale(s), digits = digits_of(&number->value);
    if (c->whole_shares || digits + scale > SHARE_DIGITS + 1)
        return digits >= WHOLE_DIGITS ? 0 : -1;
    return digits + scale <= SHARE_DIGITS || issued_more(c, &number->value, scale) ? scale : -1;
}

static bool has(struct xbz_str text, const char *word)
{
    return str_find_nocase(text, str_of(word), 0) != (size_t)-1;
}

/* A tax that does not say whether it is an expense or a benefit. */
static bool is_bare_tax(const struct caption_figures *figures)
{
    struct xbz_str tax = caption_tax_text(figures->text);
    return tax.n > 0 && !has(tax, "benefit") && !has(tax, "expense");
}

/* A tax is a cost, but for elements that hold what it takes off a cost (credits); one without a concept follows the sign of
 * its line item. */
static bool is_turned(const struct caption *c, const struct caption_figures *figures)
{
    if (c->ms->statement->kind != XBZ_COMPREHENSIVE_INCOME)
        return false;
    bool opposed = figures->concept && figures->concept->balance == XBZ_CREDIT;
    return opposed != (is_bare_tax(figures) && c->tax_votes < 0);
}

static enum xbz_unit unit_of(const struct xbz_concept *concept)
{
    return !concept                              ? XBZ_UNIT_MONEY
           : concept->type == XBZ_TYPE_SHARES    ? XBZ_UNIT_SHARES
           : concept->type == XBZ_TYPE_PER_SHARE ? XBZ_UNIT_PER_SHARE
                                                 : XBZ_UNIT_MONEY;
}

static enum xbz_status add_caption_fact(const struct caption *c, const struct caption_figures *figures,
                                        const struct xbz_extension *extension, size_t i, size_t column)
{
    const struct xbz_statement *s = c->ms->statement;
    const struct xbz_concept *concept = figures->concept;
    struct xbz_decimal number = figures->numbers[i].value;
    char text[DECIMAL_TEXT];
    bool ok = true;
    bool turned = is_turned(c, figures);
    int scale = caption_scale(c, figures, &figures->numbers[i]), places = decimal_places(&number) - scale;
    size_t n = scale >= 0 && decimal_shift(&number, scale) ? decimal_text(&number, text) : 0;
    if (n == 0 || (concept && concept->period != s->columns[column].period.kind))
        return XBZ_OK;
    if (turned && !decimal_is_zero(&number)) {
        number.negative = !number.negative;
        n = decimal_text(&number, text);
    }
    struct xbz_fact fact = {.concept = concept, .extension = extension, .statement = s->kind, .order = c->f->order};
    fact.confidence = 80;
    fact.label = s->items[c->item].label;
    fact.title = s->title;
    TRY(facts_heading(c->f, c->ms, c->item, &fact.heading));
    fact.depth = s->items[c->item].depth + 1;
    fact.period = s->columns[column].period;
    fact.unit = unit_of(concept);
    fact.currency = s->columns[column].currency.n ? s->columns[column].currency : s->currency;
    fact.value = arena_str(c->f->arena, (struct xbz_str){text, n}, &ok);
    fact.decimals = places;
    fact.document = c->ms->document;
    fact.place = s->items[c->item].place;
    return ok ? facts_add(c->f, &fact, &number) : run_fail(c->f->run, arena_code(c->f->arena), fact.place, NULL);
}

/* ---- which column a figure is of ---- */

static bool is_dated(const struct caption_when *when)
{
    return when->year != 0 || when->months != 0;
}

/* A year that ends in the first days of January has the number of the one before. */
static bool is_of_column(const struct caption_when *when, const struct xbz_period *period)
{
    int year = period->end.year;
    if (when->month == 0 && period->end.month == 1 && period->end.day <= 10 && when->year != year)
        year--;
    if (when->year && when->year != year)
        return false;
    if (when->month && (when->month != period->end.month || (when->day && when->day != period->end.day)))
        return false;
    if (when->months == 0)
        return true;
    long days = period_days(*period);
    return days >= when->months * 30L - 5 && days <= when->months * 31L + 5;
}

/* Gives each figure its column by year, date and length, those without any what is left over; false when that does not
 * work out. */
static bool place_dated(const struct caption *c, const struct caption_figures *figures, size_t *columns)
{
    bool used[CAPTION_NUMBERS] = {false};
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < figures->n; i++) {
            const struct caption_when *when = &figures->numbers[i].when;
            if (is_dated(when) != (pass == 0))
                continue;
            columns[i] = NO_COLUMN;
            for (size_t k = 0; k < c->n_columns && columns[i] == NO_COLUMN; k++)
                if (!used[k] && is_of_column(when, &c->ms->statement->columns[c->columns[k]].period)) {
                    columns[i] = c->columns[k];
                    used[k] = true;
                }
            if (columns[i] == NO_COLUMN)
                return false;
        }
    return true;
}

static bool any_dated(const struct caption_figures *figures)
{
    bool dated = false;
    for (size_t i = 0; i < figures->n; i++)
        dated = dated || is_dated(&figures->numbers[i].when);
    return dated;
}

/* The columns of the figures, in their order; false when they cannot be told. */
static bool place(const struct caption *c, const struct caption_figures *figures, size_t *columns)
{
    if (any_dated(figures) && place_dated(c, figures, columns))
        return true;
    if (figures->n != c->n_columns)
        return false;
    memcpy(columns, c->columns, c->n_columns * sizeof *columns);
    return true;
}

static bool is_single(const struct caption_figures *figures)
{
    return figures->n == 1 && !any_dated(figures);
}

/* One figure without a date holds for all columns of a balance sheet. */
static enum xbz_status add_figures(const struct caption *c, const struct caption_figures *figures,
                                   const struct xbz_extension *extension)
{
    size_t columns[CAPTION_NUMBERS];
    if (is_single(figures)) {
        for (size_t k = 0; k < c->n_columns; k++)
            TRY(add_caption_fact(c, figures, extension, 0, c->columns[k]));
    } else if (place(c, figures, columns)) {
        for (size_t i = 0; i < figures->n; i++)
            TRY(add_caption_fact(c, figures, extension, i, columns[i]));
    }
    return XBZ_OK;
}

/* ---- taxes ---- */

static void vote_on_taxes(struct caption *c)
{
    const struct xbz_line_item *line = &c->ms->statement->items[c->item];
    for (size_t k = 0; k < c->n_figures; k++) {
        const struct caption_figures *figures = &c->figures[k];
        size_t columns[CAPTION_NUMBERS];
        if (!is_bare_tax(figures) || !place(c, figures, columns))
            continue;
        for (size_t i = 0; i < figures->n; i++) {
            const struct xbz_value *net = &line->values[columns[i]];
            if (net->kind != XBZ_NUMBER || decimal_is_zero(&net->number) || decimal_is_zero(&figures->numbers[i].value))
                continue;
            c->tax_votes += net->number.negative == figures->numbers[i].value.negative ? 1 : -1;
        }
    }
}

/* ---- captions ---- */

static void read_caption(struct caption *c, const struct xbz_taxonomy *taxonomy, size_t item)
{
    const struct xbz_statement *s = c->ms->statement;
    const struct xbz_concept *owner = c->ms->items[item].concept;
    c->item = item;
    if (s->kind == XBZ_BALANCE_SHEET)
        owner = caption_owner(taxonomy, owner, s->items[item].label);
    c->n_figures = caption_figures_read(taxonomy, owner, s->items[item].label, c->figures, CAPTION_KINDS);
}

/* Amounts without a concept are believed only as a list with a figure for each column, one figure only on a balance
 * sheet. */
static bool is_believed(const struct caption *c, const struct caption_figures *figures)
{
    size_t columns[CAPTION_NUMBERS];
    if (!is_single(figures) || c->n_columns == 1)
        return place(c, figures, columns);
    return figures->concept && c->ms->statement->kind == XBZ_BALANCE_SHEET;
}

static enum xbz_status add_caption_figures(struct caption *c, enum xbz_unmapped unmapped)
{
    for (size_t k = 0; k < c->n_figures; k++) {
        const struct caption_figures *figures = &c->figures[k];
        const struct xbz_extension *extension = NULL;
        if (!is_believed(c, figures) || (!figures->concept && unmapped == XBZ_UNMAPPED_DROP))
            continue;
        if (!figures->concept && !(extension = facts_caption_extension(c->f, c->ms, c->item, figures->text))) {
            if (c->f->arena->no_memory || c->f->arena->exhausted)
                return run_fail(c->f->run, arena_code(c->f->arena), NOWHERE, NULL);
            continue;
        }
        c->f->order++;
        TRY(add_figures(c, figures, extension));
    }
    return XBZ_OK;
}

/* Captions of cash flow statements hold nothing but notes. */
static bool has_caption_figures(const struct xbz_statement *s, size_t item)
{
    return s->kind == XBZ_BALANCE_SHEET || (s->kind != XBZ_CASH_FLOW && !s->items[item].heading);
}

enum xbz_status facts_from_captions(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                    const struct mapped_statement *ms, enum xbz_unmapped unmapped)
{
    const struct xbz_statement *s = ms->statement;
    struct caption c = {.f = f, .ms = ms};
    for (size_t k = 0; k < s->n_columns; k++)
        if (facts_column_reports(s, k) && c.n_columns < CAPTION_NUMBERS)
            c.columns[c.n_columns++] = k;
    for (size_t i = 0; i < s->n_items && c.n_columns > 0; i++)
        if (has_caption_figures(s, i)) {
            read_caption(&c, taxonomy, i);
            look_for_whole_shares(&c);
            if (s->kind == XBZ_COMPREHENSIVE_INCOME)
                vote_on_taxes(&c);
        }
    for (size_t i = 0; i < s->n_items && c.n_columns > 0; i++)
        if (has_caption_figures(s, i)) {
            read_caption(&c, taxonomy, i);
            TRY(add_caption_figures(&c, unmapped));
        }
    return XBZ_OK;
}
