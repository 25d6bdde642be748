/* html_scan.h - the two inner loops of the tokenizer: find a byte and see on the way whether the bytes before it need
 * any conversion.  Sixteen bytes at a time where the machine has SSE2. */
#ifndef XBZ_READ_HTML_SCAN_H
#define XBZ_READ_HTML_SCAN_H

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
    const __m128i stops = _mm_set1_epi8(stop), ampersands = _mm_set1_epi8('&');
    const __m128i nine = _mm_set1_epi8(9), four = _mm_set1_epi8(4), last_control = _mm_set1_epi8(0x1f);
    for (; end - p >= 16; p += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i from_nine = _mm_sub_epi8(x, nine);
        __m128i space = _mm_cmpeq_epi8(_mm_min_epu8(from_nine, four), from_nine);
        __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(x, last_control), x);
        unsigned stopped = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, stops));
        unsigned before = (stopped & (0u - stopped)) - 1u; /* all ones when there is no stop */
        if ((unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, ampersands)) & before)
            *flags |= SCAN_REFERENCE;
        if ((unsigned)_mm_movemask_epi8(x) & before)
            *flags |= SCAN_HIGH;
        if ((unsigned)_mm_movemask_epi8(_mm_andnot_si128(space, low)) & before)
            *flags |= SCAN_CONTROL;
        if (stopped != 0)
            return p + __builtin_ctz(stopped);
    }
#endif
    for (; p < end && *p != stop; p++)
        *flags |= scan_flags((unsigned char)*p);
    return p;
}

#endif
