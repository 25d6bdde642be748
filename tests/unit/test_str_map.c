/* The hash table from text to numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/str_map.h"

static void test_put_and_get(void **state)
{
    (void)state;
    struct arena arena;
    struct str_map map;
    bool fresh;
    arena_init(&arena, 1 << 16);
    str_map_init(&map, &arena);
    assert_null(str_map_get(&map, STR("a")));
    *str_map_put(&map, STR("a"), &fresh) = 7;
    assert_true(fresh);
    *str_map_put(&map, (struct xbz_str){NULL, 0}, &fresh) = 8;
    assert_true(fresh);
    assert_int_equal(*str_map_put(&map, STR("a"), &fresh), 7);
    assert_false(fresh);
    assert_int_equal(*str_map_get(&map, STR("a")), 7);
    assert_int_equal(*str_map_get(&map, STR("")), 8);
    assert_null(str_map_get(&map, STR("A")));
    assert_null(str_map_get(&map, STR("aa")));
    assert_int_equal(map.n, 2);
    arena_free(&arena);
}

static void test_many(void **state)
{
    (void)state;
    enum { N = 3000 };
    static char names[N][8];
    struct arena arena;
    struct str_map map;
    bool fresh;
    arena_init(&arena, 1 << 22);
    str_map_init(&map, &arena);
    for (uint32_t i = 0; i < N; i++) {
        (void)snprintf(names[i], sizeof names[i], "k%u", (unsigned)i);
        *str_map_put(&map, str_of(names[i]), &fresh) = i;
        assert_true(fresh);
    }
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(*str_map_get(&map, str_of(names[i])), i);
    assert_null(str_map_get(&map, STR("k3000")));
    arena_free(&arena);
}

static void test_no_memory(void **state)
{
    (void)state;
    static char names[300][8];
    struct arena arena;
    struct str_map map;
    bool fresh = true;
    size_t n = 0;
    arena_init(&arena, 8192);
    str_map_init(&map, &arena);
    while (n < 300) {
        (void)snprintf(names[n], sizeof names[n], "k%zu", n);
        if (str_map_put(&map, str_of(names[n]), &fresh) == NULL)
            break;
        n++;
    }
    assert_true(n > 0 && n < 300);
    assert_false(fresh);
    assert_non_null(str_map_get(&map, str_of(names[n - 1])));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put_and_get),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
