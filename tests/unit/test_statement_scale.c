/* The scale of a statement that states none, by the line items it shares with the others. */
#include "fixture.h"

#include "mapping/statement_scale.h"

#define DATES "2008-12-31 | 2007-12-31"

static const char aliases[] = "AccountsPayableCurrent\tBS\taccounts payable\nAssets\tBS\ttotal assets\n"
                              "InventoryNet\tBS\tinventories\nNotesPayable\tBS\tnotes payable\n"
                              "CommonStockSharesOutstanding\tBS\tshares outstanding\n";

static const char stated[] = "Inventories @InventoryNet | 2,150 | 1,990\nTotal assets @Assets | 48,200 | 51,004\n"
                             "Accounts payable @AccountsPayableCurrent | 310 | 95\n"
                             "Notes payable @NotesPayable | 12,000 | 12,500\n";

static struct mapped_statement *candidates[3];

/* The statements above in thousands, and one of another date that says nothing of its scale. */
static struct mapped_statement *settle(struct fixture *fx, const char *rows)
{
    candidates[0] = fixture_mapped(fx, XBZ_BALANCE_SHEET, DATES, stated);
    candidates[1] = fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-09-30", rows);
    for (size_t i = 0; i < 2; i++) {
        struct xbz_statement *s = candidates[i]->statement;
        candidates[i]->chosen = true;
        s->scale_stated = i == 0;
        s->scale.money = i == 0 ? 3 : 0;
        s->scale.shares = i == 0 ? 0 : -1;
        for (size_t k = 0; k < s->n_items; k++)
            candidates[i]->items[k].scale = s->scale.money;
    }
    settle_scales(&fx->run, candidates, 2);
    return candidates[1];
}

static void test_as_long_as_there(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = settle(fx, "Inventories @InventoryNet | 2,040\nTotal assets @Assets | 101,700\n"
                                             "Accounts payable @AccountsPayableCurrent | 88\nUnknown | 7\n"
                                             "Shares outstanding @CommonStockSharesOutstanding | 5,000,000\n");
    assert_true(ms->scale_inferred);
    assert_int_equal(ms->statement->scale.money, 3);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(ms->items[i].scale, 3);
    assert_int_equal(ms->items[4].scale, 0); /* shares keep that of the shares */
    assert_int_equal(fx->run.counts[XBZ_D_SCALE_INFERRED], 1);
    assert_string_equal(fx->detail, "10^3");
}

static void test_printed_whole(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms =
        settle(fx, "Inventories @InventoryNet | 2,040,118\nTotal assets @Assets | 50,700,020\n"
                   "Accounts payable @AccountsPayableCurrent | 288,002\nNotes payable @NotesPayable | 12,000\n");
    assert_false(ms->scale_inferred);
    assert_int_equal(ms->items[0].scale, 0);
    assert_int_equal(fx->run.counts[XBZ_D_SCALE_INFERRED], 0);
}

static void test_too_little_to_compare(void **state)
{
    struct fixture *fx = *state;
    assert_false(settle(fx, "Inventories @InventoryNet | 2,040\nTotal assets @Assets | 50,700\nUnknown | 50,000\n"
                            "Notes payable @NotesPayable | -\n")
                     ->scale_inferred);
    candidates[1]->items[0].scale = 0;
    candidates[0]->chosen = false;
    settle_scales(&fx->run, candidates, 2);
    assert_int_equal(candidates[1]->items[0].scale, 0);
}

/* What a caption says of its own scale stays. */
static void test_own_scale(void **state)
{
    struct fixture *fx = *state;
    settle(fx, "Inventories @InventoryNet | 2,040\nTotal assets @Assets | 50,700\n"
               "Accounts payable @AccountsPayableCurrent | 88\nNotes payable @NotesPayable | 12\n");
    struct mapped_statement *ms = candidates[1];
    ms->scale_inferred = false;
    ms->statement->scale.money = 0;
    for (size_t i = 0; i < ms->statement->n_items; i++)
        ms->items[i].scale = 0;
    ms->statement->items[3].scale = ms->items[3].scale = 6;
    settle_scales(&fx->run, candidates, 2);
    assert_int_equal(ms->items[0].scale, 3);
    assert_int_equal(ms->items[3].scale, 6);
}

static int open_all(void **state)
{
    return fixture_open(state, aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_as_long_as_there),
        FIXTURE_TEST(test_printed_whole),
        FIXTURE_TEST(test_too_little_to_compare),
        FIXTURE_TEST(test_own_scale),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
