/* Gzip: members, padding, trailing bytes, every cut and every damaged byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/gunzip.h"
#include "input_tools.h"

#define TEXT_BYTES 30000

static unsigned char text[TEXT_BYTES], packed[2 * TEXT_BYTES], got[4 * TEXT_BYTES];

static size_t pack(const void *bytes, size_t n, unsigned char *out, size_t room)
{
    z_stream z = {0};

    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = bytes;
    z.avail_in = (uInt)n;
    z.next_out = out;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t size = room - z.avail_out;
    deflateEnd(&z);
    return size;
}

static int make_text(void **state)
{
    unsigned random = 3;

    (void)state;
    for (size_t i = 0; i < TEXT_BYTES; i++) {
        random = random * 1103515245 + 12345;
        text[i] = (unsigned char)("0123456789abcdef\n     <>/"[(random >> 16) % 25]);
    }
    return 0;
}

/* Inflates n packed bytes in steps into got, returns how many came. */
static size_t inflate_all(const unsigned char *bytes, size_t n, size_t step, size_t block, struct told *told,
                          bool *damaged)
{
    struct xbz_run run = make_run(told, block);
    struct memory memory = {.bytes = bytes, .n = n, .step = step};
    struct input input;
    struct source in, out;
    struct gunzip gunzip;
    size_t total = 0;

    input_init(&input, &run);
    assert_int_equal(input_open_callback(&input, "x.gz", memory_read, &memory), XBZ_OK);
    source_init(&in, input_pull, &input);
    gunzip_init(&gunzip, &run);
    assert_int_equal(gunzip_start(&gunzip, &in, (struct xbz_str){"x.gz", 4}), XBZ_OK);
    source_init(&out, gunzip_pull, &gunzip);
    for (;;) {
        const unsigned char *p;
        size_t size;
        enum xbz_status status = source_block(&out, &p, &size);
        if (status == XBZ_END)
            break;
        assert_int_equal(status, XBZ_OK);
        assert_true(total + size <= sizeof(got));
        memcpy(got + total, p, size);
        total += size;
        source_consume(&out, size);
    }
    *damaged = out.damaged;
    gunzip_free(&gunzip);
    input_free(&input);
    return total;
}

static void test_members_and_padding(void **state)
{
    STEPS(steps);
    size_t n = pack(text, TEXT_BYTES, packed, sizeof(packed)), both;

    (void)state;
    both = n + pack(text, 100, packed + n, sizeof(packed) - n);
    memset(packed + both, 0, 600);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        for (size_t j = 0; j < sizeof(steps) / sizeof(steps[0]); j++) {
            struct told told;
            bool damaged;
            size_t padding = j % 2 ? 600 : 0;
            assert_int_equal(inflate_all(packed, both + padding, steps[i], steps[j], &told, &damaged),
                             TEXT_BYTES + 100);
            assert_memory_equal(got, text, TEXT_BYTES);
            assert_memory_equal(got + TEXT_BYTES, text, 100);
            assert_false(damaged);
            assert_int_equal(told.all, 0);
        }
}

/* A header with all its parts, and each part cut off or changed. */
static void test_full_header(void **state)
{
    STEPS(steps);
    z_stream z = {0};
    static unsigned char extra[300], name[] = "a.txt", comment[] = "a comment";
    gz_header header = {.extra = extra, .extra_len = sizeof(extra), .name = name, .comment = comment, .hcrc = 1};
    size_t n, header_n = 10 + 2 + sizeof(extra) + sizeof(name) + sizeof(comment) + 2;
    struct told told;
    bool damaged;

    (void)state;
    memset(extra, 7, sizeof(extra));
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflateSetHeader(&z, &header), Z_OK);
    z.next_in = text;
    z.avail_in = 1000;
    z.next_out = packed;
    z.avail_out = sizeof(packed);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    n = sizeof(packed) - z.avail_out;
    deflateEnd(&z);

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        assert_int_equal(inflate_all(packed, n, steps[i], 4096, &told, &damaged), 1000);
        assert_memory_equal(got, text, 1000);
        assert_int_equal(told.all, 0);
    }
    for (size_t cut = 4; cut <= header_n; cut++) {
        assert_int_equal(inflate_all(packed, cut, 7, 4096, &told, &damaged), 0);
        assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
        assert_int_equal(told.all, 1);
        assert_true(damaged);
    }
    for (size_t at = 4; at < header_n; at++) {
        packed[at] ^= 1;
        inflate_all(packed, n, 0, 4096, &told, &damaged);
        packed[at] ^= 1;
        assert_true(damaged);
        assert_int_equal(told.all, 1);
    }
}

static void test_trailing_bytes(void **state)
{
    struct told told;
    bool damaged;
    size_t n = pack(text, 500, packed, sizeof(packed));
    char at[64];

    (void)state;
    memcpy(packed + n, "\0\0\0more", 7);
    assert_int_equal(inflate_all(packed, n + 7, 5, 64, &told, &damaged), 500);
    assert_false(damaged);
    assert_int_equal(told.n[XBZ_D_INPUT_TRAILING], 1);
    assert_int_equal(told.all, 1);
    snprintf(at, sizeof(at), "from byte %zu of", n + 3);
    assert_non_null(strstr(told.detail, at));
    assert_string_equal(told.path, "x.gz");
}

/* Wherever the input is cut: one report, and what came out is the beginning of the text. */
static void test_truncated_anywhere(void **state)
{
    size_t n = pack(text, 3000, packed, sizeof(packed)), last = 0;

    (void)state;
    for (size_t cut = 4; cut < n; cut++) {
        struct told told;
        bool damaged;
        size_t size = inflate_all(packed, cut, 17, 256, &told, &damaged);
        assert_true(size >= last && size <= 3000);
        assert_memory_equal(got, text, size);
        assert_true(damaged);
        assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
        assert_int_equal(told.all, 1);
        last = size;
    }
    assert_int_equal(last, 3000); /* the trailer is missing, the text is there */
}

/* A changed byte never goes unnoticed. */
static void test_corrupt_anywhere(void **state)
{
    size_t n = pack(text, 3000, packed, sizeof(packed));

    (void)state;
    for (size_t at = 10; at < n; at++) { /* the header's time and system are not checked by anything */
        struct told told;
        bool damaged;
        packed[at] ^= 0x10;
        inflate_all(packed, n, 1000, 512, &told, &damaged);
        packed[at] ^= 0x10;
        assert_true(damaged);
        assert_int_equal(told.n[XBZ_D_INPUT_CORRUPT] + told.n[XBZ_D_INPUT_TRUNCATED], 1);
    }
}

static void test_used_again(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct gunzip gunzip;
    struct input input;
    struct source in, out;
    const unsigned char *bytes;
    size_t size, n = pack(text, 3000, packed, sizeof(packed));

    (void)state;
    input_init(&input, &run);
    gunzip_init(&gunzip, &run);
    for (int round = 0; round < 3; round++) {
        struct memory memory = {.bytes = packed, .n = round == 1 ? n / 2 : n};
        assert_int_equal(input_open_callback(&input, "x.gz", memory_read, &memory), XBZ_OK);
        source_init(&in, input_pull, &input);
        assert_int_equal(gunzip_start(&gunzip, &in, (struct xbz_str){"x.gz", 4}), XBZ_OK);
        source_init(&out, gunzip_pull, &gunzip);
        assert_int_equal(source_block(&out, &bytes, &size), XBZ_OK);
        assert_memory_equal(bytes, text, size);
        assert_int_equal(source_drain(&out), XBZ_OK);
        assert_int_equal(out.damaged, round == 1);
    }
    gunzip_free(&gunzip);
    input_free(&input);
}

static void test_matches(void **state)
{
    (void)state;
    assert_true(gunzip_matches((const unsigned char *)"\x1F\x8B\x08\x00", 4));
    assert_false(gunzip_matches((const unsigned char *)"\x1F\x8B\x08\x00", 3));
    assert_false(gunzip_matches((const unsigned char *)"\x1F\x8B\x07\x00", 4));
    assert_false(gunzip_matches((const unsigned char *)"\x1F\x8B\x08\xE0", 4));
    assert_false(gunzip_matches((const unsigned char *)"\x1F\x9D\x90\x00", 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_header),      cmocka_unit_test(test_members_and_padding),
        cmocka_unit_test(test_trailing_bytes),   cmocka_unit_test(test_truncated_anywhere),
        cmocka_unit_test(test_corrupt_anywhere), cmocka_unit_test(test_used_again),
        cmocka_unit_test(test_matches),
    };
    return cmocka_run_group_tests(tests, make_text, NULL);
}
