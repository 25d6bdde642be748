/* xhtml.h - tags and text of an HTML document, as they come, to well-formed XHTML 1.1 that looks the same.
 *
 * There is no tree: open blocks are a stack, and elements that format text a list beside it.  The latter are written
 * when text comes and closed again before a block begins or ends, so that neither misnested nor unclosed tags matter and
 * no block ever stands in an element that may not hold one; parts of tables and lists are written when something stands
 * in them, for they may not be empty.  Memory is bounded by the depths below. */
#ifndef XBZ_OUTPUT_XHTML_H
#define XBZ_OUTPUT_XHTML_H

#include "base/run.h"
#include "output/xhtml_elements.h"

#define XHTML_BLOCKS  96   /* blocks open at a time; deeper ones are unwrapped */
#define XHTML_INLINES 48   /* the same of elements that format text */
#define XHTML_TAG     4096 /* longest start tag that may be written more than once */
#define XHTML_IDS     16384
#define XHTML_STYLES  ((size_t)256 << 10) /* bytes of style sheets kept */

/* Takes what is written.  edge: words do not go on across this markup. */
struct xhtml_sink {
    void *ctx;
    void (*markup)(void *ctx, struct xbz_str bytes, bool edge);
    void (*text)(void *ctx, struct xbz_str text, struct xbz_place place); /* not escaped yet */
};

struct xhtml_block {
    const struct xhtml_element *element;
    enum xhtml_kind kind;
    const char *as;
    struct buf start; /* its start tag */
    bool written;
    bool any;    /* a table or group: a row stands in it */
    size_t base; /* end tags reach back to this inline */
    size_t from; /* inlines from this one apply in it */
};

struct xhtml_inline {
    const struct xhtml_element *element;
    struct buf start; /* empty: it does nothing */
};

struct xhtml {
    struct xbz_run *run;
    struct xhtml_sink sink;
    struct xhtml_ids ids;
    uint64_t *taken; /* hashes of ids, open addressing */
    size_t n_taken;
    struct xhtml_block blocks[XHTML_BLOCKS];
    size_t n_blocks, too_deep;
    struct xhtml_inline inlines[XHTML_INLINES];
    size_t n_inlines;
    size_t opened; /* inlines up to this one are written in the innermost block */
    const struct xhtml_element *skipped;
    size_t skip_depth;
    enum xhtml_kind collecting; /* XHTML_TITLE, XHTML_STYLE, else text is text */
    bool after_pre;             /* a line end that comes now is no part of the text */
    bool quirks;                /* of no declared XHTML: tables do not inherit fonts */
    struct buf tag, scratch, title, styles;
};

XBZ_CHECKED enum xbz_status xhtml_init(struct xhtml *x, struct xbz_run *run, struct xhtml_sink sink);
void xhtml_free(struct xhtml *x);

/* Forgets ids, title and styles: a new page. */
void xhtml_clear(struct xhtml *x);

/* A document in a block of its own; its tags and text; its end. */
void xhtml_begin(struct xhtml *x, unsigned document);
void xhtml_start(struct xhtml *x, const struct xbz_tag *tag);
void xhtml_end(struct xhtml *x, const struct xbz_tag *tag);
void xhtml_text(struct xhtml *x, struct xbz_str text, struct xbz_place place);
XBZ_CHECKED enum xbz_status xhtml_finish(struct xhtml *x);

/* Style sheet that gives blocks of class "quirks" what browsers do to documents without a declaration. */
extern const char xhtml_quirks_style[];

#endif
