/* write_package.c - a report package (.xbr): instance, taxonomy and extension in one zip archive that loads by itself.
 *
 * NAME/META-INF/   reportPackage.json, and taxonomyPackage.xml with catalog.xml: it is a taxonomy package too
 * NAME/taxonomy/   the base taxonomy and the filing's extension
 * NAME/reports/    the instance (the name must end in .xbrl); it refers to ../taxonomy/ */
#include "base/buf.h"
#include "output/extension.h"
#include "output/instance.h"
#include "output/json.h"
#include "output/out.h"
#include "output/writers.h"
#include "output/zip.h"

#define PACKAGE_TYPE "https://xbrl.org/report-package/2023/xbr"
#define NAME_CAP     2048
#define BASE_CAP     ((size_t)16 << 20) /* compressed files of the base taxonomy */

struct base_file {
    struct xbz_str name;
    struct zip_ready ready;
};

struct writer {
    struct xbz_run *run;
    struct xbz_str space; /* of the base taxonomy */
    struct arena arena;   /* base files, for the run */
    struct base_file *base;
    size_t n_base;
    struct zip *zip;
    struct buf name;
    struct report report;
    struct instance instance;
    struct xbz_out *out;
};

static enum xbz_status prepare_base(struct writer *writer, const struct xbz_taxonomy *taxonomy)
{
    size_t n;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(taxonomy, &n);
    writer->base = ARENA_ARRAY(&writer->arena, n + 1, struct base_file);
    bool ok = writer->base != NULL;
    for (size_t i = 0; i < n && ok; i++) {
        if (!extension_needs_file(files, n, i))
            continue;
        struct base_file *file = &writer->base[writer->n_base++];
        file->name = str_of(files[i].name);
        ok = zip_prepare(writer->zip, &writer->arena, files[i].bytes, files[i].n, &file->ready);
    }
    return ok ? XBZ_OK : run_fail(writer->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, "files of the taxonomy");
}

static void close_writer(void *self)
{
    struct writer *writer = self;
    if (!writer)
        return;
    zip_free(writer->zip);
    buf_free(&writer->name);
    report_free(&writer->report);
    arena_free(&writer->arena);
    mem_free(writer);
}

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy)
{
    struct writer *writer = mem_alloc(sizeof *writer);
    *self = writer;
    if (!writer)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    writer->run = run;
    writer->space = xbz_taxonomy_namespace(taxonomy);
    arena_init(&writer->arena, BASE_CAP);
    buf_init(&writer->name, NAME_CAP);
    report_init(&writer->report, run);
    writer->zip = zip_new();
    if (!writer->zip)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return prepare_base(writer, taxonomy);
}

/* NAME/ and the rest of a member's name. */
static struct xbz_str member_name(struct writer *writer, const char *folder, struct xbz_str file)
{
    buf_clear(&writer->name);
    buf_str(&writer->name, writer->report.name);
    buf_byte(&writer->name, '/');
    buf_text(&writer->name, folder);
    buf_str(&writer->name, file);
    return buf_view(&writer->name);
}

static void write_report_package(struct writer *writer)
{
    struct json json;
    json_begin(&json, zip_member(writer->zip, member_name(writer, "META-INF/", STR("reportPackage.json"))));
    json_object(&json, JSON_SPREAD);
    json_key(&json, STR("documentInfo"));
    json_object(&json, JSON_SPREAD);
    json_key(&json, STR("documentType"));
    json_string(&json, STR(PACKAGE_TYPE));
    json_close(&json);
    json_close(&json);
    json_end(&json);
}

static void write_taxonomy_package(struct writer *writer)
{
    struct xml xml;
    struct xbz_str name = writer->report.name;
    xml_begin(&xml, zip_member(writer->zip, member_name(writer, "META-INF/", STR("taxonomyPackage.xml"))));
    xml_open(&xml, "tp:taxonomyPackage");
    xml_attr(&xml, "xmlns:tp", "http://xbrl.org/2016/taxonomy-package");
    xml_attr(&xml, "xml:lang", "en");
    xml_open(&xml, "tp:identifier");
    xml_text(&xml, STR(EXTENSION_SPACE));
    xml_text(&xml, name);
    xml_close(&xml);
    xml_leaf(&xml, "tp:name", name);
    xml_leaf(&xml, "tp:description", STR("The taxonomy of one filing converted into XBRL."));
    xml_open(&xml, "tp:entryPoints");
    xml_open(&xml, "tp:entryPoint");
    xml_leaf(&xml, "tp:name", name);
    xml_open(&xml, "tp:entryPointDocument");
    buf_clear(&writer->name);
    buf_text(&writer->name, EXTENSION_SPACE);
    buf_str(&writer->name, name);
    buf_byte(&writer->name, '/');
    buf_str(&writer->name, name);
    buf_text(&writer->name, ".xsd");
    xml_attr_str(&xml, "href", buf_view(&writer->name));
    xml_close(&xml);
    xml_close(&xml);
    xml_close(&xml);
    xml_close(&xml);
    xml_end(&xml);
}

static void write_rewrite(struct writer *writer, struct xml *xml, struct xbz_str first, struct xbz_str second)
{
    buf_clear(&writer->name);
    buf_str(&writer->name, first);
    buf_str(&writer->name, second);
    buf_byte(&writer->name, '/');
    xml_open(xml, "rewriteURI");
    xml_attr_str(xml, "uriStartString", buf_view(&writer->name));
    xml_attr(xml, "rewritePrefix", "../taxonomy/");
    xml_close(xml);
}

static void write_catalog(struct writer *writer)
{
    struct xml xml;
    xml_begin(&xml, zip_member(writer->zip, member_name(writer, "META-INF/", STR("catalog.xml"))));
    xml_open(&xml, "catalog");
    xml_attr(&xml, "xmlns", "urn:oasis:names:tc:entity:xmlns:xml:catalog");
    write_rewrite(writer, &xml, writer->space, STR(""));
    write_rewrite(writer, &xml, STR(EXTENSION_SPACE), writer->report.name);
    xml_close(&xml);
    xml_end(&xml);
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    writer->out = out;
    TRY(report_begin(&writer->report, report));
    zip_begin(writer->zip, out_main(out));
    write_report_package(writer);
    write_taxonomy_package(writer);
    write_catalog(writer);
    for (size_t i = 0; i < writer->n_base; i++)
        zip_copy(writer->zip, member_name(writer, "taxonomy/", writer->base[i].name), &writer->base[i].ready);
    (void)member_name(writer, "reports/", writer->report.name);
    buf_text(&writer->name, ".xbrl");
    struct stream *stream = zip_member(writer->zip, buf_view(&writer->name));
    instance_begin(&writer->instance, stream, &writer->report, writer->space, "../taxonomy/", true);
    return out_status(out);
}

static enum xbz_status fact(void *self, const struct xbz_fact *fact)
{
    struct writer *writer = self;
    struct report_entry entry;
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
    const struct extension_place place = {writer->space, true, ""};
    struct stream *stream = zip_member(writer->zip, member_name(writer, "taxonomy/", writer->report.schema));
    TRY(extension_write(&writer->report, &place, stream));
    zip_end(writer->zip);
    if (writer->name.no_memory || writer->name.full)
        return run_fail(writer->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, "names in the package");
    return out_status(writer->out);
}

static void abort_filing(void *self)
{
    struct writer *writer = self;
    writer->out = NULL;
}

const struct xbz_writer_ops package_writer = {
    .name = "xbr",
    .suffix = ".xbr",
    .help = "report package: instance, taxonomy and extension in one file that loads by itself",
    .open = open_writer,
    .begin = begin,
    .fact = fact,
    .sum = sum,
    .end = end,
    .abort = abort_filing,
    .close = close_writer,
};
