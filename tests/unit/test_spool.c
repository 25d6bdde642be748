/* Spools: the same bytes come out wherever memory ends and the file begins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "output/spool.h"

enum { BYTES = 40000, PIECE = 777 };

static int to_buf(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static void test_every_cap(void **state)
{
    static char text[BYTES];
    static const size_t caps[] = {1, 776, 777, 778, 16384, BYTES - 1, BYTES, BYTES + 1};
    (void)state;
    for (size_t i = 0; i < BYTES; i++)
        text[i] = (char)(i * i >> 3);
    for (size_t k = 0; k < sizeof caps / sizeof *caps; k++) {
        struct spool spool;
        spool_init(&spool, caps[k]);
        for (unsigned round = 0; round < 2; round++) { /* again after it was emptied */
            struct stream stream;
            struct buf out;
            char piece[PIECE];
            for (size_t at = 0; at < BYTES; at += PIECE)
                assert_int_equal(spool_write(&spool, text + at, BYTES - at < PIECE ? BYTES - at : PIECE), 0);
            assert_int_equal(spool_size(&spool), BYTES);
            assert_true(spool.memory.n <= caps[k]);
            assert_int_equal(spool.fd >= 0, caps[k] < BYTES);
            buf_init(&out, BYTES);
            stream_init(&stream, to_buf, &out);
            assert_int_equal(spool_copy(&spool, 500, BYTES - 1000, &stream), 0);
            stream_flush(&stream);
            assert_int_equal(out.n, BYTES - 1000);
            assert_memory_equal(out.p, text + 500, BYTES - 1000);
            buf_free(&out);
            size_t at = 0;
            for (long got; (got = spool_read(&spool, at, piece, sizeof piece)) > 0; at += (size_t)got)
                assert_memory_equal(piece, text + at, (size_t)got);
            assert_int_equal(at, BYTES);
            spool_clear(&spool);
            assert_int_equal(spool_size(&spool), 0);
        }
        spool_free(&spool);
    }
}

static void test_no_place_for_the_file(void **state)
{
    struct spool spool;
    (void)state;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    spool_init(&spool, 4);
    assert_int_equal(spool_write(&spool, "abc", 3), 0);
    assert_int_not_equal(spool_write(&spool, "def", 3), 0);
    spool_free(&spool);
    unsetenv("TMPDIR");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cap),
        cmocka_unit_test(test_no_place_for_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
