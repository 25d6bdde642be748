#include "input/window.h"

#include <string.h>

#define KIBI 1024

/* A part of its own, behind the one at hand and skip bytes. */
static void expect(struct window *window, uint64_t skip, size_t want, window_step *step)
{
    window->skip = skip;
    window->want = want;
    window->step = step;
    window->block = 0;
    window->more = false;
}

/* The part at hand goes on to want bytes. */
static void expect_more(struct window *window, size_t want, window_step *step)
{
    window->want = want;
    window->step = step;
    window->more = true;
}

static void ask(struct window *window, uint64_t bytes)
{
    if (bytes > window->most) {
        window->wants = bytes;
        window->end = WINDOW_TOO_LARGE;
    } else if (bytes > window->bytes) {
        window->bytes = bytes;
    }
}

static uint64_t little(const unsigned char *bytes, unsigned n)
{
    uint64_t number = 0;
    while (n-- > 0)
        number = number << 8 | bytes[n];
    return number;
}

/* ---- xz ---- */

static void xz_stream(struct window *window);
static void xz_block(struct window *window);
static void xz_chunk(struct window *window);

/* Four bytes behind a stream: padding, or the next. */
static void xz_padding(struct window *window)
{
    if (little(window->head, 4) == 0)
        expect(window, 0, 4, xz_padding);
    else
        expect_more(window, 12, xz_stream);
}

/* A byte of an index: how many records it has, then two numbers for each. */
static void xz_index(struct window *window)
{
    const unsigned char byte = window->head[0];
    window->size++;
    window->number |= (uint64_t)(byte & 0x7F) << window->shift;
    window->shift += 7;
    if (byte & 0x80) {
        if (window->shift >= 63)
            window->end = WINDOW_BROKEN;
        expect(window, 0, 1, xz_index);
        return;
    }
    if (window->numbers == 0) { /* one is left for their count */
        if (window->number >= UINT64_MAX / 2)
            window->end = WINDOW_BROKEN;
        window->numbers = 2 * window->number + 1;
    }
    window->number = window->shift = 0;
    if (--window->numbers > 0)
        expect(window, 0, 1, xz_index);
    else /* padding, check sum, the stream's footer */
        expect(window, (4 - window->size % 4) % 4 + 4 + 12, 4, xz_padding);
}

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

/* The dictionary of LZMA2 among the filters of a block; false when there is none, which no decoder unpacks. */
static bool xz_dictionary(const unsigned char *bytes, size_t n, uint64_t *out)
{
    const unsigned flags = bytes[1];
    size_t at = 2;
    uint64_t id, size, skipped;

    if ((flags & 0x40 && !xz_number(bytes, n, &at, &skipped)) || (flags & 0x80 && !xz_number(bytes, n, &at, &skipped)))
        return false;
    for (unsigned filters = (flags & 3) + 1; filters > 0; filters--) {
        if (!xz_number(bytes, n, &at, &id) || !xz_number(bytes, n, &at, &size) || size > n - at)
            return false;
        if (id == 0x21 && size == 1 && filters == 1) { /* it stands last */
            unsigned bits = bytes[at] & 63;
            *out = bits >= 40 ? UINT32_MAX : (uint64_t)(2 | (bits & 1)) << (bits / 2 + 11);
            return true;
        }
        at += (size_t)size;
    }
    return false;
}

static void xz_block_header(struct window *window)
{
    uint64_t dictionary;
    if (!xz_dictionary(window->head + window->block, window->want - window->block - 4, &dictionary)) {
        window->end = WINDOW_BROKEN;
        return;
    }
    ask(window, dictionary + UINT64_C(256) * KIBI);
    window->size = 0;
    expect(window, 0, 1, xz_chunk);
}

/* The whole header of a chunk of LZMA2. */
static void xz_chunk_header(struct window *window)
{
    const unsigned char *head = window->head;
    uint64_t packed = head[0] < 0x80 ? ((uint64_t)head[1] << 8 | head[2]) + 1 : ((uint64_t)head[3] << 8 | head[4]) + 1;
    window->size += window->want + packed;
    expect(window, packed, 1, xz_chunk);
}

static void xz_chunk(struct window *window)
{
    const unsigned char control = window->head[0];
    if (control == 0) { /* the block's end: padding and check follow */
        window->size++;
        expect(window, (4 - window->size % 4) % 4 + window->check, 1, xz_block);
    } else if (control > 2 && control < 0x80) {
        window->end = WINDOW_BROKEN;
    } else {
        expect_more(window, control <= 2 ? 3 : control < 0xC0 ? 5 : 6, xz_chunk_header);
    }
}

/* The first byte of a block, or of the index behind all of them. */
static void xz_block(struct window *window)
{
    const unsigned char byte = window->head[window->block];
    if (byte != 0) {
        expect_more(window, window->block + ((size_t)byte + 1) * 4, xz_block_header);
        return;
    }
    window->size = 1;
    window->numbers = window->number = window->shift = 0;
    expect(window, 0, 1, xz_index);
}

static void xz_stream(struct window *window)
{
    static const unsigned char magic[6] = {0xFD, '7', 'z', 'X', 'Z', 0};
    const unsigned kind = window->head[7] & 15;
    if (memcmp(window->head, magic, sizeof(magic)) != 0) {
        window->end = WINDOW_BROKEN;
        return;
    }
    window->check = kind == 0 ? 0 : 4U << (kind - 1) / 3;
    /* With the block: between streams a decoder has given all that it had. */
    window->block = 12;
    expect_more(window, 13, xz_block);
}

/* ---- zstd ---- */

static void zstd_magic(struct window *window);
static void zstd_block(struct window *window);

static void zstd_skipped(struct window *window)
{
    expect(window, little(window->head + 4, 4), 4, zstd_magic);
}

/* A frame's header, of which descriptor says how wide its parts are. */
static void zstd_frame(struct window *window)
{
    static const unsigned id_bytes[] = {0, 1, 2, 4}, size_bytes[] = {0, 2, 4, 8};
    const unsigned char descriptor = window->head[4], byte = window->head[5];
    const bool segment = descriptor & 0x20; /* one segment: the window is the content */
    const unsigned wide = segment && descriptor < 0x40 ? 1 : size_bytes[descriptor >> 6];
    const unsigned id = id_bytes[descriptor & 3], length = (segment ? 5U : 6U) + id + wide;
    uint64_t size;

    if (window->want < length) {
        expect_more(window, length, zstd_frame);
        return;
    }
    if (segment) {
        size = little(window->head + 5 + id, wide) + (wide == 2 ? 256 : 0);
    } else {
        size = UINT64_C(1) << (10 + (byte >> 3));
        size += size / 8 * (byte & 7);
    }
    if (size > UINT64_C(1) << 62)
        size = UINT64_C(1) << 62;
    ask(window, size + UINT64_C(512) * KIBI);
    window->check = descriptor & 4;
    expect(window, 0, 3, zstd_block);
}

static void zstd_block(struct window *window)
{
    const unsigned header = (unsigned)little(window->head, 3), kind = header >> 1 & 3;
    const uint64_t size = kind == 1 ? 1 : header >> 3; /* 1: a byte that is repeated */
    if (kind == 3)
        window->end = WINDOW_BROKEN;
    else if (header & 1)
        expect(window, size + window->check, 4, zstd_magic);
    else
        expect(window, size, 3, zstd_block);
}

static void zstd_magic(struct window *window)
{
    const uint64_t magic = little(window->head, 4);
    if (magic == 0xFD2FB528)
        expect_more(window, 6, zstd_frame);
    else if ((magic & 0xFFFFFFF0) == 0x184D2A50)
        expect_more(window, 8, zstd_skipped);
    else
        window->end = WINDOW_BROKEN;
}

/* ---- */

void window_start(struct window *window, enum wrapping wrapping)
{
    memset(window, 0, sizeof(*window));
    if (wrapping == WRAP_XZ)
        expect(window, 0, 12, xz_stream);
    else
        expect(window, 0, 4, zstd_magic);
}

/* The whole part that begins at bytes, of which there are n: its length; 0 when it needs more, *want in all. */
static size_t whole_part(struct window *window, const unsigned char *bytes, size_t n, size_t *want)
{
    const struct window before = *window;

    window->head = bytes;
    do {
        const size_t length = window->want;
        if (length > n) {
            *window = before;
            *want = length;
            return 0;
        }
        window->more = false;
        window->step(window);
        if (window->end == WINDOW_BROKEN || (window->end == WINDOW_GOES_ON && !window->more))
            return length;
    } while (window->end == WINDOW_GOES_ON);
    return 0;
}

size_t window_scan(struct window *window, uint64_t most, const unsigned char *bytes, size_t n, size_t *want)
{
    size_t at = 0;

    window->most = most;
    while (window->end == WINDOW_GOES_ON && at < n) {
        size_t part = window->skip < n - at ? (size_t)window->skip : n - at;
        window->skip -= part;
        if (part == 0) {
            part = whole_part(window, bytes + at, n - at, want);
            if (part == 0)
                break;
        }
        at += part;
    }
    return at;
}
