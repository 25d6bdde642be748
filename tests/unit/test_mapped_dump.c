/* Mapped statements and facts as text. */
#include "fixture.h"

#include <string.h>

#include "mapping/dump.h"
#include "mapping/printed_sums.h"
#include "mapping/signs.h"

static void test_statement(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        fixture_map(fx, XBZ_INCOME, "2008-01-01..2008-12-31 | - change | 2007-12-31",
                    "Revenues | 100 | | 90\nCost of sales | (60) | | (50)\n---\nGross profit | 40 | | 40\nHeading\n"
                    "  Apples | 5 | | 6\n");
    struct buf out;
    buf_init(&out, 4096);
    ms->chosen = true;
    ms->items[4].loss = LOSS_REPEATED;
    mapped_dump(&out, ms);
    assert_string_equal(buf_cstr(&out), "statement 1 IS score 80 chosen scale 0/-1 currency USD mapped 3/4 |A title\n"
                                        " column 1 2008-01-01..2008-12-31 |2008-01-01..2008-12-31\n"
                                        " column 2 - flags 4 |- change\n"
                                        " column 3 2007-12-31 |2007-12-31\n"
                                        " 1 0 Revenues alias 95 money as-printed-by-sum scale 0 |Revenues\n"
                                        " 2 0 CostOfRevenue alias 95 money negated-by-sum scale 0 |Cost of sales\n"
                                        " 3 0 GrossProfit alias 98 money as-printed-by-sum scale 0 |Gross profit\n"
                                        "  = +1 +2\n"
                                        " 4 0 heading |Heading\n"
                                        " 5 1 ? - 0 money as-printed scale 0 repeated |Apples\n");
    ms->sums[0].exact = false;
    ms->chosen = false;
    buf_clear(&out);
    mapped_dump(&out, ms);
    assert_non_null(strstr(buf_cstr(&out), " = +1 +2 rounded\n"));
    assert_null(strstr(buf_cstr(&out), "chosen"));
    buf_free(&out);
}

static void test_empty_statement(void **state)
{
    struct mapped_statement *ms = fixture_map(*state, XBZ_BALANCE_SHEET, "", "");
    struct buf out;
    buf_init(&out, 4096);
    mapped_dump(&out, ms);
    assert_string_equal(buf_cstr(&out), "statement 1 BS score 80 scale 0/-1 currency USD mapped 0/0 |A title\n");
    buf_free(&out);
}

static void assert_fact(const struct xbz_fact *fact, const char *expected)
{
    struct buf out;
    buf_init(&out, 4096);
    fact_dump(&out, fact);
    assert_string_equal(buf_cstr(&out), expected);
    buf_free(&out);
}

static void test_fact(void **state)
{
    struct xbz_extension extension = {.name = STR("Apples")};
    struct xbz_fact fact = {.concept = fixture_concept(*state, "Revenues"),
                            .period = fixture_period("2008-01-01..2008-12-31"),
                            .value = STR("-100"),
                            .unit = XBZ_UNIT_MONEY,
                            .currency = STR("EUR"),
                            .decimals = -3,
                            .confidence = 92,
                            .place = {.line = 7},
                            .label = STR("Total revenues")};
    assert_fact(&fact, "Revenues\t2008-01-01..2008-12-31\t-100\tmoney EUR\t-3\t92\t7\tTotal revenues\n");
    fact.unit = XBZ_UNIT_PER_SHARE;
    fact.decimals = 2;
    assert_fact(&fact, "Revenues\t2008-01-01..2008-12-31\t-100\tper-share EUR\t2\t92\t7\tTotal revenues\n");
    fact.concept = NULL;
    fact.extension = &extension;
    fact.unit = XBZ_UNIT_SHARES;
    fact.period = fixture_period("2008-12-31");
    assert_fact(&fact, "ext:Apples\t2008-12-31\t-100\tshares\t2\t92\t7\tTotal revenues\n");
    fact.nil = true;
    fact.unit = XBZ_UNIT_NONE;
    fact.period.kind = XBZ_PERIOD_NONE;
    fact.label.n = 0;
    assert_fact(&fact, "ext:Apples\t-\tnil\t-\t2\t92\t7\t\n");
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_statement),
        FIXTURE_TEST(test_empty_statement),
        FIXTURE_TEST(test_fact),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
