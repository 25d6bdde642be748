/* Facts from columns that print the figures beside them in percent of one of them ("Percent to sales"). */
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/facts.h"

#define NO_COLUMN   ((size_t)-1)
#define NO_ITEM     ((size_t)-1)
/* Percentages that agree with their figures, the least from which a column is believed. */
#define AGREE_LEAST 4
/* Figures are compared in hundredths, up to what leaves room to multiply them. */
#define LARGEST     INT64_C(10000000000000)
#define PLACES_MOST 2

struct percents {
    struct filing_facts *f;
    struct mapped_statement *ms;
    size_t column;  /* of the percentages */
    size_t figures; /* the column they are of */
    size_t base;    /* line item that is 100 percent */
};

static const struct xbz_value *value_at(const struct percents *p, size_t item, size_t column)
{
    return &p->ms->statement->items[item].values[column];
}

static bool is_percentage(const struct xbz_value *v)
{
    return (v->kind == XBZ_NUMBER || v->kind == XBZ_PERCENT) && decimal_places(&v->number) <= PLACES_MOST;
}

/* A figure in hundredths as printed; a dash is zero. */
static bool figure_at(const struct percents *p, size_t item, int64_t *out)
{
    const struct xbz_value *v = value_at(p, item, p->figures);
    *out = 0;
    if (v->kind == XBZ_NIL)
        return true;
    return v->kind == XBZ_NUMBER && decimal_units(&v->number, -2, out) && *out <= LARGEST && *out >= -LARGEST;
}

/* True when the percentage is the quotient of the figures within one unit of its last digit. */
static bool agrees(const struct percents *p, size_t item)
{
    const struct xbz_value *v = value_at(p, item, p->column);
    int64_t figure, base, percentage = 0, unit = 1;
    int places = v->kind == XBZ_NIL ? 0 : decimal_places(&v->number);
    if (!figure_at(p, item, &figure) || !figure_at(p, p->base, &base) || base == 0)
        return false;
    if (v->kind != XBZ_NIL &&
        (!decimal_units(&v->number, -places, &percentage) || percentage > 100000 || percentage < -100000))
        return false;
    for (int i = 0; i < places; i++)
        unit *= 10;
    int64_t off = figure * 100 * unit - percentage * base;
    return (off < 0 ? -off : off) <= (base < 0 ? -base : base);
}

static size_t find_base(const struct percents *p)
{
    static const struct xbz_decimal hundred = {.n = 3, .digits = {'1', '0', '0'}};
    for (size_t i = 0; i < p->ms->statement->n_items; i++) {
        const struct xbz_value *v = value_at(p, i, p->column);
        int64_t figure;
        if (is_percentage(v) && decimal_equal(&v->number, &hundred) && figure_at(p, i, &figure) && figure != 0)
            return i;
    }
    return NO_ITEM;
}

/* How many percentages agree with the figures of p->figures; 0 when too few do. */
static size_t count_agreeing(const struct percents *p)
{
    size_t agree = 0, all = 0;
    for (size_t i = 0; i < p->ms->statement->n_items; i++)
        if (i != p->base && is_percentage(value_at(p, i, p->column))) {
            all++;
            agree += agrees(p, i);
        }
    return agree >= AGREE_LEAST && agree * 8 >= all * 7 ? agree : 0;
}

/* The column of figures that the percentages of p->column are of: that with which most agree. */
static bool pair_column(struct percents *p)
{
    const struct xbz_statement *s = p->ms->statement;
    size_t best = NO_COLUMN, most = 0;
    p->base = NO_ITEM;
    for (p->figures = 0; p->figures < s->n_columns; p->figures++) {
        size_t n;
        if (p->figures == p->column || !facts_column_reports(s, p->figures) || (p->base = find_base(p)) == NO_ITEM ||
            (n = count_agreeing(p)) <= most)
            continue;
        most = n;
        best = p->figures;
    }
    p->figures = best;
    if (best != NO_COLUMN)
        p->base = find_base(p);
    return best != NO_COLUMN;
}

/* Percentages of shares and of amounts per share are none. */
static bool is_told(const struct percents *p, size_t item)
{
    const struct xbz_value *v = value_at(p, item, p->column);
    return !p->ms->statement->items[item].heading && p->ms->items[item].unit == XBZ_UNIT_MONEY &&
           (is_percentage(v) || (v->kind == XBZ_NIL && value_at(p, item, p->figures)->kind != XBZ_EMPTY));
}

static enum xbz_status full(const struct percents *p)
{
    return run_fail(p->f->run, arena_code(p->f->arena), p->ms->statement->place, NULL);
}

static enum xbz_status add_percentage(const struct percents *p, size_t item)
{
    const struct xbz_statement *s = p->ms->statement;
    const struct xbz_value *v = value_at(p, item, p->column);
    struct xbz_decimal number = {.n = 1, .digits = {'0'}};
    char text[DECIMAL_TEXT];
    bool ok = true;
    if (v->kind != XBZ_NIL)
        number = v->number;
    if (!agrees(p, item)) {
        run_diag(p->f->run, XBZ_D_PERCENTAGE_DOUBTFUL, v->place.line ? v->place : s->items[item].place, "%.*s: %.*s",
                 STR_ARG(s->items[item].label), STR_ARG(v->text));
        return XBZ_OK;
    }
    int places = decimal_places(&number) + 2;
    size_t n = decimal_shift(&number, -2) ? decimal_text(&number, text) : 0;
    const struct xbz_extension *extension =
        n ? facts_percent_extension(p->f, p->ms, item, p->base, s->columns[p->figures].period.kind) : NULL;
    if (!extension)
        return p->f->arena->no_memory || p->f->arena->exhausted ? full(p) : XBZ_OK;
    struct xbz_fact fact = {.extension = extension, .statement = s->kind, .unit = XBZ_UNIT_PURE, .confidence = 90};
    fact.order = ++p->f->order;
    fact.depth = s->items[item].depth;
    fact.label = s->items[item].label;
    fact.title = s->title;
    fact.period = s->columns[p->figures].period;
    fact.value = arena_str(p->f->arena, (struct xbz_str){text, n}, &ok);
    fact.decimals = places;
    fact.document = p->ms->document;
    fact.place = v->place.line ? v->place : s->items[item].place;
    TRY(facts_heading(p->f, p->ms, item, &fact.heading));
    return ok ? facts_add(p->f, &fact, &number) : full(p);
}

enum xbz_status facts_from_percentages(struct filing_facts *f, struct mapped_statement *ms, enum xbz_unmapped unmapped)
{
    const struct xbz_statement *s = ms->statement;
    struct percents p = {.f = f, .ms = ms};
    if (unmapped == XBZ_UNMAPPED_DROP)
        return XBZ_OK;
    for (p.column = 0; p.column < s->n_columns; p.column++) {
        if (s->columns[p.column].flags != XBZ_COLUMN_CHANGE || !pair_column(&p))
            continue;
        for (size_t i = 0; i < s->n_items; i++)
            if (is_told(&p, i))
                TRY(add_percentage(&p, i));
    }
    return XBZ_OK;
}
