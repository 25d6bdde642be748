/* detect.c - signatures of archives and compressed files. */
#include "input/detect.h"

#include <string.h>

#include "input/gunzip.h"

#define TAR_BLOCK 512

static bool starts(const unsigned char *bytes, size_t n, const char *magic, size_t length)
{
    return n >= length && memcmp(bytes, magic, length) == 0;
}

/* The octal number of a tar header's check field, or -1. */
static long tar_stated_sum(const unsigned char *field)
{
    long sum = 0;
    size_t i = 0;

    while (i < 8 && field[i] == ' ')
        i++;
    if (i == 8 || field[i] < '0' || field[i] > '7')
        return -1;
    for (; i < 8 && field[i] >= '0' && field[i] <= '7'; i++)
        sum = sum * 8 + (field[i] - '0');
    return sum;
}

/* A header whose check sum is right (some old programs summed signed bytes), or the two empty blocks of an archive
 * that holds nothing. */
static bool is_tar(const unsigned char *bytes, size_t n)
{
    static const unsigned char empty[2 * TAR_BLOCK];
    long sum = 0, signed_sum = 0;

    if (n < TAR_BLOCK)
        return false;
    for (size_t i = 0; i < TAR_BLOCK; i++) {
        unsigned char byte = i >= 148 && i < 156 ? ' ' : bytes[i];
        sum += byte;
        signed_sum += byte < 128 ? byte : byte - 256;
    }
    if (bytes[0] == 0)
        return n >= sizeof(empty) && memcmp(bytes, empty, sizeof(empty)) == 0;
    long stated = tar_stated_sum(bytes + 148);
    return stated == sum || stated == signed_sum;
}

static bool is_office_document(const unsigned char *bytes, size_t n)
{
    static const char *const first_names[] = {"[Content_Types].xml", "_rels/.rels", "docProps/", "mimetype",
                                              "META-INF/MANIFEST.MF"};

    for (size_t i = 0; i < sizeof(first_names) / sizeof(first_names[0]); i++)
        if (n > 30 && starts(bytes + 30, n - 30, first_names[i], strlen(first_names[i])))
            return true;
    return false;
}

static bool is_zip(const unsigned char *bytes, size_t n)
{
    if (starts(bytes, n, "PK\003\004", 4))
        return !is_office_document(bytes, n);
    return starts(bytes, n, "PK\005\006", 4) || starts(bytes, n, "PK00PK\003\004", 8);
}

static bool is_bzip2(const unsigned char *bytes, size_t n)
{
    return n >= 10 && starts(bytes, n, "BZh", 3) && bytes[3] >= '1' && bytes[3] <= '9' &&
           (starts(bytes + 4, n - 4, "\x31\x41\x59\x26\x53\x59", 6) ||
            starts(bytes + 4, n - 4, "\x17\x72\x45\x38\x50\x90", 6));
}

enum wrapping detect(const unsigned char *bytes, size_t n)
{
    if (gunzip_matches(bytes, n))
        return WRAP_GZIP;
    if (is_zip(bytes, n))
        return WRAP_ZIP;
    if (starts(bytes, n,
               "\xFD"
               "7zXZ\0",
               6))
        return WRAP_XZ;
    if (starts(bytes, n, "\x28\xB5\x2F\xFD", 4))
        return WRAP_ZSTD;
    if (is_bzip2(bytes, n))
        return WRAP_BZIP2;
    if (n >= 3 && starts(bytes, n, "\x1F\x9D", 2) && (bytes[2] & 0x60) == 0)
        return WRAP_COMPRESS;
    return is_tar(bytes, n) ? WRAP_TAR : WRAP_NONE;
}
