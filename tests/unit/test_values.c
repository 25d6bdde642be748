/* Cell values: signs, brackets, marks, nothing, per cent, words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "base/str.h"
#include "table/values.h"

static struct xbz_value read(const char *text)
{
    struct xbz_value value;
    memset(&value, 0x5a, sizeof value);
    value_read(&value, str_of(text));
    return value;
}

static void assert_number(const char *text, enum xbz_value_kind kind, const char *expected, const char *mark)
{
    struct xbz_value value = read(text);
    char number[DECIMAL_TEXT];
    size_t n;
    assert_int_equal(value.kind, kind);
    n = decimal_text(&value.number, number);
    number[n] = '\0';
    assert_string_equal(number, expected);
    assert_int_equal(value.mark.n, strlen(mark));
    assert_true(value.mark.n == 0 || memcmp(value.mark.p, mark, value.mark.n) == 0);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_number("1,234", XBZ_NUMBER, "1234", "");
    assert_number(" $ 1,234.5 ", XBZ_NUMBER, "1234.5", "");
    assert_number("\\$ (3,358)", XBZ_NUMBER, "-3358", "");
    assert_number("$(1,234)", XBZ_NUMBER, "-1234", "");
    assert_number("( 12 )", XBZ_NUMBER, "-12", "");
    assert_number("(12", XBZ_NUMBER, "-12", "");
    assert_number("12)", XBZ_NUMBER, "-12", "");
    assert_number("-7", XBZ_NUMBER, "-7", "");
    assert_number("\xe2\x88\x92 7", XBZ_NUMBER, "-7", "");
    assert_number("7-", XBZ_NUMBER, "-7", "");
    assert_number(".62", XBZ_NUMBER, "0.62", "");
    assert_number("US$ 5", XBZ_NUMBER, "5", "");
    assert_number("\xc2\xa3 5", XBZ_NUMBER, "5", "");
    assert_true(read("$ 5").currency_sign);
    assert_false(read("5").currency_sign);
    assert_true(read("(5)").bracketed);
    assert_false(read("-5").bracketed);
}

static void test_percent(void **state)
{
    (void)state;
    assert_number("12.5%", XBZ_PERCENT, "12.5", "");
    assert_number("(12)%", XBZ_PERCENT, "-12", "");
    assert_number("(12%)", XBZ_PERCENT, "-12", "");
    assert_number("12 percent", XBZ_PERCENT, "12", "");
}

static void test_marks(void **state)
{
    (void)state;
    assert_number("1,234 (a)", XBZ_NUMBER, "1234", "(a)");
    assert_number("1,234*", XBZ_NUMBER, "1234", "*");
    assert_number("1,234(1)", XBZ_NUMBER, "1234", "(1)");
    assert_number("(806,000)*", XBZ_NUMBER, "-806000", "*");
    assert_number("(12)(1)", XBZ_NUMBER, "-12", "(1)");
    assert_number("5 <F1>", XBZ_NUMBER, "5", "<F1>");
    assert_number("(1)", XBZ_NUMBER, "-1", ""); /* alone it is a figure */
}

static void test_nothing(void **state)
{
    static const char *const nil[] = {"-",   "--",   "- -", "$ -",          "$(-)", "...",
                                      "nil", "None", "-0-", "\xe2\x80\x94", "--%"};
    (void)state;
    for (size_t i = 0; i < sizeof nil / sizeof *nil; i++)
        assert_int_equal(read(nil[i]).kind, XBZ_NIL);
    assert_int_equal(read("").kind, XBZ_EMPTY);
    assert_int_equal(read(" \t").kind, XBZ_EMPTY);
    assert_int_equal(read("----------").kind, XBZ_WORDS); /* a rule */
    assert_int_equal(read(".").kind, XBZ_WORDS);
}

static void test_words(void **state)
{
    static const char *const words[] = {"n/a",    "NM",       "Total", "39 1/2",   "F-12",
                                        "1-5075", "1997 and", "$",     "12/31/96", "(a)"};
    struct xbz_value value;
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(read(words[i]).kind, XBZ_WORDS);
    value = read("n/a");
    assert_true(value_is_figure(&value));
    value = read("Total");
    assert_false(value_is_figure(&value));
    value = read("--");
    assert_true(value_is_figure(&value));
    value = read("9999999999999999999999999999999999999999999999999999999999999999999999999");
    assert_int_equal(value.kind, XBZ_WORDS);
}

static void test_damaged(void **state)
{
    static const char *const damaged[] = {"28,4O0", "l2,345", "$ 2,21l", "3,9 1",     "1,2345", "12,34",   "3, 951",
                                          "***",    "#####",  "(***)",   "4,1 0 (1)", "28 400", "(1,23 )", ",951"};
    static const char *const not_damaged[] = {"10.1.2",    "II",     "1O",  "*",   "100",
                                              "1,234 (1)", "(1,234", "A-1", "Oil", "10-K"};
    struct xbz_value value;
    (void)state;
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        value = read(damaged[i]);
        if (value.kind != XBZ_DAMAGED)
            print_error("%s\n", damaged[i]);
        assert_int_equal(value.kind, XBZ_DAMAGED);
        assert_true(value_is_figure(&value));
    }
    for (size_t i = 0; i < sizeof not_damaged / sizeof *not_damaged; i++)
        assert_int_not_equal(read(not_damaged[i]).kind, XBZ_DAMAGED);
}

static void test_parts(void **state)
{
    (void)state;
    assert_true(value_opens(STR("$")));
    assert_true(value_opens(STR("$(")));
    assert_true(value_opens(STR("(")));
    assert_false(value_opens(STR("")));
    assert_false(value_opens(STR("$5")));
    assert_true(value_closes(STR(")")));
    assert_true(value_closes(STR(")%")));
    assert_true(value_closes(STR("(1)")));
    assert_true(value_closes(STR("*")));
    assert_false(value_closes(STR("(1,234)")));
    assert_false(value_closes(STR("")));
}

static void test_years(void **state)
{
    (void)state;
    assert_int_equal(value_year(STR("1996")), 1996);
    assert_int_equal(value_year(STR("1996*")), 1996);
    assert_int_equal(value_year(STR("1999(a)")), 1999);
    assert_int_equal(value_year(STR("2001E")), 2001);
    assert_int_equal(value_year(STR("1,996")), 0);
    assert_int_equal(value_year(STR("19960")), 0);
    assert_int_equal(value_year(STR("2345")), 0);
    assert_int_equal(value_year(STR("199")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_percent), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_nothing), cmocka_unit_test(test_words),   cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_parts),   cmocka_unit_test(test_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
