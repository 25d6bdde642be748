/* writer_base.c - operations that writers share. */
#include "output/writer_base.h"

enum xbz_status writer_open(void **self, size_t size, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                            const struct xbz_options *options)
{
    struct writer_base *base = mem_alloc(size);
    *self = base;
    if (!base)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    base->run = run;
    base->taxonomy = taxonomy;
    base->options = options;
    report_init(&base->report, run);
    return XBZ_OK;
}

enum xbz_status writer_begin(struct writer_base *base, struct xbz_out *out, const struct xbz_report *report)
{
    base->out = out;
    return report_begin(&base->report, report);
}

enum xbz_status writer_sum(void *self, const struct xbz_sum *sum)
{
    struct writer_base *base = self;
    return report_sum(&base->report, sum);
}

enum xbz_status writer_no_sum(void *self, const struct xbz_sum *sum)
{
    (void)self;
    (void)sum;
    return XBZ_OK;
}

enum xbz_status writer_end(void *self)
{
    struct writer_base *base = self;
    return out_status(base->out);
}

void writer_abort(void *self)
{
    struct writer_base *base = self;
    base->out = NULL;
}

void writer_close(void *self)
{
    struct writer_base *base = self;
    if (!base)
        return;
    report_free(&base->report);
    mem_free(base);
}
