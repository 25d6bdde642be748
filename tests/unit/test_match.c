/* Captions to concepts: units, aliases, headings, sections. */
#include "fixture.h"

#include <string.h>

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"
#define DATES "2008-12-31 | 2007-12-31"

static struct match_answer answer(struct fixture *fx, const struct xbz_statement *s, const char *label,
                                  struct item_section section)
{
    size_t i = fixture_item(s, label);
    struct match_question q = {s, i, match_unit(s, i), section, {NULL, 0}};
    return match_item(&fx->mapper, &q);
}

static const struct item_section anywhere = {0, 0, NULL};

static void assert_answer(struct match_answer a, const char *concept, enum match_how how)
{
    assert_str(a.concept ? a.concept->name : STR(""), concept);
    assert_int_equal(a.how, how);
    assert_int_equal(a.confidence > 0, how != MATCH_NONE);
    assert_in_range(a.confidence, 0, 100);
}

static void assert_unit(const struct xbz_statement *s, const char *label, enum xbz_unit unit)
{
    if (match_unit(s, fixture_item(s, label)) != unit)
        fail_msg("\"%s\" is %d", label, (int)match_unit(s, fixture_item(s, label)));
}

/* ---- units ---- */

static void test_units_by_caption(void **state)
{
    struct xbz_statement *s = fixture_statement(*state, XBZ_INCOME, YEARS,
                                                "Revenues | $ 1,000 | 900\n"
                                                "Income per common share | 1 | 2\n"
                                                "Loss per limited partnership unit | (1) | (2)\n"
                                                "Earnings per ADS | 1 | 2\n"
                                                "Dividends declared per share of common stock | .10 | .12\n"
                                                "Average shares outstanding | 500 | 500\n"
                                                "Weighted average common shares and equivalents | 500 | 500\n"
                                                "Shares used in computing net income per share | 500 | 500\n"
                                                "Preferred shares dividends | 5 | 5\n"
                                                "Income allocated to units | 5 | 5\n"
                                                "Gross margin | 42.0% | 41.0%\n"
                                                "Performance fees | 5 | 5\n"
                                                "Dilutive stock options | 5 | 5\n"
                                                "Dilution of earnings | 5 | 5\n");
    assert_unit(s, "Dilutive stock options", XBZ_UNIT_SHARES);
    assert_unit(s, "Dilution of earnings", XBZ_UNIT_MONEY);
    assert_unit(s, "Revenues", XBZ_UNIT_MONEY);
    assert_unit(s, "Income per common share", XBZ_UNIT_PER_SHARE);
    assert_unit(s, "Loss per limited partnership unit", XBZ_UNIT_PER_SHARE);
    assert_unit(s, "Earnings per ADS", XBZ_UNIT_PER_SHARE);
    assert_unit(s, "Dividends declared per share of common stock", XBZ_UNIT_PER_SHARE);
    assert_unit(s, "Average shares outstanding", XBZ_UNIT_SHARES);
    assert_unit(s, "Weighted average common shares and equivalents", XBZ_UNIT_SHARES);
    assert_unit(s, "Preferred shares dividends", XBZ_UNIT_MONEY);
    assert_unit(s, "Income allocated to units", XBZ_UNIT_MONEY);
    assert_unit(s, "Gross margin", XBZ_UNIT_PURE);
    assert_unit(s, "Performance fees", XBZ_UNIT_MONEY);
}

static void test_basic_under_two_headings(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_INCOME, YEARS,
                                                "Net income | 1,000 | 900\n"
                                                "Net income per share:\n"
                                                "  Basic | $ 1.00 | .90\n"
                                                "  Diluted | 0.98 | .88\n"
                                                "Weighted average shares:\n"
                                                "  Basic | 1,000 | 1,000\n"
                                                "  Diluted | 1,020 | 1,022\n");
    static const struct {
        size_t item;
        enum xbz_unit unit;
        const char *concept;
    } expected[] = {{2, XBZ_UNIT_PER_SHARE, "EarningsPerShareBasic"},
                    {3, XBZ_UNIT_PER_SHARE, "EarningsPerShareDiluted"},
                    {5, XBZ_UNIT_SHARES, "WeightedAverageNumberOfSharesOutstandingBasic"},
                    {6, XBZ_UNIT_SHARES, "WeightedAverageNumberOfDilutedSharesOutstanding"}};
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        size_t i = expected[k].item;
        assert_int_equal(match_unit(s, i), expected[k].unit);
        struct match_question q = {s, i, expected[k].unit, anywhere, {NULL, 0}};
        assert_answer(match_item(&fx->mapper, &q), expected[k].concept, MATCH_HEADING);
    }
}

static void test_units_by_figures(void **state)
{
    struct fixture *fx = *state;
    /* Small figures with decimals among whole ones are per share; not where money has decimals itself. */
    struct xbz_statement *s = fixture_statement(fx, XBZ_INCOME, YEARS,
                                                "Revenues | 1,000 | 900\nCosts | 900 | 800\nPrimary | .42 | .31\n"
                                                "Odd | .42 | 31\n");
    assert_unit(s, "Primary", XBZ_UNIT_PER_SHARE);
    assert_unit(s, "Odd", XBZ_UNIT_MONEY);
    s = fixture_statement(fx, XBZ_INCOME, YEARS, "Revenues | 10.01 | 9.00\nCosts | 9.00 | 8.00\nPrimary | .42 | .31\n");
    assert_unit(s, "Primary", XBZ_UNIT_MONEY);
    /* A currency sign before them: no shares. */
    s = fixture_statement(fx, XBZ_INCOME, YEARS, "Average shares | $ 500 | 400\nSomething | 1 | 1\n");
    assert_unit(s, "Average shares", XBZ_UNIT_MONEY);
    /* Where it can be nothing else, the sign is a slip. */
    s = fixture_statement(fx, XBZ_INCOME, YEARS,
                          "Weighted average number of common shares | $ 500 | 400\n"
                          "Weighted average price of shares issued | $ 500 | 400\n");
    assert_unit(s, "Weighted average number of common shares", XBZ_UNIT_SHARES);
    assert_unit(s, "Weighted average price of shares issued", XBZ_UNIT_MONEY);
}

static void test_units_on_the_balance_sheet(void **state)
{
    struct xbz_statement *s =
        fixture_statement(*state, XBZ_BALANCE_SHEET, DATES,
                          "Common stock, $.01 par value per share; 5,000 shares issued | 50 | 50\n"
                          "Shares outstanding | 5,000 | 5,000\n"
                          "Number of shares issued | 5,000 | 5,000\n"
                          "Inventories | 5 | 6\n");
    assert_unit(s, "Common stock, $.01 par value per share; 5,000 shares issued", XBZ_UNIT_MONEY);
    assert_unit(s, "Shares outstanding", XBZ_UNIT_SHARES);
    assert_unit(s, "Number of shares issued", XBZ_UNIT_SHARES);
    assert_unit(s, "Inventories", XBZ_UNIT_MONEY);
    /* What was paid for shares is money. */
    s = fixture_statement(*state, XBZ_CASH_FLOW, YEARS,
                          "Shares repurchased for withheld taxes | (5) | (4)\n"
                          "Number of shares repurchased | 5 | 4\n");
    assert_unit(s, "Shares repurchased for withheld taxes", XBZ_UNIT_MONEY);
    assert_unit(s, "Number of shares repurchased", XBZ_UNIT_SHARES);
}

/* ---- captions ---- */

static void test_alias(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_INCOME, YEARS,
                                                "Total Revenues (note 1) | 9 | 8\n"
                                                "Net income (loss) | 9 | 8\n"
                                                "Income tax benefit | 9 | 8\n"
                                                "Apples | 9 | 8\n"
                                                "1998 | 9 | 8\n"
                                                " | 9 | 8\n");
    assert_answer(answer(fx, s, "Total Revenues (note 1)", anywhere), "Revenues", MATCH_ALIAS);
    assert_answer(answer(fx, s, "Net income (loss)", anywhere), "NetIncomeLoss", MATCH_ALIAS);
    struct match_answer a = answer(fx, s, "Income tax benefit", anywhere);
    assert_answer(a, "IncomeTaxExpenseBenefit", MATCH_ALIAS);
    assert_true(a.negated);
    assert_answer(answer(fx, s, "Apples", anywhere), "", MATCH_NONE);
    assert_answer(answer(fx, s, "1998", anywhere), "", MATCH_NONE);
    assert_answer(answer(fx, s, "", anywhere), "", MATCH_NONE);
}

static void test_headings(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_BALANCE_SHEET, DATES,
                                                "ASSETS\n"
                                                "  Current assets:\n"
                                                "    Receivables:\n"
                                                "      Other | 1 | 2\n"
                                                "    Cash and cash equivalents | 1 | 2\n"
                                                "      Total | 1 | 2\n"
                                                "       | 1 | 2\n"
                                                "  Other | 5 | 6\n");
    struct match_question q = {s, 3, XBZ_UNIT_MONEY, anywhere, {NULL, 0}};
    /* The nearest heading first, then those over it. */
    assert_answer(match_item(&fx->mapper, &q), "OtherAssetsCurrent", MATCH_HEADING);
    assert_answer(answer(fx, s, "Total", anywhere), "AssetsCurrent", MATCH_HEADING);
    /* No caption counts as "total". */
    q.item = 6;
    s->items[6].parent = 1;
    assert_answer(match_item(&fx->mapper, &q), "AssetsCurrent", MATCH_HEADING);
    /* "ASSETS > Other" is no alias by itself; with the words of the heading it is near one. */
    q.item = 7;
    struct match_answer a = match_item(&fx->mapper, &q);
    assert_true(a.concept == NULL || str_eq(a.concept->name, STR("OtherAssetsNoncurrent")));
}

static void test_section_names_a_heading(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_BALANCE_SHEET, DATES, "Other | 1 | 2\n");
    assert_answer(answer(fx, s, "Other", anywhere), "", MATCH_NONE);
    assert_answer(answer(fx, s, "Other", (struct item_section){PART_ASSETS_CURRENT, 0, "current assets"}),
                  "OtherAssetsCurrent", MATCH_HEADING);
    assert_answer(answer(fx, s, "Other", (struct item_section){PART_LIABILITIES_CURRENT, 0, "current liabilities"}),
                  "OtherLiabilitiesCurrent", MATCH_HEADING);
}

/* Colours that captions share, so many that one word more or less makes little difference. */
/* Captions that share one concept: their figures never differ, or never meet. */
static void test_may_share(void **state)
{
    struct xbz_statement *s = fixture_statement(*state, XBZ_BALANCE_SHEET, DATES,
                                                "Cash | 1 | 2\nCash again | 1 | 2\nOther cash | 1 | 3\nOld cash | | 3\n"
                                                "New cash | 4 |\n");
    assert_true(match_may_share(s, 0, 1));
    assert_false(match_may_share(s, 0, 2));
    assert_false(match_may_share(s, 0, 3));
    assert_true(match_may_share(s, 3, 4));
}

static void test_suits(void **state)
{
    struct fixture *fx = *state;
    const struct xbz_concept *cash = fixture_concept(fx, "CashAndCashEquivalentsAtCarryingValue"),
                             *sales = fixture_concept(fx, "Revenues"),
                             *eps = fixture_concept(fx, "EarningsPerShareBasic"),
                             *heading = fixture_concept(fx, "AssetsAbstract");
    assert_true(match_suits(&fx->mapper, XBZ_BALANCE_SHEET, cash, XBZ_UNIT_MONEY, NULL));
    assert_true(match_suits(&fx->mapper, XBZ_CASH_FLOW, cash, XBZ_UNIT_MONEY, NULL));
    assert_false(match_suits(&fx->mapper, XBZ_INCOME, cash, XBZ_UNIT_MONEY, NULL));
    assert_false(match_suits(&fx->mapper, XBZ_BALANCE_SHEET, sales, XBZ_UNIT_MONEY, NULL));
    assert_false(match_suits(&fx->mapper, XBZ_INCOME, sales, XBZ_UNIT_SHARES, NULL));
    assert_true(match_suits(&fx->mapper, XBZ_INCOME, eps, XBZ_UNIT_PER_SHARE, NULL));
    assert_true(match_suits(&fx->mapper, XBZ_INCOME, eps, XBZ_UNIT_NONE, NULL));
    assert_false(match_suits(&fx->mapper, XBZ_BALANCE_SHEET, heading, XBZ_UNIT_NONE, NULL));
    struct item_section section = {PART_LIABILITIES, 0, NULL};
    assert_false(match_suits(&fx->mapper, XBZ_BALANCE_SHEET, cash, XBZ_UNIT_MONEY, &section));
    section = (struct item_section){PART_ASSETS, PART_ASSETS_CURRENT, NULL};
    assert_false(match_suits(&fx->mapper, XBZ_BALANCE_SHEET, cash, XBZ_UNIT_MONEY, &section));
    section = (struct item_section){PART_ASSETS, 0, NULL};
    assert_true(match_suits(&fx->mapper, XBZ_BALANCE_SHEET, cash, XBZ_UNIT_MONEY, &section));
    /* Parts unknown: anything goes. */
    section = (struct item_section){PART_ASSETS, PART_EQUITY, NULL};
    assert_true(match_suits(&fx->mapper, XBZ_INCOME, sales, XBZ_UNIT_MONEY, &section));
}

/* ---- sections ---- */

static void test_balance_sections(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_BALANCE_SHEET, DATES,
                                                 "Cash @CashAndCashEquivalentsAtCarryingValue | 1 | 2\n"
                                                 "Total current assets @AssetsCurrent | 1 | 2\n"
                                                 "Plant | 1 | 2\n"
                                                 "Total assets @Assets | 1 | 2\n"
                                                 "Payables | 1 | 2\n"
                                                 "Total current liabilities @LiabilitiesCurrent | 1 | 2\n"
                                                 "Debt | 1 | 2\n"
                                                 "Stockholders' equity:\n"
                                                 "Common stock | 1 | 2\n"
                                                 "Total @LiabilitiesAndStockholdersEquity | 1 | 2\n"
                                                 "Memo | 1 | 2\n");
    struct item_section sections[11];
    match_sections(ms->statement, ms->items, sections);
    assert_int_equal(sections[0].need, PART_ASSETS_CURRENT);
    assert_int_equal(sections[1].need, PART_ASSETS_CURRENT);
    assert_int_equal(sections[2].need, PART_ASSETS);
    assert_int_equal(sections[2].forbid, PART_ASSETS_CURRENT);
    assert_string_equal(sections[2].name, "noncurrent assets");
    assert_int_equal(sections[3].need, 0);
    assert_int_equal(sections[4].need, PART_LIABILITIES_CURRENT);
    assert_string_equal(sections[6].name, "noncurrent liabilities");
    assert_true(sections[6].forbid & PART_LIABILITIES_CURRENT);
    assert_string_equal(sections[8].name, "equity");
    assert_true(sections[8].forbid & PART_LIABILITIES);
    assert_int_equal(sections[9].need | sections[9].forbid, 0);
    assert_int_equal(sections[10].need | sections[10].forbid, 0);
}

static void test_unclassified_sections(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_BALANCE_SHEET, DATES,
                                                 "Cash | 1 | 2\nTotal assets @Assets | 1 | 2\nDeposits | 1 | 2\n"
                                                 "Total liabilities @Liabilities | 1 | 2\nCommon stock | 1 | 2\n");
    struct item_section sections[5];
    match_sections(ms->statement, ms->items, sections);
    assert_int_equal(sections[0].need, PART_ASSETS);
    assert_string_equal(sections[0].name, "assets");
    assert_int_equal(sections[2].forbid, PART_ASSETS);
    assert_int_equal(sections[3].forbid, 0);
    /* Without total assets nothing is known. */
    ms->items[1].concept = NULL;
    match_sections(ms->statement, ms->items, sections);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(sections[i].need | sections[i].forbid, 0);
}

static void test_flow_sections(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_CASH_FLOW, YEARS,
                       "Net income | 1 | 2\n"
                       "Net cash, operations @NetCashProvidedByUsedInOperatingActivities | 1 | 2\n"
                       "Plant | 1 | 2\n"
                       "Debt | 1 | 2\n"
                       "Net cash, financing @NetCashProvidedByUsedInFinancingActivities | 1 | 2\n"
                       "Change | 1 | 2\n");
    struct item_section sections[6];
    match_sections(ms->statement, ms->items, sections);
    assert_int_equal(sections[0].need, PART_OPERATING);
    assert_int_equal(sections[1].need, PART_OPERATING);
    assert_int_equal(sections[2].need, PART_FINANCING); /* its total is not there */
    assert_int_equal(sections[4].need, PART_FINANCING);
    assert_int_equal(sections[5].need, 0);
    ms = fixture_mapped(fx, XBZ_INCOME, YEARS, "Sales | 1 | 2\n");
    match_sections(ms->statement, ms->items, sections);
    assert_int_equal(sections[0].need, 0);
}

static void test_parts_of_concepts(void **state)
{
    struct fixture *fx = *state;
    const struct mapper *m = &fx->mapper;
    assert_true(mapper_parts(m, fixture_concept(fx, "InventoryNet")) & PART_ASSETS_CURRENT);
    assert_true(mapper_parts(m, fixture_concept(fx, "InventoryNet")) & PART_ASSETS);
    assert_false(mapper_parts(m, fixture_concept(fx, "InventoryNet")) & PART_LIABILITIES);
    assert_true(mapper_parts(m, fixture_concept(fx, "TreasuryStockValue")) & PART_EQUITY);
    assert_int_equal(mapper_parts(m, fixture_concept(fx, "Revenues")) & (PART_ASSETS | PART_LIABILITIES), 0);
    assert_true(mapper_is_total(m, fixture_concept(fx, "AssetsCurrent")));
    assert_false(mapper_is_total(m, fixture_concept(fx, "TreasuryStockValue")));
    assert_int_equal(mapper_part_of_total(fixture_concept(fx, "LiabilitiesCurrent")), PART_LIABILITIES_CURRENT);
    assert_int_equal(mapper_part_of_total(fixture_concept(fx, "InventoryNet")), 0);
    assert_int_equal(m->flow[fixture_concept(fx, "PaymentsToAcquirePropertyPlantAndEquipment")->index], -1);
    assert_int_equal(m->flow[fixture_concept(fx, "ProceedsFromIssuanceOfLongTermDebt")->index], 1);
    assert_int_equal(m->flow[fixture_concept(fx, "IncreaseDecreaseInInventories")->index], -1);
}

static void test_long_captions(void **state)
{
    struct fixture *fx = *state;
    static char rows[4096];
    memset(rows, 'a', 3000);
    for (size_t i = 7; i < 3000; i += 8)
        rows[i] = ' ';
    rows[10] = '\n'; /* a heading, and a long caption under it */
    memcpy(rows + 3000, " | 1 | 2\n", 10);
    struct xbz_statement *s = fixture_statement(fx, XBZ_BALANCE_SHEET, DATES, rows);
    struct match_question q = {s, 1, XBZ_UNIT_MONEY, {PART_ASSETS, 0, "current assets"}, {NULL, 0}};
    assert_answer(match_item(&fx->mapper, &q), "", MATCH_NONE);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_units_by_caption),
        FIXTURE_TEST(test_basic_under_two_headings),
        FIXTURE_TEST(test_units_by_figures),
        FIXTURE_TEST(test_units_on_the_balance_sheet),
        FIXTURE_TEST(test_alias),
        FIXTURE_TEST(test_headings),
        FIXTURE_TEST(test_section_names_a_heading),
        FIXTURE_TEST(test_may_share),
        FIXTURE_TEST(test_suits),
        FIXTURE_TEST(test_balance_sections),
        FIXTURE_TEST(test_unclassified_sections),
        FIXTURE_TEST(test_flow_sections),
        FIXTURE_TEST(test_parts_of_concepts),
        FIXTURE_TEST(test_long_captions),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
