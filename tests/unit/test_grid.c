/* Grid: rows, cells, caps and cut spans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/grid.h"

static const struct xbz_place nowhere = {0, 0, 0};

static void test_rows_and_cells(void **state)
{
    struct arena arena;
    struct grid grid;
    struct xbz_limits limits = {.rows = 5000};
    struct grid_cell cell = {.text = STR("x"), .col = 3, .colspan = 2, .rowspan = 1};
    (void)state;
    arena_init(&arena, (size_t)8 << 20);
    grid_init(&grid, &arena, &limits);
    assert_int_equal(grid_add(&grid, &cell), XBZ_OK); /* no row yet: nothing is added */
    assert_int_equal(grid.n_cells, 0);
    for (unsigned r = 0; r < 300; r++) {
        assert_int_equal(grid_row(&grid, r == 7 ? GRID_ROW_HEADING : 0, nowhere), XBZ_OK);
        assert_int_equal(grid_add(&grid, &cell), XBZ_OK);
    }
    grid_row_flags(&grid, XBZ_ROW_DOUBLE_BELOW);
    assert_int_equal(grid.n_rows, 300);
    assert_int_equal(grid.n_cells, 300);
    assert_int_equal(grid.n_cols, 5);
    assert_int_equal(grid.rows[7].flags, GRID_ROW_HEADING);
    assert_int_equal(grid.rows[299].flags, XBZ_ROW_DOUBLE_BELOW);
    assert_int_equal(grid.rows[299].first, 299);
    assert_int_equal(grid.rows[299].n, 1);
    assert_int_equal(grid.cells[299].row, 299);
    arena_free(&arena);
}

static void test_spans_are_cut(void **state)
{
    struct arena arena;
    struct grid grid;
    struct xbz_limits limits = {.rows = 10};
    struct grid_cell cell = {.col = 500, .colspan = 376967340u, .rowspan = 4000000000u};
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    grid_init(&grid, &arena, &limits);
    assert_int_equal(grid_row(&grid, 0, nowhere), XBZ_OK);
    assert_int_equal(grid_add(&grid, &cell), XBZ_OK);
    assert_true(grid.span_cut);
    assert_int_equal(grid.cells[0].colspan, GRID_COLUMNS - 500);
    assert_int_equal(grid.cells[0].rowspan, 10);
    assert_int_equal(grid.n_cols, GRID_COLUMNS);
    cell.col = GRID_COLUMNS;
    assert_int_equal(grid_add(&grid, &cell), XBZ_OK);
    assert_int_equal(grid.n_cells, 1);
    cell = (struct grid_cell){.col = 0};
    assert_int_equal(grid_add(&grid, &cell), XBZ_OK);
    assert_int_equal(grid.cells[1].colspan, 1);
    assert_int_equal(grid.cells[1].rowspan, 1);
    arena_free(&arena);
}

static void test_caps(void **state)
{
    struct arena arena;
    struct grid grid;
    struct xbz_limits limits = {.rows = 2};
    enum xbz_status status = XBZ_OK;
    struct grid_cell cell = {.col = 1};
    (void)state;
    arena_init(&arena, 65536);
    grid_init(&grid, &arena, &limits);
    assert_int_equal(grid_row(&grid, 0, nowhere), XBZ_OK);
    assert_int_equal(grid_row(&grid, 0, nowhere), XBZ_OK);
    assert_int_equal(grid_row(&grid, 0, nowhere), XBZ_SKIP);
    for (int i = 0; i < 100000 && status == XBZ_OK; i++)
        status = grid_add(&grid, &cell);
    assert_int_equal(status, XBZ_SKIP); /* the arena is full */
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_and_cells),
        cmocka_unit_test(test_spans_are_cut),
        cmocka_unit_test(test_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
