/* Words of headings: dates in all spellings, lengths, kinds, flags of columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/periods.h"

static struct phrase read(const char *text)
{
    struct phrase phrase;
    phrase_read(&phrase, str_of(text));
    return phrase;
}

static void assert_date(const char *text, size_t i, int year, unsigned month, unsigned day)
{
    struct phrase p = read(text);
    assert_true(i < p.n_dates);
    assert_int_equal(p.dates[i].year, year);
    assert_int_equal(p.dates[i].month, month);
    assert_int_equal(p.dates[i].day, day);
}

static void test_dates(void **state)
{
    (void)state;
    assert_date("December 31, 1996", 0, 1996, 12, 31);
    assert_date("DEC. 31 1996", 0, 1996, 12, 31);
    assert_date("Sept. 30", 0, 0, 9, 30);
    assert_date("June 30,", 0, 0, 6, 30);
    assert_date("31 March 1999", 0, 1999, 3, 31);
    assert_date("June 1997", 0, 1997, 6, 0);
    assert_date("12/31/96", 0, 1996, 12, 31);
    assert_date("6/30/2005", 0, 2005, 6, 30);
    assert_date("6-30-05", 0, 2005, 6, 30);
    assert_date("1999(a)", 0, 1999, 0, 0);
    assert_date("1996*", 0, 1996, 0, 0);
    assert_date("'98", 0, 1998, 0, 0);
    assert_date("December 31, 1996, 1995 and 1994", 2, 1994, 0, 0);
    assert_date("1996,1995", 1, 1995, 0, 0);
    assert_date("May 31, 2006", 0, 2006, 5, 31);
    assert_int_equal(read("which may differ").n_dates, 0);
    assert_int_equal(read("Note 1996.5").n_dates, 0);
    assert_int_equal(read("$1,996").n_dates, 0);
    assert_int_equal(read("13/45/99").n_dates, 0);
    assert_int_equal(read("").n_dates, 0);
}

static void test_lengths(void **state)
{
    (void)state;
    assert_int_equal(read("Three months ended June 30,").months, 3);
    assert_int_equal(read("SIX-MONTH PERIODS ENDED").months, 6);
    assert_int_equal(read("9 months").months, 9);
    assert_int_equal(read("Twelve Months Ended").months, 12);
    assert_int_equal(read("Years ended December 31").months, 12);
    assert_int_equal(read("FOR THREE YEARS ENDED DECEMBER 31, 2000").months, 12);
    assert_int_equal(read("Quarter ended").months, 3);
    assert_int_equal(read("For the 13 weeks ended April 30, 1999").weeks, 13);
    assert_int_equal(read("fifty-two weeks").weeks, 52);
    assert_int_equal(read("twenty-six weeks").weeks, 26);
    assert_int_equal(read("Second Quarter 1999").quarter, 2);
    assert_int_equal(read("Second Quarter 1999").months, 3);
    assert_int_equal(read("Q2 2009").quarter, 2);
    assert_int_equal(read("2Q09").dates[0].year, 2009);
    assert_int_equal(read("First Half").half, 1);
    assert_true(read("Three and six months ended June 30").mixed);
    assert_true(read("Year ended 1996 Three months ended").mixed);
    assert_int_equal(read("Year-to-date").months, 0);
    assert_true(read("Year-to-date").to_date);
    assert_false(phrase_dated(&(struct phrase){0}));
}

static void test_kinds(void **state)
{
    struct phrase p = read("Period from inception (March 3, 1997) to December 31, 1999");
    (void)state;
    assert_true(p.from);
    assert_int_equal(p.n_dates, 2);
    assert_int_equal(p.dates[0].year, 1997);
    assert_true(read("As of June 30").at);
    assert_true(read("At December 31").at);
    assert_true(read("for the year").ended);
    assert_false(read("December 31").ended);
}

static void test_ranges(void **state)
{
    (void)state;
    struct phrase p = read("Nine months ended September 30, 2023 Successor July 22 to September 30");
    assert_int_equal(p.range, 2);
    assert_int_equal(p.dates[p.range - 1].month, 7);
    assert_int_equal(p.dates[p.range].day, 30);
    assert_int_equal(read("January 1, 2023 through July 21, 2023").range, 1);
    assert_int_equal(read("June 30, 2023 and December 31, 2022").range, 0);
    assert_int_equal(read("June 30, 2023 compared to June 30, 2022").range, 0);
    assert_int_equal(read("March to June 30").range, 0);
    assert_int_equal(read("2022 to December 31, 2023").range, 0);
}

static void test_flags(void **state)
{
    (void)state;
    assert_int_equal(phrase_flags(STR("1996 (as restated)")), XBZ_COLUMN_RESTATED);
    assert_int_equal(phrase_flags(STR("As Previously Reported")), XBZ_COLUMN_PREVIOUS);
    assert_int_equal(phrase_flags(STR("Pro Forma 1996")), XBZ_COLUMN_PRO_FORMA);
    assert_int_equal(phrase_flags(STR("% Change")), XBZ_COLUMN_CHANGE);
    assert_int_equal(phrase_flags(STR("Favorable (Unfavorable)")), XBZ_COLUMN_CHANGE);
    assert_int_equal(phrase_flags(STR("Retained Earnings")), XBZ_COLUMN_PART);
    assert_int_equal(phrase_flags(STR("December 31, 1996")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),  cmocka_unit_test(test_lengths), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_ranges), cmocka_unit_test(test_flags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
