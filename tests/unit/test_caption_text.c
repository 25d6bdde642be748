/* Clauses of captions: figures, their signs, the dates they stand with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/caption_text.h"

/* All clauses: figures separated by blanks, '$' before money, "@year-month-day/months" behind those with a date, "|" between
 * clauses. */
static const char *clauses(const char *caption)
{
    static char text[512];
    struct caption_segment segment;
    size_t at = 0;
    text[0] = '\0';
    while (caption_next_segment(str_of(caption), &at, &segment)) {
        if (text[0])
            strcat(text, " |");
        for (size_t i = 0; i < segment.n; i++) {
            const struct caption_number *n = &segment.numbers[i];
            char number[DECIMAL_TEXT], when[64] = "";
            number[decimal_text(&n->value, number)] = '\0';
            if (n->when.year || n->when.month || n->when.months)
                snprintf(when, sizeof when, "@%d-%u-%u/%d", n->when.year, n->when.month, n->when.day, n->when.months);
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s%s%s", text[0] ? " " : "",
                     n->money ? "$" : "", number, when);
            if (n->power)
                snprintf(text + strlen(text), sizeof text - strlen(text), "e%d", n->power);
        }
    }
    return text;
}

static void test_clauses(void **state)
{
    (void)state;
    assert_string_equal(clauses("Stock, $.10 par value; 5,500 shares authorized, 2,285 and 2,293 issued"),
                        "$0.1 | 5500 | 2285 2293");
    assert_string_equal(clauses("Stock (authorized 500 shares of $0.01 each; issued: none)"), "500 $0.01 | 0");
    assert_string_equal(clauses("Loans, net of allowance of $5 and $4 (amortized cost $80 and $77)"),
                        "$5 $4 | $80 $77");
    assert_string_equal(clauses("Stock, 135.7 and 130.6 million shares"), "135.7e6 130.6e6");
    assert_string_equal(clauses("Stock, 5,500 authorized, 2,285 shares issued and 2,261 outstanding"),
                        "5500 | 2285 | 2261");
    assert_string_equal(clauses("Stock, 5 shares authorized and none issued and outstanding"), "5 | 0");
    assert_string_equal(clauses("Stock, issued--7.2 thousand and 11.2 million"), "7.2e3 11.2e6");
    assert_string_equal(clauses("Stock, 2,285 issued and outstanding"), "2285");
    assert_string_equal(clauses("Nothing"), "");
    assert_string_equal(clauses(""), "");
}

static void test_signs(void **state)
{
    (void)state;
    assert_string_equal(clauses("Hedges, net of tax of $(19), ($5) and $20"), "$-19 $-5 $20");
    assert_string_equal(clauses("Hedges, net of tax of $(0) and $4"), "$0 $4");
    assert_string_equal(clauses("Receivables (Note 8), less $12"), "$12");
    assert_string_equal(clauses("Receivables (8)"), "8"); /* no sign of money: no negative amount */
}

static void test_dates_behind(void **state)
{
    (void)state;
    assert_string_equal(clauses("Hedges, net of tax of $(19) in 2023, $5 in 2022 and $20 in 2021"),
                        "$-19@2023-0-0/0 $5@2022-0-0/0 $20@2021-0-0/0");
    assert_string_equal(clauses("Hedges, net of tax of $4 and $(5) in 2023 and $6 and $7 in 2022"),
                        "$4@2023-0-0/0 $-5@2023-0-0/0 $6@2022-0-0/0 $7@2022-0-0/0");
    assert_string_equal(clauses("Stock, 40 issued and 38 shares outstanding at June 30, 2009, 41 issued and 39 "
                                "outstanding at June 30, 2008"),
                        "40@2009-6-30/0 | 38@2009-6-30/0 | 41@2008-6-30/0 | 39@2008-6-30/0");
    assert_string_equal(clauses("Loans, including $147 and $142 at June 30, 2023 and December 31, 2022"),
                        "$147@2023-6-30/0 $142@2022-12-31/0");
    assert_string_equal(clauses("Tax of $6 for the three months and $8 for the six months ended June 30, 2023, and $1 "
                                "for the three months and $2 for the six months ended June 30, 2022"),
                        "$6@2023-6-30/3 $8@2023-6-30/6 $1@2022-6-30/3 $2@2022-6-30/6");
    assert_string_equal(
        clauses("2,466 shares issued as of January 29, 2023; 2,506 shares issued as of January 30, 2022"),
        "2466@2023-1-29/0 | 2506@2022-1-30/0");
    assert_string_equal(clauses("0.2 shares in both 2023 and 2022"), "0.2");
}

static void test_dates_before(void **state)
{
    (void)state;
    assert_string_equal(clauses("Shares issued: 2024 - 4,009; 2023 - 4,010"), "4009@2024-0-0/0 4010@2023-0-0/0");
    assert_string_equal(clauses("Receivables (less allowance: 2023 - $424; 2022 - $457)"),
                        "$424@2023-0-0/0 $457@2022-0-0/0");
    assert_string_equal(clauses("Receivables, less allowances $205 (2022, $203)"), "$205 $203@2022-0-0/0");
    assert_string_equal(clauses("Stock at cost (2023: 72,399 shares; 2022: 66,798 shares)"),
                        "72399@2023-0-0/0 66798@2022-0-0/0");
    assert_string_equal(clauses("Shares at June 30, 2023: 392,040"), "392040@2023-6-30/0");
}

static void test_breakdowns(void **state)
{
    struct caption_segment segment;
    size_t at = 0;
    struct xbz_str caption = STR("Stock: 30 authorized (Class A 18, Class B 12); 12 (Class A 7, Class B 5) and 14 "
                                 "(Class A 8, Class B 6) shares issued");
    (void)state;
    assert_true(caption_next_segment(caption, &at, &segment));
    assert_int_equal(segment.n, 1);
    assert_true(str_ends_nocase(segment.text, STR("30 authorized ")));
    do
        assert_true(caption_next_segment(caption, &at, &segment));
    while (!str_ends_nocase(segment.text, STR("issued")));
    assert_int_equal(segment.n, 2);
    assert_int_equal(segment.numbers[0].value.n, 2);
    /* The words of a clause that has none are those behind the figures before it. */
    caption = STR("Authorized 24 shares Issued at capital amount: 2023: 19; 2022: 18");
    at = 0;
    assert_true(caption_next_segment(caption, &at, &segment));
    assert_true(caption_next_segment(caption, &at, &segment));
    assert_true(str_find_word(segment.text, STR("issued"), 0) != (size_t)-1);
    assert_int_equal(segment.numbers[1].when.year, 2022);
}

static void test_no_figures(void **state)
{
    (void)state;
    assert_string_equal(clauses("Notes due 2026"), "");
    assert_string_equal(clauses("6% notes, Series 3, 1st lien, Note 4"), "");
    assert_string_equal(clauses("At December 31, 2022"), "");
    assert_string_equal(clauses("issued 99999999999999999999999999999999999999999 shares"), "");
    assert_string_equal(clauses("1 2 3 4 5 6 7 8 9"), "1 2 3 4 5 6 7 8");
    assert_string_equal(clauses("$("), "");
    assert_string_equal(clauses("May"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clauses),      cmocka_unit_test(test_signs),      cmocka_unit_test(test_dates_behind),
        cmocka_unit_test(test_dates_before), cmocka_unit_test(test_no_figures), cmocka_unit_test(test_breakdowns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
