/* Footnotes of tagged facts: ids, lists of them, several documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/tagged_notes.h"

static struct arena arena;
static struct tagged_notes *notes;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    notes = tagged_notes_new(&arena);
    return notes ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void note(const char *id, const char *text, unsigned document)
{
    assert_true(tagged_notes_add(notes, &(struct xbz_tagged_note){.id = str_of(id), .text = str_of(text)}, document));
}

static void relation(const char *from, const char *to, unsigned document)
{
    assert_true(tagged_notes_add(notes, &(struct xbz_tagged_note){.from = str_of(from), .to = str_of(to)}, document));
}

/* The texts of a fact's footnotes, each behind a blank. */
static void assert_notes(const char *id, unsigned document, const char *expected)
{
    const struct xbz_footnote *of[XBZ_FACT_NOTES] = {NULL};
    char texts[256] = "";
    tagged_notes_of(notes, str_of(id), document, of);
    for (size_t i = 0; i < XBZ_FACT_NOTES && of[i]; i++) {
        strcat(texts, " ");
        strncat(texts, of[i]->text.p, of[i]->text.n);
    }
    assert_string_equal(texts, expected);
}

static void test_lists(void **state)
{
    (void)state;
    relation(" f1\n f2", "n2  n1 n9", 1); /* before what they lead to */
    note("n1", "one", 1);
    note("n2", "two", 1);
    note("n2", "never", 1);
    relation("f2", "n3 n1", 1);
    note("n3", "three", 1);
    assert_true(tagged_notes_index(notes));
    assert_notes("f1", 1, " two one");
    assert_notes("f2", 1, " two one three");
    assert_notes("f3", 1, "");
    assert_notes("", 1, "");
}

static void test_documents(void **state)
{
    (void)state;
    note("n", "of the first", 1);
    note("n", "of the second", 2);
    relation("f", "n", 1);
    relation("f", "n", 2);
    assert_true(tagged_notes_index(notes));
    assert_notes("f", 1, " of the first");
    assert_notes("f", 2, " of the second");
    assert_notes("f", 3, "");
}

static void test_too_many(void **state)
{
    (void)state;
    static char long_id[400];
    memset(long_id, 'x', sizeof long_id - 1);
    for (char id[2] = "a"; id[0] <= 'h'; id[0]++) {
        note(id, id, 1);
        relation("f", id, 1);
    }
    note(long_id, "long", 1);
    relation(long_id, "a", 1);
    assert_true(tagged_notes_index(notes));
    assert_notes("f", 1, " a b c d");
    assert_notes(long_id, 1, "");
}

static void test_small_arena(void **state)
{
    (void)state;
    struct arena small;
    arena_init(&small, 2000);
    struct tagged_notes *few = tagged_notes_new(&small);
    const struct xbz_tagged_note more = {.from = STR("f"), .to = STR("n")};
    unsigned n = 0;
    while (few && n < 1000 && tagged_notes_add(few, &more, 1))
        n++;
    assert_true(n < 1000);
    arena_free(&small);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {CASE(test_lists), CASE(test_documents), CASE(test_too_many),
                                       CASE(test_small_arena)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
