/* Notes below statements, found by the marks beside figures. */
#include "fixture.h"

#include <string.h>

#include "mapping/footnotes.h"

static struct footnotes notes;
static struct mapped_statement *ms;
static const struct xbz_footnote *found[XBZ_FACT_NOTES];

/* A table with these lines below it. */
static void read_below(struct fixture *fx, bool paragraphs, const char *lines)
{
    ms = fixture_mapped(fx, XBZ_INCOME, "2008-01-01..2008-12-31", "Sails | 1\nOars | 2\nNotes:\n(a) In the table.\n");
    ms->document.sequence = 1;
    footnotes_start(&notes, &fx->arena);
    footnotes_document(&notes, 1, paragraphs);
    assert_true(footnotes_line(&notes, STR("(1) Above the table")));
    footnotes_table(&notes, ms->statement->place.begin);
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        assert_true(footnotes_line(&notes, (struct xbz_str){lines, n}));
        lines += n + (lines[n] == '\n');
    }
}

static void find(const char *mark)
{
    assert_true(footnotes_find(&notes, ms, str_of(mark), found));
}

static void assert_notes(const char *mark, const char *first, const char *second)
{
    find(mark);
    assert_true(!first == !found[0] && !second == !found[1]);
    if (first)
        assert_str(found[0]->text, first);
    if (second)
        assert_str(found[1]->text, second);
}

static void test_marks(void **state)
{
    read_below(
        *state, false,
        "(1) One.\n[2] Two.\n* Star.\n** Stars.\n<F3> Three.\n\xE2\x80\xA0 Dagger.\n\n(in thousands) No mark.\n");
    assert_notes("(1)", "One.", NULL);
    assert_notes("[1]", "One.", NULL);
    assert_notes("(2)", "Two.", NULL);
    assert_notes("*", "Star.", NULL);
    assert_notes("**", "Stars.", NULL);
    assert_notes("(3)", "Three.", NULL);
    assert_notes("<F3>", "Three.", NULL);
    assert_notes("\xE2\x80\xA0", "Dagger.", NULL);
    assert_notes("(4)", NULL, NULL);
    assert_notes("", NULL, NULL);
    assert_notes("(1)(2)", "One.", "Two.");
    assert_notes("(1, 2)", "One.", "Two.");
    assert_notes("(2)(2)", "Two.", NULL);
    assert_notes("(4)(2)", "Two.", NULL);
}

static void test_lines_of_a_note(void **state)
{
    read_below(*state, false, "(1) One goes  on\n    for a line.\n\nProse.\n(2) Two\n(3) Three\n");
    assert_notes("(1)", "One goes on for a line.", NULL);
    assert_notes("(2)", "Two", NULL);
    read_below(*state, true, "(1) One.\nProse.\n");
    assert_notes("(1)", "One.", NULL);
}

static void test_notes_in_rows(void **state)
{
    read_below(*state, false, "");
    assert_notes("(a)", "In the table.", NULL);
    assert_notes("(b)", NULL, NULL);
}

/* What stands far below, in another document or below another table is none of its notes. */
static void test_far_away(void **state)
{
    struct fixture *fx = *state;
    read_below(fx, false, "");
    for (unsigned i = 0; i < 40; i++)
        assert_true(footnotes_line(&notes, STR("Prose.")));
    assert_true(footnotes_line(&notes, STR("(1) Summary of policies")));
    assert_notes("(1)", NULL, NULL);
    read_below(fx, false, "(1) One.\n");
    ms->document.sequence = 2;
    assert_notes("(1)", NULL, NULL);
    read_below(fx, false, "");
    footnotes_table(&notes, ms->statement->place.end + 1000);
    assert_true(footnotes_line(&notes, STR("(1) Of another table")));
    assert_notes("(1)", NULL, NULL);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_marks),
        FIXTURE_TEST(test_lines_of_a_note),
        FIXTURE_TEST(test_notes_in_rows),
        FIXTURE_TEST(test_far_away),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
