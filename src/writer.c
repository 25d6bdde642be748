/* writer.c - a writer with its destination, for programs that have facts of their own. */
#include "xbrlize/writer.h"
#include "base/str.h"
#include "output/out.h"
#include "xbrlize/xbrlize.h"

struct xbz_writer {
    struct xbz_run run;
    const struct xbz_writer_ops *ops;
    void *self;
    struct xbz_out *out;
    bool open; /* a report is being written */
    bool any;  /* the stream holds a report */
};

enum xbz_status xbz_writer_new(struct xbz_writer **out, const struct xbz_options *options,
                               const struct xbz_taxonomy *taxonomy, xbz_diag_fn *diag, void *diag_ctx)
{
    struct xbz_run run = {.limits = options->limits, .diag = diag, .diag_ctx = diag_ctx};
    *out = NULL;
    struct xbz_writer *writer = mem_alloc(sizeof *writer);
    if (!writer)
        return run_fail(&run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    writer->run = run;
    writer->ops = xbz_writer_find(options->to ? options->to : xbz_writers[0]->name);
    enum xbz_status status = XBZ_OK;
    if (!writer->ops)
        status = run_fail(&run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "unknown output format %s", options->to);
    if (status == XBZ_OK && !(writer->out = out_new(&writer->run)))
        status = run_fail(&run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (status == XBZ_OK)
        status = writer->ops->open(&writer->self, &writer->run, taxonomy, options);
    if (status != XBZ_OK) {
        xbz_writer_free(writer);
        return XBZ_FATAL;
    }
    *out = writer;
    return XBZ_OK;
}

/* Gives up the report when it is lost. */
static enum xbz_status settle(struct xbz_writer *writer, enum xbz_status status)
{
    if (status == XBZ_OK)
        return XBZ_OK;
    if (writer->open)
        writer->ops->abort(writer->self);
    out_abort(writer->out);
    writer->open = false;
    return status;
}

static void give_up(struct xbz_writer *writer)
{
    enum xbz_status lost = settle(writer, XBZ_FAIL);
    (void)lost;
}

static enum xbz_status begin(struct xbz_writer *writer, const struct xbz_report *report)
{
    run_filing(&writer->run, NULL);
    writer->open = true;
    return settle(writer, writer->ops->begin(writer->self, writer->out, report));
}

enum xbz_status xbz_writer_begin_file(struct xbz_writer *writer, const struct xbz_report *report, const char *path)
{
    give_up(writer);
    TRY(settle(writer, out_open_file(writer->out, path)));
    if (writer->ops->head)
        writer->ops->head(out_main(writer->out));
    return begin(writer, report);
}

enum xbz_status xbz_writer_begin_stream(struct xbz_writer *writer, const struct xbz_report *report, xbz_write_fn *write,
                                        void *ctx)
{
    give_up(writer);
    out_open_stream(writer->out, write, ctx);
    if (!writer->any && writer->ops->head)
        writer->ops->head(out_main(writer->out));
    if (writer->any && writer->ops->between)
        stream_text(out_main(writer->out), writer->ops->between);
    writer->any = true;
    return begin(writer, report);
}

enum xbz_status xbz_writer_fact(struct xbz_writer *writer, const struct xbz_fact *fact)
{
    return settle(writer, writer->ops->fact(writer->self, fact));
}

enum xbz_status xbz_writer_sum(struct xbz_writer *writer, const struct xbz_sum *sum)
{
    return settle(writer, writer->ops->sum(writer->self, sum));
}

enum xbz_status xbz_writer_end(struct xbz_writer *writer)
{
    TRY(settle(writer, writer->ops->end(writer->self)));
    writer->open = false;
    return out_finish(writer->out);
}

void xbz_writer_free(struct xbz_writer *writer)
{
    if (!writer)
        return;
    if (writer->out)
        give_up(writer);
    if (writer->self)
        writer->ops->close(writer->self);
    out_free(writer->out);
    mem_free(writer);
}
