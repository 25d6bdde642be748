/* Text reader: line ends, page breaks, encodings, the longest line; the same for every chunk size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/run.h"
#include "base/str.h"
#include "read/text.h"

static struct buf lines;
static unsigned too_long, replaced;

static enum xbz_status take(void *ctx, const struct xbz_text_line *line)
{
    (void)ctx;
    buf_printf(&lines, "%llu %llu-%llu ", (unsigned long long)line->place.line, (unsigned long long)line->place.begin,
               (unsigned long long)line->place.end);
    buf_str(&lines, str_eq(line->text, STR("\f")) ? STR("FF") : line->text);
    buf_byte(&lines, '|');
    return XBZ_OK;
}

static void diag(void *ctx, const struct xbz_diag *d)
{
    (void)ctx;
    too_long += d->code == XBZ_D_LINE_TOO_LONG;
    replaced += d->code == XBZ_D_ENCODING_REPLACED;
}

static const char *read_lines(const char *bytes, size_t n, size_t chunk, size_t line_bytes)
{
    struct xbz_run run = {.limits = {.line_bytes = line_bytes, .repeats = 100}, .diag = diag};
    struct xbz_events events = {.line = take};
    void *reader;
    too_long = replaced = 0;
    buf_clear(&lines);
    assert_int_equal(text_reader.open(&reader, &run, &events), XBZ_OK);
    for (size_t i = 0; i < n; i += chunk)
        assert_int_equal(text_reader.feed(reader, (const unsigned char *)bytes + i, n - i < chunk ? n - i : chunk),
                         XBZ_OK);
    assert_int_equal(text_reader.finish(reader), XBZ_OK);
    text_reader.close(reader);
    return buf_cstr(&lines);
}

#define ASSERT_LINES(bytes, line_bytes, expected)                                                                      \
    do {                                                                                                               \
        for (size_t chunk_ = 1; chunk_ <= sizeof(bytes); chunk_++)                                                     \
            assert_string_equal(read_lines((bytes), sizeof(bytes) - 1, chunk_, (line_bytes)), (expected));             \
    } while (0)

static void test_line_ends(void **state)
{
    (void)state;
    ASSERT_LINES("", 100, "");
    ASSERT_LINES("a\nbc\r\n\r\nd\re", 100, "1 0-1 a|2 2-4 bc|3 6-6 |4 8-9 d|5 10-11 e|");
    ASSERT_LINES("\n\n", 100, "1 0-0 |2 1-1 |");
    ASSERT_LINES("\ta b\t\n", 100, "1 0-5 \ta b\t|");
}

static void test_page_breaks(void **state)
{
    (void)state;
    ASSERT_LINES("a\n\fb\n", 100, "1 0-1 a|2 2-3 FF|2 3-4 b|");
    ASSERT_LINES("a\fb", 100, "1 0-1 a|1 1-2 FF|1 2-3 b|");
}

static void test_long_lines(void **state)
{
    (void)state;
    ASSERT_LINES("abcdef\nab\nabcd\nabcde", 4, "1 0-6 abcd|2 7-9 ab|3 10-14 abcd|4 15-20 abcd|");
    assert_int_equal(too_long, 2);
}

static void test_encodings(void **state)
{
    (void)state;
    ASSERT_LINES("caf\xc3\xa9\n", 100, "1 0-5 caf\xc3\xa9|");
    assert_int_equal(replaced, 0);
    ASSERT_LINES("caf\xe9 \x97 x\n", 100, "1 0-8 caf\xc3\xa9 \xe2\x80\x94 x|");
    assert_int_equal(replaced, 1);
    ASSERT_LINES("\xef\xbb\xbf"
                 "ab\n",
                 100, "1 3-5 ab|");
    ASSERT_LINES("\xff\xfe"
                 "a\0\n\0\xe9\0\n\0",
                 100, "1 2-4 a|2 6-8 \xc3\xa9|");
    ASSERT_LINES("\xfe\xff"
                 "\0a\xd8\x3d\xde\0",
                 100, "1 2-8 a\xf0\x9f\x98\x80|");
    ASSERT_LINES("\xff", 100, "1 0-1 \xc3\xbf|");
}

static void test_bid(void **state)
{
    unsigned char binary[100];
    (void)state;
    memset(binary, 1, sizeof binary);
    assert_int_equal(text_reader.bid(binary, sizeof binary), 0);
    assert_true(text_reader.bid((const unsigned char *)"Annual report\n", 14) > 0);
    assert_true(text_reader.bid((const unsigned char *)"", 0) > 0);
    assert_true(text_reader.bid((const unsigned char *)"\xff\xfe"
                                                       "a\0",
                                4) > 0);
    text_reader.close(NULL);
}

static void test_table_of_formats(void **state)
{
    (void)state;
    assert_ptr_equal(xbz_reader_find("text"), &text_reader);
    assert_null(xbz_reader_find("none"));
    assert_non_null(xbz_reader_for((const unsigned char *)"x", 1));
}

static int setup(void **state)
{
    (void)state;
    buf_init(&lines, 1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    buf_free(&lines);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends), cmocka_unit_test(test_page_breaks), cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_encodings), cmocka_unit_test(test_bid),         cmocka_unit_test(test_table_of_formats),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
