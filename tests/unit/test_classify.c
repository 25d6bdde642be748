/* Titles and vocabulary: which statement a table is, and which tables are none. */
#include "fixture.h"

#include "statement/classify.h"

#define YEARS  "2008-01-01..2008-12-31 | 2007-01-01..2007-12-31"
#define DATES  "2008-12-31 | 2007-12-31"
#define FIGURE "Something | 1 | 2\n"

static struct statement_title title_of(struct fixture *fx, const char *lead)
{
    return classify_title(fixture_table(fx, lead, DATES, FIGURE));
}

static const char balance_rows[] = "Cash and cash equivalents | 10 | 11\n"
                                   "Accounts receivable | 20 | 21\n"
                                   "Total current assets | 30 | 32\n"
                                   "Total assets | 30 | 32\n"
                                   "Accounts payable | 5 | 5\n"
                                   "Total current liabilities | 5 | 5\n"
                                   "Total liabilities and stockholders' equity | 30 | 32\n";
static const char income_rows[] = "Total revenues | 100 | 90\n"
                                  "Cost of sales | 60 | 50\n"
                                  "Operating income | 40 | 40\n"
                                  "Income taxes | 10 | 10\n"
                                  "Net income | 30 | 30\n";
static const char flow_rows[] = "Net income | 30 | 30\n"
                                "Net cash from operating activities | 30 | 30\n"
                                "Net cash from investing activities | (10) | (10)\n"
                                "Net cash from financing activities | (20) | (20)\n";

static enum xbz_statement_kind classify(struct fixture *fx, const char *lead, const char *columns, const char *rows,
                                        unsigned *score)
{
    struct xbz_table *table = fixture_table(fx, lead, columns, rows);
    struct statement_title title = classify_title(table);
    struct statement_vocabulary v;
    classify_vocabulary(&v, fx->taxonomy, table);
    return classify_table(table, &title, &v, score);
}

static void test_title_kinds(void **state)
{
    static const struct {
        const char *line;
        enum xbz_statement_kind kind;
    } titles[] = {
        {"CONSOLIDATED BALANCE SHEETS", XBZ_BALANCE_SHEET},
        {"Balance Sheet", XBZ_BALANCE_SHEET},
        {"Consolidated Statements of Financial Condition", XBZ_BALANCE_SHEET},
        {"STATEMENT OF FINANCIAL POSITION", XBZ_BALANCE_SHEET},
        {"Consolidated Statements of Operations", XBZ_INCOME},
        {"CONSOLIDATED STATEMENTS OF INCOME (UNAUDITED)", XBZ_INCOME},
        {"Statements of Earnings", XBZ_INCOME},
        {"Consolidated Statement of Loss", XBZ_INCOME},
        {"Consolidated Income Statements", XBZ_INCOME},
        {"Statements of Operations and Comprehensive Income", XBZ_INCOME},
        {"Statements of Comprehensive Income", XBZ_COMPREHENSIVE_INCOME},
        {"Consolidated Statements of Cash Flows", XBZ_CASH_FLOW},
        {"Cash Flows", XBZ_CASH_FLOW},
        {"Statements of Changes in Financial Position", XBZ_CASH_FLOW},
        {"Consolidated Statements of Stockholders' Equity", XBZ_EQUITY},
        {"Statements of Changes in Partners' Capital", XBZ_EQUITY},
        {"Accounts receivable by age", XBZ_NO_STATEMENT},
        {"Statements by directors", XBZ_NO_STATEMENT},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct statement_title title = title_of(*state, titles[i].line);
        if (title.kind != titles[i].kind)
            fail_msg("%s: %d", titles[i].line, (int)title.kind);
        assert_str(title.line, titles[i].kind ? titles[i].line : "");
    }
}

static void test_prose_is_no_title(void **state)
{
    static const char *const lines[] = {
        "The accompanying notes are part of these balance sheets",
        "The following presents our consolidated balance sheets",
        "Consolidated balance sheets were audited by others",
        "Consolidated Balance Sheets as of the end of each year.",
        "Consolidated Balance Sheets . . . . . . 17",
        "Consolidated Balance Sheets ......... 17",
        "See the balance sheet",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (title_of(*state, lines[i]).kind != XBZ_NO_STATEMENT)
            fail_msg("%s", lines[i]);
}

static void test_nearest_title_counts(void **state)
{
    struct statement_title title =
        title_of(*state, "CONSOLIDATED BALANCE SHEETS\n\nCONSOLIDATED STATEMENTS OF INCOME\n\n(in thousands)");
    assert_int_equal(title.kind, XBZ_INCOME);
    /* Fourteen lines are looked at, no more. */
    assert_int_equal(title_of(*state, "BALANCE SHEETS\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm").kind, XBZ_BALANCE_SHEET);
    assert_int_equal(title_of(*state, "BALANCE SHEETS\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn").kind,
                     XBZ_NO_STATEMENT);
}

static void test_title_in_the_stub(void **state)
{
    struct xbz_table *table = fixture_table(*state, "Statements of income", DATES,
                                            "BALANCE SHEETS\nASSETS\nCash and cash equivalents | 1 | 2\n");
    struct statement_title title = classify_title(table);
    assert_int_equal(title.kind, XBZ_BALANCE_SHEET);
    assert_str(title.line, "BALANCE SHEETS");
    /* A heading further down is none. */
    table = fixture_table(*state, NULL, DATES, "Cash and cash equivalents | 1 | 2\nBALANCE SHEETS\n");
    assert_int_equal(classify_title(table).kind, XBZ_NO_STATEMENT);
}

static void test_continued(void **state)
{
    assert_true(title_of(*state, "CONSOLIDATED BALANCE SHEETS (Continued)").continued);
    assert_true(title_of(*state, "Balance Sheets (cont'd)").continued);
    assert_true(title_of(*state, "Balance Sheets - concluded").continued);
    assert_false(title_of(*state, "Balance Sheets").continued);
}

static void test_secondary_titles(void **state)
{
    static const char *const secondary[] = {
        "Pro Forma Consolidated Balance Sheet",
        "Selected Balance Sheet Data",
        "Parent Company Only\nBalance Sheets",
        "Balance Sheets\nRegistrant only",
        "Condensed Financial Information of Registrant\nCondensed Balance Sheets",
        "Condensed Consolidating Balance Sheet",
        "Five-Year Summary\nIncome Statement",
        "Reconciliation of cash flow",
        "Segment results\n\nStatement of operations",
    };
    for (size_t i = 0; i < sizeof secondary / sizeof *secondary; i++)
        if (!title_of(*state, secondary[i]).secondary)
            fail_msg("%s", secondary[i]);
    assert_false(title_of(*state, "Consolidated Balance Sheets\n(in thousands)").secondary);
    /* Too far above the title to belong to it. */
    assert_false(title_of(*state, "Selected data\na\nb\nc\nBalance Sheets").secondary);
    /* Prose that says so does not count. */
    assert_false(title_of(*state, "The following is a summary\nBalance Sheets").secondary);
}

static void test_vocabulary(void **state)
{
    struct fixture *fx = *state;
    struct statement_vocabulary v;
    classify_vocabulary(
        &v, fx->taxonomy,
        fixture_table(fx, NULL, DATES,
                      "Total assets\nTotal assets | 5 | 6\nNet income | 1 | -\n | 1 | 2\nTotal assets | - |\n"
                      "Strange things | 3 | 4\n"));
    assert_int_equal(v.rows, 4); /* rows with a number only */
    assert_int_equal(v.known[XBZ_BALANCE_SHEET], 1);
    assert_int_equal(v.anchors[XBZ_BALANCE_SHEET], 1);
    assert_int_equal(v.known[XBZ_INCOME], 1);
    assert_int_equal(v.anchors[XBZ_INCOME], 1);
    assert_int_equal(v.known[XBZ_CASH_FLOW], 1);
    assert_int_equal(v.anchors[XBZ_CASH_FLOW], 0);
}

static void test_decides_by_title_and_stub(void **state)
{
    unsigned score, without;
    assert_int_equal(classify(*state, "Consolidated Balance Sheets", DATES, balance_rows, &score), XBZ_BALANCE_SHEET);
    assert_in_range(score, 80, 100);
    assert_int_equal(classify(*state, NULL, DATES, balance_rows, &without), XBZ_BALANCE_SHEET);
    assert_true(without < score);
    assert_int_equal(classify(*state, "Statements of Operations", YEARS, income_rows, &score), XBZ_INCOME);
    assert_int_equal(classify(*state, "Statements of Cash Flows", YEARS, flow_rows, &score), XBZ_CASH_FLOW);
    assert_int_equal(classify(*state, NULL, YEARS, flow_rows, &score), XBZ_CASH_FLOW);
}

static void test_secondary_scores_less(void **state)
{
    unsigned face, secondary;
    assert_int_equal(classify(*state, "Consolidated Balance Sheets", DATES, balance_rows, &face), XBZ_BALANCE_SHEET);
    (void)classify(*state, "Summary Consolidated Balance Sheets", DATES, balance_rows, &secondary);
    assert_int_equal(secondary + 30, face);
}

static void test_foreign_is_no_statement(void **state)
{
    static const char *const titles[] = {"Pro Forma Consolidated Balance Sheets", "Parent Company Only\nBalance Sheets",
                                         "Consolidated Balance Sheets\n(Registrant only)", "Projected Balance Sheets"};
    unsigned score;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        assert_int_equal(classify(*state, titles[i], DATES, balance_rows, &score), XBZ_NO_STATEMENT);
}

static void test_quarters_are_secondary(void **state)
{
    static const char rows[] = "Total revenues | 4 | 3 | 2 | 1\nCost of sales | 1 | 1 | 1 | 1\n"
                               "Operating income | 3 | 2 | 1 | 0\nIncome taxes | 1 | 1 | 0 | 0\n"
                               "Net income | 2 | 1 | 1 | 0\n";
    unsigned quarters, interim;
    (void)classify(*state, "Statements of Operations",
                   "2008-01-01..2008-03-31 | 2008-04-01..2008-06-30 | 2008-07-01..2008-09-30 | 2008-10-01..2008-12-31",
                   rows, &quarters);
    (void)classify(*state, "Statements of Operations",
                   "2008-04-01..2008-06-30 | 2007-04-01..2007-06-30 | 2008-01-01..2008-06-30 | 2007-01-01..2007-06-30",
                   rows, &interim);
    assert_int_equal(quarters + 30, interim);
}

static void test_comprehensive_title(void **state)
{
    unsigned score;
    assert_int_equal(classify(*state, "Statements of Comprehensive Income", YEARS, income_rows, &score), XBZ_INCOME);
    assert_in_range(score, 60, 100);
}

static void test_periods_count(void **state)
{
    unsigned dates, years, none;
    (void)classify(*state, "Consolidated Balance Sheets", DATES, balance_rows, &dates);
    (void)classify(*state, "Consolidated Balance Sheets", YEARS, balance_rows, &years);
    (void)classify(*state, "Consolidated Balance Sheets", "- | -", balance_rows, &none);
    assert_true(dates > none && none > years);
    /* Columns of changes and notes say nothing. */
    (void)classify(*state, "Consolidated Balance Sheets", "2008-12-31 | - change", balance_rows, &years);
    assert_int_equal(dates, years);
}

static void test_no_statement(void **state)
{
    unsigned score;
    /* Too few rows, equity, strangers, a title and nothing else, a wrong title and no whole table. */
    assert_int_equal(classify(*state, "Balance Sheets", DATES, "Total assets | 1 | 2\nOther | 3 | 4\n", &score),
                     XBZ_NO_STATEMENT);
    assert_int_equal(classify(*state, "Statements of Stockholders' Equity", DATES, balance_rows, &score),
                     XBZ_NO_STATEMENT);
    assert_int_equal(classify(*state, NULL, DATES, "Apples | 1 | 2\nPears | 1 | 2\nPlums | 1 | 2\n", &score),
                     XBZ_NO_STATEMENT);
    assert_int_equal(
        classify(*state, "Balance Sheets", DATES, "Apples | 1 | 2\nPears | 1 | 2\nPlums | 1 | 2\n", &score),
        XBZ_NO_STATEMENT);
    assert_int_equal(classify(*state, NULL, DATES, "Total assets | 1 | 2\nPears | 1 | 2\nPlums | 1 | 2\n", &score),
                     XBZ_NO_STATEMENT);
    assert_int_equal(classify(*state, "Balance Sheets", "", "A\nB\nC\n", &score), XBZ_NO_STATEMENT);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_title_kinds),
        FIXTURE_TEST(test_prose_is_no_title),
        FIXTURE_TEST(test_nearest_title_counts),
        FIXTURE_TEST(test_title_in_the_stub),
        FIXTURE_TEST(test_continued),
        FIXTURE_TEST(test_secondary_titles),
        FIXTURE_TEST(test_vocabulary),
        FIXTURE_TEST(test_decides_by_title_and_stub),
        FIXTURE_TEST(test_secondary_scores_less),
        FIXTURE_TEST(test_foreign_is_no_statement),
        FIXTURE_TEST(test_quarters_are_secondary),
        FIXTURE_TEST(test_comprehensive_title),
        FIXTURE_TEST(test_periods_count),
        FIXTURE_TEST(test_no_statement),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
