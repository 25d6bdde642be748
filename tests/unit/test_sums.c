/* Sums: rounding, balances, contradictions among the facts, networks without double totals and cycles. */
#include "facts_kit.h"

static struct xbz_run run;
static struct kit_diags diags;
static struct report report;

static int set_up(void **state)
{
    (void)state;
    kit_run(&run, &diags);
    static const struct xbz_filing filing;
    struct xbz_report from = kit_report(&filing);
    report_init(&report, &run);
    assert_int_equal(report_begin(&report, &from), XBZ_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    report_free(&report);
    return 0;
}

static void put(const struct xbz_concept *concept, struct xbz_period period, const char *value, int decimals)
{
    struct xbz_fact fact = kit_money(concept, period, value);
    struct report_entry entry;
    fact.decimals = decimals;
    assert_int_equal(report_fact(&report, &fact, &entry), XBZ_OK);
    assert_true(entry.write);
}

/* Delivers total = a + weight * b; returns whether it was kept. */
static bool add(const struct xbz_concept *total, const struct xbz_concept *a, const struct xbz_concept *b, int weight)
{
    size_t before = report.n_sums;
    struct xbz_sum_part parts[] = {{a, NULL, 1}, {b, NULL, weight}};
    struct xbz_sum sum = {XBZ_BALANCE_SHEET, {total, NULL, 1}, parts, b ? 2 : 1};
    assert_int_equal(report_sum(&report, &sum), XBZ_OK);
    return report.n_sums == before + 1;
}

static void put_three(struct xbz_period period, const char *total, const char *a, const char *b, int decimals)
{
    put(&kit_assets, period, total, decimals);
    put(&kit_current, period, a, decimals);
    put(&kit_other, period, b, decimals);
}

static void test_sum_that_holds(void **state)
{
    (void)state;
    put_three(kit_end_2009, "3000", "1000", "2000", -3);
    put_three(kit_end_2008, "30000", "10000", "20000", -3);
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1));
    assert_int_equal(report.sums->network, 0);
    assert_int_equal(report.networks[XBZ_BALANCE_SHEET], 1);
    assert_false(add(&kit_assets, &kit_current, &kit_other, 1)); /* the same again */
    assert_false(add(&kit_assets, &kit_other, &kit_current, 1));
    assert_int_equal(diags.counts[XBZ_D_SUM_INCONSISTENT], 0);
}

static void test_rounding(void **state)
{
    (void)state;
    put_three(kit_end_2009, "100000", "50000", "51000", -3); /* off by one in thousands: three roundings of half */
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1));
}

static void test_beyond_rounding(void **state)
{
    (void)state;
    put_three(kit_end_2009, "100000", "50000", "52000", -3);
    assert_false(add(&kit_assets, &kit_current, &kit_other, 1));
    assert_int_equal(diags.counts[XBZ_D_SUM_INCONSISTENT], 1);
}

static void test_one_bad_period_is_enough(void **state)
{
    (void)state;
    put_three(kit_end_2009, "3000", "1000", "2000", -3);
    put(&kit_assets, kit_end_2008, "9000", -3); /* selected data: the parts are not all there */
    put(&kit_current, kit_end_2008, "1000", -3);
    assert_false(add(&kit_assets, &kit_current, &kit_other, 1));
    assert_string_equal(diags.last, "Assets, 2008-12-31: not among all facts of the filing");
}

static void test_total_without_parts_is_no_contradiction(void **state)
{
    (void)state;
    put_three(kit_end_2009, "3000", "1000", "2000", -3);
    put(&kit_assets, kit_end_2008, "9000", -3);
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1));
}

static void test_mixed_scales_and_exact_values(void **state)
{
    (void)state;
    put(&kit_assets, kit_end_2009, "3000000", -6);
    put(&kit_current, kit_end_2009, "1200.5", 1);
    put(&kit_other, kit_end_2009, "2500000", DECIMALS_EXACT);
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1));
}

static void test_figures_out_of_range(void **state)
{
    (void)state;
    put_three(kit_end_2009, "300000000000000000000", "100000000000000000000", "200000000000000000000", 3);
    assert_false(add(&kit_assets, &kit_current, &kit_other, 1)); /* cannot be checked: not written */
}

static void test_balances(void **state)
{
    (void)state;
    put_three(kit_end_2009, "1000", "3000", "2000", -3);
    put(&kit_liabilities, kit_end_2009, "2000", -3);
    assert_false(add(&kit_assets, &kit_current, &kit_other, -1)); /* debit minus debit */
    assert_int_equal(diags.counts[XBZ_D_SUM_INCONSISTENT], 1);
    assert_true(add(&kit_assets, &kit_current, &kit_liabilities, -1));
    assert_false(add(&kit_assets, &kit_current, &kit_liabilities, 1));
}

static void test_parts_of_another_kind(void **state)
{
    (void)state;
    put_three(kit_end_2009, "1000", "1000", "0", -3);
    put(&kit_income, kit_2009, "0", -3);
    assert_false(add(&kit_assets, &kit_current, &kit_income, 1)); /* instant and duration */
    assert_false(add(&kit_assets, &kit_current, &kit_current, 1));
    assert_false(add(&kit_assets, &kit_assets, NULL, 1));
    assert_int_equal(diags.counts[XBZ_D_SUM_INCONSISTENT], 3);
}

static void test_unknown_elements(void **state)
{
    (void)state;
    put(&kit_assets, kit_end_2009, "1000", -3);
    assert_false(add(&kit_assets, &kit_current, &kit_other, 1)); /* no part has a fact */
    assert_false(add(&kit_current, &kit_assets, NULL, 1));       /* nor has the total */
    put(&kit_current, kit_end_2009, "1000", -3);
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1)); /* the part without a fact is left out */
    assert_int_equal(report.sums->n_parts, 1);
    struct xbz_sum empty = {XBZ_BALANCE_SHEET, {&kit_assets, NULL, 1}, NULL, 0};
    assert_int_equal(report_sum(&report, &empty), XBZ_OK);
    assert_int_equal(report.n_sums, 1);
}

static void test_networks(void **state)
{
    (void)state;
    put_three(kit_end_2009, "1000", "1000", "0", -3);
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1));
    assert_true(add(&kit_assets, &kit_current, NULL, 1)); /* a second sum of the same total */
    assert_int_equal(report.last_sum->network, 1);
    assert_true(add(&kit_current, &kit_assets, NULL, 1)); /* a cycle in networks 0 and 1 */
    assert_int_equal(report.last_sum->network, 2);
    assert_true(add(&kit_other, NULL, NULL, 1) == false);
    assert_int_equal(report.networks[XBZ_BALANCE_SHEET], 3);
}

static void test_nil_facts_count_nothing(void **state)
{
    (void)state;
    struct xbz_fact nil = kit_money(&kit_other, kit_end_2009, "");
    struct report_entry entry;
    nil.nil = true;
    put(&kit_assets, kit_end_2009, "1000", -3);
    put(&kit_current, kit_end_2009, "1000", -3);
    assert_int_equal(report_fact(&report, &nil, &entry), XBZ_OK);
    assert_true(add(&kit_assets, &kit_current, &kit_other, 1));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_sum_that_holds),
        CASE(test_rounding),
        CASE(test_beyond_rounding),
        CASE(test_one_bad_period_is_enough),
        CASE(test_total_without_parts_is_no_contradiction),
        CASE(test_mixed_scales_and_exact_values),
        CASE(test_figures_out_of_range),
        CASE(test_balances),
        CASE(test_parts_of_another_kind),
        CASE(test_unknown_elements),
        CASE(test_networks),
        CASE(test_nil_facts_count_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
