/* Signs of line items without a concept: after the elements of their kind in us-gaap. */
#include "fixture.h"

#include "mapping/extension_sign.h"

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"

/* The signs of the rows that have figures, in their order. */
static const char *signs(struct fixture *fx, enum xbz_statement_kind kind, const char *rows)
{
    const struct xbz_statement *s = fixture_statement(fx, kind, YEARS, rows);
    char *text = arena_alloc(&fx->arena, s->n_items + 1);
    size_t n = 0;
    assert_non_null(text);
    for (size_t i = 0; i < s->n_items; i++) {
        struct extension_question q = {s, i, 0, 0, 1};
        for (size_t c = 0; c < s->n_columns; c++) {
            q.negative += s->items[i].values[c].kind == XBZ_NUMBER && s->items[i].values[c].number.negative;
            q.positive += s->items[i].values[c].kind == XBZ_NUMBER && !s->items[i].values[c].number.negative;
        }
        if (!s->items[i].heading)
            text[n++] = extension_sign(&q) > 0 ? '+' : '-';
    }
    return text;
}

static void test_operating(void **state)
{
    /* Gains and losses are taken off net income, assets grow by what is printed negative, payments are positive. */
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Cash flows from operating activities:\n"
                              "Gain on sale of a mine | (5) | (4)\n"
                              "Net (gain) loss on derivatives | 5 | (4)\n"
                              "Trade receivables, net | (5) | 4\n"
                              "(Increase) decrease in contract assets | (5) | 4\n"
                              "Contributions to pension plans | (5) | (4)\n"
                              "Other expense (income), net | 5 | (4)\n"
                              "Other items | 5 | (4)\n"),
                        "-------");
    /* Costs, liabilities, impairments and what a company writes down are as printed. */
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Net periodic pension cost (income) | 5 | (4)\n"
                              "Accrued revenue share | (5) | (4)\n"
                              "Impairment losses | 5 | 4\n"
                              "Amortization of premium | (5) | (4)\n"
                              "Increase (decrease) in royalties payable | (5) | 4\n"
                              "Provision for credit losses | 5 | 4\n"),
                        "++++++");
}

static void test_investing(void **state)
{
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Cash flows from investing activities:\n"
                              "Purchases of vineyards | (5) | (4)\n"
                              "Proceeds from vineyards | 5 | 4\n"
                              "Net (purchases) sales of wine | 5 | (4)\n"
                              "Net sales (purchases) of casks | (5) | 4\n"
                              "All other investing activities | 5 | (4)\n"
                              "Vines | (5) | (4)\n"
                              "Bottles | 5 | (4)\n"),
                        "-+----+");
    /* A heading tells what its line items are. */
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Cash flows from investing activities:\n"
                              "Proceeds from sales of:\n"
                              "  Real estate investments | 5 | 4\n"),
                        "+");
}

static void test_financing(void **state)
{
    assert_string_equal(signs(*state, XBZ_CASH_FLOW,
                              "Net cash from operating activities | 9 | 9\n"
                              "Net cash from investing activities | 9 | 9\n"
                              "Redemption of units | (5) | (4)\n"
                              "Net borrowings (repayments) of notes | (5) | 4\n"
                              "Issuance of units | 5 | 4\n"
                              "Contributions from (distributions to) members | (5) | (4)\n"
                              "Distributions to members | (5) | (4)\n"),
                        "++-+++-");
}

static void test_comprehensive(void **state)
{
    assert_string_equal(signs(*state, XBZ_COMPREHENSIVE_INCOME,
                              "Unrealized gains on swaps | (5) | 4\n"
                              "Reclassification to cost of sales | 5 | 4\n"
                              "Realized (gains) losses included in net income | 5 | 4\n"
                              "Pension adjustments, net of tax | (5) | 4\n"
                              "Net actuarial gain arising | 5 | 4\n"
                              "Amortization of net actuarial losses | 5 | 4\n"
                              "Amortization of credits included in net income | (5) | (4)\n"
                              "Tax effect | (5) | (4)\n"
                              "Defined benefit pension plans\n"
                              "  Net change | 5 | 4\n"),
                        "+---+-+--");
    /* "Less:" what the sum takes off is printed as the element has it. */
    const struct xbz_statement *s =
        fixture_statement(*state, XBZ_COMPREHENSIVE_INCOME, YEARS, "Less: reclassification of gains | 5 | 4\n");
    assert_int_equal(extension_sign(&(struct extension_question){s, 0, 0, 2, -1}), 1);
    assert_int_equal(extension_sign(&(struct extension_question){s, 0, 0, 2, 1}), -1);
}

static void test_other_statements(void **state)
{
    assert_string_equal(signs(*state, XBZ_INCOME,
                              "Royalties paid | (5) | (4)\n"
                              "Royalties, net | (5) | 4\n"
                              "Loss of joint ventures | (5) | (4)\n"
                              "Current income tax benefit (expense) | (5) | 4\n"),
                        "-++-");
    assert_string_equal(signs(*state, XBZ_BALANCE_SHEET,
                              "Less: allowance for losses | (5) | (4)\n"
                              "Accumulated losses of ventures | (5) | (4)\n"),
                        "-+");
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_operating),     FIXTURE_TEST(test_investing),        FIXTURE_TEST(test_financing),
        FIXTURE_TEST(test_comprehensive), FIXTURE_TEST(test_other_statements),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
