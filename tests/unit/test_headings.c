/* Grids to tables: signs in cells of their own, spacer columns, spans, blocks of headings, words only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "table/grid.h"
#include "table/headings.h"
#include "table_kit.h"

static struct table_kit kit;
static struct table_context context;
static struct grid grid;
static struct xbz_tables sink;

static int setup(void **state)
{
    (void)state;
    kit_init(&kit);
    sink = (struct xbz_tables){&kit, kit_prose, kit_table};
    if (context_init(&context, &kit.run, &sink, &kit.filing) != XBZ_OK)
        return -1;
    grid_init(&grid, &context.arena, &kit.run.limits);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    context_free(&context);
    kit_free(&kit);
    return 0;
}

/* A row: cells separated by '|', each one layout column; "text@3" spans three. */
static void add_row(const char *cells)
{
    unsigned col = 0;
    assert_int_equal(grid_row(&grid, 0, (struct xbz_place){grid.n_rows + 1, 0, 0}), XBZ_OK);
    for (const char *p = cells;; p++) {
        const char *end = strchr(p, '|');
        size_t n = end ? (size_t)(end - p) : strlen(p);
        const char *at = memchr(p, '@', n);
        struct grid_cell cell = {.col = col, .colspan = at ? (unsigned)strtoul(at + 1, NULL, 10) : 1, .rowspan = 1};
        cell.text = (struct xbz_str){p, at ? (size_t)(at - p) : n};
        if (cell.text.n)
            assert_int_equal(grid_add(&grid, &cell), XBZ_OK);
        col += cell.colspan;
        if (!end)
            break;
        p = end;
    }
}

static const char *resolve(void)
{
    assert_int_equal(headings_resolve(&context, &grid), XBZ_OK);
    return buf_cstr(&kit.dump);
}

static void lead(const char *text)
{
    struct xbz_text_line line = {str_of(text), {1, 0, 0}};
    assert_int_equal(context_prose(&context, &line), XBZ_OK);
}

static void test_split_signs(void **state)
{
    (void)state;
    lead("CONSOLIDATED STATEMENTS OF INCOME");
    lead("(In thousands of Euro, except share data)");
    add_row("||Years ended December 31,@7");
    add_row("||1999@3||1998@3");
    add_row("Net sales||$|1,234|||$|1,100|");
    add_row("Loss||$|(12|)|||(9|)");
    add_row("Margin|||12|%|||9|)%");
    add_row("Shares|||1,000|(1)|||-|");
    ASSERT_IN_ORDER(
        resolve(), "scale 3/0 currency EUR", "column 0 1999-01-01..1999-12-31 |Years ended December 31, 1999\n",
        "column 1 1998-01-01..1998-12-31 |Years ended December 31, 1998\n", "|Net sales\n  0 1234 $\n  1 1100 $\n",
        "|Loss\n  0 -12 () $\n  1 -9 ()\n", "|Margin\n  0 12%\n  1 -9% ()\n", "|Shares\n  0 1000 {(1)}\n  1 nil\n");
    assert_int_equal(kit.n_tables, 1);
}

static void test_blocks(void **state)
{
    (void)state;
    lead("SELECTED DATA");
    add_row("|June 30, 1999|June 30, 1998");
    add_row("Cash|10|20");
    add_row("|March 31, 1999|March 31, 1998");
    add_row("Cash|30|40");
    add_row("|March 31, 1999|March 31, 1998");
    add_row("Debt|50|60");
    ASSERT_IN_ORDER(resolve(), "column 0 1999-06-30", "|Cash\n  0 10\n", "table 3", "column 0 1999-03-31",
                    "|Cash\n  0 30\n", "|Debt\n  0 50\n");
    assert_int_equal(kit.n_tables, 2);
}

static void test_flags(void **state)
{
    (void)state;
    lead("CONSOLIDATED BALANCE SHEETS");
    add_row("|Note|June 30, 1999|June 30, 1998 (as restated)|Pro forma June 30, 1999|% change");
    add_row("Total assets|3|10|20|30|5%");
    add_row("Total liabilities|4|10|20|30|6%");
    ASSERT_IN_ORDER(resolve(), "column 0 - [note]", "column 1 1999-06-30 |", "column 2 1998-06-30 [restated]",
                    "column 3 1999-06-30 [pro-forma]", "column 4 - [change]");
}

static void test_change_of_rows(void **state)
{
    (void)state;
    /* The word heads the stub and reaches over all columns: it speaks of the rows. */
    lead("STATEMENTS OF COMPREHENSIVE INCOME");
    add_row("|Year ended December 31, 1999|Year ended December 31, 1998");
    add_row("|Increase/(Decrease)|Increase/(Decrease)");
    add_row("Net income|10|20");
    ASSERT_IN_ORDER(resolve(), "column 0 1999-01-01..1999-12-31 |", "column 1 1998-01-01..1998-12-31 |");
}

static void test_words_and_nothing(void **state)
{
    (void)state;
    add_row("Name|Title");
    add_row("A. Smith|President");
    assert_string_equal(resolve(), "");
    assert_string_equal(buf_cstr(&kit.prose), "Name Title\nA. Smith President\n");
    grid_init(&grid, &context.arena, &kit.run.limits);
    assert_string_equal(resolve(), "");
}

static void test_year_stub(void **state)
{
    (void)state;
    add_row("|Minimum rent|Sublease");
    add_row("2000|10|1");
    add_row("2001|20|2");
    ASSERT_IN_ORDER(resolve(), "column 0 - |Minimum rent", "column 1 - |Sublease", "|2000\n  0 10\n  1 1\n", "|2001\n");
}

static void test_undated_is_reported(void **state)
{
    (void)state;
    lead("CONSOLIDATED BALANCE SHEETS");
    add_row("|This year|Last year");
    add_row("Total assets|10|20");
    (void)resolve();
    assert_int_equal(kit.run.counts[XBZ_D_COLUMN_UNDATED], 2);
}

static void test_too_many_columns(void **state)
{
    char row[1024] = "x";
    (void)state;
    for (int i = 0; i < 80; i++)
        strcat(row, "|5");
    add_row(row);
    (void)resolve();
    assert_int_equal(kit.n_tables, 0);
    assert_int_equal(kit.run.counts[XBZ_D_TABLE_TOO_LARGE], 1);
    assert_int_equal(context.lead_n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_split_signs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_blocks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_flags, setup, teardown),
        cmocka_unit_test_setup_teardown(test_change_of_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words_and_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_year_stub, setup, teardown),
        cmocka_unit_test_setup_teardown(test_undated_is_reported, setup, teardown),
        cmocka_unit_test_setup_teardown(test_too_many_columns, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
