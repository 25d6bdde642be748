/* Names of extension elements, made from captions. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#define YEARS "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"

static struct filing_facts facts;

/* The element of the last line item of these rows. */
static const struct xbz_extension *element(struct fixture *fx, const char *rows)
{
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS, rows);
    return facts_extension(&facts, ms, ms->statement->n_items - 1);
}

static void assert_name(struct fixture *fx, const char *rows, const char *name, const char *label)
{
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    const struct xbz_extension *x = element(fx, rows);
    assert_non_null(x);
    assert_str(x->name, name);
    assert_str(x->label, label);
}

static void test_captions(void **state)
{
    assert_name(*state, "Loss on sale of ships | 1 | 2\n", "LossOnSaleOfShips", "Loss on sale of ships");
    assert_name(*state, "MOVING EXPENSES, net | 1 | 2\n", "MovingExpensesNet", "MOVING EXPENSES, net");
    assert_name(*state, "Ships' crews -- wages/bonuses | 1 | 2\n", "ShipsCrewsWagesBonuses",
                "Ships' crews -- wages/bonuses");
    /* Bracketed text is no part of the name, */
    assert_name(*state, "Ship income (loss), net (note 3) | 1 | 2\n", "ShipIncomeNet",
                "Ship income (loss), net (note 3)");
    /* nor are figures at its start. */
    assert_name(*state, "7 1/2% Notes of 1998 | 1 | 2\n", "NotesOf1998", "7 1/2% Notes of 1998");
}

static void test_headings_of_bare_captions(void **state)
{
    assert_name(*state, "Ships:\n  Other | 1 | 2\n", "ShipsOther", "Other");
    assert_name(*state, "Ships:\n  Other: | 1 | 2\n", "ShipsOther", "Other:");
    assert_name(*state, "Ships:\n  Sails | 1 | 2\n", "Sails", "Sails");
    assert_name(*state, "Apples\n  Current\n    Other | 1 | 2\n", "ApplesCurrentOther", "Other");
    assert_name(*state, "Apples\n  Ships\n    Other | 1 | 2\n", "ShipsOther", "Other");
    /* No caption: the total of its heading. */
    assert_name(*state, "Ships:\n  Sails | 1 | 2\n | 1 | 2\n", "ShipsTotal", "Ships:");
}

static void test_no_name(void **state)
{
    struct fixture *fx = *state;
    static const char *const rows[] = {" | 1 | 2\n", "*** | 1 | 2\n", "1998 | 1 | 2\n", "(in brackets) | 1 | 2\n",
                                       "\xC3\xA9\xC3\xA9 | 1 | 2\n"};
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_null(element(fx, rows[i]));
    assert_int_equal(facts.n_extensions, 0);
}

/* Names are ASCII letters and digits: others separate words. */
static void test_unicode(void **state)
{
    assert_name(*state, "Caf\xC3\xA9 du Lyon | 1 | 2\n", "CafDuLyon", "Caf\xC3\xA9 du Lyon");
    assert_name(*state, "Ships \xE2\x80\x94 sold | 1 | 2\n", "ShipsSold", "Ships \xE2\x80\x94 sold");
    assert_name(*state, "Ships\xFF\x80sold | 1 | 2\n", "ShipsSold", "Ships\xFF\x80sold");
}

static void test_unclosed_brackets(void **state)
{
    assert_name(*state, "Ships ((sold) again | 1 | 2\n", "Ships", "Ships ((sold) again");
    assert_name(*state, "Ships) sold | 1 | 2\n", "ShipsSold", "Ships) sold");
}

static void test_long_captions(void **state)
{
    struct fixture *fx = *state;
    char rows[600];
    memset(rows, 'a', 500);
    strcpy(rows + 500, " | 1 | 2\n");
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    const struct xbz_extension *x = element(fx, rows);
    assert_non_null(x);
    assert_int_equal(x->name.n, 96);
    assert_int_equal(x->label.n, 500);
    /* Another one that is cut to the same has another name. */
    rows[400] = 'b';
    const struct xbz_extension *y = element(fx, rows);
    assert_non_null(y);
    assert_false(str_eq(x->name, y->name));
}

static void test_found_again(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    const struct xbz_extension *x = element(fx, "Ships | 1 | 2\n");
    assert_ptr_equal(element(fx, "Sails | 1 | 2\nShips | 5 | 6\n"), x);
    assert_int_equal(facts.n_extensions, 1);
    assert_int_equal(x->unit, XBZ_UNIT_MONEY);
    assert_int_equal(x->period, XBZ_DURATION);
}

static void test_duplicates(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    const struct xbz_extension *x = element(fx, "Ships | 1 | 2\n");
    /* Another label, another unit, another period: other elements. */
    const struct xbz_extension *y = element(fx, "SHIPS | 1 | 2\n");
    assert_str(y->name, "Ships2");
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS, "Ships | 1 | 2\n");
    ms->items[0].unit = XBZ_UNIT_SHARES;
    assert_str(facts_extension(&facts, ms, 0)->name, "Ships3");
    ms->items[0].unit = XBZ_UNIT_MONEY;
    ms->items[0].period = XBZ_INSTANT;
    assert_str(facts_extension(&facts, ms, 0)->name, "Ships4");
    assert_ptr_equal(element(fx, "Ships | 1 | 2\n"), x);
    assert_ptr_equal(element(fx, "SHIPS | 1 | 2\n"), y);
    assert_ptr_equal(facts_extension(&facts, ms, 0), facts.extensions[3]);
}

/* A name that begins with another one is not that one. */
static void test_longer_names(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    const struct xbz_extension *x = element(fx, "Ships:\n  Other | 1 | 2\n");
    const struct xbz_extension *y = element(fx, "Sails:\n  Other | 1 | 2\n");
    assert_str(x->name, "ShipsOther");
    assert_str(y->name, "SailsOther");
    x = element(fx, "Other ships:\n  Other | 1 | 2\n");
    y = element(fx, "Other | 1 | 2\n");
    assert_str(x->name, "OtherShipsOther");
    assert_str(y->name, "Other");
}

static void test_many(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    for (unsigned i = 0; i < 300; i++) {
        char rows[64];
        (void)snprintf(rows, sizeof rows, "Ships%.*s | 1 | 2\n", (int)(i % 30), "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!");
        assert_non_null(element(fx, rows));
    }
    assert_int_equal(facts.n_extensions, 30);
    for (size_t a = 0; a < facts.n_extensions; a++)
        for (size_t b = 0; b < a; b++)
            assert_false(str_eq(facts.extensions[a]->name, facts.extensions[b]->name));
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS, "Ships | 1 | 2\n");
    const struct xbz_extension *x = NULL;
    for (size_t cap = (size_t)1 << 17; cap < (size_t)1 << 20 && !x; cap += 16) {
        struct arena arena;
        arena_init(&arena, cap);
        if (facts_init(&facts, &fx->run, &arena) == XBZ_OK)
            x = facts_extension(&facts, ms, 0);
        assert_true(x || arena.exhausted);
        assert_true(x || facts.n_extensions == 0);
        arena_free(&arena);
    }
    assert_non_null(x);
}

/* Headings over line items become abstract elements with names of their own. */
static void test_headings(void **state)
{
    struct fixture *fx = *state;
    const struct xbz_heading *inner, *again, *none;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS,
                                                 "Ships:\n  Afloat\n    Sails | 1 | 2\n    Oars | 1 | 2\n"
                                                 "***\n  Flags | 1 | 2\n");
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
    assert_int_equal(facts_heading(&facts, ms, 2, &inner), XBZ_OK);
    assert_non_null(inner);
    assert_str(inner->name, "AfloatAbstract");
    assert_str(inner->label, "Afloat");
    assert_non_null(inner->parent);
    assert_str(inner->parent->name, "ShipsAbstract");
    assert_str(inner->parent->label, "Ships:");
    assert_null(inner->parent->parent);
    assert_int_equal(facts_heading(&facts, ms, 3, &again), XBZ_OK);
    assert_ptr_equal(again, inner);
    assert_int_equal(facts_heading(&facts, ms, 0, &none), XBZ_OK);
    assert_null(none);
    /* Asterisks name nothing. */
    assert_int_equal(facts_heading(&facts, ms, 5, &none), XBZ_OK);
    assert_null(none);
    /* A second version of the statement goes into the same tree; another statement has a tree of its own. */
    struct mapped_statement *later = fixture_mapped(fx, XBZ_INCOME, YEARS, "SHIPS:\n  Sails | 1 | 2\n");
    struct mapped_statement *other = fixture_mapped(fx, XBZ_CASH_FLOW, YEARS, "Ships:\n  Sails | 1 | 2\n");
    assert_int_equal(facts_heading(&facts, later, 1, &again), XBZ_OK);
    assert_ptr_equal(again, inner->parent);
    assert_int_equal(facts_heading(&facts, other, 1, &again), XBZ_OK);
    assert_str(again->name, "Ships2Abstract");
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_captions),          FIXTURE_TEST(test_headings_of_bare_captions),
        FIXTURE_TEST(test_no_name),           FIXTURE_TEST(test_unicode),
        FIXTURE_TEST(test_unclosed_brackets), FIXTURE_TEST(test_long_captions),
        FIXTURE_TEST(test_found_again),       FIXTURE_TEST(test_duplicates),
        FIXTURE_TEST(test_longer_names),      FIXTURE_TEST(test_many),
        FIXTURE_TEST(test_full_arena),        FIXTURE_TEST(test_headings),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
