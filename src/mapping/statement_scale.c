#include "mapping/statement_scale.h"

#include "mapping/share_scale.h"

/* Amounts of the same line item and of two periods differ by so many digits at most. */
#define DIGITS_OFF  1
/* Line items that must agree before a scale is believed, and how many of them for each one that does not. */
#define LEAST_ALIKE 3
#define ALIKE_EACH  3

/* Line items that two statements share, by the length of their amounts. */
struct likeness {
    unsigned alike, longer;
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
            if (digits - others >= -DIGITS_OFF && digits - others <= DIGITS_OFF)
                out->alike++;
            else
                out->longer++;
            break;
        }
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

static void settle_scale(struct xbz_run *run, struct mapped_statement **candidates, size_t n,
                         struct mapped_statement *bare)
{
    struct likeness all = {0, 0};
    unsigned best = 0;
    const struct xbz_scale *scale = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct mapped_statement *ms = candidates[i];
        struct likeness one = {0, 0};
        if (!ms->chosen || !ms->statement->scale_stated)
            continue;
        compare(bare, ms, &one);
        all.alike += one.alike;
        all.longer += one.longer;
        if (one.alike > best) {
            best = one.alike;
            scale = &ms->statement->scale;
        }
    }
    if (!scale || scale->money == 0 || all.alike < LEAST_ALIKE || all.alike < ALIKE_EACH * all.longer)
        return;
    take_scale(bare, scale);
    run_diag(run, XBZ_D_SCALE_INFERRED, bare->statement->place, "10^%d", scale->money);
}

void settle_scales(struct xbz_run *run, struct mapped_statement **candidates, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (candidates[i]->chosen && !candidates[i]->statement->scale_stated)
            settle_scale(run, candidates, n, candidates[i]);
}
