#include "input/unpack.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"

#define KIBI 1024

#define BZIP2_BYTES                                                                                                    \
    (UINT64_C(9) * 400000 + 100000) /* of the largest blocks: files appended to one another may have any */

/* ---- decoders ---- */

/* Whether what compress packed begins as such a file does: the first two codes have nine bits. */
static bool compressed_twice(const unsigned char *bytes, size_t n)
{
    return n > 5 && bytes[3] == 0x1F && (bytes[4] & 1) == 0 && (bytes[4] >> 1 | (bytes[5] & 3) << 7) == 0x9D;
}

uint64_t unpack_bytes(enum wrapping wrapping, const unsigned char *bytes, size_t n)
{
    const uint64_t compress = UINT64_C(512) * KIBI;
    switch (wrapping) {
    case WRAP_BZIP2:
        return BZIP2_BYTES;
    case WRAP_COMPRESS: /* libarchive unpacks such files within each other at once, of its own accord */
        return compressed_twice(bytes, n) ? 25 * compress : compress;
    default:
        return 0;
    }
}

uint64_t unpack_member_bytes(const char *format_name)
{
    static const char *const free_of_windows[] = {"(uncompressed)", "(deflation)"};
    for (size_t i = 0; i < sizeof(free_of_windows) / sizeof(free_of_windows[0]); i++)
        if (format_name && strstr(format_name, free_of_windows[i]))
            return 0;
    return format_name && strstr(format_name, "(bzip)") ? BZIP2_BYTES : UNPACK_UNKNOWN;
}

/* ---- directories ---- */

static uint64_t little(const unsigned char *bytes, unsigned n)
{
    uint64_t number = 0;
    while (n-- > 0)
        number = number << 8 | bytes[n];
    return number;
}

#define TAIL       (16 * KIBI) /* libarchive looks no further for the end record */
#define END_RECORD 22

/* The last end record in the bytes; NULL when there is none. */
static const unsigned char *end_record(const unsigned char *bytes, size_t n)
{
    for (size_t i = n < END_RECORD ? 0 : n - END_RECORD + 1; i-- > 0;)
        if (memcmp(bytes + i, "PK\005\006", 4) == 0)
            return bytes + i;
    return NULL;
}

bool unpack_has_directory(int fd, uint64_t size, size_t most)
{
    const size_t n = size < TAIL ? (size_t)size : TAIL;
    unsigned char *tail = mem_alloc(TAIL);
    bool found = false;
    if (tail && pread(fd, tail, n, (off_t)(size - n)) == (ssize_t)n) {
        const unsigned char *end = end_record(tail, n);
        if (end) {
            uint64_t at = size - n + (uint64_t)(end - tail), bytes = little(end + 12, 4), from = little(end + 16, 4);
            /* What the record says may be wrong: from the earlier of both places to the end there must not be more. */
            found = bytes <= at && from <= at && at - from <= most && bytes <= most;
        }
    }
    mem_free(tail);
    return found;
}
