/* What the figures of a line item are: money, shares, amounts per share or percentages. */
#include "mapping/match.h"

#include "base/str.h"

#define HAS(label, word) (str_find_word((label), STR(word), 0) != (size_t)-1)

/* "per share", "per common share", "per limited partnership unit": a "per" with what it counts soon after. */
static bool says_per_share(struct xbz_str label)
{
    static const char *const counted[] = {"share", "shares", "unit", "ads", "adr", NULL};
    for (size_t at = str_find_word(label, STR("per"), 0); at != (size_t)-1;
         at = str_find_word(label, STR("per"), at + 3)) {
        struct xbz_str near = str_sub(label, at, 48);
        for (const char *const *w = counted; *w; w++)
            if (str_find_word(near, str_of(*w), 0) != (size_t)-1)
                return true;
    }
    return false;
}

/* "Dilutive stock options", "Effect of dilutive securities": shares that the diluted average has more. */
static bool says_dilution(struct xbz_str label)
{
    static const char *const others[] = {"earnings", "income", "loss", "per", "interest", "dividends", NULL};
    for (const char *const *w = others; *w; w++)
        if (str_find_word(label, str_of(*w), 0) != (size_t)-1)
            return false;
    return HAS(label, "dilutive") || HAS(label, "antidilutive") || HAS(label, "dilution");
}

/* Captions of numbers of shares: "Shares used in computing loss per share", "Average common shares outstanding". */
static bool says_shares(struct xbz_str label, enum xbz_statement_kind kind)
{
    static const char *const counts[] = {"used in",  "used for", "outstanding", "number of",
                                         "weighted", "average",  NULL};
    bool counted = HAS(label, "shares") || HAS(label, "units") || HAS(label, "share equivalents");
    if (str_starts_nocase(label, STR("number of")))
        return true;
    /* What a cash flow statement says of shares is what was paid or received for them. */
    if (str_starts_nocase(label, STR("shares")) && kind != XBZ_CASH_FLOW)
        return true;
    if (kind != XBZ_INCOME && kind != XBZ_COMPREHENSIVE_INCOME)
        return false;
    if (HAS(label, "weighted average") || HAS(label, "weighted-average") || says_dilution(label))
        return true;
    for (const char *const *w = counts; counted && *w; w++)
        if (str_find_word(label, str_of(*w), 0) != (size_t)-1)
            return true;
    return false;
}

/* A caption that can count nothing but shares, so that a currency sign beside it is a slip: "Weighted average number of
 * common shares outstanding". */
static bool counts_shares(struct xbz_str label)
{
    static const char *const money[] = {"price", "value", "cost", "proceeds", "issued for", "dividends", NULL};
    for (const char *const *w = money; *w; w++)
        if (str_find_word(label, str_of(*w), 0) != (size_t)-1)
            return false;
    return (HAS(label, "shares") || HAS(label, "units")) && !says_per_share(label) &&
           (HAS(label, "number of") || HAS(label, "weighted average") || HAS(label, "weighted-average"));
}

static bool has_currency_sign(const struct xbz_statement *s, size_t item)
{
    for (size_t c = 0; c < s->n_columns; c++)
        if (s->items[item].values[c].currency_sign)
            return true;
    return false;
}

/* Two or more decimals in every figure of a line item: a per-share amount where money is printed in whole units. */
static bool has_decimals(const struct xbz_statement *s, size_t item)
{
    bool any = false;
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_value *v = &s->items[item].values[c];
        if (v->kind != XBZ_NUMBER)
            continue;
        if (v->number.exponent > -2 || v->number.n + v->number.exponent > 3)
            return false;
        any = true;
    }
    return any;
}

static bool money_has_decimals(const struct xbz_statement *s)
{
    size_t with = 0, all = 0;
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t c = 0; c < s->n_columns; c++)
            if (s->items[i].values[c].kind == XBZ_NUMBER) {
                all++;
                with += s->items[i].values[c].number.exponent <= -2;
            }
    return with * 2 > all;
}

enum xbz_unit match_unit(const struct xbz_statement *s, size_t item)
{
    const struct xbz_line_item *it = &s->items[item];
    struct xbz_str heading = it->parent == XBZ_NO_PARENT ? (struct xbz_str){NULL, 0} : s->items[it->parent].label;
    bool percent = false, number = false;
    for (size_t c = 0; c < s->n_columns; c++) {
        percent = percent || it->values[c].kind == XBZ_PERCENT;
        number = number || it->values[c].kind == XBZ_NUMBER;
    }
    if (percent && !number)
        return XBZ_UNIT_PURE;
    bool decimals = has_decimals(s, item) && !money_has_decimals(s);
    if (says_per_share(it->label) && s->kind != XBZ_BALANCE_SHEET)
        return !decimals && says_shares(it->label, s->kind) && !has_currency_sign(s, item) ? XBZ_UNIT_SHARES
                                                                                           : XBZ_UNIT_PER_SHARE;
    if (says_shares(it->label, s->kind) && !decimals && (!has_currency_sign(s, item) || counts_shares(it->label)))
        return XBZ_UNIT_SHARES;
    if (s->kind == XBZ_INCOME || s->kind == XBZ_COMPREHENSIVE_INCOME) {
        if (decimals)
            return XBZ_UNIT_PER_SHARE;
        if (says_per_share(heading) && !says_shares(heading, s->kind))
            return XBZ_UNIT_PER_SHARE;
        if (says_shares(heading, s->kind) && !has_currency_sign(s, item))
            return XBZ_UNIT_SHARES;
    }
    return XBZ_UNIT_MONEY;
}
