/* Lines of text tables: cleaning, leaders, pieces, figures at the end, kinds of line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/text_scan.h"

static void assert_clean(const char *line, const char *expected, unsigned tags)
{
    struct buf out;
    buf_init(&out, 10000);
    assert_int_equal(scan_clean(&out, str_of(line)), tags);
    assert_string_equal(buf_cstr(&out), expected);
    buf_free(&out);
}

static void test_clean(void **state)
{
    (void)state;
    assert_clean("<TABLE>", "", TAG_TABLE);
    assert_clean("  <s>      <c>   <c>", "                    ", TAG_S);
    assert_clean("Other <C>      <C>  45", "Other               45", TAG_S);
    assert_clean("/TABLE", "", TAG_END);
    assert_clean("</table>", "", TAG_END);
    assert_clean("issued 358.0<PAGE>", "issued 358.0", TAG_PAGE);
    assert_clean("<PAGE>   31", "", TAG_PAGE);
    assert_clean("\f", " ", TAG_PAGE);
    assert_clean("[FN]", "", TAG_FN);
    assert_clean("<u>9,153</u>\t\\$ 5", "9,153\t$ 5", 0);
    assert_clean("**Report of**", "Report of", 0);
    assert_clean("1,234**", "1,234**", 0);
    assert_clean("- -----  ====", "-----  ====", 0);
    assert_clean("A&amp;B &nbsp;x", "A&B  x", 0);
    assert_clean("a < b > c <F1>", "a < b > c <F1>", 0);
    assert_clean("<unknown>", "<unknown>", 0);
    assert_clean("<", "<", 0);
}

static void assert_leaders(const char *line, const char *expected)
{
    char text[200];
    strcpy(text, line);
    (void)scan_blank_leaders(text, strlen(text));
    assert_string_equal(text, expected);
}

static void test_leaders(void **state)
{
    (void)state;
    assert_leaders("Cash.......$ 5", "Cash       $ 5");
    assert_leaders("Cash . . . . 5", "Cash         5");
    assert_leaders("Inc. and Co.", "Inc. and Co.");
    assert_leaders("EPS ......62", "EPS      .62");
    assert_leaders("Note.. 5", "Note   5");
    assert_leaders("...", "   ");
}

static void assert_line(const char *text, enum line_kind kind, size_t figures)
{
    struct scan scan;
    scan_line(&scan, str_of(text));
    assert_int_equal(scan.kind, kind);
    assert_int_equal(scan.n_figures, figures);
}

static void test_kinds(void **state)
{
    (void)state;
    assert_line("", LINE_BLANK, 0);
    assert_line("   ", LINE_BLANK, 0);
    assert_line("   ------   ======", LINE_RULE, 0);
    assert_line("Net sales     $ 1,234   $(1,235)", LINE_FIGURES, 2);
    assert_line("Net sales     1,234   --   ( 12 )  12 %", LINE_FIGURES, 4);
    assert_line("(2,375.3) (2,063.7) (1,538.6)", LINE_FIGURES, 3);
    assert_line("in 1997 and 1996", LINE_TEXT, 1);
    assert_line("issued 2,285", LINE_TEXT, 1);
    assert_line("Adjustments to reconcile", LINE_TEXT, 0);
    assert_line("                         1997     1996", LINE_DATES, 2);
    assert_line("(In millions)    December 31, 1996     1995", LINE_DATES, 2);
    assert_line("         June 30, 1997    December 31, 1996", LINE_DATES, 1);
    assert_line("Fiscal year ended January 31,      1995", LINE_DATES, 1);
    assert_line("Notes due in one year      1995", LINE_FIGURES, 1);
    assert_line("Results         1996   Change   1995   Change   1994", LINE_DATES, 1);
    assert_line("Receivables (in 1999)   5", LINE_FIGURES, 1);
}

static void test_figures(void **state)
{
    struct scan scan;
    (void)state;
    scan_line(&scan, STR("of $22.2 and $20.6          342.5    (3.4)(1)"));
    assert_int_equal(scan.n_figures, 3);
    assert_true(scan.tight);
    assert_int_equal(scan.figures[1].lo, 28);
    assert_int_equal(scan.figures[1].hi, 33);
    assert_int_equal(scan.figures[2].begin, 37);
    assert_int_equal(scan.figures[2].end, 45);
    scan_line(&scan, STR("a    $    5"));
    assert_int_equal(scan.n_figures, 1);
    assert_int_equal(scan.figures[0].begin, 5); /* the sign belongs to it */
    assert_int_equal(scan.figures[0].lo, 10);
    assert_false(scan.tight);
}

static void assert_figure(const char *text, size_t figures, size_t i, const char *figure)
{
    struct scan scan;
    struct xbz_str line = str_of(text);
    scan_line(&scan, line);
    assert_int_equal(scan.n_figures, figures);
    assert_true(
        str_eq(str_sub(line, scan.figures[i].begin, scan.figures[i].end - scan.figures[i].begin), str_of(figure)));
}

static void test_damaged(void **state)
{
    (void)state;
    assert_figure("Net sales     28,4O0     27,950", 2, 0, "28,4O0");
    assert_figure("Net sales   $ 28,4O0     27,950", 2, 0, "$ 28,4O0");
    assert_figure("Net sales     ***        27,950", 2, 0, "***");
    assert_figure("Net sales     12 ***     27,950", 2, 0, "12 ***"); /* a note mark */
    assert_figure("Rent          3,9 1      27,950", 2, 0, "3,9 1");
    assert_figure("Rent          3, 951     27,950", 2, 0, "3, 951");
    assert_figure("Rent        $ 3 ,951     27,950", 2, 0, "$ 3 ,951");
    assert_figure("Rent          1,3 9 5    27,950", 2, 0, "1,3 9 5");
    assert_figure("Notes 2, 3     27,950    27,950", 3, 1, "27,950");
    assert_figure("June 30, 1999", 1, 0, "1999");
}

static void test_pieces(void **state)
{
    struct xbz_str text = STR("  Jun 30,  Mar 31 \tx");
    size_t at = 0, begin, end;
    (void)state;
    assert_true(scan_piece(text, &at, &begin, &end));
    assert_int_equal(begin, 2);
    assert_int_equal(end, 9);
    assert_true(scan_piece(text, &at, &begin, &end));
    assert_int_equal(end, 17);
    assert_true(scan_piece(text, &at, &begin, &end));
    assert_false(scan_piece(text, &at, &begin, &end));
}

static void test_expand(void **state)
{
    struct arena arena;
    bool ok = true;
    (void)state;
    arena_init(&arena, 65536);
    assert_true(str_eq(scan_expand(&arena, STR("a\tb\t\tc"), &ok), STR("a       b               c")));
    assert_true(ok);
    arena_free(&arena);
}

/* The bytes of a line that a piece of its expanded form comes from, exactly or somewhere within. */
static void check_place(const char *line, const char *raw, const char *piece)
{
    struct arena arena;
    bool ok = true;
    arena_init(&arena, 65536);
    struct xbz_str expanded = scan_expand(&arena, str_of(raw), &ok);
    size_t at = str_find(expanded, str_of(piece), 0);
    size_t slack = strlen(line) > strlen(raw) ? strlen(line) - strlen(raw) : strlen(raw) - strlen(line);
    struct xbz_place whole = {7, 1000, 1000 + strlen(line)};
    struct xbz_place place = scan_place(str_of(raw), whole, at, at + strlen(piece));
    assert_true(ok);
    assert_int_equal(place.line, 7);
    assert_int_equal(place.end - place.begin, strlen(piece) + slack);
    struct xbz_str held = str_sub(str_of(line), place.begin - 1000, place.end - place.begin);
    assert_true(str_find(held, str_of(piece), 0) != (size_t)-1);
    arena_free(&arena);
}

static void test_places(void **state)
{
    (void)state;
    check_place("Sales   1,234   1,100", "Sales   1,234   1,100", "1,100");
    check_place("Sales\t1,234\t\t1,100\t9", "Sales\t1,234\t\t1,100\t9", "1,100");
    check_place("Seven77\tx1\t 22", "Seven77\tx1\t 22", "22");
    check_place("<S>Sales   1,234", "Sales   1,234", "1,234");
    check_place("Sales   1,234</S>", "Sales   1,234", "1,234");
    check_place("\xC9t\xE9   1,234", "\xC3\x89t\xC3\xA9   1,234", "1,234");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),   cmocka_unit_test(test_leaders), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_figures), cmocka_unit_test(test_pieces),  cmocka_unit_test(test_expand),
        cmocka_unit_test(test_damaged), cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
