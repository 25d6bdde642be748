/* Streams: buffering, numbers, the sticky error. */
#include "output_kit.h"

static struct stream stream;

static void test_pieces_arrive_in_order(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIT_MAX);
    stream_init(&stream, kit_collect, &out);
    stream_text(&stream, "a");
    stream_byte(&stream, 'b');
    stream_str(&stream, STR("cd"));
    stream_str(&stream, (struct xbz_str){NULL, 0});
    stream_fill(&stream, '-', 130);
    stream_fill(&stream, '+', 0);
    assert_int_equal(out.n, 0); /* nothing is handed on before the buffer is full */
    assert_int_equal(stream.total, 134);
    stream_flush(&stream);
    assert_int_equal(out.n, 134);
    assert_memory_equal(out.p, "abcd-", 5);
    assert_int_equal(out.p[133], '-');
    buf_free(&out);
}

static void test_numbers(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIT_MAX);
    stream_init(&stream, kit_collect, &out);
    stream_int(&stream, 0);
    stream_byte(&stream, ' ');
    stream_int(&stream, -3);
    stream_byte(&stream, ' ');
    stream_int(&stream, INT64_MAX);
    stream_byte(&stream, ' ');
    stream_int(&stream, INT64_MIN);
    stream_flush(&stream);
    assert_buf(&out, "0 -3 9223372036854775807 -9223372036854775808");
    buf_free(&out);
}

static void test_large_pieces_pass_the_buffer(void **state)
{
    (void)state;
    struct buf out;
    static char large[3 * STREAM_BUFFER + 7];
    memset(large, 'x', sizeof large);
    buf_init(&out, KIT_MAX);
    stream_init(&stream, kit_collect, &out);
    stream_text(&stream, "first ");
    stream_bytes(&stream, large, sizeof large);
    stream_text(&stream, " last");
    stream_flush(&stream);
    assert_int_equal(out.n, sizeof large + 11);
    assert_memory_equal(out.p, "first x", 7);
    assert_memory_equal(out.p + out.n - 6, "x last", 6);
    buf_free(&out);
}

static void test_the_first_error_stays(void **state)
{
    (void)state;
    struct kit_breaking breaking = {STREAM_BUFFER};
    stream_init(&stream, kit_break, &breaking);
    for (unsigned i = 0; i < 4 * STREAM_BUFFER; i++)
        stream_byte(&stream, 'x');
    assert_int_equal(stream.error, ENOSPC);
    breaking.room = SIZE_MAX; /* room again: what was lost stays lost */
    stream_text(&stream, "more");
    stream_flush(&stream);
    assert_int_equal(stream.error, ENOSPC);
    assert_true(breaking.room == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_arrive_in_order),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_large_pieces_pass_the_buffer),
        cmocka_unit_test(test_the_first_error_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
