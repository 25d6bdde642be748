/* Separated values: quotes of CSV, escapes of TSV. */
#include "output_kit.h"

#include "output/csv.h"

static struct stream stream;
static struct csv csv;

static void begin(struct buf *out, char separator)
{
    buf_init(out, KIT_MAX);
    stream_init(&stream, kit_collect, out);
    csv_begin(&csv, &stream, separator);
}

static void assert_written(struct buf *out, const char *expected)
{
    stream_flush(&stream);
    assert_buf(out, expected);
    buf_free(out);
}

static void test_rows(void **state)
{
    (void)state;
    struct buf out;
    begin(&out, ',');
    csv_field(&csv, STR("a"));
    csv_field(&csv, STR(""));
    csv_int(&csv, -7);
    csv_row(&csv);
    csv_field(&csv, STR("tab\tand \\"));
    csv_field3(&csv, STR("x:"), STR("y"), STR("z"));
    csv_row(&csv);
    csv_row(&csv);
    assert_written(&out, "a,,-7\ntab\tand \\,x:yz\n\n");
}

static void test_quotes(void **state)
{
    (void)state;
    struct buf out;
    begin(&out, ',');
    csv_field(&csv, STR("a,b"));
    csv_field(&csv, STR("say \"no\""));
    csv_field(&csv, STR("two\nlines\r"));
    csv_field3(&csv, STR("#"), STR("x"), STR(",\""));
    csv_row(&csv);
    assert_written(&out, "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\r\",\"#x,\"\"\"\n");
}

static void test_tabs(void **state)
{
    (void)state;
    struct buf out;
    begin(&out, '\t');
    csv_field(&csv, STR("a,\"b\""));
    csv_field(&csv, STR("t\tn\nr\r\\"));
    csv_field3(&csv, STR("n"), STR("\\"), STR("t"));
    csv_field(&csv, (struct xbz_str){"nul\0", 4});
    csv_row(&csv);
    stream_flush(&stream);
    assert_int_equal(out.n, strlen("a,\"b\"\tt\\tn\\nr\\r\\\\\tn\\\\t\tnul") + 2);
    assert_memory_equal(out.p, "a,\"b\"\tt\\tn\\nr\\r\\\\\tn\\\\t\tnul\0\n", out.n);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_tabs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
