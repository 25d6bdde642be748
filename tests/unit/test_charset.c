/* Bytes to UTF-8: valid and invalid sequences, Windows-1252, UTF-16, control characters, a full buffer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/charset.h"
#include "base/str.h"

#define FFFD "\xEF\xBF\xBD"

/* Converts a copy that ends where its memory ends, for the sanitizer to see what is read beyond it. */
static size_t convert(enum charset from, struct xbz_str bytes, struct buf *out)
{
    char *copy = malloc(bytes.n ? bytes.n : 1);

    assert_non_null(copy);
    memcpy(copy, bytes.p, bytes.n);
    size_t replaced = charset_to_utf8(from, (struct xbz_str){copy, bytes.n}, out);
    free(copy);
    return replaced;
}

static void assert_converts(enum charset from, struct xbz_str bytes, const char *expected, size_t replaced)
{
    struct buf out;

    buf_init(&out, 100000);
    assert_int_equal(convert(from, bytes, &out), replaced);
    assert_string_equal(buf_cstr(&out), expected);
    assert_int_equal(out.n, strlen(expected));
    buf_free(&out);
}

#define UTF8(bytes, expected, replaced)   assert_converts(CHARSET_UTF8, STR(bytes), expected, replaced)
#define CP1252(bytes, expected, replaced) assert_converts(CHARSET_CP1252, STR(bytes), expected, replaced)
#define LE(bytes, expected, replaced)     assert_converts(CHARSET_UTF16LE, STR(bytes), expected, replaced)
#define BE(bytes, expected, replaced)     assert_converts(CHARSET_UTF16BE, STR(bytes), expected, replaced)

static void test_valid_utf8_stays(void **state)
{
    (void)state;
    UTF8("", "", 0);
    UTF8("plain text, longer than eight bytes", "plain text, longer than eight bytes", 0);
    UTF8("\t a\r\nb\f", "\t a\r\nb\f", 0);
    UTF8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x92\xB6 end", "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x92\xB6 end", 0);
    UTF8("\xC2\xA0", "\xC2\xA0", 0);
    /* First and last of each length, and the neighbours of the surrogates. */
    UTF8("\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBD\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
         "\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBD\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 0);
    UTF8("\xED\x9F\xBF\xEE\x80\x80", "\xED\x9F\xBF\xEE\x80\x80", 0);
    UTF8("\xEF\xBB\xBFx", "\xEF\xBB\xBFx", 0);
}

static void test_stray_bytes_are_windows_1252(void **state)
{
    (void)state;
    UTF8("caf\xE9", "caf\xC3\xA9", 1);
    UTF8("caf\xE9s", "caf\xC3\xA9s", 1);
    UTF8("company\x92s", "company\xE2\x80\x99s", 1);
    UTF8("\x93quoted\x94 \x80", "\xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x82\xAC", 3);
    UTF8("\x81\x8D\x8F\x90\x9D", FFFD FFFD FFFD FFFD FFFD, 5);
    UTF8("\xA0\xFF", "\xC2\xA0\xC3\xBF", 2);
    UTF8("\xE9\xC3\xA9", "\xC3\xA9\xC3\xA9", 1); /* a valid one right behind */
}

static void test_truncated_sequences(void **state)
{
    (void)state;
    UTF8("\xC3", "\xC3\x83", 1);
    UTF8("\xE2\x82", "\xC3\xA2\xE2\x80\x9A", 2);
    UTF8("\xE2", "\xC3\xA2", 1);
    UTF8("\xF0\x9F\x92", "\xC3\xB0\xC5\xB8\xE2\x80\x99", 3);
    UTF8("\xE2\x82 x", "\xC3\xA2\xE2\x80\x9A x", 2);
    UTF8("\xC3(", "\xC3\x83(", 1);
}

static void test_sequences_that_are_no_utf8(void **state)
{
    (void)state;
    UTF8("\xC0\xAF", "\xC3\x80\xC2\xAF", 2);                                     /* overlong '/' */
    UTF8("\xC1\xBF", "\xC3\x81\xC2\xBF", 2);                                     /* overlong U+007F */
    UTF8("\xE0\x9F\xBF", "\xC3\xA0\xC5\xB8\xC2\xBF", 3);                         /* overlong U+07FF */
    UTF8("\xF0\x8F\xBF\xBF", "\xC3\xB0" FFFD "\xC2\xBF\xC2\xBF", 4);             /* overlong U+FFFF */
    UTF8("\xED\xA0\x80", "\xC3\xAD\xC2\xA0\xE2\x82\xAC", 3);                     /* surrogate U+D800 */
    UTF8("\xED\xBF\xBF", "\xC3\xAD\xC2\xBF\xC2\xBF", 3);                         /* surrogate U+DFFF */
    UTF8("\xF4\x90\x80\x80", "\xC3\xB4" FFFD "\xE2\x82\xAC\xE2\x82\xAC", 4);     /* U+110000 */
    UTF8("\xF5\x80\x80\x80", "\xC3\xB5\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC", 4); /* beyond */
    UTF8("\xFE\xFF", "\xC3\xBE\xC3\xBF", 2);
}

static void test_characters_without_a_place_in_xml(void **state)
{
    (void)state;
    UTF8("a\0b\x01\x08\x0B\x0E\x1F\x7F.", "a b      .", 7);
    UTF8("\xC2\x92", "\xE2\x80\x99", 2); /* U+0092 */
    UTF8("\xC2\x81", FFFD, 2);
    UTF8("\xEF\xBF\xBE\xEF\xBF\xBF", FFFD FFFD, 6);
    CP1252("a\0b\x1A", "a b ", 2);
    LE("a\0\x01\0\0\0", "a  ", 4);
    BE("\xFF\xFE", FFFD, 2);
}

static void test_windows_1252(void **state)
{
    (void)state;
    CP1252("", "", 0);
    CP1252("caf\xE9 \x80", "caf\xC3\xA9 \xE2\x82\xAC", 0);
    CP1252("\xC3\xA9", "\xC3\x83\xC2\xA9", 0); /* no guess at UTF-8 */
    CP1252("\x81", FFFD, 1);
    CP1252("\xA0\xFF\x9F", "\xC2\xA0\xC3\xBF\xC5\xB8", 0);

    assert_int_equal(cp1252_char(0x80), 0x20AC);
    assert_int_equal(cp1252_char(0x85), 0x2026);
    assert_int_equal(cp1252_char(0x96), 0x2013);
    assert_int_equal(cp1252_char(0x9F), 0x0178);
    unsigned undefined = 0;
    for (unsigned byte = 0; byte < 256; byte++)
        if (byte >= 0x80 && byte <= 0x9F)
            undefined += cp1252_char((unsigned char)byte) == 0;
        else
            assert_int_equal(cp1252_char((unsigned char)byte), 0);
    assert_int_equal(undefined, 5);
}

static void test_utf16(void **state)
{
    (void)state;
    LE("", "", 0);
    LE("a\0\xE9\0\xAC\x20", "a\xC3\xA9\xE2\x82\xAC", 0);
    BE("\0a\0\xE9\x20\xAC", "a\xC3\xA9\xE2\x82\xAC", 0);
    LE("\x3D\xD8\xB6\xDC", "\xF0\x9F\x92\xB6", 0);
    BE("\xD8\x3D\xDC\xB6", "\xF0\x9F\x92\xB6", 0);
    BE("\xD8\x00\xDC\x00\xDB\xFF\xDF\xFF", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 0);
    BE("\xD8\x3D\0x", FFFD "x", 2);       /* high half alone */
    BE("\xDC\xB6\xD8\x3D", FFFD FFFD, 4); /* the wrong way round */
    BE("\xD8\x3D\xD8\x3D\xDC\xB6", FFFD "\xF0\x9F\x92\xB6", 2);
    BE("\xD8\x3D", FFFD, 2); /* cut behind the high half */
    BE("\xD8\x3D\xDC", FFFD FFFD, 3);
    BE("\0a\0", "a" FFFD, 1); /* odd */
    LE("a", FFFD, 1);
    BE("\xFE\xFF\0a",
       "\xEF\xBB\xBF"
       "a",
       0);
}

static void test_plain(void **state)
{
    char text[40];
    (void)state;

    assert_true(charset_is_plain((struct xbz_str){NULL, 0}));
    assert_true(charset_is_plain(STR("a\tb\r\n\f ~")));
    /* Each byte at each place of a line, whatever the step of the scan. */
    for (size_t n = 1; n <= 24; n++)
        for (size_t at = 0; at < n; at++)
            for (unsigned byte = 0; byte < 256; byte++) {
                memset(text, 'x', sizeof(text));
                text[at] = (char)(unsigned char)byte;
                bool plain = (byte >= ' ' && byte < 0x7F) || (byte && strchr("\t\n\f\r", (int)byte));
                assert_int_equal(charset_is_plain((struct xbz_str){text, n}), plain);
            }
}

static void test_put_and_get(void **state)
{
    char bytes[4];
    size_t used;
    (void)state;

    for (unsigned code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        size_t n = utf8_put(code, bytes);
        unsigned got = utf8_get((struct xbz_str){bytes, n}, &used);
        if (got != code || used != n || n != (code < 0x80 ? 1u : code < 0x800 ? 2u : code < 0x10000 ? 3u : 4u))
            fail_msg("U+%04X comes back as U+%04X in %zu of %zu bytes", code, got, used, n);
    }
    static const unsigned no_scalars[] = {0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(utf8_put(no_scalars[i], bytes), 3);
        assert_memory_equal(bytes, FFFD, 3);
    }

    static const struct xbz_str invalid[] = {{"\x80", 1},     {"\xC3", 1},      {"\xC0\x80", 2},        {"\xE2\x82", 2},
                                             {"\xFF\xFF", 2}, {"\xE9t\xE9", 3}, {"\xF4\x90\x80\x80", 4}};
    for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
        assert_int_equal(utf8_get(invalid[i], &used), (unsigned char)invalid[i].p[0]);
        assert_int_equal(used, 1);
    }
    assert_int_equal(utf8_get(STR("\xC3\xA9"
                                  "and more"),
                              &used),
                     0xE9);
    assert_int_equal(used, 2);
    assert_int_equal(utf8_get(STR("\0"), &used), 0);
    assert_int_equal(used, 1);
}

/* True when the text is UTF-8 that XML 1.0 can hold, form feeds aside. */
static bool is_clean(struct xbz_str s)
{
    while (s.n) {
        size_t used;
        unsigned code = utf8_get(s, &used);
        bool control = code < ' ' && code != '\t' && code != '\n' && code != '\f' && code != '\r';
        if (control || (code >= 0x7F && code <= 0x9F) || (used == 1 && code >= 0x80) || (code & ~1u) == 0xFFFE)
            return false;
        s = str_sub(s, used, s.n);
    }
    return true;
}

static void test_any_bytes_give_clean_text(void **state)
{
    static const unsigned char frequent[] = {0xC2, 0xC3, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0x80, 0x82, 0x90, 0x9F,
                                             0xA0, 0xBF, 0xBE, 0xD8, 0xDC, 0x00, 0x0A, 0x20, 0x41, 0x7F, 0xFE, 0xFF};
    uint32_t random = 1;
    char bytes[24];
    (void)state;

    for (unsigned round = 0; round < 40000; round++) {
        size_t n = round % (sizeof(bytes) + 1);
        for (size_t i = 0; i < n; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = (char)frequent[(random >> 16) % sizeof(frequent)];
        }
        struct xbz_str text = {bytes, n};
        for (unsigned from = CHARSET_UTF8; from <= CHARSET_UTF16BE; from++) {
            struct buf out, again;
            buf_init(&out, 1000);
            buf_init(&again, 1000);
            assert_true(convert((enum charset)from, text, &out) <= n);
            assert_true(is_clean(buf_view(&out)));
            /* What is clean stays as it is. */
            if (out.n)
                assert_int_equal(convert(CHARSET_UTF8, buf_view(&out), &again), 0);
            assert_true(str_eq(buf_view(&out), buf_view(&again)));
            buf_free(&out);
            buf_free(&again);
        }
    }
}

static void test_a_full_buffer_ends_with_a_whole_character(void **state)
{
    const struct xbz_str text = STR("ab\xC3\xA9\xE2\x82\xAC\xF0\x9F\x92\xB6"
                                    "c");
    static const size_t kept[] = {0, 1, 2, 2, 4, 4, 4, 7, 7, 7, 7, 11, 12};
    (void)state;

    for (size_t max = 0; max <= 12; max++) {
        struct buf out;
        buf_init(&out, max);
        assert_int_equal(convert(CHARSET_UTF8, text, &out), 0);
        assert_int_equal(out.n, kept[max]);
        assert_int_equal(out.full, max < 12);
        assert_true(out.n == 0 || memcmp(out.p, text.p, out.n) == 0);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_utf8_stays),
        cmocka_unit_test(test_stray_bytes_are_windows_1252),
        cmocka_unit_test(test_truncated_sequences),
        cmocka_unit_test(test_sequences_that_are_no_utf8),
        cmocka_unit_test(test_characters_without_a_place_in_xml),
        cmocka_unit_test(test_windows_1252),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_put_and_get),
        cmocka_unit_test(test_any_bytes_give_clean_text),
        cmocka_unit_test(test_a_full_buffer_ends_with_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
