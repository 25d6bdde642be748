#include "mapping/share_scale.h"

#include "base/decimal.h"
#include "base/str.h"

#define NONE         ((size_t)-1)
/* Per-share amounts below five cents are too coarse to divide by. */
#define CENTS_LEAST  5
/* More digits than any company's shares have. */
#define SHARE_DIGITS 11

static size_t item_of(const struct mapped_statement *ms, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < ms->statement->n_items; i++)
            if (ms->items[i].concept && str_eq(ms->items[i].concept->name, str_of(*names)))
                return i;
    return NONE;
}

/* The printed figure, shifted and in units of 10^unit; false when there is none. */
static bool figure(const struct mapped_statement *ms, size_t item, size_t column, int shift, int unit, int64_t *out)
{
    const struct xbz_value *v = &ms->statement->items[item].values[column];
    struct xbz_decimal d = v->number;
    if (v->kind != XBZ_NUMBER || !decimal_shift(&d, shift) || !decimal_units(&d, unit, out))
        return false;
    *out = *out < 0 ? -*out : *out;
    return true;
}

enum verdict { UNTESTED, AGREES, DISAGREES };

/* Whether shares printed times 10^scale times earnings per share is about net income, in every column. */
static enum verdict test_scale(const struct mapped_statement *ms, size_t income, size_t share, size_t shares, int scale)
{
    enum verdict verdict = UNTESTED;
    for (size_t c = 0; c < ms->statement->n_columns; c++) {
        int64_t net, cents, count;
        if (!figure(ms, income, c, ms->items[income].scale, 0, &net) || !figure(ms, share, c, 0, -2, &cents) ||
            !figure(ms, shares, c, scale, 0, &count) || cents < CENTS_LEAST || net == 0)
            continue;
        if (count > (int64_t)1000000000000 || net > (int64_t)10000000000000)
            return DISAGREES;
        /* Half a cent of rounding on either side, and some preferred dividends. */
        int64_t low = count / 100 * (2 * cents - 1) / 2, high = count / 100 * (2 * cents + 1) / 2;
        if (net < low - low / 4 || net > high + high / 4)
            return DISAGREES;
        verdict = AGREES;
    }
    return verdict;
}

bool share_scale_agrees(const struct mapped_statement *ms, size_t income, size_t per_share, size_t shares)
{
    return test_scale(ms, income, per_share, shares, ms->items[shares].scale) == AGREES;
}

/* No company has shares of so many digits: they are printed whole. */
static bool too_many(const struct mapped_statement *ms, size_t item)
{
    for (size_t c = 0; c < ms->statement->n_columns; c++) {
        const struct xbz_value *v = &ms->statement->items[item].values[c];
        if (v->kind == XBZ_NUMBER && v->number.n + v->number.exponent + ms->items[item].scale > SHARE_DIGITS)
            return true;
    }
    return false;
}

static bool print_whole(struct mapped_statement *ms)
{
    int whole = 0;
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (ms->items[i].unit == XBZ_UNIT_SHARES && ms->items[i].scale > 0 && !ms->statement->items[i].heading &&
            too_many(ms, i))
            whole = ms->items[i].scale;
    for (size_t i = 0; whole && i < ms->statement->n_items; i++)
        if (ms->items[i].unit == XBZ_UNIT_SHARES && ms->items[i].scale == whole)
            ms->items[i].scale = 0;
    return whole != 0;
}

bool share_scale_check(struct mapped_statement *ms)
{
    if (print_whole(ms))
        return true;
    static const char *const incomes[] = {"NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", NULL};
    static const char *const per_share[] = {"EarningsPerShareBasic", "EarningsPerShareBasicAndDiluted", NULL};
    static const char *const counts[] = {"WeightedAverageNumberOfSharesOutstandingBasic",
                                         "WeightedAverageNumberOfShareOutstandingBasicAndDiluted", NULL};
    size_t income = item_of(ms, incomes), share = item_of(ms, per_share), shares = item_of(ms, counts);
    if (income == NONE || share == NONE || shares == NONE)
        return false;
    int stated = ms->items[shares].scale, right = -1;
    if (test_scale(ms, income, share, shares, stated) != DISAGREES)
        return false;
    for (int scale = 0; scale <= 6; scale += 3)
        if (scale != stated && test_scale(ms, income, share, shares, scale) == AGREES) {
            if (right >= 0)
                return false;
            right = scale;
        }
    for (size_t i = 0; right >= 0 && i < ms->statement->n_items; i++)
        if (ms->items[i].unit == XBZ_UNIT_SHARES && ms->items[i].scale == stated)
            ms->items[i].scale = right;
    return right >= 0;
}
