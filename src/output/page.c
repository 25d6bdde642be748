/* page.c - events of documents to a page: what passes, and what waits in the window. */
#include "output/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "output/extension.h"
#include "output/page_window.h"
#include "output/xml.h"

/* ---- facts as elements ---- */

void page_fact_start(struct buf *out, const struct page_fact *fact, const char *format, int scale, bool id)
{
    buf_text(out, fact->unit ? "<ix:nonFraction" : "<ix:nonNumeric");
    if (id)
        buf_printf(out, " id=\"f%u\"", fact->number);
    buf_printf(out, " name=\"%s:", fact->prefix);
    buf_str(out, report_element_name(fact->element));
    buf_printf(out, "\" contextRef=\"c%u\"", fact->context->id);
    if (fact->unit) {
        buf_text(out, " unitRef=\"");
        buf_str(out, fact->unit->id);
        buf_byte(out, '"');
    }
    if (fact->nil) {
        buf_text(out, " xsi:nil=\"true\"");
    } else if (fact->unit) {
        if (fact->decimals == DECIMALS_EXACT)
            buf_text(out, " decimals=\"INF\"");
        else
            buf_printf(out, " decimals=\"%d\"", fact->decimals);
        if (scale)
            buf_printf(out, " scale=\"%d\"", scale);
        if (fact->amount.negative)
            buf_text(out, " sign=\"-\"");
    }
    if (format && !fact->nil)
        buf_printf(out, " format=\"%s\"", format);
    buf_byte(out, '>');
}

void page_fact_end(struct buf *out, const struct page_fact *fact)
{
    buf_text(out, fact->unit ? "</ix:nonFraction>" : "</ix:nonNumeric>");
}

/* ---- text that passes ---- */

/* Carriage returns and form feeds are no part of a page's text. */
void page_put_text(struct page *page, struct xbz_str text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '\r' && text.p[i] != '\f')
            continue;
        xml_escape(page->to, str_sub(text, done, i - done), false);
        done = i + 1;
    }
    xml_escape(page->to, str_sub(text, done, text.n), false);
}

static bool is_word_char(struct xbz_str text, size_t i)
{
    return i < text.n &&
           (is_alnum(text.p[i]) || text.p[i] == '-' || text.p[i] == '/' || (unsigned char)text.p[i] >= 0x80);
}

bool page_find_text(const struct page_fact *fact, struct xbz_str text, size_t from, size_t *begin, size_t *end)
{
    const struct xbz_concept *concept = fact->element->concept;
    if (concept && concept->type == XBZ_TYPE_DATE) {
        struct printed_date date;
        struct xbz_date wanted;
        while (date_read(&wanted, fact->value) && date_next(text, &from, &date))
            if (date_same(date.date, wanted)) {
                *begin = date.begin;
                *end = date.end;
                return true;
            }
        return false;
    }
    if (fact->value.n < 2 || (concept && concept->type != XBZ_TYPE_STRING))
        return false;
    for (size_t at = from; (at = str_find(text, fact->value, at)) != (size_t)-1; at++) {
        *begin = at;
        *end = at + fact->value.n;
        if ((at == 0 || !is_word_char(text, at - 1)) && !is_word_char(text, *end))
            return true;
    }
    return false;
}

const char *page_text_format(const struct page_fact *fact)
{
    const struct xbz_concept *concept = fact->element->concept;
    if (concept && concept->type == XBZ_TYPE_DATE)
        return FORMAT_DATE;
    return str_eq(fact->value, STR("true")) ? FORMAT_TRUE : str_eq(fact->value, STR("false")) ? FORMAT_FALSE : NULL;
}

static void pass_text(struct page *page, struct xbz_str text)
{
    if (page->first)
        text = page_put_cover(page, text);
    page->cover_text += text.n;
    page_put_text(page, text);
}

/* ---- what XHTML is made of ---- */

static void on_markup(void *ctx, struct xbz_str bytes, bool edge)
{
    struct page *page = ctx;
    if (page->holding)
        window_markup(page, bytes, edge);
    else
        stream_str(page->to, bytes);
}

static void on_page_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct page *page = ctx;
    if (page->holding)
        window_text(page, text, place);
    else
        pass_text(page, text);
}

/* ---- events ---- */

/* An event at bytes begin..end is about to come: what was held is over, or something is to be held. */
static void reach(struct page *page, uint64_t begin, uint64_t end)
{
    if (page->holding && begin >= page->hold_end)
        window_settle(page);
    for (; page->next_spot < page->n_spots; page->next_spot++) {
        const struct page_spot *spot = &page->spots[page->next_spot];
        if (spot->document != page->document || spot->begin >= end)
            break;
        if (!page->holding) {
            page->holding = true;
            page->first_held = page->next_spot;
            page->hold_end = 0;
        }
        if (spot->end > page->hold_end)
            page->hold_end = spot->end;
    }
}

static enum xbz_status status_of(const struct page *page)
{
    return page->to->error ? XBZ_FATAL : XBZ_OK; /* whoever owns the stream tells why */
}

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    struct page *page = ctx;
    reach(page, tag->place.begin, tag->place.end);
    xhtml_start(&page->xhtml, tag);
    return status_of(page);
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    struct page *page = ctx;
    reach(page, tag->place.begin, tag->place.end);
    xhtml_end(&page->xhtml, tag);
    return status_of(page);
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct page *page = ctx;
    reach(page, place.begin, place.end);
    xhtml_text(&page->xhtml, text, place);
    return status_of(page);
}

static enum xbz_status on_line(void *ctx, const struct xbz_text_line *line)
{
    struct page *page = ctx;
    reach(page, line->place.begin, line->place.end + 1);
    if (str_eq(line->text, STR("\f"))) {
        on_markup(page, STR("</pre><hr/><pre>"), true);
    } else {
        on_page_text(page, line->text, line->place);
        on_page_text(page, STR("\n"), (struct xbz_place){line->place.line, line->place.end, line->place.end + 1});
    }
    return status_of(page);
}

static enum xbz_status on_fact(void *ctx, const struct xbz_fact *fact)
{
    (void)ctx;
    (void)fact;
    return XBZ_OK;
}

static enum xbz_status on_tagged(void *ctx, const struct xbz_tagged_fact *fact)
{
    (void)ctx;
    (void)fact;
    return XBZ_OK;
}

static enum xbz_status on_note(void *ctx, const struct xbz_tagged_note *note)
{
    (void)ctx;
    (void)note;
    return XBZ_OK;
}

static enum xbz_status on_schedule(void *ctx, const struct xbz_schedule *schedule)
{
    (void)ctx;
    (void)schedule;
    return XBZ_OK;
}

/* ---- pages ---- */

enum xbz_status page_init(struct page *page, struct xbz_run *run)
{
    const struct xhtml_sink sink = {page, on_markup, on_page_text};
    memset(page, 0, sizeof *page);
    page->run = run;
    window_init(page);
    buf_init(&page->tag, XHTML_TAG);
    return xhtml_init(&page->xhtml, run, sink);
}

void page_free(struct page *page)
{
    window_free(page);
    buf_free(&page->tag);
    xhtml_free(&page->xhtml);
}

static int by_place(const void *a, const void *b)
{
    const struct page_spot *x = a, *y = b;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return x->fact->number < y->fact->number ? -1 : x->fact->number > y->fact->number;
}

void page_begin(struct page *page, struct stream *to, struct page_fact *facts, struct page_spot *spots, size_t n_spots)
{
    page->to = to;
    page->spots = spots;
    page->n_spots = n_spots;
    page->next_spot = 0;
    page->documents = 0;
    page->holding = false;
    page->n_cover = 0;
    page->cover_text = 0;
    memset(&page->cover_words, 0, sizeof page->cover_words);
    for (struct page_fact *fact = facts; fact; fact = fact->next)
        if (fact->cover && page->n_cover < PAGE_COVER_FACTS)
            page->cover[page->n_cover++] = fact;
    if (n_spots)
        qsort(spots, n_spots, sizeof *spots, by_place);
    xhtml_clear(&page->xhtml);
}

void page_document(struct page *page, const struct xbz_document *document, bool markup, struct xbz_events *events)
{
    *events = (struct xbz_events){page, on_line, on_start, on_end, on_text, on_fact, on_schedule, on_tagged, on_note};
    page->document = document->sequence;
    page->markup = markup;
    page->first = page->documents++ == 0;
    while (page->next_spot < page->n_spots && page->spots[page->next_spot].document < document->sequence)
        page->next_spot++;
    stream_text(page->to, page->first ? "\n" : "\n<hr/>\n");
    if (markup)
        xhtml_begin(&page->xhtml, page->documents);
    else
        stream_text(page->to, "<div><pre>");
}

enum xbz_status page_document_end(struct page *page)
{
    if (page->markup)
        TRY(xhtml_finish(&page->xhtml));
    if (page->holding)
        window_settle(page);
    if (!page->markup)
        stream_text(page->to, "</pre></div>");
    if (page->tag.no_memory || window_no_memory(page))
        return run_fail(page->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return status_of(page);
}
