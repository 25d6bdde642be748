/* Rows to line items: headings, parents, depths, own scales; indented and flat stubs. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "statement/items.h"

#define DATES "2008-12-31 | 2007-12-31"

/* The tree as text: line items by number, each with its heading's ("3<1"), headings with "h". */
static const char *tree(struct fixture *fx, const char *rows)
{
    struct xbz_statement *s = fixture_statement(fx, XBZ_BALANCE_SHEET, DATES, rows);
    char text[1024];
    size_t n = 0;
    text[0] = '\0';
    for (size_t i = 0; i < s->n_items; i++) {
        const struct xbz_line_item *item = &s->items[i];
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%zu%s", i ? " " : "", i + 1, item->heading ? "h" : "");
        if (item->parent != XBZ_NO_PARENT)
            n += (size_t)snprintf(text + n, sizeof text - n, "<%zu", item->parent + 1);
        unsigned above = 0;
        for (size_t p = item->parent; p != XBZ_NO_PARENT; p = s->items[p].parent)
            above++;
        assert_int_equal(item->depth, above);
    }
    return arena_str(&fx->arena, str_of(text), NULL).p;
}

static void test_total_labels(void **state)
{
    (void)state;
    assert_true(item_is_total_label(STR("")));
    assert_true(item_is_total_label(STR("  ")));
    assert_true(item_is_total_label(STR("Total assets")));
    assert_true(item_is_total_label(STR("TOTAL")));
    assert_true(item_is_total_label(STR("Subtotal")));
    assert_true(item_is_total_label(STR("Sub-total")));
    assert_true(item_is_total_label(STR("Net cash provided by operating activities")));
    assert_false(item_is_total_label(STR("Net income")));
    assert_false(item_is_total_label(STR("Assets, total")));
}

static void test_own_scale(void **state)
{
    (void)state;
    assert_int_equal(item_label_scale(STR("Weighted average shares (in thousands)")), 3);
    assert_int_equal(item_label_scale(STR("Shares outstanding (000)")), 3);
    assert_int_equal(item_label_scale(STR("Shares (000's)")), 3);
    assert_int_equal(item_label_scale(STR("Revenue (Thousands)")), 3);
    assert_int_equal(item_label_scale(STR("Average shares, in millions")), 6);
    assert_int_equal(item_label_scale(STR("Shares (millions)")), 6);
    assert_int_equal(item_label_scale(STR("Net income")), -1);
    assert_int_equal(item_label_scale(STR("")), -1);
    /* Per-share amounts have no scale, unless shares are counted too. */
    assert_int_equal(item_label_scale(STR("Earnings per share (in thousands)")), -1);
    assert_int_equal(item_label_scale(STR("Shares used in computing earnings per share (in thousands)")), 3);
}

static void test_indented(void **state)
{
    assert_string_equal(tree(*state, "Current assets:\n"
                                     "  Cash | 1 | 2\n"
                                     "  Inventories:\n"
                                     "    Raw | 3 | 4\n"
                                     "    Finished | 3 | 4\n"
                                     "  Other | 5 | 6\n"
                                     "    Total current assets | 12 | 16\n"
                                     "Plant | 7 | 8\n"),
                        "1h 2<1 3h<1 4<3 5<3 6<1 7<1 8");
}

static void test_total_on_the_headings_level(void **state)
{
    /* The sum that closes a heading stands under it, what follows does not. */
    assert_string_equal(tree(*state, "Current assets:\n"
                                     "  Cash | 1 | 2\n"
                                     "Total current assets | 1 | 2\n"
                                     "Plant | 7 | 8\n"),
                        "1h 2<1 3<1 4");
    /* A second sum on that level is no longer one of the heading's. */
    assert_string_equal(tree(*state, "Current assets:\n"
                                     "  Cash | 1 | 2\n"
                                     "Total current assets | 1 | 2\n"
                                     "Total assets | 7 | 8\n"),
                        "1h 2<1 3<1 4");
    /* Without a sum, coming back to the heading's level ends it. */
    assert_string_equal(tree(*state, "Inventories:\n  Raw | 1 | 2\nPlant | 7 | 8\n"), "1h 2<1 3");
}

static void test_flat(void **state)
{
    assert_string_equal(tree(*state, "Current assets:\n"
                                     "Cash | 1 | 2\n"
                                     "Other | 1 | 2\n"
                                     "Total current assets | 2 | 4\n"
                                     "Plant | 7 | 8\n"
                                     "Current liabilities:\n"
                                     "Payables | 7 | 8\n"
                                     "Long-term liabilities:\n"
                                     "Debt | 7 | 8\n"),
                        "1h 2<1 3<1 4<1 5 6h 7<6 8h 9<8");
    /* A heading right under another one on its level stands under it. */
    assert_string_equal(tree(*state, "ASSETS\nCurrent assets:\nCash | 1 | 2\n"), "1h 2h<1 3<2");
}

static void test_total_under_a_heading(void **state)
{
    assert_string_equal(tree(*state, "Current assets:\n  Cash | 1 | 2\n  Other | 1 | 2\n    Total | 2 | 4\n"),
                        "1h 2<1 3<1 4<1");
    /* Sums without a caption have no indent. */
    assert_string_equal(tree(*state, "Current assets:\n  Cash | 1 | 2\n  Other | 1 | 2\n | 2 | 4\nPlant | 1 | 2\n"),
                        "1h 2<1 3<1 4<1 5");
}

static void test_centred_heading(void **state)
{
    /* Centred over the table it is no deeper than what follows. */
    assert_string_equal(tree(*state, "                    ASSETS\n"
                                     "Current assets:\n"
                                     "  Cash | 1 | 2\n"
                                     "Total assets | 1 | 2\n"
                                     "                    LIABILITIES\n"
                                     "Payables | 1 | 2\n"),
                        "1h 2h<1 3<2 4<2 5h 6<5");
}

static void test_what_is_a_heading(void **state)
{
    struct xbz_statement *s = fixture_statement(*state, XBZ_BALANCE_SHEET, DATES,
                                                "Words | (unaudited) |\n"
                                                "Nothing printed | - | -\n"
                                                "Percent | 5% |\n"
                                                "  |  | \n"
                                                "Empty\n");
    assert_true(s->items[0].heading);
    assert_false(s->items[1].heading);
    assert_false(s->items[2].heading);
    assert_false(s->items[3].heading);
    assert_true(s->items[4].heading);
}

static void test_deep_headings(void **state)
{
    /* More levels than are remembered. */
    char rows[2048];
    size_t n = 0;
    for (size_t i = 0; i < 12; i++)
        n += (size_t)snprintf(rows + n, sizeof rows - n, "%*sHeading\n", (int)i, "");
    for (size_t i = 0; i < 12; i++)
        n += (size_t)snprintf(rows + n, sizeof rows - n, "%*sHeading\n", 13, "");
    (void)snprintf(rows + n, sizeof rows - n, "%*sLast | 1 | 2\n", 13, "");
    struct xbz_statement *s = fixture_statement(*state, XBZ_BALANCE_SHEET, DATES, rows);
    assert_int_equal(s->items[24].parent, 23);
    assert_in_range(s->items[24].depth, 12, 16);
}

static void test_continued_rows(void **state)
{
    struct fixture *fx = *state;
    struct xbz_table *first = fixture_table(fx, NULL, DATES, "ASSETS\nCurrent assets:\n  Cash | 1 | 2\n");
    struct xbz_table *second = fixture_table(fx, NULL, DATES, "  Other | 1 | 2\n  Total current assets | 2 | 4\n");
    struct xbz_line_item items[8];
    memset(items, 0, sizeof items);
    assert_true(items_from_rows(&fx->arena, items, 0, first->rows, first->n_rows, 2));
    assert_true(items_from_rows(&fx->arena, items, 3, second->rows, second->n_rows, 2));
    assert_int_equal(items[3].parent, 1);
    assert_int_equal(items[3].depth, 2);
    assert_int_equal(items[4].parent, 1);
    /* A heading that stands last on its page goes on. */
    assert_true(items_from_rows(&fx->arena, items, 2, second->rows, second->n_rows, 2));
    assert_int_equal(items[2].parent, 1);
}

static void test_copies(void **state)
{
    struct fixture *fx = *state;
    char label[] = "Cash", text[] = "12", mark[] = "(1)";
    struct xbz_value values[1] = {{.kind = XBZ_NUMBER, .text = {text, 2}, .mark = {mark, 3}}};
    struct xbz_row row = {.label = {label, 4}, .values = values, .flags = XBZ_ROW_BOLD, .place = {7, 8, 9}};
    struct xbz_line_item item;
    memset(&item, 0, sizeof item);
    assert_true(items_from_rows(&fx->arena, &item, 0, &row, 1, 1));
    memset(label, 'x', 4);
    memset(text, 'x', 2);
    memset(mark, 'x', 3);
    assert_str(item.label, "Cash");
    assert_str(item.values[0].text, "12");
    assert_str(item.values[0].mark, "(1)");
    assert_int_equal(item.flags, XBZ_ROW_BOLD);
    assert_int_equal(item.place.line, 7);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct xbz_table *table = fixture_table(fx, NULL, DATES, "ASSETS\n  Cash | 1 | 2\n  Other | 1 | 2\n");
    struct xbz_line_item items[3];
    bool ok = false;
    for (size_t cap = 0; cap < 8192 && !ok; cap += 40) {
        struct arena arena;
        arena_init(&arena, cap);
        memset(items, 0, sizeof items);
        ok = items_from_rows(&arena, items, 0, table->rows, table->n_rows, 2);
        assert_true(ok || (cap < 4096 && arena.exhausted));
        arena_free(&arena);
    }
    assert_true(ok);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_total_labels),
        FIXTURE_TEST(test_own_scale),
        FIXTURE_TEST(test_indented),
        FIXTURE_TEST(test_total_on_the_headings_level),
        FIXTURE_TEST(test_flat),
        FIXTURE_TEST(test_total_under_a_heading),
        FIXTURE_TEST(test_centred_heading),
        FIXTURE_TEST(test_what_is_a_heading),
        FIXTURE_TEST(test_deep_headings),
        FIXTURE_TEST(test_continued_rows),
        FIXTURE_TEST(test_copies),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
