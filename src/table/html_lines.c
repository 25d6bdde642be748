/* html_lines.c - lines of HTML laid out with no-break spaces. */
#include "table/html_lines.h"

#include "base/str.h"

#define GAP       4   /* blanks between columns: three may end a sentence */
#define INDENT    16  /* blanks before a line that put it over a column, or into the middle */
#define LINE_MOST 160 /* characters of a printed line */

void html_line_clear(struct html_line *self)
{
    self->n = 0;
    self->blanks = 0;
    self->collapsed = self->apart = self->hard = false;
}

void html_line_blank(struct html_line *self, unsigned width)
{
    if (width == 0 && self->collapsed)
        return;
    self->collapsed = width == 0;
    self->hard = self->hard || width != 0;
    self->blanks += width == 0 ? 1 : width;
}

static void put_byte(struct html_line *self, char c)
{
    if (self->n < HTML_LINE_BYTES)
        self->text[self->n] = c;
    self->n += self->n <= HTML_LINE_BYTES;
}

/* One character: dashes and quotes take one column, as they do on the page. */
static size_t put_character(struct html_line *self, struct xbz_str s)
{
    unsigned char last = 0;
    if (s.n > 2 && (unsigned char)s.p[0] == 0xe2 && (unsigned char)s.p[1] == 0x80)
        last = (unsigned char)s.p[2];
    if (last >= 0x90 && last <= 0x95)
        put_byte(self, '-');
    else if (last == 0x98 || last == 0x99)
        put_byte(self, '\'');
    else {
        put_byte(self, s.p[0]);
        last = 0;
    }
    return last != 0 ? 3 : 1;
}

void html_line_word(struct html_line *self, struct xbz_str word, struct xbz_place place)
{
    bool first = self->n == 0;
    if (first)
        self->place = place;
    if (self->hard && self->blanks >= (first ? INDENT : GAP))
        self->apart = true;
    if (place.end > self->place.end)
        self->place.end = place.end;
    for (unsigned i = 0; i < self->blanks && i < LINE_MOST; i++)
        put_byte(self, ' ');
    for (size_t i = 0; i < word.n && self->n <= HTML_LINE_BYTES;)
        i += put_character(self, str_sub(word, i, word.n - i));
    self->blanks = 0;
    self->collapsed = self->hard = false;
}

bool html_line_is_laid(const struct html_line *self, bool among)
{
    return self->n != 0 && self->n <= HTML_LINE_BYTES && (self->apart || (among && self->n <= LINE_MOST));
}
