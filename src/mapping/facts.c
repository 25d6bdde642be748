#include "mapping/facts.h"

#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"

struct element_facts {
    const void *element; /* concept or extension; NULL: free slot */
    struct held_fact *first;
};

#define SLOTS 8192

static enum xbz_status full(struct filing_facts *f)
{
    return run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}

enum xbz_status facts_init(struct filing_facts *f, struct xbz_run *run, struct arena *arena)
{
    memset(f, 0, sizeof *f);
    f->run = run;
    f->arena = arena;
    f->n_slots = SLOTS;
    f->elements = ARENA_ARRAY(arena, SLOTS, struct element_facts);
    return f->elements ? XBZ_OK : full(f);
}

static const void *element_of(const struct xbz_concept *concept, const struct xbz_extension *extension)
{
    return concept ? (const void *)concept : (const void *)extension;
}

/* The slot of an element; one that is free when the element has no fact yet; NULL when all are taken. */
static struct element_facts *slot_of(const struct filing_facts *f, const void *element)
{
    size_t at = (size_t)(((uintptr_t)element >> 4) * 2654435761u) & (f->n_slots - 1);
    for (size_t probe = 0; probe < f->n_slots; probe++, at = (at + 1) & (f->n_slots - 1))
        if (!f->elements[at].element || f->elements[at].element == element)
            return &f->elements[at];
    return NULL;
}

const struct held_fact *facts_find(const struct filing_facts *f, const struct xbz_concept *concept,
                                   const struct xbz_extension *extension, struct xbz_period period)
{
    const struct element_facts *slot = slot_of(f, element_of(concept, extension));
    const struct held_fact *first = NULL;
    for (const struct held_fact *h = slot ? slot->first : NULL; h; h = h->next)
        if (h->fact.n_dimensions == 0 && period_same(h->fact.period, period))
            first = h; /* the latest stand first */
    return first;
}

static bool same_unit(const struct xbz_fact *a, const struct xbz_fact *b)
{
    bool money = a->unit == XBZ_UNIT_MONEY || a->unit == XBZ_UNIT_PER_SHARE;
    return a->unit == b->unit && (!money || str_eq(a->currency, b->currency)) && str_eq(a->measures, b->measures);
}

static bool same_dimensions(const struct xbz_fact *a, const struct xbz_fact *b)
{
    if (a->n_dimensions != b->n_dimensions)
        return false;
    for (size_t i = 0; a->dimensions != b->dimensions && i < a->n_dimensions; i++) {
        const struct xbz_dimension *x = &a->dimensions[i], *y = &b->dimensions[i];
        if (x->axis != y->axis || x->member != y->member || !str_eq(x->value, y->value))
            return false;
    }
    return true;
}

const struct held_fact *facts_find_same(const struct filing_facts *f, const struct xbz_fact *fact)
{
    const struct element_facts *slot = slot_of(f, element_of(fact->concept, fact->extension));
    for (const struct held_fact *h = slot ? slot->first : NULL; h; h = h->next)
        if (period_same(h->fact.period, fact->period) && same_unit(&h->fact, fact) && same_dimensions(&h->fact, fact))
            return h;
    return NULL;
}

static bool grow(struct filing_facts *f, size_t room)
{
    struct held_fact *grown = ARENA_ARRAY(f->arena, room, struct held_fact);
    if (!grown)
        return false;
    /* Links between facts point into the old array, which the arena keeps: they are made anew. */
    memset(f->elements, 0, f->n_slots * sizeof *f->elements);
    for (size_t i = 0; i < f->n; i++) {
        grown[i] = f->facts[i];
        struct element_facts *slot = slot_of(f, element_of(grown[i].fact.concept, grown[i].fact.extension));
        slot->element = element_of(grown[i].fact.concept, grown[i].fact.extension);
        grown[i].next = slot->first;
        slot->first = &grown[i];
    }
    f->facts = grown;
    f->room = room;
    return true;
}

enum xbz_status facts_reserve(struct filing_facts *f, size_t n)
{
    size_t most = f->run->limits.facts, room = n < most - f->n ? f->n + n : most;
    return f->n >= most || room <= f->room || grow(f, room) ? XBZ_OK : full(f);
}

/* No digit but zero stands beyond the decimals (EDGAR Filer Manual 6.5.37): what is printed or tagged is exact so far. */
static void raise_decimals(struct filing_facts *f, struct xbz_fact *fact, const struct xbz_decimal *number)
{
    int n = number->n, exponent = number->exponent;
    for (; n > 1 && number->digits[n - 1] == '0'; n--)
        exponent++;
    if (fact->unit == XBZ_UNIT_NONE || fact->nil || fact->decimals == XBZ_DECIMALS_EXACT || decimal_is_zero(number) ||
        -exponent <= fact->decimals)
        return;
    run_diag(f->run, XBZ_D_DECIMALS_RAISED, fact->place, "%.*s: %.*s has decimals %d",
             STR_ARG(fact->concept ? fact->concept->name : fact->extension->name), STR_ARG(fact->value),
             fact->decimals);
    fact->decimals = -exponent;
}

static bool same_value(const struct xbz_fact *a, const struct xbz_fact *b)
{
    return a->nil == b->nil && str_eq(a->value, b->value);
}

static enum xbz_status repeat(struct filing_facts *f, const struct xbz_fact *fact)
{
    if (f->n_repeats >= f->run->limits.facts)
        return XBZ_OK;
    if (f->n_repeats == f->repeat_room) {
        size_t room = f->repeat_room ? f->repeat_room * 2 : 128;
        struct xbz_fact **grown = ARENA_ARRAY(f->arena, room, struct xbz_fact *);
        if (!grown)
            return full(f);
        if (f->n_repeats)
            memcpy(grown, f->repeats, f->n_repeats * sizeof(struct xbz_fact *));
        f->repeats = grown;
        f->repeat_room = room;
    }
    struct xbz_fact *kept = ARENA_NEW(f->arena, struct xbz_fact);
    if (!kept)
        return full(f);
    *kept = *fact;
    f->repeats[f->n_repeats++] = kept;
    return XBZ_OK;
}

enum xbz_status facts_add(struct filing_facts *f, const struct xbz_fact *fact, const struct xbz_decimal *number)
{
    const struct held_fact *there = facts_find_same(f, fact);
    if (there) {
        if (!same_value(&there->fact, fact))
            run_diag(f->run, XBZ_D_FACT_CONFLICT, fact->place, "%.*s: %.*s, and %.*s before",
                     STR_ARG(fact->concept ? fact->concept->name : fact->extension->name), STR_ARG(fact->value),
                     STR_ARG(there->fact.value));
        return same_value(&there->fact, fact) ? repeat(f, fact) : XBZ_OK;
    }
    if (f->n >= f->run->limits.facts) {
        run_diag(f->run, XBZ_D_FACTS_TOO_MANY, fact->place, NULL);
        return XBZ_OK;
    }
    if (f->n == f->room && !grow(f, f->room ? f->room * 2 : 512))
        return full(f);
    struct element_facts *slot = slot_of(f, element_of(fact->concept, fact->extension));
    if (!slot)
        return full(f);
    struct held_fact *h = &f->facts[f->n++];
    h->fact = *fact;
    if (number) {
        h->number = *number;
        raise_decimals(f, &h->fact, number);
    }
    slot->element = element_of(fact->concept, fact->extension);
    h->next = slot->first;
    slot->first = h;
    return XBZ_OK;
}

/* ---- from a statement ---- */

/* A convenience translation stands beside the figures it is made from: its column has the period of theirs. */
static bool same_currency(const struct xbz_statement *s, size_t a, size_t b)
{
    struct xbz_str first = s->columns[a].currency.n ? s->columns[a].currency : s->currency;
    struct xbz_str second = s->columns[b].currency.n ? s->columns[b].currency : s->currency;
    return str_eq(first, second);
}

bool facts_column_reports(const struct xbz_statement *s, size_t c)
{
    const struct xbz_column *column = &s->columns[c];
    if (column->period.kind == XBZ_PERIOD_NONE ||
        (column->flags &
         (XBZ_COLUMN_PRO_FORMA | XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE | XBZ_COLUMN_PREVIOUS | XBZ_COLUMN_PART)))
        return false;
    for (size_t before = 0; before < c; before++)
        if (period_same(s->columns[before].period, column->period) && same_currency(s, before, c) &&
            facts_column_reports(s, before))
            return false;
    return true;
}

/* The period of a line item's fact in a column; kind NONE when the two do not go together. */
static struct xbz_period fact_period(const struct mapped_item *it, struct xbz_period column)
{
    struct xbz_period p = column;
    if (it->period == column.kind)
        return p;
    p = (struct xbz_period){.kind = XBZ_PERIOD_NONE};
    if (it->period == XBZ_INSTANT && column.kind == XBZ_DURATION) {
        p.kind = XBZ_INSTANT;
        p.end = it->instant_shift < 0 ? date_add_days(column.start, -1) : column.end;
    }
    return p;
}

/* Words for a value that is not there. */
static bool says_nil(const struct xbz_value *v)
{
    static const char *const words[] = {"nil", "-nil-", "n/a", "n.a.", "not applicable"};
    for (size_t i = 0; (v->kind == XBZ_NIL || v->kind == XBZ_WORDS) && i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(str_trim(v->text), str_of(words[i])))
            return true;
    return false;
}

static bool has_number(const struct xbz_statement *s, size_t item)
{
    for (size_t c = 0; c < s->n_columns; c++)
        if (s->items[item].values[c].kind == XBZ_NUMBER)
            return true;
    return false;
}

/* A cell that says so is nil where its line item has other values; a dash too when that is asked for. */
static bool is_nil(const struct filing_facts *f, const struct xbz_statement *s, size_t item, size_t c)
{
    const struct xbz_value *v = &s->items[item].values[c];
    return (says_nil(v) || (f->dash_nil && v->kind == XBZ_NIL)) && has_number(s, item);
}

/* A line item of dashes alone is a zero of a known concept; of an unknown one it tells nothing. */
static bool row_reports(const struct mapped_statement *ms, size_t item)
{
    const struct xbz_statement *s = ms->statement;
    for (size_t c = 0; c < s->n_columns; c++) {
        enum xbz_value_kind kind = s->items[item].values[c].kind;
        if (kind == XBZ_NUMBER || kind == XBZ_PERCENT || (kind == XBZ_NIL && ms->items[item].concept))
            return true;
    }
    return false;
}

/* A dash is a zero: filers who tag their statements give it so (ixt:fixed-zero). */
static bool cell_number(const struct xbz_value *v, const struct mapped_item *it, struct xbz_decimal *number,
                        int *places)
{
    if (v->kind == XBZ_NIL) {
        *number = (struct xbz_decimal){.negative = false, .n = 1, .exponent = 0, .digits = {'0'}};
        *places = it->unit == XBZ_UNIT_PER_SHARE ? 2 : 0;
    } else if (v->kind == XBZ_NUMBER || v->kind == XBZ_PERCENT) {
        *number = v->number;
        *places = decimal_places(number);
    } else {
        return false;
    }
    if (it->sign < 0 && !decimal_is_zero(number))
        number->negative = !number->negative;
    int shift = v->kind == XBZ_PERCENT ? -2 : it->unit == XBZ_UNIT_PURE ? 0 : it->scale;
    *places -= shift;
    return decimal_shift(number, shift);
}

bool facts_figure(const struct mapped_statement *ms, size_t item, size_t c, struct xbz_period *period,
                  struct xbz_decimal *number, int *decimals)
{
    const struct xbz_statement *s = ms->statement;
    if (!facts_column_reports(s, c))
        return false;
    *period = fact_period(&ms->items[item], s->columns[c].period);
    return period->kind != XBZ_PERIOD_NONE &&
           cell_number(&s->items[item].values[c], &ms->items[item], number, decimals);
}

bool facts_amount(const struct mapped_statement *ms, size_t item, size_t c, struct fact_amount *out)
{
    struct xbz_decimal number;
    int decimals;
    if (!facts_figure(ms, item, c, &out->period, &number, &decimals) ||
        !decimal_units(&number, FACT_AMOUNT_UNIT, &out->amount) || out->amount == 0)
        return false;
    out->slack = 1;
    for (int power = FACT_AMOUNT_UNIT; power < -decimals && out->slack < INT64_C(100000000000000000); power++)
        out->slack *= 10;
    return true;
}

static enum xbz_status add_cell(struct filing_facts *f, const struct mapped_statement *ms, size_t item, size_t c,
                                struct xbz_fact *fact)
{
    const struct xbz_statement *s = ms->statement;
    const struct mapped_item *it = &ms->items[item];
    const struct xbz_value *v = &s->items[item].values[c];
    struct xbz_decimal number;
    char text[DECIMAL_TEXT];
    int places;
    if ((v->kind == XBZ_PERCENT) != (it->unit == XBZ_UNIT_PURE) && v->kind != XBZ_NIL && !says_nil(v))
        return XBZ_OK;
    fact->period = fact_period(it, s->columns[c].period);
    fact->nil = is_nil(f, s, item, c);
    if (fact->nil) {
        number = (struct xbz_decimal){.n = 1, .digits = {'0'}};
        places = 0;
    }
    if (fact->period.kind == XBZ_PERIOD_NONE || (!fact->nil && !cell_number(v, it, &number, &places)))
        return XBZ_OK;
    size_t n = fact->nil ? 0 : decimal_text(&number, text);
    if (n == 0 && !fact->nil)
        return XBZ_OK;
    bool ok = true;
    fact->value = arena_str(f->arena, (struct xbz_str){text, n}, &ok);
    if (!ok)
        return full(f);
    if (it->concept && it->concept->never_negative && number.negative)
        run_diag(f->run, XBZ_D_SIGN_DOUBTFUL, s->items[item].place, "%.*s: %.*s", STR_ARG(it->concept->name),
                 STR_ARG(fact->value));
    fact->decimals = places;
    fact->currency = s->columns[c].currency.n ? s->columns[c].currency : s->currency;
    fact->place = v->place.line ? v->place : s->items[item].place;
    size_t before = f->n;
    memset(fact->notes, 0, sizeof fact->notes);
    if (f->notes && v->mark.n > 0 && !footnotes_find(f->notes, ms, v->mark, fact->notes))
        return full(f);
    TRY(facts_add(f, fact, &number));
    if (f->n > before) {
        f->facts[before].from = ms;
        f->facts[before].item = item;
        f->facts[before].column = c;
    }
    return XBZ_OK;
}

static enum xbz_status add_cells(struct filing_facts *f, const struct mapped_statement *ms, size_t item,
                                 struct xbz_fact *fact)
{
    for (size_t c = 0; c < ms->statement->n_columns; c++)
        if (facts_column_reports(ms->statement, c))
            TRY(add_cell(f, ms, item, c, fact));
    return XBZ_OK;
}

/* In units of 10^-4, up to the rounding of the coarser of the two. */
static bool same_rounded(const struct held_fact *there, const struct xbz_decimal *number, int decimals)
{
    int64_t a, b, slack = 1;
    int coarse = there->fact.decimals < decimals ? there->fact.decimals : decimals;
    if (!decimal_units(&there->number, -4, &a) || !decimal_units(number, -4, &b))
        return true;
    for (int power = -4; power < -coarse && slack < (int64_t)1000000000000; power++)
        slack *= 10;
    return (a > b ? a - b : b - a) <= slack;
}

/* Another statement has the concept with other figures: one of the two line items has the wrong one. */
static bool conflicts(const struct filing_facts *f, const struct mapped_statement *ms, size_t item)
{
    const struct xbz_statement *s = ms->statement;
    const struct mapped_item *it = &ms->items[item];
    for (size_t c = 0; c < s->n_columns; c++) {
        struct xbz_decimal number;
        int places;
        struct xbz_period period = fact_period(it, s->columns[c].period);
        const struct held_fact *there = facts_column_reports(s, c) && period.kind != XBZ_PERIOD_NONE
                                            ? facts_find(f, it->concept, NULL, period)
                                            : NULL;
        if (there && there->fact.statement != s->kind && cell_number(&s->items[item].values[c], it, &number, &places) &&
            !same_rounded(there, &number, places))
            return true;
    }
    return false;
}

static enum xbz_status add_item(struct filing_facts *f, struct mapped_statement *ms, size_t item,
                                enum xbz_unmapped unmapped, unsigned min_confidence)
{
    struct mapped_item *it = &ms->items[item];
    const struct xbz_line_item *line = &ms->statement->items[item];
    if (it->concept && it->confidence < min_confidence)
        it->concept = NULL;
    if (it->concept && conflicts(f, ms, item)) {
        it->concept = NULL;
        it->loss = LOSS_CONTRADICTED;
    }
    if (!it->concept) {
        static const enum xbz_code codes[] = {XBZ_D_ITEM_UNMAPPED, XBZ_D_CONCEPT_REPEATED, XBZ_D_ITEM_CONTRADICTED,
                                              XBZ_D_ITEM_AMBIGUOUS};
        run_diag(f->run, codes[it->loss], line->place, "%.*s", STR_ARG(line->label));
        if (unmapped == XBZ_UNMAPPED_DROP)
            return XBZ_OK;
        it->extension = facts_extension(f, ms, item);
        if (!it->extension)
            return f->arena->no_memory || f->arena->exhausted ? full(f) : XBZ_OK;
    }
    struct xbz_fact fact = {.concept = it->concept, .extension = it->extension, .statement = ms->statement->kind};
    fact.order = ++f->order;
    fact.depth = line->depth;
    fact.total = it->total;
    fact.printed_negated = it->sign < 0;
    if (it->period == XBZ_INSTANT && ms->statement->kind != XBZ_BALANCE_SHEET)
        fact.edge = it->instant_shift < 0 ? XBZ_EDGE_START : XBZ_EDGE_END;
    fact.label = line->label;
    fact.title = ms->statement->title;
    TRY(facts_heading(f, ms, item, &fact.heading));
    fact.unit = it->unit;
    fact.confidence = it->concept ? it->confidence : 100;
    fact.document = ms->document;
    TRY(add_cells(f, ms, item, &fact));
    if (!it->also || !it->concept)
        return XBZ_OK;
    fact.concept = it->also;
    fact.order = ++f->order;
    return add_cells(f, ms, item, &fact);
}

/* Columns whose figures are left out although they may matter: without a period, or with that of a column before. */
static void report_columns(struct filing_facts *f, const struct xbz_statement *s)
{
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_column *column = &s->columns[c];
        if (column->flags &
            (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE | XBZ_COLUMN_PRO_FORMA | XBZ_COLUMN_PREVIOUS | XBZ_COLUMN_PART))
            continue;
        if (column->period.kind == XBZ_PERIOD_NONE)
            run_diag(f->run, XBZ_D_COLUMN_UNDATED, s->place, "\"%.*s\"", STR_ARG(column->label));
        else if (!facts_column_reports(s, c))
            run_diag(f->run, XBZ_D_COLUMN_AMBIGUOUS, s->place, "\"%.*s\"", STR_ARG(column->label));
    }
}

enum xbz_status facts_from_statement(struct filing_facts *f, struct mapped_statement *ms, enum xbz_unmapped unmapped,
                                     unsigned min_confidence)
{
    const struct xbz_statement *s = ms->statement;
    report_columns(f, s);
    for (size_t i = 0; i < s->n_items; i++)
        if (!s->items[i].heading && row_reports(ms, i))
            TRY(add_item(f, ms, i, unmapped, min_confidence));
    return XBZ_OK;
}
