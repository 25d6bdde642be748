/* Windows of xz and zstd files, found in the packed bytes; the files are written here by libarchive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "input/window.h"

#define MEBI       ((uint64_t)1 << 20)
#define XZ_MORE    (256 * 1024) /* tables beside the window */
#define ZSTD_MORE  (512 * 1024)
#define FILE_BYTES ((size_t)1 << 20)

struct file {
    size_t n;
    unsigned char p[FILE_BYTES];
};

static struct file one, two, both;
static char text[300000];

static int make_text(void **state)
{
    unsigned random = 11;

    (void)state;
    for (size_t i = 0; i < sizeof(text); i++) {
        random = random * 1103515245 + 12345;
        text[i] = "Net sales 0123456789\n"[(random >> 16) % 21];
    }
    return 0;
}

static void pack(struct file *out, const char *filter, const char *option, const char *value, size_t n)
{
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    assert_int_equal(archive_write_set_format_raw(a), ARCHIVE_OK);
    assert_int_equal(archive_write_add_filter_by_name(a, filter), ARCHIVE_OK);
    assert_int_equal(archive_write_set_filter_option(a, filter, option, value), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, out->p, sizeof(out->p), &out->n), ARCHIVE_OK);
    archive_entry_set_pathname(entry, "text");
    archive_entry_set_filetype(entry, AE_IFREG);
    assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(a, text, n), n);
    archive_entry_free(entry);
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
}

static void add(struct file *out, const void *bytes, size_t n)
{
    assert_true(out->n + n <= sizeof(out->p));
    memcpy(out->p + out->n, bytes, n);
    out->n += n;
}

/* Scans in steps of n bytes, more where that is asked for; how many may be given away. */
static size_t scan(struct window *window, enum wrapping wrapping, uint64_t most, const struct file *file, size_t step)
{
    size_t at = 0, n = step;

    window_start(window, wrapping);
    while (at < file->n) {
        size_t want = 0, left = file->n - at, given;
        given = window_scan(window, most, file->p + at, left < n ? left : n, &want);
        if (given == 0 && (window->end != WINDOW_GOES_ON || want > left))
            break;
        assert_true(given > 0 || (want > n && want <= WINDOW_HEADER_MOST));
        at += given;
        n = given > 0 ? step : want;
    }
    return at;
}

/* The second file begins at the given place; it wants wide, the first narrow. */
static void check_second(enum wrapping wrapping, uint64_t narrow, uint64_t wide, size_t begin)
{
    static const size_t steps[] = {1, 2, 3, 5, 64, 4096, FILE_BYTES};

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct window window;
        assert_int_equal(scan(&window, wrapping, wide, &both, steps[i]), both.n);
        assert_int_equal(window.end, WINDOW_GOES_ON);
        assert_int_equal(window.bytes, wide);

        assert_int_equal(scan(&window, wrapping, wide - 1, &both, steps[i]), begin);
        assert_int_equal(window.end, WINDOW_TOO_LARGE);
        assert_int_equal(window.bytes, narrow);
        assert_int_equal(window.wants, wide);

        assert_true(scan(&window, wrapping, narrow - 1, &both, steps[i]) < begin);
        assert_int_equal(window.end, WINDOW_TOO_LARGE);
        assert_int_equal(window.wants, narrow);
    }
}

/* Streams one after the other, with padding between them. */
static void test_xz_streams(void **state)
{
    static const unsigned char zeros[8];

    (void)state;
    pack(&one, "xz", "compression-level", "0", sizeof(text));
    pack(&two, "xz", "compression-level", "9", 1000);
    both.n = 0;
    add(&both, one.p, one.n);
    add(&both, zeros, sizeof(zeros));
    add(&both, two.p, two.n);
    check_second(WRAP_XZ, MEBI / 4 + XZ_MORE, 64 * MEBI + XZ_MORE, one.n + 8);
}

/* Bytes of an xz file's index, as its footer says. */
static size_t index_bytes(const struct file *file)
{
    return ((size_t)file->p[file->n - 8] + 1) * 4;
}

/* Blocks of one stream: what stands between the header and the index of each file. */
static void test_xz_blocks(void **state)
{
    (void)state;
    pack(&one, "xz", "compression-level", "0", sizeof(text));
    pack(&two, "xz", "compression-level", "6", 5000);
    size_t first = one.n - 12 - index_bytes(&one), second = two.n - 12 - index_bytes(&two);
    /* Two records of four numbers below 128, with the check sum and a footer that are not looked at. */
    static const unsigned char index[24] = {0, 2, 1, 1, 1, 1};
    both.n = 0;
    add(&both, one.p, first);
    add(&both, two.p + 12, second - 12);
    add(&both, index, sizeof(index));
    add(&both, one.p, one.n);
    check_second(WRAP_XZ, MEBI / 4 + XZ_MORE, 8 * MEBI + XZ_MORE, first);
}

/* Frames, one after the other, with one between them that is to be skipped. */
static void test_zstd_frames(void **state)
{
    static const unsigned char skipped[12] = {0x5A, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 0xFD, '7', 'z', 'X'};
    struct window window;

    (void)state;
    pack(&one, "zstd", "compression-level", "1", sizeof(text));
    pack(&two, "zstd", "compression-level", "19", sizeof(text) / 2);
    (void)scan(&window, WRAP_ZSTD, UINT64_MAX, &one, one.n);
    uint64_t narrow = window.bytes;
    (void)scan(&window, WRAP_ZSTD, UINT64_MAX, &two, two.n);
    uint64_t wide = window.bytes;
    assert_int_equal(wide, 8 * MEBI + ZSTD_MORE);
    assert_true(narrow < wide);
    both.n = 0;
    add(&both, skipped, sizeof(skipped));
    add(&both, one.p, one.n);
    add(&both, skipped, sizeof(skipped));
    add(&both, two.p, two.n);
    add(&both, one.p, one.n);
    check_second(WRAP_ZSTD, narrow, wide, 12 + one.n + 12);
}

/* Frames that say how long they are, in fields of all widths; blocks of all kinds. */
static void test_zstd_headers(void **state)
{
    static const struct {
        unsigned char bytes[24];
        size_t n;
        uint64_t window;
    } cases[] = {
        {{0x28, 0xB5, 0x2F, 0xFD, 0x20, 200, 1, 0, 0}, 9, 200},
        {{0x28, 0xB5, 0x2F, 0xFD, 0x60, 0x10, 0x20, 1, 0, 0}, 10, 0x2010 + 256},
        {{0x28, 0xB5, 0x2F, 0xFD, 0xA0, 0, 0, 16, 0, 1, 0, 0}, 12, MEBI},
        {{0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0}, 16, (uint64_t)1 << 32},
        {{0x28, 0xB5, 0x2F, 0xFD, 0xE3, 9, 9, 9, 9, 0, 0, 16, 0, 0, 0, 0, 0, 1, 0, 0}, 20, MEBI},
        {{0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x52, 1, 0, 0, 7, 7, 7, 7}, 13, MEBI + MEBI / 4},
        {{0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50, 0x1A, 0, 0, 'x', 0x11, 0, 0, 'a', 'b'}, 15, MEBI},
    };
    static const struct file empty;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        for (size_t step = 1; step < 8; step++) {
            struct window window;
            both = empty;
            add(&both, cases[i].bytes, cases[i].n);
            add(&both, cases[i].bytes, cases[i].n);
            assert_int_equal(scan(&window, WRAP_ZSTD, UINT64_MAX, &both, step), both.n);
            assert_int_equal(window.end, WINDOW_GOES_ON);
            assert_int_equal(window.bytes, cases[i].window + ZSTD_MORE);
            assert_int_equal(window.skip, 0);
        }
}

/* Behind bytes that are neither part of a file nor the beginning of one, nothing is given away. */
static void test_broken(void **state)
{
    static const char rubbish[] = "<DOCUMENT> this is neither";
    static const struct {
        const char *filter;
        enum wrapping wrapping;
    } cases[] = {{"xz", WRAP_XZ}, {"zstd", WRAP_ZSTD}};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct window window;
        pack(&both, cases[i].filter, "compression-level", "1", 5000);
        size_t whole = both.n;
        add(&both, rubbish, sizeof(rubbish));
        assert_in_range(scan(&window, cases[i].wrapping, UINT64_MAX, &both, 10), whole, whole + 12);
        assert_int_equal(window.end, WINDOW_BROKEN);
        /* Any bytes at all: it ends, one way or another. */
        for (size_t at = 0; at < whole; at++) {
            unsigned char kept = both.p[at];
            both.p[at] ^= (unsigned char)(1 + at % 255);
            assert_true(scan(&window, cases[i].wrapping, 4 * MEBI, &both, 4096) <= both.n);
            both.p[at] = kept;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xz_streams),   cmocka_unit_test(test_xz_blocks), cmocka_unit_test(test_zstd_frames),
        cmocka_unit_test(test_zstd_headers), cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, make_text, NULL);
}
