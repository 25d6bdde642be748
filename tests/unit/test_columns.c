/* Periods of columns: from their headings, the column to the left, the stub, the title, the filing's header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/run.h"
#include "base/str.h"
#include "table/columns.h"

static struct xbz_run run;
static struct xbz_filing filing;
static struct xbz_tables sink;
static struct table_context context;
static struct xbz_column columns[8];

static int setup(void **state)
{
    (void)state;
    memset(&filing, 0, sizeof filing);
    memset(&run, 0, sizeof run);
    run.limits.table_bytes = 65536;
    run.limits.lead_lines = 5;
    return context_init(&context, &run, &sink, &filing) == XBZ_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    context_free(&context);
    return 0;
}

static void resolve(const char *stub, const char *title, enum column_nature nature, const char *const *labels)
{
    struct columns_question q = {
        .ctx = &context, .columns = columns, .stub = str_of(stub), .title = str_of(title), .nature = nature};
    memset(columns, 0, sizeof columns);
    for (; labels[q.n]; q.n++)
        columns[q.n].label = str_of(labels[q.n]);
    columns_resolve(&q);
}
#define RESOLVE(stub, title, nature, ...) resolve(stub, title, nature, (const char *const[]){__VA_ARGS__, NULL})

static void assert_period(size_t i, const char *expected)
{
    char text[2 * DATE_TEXT + 2] = "-", end[DATE_TEXT];
    struct xbz_period p = columns[i].period;
    if (p.kind != XBZ_PERIOD_NONE) {
        date_text(p.end, end);
        if (p.kind == XBZ_DURATION) {
            date_text(p.start, text);
            strcat(text, "..");
            strcat(text, end);
        } else {
            strcpy(text, end);
        }
    }
    assert_string_equal(text, expected);
}

static void test_own_heading(void **state)
{
    (void)state;
    RESOLVE("", "", NATURE_DURATION, "Three months ended June 30, 2008", "Six months ended June 30, 2009",
            "For the 13 weeks ended April 30, 1999", "Year ended 6/30/95", "Year ended February 29, 1996");
    assert_period(0, "2008-04-01..2008-06-30");
    assert_period(1, "2009-01-01..2009-06-30");
    assert_period(2, "1999-01-30..1999-04-30");
    assert_period(3, "1994-07-01..1995-06-30");
    assert_period(4, "1995-03-01..1996-02-29");
    RESOLVE("", "", NATURE_INSTANT, "June 30, 1999", "At December 31, 1998", "September 1997");
    assert_period(0, "1999-06-30");
    assert_period(1, "1998-12-31");
    assert_period(2, "1997-09-30");
    RESOLVE("", "", NATURE_DURATION, "Period from inception (March 3, 1997) to December 31, 1999");
    assert_period(0, "1997-03-03..1999-12-31");
}

static void test_from_stub_and_left(void **state)
{
    (void)state;
    RESOLVE("Years ended December 31,", "", NATURE_DURATION, "1996", "1995", "1994");
    assert_period(0, "1996-01-01..1996-12-31");
    assert_period(2, "1994-01-01..1994-12-31");
    RESOLVE("", "", NATURE_INSTANT, "December 31, 1996", "1995");
    assert_period(1, "1995-12-31");
    RESOLVE("Fiscal years ended January 31,", "", NATURE_DURATION, "1997", "1996");
    assert_period(0, "1996-02-01..1997-01-31");
}

static void test_from_title(void **state)
{
    (void)state;
    RESOLVE("", "STATEMENTS OF INCOME For the Years Ended December 31, 1996, 1995 and 1994", NATURE_DURATION, "1996",
            "1995", "1994");
    assert_period(1, "1995-01-01..1995-12-31");
    RESOLVE("", "BALANCE SHEETS June 30, 1997 and December 31, 1996", NATURE_UNKNOWN, "1997", "1996");
    assert_period(0, "1997-06-30");
    assert_period(1, "1996-12-31");
    RESOLVE("", "Fiscal year ended January 31, 1997", NATURE_DURATION, "1996", "1995");
    assert_period(0, "1996-02-01..1997-01-31");
    assert_period(1, "1995-02-01..1996-01-31");
    RESOLVE("", "BALANCE SHEET December 31, 2007", NATURE_INSTANT, "");
    assert_period(0, "2007-12-31");
    RESOLVE("", "BALANCE SHEETS AS OF DECEMBER 31, 2000 AND JANUARY 2, 2000", NATURE_INSTANT, "2000", "1999");
    assert_period(0, "2000-12-31");
    assert_period(1, "2000-01-02");
}

static void test_week_calendar(void **state)
{
    (void)state;
    fiscal_date(&context.fiscal, (struct xbz_date){1994, 9, 30}, 2);
    RESOLVE("Three fiscal years ended September 29, 1995", "", NATURE_DURATION, "1995", "1994", "1993");
    assert_period(0, "1994-10-01..1995-09-29");
    assert_period(1, "1993-10-02..1994-09-30");
    assert_period(2, "-"); /* the last Friday, or the nearest? */
    RESOLVE("", "", NATURE_DURATION, "Three months ended April 1, 2000");
    assert_period(0, "2000-01-02..2000-04-01");
}

static void test_from_header(void **state)
{
    (void)state;
    filing.form = STR("10-K");
    filing.period = (struct xbz_date){1997, 1, 31};
    filing.fiscal_month = 1;
    filing.fiscal_day = 31;
    RESOLVE("", "", NATURE_DURATION, "Fiscal 1996", "Fiscal 1995");
    assert_period(0, "1996-02-01..1997-01-31");
    assert_period(1, "1995-02-01..1996-01-31");
    filing.form = STR("10-Q");
    filing.period = (struct xbz_date){1999, 6, 30};
    filing.fiscal_month = 12;
    RESOLVE("", "", NATURE_DURATION, "Second Quarter 1999", "Second Quarter 1998", "Year to date June 30, 1999");
    assert_period(0, "1999-04-01..1999-06-30");
    assert_period(1, "1998-04-01..1998-06-30");
    assert_period(2, "1999-01-01..1999-06-30");
}

static void test_doubt(void **state)
{
    (void)state;
    RESOLVE("", "", NATURE_DURATION, "1996", "1995"); /* nothing tells the day */
    assert_period(0, "-");
    RESOLVE("", "", NATURE_DURATION, "December 31, 1996"); /* nothing tells the length */
    assert_period(0, "-");
    RESOLVE("", "", NATURE_DURATION, "Year ended 1996 Three months ended June 30, 1996");
    assert_period(0, "-");
    RESOLVE("", "Three and six months ended June 30, 1996", NATURE_DURATION, "1996");
    assert_period(0, "-");
    RESOLVE("", "", NATURE_INSTANT, "June 30, 1997 December 31, 1996");
    assert_period(0, "-");
    RESOLVE("", "", NATURE_INSTANT, "June 31, 1997");
    assert_period(0, "-");
}

static void test_flags(void **state)
{
    (void)state;
    RESOLVE("", "", NATURE_INSTANT, "Note", "Notes", "1996 (Note 2)", "As Restated");
    assert_int_equal(columns[0].flags, XBZ_COLUMN_NOTE);
    assert_int_equal(columns[1].flags, XBZ_COLUMN_NOTE);
    assert_int_equal(columns[2].flags, 0);
    assert_int_equal(columns[3].flags, XBZ_COLUMN_RESTATED);
    RESOLVE("", "", NATURE_INSTANT, "As Reported", "Adjustment", "As Restated");
    assert_int_equal(columns[0].flags, XBZ_COLUMN_PREVIOUS);
    assert_int_equal(columns[1].flags, XBZ_COLUMN_PRO_FORMA);
    RESOLVE("", "", NATURE_INSTANT, "As Reported");
    assert_int_equal(columns[0].flags, 0);
}

static void test_predecessors(void **state)
{
    (void)state;
    RESOLVE("", "", NATURE_DURATION, "Nine months ended September 30, 2023 Predecessor January 1 to July 21",
            "Nine months ended September 30, 2023 Successor July 22 to September 30");
    assert_period(0, "2023-01-01..2023-07-21");
    assert_period(1, "2023-07-22..2023-09-30");
    assert_int_equal(columns[0].flags | columns[1].flags, 0);
    RESOLVE("", "", NATURE_INSTANT, "Predecessor December 31, 2022", "Successor December 31, 2022");
    assert_int_equal(columns[0].flags, XBZ_COLUMN_PART);
    assert_int_equal(columns[1].flags, 0);
    /* A range the wrong way round is none. */
    RESOLVE("", "", NATURE_DURATION, "Year ended December 31, 2023 July 22 to March 30");
    assert_period(0, "-");
}

static void test_prose_and_titles(void **state)
{
    (void)state;
    assert_true(line_is_prose(STR("The accompanying notes are an integral part of these consolidated statements.")));
    assert_false(line_is_prose(STR("In thousands of dollars, except share amounts")));
    assert_true(line_is_prose(STR("In thousands of cases each year the company has to replace what it sold.")));
    assert_false(line_is_prose(
        STR("CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS (UNAUDITED) (in thousands except share data)")));
    assert_false(line_is_prose(STR("(in thousands, except per share data and number of shares issued)")));
    assert_false(line_is_prose(STR("Three months ended June 30,\t\tSix months ended June 30,")));
    assert_false(line_is_prose(STR("short")));
    assert_int_equal(title_nature(STR("Consolidated Balance Sheets")), NATURE_INSTANT);
    assert_int_equal(title_nature(STR("Statements of Financial Condition")), NATURE_INSTANT);
    assert_int_equal(title_nature(STR("Statement of Changes in Financial Position")), NATURE_DURATION);
    assert_int_equal(title_nature(STR("Statements of Cash Flows")), NATURE_DURATION);
    assert_int_equal(title_nature(STR("Store counts")), NATURE_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_own_heading, setup, teardown),
        cmocka_unit_test_setup_teardown(test_from_stub_and_left, setup, teardown),
        cmocka_unit_test_setup_teardown(test_from_title, setup, teardown),
        cmocka_unit_test_setup_teardown(test_week_calendar, setup, teardown),
        cmocka_unit_test_setup_teardown(test_from_header, setup, teardown),
        cmocka_unit_test_setup_teardown(test_doubt, setup, teardown),
        cmocka_unit_test_setup_teardown(test_flags, setup, teardown),
        cmocka_unit_test_setup_teardown(test_predecessors, setup, teardown),
        cmocka_unit_test(test_prose_and_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
