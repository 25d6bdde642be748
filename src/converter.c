/* The public face: options, life-cycle, inputs to members. */
#include "base/str.h"
#include "input/container.h"
#include "pipeline.h"

#include <string.h>

#ifndef XBZ_VERSION
#define XBZ_VERSION "0.1.0"
#endif

struct xbz_converter {
    struct pipeline pipeline;
    struct container *container;
};

void xbz_options_init(struct xbz_options *options)
{
    memset(options, 0, sizeof *options);
    options->limits = (struct xbz_limits){
        .filing_bytes = (size_t)32 << 20,
        .table_bytes = (size_t)8 << 20,
        .line_bytes = (size_t)1 << 20,
        .block_bytes = (size_t)64 << 10,
        .columns = 64,
        .rows = 4000,
        .lead_lines = 40,
        .statements = 64,
        .schedules = 32,
        .facts = 20000,
        .repeats = 20,
    };
    options->to = "xbr";
}

size_t xbz_memory_bound(const struct xbz_limits *limits)
{
    /* Taxonomy with its index, inflater and deflater, libarchive's and expat's state. */
    const size_t fixed = (size_t)12 << 20;
    /* The filing's arena is used by the pipeline and once more by the writer; tables by builder and assembler. */
    return fixed + 2 * limits->filing_bytes + 2 * limits->table_bytes + 4 * limits->line_bytes +
           4 * limits->block_bytes;
}

enum xbz_status xbz_converter_new(struct xbz_converter **out, const struct xbz_options *options, xbz_diag_fn *diag,
                                  void *diag_ctx)
{
    struct xbz_converter *converter = mem_alloc(sizeof *converter);
    *out = NULL;
    if (!converter)
        return XBZ_FATAL;
    enum xbz_status status = pipeline_init(&converter->pipeline, options, diag, diag_ctx);
    if (status == XBZ_OK)
        status = container_new(&converter->container, &converter->pipeline.run);
    if (status != XBZ_OK) {
        xbz_converter_free(converter);
        return XBZ_FATAL;
    }
    *out = converter;
    return XBZ_OK;
}

void xbz_converter_free(struct xbz_converter *converter)
{
    if (!converter)
        return;
    container_free(converter->container);
    pipeline_free(&converter->pipeline);
    mem_free(converter);
}

static enum xbz_status convert_members(struct xbz_converter *converter)
{
    struct container_member member;
    enum xbz_status status, all = XBZ_OK;
    struct pipeline *p = &converter->pipeline;
    while ((status = container_next(converter->container, &member)) == XBZ_OK) {
        status = pipeline_member(p, container_source(converter->container), member.path);
        if (status == XBZ_FATAL)
            return status;
        if (status != XBZ_OK)
            all = XBZ_FAIL;
        if (p->run.cancelled)
            return XBZ_FATAL;
    }
    p->totals.bytes_in = container_bytes(converter->container);
    return status == XBZ_END ? all : status;
}

enum xbz_status xbz_convert_path(struct xbz_converter *converter, const char *path)
{
    TRY(container_open(converter->container, path));
    return convert_members(converter);
}

enum xbz_status xbz_convert_stream(struct xbz_converter *converter, const char *name, xbz_read_fn *read, void *ctx)
{
    TRY(container_open_stream(converter->container, name, read, ctx));
    return convert_members(converter);
}

struct xbz_totals xbz_converter_totals(const struct xbz_converter *converter)
{
    return converter->pipeline.totals;
}

const char *xbz_converter_output(const struct xbz_converter *converter)
{
    return out_path(converter->pipeline.out);
}

void xbz_converter_cancel(struct xbz_converter *converter)
{
    converter->pipeline.run.cancelled = 1;
}

const char *xbz_version(void)
{
    return XBZ_VERSION;
}
