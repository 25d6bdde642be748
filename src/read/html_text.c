/* html_text.c - bytes of a document to UTF-8: encodings and references. */
#include "read/html_state.h"

#include <string.h>

#include "base/str.h"
#include "read/html_entities.h"
#include "read/html_scan.h"

/* As the standard's input stream and states want it: LF for line ends, U+FFFD for NUL outside of plain data. */
static void put_unchecked(struct html *self, struct xbz_str s, bool attribute, struct buf *out)
{
    bool keep_nul = !attribute && (self->mode == MODE_DATA || self->mode == MODE_CDATA);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r') {
            if (i + 1 == s.n || s.p[i + 1] != '\n')
                buf_byte(out, '\n');
        } else if (s.p[i] == '\0' && !keep_nul) {
            buf_text(out, "\xef\xbf\xbd");
        } else {
            buf_byte(out, s.p[i]);
        }
    }
}

static void put(struct html *self, struct xbz_str s, unsigned flags, bool attribute, struct buf *out)
{
    if (s.n == 0)
        return;
    if (self->is_full)
        put_unchecked(self, s, attribute, out);
    else if ((flags & (SCAN_HIGH | SCAN_CONTROL)) == 0 || charset_is_plain(s))
        buf_str(out, s);
    else
        self->replaced += charset_to_utf8(self->charset, s, out);
}

static inline unsigned digit_value(char c, unsigned base)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    unsigned letter = (unsigned char)c | 0x20u;
    return base == 16 && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : base;
}

/* The character a numeric reference means (section 13.2.5.80): 0x80..0x9F as in Windows-1252. */
static unsigned numeric_char(unsigned value)
{
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0xfffd;
    if (value >= 0x80 && value <= 0x9f && cp1252_char((unsigned char)value) != 0)
        return cp1252_char((unsigned char)value);
    return value;
}

/* s begins after "&#".  Returns the bytes used, 0 when it is no reference. */
static size_t put_numeric(const struct html *self, struct xbz_str s, struct buf *out)
{
    unsigned base = s.n > 0 && (s.p[0] == 'x' || s.p[0] == 'X') ? 16 : 10;
    size_t begin = base == 16 ? 1 : 0, i = begin;
    unsigned value = 0;
    for (; i < s.n && digit_value(s.p[i], base) < base; i++) {
        if (value <= 0x10ffff)
            value = value * base + digit_value(s.p[i], base);
    }
    if (i == begin)
        return 0;
    value = numeric_char(value);
    if (!self->is_full && value < 0x20 && !is_space((char)value))
        value = ' ';
    char utf8[4];
    buf_add(out, utf8, utf8_put(value, utf8));
    return i < s.n && s.p[i] == ';' ? i + 1 : i;
}

/* s begins after an '&'.  Returns the bytes used, 0 when it is no reference. */
static size_t put_reference(const struct html *self, struct xbz_str s, bool attribute, struct buf *out)
{
    if (s.n > 0 && s.p[0] == '#') {
        size_t used = put_numeric(self, str_sub(s, 1, s.n), out);
        return used == 0 ? 0 : used + 1;
    }
    struct xbz_str text;
    size_t used = html_entity(s, &text);
    if (used == 0)
        return 0;
    if (attribute && s.p[used - 1] != ';' && used < s.n && (s.p[used] == '=' || is_alnum(s.p[used])))
        return 0;
    buf_str(out, text);
    return used;
}

void html_decode(struct html *self, struct xbz_str s, unsigned flags, bool attribute, struct buf *out)
{
    size_t done = 0;
    while (done < s.n) {
        const char *amp = (flags & SCAN_REFERENCE) ? memchr(s.p + done, '&', s.n - done) : NULL;
        size_t at = amp == NULL ? s.n : (size_t)(amp - s.p);
        put(self, (struct xbz_str){s.p + done, at - done}, flags, attribute, out);
        if (at == s.n)
            return;
        size_t used = put_reference(self, (struct xbz_str){s.p + at + 1, s.n - at - 1}, attribute, out);
        if (used == 0)
            buf_byte(out, '&');
        done = at + 1 + used;
    }
}

/* The value after "key" and '=' in a declaration: quotes off. */
static struct xbz_str declared_value(struct xbz_str s, struct xbz_str key)
{
    size_t at = str_find_nocase(s, key, 0);
    if (at == (size_t)-1)
        return (struct xbz_str){NULL, 0};
    s = str_trim(str_sub(s, at + key.n, s.n));
    if (s.n == 0 || s.p[0] != '=')
        return (struct xbz_str){NULL, 0};
    s = str_trim(str_sub(s, 1, s.n));
    if (s.n != 0 && (s.p[0] == '"' || s.p[0] == '\''))
        s = str_sub(s, 1, s.n);
    size_t n = 0;
    while (n < s.n && (is_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_'))
        n++;
    return str_sub(s, 0, n);
}

/* Only one-byte encodings matter: all others are taken as UTF-8, whose invalid bytes count as Windows-1252. */
static bool is_one_byte(struct xbz_str name)
{
    return str_eq_nocase(name, STR("windows-1252")) || str_eq_nocase(name, STR("cp1252")) ||
           str_eq_nocase(name, STR("iso-8859-1")) || str_eq_nocase(name, STR("iso8859-1")) ||
           str_eq_nocase(name, STR("latin1")) || str_eq_nocase(name, STR("iso-8859-15"));
}

enum charset html_sniff(struct xbz_str head, bool *wide, size_t *skip)
{
    *wide = false;
    *skip = 0;
    if (head.n >= 3 && memcmp(head.p, "\xef\xbb\xbf", 3) == 0) {
        *skip = 3;
        return CHARSET_UTF8;
    }
    if (head.n >= 2 && (memcmp(head.p, "\xff\xfe", 2) == 0 || memcmp(head.p, "\xfe\xff", 2) == 0)) {
        *wide = true;
        *skip = 2;
        return head.p[0] == '\xff' ? CHARSET_UTF16LE : CHARSET_UTF16BE;
    }
    for (size_t at = str_find(head, STR("<"), 0); at != (size_t)-1; at = str_find(head, STR("<"), at + 1)) {
        struct xbz_str tag = str_sub(head, at, head.n);
        const char *end = memchr(tag.p, '>', tag.n);
        tag = str_sub(tag, 0, end == NULL ? tag.n : (size_t)(end - tag.p));
        struct xbz_str name = {NULL, 0};
        if (str_starts_nocase(tag, STR("<?xml")))
            name = declared_value(tag, STR("encoding"));
        else if (str_starts_nocase(tag, STR("<meta")))
            name = declared_value(tag, STR("charset"));
        if (name.n != 0)
            return is_one_byte(name) ? CHARSET_CP1252 : CHARSET_UTF8;
    }
    return CHARSET_UTF8;
}
