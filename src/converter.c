/* The public face: options, life-cycle, inputs to filings. */
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "jobs.h"

#ifndef XBZ_VERSION
#define XBZ_VERSION "0.1.0"
#endif

#define JOBS_MAX 256

struct xbz_converter {
    struct xbz_options options;
    struct pipeline_shared shared;
    struct publisher publisher;
    struct splitter splitter;
    struct jobs *jobs;
};

void xbz_options_init(struct xbz_options *options)
{
    memset(options, 0, sizeof *options);
    options->limits = (struct xbz_limits){
        .filing_bytes = (size_t)24 << 20,
        .context_bytes = (size_t)6 << 20,
        .table_bytes = (size_t)2 << 20,
        .line_bytes = (size_t)256 << 10,
        .block_bytes = (size_t)64 << 10,
        .job_bytes = (size_t)1 << 20,
        .spool_bytes = (size_t)1 << 20,
        .source_bytes = (size_t)256 << 20,
        .window_bytes = (size_t)1 << 20,
        .note_bytes = (size_t)256 << 10,
        .unpack_bytes = (size_t)10 << 20,
        .directory_bytes = (size_t)512 << 10,
        .journal_bytes = (size_t)1 << 20,
        .depth = XBZ_DEPTH_MOST,
        .columns = 64,
        .rows = 4000,
        .lead_lines = 40,
        .statements = 64,
        .schedules = 32,
        .prose_figures = 1000,
        .facts = 20000,
        .repeats = 20,
    };
    options->to = "xbr";
    options->jobs = 1;
}

unsigned xbz_jobs(unsigned asked)
{
    long cores = asked ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > JOBS_MAX ? JOBS_MAX : (unsigned)cores;
}

enum xbz_status xbz_converter_new(struct xbz_converter **out, const struct xbz_options *options, xbz_diag_fn *diag,
                                  void *diag_ctx)
{
    struct xbz_converter *c = mem_alloc(sizeof *c);
    struct xbz_run run = {.limits = options->limits, .diag = diag, .diag_ctx = diag_ctx};
    *out = NULL;
    if (!c)
        return XBZ_FATAL;
    c->options = *options;
    c->options.no_embed_taxonomy = options->no_embed_taxonomy || options->target;
    if (options->sink)
        c->options.jobs = 1;
    enum xbz_status status = pipeline_shared_init(&c->shared, &run, &c->options);
    if (status == XBZ_OK)
        status = publisher_init(&c->publisher, &c->options, c->shared.writer, c->shared.taxonomy, diag, diag_ctx);
    const struct jobs_config config = {&c->options, &c->shared, &c->publisher, diag, diag_ctx};
    if (status == XBZ_OK)
        status = jobs_new(&c->jobs, &config);
    if (status == XBZ_OK)
        status = splitter_init(&c->splitter, &c->options, jobs_reader_diag, c->jobs);
    if (status != XBZ_OK) {
        xbz_converter_free(c);
        return XBZ_FATAL;
    }
    *out = c;
    return XBZ_OK;
}

void xbz_converter_free(struct xbz_converter *c)
{
    if (!c)
        return;
    jobs_free(c->jobs);
    if (c->splitter.options)
        splitter_free(&c->splitter);
    if (c->publisher.options)
        publisher_free(&c->publisher);
    pipeline_shared_free(&c->shared);
    mem_free(c);
}

static enum xbz_status convert_filings(struct xbz_converter *c)
{
    enum xbz_status status, all = XBZ_OK;
    while ((status = splitter_next(&c->splitter)) == XBZ_OK) {
        bool finished;
        if (c->options.tick)
            c->options.tick(c->options.tick_ctx);
        TRY(publisher_finished(&c->publisher, &c->splitter.filing, &finished));
        if (finished)
            continue;
        status = jobs_filing(c->jobs, &c->splitter);
        if (status == XBZ_FATAL)
            return status;
        if (status != XBZ_OK)
            all = XBZ_FAIL;
    }
    /* The end of the input may come together with the signal. */
    if (c->splitter.run.cancelled)
        return XBZ_FATAL;
    return status == XBZ_END ? all : status;
}

enum xbz_status xbz_convert_path(struct xbz_converter *c, const char *path)
{
    TRY(splitter_open(&c->splitter, path));
    return convert_filings(c);
}

enum xbz_status xbz_convert_stream(struct xbz_converter *c, const char *name, xbz_read_fn *read, void *ctx)
{
    TRY(splitter_open_stream(&c->splitter, name, read, ctx));
    return convert_filings(c);
}

typedef enum xbz_status report_fn(struct xbz_converter *c, struct stream *to);

static enum xbz_status evaluation_report(struct xbz_converter *c, struct stream *to)
{
    return evaluation_write(c->shared.evaluation, c->options.evaluate, to);
}

static enum xbz_status unmapped_report(struct xbz_converter *c, struct stream *to)
{
    unmapped_write(c->publisher.unmapped, to);
    return XBZ_OK;
}

/* What the run as a whole is told of, once all filings are done. */
static enum xbz_status write_report(struct xbz_converter *c, const char *path, report_fn *report)
{
    struct xbz_run *run = &c->publisher.run;
    struct xbz_out *out = out_new(run);
    if (!out)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    enum xbz_status status = XBZ_OK;
    if (!path || strcmp(path, "-") == 0)
        out_open_standard(out);
    else
        status = out_open_file(out, path);
    if (status == XBZ_OK && report(c, out_main(out)) != XBZ_OK)
        status = run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (status == XBZ_OK)
        status = out_finish(out);
    out_free(out);
    return status;
}

enum xbz_status xbz_converter_finish(struct xbz_converter *c)
{
    enum xbz_status status = jobs_drain(c->jobs);
    if (status == XBZ_FATAL || c->splitter.run.cancelled)
        return XBZ_FATAL;
    TRY(publisher_finish(&c->publisher));
    if (c->options.evaluate)
        TRY(write_report(c, c->options.output, evaluation_report));
    if (c->options.unmapped_report)
        TRY(write_report(c, c->options.unmapped_report, unmapped_report));
    return status;
}

struct xbz_totals xbz_converter_totals(const struct xbz_converter *c)
{
    struct xbz_totals totals = jobs_totals(c->jobs);
    totals.members = c->splitter.skipped;
    totals.bytes_in = container_bytes(c->splitter.container);
    return totals;
}

const char *xbz_converter_output(const struct xbz_converter *c)
{
    return c->publisher.last.n ? c->publisher.last.p : "";
}

void xbz_converter_cancel(struct xbz_converter *c)
{
    c->splitter.run.cancelled = 1;
    jobs_cancel(c->jobs);
}

const char *xbz_version(void)
{
    return XBZ_VERSION;
}
