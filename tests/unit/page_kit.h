/* page_kit.h - HTML through the tokenizer and the well-former, written out as a page has it. */
#ifndef XBZ_TESTS_PAGE_KIT_H
#define XBZ_TESTS_PAGE_KIT_H

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
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

#endif
