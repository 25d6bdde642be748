/* form_json.c - xBRL-JSON 1.0 with canonical values.
 *
 * Facts come first and documentInfo, whose namespaces are those the facts used, last: so nothing waits in memory. */
#include <stdio.h>

#include "base/buf.h"
#include "base/str.h"
#include "output/fact_row.h"
#include "output/form.h"

static void begin(struct form *form)
{
    struct json *json = &form->json;
    json_begin(json, form->to);
    json_object(json, JSON_SPREAD);
    json_key(json, STR("facts"));
    json_object(json, JSON_SPREAD);
}

/* The canonical form of a decimal has a point with a digit on either side (XML Schema 1.0 part 2, 3.2.3.2). */
static void write_value(struct json *json, const struct xbz_fact *fact, const struct report_entry *entry)
{
    bool whole = entry->unit && str_find(fact->value, STR("."), 0) == (size_t)-1;
    json_key(json, STR("value"));
    if (fact->nil) {
        json_null(json);
        return;
    }
    json_string3(json, fact->value, whole ? STR(".0") : STR(""), STR(""));
    if (entry->unit && fact->decimals != DECIMALS_EXACT) {
        json_key(json, STR("decimals"));
        json_int(json, fact->decimals);
    }
}

static void write_taxonomy_dimension(struct form *form, const struct report_dimension *d)
{
    struct json *json = &form->json;
    json_key2(json, STR(EXTENSION_PREFIX ":"), report_element_name(d->axis));
    if (d->member)
        json_string3(json, STR(EXTENSION_PREFIX ":"), report_element_name(d->member), STR(""));
    else
        json_string(json, d->value);
}

static void write_dimensions(struct form *form, const struct report_entry *entry)
{
    struct json *json = &form->json;
    char period[OIM_PERIOD];
    struct xbz_str unit[3];
    json_key(json, STR("dimensions"));
    json_object(json, JSON_LINE);
    json_key(json, STR("concept"));
    json_string3(json, oim_prefix(&form->base->report, entry->element), report_element_name(entry->element), STR(""));
    json_key(json, STR("entity"));
    json_string(json, form->oim.entity);
    json_key(json, STR("period"));
    json_string(json, oim_period(&entry->context->period, period));
    oim_unit(entry->unit, unit);
    if (unit[0].n > 0) {
        json_key(json, STR("unit"));
        json_string3(json, unit[0], unit[1], unit[2]);
    }
    if (report_element_is_text(entry->element)) {
        json_key(json, STR("language"));
        json_string(json, STR(FACT_LANGUAGE_OIM));
    }
    for (size_t i = 0; i < entry->context->n_dimensions; i++)
        write_taxonomy_dimension(form, &entry->context->dimensions[i]);
    json_close(json);
}

/* Extension properties (OIM 1.0, section 3.3): names in a namespace of their own, which other processors pass over. */
static void write_source(struct form *form, const struct xbz_fact *fact)
{
    struct json *json = &form->json;
    struct xbz_str document = fact_document(fact);
    form->oim.source_used = true;
    json_key(json, STR(OIM_SOURCE_PREFIX ":confidence"));
    json_int(json, fact->confidence);
    if (document.n > 0) {
        json_key(json, STR(OIM_SOURCE_PREFIX ":document"));
        json_string(json, document);
    }
    if (fact->place.line == 0)
        return; /* it comes from a header, or from the user */
    json_key(json, STR(OIM_SOURCE_PREFIX ":line"));
    json_int(json, (int64_t)fact->place.line);
    json_key(json, STR(OIM_SOURCE_PREFIX ":byteBegin"));
    json_int(json, (int64_t)fact->place.begin);
    json_key(json, STR(OIM_SOURCE_PREFIX ":byteEnd"));
    json_int(json, (int64_t)fact->place.end);
}

static void write_note_id(struct json *json, const struct report_note *note, bool key)
{
    char id[24];
    (void)snprintf(id, sizeof id, "n%u", note->number);
    if (key)
        json_key(json, str_of(id));
    else
        json_string(json, str_of(id));
}

static void write_links(struct form *form)
{
    struct json *json = &form->json;
    const struct report_link *link = report_links(&form->base->report);
    if (!link)
        return;
    json_key(json, STR("links"));
    json_object(json, JSON_LINE);
    json_key(json, STR("footnote"));
    json_object(json, JSON_LINE);
    json_key(json, STR("_"));
    json_array(json, JSON_LINE);
    for (; link; link = link->next)
        write_note_id(json, link->note, false);
    json_close(json);
    json_close(json);
    json_close(json);
}

/* The text of a note is a fragment of XHTML. */
static void write_note_text(struct json *json, struct buf *markup, struct xbz_str text)
{
    buf_clear(markup);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '&')
            buf_text(markup, "&amp;");
        else if (text.p[i] == '<')
            buf_text(markup, "&lt;");
        else
            buf_byte(markup, text.p[i]);
    }
    json_string(json, buf_view(markup));
}

/* Notes as facts of the concept xbrl:note (OIM 1.0 section 5). */
static enum xbz_status write_notes(struct form *form)
{
    struct json *json = &form->json;
    struct buf markup;
    buf_init(&markup, (size_t)1 << 16);
    for (const struct report_note *note = form->base->report.notes; note; note = note->next) {
        write_note_id(json, note, true);
        json_object(json, JSON_LINE);
        json_key(json, STR("value"));
        write_note_text(json, &markup, note->from->text);
        json_key(json, STR("dimensions"));
        json_object(json, JSON_LINE);
        json_key(json, STR("concept"));
        json_string(json, STR("xbrl:note"));
        json_key(json, STR("noteId"));
        write_note_id(json, note, false);
        json_key(json, STR("language"));
        json_string(json, STR(FACT_LANGUAGE_OIM));
        json_close(json);
        json_close(json);
    }
    bool lost = markup.no_memory || markup.full;
    buf_free(&markup);
    return lost ? run_fail(form->base->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, "text of a footnote") : XBZ_OK;
}

static void write_fact(struct form *form, const struct xbz_fact *fact, const struct report_entry *entry)
{
    struct json *json = &form->json;
    char id[24];
    (void)snprintf(id, sizeof id, "f%llu", (unsigned long long)form->base->report.n_facts);
    json_key(json, str_of(id));
    json_object(json, JSON_LINE);
    write_value(json, fact, entry);
    write_dimensions(form, entry);
    write_links(form);
    if (form->base->options->provenance)
        write_source(form, fact);
    json_close(json);
    oim_use(&form->oim, entry);
}

static enum xbz_status end(struct form *form)
{
    struct json *json = &form->json;
    TRY(write_notes(form));
    json_close(json);
    oim_document_info(&form->oim, json, "https://xbrl.org/2021/xbrl-json", true, form->space, form->schema_ref);
    json_close(json);
    json_end(json);
    return XBZ_OK;
}

const struct form_ops json_form = {.suffix = ".json", .begin = begin, .fact = write_fact, .end = end};
