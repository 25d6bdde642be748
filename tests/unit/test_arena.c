/* Arenas: alignment, zeroing, the cap, running out of memory.  The source is included to have it with the failure
 * counter, which ordinary builds leave out. */
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

#define CAP (4u * 1024 * 1024)

static void test_pieces_are_aligned_zeroed_and_apart(void **state)
{
    struct arena arena;
    unsigned char *pieces[400];
    (void)state;

    arena_init(&arena, CAP);
    for (size_t i = 0; i < 400; i++) {
        pieces[i] = arena_alloc(&arena, i);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < i; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)(i % 251) + 1, i);
    }
    for (size_t i = 0; i < 400; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(pieces[i][k], i % 251 + 1);
    assert_true(arena.used >= 400 * 399 / 2);
    assert_true(arena.used <= arena.held && arena.held <= CAP);
    arena_free(&arena);
    assert_int_equal(arena.held, 0);
}

static void test_types_of_any_alignment(void **state)
{
    struct arena arena;
    (void)state;

    arena_init(&arena, CAP);
    for (int i = 0; i < 100; i++) {
        *ARENA_NEW(&arena, char) = 'x';
        *ARENA_NEW(&arena, long double) = 0;
        *ARENA_NEW(&arena, uint64_t) = 1;
        *ARENA_NEW(&arena, void *) = &arena;
        ARENA_ARRAY(&arena, 3, struct xbz_value)[2].number.n = 1;
    }
    assert_false(arena.exhausted || arena.no_memory);
    arena_free(&arena);
}

static void test_large_pieces_leave_the_rest_of_a_block_in_use(void **state)
{
    struct arena arena;
    (void)state;

    arena_init(&arena, CAP);
    assert_non_null(arena_alloc(&arena, 64));
    struct arena_block *first = arena.current;
    char *large = arena_alloc(&arena, 300000);
    assert_non_null(large);
    large[299999] = 'x';
    assert_non_null(arena_alloc(&arena, 64));
    if (ARENA_BLOCK > 1024)
        assert_ptr_equal(arena.current, first);
    arena_free(&arena);
}

static void test_cap(void **state)
{
    static const size_t caps[] = {0, 1, 31, 32, 48, 100, 4096, 70000, 200000, CAP};
    struct arena arena;
    (void)state;

    for (size_t i = 0; i < sizeof(caps) / sizeof(caps[0]); i++) {
        arena_init(&arena, caps[i]);
        size_t pieces = 0;
        while (arena_alloc(&arena, 100)) {
            pieces++;
            assert_true(arena.held <= caps[i]);
        }
        assert_true(arena.exhausted);
        assert_false(arena.no_memory);
        assert_int_equal(arena_status(&arena, XBZ_SKIP), XBZ_SKIP);
        assert_true(pieces <= caps[i] / 100);
        /* Blocks and alignment may cost something, but most of the cap must be usable. */
        if (ARENA_BLOCK > 1024 && caps[i] >= 4096)
            assert_true(pieces * 112 >= caps[i] / 10 * 9);
        arena_reset(&arena);
        assert_false(arena.exhausted);
        if (pieces)
            assert_non_null(arena_alloc(&arena, 100));
        arena_free(&arena);
    }
}

static void test_exact_fit_of_a_large_piece(void **state)
{
    struct arena arena;
    (void)state;

    arena_init(&arena, sizeof(struct arena_block) + 160000);
    assert_null(arena_alloc(&arena, 160001));
    assert_true(arena.exhausted);
    assert_non_null(arena_alloc(&arena, 160000));
    assert_int_equal(arena.held, arena.cap);
    assert_null(arena_alloc(&arena, 1));
    arena_free(&arena);
}

static void test_sizes_that_overflow(void **state)
{
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 15, SIZE_MAX - 16, SIZE_MAX / 2 + 1};
    struct arena arena;
    (void)state;

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        arena_init(&arena, SIZE_MAX - 4096);
        assert_non_null(arena_alloc(&arena, 1));
        if (sizes[i] > SIZE_MAX - 4096 - ARENA_BLOCK)
            assert_null(arena_alloc(&arena, sizes[i]));
        assert_null(arena_array(&arena, sizes[i], 2));
        assert_null(arena_array(&arena, 3, sizes[i]));
        assert_true(arena.exhausted);
        assert_false(arena.no_memory);
        arena_free(&arena);
    }
    arena_init(&arena, CAP);
    assert_non_null(arena_array(&arena, 0, SIZE_MAX));
    assert_non_null(arena_array(&arena, SIZE_MAX, 0));
    assert_false(arena.exhausted);
    arena_free(&arena);
}

static void test_reset_keeps_blocks_and_zeroes_again(void **state)
{
    struct arena arena;
    (void)state;

    arena_init(&arena, CAP);
    arena_reset(&arena); /* of an unused one */
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) {
            unsigned char *piece = arena_alloc(&arena, 1000);
            assert_non_null(piece);
            for (size_t k = 0; k < 1000; k++)
                assert_int_equal(piece[k], 0);
            memset(piece, 0xFF, 1000);
        }
        assert_non_null(arena_alloc(&arena, 200000));
        size_t held = arena.held;
        arena_reset(&arena);
        assert_int_equal(arena.used, 0);
        assert_true(arena.held < held);
        if (ARENA_BLOCK > 1024)
            assert_true(arena.held > 1000000);
    }
    arena_free(&arena);
    assert_non_null(arena_alloc(&arena, 10)); /* usable again with the same cap */
    arena_free(&arena);
    arena_free(&arena);
}

/* How many pieces fit, of sizes that rise and fall. */
static size_t fill(struct arena *arena, uint32_t random, size_t largest)
{
    size_t n = 0, size;

    do {
        random = random * 1664525u + 1013904223u;
        size = (random >> 8) % (random >> 28 ? 300 : largest);
        n++;
    } while (arena_alloc(arena, size));
    assert_true(arena->exhausted);
    return n;
}

static void test_what_fits_does_not_depend_on_the_past(void **state)
{
    static const size_t largest[] = {100, 20000, 70000, 400000};
    struct arena arena;
    (void)state;

    for (uint32_t round = 0; round < 64; round++) {
        size_t cap = 50000 + round * 9973, before = largest[round % 4], after = largest[round / 4 % 4];
        arena_init(&arena, cap);
        size_t fresh = fill(&arena, round, after);
        arena_free(&arena);

        fill(&arena, round + 100, before);
        arena_reset(&arena);
        assert_int_equal(fill(&arena, round, after), fresh);
        assert_true(arena.held <= cap);
        arena_reset(&arena);
        assert_non_null(arena_alloc(&arena, cap - sizeof(struct arena_block) - alignof(max_align_t)));
        arena_free(&arena);
        assert_int_equal(arena.held, 0);
    }
}

static void test_copies_of_text(void **state)
{
    struct arena arena;
    bool ok = true;
    (void)state;

    arena_init(&arena, CAP);
    char source[] = {'a', '\0', 'b', 'z'};
    struct xbz_str copy = arena_str(&arena, (struct xbz_str){source, 3}, &ok);
    assert_true(ok);
    assert_int_equal(copy.n, 3);
    assert_ptr_not_equal(copy.p, source);
    assert_memory_equal(copy.p, "a\0b\0", 4);

    copy = arena_str(&arena, (struct xbz_str){NULL, 0}, NULL);
    assert_int_equal(copy.n, 0);
    assert_string_equal(copy.p, "");

    ok = false;
    arena_str(&arena, (struct xbz_str){source, 1}, &ok);
    assert_false(ok); /* success does not set it */
    arena_free(&arena);

    arena_init(&arena, 8);
    ok = true;
    copy = arena_str(&arena, (struct xbz_str){source, 3}, &ok);
    assert_null(copy.p);
    assert_int_equal(copy.n, 0);
    assert_false(ok);
    assert_null(arena_str(&arena, (struct xbz_str){source, SIZE_MAX}, NULL).p);
    arena_free(&arena);
}

static void test_every_allocation_failing_once(void **state)
{
    struct arena arena;
    unsigned long nth = 1;
    (void)state;

    for (bool failed = true; failed; nth++) {
        assert_true(nth < 10000);
        failed = false;
        arena_init(&arena, CAP);
        mem_fail_at(nth);
        for (size_t i = 0; i < 200 && !failed; i++)
            failed = !arena_alloc(&arena, i * 37);
        mem_fail_at(0);
        assert_int_equal(arena.no_memory, failed);
        assert_false(arena.exhausted);
        assert_int_equal(arena_status(&arena, XBZ_SKIP), failed ? XBZ_FATAL : XBZ_SKIP);
        if (failed) {
            arena_reset(&arena);
            assert_non_null(arena_alloc(&arena, 1));
        }
        arena_free(&arena);
    }
    assert_true(nth > 3);
}

static void test_failure_counter(void **state)
{
    (void)state;

    mem_fail_at(2);
    char *p = mem_alloc(1);
    assert_non_null(p);
    assert_null(mem_resize(p, 100));
    char *q = mem_alloc(0);
    assert_non_null(q);
    assert_int_equal(mem_fail_at(0), 3);
    assert_int_equal(mem_fail_at(0), 0);
    mem_free(q);
    mem_free(p);
    mem_free(NULL);
}

static void test_mem_alloc_and_resize(void **state)
{
    (void)state;

    unsigned char *p = mem_alloc(1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(p[i], 0);
    memset(p, 7, 1000);
    p = mem_resize(p, 5000);
    assert_non_null(p);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(p[i], 7);
    p = mem_resize(p, 0);
    assert_non_null(p);
    mem_free(p);
    p = mem_resize(NULL, 10);
    assert_non_null(p);
    mem_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(test_types_of_any_alignment),
        cmocka_unit_test(test_large_pieces_leave_the_rest_of_a_block_in_use),
        cmocka_unit_test(test_cap),
        cmocka_unit_test(test_exact_fit_of_a_large_piece),
        cmocka_unit_test(test_sizes_that_overflow),
        cmocka_unit_test(test_reset_keeps_blocks_and_zeroes_again),
        cmocka_unit_test(test_what_fits_does_not_depend_on_the_past),
        cmocka_unit_test(test_copies_of_text),
        cmocka_unit_test(test_every_allocation_failing_once),
        cmocka_unit_test(test_failure_counter),
        cmocka_unit_test(test_mem_alloc_and_resize),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
