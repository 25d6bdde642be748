/* write_xbrl.c - a plain XBRL 2.1 instance, or one compressed by gzip, with its taxonomy in files beside it. */
#include "output/extension.h"
#include "output/instance.h"
#include "output/sides.h"
#include "output/writers.h"

struct writer {
    struct xbz_run *run;
    const struct xbz_taxonomy *taxonomy;
    bool gzip;
    struct report report;
    struct instance instance;
    struct xbz_out *out;
};

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy, bool gzip)
{
    struct writer *writer = mem_alloc(sizeof *writer);
    *self = writer;
    if (!writer)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    writer->run = run;
    writer->taxonomy = taxonomy;
    writer->gzip = gzip;
    report_init(&writer->report, run);
    return XBZ_OK;
}

static enum xbz_status open_plain(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy)
{
    return open_writer(self, run, taxonomy, false);
}

static enum xbz_status open_gzip(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy)
{
    return open_writer(self, run, taxonomy, true);
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    writer->out = out;
    TRY(report_begin(&writer->report, report));
    if (writer->gzip)
        TRY(out_gzip(out));
    instance_begin(&writer->instance, out_main(out), &writer->report, xbz_taxonomy_namespace(writer->taxonomy), "",
                   out_has_sides(out));
    return out_status(out);
}

static enum xbz_status fact(void *self, const struct xbz_fact *fact)
{
    struct writer *writer = self;
    struct report_entry entry;
    if (sides_left_out(writer->run, writer->out, fact))
        return XBZ_OK;
    TRY(report_fact(&writer->report, fact, &entry));
    if (entry.write)
        instance_fact(&writer->instance, fact, &entry);
    return out_status(writer->out);
}

static enum xbz_status sum(void *self, const struct xbz_sum *sum)
{
    struct writer *writer = self;
    return report_sum(&writer->report, sum);
}

static enum xbz_status end(void *self)
{
    struct writer *writer = self;
    instance_end(&writer->instance);
    if (out_has_sides(writer->out))
        TRY(sides_write(writer->out, &writer->report, writer->taxonomy));
    return out_status(writer->out);
}

static void abort_filing(void *self)
{
    struct writer *writer = self;
    writer->out = NULL;
}

static void close_writer(void *self)
{
    struct writer *writer = self;
    if (!writer)
        return;
    report_free(&writer->report);
    mem_free(writer);
}

const struct xbz_writer_ops instance_writer = {
    .name = "xbrl",
    .suffix = ".xbrl",
    .help = "XBRL 2.1 instance, its schemas beside it",
    .open = open_plain,
    .begin = begin,
    .fact = fact,
    .sum = sum,
    .end = end,
    .abort = abort_filing,
    .close = close_writer,
};

const struct xbz_writer_ops instance_gz_writer = {
    .name = "xbrl.gz",
    .suffix = ".xbrl.gz",
    .help = "the same with the instance compressed by gzip",
    .open = open_gzip,
    .begin = begin,
    .fact = fact,
    .sum = sum,
    .end = end,
    .abort = abort_filing,
    .close = close_writer,
};
