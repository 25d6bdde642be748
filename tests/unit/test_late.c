/* Columns dated by what a document prints after them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/str.h"
#include "table/late.h"

static struct fiscal fiscal;
static struct xbz_column columns[3];

static int setup(void **state)
{
    static const struct xbz_date ends[] = {{2024, 12, 29}, {2023, 12, 31}};
    static const char *const labels[] = {"2024", "2023", "2022"};
    (void)state;
    fiscal_init(&fiscal);
    memset(columns, 0, sizeof columns);
    for (size_t i = 0; i < 3; i++)
        columns[i].label = str_of(labels[i]);
    for (size_t i = 0; i < 2; i++) {
        columns[i].period = (struct xbz_period){XBZ_DURATION, period_start_weeks(ends[i], 52), ends[i]};
        fiscal_date(&fiscal, ends[i], 2);
    }
    return 0;
}

static void assert_period(size_t i, const char *start, const char *end)
{
    char text[DATE_TEXT];
    date_text(columns[i].period.start, text);
    assert_string_equal(text, start);
    date_text(columns[i].period.end, text);
    assert_string_equal(text, end);
}

static void test_printed_later(void **state)
{
    (void)state;
    late_periods(&fiscal, columns, 3); /* Sunday nearest to the month's end, or the last one? */
    assert_int_equal(columns[2].period.kind, XBZ_PERIOD_NONE);
    fiscal_date(&fiscal, (struct xbz_date){2023, 1, 1}, 2);
    late_periods(&fiscal, columns, 3);
    assert_int_equal(columns[2].period.kind, XBZ_DURATION);
    assert_period(2, "2022-01-03", "2023-01-01");
    assert_period(1, "2023-01-02", "2023-12-31");
}

static void test_long_year(void **state)
{
    (void)state;
    fiscal_date(&fiscal, (struct xbz_date){2022, 12, 25}, 5);
    late_periods(&fiscal, columns, 3);
    assert_period(1, "2022-12-26", "2023-12-31"); /* 53 weeks */
    assert_period(2, "2021-12-27", "2022-12-25");
}

static void test_instants(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++)
        columns[i].period = (struct xbz_period){.kind = XBZ_INSTANT, .end = columns[i].period.end};
    fiscal_date(&fiscal, (struct xbz_date){2023, 1, 1}, 2);
    late_periods(&fiscal, columns, 3);
    assert_int_equal(columns[2].period.kind, XBZ_INSTANT);
    assert_period(2, "", "2023-01-01");
}

static void test_left_alone(void **state)
{
    (void)state;
    fiscal_date(&fiscal, (struct xbz_date){2023, 1, 1}, 2);
    columns[2].label = STR("Quarter ended 2022");
    late_periods(&fiscal, columns, 3);
    assert_int_equal(columns[2].period.kind, XBZ_PERIOD_NONE);
    columns[2].label = STR("2022");
    columns[2].flags = XBZ_COLUMN_CHANGE;
    late_periods(&fiscal, columns, 3);
    assert_int_equal(columns[2].period.kind, XBZ_PERIOD_NONE);
    /* Years that end with their month count no weeks. */
    columns[0].period = (struct xbz_period){XBZ_DURATION, {2021, 1, 1}, {2021, 12, 31}};
    fiscal_date(&fiscal, (struct xbz_date){2021, 1, 1}, 9);
    late_periods(&fiscal, columns, 1);
    assert_period(0, "2021-01-01", "2021-12-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_printed_later, setup),
        cmocka_unit_test_setup(test_long_year, setup),
        cmocka_unit_test_setup(test_instants, setup),
        cmocka_unit_test_setup(test_left_alone, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
