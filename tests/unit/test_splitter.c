/* The splitter: members to filings to the documents that are to be read, names of outputs, shards, what is passed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "input_tools.h"
#include "splitter.h"

#define HEADER(number)                                                                                                 \
    "<SEC-DOCUMENT>0000912345-99-00000" number ".txt : 19990315\n<SEC-HEADER>\n"                                       \
    "ACCESSION NUMBER: 0000912345-99-00000" number "\nCONFORMED SUBMISSION TYPE: 10-K\n"
#define FILER(name, cik)     "FILER:\n COMPANY DATA:\n  COMPANY CONFORMED NAME: " name "\n  CENTRAL INDEX KEY: " cik "\n"
#define DOCUMENT(type, text) "<DOCUMENT>\n<TYPE>" type "\n<TEXT>\n" text "\n</TEXT>\n</DOCUMENT>\n"
#define END                  "</SEC-DOCUMENT>\n"

/* Tells "accession cik: type=bytes type=bytes -> name;" for each filing. */
static enum xbz_status split(const char *bytes, size_t step, const struct xbz_options *options, struct told *told,
                             struct buf *out)
{
    struct splitter s;
    struct memory memory = {.bytes = bytes, .n = strlen(bytes), .step = step};
    enum xbz_status status;
    memset(told, 0, sizeof *told);
    assert_int_equal(splitter_init(&s, options, tell, told), XBZ_OK);
    assert_int_equal(splitter_open_stream(&s, "in.txt", memory_read, &memory), XBZ_OK);
    while ((status = splitter_next(&s)) == XBZ_OK) {
        struct xbz_document document;
        const struct xbz_reader_ops *reader;
        buf_printf(out, "%.*s %.*s:", STR_ARG(s.filing.accession), STR_ARG(s.filing.cik));
        while ((status = s.feed.ops->document(s.feed.ctx, &document, &reader)) == XBZ_OK) {
            const unsigned char *text;
            size_t n, all = 0;
            assert_non_null(reader);
            while ((status = s.feed.ops->read(s.feed.ctx, &text, &n)) == XBZ_OK)
                all += n;
            assert_int_equal(status, XBZ_END);
            buf_printf(out, " %.*s=%zu", STR_ARG(document.type), all);
        }
        assert_int_equal(status, XBZ_END);
        struct xbz_str name = s.feed.ops->name(s.feed.ctx);
        buf_printf(out, " -> %.*s;", STR_ARG(name));
    }
    splitter_free(&s);
    return status;
}

static void check(const char *bytes, const struct xbz_options *options, enum xbz_status due_status, const char *due,
                  struct told *told)
{
    STEPS(steps);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct buf out;
        buf_init(&out, 1 << 16);
        assert_int_equal(split(bytes, steps[i], options, told, &out), due_status);
        assert_string_equal(buf_cstr(&out), due);
        buf_free(&out);
    }
}

/* One filing is named after its member, several after their accession numbers. */
static void test_filings(void **state)
{
    struct xbz_options options;
    struct told told;
    (void)state;
    xbz_options_init(&options);
    check(HEADER("1") FILER("A", "1") "</SEC-HEADER>\n" DOCUMENT("10-K", "text") END, &options, XBZ_END,
          "0000912345-99-000001 1: 10-K=5 -> in;", &told);
    assert_int_equal(told.all, 0);
    check(HEADER("1") FILER("A", "1") "</SEC-HEADER>\n" DOCUMENT("10-K", "text") END HEADER("2")
              FILER("B", "2") "</SEC-HEADER>\n" DOCUMENT("10-K", "more text") END,
          &options, XBZ_END,
          "0000912345-99-000001 1: 10-K=5 -> 0000912345-99-000001;"
          "0000912345-99-000002 2: 10-K=10 -> 0000912345-99-000002;",
          &told);
}

/* Documents that hold no statements are told and passed over. */
static void test_documents(void **state)
{
    struct xbz_options options;
    struct told told;
    (void)state;
    xbz_options_init(&options);
    check(HEADER("1") FILER("A", "1") "</SEC-HEADER>\n" DOCUMENT("10-K", "text") DOCUMENT("EX-10", "contract")
              DOCUMENT("EX-13", "report") DOCUMENT("GRAPHIC", "begin 644 a.jpg\nM") END,
          &options, XBZ_END, "0000912345-99-000001 1: 10-K=5 EX-13=7 -> in;", &told);
    assert_int_equal(told.n[XBZ_D_DOCUMENT_SKIPPED], 2);
    options.only_types = "EX-13";
    check(HEADER("1") FILER("A", "1") "</SEC-HEADER>\n" DOCUMENT("10-K", "text") DOCUMENT("EX-13", "report") END,
          &options, XBZ_END, "0000912345-99-000001 1: EX-13=7 -> in;", &told);
}

/* The first of several filers is the filing's. */
static void test_filers(void **state)
{
    struct xbz_options options;
    struct told told;
    (void)state;
    xbz_options_init(&options);
    check(HEADER("1") FILER("A", "1") FILER("B", "2") "</SEC-HEADER>\n" DOCUMENT("10-K", "text") END, &options, XBZ_END,
          "0000912345-99-000001 1: 10-K=5 -> in;", &told);
    assert_int_equal(told.n[XBZ_D_FILERS_SEVERAL], 1);
    assert_string_equal(told.detail, "2, the first is 1 A");
}

/* Each filing is in one shard. */
static void test_shards(void **state)
{
    struct xbz_options options;
    (void)state;
    xbz_options_init(&options);
    options.shards = 3;
    unsigned found = 0;
    for (options.shard = 1; options.shard <= 3; options.shard++) {
        struct told told;
        struct buf out;
        buf_init(&out, 1 << 16);
        assert_int_equal(split(HEADER("1") "</SEC-HEADER>\n" DOCUMENT("10-K", "text") END, 0, &options, &told, &out),
                         XBZ_END);
        found += out.n > 0;
        buf_free(&out);
    }
    assert_int_equal(found, 1);
}

/* An input that is no filing is an error; it is told once. */
static void test_no_filing(void **state)
{
    struct xbz_options options;
    struct told told;
    (void)state;
    xbz_options_init(&options);
    check("{\"a\": 1}", &options, XBZ_FAIL, "", &told);
    assert_int_equal(told.n[XBZ_D_FORMAT_UNKNOWN], 1);
    assert_int_equal(told.all, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filings), cmocka_unit_test(test_documents), cmocka_unit_test(test_filers),
        cmocka_unit_test(test_shards),  cmocka_unit_test(test_no_filing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
