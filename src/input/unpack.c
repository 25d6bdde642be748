#include "input/unpack.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"

#define KIBI 1024

/* ---- windows ---- */

/* A multibyte integer of xz at *at; false at the end of the bytes. */
static bool xz_number(const unsigned char *bytes, size_t n, size_t *at, uint64_t *out)
{
    *out = 0;
    for (unsigned shift = 0; shift < 63 && *at < n; shift += 7) {
        unsigned char byte = bytes[(*at)++];
        *out |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

/* The dictionary of LZMA2 among the filters of the first block; 0 when there is no block. */
static uint64_t xz_dictionary(const unsigned char *bytes, size_t n)
{
    const size_t header = 12;
    size_t at = header + 2;
    uint64_t id, size, skipped;
    if (n < at || bytes[header] == 0)
        return 0;
    unsigned flags = bytes[header + 1];
    if ((flags & 0x40 && !xz_number(bytes, n, &at, &skipped)) || (flags & 0x80 && !xz_number(bytes, n, &at, &skipped)))
        return 0;
    for (unsigned filters = (flags & 3) + 1; filters > 0; filters--) {
        if (!xz_number(bytes, n, &at, &id) || !xz_number(bytes, n, &at, &size) || size > n - at)
            return 0;
        if (id == 0x21 && size == 1) {
            unsigned bits = bytes[at] & 63;
            return bits >= 40 ? UINT32_MAX : (uint64_t)(2 | (bits & 1)) << (bits / 2 + 11);
        }
        at += (size_t)size;
    }
    return 0;
}

static uint64_t little(const unsigned char *bytes, unsigned n)
{
    uint64_t number = 0;
    while (n-- > 0)
        number = number << 8 | bytes[n];
    return number;
}

/* The window of the first frame; frames to be skipped before it are. */
static uint64_t zstd_window(const unsigned char *bytes, size_t n)
{
    size_t at = 0;
    while (n - at >= 8 && (little(bytes + at, 4) & 0xFFFFFFF0) == 0x184D2A50) {
        uint64_t size = little(bytes + at + 4, 4);
        if (size > n - at - 8)
            return 0;
        at += 8 + (size_t)size;
    }
    if (n - at < 6)
        return 0;
    unsigned flags = bytes[at + 4];
    if (!(flags & 0x20)) {
        uint64_t base = UINT64_C(1) << (10 + (bytes[at + 5] >> 3));
        return base + base / 8 * (bytes[at + 5] & 7);
    }
    /* One segment: the window is the content. */
    static const unsigned id_bytes[] = {0, 1, 2, 4}, size_bytes[] = {1, 2, 4, 8};
    unsigned wide = size_bytes[flags >> 6];
    at += 5 + id_bytes[flags & 3];
    return n - at < wide ? 0 : little(bytes + at, wide) + (wide == 2 ? 256 : 0);
}

uint64_t unpack_bytes(enum wrapping wrapping, const unsigned char *bytes, size_t n)
{
    uint64_t window;
    switch (wrapping) {
    case WRAP_XZ:
        window = xz_dictionary(bytes, n);
        return window ? window + UINT64_C(256) * KIBI : 0;
    case WRAP_ZSTD:
        window = zstd_window(bytes, n);
        return window ? window + UINT64_C(512) * KIBI : 0;
    case WRAP_BZIP2:
        return n > 3 && bytes[3] >= '1' && bytes[3] <= '9' ? (uint64_t)(bytes[3] - '0') * 400000 + 100000 : 0;
    case WRAP_COMPRESS:
        return UINT64_C(512) * KIBI;
    default:
        return 0;
    }
}

/* ---- directories ---- */

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
