/* Facts of statements: periods, values, decimals, conflicts, limits. */
#include "fixture.h"

#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"
#define DATES "2008-12-31 | 2007-12-31"
#define Y2008 "2008-01-01..2008-12-31"
#define Y2007 "2007-01-01..2007-12-31"

static struct filing_facts facts;

static void start(struct fixture *fx)
{
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
}

static void add(struct mapped_statement *ms)
{
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_EXTENSION, 0), XBZ_OK);
}

static enum xbz_status add_fact(struct fixture *fx, const char *concept, const char *period, const char *value)
{
    struct xbz_fact fact = {.concept = fixture_concept(fx, concept),
                            .period = fixture_period(period),
                            .value = str_of(value),
                            .unit = XBZ_UNIT_MONEY};
    struct xbz_decimal number;
    assert_true(decimal_read(&number, fact.value));
    return facts_add(&facts, &fact, &number);
}

static const struct held_fact *fact_of(struct fixture *fx, const char *concept, const char *period)
{
    const struct held_fact *h = facts_find(&facts, fixture_concept(fx, concept), NULL, fixture_period(period));
    assert_non_null(h);
    return h;
}

static void assert_value(struct fixture *fx, const char *concept, const char *period, const char *value)
{
    const char *found = fixture_value(fx, &facts, concept, period);
    if (!value)
        assert_null(found);
    else if (!found || strcmp(found, value) != 0)
        fail_msg("%s in %s is %s, not %s", concept, period, found ? found : "nothing", value);
}

/* ---- adding and finding ---- */

static void test_find(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    assert_int_equal(add_fact(fx, "Assets", "2008-12-31", "5"), XBZ_OK);
    assert_int_equal(add_fact(fx, "Assets", "2007-12-31", "6"), XBZ_OK);
    assert_int_equal(add_fact(fx, "Revenues", Y2008, "7"), XBZ_OK);
    assert_value(fx, "Assets", "2008-12-31", "5");
    assert_value(fx, "Assets", "2007-12-31", "6");
    assert_value(fx, "Assets", "2006-12-31", NULL);
    assert_value(fx, "Revenues", Y2008, "7");
    assert_value(fx, "Revenues", "2008-10-01..2008-12-31", NULL);
    assert_value(fx, "Liabilities", "2008-12-31", NULL);
    assert_int_equal(facts.n, 3);
}

static void test_same_fact_twice(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    assert_int_equal(add_fact(fx, "Assets", "2008-12-31", "5"), XBZ_OK);
    assert_int_equal(add_fact(fx, "Assets", "2008-12-31", "5"), XBZ_OK);
    assert_int_equal(fx->run.counts[XBZ_D_FACT_CONFLICT], 0);
    assert_int_equal(facts.n, 1);
    assert_int_equal(facts.n_repeats, 1);
    /* Another value is left out and told. */
    assert_int_equal(add_fact(fx, "Assets", "2008-12-31", "9"), XBZ_OK);
    assert_int_equal(facts.n, 1);
    assert_value(fx, "Assets", "2008-12-31", "5");
    assert_int_equal(fx->run.counts[XBZ_D_FACT_CONFLICT], 1);
    assert_non_null(strstr(fx->detail, "Assets"));
    assert_non_null(strstr(fx->detail, "9"));
}

/* More facts than the first room; links between those of one element survive the move. */
static void test_many(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    size_t n = 0;
    for (size_t i = 0; i < xbz_taxonomy_count(fx->taxonomy); i++)
        for (int16_t year = 2000; year < 2004; year++) {
            struct xbz_fact fact = {.concept = xbz_taxonomy_concept(fx->taxonomy, i), .value = STR("1")};
            fact.period = (struct xbz_period){.kind = XBZ_INSTANT, .end = {year, 12, 31}};
            assert_int_equal(facts_add(&facts, &fact, NULL), XBZ_OK);
            n++;
        }
    assert_true(n > 2000);
    assert_int_equal(facts.n, n);
    for (size_t i = 0; i < xbz_taxonomy_count(fx->taxonomy); i++)
        for (int16_t year = 2000; year < 2005; year++) {
            struct xbz_period period = {.kind = XBZ_INSTANT, .end = {year, 12, 31}};
            const struct held_fact *h = facts_find(&facts, xbz_taxonomy_concept(fx->taxonomy, i), NULL, period);
            assert_int_equal(h != NULL, year < 2004);
        }
}

static void test_limit(void **state)
{
    struct fixture *fx = *state;
    fx->run.limits.facts = 2;
    start(fx);
    assert_int_equal(add_fact(fx, "Assets", "2008-12-31", "5"), XBZ_OK);
    assert_int_equal(add_fact(fx, "Assets", "2007-12-31", "5"), XBZ_OK);
    assert_int_equal(add_fact(fx, "Assets", "2006-12-31", "5"), XBZ_OK);
    assert_int_equal(facts.n, 2);
    assert_int_equal(fx->run.counts[XBZ_D_FACTS_TOO_MANY], 1);
}

/* ---- from statements ---- */

static void test_values(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS,
                                                 "Revenues @Revenues | $ 1,234 | 900\n"
                                                 "Costs:\n"
                                                 "  Cost of sales @CostOfRevenue | (60) | -\n"
                                                 "  Interest @InterestExpense | | see note\n"
                                                 "  Tax @IncomeTaxExpenseBenefit | 0 | (0)\n"
                                                 "EPS @EarningsPerShareBasic | 1.20 | -\n"
                                                 "Shares @WeightedAverageNumberOfSharesOutstandingBasic | 100 | 90\n");
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (ms->items[i].unit == XBZ_UNIT_MONEY)
            ms->items[i].scale = 3;
    ms->items[2].sign = -1;
    ms->items[4].sign = -1;
    ms->document.sequence = 3;
    start(fx);
    add(ms);
    assert_value(fx, "Revenues", Y2008, "1234000");
    assert_value(fx, "Revenues", Y2007, "900000");
    assert_value(fx, "CostOfRevenue", Y2008, "60000");
    assert_value(fx, "CostOfRevenue", Y2007, "0"); /* a dash */
    assert_value(fx, "InterestExpense", Y2008, NULL);
    assert_value(fx, "InterestExpense", Y2007, NULL);
    assert_value(fx, "IncomeTaxExpenseBenefit", Y2008, "0"); /* never "-0" */
    assert_value(fx, "EarningsPerShareBasic", Y2008, "1.2");
    assert_value(fx, "WeightedAverageNumberOfSharesOutstandingBasic", Y2008, "100");
    const struct xbz_fact *fact = &fact_of(fx, "Revenues", Y2008)->fact;
    assert_int_equal(fact->decimals, -3);
    assert_int_equal(fact->unit, XBZ_UNIT_MONEY);
    assert_str(fact->currency, "USD");
    assert_int_equal(fact->statement, XBZ_INCOME);
    assert_int_equal(fact->order, 1);
    assert_int_equal(fact->depth, 0);
    assert_int_equal(fact->place.line, 1);
    assert_int_equal(fact->document.sequence, 3);
    assert_int_equal(fact->confidence, 92);
    assert_str(fact->label, "Revenues");
    assert_int_equal(fact_of(fx, "Revenues", Y2007)->fact.order, 1);
    assert_int_equal(fact_of(fx, "CostOfRevenue", Y2008)->fact.order, 2);
    assert_int_equal(fact_of(fx, "CostOfRevenue", Y2008)->fact.depth, 1);
    assert_int_equal(fact_of(fx, "CostOfRevenue", Y2007)->fact.decimals, -3);
    assert_int_equal(fact_of(fx, "EarningsPerShareBasic", Y2008)->fact.decimals, 2);
    assert_int_equal(fact_of(fx, "EarningsPerShareBasic", Y2007)->fact.decimals, 2); /* a dash again */
    assert_int_equal(fact_of(fx, "WeightedAverageNumberOfSharesOutstandingBasic", Y2008)->fact.decimals, 0);
}

static void test_columns_left_out(void **state)
{
    struct fixture *fx = *state;
    static const char *const flags[] = {"proforma", "change", "note", "previous", "part"};
    char columns[80] = "2008-12-31 | 2007-12-31 ";
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
        strcpy(columns + 24, flags[k]);
        start(fx);
        add(fixture_mapped(fx, XBZ_BALANCE_SHEET, columns, "Total assets @Assets | 1 | 2\n"));
        assert_int_equal(facts.n, 1);
        assert_value(fx, "Assets", "2008-12-31", "1");
    }
    start(fx);
    add(fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-12-31 | 2007-12-31 restated", "Total assets @Assets | 1 | 2\n"));
    assert_value(fx, "Assets", "2007-12-31", "2");
}

static void test_undated_columns(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-12-31 | - | - change", "Total assets @Assets | 1 | 2 | 3\n"));
    assert_int_equal(facts.n, 1);
    assert_int_equal(fx->run.counts[XBZ_D_COLUMN_UNDATED], 1);
    assert_string_equal(fx->detail, "\"-\"");
}

/* Two columns of one period: the first counts, unless it is one that reports nothing. */
static void test_duplicate_periods(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-12-31 | 2008-12-31", "Total assets @Assets | 1 | 2\n"));
    assert_int_equal(facts.n, 1);
    assert_value(fx, "Assets", "2008-12-31", "1");
    start(fx);
    add(fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-12-31 previous | 2008-12-31 restated",
                       "Total assets @Assets | 1 | 2\n"));
    assert_value(fx, "Assets", "2008-12-31", "2");
}

static void test_currency_of_a_column(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-12-31 EUR | 2007-12-31", "Total assets @Assets | 1 | 2\n"));
    assert_str(fact_of(fx, "Assets", "2008-12-31")->fact.currency, "EUR");
    assert_str(fact_of(fx, "Assets", "2007-12-31")->fact.currency, "USD");
}

/* Cash in the cash flow statement: the day before the period starts, and its last day. */
static void test_instants_in_durations(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_CASH_FLOW, YEARS,
                       "Cash at beginning @CashAndCashEquivalentsAtCarryingValue | 150 | 100\n"
                       "Cash at end @CashAndCashEquivalentsAtCarryingValue | 165 | 150\n");
    ms->items[0].instant_shift = -1;
    start(fx);
    add(ms);
    assert_value(fx, "CashAndCashEquivalentsAtCarryingValue", "2007-12-31", "150");
    assert_value(fx, "CashAndCashEquivalentsAtCarryingValue", "2006-12-31", "100");
    assert_value(fx, "CashAndCashEquivalentsAtCarryingValue", "2008-12-31", "165");
    assert_int_equal(facts.n, 3); /* the end of 2007 stands there twice */
    assert_int_equal(fx->run.counts[XBZ_D_FACT_CONFLICT], 0);
}

/* A duration cannot stand in a column of a date. */
static void test_durations_at_instants(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fixture_mapped(fx, XBZ_INCOME, "2008-12-31 | " Y2007, "Revenues @Revenues | 1 | 2\n"));
    assert_int_equal(facts.n, 1);
    assert_value(fx, "Revenues", Y2007, "2");
}

static void test_percentages(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_INCOME, YEARS, "Gross margin | 42.5% | 40%\nSales @Revenues | 5% | 9\n");
    ms->items[0].unit = XBZ_UNIT_PURE;
    start(fx);
    add(ms);
    const struct held_fact *h = facts_find(&facts, NULL, ms->items[0].extension, fixture_period(Y2008));
    assert_non_null(h);
    assert_str(h->fact.value, "0.425");
    assert_int_equal(h->fact.decimals, 3);
    assert_value(fx, "Revenues", Y2008, NULL); /* a percentage is no amount */
    assert_value(fx, "Revenues", Y2007, "9");
}

static void test_unmapped(void **state)
{
    struct fixture *fx = *state;
    static const char rows[] = "Apples | 1 | 2\nRevenues @Revenues | 3 | 4\nDashes | - | -\n";
    start(fx);
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS, rows);
    add(ms);
    assert_int_equal(facts.n, 4); /* a row of dashes says nothing */
    assert_int_equal(facts.n_extensions, 1);
    assert_str(ms->items[0].extension->name, "Apples");
    const struct held_fact *h = facts_find(&facts, NULL, ms->items[0].extension, fixture_period(Y2007));
    assert_non_null(h);
    assert_int_equal(h->fact.confidence, 100);
    assert_int_equal(fx->run.counts[XBZ_D_ITEM_UNMAPPED], 1);
    start(fx);
    ms = fixture_mapped(fx, XBZ_INCOME, YEARS, rows);
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_DROP, 0), XBZ_OK);
    assert_int_equal(facts.n, 2);
    assert_int_equal(facts.n_extensions, 0);
    assert_int_equal(fx->run.counts[XBZ_D_ITEM_UNMAPPED], 2);
    /* What lost its concept is told apart. */
    ms = fixture_mapped(fx, XBZ_INCOME, YEARS, "Pears | 1 | 2\n");
    ms->items[0].loss = LOSS_CONTRADICTED;
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_DROP, 0), XBZ_OK);
    assert_int_equal(fx->run.counts[XBZ_D_ITEM_CONTRADICTED], 1);
}

static void test_confidence(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_INCOME, YEARS, "Revenues @Revenues | 3 | 4\nCost @CostOfRevenue | 3 | 4\n");
    ms->items[0].confidence = 59;
    ms->items[1].confidence = 60;
    start(fx);
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_DROP, 60), XBZ_OK);
    assert_int_equal(facts.n, 2);
    assert_value(fx, "Revenues", Y2008, NULL);
    assert_value(fx, "CostOfRevenue", Y2008, "3");
}

/* The same figure in two statements is one fact. */
static void test_two_statements(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fixture_mapped(fx, XBZ_INCOME, YEARS, "Net income @NetIncomeLoss | 3 | 4\n"));
    add(fixture_mapped(fx, XBZ_CASH_FLOW, YEARS, "Net income @NetIncomeLoss | 3 | 5\n"));
    assert_int_equal(facts.n, 2);
    assert_int_equal(fx->run.counts[XBZ_D_FACT_CONFLICT], 1);
    assert_value(fx, "NetIncomeLoss", Y2007, "4");
    assert_int_equal(facts.order, 2);
}

static void test_large_scale(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_mapped(fx, XBZ_INCOME, YEARS, "Revenues @Revenues | 12345678901234567890123456789012345678 | 1.5\n");
    ms->items[0].scale = 6;
    start(fx);
    add(ms);
    assert_value(fx, "Revenues", Y2008, "12345678901234567890123456789012345678000000");
    assert_value(fx, "Revenues", Y2007, "1500000");
    assert_int_equal(fact_of(fx, "Revenues", Y2007)->fact.decimals, -5);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    bool ok = false;
    for (size_t cap = 0; cap < (size_t)1 << 20 && !ok; cap += 1499) {
        struct mapped_statement *ms =
            fixture_mapped(fx, XBZ_INCOME, YEARS, "Revenues @Revenues | 3 | 4\nApples | 1 | 2\n");
        struct arena arena;
        arena_init(&arena, cap);
        enum xbz_status status = facts_init(&facts, &fx->run, &arena);
        if (status == XBZ_OK)
            status = facts_from_statement(&facts, ms, XBZ_UNMAPPED_EXTENSION, 0);
        ok = status == XBZ_OK;
        if (!ok) {
            assert_int_equal(status, XBZ_FAIL);
            assert_int_equal(fx->code, XBZ_D_ARENA_FULL);
        } else {
            assert_int_equal(facts.n, 4);
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
        FIXTURE_TEST(test_find),
        FIXTURE_TEST(test_same_fact_twice),
        FIXTURE_TEST(test_many),
        FIXTURE_TEST(test_limit),
        FIXTURE_TEST(test_values),
        FIXTURE_TEST(test_columns_left_out),
        FIXTURE_TEST(test_undated_columns),
        FIXTURE_TEST(test_duplicate_periods),
        FIXTURE_TEST(test_currency_of_a_column),
        FIXTURE_TEST(test_instants_in_durations),
        FIXTURE_TEST(test_durations_at_instants),
        FIXTURE_TEST(test_percentages),
        FIXTURE_TEST(test_unmapped),
        FIXTURE_TEST(test_confidence),
        FIXTURE_TEST(test_two_statements),
        FIXTURE_TEST(test_large_scale),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
