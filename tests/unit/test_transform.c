/* Transformations of inline XBRL: figures, dates, durations, words, codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "read/transform.h"

static void is_number(const char *format, const char *text, const char *expected)
{
    struct xbz_decimal number;
    char out[DECIMAL_TEXT] = "";
    enum transform_result result = transform_number(str_of(format), str_of(text), &number);
    if (!expected) {
        assert_int_equal(result, TRANSFORM_INVALID);
        return;
    }
    assert_int_equal(result, TRANSFORM_DONE);
    out[decimal_text(&number, out)] = '\0';
    assert_string_equal(out, expected);
}

static void is_text(const char *format, const char *text, const char *expected)
{
    struct buf out;
    buf_init(&out, 1000);
    enum transform_result result = transform_text(str_of(format), str_of(text), &out);
    if (expected) {
        assert_int_equal(result, TRANSFORM_DONE);
        assert_string_equal(buf_cstr(&out), expected);
    } else {
        assert_int_equal(result, TRANSFORM_INVALID);
    }
    buf_free(&out);
}

static void test_figures(void **state)
{
    (void)state;
    is_number("", " 12.50 ", "12.5");
    is_number("", "-3", "-3");
    is_number("", "1,000", NULL);
    is_number("", "", NULL);
    is_number("ixt:num-dot-decimal", "1,234.5", "1234.5");
    is_number("ixt:numdotdecimal", ".75", "0.75");
    is_number("ixt:numdotdecimal", "12.", "12");
    is_number("ixt:numcommadot", "1,234,567", "1234567");
    is_number("ixt:numdotdecimal",
              "1\xc2\xa0"
              "234",
              "1234");
    is_number("ixt:numdotdecimal", "$5", NULL);
    is_number("ixt:numdotdecimal", "1.2.3", NULL);
    is_number("ixt:numdotdecimal", "", NULL);
    is_number("ixt:num-comma-decimal", "1.234,5", "1234.5");
    is_number("ixt:numspacecomma", "1 234,5", "1234.5");
    is_number("ixt:num-comma-decimal-apos", "1'234,5", "1234.5");
    is_number("ixt:numunitdecimal", "3 dollars 5 cents", "3.05");
    is_number("ixt:numunitdecimal", "1,200 dollars 45 cents", "1200.45");
    is_number("ixt:fixed-zero", "\xe2\x80\x94", "0");
    is_number("ixt:zerodash", "-", "0");
}

static void test_figures_of_unknown_form(void **state)
{
    struct xbz_decimal number;
    (void)state;
    assert_int_equal(transform_number(STR("x:numbers"), STR("1"), &number), TRANSFORM_UNKNOWN);
    assert_int_equal(transform_number(STR("x:date-day-month"), STR("1"), &number), TRANSFORM_UNKNOWN);
}

static void test_words(void **state)
{
    uint64_t number;
    size_t used;
    (void)state;
    is_number("ixt-sec:numwordsen", "no", "0");
    is_number("ixt-sec:numwordsen", "None", "0");
    is_number("ixt-sec:numwordsen", "twenty-one", "21");
    is_number("ixt-sec:numwordsen", "one hundred and twenty-five thousand six", "125006");
    is_number("ixt-sec:numwordsen", "two million", "2000000");
    is_number("ixt-sec:numwordsen", "1,250", "1250");
    is_number("ixt-sec:numwordsen", "several", NULL);
    assert_true(words_number(STR("three years"), &number, &used));
    assert_int_equal(number, 3);
    assert_int_equal(used, 5);
    assert_false(words_number(STR("trillion trillion trillion"), &number, NULL));
}

static void test_dates(void **state)
{
    (void)state;
    is_text("ixt:date-monthname-day-year-en",
            "June\xc2\xa0"
            "29, 2024",
            "2024-06-29");
    is_text("ixt:datemonthdayyearen", "Sept. 3, 2019", "2019-09-03");
    is_text("ixt:datelongus", "December 31st, 2010", "2010-12-31");
    is_text("ixt:datelonguk", "31 December 2010", "2010-12-31");
    is_text("ixt:dateslashus", "2/29/24", "2024-02-29");
    is_text("ixt:datedoteu", "29.2.2024", "2024-02-29");
    is_text("ixt:date-year-month-day", "2024-2-1", "2024-02-01");
    is_text("ixt:date-monthname-day-en", "December 31", "--12-31");
    is_text("ixt:date-month-day", "12/31", "--12-31");
    is_text("ixt:date-monthname-year-en", "December 2024", "2024-12");
    is_text("ixt:date-day-month-year", "31.02.2024", NULL);
    is_text("ixt:date-day-month-year", "", NULL);
    is_text("ixt:date-monthname-day-year-en", "Brick 3, 2024", NULL);
}

static void test_durations(void **state)
{
    (void)state;
    is_text("ixt-sec:duryear", "5", "P5Y");
    is_text("ixt-sec:duryear", "2.5", "P2Y6M");
    is_text("ixt-sec:durmonth", "18", "P18M");
    is_text("ixt-sec:durweek", "2", "P14D");
    is_text("ixt-sec:durday", "0", "P0D");
    is_text("ixt-sec:durhour", "36", "PT36H");
    is_text("ixt-sec:durday", "soon", NULL);
    is_text("ixt-sec:durwordsen", "five years, two months", "P5Y2M");
    is_text("ixt-sec:durwordsen", "eighteen-month", "P18M");
    is_text("ixt-sec:durwordsen", "one year and three weeks", "P1Y21D");
    is_text("ixt-sec:durwordsen", "three bricks", NULL);
    is_text("ixt-sec:durwordsen", "three years later", NULL);
}

static void test_text_and_codes(void **state)
{
    struct buf out;
    (void)state;
    is_text("", "  Stonewall\n Brick\xc2\xa0 Co. ", "Stonewall Brick Co.");
    is_text("ixt:fixed-true", "x", "true");
    is_text("ixt:booleanfalse", "x", "false");
    is_text("ixt:nocontent", "x", "");
    is_text("ixt-sec:boolballotbox", "\xe2\x98\x90", "false");
    is_text("ixt-sec:boolballotbox", " \xe2\x98\x92 ", "true");
    is_text("ixt-sec:boolballotbox", "?", NULL);
    is_text("ixt-sec:yesnoballotbox", "\xe2\x98\x91", "Yes");
    is_text("ixt-sec:exchnameen", "The NASDAQ Stock Market LLC", "NASDAQ");
    is_text("ixt-sec:exchnameen", "NYSE American LLC", "NYSEAMER");
    is_text("ixt-sec:stateprovnameen", "State of West Virginia", "WV");
    is_text("ixt-sec:entityfilercategoryen", "non-accelerated  filer", "Non-accelerated Filer");
    is_text("ixt-sec:countrynameen", "Atlantis", NULL);
    is_text("ixt:num-dot-decimal", "1,234", "1234");
    buf_init(&out, 100);
    assert_int_equal(transform_text(STR("x:poem"), STR("a"), &out), TRANSFORM_UNKNOWN);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),   cmocka_unit_test(test_figures_of_unknown_form),
        cmocka_unit_test(test_words),     cmocka_unit_test(test_dates),
        cmocka_unit_test(test_durations), cmocka_unit_test(test_text_and_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
