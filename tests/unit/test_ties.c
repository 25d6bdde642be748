/* What the statements of a filing say of one another's concepts, and earnings per share of shares. */
#include "fixture.h"

#include "mapping/judges.h"
#include "mapping/printed_sums.h"
#include "mapping/ties.h"

#define YEAR "2023-01-01..2023-12-31 | 2022-01-01..2022-12-31"
#define ENDS "2023-12-31 | 2022-12-31"

static struct mapped_statement *candidates[4];
static size_t n_candidates;

static struct mapped_statement *chosen(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                       const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, kind, columns, rows);
    struct sum_hint *hints = ARENA_ARRAY(&fx->arena, ms->statement->n_items + 1, struct sum_hint);
    assert_non_null(hints);
    for (size_t i = 0; i < ms->statement->n_items; i++)
        hints[i] = (struct sum_hint){.use = true, .may_total = true, .expected = 1};
    assert_true(sums_find(&fx->arena, ms->statement, hints, ms));
    ms->chosen = true;
    assert_true(n_candidates < 4);
    candidates[n_candidates++] = ms;
    return ms;
}

static void judge(struct fixture *fx)
{
    ties_judge(fx->taxonomy, candidates, n_candidates);
    n_candidates = 0;
}

static void assert_concept(const struct mapped_statement *ms, size_t item, const char *name)
{
    const struct xbz_concept *concept = ms->items[item].concept;
    assert_string_equal(concept ? concept->name.p : "", name);
}

#define STATEMENTS (1u << JUDGE_STATEMENTS)
#define SHARES     (1u << JUDGE_SHARES)

static void test_net_income(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *income = chosen(
        fx, XBZ_INCOME, YEAR, "Income @ProfitLoss | 120 | 95\nOthers' | 20 | 15\nOurs @NetIncomeLoss | 100 | 80\n");
    struct mapped_statement *flows =
        chosen(fx, XBZ_CASH_FLOW, YEAR, "Net income @NetIncomeLoss | 120 | 95\nDepreciation | 7 | 5\n");
    struct mapped_statement *other =
        chosen(fx, XBZ_COMPREHENSIVE_INCOME, YEAR,
               "Net income @NetIncomeLoss | 100 | 80\nIn net income @ProfitLoss | 3 | 4\n");
    judge(fx);
    assert_concept(flows, 0, "ProfitLoss");
    assert_int_equal(flows->items[0].agreed, STATEMENTS);
    assert_int_equal(income->items[0].agreed, STATEMENTS);
    assert_concept(other, 0, "NetIncomeLoss");
    assert_true(other->items[0].confidence > 92);
    /* Sure by its caption: doubted, and left to the check for conflicts. */
    assert_concept(other, 1, "ProfitLoss");
    assert_int_equal(other->items[1].opposed, STATEMENTS);
    assert_true(other->items[1].confidence < 92);
}

static void test_net_income_given_up(void **state)
{
    struct fixture *fx = *state;
    (void)chosen(fx, XBZ_INCOME, YEAR, "Net income @NetIncomeLoss | 100 | 80\n");
    struct mapped_statement *other = chosen(fx, XBZ_COMPREHENSIVE_INCOME, YEAR,
                                            "In net income @ProfitLoss | 3 | 4\nIn income @ProfitLoss | 3 | 4\n");
    other->items[0].confidence = other->items[1].confidence = 57;
    other->items[1].how = MATCH_MAP;
    judge(fx);
    assert_concept(other, 0, "");
    assert_int_equal(other->items[0].loss, LOSS_CONTRADICTED);
    assert_concept(other, 1, "ProfitLoss");
    assert_int_equal(other->items[1].confidence, 57);
}

/* A difference within the rounding of the coarser figures is none; periods that differ are not compared. */
static void test_what_is_compared(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *income = chosen(fx, XBZ_INCOME, YEAR, "Net income @NetIncomeLoss | 100 | 80\n");
    struct mapped_statement *flows =
        chosen(fx, XBZ_CASH_FLOW, "2023-10-01..2023-12-31", "Net income @NetIncomeLoss | 30\n");
    judge(fx);
    assert_int_equal(income->items[0].agreed | flows->items[0].agreed | flows->items[0].opposed, 0);
}

static const char roll[] = "Increase @CashAndCashEquivalentsPeriodIncreaseDecrease | 10 | 20\n"
                           "Beginning | 70 | 50\n"
                           "End | 80 | 70\n";

static void test_cash_is_that_of_the_balance_sheet(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *balance =
        chosen(fx, XBZ_BALANCE_SHEET, ENDS, "Cash @CashAndCashEquivalentsAtCarryingValue | 80 | 70\n");
    struct mapped_statement *flows = chosen(fx, XBZ_CASH_FLOW, YEAR, roll);
    judge(fx);
    assert_concept(flows, 1, "CashAndCashEquivalentsAtCarryingValue");
    assert_concept(flows, 2, "CashAndCashEquivalentsAtCarryingValue");
    assert_int_equal(flows->items[1].instant_shift, -1);
    assert_int_equal(flows->items[2].instant_shift, 0);
    assert_int_equal(flows->items[2].period, XBZ_INSTANT);
    assert_int_equal(balance->items[0].agreed, STATEMENTS);
}

static void test_cash_with_restricted_cash(void **state)
{
    struct fixture *fx = *state;
    const struct xbz_concept *plain = fixture_concept(fx, "CashAndCashEquivalentsAtCarryingValue");
    (void)chosen(fx, XBZ_BALANCE_SHEET, ENDS, "Cash @CashAndCashEquivalentsAtCarryingValue | 75 | 68\n");
    struct mapped_statement *flows = chosen(fx, XBZ_CASH_FLOW, YEAR, roll);
    flows->items[2].concept = plain;
    judge(fx);
    assert_concept(flows, 1, "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents");
    assert_concept(flows, 2, "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents");
    assert_int_equal(flows->items[2].agreed, 0);
    (void)chosen(fx, XBZ_BALANCE_SHEET, ENDS,
                 "Cash @CashAndCashEquivalentsAtCarryingValue | 75 | 68\nRestricted cash | 5 | 2\n");
    flows = chosen(fx, XBZ_CASH_FLOW, YEAR, roll);
    flows->items[2].concept = plain;
    judge(fx);
    assert_concept(flows, 2, "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents");
    assert_int_equal(flows->items[1].agreed, STATEMENTS);
    assert_int_equal(flows->items[2].agreed, STATEMENTS);
}

/* Without a balance sheet that has it, cash without a concept stays so. */
static void test_cash_alone(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *flows = chosen(fx, XBZ_CASH_FLOW, YEAR, roll);
    judge(fx);
    assert_concept(flows, 1, "");
    assert_concept(flows, 2, "");
}

static void test_assets(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *balance = chosen(fx, XBZ_BALANCE_SHEET, ENDS,
                                              "@LiabilitiesAndStockholdersEquity | 9 | 8\nDebt | 4 | 5\n"
                                              "Equity | 5 | 3\n@LiabilitiesAndStockholdersEquity | 9 | 8\n");
    judge(fx);
    assert_concept(balance, 0, "Assets");
    assert_concept(balance, 3, "LiabilitiesAndStockholdersEquity");
    assert_int_equal(balance->items[0].agreed, STATEMENTS);
    assert_int_equal(balance->items[3].agreed, STATEMENTS);
}

static void test_sides_follow_their_headings(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *income = chosen(fx, XBZ_INCOME, YEAR,
                                             "Assuming dilution:\n"
                                             "  Total @EarningsPerShareBasic | 1.72 | 1.53\n"
                                             "Basic:\n"
                                             "  Total @EarningsPerShareDiluted | 1.74 | 1.54\n"
                                             "Basic @EarningsPerShareDiluted | 1.74 | 1.54\n");
    income->items[4].how = MATCH_MAP;
    judge(fx);
    assert_concept(income, 1, "EarningsPerShareDiluted");
    assert_concept(income, 3, "EarningsPerShareBasic");
    assert_concept(income, 4, "EarningsPerShareDiluted");
}

static void test_shares_by_division(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *income = chosen(fx, XBZ_INCOME, YEAR,
                                             "Net income @NetIncomeLoss | 2,000 | 1,000\n"
                                             "Diluted:\n"
                                             "  Net income @EarningsPerShareDiluted | 2.00 | 1.00\n"
                                             "  Options | 12 | 13\n"
                                             "  Weighted average | 1,000 | 1,000\n");
    income->items[3].unit = income->items[4].unit = XBZ_UNIT_SHARES;
    judge(fx);
    assert_concept(income, 3, "");
    assert_concept(income, 4, "WeightedAverageNumberOfDilutedSharesOutstanding");
    assert_int_equal(income->items[0].agreed, SHARES);
    assert_int_equal(income->items[2].agreed, SHARES);
}

static void test_one_figure_for_both(void **state)
{
    static const char rows[] = "Basic and diluted @EarningsPerShareBasicAndDiluted | 2.00 | 1.00\n";
    struct fixture *fx = *state;
    struct mapped_statement *income = chosen(fx, XBZ_INCOME, YEAR, rows);
    struct mapped_statement *old = chosen(fx, XBZ_INCOME, "2010-01-01..2010-12-31 | -", rows);
    judge(fx);
    assert_concept(income, 0, "EarningsPerShareBasic");
    assert_non_null(income->items[0].also);
    assert_string_equal(income->items[0].also->name.p, "EarningsPerShareDiluted");
    assert_concept(old, 0, "EarningsPerShareBasicAndDiluted");
    assert_null(old->items[0].also);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_net_income),
        FIXTURE_TEST(test_net_income_given_up),
        FIXTURE_TEST(test_what_is_compared),
        FIXTURE_TEST(test_cash_is_that_of_the_balance_sheet),
        FIXTURE_TEST(test_cash_with_restricted_cash),
        FIXTURE_TEST(test_cash_alone),
        FIXTURE_TEST(test_assets),
        FIXTURE_TEST(test_sides_follow_their_headings),
        FIXTURE_TEST(test_shares_by_division),
        FIXTURE_TEST(test_one_figure_for_both),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
