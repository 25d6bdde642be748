/* str.h - small helpers for struct xbz_str.  ASCII only: locale plays no part. */
#ifndef XBZ_BASE_STR_H
#define XBZ_BASE_STR_H

#include <stdbool.h>
#include <string.h>

#include "xbrlize/model.h"

#define STR(literal) ((struct xbz_str){(literal), sizeof(literal) - 1})

static inline struct xbz_str str_of(const char *s) /* NULL is empty */
{
    return (struct xbz_str){s, s ? strlen(s) : 0};
}

static inline bool str_eq(struct xbz_str a, struct xbz_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_eq_nocase(struct xbz_str a, struct xbz_str b);
int str_cmp(struct xbz_str a, struct xbz_str b); /* bytewise; a prefix of the other comes first */
bool str_starts_nocase(struct xbz_str s, struct xbz_str prefix);
bool str_ends_nocase(struct xbz_str s, struct xbz_str suffix);
/* Position of the first occurrence at or after from, or (size_t)-1.  Nothing (n 0) is found at from itself. */
size_t str_find(struct xbz_str s, struct xbz_str what, size_t from);
size_t str_find_nocase(struct xbz_str s, struct xbz_str what, size_t from);
/* As str_find_nocase, but only where what stands as whole words (no letter or digit on either side); nothing is never
 * found. */
size_t str_find_word(struct xbz_str s, struct xbz_str what, size_t from);
static inline struct xbz_str str_sub(struct xbz_str s, size_t from, size_t n) /* cut to what is there */
{
    if (from >= s.n)
        return (struct xbz_str){s.n ? s.p + s.n : s.p, 0};
    return (struct xbz_str){s.p + from, n < s.n - from ? n : s.n - from};
}

/* The next of the words that is_space parts, from *at on, which goes behind it.  False when there is none. */
bool str_next_word(struct xbz_str s, size_t *at, struct xbz_str *word);
bool str_has_word(struct xbz_str s, struct xbz_str word); /* is one of them */
struct xbz_str str_trim(struct xbz_str s);                /* is_space and NBSP off both ends */
uint64_t str_hash(struct xbz_str s);                      /* FNV-1a */

/* Classes and case of a byte.  Here because they are asked for each byte of the input. */
static inline bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || is_upper(c);
}

static inline bool is_alnum(char c)
{
    return is_alpha(c) || is_digit(c);
}

static inline bool is_space(char c) /* blank, tab, newline, CR, FF, VT */
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char to_lower(char c)
{
    return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline char to_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

#endif
