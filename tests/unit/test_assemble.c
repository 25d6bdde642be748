/* Tables to statements: what begins one, what continues it, what ends it. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "statement/assemble.h"

#define DATES "2008-12-31 | 2007-12-31"

#define FIRST_HALF                                                                                                     \
    "Current assets:\n"                                                                                                \
    "  Cash and cash equivalents | 10 | 11\n"                                                                          \
    "  Accounts receivable | 20 | 21\n"                                                                                \
    "  Total current assets | 30 | 32\n"                                                                               \
    "Total assets | 30 | 32\n"
#define SECOND_HALF                                                                                                    \
    "Accounts payable | 5 | 5\n"                                                                                       \
    "Total current liabilities | 5 | 5\n"                                                                              \
    "Total stockholders' equity | 25 | 27\n"                                                                           \
    "Total liabilities and stockholders' equity | 30 | 32\n"

struct found {
    size_t n;
    struct {
        enum xbz_statement_kind kind;
        size_t items;
        char title[80], last[80];
        struct xbz_statement copy; /* its pointers are gone */
        struct xbz_column column;
    } statements[8];
    enum xbz_status answer;
};

static enum xbz_status take(void *ctx, const struct xbz_statement *s)
{
    struct found *found = ctx;
    assert_true(found->n < 8);
    found->statements[found->n].kind = s->kind;
    found->statements[found->n].items = s->n_items;
    found->statements[found->n].copy = *s;
    found->statements[found->n].column = s->columns[0];
    (void)snprintf(found->statements[found->n].title, 80, "%.*s", STR_ARG(s->title));
    (void)snprintf(found->statements[found->n].last, 80, "%.*s", STR_ARG(s->items[s->n_items - 1].label));
    found->n++;
    return found->answer;
}

static struct found found;
static struct assembler assembler;

static void start(struct fixture *fx)
{
    memset(&found, 0, sizeof found);
    assembler_init(&assembler, &fx->run, fx->taxonomy, (struct statement_sink){&found, take});
}

static void table(struct fixture *fx, const char *lead, const char *columns, const char *rows)
{
    assert_int_equal(assembler_table(&assembler, fixture_table(fx, lead, columns, rows)), XBZ_OK);
}

static void finish(void)
{
    assert_int_equal(assembler_finish(&assembler), XBZ_OK);
    assembler_free(&assembler);
}

static void test_one_statement(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    struct xbz_table *t = fixture_table(fx, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    t->scale = (struct xbz_scale){3, 0};
    t->currency = STR("EUR");
    assert_int_equal(assembler_table(&assembler, t), XBZ_OK);
    assert_int_equal(found.n, 0); /* it may go on */
    finish();
    assert_int_equal(found.n, 1);
    const struct xbz_statement *s = &found.statements[0].copy;
    assert_int_equal(s->kind, XBZ_BALANCE_SHEET);
    assert_int_equal(s->n_items, 9);
    assert_int_equal(s->scale.money, 3);
    assert_int_equal(s->scale.shares, 0);
    assert_true(s->scale_stated);
    assert_true(s->currency_stated);
    assert_false(s->condensed_parent);
    assert_string_equal(found.statements[0].title, "Consolidated Balance Sheets");
}

static void test_what_is_not_stated(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    assert_str(assembler.pending->currency, "USD");
    finish();
    const struct xbz_statement *s = &found.statements[0].copy;
    assert_false(s->scale_stated);
    assert_false(s->currency_stated);
    assert_int_equal(s->scale.money, 0);
}

static void test_other_tables_are_passed_over(void **state)
{
    start(*state);
    table(*state, "Ages of receivables", DATES, "Apples | 1 | 2\nPears | 1 | 2\nPlums | 1 | 2\n");
    table(*state, "Consolidated Balance Sheets", "", "A\nB\nC\n");
    table(*state, NULL, "", "");
    finish();
    assert_int_equal(found.n, 0);
}

static void test_continued_without_a_title(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
    assembler_prose(&assembler, STR("- 17 -"));
    table(*state, "LIABILITIES", DATES, SECOND_HALF);
    finish();
    assert_int_equal(found.n, 1);
    assert_int_equal(found.statements[0].items, 9);
    assert_string_equal(found.statements[0].last, "Total liabilities and stockholders' equity");
}

static void test_continued_by_its_title(void **state)
{
    /* Few known captions: the title alone says it. */
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    table(*state, "Consolidated Balance Sheets (Continued)", DATES, "Apples | 1 | 2\nPears | 1 | 2\n");
    finish();
    assert_int_equal(found.n, 1);
    assert_int_equal(found.statements[0].items, 11);
}

static void test_whole_statement_is_not_continued(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    finish();
    assert_int_equal(found.n, 2);
}

static void test_other_columns_do_not_continue(void **state)
{
    static const char *const others[] = {"2008-12-31", "2006-12-31 | 2005-12-31", "2008-12-31 | 2007-12-31 note"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        start(*state);
        table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
        const char *rows =
            i == 0 ? "Accounts payable | 5\nTotal current liabilities | 5\nTotal liabilities | 5\n" : SECOND_HALF;
        table(*state, NULL, others[i], rows);
        assert_int_equal(found.n, 1);
        finish();
        assert_int_equal(found.statements[0].items, 5);
    }
}

static void test_undated_columns_are_dated_by_the_continuation(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", "- | -", FIRST_HALF);
    table(*state, "Consolidated Balance Sheets (continued)", DATES, SECOND_HALF);
    finish();
    assert_int_equal(found.n, 1);
    assert_int_equal(found.statements[0].column.period.kind, XBZ_INSTANT);
    assert_int_equal(found.statements[0].column.period.end.year, 2008);
}

static void test_prose_ends_a_statement(void **state)
{
    for (size_t lines = 24; lines <= 25; lines++) {
        start(*state);
        table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
        for (size_t i = 0; i < lines; i++) {
            assembler_prose(&assembler, STR("Some words."));
            assembler_prose(&assembler, STR("   "));
        }
        table(*state, NULL, DATES, SECOND_HALF);
        finish();
        assert_int_equal(found.statements[0].items, lines == 24 ? 9 : 5);
    }
}

static void test_secondary_does_not_continue(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
    table(*state, "Pro Forma Balance Sheets (continued)", DATES, SECOND_HALF);
    finish();
    assert_int_equal(found.statements[0].items, 5);
    start(*state);
    table(*state, "Summary\nBalance Sheets", DATES, FIRST_HALF SECOND_HALF);
    finish();
    assert_int_equal(found.n, 1);
    assert_true(found.statements[0].copy.condensed_parent);
    start(*state);
    table(*state, "Parent Company Only\nBalance Sheets", DATES, FIRST_HALF SECOND_HALF);
    finish();
    assert_int_equal(found.n, 0);
}

static void test_other_kind_follows(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
    table(*state, "Consolidated Statements of Income", "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31",
          "Total revenues | 9 | 8\nCost of sales | 1 | 1\nGross profit | 8 | 7\nIncome taxes | 1 | 1\nNet income | 7 | "
          "6\n");
    assert_int_equal(found.n, 1);
    finish();
    assert_int_equal(found.n, 2);
    assert_int_equal(found.statements[1].kind, XBZ_INCOME);
}

static void test_sink_stops(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    found.answer = XBZ_FAIL;
    table(fx, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    assert_int_equal(assembler_finish(&assembler), XBZ_FAIL);
    assert_null(assembler.pending);
    table(fx, "Consolidated Balance Sheets", DATES, FIRST_HALF SECOND_HALF);
    assert_int_equal(assembler_table(&assembler, fixture_table(fx, NULL, DATES, "Apples | 1 | 2\n")), XBZ_FAIL);
    assembler_free(&assembler);
}

static void test_reset_forgets(void **state)
{
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
    assembler_reset(&assembler);
    finish();
    assert_int_equal(found.n, 0);
}

/* More rows than there is room for at first, over several pages. */
static void test_many_pages(void **state)
{
    static char rows[400 * 40];
    size_t n = 0;
    for (unsigned i = 0; i < 400; i++)
        n += (size_t)snprintf(rows + n, sizeof rows - n, "Accounts payable %c%c | 1 | 2\n", 'a' + (int)(i / 26),
                              'a' + (int)(i % 26));
    start(*state);
    table(*state, "Consolidated Balance Sheets", DATES, FIRST_HALF);
    for (size_t page = 0; page < 4; page++)
        table(*state, "Consolidated Balance Sheets (continued)", DATES, rows);
    finish();
    assert_int_equal(found.n, 1);
    assert_int_equal(found.statements[0].items, 5 + 4 * 400);
}

static void test_limit(void **state)
{
    struct fixture *fx = *state;
    bool ok = false;
    size_t lost = 0;
    for (size_t cap = 0; cap < (size_t)1 << 17 && !ok; cap += 997) {
        fx->run.limits.table_bytes = cap;
        start(fx);
        enum xbz_status status =
            assembler_table(&assembler, fixture_table(fx, "Consolidated Balance Sheets", DATES, FIRST_HALF));
        ok = status == XBZ_OK;
        if (!ok) {
            assert_int_equal(status, XBZ_SKIP);
            assert_int_equal(fx->code, XBZ_D_TABLE_TOO_LARGE);
            lost++;
        }
        finish();
        assert_int_equal(found.n, ok ? 1 : 0);
    }
    assert_true(ok && lost > 10);
}

/* The continuation does not fit: nothing is delivered, and the next statement is. */
static void test_limit_at_the_continuation(void **state)
{
    struct fixture *fx = *state;
    struct xbz_table *first = fixture_table(fx, "Consolidated Balance Sheets", DATES, FIRST_HALF);
    for (size_t cap = 0; cap < (size_t)1 << 18; cap += 97) {
        fx->run.limits.table_bytes = cap;
        start(fx);
        enum xbz_status status = assembler_table(&assembler, first);
        if (status == XBZ_OK)
            break;
        assembler_free(&assembler);
    }
    assert_int_equal(assembler_table(&assembler, fixture_table(fx, NULL, DATES, SECOND_HALF)), XBZ_SKIP);
    assert_null(assembler.pending);
    assert_int_equal(assembler_table(&assembler, first), XBZ_OK);
    finish();
    assert_int_equal(found.n, 1);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_one_statement),
        FIXTURE_TEST(test_what_is_not_stated),
        FIXTURE_TEST(test_other_tables_are_passed_over),
        FIXTURE_TEST(test_continued_without_a_title),
        FIXTURE_TEST(test_continued_by_its_title),
        FIXTURE_TEST(test_whole_statement_is_not_continued),
        FIXTURE_TEST(test_other_columns_do_not_continue),
        FIXTURE_TEST(test_undated_columns_are_dated_by_the_continuation),
        FIXTURE_TEST(test_prose_ends_a_statement),
        FIXTURE_TEST(test_secondary_does_not_continue),
        FIXTURE_TEST(test_other_kind_follows),
        FIXTURE_TEST(test_sink_stops),
        FIXTURE_TEST(test_reset_forgets),
        FIXTURE_TEST(test_many_pages),
        FIXTURE_TEST(test_limit),
        FIXTURE_TEST(test_limit_at_the_continuation),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
