/* Sums tested over the facts of a filing, with the rounding of Calculations 1.1. */
#include "fixture.h"

#include <string.h>

#include "base/decimal.h"
#include "mapping/check.h"
#include "mapping/printed_sums.h"
#include "mapping/signs.h"

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"
#define DATES "2008-12-31 | 2007-12-31"

static struct filing_facts facts;

static void start(struct fixture *fx)
{
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
}

/* Sums found, signs decided, facts made. */
static struct mapped_statement *take(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                     const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, kind, columns, rows);
    struct sum_hint *hints = ARENA_ARRAY(&fx->arena, ms->statement->n_items + 1, struct sum_hint);
    assert_non_null(hints);
    signs_hints(&fx->mapper, ms, hints);
    assert_true(sums_find(&fx->arena, ms->statement, hints, ms));
    assert_true(signs_decide(&fx->mapper, &fx->arena, ms));
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_EXTENSION, 0), XBZ_OK);
    return ms;
}

static void add(struct fixture *fx, const char *concept, const char *value, int decimals)
{
    struct xbz_fact fact = {.concept = fixture_concept(fx, concept),
                            .period = fixture_period("2008-12-31"),
                            .value = str_of(value),
                            .unit = XBZ_UNIT_MONEY,
                            .decimals = decimals};
    struct xbz_decimal number;
    assert_true(decimal_read(&number, fact.value));
    assert_int_equal(facts_add(&facts, &fact, &number), XBZ_OK);
}

/* ---- printed sums ---- */

static void test_printed(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    struct mapped_statement *ms =
        take(fx, XBZ_INCOME, YEARS,
             "Sales @Revenues | 100 | 90\nCost @CostOfRevenue | (60) | (50)\n"
             "Gross profit @GrossProfit | 40 | 40\nRent of ships | 3 | 4\nRent of sails | 1 | 1\n"
             "Total rent | 4 | 5\n");
    assert_int_equal(ms->n_sums, 2);
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums, 2);
    const struct xbz_sum *sum = &facts.sums[0];
    assert_str(sum->total.concept->name, "GrossProfit");
    assert_int_equal(sum->n_parts, 2);
    assert_str(sum->parts[0].concept->name, "Revenues");
    assert_int_equal(sum->parts[0].weight, 1);
    assert_int_equal(sum->parts[1].weight, -1); /* the value is positive, the printed figure is not */
    assert_int_equal(sum->statement, XBZ_INCOME);
    assert_str(facts.sums[1].total.extension->name, "TotalRent");
    assert_str(facts.sums[1].parts[0].extension->name, "RentOfShips");
    /* Two columns of each. */
    assert_int_equal(facts.verified, 4);
    assert_int_equal(facts.inconsistent, 0);
    assert_int_equal(fx->run.counts[XBZ_D_SUM_VERIFIED], 4);
}

/* A sum of the columns of one statement that other facts contradict. */
static void test_failing_in_another_period(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    struct mapped_statement *ms = take(fx, XBZ_INCOME, YEARS,
                                       "Sales @Revenues | 100 | 90\nCost @CostOfRevenue | 60 | 50\n"
                                       "Gross profit @GrossProfit | 40 | 40\n");
    (void)take(fx, XBZ_INCOME, "2006-01-01..2006-12-31",
               "Sales @Revenues | 100\nCost @CostOfRevenue | 61\nOther | 5\nGross profit @GrossProfit | 70\n");
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums, 0);
    assert_int_equal(facts.verified, 2);
    assert_int_equal(facts.inconsistent, 1);
    assert_int_equal(fx->code, XBZ_D_SUM_INCONSISTENT);
    assert_string_equal(fx->detail, "GrossProfit = Revenues - CostOfRevenue in 2006-01-01..2006-12-31, off by 31");
}

static void test_sums_without_a_place(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms;
    /* A part that was dropped. */
    start(fx);
    ms = fixture_map(fx, XBZ_INCOME, YEARS, "Ships | 1 | 2\nSails | 3 | 4\nTotal rent | 4 | 6\n");
    assert_int_equal(ms->n_sums, 1);
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_DROP, 0), XBZ_OK);
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums + facts.verified, 0);
    /* One element twice. */
    start(fx);
    ms = take(fx, XBZ_INCOME, YEARS, "Sales @Revenues | 3 |\nSales @Revenues | | 4\nOther | 1 | 2\nTotal | 4 | 6\n");
    assert_int_equal(ms->n_sums, 1);
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums + facts.verified, 0);
    /* Weights that the balances of the concepts forbid. */
    start(fx);
    ms = take(fx, XBZ_INCOME, YEARS,
              "Sales @Revenues | 3 | 4\nCost @CostOfRevenue | 2 | 2\nGross @GrossProfit | 1 | 2\n");
    ms->items[1].sign = -1;
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums + facts.verified + facts.inconsistent, 0);
    /* Parts of another kind of period. */
    start(fx);
    ms =
        take(fx, XBZ_CASH_FLOW, YEARS,
             "Cash @CashAndCashEquivalentsAtCarryingValue | 1 | 2\nNet income @NetIncomeLoss | 3 | 4\nTotal | 4 | 6\n");
    assert_int_equal(ms->n_sums, 1);
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums + facts.verified, 0);
}

static void test_one_sum_for_a_total(void **state)
{
    struct fixture *fx = *state;
    static const char rows[] =
        "Sales @Revenues | 100 | 90\nCost @CostOfRevenue | 60 | 50\nGross profit @GrossProfit | 40 | 40\n";
    start(fx);
    struct mapped_statement *ms = take(fx, XBZ_INCOME, YEARS, rows);
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.n_sums, 1);
}

/* ---- relations of the taxonomy, and rounding ---- */

static void check(struct fixture *fx, uint64_t verified, uint64_t inconsistent)
{
    assert_int_equal(check_taxonomy_sums(&facts, &fx->mapper), XBZ_OK);
    assert_int_equal(facts.verified, verified);
    assert_int_equal(facts.inconsistent, inconsistent);
    assert_int_equal(facts.n_sums, 0);
}

static void test_taxonomy(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fx, "AccountsPayableCurrent", "20", 0);
    add(fx, "OtherLiabilitiesCurrent", "10", 0);
    add(fx, "LiabilitiesCurrent", "30", 0);
    check(fx, 1, 0);
    /* One part alone tests nothing, nor do parts without their total. */
    start(fx);
    add(fx, "AccountsPayableCurrent", "20", 0);
    add(fx, "LiabilitiesCurrent", "30", 0);
    check(fx, 0, 0);
    start(fx);
    add(fx, "AccountsPayableCurrent", "20", 0);
    add(fx, "OtherLiabilitiesCurrent", "10", 0);
    check(fx, 0, 0);
    start(fx);
    check(fx, 0, 0);
}

static void test_rounding(void **state)
{
    static const struct {
        const char *a, *b, *total;
        int da, db, dt;
        bool holds;
    } cases[] = {
        {"20", "10", "31", 0, 0, 0, true}, /* half a unit each: 1.5 */
        {"20", "10", "32", 0, 0, 0, false},
        {"20000", "10000", "31000", -3, -3, -3, true},
        {"20000", "10000", "31501", -3, -3, -3, false},
        /* Mixed: the coarse one gives the room. */
        {"20000", "10000", "30501", -3, 0, 0, true},
        {"20000", "10000", "30502", -3, 0, 0, false},
        {"20.25", "10.50", "31", 2, 2, 0, true},
        {"20.25", "10.50", "32", 2, 2, 0, false},
        {"20.25", "10.50", "30.76", 2, 2, 2, true},
        {"20.25", "10.50", "30.77", 2, 2, 2, false},
        {"-20", "10", "-10", 0, 0, 0, true},
        {"20", "10", "-30", 0, 0, 0, false},
        {"9000000000000", "900000000000", "9900000000000", -9, -9, -9, true},
        {"9000000000000", "900000000000", "9902000000000", -9, -9, -9, false},
    };
    struct fixture *fx = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        start(fx);
        add(fx, "AccountsPayableCurrent", cases[i].a, cases[i].da);
        add(fx, "OtherLiabilitiesCurrent", cases[i].b, cases[i].db);
        add(fx, "LiabilitiesCurrent", cases[i].total, cases[i].dt);
        assert_int_equal(check_taxonomy_sums(&facts, &fx->mapper), XBZ_OK);
        if (facts.verified != cases[i].holds || facts.inconsistent == cases[i].holds)
            fail_msg("case %zu", i);
    }
}

/* Values beyond what is added up: no test. */
static void test_large_values(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fx, "AccountsPayableCurrent", "99999999999999999999", 0);
    add(fx, "OtherLiabilitiesCurrent", "10", 0);
    add(fx, "LiabilitiesCurrent", "30", 0);
    check(fx, 0, 0);
    start(fx);
    add(fx, "AccountsPayableCurrent", "1", 0);
    add(fx, "OtherLiabilitiesCurrent", "0.00001", 5);
    add(fx, "LiabilitiesCurrent", "30", 0);
    check(fx, 0, 0);
}

static void test_weights(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    add(fx, "CommonStockValue", "100", 0);
    add(fx, "TreasuryStockValue", "30", 0);
    add(fx, "StockholdersEquity", "70", 0);
    check(fx, 1, 0);
}

/* What a printed sum has tested is not tested again. */
static void test_printed_goes_first(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    struct mapped_statement *ms =
        take(fx, XBZ_BALANCE_SHEET, DATES,
             "Total assets @Assets | 1 | 1\n"
             "Payables @AccountsPayableCurrent | 20 | 30\nOther @OtherLiabilitiesCurrent | 10 | 10\n"
             "Ships | 5 | 5\nTotal current liabilities @LiabilitiesCurrent | 35 | 45\n");
    assert_int_equal(check_printed_sums(&facts, ms), XBZ_OK);
    assert_int_equal(facts.verified, 2);
    assert_int_equal(check_taxonomy_sums(&facts, &fx->mapper), XBZ_OK);
    assert_int_equal(facts.verified, 2);
    assert_int_equal(facts.inconsistent, 0);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    bool ok = false;
    for (size_t cap = (size_t)1 << 17; cap < (size_t)1 << 20 && !ok; cap += 64) {
        struct arena arena;
        arena_init(&arena, cap);
        enum xbz_status status = facts_init(&facts, &fx->run, &arena);
        if (status == XBZ_OK) {
            /* The facts are there; only the check runs out. */
            facts.arena = &fx->arena;
            struct mapped_statement *ms = take(fx, XBZ_INCOME, YEARS,
                                               "Sales @Revenues | 100 | 90\nCost @CostOfRevenue | 60 | 50\n"
                                               "Gross profit @GrossProfit | 40 | 40\n");
            facts.arena = &arena;
            fx->code = XBZ_D_COUNT;
            status = check_printed_sums(&facts, ms);
        }
        ok = status == XBZ_OK;
        if (!ok) {
            assert_int_equal(status, XBZ_FAIL);
            assert_int_equal(fx->code, XBZ_D_ARENA_FULL);
        }
        arena_free(&arena);
        (void)fixture_renew(state);
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
        FIXTURE_TEST(test_printed),
        FIXTURE_TEST(test_failing_in_another_period),
        FIXTURE_TEST(test_sums_without_a_place),
        FIXTURE_TEST(test_one_sum_for_a_total),
        FIXTURE_TEST(test_taxonomy),
        FIXTURE_TEST(test_rounding),
        FIXTURE_TEST(test_large_values),
        FIXTURE_TEST(test_weights),
        FIXTURE_TEST(test_printed_goes_first),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
