/* charset.h - bytes to UTF-8. */
#ifndef XBZ_BASE_CHARSET_H
#define XBZ_BASE_CHARSET_H

#include "base/buf.h"

enum charset { CHARSET_UTF8, CHARSET_CP1252, CHARSET_UTF16LE, CHARSET_UTF16BE };

/* Appends the bytes as UTF-8 to out and returns how many of them were replaced.
 *
 * In UTF-8 text a byte that is no part of a valid sequence is taken as Windows-1252, the encoding such filings are
 * written in; bytes undefined there become U+FFFD.  Control characters other than tab, LF, FF and CR become a blank:
 * XML 1.0 has no place for them (nor for FF, but here that is a page break; writers drop it).  U+0080 to U+009F
 * become the Windows-1252 character of that number, U+FFFE, U+FFFF and halves of surrogate pairs U+FFFD.  A byte
 * order mark is kept.  A character that does not fit into out is left out whole.
 * The text must not be cut inside a character: call it with whole lines or tokens. */
size_t charset_to_utf8(enum charset from, struct xbz_str bytes, struct buf *out);

/* True when all bytes are printable ASCII, tab, LF, FF or CR: nothing to convert. */
bool charset_is_plain(struct xbz_str bytes);

/* Writes a code point as UTF-8, returns its length (1..4); U+FFFD for what is no scalar value. */
size_t utf8_put(unsigned code_point, char out[4]);
/* Reads one code point at s.p, *used bytes long (1 and the byte's value when invalid; n must not be 0). */
unsigned utf8_get(struct xbz_str s, size_t *used);

/* The Unicode character of a Windows-1252 byte 0x80..0x9F (0 when undefined). */
unsigned cp1252_char(unsigned char byte);

#endif
