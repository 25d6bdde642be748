/* inline_report.c - facts, page and header of an Inline XBRL document. */
#include "output/inline_report.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "output/instance.h"

#define INLINE_SPACE "http://www.xbrl.org/2013/inlineXBRL"
#define FORMAT_SPACE "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"

enum xbz_status inline_report_init(struct inline_report *self, struct xbz_run *run)
{
    self->run = run;
    spool_init(&self->body, run->limits.spool_bytes);
    return page_init(&self->page, run);
}

void inline_report_free(struct inline_report *self)
{
    spool_free(&self->body);
    page_free(&self->page);
}

void inline_report_begin(struct inline_report *self, struct report *report)
{
    self->report = report;
    self->facts = self->last_fact = NULL;
    self->by_number = NULL;
    self->spots = NULL;
    self->n_facts = self->fact_room = self->n_spots = self->spot_room = 0;
    self->paged = false;
    spool_clear(&self->body);
    stream_init(&self->stream, spool_write, &self->body);
}

/* ---- facts ---- */

/* A larger copy of an array; the old one stays in the arena. */
static bool grow(struct arena *arena, void *array, size_t *room, size_t n, size_t size, void **grown)
{
    size_t more = *room ? *room * 2 : 256;
    *grown = arena_array(arena, more, size);
    if (!*grown)
        return false;
    if (n)
        memcpy(*grown, array, n * size);
    *room = more;
    return true;
}

static struct page_fact *add_fact(struct inline_report *self, struct arena *arena, const struct xbz_fact *fact,
                                  const struct report_entry *entry)
{
    bool ok = true;
    void *grown;
    struct page_fact *added = ARENA_NEW(arena, struct page_fact);
    if (!added)
        return NULL;
    if (self->n_facts + 1 >= self->fact_room) {
        if (!grow(arena, self->by_number, &self->fact_room, self->n_facts + (self->by_number != NULL),
                  sizeof(struct page_fact *), &grown))
            return NULL;
        self->by_number = grown;
    }
    added->number = (unsigned)entry->number;
    added->element = entry->element;
    added->prefix = report_prefix(self->report, entry->element);
    added->context = entry->context;
    added->unit = entry->unit;
    added->decimals = fact->decimals;
    added->nil = fact->nil;
    added->value = arena_str(arena, fact->nil ? STR("") : fact->value, &ok);
    added->cover = !fact->nil && fact->statement == XBZ_COVER && (fact->place.end == 0 || page_may_be_answer(added));
    if (fact->unit && !fact->nil)
        (void)decimal_read(&added->amount, fact->value);
    self->by_number[++self->n_facts] = added;
    if (self->last_fact)
        self->last_fact->next = added;
    else
        self->facts = added;
    self->last_fact = added;
    return ok ? added : NULL;
}

enum xbz_status inline_report_fact(struct inline_report *self, struct report *report, const struct xbz_fact *fact,
                                   const struct report_entry *entry)
{
    void *grown;
    if (entry->number == 0)
        return XBZ_OK;
    struct page_fact *of =
        entry->write ? add_fact(self, &report->arena, fact, entry) : self->by_number[(size_t)entry->number];
    if (!of)
        return report_exhausted(report);
    /* An element that is nil holds no text, so it cannot stand around the dash: it goes to the hidden ones. */
    if (fact->place.end == 0 || fact->nil)
        return XBZ_OK;
    if (self->n_spots == self->spot_room) {
        if (!grow(&report->arena, self->spots, &self->spot_room, self->n_spots, sizeof *self->spots, &grown))
            return report_exhausted(report);
        self->spots = grown;
    }
    self->spots[self->n_spots++] = (struct page_spot){of, fact->document.sequence, fact->place.begin, fact->place.end};
    return XBZ_OK;
}

/* ---- the page ---- */

static void start_page(struct inline_report *self)
{
    if (!self->paged)
        page_begin(&self->page, &self->stream, self->facts, self->spots, self->n_spots);
    self->paged = true;
}

static enum xbz_status spool_status(struct inline_report *self)
{
    if (self->stream.error)
        return run_fail(self->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "temporary file of the page: %s",
                        strerror(self->stream.error));
    return XBZ_OK;
}

enum xbz_status inline_report_document(struct inline_report *self, const struct xbz_document *document, bool markup,
                                       struct xbz_events *events)
{
    start_page(self);
    page_document(&self->page, document, markup, events);
    return spool_status(self);
}

enum xbz_status inline_report_document_end(struct inline_report *self)
{
    TRY(spool_status(self));
    return page_document_end(&self->page);
}

/* ---- the whole ---- */

static void write_head(struct inline_report *self, struct xml *xml)
{
    struct xbz_str title = str_trim(buf_view(&self->page.xhtml.title));
    xml_open(xml, "head");
    xml_open(xml, "title");
    xml_text(xml, title.n ? title : self->report->name);
    xml_close(xml);
    xml_open(xml, "meta");
    xml_attr(xml, "http-equiv", "Content-Type");
    xml_attr(xml, "content", "text/html; charset=UTF-8");
    xml_close(xml);
    /* Raw: a sheet reads the same as XML and as HTML. */
    xml_open(xml, "style");
    xml_attr(xml, "type", "text/css");
    xml_text(xml, STR("\n"));
    stream_text(xml->to, xhtml_quirks_style);
    stream_byte(xml->to, '\n');
    stream_str(xml->to, buf_view(&self->page.xhtml.styles));
    xml_close(xml);
    xml_close(xml);
}

static void write_hidden(struct inline_report *self, struct xml *xml)
{
    struct buf *tag = &self->page.tag;
    size_t n = 0;
    for (const struct page_fact *fact = self->facts; fact; fact = fact->next) {
        if (fact->placed)
            continue;
        if (n++ == 0)
            xml_open(xml, "ix:hidden");
        xml_text(xml, STR("\n"));
        buf_clear(tag);
        page_fact_start(tag, fact, NULL, 0, true);
        stream_str(xml->to, buf_view(tag));
        xml_text(xml, str_sub(fact->value, fact->amount.negative ? 1 : 0, fact->value.n));
        buf_clear(tag);
        page_fact_end(tag, fact);
        stream_str(xml->to, buf_view(tag));
    }
    if (n)
        xml_close(xml);
    if (n && n < self->n_facts)
        run_diag(self->run, XBZ_D_FACTS_HIDDEN, NOWHERE, "%zu of %zu", n, self->n_facts);
}

static void write_header(struct inline_report *self, struct xml *xml, struct xbz_str href)
{
    xml_open(xml, "div");
    xml_attr(xml, "style", "display:none");
    xml_open(xml, "ix:header");
    write_hidden(self, xml);
    xml_open(xml, "ix:references");
    instance_schema_ref(xml, href);
    xml_close(xml);
    xml_open(xml, "ix:resources");
    for (const struct report_context *context = self->report->contexts; context; context = context->next)
        instance_context(xml, self->report, context);
    for (const struct report_unit *unit = self->report->units; unit; unit = unit->next)
        instance_unit(xml, unit);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

enum xbz_status inline_report_write(struct inline_report *self, struct stream *to, struct xbz_str space,
                                    struct xbz_str href, bool extension)
{
    struct xml xml;
    start_page(self);
    stream_flush(&self->stream);
    TRY(spool_status(self));
    xml_begin(&xml, to, XML_INDENTED);
    xml_open(&xml, "html");
    xml_attr(&xml, "xmlns", "http://www.w3.org/1999/xhtml");
    xml_attr(&xml, "xmlns:ix", INLINE_SPACE);
    xml_attr(&xml, "xmlns:ixt", FORMAT_SPACE);
    instance_namespaces(&xml, self->report, space, extension);
    xml_attr(&xml, "xml:lang", FACT_LANGUAGE);
    write_head(self, &xml);
    xml_open(&xml, "body");
    write_header(self, &xml, href);
    self->stream.error = spool_copy(&self->body, 0, spool_size(&self->body), to);
    xml_close(&xml);
    xml_close(&xml);
    xml_end(&xml);
    if (self->page.tag.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return spool_status(self);
}
