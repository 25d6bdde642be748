/* The check sum of gzip, against zlib's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <zlib.h>

#include "input/crc.h"

static void test_like_zlib(void **state)
{
    static unsigned char bytes[3000];
    unsigned random = 5;

    (void)state;
    for (size_t i = 0; i < sizeof(bytes); i++) {
        random = random * 1103515245 + 12345;
        bytes[i] = (unsigned char)(random >> 16);
    }
    assert_int_equal(crc_update(0, (const unsigned char *)"123456789", 9), 0xCBF43926);
    for (size_t n = 0; n < 600; n++)
        for (size_t at = 0; at < 5; at++) {
            assert_int_equal(crc_update(0, bytes + at, n), crc32(0, bytes + at, (uInt)n));
            assert_int_equal(crc_update(0x12345678, bytes + at, n), crc32(0x12345678, bytes + at, (uInt)n));
        }
    for (size_t cut = 0; cut < sizeof(bytes); cut += 7)
        assert_int_equal(crc_update(crc_update(0, bytes, cut), bytes + cut, sizeof(bytes) - cut),
                         crc32(0, bytes, sizeof(bytes)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_like_zlib)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
