/* Facts under the names of one year's US-GAAP taxonomy. */
#include "fixture.h"

#include <string.h>

#include "mapping/target.h"

#define Y2008 "2008-01-01..2008-12-31"

static struct filing_facts facts;

static void add(struct fixture *fx, const char *concept, const char *period, const char *value)
{
    struct xbz_fact fact = {.concept = fixture_concept(fx, concept),
                            .period = fixture_period(period),
                            .value = str_of(value),
                            .unit = XBZ_UNIT_MONEY};
    struct xbz_decimal number = {.n = 1, .digits = {'0'}};
    assert_int_equal(facts_add(&facts, &fact, &number), XBZ_OK);
}

static const struct xbz_target *target(struct fixture *fx, const char *name)
{
    const struct xbz_target *found = xbz_taxonomy_target(fx->taxonomy, name);
    assert_non_null(found);
    return found;
}

static void test_targets(void **state)
{
    struct fixture *fx = *state;
    const struct xbz_target *t = target(fx, "us-gaap-2009");
    assert_int_equal(t->year, 2009);
    assert_str(t->gaap_space, "http://xbrl.us/us-gaap/2009-01-31");
    assert_str(target(fx, "us-gaap-2016")->dei_space, "http://xbrl.sec.gov/dei/2014-01-31");
    assert_str(target(fx, "us-gaap-2024")->gaap_schema, "https://xbrl.fasb.org/us-gaap/2024/elts/us-gaap-2024.xsd");
    static const char *const unknown[] = {"us-gaap-2010", "us-gaap-2008", "us-gaap-", "us-gaap", "ifrs-2014", ""};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_null(xbz_taxonomy_target(fx->taxonomy, unknown[i]));
}

/* A name gives way to its successor; what the year lacks goes into the filing's own schema. */
static void test_names_of_a_year(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    add(fx, "SalesRevenueNet", Y2008, "5");
    add(fx, "Assets", "2008-12-31", "6");
    add(fx, "SalesRevenueGoodsNet", Y2008, "7");
    assert_int_equal(target_names(&facts, fx->taxonomy, target(fx, "us-gaap-2020")), XBZ_OK);
    assert_ptr_equal(facts.facts[0].fact.concept,
                     fixture_concept(fx, "RevenueFromContractWithCustomerExcludingAssessedTax"));
    assert_null(facts.facts[0].fact.extension);
    assert_ptr_equal(facts.facts[1].fact.concept, fixture_concept(fx, "Assets"));
    assert_null(facts.facts[2].fact.concept);
    assert_str(facts.facts[2].fact.extension->name, "SalesRevenueGoodsNet");
    assert_int_equal(facts.facts[2].fact.extension->unit, XBZ_UNIT_MONEY);
    assert_int_equal(facts.n_extensions, 1);
    assert_int_equal(fx->run.counts[XBZ_D_TARGET_LACKS], 1);
}

/* Of two concepts that became one, the one that has the name keeps it. */
static void test_name_taken(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    add(fx, "SalesRevenueNet", Y2008, "5");
    add(fx, "RevenueFromContractWithCustomerExcludingAssessedTax", Y2008, "6");
    assert_int_equal(target_names(&facts, fx->taxonomy, target(fx, "us-gaap-2020")), XBZ_OK);
    assert_null(facts.facts[0].fact.concept);
    assert_str(facts.facts[0].fact.extension->name, "SalesRevenueNet");
    assert_non_null(facts.facts[1].fact.concept);
}

static void test_sums_and_repeats(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    add(fx, "SalesRevenueGoodsNet", Y2008, "5");
    add(fx, "SalesRevenueGoodsNet", Y2008, "5");
    add(fx, "Revenues", Y2008, "5");
    struct xbz_sum_part part = {fixture_concept(fx, "SalesRevenueGoodsNet"), NULL, 1};
    struct xbz_sum sum = {XBZ_INCOME, {fixture_concept(fx, "Revenues"), NULL, 1}, &part, 1};
    facts.sums = &sum;
    facts.n_sums = 1;
    assert_int_equal(target_names(&facts, fx->taxonomy, target(fx, "us-gaap-2020")), XBZ_OK);
    assert_int_equal(facts.n_repeats, 1);
    assert_ptr_equal(facts.repeats[0]->extension, facts.facts[0].fact.extension);
    assert_ptr_equal(sum.parts[0].extension, facts.facts[0].fact.extension);
    assert_null(sum.parts[0].concept);
    assert_ptr_equal(sum.total.concept, fixture_concept(fx, "Revenues"));
    assert_int_equal(facts.n_extensions, 1);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct arena small;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    add(fx, "SalesRevenueGoodsNet", Y2008, "5");
    arena_init(&small, 64);
    facts.arena = &small;
    assert_int_not_equal(target_names(&facts, fx->taxonomy, target(fx, "us-gaap-2020")), XBZ_OK);
    arena_free(&small);
}

static int open_all(void **state)
{
    return fixture_open(state, "~\tSalesRevenueNet\tRevenueFromContractWithCustomerExcludingAssessedTax\t2018\n"
                               "~\tSalesRevenueGoodsNet\t-\t2018\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_targets),          FIXTURE_TEST(test_names_of_a_year), FIXTURE_TEST(test_name_taken),
        FIXTURE_TEST(test_sums_and_repeats), FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
