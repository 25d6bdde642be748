#include "mapping/ties.h"

#include "base/calendar.h"
#include "base/str.h"
#include "mapping/facts.h"
#include "mapping/judges.h"

/* Of cash that only its place in the sum at the end of a cash flow statement names. */
#define ROLL_CONFIDENCE 85

/* A line item of one of the statements. */
struct row {
    struct mapped_statement *ms;
    size_t item;
};

static struct mapped_item *item_of(struct row row)
{
    return &row.ms->items[row.item];
}

/* ---- two line items ---- */

static bool figure_in(struct row row, size_t column, struct fact_amount *out)
{
    return facts_amount(row.ms, row.item, column, out);
}

enum outcome { APART, SAME, DIFFERENT };

/* Whether two line items have the same figures in all periods that both have: within a unit of the less exact. */
static enum outcome compare(struct row a, struct row b)
{
    enum outcome outcome = APART;
    for (size_t x = 0; x < a.ms->statement->n_columns; x++)
        for (size_t y = 0; y < b.ms->statement->n_columns; y++) {
            struct fact_amount f, g;
            if (!figure_in(a, x, &f) || !figure_in(b, y, &g) || !period_same(f.period, g.period))
                continue;
            int64_t off = f.amount > g.amount ? f.amount - g.amount : g.amount - f.amount;
            if (off > (f.slack > g.slack ? f.slack : g.slack) - 1)
                return DIFFERENT;
            outcome = SAME;
        }
    return outcome;
}

static bool is_one_of(const struct xbz_concept *concept, const char *const *names)
{
    for (; concept && *names; names++)
        if (str_eq(concept->name, str_of(*names)))
            return true;
    return false;
}

/* ---- statements ---- */

struct ties {
    const struct xbz_taxonomy *taxonomy;
    struct mapped_statement **candidates;
    size_t n;
};

static bool takes_part(const struct ties *t, size_t k, enum xbz_statement_kind kind)
{
    return t->candidates[k]->chosen && t->candidates[k]->statement->kind == kind;
}

/* What the statements of a kind say of a line item of another: *found is the one with its figures, among those with a
 * concept that is named.  DIFFERENT: all that can be compared have others, the last of them is found. */
static enum outcome find_same(const struct ties *t, struct row row, enum xbz_statement_kind kind,
                              const char *const *names, struct row *found)
{
    enum outcome outcome = APART;
    for (size_t k = 0; k < t->n; k++)
        for (size_t i = 0; takes_part(t, k, kind) && i < t->candidates[k]->statement->n_items; i++) {
            struct row other = {t->candidates[k], i};
            if (!is_one_of(item_of(other)->concept, names))
                continue;
            enum outcome this = compare(row, other);
            if (this == SAME) {
                *found = other;
                return SAME;
            }
            if (this == DIFFERENT) {
                *found = other;
                outcome = DIFFERENT;
            }
        }
    return outcome;
}

static void agree(struct row a, struct row b)
{
    judge_agrees(item_of(a), JUDGE_STATEMENTS);
    judge_agrees(item_of(b), JUDGE_STATEMENTS);
}

int ties_year(const struct xbz_statement *s)
{
    int year = 0;
    for (size_t c = 0; c < s->n_columns; c++)
        if (s->columns[c].period.kind != XBZ_PERIOD_NONE && s->columns[c].period.end.year > year)
            year = s->columns[c].period.end.year;
    return year;
}

/* ---- net income ---- */

/* What an income statement may call the figure that the others start from. */
static const char *const bottom_lines[] = {
    "NetIncomeLoss",
    "ProfitLoss",
    "NetIncomeLossAvailableToCommonStockholdersBasic",
    "IncomeLossFromContinuingOperations",
    "IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrolling"
    "Interest",
    NULL};
static const char *const net_income[] = {"NetIncomeLoss", "ProfitLoss", NULL};

/* Another line item of the income statement has the concept with other figures: with the part of other owners, or
 * without it.  Then the figures tell which of the two is meant. */
static bool stands_beside(struct row row, const struct xbz_concept *concept)
{
    for (size_t i = 0; i < row.ms->statement->n_items; i++) {
        struct row other = {row.ms, i};
        if (i != row.item && item_of(other)->concept == concept && compare(other, row) == DIFFERENT)
            return true;
    }
    return false;
}

static void judge_net_income(const struct ties *t, struct row row)
{
    struct row other;
    struct mapped_item *it = item_of(row);
    switch (find_same(t, row, XBZ_INCOME, bottom_lines, &other)) {
    case SAME:
        if (it->how != MATCH_MAP && item_of(other)->concept != it->concept &&
            is_one_of(item_of(other)->concept, net_income) && stands_beside(other, it->concept)) {
            it->runner_up = it->concept;
            it->concept = item_of(other)->concept;
            it->confidence = item_of(other)->confidence;
        }
        agree(row, other);
        break;
    case DIFFERENT:
        judge_opposes(it, JUDGE_STATEMENTS);
        judge_gives_up(it);
        break;
    case APART:
        break;
    }
}

static void judge_net_incomes(const struct ties *t, struct mapped_statement *ms)
{
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (is_one_of(ms->items[i].concept, net_income))
            judge_net_income(t, (struct row){ms, i});
}

/* ---- cash ---- */

static const char *const changes[] = {
    "CashAndCashEquivalentsPeriodIncreaseDecrease",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecrease"
    "IncludingExchangeRateEffect",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecrease"
    "ExcludingExchangeRateEffect",
    "CashPeriodIncreaseDecrease", NULL};
static const char *const cash[] = {
    "CashAndCashEquivalentsAtCarryingValue",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAnd"
    "DiscontinuedOperations",
    "Cash",
    "CashAndDueFromBanks",
    NULL};

/* The line items that a cash flow statement ends with: cash before, its change, and cash after, which is the sum. */
static bool find_roll(const struct mapped_statement *ms, size_t *before, size_t *after)
{
    for (size_t k = ms->n_sums; k-- > 0;) {
        const struct item_sum *sum = &ms->sums[k];
        for (size_t p = 0; sum->n_parts == 2 && p < 2; p++)
            if (is_one_of(ms->items[sum->parts[p]].concept, changes) && sum->signs[1 - p] > 0) {
                *before = sum->parts[1 - p];
                *after = sum->total;
                return true;
            }
    }
    return false;
}

static bool may_be_cash(const struct mapped_item *it)
{
    return it->how != MATCH_MAP && it->unit == XBZ_UNIT_MONEY && (!it->concept || is_one_of(it->concept, cash));
}

static void place_at(struct row row, int instant_shift)
{
    item_of(row)->period = XBZ_INSTANT;
    item_of(row)->instant_shift = instant_shift;
}

static void name_cash(struct row row, const struct xbz_concept *concept)
{
    struct mapped_item *it = item_of(row);
    if (it->concept == concept)
        return;
    it->runner_up = it->concept;
    it->confidence = it->confidence > ROLL_CONFIDENCE ? it->confidence : ROLL_CONFIDENCE;
    it->how = MATCH_SUM;
    it->concept = concept;
    it->rule = (struct xbz_str){NULL, 0};
    it->loss = LOSS_NONE;
}

static bool is_about_restricted(struct row row)
{
    return str_find_word(row.ms->statement->items[row.item].label, STR("restricted"), 0) != (size_t)-1;
}

/* Cash and the restricted cash of the balance sheet that has it, in the period of a figure: false when it has none. */
static bool cash_with_restricted(struct row plain, const struct fact_amount *wanted, int64_t *sum)
{
    bool any = false, restricted = false;
    struct fact_amount f;
    *sum = 0;
    for (size_t i = 0; i < plain.ms->statement->n_items; i++) {
        struct row row = {plain.ms, i};
        bool other = i != plain.item && is_about_restricted(row) && item_of(row)->unit == XBZ_UNIT_MONEY &&
                     str_find_word(row.ms->statement->items[i].label, STR("cash"), 0) != (size_t)-1;
        for (size_t c = 0; (other || i == plain.item) && c < plain.ms->statement->n_columns; c++)
            if (figure_in(row, c, &f) && period_same(f.period, wanted->period)) {
                *sum += f.amount;
                any = any || i == plain.item;
                restricted = restricted || other;
            }
    }
    return any && restricted;
}

/* The whole is cash and restricted cash of the balance sheet wherever that has both. */
static bool makes_up(struct row whole, struct row plain)
{
    bool holds = false;
    for (size_t c = 0; c < whole.ms->statement->n_columns; c++) {
        struct fact_amount f;
        int64_t sum;
        if (!figure_in(whole, c, &f) || !cash_with_restricted(plain, &f, &sum))
            continue;
        int64_t off = f.amount > sum ? f.amount - sum : sum - f.amount;
        if (off > f.slack)
            return false;
        holds = true;
    }
    return holds;
}

/* Cash flow statements explain the change of all cash, restricted cash too (ASC 230-10-45-4, since 2018); balance sheets
 * show that apart.  Where the figures differ it is the whole that stands in the cash flow statement. */
static void judge_cash(const struct ties *t, struct mapped_statement *ms)
{
    size_t before, after;
    const struct xbz_concept *whole = xbz_taxonomy_find(t->taxonomy, str_of(cash[1]));
    const struct xbz_concept *plain = xbz_taxonomy_find(t->taxonomy, str_of(cash[0]));
    if (!whole || !plain || !find_roll(ms, &before, &after) || !may_be_cash(&ms->items[before]) ||
        !may_be_cash(&ms->items[after]))
        return;
    struct row start = {ms, before}, end = {ms, after}, at_start = start, at_end = end;
    place_at(start, -1);
    place_at(end, 0);
    enum outcome first = find_same(t, start, XBZ_BALANCE_SHEET, cash, &at_start);
    enum outcome last = find_same(t, end, XBZ_BALANCE_SHEET, cash, &at_end);
    const struct xbz_concept *concept = item_of(end)->concept ? item_of(end)->concept : item_of(start)->concept;
    if ((first == DIFFERENT || last == DIFFERENT || is_about_restricted(start) || is_about_restricted(end)) &&
        xbz_concept_in_year(whole, ties_year(ms->statement)) == whole)
        concept = whole;
    else if (!concept && (first == SAME || last == SAME))
        concept = plain;
    if (!concept)
        return;
    name_cash(start, concept);
    name_cash(end, concept);
    if (first == SAME || (first == DIFFERENT && makes_up(start, at_start)))
        agree(start, at_start);
    if (last == SAME || (last == DIFFERENT && makes_up(end, at_end)))
        agree(end, at_end);
}

/* ---- assets ---- */

/* Both sides of the balance sheet end in the same figures.  Two of these without a caption may have been taken for one
 * side: the first is the other. */
static void judge_balance(const struct ties *t, struct mapped_statement *ms)
{
    const struct xbz_concept *assets = xbz_taxonomy_find(t->taxonomy, STR("Assets"));
    const struct xbz_concept *all = xbz_taxonomy_find(t->taxonomy, STR("LiabilitiesAndStockholdersEquity"));
    struct row left = {ms, ms->statement->n_items}, right = left;
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        const struct xbz_concept *concept = ms->items[i].concept;
        if (concept && concept == assets)
            left.item = i;
        if (concept && concept == all && left.item == ms->statement->n_items && ms->items[i].how != MATCH_MAP)
            left.item = i;
        else if (concept && concept == all)
            right.item = i;
    }
    if (!assets || !all || left.item == ms->statement->n_items || right.item == ms->statement->n_items ||
        left.item > right.item || compare(left, right) != SAME)
        return;
    if (item_of(left)->concept == all) {
        item_of(left)->concept = assets;
        item_of(left)->runner_up = all;
    }
    agree(left, right);
}

void ties_judge(const struct xbz_taxonomy *taxonomy, struct mapped_statement **candidates, size_t n)
{
    struct ties t = {taxonomy, candidates, n};
    for (size_t k = 0; k < n; k++) {
        if (takes_part(&t, k, XBZ_CASH_FLOW) || takes_part(&t, k, XBZ_COMPREHENSIVE_INCOME))
            judge_net_incomes(&t, candidates[k]);
        if (takes_part(&t, k, XBZ_CASH_FLOW))
            judge_cash(&t, candidates[k]);
        if (takes_part(&t, k, XBZ_BALANCE_SHEET))
            judge_balance(&t, candidates[k]);
        if (takes_part(&t, k, XBZ_INCOME))
            ties_judge_shares(taxonomy, candidates[k]);
    }
}
