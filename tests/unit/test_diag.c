/* Diagnostics: the table, levels and statuses, repeats, what the listener is handed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/run.h"
#include "base/str.h"

/* Copies of what the listener got last. */
struct heard {
    unsigned n;
    struct xbz_diag diag;
    char path[5000], accession[100], document[300], detail[1100];
};

static void keep(char *to, size_t size, const char **from)
{
    if (*from) {
        assert_true(strlen(*from) < size);
        strcpy(to, *from);
        *from = to;
    }
}

static void listen(void *ctx, const struct xbz_diag *diag)
{
    struct heard *heard = ctx;

    heard->n++;
    heard->diag = *diag;
    keep(heard->path, sizeof(heard->path), &heard->diag.path);
    keep(heard->accession, sizeof(heard->accession), &heard->diag.accession);
    keep(heard->document, sizeof(heard->document), &heard->diag.document);
    keep(heard->detail, sizeof(heard->detail), &heard->diag.detail);
}

static struct xbz_run run_for(struct heard *heard)
{
    memset(heard, 0, sizeof(*heard));
    return (struct xbz_run){.limits.repeats = 3, .diag = listen, .diag_ctx = heard};
}

static void test_table(void **state)
{
    (void)state;

    for (int i = 0; i < XBZ_D_COUNT; i++) {
        enum xbz_code code = (enum xbz_code)i;
        const char *id = xbz_diag_id(code);
        assert_true(strlen(id) > 3);
        assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyz-"), strlen(id));
        assert_true(strlen(xbz_diag_text(code)) > 5);
        assert_true(xbz_diag_level(code) <= XBZ_FATAL_LEVEL);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(id, xbz_diag_id((enum xbz_code)k));
    }
    assert_string_equal(xbz_diag_id(XBZ_D_SCALE_MISSING), "scale-missing");
    assert_int_equal(xbz_diag_level(XBZ_D_SCALE_MISSING), XBZ_NOTE);
    assert_int_equal(xbz_diag_level(XBZ_D_TABLE_TOO_LARGE), XBZ_SKIPPED);
    assert_int_equal(xbz_diag_level(XBZ_D_INPUT_CORRUPT), XBZ_FAILED);
    assert_int_equal(xbz_diag_level(XBZ_D_OUT_OF_MEMORY), XBZ_FATAL_LEVEL);
    assert_non_null(xbz_diag_id(XBZ_D_COUNT));
    assert_non_null(xbz_diag_text(XBZ_D_COUNT));
}

static void test_level_names(void **state)
{
    (void)state;
    assert_string_equal(xbz_level_name(XBZ_NOTE), "note");
    assert_string_equal(xbz_level_name(XBZ_WARNING), "warning");
    assert_string_equal(xbz_level_name(XBZ_SKIPPED), "skipped");
    assert_string_equal(xbz_level_name(XBZ_FAILED), "failed");
    assert_string_equal(xbz_level_name(XBZ_FATAL_LEVEL), "fatal");
    assert_non_null(xbz_level_name((enum xbz_level)(XBZ_FATAL_LEVEL + 1)));
}

static void test_all_is_passed_on(void **state)
{
    struct heard heard;
    struct xbz_run run = run_for(&heard);
    const struct xbz_filing filing = {.path = STR("a.tar!x.txt....") /* n decides */,
                                      .accession = STR("0000950172-95-000354")};
    struct xbz_filing cut = filing;
    struct xbz_document document = {.type = STR("10-K"), .filename = STR("form.htm")};
    (void)state;

    cut.path.n = 11;
    run_filing(&run, &cut);
    run.document = &document;
    run_diag(&run, XBZ_D_CELL_UNREADABLE, (struct xbz_place){12, 345, 350}, "row %d: \"%.*s\"", 7,
             STR_ARG(STR("1,23")));
    assert_int_equal(heard.n, 1);
    assert_int_equal(heard.diag.code, XBZ_D_CELL_UNREADABLE);
    assert_int_equal(heard.diag.level, XBZ_WARNING);
    assert_string_equal(heard.diag.path, "a.tar!x.txt");
    assert_string_equal(heard.diag.accession, "0000950172-95-000354");
    assert_string_equal(heard.diag.document, "10-K");
    assert_int_equal(heard.diag.line, 12);
    assert_int_equal(heard.diag.offset, 345);
    assert_string_equal(heard.diag.detail, "row 7: \"1,23\"");

    document.type.n = 0;
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, NULL);
    assert_string_equal(heard.diag.document, "form.htm");
    assert_int_equal(heard.diag.line, 0);
    assert_null(heard.diag.detail);

    run_filing(&run, NULL);
    run.document = NULL;
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, "%s", "");
    assert_null(heard.diag.path);
    assert_null(heard.diag.accession);
    assert_null(heard.diag.document);
    assert_null(heard.diag.detail);
}

static void test_repeats_are_counted(void **state)
{
    struct heard heard;
    struct xbz_run run = run_for(&heard);
    const struct xbz_filing filing = {.path = STR("x")};
    (void)state;

    run_filing(&run, &filing);
    for (int i = 0; i < 10; i++)
        run_diag(&run, XBZ_D_ITEM_UNMAPPED, NOWHERE, NULL);
    assert_int_equal(heard.n, 3);
    assert_int_equal(run.counts[XBZ_D_ITEM_UNMAPPED], 10);
    run_diag(&run, XBZ_D_SIGN_DOUBTFUL, NOWHERE, NULL); /* each code on its own */
    assert_int_equal(heard.n, 4);

    run_filing(&run, &filing);
    assert_int_equal(run.counts[XBZ_D_ITEM_UNMAPPED], 0);
    run_diag(&run, XBZ_D_ITEM_UNMAPPED, NOWHERE, NULL);
    assert_int_equal(heard.n, 5);

    run.limits.repeats = 0;
    run_diag(&run, XBZ_D_TABLE_TOO_LARGE, NOWHERE, NULL);
    assert_int_equal(heard.n, 5);
    assert_int_equal(run_fail(&run, XBZ_D_INPUT_CORRUPT, NOWHERE, NULL), XBZ_FAIL); /* never hidden */
    assert_int_equal(run_fail(&run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL), XBZ_FATAL);
    assert_int_equal(heard.n, 7);

    run.counts[XBZ_D_ITEM_UNMAPPED] = (unsigned)-1;
    run_diag(&run, XBZ_D_ITEM_UNMAPPED, NOWHERE, NULL);
    assert_true(run.counts[XBZ_D_ITEM_UNMAPPED] == (unsigned)-1); /* does not wrap */
}

static void test_statuses(void **state)
{
    struct heard heard;
    struct xbz_run run = run_for(&heard);
    (void)state;

    for (int i = 0; i < XBZ_D_COUNT; i++) {
        static const enum xbz_status expected[] = {XBZ_OK, XBZ_OK, XBZ_SKIP, XBZ_FAIL, XBZ_FATAL};
        enum xbz_code code = (enum xbz_code)i;
        assert_int_equal(run_fail(&run, code, NOWHERE, "%d", i), expected[xbz_diag_level(code)]);
        assert_int_equal(heard.diag.code, code);
    }
    assert_int_equal(heard.n, XBZ_D_COUNT);
}

static void test_nobody_listens(void **state)
{
    struct xbz_run run = {.limits.repeats = 3};
    (void)state;

    run_diag(&run, XBZ_D_COUNT, NOWHERE, NULL); /* no code: nothing is told or counted */
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, "%s", "x");
    assert_int_equal(run.counts[XBZ_D_SCALE_MISSING], 1);
    assert_int_equal(run_fail(&run, XBZ_D_TABLE_TOO_LARGE, NOWHERE, "%s", "x"), XBZ_SKIP);
}

static void test_a_diagnostic_is_one_line(void **state)
{
    struct heard heard;
    struct xbz_run run = run_for(&heard);
    const struct xbz_filing filing = {.path = STR("a\nb\0c\x1B[31m"), .accession = STR("\r")};
    (void)state;

    run_filing(&run, &filing);
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, "one\ntwo\t\x7F\x01%s", "\xC3\xA9");
    assert_string_equal(heard.diag.path, "a b c [31m");
    assert_string_equal(heard.diag.accession, " ");
    assert_string_equal(heard.diag.detail, "one two   \xC3\xA9");
}

/* Strings of any length are cut, never inside a UTF-8 sequence. */
static void test_long_strings_are_cut(void **state)
{
    static const char *const letters[] = {"x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x92\xB6"};
    static char text[20004];
    struct heard heard;
    struct xbz_run run = run_for(&heard);
    (void)state;

    run.limits.repeats = 1000;
    for (size_t letter = 0; letter < 4; letter++) {
        size_t size = strlen(letters[letter]);
        for (size_t shift = 0; shift < 4; shift++) {
            memset(text, '.', shift);
            for (size_t at = shift; at < 20000; at += size)
                memcpy(text + at, letters[letter], size + 1);
            struct xbz_filing filing = {.path = str_of(text), .accession = str_of(text)};
            struct xbz_document document = {.type = str_of(text)};
            run_filing(&run, &filing);
            run.document = &document;
            run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, "%s", text);
            const char *const got[] = {heard.diag.path, heard.diag.accession, heard.diag.document, heard.diag.detail};
            for (size_t i = 0; i < 4; i++) {
                assert_true(strlen(got[i]) > 50);
                assert_int_equal((strlen(got[i]) - shift) % size, 0);
                assert_memory_equal(got[i], text, strlen(got[i]));
            }
        }
    }
}

static void test_cuts_at_odd_places(void **state)
{
    char text[3000], exact[63];
    struct heard heard;
    struct xbz_run run = run_for(&heard);
    const struct xbz_filing filing = {.accession = {exact, sizeof(exact)}};
    (void)state;

    /* A letter that ends where the room ends stays. */
    memset(exact, 'x', sizeof(exact));
    memcpy(exact + 61, "\xC3\xA9", 2);
    run_filing(&run, &filing);
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, NULL);
    assert_int_equal(strlen(heard.diag.accession), 63);

    /* Only the first byte of a letter fits. */
    memset(text, 'x', sizeof(text));
    memcpy(text + 1022, "\xC3\xA9", 3);
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, "%s", text);
    assert_int_equal(strlen(heard.diag.detail), 1022);

    /* Nothing but continuation bytes. */
    memset(text, 0x80, sizeof(text));
    text[sizeof(text) - 1] = '\0';
    run_diag(&run, XBZ_D_SCALE_MISSING, NOWHERE, "%s", text);
    assert_true(strlen(heard.diag.detail) > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_level_names),
        cmocka_unit_test(test_all_is_passed_on),
        cmocka_unit_test(test_repeats_are_counted),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_a_diagnostic_is_one_line),
        cmocka_unit_test(test_long_strings_are_cut),
        cmocka_unit_test(test_cuts_at_odd_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
