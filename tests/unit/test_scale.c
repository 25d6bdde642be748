/* Scale and currency wording. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/scale.h"

static void assert_scale(const char *text, int money, int shares)
{
    struct xbz_scale scale = {-9, -9};
    assert_true(scale_read(&scale, str_of(text), false));
    assert_int_equal(scale.money, money);
    assert_int_equal(scale.shares, shares);
}

static void test_scale(void **state)
{
    struct xbz_scale scale = {-9, -9};
    (void)state;
    assert_scale("(In thousands)", 3, 3);
    assert_scale("In thousands, except per share data", 3, 3);
    assert_scale("(In millions of dollars, except per common share data)", 6, 6);
    assert_scale("Amounts in thousands of dollars except share data", 3, 0);
    assert_scale("(in thousands, except share and per share data)", 3, 0);
    assert_scale("(in thousands, except per share and share amounts)", 3, 0);
    assert_scale("($000)", 3, 3);
    assert_scale("(000's omitted)", 3, 3);
    assert_scale("(Dollars in thousands)", 3, 3);
    assert_scale("(expressed in thousands of U.S. dollars)", 3, 3);
    assert_scale("($ in millions)", 6, 6);
    assert_scale("($ thousands)", 3, 3);
    assert_scale("(shares in thousands)", -1, 3);
    assert_scale("(in billions of yen)", 9, 9);
    assert_false(scale_read(&scale, STR("raised 5 million dollars"), false));
    assert_false(scale_read(&scale, STR("1,000 shares"), false));
    assert_false(scale_read(&scale, STR("thousands of customers were served in many states"), true));
    assert_false(scale_read(&scale, STR(""), false));
    assert_int_equal(scale.money, -9);
    assert_true(scale_read(&scale, STR("consist of the following (in thousands):"), true));
}

static void test_currency(void **state)
{
    (void)state;
    assert_true(str_eq(currency_read(STR("(in thousands of Canadian dollars)")), STR("CAD")));
    assert_true(str_eq(currency_read(STR("expressed in thousands of U.S. dollars")), STR("USD")));
    assert_true(str_eq(currency_read(STR("in millions of Euro")), STR("EUR")));
    assert_true(str_eq(currency_read(STR("pounds sterling")), STR("GBP")));
    assert_true(str_eq(currency_read(STR("\xc2\xa5")), STR("JPY")));
    assert_true(str_eq(currency_read(STR("Amounts in thousands of dollars")), STR("USD")));
    assert_int_equal(currency_read(STR("Dollar General Corporation")).n, 0);
    assert_int_equal(currency_read(STR("(In thousands)")).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_scale), cmocka_unit_test(test_currency)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
