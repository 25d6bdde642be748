#include "mapping/signs.h"

#include "base/str.h"
#include "mapping/extension_sign.h"
#include "mapping/label_key.h"

/* Figures of an item by printed sign. */
struct tally {
    unsigned negative, positive;
};

static struct tally tally_of(const struct xbz_statement *s, size_t item)
{
    struct tally t = {0, 0};
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_value *v = &s->items[item].values[c];
        if (v->kind != XBZ_NUMBER || (s->columns[c].flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE)))
            continue;
        if (v->number.negative)
            t.negative++;
        else if (!(v->number.n == 1 && v->number.digits[0] == '0'))
            t.positive++;
    }
    return t;
}

static bool mostly_negative(struct tally t)
{
    return t.negative > t.positive;
}

/* The caption names a loss and nothing else: a bare figure is a loss. */
static bool bare_loss(const struct xbz_statement *s, size_t item)
{
    struct label_sense sense = label_sense(s->items[item].label);
    return sense.has_loss && sense.plain == LABEL_COST && sense.bracketed != LABEL_GAIN;
}

static size_t position_of(const struct mapped_statement *ms, const char *name)
{
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (ms->items[i].concept && str_eq(ms->items[i].concept->name, str_of(name)))
            return i;
    return ms->statement->n_items;
}

/* "Less: net income (loss) attributable to noncontrolling interests": brackets say that what is subtracted is a loss. */
static bool loss_subtracted(const struct label_sense *sense)
{
    return sense->less_prefix && sense->plain == LABEL_GAIN && sense->bracketed == LABEL_COST;
}

/* The side of the balance that raises the axis an item stands on: in a balance sheet the concept tells whether it is
 * among the assets, or else the place before or after their total. */
static enum xbz_balance axis_of(const struct mapper *m, const struct mapped_statement *ms, size_t item, size_t assets)
{
    if (ms->statement->kind != XBZ_BALANCE_SHEET)
        return XBZ_CREDIT;
    unsigned parts = ms->items[item].concept ? mapper_parts(m, ms->items[item].concept) : 0;
    if (parts & PART_ASSETS)
        return XBZ_DEBIT;
    if (parts & PART_LIABILITIES_EQUITY)
        return XBZ_CREDIT;
    return assets < ms->statement->n_items && item <= assets ? XBZ_DEBIT : XBZ_CREDIT;
}

static bool is_money_row(const struct mapped_statement *ms, size_t item)
{
    const struct xbz_line_item *it = &ms->statement->items[item];
    if (it->heading || ms->items[item].unit != XBZ_UNIT_MONEY)
        return false;
    struct tally t = tally_of(ms->statement, item);
    return t.negative + t.positive > 0;
}

void signs_hints(const struct mapper *m, const struct mapped_statement *ms, struct sum_hint *hints)
{
    const struct xbz_statement *s = ms->statement;
    size_t assets = position_of(ms, "Assets");
    const struct xbz_concept *before = NULL;
    for (size_t i = 0; i < s->n_items; i++) {
        const struct xbz_concept *concept = ms->items[i].concept;
        struct sum_hint *h = &hints[i];
        bool positive = !mostly_negative(tally_of(s, i));
        bool named_total = ms->items[i].total;
        *h = (struct sum_hint){.use = is_money_row(ms, i), .may_total = named_total, .expected = 1};
        h->fixed = s->kind == XBZ_BALANCE_SHEET && concept && concept->never_negative;
        h->last = s->kind == XBZ_BALANCE_SHEET && i == assets;
        if (!h->use)
            continue;
        if (s->items[i].flags & XBZ_ROW_RULE_ABOVE)
            h->may_total = true;
        if (concept && mapper_is_total(m, concept))
            h->may_total = true;
        struct label_sense sense = label_sense(s->items[i].label);
        bool opposes = concept && concept->balance != XBZ_BALANCE_NONE && concept->balance != axis_of(m, ms, i, assets);
        if (s->kind == XBZ_BALANCE_SHEET)
            opposes = opposes && concept->never_negative;
        if (s->kind != XBZ_CASH_FLOW && positive &&
            (sense.less_prefix || opposes || (s->kind != XBZ_BALANCE_SHEET && bare_loss(s, i))))
            h->expected = -1;
        if (s->kind != XBZ_CASH_FLOW && loss_subtracted(&sense))
            h->expected = -1;
        /* "(Income) expense": what stands without brackets is a cost; and income that stands in brackets is shown as a
         * negative cost. */
        if (s->kind == XBZ_INCOME && !named_total &&
            ((sense.plain == LABEL_COST && sense.bracketed == LABEL_GAIN) ||
             (!positive && concept && concept->balance == XBZ_CREDIT && sense.plain == LABEL_GAIN && !sense.has_loss &&
              sense.bracketed == LABEL_NEUTRAL)))
            h->expected = -1;
        if (s->kind == XBZ_INCOME)
            h->cost = concept ? concept->balance == XBZ_DEBIT : named_total && before && before->balance == XBZ_DEBIT;
        before = concept ? concept : before;
    }
}

/* How a printed figure that no sum holds contributes to its axis: 1 or -1. */
static int root_contribution(const struct mapped_statement *ms, const struct sum_hint *hints, size_t item,
                             bool costs_bracketed)
{
    const struct xbz_statement *s = ms->statement;
    const struct mapped_item *it = &ms->items[item];
    struct tally t = tally_of(s, item);
    if (s->kind == XBZ_BALANCE_SHEET || s->kind == XBZ_CASH_FLOW)
        return 1;
    struct label_sense sense = label_sense(s->items[item].label);
    if (loss_subtracted(&sense))
        return -1;
    if (s->kind == XBZ_COMPREHENSIVE_INCOME)
        return (sense.less_prefix || bare_loss(s, item)) && !mostly_negative(t) ? -1 : 1;
    bool cost = it->concept ? it->concept->balance == XBZ_DEBIT : hints[item].cost;
    /* "Other expense (income), net" of a concept that is income. */
    if (!cost && sense.plain == LABEL_COST && it->concept && it->concept->balance == XBZ_CREDIT &&
        (sense.bracketed == LABEL_GAIN || (sense.bracketed == LABEL_NEUTRAL && !mostly_negative(t))))
        return -1;
    if (!cost)
        return bare_loss(s, item) && !mostly_negative(t) ? -1 : 1;
    if (it->concept && it->concept->never_negative)
        return mostly_negative(t) ? 1 : -1;
    if (sense.plain == LABEL_GAIN || (it->negated && sense.plain != LABEL_COST))
        return 1; /* "benefit (expense)": a bare figure is a gain */
    if (sense.plain == LABEL_COST && sense.bracketed == LABEL_GAIN)
        return -1; /* "expense (benefit)" */
    return costs_bracketed && mostly_negative(t) ? 1 : -1;
}

/* Whether this income statement prints its costs in brackets. */
static bool costs_in_brackets(const struct mapped_statement *ms)
{
    unsigned bracketed = 0, bare = 0;
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        const struct xbz_concept *concept = ms->items[i].concept;
        if (!concept || concept->balance != XBZ_DEBIT || !concept->never_negative || !is_money_row(ms, i))
            continue;
        if (mostly_negative(tally_of(ms->statement, i)))
            bracketed++;
        else
            bare++;
    }
    return bracketed > bare;
}

/* Value over contribution: the concept's balance against the axis, or its weight in the cash flow. */
static int concept_side(const struct mapper *m, const struct mapped_statement *ms, size_t item, size_t assets,
                        bool summed)
{
    const struct xbz_concept *concept = ms->items[item].concept;
    if (!concept)
        return 1;
    /* What no cash flow total is made of, such as interest paid, stands there as it is, unless it is added up after
     * all. */
    if (ms->statement->kind == XBZ_CASH_FLOW && m->flow[concept->index] != 0)
        return m->flow[concept->index];
    if (ms->statement->kind == XBZ_CASH_FLOW)
        return summed && concept->balance == XBZ_CREDIT && concept->period == XBZ_DURATION ? -1 : 1;
    if (concept->balance == XBZ_BALANCE_NONE)
        return 1;
    return concept->balance == axis_of(m, ms, item, assets) ? 1 : -1;
}

static int sign_without_concept(const struct mapped_statement *ms, size_t item, int contribution)
{
    struct tally t = tally_of(ms->statement, item);
    struct extension_question q = {ms->statement, item, t.negative, t.positive, contribution};
    return extension_sign(&q);
}

/* Contributions of parts follow from their total's; sums are in the order of their totals, so that from the last to the
 * first every total is known before its parts. */
static void spread(const struct mapped_statement *ms, int *contribution, bool *summed)
{
    for (size_t k = ms->n_sums; k-- > 0;) {
        const struct item_sum *sum = &ms->sums[k];
        for (size_t p = 0; p < sum->n_parts; p++) {
            contribution[sum->parts[p]] = contribution[sum->total] * sum->signs[p];
            summed[sum->parts[p]] = true;
        }
        summed[sum->total] = true;
    }
}

/* Per-share amounts: a loss per share printed without brackets is negative. */
static int per_share_sign(const struct mapped_statement *ms, size_t item)
{
    return bare_loss(ms->statement, item) && !mostly_negative(tally_of(ms->statement, item)) ? -1 : 1;
}

static void decide_item(const struct mapper *m, struct mapped_statement *ms, size_t i, int contribution, bool summed,
                        size_t assets)
{
    struct mapped_item *it = &ms->items[i];
    struct tally t = tally_of(ms->statement, i);
    it->sign_summed = summed;
    if (it->unit == XBZ_UNIT_PER_SHARE) {
        it->sign = per_share_sign(ms, i);
        return;
    }
    if (it->unit != XBZ_UNIT_MONEY) {
        it->sign = 1;
        return;
    }
    if (!it->concept) {
        it->sign = sign_without_concept(ms, i, contribution);
        return;
    }
    it->sign = contribution * concept_side(m, ms, i, assets, summed);
    bool negative = it->sign > 0 ? t.negative > t.positive : t.positive > t.negative;
    if (!it->concept->never_negative || !negative)
        return;
    if (!summed) {
        it->sign = -it->sign;
    } else {
        it->loss = LOSS_CONTRADICTED;
        it->concept = NULL;
        it->sign = sign_without_concept(ms, i, contribution);
    }
}

bool signs_decide(const struct mapper *m, struct arena *arena, struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    int *contribution = ARENA_ARRAY(arena, s->n_items + 1, int);
    bool *summed = ARENA_ARRAY(arena, s->n_items + 1, bool);
    struct sum_hint *hints = ARENA_ARRAY(arena, s->n_items + 1, struct sum_hint);
    if (!contribution || !summed || !hints)
        return false;
    signs_hints(m, ms, hints);
    bool bracketed = costs_in_brackets(ms);
    size_t assets = position_of(ms, "Assets");
    for (size_t i = 0; i < s->n_items; i++)
        contribution[i] = s->items[i].heading ? 1 : root_contribution(ms, hints, i, bracketed);
    spread(ms, contribution, summed);
    for (size_t i = 0; i < s->n_items; i++)
        if (!s->items[i].heading)
            decide_item(m, ms, i, contribution[i], summed[i], assets);
    return true;
}
