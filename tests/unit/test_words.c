/* The nearest alias by its words. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "mapping/words.h"

static const char aliases[] = "AccountsReceivableNetCurrent\tBS\ttrade accounts receivable\n"
                              "AccountsPayableCurrent\tBS\ttrade accounts payable\n"
                              "AccountsPayableCurrent\tBS\taccounts payable\n"
                              "OtherAssetsCurrent\tBS\tcurrent assets > other\n"
                              "InventoryNet\tBS\tinventories\n"
                              "Revenues\tIS\ttotal revenues\n"
                              "InterestExpense\tIS\tinterest expense\n"
                              "IncomeTaxExpenseBenefit\tIS\tincome tax expense\n";

static struct word_match nearest(struct fixture *fx, enum xbz_statement_kind kind, const char *key)
{
    return words_nearest(fx->mapper.words, kind, str_of(key));
}

static void assert_alias(const struct xbz_alias *alias, const char *key)
{
    assert_non_null(alias);
    assert_str(alias->key, key);
}

static void test_same_words(void **state)
{
    struct word_match m = nearest(*state, XBZ_BALANCE_SHEET, "trade account receivable");
    assert_alias(m.best, "trade account receivable");
    assert_int_equal(m.likeness, 100);
    assert_alias(m.second, "trade account payable");
    assert_in_range(m.second_likeness, 40, 70);
    /* Order of the words plays no part. */
    m = nearest(*state, XBZ_BALANCE_SHEET, "receivable account trade");
    assert_alias(m.best, "trade account receivable");
    assert_int_equal(m.likeness, 100);
}

static void test_nothing_shared(void **state)
{
    static const char *const keys[] = {"", " ", "apple", ">", "apple > pear"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct word_match m = nearest(*state, XBZ_BALANCE_SHEET, keys[i]);
        assert_null(m.best);
        assert_null(m.second);
        assert_int_equal(m.likeness, 0);
    }
}

static void test_statement_counts(void **state)
{
    assert_null(nearest(*state, XBZ_INCOME, "inventory").best);
    assert_null(nearest(*state, XBZ_BALANCE_SHEET, "revenue").best);
    assert_null(nearest(*state, XBZ_CASH_FLOW, "inventory").best);
    assert_alias(nearest(*state, XBZ_INCOME, "revenue").best, "total revenue");
}

static void test_unknown_words_lower_likeness(void **state)
{
    unsigned exact = nearest(*state, XBZ_BALANCE_SHEET, "account payable").likeness;
    unsigned one = nearest(*state, XBZ_BALANCE_SHEET, "account payable apple").likeness;
    unsigned two = nearest(*state, XBZ_BALANCE_SHEET, "account payable apple pear").likeness;
    assert_int_equal(exact, 100);
    assert_true(one < exact && two < one && two > 0);
}

static void test_rare_words_weigh_more(void **state)
{
    /* "expense" stands in two aliases, "interest" in one: each shares one word of two. */
    unsigned rare = nearest(*state, XBZ_INCOME, "interest").likeness;
    struct word_match common = nearest(*state, XBZ_INCOME, "expense");
    assert_alias(common.best, "interest expense");
    assert_alias(common.second, "income tax expense");
    assert_true(rare > common.likeness);
}

static void test_second_is_another_concept(void **state)
{
    struct word_match m = nearest(*state, XBZ_BALANCE_SHEET, "trade account payable");
    assert_alias(m.best, "trade account payable");
    assert_ptr_equal(m.second->concept, fixture_concept(*state, "AccountsReceivableNetCurrent"));
    m = nearest(*state, XBZ_BALANCE_SHEET, "inventory");
    assert_alias(m.best, "inventory");
    assert_null(m.second);
}

/* Equally near: the first in the order of the keys, whatever the order of the words. */
static void test_ties(void **state)
{
    void *other;
    (void)state;
    assert_int_equal(fixture_open(&other, "InventoryNet\tBS\tpear red\nOtherAssetsCurrent\tBS\tapple red\n"
                                          "AccountsPayableCurrent\tBS\tplum red\n"),
                     0);
    struct word_match m = nearest(other, XBZ_BALANCE_SHEET, "red");
    assert_alias(m.best, "apple red");
    assert_int_equal(m.likeness, m.second_likeness);
    assert_ptr_not_equal(m.second->concept, m.best->concept);
    m = nearest(other, XBZ_BALANCE_SHEET, "red pear plum");
    assert_true(m.best->concept == fixture_concept(other, "InventoryNet"));
    assert_ptr_equal(m.second->concept, fixture_concept(other, "AccountsPayableCurrent"));
    fixture_close(&other);
}

static void test_headings_are_joined(void **state)
{
    struct word_match m = nearest(*state, XBZ_BALANCE_SHEET, "current asset other");
    assert_alias(m.best, "current asset > other");
    assert_int_equal(m.likeness, 100);
}

static void test_long_keys(void **state)
{
    char key[4096];
    size_t n = 0;
    for (unsigned i = 0; i < 400; i++)
        n += (size_t)snprintf(key + n, sizeof key - n, "word%c ", 'a' + (int)(i % 26));
    assert_null(nearest(*state, XBZ_BALANCE_SHEET, key).best);
    n = 0;
    for (unsigned i = 0; i < 400; i++)
        n += (size_t)snprintf(key + n, sizeof key - n, "inventory ");
    struct word_match m = nearest(*state, XBZ_BALANCE_SHEET, key);
    assert_alias(m.best, "inventory");
    assert_in_range(m.likeness, 0, 100);
}

static void test_any_bytes(void **state)
{
    struct word_match m = words_nearest(((struct fixture *)*state)->mapper.words, XBZ_BALANCE_SHEET,
                                        (struct xbz_str){"\xff\0\x80 >> inventory \0", 17});
    assert_alias(m.best, "inventory");
}

/* A taxonomy without an alias, and one with more aliases of a word than are looked at. */
static void test_few_and_many_aliases(void **state)
{
    static char many[400000];
    void *other;
    (void)state;
    assert_int_equal(fixture_open(&other, ""), 0);
    assert_null(nearest(other, XBZ_BALANCE_SHEET, "inventory").best);
    fixture_close(&other);
    size_t n = 0;
    for (unsigned i = 0; i < 6000; i++)
        n += (size_t)snprintf(many + n, sizeof many - n, "InventoryNet\tBS\tgood q%c%c%c\n", 'b' + (int)(i / 400),
                              'a' + (int)(i / 20 % 20), 'a' + (int)(i % 20));
    assert_true(n < sizeof many - 1);
    assert_int_equal(fixture_open(&other, many), 0);
    struct word_match m = nearest(other, XBZ_BALANCE_SHEET, "qbcd good");
    assert_alias(m.best, "good qbcd");
    assert_int_equal(m.likeness, 100);
    fixture_close(&other);
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct word_index *index = NULL;
    for (size_t cap = 0; cap < (size_t)1 << 16 && !index; cap += 64) {
        struct arena arena;
        arena_init(&arena, cap);
        index = words_build(&arena, fx->taxonomy);
        if (index)
            assert_alias(words_nearest(index, XBZ_BALANCE_SHEET, STR("inventory")).best, "inventory");
        else
            assert_true(arena.exhausted);
        arena_free(&arena);
    }
    assert_non_null(index);
}

static int open_all(void **state)
{
    return fixture_open(state, aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_same_words),
        FIXTURE_TEST(test_nothing_shared),
        FIXTURE_TEST(test_statement_counts),
        FIXTURE_TEST(test_unknown_words_lower_likeness),
        FIXTURE_TEST(test_rare_words_weigh_more),
        FIXTURE_TEST(test_second_is_another_concept),
        FIXTURE_TEST(test_ties),
        FIXTURE_TEST(test_headings_are_joined),
        FIXTURE_TEST(test_long_keys),
        FIXTURE_TEST(test_any_bytes),
        FIXTURE_TEST(test_few_and_many_aliases),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
