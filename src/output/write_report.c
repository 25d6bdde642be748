/* write_report.c - a report with its schemas in files beside it: XBRL 2.1 instance or xBRL-JSON, plain or compressed by
 * gzip, or Inline XBRL.  In an archive of many reports they stand in the report's folder. */
#include "output/form.h"
#include "output/sides.h"
#include "output/writers.h"

struct writer {
    struct form_writer of;
    bool gzip;
};

static enum xbz_status open_form(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                 const struct xbz_options *options, const struct form_ops *ops, bool gzip)
{
    TRY(writer_open(self, sizeof(struct writer), run, taxonomy, options));
    struct writer *writer = *self;
    writer->gzip = gzip;
    return form_open(&writer->of.form, ops, &writer->of.base);
}

static void close_form(void *self)
{
    struct writer *writer = self;
    if (writer)
        form_close(&writer->of.form);
    writer_close(self);
}

static enum xbz_status open_xbrl(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                 const struct xbz_options *options)
{
    return open_form(self, run, taxonomy, options, &instance_form, false);
}

static enum xbz_status open_xbrl_gz(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                    const struct xbz_options *options)
{
    return open_form(self, run, taxonomy, options, &instance_form, true);
}

static enum xbz_status open_json(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                 const struct xbz_options *options)
{
    return open_form(self, run, taxonomy, options, &json_form, false);
}

static enum xbz_status open_json_gz(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                    const struct xbz_options *options)
{
    return open_form(self, run, taxonomy, options, &json_form, true);
}

static enum xbz_status open_csv(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                const struct xbz_options *options)
{
    return open_form(self, run, taxonomy, options, &csv_form, false);
}

static enum xbz_status open_inline(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                   const struct xbz_options *options)
{
    return open_form(self, run, taxonomy, options, &inline_form, false);
}

static enum xbz_status open_side(void *ctx, struct xbz_str name, struct stream **stream)
{
    struct writer *writer = ctx;
    return out_side(writer->of.base.out, name, stream);
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    const struct form_place place = {
        .open = open_side, .ctx = writer, .schema_folder = "", .alone = !out_has_sides(out)};
    TRY(writer_begin(&writer->of.base, out, report));
    if (writer->gzip)
        TRY(out_gzip(out));
    TRY(form_begin(&writer->of.form, &place, report, out_main(out)));
    return out_status(out);
}

static enum xbz_status end(void *self)
{
    struct writer *writer = self;
    TRY(form_end(&writer->of.form));
    if (!writer->of.form.place.alone)
        TRY(sides_write(&writer->of.base));
    return out_status(writer->of.base.out);
}

#define FORM_WRITER(open_writer)                                                                                       \
    .open = open_writer, .begin = begin, .fact = form_writer_fact, .sum = writer_sum, .end = end,                      \
    .abort = writer_abort, .close = close_form

const struct xbz_writer_ops instance_writer = {
    .name = "xbrl",
    .suffix = ".xbrl",
    .help = "XBRL 2.1 instance, its schemas beside it",
    .schemas = true,
    FORM_WRITER(open_xbrl),
};

const struct xbz_writer_ops instance_gz_writer = {
    .name = "xbrl.gz",
    .suffix = ".xbrl.gz",
    .help = "the same with the instance compressed by gzip",
    .schemas = true,
    FORM_WRITER(open_xbrl_gz),
};

const struct xbz_writer_ops json_writer = {
    .name = "json",
    .suffix = ".json",
    .help = "xBRL-JSON with canonical values, its schemas beside it",
    .schemas = true,
    FORM_WRITER(open_json),
};

const struct xbz_writer_ops json_gz_writer = {
    .name = "json.gz",
    .suffix = ".json.gz",
    .help = "the same with the report compressed by gzip",
    .schemas = true,
    FORM_WRITER(open_json_gz),
};

const struct xbz_writer_ops inline_writer = {
    .name = "ixbrl",
    .suffix = INLINE_SUFFIX,
    .help = "Inline XBRL: the filing itself, its facts tagged where they stand, schemas beside it",
    .schemas = true,
    FORM_WRITER(open_inline),
    .document = form_writer_document,
    .document_end = form_writer_document_end,
};

const struct xbz_writer_ops csv_files_writer = {
    .name = "csv",
    .suffix = ".csv",
    .help = "xBRL-CSV, metadata and schemas beside the table",
    .schemas = true,
    FORM_WRITER(open_csv),
};
