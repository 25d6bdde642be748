/* pipeline_document.c - one document through reader, tables and assembler: the calls from stage to stage. */
#include "base/buf.h"
#include "mapping/dump.h"
#include "pipeline.h"
#include "read/html.h"
#include "read/inline.h"
#include "read/schedule.h"
#include "read/xbrl.h"
#include "table/dump.h"
#include "table/from_html.h"
#include "table/late.h"

/* A document on its way through reader, table builder and assembler. */
struct document_run {
    struct pipeline *p;
    const struct xbz_document *document;
    struct text_tables text;  /* fed by readers of lines */
    struct html_tables html;  /* fed by readers of markup */
    struct inline_xbrl *tags; /* sees markup before html does; NULL: tags are not read */
    bool instance;            /* the document is an XBRL instance */
};

bool pipeline_cancelled(const struct pipeline *p)
{
    return p->cancelled && *p->cancelled;
}

/* ---- dumps ---- */

void pipeline_dump(struct pipeline *p, struct buf *text)
{
    if (p->dump_to)
        stream_bytes(p->dump_to, text->p, text->n);
    buf_free(text);
}

static void dump_line(struct pipeline *p, const struct xbz_text_line *line)
{
    struct buf text;
    buf_init(&text, DUMP_MAX);
    buf_printf(&text, "%llu\t", (unsigned long long)line->place.line);
    buf_str(&text, line->text);
    buf_byte(&text, '\n');
    pipeline_dump(p, &text);
}

static void dump_table(struct pipeline *p, const struct xbz_table *table)
{
    struct buf text;
    buf_init(&text, DUMP_MAX);
    table_dump(&text, table);
    pipeline_dump(p, &text);
}

static void dump_tagged(struct pipeline *p, const struct xbz_tagged_fact *fact)
{
    struct buf text;
    buf_init(&text, DUMP_MAX);
    tagged_dump(&text, fact);
    pipeline_dump(p, &text);
}

static void dump_schedule(struct pipeline *p, const struct xbz_schedule *schedule)
{
    struct buf text;
    buf_init(&text, DUMP_MAX);
    schedule_dump(&text, schedule);
    pipeline_dump(p, &text);
}

/* ---- callbacks between the stages ---- */

static enum xbz_status on_statement(void *ctx, const struct xbz_statement *statement)
{
    struct document_run *d = ctx;
    struct pipeline *p = d->p;
    struct mapped_statement *mapped;
    if (d->tags && inline_is_tagged(d->tags) && p->dump != DUMP_STATEMENTS && !p->shared->evaluation)
        return XBZ_OK;
    if (p->n_candidates == p->run.limits.statements) {
        run_diag(&p->run, XBZ_D_STATEMENTS_TOO_MANY, statement->place, "%.*s", STR_ARG(statement->title));
        return XBZ_OK;
    }
    enum xbz_status status = map_statement(&p->shared->mapper, &p->run, &p->arena, statement, &mapped);
    if (status == XBZ_SKIP)
        return XBZ_OK;
    TRY(status);
    bool ok = true;
    mapped->document = *d->document;
    mapped->document.type = arena_str(&p->arena, d->document->type, &ok);
    mapped->document.filename = arena_str(&p->arena, d->document->filename, &ok);
    p->candidates[p->n_candidates++] = mapped;
    return ok ? XBZ_OK : run_fail(&p->run, arena_code(&p->arena), statement->place, NULL);
}

static enum xbz_status on_prose(void *ctx, const struct xbz_text_line *line)
{
    struct document_run *d = ctx;
    if (d->p->dump == DUMP_LINES)
        dump_line(d->p, line);
    if (!cover_line(&d->p->cover, line->text))
        return run_fail(&d->p->run, arena_code(&d->p->arena), line->place, NULL);
    if (d->p->options->footnotes && !footnotes_line(&d->p->notes, line->text))
        return run_fail(&d->p->run, arena_code(&d->p->arena), line->place, NULL);
    if (!prose_line(&d->p->prose, line))
        return run_fail(&d->p->run, arena_code(&d->p->arena), line->place, NULL);
    assembler_prose(&d->p->assembler, line->text);
    return pipeline_cancelled(d->p) ? XBZ_FATAL : XBZ_OK;
}

static enum xbz_status on_table(void *ctx, const struct xbz_table *table)
{
    struct document_run *d = ctx;
    if (d->p->dump == DUMP_TABLES)
        dump_table(d->p, table);
    footnotes_table(&d->p->notes, table->place.begin);
    enum xbz_status status = assembler_table(&d->p->assembler, table);
    return status == XBZ_SKIP ? XBZ_OK : status;
}

static enum xbz_status on_line(void *ctx, const struct xbz_text_line *line)
{
    struct document_run *d = ctx;
    return text_tables_line(&d->text, line);
}

static bool shows_tables(const struct pipeline *p)
{
    return p->dump == DUMP_LINES || p->dump == DUMP_TABLES || p->dump == DUMP_STATEMENTS;
}

/* Tables of a document whose facts are tagged are not read, unless they are to be shown, nor is the header of inline XBRL. */
static bool passes_tables(const struct document_run *d)
{
    if (!d->tags)
        return true;
    return !inline_in_header(d->tags) && (shows_tables(d->p) || d->p->shared->evaluation || !inline_is_tagged(d->tags));
}

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    struct document_run *d = ctx;
    if (d->tags)
        TRY(inline_start(d->tags, tag));
    return passes_tables(d) ? html_tables_start(&d->html, tag) : XBZ_OK;
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    struct document_run *d = ctx;
    bool passes = passes_tables(d);
    if (d->tags)
        TRY(inline_end(d->tags, tag));
    return passes ? html_tables_end(&d->html, tag) : XBZ_OK;
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct document_run *d = ctx;
    if (d->tags)
        TRY(inline_text(d->tags, text));
    return passes_tables(d) ? html_tables_text(&d->html, text, place) : XBZ_OK;
}

static enum xbz_status on_fact(void *ctx, const struct xbz_fact *fact)
{
    (void)ctx;
    (void)fact;
    return XBZ_OK;
}

static enum xbz_status on_tagged(void *ctx, const struct xbz_tagged_fact *fact)
{
    struct document_run *d = ctx;
    const struct tagged_facts *tagged = &d->p->tagged;
    /* An instance says nothing of the tables its facts stand in: where there are tags in the tables, they are taken. */
    if (d->p->shared->evaluation && d->instance && tagged->figures && !tagged->instance)
        return XBZ_OK;
    if (d->p->dump == DUMP_TABLES)
        dump_tagged(d->p, fact);
    return tagged_take(&d->p->tagged, fact, d->document, d->instance);
}

static enum xbz_status on_note(void *ctx, const struct xbz_tagged_note *note)
{
    struct document_run *d = ctx;
    return d->p->options->footnotes ? tagged_note(&d->p->tagged, note, d->document) : XBZ_OK;
}

static enum xbz_status on_schedule(void *ctx, const struct xbz_schedule *schedule)
{
    struct document_run *d = ctx;
    struct pipeline *p = d->p;
    if (p->dump == DUMP_TABLES)
        dump_schedule(p, schedule);
    if (p->n_schedules == p->run.limits.schedules)
        return run_fail(&p->run, XBZ_D_SCHEDULES_TOO_MANY, schedule->place, NULL);
    if (!schedule_keep(&p->schedules[p->n_schedules], &p->arena, schedule, d->document))
        return run_fail(&p->run, arena_code(&p->arena), schedule->place, NULL);
    p->n_schedules++;
    return XBZ_OK;
}

/* ---- the document ---- */

/* Feeds the document to its reader, cut to read_size when tests ask for it: the one loop where what is pulled from
 * the input meets what is pushed through the stages. */
static enum xbz_status feed_document(struct pipeline *p, const struct xbz_reader_ops *reader, void *self)
{
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;
    while ((status = p->feed->ops->read(p->feed->ctx, &bytes, &n)) == XBZ_OK) {
        p->result.bytes += n;
        TRY(keep_bytes(&p->keep, bytes, n));
        size_t step = p->options->read_size ? p->options->read_size : n;
        for (size_t at = 0; at < n; at += step)
            TRY(reader->feed(self, bytes + at, n - at < step ? n - at : step));
        if (pipeline_cancelled(p))
            return XBZ_FATAL;
    }
    if (status != XBZ_END)
        return status;
    return reader->finish(self);
}

/* What the document has told of its fiscal years dates columns of its statements that were left undated. */
static void date_columns(struct document_run *d, size_t first, bool markup)
{
    for (size_t i = first; i < d->p->n_candidates; i++) {
        const struct xbz_statement *s = d->p->candidates[i]->statement;
        late_periods(markup ? html_tables_fiscal(&d->html) : &d->text.context.fiscal, s->columns, s->n_columns);
    }
}

static enum xbz_status read_with(struct document_run *d, const struct xbz_reader_ops *reader)
{
    struct pipeline *p = d->p;
    const struct xbz_events events = {d, on_line, on_start, on_end, on_text, on_fact, on_schedule, on_tagged, on_note};
    const struct xbz_tables tables = {d, on_prose, on_table};
    void *self = NULL;
    size_t first = p->n_candidates;
    enum xbz_status status = text_tables_init(&d->text, &p->run, &tables, &p->filing);
    if (status == XBZ_OK)
        status = html_tables_init(&d->html, &p->run, &tables, &p->filing);
    if (status == XBZ_OK && reader == &html_reader && (!p->options->ignore_tags || p->shared->evaluation))
        status = inline_open(&d->tags, &p->run, &events);
    if (status == XBZ_OK)
        status = reader->open(&self, &p->run, &events);
    if (status == XBZ_OK)
        status = feed_document(p, reader, self);
    if (status == XBZ_OK && d->tags)
        status = inline_finish(d->tags);
    if (status == XBZ_OK)
        status = text_tables_finish(&d->text);
    if (status == XBZ_OK)
        status = html_tables_finish(&d->html);
    if (status == XBZ_OK)
        status = assembler_finish(&p->assembler);
    if (status == XBZ_OK)
        date_columns(d, first, reader == &html_reader);
    reader->close(self);
    inline_close(d->tags);
    d->tags = NULL;
    text_tables_free(&d->text);
    html_tables_free(&d->html);
    return status;
}

/* SKIP is caught here: a lost document does not cost the filing. */
enum xbz_status pipeline_document(struct pipeline *p, const struct xbz_document *document,
                                  const struct xbz_reader_ops *reader)
{
    struct document_run d = {.p = p, .document = document, .instance = reader == &xbrl_reader};
    const struct statement_sink sink = {&d, on_statement};
    p->run.document = document;
    cover_document(&p->cover);
    footnotes_document(&p->notes, document->sequence, reader == &html_reader);
    prose_document(&p->prose, document, reader == &html_reader);
    if (p->shared->writer->document && p->dump == DUMP_NONE)
        TRY(keep_document(&p->keep, &p->arena, document, reader));
    p->assembler.sink = sink;
    enum xbz_status status = read_with(&d, reader);
    if (!cover_finish(&p->cover) && status == XBZ_OK)
        status = run_fail(&p->run, arena_code(&p->arena), NOWHERE, NULL);
    assembler_reset(&p->assembler);
    p->run.document = NULL;
    return status == XBZ_SKIP ? XBZ_OK : status;
}
