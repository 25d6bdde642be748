#include "pipeline.h"

#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/str.h"
#include "mapping/check.h"
#include "mapping/cover_facts.h"
#include "mapping/dump.h"
#include "mapping/select.h"
#include "read/html.h"
#include "read/inline.h"
#include "read/schedule.h"
#include "read/xbrl.h"
#include "table/dump.h"
#include "table/from_html.h"

#define DUMP_MAX ((size_t)16 << 20)

/* A document on its way through reader, table builder and assembler. */
struct document_run {
    struct pipeline *p;
    const struct xbz_document *document;
    struct text_tables text;  /* fed by readers of lines */
    struct html_tables html;  /* fed by readers of markup */
    struct inline_xbrl *tags; /* sees markup before html does; NULL: tags are not read */
    bool instance;            /* the document is an XBRL instance */
};

static bool cancelled(const struct pipeline *p)
{
    return p->run.cancelled != 0;
}

/* ---- dumps ---- */

static void dump_buf(struct pipeline *p, struct buf *text)
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
    dump_buf(p, &text);
}

static void dump_table(struct pipeline *p, const struct xbz_table *table)
{
    struct buf text;
    buf_init(&text, DUMP_MAX);
    table_dump(&text, table);
    dump_buf(p, &text);
}

static void dump_schedule(struct pipeline *p, const struct xbz_schedule *schedule)
{
    struct buf text;
    buf_init(&text, DUMP_MAX);
    schedule_dump(&text, schedule);
    dump_buf(p, &text);
}

static void dump_statements(struct pipeline *p)
{
    for (size_t i = 0; i < p->n_candidates; i++) {
        struct buf text;
        buf_init(&text, DUMP_MAX);
        mapped_dump(&text, p->candidates[i]);
        dump_buf(p, &text);
    }
}

static void dump_facts(struct pipeline *p, const struct filing_facts *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct buf text;
        buf_init(&text, DUMP_MAX);
        fact_dump(&text, &f->facts[i].fact);
        dump_buf(p, &text);
    }
}

/* ---- callbacks between the stages ---- */

static enum xbz_status on_statement(void *ctx, const struct xbz_statement *statement)
{
    struct document_run *d = ctx;
    struct pipeline *p = d->p;
    struct mapped_statement *mapped;
    if (d->tags && inline_is_tagged(d->tags))
        return XBZ_OK;
    if (p->n_candidates == p->run.limits.statements) {
        run_diag(&p->run, XBZ_D_STATEMENTS_TOO_MANY, statement->place, "%.*s", STR_ARG(statement->title));
        p->totals.skipped++;
        return XBZ_OK;
    }
    enum xbz_status status = map_statement(&p->mapper, &p->run, &p->arena, statement, &mapped);
    if (status == XBZ_SKIP) {
        p->totals.skipped++;
        return XBZ_OK;
    }
    TRY(status);
    bool ok = true;
    mapped->document = *d->document;
    mapped->document.type = arena_str(&p->arena, d->document->type, &ok);
    mapped->document.filename = arena_str(&p->arena, d->document->filename, &ok);
    p->candidates[p->n_candidates++] = mapped;
    return ok ? XBZ_OK : run_fail(&p->run, XBZ_D_ARENA_FULL, statement->place, NULL);
}

static enum xbz_status on_prose(void *ctx, const struct xbz_text_line *line)
{
    struct document_run *d = ctx;
    if (d->p->dump == DUMP_LINES)
        dump_line(d->p, line);
    if (!cover_line(&d->p->cover, line->text))
        return run_fail(&d->p->run, XBZ_D_ARENA_FULL, line->place, NULL);
    assembler_prose(&d->p->assembler, line->text);
    return cancelled(d->p) ? XBZ_FATAL : XBZ_OK;
}

static enum xbz_status on_table(void *ctx, const struct xbz_table *table)
{
    struct document_run *d = ctx;
    if (d->p->dump == DUMP_TABLES)
        dump_table(d->p, table);
    enum xbz_status status = assembler_table(&d->p->assembler, table);
    if (status != XBZ_SKIP)
        return status;
    d->p->totals.skipped++;
    return XBZ_OK;
}

static enum xbz_status on_line(void *ctx, const struct xbz_text_line *line)
{
    struct document_run *d = ctx;
    return text_tables_line(&d->text, line);
}

/* Tables of a document whose facts are tagged are not read, nor is the header of inline XBRL. */
static bool passes_tables(const struct document_run *d)
{
    return !d->tags || !(inline_is_tagged(d->tags) || inline_in_header(d->tags));
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
    return tagged_take(&d->p->tagged, fact, d->document, d->instance);
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
        return run_fail(&p->run, XBZ_D_ARENA_FULL, schedule->place, NULL);
    p->n_schedules++;
    return XBZ_OK;
}

/* ---- documents ---- */

/* Exhibits that may hold the registrant's statements: annual (13), quarterly (19) and other reports (20, 99). */
static bool may_hold_statements(struct xbz_str type)
{
    static const char *const exhibits[] = {"EX-13", "EX-19", "EX-20", "EX-99"};
    static const char *const others[] = {"GRAPHIC", "EXCEL", "ZIP", "XML", "JSON", "PDF", "COVER", "CORRESP"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_eq_nocase(type, str_of(others[i])))
            return false;
    if (!str_starts_nocase(type, STR("EX-")))
        return true;
    for (size_t i = 0; i < sizeof exhibits / sizeof *exhibits; i++)
        if (str_starts_nocase(type, str_of(exhibits[i])))
            return true;
    return false;
}

/* Feeds the document to its reader, cut to read_size when tests ask for it: the one loop where what is pulled from
 * the input meets what is pushed through the stages. */
static enum xbz_status feed_document(struct pipeline *p, const struct xbz_reader_ops *reader, void *self)
{
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;
    while ((status = submission_read(p->submission, &bytes, &n)) == XBZ_OK) {
        size_t step = p->options.read_size ? p->options.read_size : n;
        for (size_t at = 0; at < n; at += step)
            TRY(reader->feed(self, bytes + at, n - at < step ? n - at : step));
        if (cancelled(p))
            return XBZ_FATAL;
    }
    if (status != XBZ_END)
        return status;
    return reader->finish(self);
}

static enum xbz_status read_with(struct document_run *d, const struct xbz_reader_ops *reader)
{
    struct pipeline *p = d->p;
    const struct xbz_events events = {d, on_line, on_start, on_end, on_text, on_fact, on_schedule, on_tagged};
    const struct xbz_tables tables = {d, on_prose, on_table};
    void *self = NULL;
    enum xbz_status status = text_tables_init(&d->text, &p->run, &tables, &p->filing);
    if (status == XBZ_OK)
        status = html_tables_init(&d->html, &p->run, &tables, &p->filing);
    if (status == XBZ_OK && reader == &html_reader && !p->options.ignore_tags)
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
    reader->close(self);
    inline_close(d->tags);
    d->tags = NULL;
    text_tables_free(&d->text);
    html_tables_free(&d->html);
    return status;
}

/* XBRL instances of submissions; the type of those made from inline XBRL is that of many other files. */
static bool may_be_instance(struct xbz_str type)
{
    return str_eq_nocase(type, STR("EX-101.INS")) || str_eq_nocase(type, STR("EX-100.INS")) ||
           str_eq_nocase(type, STR("XML"));
}

/* The reader of a document; NULL when nothing is to be read from it. */
static const struct xbz_reader_ops *reader_of(const struct pipeline *p, const struct xbz_document *document,
                                              const unsigned char *prefix, size_t n, const char **why)
{
    bool schedule = str_starts_nocase(document->type, STR("EX-27"));
    *why = NULL;
    if (may_be_instance(document->type))
        return xbz_reader_for(prefix, n) == &xbrl_reader && !p->options.ignore_tags ? &xbrl_reader : NULL;
    if (n == 0 || !(schedule || may_hold_statements(document->type)) || submission_is_binary(document, prefix, n))
        return NULL;
    const struct xbz_reader_ops *reader =
        p->options.format && !schedule ? xbz_reader_find(p->options.format) : xbz_reader_for(prefix, n);
    *why = !reader ? "no reader knows its format" : schedule ? "it has no tags of a schedule" : NULL;
    if (schedule && reader != &schedule_reader)
        return NULL;
    *why = p->options.no_ex27 ? "schedules are not wanted" : *why;
    return reader == &schedule_reader && p->options.no_ex27 ? NULL : reader;
}

/* SKIP is caught here: a lost document does not cost the filing. */
static enum xbz_status run_document(struct pipeline *p, const struct xbz_document *document)
{
    struct document_run d = {.p = p, .document = document};
    const struct statement_sink sink = {&d, on_statement};
    const unsigned char *prefix;
    size_t n;
    p->run.document = document;
    TRY(submission_peek(p->submission, &prefix, &n));
    const char *why;
    const struct xbz_reader_ops *reader = reader_of(p, document, prefix, n, &why);
    if (!reader) {
        run_diag(&p->run, XBZ_D_DOCUMENT_SKIPPED, NOWHERE, why ? "%s" : NULL, why);
        return XBZ_OK;
    }
    d.instance = reader == &xbrl_reader;
    cover_document(&p->cover);
    p->assembler.sink = sink;
    enum xbz_status status = read_with(&d, reader);
    assembler_reset(&p->assembler);
    if (status == XBZ_SKIP) {
        p->totals.skipped++;
        return XBZ_OK;
    }
    return status;
}

/* ---- the filing ---- */

static bool keep(struct arena *arena, struct xbz_str *s, const char *override)
{
    bool ok = true;
    *s = arena_str(arena, override ? str_of(override) : *s, &ok);
    return ok;
}

static void override_date(struct pipeline *p)
{
    struct xbz_date date;
    if (p->options.period_end && date_read(&date, str_of(p->options.period_end)))
        p->filing.period = date;
    if (p->options.fiscal_year_end && strlen(p->options.fiscal_year_end) == 4) {
        const char *mmdd = p->options.fiscal_year_end;
        p->filing.fiscal_month = (uint8_t)((mmdd[0] - '0') * 10 + mmdd[1] - '0');
        p->filing.fiscal_day = (uint8_t)((mmdd[2] - '0') * 10 + mmdd[3] - '0');
    }
}

/* Header strings move into the filing's arena; what the user states stands above what the filing says. */
static enum xbz_status start_filing(struct pipeline *p, struct xbz_str path)
{
    struct xbz_filing *f = &p->filing;
    const struct xbz_options *o = &p->options;
    f->path = path;
    bool ok = keep(&p->arena, &f->path, NULL) && keep(&p->arena, &f->name, NULL) &&
              keep(&p->arena, &f->accession, NULL) && keep(&p->arena, &f->cik, o->cik) &&
              keep(&p->arena, &f->registrant, o->name) && keep(&p->arena, &f->form, o->form) &&
              keep(&p->arena, &f->file_number, NULL) && keep(&p->arena, &f->symbol, NULL) &&
              keep(&p->arena, &f->sic, NULL) && keep(&p->arena, &f->state, NULL);
    p->n_candidates = p->n_schedules = 0;
    p->candidates = ARENA_ARRAY(&p->arena, p->run.limits.statements + 1u, struct mapped_statement *);
    p->schedules = ARENA_ARRAY(&p->arena, p->run.limits.schedules, struct kept_schedule);
    override_date(p);
    tagged_start(&p->tagged, &p->run, &p->arena, p->taxonomy, f);
    cover_start(&p->cover, &p->arena, f);
    return ok && p->candidates && p->schedules ? XBZ_OK : run_fail(&p->run, XBZ_D_ARENA_FULL, NOWHERE, NULL);
}

/* The filer's own tags say all: tables and schedules are not asked. */
static enum xbz_status collect_tagged(struct pipeline *p, struct filing_facts *facts)
{
    p->n_candidates = 0;
    run_diag(&p->run, XBZ_D_TAGS_FOUND, NOWHERE, "%zu facts", p->tagged.n);
    TRY(facts_from_tagged(facts, &p->tagged, p->options.unmapped));
    return facts_from_cover(facts, p->taxonomy, &p->filing);
}

static enum xbz_status collect_facts(struct pipeline *p, struct filing_facts *facts)
{
    TRY(facts_init(facts, &p->run, &p->arena));
    if (p->tagged.figures)
        return collect_tagged(p, facts);
    select_statements(&p->run, p->candidates, p->n_candidates);
    for (size_t i = 0; i < p->n_candidates; i++) {
        if (!p->candidates[i]->chosen)
            continue;
        p->run.document = &p->candidates[i]->document;
        p->totals.statements++;
        TRY(facts_from_statement(facts, p->candidates[i], p->options.unmapped, p->options.min_confidence));
        TRY(facts_from_captions(facts, p->taxonomy, p->candidates[i]));
    }
    for (size_t i = 0; i < p->n_candidates; i++)
        if (p->candidates[i]->chosen) {
            p->run.document = &p->candidates[i]->document;
            TRY(check_printed_sums(facts, p->candidates[i]));
        }
    p->run.document = NULL;
    TRY(check_taxonomy_sums(facts, &p->mapper));
    TRY(facts_from_schedules(facts, p->taxonomy, &p->filing, p->schedules, p->n_schedules, p->options.min_confidence));
    TRY(facts_from_tagged(facts, &p->tagged, p->options.unmapped));
    return facts_from_cover(facts, p->taxonomy, &p->filing);
}

static enum xbz_status write_facts(struct pipeline *p, const struct filing_facts *facts,
                                   const struct xbz_report *report)
{
    TRY(p->writer->begin(p->writer_self, p->out, report));
    for (size_t i = 0; i < facts->n; i++)
        TRY(p->writer->fact(p->writer_self, &facts->facts[i].fact));
    for (size_t k = 0; k < facts->n_sums; k++)
        TRY(p->writer->sum(p->writer_self, &facts->sums[k]));
    return p->writer->end(p->writer_self);
}

/* Output is named after the member when that holds this filing alone, else after the accession number. */
static enum xbz_status output_name(const struct pipeline *p, struct xbz_str *name)
{
    struct xbz_str member = submission_member_name(p->submission);
    bool more;
    TRY(submission_more(p->submission, &more));
    *name = p->first_of_member && !more && member.n ? member : p->filing.name;
    return XBZ_OK;
}

static enum xbz_status open_output(struct pipeline *p, const char *suffix, bool joined, struct xbz_str *base)
{
    struct place place;
    struct xbz_str name;
    TRY(output_name(p, &name));
    TRY(places_next(p->places, name, suffix, joined, &place));
    *base = place.base;
    if (!place.standard_output)
        return out_open_file(p->out, place.path);
    out_open_standard(p->out);
    return XBZ_OK;
}

static enum xbz_status write_filing(struct pipeline *p, const struct filing_facts *facts)
{
    struct xbz_report report = {.filing = &p->filing};
    bool ok = true;
    if (!entity_of(&p->arena, &p->filing, &report.entity))
        return run_fail(&p->run, XBZ_D_ARENA_FULL, NOWHERE, NULL);
    if (!str_eq(report.entity.scheme, STR("http://www.sec.gov/CIK")))
        run_diag(&p->run, XBZ_D_ENTITY_UNIDENTIFIED, NOWHERE, "%.*s", STR_ARG(report.entity.identifier));
    TRY(open_output(p, p->writer->suffix, str_eq(str_of(p->writer->name), STR("table")), &report.name));
    report.name = arena_str(&p->arena, report.name, &ok);
    enum xbz_status status = ok ? write_facts(p, facts, &report) : XBZ_FAIL;
    if (status == XBZ_OK && cancelled(p))
        status = XBZ_FATAL;
    if (status == XBZ_OK)
        return out_finish(p->out);
    p->writer->abort(p->writer_self);
    out_abort(p->out);
    return status;
}

static void count_facts(struct pipeline *p, const struct filing_facts *facts)
{
    p->totals.facts += facts->n;
    p->totals.extensions += facts->n_extensions;
    p->totals.unmapped += p->run.counts[XBZ_D_ITEM_UNMAPPED] + p->run.counts[XBZ_D_ITEM_CONTRADICTED] +
                          p->run.counts[XBZ_D_ITEM_AMBIGUOUS] + p->run.counts[XBZ_D_CONCEPT_REPEATED];
    p->totals.sums_verified += facts->verified;
    p->totals.sums_inconsistent += facts->inconsistent;
}

static enum xbz_status finish_filing(struct pipeline *p)
{
    struct filing_facts facts;
    TRY(collect_facts(p, &facts));
    if (p->dump == DUMP_STATEMENTS)
        dump_statements(p);
    if (p->dump == DUMP_FACTS)
        dump_facts(p, &facts);
    bool any = p->tagged.figures;
    for (size_t i = 0; i < p->n_candidates; i++)
        any = any || p->candidates[i]->chosen;
    if (!any) {
        run_diag(&p->run, XBZ_D_STATEMENT_MISSING, NOWHERE, NULL);
        if (p->n_schedules == 0 || facts.n == 0)
            return XBZ_OK;
    }
    count_facts(p, &facts);
    return p->dump == DUMP_NONE ? write_filing(p, &facts) : XBZ_OK;
}

static enum xbz_status run_documents(struct pipeline *p)
{
    struct xbz_document document;
    enum xbz_status status;
    while ((status = submission_next_document(p->submission, &document)) == XBZ_OK)
        TRY(run_document(p, &document));
    p->run.document = NULL;
    return status == XBZ_END ? XBZ_OK : status;
}

/* A dump starts before the filing has been read: its place is named after the filing. */
static enum xbz_status open_dump(struct pipeline *p)
{
    struct place place = {.standard_output = true};
    if (p->dump == DUMP_NONE)
        return XBZ_OK;
    if (p->options.output && strcmp(p->options.output, "-") != 0)
        TRY(places_next(p->places, p->filing.name, ".txt", true, &place));
    if (place.standard_output)
        out_open_standard(p->out);
    else
        TRY(out_open_file(p->out, place.path));
    p->dump_to = out_main(p->out);
    return XBZ_OK;
}

static enum xbz_status close_dump(struct pipeline *p, enum xbz_status status)
{
    p->dump_to = NULL;
    if (p->dump == DUMP_NONE)
        return status;
    if (status == XBZ_OK)
        return out_finish(p->out);
    out_abort(p->out);
    return status;
}

static enum xbz_status run_filing_through(struct pipeline *p, struct xbz_str path)
{
    enum xbz_status status = start_filing(p, path);
    if (status == XBZ_OK)
        status = open_dump(p);
    if (status == XBZ_OK)
        status = run_documents(p);
    if (status == XBZ_OK)
        status = finish_filing(p);
    status = close_dump(p, status);
    p->run.document = NULL;
    return status;
}

enum xbz_status pipeline_member(struct pipeline *p, struct source *in, struct xbz_str path)
{
    enum xbz_status status, all = XBZ_OK;
    TRY(submission_start(p->submission, in, path));
    p->first_of_member = true;
    for (;;) {
        arena_reset(&p->arena);
        memset(&p->filing, 0, sizeof p->filing);
        run_filing(&p->run, NULL);
        status = submission_next_filing(p->submission, &p->filing);
        if (status != XBZ_OK)
            break;
        run_filing(&p->run, &p->filing);
        p->totals.filings++;
        status = run_filing_through(p, path);
        run_filing(&p->run, NULL);
        if (status == XBZ_FATAL)
            return status;
        if (status != XBZ_OK) {
            p->totals.failed++;
            all = XBZ_FAIL;
        }
        p->first_of_member = false;
    }
    return status == XBZ_END ? all : status;
}

/* ---- the run ---- */

static enum dump dump_of(const char *name)
{
    static const char *const names[] = {"", "lines", "tables", "statements", "facts"};
    for (size_t i = 1; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum dump)i;
    return DUMP_NONE;
}

static enum xbz_status init_stages(struct pipeline *p)
{
    const struct statement_sink none = {NULL, on_statement};
    TRY(xbz_taxonomy_load(&p->taxonomy, p->options.taxonomy, p->run.diag, p->run.diag_ctx));
    if (mapper_init(&p->mapper, p->taxonomy) != XBZ_OK)
        return run_fail(&p->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    assembler_init(&p->assembler, &p->run, p->taxonomy, none);
    TRY(submission_new(&p->submission, &p->run));
    TRY(places_new(&p->places, &p->run, p->options.output));
    p->out = out_new(&p->run);
    if (!p->out)
        return run_fail(&p->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return p->writer->open(&p->writer_self, &p->run, p->taxonomy);
}

enum xbz_status pipeline_init(struct pipeline *p, const struct xbz_options *options, xbz_diag_fn *diag, void *diag_ctx)
{
    memset(p, 0, sizeof *p);
    p->options = *options;
    p->run.limits = options->limits;
    p->run.diag = diag;
    p->run.diag_ctx = diag_ctx;
    p->dump = dump_of(options->dump);
    p->writer = xbz_writer_find(options->to ? options->to : "xbr");
    arena_init(&p->arena, options->limits.filing_bytes);
    if (!p->writer)
        return run_fail(&p->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "unknown output format %s", options->to);
    return init_stages(p);
}

void pipeline_free(struct pipeline *p)
{
    if (p->writer && p->writer_self)
        p->writer->close(p->writer_self);
    out_free(p->out);
    places_free(p->places);
    submission_free(p->submission);
    assembler_free(&p->assembler);
    mapper_free(&p->mapper);
    xbz_taxonomy_free(p->taxonomy);
    arena_free(&p->arena);
}
