/* charset.c - bytes to UTF-8. */
#include "base/charset.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu
#define CODE_MAX    0x10FFFFu

unsigned cp1252_char(unsigned char byte)
{
    static const uint16_t chars[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

    return byte >= 0x80 && byte <= 0x9F ? chars[byte - 0x80] : 0;
}

static bool is_surrogate(unsigned code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

size_t utf8_put(unsigned code_point, char out[4])
{
    if (code_point > CODE_MAX || is_surrogate(code_point))
        code_point = REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }

    size_t n = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(unsigned char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(unsigned char)(lead[n] | code_point);
    return n;
}

/* Length of the valid UTF-8 sequence at s, 0 when there is none: no overlong forms, no surrogates, nothing beyond
 * U+10FFFF (RFC 3629). */
static size_t sequence_at(struct xbz_str s, unsigned *code)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)s.p[0];

    if (first < 0x80) {
        *code = first;
        return 1;
    }
    size_t n = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || n > s.n)
        return 0;

    unsigned value = first & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        unsigned char next = (unsigned char)s.p[i];
        if ((next & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (next & 0x3Fu);
    }
    if (value < least[n] || value > CODE_MAX || is_surrogate(value))
        return 0;
    *code = value;
    return n;
}

unsigned utf8_get(struct xbz_str s, size_t *used)
{
    unsigned code = (unsigned char)s.p[0];

    *used = sequence_at(s, &code);
    if (*used == 0)
        *used = 1;
    return code;
}

static bool is_plain_byte(unsigned char c)
{
    return (c >= ' ' && c < 0x7F) || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* True when each of eight bytes is printable ASCII.  A borrow of the subtraction can only come from a byte below blank,
 * which is reported anyway. */
static bool word_is_printable(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t del = word ^ (ones * 0x7F);

    return ((word | ((word - ones * ' ') & ~word) | ((del - ones) & ~del)) & high) == 0;
}

/* How many bytes from the start need no conversion. */
static size_t plain_run(const char *p, size_t n)
{
    size_t i = 0;

    for (;;) {
        uint64_t word;
        while (n - i >= sizeof(word)) {
            memcpy(&word, p + i, sizeof(word));
            if (!word_is_printable(word))
                break;
            i += sizeof(word);
        }
        size_t stop = n - i < sizeof(word) ? n : i + sizeof(word);
        while (i < stop && is_plain_byte((unsigned char)p[i]))
            i++;
        if (i < stop || i == n)
            return i;
    }
}

bool charset_is_plain(struct xbz_str bytes)
{
    return bytes.n == 0 || plain_run(bytes.p, bytes.n) == bytes.n;
}

/* Appends one character, whole or not at all; true when another had to stand for it. */
static bool put(struct buf *out, unsigned code)
{
    unsigned kept = code;
    char bytes[4];

    if (code >= 0x80 && code <= 0x9F)
        kept = cp1252_char((unsigned char)code);
    else if (code < 0x80 && !is_plain_byte((unsigned char)code))
        kept = ' ';
    if (kept == 0 || kept == 0xFFFE || kept == 0xFFFF)
        kept = REPLACEMENT;

    size_t n = utf8_put(kept, bytes);
    if (n > out->max - out->n)
        out->full = true;
    buf_add(out, bytes, n);
    return kept != code;
}

static size_t from_utf8(struct xbz_str bytes, struct buf *out)
{
    size_t replaced = 0, at = 0;

    while (at < bytes.n) {
        size_t plain = plain_run(bytes.p + at, bytes.n - at);
        buf_add(out, bytes.p + at, plain);
        at += plain;
        if (at == bytes.n)
            break;

        unsigned code = (unsigned char)bytes.p[at];
        size_t n = sequence_at((struct xbz_str){bytes.p + at, bytes.n - at}, &code);
        bool changed = put(out, code);
        if (changed || n == 0)
            replaced += n ? n : 1;
        at += n ? n : 1;
    }
    return replaced;
}

static size_t from_cp1252(struct xbz_str bytes, struct buf *out)
{
    size_t replaced = 0, at = 0;

    while (at < bytes.n) {
        size_t plain = plain_run(bytes.p + at, bytes.n - at);
        buf_add(out, bytes.p + at, plain);
        at += plain;
        if (at == bytes.n)
            break;

        unsigned char byte = (unsigned char)bytes.p[at++];
        bool changed = put(out, byte);
        if (byte < 0x80 ? changed : byte <= 0x9F && cp1252_char(byte) == 0)
            replaced++;
    }
    return replaced;
}

static unsigned unit_at(struct xbz_str bytes, size_t at, bool big_endian)
{
    unsigned first = (unsigned char)bytes.p[at], second = (unsigned char)bytes.p[at + 1];

    return big_endian ? first << 8 | second : second << 8 | first;
}

static size_t from_utf16(struct xbz_str bytes, bool big_endian, struct buf *out)
{
    size_t replaced = 0, at = 0;

    while (bytes.n - at >= 2) {
        unsigned code = unit_at(bytes, at, big_endian);
        size_t n = 2;
        if (code >= 0xD800 && code <= 0xDBFF && bytes.n - at >= 4) {
            unsigned low = unit_at(bytes, at + 2, big_endian);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                n = 4;
            }
        }
        bool lone = is_surrogate(code);
        if (put(out, code) || lone)
            replaced += n;
        at += n;
    }
    if (at < bytes.n) {
        (void)put(out, REPLACEMENT);
        replaced++;
    }
    return replaced;
}

size_t charset_to_utf8(enum charset from, struct xbz_str bytes, struct buf *out)
{
    switch (from) {
    case CHARSET_CP1252:
        return from_cp1252(bytes, out);
    case CHARSET_UTF16LE:
        return from_utf16(bytes, false, out);
    case CHARSET_UTF16BE:
        return from_utf16(bytes, true, out);
    default:
        return from_utf8(bytes, out);
    }
}
