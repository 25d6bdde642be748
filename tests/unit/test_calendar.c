/* Dates and fiscal periods: leap years, month ends, weeks, the ends of the calendar. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/str.h"

static struct xbz_date date(int year, unsigned month, unsigned day)
{
    return (struct xbz_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static void assert_date(struct xbz_date d, const char *expected)
{
    char text[DATE_TEXT];

    date_text(d, text);
    assert_string_equal(text, expected);
    if (!*expected)
        assert_true(date_same(d, date(0, 0, 0)));
}

static void test_month_days(void **state)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    (void)state;

    for (unsigned month = 1; month <= 12; month++)
        assert_int_equal(month_days(2009, month), days[month - 1]);
    assert_int_equal(month_days(2008, 2), 29);
    assert_int_equal(month_days(2000, 2), 29);
    assert_int_equal(month_days(1900, 2), 28);
    assert_int_equal(month_days(2008, 1), 31);
    assert_int_equal(month_days(2008, 0), 0);
    assert_int_equal(month_days(2008, 13), 0);
    assert_int_equal(month_days(2008, UINT_MAX), 0);
}

static void test_validity(void **state)
{
    (void)state;

    assert_true(date_valid(date(2009, 6, 30)));
    assert_true(date_valid(date(2008, 2, 29)));
    assert_true(date_valid(date(1, 1, 1)));
    assert_true(date_valid(date(9999, 12, 31)));
    assert_false(date_valid(date(0, 0, 0)));
    assert_false(date_valid(date(0, 6, 30)));
    assert_false(date_valid(date(-1, 6, 30)));
    assert_false(date_valid(date(10000, 1, 1)));
    assert_false(date_valid(date(2009, 2, 29)));
    assert_false(date_valid(date(1900, 2, 29)));
    assert_false(date_valid(date(2009, 6, 31)));
    assert_false(date_valid(date(2009, 6, 0)));
    assert_false(date_valid(date(2009, 0, 1)));
    assert_false(date_valid(date(2009, 13, 1)));
    assert_false(date_valid(date(2009, 255, 255)));
}

static void test_order(void **state)
{
    (void)state;

    assert_int_equal(date_cmp(date(2009, 6, 30), date(2009, 6, 30)), 0);
    assert_true(date_cmp(date(2009, 6, 30), date(2009, 7, 1)) < 0);
    assert_true(date_cmp(date(2010, 1, 1), date(2009, 12, 31)) > 0);
    assert_true(date_cmp(date(2009, 6, 29), date(2009, 6, 30)) < 0);
    assert_true(date_cmp(date(0, 0, 0), date(1, 1, 1)) < 0);
    assert_true(date_same(date(2009, 6, 30), date(2009, 6, 30)));
    assert_false(date_same(date(2009, 6, 30), date(2008, 6, 30)));
}

static void test_day_numbers(void **state)
{
    (void)state;

    assert_int_equal(date_number(date(1970, 1, 1)), 0);
    assert_int_equal(date_number(date(1969, 12, 31)), -1);
    assert_int_equal(date_number(date(2000, 2, 29)), 11016);
    assert_int_equal(date_number(date(2009, 6, 30)), 14425);
    assert_int_equal(date_number(date(1900, 3, 1)), -25508);
    assert_int_equal(date_number(date(1, 1, 1)), -719162);
    assert_int_equal(date_number(date(9999, 12, 31)), 2932896);
    assert_int_equal(date_number(date(2009, 2, 29)), 0);
    assert_date(date_from_number(-719163), "");
    assert_date(date_from_number(2932897), "");
    assert_date(date_from_number(LONG_MAX), "");
    assert_date(date_from_number(LONG_MIN), "");
}

/* Every day there is, counted the slow way. */
static void test_all_days(void **state)
{
    long number = -719162;
    (void)state;

    for (int year = 1; year <= 9999; year++)
        for (unsigned month = 1; month <= 12; month++)
            for (unsigned day = 1; day <= month_days(year, month); day++, number++) {
                struct xbz_date d = date(year, month, day);
                if (date_number(d) != number || !date_same(date_from_number(number), d))
                    fail_msg("%d-%u-%u is not day %ld", year, month, day, number);
            }
    assert_int_equal(number, 2932897);
}

static void test_adding_days(void **state)
{
    (void)state;

    assert_date(date_add_days(date(2008, 2, 28), 1), "2008-02-29");
    assert_date(date_add_days(date(2009, 2, 28), 1), "2009-03-01");
    assert_date(date_add_days(date(2009, 1, 1), -1), "2008-12-31");
    assert_date(date_add_days(date(2009, 1, 1), 0), "2009-01-01");
    assert_date(date_add_days(date(1, 1, 1), 3652058), "9999-12-31");
    assert_date(date_add_days(date(1, 1, 1), 3652059), "");
    assert_date(date_add_days(date(1, 1, 1), -1), "");
    assert_date(date_add_days(date(9999, 12, 31), 1), "");
    assert_date(date_add_days(date(2009, 1, 1), LONG_MAX), "");
    assert_date(date_add_days(date(2009, 1, 1), LONG_MIN), "");
    assert_date(date_add_days(date(0, 0, 0), 1), "");
}

static void test_adding_months(void **state)
{
    (void)state;

    assert_date(date_add_months(date(2009, 1, 15), 1), "2009-02-15");
    assert_date(date_add_months(date(2009, 1, 31), 1), "2009-02-28");
    assert_date(date_add_months(date(2009, 1, 30), 1), "2009-02-28");
    assert_date(date_add_months(date(2009, 2, 28), 1), "2009-03-31"); /* a month end stays one */
    assert_date(date_add_months(date(2008, 2, 28), 1), "2008-03-28");
    assert_date(date_add_months(date(2008, 2, 29), 12), "2009-02-28");
    assert_date(date_add_months(date(2009, 2, 28), -12), "2008-02-29");
    assert_date(date_add_months(date(2009, 6, 30), -3), "2009-03-31");
    assert_date(date_add_months(date(2009, 6, 30), 0), "2009-06-30");
    assert_date(date_add_months(date(2009, 12, 31), 1), "2010-01-31");
    assert_date(date_add_months(date(2009, 1, 31), -1), "2008-12-31");
    assert_date(date_add_months(date(2009, 1, 5), -13), "2007-12-05");
    assert_date(date_add_months(date(1, 1, 1), -1), "");
    assert_date(date_add_months(date(1, 1, 1), 9999 * 12 - 1), "9999-12-01");
    assert_date(date_add_months(date(9999, 12, 1), 1), "");
    assert_date(date_add_months(date(2009, 1, 1), INT_MAX), "");
    assert_date(date_add_months(date(2009, 1, 1), INT_MIN), "");
    assert_date(date_add_months(date(2009, 13, 1), 1), "");
}

static void test_month_ends(void **state)
{
    (void)state;

    assert_true(date_is_month_end(date(2009, 2, 28)));
    assert_false(date_is_month_end(date(2008, 2, 28)));
    assert_true(date_is_month_end(date(2008, 2, 29)));
    assert_true(date_is_month_end(date(2009, 12, 31)));
    assert_false(date_is_month_end(date(2009, 12, 30)));
    assert_false(date_is_month_end(date(0, 0, 0)));
}

static void test_text(void **state)
{
    (void)state;

    assert_date(date(2009, 6, 30), "2009-06-30");
    assert_date(date(1, 2, 3), "0001-02-03");
    char text[DATE_TEXT] = "x";
    date_text(date(2009, 2, 30), text);
    assert_string_equal(text, "");
    date_text(date(-32768, 255, 255), text);
    assert_string_equal(text, "");
}

static void test_reading(void **state)
{
    static const char *const wrong[] = {
        "",           "2009",       "2009-06-3",  "2009-6-30",  "2009-06-300", "20090630 ",  "2009/06/30", "2009-06 30",
        "2009 06-30", "200906301",  "2009-0630",  "200906-30",  "0000-01-01",  "00000000",   "2009-02-29", "20091301",
        "2009-00-10", "2009-01-00", "+009-01-01", "2009-01-+1", " 2009-1-1 ",  "abcd-ef-gh", "2009063x",   "-2009-1-1"};
    struct xbz_date d;
    (void)state;

    assert_true(date_read(&d, STR("2009-06-30")));
    assert_date(d, "2009-06-30");
    assert_true(date_read(&d, STR("20080229")));
    assert_date(d, "2008-02-29");
    assert_true(date_read(&d, str_sub(STR("2009-06-30T00:00"), 0, 10)));
    assert_date(d, "2009-06-30");
    assert_true(date_read(&d, STR("0001-01-01")));
    assert_true(date_read(&d, STR("9999-12-31")));
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        d = date(1, 2, 3);
        if (date_read(&d, str_of(wrong[i])))
            fail_msg("\"%s\" is read", wrong[i]);
        assert_date(d, "0001-02-03");
    }
    assert_false(date_read(&d, (struct xbz_str){NULL, 0}));
}

static void test_month_names(void **state)
{
    static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    static const char *const wrong[] = {"",  ".",     "ja",    "janu", "junes", "month",
                                        "m", "sep t", "dec..", "12",   "mayor", "Mar,"};
    (void)state;

    for (unsigned i = 0; i < 12; i++) {
        struct xbz_str name = str_of(names[i]);
        char upper[10];
        for (size_t k = 0; k < name.n; k++)
            upper[k] = to_upper(name.p[k]);
        assert_int_equal(month_of(name), i + 1);
        assert_int_equal(month_of((struct xbz_str){upper, name.n}), i + 1);
        assert_int_equal(month_of(str_sub(name, 0, 3)), i + 1);
        assert_int_equal(month_of((struct xbz_str){upper, 3}), i + 1);
    }
    assert_int_equal(month_of(STR("Sept.")), 9);
    assert_int_equal(month_of(STR("SEPT")), 9);
    assert_int_equal(month_of(STR("dec.")), 12);
    assert_int_equal(month_of(STR(" June\xC2\xA0")), 6);
    assert_int_equal(month_of((struct xbz_str){NULL, 0}), 0);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_int_equal(month_of(str_of(wrong[i])), 0);
}

static void test_periods_of_months(void **state)
{
    (void)state;

    assert_date(period_start_months(date(2009, 6, 30), 3), "2009-04-01");
    assert_date(period_start_months(date(2009, 6, 30), 6), "2009-01-01");
    assert_date(period_start_months(date(2009, 12, 31), 12), "2009-01-01");
    assert_date(period_start_months(date(2009, 9, 30), 9), "2009-01-01");
    assert_date(period_start_months(date(2009, 2, 28), 12), "2008-03-01");
    assert_date(period_start_months(date(2008, 2, 29), 12), "2007-03-01");
    assert_date(period_start_months(date(2009, 5, 31), 3), "2009-03-01");
    assert_date(period_start_months(date(2008, 5, 31), 3), "2008-03-01");
    assert_date(period_start_months(date(2009, 5, 30), 3), "2009-03-01");
    assert_date(period_start_months(date(2009, 6, 15), 3), "2009-03-16");
    assert_date(period_start_months(date(2009, 7, 1), 1), "2009-06-02");
    assert_date(period_start_months(date(2009, 6, 30), 0), "");
    assert_date(period_start_months(date(2009, 6, 30), -3), "");
    assert_date(period_start_months(date(2009, 6, 30), INT_MAX), "");
    assert_date(period_start_months(date(2009, 6, 30), INT_MIN), "");
    assert_date(period_start_months(date(0, 0, 0), 12), "");
    assert_date(period_start_months(date(1, 12, 31), 12), ""); /* its eve is before the calendar */
}

static void test_periods_of_weeks(void **state)
{
    (void)state;

    assert_date(period_start_weeks(date(2009, 1, 3), 53), "2007-12-30");
    assert_date(period_start_weeks(date(2009, 12, 27), 52), "2008-12-29");
    assert_date(period_start_weeks(date(1998, 1, 31), 13), "1997-11-02");
    assert_date(period_start_weeks(date(2009, 1, 7), 1), "2009-01-01");
    assert_date(period_start_weeks(date(2009, 1, 7), 0), "");
    assert_date(period_start_weeks(date(2009, 1, 7), INT_MIN), "");
    assert_date(period_start_weeks(date(2009, 1, 7), INT_MAX), "");
    assert_date(period_start_weeks(date(0, 0, 0), 52), "");

    struct xbz_period p = {XBZ_DURATION, period_start_weeks(date(2009, 1, 3), 53), date(2009, 1, 3)};
    assert_int_equal(period_days(p), 371);
    p.start = period_start_weeks(date(2009, 1, 3), 52);
    assert_int_equal(period_days(p), 364);
}

static void test_periods(void **state)
{
    const struct xbz_period year = {XBZ_DURATION, {2008, 1, 1}, {2008, 12, 31}};
    const struct xbz_period instant = {XBZ_INSTANT, {0, 0, 0}, {2008, 12, 31}};
    const struct xbz_period none = {XBZ_PERIOD_NONE, {0, 0, 0}, {0, 0, 0}};
    struct xbz_period other = year;
    (void)state;

    assert_true(period_same(year, year));
    assert_false(period_same(year, instant));
    assert_false(period_same(instant, none));
    other.start.day = 2;
    assert_false(period_same(year, other));
    other = year;
    other.end.day = 30;
    assert_false(period_same(year, other));
    other = instant;
    other.start = date(1999, 1, 1); /* means nothing for an instant */
    assert_true(period_same(instant, other));
    other.end.year = 2007;
    assert_false(period_same(instant, other));
    other = none;
    other.end = date(1999, 1, 1);
    assert_true(period_same(none, other));

    assert_int_equal(period_days(year), 366);
    assert_int_equal(period_days(instant), 0);
    assert_int_equal(period_days(none), 0);
    other = year;
    other.start = other.end;
    assert_int_equal(period_days(other), 1);
    other.start = date(0, 0, 0);
    assert_int_equal(period_days(other), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_month_days),
        cmocka_unit_test(test_validity),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_day_numbers),
        cmocka_unit_test(test_all_days),
        cmocka_unit_test(test_adding_days),
        cmocka_unit_test(test_adding_months),
        cmocka_unit_test(test_month_ends),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_month_names),
        cmocka_unit_test(test_periods_of_months),
        cmocka_unit_test(test_periods_of_weeks),
        cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
