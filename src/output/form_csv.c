/* form_csv.c - xBRL-CSV 1.0: a table with a fact in each row, and its metadata.
 *
 * The columns that make the fact are concept, period, unit, language and decimals, and one for each axis; the others are
 * comment columns, which XBRL processors pass over: they are for those who load the table into a database. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "output/csv.h"
#include "output/fact_row.h"
#include "output/form.h"

#define NAME_CAP 1024

/* Columns in their order.  PROPERTY: of the fact; COMMENT: beside it; SOURCE: a comment too, with --provenance. */
enum kind { PROPERTY, COMMENT, SOURCE };
static const struct {
    const char *name;
    enum kind kind;
} columns[] = {
    {"id", PROPERTY},       {"concept", PROPERTY},  {"period", PROPERTY},   {"unit", PROPERTY},
    {"language", PROPERTY}, {"value", PROPERTY},    {"decimals", PROPERTY}, {"start", COMMENT},
    {"end", COMMENT},       {"label", COMMENT},     {"confidence", SOURCE}, {"document", SOURCE},
    {"line", SOURCE},       {"byte_begin", SOURCE}, {"byte_end", SOURCE},
};
#define N_COLUMNS (sizeof columns / sizeof *columns)

static bool is_written(const struct form *form, size_t column)
{
    return columns[column].kind != SOURCE || form->base->options->provenance;
}

static void begin(struct form *form)
{
    struct csv csv;
    csv_begin(&csv, form->to, ',');
    for (size_t i = 0; i < N_COLUMNS; i++) {
        if (is_written(form, i))
            csv_field(&csv, str_of(columns[i].name));
    }
    for (size_t i = 0; i < form->n_axes; i++)
        csv_field(&csv, form->axes[i].column);
    csv_row(&csv);
}

/* Special values begin with '#', other texts that do so with two (xBRL-CSV 1.0, section 3.1.8). */
static void write_text(struct csv *csv, struct xbz_str text)
{
    if (text.n == 0)
        csv_field(csv, STR("#empty"));
    else
        csv_field3(csv, text.p[0] == '#' ? STR("#") : STR(""), text, STR(""));
}

static void write_value(struct csv *csv, const struct xbz_fact *fact)
{
    if (fact->nil)
        csv_field(csv, STR("#nil"));
    else
        write_text(csv, fact->value);
}

static void write_dimensions(const struct form *form, struct csv *csv, const struct report_context *context)
{
    for (size_t i = 0; i < form->n_axes; i++) {
        size_t k = 0;
        while (k < context->n_dimensions &&
               !str_eq(report_element_name(context->dimensions[k].axis), form->axes[i].name))
            k++;
        const struct report_dimension *d = k < context->n_dimensions ? &context->dimensions[k] : NULL;
        if (!d)
            csv_field(csv, STR("#none"));
        else if (d->member)
            csv_field3(csv, STR(EXTENSION_PREFIX ":"), report_element_name(d->member), STR(""));
        else
            write_text(csv, d->value);
    }
}

static void write_place(struct csv *csv, const struct xbz_fact *fact)
{
    csv_int(csv, fact->confidence);
    csv_field(csv, fact_document(fact));
    for (int i = 0; i < 3; i++) {
        uint64_t number = i == 0 ? fact->place.line : i == 1 ? fact->place.begin : fact->place.end;
        if (fact->place.line > 0)
            csv_int(csv, (int64_t)number);
        else
            csv_field(csv, STR(""));
    }
}

static void write_fact(struct form *form, const struct xbz_fact *fact, const struct report_entry *entry)
{
    struct csv csv;
    struct xbz_str unit[3];
    char text[OIM_PERIOD];
    csv_begin(&csv, form->to, ',');
    (void)snprintf(text, sizeof text, "f%llu", (unsigned long long)form->base->report.n_facts);
    csv_field(&csv, str_of(text));
    csv_field3(&csv, oim_prefix(&form->base->report, entry->element), report_element_name(entry->element), STR(""));
    csv_field(&csv, oim_period(&entry->context->period, text));
    oim_unit(entry->unit, unit);
    csv_field3(&csv, unit[0], unit[1], unit[2]);
    csv_field(&csv, report_element_is_text(entry->element) ? STR(FACT_LANGUAGE_OIM) : STR(""));
    write_value(&csv, fact);
    if (entry->unit && !fact->nil && fact->decimals != DECIMALS_EXACT)
        csv_int(&csv, fact->decimals);
    else
        csv_field(&csv, STR(""));
    date_text(fact->period.start, text);
    csv_field(&csv, fact->period.kind == XBZ_DURATION ? str_of(text) : STR(""));
    date_text(fact->period.end, text);
    csv_field(&csv, str_of(text));
    csv_field(&csv, fact->label);
    if (form->base->options->provenance)
        write_place(&csv, fact);
    write_dimensions(form, &csv, entry->context);
    csv_row(&csv);
    oim_use(&form->oim, entry);
}

/* ---- metadata ---- */

static void write_reference(struct json *json, const char *key, const char *column)
{
    json_key(json, str_of(key));
    json_string3(json, STR("$"), str_of(column), STR(""));
}

static void write_column(const struct form *form, struct json *json, size_t column)
{
    json_key(json, str_of(columns[column].name));
    json_object(json, JSON_LINE);
    if (columns[column].kind != PROPERTY) {
        json_key(json, STR("comment"));
        json_bool(json, true);
    } else if (strcmp(columns[column].name, "value") == 0) {
        json_key(json, STR("dimensions"));
        json_object(json, JSON_LINE);
        write_reference(json, "concept", "concept");
        write_reference(json, "period", "period");
        write_reference(json, "unit", "unit");
        write_reference(json, "language", "language");
        for (size_t i = 0; i < form->n_axes; i++) {
            json_key2(json, STR(EXTENSION_PREFIX ":"), form->axes[i].name);
            json_string3(json, STR("$"), form->axes[i].column, STR(""));
        }
        json_close(json);
        write_reference(json, "decimals", "decimals");
    }
    json_close(json);
}

static void write_template(const struct form *form, struct json *json)
{
    json_key(json, STR("tableTemplates"));
    json_object(json, JSON_SPREAD);
    json_key(json, STR("facts"));
    json_object(json, JSON_SPREAD);
    json_key(json, STR("rowIdColumn"));
    json_string(json, STR("id"));
    json_key(json, STR("columns"));
    json_object(json, JSON_SPREAD);
    for (size_t i = 0; i < N_COLUMNS; i++) {
        if (is_written(form, i))
            write_column(form, json, i);
    }
    for (size_t i = 0; i < form->n_axes; i++) {
        json_key(json, form->axes[i].column);
        json_object(json, JSON_LINE);
        json_close(json);
    }
    json_close(json);
    json_close(json);
    json_close(json);
}

static enum xbz_status end(struct form *form)
{
    struct json *json = &form->json;
    struct xbz_str report = form->base->report.name;
    char name[NAME_CAP];
    struct stream *to;
    form->oim.extension_used = form->oim.extension_used || form->n_axes > 0;
    (void)snprintf(name, sizeof name, "%.*s.json", STR_ARG(report));
    TRY(form->place.open(form->place.ctx, str_of(name), &to));
    json_begin(json, to);
    json_object(json, JSON_SPREAD);
    oim_document_info(&form->oim, json, "https://xbrl.org/2021/xbrl-csv", false, form->space, form->schema_ref);
    json_key(json, STR("dimensions"));
    json_object(json, JSON_LINE);
    json_key(json, STR("entity"));
    json_string(json, form->oim.entity);
    json_close(json);
    write_template(form, json);
    json_key(json, STR("tables"));
    json_object(json, JSON_SPREAD);
    json_key(json, STR("facts"));
    json_object(json, JSON_LINE);
    json_key(json, STR("url"));
    json_string3(json, report, STR(".csv"), STR(""));
    json_close(json);
    json_close(json);
    json_close(json);
    json_end(json);
    return XBZ_OK;
}

const struct form_ops csv_form = {.suffix = ".csv", .columns = true, .begin = begin, .fact = write_fact, .end = end};
