/* Amounts whose thousands are set off by a point. */
#include "fixture.h"

#include "mapping/broken_commas.h"

#define DATES "2008-12-31 | 2007-12-31"

/* The kinds of the figures in the first column: '1' a number, 'x' damaged. */
static const char *kinds(struct fixture *fx, const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_BALANCE_SHEET, DATES, rows);
    char *text = arena_alloc(&fx->arena, ms->statement->n_items + 1);
    assert_non_null(text);
    broken_commas_find(&fx->run, ms);
    for (size_t i = 0; i < ms->statement->n_items; i++)
        text[i] = ms->statement->items[i].values[0].kind == XBZ_DAMAGED ? 'x' : '1';
    text[ms->statement->n_items] = '\0';
    return text;
}

static void test_among_whole_amounts(void **state)
{
    struct fixture *fx = *state;
    assert_string_equal(kinds(fx, "Inventories | 28,400 | 21,000\nGoodwill | 12.345 | 2,050\n"
                                  "Total assets | 60,000 | 51,000\nPayables | 350 | 410\n"),
                        "1x11");
    assert_int_equal(fx->run.counts[XBZ_D_CELL_UNREADABLE], 1);
    assert_string_equal(fx->detail, "Goodwill: 12.345");
}

static void test_decimals(void **state)
{
    /* Too few amounts with thousands, decimals elsewhere, other numbers of digits. */
    assert_string_equal(kinds(*state, "Inventories | 28,400 | 21,000\nGoodwill | 12.345 | 12\n"), "11");
    assert_string_equal(kinds(*state, "Inventories | 28,400 | 21,000\nCash | 7,100 | 9,400\nDebt | 5.5 | 6\n"
                                      "Goodwill | 12.345 | 12\n"),
                        "1111");
    assert_string_equal(kinds(*state, "Inventories | 28,400 | 21,000\nCash | 7,100 | 9,400\nDebt | 5.3456 | 6\n"),
                        "111");
    assert_string_equal(kinds(*state, "Inventories | 28,400 | 21,000\nCash | 7,100 | 9,400\nDebt | 0.125 | 6\n"),
                        "111");
    assert_string_equal(kinds(*state, "Inventories | 28,400 | 21,000\nCash | 7,100 | 9,400\nDebt | 1,250.125 | 6\n"),
                        "111");
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_TEST(test_among_whole_amounts), FIXTURE_TEST(test_decimals)};
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
