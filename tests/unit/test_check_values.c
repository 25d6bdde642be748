/* Relations between facts: what is equal, at most, alike, and dates. */
#include "fixture.h"

#include <string.h>

#include "base/decimal.h"
#include "mapping/check.h"

static struct filing_facts facts;
static struct xbz_filing filing;

static void start(struct fixture *fx, const char *form)
{
    filing = (struct xbz_filing){.form = str_of(form)};
    fx->run.filing = &filing;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
}

static void add(struct fixture *fx, const char *concept, const char *period, const char *value, int decimals)
{
    struct xbz_fact fact = {.concept = fixture_concept(fx, concept),
                            .period = fixture_period(period),
                            .value = str_of(value),
                            .decimals = decimals,
                            .unit = XBZ_UNIT_MONEY};
    struct xbz_decimal number = {.n = 1, .digits = {'0'}};
    if (!decimal_read(&number, fact.value))
        fact.unit = XBZ_UNIT_NONE;
    assert_int_equal(facts_add(&facts, &fact, &number), XBZ_OK);
}

/* The figure of a segment. */
static void add_of_segment(struct fixture *fx, const char *concept, const char *period, const char *value)
{
    static const struct xbz_dimension dimension;
    struct xbz_fact fact = {.concept = fixture_concept(fx, concept),
                            .period = fixture_period(period),
                            .value = str_of(value),
                            .unit = XBZ_UNIT_MONEY,
                            .dimensions = &dimension,
                            .n_dimensions = 1};
    struct xbz_decimal number;
    assert_true(decimal_read(&number, fact.value));
    assert_int_equal(facts_add(&facts, &fact, &number), XBZ_OK);
}

static void assert_doubts(struct fixture *fx, unsigned n)
{
    fx->run.counts[XBZ_D_FACT_DOUBTFUL] = 0;
    check_values(&facts, fx->taxonomy);
    assert_int_equal(fx->run.counts[XBZ_D_FACT_DOUBTFUL], n);
}

#define DAY "2008-12-31"

static void test_equal(void **state)
{
    struct fixture *fx = *state;
    start(fx, "10-K");
    add(fx, "Assets", DAY, "5000", -3);
    add(fx, "LiabilitiesAndStockholdersEquity", DAY, "7000", -3);
    assert_doubts(fx, 0); /* two units of the last digit */
    start(fx, "10-K");
    add(fx, "Assets", DAY, "5000", -3);
    add(fx, "LiabilitiesAndStockholdersEquity", DAY, "8000", -3);
    assert_doubts(fx, 1);
    start(fx, "10-K");
    add(fx, "Assets", DAY, "5000", 0);
    add(fx, "LiabilitiesAndStockholdersEquity", "2007-12-31", "8000", 0);
    assert_doubts(fx, 0);
}

static void test_at_most(void **state)
{
    struct fixture *fx = *state;
    start(fx, "10-K");
    add(fx, "AssetsCurrent", DAY, "5000", 0);
    add(fx, "Assets", DAY, "5000", 0);
    assert_doubts(fx, 0);
    start(fx, "10-K");
    add(fx, "AssetsCurrent", DAY, "6000", 0);
    add(fx, "Assets", DAY, "5000", 0);
    assert_doubts(fx, 1);
    assert_non_null(strstr(fx->detail, "AssetsCurrent 6000 is more than Assets 5000 at 2008-12-31"));
    start(fx, "10-K");
    add_of_segment(fx, "AssetsCurrent", DAY, "6000");
    add(fx, "Assets", DAY, "5000", 0);
    assert_doubts(fx, 0);
}

static void test_alike(void **state)
{
    struct fixture *fx = *state;
    start(fx, "10-K");
    add(fx, "WeightedAverageNumberOfSharesOutstandingBasic", "2008-01-01..2008-12-31", "1000", 0);
    add(fx, "WeightedAverageNumberOfDilutedSharesOutstanding", "2008-01-01..2008-12-31", "1100000", 0);
    assert_doubts(fx, 1);
}

static void test_dates(void **state)
{
    struct fixture *fx = *state;
    start(fx, "10-K");
    add(fx, "DocumentPeriodEndDate", "2008-01-01..2008-12-31", "2008-12-28", 0);
    add(fx, "EntityCommonStockSharesOutstanding", "2009-02-28", "1000000", 0);
    assert_doubts(fx, 0);
    start(fx, "10-K");
    add(fx, "DocumentPeriodEndDate", "2008-01-01..2008-12-31", "2009-12-31", 0);
    add(fx, "EntityCommonStockSharesOutstanding", "2009-02-28", "1000000", 0);
    assert_doubts(fx, 2);
    start(fx, "8-K");
    add(fx, "DocumentPeriodEndDate", "2008-01-01..2008-12-31", "2009-02-14", 0);
    assert_doubts(fx, 0);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_equal),
        FIXTURE_TEST(test_at_most),
        FIXTURE_TEST(test_alike),
        FIXTURE_TEST(test_dates),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
