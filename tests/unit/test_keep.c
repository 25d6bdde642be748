/* Documents kept: what may be shown, what is read again, the cap. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "keep.h"
#include "page_kit.h"
#include "read/schedule.h"
#include "read/text.h"

static struct xbz_run run;
static struct arena arena;
static struct keep keep;
static struct buf seen;
static unsigned too_large;

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    too_large += diag->code == XBZ_D_SOURCE_TOO_LARGE;
}

static int setup(void **state)
{
    (void)state;
    memset(&run, 0, sizeof run);
    page_limits(&run.limits);
    run.diag = on_diag;
    too_large = 0;
    arena_init(&arena, run.limits.filing_bytes);
    keep_init(&keep, &run);
    buf_init(&seen, 1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    keep_free(&keep);
    arena_free(&arena);
    buf_free(&seen);
    return 0;
}

static enum xbz_status on_line(void *ctx, const struct xbz_text_line *line)
{
    (void)ctx;
    buf_str(&seen, line->text);
    buf_byte(&seen, '|');
    return XBZ_OK;
}

static enum xbz_status on_tag(void *ctx, const struct xbz_tag *tag)
{
    (void)ctx;
    buf_byte(&seen, '<');
    buf_str(&seen, tag->name);
    return XBZ_OK;
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    (void)ctx;
    (void)place;
    buf_str(&seen, text);
    return XBZ_OK;
}

static const struct xbz_events events = {.line = on_line, .start = on_tag, .end = on_tag, .text = on_text};

static void take(unsigned sequence, const struct xbz_reader_ops *reader, const char *bytes)
{
    const struct xbz_document document = {.type = STR("10-K"), .sequence = sequence};
    assert_int_equal(keep_document(&keep, &arena, &document, reader), XBZ_OK);
    for (size_t n = strlen(bytes); n > 0;) { /* in pieces, as they come */
        size_t part = n < 700 ? n : 700;
        assert_int_equal(keep_bytes(&keep, bytes, part), XBZ_OK);
        bytes += part;
        n -= part;
    }
}

static const char *replay(const struct kept_document *kept, size_t read_size)
{
    buf_clear(&seen);
    assert_int_equal(keep_replay(&keep, kept, &events, read_size), XBZ_OK);
    return buf_cstr(&seen);
}

static void test_read_again(void **state)
{
    (void)state;
    take(1, &text_reader, "one\ntwo\n");
    take(2, &schedule_reader, "<TYPE>EX-27");
    take(3, &html_reader, "<p>a<odd>b");
    assert_non_null(keep.first);
    assert_non_null(keep.first->next);
    assert_null(keep.first->next->next); /* a schedule is no page */
    for (size_t size = 0; size < 4; size += 3) {
        assert_string_equal(replay(keep.first, size), "one|two|");
        assert_string_equal(replay(keep.first->next, size), "<pa<oddb");
    }
    assert_false(keep_is_markup(keep.first));
    assert_true(keep_is_markup(keep.first->next));
}

static void test_shown(void **state)
{
    (void)state;
    take(1, &text_reader, "cover");
    take(2, &text_reader, "exhibit");
    take(3, &text_reader, "other");
    keep_show(&keep, 2);
    assert_true(keep_is_shown(&keep, keep.first));
    assert_true(keep_is_shown(&keep, keep.first->next));
    assert_false(keep_is_shown(&keep, keep.last));
    keep_clear(&keep);
    assert_null(keep.first);
}

/* More than fits into memory goes through a file. */
static void test_file(void **state)
{
    static char text[50001];
    (void)state;
    memset(text, 'y', 50000);
    memcpy(text, "begin", 5);
    memcpy(text + 49997, "end", 3);
    take(1, &text_reader, text);
    take(2, &text_reader, "small");
    const char *shown = replay(keep.first, 0);
    assert_int_equal(strlen(shown), 50001);
    assert_memory_equal(shown, text, 50000);
    assert_string_equal(replay(keep.last, 0), "small|");
}

static void test_cap(void **state)
{
    static char text[60001];
    (void)state;
    memset(text, 'y', 60000);
    take(1, &text_reader, text);
    take(2, &text_reader, text);
    take(3, &text_reader, "small");
    assert_int_equal(too_large, 1);
    keep_show(&keep, 2);
    assert_true(keep_is_shown(&keep, keep.first));
    assert_false(keep_is_shown(&keep, keep.first->next));
    assert_string_equal(replay(keep.last, 0), "small|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read_again, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shown, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cap, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
