/* Progress as text: units, rate, time left, nothing foretold where that is not possible. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/progress.h"

static void assert_text(uint64_t bytes, uint64_t size, uint64_t seconds, const char *expected)
{
    const struct xbz_totals totals = {.bytes_in = bytes, .filings = 12, .facts = 3456};
    char text[PROGRESS_TEXT];
    progress_text(text, &totals, size, seconds * 1000);
    assert_string_equal(text, expected);
}

static void test_size_known(void **state)
{
    (void)state;
    assert_text(2500000000, 10000000000, 10, "2.50 of 10.0 GB, 12 filings, 3456 facts, 250 MB/s, 30 s left");
}

static void test_units(void **state)
{
    (void)state;
    assert_text(999, 0, 1, "999 bytes, 12 filings, 3456 facts, 999 bytes/s");
    assert_text(1000, 0, 1, "1.00 kB, 12 filings, 3456 facts, 1.00 kB/s");
    assert_text(999499, 0, 0, "999 kB, 12 filings, 3456 facts, 0 bytes/s");
    assert_text(999999, 0, 10, "999 kB, 12 filings, 3456 facts, 99.9 kB/s");
    assert_text(12345678, 0, 10, "12.3 MB, 12 filings, 3456 facts, 1.23 MB/s");
    assert_text(UINT64_C(16700000000000), 0, 100, "16.7 TB, 12 filings, 3456 facts, 167 GB/s");
}

static void test_time_left(void **state)
{
    (void)state;
    assert_text(1000000, 100000000, 10, "1.00 of 100 MB, 12 filings, 3456 facts, 100 kB/s, 16 min 30 s left");
    assert_text(1000000, 5000000000, 10, "1.00 MB of 5.00 GB, 12 filings, 3456 facts, 100 kB/s, 13 h 53 min left");
}

/* At the beginning, at the end, and when more comes than the size said. */
static void test_nothing_foretold(void **state)
{
    (void)state;
    assert_text(1000000, 4000000, 1, "1.00 of 4.00 MB, 12 filings, 3456 facts, 1.00 MB/s");
    assert_text(4000000, 4000000, 4, "4.00 of 4.00 MB, 12 filings, 3456 facts, 1.00 MB/s");
    assert_text(5000000, 4000000, 5, "5.00 MB, 12 filings, 3456 facts, 1.00 MB/s");
    assert_text(0, 4000000, 5, "0 bytes of 4.00 MB, 12 filings, 3456 facts, 0 bytes/s");
}

static void test_fits_a_line(void **state)
{
    const struct xbz_totals totals = {.bytes_in = UINT64_MAX / 2, .filings = UINT64_MAX, .facts = UINT64_MAX};
    char text[PROGRESS_TEXT];
    (void)state;
    memset(text, 'x', sizeof text);
    progress_text(text, &totals, UINT64_MAX, UINT64_MAX);
    assert_int_equal(strlen(text), PROGRESS_TEXT - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size_known),       cmocka_unit_test(test_units),       cmocka_unit_test(test_time_left),
        cmocka_unit_test(test_nothing_foretold), cmocka_unit_test(test_fits_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
