/* Which printed figures add up to which. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "mapping/printed_sums.h"

#define ONE   "2008-12-31"
#define TWO   "2008-12-31 | 2007-12-31"
#define THREE "2008-12-31 | 2007-12-31 | 2006-12-31"

/* The sums of these rows.  hints has a letter for each: '.' not added up, '+' and '-' expected to be added and
 * subtracted, 't' a sum, 'c' a sum of costs, 'u' a sum that is subtracted from the next one. */
static const char *sums(struct fixture *fx, const char *columns, const char *hints, const char *rows)
{
    struct sum_hint h[512];
    struct mapped_statement ms;
    struct xbz_statement *s = fixture_statement(fx, XBZ_INCOME, columns, rows);
    memset(&ms, 0, sizeof ms);
    ms.statement = s;
    assert_int_equal(strlen(hints), s->n_items);
    assert_true(s->n_items <= 512);
    for (size_t i = 0; i < s->n_items; i++)
        h[i] = (struct sum_hint){.use = hints[i] != '.',
                                 .may_total = strchr("tcu", hints[i]) != NULL,
                                 .expected = strchr("-u", hints[i]) ? -1 : 1,
                                 .cost = hints[i] == 'c'};
    assert_true(sums_find(&fx->arena, s, h, &ms));
    return fixture_sums(fx, &ms);
}

static void test_plain(void **state)
{
    assert_string_equal(sums(*state, TWO, "++t", "A | 1 | 20\nB | 2 | 30\nTotal | 3 | 50\n"), "3=1+2");
    assert_string_equal(sums(*state, TWO, "+++t", "A | 1 | 20\nB | 2 | 30\nC | 4 | 1\nTotal | 7 | 51\n"), "4=1+2+3");
    assert_string_equal(sums(*state, TWO, "++t", "A | 1 | 20\nB | 2 | 30\nTotal | 4 | 50\n"), "");
    assert_string_equal(sums(*state, TWO, "", ""), "");
    assert_string_equal(sums(*state, "", "", ""), "");
}

static void test_expected_signs(void **state)
{
    assert_string_equal(sums(*state, TWO, "+-t", "Sales | 10 | 20\nCost | 4 | 5\nProfit | 6 | 15\n"), "3=1-2");
    /* A cost in brackets is added. */
    assert_string_equal(sums(*state, TWO, "++t", "Sales | 10 | 20\nCost | (4) | (5)\nProfit | 6 | 15\n"), "3=1+2");
    /* In a sum of costs they count positive. */
    assert_string_equal(sums(*state, TWO, "--c", "A | 4 | 5\nB | 1 | 2\nCosts | 5 | 7\n"), "3=1+2");
}

static void test_nested(void **state)
{
    assert_string_equal(sums(*state, TWO, "+-t--ctt",
                             "Sales | 10 | 20\nCost | 4 | 5\nGross profit | 6 | 15\nSelling | 1 | 2\nResearch | 2 | 3\n"
                             "Expenses | 3 | 5\nOperating income | 3 | 10\n | 9 | 9\n"),
                        "3=1-2 6=4+5 7=3-6");
    /* What is added up once only counts through its total. */
    assert_string_equal(sums(*state, TWO, "++t+t", "A | 1 | 20\nB | 2 | 30\nSub | 3 | 50\nC | 5 | 6\nTotal | 8 | 56\n"),
                        "3=1+2 5=3+4");
    assert_string_equal(
        sums(*state, TWO, "++t+t", "A | 1 | 20\nB | 2 | 30\nSub | 3 | 50\nC | 5 | 6\nOther | 11 | 112\n"), "3=1+2");
}

static void test_one_wrong_expectation(void **state)
{
    /* Income expected, a loss it is: two columns tell. */
    assert_string_equal(sums(*state, TWO, "+++t", "A | 10 | 20\nB | 4 | 5\nC | 3 | 9\nTotal | 9 | 24\n"), "4=1-2+3");
    /* One column is not enough for three parts, */
    assert_string_equal(sums(*state, ONE, "+++t", "A | 10\nB | 4\nC | 3\nTotal | 9\n"), "");
    /* for two it is. */
    assert_string_equal(sums(*state, ONE, "++t", "A | 10\nB | 4\nTotal | 6\n"), "3=1-2");
    /* Two other signs need a third column. */
    assert_string_equal(
        sums(*state, TWO, "++++t", "A | 10 | 31\nB | 4 | 5\nC | 3 | 9\nD | 100 | 200\nTotal | 103 | 217\n"), "");
    assert_string_equal(
        sums(*state, THREE, "++++t",
             "A | 10 | 31 | 7\nB | 4 | 5 | 2\nC | 3 | 9 | 8\nD | 100 | 200 | 300\nTotal | 103 | 217 | 297\n"),
        "5=1-2-3+4");
    /* All expectations wrong: plain signs. */
    assert_string_equal(sums(*state, TWO, "+--t", "A | 10 | 20\nB | 4 | 5\nC | 3 | 9\nTotal | 17 | 34\n"), "4=1+2+3");
}

static void test_rounding(void **state)
{
    /* Half a unit for each figure: two for three parts. */
    assert_string_equal(sums(*state, TWO, "+++t", "A | 1,000 | 20\nB | 2,000 | 30\nC | 3,000 | 40\nT | 6,002 | 90\n"),
                        "4~=1+2+3");
    assert_string_equal(sums(*state, TWO, "+++t", "A | 1,000 | 20\nB | 2,000 | 30\nC | 3,000 | 40\nT | 6,003 | 90\n"),
                        "");
    assert_string_equal(sums(*state, TWO, "++t", "A | 1,000 | 20\nB | 2,000 | 30\nT | 3,001 | 50\n"), "3~=1+2");
    /* Small figures must be exact. */
    assert_string_equal(sums(*state, TWO, "++t", "A | 10 | 20\nB | 20 | 30\nT | 31 | 50\n"), "");
    /* Other signs than expected must be exact. */
    assert_string_equal(sums(*state, TWO, "++t", "A | 3,000 | 20\nB | 1,000 | 10\nT | 2,001 | 10\n"), "");
}

static void test_spurious(void **state)
{
    /* Small figures that fit by chance in one column, the total not called one. */
    assert_string_equal(sums(*state, ONE, "+++", "A | 1\nB | 2\nC | 3\n"), "");
    assert_string_equal(sums(*state, TWO, "+++", "A | 1 | 4\nB | 2 | 4\nC | 3 | 9\n"), "");
    assert_string_equal(sums(*state, TWO, "+++", "A | 1 | -\nB | 2 | -\nC | 3 | -\n"), "");
    /* Two columns, every digit right: taken. */
    assert_string_equal(sums(*state, TWO, "+++", "A | 1 | 4\nB | 2 | 4\nC | 3 | 8\n"), "3=1+2");
    /* But never with a sign turned. */
    assert_string_equal(sums(*state, TWO, "+++", "A | 3 | 9\nB | 2 | 4\nC | 1 | 5\n"), "");
    /* A single figure is no sum, nor is nothing. */
    assert_string_equal(sums(*state, TWO, "+t", "A | 3 | 9\nTotal | 3 | 9\n"), "");
    assert_string_equal(sums(*state, TWO, "++t", "A | - | -\nB | - | -\nTotal | - | -\n"), "");
    assert_string_equal(sums(*state, TWO, "++t", "A | 0 | 0\nB | 0 | 0\nTotal | 0 | 0\n"), "");
    assert_string_equal(sums(*state, TWO, "++t", "A | 5 | 6\nB | - | -\nTotal | 5 | 6\n"), "");
}

static void test_gaps(void **state)
{
    /* A part that stands in one column only, a total that does. */
    assert_string_equal(sums(*state, TWO, "+++t", "A | 1 | 20\nB | 2 | 30\nC | | 4\nTotal | 3 | 54\n"), "4=1+2+3");
    assert_string_equal(sums(*state, TWO, "++t", "A | 1 | 20\nB | 2 | 30\nTotal | 3 |\n"), "3=1+2");
    assert_string_equal(sums(*state, TWO, "++t", "A | 1 | 20\nB | 2 | 30\nTotal | 3 | 51\n"), "");
    assert_string_equal(sums(*state, TWO, "++.t", "A | 1 | 20\nB | 2 | 30\nShares | 7 | 7\nTotal | 3 | 50\n"), "4=1+2");
    assert_string_equal(sums(*state, TWO, "++t", "A | 1 | 20\nHeading\nTotal | 1 | 20\n"), "");
}

static void test_columns_that_do_not_count(void **state)
{
    assert_string_equal(sums(*state, "- note | 2008-12-31 | 2007-12-31 | - change", "++t",
                             "A | 7 | 1 | 20 | 5\nB | 8 | 2 | 30 | 9\nTotal | | 3 | 50 | 6\n"),
                        "3=1+2");
    assert_string_equal(sums(*state, "- note | - change", "++t", "A | 1 | 1\nB | 2 | 2\nTotal | 3 | 3\n"), "");
}

static void test_decimals(void **state)
{
    assert_string_equal(sums(*state, TWO, "++t", "A | 1.25 | 20\nB | 2.5 | 30.1\nTotal | 3.75 | 50.1\n"), "3=1+2");
    assert_string_equal(sums(*state, TWO, "++t", "A | 1.25 | 20\nB | 2.5 | 30.1\nTotal | 3.76 | 50.1\n"), "3~=1+2");
}

static void test_large_figures(void **state)
{
    /* Too large to be added up: passed over, not wrapped. */
    assert_string_equal(
        sums(*state, ONE, "++t", "A | 99999999999999999999999999999\nB | 2\nTotal | 99999999999999999999999999999\n"),
        "");
    char rows[4096], hints[64];
    size_t n = 0;
    for (size_t i = 0; i < 48; i++)
        n += (size_t)snprintf(rows + n, sizeof rows - n, "A | 99999999999999999 | (99999999999999999)\n");
    (void)snprintf(rows + n, sizeof rows - n, "Total | 1 | 1\n");
    memset(hints, '+', 48);
    strcpy(hints + 48, "t");
    assert_string_equal(sums(*state, TWO, hints, rows), "");
}

/* Parts beyond 48 are not looked for, open line items beyond 192 forgotten. */
static void test_many(void **state)
{
    static char rows[16384], hints[512];
    for (size_t parts = 48; parts <= 49; parts++) {
        size_t n = 0;
        for (size_t i = 0; i < parts; i++)
            n += (size_t)snprintf(rows + n, sizeof rows - n, "A | %zu | %zu\n", 1000 + i, 5000 + i * i);
        size_t a = parts * 1000 + parts * (parts - 1) / 2, b = parts * 5000 + (parts - 1) * parts * (2 * parts - 1) / 6;
        (void)snprintf(rows + n, sizeof rows - n, "Total | %zu | %zu\n", a, b);
        memset(hints, '+', parts);
        strcpy(hints + parts, "t");
        const char *found = sums(*state, TWO, hints, rows);
        assert_int_equal(strncmp(found, "49=1+2+3", 8) == 0, parts == 48);
        assert_int_equal(*found == '\0', parts == 49);
    }
    size_t n = 0;
    for (size_t i = 0; i < 400; i++)
        n += (size_t)snprintf(rows + n, sizeof rows - n, "A | %zu | %zu\n", 1000 + i * 37 % 101, 5000 + i * i % 97);
    memset(hints, '+', 400);
    strcpy(hints + 400, "++t");
    (void)snprintf(rows + n, sizeof rows - n, "A | 7 | 8\nB | 1 | 2\nTotal | 8 | 10\n");
    assert_string_equal(sums(*state, TWO, hints, rows), "403=401+402");
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    struct xbz_statement *s = fixture_statement(fx, XBZ_INCOME, TWO, "A | 1 | 2\nB | 1 | 2\nTotal | 2 | 4\n");
    struct sum_hint h[3] = {
        {.use = true, .expected = 1}, {.use = true, .expected = 1}, {.use = true, .may_total = true, .expected = 1}};
    struct mapped_statement ms;
    bool ok = false;
    for (size_t cap = 0; cap < 4096 && !ok; cap += 16) {
        struct arena arena;
        arena_init(&arena, cap);
        memset(&ms, 0, sizeof ms);
        ms.statement = s;
        ok = sums_find(&arena, s, h, &ms);
        assert_true(ok ? ms.n_sums == 1 : arena.exhausted);
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
        FIXTURE_TEST(test_plain),    FIXTURE_TEST(test_expected_signs),
        FIXTURE_TEST(test_nested),   FIXTURE_TEST(test_one_wrong_expectation),
        FIXTURE_TEST(test_rounding), FIXTURE_TEST(test_spurious),
        FIXTURE_TEST(test_gaps),     FIXTURE_TEST(test_columns_that_do_not_count),
        FIXTURE_TEST(test_decimals), FIXTURE_TEST(test_large_figures),
        FIXTURE_TEST(test_many),     FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
