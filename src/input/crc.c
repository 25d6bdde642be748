/* crc.c - CRC-32 by folding.
 *
 * The bytes are a polynomial over GF(2), its remainder by P is the check sum.  A 128-bit piece that stands d bits before
 * another can be added to that one after multiplication by x^d mod P: so four pieces run over the data side by
 * side, 512 bits at a time, and are folded into one at the end.  Its own remainder is left to zlib. */
#include "input/crc.h"

#include <zlib.h>

static uint32_t crc_plain(uint32_t crc, const unsigned char *bytes, size_t n)
{
    return (uint32_t)crc32_z(crc, bytes, n);
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>

#define FOLD __attribute__((target("pclmul,sse2")))

/* Both halves of x times their power of x, added to next. */
FOLD static inline __m128i fold(__m128i x, __m128i powers, __m128i next)
{
    __m128i low = _mm_clmulepi64_si128(x, powers, 0x00), high = _mm_clmulepi64_si128(x, powers, 0x11);

    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

/* n is at least 64 and a multiple of 16. */
FOLD static uint32_t crc_folded(uint32_t crc, const unsigned char *bytes, size_t n)
{
    /* x^(d+32) and x^(d-32) mod P for d = 512 and 128, bits reversed */
    const __m128i by_512 = _mm_set_epi64x(0x1C6E41596, 0x154442BD4);
    const __m128i by_128 = _mm_set_epi64x(0x0CCAA009E, 0x1751997D0);
    const __m128i *p = (const void *)bytes;
    unsigned char rest[16];
    __m128i x[4];

    for (int i = 0; i < 4; i++)
        x[i] = _mm_loadu_si128(p + i);
    x[0] = _mm_xor_si128(x[0], _mm_cvtsi32_si128((int)~crc));
    p += 4;
    for (n -= 64; n >= 64; n -= 64, p += 4)
        for (int i = 0; i < 4; i++)
            x[i] = fold(x[i], by_512, _mm_loadu_si128(p + i));
    for (int i = 1; i < 4; i++)
        x[0] = fold(x[0], by_128, x[i]);
    for (; n > 0; n -= 16, p++)
        x[0] = fold(x[0], by_128, _mm_loadu_si128(p));
    _mm_storeu_si128((void *)rest, x[0]);
    return crc_plain(0xFFFFFFFF, rest, sizeof(rest)); /* whose register starts with 0: it is in x already */
}

uint32_t crc_update(uint32_t crc, const unsigned char *bytes, size_t n)
{
    if (n >= 64 && __builtin_cpu_supports("pclmul")) {
        size_t folded = n & ~(size_t)15;
        crc = crc_folded(crc, bytes, folded);
        bytes += folded;
        n -= folded;
    }
    return crc_plain(crc, bytes, n);
}

#else

uint32_t crc_update(uint32_t crc, const unsigned char *bytes, size_t n)
{
    return crc_plain(crc, bytes, n);
}

#endif
