#include "mapping/statement_scale.h"

#include <string.h>

#include "mapping/share_scale.h"

/* Amounts of the same line item and of two periods differ by so many digits at most. */
#define DIGITS_OFF  1
/* Line items that must agree before a scale is believed, and how many of them for each one that does not. */
#define LEAST_ALIKE 3
#define ALIKE_EACH  3
/* Digits by which the largest amount of a statement may be shorter than that of another one of the same scale. */
#define SMALLER     2
/* Digits of an amount that is not by chance the same in two statements. */
#define TELLING     3

/* Line items that two statements share, by the length of their amounts, and those that have the very same amount. */
struct likeness {
    unsigned alike, longer, same;
};

/* Digits before the point of the largest amount of a line item, 0 when it has none. */
static int length_of(const struct mapped_statement *ms, size_t item)
{
    int longest = 0;
    for (size_t c = 0; c < ms->statement->n_columns; c++) {
        const struct xbz_value *v = &ms->statement->items[item].values[c];
        if (v->kind != XBZ_NUMBER || (v->number.n == 1 && v->number.digits[0] == '0') ||
            (ms->statement->columns[c].flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE)))
            continue;
        int digits = v->number.n + v->number.exponent;
        longest = digits > longest ? digits : longest;
    }
    return longest;
}

static bool is_amount(const struct mapped_statement *ms, size_t item, size_t column)
{
    const struct xbz_value *v = &ms->statement->items[item].values[column];
    return v->kind == XBZ_NUMBER && v->number.n >= TELLING &&
           !(ms->statement->columns[column].flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE));
}

/* True when an amount is printed in both line items: net income of the income statement in that of cash flows. */
static bool same_amount(const struct mapped_statement *a, size_t i, const struct mapped_statement *b, size_t k)
{
    for (size_t c = 0; c < a->statement->n_columns; c++)
        for (size_t d = 0; d < b->statement->n_columns && is_amount(a, i, c); d++) {
            const struct xbz_decimal *x = &a->statement->items[i].values[c].number;
            const struct xbz_decimal *y = &b->statement->items[k].values[d].number;
            if (is_amount(b, k, d) && x->n == y->n && x->exponent == y->exponent &&
                memcmp(x->digits, y->digits, (size_t)x->n) == 0)
                return true;
        }
    return false;
}

static bool is_money(const struct mapped_statement *ms, size_t item)
{
    return ms->items[item].concept && ms->items[item].unit == XBZ_UNIT_MONEY && ms->statement->items[item].scale < 0;
}

static void compare(const struct mapped_statement *bare, const struct mapped_statement *stated, struct likeness *out)
{
    for (size_t i = 0; i < bare->statement->n_items; i++)
        for (size_t k = 0; k < stated->statement->n_items && is_money(bare, i); k++) {
            if (!is_money(stated, k) || stated->items[k].concept != bare->items[i].concept)
                continue;
            int digits = length_of(bare, i), others = length_of(stated, k);
            if (digits == 0 || others == 0)
                continue;
            out->same += same_amount(bare, i, stated, k);
            if (digits - others >= -DIGITS_OFF && digits - others <= DIGITS_OFF)
                out->alike++;
            else
                out->longer++;
            break;
        }
}

/* Digits of the largest amount of money, 0 when there is none. */
static int longest(const struct mapped_statement *ms)
{
    int most = 0;
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        int digits = is_money(ms, i) ? length_of(ms, i) : 0;
        most = digits > most ? digits : most;
    }
    return most;
}

/* Revenues and total assets of one company have about as many digits: where nothing can be compared, that tells. */
static bool as_large(const struct mapped_statement *bare, const struct mapped_statement *stated)
{
    int digits = longest(bare), others = longest(stated);
    return digits - others <= DIGITS_OFF && digits - others >= -SMALLER;
}

static void take_scale(struct mapped_statement *bare, const struct xbz_scale *scale)
{
    struct xbz_statement *s = bare->statement;
    for (size_t i = 0; i < s->n_items; i++) {
        struct mapped_item *it = &bare->items[i];
        if (it->scale != s->scale.money || s->items[i].scale >= 0)
            continue;
        if (it->unit == XBZ_UNIT_MONEY)
            it->scale = scale->money;
        else if (it->unit == XBZ_UNIT_SHARES && s->scale.shares < 0)
            it->scale = scale->shares >= 0 ? scale->shares : scale->money;
    }
    if (s->scale.shares < 0)
        s->scale.shares = scale->shares;
    s->scale.money = scale->money;
    bare->scale_inferred = true;
    share_scale_check(bare);
}

static bool is_alike(const struct likeness *all)
{
    return all->longer * ALIKE_EACH <= all->alike && (all->alike >= LEAST_ALIKE || all->same > 0);
}

static void settle_scale(struct xbz_run *run, struct mapped_statement **candidates, size_t n,
                         struct mapped_statement *bare)
{
    struct likeness all = {0, 0, 0};
    unsigned best = 0;
    const struct mapped_statement *like = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct mapped_statement *ms = candidates[i];
        struct likeness one = {0, 0, 0};
        if (!ms->chosen || !ms->statement->scale_stated)
            continue;
        compare(bare, ms, &one);
        all.alike += one.alike;
        all.longer += one.longer;
        all.same += one.same;
        if (!like || one.alike > best) {
            best = one.alike;
            like = ms;
        }
    }
    if (!like || like->statement->scale.money <= 0)
        return;
    if (all.alike + all.longer == 0 ? !as_large(bare, like) : !is_alike(&all))
        return;
    take_scale(bare, &like->statement->scale);
    run_diag(run, XBZ_D_SCALE_INFERRED, bare->statement->place, "10^%d", like->statement->scale.money);
}

void settle_scales(struct xbz_run *run, struct mapped_statement **candidates, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (candidates[i]->chosen && !candidates[i]->statement->scale_stated)
            settle_scale(run, candidates, n, candidates[i]);
}
