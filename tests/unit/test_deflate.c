/* Compressing streams: what zlib reads back, the same bytes each time, errors from below. */
#include "output_kit.h"

#include <zlib.h>

static struct stream below;

static void write_member(struct deflater *deflater, struct buf *out, const char *text, size_t times)
{
    buf_clear(out);
    stream_init(&below, kit_collect, out);
    struct stream *top = deflater_begin(deflater, &below);
    assert_non_null(top);
    for (size_t i = 0; i < times; i++)
        stream_text(top, text);
    deflater_end(deflater);
    stream_flush(&below);
    assert_int_equal(below.error, 0);
}

/* Inflates the whole of in and compares it with so many repeats of text. */
static void assert_inflates(const struct buf *in, int window, const char *text, size_t times)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    size_t n = strlen(text) * times;
    unsigned char *plain = malloc(n + 1);
    assert_non_null(plain);
    assert_int_equal(inflateInit2(&z, window), Z_OK);
    z.next_in = (Bytef *)in->p;
    z.avail_in = (uInt)in->n;
    z.next_out = plain;
    z.avail_out = (uInt)n + 1;
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.total_out, n);
    assert_int_equal(z.avail_in, 0);
    assert_int_equal(inflateEnd(&z), Z_OK);
    for (size_t i = 0; i < times; i++)
        assert_memory_equal(plain + i * strlen(text), text, strlen(text));
    free(plain);
}

static void test_gzip_member(void **state)
{
    (void)state;
    static const unsigned char head[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0};
    struct buf out;
    buf_init(&out, KIT_MAX);
    struct deflater *deflater = deflater_new(DEFLATE_GZIP);
    assert_non_null(deflater);
    write_member(deflater, &out, "Net income 1,234\n", 5000);
    assert_memory_equal(out.p, head, sizeof head); /* no time, no name */
    assert_int_equal((unsigned char)out.p[9], 255);
    assert_inflates(&out, 15 + 16, "Net income 1,234\n", 5000);
    write_member(deflater, &out, "", 0);
    assert_inflates(&out, 15 + 16, "", 1);
    deflater_free(deflater);
    buf_free(&out);
}

static void test_raw_form_has_no_wrapper(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIT_MAX);
    struct deflater *deflater = deflater_new(DEFLATE_RAW);
    write_member(deflater, &out, "abc", 20000);
    assert_inflates(&out, -15, "abc", 20000);
    deflater_free(deflater);
    buf_free(&out);
}

static void test_reuse_gives_the_same_bytes(void **state)
{
    (void)state;
    struct buf first, second;
    buf_init(&first, KIT_MAX);
    buf_init(&second, KIT_MAX);
    struct deflater *deflater = deflater_new(DEFLATE_GZIP);
    write_member(deflater, &first, "one filing ", 300);
    write_member(deflater, &second, "another, quite different ", 4000);
    write_member(deflater, &second, "one filing ", 300);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    deflater_free(deflater);
    buf_free(&first);
    buf_free(&second);
}

static void test_effort(void **state)
{
    (void)state;
    struct buf fair, again, smallest;
    buf_init(&fair, KIT_MAX);
    buf_init(&again, KIT_MAX);
    buf_init(&smallest, KIT_MAX);
    struct deflater *deflater = deflater_new(DEFLATE_RAW);
    char text[60000];
    for (size_t i = 0; i < sizeof text; i++) /* words that come again with others between them */
        text[i] = (char)('a' + (i * i / 7 + i / 13) % 11);
    text[sizeof text - 1] = '\0';
    write_member(deflater, &fair, text, 2);
    deflater_effort(deflater, DEFLATE_SMALLEST);
    write_member(deflater, &smallest, text, 2);
    deflater_effort(deflater, DEFLATE_FAIR);
    write_member(deflater, &again, text, 2);
    assert_true(smallest.n < fair.n);
    assert_int_equal(again.n, fair.n);
    assert_memory_equal(again.p, fair.p, fair.n);
    assert_inflates(&smallest, -15, text, 2);
    deflater_free(deflater);
    buf_free(&fair);
    buf_free(&again);
    buf_free(&smallest);
}

static void test_error_below_is_kept(void **state)
{
    (void)state;
    struct kit_breaking breaking = {10};
    struct deflater *deflater = deflater_new(DEFLATE_GZIP);
    stream_init(&below, kit_break, &breaking);
    struct stream *top = deflater_begin(deflater, &below);
    for (unsigned i = 0; i < 200000; i++)
        stream_int(top, (int64_t)i * 7919);
    deflater_end(deflater);
    stream_flush(&below);
    assert_int_equal(below.error, ENOSPC);
    assert_int_equal(top->error, ENOSPC);
    deflater_free(deflater);
    deflater_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gzip_member),
        cmocka_unit_test(test_raw_form_has_no_wrapper),
        cmocka_unit_test(test_reuse_gives_the_same_bytes),
        cmocka_unit_test(test_effort),
        cmocka_unit_test(test_error_below_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
