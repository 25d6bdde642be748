/* The scale of share counts: by net income over earnings per share, and by what a company can have. */
#include "fixture.h"

#include "mapping/share_scale.h"

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"

/* The scale of the shares when the statement is in thousands. */
static int scale(struct fixture *fx, const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS, rows);
    size_t shares = ms->statement->n_items - 1;
    for (size_t i = 0; i <= shares; i++)
        if (ms->items[i].unit == XBZ_UNIT_MONEY || ms->items[i].unit == XBZ_UNIT_SHARES)
            ms->items[i].scale = 3;
    (void)share_scale_check(ms);
    return ms->items[shares].scale;
}

static void test_by_earnings(void **state)
{
    assert_int_equal(scale(*state, "Net income @NetIncomeLoss | 2,000 | 1,000\n"
                                   "Basic @EarningsPerShareBasic | 2.00 | 1.00\n"
                                   "Shares @WeightedAverageNumberOfSharesOutstandingBasic | 1,000,000 | 1,000,000\n"),
                     0);
    assert_int_equal(scale(*state, "Net income @NetIncomeLoss | 2,000 | 1,000\n"
                                   "Basic @EarningsPerShareBasic | 2.00 | 1.00\n"
                                   "Shares @WeightedAverageNumberOfSharesOutstandingBasic | 1,000 | 1,000\n"),
                     3);
}

static void test_too_many_shares(void **state)
{
    assert_int_equal(
        scale(*state, "Shares @WeightedAverageNumberOfSharesOutstandingBasic | 128,641,762 | 120,577,548\n"), 0);
    assert_int_equal(scale(*state, "Shares @WeightedAverageNumberOfSharesOutstandingBasic | 28,641,762 | 20,577,548\n"),
                     3);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_by_earnings),
        FIXTURE_TEST(test_too_many_shares),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
