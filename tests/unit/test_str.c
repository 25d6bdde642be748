/* Text helpers: limits of searches, word edges, trimming, order, independence of locale. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

#define NONE ((size_t)-1)

static const struct xbz_str nothing = {NULL, 0};

static void assert_str(struct xbz_str s, const char *expected)
{
    assert_int_equal(s.n, strlen(expected));
    assert_true(s.n == 0 || memcmp(s.p, expected, s.n) == 0);
}

static void test_making(void **state)
{
    (void)state;
    assert_int_equal(str_of(NULL).n, 0);
    assert_int_equal(str_of("").n, 0);
    assert_int_equal(str_of("abc").n, 3);
    assert_int_equal(STR("a\0b").n, 3);
}

static void test_equality(void **state)
{
    (void)state;
    assert_true(str_eq(nothing, STR("")));
    assert_true(str_eq(STR("a\0b"), STR("a\0b")));
    assert_false(str_eq(STR("a\0b"), STR("a\0c")));
    assert_false(str_eq(STR("ab"), STR("abc")));
    assert_false(str_eq(STR("ab"), STR("aB")));
    assert_true(str_eq_nocase(nothing, nothing));
    assert_true(str_eq_nocase(STR("Net INCOME, 1"), STR("nET income, 1")));
    assert_false(str_eq_nocase(STR("ab"), STR("abc")));
    /* '@' and '`', '[' and '{' differ by the case bit only. */
    assert_false(str_eq_nocase(STR("@["), STR("`{")));
    assert_false(str_eq_nocase(STR("\xC4"), STR("\xE4")));
}

static void test_order(void **state)
{
    (void)state;
    assert_int_equal(str_cmp(nothing, STR("")), 0);
    assert_int_equal(str_cmp(STR("same"), STR("same")), 0);
    assert_true(str_cmp(nothing, STR("a")) < 0);
    assert_true(str_cmp(STR("ab"), STR("abc")) < 0);
    assert_true(str_cmp(STR("abd"), STR("abc")) > 0);
    assert_true(str_cmp(STR("b"), STR("abc")) > 0);
    assert_true(str_cmp(STR("a\0c"), STR("a\0b")) > 0);
    assert_true(str_cmp(STR("\xE9"), STR("z")) > 0); /* bytes, not signed characters */
}

static void test_starts_and_ends(void **state)
{
    (void)state;
    assert_true(str_starts_nocase(STR("Total assets"), STR("TOTAL")));
    assert_true(str_starts_nocase(STR("x"), nothing));
    assert_true(str_starts_nocase(nothing, nothing));
    assert_false(str_starts_nocase(STR("Tot"), STR("total")));
    assert_true(str_ends_nocase(STR("FILE.TXT"), STR(".txt")));
    assert_true(str_ends_nocase(STR(".txt"), STR(".txt")));
    assert_true(str_ends_nocase(nothing, nothing));
    assert_false(str_ends_nocase(STR("txt"), STR(".txt")));
    assert_false(str_ends_nocase(STR("a.txt2"), STR(".txt")));
}

static void test_find(void **state)
{
    const struct xbz_str s = STR("aab aaab AAAB");
    (void)state;

    assert_int_equal(str_find(s, STR("aab"), 0), 0);
    assert_int_equal(str_find(s, STR("aab"), 1), 5);
    assert_int_equal(str_find(s, STR("aab"), 6), NONE);
    assert_int_equal(str_find_nocase(s, STR("aab"), 6), 10);
    assert_int_equal(str_find_nocase(s, STR("AAAB"), 0), 4);
    assert_int_equal(str_find_nocase(s, STR("aAb"), 11), NONE);
    assert_int_equal(str_find(s, STR("B"), 0), 12); /* the last byte */
    assert_int_equal(str_find(s, STR("bx"), 0), NONE);
    assert_int_equal(str_find(STR("abab"), STR("bb"), 0), NONE);
    assert_int_equal(str_find(STR("abb"), STR("ba"), 0), NONE);
    assert_int_equal(str_find(s, s, 0), 0);
    assert_int_equal(str_find(s, STR("aab aaab AAAB."), 0), NONE);

    size_t (*const finders[])(struct xbz_str, struct xbz_str, size_t) = {str_find, str_find_nocase};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(finders[i](s, nothing, 0), 0);
        assert_int_equal(finders[i](s, nothing, s.n), s.n);
        assert_int_equal(finders[i](s, nothing, s.n + 1), NONE);
        assert_int_equal(finders[i](s, STR("B"), s.n), NONE);
        assert_int_equal(finders[i](s, STR("B"), SIZE_MAX), NONE);
        assert_int_equal(finders[i](nothing, STR("B"), 0), NONE);
        assert_int_equal(finders[i](nothing, nothing, 0), 0);
        assert_int_equal(finders[i](STR("a\0b"), STR("\0b"), 0), 1);
    }
}

/* Against the plain way, over texts of few letters in which nearly everything is found nearly everywhere; in pieces of
 * memory of their own, so that a read behind the end shows. */
static void test_find_nocase_everywhere(void **state)
{
    static const char letters[] = "aA@`zZ[\xC1\xE1";
    unsigned seed = 1;
    (void)state;

    for (unsigned round = 0; round < 4000; round++) {
        size_t n = round % 41, m = 1 + round % 3;
        char *text = malloc(n + 1), *what = malloc(m);
        assert_true(text && what);
        for (size_t i = 0; i < n + m; i++) {
            seed = seed * 1103515245 + 12345;
            *(i < n ? &text[i] : &what[i - n]) = letters[(seed >> 16) % (sizeof letters - 1)];
        }
        char *exact = realloc(text, n ? n : 1);
        const struct xbz_str s = {exact, n}, w = {what, m};
        for (size_t from = 0; from <= n; from++) {
            size_t at = from;
            while (at + m <= n && !str_eq_nocase(str_sub(s, at, m), w))
                at++;
            assert_int_equal(str_find_nocase(s, w, from), at + m <= n ? at : NONE);
        }
        free(exact);
        free(what);
    }
}

static void test_find_word(void **state)
{
    const struct xbz_str s = STR("Netting of net, nets. 3net NET");
    (void)state;

    assert_int_equal(str_find_word(s, STR("net"), 0), 11);
    assert_int_equal(str_find_word(s, STR("net"), 12), 27);
    assert_int_equal(str_find_word(s, STR("net"), 28), NONE);
    assert_int_equal(str_find_word(s, STR("netting"), 0), 0);
    assert_int_equal(str_find_word(STR("net"), STR("net"), 0), 0);
    assert_int_equal(str_find_word(STR("in thousands of dollars"), STR("thousands of"), 0), 3);
    assert_int_equal(str_find_word(STR("a nete net"), STR("net"), 0), 7);
    assert_int_equal(str_find_word(STR("x(a)y (a)"), STR("(a)"), 0), 6);
    assert_int_equal(str_find_word(s, nothing, 0), NONE);
    assert_int_equal(str_find_word(nothing, STR("net"), 0), NONE);
    assert_int_equal(str_find_word(STR("bnet net"), STR("net"), 1), 5); /* what stands before from counts */
}

static void test_sub(void **state)
{
    const struct xbz_str s = STR("abcdef");
    (void)state;

    assert_str(str_sub(s, 0, 3), "abc");
    assert_str(str_sub(s, 4, 3), "ef");
    assert_str(str_sub(s, 4, SIZE_MAX), "ef");
    assert_str(str_sub(s, 6, 1), "");
    assert_str(str_sub(s, SIZE_MAX, SIZE_MAX), "");
    assert_str(str_sub(s, 2, 0), "");
    assert_str(str_sub(nothing, 0, 5), "");
    assert_str(str_sub(nothing, 3, 5), "");
}

static void test_next_word(void **state)
{
    struct xbz_str word;
    size_t at = 0;
    (void)state;
    assert_true(str_next_word(STR("  net\tcash "), &at, &word));
    assert_true(str_eq(word, STR("net")));
    assert_true(str_next_word(STR("  net\tcash "), &at, &word));
    assert_true(str_eq(word, STR("cash")));
    assert_false(str_next_word(STR("  net\tcash "), &at, &word));
    at = 0;
    assert_false(str_next_word(STR(""), &at, &word));
    assert_true(str_has_word(STR("net cash used"), STR("cash")));
    assert_false(str_has_word(STR("net cash used"), STR("use")));
}

static void test_trim(void **state)
{
    (void)state;
    assert_str(str_trim(nothing), "");
    assert_str(str_trim(STR("  \t\r\n\f\v ")), "");
    assert_str(str_trim(STR("x")), "x");
    assert_str(str_trim(STR(" \t a b\t ")), "a b");
    assert_str(str_trim(STR("\xC2\xA0 \xC2\xA0x\xC2\xA0y\xC2\xA0 \xC2\xA0")), "x\xC2\xA0y");
    assert_str(str_trim(STR("\xC2\xA0")), "");
    /* Halves of NBSP, and letters ending in the same byte, stay. */
    assert_str(str_trim(STR("\xA0")), "\xA0");
    assert_str(str_trim(STR("\xC2")), "\xC2");
    assert_str(str_trim(STR("\xC3\xA0")), "\xC3\xA0");
    assert_str(str_trim(STR("\xC2\xA2")), "\xC2\xA2");
}

static void test_hash(void **state)
{
    (void)state;
    /* Published FNV-1a values. */
    assert_true(str_hash(nothing) == UINT64_C(0xcbf29ce484222325));
    assert_true(str_hash(STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(str_hash(STR("foobar")) == UINT64_C(0x85944171f73967e8));
    assert_true(str_hash(STR("\xFF")) != str_hash(STR("\x7F")));
}

static void test_characters(void **state)
{
    (void)state;

    for (int i = 0; i < 256; i++) {
        char c = (char)(unsigned char)i;
        bool upper = i >= 'A' && i <= 'Z', lower = i >= 'a' && i <= 'z', digit = i >= '0' && i <= '9';
        assert_int_equal(is_upper(c), upper);
        assert_int_equal(is_alpha(c), upper || lower);
        assert_int_equal(is_digit(c), digit);
        assert_int_equal(is_alnum(c), upper || lower || digit);
        assert_int_equal(is_space(c), i != 0 && strchr(" \t\n\r\f\v", i) != NULL);
        assert_int_equal((unsigned char)to_lower(c), upper ? i + 32 : i);
        assert_int_equal((unsigned char)to_upper(c), lower ? i - 32 : i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_making),
        cmocka_unit_test(test_equality),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_starts_and_ends),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_find_word),
        cmocka_unit_test(test_find_nocase_everywhere),
        cmocka_unit_test(test_sub),
        cmocka_unit_test(test_next_word),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
