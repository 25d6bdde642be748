/* Status records: what a line says, and the file they go to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "status_record.h"

static void test_record(void **state)
{
    struct buf out;
    struct pipeline_result result = {.bytes = 777};
    struct xbz_filing filing = {.name = STR("a"),
                                .path = STR("x.tar!a\"b.txt"),
                                .accession = STR("0000912345-99-000001"),
                                .cik = STR("0000912345"),
                                .form = STR("10-K"),
                                .filed = {1999, 3, 15}};
    (void)state;
    result.facts[XBZ_BALANCE_SHEET] = 12;
    result.facts[XBZ_COVER] = 3;
    result.totals.unmapped = 2;
    result.totals.sums_verified = 5;
    result.totals.sums_inconsistent = 1;
    result.totals.skipped = 4;
    buf_init(&out, STATUS_RECORD_MAX);
    status_record(&out, &result, &filing, "converted", STR("out/a.xbr"), 9);
    assert_string_equal(buf_cstr(&out),
                        "{\"filing\": \"a\", \"path\": \"x.tar!a\\\"b.txt\", \"accession\": \"0000912345-99-000001\", "
                        "\"cik\": \"0000912345\", \"form\": \"10-K\", \"filed\": \"1999-03-15\", \"result\": "
                        "\"converted\", \"output\": \"out/a.xbr\", \"facts\": {\"balance-sheet\": 12, \"cover\": 3}, "
                        "\"unmapped\": 2, \"checks_passed\": 5, \"checks_failed\": 1, \"skipped\": 4, \"bytes\": 777, "
                        "\"milliseconds\": 9}\n");
    buf_free(&out);
}

/* Facts of no statement are those of schedules, or of tags. */
static void test_facts_of_no_statement(void **state)
{
    (void)state;
    for (int tagged = 0; tagged < 2; tagged++) {
        struct buf out;
        struct pipeline_result result = {.tagged = tagged};
        const struct xbz_filing filing = {.name = STR("a")};
        result.facts[XBZ_NO_STATEMENT] = 7;
        buf_init(&out, STATUS_RECORD_MAX);
        status_record(&out, &result, &filing, "failed", STR(""), 0);
        assert_non_null(strstr(buf_cstr(&out), tagged ? "{\"tagged\": 7}" : "{\"schedule\": 7}"));
        assert_non_null(strstr(buf_cstr(&out), "\"result\": \"failed\", \"output\": \"\""));
        buf_free(&out);
    }
}

static void count(void *ctx, const struct xbz_diag *diag)
{
    *(unsigned *)ctx += diag->code == XBZ_D_OUTPUT_UNWRITABLE;
}

static void assert_file(const char *path, const char *due)
{
    char text[64];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = '\0';
    assert_string_equal(text, due);
}

/* An existing file is emptied, or taken up again after what is known to be good. */
static void test_file(void **state)
{
    unsigned told = 0;
    struct xbz_run run = {.diag = count, .diag_ctx = &told};
    struct status_file file;
    char path[] = "/tmp/status-XXXXXX";
    (void)state;
    close(mkstemp(path));
    assert_int_equal(status_open(&file, &run, path, 0), XBZ_OK);
    assert_int_equal(status_append(&file, STR("one\n")), XBZ_OK);
    assert_int_equal(status_append(&file, STR("half of a li")), XBZ_OK);
    assert_int_equal(file.size, 16);
    status_close(&file);
    assert_int_equal(status_open(&file, &run, path, 4), XBZ_OK);
    assert_int_equal(status_append(&file, STR("two\n")), XBZ_OK);
    assert_int_equal(file.size, 8);
    status_close(&file);
    status_close(&file);
    assert_file(path, "one\ntwo\n");
    assert_int_equal(status_open(&file, &run, path, 0), XBZ_OK);
    status_close(&file);
    assert_file(path, "");
    unlink(path);
    assert_int_equal(told, 0);
    assert_int_equal(status_open(&file, &run, "/nonexistent/status", 0), XBZ_FATAL);
    assert_int_equal(told, 1);
    status_close(&file);
}

static void test_none(void **state)
{
    struct xbz_run run = {.diag = NULL};
    struct status_file file;
    (void)state;
    assert_int_equal(status_open(&file, &run, NULL, 0), XBZ_OK);
    assert_int_equal(status_append(&file, STR("one\n")), XBZ_OK);
    assert_int_equal(file.size, 0);
    status_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_facts_of_no_statement),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
