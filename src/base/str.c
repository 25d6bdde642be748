/* str.c - comparing, searching and cutting text. */
#include "base/str.h"

#include <string.h>

#define NOT_FOUND ((size_t)-1)

static bool bytes_equal_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (to_lower(a[i]) != to_lower(b[i]))
            return false;
    return true;
}

bool str_eq_nocase(struct xbz_str a, struct xbz_str b)
{
    return a.n == b.n && bytes_equal_nocase(a.p, b.p, a.n);
}

int str_cmp(struct xbz_str a, struct xbz_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    if (order == 0)
        order = (a.n > b.n) - (a.n < b.n);
    return order;
}

bool str_starts_nocase(struct xbz_str s, struct xbz_str prefix)
{
    return s.n >= prefix.n && bytes_equal_nocase(s.p, prefix.p, prefix.n);
}

bool str_ends_nocase(struct xbz_str s, struct xbz_str suffix)
{
    return s.n >= suffix.n && (suffix.n == 0 || bytes_equal_nocase(s.p + (s.n - suffix.n), suffix.p, suffix.n));
}

size_t str_find(struct xbz_str s, struct xbz_str what, size_t from)
{
    if (from > s.n || what.n > s.n - from)
        return NOT_FOUND;
    if (what.n == 0)
        return from;

    size_t last = s.n - what.n;
    while (from <= last) {
        const char *hit = memchr(s.p + from, what.p[0], last - from + 1);
        if (!hit)
            break;
        from = (size_t)(hit - s.p);
        if (memcmp(hit, what.p, what.n) == 0)
            return from;
        from++;
    }
    return NOT_FOUND;
}

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (unsigned char)(b))

static uint64_t load_word(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
    return word;
}

/* The first position from on, up to last, where the first two letters of what may stand; last + 1: there is none.  Eight
 * positions are looked at together: setting bit 5 of each byte leaves equal what differs in case only, and a byte of 0
 * in the differences to both letters shows a pair (or, rarely, a byte beside one: who asks compares anyway). */
static size_t next_pair(const char *p, size_t from, size_t last, struct xbz_str what)
{
    const uint64_t bit = EACH_BYTE(0x20);
    const uint64_t first = EACH_BYTE(what.p[0] | 0x20), second = EACH_BYTE(what.p[what.n > 1] | 0x20);
    const size_t next = what.n > 1;

    for (; last - from >= 8 && from < last; from += 8) {
        uint64_t differences = ((load_word(p + from) | bit) ^ first) | ((load_word(p + from + next) | bit) ^ second);
        if ((differences - EACH_BYTE(1)) & ~differences & EACH_BYTE(0x80))
            break;
    }
    while (from <= last && ((p[from] ^ what.p[0]) & ~0x20))
        from++;
    return from;
}

size_t str_find_nocase(struct xbz_str s, struct xbz_str what, size_t from)
{
    if (from > s.n || what.n > s.n - from)
        return NOT_FOUND;
    if (what.n == 0)
        return from;

    for (size_t last = s.n - what.n; (from = next_pair(s.p, from, last, what)) <= last; from++)
        if (bytes_equal_nocase(s.p + from, what.p, what.n))
            return from;
    return NOT_FOUND;
}

size_t str_find_word(struct xbz_str s, struct xbz_str what, size_t from)
{
    if (what.n == 0)
        return NOT_FOUND;
    for (;;) {
        size_t at = str_find_nocase(s, what, from);
        if (at == NOT_FOUND)
            return NOT_FOUND;
        size_t end = at + what.n;
        if ((at == 0 || !is_alnum(s.p[at - 1])) && (end == s.n || !is_alnum(s.p[end])))
            return at;
        from = at + 1;
    }
}

#define NBSP_1 '\xC2'
#define NBSP_2 '\xA0'

bool str_next_word(struct xbz_str s, size_t *at, struct xbz_str *word)
{
    while (*at < s.n && is_space(s.p[*at]))
        ++*at;
    size_t from = *at;
    while (*at < s.n && !is_space(s.p[*at]))
        ++*at;
    *word = str_sub(s, from, *at - from);
    return word->n > 0;
}

bool str_has_word(struct xbz_str s, struct xbz_str word)
{
    struct xbz_str w;
    for (size_t at = 0; str_next_word(s, &at, &w);)
        if (str_eq(w, word))
            return true;
    return false;
}

struct xbz_str str_trim(struct xbz_str s)
{
    for (;;) {
        if (s.n >= 1 && is_space(s.p[0]))
            s = str_sub(s, 1, s.n);
        else if (s.n >= 2 && s.p[0] == NBSP_1 && s.p[1] == NBSP_2)
            s = str_sub(s, 2, s.n);
        else
            break;
    }
    for (;;) {
        if (s.n >= 1 && is_space(s.p[s.n - 1]))
            s.n--;
        else if (s.n >= 2 && s.p[s.n - 2] == NBSP_1 && s.p[s.n - 1] == NBSP_2)
            s.n -= 2;
        else
            break;
    }
    return s;
}

uint64_t str_hash(struct xbz_str s)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.n; i++) {
        hash ^= (unsigned char)s.p[i];
        hash *= UINT64_C(0x100000001b3);
    }
    return hash;
}
