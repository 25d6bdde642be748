/* What inputs are wrapped in, told by their first bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "input/detect.h"

/* The signature, then filler that is none. */
static enum wrapping wrapping_of(const char *magic, size_t n)
{
    unsigned char bytes[DETECT_BYTES];

    memset(bytes, 'x', sizeof(bytes));
    memcpy(bytes, magic, n);
    return detect(bytes, sizeof(bytes));
}
#define WRAPPING(literal) wrapping_of(literal, sizeof(literal) - 1)

static void test_signatures(void **state)
{
    (void)state;
    assert_int_equal(WRAPPING("\x1F\x8B\x08\x00"), WRAP_GZIP);
    assert_int_equal(WRAPPING("PK\003\004"), WRAP_ZIP);
    assert_int_equal(WRAPPING("PK\005\006"), WRAP_ZIP);
    assert_int_equal(WRAPPING("PK00PK\003\004"), WRAP_ZIP);
    assert_int_equal(WRAPPING("\xFD"
                              "7zXZ\0"),
                     WRAP_XZ);
    assert_int_equal(WRAPPING("\x28\xB5\x2F\xFD"), WRAP_ZSTD);
    assert_int_equal(WRAPPING("BZh9\x31\x41\x59\x26\x53\x59"), WRAP_BZIP2);
    assert_int_equal(WRAPPING("BZh1\x17\x72\x45\x38\x50\x90"), WRAP_BZIP2);
    assert_int_equal(WRAPPING("\x1F\x9D\x90"), WRAP_COMPRESS);
    assert_int_equal(WRAPPING("BZh9 is a name"), WRAP_NONE);
    assert_int_equal(WRAPPING("BZhA\x31\x41\x59\x26\x53\x59"), WRAP_NONE);
    assert_int_equal(WRAPPING("PK is a name"), WRAP_NONE);
    assert_int_equal(WRAPPING("<html>"), WRAP_NONE);
    assert_int_equal(WRAPPING("-----BEGIN PRIVACY-ENHANCED MESSAGE-----"), WRAP_NONE);
    assert_int_equal(detect((const unsigned char *)"", 0), WRAP_NONE);
    assert_int_equal(detect((const unsigned char *)"PK\003", 3), WRAP_NONE);
}

/* Office documents are zip files, but one document each. */
static void test_office_documents(void **state)
{
    char zip[60];

    (void)state;
    memset(zip, 0, sizeof(zip));
    memcpy(zip, "PK\003\004", 4);
    memcpy(zip + 30, "[Content_Types].xml", 19);
    assert_int_equal(wrapping_of(zip, sizeof(zip)), WRAP_NONE);
    memcpy(zip + 30, "reports/a.xbrl\0\0\0\0\0", 19);
    assert_int_equal(wrapping_of(zip, sizeof(zip)), WRAP_ZIP);
}

/* A tar header of the oldest kind: no magic, only the sum tells. */
static void make_tar(unsigned char *block, const char *name, const char *sum_format, int sign)
{
    unsigned sum = 0;

    memset(block, 0, 512);
    memcpy(block, name, strlen(name));
    memcpy(block + 100, "0000644", 7);
    memcpy(block + 124, "00000000100", 11);
    memset(block + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++)
        sum += sign && block[i] > 127 ? block[i] - 256u : block[i];
    snprintf((char *)block + 148, 8, sum_format, sum);
}

static void test_tar(void **state)
{
    unsigned char bytes[DETECT_BYTES] = {0};

    (void)state;
    make_tar(bytes, "a.txt", "%06o", 0);
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_TAR);
    assert_int_equal(detect(bytes, 512), WRAP_TAR);
    assert_int_equal(detect(bytes, 511), WRAP_NONE);
    make_tar(bytes, "a.txt", "  %o ", 0);
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_TAR);
    make_tar(bytes, "\xE9t\xE9.txt", "%06o", 1);
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_TAR);
    bytes[0] ^= 1;
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_NONE);

    memset(bytes, 0, sizeof(bytes));
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_TAR); /* an archive of nothing */
    assert_int_equal(detect(bytes, 512), WRAP_NONE);
    memset(bytes, ' ', sizeof(bytes));
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_NONE);
    memset(bytes, '0', sizeof(bytes));
    assert_int_equal(detect(bytes, sizeof(bytes)), WRAP_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_office_documents),
        cmocka_unit_test(test_tar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
