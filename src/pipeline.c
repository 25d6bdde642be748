/* pipeline.c - a filing: its documents one by one, then its facts, then its output. */
#include "pipeline.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "destination.h"
#include "mapping/check.h"
#include "mapping/cover_facts.h"
#include "mapping/dump.h"
#include "mapping/explain.h"
#include "mapping/select.h"
#include "mapping/target.h"
#include "mapping/ties.h"
#include "output/place.h"

/* ---- dumps ---- */

static void dump_statements(struct pipeline *p)
{
    for (size_t i = 0; i < p->n_candidates; i++) {
        struct buf text;
        buf_init(&text, DUMP_MAX);
        mapped_dump(&text, p->candidates[i]);
        pipeline_dump(p, &text);
    }
}

static void dump_reasons(struct pipeline *p, const struct filing_facts *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct buf text;
        buf_init(&text, DUMP_MAX);
        fact_explain(&text, &f->facts[i]);
        pipeline_dump(p, &text);
    }
}

static void dump_facts(struct pipeline *p, const struct filing_facts *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct buf text;
        buf_init(&text, DUMP_MAX);
        fact_dump(&text, &f->facts[i].fact);
        pipeline_dump(p, &text);
    }
}

/* ---- the filing ---- */

static bool keep(struct arena *arena, struct xbz_str *s, const char *override)
{
    bool ok = true;
    *s = arena_str(arena, override ? str_of(override) : *s, &ok);
    return ok;
}

/* What the header says of it; the cover is still to come. */
static bool keep_page(struct arena *arena, struct xbz_cover_page *page)
{
    return keep(arena, &page->tax_id, NULL) && keep(arena, &page->street, NULL) && keep(arena, &page->street2, NULL) &&
           keep(arena, &page->city, NULL) && keep(arena, &page->region, NULL) && keep(arena, &page->zip, NULL) &&
           keep(arena, &page->phone, NULL);
}

static void override_date(struct pipeline *p)
{
    struct xbz_date date;
    if (p->options->period_end && date_read(&date, str_of(p->options->period_end)))
        p->filing.period = date;
    if (p->options->fiscal_year_end && strlen(p->options->fiscal_year_end) == 4) {
        const char *mmdd = p->options->fiscal_year_end;
        p->filing.fiscal_month = (uint8_t)((mmdd[0] - '0') * 10 + mmdd[1] - '0');
        p->filing.fiscal_day = (uint8_t)((mmdd[2] - '0') * 10 + mmdd[3] - '0');
    }
}

/* Header strings move into the filing's arena; what the user states stands above what the filing says. */
static enum xbz_status start_filing(struct pipeline *p, const struct xbz_filing *filing)
{
    struct xbz_filing *f = &p->filing;
    const struct xbz_options *o = p->options;
    *f = *filing;
    bool ok = keep(&p->arena, &f->path, NULL) && keep(&p->arena, &f->name, NULL) &&
              keep(&p->arena, &f->accession, NULL) && keep(&p->arena, &f->cik, o->cik) &&
              keep(&p->arena, &f->registrant, o->name) && keep(&p->arena, &f->form, o->form) &&
              keep(&p->arena, &f->file_number, NULL) && keep(&p->arena, &f->symbol, NULL) &&
              keep(&p->arena, &f->sic, NULL) && keep(&p->arena, &f->state, NULL) && keep_page(&p->arena, &f->page);
    p->n_candidates = p->n_schedules = 0;
    p->candidates = ARENA_ARRAY(&p->arena, p->run.limits.statements + 1u, struct mapped_statement *);
    p->schedules = ARENA_ARRAY(&p->arena, p->run.limits.schedules, struct kept_schedule);
    override_date(p);
    p->tagged_filing = *f;
    tagged_start(&p->tagged, &p->run, &p->arena, p->shared->taxonomy, p->shared->evaluation ? &p->tagged_filing : f,
                 o->dimensions && !p->shared->evaluation);
    cover_start(&p->cover, &p->arena, f);
    footnotes_start(&p->notes, &p->arena);
    prose_start(&p->prose, &p->arena, p->shared->taxonomy, p->run.limits.prose_figures);
    return ok && p->candidates && p->schedules ? XBZ_OK : run_fail(&p->run, arena_code(&p->arena), NOWHERE, NULL);
}

/* The filer's own tags say all: tables and schedules are not asked. */
static enum xbz_status collect_tagged(struct pipeline *p, struct filing_facts *facts)
{
    if (p->dump != DUMP_STATEMENTS)
        p->n_candidates = 0;
    p->result.tagged = true;
    run_diag(&p->run, XBZ_D_TAGS_FOUND, NOWHERE, "%zu facts", p->tagged.n);
    TRY(facts_from_tagged(facts, &p->tagged, p->options->unmapped));
    return p->tagged.cover ? XBZ_OK : facts_from_cover(facts, p->shared->taxonomy, &p->filing);
}

static enum xbz_status collect_facts(struct pipeline *p, struct filing_facts *facts)
{
    TRY(facts_init(facts, &p->run, &p->arena));
    facts->dash_nil = p->options->dash_nil;
    facts->notes = p->options->footnotes ? &p->notes : NULL;
    if (p->tagged.figures && !p->shared->evaluation)
        return collect_tagged(p, facts);
    select_statements(&p->run, p->candidates, p->n_candidates);
    ties_judge(p->shared->taxonomy, p->candidates, p->n_candidates);
    prose_judge(&p->prose, &p->run, p->candidates, p->n_candidates);
    for (size_t i = 0; i < p->n_candidates; i++) {
        if (!p->candidates[i]->chosen)
            continue;
        p->run.document = &p->candidates[i]->document;
        p->result.totals.statements++;
        TRY(facts_from_statement(facts, p->candidates[i], p->options->unmapped, p->options->min_confidence));
        TRY(facts_from_percentages(facts, p->candidates[i], p->options->unmapped));
        TRY(facts_from_captions(facts, p->shared->taxonomy, p->candidates[i], p->options->unmapped));
    }
    for (size_t i = 0; i < p->n_candidates; i++)
        if (p->candidates[i]->chosen) {
            p->run.document = &p->candidates[i]->document;
            TRY(check_printed_sums(facts, p->candidates[i]));
        }
    p->run.document = NULL;
    TRY(check_taxonomy_sums(facts, &p->shared->mapper));
    TRY(facts_from_schedules(facts, p->shared->taxonomy, &p->filing, p->schedules, p->n_schedules,
                             p->options->min_confidence));
    if (!p->shared->evaluation)
        TRY(facts_from_tagged(facts, &p->tagged, p->options->unmapped));
    return facts_from_cover(facts, p->shared->taxonomy, &p->filing);
}

/* The documents once more, for a writer that shows them. */
static enum xbz_status show_documents(struct pipeline *p, const struct filing_facts *facts)
{
    const struct xbz_writer_ops *writer = p->shared->writer;
    if (!writer->document)
        return XBZ_OK;
    for (size_t i = 0; i < facts->n; i++)
        keep_show(&p->keep, facts->facts[i].fact.document.sequence);
    for (const struct kept_document *kept = p->keep.first; kept; kept = kept->next) {
        struct xbz_events events;
        if (!keep_is_shown(&p->keep, kept))
            continue;
        TRY(writer->document(p->writer_self, &kept->document, keep_is_markup(kept), &events));
        TRY(keep_replay(&p->keep, kept, &events, p->options->read_size));
        TRY(writer->document_end(p->writer_self));
        if (pipeline_cancelled(p))
            return XBZ_FATAL;
    }
    return XBZ_OK;
}

/* Facts one by one: those that repeat another go where they stand, behind the facts of their own line item. */
static enum xbz_status each_fact(const struct filing_facts *facts,
                                 enum xbz_status (*take)(void *ctx, const struct xbz_fact *fact), void *ctx)
{
    size_t repeat = 0;
    for (size_t i = 0; i < facts->n; i++) {
        for (; repeat < facts->n_repeats && facts->repeats[repeat]->order < facts->facts[i].fact.order; repeat++)
            TRY(take(ctx, facts->repeats[repeat]));
        TRY(take(ctx, &facts->facts[i].fact));
    }
    for (; repeat < facts->n_repeats; repeat++)
        TRY(take(ctx, facts->repeats[repeat]));
    return XBZ_OK;
}

static enum xbz_status give_facts(const struct xbz_fact_sink *to, const struct filing_facts *facts,
                                  const struct xbz_report *report)
{
    TRY(to->begin(to->ctx, report));
    TRY(each_fact(facts, to->fact, to->ctx));
    for (size_t k = 0; k < facts->n_sums && to->sum; k++)
        TRY(to->sum(to->ctx, &facts->sums[k]));
    return to->end ? to->end(to->ctx) : XBZ_OK;
}

static enum xbz_status give_to_sink(struct pipeline *p, const struct filing_facts *facts, struct xbz_report *report)
{
    char base[PLACE_BASE];
    struct xbz_str name = p->feed->ops->name(p->feed->ctx);
    report->name = (struct xbz_str){base, place_base(name, base)};
    enum xbz_status status = give_facts(p->options->sink, facts, report);
    p->result.written = status == XBZ_OK;
    return status == XBZ_SKIP ? XBZ_FAIL : status;
}

struct writing {
    const struct xbz_writer_ops *ops;
    void *self;
    uint64_t left_out;
};

/* Facts with dimensions go where they have a place. */
static enum xbz_status write_fact(void *ctx, const struct xbz_fact *fact)
{
    struct writing *w = ctx;
    if (fact->n_dimensions == 0 || !w->ops->flat)
        return w->ops->fact(w->self, fact);
    w->left_out++;
    return XBZ_OK;
}

static enum xbz_status write_facts(struct pipeline *p, const struct filing_facts *facts,
                                   const struct xbz_report *report)
{
    struct writing w = {p->shared->writer, p->writer_self, 0};
    TRY(w.ops->begin(w.self, p->out, report));
    TRY(each_fact(facts, write_fact, &w));
    if (w.left_out)
        run_diag(&p->run, XBZ_D_TAGS_LEFT_OUT, NOWHERE, "%llu with dimensions have no place in %s",
                 (unsigned long long)w.left_out, w.ops->name);
    for (size_t k = 0; k < facts->n_sums; k++)
        TRY(w.ops->sum(w.self, &facts->sums[k]));
    TRY(show_documents(p, facts));
    return w.ops->end(w.self);
}

/* The axes of all facts, in the order of their first use. */
static bool collect_axes(struct pipeline *p, const struct filing_facts *facts, struct xbz_report *report)
{
    const struct xbz_extension **axes = NULL;
    size_t n = 0, room = 0;
    for (size_t i = 0; i < facts->n; i++) {
        const struct xbz_fact *fact = &facts->facts[i].fact;
        for (size_t d = 0; d < fact->n_dimensions; d++) {
            size_t k = 0;
            while (k < n && axes[k] != fact->dimensions[d].axis &&
                   !str_eq(axes[k]->name, fact->dimensions[d].axis->name))
                k++;
            if (k < n)
                continue;
            if (n == room) {
                const struct xbz_extension **more = arena_array(&p->arena, room ? 2 * room : 16, sizeof *more);
                if (!more)
                    return false;
                if (n > 0)
                    memcpy(more, axes, n * sizeof *axes);
                axes = more;
                room = room ? 2 * room : 16;
            }
            axes[n++] = fact->dimensions[d].axis;
        }
    }
    report->axes = axes;
    report->n_axes = n;
    return true;
}

static enum xbz_status write_filing(struct pipeline *p, const struct filing_facts *facts)
{
    struct xbz_report report = {.filing = &p->filing, .target = p->shared->target};
    bool ok = true;
    for (size_t i = 0; i < facts->n; i++)
        report.extensions = report.extensions || !facts->facts[i].fact.concept || facts->facts[i].fact.n_dimensions > 0;
    if (!entity_of(&p->arena, &p->filing, &report.entity) || !collect_axes(p, facts, &report))
        return run_fail(&p->run, arena_code(&p->arena), NOWHERE, NULL);
    if (!str_eq(report.entity.scheme, STR("http://www.sec.gov/CIK")))
        run_diag(&p->run, XBZ_D_ENTITY_UNIDENTIFIED, NOWHERE, "%.*s", STR_ARG(report.entity.identifier));
    if (p->options->sink)
        return give_to_sink(p, facts, &report);
    const struct xbz_writer_ops *writer = p->shared->writer;
    TRY(p->open(p->open_ctx, p->feed->ops->name(p->feed->ctx), writer->suffix, writer->joins, &p->out, &report.name));
    report.name = arena_str(&p->arena, report.name, &ok);
    enum xbz_status status =
        ok ? write_facts(p, facts, &report) : run_fail(&p->run, arena_code(&p->arena), NOWHERE, NULL);
    if (status == XBZ_OK && pipeline_cancelled(p))
        status = XBZ_FATAL;
    p->result.written = status == XBZ_OK;
    if (status == XBZ_OK)
        return XBZ_OK;
    p->shared->writer->abort(p->writer_self);
    out_abort(p->out);
    return status;
}

static void count_facts(struct pipeline *p, const struct filing_facts *facts)
{
    for (size_t i = 0; i < facts->n; i++)
        p->result.facts[facts->facts[i].fact.statement]++;
    p->result.totals.facts += facts->n;
    p->result.totals.extensions += facts->n_extensions;
    p->result.totals.unmapped += p->run.counts[XBZ_D_ITEM_UNMAPPED] + p->run.counts[XBZ_D_ITEM_CONTRADICTED] +
                                 p->run.counts[XBZ_D_ITEM_AMBIGUOUS] + p->run.counts[XBZ_D_CONCEPT_REPEATED];
    p->result.totals.sums_verified += facts->verified;
    p->result.totals.sums_inconsistent += facts->inconsistent;
}

static enum xbz_status evaluate(struct pipeline *p, const struct filing_facts *facts)
{
    count_facts(p, facts);
    TRY(evaluation_add(p->shared->evaluation, &p->run, &p->arena, facts, &p->tagged));
    p->result.evaluated = true;
    return XBZ_OK;
}

static enum xbz_status finish_filing(struct pipeline *p)
{
    struct filing_facts facts;
    TRY(collect_facts(p, &facts));
    check_values(&facts, p->shared->taxonomy);
    if (p->shared->target)
        TRY(target_names(&facts, p->shared->taxonomy, p->shared->target));
    if (p->dump == DUMP_STATEMENTS)
        dump_statements(p);
    if (p->dump == DUMP_FACTS)
        dump_facts(p, &facts);
    if (p->dump == DUMP_EXPLAIN)
        dump_reasons(p, &facts);
    if (p->shared->evaluation)
        return evaluate(p, &facts);
    bool any = p->tagged.figures;
    for (size_t i = 0; i < p->n_candidates; i++)
        any = any || p->candidates[i]->chosen;
    if (!any) {
        run_diag(&p->run, XBZ_D_STATEMENT_MISSING, NOWHERE, NULL);
        if (p->n_schedules == 0 || facts.n == 0)
            return XBZ_OK;
    }
    if (p->arena.no_memory)
        return run_fail(&p->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    count_facts(p, &facts);
    return p->dump == DUMP_NONE ? write_filing(p, &facts) : XBZ_OK;
}

static enum xbz_status run_documents(struct pipeline *p)
{
    struct xbz_document document;
    const struct xbz_reader_ops *reader;
    enum xbz_status status;
    while ((status = p->feed->ops->document(p->feed->ctx, &document, &reader)) == XBZ_OK)
        TRY(pipeline_document(p, &document, reader));
    return status == XBZ_END ? XBZ_OK : status;
}

/* A dump starts before the filing has been read: its place is named after the filing. */
static enum xbz_status open_dump(struct pipeline *p)
{
    struct xbz_str base;
    if (p->dump == DUMP_NONE)
        return XBZ_OK;
    TRY(p->open(p->open_ctx, p->filing.name, ".txt", true, &p->out, &base));
    p->dump_to = out_main(p->out);
    return XBZ_OK;
}

static enum xbz_status close_dump(struct pipeline *p, enum xbz_status status)
{
    p->dump_to = NULL;
    if (p->dump == DUMP_NONE)
        return status;
    p->result.written = status == XBZ_OK;
    if (status != XBZ_OK && p->out)
        out_abort(p->out);
    return status;
}

/* Tables, statements and documents that were lost, as told. */
static uint64_t count_skipped(const struct xbz_run *run)
{
    uint64_t n = 0;
    for (int code = 0; code < XBZ_D_COUNT; code++)
        if (xbz_diag_level((enum xbz_code)code) == XBZ_SKIPPED)
            n += run->counts[code];
    return n;
}

/* Takes what is left of a feed, so that every way of reading the input tells the same of it. */
static enum xbz_status drain(const struct feed *feed)
{
    struct xbz_document document;
    const struct xbz_reader_ops *reader;
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;
    while ((status = feed->ops->document(feed->ctx, &document, &reader)) == XBZ_OK) {
        while ((status = feed->ops->read(feed->ctx, &bytes, &n)) == XBZ_OK)
            ;
        if (status == XBZ_FATAL)
            break;
    }
    return status == XBZ_FATAL ? XBZ_FATAL : XBZ_OK;
}

enum xbz_status pipeline_filing(struct pipeline *p, const struct xbz_filing *filing, const struct feed *feed)
{
    arena_reset(&p->arena);
    keep_clear(&p->keep);
    memset(&p->result, 0, sizeof p->result);
    p->feed = feed;
    p->out = NULL;
    run_filing(&p->run, &p->filing);
    enum xbz_status status = start_filing(p, filing);
    if (status == XBZ_OK)
        status = open_dump(p);
    if (status == XBZ_OK)
        status = run_documents(p);
    if (status == XBZ_OK)
        status = finish_filing(p);
    status = close_dump(p, status);
    p->run.document = NULL;
    if (status != XBZ_OK && status != XBZ_FATAL)
        status = drain(feed) == XBZ_FATAL ? XBZ_FATAL : XBZ_FAIL;
    p->result.totals.filings = 1;
    p->result.totals.skipped = count_skipped(&p->run);
    p->result.totals.failed = status != XBZ_OK;
    return status;
}

/* ---- the run ---- */

enum dump dump_of(const char *name)
{
    static const char *const names[] = {"", "lines", "tables", "statements", "facts", "explain"};
    for (size_t i = 1; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum dump)i;
    return DUMP_NONE;
}

enum xbz_status pipeline_shared_init(struct pipeline_shared *shared, struct xbz_run *run,
                                     const struct xbz_options *options)
{
    memset(shared, 0, sizeof *shared);
    shared->options = options;
    TRY(destination_writer(options, run, &shared->writer));
    TRY(xbz_taxonomy_load(&shared->taxonomy, options->taxonomy, run->diag, run->diag_ctx));
    if (options->target && !(shared->target = xbz_taxonomy_target(shared->taxonomy, options->target)))
        return run_fail(run, XBZ_D_TARGET_UNKNOWN, NOWHERE, "%s", options->target);
    if (options->map)
        TRY(xbz_taxonomy_load_map(shared->taxonomy, options->map, run->diag, run->diag_ctx));
    if (mapper_init(&shared->mapper, shared->taxonomy) != XBZ_OK)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (options->evaluate != XBZ_EVALUATE_NOT && evaluation_new(&shared->evaluation, shared->taxonomy) != XBZ_OK)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return XBZ_OK;
}

void pipeline_shared_free(struct pipeline_shared *shared)
{
    evaluation_free(shared->evaluation);
    mapper_free(&shared->mapper);
    xbz_taxonomy_free(shared->taxonomy);
}

enum xbz_status pipeline_init(struct pipeline *p, const struct pipeline_shared *shared, xbz_diag_fn *diag,
                              void *diag_ctx)
{
    const struct statement_sink none = {NULL, NULL};
    memset(p, 0, sizeof *p);
    p->shared = shared;
    p->options = shared->options;
    p->run.limits = p->options->limits;
    p->run.diag = diag;
    p->run.diag_ctx = diag_ctx;
    p->dump = dump_of(p->options->dump);
    arena_init(&p->arena, p->options->limits.filing_bytes);
    keep_init(&p->keep, &p->run);
    assembler_init(&p->assembler, &p->run, shared->taxonomy, none);
    return shared->writer->open(&p->writer_self, &p->run, shared->taxonomy, p->options);
}

void pipeline_free(struct pipeline *p)
{
    if (!p->shared)
        return;
    if (p->writer_self)
        p->shared->writer->close(p->writer_self);
    assembler_free(&p->assembler);
    keep_free(&p->keep);
    arena_free(&p->arena);
}
