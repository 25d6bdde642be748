/* str.h - small helpers for struct xbz_str.  ASCII only: locale plays no part. */
#ifndef XBZ_BASE_STR_H
#define XBZ_BASE_STR_H

#include <stdbool.h>

#include "xbrlize/model.h"

#define STR(literal) ((struct xbz_str){(literal), sizeof(literal) - 1})

struct xbz_str str_of(const char *s); /* NULL is empty */
bool str_eq(struct xbz_str a, struct xbz_str b);
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
struct xbz_str str_sub(struct xbz_str s, size_t from, size_t n); /* cut to what is there */
struct xbz_str str_trim(struct xbz_str s);                       /* is_space and NBSP off both ends */
uint64_t str_hash(struct xbz_str s);                             /* FNV-1a */

bool is_alpha(char c);
bool is_digit(char c);
bool is_alnum(char c);
bool is_space(char c); /* blank, tab, newline, CR, FF, VT */
bool is_upper(char c);
char to_lower(char c);
char to_upper(char c);

#endif
