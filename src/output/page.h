/* page.h - the documents of a filing as one XHTML page in which the facts are tagged where they stand.
 *
 * Documents are replayed as the events of their readers, in order.  What does not belong to a fact passes straight on.
 * From the place where a fact begins to where it ends (a cell, a line) markup and text are held in the window, at most
 * limits.window_bytes; there its figure is looked for: of those that tell the fact's value, the nearest one.  Facts that
 * are not found are left to ix:hidden. */
#ifndef XBZ_OUTPUT_PAGE_H
#define XBZ_OUTPUT_PAGE_H

#include "output/report.h"
#include "output/stream.h"
#include "output/xhtml.h"
#include "xbrlize/reader.h"

#define PAGE_COVER       ((size_t)32768) /* bytes of the first document whose text is searched for facts of the cover */

#define PAGE_COVER_FACTS 64

struct page_fact {
    struct page_fact *next;
    unsigned number; /* of its id: as in an instance */
    const struct report_element *element;
    const char *prefix; /* of its name */
    const struct report_context *context;
    const struct report_unit *unit; /* NULL: text */
    struct xbz_str value;
    struct xbz_decimal amount; /* of numbers */
    int decimals;
    bool nil;
    bool cover;  /* it may stand anywhere on the cover */
    bool placed; /* it is tagged in the page */
};

/* Where a fact stands. */
struct page_spot {
    struct page_fact *fact;
    unsigned document; /* its sequence */
    uint64_t begin, end;
};

/* A piece of the window. */
struct page_piece {
    bool text, edge;
    size_t n;       /* bytes */
    uint64_t begin; /* of text: its place in the document */
    uint64_t length;
};

/* Questions of the cover: page_cover.c. */
struct page_cover {
    char words[256]; /* the last ones read, each behind a blank, in small letters */
    size_t n;
    struct page_fact *asked; /* what the last question asks for; NULL: it has been answered */
    size_t left;             /* bytes its answer may be away */
};

struct page {
    struct xbz_run *run;
    struct xhtml xhtml;
    struct stream *to;
    struct page_fact *facts, *last_fact;
    struct page_spot *spots; /* by document and place */
    size_t n_spots, next_spot;
    struct page_fact *cover[PAGE_COVER_FACTS];
    size_t n_cover;
    unsigned documents; /* begun so far */
    unsigned document;  /* sequence of the one being written */
    bool markup;        /* it is one of markup, not of lines */
    bool first;         /* it is the one whose cover is searched */
    size_t cover_text;  /* bytes of it searched */
    struct page_cover cover_words;
    /* the window */
    bool holding;
    uint64_t hold_end;
    size_t first_held; /* spot */
    struct buf pieces, text, tags, figures, marks, tag;
};

XBZ_CHECKED enum xbz_status page_init(struct page *page, struct xbz_run *run);
void page_free(struct page *page);

/* Starts a filing's page that goes to a stream.  Facts and spots are the caller's; spots get sorted. */
void page_begin(struct page *page, struct stream *to, struct page_fact *facts, struct page_spot *spots, size_t n_spots);

/* The next document, and the events it is to be given. */
void page_document(struct page *page, const struct xbz_document *document, bool markup, struct xbz_events *events);
XBZ_CHECKED enum xbz_status page_document_end(struct page *page);

/* How a fact's text is to be read (Transformation Rules Registry 5); NULL: as it stands. */
#define FORMAT_NUMBER  "ixt:num-dot-decimal"
#define FORMAT_NOTHING "ixt:fixed-zero"
#define FORMAT_DATE    "ixt:date-monthname-day-year-en"
#define FORMAT_DAY     "ixt:date-monthname-day-en"
#define FORMAT_TRUE    "ixt:fixed-true"
#define FORMAT_FALSE   "ixt:fixed-false"

/* Whether a fact is the answer to a question of the cover, which may stand elsewhere than its place. */
bool page_may_be_answer(const struct page_fact *fact);

/* Appends the start and end tag of a fact's element.  id: the fact's, not for what is printed again. */
void page_fact_start(struct buf *out, const struct page_fact *fact, const char *format, int scale, bool id);
void page_fact_end(struct buf *out, const struct page_fact *fact);

#endif
