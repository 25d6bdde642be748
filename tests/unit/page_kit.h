/* page_kit.h - HTML through the tokenizer and the well-former, written out as a page has it. */
#ifndef XBZ_TESTS_PAGE_KIT_H
#define XBZ_TESTS_PAGE_KIT_H

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "output/page.h"
#include "output/xhtml.h"
#include "read/html.h"

struct page_kit {
    struct xbz_run run;
    struct xhtml xhtml;
    struct buf out;
    enum xbz_status status;
};

static inline void kit_markup(void *ctx, struct xbz_str bytes, bool edge)
{
    struct page_kit *kit = ctx;
    (void)edge;
    buf_str(&kit->out, bytes);
}

static inline void kit_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct page_kit *kit = ctx;
    (void)place;
    xhtml_escape(&kit->out, text);
}

static inline enum xbz_status kit_on_start(void *ctx, const struct xbz_tag *tag)
{
    struct page_kit *kit = ctx;
    xhtml_start(&kit->xhtml, tag);
    return XBZ_OK;
}

static inline enum xbz_status kit_on_end(void *ctx, const struct xbz_tag *tag)
{
    struct page_kit *kit = ctx;
    xhtml_end(&kit->xhtml, tag);
    return XBZ_OK;
}

static inline enum xbz_status kit_on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct page_kit *kit = ctx;
    xhtml_text(&kit->xhtml, text, place);
    return XBZ_OK;
}

static inline void page_limits(struct xbz_limits *limits)
{
    limits->line_bytes = 65536;
    limits->block_bytes = 4096;
    limits->window_bytes = 65536;
    limits->spool_bytes = 1024;
    limits->source_bytes = 65536;
    limits->filing_bytes = (size_t)4 << 20;
    limits->repeats = 20;
}

static inline void page_kit_init(struct page_kit *kit)
{
    memset(kit, 0, sizeof *kit);
    page_limits(&kit->run.limits);
    buf_init(&kit->out, (size_t)4 << 20);
    kit->status = xhtml_init(&kit->xhtml, &kit->run, (struct xhtml_sink){kit, kit_markup, kit_text});
}

static inline void page_kit_free(struct page_kit *kit)
{
    xhtml_free(&kit->xhtml);
    buf_free(&kit->out);
}

/* The page of a document; chunk: bytes fed at a time, 0: all. */
static inline const char *page_kit_read(struct page_kit *kit, const char *html, size_t chunk)
{
    const struct xbz_events events = {.ctx = kit, .start = kit_on_start, .end = kit_on_end, .text = kit_on_text};
    void *reader = NULL;
    size_t n = strlen(html);
    buf_clear(&kit->out);
    xhtml_clear(&kit->xhtml);
    xhtml_begin(&kit->xhtml, 1);
    kit->status = html_open_page(&reader, &kit->run, &events);
    for (size_t at = 0; at < n && kit->status == XBZ_OK;) {
        size_t part = chunk && chunk < n - at ? chunk : n - at;
        kit->status = html_reader.feed(reader, (const unsigned char *)html + at, part);
        at += part;
    }
    if (kit->status == XBZ_OK)
        kit->status = html_reader.finish(reader);
    html_reader.close(reader);
    if (kit->status == XBZ_OK)
        kit->status = xhtml_finish(&kit->xhtml);
    return buf_cstr(&kit->out);
}

/* A page that is written to memory. */
struct page_written {
    struct xbz_run run;
    struct page page;
    struct buf out;
    struct stream to;
};

static inline int page_kit_write(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static inline int page_written_init(struct page_written *w)
{
    memset(&w->run, 0, sizeof w->run);
    page_limits(&w->run.limits);
    buf_init(&w->out, 1 << 20);
    stream_init(&w->to, page_kit_write, &w->out);
    return page_init(&w->page, &w->run) == XBZ_OK ? 0 : -1;
}

static inline int page_written_free(struct page_written *w)
{
    page_free(&w->page);
    buf_free(&w->out);
    return 0;
}

/* Delivers a document of lines, the last of which NULL follows.  False when the page cannot take them. */
static inline bool page_written_lines(struct page_written *w, unsigned sequence, const char *const *texts)
{
    struct xbz_events events;
    struct xbz_place place = {1, 0, 0};
    bool ok = true;
    page_document(&w->page, &(struct xbz_document){.sequence = sequence}, false, &events);
    for (; *texts; texts++, place.line++) {
        place.end = place.begin + strlen(*texts);
        const struct xbz_text_line line = {str_of(*texts), place};
        ok = ok && events.line(events.ctx, &line) == XBZ_OK;
        place.begin = place.end + 1;
    }
    return ok && page_document_end(&w->page) == XBZ_OK;
}

#endif
