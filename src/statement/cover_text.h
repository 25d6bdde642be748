/* cover_text.h - the text of a cover as cover_page.c and cover_boxes.c read it: single blanks, a line feed after each
 * paragraph. */
#ifndef XBZ_STATEMENT_COVER_TEXT_H
#define XBZ_STATEMENT_COVER_TEXT_H

#include "base/str.h"
#include "xbrlize/model.h"

#define NOT_FOUND ((size_t)-1)

static inline size_t cover_find(struct xbz_str text, const char *what, size_t from)
{
    return str_find_nocase(text, str_of(what), from);
}

static inline struct xbz_str cover_paragraph(struct xbz_str text, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && text.p[from - 1] != '\n')
        from--;
    while (to < text.n && text.p[to] != '\n')
        to++;
    return str_sub(text, from, to - from);
}

/* The paragraph after one; empty at the end. */
static inline struct xbz_str cover_paragraph_after(struct xbz_str text, struct xbz_str paragraph)
{
    size_t at = (size_t)(paragraph.p - text.p) + paragraph.n + 1;
    return at < text.n ? cover_paragraph(text, at) : (struct xbz_str){NULL, 0};
}

/* Answers to the questions of the form: yes and no, and the kind of filer.  What page has already is kept. */
void cover_boxes_read(struct xbz_cover_page *page, struct xbz_str text);

#endif
