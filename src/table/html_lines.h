/* html_lines.h - a line of prose in HTML as it looks: no-break spaces that part columns.
 *
 * Some filings have statements of lines, each a block of its own, whose figures are moved into columns by runs of
 * no-break spaces.  Such a line is kept with its blanks, to be read as a line of plain text. */
#ifndef XBZ_TABLE_HTML_LINES_H
#define XBZ_TABLE_HTML_LINES_H

#include "xbrlize/reader.h"

/* Bytes of a line that may be laid out; longer ones are prose. */
#define HTML_LINE_BYTES 400

struct html_line {
    size_t n; /* bytes of text; more than HTML_LINE_BYTES when it is too long */
    char text[HTML_LINE_BYTES];
    struct xbz_place place;
    unsigned blanks; /* before the next word */
    bool collapsed;  /* the last blank was one that a browser joins with those after it */
    bool apart;      /* no-break spaces set words apart */
    bool hard;       /* a no-break space is among the blanks */
};

/* A blank character; width as blank_at tells: 0 for one that joins with others. */
void html_line_blank(struct html_line *self, unsigned width);

/* A run of text without blanks. */
void html_line_word(struct html_line *self, struct xbz_str word, struct xbz_place place);

/* An empty line; also sets up. */
void html_line_clear(struct html_line *self);

/* True for a line whose words are set apart, or, when it stands among such lines, that may be one with them: no longer than
 * a printed line. */
bool html_line_is_laid(const struct html_line *self, bool among);

#endif
