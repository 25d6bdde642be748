/* Figures as printed to values: costs in brackets and bare, losses, contra items, cash flow weights. */
#include "fixture.h"

#include <string.h>

#include "mapping/printed_sums.h"
#include "mapping/signs.h"

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"
#define DATES "2008-12-31 | 2007-12-31"

static struct mapped_statement *decide(struct fixture *fx, enum xbz_statement_kind kind, const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, kind, kind == XBZ_BALANCE_SHEET ? DATES : YEARS, rows);
    struct sum_hint *hints = ARENA_ARRAY(&fx->arena, ms->statement->n_items + 1, struct sum_hint);
    assert_non_null(hints);
    signs_hints(&fx->mapper, ms, hints);
    assert_true(sums_find(&fx->arena, ms->statement, hints, ms));
    assert_true(signs_decide(&fx->mapper, &fx->arena, ms));
    return ms;
}

/* The line items' signs in their order: '+' as printed, '-' turned, '.' for a heading; '!' before one that lost its
 * concept. */
static const char *signs(struct fixture *fx, enum xbz_statement_kind kind, const char *rows)
{
    struct mapped_statement *ms = decide(fx, kind, rows);
    char *text = arena_alloc(&fx->arena, 2 * ms->statement->n_items + 1);
    assert_non_null(text);
    size_t n = 0;
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        assert_true(ms->statement->items[i].heading || ms->items[i].sign == 1 || ms->items[i].sign == -1);
        if (ms->items[i].loss != LOSS_NONE)
            text[n++] = '!';
        text[n++] = ms->statement->items[i].heading ? '.' : ms->items[i].sign > 0 ? '+' : '-';
    }
    return text;
}

static void test_costs_bare(void **state)
{
    assert_string_equal(signs(*state, XBZ_INCOME,
                              "Sales @Revenues | 100 | 90\nCost of sales @CostOfRevenue | 60 | 50\n"
                              "Gross profit @GrossProfit | 40 | 40\n"),
                        "+++");
}

static void test_costs_in_brackets(void **state)
{
    assert_string_equal(signs(*state, XBZ_INCOME,
                              "Sales @Revenues | 100 | 90\nCost of sales @CostOfRevenue | (60) | (50)\n"
                              "Gross profit @GrossProfit | 40 | 40\n"),
                        "+-+");
    /* Without a sum around them too. */
    assert_string_equal(signs(*state, XBZ_INCOME, "Cost of sales @CostOfRevenue | (60) | (50)\n"), "-");
    assert_string_equal(signs(*state, XBZ_INCOME, "Cost of sales @CostOfRevenue | 60 | 50\n"), "+");
}

static void test_taxes_follow_the_sum(void **state)
{
    struct fixture *fx = *state;
    /* Bare taxes that are subtracted, bracketed ones that are added: both are an expense. */
    assert_string_equal(signs(fx, XBZ_INCOME,
                              "Pretax | 100 | 90\nIncome taxes @IncomeTaxExpenseBenefit | 40 | 30\n"
                              "Net income @NetIncomeLoss | 60 | 60\n"),
                        "+++");
    assert_string_equal(signs(fx, XBZ_INCOME,
                              "Pretax | 100 | 90\nIncome taxes @IncomeTaxExpenseBenefit | (40) | (30)\n"
                              "Net income @NetIncomeLoss | 60 | 60\n"),
                        "+-+");
    /* A benefit: bare and added. */
    struct mapped_statement *ms =
        decide(fx, XBZ_INCOME,
               "Pretax | (100) | (90)\nIncome tax benefit @IncomeTaxExpenseBenefit | 40 | 30\n"
               "Net loss @NetIncomeLoss | (60) | (60)\n");
    assert_string_equal(fixture_sums(fx, ms), "3=1+2");
    assert_int_equal(ms->items[1].sign, -1);
    assert_int_equal(ms->items[2].sign, 1);
    assert_true(ms->items[1].sign_summed);
}

static void test_captions_without_a_sum(void **state)
{
    struct fixture *fx = *state;
    assert_string_equal(signs(fx, XBZ_INCOME, "Income tax expense (benefit) @IncomeTaxExpenseBenefit | 40 | (30)\n"),
                        "+");
    assert_string_equal(signs(fx, XBZ_INCOME, "Income tax benefit (expense) @IncomeTaxExpenseBenefit | (40) | (30)\n"),
                        "-");
    assert_string_equal(signs(fx, XBZ_INCOME, "(Provision) benefit for taxes @IncomeTaxExpenseBenefit | (40) | (30)\n"),
                        "-");
    assert_string_equal(signs(fx, XBZ_INCOME, "Income taxes @IncomeTaxExpenseBenefit | 40 | 30\n"), "+");
    /* The alias says that the figure is a benefit. */
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_INCOME, YEARS, "Tax relief @IncomeTaxExpenseBenefit | 40 | 30\n");
    ms->items[0].negated = true;
    assert_true(signs_decide(&fx->mapper, &fx->arena, ms));
    assert_int_equal(ms->items[0].sign, -1);
}

static void test_loss_captions(void **state)
{
    /* "Net loss 60" is minus 60, "Net loss (60)" is too, and so is "Net income (loss) (60)". */
    assert_string_equal(signs(*state, XBZ_INCOME, "Net loss @NetIncomeLoss | 60 | 50\n"), "-");
    assert_string_equal(signs(*state, XBZ_INCOME, "Net loss @NetIncomeLoss | (60) | (50)\n"), "+");
    assert_string_equal(signs(*state, XBZ_INCOME, "Net income (loss) @NetIncomeLoss | (60) | 50\n"), "+");
    assert_string_equal(signs(*state, XBZ_INCOME, "Net income @NetIncomeLoss | 60 | 50\n"), "+");
    assert_string_equal(signs(*state, XBZ_INCOME,
                              "Sales @Revenues | 10 | 10\nExpenses @CostsAndExpenses | 70 | 60\n"
                              "Net loss @NetIncomeLoss | 60 | 50\n"),
                        "++-");
    /* Per share as well. */
    assert_string_equal(signs(*state, XBZ_INCOME, "Net loss per share @EarningsPerShareBasic | .60 | .50\n"), "-");
    assert_string_equal(signs(*state, XBZ_INCOME, "Net loss per share @EarningsPerShareBasic | (.60) | (.50)\n"), "+");
    assert_string_equal(signs(*state, XBZ_INCOME, "Net income (loss) per share @EarningsPerShareBasic | .60 | .50\n"),
                        "+");
    assert_string_equal(
        signs(*state, XBZ_INCOME, "Loss on shares @WeightedAverageNumberOfSharesOutstandingBasic | 600 | 500\n"), "+");
}

/* "Less: net income (loss)": brackets say that what is taken off is a loss. */
static void test_losses_of_others(void **state)
{
    assert_string_equal(
        signs(*state, XBZ_INCOME,
              "Net income @ProfitLoss | 100 | 90\n"
              "Less: Net income (loss) of others @NetIncomeLossAttributableToNoncontrollingInterest | (5) | (4)\n"
              "Net income of the company @NetIncomeLoss | 105 | 93\n"),
        "+++");
    assert_string_equal(
        signs(*state, XBZ_INCOME,
              "Less: Net income (loss) of others @NetIncomeLossAttributableToNoncontrollingInterest | (5) | 4\n"),
        "+");
}

/* Comprehensive income without a sum: what is printed is what it adds; an element of costs turns it. */
static void test_comprehensive_income(void **state)
{
    assert_string_equal(
        signs(
            *state, XBZ_COMPREHENSIVE_INCOME,
            "Translation @OtherComprehensiveIncomeLossForeignCurrencyTransactionAndTranslationAdjustmentNetOfTax | 5 | "
            "4\n"
            "Plans @OtherComprehensiveIncomeLossPensionAndOtherPostretirementBenefitPlansAdjustmentNetOfTax | (5) | 4\n"
            "Less: other comprehensive income (loss) of others "
            "@OtherComprehensiveIncomeLossNetOfTaxPortionAttributableToNoncontrollingInterest | (5) | 4\n"),
        "+-+");
}

/* A cost that has an element of income. */
static void test_income_named_as_a_cost(void **state)
{
    assert_string_equal(
        signs(*state, XBZ_INCOME, "Other operating expense (income), net @OtherOperatingIncomeExpenseNet | 5 | (4)\n"),
        "-");
    assert_string_equal(signs(*state, XBZ_INCOME, "Other operating expense @OtherOperatingIncomeExpenseNet | 5 | 4\n"),
                        "-");
    assert_string_equal(
        signs(*state, XBZ_INCOME, "Other operating expense @OtherOperatingIncomeExpenseNet | (5) | (4)\n"), "+");
}

static void test_balance_sheet(void **state)
{
    assert_string_equal(signs(*state, XBZ_BALANCE_SHEET,
                              "Plant, at cost @PropertyPlantAndEquipmentGross | 100 | 90\n"
                              "Less accumulated depreciation "
                              "@AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment | 40 | 30\n"
                              " | 60 | 60\n"
                              "Total assets @Assets | 60 | 60\n"),
                        "++++");
    assert_string_equal(
        signs(*state, XBZ_BALANCE_SHEET,
              "Plant, at cost @PropertyPlantAndEquipmentGross | 100 | 90\n"
              "Accumulated depreciation "
              "@AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment | (40) | (30)\n"
              " | 60 | 60\n"
              "Total assets @Assets | 60 | 60\n"),
        "+-++");
}

static void test_equity(void **state)
{
    struct fixture *fx = *state;
    static const char bracketed[] = "Total assets @Assets | 1 | 1\n"
                                    "Common stock @CommonStockValue | 100 | 90\n"
                                    "Accumulated deficit @RetainedEarningsAccumulatedDeficit | (30) | (20)\n"
                                    "Treasury stock @TreasuryStockValue | (10) | (5)\n"
                                    "Total stockholders' equity @StockholdersEquity | 60 | 65\n";
    struct mapped_statement *ms = decide(fx, XBZ_BALANCE_SHEET, bracketed);
    assert_string_equal(fixture_sums(fx, ms), "5=2+3+4");
    assert_string_equal(signs(fx, XBZ_BALANCE_SHEET, bracketed), "+++-+");
    static const char bare[] = "Total assets @Assets | 1 | 1\n"
                               "Common stock @CommonStockValue | 100 | 90\n"
                               "Retained earnings @RetainedEarningsAccumulatedDeficit | 30 | 20\n"
                               "Less treasury stock @TreasuryStockValue | 10 | 5\n"
                               "Total stockholders' equity @StockholdersEquity | 120 | 105\n";
    assert_string_equal(fixture_sums(fx, decide(fx, XBZ_BALANCE_SHEET, bare)), "5=2+3-4");
    assert_string_equal(signs(fx, XBZ_BALANCE_SHEET, bare), "+++++");
}

/* A deficit printed bare is negative when the sum says so. */
static void test_bare_deficit(void **state)
{
    assert_string_equal(signs(*state, XBZ_BALANCE_SHEET,
                              "Total assets @Assets | 1 | 1\n"
                              "Common stock @CommonStockValue | 100 | 90\n"
                              "Accumulated deficit @RetainedEarningsAccumulatedDeficit | 30 | 20\n"
                              "Total stockholders' equity @StockholdersEquity | 70 | 70\n"),
                        "++-+");
}

static void test_cash_flow_weights(void **state)
{
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Net income @NetIncomeLoss | 100 | 90\n"
                              "Depreciation @DepreciationDepletionAndAmortization | 10 | 10\n"
                              "Receivables @IncreaseDecreaseInAccountsReceivable | (20) | 5\n"
                              "Inventories @IncreaseDecreaseInInventories | 3 | (5)\n"
                              "Net cash, operations @NetCashProvidedByUsedInOperatingActivities | 93 | 100\n"
                              "Capital expenditures @PaymentsToAcquirePropertyPlantAndEquipment | (50) | (40)\n"
                              "Net cash, investing @NetCashProvidedByUsedInInvestingActivities | (50) | (40)\n"
                              "Proceeds @ProceedsFromIssuanceOfLongTermDebt | 20 | 30\n"
                              "Repayments @RepaymentsOfLongTermDebt | (15) | (5)\n"
                              "Net cash, financing @NetCashProvidedByUsedInFinancingActivities | 5 | 25\n"),
                        "++--+-++-+");
    /* Outflows printed bare, under a heading that says so: never negative. */
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Uses of cash:\n"
                              "  Capital expenditures @PaymentsToAcquirePropertyPlantAndEquipment | 50 | 40\n"
                              "  Dividends @PaymentsOfDividends | 10 | 11\n"),
                        ".++");
}

static void test_contradicted(void **state)
{
    struct fixture *fx = *state;
    /* Added where a cost would be subtracted: the concept, which is never negative, is wrong. */
    struct mapped_statement *ms = decide(fx, XBZ_INCOME,
                                         "Sales @Revenues | 100 | 90\nInterest @InterestExpense | 60 | 50\n"
                                         "Total @OperatingIncomeLoss | 160 | 140\n");
    assert_string_equal(fixture_sums(fx, ms), "3=1+2");
    assert_int_equal(ms->items[1].loss, LOSS_CONTRADICTED);
    assert_null(ms->items[1].concept);
    assert_int_equal(ms->items[1].sign, 1);
    assert_int_equal(ms->items[0].loss, LOSS_NONE);
}

static void test_extension_signs(void **state)
{
    /* Costs go out positive; losses, and captions with two senses, as printed. */
    assert_string_equal(signs(*state, XBZ_INCOME, "Moving expenses | (40) | (30)\n"), "-");
    assert_string_equal(signs(*state, XBZ_INCOME, "Moving expenses | 40 | 30\n"), "+");
    assert_string_equal(signs(*state, XBZ_INCOME, "Loss on sale of ships | (40) | (30)\n"), "+");
    assert_string_equal(signs(*state, XBZ_INCOME, "Ship income (expense) | (40) | (30)\n"), "+");
}

/* ---- what is expected before sums are looked for ---- */

static void test_hints(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_INCOME, YEARS,
                       "Sales @Revenues | 100 | 90\n"
                       "Cost of sales @CostOfRevenue | 60 | 50\n"
                       "Interest @InterestExpense | (6) | (5)\n"
                       "Less discounts | 6 | 5\n"
                       "Loss on ships | 6 | 5\n"
                       "Average shares @WeightedAverageNumberOfSharesOutstandingBasic | 5 | 5\n"
                       "Heading\n"
                       "Zero | 0 | -\n"
                       "---\n"
                       "Ruled | 5 | 6\n"
                       "Total expenses | 5 | 6\n"
                       "Gross profit @GrossProfit | 40 | 40\n");
    struct sum_hint h[11];
    signs_hints(&fx->mapper, ms, h);
    static const struct {
        bool use, may_total;
        int expected;
        bool cost;
    } expected[11] = {
        {true, true, 1, false},   {true, false, -1, true},  {true, true, 1, true},    {true, false, -1, false},
        {true, false, -1, false}, {false, false, 1, false}, {false, false, 1, false}, {false, false, 1, false},
        {true, true, 1, false},   {true, true, 1, true},    {true, true, 1, false},
    };
    for (size_t i = 0; i < 11; i++) {
        if (i == 0 || i == 1 || i == 2)
            h[i].may_total = expected[i].may_total; /* the taxonomy's choice */
        if (h[i].use != expected[i].use || h[i].may_total != expected[i].may_total ||
            h[i].expected != expected[i].expected || h[i].cost != expected[i].cost)
            fail_msg("%zu: %d %d %d %d", i, h[i].use, h[i].may_total, h[i].expected, h[i].cost);
    }
}

static void test_hints_on_the_balance_sheet(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(
        fx, XBZ_BALANCE_SHEET, DATES,
        "Depreciation @AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment | 1 | 2\n"
        "Total assets @Assets | 1 | 2\n"
        "Payables @AccountsPayableCurrent | 1 | 2\n"
        "Treasury stock @TreasuryStockValue | 1 | 2\n"
        "Treasury stock, bracketed @TreasuryStockValue | (1) | (2)\n"
        "Deficit @RetainedEarningsAccumulatedDeficit | 1 | 2\n");
    static const int expected[] = {-1, 1, 1, -1, 1, 1};
    struct sum_hint h[6];
    signs_hints(&fx->mapper, ms, h);
    for (size_t i = 0; i < 6; i++)
        if (h[i].expected != expected[i] || h[i].cost)
            fail_msg("%zu: %d", i, h[i].expected);
    /* Cash flows are added as they are printed. */
    ms = fixture_mapped(fx, XBZ_CASH_FLOW, YEARS,
                        "Paid @PaymentsToAcquirePropertyPlantAndEquipment | 1 | 2\nLess | 1 | 2\n");
    signs_hints(&fx->mapper, ms, h);
    assert_int_equal(h[0].expected, 1);
    assert_int_equal(h[1].expected, 1);
}

/* Columns that are no figures of a period do not tell a sign. */
static void test_columns_of_changes(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, "2008-01-01..2008-12-31 | - change | - change",
                                                 "Cost of sales @CostOfRevenue | 60 | (5) | (6)\n");
    assert_true(signs_decide(&fx->mapper, &fx->arena, ms));
    assert_int_equal(ms->items[0].sign, 1);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_INCOME, YEARS, "Net loss @NetIncomeLoss | 60 | 50\nA | 1 | 2\n");
    bool ok = false;
    for (size_t cap = 0; cap < 4096 && !ok; cap += 16) {
        struct arena arena;
        arena_init(&arena, cap);
        ok = signs_decide(&fx->mapper, &arena, ms);
        assert_true(ok || arena.exhausted);
        arena_free(&arena);
    }
    assert_true(ok);
    assert_int_equal(ms->items[0].sign, -1);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_costs_bare),
        FIXTURE_TEST(test_costs_in_brackets),
        FIXTURE_TEST(test_taxes_follow_the_sum),
        FIXTURE_TEST(test_captions_without_a_sum),
        FIXTURE_TEST(test_loss_captions),
        FIXTURE_TEST(test_losses_of_others),
        FIXTURE_TEST(test_comprehensive_income),
        FIXTURE_TEST(test_income_named_as_a_cost),
        FIXTURE_TEST(test_balance_sheet),
        FIXTURE_TEST(test_equity),
        FIXTURE_TEST(test_bare_deficit),
        FIXTURE_TEST(test_cash_flow_weights),
        FIXTURE_TEST(test_contradicted),
        FIXTURE_TEST(test_extension_signs),
        FIXTURE_TEST(test_hints),
        FIXTURE_TEST(test_hints_on_the_balance_sheet),
        FIXTURE_TEST(test_columns_of_changes),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
