#include "mapping/printed_sums.h"

#include <string.h>

#include "base/decimal.h"

/* Parts of one sum at most, and how far back in the open line items they are looked for. */
#define PARTS_MAX   48
#define COLUMNS_MAX 24
/* Longest runs in which one sign, or two, other than the expected ones are tried: longer ones fit by chance. */
#define FLIP_ONE    30
#define FLIP_TWO    14

struct figures {
    int64_t *values; /* n_items * n_columns, in units of the finest figure printed */
    bool *present;
    bool *damaged; /* something is printed there, but what? */
    size_t n_columns;
    size_t columns[COLUMNS_MAX];
    size_t n;
};

struct search {
    const struct xbz_statement *s;
    const struct sum_hint *hints;
    struct figures f;
    size_t open[PARTS_MAX * 4]; /* line items not yet added up, in order */
    size_t n_open;
};

struct trial {
    const size_t *parts;
    int signs[PARTS_MAX];
    size_t n;
    bool exact;
};

static bool column_counts(const struct xbz_column *column)
{
    return !(column->flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE));
}

static int finest_unit(const struct xbz_statement *s, const struct sum_hint *hints)
{
    int unit = 0;
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t c = 0; hints[i].use && c < s->n_columns; c++) {
            const struct xbz_value *v = &s->items[i].values[c];
            if (v->kind == XBZ_NUMBER && v->number.exponent < unit && column_counts(&s->columns[c]))
                unit = v->number.exponent;
        }
    return unit;
}

static bool figures_load(struct arena *arena, struct search *q)
{
    const struct xbz_statement *s = q->s;
    struct figures *f = &q->f;
    int unit = finest_unit(s, q->hints);
    f->n_columns = s->n_columns;
    f->values = ARENA_ARRAY(arena, s->n_items * s->n_columns + 1, int64_t);
    f->present = ARENA_ARRAY(arena, s->n_items * s->n_columns + 1, bool);
    f->damaged = ARENA_ARRAY(arena, s->n_items * s->n_columns + 1, bool);
    if (!f->values || !f->present || !f->damaged)
        return false;
    for (size_t c = 0; c < s->n_columns && f->n < COLUMNS_MAX; c++)
        if (column_counts(&s->columns[c]))
            f->columns[f->n++] = c;
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t c = 0; q->hints[i].use && c < s->n_columns; c++) {
            const struct xbz_value *v = &s->items[i].values[c];
            size_t at = i * s->n_columns + c;
            f->damaged[at] = v->kind == XBZ_DAMAGED;
            f->present[at] = v->kind == XBZ_NUMBER && decimal_units(&v->number, unit, &f->values[at]);
        }
    return true;
}

static int64_t value_at(const struct search *q, size_t item, size_t column)
{
    return q->f.values[item * q->f.n_columns + column];
}

static bool present_at(const struct search *q, size_t item, size_t column)
{
    return q->f.present[item * q->f.n_columns + column];
}

static int64_t magnitude(int64_t v)
{
    return v < 0 ? -v : v;
}

static bool any_damaged(const struct search *q, const struct trial *t, size_t column)
{
    for (size_t p = 0; p < t->n; p++)
        if (q->f.damaged[t->parts[p] * q->f.n_columns + column])
            return true;
    return false;
}

/* Whether the trial's signs give the total in every column that has it.  Printed figures are rounded one by one
 * (Calculations 1.1, section 4), so a sum of n parts may be off by half a unit for each part and the total. */
static bool fits(const struct search *q, size_t total, struct trial *t)
{
    bool exact = true, tested = false;
    int64_t slack = (int64_t)(t->n + 1) / 2;
    for (size_t k = 0; k < q->f.n; k++) {
        size_t c = q->f.columns[k], live = 0;
        int64_t sum = 0;
        if (!present_at(q, total, c) || any_damaged(q, t, c))
            continue;
        for (size_t p = 0; p < t->n; p++)
            if (present_at(q, t->parts[p], c)) {
                sum += t->signs[p] * value_at(q, t->parts[p], c);
                live++;
            }
        int64_t off = magnitude(sum - value_at(q, total, c));
        if (off > slack || (off > 0 && magnitude(value_at(q, total, c)) < 100 * off))
            return false;
        exact = exact && off == 0;
        tested = tested || (live > 1 && value_at(q, total, c) != 0);
    }
    t->exact = exact;
    return tested;
}

/* Columns in which at least two parts and the total have figures: each is an independent test of the signs. */
static size_t tests_of(const struct search *q, size_t total, const struct trial *t)
{
    size_t n = 0;
    for (size_t k = 0; k < q->f.n; k++) {
        size_t c = q->f.columns[k], live = 0;
        for (size_t p = 0; p < t->n; p++)
            live += present_at(q, t->parts[p], c) && value_at(q, t->parts[p], c) != 0;
        n += live > 1 && present_at(q, total, c);
    }
    return n;
}

/* Other readings of the signs than the expected ones are believed only when enough columns confirm them. */
static bool flips_believed(const struct search *q, size_t total, const struct trial *t, unsigned flips)
{
    return t->exact && (tests_of(q, total, t) > flips || t->n <= 2);
}

static bool try_flips(const struct search *q, size_t total, struct trial *t)
{
    if (fits(q, total, t))
        return true;
    for (size_t a = 0; a < t->n && t->n <= FLIP_ONE; a++) {
        if (q->hints[t->parts[a]].fixed)
            continue;
        t->signs[a] = -t->signs[a];
        if (fits(q, total, t) && flips_believed(q, total, t, 1))
            return true;
        for (size_t b = a + 1; b < t->n && t->n <= FLIP_TWO; b++) {
            if (q->hints[t->parts[b]].fixed)
                continue;
            t->signs[b] = -t->signs[b];
            if (fits(q, total, t) && flips_believed(q, total, t, 2))
                return true;
            t->signs[b] = -t->signs[b];
        }
        t->signs[a] = -t->signs[a];
    }
    return false;
}

static bool try_signs(const struct search *q, size_t total, struct trial *t)
{
    for (size_t p = 0; p < t->n; p++)
        t->signs[p] = q->hints[total].cost ? 1 : q->hints[t->parts[p]].expected;
    if (try_flips(q, total, t))
        return true;
    /* All added; then the first less all others: "earnings, interest expense, (income), taxes". */
    for (int rest = 1; rest >= -1; rest -= 2) {
        for (size_t p = 0; p < t->n; p++)
            t->signs[p] = p == 0 ? 1 : rest;
        if ((rest > 0 || q->s->kind == XBZ_INCOME) && fits(q, total, t) && (rest > 0 || t->exact))
            return true;
    }
    return false;
}

static bool record(struct arena *arena, struct mapped_statement *out, size_t room, size_t total, const struct trial *t)
{
    if (out->n_sums == room)
        return true;
    struct item_sum *sum = &out->sums[out->n_sums];
    sum->total = total;
    sum->n_parts = t->n;
    sum->exact = t->exact;
    sum->parts = ARENA_ARRAY(arena, t->n, size_t);
    sum->signs = ARENA_ARRAY(arena, t->n, int);
    if (!sum->parts || !sum->signs)
        return false;
    memcpy(sum->parts, t->parts, t->n * sizeof *sum->parts);
    memcpy(sum->signs, t->signs, t->n * sizeof *sum->signs);
    out->n_sums++;
    return true;
}

static bool any_figure(const struct search *q, size_t item)
{
    for (size_t k = 0; k < q->f.n; k++)
        if (present_at(q, item, q->f.columns[k]))
            return true;
    return false;
}

/* The run of latest open line items that gives the total: for a named sum of any length and reading of the signs,
 * for other line items only with plain signs and every digit right. */
static size_t find_run(const struct search *q, size_t total, struct trial *t)
{
    size_t most = q->n_open < PARTS_MAX ? q->n_open : PARTS_MAX;
    for (size_t n = 2; n <= most; n++) {
        t->parts = &q->open[q->n_open - n];
        t->n = n;
        if (q->hints[total].may_total) {
            if (try_signs(q, total, t))
                return n;
            continue;
        }
        for (size_t p = 0; p < n; p++)
            t->signs[p] = 1;
        if (fits(q, total, t) && t->exact && tests_of(q, total, t) > 1)
            return n;
    }
    return 0;
}

bool sums_find(struct arena *arena, const struct xbz_statement *statement, const struct sum_hint *hints,
               struct mapped_statement *out)
{
    struct search q = {.s = statement, .hints = hints};
    size_t open_room = sizeof q.open / sizeof *q.open;
    out->n_sums = 0;
    out->sums = ARENA_ARRAY(arena, statement->n_items + 1, struct item_sum);
    if (!out->sums || !figures_load(arena, &q))
        return false;
    for (size_t i = 0; i < statement->n_items; i++) {
        struct trial t;
        if (!hints[i].use || !any_figure(&q, i))
            continue;
        size_t n = find_run(&q, i, &t);
        if (n > 0 && !record(arena, out, statement->n_items + 1, i, &t))
            return false;
        q.n_open -= n;
        if (q.n_open == open_room) {
            memmove(q.open, q.open + 1, (open_room - 1) * sizeof *q.open);
            q.n_open--;
        }
        if (hints[i].last)
            q.n_open = 0;
        else
            q.open[q.n_open++] = i;
    }
    return true;
}
