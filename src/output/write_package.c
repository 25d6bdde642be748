/* write_package.c - a report package: report, taxonomy and extension in one zip archive that loads by itself.
 *
 * NAME/META-INF/   reportPackage.json, and taxonomyPackage.xml with catalog.xml: it is a taxonomy package too
 * NAME/taxonomy/   the base taxonomy and the filing's schema
 * NAME/reports/    the report; it refers to ../taxonomy/
 *
 * Without the base taxonomy there is nothing to look up in the package, and it is no taxonomy package. */
#include "base/str.h"
#include "output/form.h"
#include "output/package.h"
#include "output/writers.h"

#define BASE_CAP ((size_t)16 << 20) /* compressed files of the base taxonomy */

struct base_file {
    struct xbz_str name;
    struct zip_ready ready;
};

struct writer {
    struct form_writer of;
    const char *type;
    struct arena arena; /* base files, for the run */
    struct base_file *files;
    size_t n_files;
    struct package package;
};

static enum xbz_status prepare_base(struct writer *writer)
{
    size_t n;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(writer->of.base.taxonomy, &n);
    writer->files = ARENA_ARRAY(&writer->arena, n + 1, struct base_file);
    bool ok = writer->files != NULL;
    for (size_t i = 0; i < n && ok; i++) {
        if (!extension_needs_file(files, n, i))
            continue;
        struct base_file *file = &writer->files[writer->n_files++];
        file->name = str_of(files[i].name);
        ok = zip_prepare(writer->package.zip, &writer->arena, files[i].bytes, files[i].n, &file->ready);
    }
    return ok ? XBZ_OK : run_fail(writer->of.base.run, XBZ_D_OUT_OF_MEMORY, NOWHERE, "files of the taxonomy");
}

static void close_writer(void *self)
{
    struct writer *writer = self;
    if (!writer)
        return;
    form_close(&writer->of.form);
    package_free(&writer->package);
    arena_free(&writer->arena);
    writer_close(self);
}

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                   const struct xbz_options *options, const struct form_ops *ops, const char *type)
{
    TRY(writer_open(self, sizeof(struct writer), run, taxonomy, options));
    struct writer *writer = *self;
    writer->type = type;
    arena_init(&writer->arena, BASE_CAP);
    package_init(&writer->package);
    TRY(form_open(&writer->of.form, ops, &writer->of.base));
    if (!writer->package.zip)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    enum xbz_status status = options->no_embed_taxonomy ? XBZ_OK : prepare_base(writer);
    zip_effort(writer->package.zip, DEFLATE_SMALLEST);
    return status;
}

static enum xbz_status open_xbr(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                const struct xbz_options *options)
{
    return open_writer(self, run, taxonomy, options, &instance_form, PACKAGE_XBR);
}

static enum xbz_status open_xbri(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                 const struct xbz_options *options)
{
    return open_writer(self, run, taxonomy, options, &inline_form, PACKAGE_XBRI);
}

static enum xbz_status open_csv(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                const struct xbz_options *options)
{
    return open_writer(self, run, taxonomy, options, &csv_form, PACKAGE_MANY);
}

/* The folder that the addresses of a taxonomy begin with; empty when the arena is exhausted. */
static struct xbz_str folder_of(struct arena *arena, struct xbz_str first, struct xbz_str second)
{
    struct buf text;
    bool ok = true;
    buf_init(&text, first.n + second.n + 2);
    buf_str(&text, first);
    buf_str(&text, second);
    buf_byte(&text, '/');
    struct xbz_str kept = arena_str(arena, buf_view(&text), &ok);
    arena->no_memory = arena->no_memory || text.no_memory;
    ok = ok && !text.no_memory;
    buf_free(&text);
    return ok ? kept : (struct xbz_str){NULL, 0};
}

static enum xbz_status describe_taxonomy(struct writer *writer)
{
    struct report *report = &writer->of.base.report;
    const struct xbz_str bases[] = {
        folder_of(&report->arena, xbz_taxonomy_namespace(writer->of.base.taxonomy), STR("")),
        folder_of(&report->arena, STR(EXTENSION_SPACE), report->name),
    };
    struct xbz_str entry = folder_of(&report->arena, bases[1], report->schema);
    if (bases[0].n == 0 || bases[1].n == 0 || entry.n == 0)
        return report_exhausted(report);
    entry.n--; /* a file: without the last '/' */
    const struct package_taxonomy taxonomy = {
        .identifier = str_sub(bases[1], 0, bases[1].n - 1),
        .name = report->name,
        .description = STR("The taxonomy of one filing converted into XBRL."),
        .entries = &entry,
        .n_entries = 1,
        .bases = bases,
        .n_bases = 2,
    };
    package_taxonomy(&writer->package, &taxonomy);
    return XBZ_OK;
}

static enum xbz_status open_member(void *ctx, struct xbz_str name, struct stream **stream)
{
    struct writer *writer = ctx;
    *stream = package_member(&writer->package, "reports/", name, "");
    return XBZ_OK;
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    const struct form_place place = {
        .open = open_member, .ctx = writer, .schema_folder = "../taxonomy/", .layout = XML_FLAT};
    TRY(writer_begin(&writer->of.base, out, report));
    struct xbz_str name = writer->of.base.report.name;
    package_begin(&writer->package, out_main(out), name);
    package_report(&writer->package, writer->type);
    if (!writer->of.base.options->no_embed_taxonomy)
        TRY(describe_taxonomy(writer));
    for (size_t i = 0; i < writer->n_files; i++)
        package_copy(&writer->package, "taxonomy/", writer->files[i].name, &writer->files[i].ready);
    struct stream *to = package_member(&writer->package, "reports/", name, writer->of.form.ops->suffix);
    TRY(form_begin(&writer->of.form, &place, report, to));
    return out_status(out);
}

static enum xbz_status end(void *self)
{
    struct writer *writer = self;
    const struct extension_place place = {
        .space = writer->of.form.space,
        .embedded = !writer->of.base.options->no_embed_taxonomy,
        .base_folder = "",
        .layout = XML_FLAT,
    };
    TRY(form_end(&writer->of.form));
    struct stream *to = package_member(&writer->package, "taxonomy/", writer->of.base.report.schema, "");
    TRY(extension_write(&writer->of.base.report, &place, to));
    package_end(&writer->package);
    if (package_lost(&writer->package))
        return run_fail(writer->of.base.run, XBZ_D_OUT_OF_MEMORY, NOWHERE, "names in the package");
    return out_status(writer->of.base.out);
}

#define PACKAGE_WRITER(open_writer)                                                                                    \
    .package = true, .open = open_writer, .begin = begin, .fact = form_writer_fact, .sum = writer_sum, .end = end,     \
    .abort = writer_abort, .close = close_writer

const struct xbz_writer_ops package_writer = {
    .name = "xbr",
    .suffix = ".xbr",
    .help = "report package: instance, taxonomy and extension in one file that loads by itself",
    PACKAGE_WRITER(open_xbr),
};

const struct xbz_writer_ops inline_package_writer = {
    .name = "xbri",
    .suffix = ".xbri",
    .help = "report package with Inline XBRL, and the same taxonomies",
    PACKAGE_WRITER(open_xbri),
    .document = form_writer_document,
    .document_end = form_writer_document_end,
};

const struct xbz_writer_ops csv_package_writer = {
    .name = "csv",
    .suffix = ".csv.zip",
    .help = "report package with xBRL-CSV: a table of facts and its metadata, and the same taxonomies",
    PACKAGE_WRITER(open_csv),
};
