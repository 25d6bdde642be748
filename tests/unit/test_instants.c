/* Cash at both ends of the period of a cash flow statement. */
#include "fixture.h"

#include <string.h>

#include "mapping/instants.h"

#define HALVES "2023-01-01..2023-06-30 | 2022-01-01..2022-06-30"
#define CASH   "@CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents | 5 | 6\n"

/* For each row with figures: '<' the day before the period, '>' its end, '-' the period. */
static const char *instants(struct fixture *fx, enum xbz_statement_kind kind, const char *columns, const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, kind, columns, rows);
    char *text = arena_alloc(&fx->arena, ms->statement->n_items + 1);
    size_t n = 0;
    assert_non_null(text);
    instants_decide(ms);
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (!ms->statement->items[i].heading)
            text[n++] = ms->items[i].period != XBZ_INSTANT ? '-' : ms->items[i].instant_shift < 0 ? '<' : '>';
    return text;
}

static void test_words(void **state)
{
    assert_string_equal(instants(*state, XBZ_CASH_FLOW, HALVES,
                                 "Cash at beginning of period " CASH "Cash at end of period " CASH
                                 "Cash, opening balance " CASH "Cash at start of year " CASH),
                        "<><<");
}

static void test_days(void **state)
{
    assert_string_equal(instants(*state, XBZ_CASH_FLOW, HALVES,
                                 "Cash at January 1 " CASH "Cash at December 31 " CASH "Cash at June 30 " CASH
                                 "Cash at March 31 " CASH),
                        "<<>>");
    /* A year ends on the day before it starts. */
    assert_string_equal(
        instants(*state, XBZ_CASH_FLOW, "2023-01-01..2023-12-31",
                 "Cash at December 31 @CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents | 5\n"),
        ">");
}

static void test_without_concept(void **state)
{
    assert_string_equal(instants(*state, XBZ_CASH_FLOW, HALVES,
                                 "Cash paid for interest | 5 | 6\nCash at June 30 " CASH
                                 "Less: cash of discontinued operations | 5 | 6\nCash of the company | 5 | 6\n"
                                 "Increase in cash | 5 | 6\nRestricted cash | 5 | 6\n"),
                        "->>>--");
    assert_string_equal(
        instants(*state, XBZ_CASH_FLOW, HALVES, "Cash at beginning of year " CASH "Restricted cash | 5 | 6\n"), "<<");
}

/* Balances that a statement of comprehensive income gives below its last line. */
static void test_under_a_heading(void **state)
{
    assert_string_equal(instants(*state, XBZ_COMPREHENSIVE_INCOME, HALVES,
                                 "Translation of currencies | 5 | 6\n"
                                 "Accumulated items, net of tax, as of June 30:\n"
                                 "  Cumulative translation | 5 | 6\n"
                                 "Changes as of June 30:\n"
                                 "  Of translation | 5 | 6\n"),
                        "->-");
}

static void test_balance_sheet(void **state)
{
    assert_string_equal(instants(*state, XBZ_BALANCE_SHEET, "2023-06-30 | 2022-12-31", "Cash at start " CASH), ">");
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_words),           FIXTURE_TEST(test_days),          FIXTURE_TEST(test_without_concept),
        FIXTURE_TEST(test_under_a_heading), FIXTURE_TEST(test_balance_sheet),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
