/* context.h - what the table stage remembers within one document, for either builder.
 *
 * The lines before a table (title, scale line), the dates on which fiscal years of this registrant end, the
 * columns of the table before (a page break may leave the next table without headings), and the table arena. */
#ifndef XBZ_TABLE_CONTEXT_H
#define XBZ_TABLE_CONTEXT_H

#include "base/arena.h"
#include "base/run.h"
#include "table/fiscal.h"
#include "xbrlize/reader.h"

/* Bytes kept of a lead line. */
#define LEAD_BYTES 400

struct lead_line {
    uint16_t n;
    char text[LEAD_BYTES];  /* as printed, blanks kept */
    struct xbz_place place; /* zeros for caption lines */
    bool page;              /* a page break stands before it */
};

/* Columns of the last table delivered, for one that goes on without headings. */
#define CONTEXT_COLUMNS 64
struct last_columns {
    size_t n;
    struct xbz_period period[CONTEXT_COLUMNS];
    unsigned flags[CONTEXT_COLUMNS];
    struct xbz_scale scale;
    char currency[4];
};

struct table_context {
    struct xbz_run *run;
    const struct xbz_tables *sink;
    const struct xbz_filing *filing; /* hints; fields may be unknown; never NULL */
    struct arena arena;              /* of the table being built */
    struct lead_line *lead;          /* ring of lead_room lines */
    size_t lead_room, lead_first, lead_n;
    struct fiscal fiscal;
    struct last_columns last;
    bool page_break; /* seen since the last table */
    bool page_next;  /* seen since the last lead line */
};

/* sink and filing are borrowed until context_free; filing may be filled in later.  FATAL when memory is out. */
XBZ_CHECKED enum xbz_status context_init(struct table_context *ctx, struct xbz_run *run, const struct xbz_tables *sink,
                                         const struct xbz_filing *filing);
void context_free(struct table_context *ctx);

/* A line of text outside tables (for HTML: a block's text, cut at line breaks): remembers it as a lead line and delivers
 * it as prose. */
XBZ_CHECKED enum xbz_status context_prose(struct table_context *ctx, const struct xbz_text_line *line);

/* Remembers a line as lead without delivering it (caption lines of a table). */
void context_lead(struct table_context *ctx, struct xbz_str text);

/* Lead line i, 0 the oldest kept; valid until the next one is added. */
struct xbz_str context_lead_line(const struct table_context *ctx, size_t i);

/* A page ends here. */
void context_page_break(struct table_context *ctx);

#endif
