/* Figures and dates in running text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "output/figures.h"

/* The figures of a text, parted by '|'. */
static void check(const char *text, const char *expected)
{
    struct buf all;
    struct printed_figure figure;
    size_t at = 0;
    buf_init(&all, 1000);
    while (figure_next(str_of(text), &at, &figure)) {
        buf_str(&all, str_sub(str_of(text), figure.begin, figure.end - figure.begin));
        buf_text(&all, figure.nothing ? "~|" : "|");
    }
    assert_string_equal(buf_cstr(&all), expected);
    buf_free(&all);
}

static void test_figures(void **state)
{
    (void)state;
    check("Net sales   $ 1,234   (56.7)%", "1,234|56.7|");
    check("par value $.01 per share; 100,000 shares", ".01|100,000|");
    check("in 1998, and 1997.", "1998|1997|");
    check("Form 10-K405 F1 8K 1,23,4", "10|");
    check("\xE2\x80\x94 -- - -0- nil None", "\xE2\x80\x94~|--~|-~|-0-~|nil~|None~|");
    check("long-term non- well \xE2\x80\x93x", "");
    check("", "");
    check("US$5\x1F"
          "6",
          "5|6|");
}

static void check_scale(const char *printed, const char *value, int expected)
{
    struct printed_figure figure;
    struct xbz_decimal meant;
    size_t at = 0;
    int scale = 0;
    assert_true(figure_next(str_of(printed), &at, &figure));
    assert_true(decimal_read(&meant, str_of(value)));
    bool tells = figure_tells(&figure, &meant, &scale);
    assert_int_equal(tells ? scale : -99, expected);
}

static void test_scale(void **state)
{
    (void)state;
    check_scale("1,234", "1234", 0);
    check_scale("1,234", "-1234000", 3);
    check_scale("1,230", "1230000000", 6);
    check_scale("1.50", "1500000", 6);
    check_scale(".15", "0.15", 0);
    check_scale("12.5%", "0.125", -2);
    check_scale("1,234", "1235", -99);
    check_scale("1,234", "123.4", -99);
    check_scale("5", "50000000000", -99);
    check_scale("--", "0", 0);
    check_scale("0.0", "0", 0);
    check_scale("--", "5", -99);
    check_scale("5", "0", -99);
}

static void test_dates(void **state)
{
    struct printed_date date;
    char text[DATE_TEXT];
    size_t at = 0;
    struct xbz_str in = STR("May 5 of december 1, 2001; Sept. 30, 2003 Sept 30, 2003, DEC 31 1999 or "
                            "June\xC2\xA0"
                            "30, 2009 and February 30, 2009");
    (void)state;
    assert_true(date_next(in, &at, &date));
    date_text(date.date, text);
    assert_string_equal(text, "1999-12-31");
    assert_int_equal(date.end - date.begin, 11);
    assert_true(date_next(in, &at, &date));
    date_text(date.date, text);
    assert_string_equal(text, "2009-06-30");
    assert_false(date_next(in, &at, &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures), cmocka_unit_test(test_scale),
                                       cmocka_unit_test(test_dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
