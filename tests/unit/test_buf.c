/* Growable bytes: growth, the maximum, stickiness, lack of memory.  arena.c is included to have its failure counter,
 * which ordinary builds leave out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#ifndef XBZ_TEST_ALLOC
#define XBZ_TEST_ALLOC
#endif
#include "base/arena.c"
#include "base/buf.h"
#include "base/str.h"

static void assert_holds(struct buf *buf, const char *expected)
{
    assert_int_equal(buf_view(buf).n, strlen(expected));
    assert_string_equal(buf_cstr(buf), expected);
}

static void test_empty(void **state)
{
    struct buf buf;
    (void)state;

    buf_init(&buf, 10);
    assert_int_equal(buf_view(&buf).n, 0);
    assert_string_equal(buf_cstr(&buf), "");
    buf_add(&buf, NULL, 0);
    buf_text(&buf, NULL);
    buf_text(&buf, "");
    buf_str(&buf, (struct xbz_str){NULL, 0});
    buf_printf(&buf, "%s", "");
    assert_holds(&buf, "");
    assert_null(buf.p);
    buf_free(&buf);
    buf_free(&buf);
}

static void test_each_way_to_append(void **state)
{
    struct buf buf;
    (void)state;

    buf_init(&buf, 1000);
    buf_add(&buf, "ab\0c", 4);
    buf_byte(&buf, '|');
    buf_text(&buf, "text");
    buf_str(&buf, STR("|str"));
    buf_printf(&buf, "|%d-%s", -5, "x");
    assert_int_equal(buf.n, 4 + 1 + 4 + 4 + 5);
    assert_memory_equal(buf_cstr(&buf), "ab\0c|text|str|-5-x", buf.n + 1);
    buf_clear(&buf);
    assert_holds(&buf, "");
    buf_text(&buf, "again");
    assert_holds(&buf, "again");
    buf_free(&buf);
}

static void test_growth(void **state)
{
    struct buf buf;
    (void)state;

    buf_init(&buf, SIZE_MAX);
    for (unsigned i = 0; i < 100000; i++)
        buf_byte(&buf, (char)('a' + i % 26));
    assert_int_equal(buf.n, 100000);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(buf.p[i], 'a' + i % 26);
    assert_false(buf.full || buf.no_memory);
    buf_free(&buf);

    /* Any length by printf, across the growth steps. */
    for (int width = 1; width < 700; width++) {
        buf_init(&buf, 10000);
        buf_printf(&buf, "%*d", width, 7);
        assert_int_equal(buf.n, width);
        assert_int_equal(buf.p[width - 1], '7');
        buf_free(&buf);
    }
}

static void test_maximum_is_exact_and_sticky(void **state)
{
    struct buf buf;
    (void)state;

    for (size_t max = 0; max < 200; max++) {
        char text[300];
        memset(text, 'x', sizeof(text));

        buf_init(&buf, max);
        buf_add(&buf, text, max);
        assert_int_equal(buf.n, max);
        assert_false(buf.full);
        buf_byte(&buf, 'y');
        assert_true(buf.full);
        assert_int_equal(buf.n, max);
        assert_int_equal(strlen(buf_cstr(&buf)), max);
        assert_true(buf.room <= max + 1);
        buf_clear(&buf);
        assert_false(buf.full);
        buf_add(&buf, text, sizeof(text)); /* cut at max */
        assert_int_equal(buf.n, max);
        assert_true(buf.full);
        buf_free(&buf);
    }

    buf_init(&buf, 5);
    buf_text(&buf, "abcdef");
    assert_holds(&buf, "abcde");
    buf_clear(&buf);
    buf_text(&buf, "abc");
    buf_text(&buf, "defgh");
    assert_holds(&buf, "abcde");
    buf_free(&buf);

    buf_init(&buf, 5);
    buf_byte(&buf, 'a');
    buf_printf(&buf, "%s", "bcdefgh");
    assert_holds(&buf, "abcde");
    assert_true(buf.full);
    buf.n = 2; /* even with room again nothing is appended until it is cleared */
    buf_text(&buf, "z");
    buf_byte(&buf, 'z');
    buf_printf(&buf, "z");
    assert_int_equal(buf.n, 2);
    buf_free(&buf);
}

static void test_lengths_that_overflow(void **state)
{
    struct buf buf;
    (void)state;

    buf_init(&buf, 6);
    buf_text(&buf, "abc");
    buf_add(&buf, "defghi", SIZE_MAX - 2); /* only what fits is read */
    assert_holds(&buf, "abcdef");
    assert_true(buf.full);
    buf_free(&buf);
}

static void test_lack_of_memory(void **state)
{
    struct buf buf;
    unsigned long nth = 1;
    (void)state;

    for (bool failed = true; failed; nth++) {
        assert_true(nth < 100);
        buf_init(&buf, 100000);
        mem_fail_at(nth);
        for (int i = 0; i < 5000; i++) {
            buf_text(&buf, "0123456789");
            buf_printf(&buf, "%d", 5);
        }
        mem_fail_at(0);
        failed = buf.no_memory;
        assert_false(buf.full);
        assert_int_equal(failed, buf.n < 55000);
        /* What is there is whole up to the failure, and stays. */
        size_t n = buf.n;
        for (size_t i = 0; i < n; i++)
            assert_int_equal(buf.p[i], "01234567895"[i % 11]);
        assert_int_equal(strlen(buf_cstr(&buf)), n);
        buf_byte(&buf, 'x');
        assert_int_equal(buf.n, failed ? n : n + 1);
        buf_clear(&buf);
        assert_int_equal(buf.no_memory, failed);
        buf_free(&buf);
        assert_false(buf.no_memory);
    }
    assert_true(nth > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_each_way_to_append),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_maximum_is_exact_and_sticky),
        cmocka_unit_test(test_lengths_that_overflow),
        cmocka_unit_test(test_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
