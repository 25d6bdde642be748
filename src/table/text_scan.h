/* text_scan.h - one line of a text table: what it consists of. */
#ifndef XBZ_TABLE_TEXT_SCAN_H
#define XBZ_TABLE_TEXT_SCAN_H

#include "base/arena.h"
#include "base/buf.h"
#include "xbrlize/model.h"

#define SCAN_FIGURES 96

/* Tags met in a line. */
enum scan_tag {
    TAG_TABLE = 1,   /* <TABLE> */
    TAG_END = 2,     /* </TABLE>, or "/TABLE" alone on its line */
    TAG_CAPTION = 4, /* <CAPTION> */
    TAG_S = 8,       /* <S> or <C> */
    TAG_PAGE = 16,   /* <PAGE>, or a form feed */
    TAG_FN = 32      /* <FN>, [FN]: notes under the table */
};

/* Appends the line without tags (<S> and <C> leave blanks of their width), "\$" and "**bold**" undone, entities and NBSP
 * undone, a PEM dash escape off; tabs and the other columns stay.  What follows a page tag on its line (the page number)
 * goes with it.  Returns the tags met. */
unsigned scan_clean(struct buf *out, struct xbz_str line);

enum line_kind {
    LINE_BLANK,
    LINE_TEXT,    /* words only, or words with figures among them */
    LINE_FIGURES, /* ends in figures that stand apart */
    LINE_RULE,    /* ---, ===, ___ */
    LINE_DATES    /* years or dates in columns: a heading */
};

/* A figure of a line, in character columns. */
struct figure {
    unsigned begin, end; /* all of it, with sign and mark */
    unsigned lo, hi;     /* its digits (or dashes) */
    bool year;           /* a bare year */
    bool nil;
};

struct scan {
    enum line_kind kind;
    unsigned indent, end;                /* of the text */
    struct figure figures[SCAN_FIGURES]; /* those the line ends in, left to right */
    size_t n_figures;
    bool tight;  /* only one blank stands between words and the first of them: it may be part of the words */
    bool dotted; /* leader dots stand before the first figure */
    bool twice;  /* rule of "=" */
    bool stray;  /* a currency sign stands without its figure, which may be on the next line */
};

/* text: tabs expanded and leaders blanked, see scan_expand. */
void scan_line(struct scan *out, struct xbz_str text);

/* A copy with tabs expanded to every 8th column, in the arena; {NULL, 0} and *ok cleared when it is full. */
struct xbz_str scan_expand(struct arena *arena, struct xbz_str text, bool *ok);

/* Where bytes begin..end of the expanded line stand in the document, when raw is the line before it was expanded and line
 * the place of the whole line.  Exact for a line that cleaning left as it was; where bytes were taken or added nobody
 * knows, and the place is so much longer that it holds them in any case. */
struct xbz_place scan_place(struct xbz_str raw, struct xbz_place line, size_t begin, size_t end);

/* Blanks leader dots in place: three or more in a row, or dots with blanks between them.  True when there were some. */
bool scan_blank_leaders(char *text, size_t n);

/* The next piece of the line at or after *at that is set off by two blanks or more (or one tab); false at the end. */
bool scan_piece(struct xbz_str text, size_t *at, size_t *begin, size_t *end);

#endif
