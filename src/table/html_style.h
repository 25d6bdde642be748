/* html_style.h - what the attributes of an element say that matters for tables. */
#ifndef XBZ_TABLE_HTML_STYLE_H
#define XBZ_TABLE_HTML_STYLE_H

#include "xbrlize/reader.h"

/* Lengths are in hundredths of a CSS pixel: 1pt = 1/72 in = 96/72 px, 1em = 16px. */
#define HTML_PIXEL     100
#define HTML_CHARACTER (8 * HTML_PIXEL)

enum html_rule { RULE_NONE, RULE_SINGLE, RULE_DOUBLE };

enum html_style_flag {
    STYLE_HIDDEN = 1,
    STYLE_BOLD = 2,
    STYLE_NOT_BOLD = 4,
    STYLE_RAISED = 8, /* a superscript: a note mark, most often */
    STYLE_BREAK_BEFORE = 16,
    STYLE_BREAK_AFTER = 32, /* page breaks */
    STYLE_PREFORMATTED = 64
};

struct html_style {
    unsigned flags;              /* enum html_style_flag */
    long indent;                 /* padding, margin and text indent on the left, added up */
    enum html_rule above, below; /* borders */
    unsigned colspan, rowspan;   /* as written, at least 1 */
};

/* Reads the attributes of a start tag. */
void html_style_read(struct html_style *out, const struct xbz_tag *tag);

/* Reads a style attribute's declarations into *out, which has been set up. */
void html_style_declarations(struct html_style *out, struct xbz_str style);

/* A length in hundredths of a pixel, 0 when it is none or relative to something unknown. */
long html_length(struct xbz_str text);

#endif
