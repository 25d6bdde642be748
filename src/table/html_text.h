/* html_text.h - what in a text node of HTML is blank, nothing, or text. */
#ifndef XBZ_TABLE_HTML_TEXT_H
#define XBZ_TABLE_HTML_TEXT_H

#include "base/str.h"

enum text_class { TEXT_PLAIN, TEXT_SPACE, TEXT_LEAD };

/* What stands at s.p: a blank character (*width in blanks of indentation), nothing (zero width), or text; *n its bytes. */
static inline enum text_class blank_at(struct xbz_str s, size_t *n, unsigned *width)
{
    const unsigned char *p = (const unsigned char *)s.p;
    *width = 0;
    *n = 1;
    if (p[0] <= ' ')
        return TEXT_SPACE;
    if (p[0] == 0xc2 && s.n > 1 && (p[1] == 0xa0 || p[1] == 0xad)) { /* no-break space, soft hyphen */
        *n = 2;
        *width = p[1] == 0xa0;
        return p[1] == 0xa0 ? TEXT_SPACE : TEXT_LEAD;
    }
    if (p[0] == 0xe2 && s.n > 2 && p[1] == 0x80) {
        *n = 3;
        if (p[2] >= 0x80 && p[2] <= 0x8a) {
            *width = p[2] == 0x81 || p[2] == 0x83 ? 2 : 1; /* em spaces */
            return TEXT_SPACE;
        }
        if (p[2] == 0xaf || p[2] == 0xa8)
            return TEXT_SPACE;
        if (p[2] >= 0x8b && p[2] <= 0x8f)
            return TEXT_LEAD;
    }
    if (p[0] == 0xef && s.n > 2 && p[1] == 0xbb && p[2] == 0xbf) {
        *n = 3;
        return TEXT_LEAD;
    }
    return TEXT_PLAIN;
}

/* Bytes of text from s.p on that cannot be blank. */
static inline size_t plain_length(struct xbz_str s)
{
    size_t n = 1;
    while (n < s.n && (unsigned char)s.p[n] > ' ' && s.p[n] != '\xc2' && s.p[n] != '\xe2' && s.p[n] != '\xef')
        n++;
    return n;
}

/* Raised text is a note mark, unless it is the end of a word ("1st", "TM"). */
static inline bool is_word_end(struct xbz_str text)
{
    static const struct xbz_str words[] = {{"st", 2}, {"nd", 2}, {"rd", 2}, {"th", 2}};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (str_eq_nocase(text, words[i]))
            return true;
    }
    return false;
}

#endif
