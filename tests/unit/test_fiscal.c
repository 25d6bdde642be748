/* Fiscal year ends: month ends, week calendars, doubt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/str.h"
#include "table/fiscal.h"

static void assert_back(const struct fiscal *fiscal, struct xbz_date end, int years, const char *expected)
{
    char text[DATE_TEXT];
    date_text(fiscal_back(fiscal, end, years), text);
    assert_string_equal(text, expected);
}

static void test_month_ends(void **state)
{
    struct fiscal f;
    (void)state;
    fiscal_init(&f);
    assert_back(&f, (struct xbz_date){1996, 12, 31}, 0, "1996-12-31");
    assert_back(&f, (struct xbz_date){1996, 12, 31}, 1, "1995-12-31");
    assert_back(&f, (struct xbz_date){1997, 2, 28}, 1, "1996-02-29");
    assert_false(fiscal_in_weeks(&f, (struct xbz_date){1996, 12, 31}));
    fiscal_line(&f, STR("at January 3, 1996 the office moved")); /* no year end: off by a week fraction */
    fiscal_line(&f, STR("at January 3, 1996 again"));
    assert_back(&f, (struct xbz_date){1996, 12, 31}, 1, "1995-12-31");
}

static void test_weeks_printed(void **state)
{
    struct fiscal f;
    (void)state;
    fiscal_init(&f);
    fiscal_line(&f, STR("short-term debt at January 2, 2000 was $382 million"));
    assert_back(&f, (struct xbz_date){2000, 12, 31}, 1, "1999-12-31"); /* once is not enough */
    fiscal_line(&f, STR("BALANCE SHEETS AS OF DECEMBER 31, 2000 AND JANUARY 2, 2000"));
    assert_true(fiscal_in_weeks(&f, (struct xbz_date){2000, 12, 31}));
    assert_back(&f, (struct xbz_date){2000, 12, 31}, 1, "2000-01-02");
    /* the Sunday nearest December 31: the only rule that gives both */
    assert_back(&f, (struct xbz_date){2000, 12, 31}, 2, "1999-01-03");
    assert_back(&f, (struct xbz_date){2000, 12, 31}, 3, "1997-12-28");
}

static void test_weeks_by_rule(void **state)
{
    struct fiscal f;
    (void)state;
    fiscal_init(&f);
    fiscal_line(&f, STR("The fiscal year is the 52- or 53-week period"));
    assert_true(f.weeks);
    assert_back(&f, (struct xbz_date){1995, 9, 29}, 2, ""); /* nearest and last Friday differ */
    fiscal_line(&f, STR("that ends on the last Friday in September"));
    assert_true(f.last);
    assert_back(&f, (struct xbz_date){1995, 9, 29}, 2, "1993-09-24");
}

static void test_starts(void **state)
{
    static const struct xbz_date end = {2023, 7, 1}, guess = {2022, 10, 2};
    struct fiscal f;
    (void)state;
    fiscal_init(&f);
    fiscal_date(&f, (struct xbz_date){2022, 9, 24}, 1);
    assert_true(date_same(fiscal_start(&f, end, guess), guess)); /* once is not enough */
    fiscal_date(&f, (struct xbz_date){2022, 9, 24}, 1);
    assert_true(date_same(fiscal_start(&f, end, guess), (struct xbz_date){2022, 9, 25})); /* 40 weeks */
    fiscal_date(&f, (struct xbz_date){2022, 9, 27}, 9);                                   /* no whole weeks */
    fiscal_date(&f, (struct xbz_date){2022, 9, 10}, 9);                                   /* too far */
    assert_true(date_same(fiscal_start(&f, end, guess), (struct xbz_date){2022, 9, 25}));
    fiscal_date(&f, (struct xbz_date){2022, 10, 1}, 2);
    assert_true(date_same(fiscal_start(&f, end, guess), guess)); /* printed as often */
}

/* "June 30, 2023 and July 1, 2022" end quarters, "December 31" the year. */
static void test_start_after_a_month(void **state)
{
    struct fiscal f;
    struct xbz_date end = {2023, 6, 30}, guess = {2022, 12, 31};
    (void)state;
    fiscal_init(&f);
    fiscal_date(&f, (struct xbz_date){2022, 12, 31}, 2);
    assert_true(date_same(fiscal_start(&f, end, guess), (struct xbz_date){2023, 1, 1}));
    fiscal_date(&f, (struct xbz_date){2022, 12, 30}, 1); /* the day of whole weeks is printed too */
    assert_true(date_same(fiscal_start(&f, end, guess), guess));
}

static void test_doubt(void **state)
{
    struct fiscal f;
    (void)state;
    fiscal_init(&f);
    assert_back(&f, (struct xbz_date){1997, 9, 26}, 1, ""); /* within a month, nothing printed */
    fiscal_date(&f, (struct xbz_date){1996, 9, 26}, 1);
    assert_back(&f, (struct xbz_date){1997, 9, 26}, 1, "1996-09-26");
    fiscal_date(&f, (struct xbz_date){1996, 2, 30}, 5);
    assert_int_equal(f.n, 1);
    for (int i = 0; i < 400; i++) /* more than it keeps: the most seen stays */
        fiscal_date(&f, date_add_days((struct xbz_date){1980, 1, 1}, i), 1);
    assert_int_equal(f.n, FISCAL_DATES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_month_ends),          cmocka_unit_test(test_weeks_printed),
        cmocka_unit_test(test_weeks_by_rule),       cmocka_unit_test(test_starts),
        cmocka_unit_test(test_start_after_a_month), cmocka_unit_test(test_doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
