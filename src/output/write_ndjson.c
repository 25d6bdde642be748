/* write_ndjson.c - one fact a line, each complete in itself: for databases and data frames.
 *
 * Lines of many filings may follow one another in one file. */
#include "base/calendar.h"
#include "output/extension.h"
#include "output/json.h"
#include "output/out.h"
#include "output/report.h"
#include "output/writers.h"

struct writer {
    struct xbz_run *run;
    struct report report;
    struct xbz_out *out;
    struct xbz_str accession, cik, registrant, form;
    char filed[DATE_TEXT];
};

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy)
{
    (void)taxonomy;
    struct writer *writer = mem_alloc(sizeof *writer);
    *self = writer;
    if (!writer)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    writer->run = run;
    report_init(&writer->report, run);
    return XBZ_OK;
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    bool ok = true;
    writer->out = out;
    TRY(report_begin(&writer->report, report));
    struct arena *arena = &writer->report.arena;
    writer->accession = arena_str(arena, report->filing->accession, &ok);
    writer->cik = arena_str(arena, report->filing->cik, &ok);
    writer->registrant = arena_str(arena, report->filing->registrant, &ok);
    writer->form = arena_str(arena, report->filing->form, &ok);
    date_text(report->filing->filed, writer->filed);
    return ok ? out_status(out) : report_exhausted(&writer->report);
}

/* A string, null for nothing. */
static void member(struct json *json, struct xbz_str key, struct xbz_str value)
{
    json_key(json, key);
    if (value.n > 0)
        json_string(json, value);
    else
        json_null(json);
}

static void date_member(struct json *json, struct xbz_str key, struct xbz_date date)
{
    char text[DATE_TEXT];
    date_text(date, text);
    member(json, key, str_of(text));
}

static void write_value(struct json *json, const struct xbz_fact *fact, const struct report_entry *entry)
{
    json_key(json, STR("value"));
    if (fact->nil)
        json_null(json);
    else
        json_string(json, fact->value);
    member(json, STR("unit"), entry->unit ? entry->unit->id : STR(""));
    json_key(json, STR("decimals"));
    if (!entry->unit || fact->nil)
        json_null(json);
    else if (fact->decimals == DECIMALS_EXACT)
        json_string(json, STR("INF"));
    else
        json_int(json, fact->decimals);
}

static void write_fact(struct writer *writer, const struct xbz_fact *fact, const struct report_entry *entry)
{
    struct json json;
    bool extension = !entry->element->concept;
    json_begin(&json, out_main(writer->out));
    json_object(&json, JSON_LINE);
    member(&json, STR("accession"), writer->accession);
    member(&json, STR("cik"), writer->cik);
    member(&json, STR("name"), writer->registrant);
    member(&json, STR("form"), writer->form);
    member(&json, STR("filed"), str_of(writer->filed));
    json_key(&json, STR("concept"));
    json_string3(&json, extension ? STR(EXTENSION_PREFIX ":") : STR(BASE_PREFIX ":"),
                 report_element_name(entry->element), STR(""));
    member(&json, STR("label"), fact->label);
    date_member(&json, STR("start"), fact->period.start);
    date_member(&json, STR("end"), fact->period.end);
    write_value(&json, fact, entry);
    json_key(&json, STR("confidence"));
    json_int(&json, fact->confidence);
    member(&json, STR("document"), fact->document.filename.n ? fact->document.filename : fact->document.type);
    json_key(&json, STR("line"));
    json_int(&json, (int64_t)fact->place.line);
    json_close(&json);
    json_end(&json);
}

static enum xbz_status fact(void *self, const struct xbz_fact *fact)
{
    struct writer *writer = self;
    struct report_entry entry;
    TRY(report_fact(&writer->report, fact, &entry));
    if (entry.write)
        write_fact(writer, fact, &entry);
    return out_status(writer->out);
}

static enum xbz_status sum(void *self, const struct xbz_sum *sum)
{
    (void)self;
    (void)sum;
    return XBZ_OK;
}

static enum xbz_status end(void *self)
{
    struct writer *writer = self;
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

const struct xbz_writer_ops ndjson_writer = {
    .name = "ndjson",
    .suffix = ".ndjson",
    .help = "one fact a line as JSON; many filings in one file, compressed when it ends in .gz",
    .open = open_writer,
    .begin = begin,
    .fact = fact,
    .sum = sum,
    .end = end,
    .abort = abort_filing,
    .close = close_writer,
};
