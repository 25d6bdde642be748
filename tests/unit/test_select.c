/* The face statements among the candidates of a filing. */
#include "fixture.h"

#include <string.h>

#include "mapping/select.h"

#define DATES "2008-12-31 | 2007-12-31"

static const char rows[] = "Total assets @Assets | 1\nPayables @AccountsPayableCurrent | 1\nDebt | 3\n";

static struct mapped_statement *candidates[8];
static size_t n_candidates;

static struct mapped_statement *candidate(struct fixture *fx, const char *columns, unsigned score)
{
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_BALANCE_SHEET, columns, rows);
    struct xbz_statement *s = ARENA_NEW(&fx->arena, struct xbz_statement);
    assert_non_null(s);
    *s = *ms->statement;
    s->score = score;
    s->scale_stated = s->currency_stated = true;
    ms->statement = s;
    assert_true(n_candidates < 8);
    candidates[n_candidates++] = ms;
    return ms;
}

static struct xbz_statement *statement_of(struct mapped_statement *ms)
{
    return ms->statement;
}

static void choose(struct fixture *fx)
{
    select_statements(&fx->run, candidates, n_candidates);
    n_candidates = 0;
}

static void test_best_score(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *low = candidate(fx, DATES, 50), *high = candidate(fx, DATES, 80),
                            *middle = candidate(fx, DATES, 60);
    choose(fx);
    assert_true(high->chosen);
    assert_false(low->chosen || middle->chosen);
    assert_int_equal(fx->run.counts[XBZ_D_STATEMENT_FOUND], 1);
    assert_int_equal(fx->run.counts[XBZ_D_STATEMENT_REPEATED], 2);
}

static void test_equal_takes_the_first(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *a = candidate(fx, DATES, 50), *b = candidate(fx, DATES, 50);
    choose(fx);
    assert_true(a->chosen);
    assert_false(b->chosen);
}

static void test_other_periods_are_added(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *a = candidate(fx, DATES, 80), *b = candidate(fx, "2006-12-31 | 2005-12-31", 50),
                            *c = candidate(fx, "2007-12-31 | 2006-12-31", 40);
    choose(fx);
    assert_true(a->chosen && b->chosen);
    assert_false(c->chosen); /* it shares a period with either */
}

/* A loose heading gives the month's end where the statements have the day: the same period. */
static void test_about_the_same_period(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *a = candidate(fx, "2008-12-28 | 2007-12-30", 80), *b = candidate(fx, DATES, 50),
                            *other = candidate(fx, "2008-12-15 | 2007-12-15", 50);
    choose(fx);
    assert_true(a->chosen && other->chosen);
    assert_false(b->chosen);
}

static void test_kinds_do_not_compete(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *a = candidate(fx, DATES, 80), *b = candidate(fx, DATES, 50);
    statement_of(b)->kind = XBZ_CASH_FLOW;
    choose(fx);
    assert_true(a->chosen && b->chosen);
}

static void test_unusable(void **state)
{
    struct fixture *fx = *state;
    /* No dated column, one line item with a concept, too few of many. */
    struct mapped_statement *undated = candidate(fx, "- | 2008-12-31 change", 90), *one = candidate(fx, DATES, 90),
                            *few = candidate(fx, DATES, 90), *good = candidate(fx, DATES, 50);
    one->n_mapped = 1;
    few->n_mapped = 2;
    few->n_rows = 9;
    choose(fx);
    assert_true(good->chosen);
    assert_false(undated->chosen || one->chosen || few->chosen);
    assert_int_equal(fx->run.counts[XBZ_D_STATEMENT_UNMAPPED], 3);
    few = candidate(fx, DATES, 90);
    few->n_mapped = 2;
    few->n_rows = 8;
    choose(fx);
    assert_true(few->chosen);
}

/* Columns that report nothing are no shared period. */
static void test_columns_that_do_not_count(void **state)
{
    struct fixture *fx = *state;
    static const char *const flags[] = {"change", "note", "proforma", "previous", "part"};
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
        char columns[80] = "2006-12-31 | 2008-12-31 ";
        strcat(columns, flags[k]);
        struct mapped_statement *a = candidate(fx, DATES, 80), *b = candidate(fx, columns, 50);
        choose(fx);
        assert_true(a->chosen && b->chosen);
    }
}

/* More of a statement is worth more: mapped line items, dated columns, sums. */
static void test_worth(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *a = candidate(fx, "2008-12-31", 50), *b = candidate(fx, DATES, 50);
    choose(fx);
    assert_true(b->chosen && !a->chosen);
    a = candidate(fx, DATES, 50);
    b = candidate(fx, DATES, 50);
    b->n_sums = 1;
    choose(fx);
    assert_true(b->chosen && !a->chosen);
    a = candidate(fx, DATES, 50);
    b = candidate(fx, DATES, 50);
    b->n_mapped++;
    choose(fx);
    assert_true(b->chosen && !a->chosen);
}

/* A longer or shorter year is another period; the same dates are the same. */
static void test_durations(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *year = candidate(fx, "2008-01-01..2008-12-31", 80),
                            *quarter = candidate(fx, "2008-10-01..2008-12-31", 60),
                            *again = candidate(fx, "2008-10-01..2008-12-31", 50);
    choose(fx);
    assert_true(year->chosen && quarter->chosen);
    assert_false(again->chosen);
}

static void test_what_is_told(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *a = candidate(fx, DATES, 80);
    statement_of(a)->scale_stated = statement_of(a)->currency_stated = false;
    choose(fx);
    assert_int_equal(fx->run.counts[XBZ_D_SCALE_MISSING], 1);
    assert_int_equal(fx->run.counts[XBZ_D_CURRENCY_ASSUMED], 1);
    static const enum xbz_statement_kind kinds[] = {XBZ_BALANCE_SHEET, XBZ_INCOME, XBZ_COMPREHENSIVE_INCOME,
                                                    XBZ_CASH_FLOW, XBZ_EQUITY};
    static const char *const names[] = {"balance sheet", "income statement", "statement of comprehensive income",
                                        "cash flow statement", "statement"};
    for (size_t i = 0; i < 5; i++) {
        char detail[200];
        a = candidate(fx, DATES, 80);
        statement_of(a)->kind = kinds[i];
        choose(fx);
        strcpy(detail, names[i]);
        strcat(detail, " \"A title\", 2 of 3 line items mapped");
        assert_string_equal(fx->detail, detail);
    }
    choose(fx); /* nothing at all */
}

static void test_quarters_in_an_annual_report(void **state)
{
    struct fixture *fx = *state;
    struct xbz_filing filing = {.form = STR("10-K")};
    for (size_t i = 0; i < 2; i++) {
        fx->run.filing = i == 0 ? &filing : NULL;
        struct mapped_statement *year = candidate(fx, "2008-01-01..2008-12-31", 80),
                                *quarter = candidate(fx, "2008-01-01..2008-03-31", 70);
        statement_of(year)->kind = statement_of(quarter)->kind = XBZ_INCOME;
        choose(fx);
        assert_true(year->chosen);
        assert_int_equal(quarter->chosen, i == 1);
    }
    fx->run.filing = NULL;
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_best_score),
        FIXTURE_TEST(test_equal_takes_the_first),
        FIXTURE_TEST(test_other_periods_are_added),
        FIXTURE_TEST(test_about_the_same_period),
        FIXTURE_TEST(test_kinds_do_not_compete),
        FIXTURE_TEST(test_unusable),
        FIXTURE_TEST(test_columns_that_do_not_count),
        FIXTURE_TEST(test_worth),
        FIXTURE_TEST(test_durations),
        FIXTURE_TEST(test_what_is_told),
        FIXTURE_TEST(test_quarters_in_an_annual_report),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
