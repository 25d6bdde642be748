/* html_scan.h - the inner loops of the tokenizer: find a byte and see on the way whether the bytes before it need any
 * conversion; measure a name.  Sixteen bytes at a time where the machine has SSE2. */
#ifndef XBZ_READ_HTML_SCAN_H
#define XBZ_READ_HTML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

enum html_scan_flag {
    SCAN_REFERENCE = 1, /* there is an '&' */
    SCAN_HIGH = 2,      /* there is a byte that is no ASCII */
    SCAN_CONTROL = 4,   /* there is a control character other than 0x09..0x0D */
};

static inline unsigned scan_flags(unsigned char byte)
{
    if (byte == '&')
        return SCAN_REFERENCE;
    if (byte >= 0x80)
        return SCAN_HIGH;
    return byte < 0x09 || (byte > 0x0d && byte < 0x20) ? SCAN_CONTROL : 0;
}

/* Returns where stop first stands in p..end, or end, and adds the flags of the bytes before it to *flags. */
static inline const char *scan_to(const char *p, const char *end, char stop, unsigned *flags)
{
#if defined(__SSE2__) && defined(__GNUC__)
    const __m128i stops = _mm_set1_epi8(stop), ampersands = _mm_set1_epi8('&'), blanks = _mm_set1_epi8(' ');
    for (; end - p >= 16; p += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i is_stop = _mm_cmpeq_epi8(x, stops), is_reference = _mm_cmpeq_epi8(x, ampersands);
        __m128i is_odd = _mm_cmplt_epi8(x, blanks); /* signed: bytes that are no ASCII are less, too */
        if (_mm_movemask_epi8(_mm_or_si128(is_odd, _mm_or_si128(is_stop, is_reference))) == 0)
            continue;
        unsigned stopped = (unsigned)_mm_movemask_epi8(is_stop);
        unsigned before = (stopped & (0u - stopped)) - 1u; /* all ones when there is no stop */
        if ((unsigned)_mm_movemask_epi8(is_reference) & before)
            *flags |= SCAN_REFERENCE;
        unsigned odd = (unsigned)_mm_movemask_epi8(is_odd) & before & 0xffffu;
        for (; odd != 0; odd &= odd - 1)
            *flags |= scan_flags((unsigned char)p[__builtin_ctz(odd)]);
        if (stopped != 0)
            return p + __builtin_ctz(stopped);
    }
#endif
    for (; p < end && *p != stop; p++)
        *flags |= scan_flags((unsigned char)*p);
    return p;
}

/* Bytes that scan_name must be able to look at. */
#define SCAN_NAME_BYTES 16

/* The length of the name of a tag or an attribute that stands at p, when it is shorter than SCAN_NAME_BYTES, holds ASCII
 * only and ends at a blank, '/', '>' or '=' after it; else 0 and nothing is known.  The name in lower case goes to lower, filled up
 * with NUL; *changed tells whether that differs. */
static inline size_t scan_name(const char *p, char lower[SCAN_NAME_BYTES], bool *changed)
{
#if defined(__SSE2__) && defined(__GNUC__)
    static const unsigned char keep[2 * SCAN_NAME_BYTES] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                            255, 255, 255, 255, 255, 255, 255, 255};
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('>')), _mm_cmpeq_epi8(x, _mm_set1_epi8('=')));
    __m128i others = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('/')), _mm_cmpeq_epi8(x, _mm_set1_epi8('<')));
    ends = _mm_or_si128(_mm_or_si128(ends, others), _mm_cmplt_epi8(x, _mm_set1_epi8(' ' + 1)));
    unsigned stops = (unsigned)_mm_movemask_epi8(ends);
    if (stops == 0)
        return 0;
    size_t n = (size_t)__builtin_ctz(stops);
    char stop = p[n];
    if (stop != '>' && stop != '=' && stop != ' ' && stop != '/')
        return 0;
    x = _mm_and_si128(x, _mm_loadu_si128((const __m128i *)(const void *)(keep + SCAN_NAME_BYTES - n)));
    __m128i upper = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8('A' - 1)), _mm_cmplt_epi8(x, _mm_set1_epi8('Z' + 1)));
    *changed = _mm_movemask_epi8(upper) != 0;
    x = _mm_or_si128(x, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
    _mm_storeu_si128((__m128i *)(void *)lower, x);
    return n;
#else
    (void)p;
    (void)lower;
    (void)changed;
    return 0;
#endif
}

#endif
