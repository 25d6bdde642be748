/* Whole statements: concepts, sums that name totals, sections, one line item for each concept, signs, scales. */
#include "fixture.h"

#include <string.h>

#include "mapping/dump.h"

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"
#define DATES "2008-12-31 | 2007-12-31"

static const char balance_rows[] = "Current assets:\n"
                                   "  Cash and cash equivalents | $ 10 | 20\n"
                                   "  Accounts receivable | 30 | 40\n"
                                   "  Other | 5 | 6\n"
                                   "    Total current assets | 45 | 66\n"
                                   "Property and equipment | 50 | 60\n"
                                   "Other assets | 5 | 4\n"
                                   "    Total assets | 100 | 130\n"
                                   "Current liabilities:\n"
                                   "  Accounts payable | 20 | 30\n"
                                   "  Other | 10 | 11\n"
                                   "    Total current liabilities | 30 | 41\n"
                                   "Long-term debt | 20 | 20\n"
                                   "Stockholders' equity:\n"
                                   "  Common stock | 60 | 60\n"
                                   "  Accumulated deficit | (7) | 12\n"
                                   "  Treasury stock | (3) | (3)\n"
                                   "    Total stockholders' equity | 50 | 69\n"
                                   "    Total liabilities and stockholders' equity | 100 | 130\n";

/* Concept, sign and fitness of line item i. */
static void assert_item(const struct mapped_statement *ms, size_t i, const char *concept, int sign)
{
    const struct mapped_item *it = &ms->items[i];
    if (!str_eq(it->concept ? it->concept->name : STR(""), str_of(concept)) || it->sign != sign)
        fail_msg("%.*s: %.*s, sign %d", STR_ARG(ms->statement->items[i].label),
                 STR_ARG(it->concept ? it->concept->name : STR("none")), it->sign);
}

static void test_balance_sheet(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_map(fx, XBZ_BALANCE_SHEET, DATES, balance_rows);
    static const struct {
        const char *concept;
        int sign;
    } expected[] = {
        {NULL, 0},
        {"CashAndCashEquivalentsAtCarryingValue", 1},
        {"AccountsReceivableNetCurrent", 1},
        {"OtherAssetsCurrent", 1},
        {"AssetsCurrent", 1},
        {"PropertyPlantAndEquipmentNet", 1},
        {"OtherAssetsNoncurrent", 1},
        {"Assets", 1},
        {NULL, 0},
        {"AccountsPayableCurrent", 1},
        {"OtherLiabilitiesCurrent", 1},
        {"LiabilitiesCurrent", 1},
        {"LongTermDebtNoncurrent", 1},
        {NULL, 0},
        {"CommonStockValue", 1},
        {"RetainedEarningsAccumulatedDeficit", 1},
        {"TreasuryStockValue", -1},
        {"StockholdersEquity", 1},
        {"LiabilitiesAndStockholdersEquity", 1},
    };
    assert_int_equal(ms->statement->n_items, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (expected[i].concept)
            assert_item(ms, i, expected[i].concept, expected[i].sign);
    assert_string_equal(fixture_sums(fx, ms), "5=2+3+4 8=5+6+7 12=10+11 18=15+16+17 19=12+13+18");
    assert_int_equal(ms->n_rows, 16);
    assert_int_equal(ms->n_mapped, 16);
    assert_true(ms->items[4].total);
    assert_false(ms->items[5].total);
    assert_int_equal(ms->items[4].period, XBZ_INSTANT);
    assert_false(ms->chosen);
}

static void test_income_statement(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_map(fx, XBZ_INCOME, YEARS,
                                              "Revenues | $ 1,000 | $ 900\n"
                                              "Cost of sales | (600) | (500)\n"
                                              "Gross profit | 400 | 400\n"
                                              "Selling, general and administrative | (100) | (90)\n"
                                              "Research and development | (50) | (40)\n"
                                              "Operating income | 250 | 270\n"
                                              "Interest expense | (50) | (20)\n"
                                              "Income before income taxes | 200 | 250\n"
                                              "Income taxes | (80) | (100)\n"
                                              "Net income | $ 120 | $ 150\n"
                                              "Net income per share:\n"
                                              "  Basic | $ 1.20 | 1.50\n"
                                              "  Diluted | $ 1.00 | 1.25\n"
                                              "Weighted average shares:\n"
                                              "  Basic | 100 | 100\n"
                                              "  Diluted | 120 | 120\n");
    assert_item(ms, 1, "CostOfRevenue", -1);
    assert_item(ms, 3, "SellingGeneralAndAdministrativeExpense", -1);
    assert_item(ms, 6, "InterestExpense", -1);
    assert_item(ms, 8, "IncomeTaxExpenseBenefit", -1);
    assert_item(ms, 9, "NetIncomeLoss", 1);
    assert_item(ms, 11, "EarningsPerShareBasic", 1);
    assert_item(ms, 12, "EarningsPerShareDiluted", 1);
    assert_item(ms, 14, "WeightedAverageNumberOfSharesOutstandingBasic", 1);
    assert_item(ms, 15, "WeightedAverageNumberOfDilutedSharesOutstanding", 1);
    assert_int_equal(ms->items[11].unit, XBZ_UNIT_PER_SHARE);
    assert_int_equal(ms->items[14].unit, XBZ_UNIT_SHARES);
    assert_string_equal(fixture_sums(fx, ms), "3=1+2 6=3+4+5 8=6+7 10=8+9");
}

static void test_cash_flow(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_map(fx, XBZ_CASH_FLOW, YEARS,
                                              "Net income | 100 | 90\n"
                                              "Depreciation | 20 | 20\n"
                                              "Accounts receivable | (30) | 5\n"
                                              "Net cash from operating activities | 90 | 115\n"
                                              "Capital expenditures | (60) | (50)\n"
                                              "Net cash from investing activities | (60) | (50)\n"
                                              "Proceeds from long-term debt | 10 | 7\n"
                                              "Dividends paid | (25) | (22)\n"
                                              "Net cash from financing activities | (15) | (15)\n"
                                              "Net increase in cash | 15 | 50\n"
                                              "Cash at beginning of year | 150 | 100\n"
                                              "Cash at end of year | $ 165 | $ 150\n");
    assert_item(ms, 2, "IncreaseDecreaseInAccountsReceivable", -1);
    assert_item(ms, 4, "PaymentsToAcquirePropertyPlantAndEquipment", -1);
    assert_item(ms, 7, "PaymentsOfDividends", -1);
    assert_item(ms, 9, "CashAndCashEquivalentsPeriodIncreaseDecrease", 1);
    /* One concept at two points in time: both keep it. */
    assert_item(ms, 10, "CashAndCashEquivalentsAtCarryingValue", 1);
    assert_item(ms, 11, "CashAndCashEquivalentsAtCarryingValue", 1);
    assert_int_equal(ms->items[10].period, XBZ_INSTANT);
    assert_int_equal(ms->items[10].instant_shift, -1);
    assert_int_equal(ms->items[11].instant_shift, 0);
    assert_int_equal(ms->items[9].instant_shift, 0);
}

static void test_unlabelled_totals(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_map(fx, XBZ_BALANCE_SHEET, DATES,
                                              "Current assets:\n"
                                              "Cash and cash equivalents | 10 | 20\n"
                                              "Accounts receivable | 30 | 40\n"
                                              "Inventories | 7 | 8\n"
                                              "---\n"
                                              " | 47 | 68\n"
                                              "Property and equipment | 50 | 60\n"
                                              "Other assets | 5 | 4\n"
                                              "---\n"
                                              " | 102 | 132\n");
    /* The first by its heading, the last by what it adds up. */
    assert_item(ms, 4, "AssetsCurrent", 1);
    assert_item(ms, 7, "Assets", 1);
    assert_int_equal(ms->items[7].how, MATCH_SUM);
    assert_true(ms->items[7].total);
    assert_string_equal(fixture_sums(fx, ms), "5=2+3+4 8=5+6+7");
    /* Without a sum nothing names it. */
    ms = fixture_map(fx, XBZ_BALANCE_SHEET, DATES, "Apples | 10 | 20\nPears | 30 | 40\n | 41 | 60\n");
    assert_item(ms, 2, "", 1);
}

static void test_total_under_a_heading(void **state)
{
    struct mapped_statement *ms = fixture_map(*state, XBZ_BALANCE_SHEET, DATES,
                                              "Current assets:\n"
                                              "  Cash and cash equivalents | 10 | 20\n"
                                              "  Accounts receivable | 30 | 40\n"
                                              "    Total | 40 | 60\n"
                                              "Total assets | 40 | 60\n");
    assert_item(ms, 3, "AssetsCurrent", 1);
    assert_true(ms->items[3].total);
}

/* "Accounts receivable" is current by its alias; under total assets but below total current assets it is not. */
static void test_sections(void **state)
{
    struct mapped_statement *ms = fixture_map(*state, XBZ_BALANCE_SHEET, DATES,
                                              "Cash and cash equivalents | 10 | 20\n"
                                              "Inventories | 30 | 40\n"
                                              "Total current assets | 40 | 60\n"
                                              "Accounts receivable | 5 | 6\n"
                                              "Total assets | 45 | 66\n");
    assert_item(ms, 1, "InventoryNet", 1);
    assert_item(ms, 3, "", 1);
    assert_int_equal(ms->n_mapped, 4);
}

static void test_part_of_another_total(void **state)
{
    /* A sum says that the line item is a liability: the concept of an asset is given up. */
    struct mapped_statement *ms = fixture_map(*state, XBZ_BALANCE_SHEET, DATES,
                                              "Accounts payable | 10 | 20\n"
                                              "Inventories | 30 | 40\n"
                                              "Total current liabilities | 40 | 60\n");
    assert_item(ms, 1, "", 1);
    assert_int_equal(ms->items[1].loss, LOSS_CONTRADICTED);
    assert_item(ms, 0, "AccountsPayableCurrent", 1);
    assert_int_equal(ms->items[0].loss, LOSS_NONE);
}

static void test_two_rows_with_one_concept(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_map(fx, XBZ_INCOME, YEARS, "Revenues | 100 | 90\nRevenues | 7 | 6\nCost of sales | 50 | 40\n");
    assert_item(ms, 0, "Revenues", 1);
    assert_item(ms, 1, "", 1);
    assert_int_not_equal(ms->items[1].loss, LOSS_NONE);
    /* The one that is a sum keeps the concept of a sum. */
    ms = fixture_map(fx, XBZ_INCOME, YEARS,
                     "Gross profit | 1 | 1\nRevenues | 100 | 90\nCost of sales | 60 | 40\nGross profit | 40 | 50\n");
    assert_item(ms, 0, "", 1);
    assert_item(ms, 3, "GrossProfit", 1);
    /* The same figures, or figures in other columns: both keep it. */
    ms = fixture_map(fx, XBZ_INCOME, YEARS, "Net income | 100 | 90\nSomething | 1 | 1\nNet income | 100 | 90\n");
    assert_item(ms, 2, "NetIncomeLoss", 1);
    ms = fixture_map(fx, XBZ_INCOME, YEARS, "Net income | 100 | \nSomething | 1 | 1\nNet income | | 90\n");
    assert_item(ms, 0, "NetIncomeLoss", 1);
    assert_item(ms, 2, "NetIncomeLoss", 1);
}

static void test_scales(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_INCOME, YEARS,
                                                "Revenues | 1,000 | 900\n"
                                                "Net income per share:\n"
                                                "  Basic | 1.20 | 1.50\n"
                                                "Weighted average shares (in millions):\n"
                                                "  Basic | 100 | 100\n"
                                                "  Diluted (in thousands) | 120 | 120\n"
                                                "Average shares outstanding | 120 | 120\n"
                                                "Margin | 5.0% | 6.0%\n");
    struct mapped_statement *ms;
    static const int all[3][3] = {{3, -1, 3}, {6, 0, 0}, {3, 3, 3}};
    for (size_t k = 0; k < 3; k++) {
        s->scale = (struct xbz_scale){all[k][0], all[k][1]};
        assert_int_equal(map_statement(&fx->mapper, &fx->run, &fx->arena, s, &ms), XBZ_OK);
        assert_int_equal(ms->items[0].scale, all[k][0]);
        assert_int_equal(ms->items[2].scale, 0); /* never */
        assert_int_equal(ms->items[4].scale, 6); /* its heading's */
        assert_int_equal(ms->items[5].scale, 3); /* its own */
        assert_int_equal(ms->items[6].scale, all[k][2]);
        assert_int_equal(ms->items[7].scale, 0);
    }
}

static void test_copy_outlives_the_statement(void **state)
{
    struct fixture *fx = *state;
    struct arena own;
    struct mapped_statement *ms;
    struct buf before, after;
    buf_init(&before, 8192);
    buf_init(&after, 8192);
    arena_init(&own, (size_t)1 << 20);
    struct xbz_statement *s = fixture_statement(fx, XBZ_BALANCE_SHEET, DATES, balance_rows);
    assert_int_equal(map_statement(&fx->mapper, &fx->run, &own, s, &ms), XBZ_OK);
    mapped_dump(&before, ms);
    arena_reset(&fx->arena);
    assert_non_null(arena_alloc(&fx->arena, 60000));
    mapped_dump(&after, ms);
    assert_string_equal(buf_cstr(&before), buf_cstr(&after));
    buf_free(&before);
    buf_free(&after);
    arena_free(&own);
}

static void test_nothing_to_map(void **state)
{
    struct mapped_statement *ms = fixture_map(*state, XBZ_BALANCE_SHEET, "", "");
    assert_int_equal(ms->n_rows, 0);
    ms = fixture_map(*state, XBZ_CASH_FLOW, YEARS, "A heading\nWords | see | note\nDashes | - | -\n");
    assert_int_equal(ms->n_rows, 0);
    assert_int_equal(ms->n_mapped, 0);
    assert_int_equal(ms->n_sums, 0);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_BALANCE_SHEET, DATES, balance_rows);
    struct mapped_statement *ms;
    bool ok = false;
    for (size_t cap = 0; cap < (size_t)1 << 18 && !ok; cap += 331) {
        struct arena arena;
        arena_init(&arena, cap);
        fx->code = XBZ_D_COUNT;
        run_filing(&fx->run, NULL);
        enum xbz_status status = map_statement(&fx->mapper, &fx->run, &arena, s, &ms);
        ok = status == XBZ_OK;
        if (!ok) {
            assert_int_equal(status, XBZ_SKIP);
            assert_null(ms);
            assert_int_equal(fx->code, XBZ_D_STATEMENTS_TOO_MANY);
        }
        arena_free(&arena);
    }
    assert_true(ok);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_balance_sheet),
        FIXTURE_TEST(test_income_statement),
        FIXTURE_TEST(test_cash_flow),
        FIXTURE_TEST(test_unlabelled_totals),
        FIXTURE_TEST(test_total_under_a_heading),
        FIXTURE_TEST(test_sections),
        FIXTURE_TEST(test_part_of_another_total),
        FIXTURE_TEST(test_two_rows_with_one_concept),
        FIXTURE_TEST(test_scales),
        FIXTURE_TEST(test_copy_outlives_the_statement),
        FIXTURE_TEST(test_nothing_to_map),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
