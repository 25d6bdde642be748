/* Where the output of a run goes, by format and name. */
#include "output_kit.h"

#include "destination.h"
#include "output/writers.h"

static enum destination where(const char *format, const char *output)
{
    struct xbz_options options = {.to = format, .output = output};
    return destination_of(&options);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *format, *output;
        enum destination expected;
    } cases[] = {
        {NULL, NULL, DESTINATION_FILES},
        {"xbr", "out/", DESTINATION_FILES},
        {"xbr", "a.xbr", DESTINATION_FILES},
        {"xbr", "/dev", DESTINATION_FILES}, /* a folder */
        {"xbr", "-", DESTINATION_TAR},
        {"csv", "-", DESTINATION_TAR},
        {"xbrl", "-", DESTINATION_JOINED},
        {"table", "a.txt", DESTINATION_FILES},
        {"table", "-", DESTINATION_JOINED},
        {"ndjson", NULL, DESTINATION_JOINED},
        {"ndjson", "a.ndjson.gz", DESTINATION_JOINED},
        {"tsv", "a.tsv", DESTINATION_JOINED},
        {"tsv", "out/", DESTINATION_FILES},
        {"json", "a.tar.gz", DESTINATION_TAR},
        {"ndjson", "a.TGZ", DESTINATION_TAR},
        {"json", "a.zip", DESTINATION_ZIP},
        {"xbr", "a.zip", DESTINATION_ZIP},
        {"csv", "a.zip", DESTINATION_ZIP},
        {"csv", "a.csv.zip", DESTINATION_FILES},
        {"json", "a.zip/", DESTINATION_FILES},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(where(cases[i].format, cases[i].output), cases[i].expected);
}

static void test_dumps_and_sinks_are_files(void **state)
{
    (void)state;
    const struct xbz_fact_sink sink = {NULL, NULL, NULL, NULL, NULL};
    struct xbz_options options = {.to = "ndjson", .output = "-", .dump = "facts"};
    assert_int_equal(destination_of(&options), DESTINATION_FILES);
    options = (struct xbz_options){.to = "ndjson", .output = "-", .sink = &sink};
    assert_int_equal(destination_of(&options), DESTINATION_FILES);
}

static void test_writers(void **state)
{
    (void)state;
    struct xbz_run run;
    struct kit_diags diags;
    const struct xbz_writer_ops *writer;
    kit_run(&run, &diags);
    struct xbz_options options = {.to = "csv", .output = "out/"};
    assert_int_equal(destination_writer(&options, &run, &writer), XBZ_OK);
    assert_ptr_equal(writer, &csv_package_writer);
    options.output = "a.zip";
    assert_int_equal(destination_writer(&options, &run, &writer), XBZ_OK);
    assert_ptr_equal(writer, &csv_files_writer);
    options.to = NULL;
    assert_int_equal(destination_writer(&options, &run, &writer), XBZ_OK);
    assert_ptr_equal(writer, &instance_writer);
    options.to = "ndjson";
    assert_int_equal(destination_writer(&options, &run, &writer), XBZ_FATAL);
    assert_string_equal(diags.last, "a report package holds no ndjson");
    options.to = "pdf";
    assert_int_equal(destination_writer(&options, &run, &writer), XBZ_FATAL);
    assert_int_equal(diags.counts[XBZ_D_OUTPUT_UNWRITABLE], 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_dumps_and_sinks_are_files),
        cmocka_unit_test(test_writers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
