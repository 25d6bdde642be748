/* Columns from figures: right and left edges, sparse columns, stray figures, uneven tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/text_columns.h"

static struct arena arena;

static size_t find(const char *const *lines, struct text_column **columns)
{
    struct text_row rows[32];
    struct scan scan;
    size_t n = 0, found = 0;
    memset(rows, 0, sizeof rows);
    for (; lines[n]; n++) {
        rows[n].text = rows[n].raw = str_of(lines[n]);
        scan_line(&scan, rows[n].text);
        rows[n].kind = scan.kind;
    }
    assert_int_equal(text_columns_find(&arena, rows, 0, 0, n, columns, &found), XBZ_OK);
    return found;
}
#define FIND(columns, ...) find((const char *const[]){__VA_ARGS__, NULL}, columns)

static void test_right_aligned(void **state)
{
    struct text_column *c = NULL;
    (void)state;
    assert_int_equal(FIND(&c, "Sales            $ 1,234   $   435", "Costs               (34)      (9)",
                          "Other                 --        1"),
                     2);
    assert_int_equal(c[0].hi, 24);
    assert_int_equal(c[1].hi, 34);
}

static void test_left_aligned(void **state)
{
    struct text_column *c = NULL;
    (void)state;
    assert_int_equal(FIND(&c, "Sales      1,234,567  12", "Costs      5          123,456", "Other      12,345     1"),
                     2);
    assert_int_equal(c[0].lo, 11);
    assert_int_equal(c[1].lo, 22);
}

static void test_sparse(void **state)
{
    struct text_column *c = NULL;
    struct scan scan;
    size_t of[SCAN_FIGURES];
    (void)state;
    assert_int_equal(FIND(&c, "Balance    100    200    300", "Income                    50", "Issue        5",
                          "Dividend          (20)   (20)"),
                     3);
    scan_line(&scan, STR("Income                    50"));
    assert_true(text_columns_assign(c, 3, &scan, of));
    assert_int_equal(of[0], 2);
    scan_line(&scan, STR("Issue        5"));
    assert_true(text_columns_assign(c, 3, &scan, of));
    assert_int_equal(of[0], 0);
}

static void test_stray(void **state)
{
    struct text_column *c = NULL;
    struct scan scan;
    size_t of[SCAN_FIGURES];
    (void)state;
    assert_int_equal(FIND(&c, "Interest net of $22.2 and $20.6      342.5    340.2",
                          "Sales                                 10.5     11.2",
                          "Costs                                 10.5     11.2"),
                     2);
    scan_line(&scan, STR("Interest net of $22.2 and $20.6      342.5    340.2"));
    assert_true(text_columns_assign(c, 2, &scan, of));
    assert_int_equal(scan.n_figures, 3);
    assert_int_equal(of[0], NO_COLUMN);
    assert_int_equal(of[1], 0);
    assert_int_equal(of[2], 1);
    scan_line(&scan, STR("authorized 5,500 shares, 2,285"));
    assert_true(text_columns_assign(c, 2, &scan, of));
    assert_int_equal(of[0], NO_COLUMN);
}

static void test_uneven(void **state)
{
    struct text_column *c = NULL;
    (void)state;
    assert_int_equal(FIND(&c, "Sales  1,234  2,345  3,456", "Costs of goods   12  23  34", "Other costs  1,111  222  3",
                          "Net 1   2   3"),
                     3);
    assert_int_equal(FIND(&c, "no figures here", "nor here"), 0);
}

static void test_torn(void **state)
{
    struct text_column *c = NULL;
    struct scan scan;
    (void)state;
    assert_int_equal(FIND(&c, "Sales      11,234     12,345", "Costs       1 820      1,034",
                          "Rent          520      1,034", "Power       1,007      1,034",
                          "Other       1,020      1,034", "More        1,120      1,034",
                          "All        10,000     11,034"),
                     2);
    scan_line(&scan, STR("Costs       1 820      1,034"));
    assert_int_equal(scan.n_figures, 3);
    text_columns_join(c, 2, &scan);
    assert_int_equal(scan.n_figures, 2);
    assert_int_equal(scan.figures[0].begin, 12);
    assert_int_equal(scan.figures[0].end, 17);
    /* columns of their own, however close */
    assert_int_equal(
        FIND(&c, "Sales    123 820      1,034", "Costs    345 820      1,034", "Rent     520 111      1,034"), 3);
    scan_line(&scan, STR("Sales    123 820      1,034"));
    text_columns_join(c, 3, &scan);
    assert_int_equal(scan.n_figures, 3);
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right_aligned), cmocka_unit_test(test_left_aligned), cmocka_unit_test(test_sparse),
        cmocka_unit_test(test_stray),         cmocka_unit_test(test_uneven),       cmocka_unit_test(test_torn),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
