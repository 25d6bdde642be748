/* Wrapped stubs: which line of words goes on with the one before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/text_rows.h"

static bool goes_on(const char *first, unsigned first_indent, const char *second, unsigned second_indent,
                    unsigned width)
{
    struct xbz_str a = str_of(first);
    return stub_goes_on(a, first_indent, first_indent + (unsigned)a.n, str_of(second), second_indent, width);
}

static void test_goes_on(void **state)
{
    (void)state;
    assert_true(goes_on("Operating, selling", 2, "and general expenses", 4, 60));
    assert_true(goes_on("Cost of goods sold and", 0, "Services", 2, 60));
    assert_true(goes_on("Common stock ($.10 par value;", 0, "5,500 shares authorized", 2, 60));
    assert_true(goes_on("Preferred stock ($.10 par", 0, "100 shares", 2, 60));
    assert_true(goes_on("Accrued expenses and other current", 2, "(Note 8)", 4, 60));
    assert_true(goes_on("Income From Continuing Operations", 0, "Before Income Taxes", 2, 60));
    assert_true(goes_on("Net Cash Provided By (Used In)", 0, "Investing Activities", 2, 60));
    assert_true(goes_on("OTHER LONG-TERM LIABILITIES AND", 0, "MINORITY INTERESTS", 0, 60));
    assert_true(goes_on("Proceeds from the sale of Marketable", 0, "Securities", 2, 40)); /* it would not have fitted */
}

static void test_new_caption(void **state)
{
    (void)state;
    assert_false(goes_on("Revenues:", 0, "net sales", 2, 60));
    assert_false(goes_on("Revenues", 0, "Net sales", 2, 60));
    assert_false(goes_on("CURRENT ASSETS", 0, "Cash and equivalents", 0, 16));
    assert_false(goes_on("Assets", 0, "Current assets", 0, 60));
    assert_false(goes_on("", 0, "Cash", 0, 60));
    assert_false(goes_on("Cash", 0, "", 0, 60));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_goes_on), cmocka_unit_test(test_new_caption)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
