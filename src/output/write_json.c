/* write_json.c - xBRL-JSON 1.0 with canonical values; the taxonomy stands in files beside it.
 *
 * Facts come first and documentInfo, whose namespaces are those the facts used, last: so nothing waits in memory. */
#include <stdio.h>

#include "base/calendar.h"
#include "output/extension.h"
#include "output/json.h"
#include "output/sides.h"
#include "output/writers.h"

#define CIK_SCHEME "http://www.sec.gov/CIK"

struct writer {
    struct xbz_run *run;
    const struct xbz_taxonomy *taxonomy;
    struct report report;
    struct json json;
    struct xbz_out *out;
    struct xbz_str entity; /* local part of the SQName */
    const char *entity_prefix;
    uint64_t n_facts;
    bool base_used, extension_used, iso4217_used, xbrli_used;
};

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy)
{
    struct writer *writer = mem_alloc(sizeof *writer);
    *self = writer;
    if (!writer)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    writer->run = run;
    writer->taxonomy = taxonomy;
    report_init(&writer->report, run);
    return XBZ_OK;
}

/* The identifier as the local part of an SQName, which has no blanks. */
static enum xbz_status set_entity(struct writer *writer)
{
    struct xbz_str identifier = writer->report.identifier;
    char *local = arena_alloc(&writer->report.arena, identifier.n + 1);
    if (!local)
        return report_exhausted(&writer->report);
    for (size_t i = 0; i < identifier.n; i++)
        local[i] = is_space(identifier.p[i]) ? '_' : identifier.p[i];
    writer->entity = (struct xbz_str){local, identifier.n};
    writer->entity_prefix = str_eq(writer->report.scheme, STR(CIK_SCHEME)) ? "cik:" : "entity:";
    return XBZ_OK;
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    writer->out = out;
    writer->n_facts = 0;
    writer->base_used = writer->extension_used = writer->iso4217_used = writer->xbrli_used = false;
    TRY(report_begin(&writer->report, report));
    TRY(set_entity(writer));
    json_begin(&writer->json, out_main(out));
    json_object(&writer->json, JSON_SPREAD);
    json_key(&writer->json, STR("facts"));
    json_object(&writer->json, JSON_SPREAD);
    return out_status(out);
}

/* xBRL-JSON writes moments: an instant is the midnight that follows its day, a period goes from the midnight before its
 * first day to the one after its last. */
static void write_period(struct json *json, const struct xbz_period *period)
{
    char start[DATE_TEXT], end[DATE_TEXT], text[3 * DATE_TEXT + 24];
    date_text(date_add_days(period->end, 1), end);
    if (period->kind == XBZ_INSTANT) {
        (void)snprintf(text, sizeof text, "%sT00:00:00", end);
    } else {
        date_text(period->start, start);
        (void)snprintf(text, sizeof text, "%sT00:00:00/%sT00:00:00", start, end);
    }
    json_string(json, str_of(text));
}

static void write_unit(struct writer *writer, const struct report_unit *unit)
{
    struct json *json = &writer->json;
    if (!unit || unit->kind == XBZ_UNIT_PURE)
        return;
    json_key(json, STR("unit"));
    if (unit->kind == XBZ_UNIT_SHARES)
        json_string(json, STR("xbrli:shares"));
    else
        json_string3(json, STR("iso4217:"), unit->currency,
                     unit->kind == XBZ_UNIT_PER_SHARE ? STR("/xbrli:shares") : STR(""));
    writer->xbrli_used = writer->xbrli_used || unit->kind != XBZ_UNIT_MONEY;
    writer->iso4217_used = writer->iso4217_used || unit->kind != XBZ_UNIT_SHARES;
}

/* The canonical form of a decimal has a point with a digit on either side (XML Schema 1.0 part 2, 3.2.3.2). */
static void write_value(struct json *json, const struct xbz_fact *fact, const struct report_entry *entry)
{
    bool whole = entry->unit && str_find(fact->value, STR("."), 0) == (size_t)-1;
    json_string3(json, fact->value, whole ? STR(".0") : STR(""), STR(""));
}

static void write_fact(struct writer *writer, const struct xbz_fact *fact, const struct report_entry *entry)
{
    struct json *json = &writer->json;
    char id[24];
    bool extension = !entry->element->concept;
    (void)snprintf(id, sizeof id, "f%llu", (unsigned long long)++writer->n_facts);
    json_key(json, str_of(id));
    json_object(json, JSON_LINE);
    json_key(json, STR("value"));
    if (fact->nil)
        json_null(json);
    else
        write_value(json, fact, entry);
    if (entry->unit && !fact->nil && fact->decimals != DECIMALS_EXACT) {
        json_key(json, STR("decimals"));
        json_int(json, fact->decimals);
    }
    json_key(json, STR("dimensions"));
    json_object(json, JSON_LINE);
    json_key(json, STR("concept"));
    json_string3(json, extension ? STR(EXTENSION_PREFIX ":") : STR(BASE_PREFIX ":"),
                 report_element_name(entry->element), STR(""));
    json_key(json, STR("entity"));
    json_string3(json, str_of(writer->entity_prefix), writer->entity, STR(""));
    json_key(json, STR("period"));
    write_period(json, &entry->context->period);
    write_unit(writer, entry->unit);
    if (report_element_is_text(entry->element)) {
        json_key(json, STR("language"));
        json_string(json, STR(FACT_LANGUAGE_OIM));
    }
    json_close(json);
    json_close(json);
    writer->extension_used = writer->extension_used || extension;
    writer->base_used = writer->base_used || !extension;
}

static enum xbz_status fact(void *self, const struct xbz_fact *fact)
{
    struct writer *writer = self;
    struct report_entry entry;
    if (sides_left_out(writer->run, writer->out, fact))
        return XBZ_OK;
    TRY(report_fact(&writer->report, fact, &entry));
    if (entry.write)
        write_fact(writer, fact, &entry);
    return out_status(writer->out);
}

static enum xbz_status sum(void *self, const struct xbz_sum *sum)
{
    struct writer *writer = self;
    return report_sum(&writer->report, sum);
}

static void write_namespace(struct json *json, bool used, const char *prefix, struct xbz_str space)
{
    if (!used)
        return;
    json_key(json, str_of(prefix));
    json_string(json, space);
}

static void write_document_info(struct writer *writer)
{
    struct json *json = &writer->json;
    struct xbz_str space = xbz_taxonomy_namespace(writer->taxonomy);
    bool cik = writer->entity_prefix[0] == 'c';
    json_key(json, STR("documentInfo"));
    json_object(json, JSON_SPREAD);
    json_key(json, STR("documentType"));
    json_string(json, STR("https://xbrl.org/2021/xbrl-json"));
    json_key(json, STR("features"));
    json_object(json, JSON_LINE);
    json_key(json, STR("xbrl:canonicalValues"));
    json_bool(json, true);
    json_close(json);
    json_key(json, STR("namespaces"));
    json_object(json, JSON_SPREAD);
    write_namespace(json, true, "xbrl", STR("https://xbrl.org/2021"));
    write_namespace(json, writer->n_facts > 0, cik ? "cik" : "entity", writer->report.scheme);
    write_namespace(json, writer->base_used, BASE_PREFIX, space);
    if (writer->extension_used) {
        json_key(json, STR(EXTENSION_PREFIX));
        json_string3(json, STR(EXTENSION_SPACE), writer->report.name, STR(""));
    }
    write_namespace(json, writer->iso4217_used, "iso4217", STR("http://www.xbrl.org/2003/iso4217"));
    write_namespace(json, writer->xbrli_used, "xbrli", STR("http://www.xbrl.org/2003/instance"));
    json_close(json);
    json_key(json, STR("taxonomy"));
    json_array(json, JSON_LINE);
    if (out_has_sides(writer->out))
        json_string3(json, writer->report.name, STR(".xsd"), STR(""));
    else
        json_string3(json, space, STR("/"), STR(BASE_SCHEMA));
    json_close(json);
    json_close(json);
}

static enum xbz_status end(void *self)
{
    struct writer *writer = self;
    json_close(&writer->json);
    write_document_info(writer);
    json_close(&writer->json);
    json_end(&writer->json);
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

const struct xbz_writer_ops json_writer = {
    .name = "json",
    .suffix = ".json",
    .help = "xBRL-JSON with canonical values, its schemas beside it",
    .open = open_writer,
    .begin = begin,
    .fact = fact,
    .sum = sum,
    .end = end,
    .abort = abort_filing,
    .close = close_writer,
};
