/* Writers for programs that have facts of their own, facts by callback, the taxonomy package. */
#include "facts_kit.h"
#include "xml_kit.h"

#include <archive.h>
#include <archive_entry.h>

#include "xbrlize/xbrlize.h"

static struct xbz_taxonomy *taxonomy;
static struct xbz_options options;
static struct kit_diags diags;
static struct buf bytes;

static int load(void **state)
{
    (void)state;
    xbz_options_init(&options);
    buf_init(&bytes, KIT_MAX);
    return xbz_taxonomy_load(&taxonomy, NULL, kit_diag, &diags);
}

static int unload(void **state)
{
    (void)state;
    xbz_taxonomy_free(taxonomy);
    buf_free(&bytes);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    memset(&diags, 0, sizeof diags);
    xbz_options_init(&options);
    buf_clear(&bytes);
    return 0;
}

static enum xbz_status put(struct xbz_writer *writer, const char *value)
{
    struct xbz_fact fact = kit_money(xbz_taxonomy_find(taxonomy, STR("Assets")), kit_end_2009, value);
    return xbz_writer_fact(writer, &fact);
}

static struct xbz_writer *open_writer(const char *format)
{
    struct xbz_writer *writer;
    options.to = format;
    assert_int_equal(xbz_writer_new(&writer, &options, taxonomy, kit_diag, &diags), XBZ_OK);
    return writer;
}

static void test_reports_in_one_stream(void **state)
{
    (void)state;
    static const struct xbz_filing filing;
    const struct xbz_report report = kit_report(&filing);
    struct xbz_writer *writer = open_writer("tsv");
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(xbz_writer_begin_stream(writer, &report, kit_collect, &bytes), XBZ_OK);
        assert_int_equal(put(writer, i ? "2000" : "1000"), XBZ_OK);
        assert_int_equal(xbz_writer_end(writer), XBZ_OK);
    }
    xbz_writer_free(writer);
    assert_int_equal(kit_count(buf_view(&bytes), "\n"), 3); /* the names of the columns stand there once */
    assert_int_equal(kit_count(buf_view(&bytes), "\tgaap-lite:Assets\t"), 2);
}

static void test_a_report_that_is_given_up(void **state)
{
    (void)state;
    static const struct xbz_filing filing;
    const struct xbz_report report = kit_report(&filing);
    char *folder = kit_folder(), path[512];
    struct xbz_writer *writer = open_writer("xbr");
    kit_path(path, folder, "flamel.xbr");
    assert_int_equal(xbz_writer_begin_file(writer, &report, path), XBZ_OK);
    assert_int_equal(put(writer, "1000"), XBZ_OK);
    assert_int_equal(xbz_writer_begin_file(writer, &report, path), XBZ_OK); /* the first one is gone */
    assert_int_equal(put(writer, "1000"), XBZ_OK);
    assert_int_equal(xbz_writer_end(writer), XBZ_OK);
    assert_int_equal(kit_files(folder), 1);
    kit_path(path, folder, "second.xbr");
    assert_int_equal(xbz_writer_begin_file(writer, &report, path), XBZ_OK);
    xbz_writer_free(writer);
    assert_int_equal(kit_files(folder), 1);
    kit_remove(folder);
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static const struct xbz_filing filing;
    const struct xbz_report report = kit_report(&filing);
    struct kit_breaking breaking = {10};
    struct xbz_writer *writer;
    options.to = "pdf";
    assert_int_equal(xbz_writer_new(&writer, &options, taxonomy, kit_diag, &diags), XBZ_FATAL);
    assert_null(writer);
    writer = open_writer("ndjson");
    assert_int_equal(xbz_writer_begin_stream(writer, &report, kit_collect, &bytes), XBZ_OK);
    assert_int_equal(put(writer, "no number"), XBZ_OK);
    assert_int_equal(diags.counts[XBZ_D_FACT_LEFT_OUT], 1);
    assert_int_equal(xbz_writer_end(writer), XBZ_OK);
    assert_int_equal(bytes.n, 0);
    assert_int_equal(xbz_writer_begin_stream(writer, &report, kit_break, &breaking), XBZ_OK);
    assert_int_equal(put(writer, "1000"), XBZ_OK); /* it waits in a buffer */
    assert_int_equal(xbz_writer_end(writer), XBZ_FATAL);
    assert_int_equal(diags.counts[XBZ_D_OUTPUT_UNWRITABLE], 2);
    xbz_writer_free(writer);
    xbz_writer_free(NULL);
}

/* ---- facts by callback ---- */

struct received {
    unsigned begun, facts, ended;
    enum xbz_status answer; /* to facts */
};

static enum xbz_status take_report(void *ctx, const struct xbz_report *report)
{
    struct received *received = ctx;
    assert_true(report->name.n > 0 && report->entity.identifier.n > 0);
    received->begun++;
    return XBZ_OK;
}

static enum xbz_status take_fact(void *ctx, const struct xbz_fact *fact)
{
    struct received *received = ctx;
    assert_true(fact->concept || fact->extension);
    received->facts++;
    return received->answer;
}

static enum xbz_status take_end(void *ctx)
{
    struct received *received = ctx;
    received->ended++;
    return XBZ_OK;
}

static const char filing_text[] = "CONSOLIDATED STATEMENTS OF INCOME\n(In thousands)\n\n"
                                  "                                Year ended December 31,\n"
                                  "                                    1998         1997\n"
                                  "Net sales                       1,234,567    1,111,222\n"
                                  "Cost of sales                     500,000      400,000\n"
                                  "Gross profit                      734,567      711,222\n"
                                  "Net income                        734,567      711,222\n";

static long read_text(void *ctx, void *buf, size_t n)
{
    size_t *at = ctx, left = sizeof filing_text - 1 - *at;
    if (n > left)
        n = left;
    memcpy(buf, filing_text + *at, n);
    *at += n;
    return (long)n;
}

static enum xbz_status convert(const struct xbz_fact_sink *sink)
{
    struct xbz_converter *converter;
    size_t at = 0;
    options.sink = sink;
    options.jobs = 2; /* a sink is given one filing at a time all the same */
    assert_int_equal(xbz_converter_new(&converter, &options, kit_diag, &diags), XBZ_OK);
    enum xbz_status status = xbz_convert_stream(converter, "text", read_text, &at);
    if (status != XBZ_FATAL && xbz_converter_finish(converter) != XBZ_OK && status == XBZ_OK)
        status = XBZ_FAIL;
    xbz_converter_free(converter);
    return status;
}

static void test_facts_by_callback(void **state)
{
    (void)state;
    struct received received = {.answer = XBZ_OK};
    const struct xbz_fact_sink sink = {&received, take_report, take_fact, NULL, take_end};
    assert_int_equal(convert(&sink), XBZ_OK);
    assert_int_equal(received.begun, 1);
    assert_int_equal(received.ended, 1);
    assert_true(received.facts >= 8);
}

static void test_a_sink_that_refuses(void **state)
{
    (void)state;
    struct received received = {.answer = XBZ_SKIP};
    const struct xbz_fact_sink sink = {&received, take_report, take_fact, NULL, take_end};
    assert_int_equal(convert(&sink), XBZ_FAIL);
    assert_int_equal(received.facts, 1);
    assert_int_equal(received.ended, 0);
    received.answer = XBZ_FATAL;
    assert_int_equal(convert(&sink), XBZ_FATAL);
}

/* ---- the taxonomy package ---- */

static void test_taxonomy_package(void **state)
{
    (void)state;
    static const char *const expected[] = {"g/META-INF/taxonomyPackage.xml", "g/META-INF/catalog.xml",
                                           "g/taxonomy/gaap-lite.xsd",       "g/taxonomy/gaap-lite-all.xsd",
                                           "g/taxonomy/gaap-lite_lab.xml",   "g/taxonomy/gaap-lite_doc.xml"};
    assert_int_equal(xbz_taxonomy_package(taxonomy, STR("g"), kit_collect, &bytes), XBZ_OK);
    struct archive *a = archive_read_new();
    struct archive_entry *entry;
    unsigned found = 0;
    assert_int_equal(archive_read_support_format_zip_seekable(a), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(a, bytes.p, bytes.n), ARCHIVE_OK);
    while (archive_read_next_header(a, &entry) == ARCHIVE_OK) {
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
            found += strcmp(archive_entry_pathname(entry), expected[i]) == 0;
        assert_false(kit_has(str_of(archive_entry_pathname(entry)), ".txt"));
    }
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    assert_int_equal(found, sizeof expected / sizeof *expected);
    struct kit_breaking breaking = {1000};
    assert_int_equal(xbz_taxonomy_package(taxonomy, STR("g"), kit_break, &breaking), XBZ_FATAL);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, clear)
    const struct CMUnitTest tests[] = {
        CASE(test_reports_in_one_stream), CASE(test_a_report_that_is_given_up), CASE(test_what_is_refused),
        CASE(test_facts_by_callback),     CASE(test_a_sink_that_refuses),       CASE(test_taxonomy_package),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
