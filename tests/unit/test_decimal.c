/* Numbers as text: what is a number, canonical text, values in units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "base/str.h"

#define DIGITS_38 "12345678901234567890123456789012345678"

static struct xbz_decimal number(const char *text)
{
    struct xbz_decimal d;

    if (!decimal_read(&d, str_of(text)))
        fail_msg("\"%s\" is not read", text);
    return d;
}

static void test_numbers(void **state)
{
    static const struct {
        const char *text;
        bool negative;
        const char *digits;
        int exponent;
    } cases[] = {
        {"0", false, "0", 0},
        {"7", false, "7", 0},
        {"007", false, "7", 0},
        {"000", false, "0", 0},
        {"-0", true, "0", 0},
        {"-5", true, "5", 0},
        {"(5)", true, "5", 0},
        {"15", false, "15", 0},
        {"1.50", false, "150", -2},
        {"0.50", false, "50", -2},
        {".95", false, "95", -2},
        {"-.95", true, "95", -2},
        {"(.10)", true, "10", -2},
        {".00", false, "0", -2},
        {"0.007", false, "7", -3},
        {"1,234", false, "1234", 0},
        {"12,345", false, "12345", 0},
        {"123,456,789", false, "123456789", 0},
        {"1'234'567", false, "1234567", 0},
        {"(1,234.50)", true, "123450", -2},
        {"1,000.000", false, "1000000", -3},
        {"1,000,000", false, "1000000", 0},
        {"1234567.89", false, "123456789", -2},
        {DIGITS_38, false, DIGITS_38, 0},
        {"-1."
         "2345678901234567890123456789012345678",
         true, DIGITS_38, -37},
        {"." DIGITS_38, false, DIGITS_38, -38},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct xbz_decimal d = number(cases[i].text);
        assert_int_equal(d.negative, cases[i].negative);
        assert_int_equal(d.n, strlen(cases[i].digits));
        assert_memory_equal(d.digits, cases[i].digits, d.n);
        assert_int_equal(d.exponent, cases[i].exponent);
        assert_int_equal(decimal_places(&d), -cases[i].exponent);
        assert_int_equal(decimal_is_zero(&d), strcmp(cases[i].digits, "0") == 0);
    }
}

static void test_what_is_no_number(void **state)
{
    static const char *const cases[] = {
        "",
        "-",
        "--5",
        "+5",
        "()",
        "(",
        ")",
        "(5",
        "5)",
        "((5))",
        "(-5)",
        "-(5)",
        "5-",
        ".",
        "-.",
        "(.)",
        "1.",
        "1,234.",
        "1.2.3",
        "1..2",
        ",",
        ",123",
        "1,23",
        "1,2345",
        "1,234,5",
        "1,234,",
        "1,,234",
        "1234,567",
        "0,123",
        "00,123",
        "000,123",
        "1,234'567",
        "1'234,567",
        "1.234,5",
        "1,23.4",
        "1,.5",
        "1.5,000",
        "1 234",
        " 1",
        "1 ",
        "( 5)",
        "$5",
        "5%",
        "1e5",
        "0x10",
        "1/2",
        "nil",
        "1234a",
        "\xE2\x88\x92"
        "5",
        "1\xC2\xA0"
        "234",
        "\xEF\xBC\x91",
        "1_000",
        "-,5",
        DIGITS_38 "9",
        "0" DIGITS_38,
        "." DIGITS_38 "9",
        "0." DIGITS_38,
        "-" DIGITS_38 ".5",
    };
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct xbz_decimal d, before;
        memset(&d, 0x5A, sizeof(d));
        memcpy(&before, &d, sizeof(d));
        if (decimal_read(&d, str_of(cases[i])))
            fail_msg("\"%s\" is read", cases[i]);
        assert_memory_equal(&d, &before, sizeof(d));
    }

    struct xbz_decimal d;
    assert_false(decimal_read(&d, (struct xbz_str){NULL, 0}));
    assert_false(decimal_read(&d, STR("1\0")));
    assert_false(decimal_read(&d, STR("\0")));

    /* Very many digits, with and without a point. */
    static char many[70000];
    memset(many, '0', sizeof(many));
    assert_false(decimal_read(&d, (struct xbz_str){many, sizeof(many)}));
    many[1] = '.';
    assert_false(decimal_read(&d, (struct xbz_str){many, sizeof(many)}));
}

/* Only the bytes of the string count, not what follows. */
static void test_strings_are_not_terminated(void **state)
{
    struct xbz_decimal d;
    (void)state;

    assert_true(decimal_read(&d, str_sub(STR("(12,345)"), 1, 2)));
    assert_int_equal(d.n, 2);
    assert_true(decimal_read(&d, str_sub(STR("1.567"), 0, 4)));
    assert_int_equal(d.exponent, -2);
}

static void assert_text(struct xbz_decimal d, const char *expected)
{
    char buf[DECIMAL_TEXT + 1];

    memset(buf, 'X', sizeof(buf));
    assert_int_equal(decimal_text(&d, buf), strlen(expected));
    assert_string_equal(buf, expected);
    assert_int_equal(buf[DECIMAL_TEXT], 'X');
}

static struct xbz_decimal shifted(const char *text, int power)
{
    struct xbz_decimal d = number(text);

    assert_true(decimal_shift(&d, power));
    return d;
}

static void test_canonical_text(void **state)
{
    (void)state;

    assert_text(number("0"), "0");
    assert_text(number("-0"), "0");
    assert_text(number("(.00)"), "0");
    assert_text(shifted("0", 6), "0");
    assert_text((struct xbz_decimal){.n = 0}, "0");
    assert_text(number("0.50"), "0.5");
    assert_text(number("(.10)"), "-0.1");
    assert_text(number(".95"), "0.95");
    assert_text(number("1.00"), "1");
    assert_text(number("10"), "10");
    assert_text(number("1,234.50"), "1234.5");
    assert_text(shifted("100", 3), "100000");
    assert_text(shifted("(9,575)", 3), "-9575000");
    assert_text(shifted("9.6", 6), "9600000");
    assert_text(shifted("1.234567", 3), "1234.567");
    assert_text(shifted("1.5", 1), "15");
    assert_text(shifted("12.5", -2), "0.125");
    assert_text(shifted("12.50", -2), "0.125");
    assert_text(shifted("5", -4), "0.0005");
    assert_text(shifted("-100", -2), "-1");
    assert_text(number(DIGITS_38), DIGITS_38);
    assert_text(number("." DIGITS_38), "0." DIGITS_38);
    /* Zeros a writer may have left in front do no harm. */
    assert_text((struct xbz_decimal){.n = 4, .exponent = -1, .digits = "0120"}, "12");
}

static void test_text_that_does_not_fit(void **state)
{
    char buf[DECIMAL_TEXT];
    size_t longest = 0;
    (void)state;

    for (int power = -9998; power <= 9999; power++) {
        struct xbz_decimal d = shifted("-12.3", power);
        size_t n = decimal_text(&d, buf);
        assert_true(n < DECIMAL_TEXT);
        assert_int_equal(strlen(buf), n);
        if (n > longest)
            longest = n;
        if (power >= -60 && power <= 60)
            assert_true(n > 0);
        if (power < -200 || power > 200)
            assert_int_equal(n, 0);
    }
    assert_int_equal(longest, DECIMAL_TEXT - 1);
}

static void test_equality_by_value(void **state)
{
    static const struct {
        const char *a;
        int power_a;
        const char *b;
        int power_b;
        bool equal;
    } cases[] = {
        {"1.50", 0, "1.5", 0, true},    {"-0", 0, "0", 0, true},        {"0", 9, ".000", 0, true},
        {"1,000", 0, "1", 3, true},     {"10", -1, "1", 0, true},       {"-5", 0, "(5.0)", 0, true},
        {"5", 0, "-5", 0, false},       {"15", 0, "1.5", 0, false},     {"1.05", 0, "1.5", 0, false},
        {"0", 0, "0.001", 0, false},    {"123", 0, "124", 0, false},    {"12", 0, "123", 0, false},
        {"1", 9999, "1", -9999, false}, {"100", 9000, "1", 9002, true},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct xbz_decimal a = shifted(cases[i].a, cases[i].power_a), b = shifted(cases[i].b, cases[i].power_b);
        assert_int_equal(decimal_equal(&a, &b), cases[i].equal);
        assert_int_equal(decimal_equal(&b, &a), cases[i].equal);
        assert_true(decimal_equal(&a, &a));
    }
    struct xbz_decimal none = {.n = 0}, zero = number("0.0");
    assert_true(decimal_equal(&none, &zero));
    assert_true(decimal_is_zero(&none));
}

static void test_shift(void **state)
{
    struct xbz_decimal d = number("1.5");
    (void)state;

    assert_int_equal(decimal_places(&d), 1);
    assert_true(decimal_shift(&d, 3));
    assert_int_equal(d.exponent, 2);
    assert_int_equal(decimal_places(&d), 0);
    assert_true(decimal_shift(&d, 9997));
    assert_int_equal(d.exponent, 9999);
    assert_false(decimal_shift(&d, 1));
    assert_int_equal(d.exponent, 9999);
    assert_true(decimal_shift(&d, -19998));
    assert_false(decimal_shift(&d, -1));
    assert_false(decimal_shift(&d, INT32_MAX));
    assert_false(decimal_shift(&d, INT32_MIN));
    assert_int_equal(d.exponent, -9999);
    assert_int_equal(decimal_places(&d), 9999);
}

static void assert_units(const char *text, int power, int unit, int64_t expected)
{
    struct xbz_decimal d = shifted(text, power);
    int64_t got = -77;

    assert_true(decimal_units(&d, unit, &got));
    assert_true(got == expected);
}

static void assert_no_units(const char *text, int power, int unit)
{
    struct xbz_decimal d = shifted(text, power);
    int64_t got = -77;

    assert_false(decimal_units(&d, unit, &got));
    assert_true(got == -77);
}

static void test_units(void **state)
{
    (void)state;

    assert_units("0", 0, 0, 0);
    assert_units("0.000", 0, 5, 0);
    assert_units("-0", 9999, -9999, 0);
    assert_units("9,575", 3, 3, 9575);
    assert_units("9,575", 3, 0, 9575000);
    assert_units("(1.50)", 0, -2, -150);
    assert_units("1.50", 0, -1, 15);
    assert_no_units("1.50", 0, 0);
    assert_units("1,500", 0, 2, 15);
    assert_no_units("1,500", 0, 3);
    assert_units("1", 17, 0, INT64_C(100000000000000000));
    assert_units("-1", 17, 0, INT64_C(-100000000000000000));
    assert_units("99999999999999999", 0, 0, INT64_C(99999999999999999));
    assert_no_units("100000000000000001", 0, 0);
    assert_no_units("-100000000000000001", 0, 0);
    assert_no_units("2", 17, 0);
    assert_no_units("1", 18, 0);
    assert_no_units("1", 9999, -9999);
    assert_no_units(DIGITS_38, 0, 0);
    assert_no_units("1", 0, INT32_MAX);
    assert_no_units("1", 0, INT32_MIN);
    assert_no_units(".5", 0, 0);
    assert_no_units("1", -9999, 0);
    assert_units("1", -9999, -9999, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_what_is_no_number),
        cmocka_unit_test(test_strings_are_not_terminated),
        cmocka_unit_test(test_canonical_text),
        cmocka_unit_test(test_text_that_does_not_fit),
        cmocka_unit_test(test_equality_by_value),
        cmocka_unit_test(test_shift),
        cmocka_unit_test(test_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
