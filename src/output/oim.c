/* oim.c - common parts of xBRL-JSON and xBRL-CSV. */
#include "output/oim.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "output/extension.h"

#define CIK_SCHEME "http://www.sec.gov/CIK"

/* The identifier as the local part of an SQName, which has no blanks. */
bool oim_begin(struct oim *oim, struct report *report)
{
    struct xbz_str identifier = report->identifier;
    *oim = (struct oim){.report = report};
    oim->entity_prefix = str_eq(report->scheme, STR(CIK_SCHEME)) ? "cik" : "entity";
    size_t prefix = strlen(oim->entity_prefix);
    char *name = arena_alloc(&report->arena, prefix + 1 + identifier.n);
    if (!name)
        return false;
    memcpy(name, oim->entity_prefix, prefix);
    name[prefix] = ':';
    for (size_t i = 0; i < identifier.n; i++)
        name[prefix + 1 + i] = is_space(identifier.p[i]) ? '_' : identifier.p[i];
    oim->entity = (struct xbz_str){name, prefix + 1 + identifier.n};
    return true;
}

static bool has(struct xbz_str s, const char *part)
{
    return str_find(s, str_of(part), 0) != (size_t)-1;
}

static void use_measures(struct oim *oim, struct xbz_str measures)
{
    oim->extension_used = oim->extension_used || has(measures, EXTENSION_PREFIX ":");
    oim->iso4217_used = oim->iso4217_used || has(measures, "iso4217:");
    oim->xbrli_used = oim->xbrli_used || has(measures, "xbrli:");
    oim->utr_used = oim->utr_used || has(measures, "utr:");
}

void oim_use(struct oim *oim, const struct report_entry *entry)
{
    const struct report_unit *unit = entry->unit;
    bool extension = !entry->element->concept, real = unit && unit->kind != XBZ_UNIT_PURE;
    oim->extension_used = oim->extension_used || extension || entry->context->n_dimensions > 0;
    bool dei = strcmp(report_prefix(oim->report, entry->element), DEI_PREFIX) == 0;
    oim->dei_used = oim->dei_used || dei;
    oim->base_used = oim->base_used || !(extension || dei);
    if (unit && unit->kind == XBZ_UNIT_OTHER) {
        use_measures(oim, unit->measures);
        real = false;
    }
    oim->xbrli_used = oim->xbrli_used || (real && unit->kind != XBZ_UNIT_MONEY);
    oim->iso4217_used = oim->iso4217_used || (real && unit->kind != XBZ_UNIT_SHARES);
}

struct xbz_str oim_prefix(const struct report *report, const struct report_element *element)
{
    static const char *const prefixes[] = {BASE_PREFIX ":", GAAP_PREFIX ":", DEI_PREFIX ":", EXTENSION_PREFIX ":"};
    struct xbz_str prefix = str_of(report_prefix(report, element));
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(prefixes[i], prefix.p, prefix.n) == 0 && prefixes[i][prefix.n] == ':')
            return str_of(prefixes[i]);
    return STR("");
}

struct xbz_str oim_period(const struct xbz_period *period, char text[OIM_PERIOD])
{
    char start[DATE_TEXT], end[DATE_TEXT];
    date_text(date_add_days(period->end, 1), end);
    if (period->kind == XBZ_INSTANT) {
        (void)snprintf(text, OIM_PERIOD, "%sT00:00:00", end);
    } else {
        date_text(period->start, start);
        (void)snprintf(text, OIM_PERIOD, "%sT00:00:00/%sT00:00:00", start, end);
    }
    return str_of(text);
}

void oim_unit(const struct report_unit *unit, struct xbz_str parts[3])
{
    parts[0] = parts[1] = parts[2] = STR("");
    if (!unit || unit->kind == XBZ_UNIT_PURE)
        return;
    if (unit->kind == XBZ_UNIT_OTHER) {
        parts[0] = unit->measures;
        return;
    }
    if (unit->kind == XBZ_UNIT_SHARES) {
        parts[0] = STR("xbrli:shares");
        return;
    }
    parts[0] = STR("iso4217:");
    parts[1] = unit->currency;
    if (unit->kind == XBZ_UNIT_PER_SHARE)
        parts[2] = STR("/xbrli:shares");
}

static void write_namespace(struct json *json, bool used, const char *prefix, struct xbz_str space)
{
    if (!used)
        return;
    json_key(json, str_of(prefix));
    json_string(json, space);
}

void oim_document_info(const struct oim *oim, struct json *json, const char *type, bool canonical, struct xbz_str space,
                       struct xbz_str schema)
{
    json_key(json, STR("documentInfo"));
    json_object(json, JSON_SPREAD);
    json_key(json, STR("documentType"));
    json_string(json, str_of(type));
    if (canonical) {
        json_key(json, STR("features"));
        json_object(json, JSON_LINE);
        json_key(json, STR("xbrl:canonicalValues"));
        json_bool(json, true);
        json_close(json);
    }
    json_key(json, STR("namespaces"));
    json_object(json, JSON_SPREAD);
    write_namespace(json, canonical, "xbrl", STR("https://xbrl.org/2021"));
    write_namespace(json, oim->base_used || oim->dei_used || oim->extension_used, oim->entity_prefix,
                    oim->report->scheme);
    if (oim->report->target) {
        write_namespace(json, oim->base_used, GAAP_PREFIX, oim->report->target->gaap_space);
        write_namespace(json, oim->dei_used, DEI_PREFIX, oim->report->target->dei_space);
    } else {
        write_namespace(json, oim->base_used, BASE_PREFIX, space);
    }
    if (oim->extension_used) {
        json_key(json, STR(EXTENSION_PREFIX));
        json_string3(json, STR(EXTENSION_SPACE), oim->report->name, STR(""));
    }
    write_namespace(json, oim->iso4217_used, "iso4217", STR("http://www.xbrl.org/2003/iso4217"));
    write_namespace(json, oim->xbrli_used, "xbrli", STR("http://www.xbrl.org/2003/instance"));
    write_namespace(json, oim->utr_used, "utr", STR("http://www.xbrl.org/2009/utr"));
    write_namespace(json, oim->source_used, OIM_SOURCE_PREFIX, STR(OIM_SOURCE_SPACE));
    json_close(json);
    if (oim->report->links && canonical) { /* xBRL-JSON */
        json_key(json, STR("linkTypes"));
        json_object(json, JSON_LINE);
        json_key(json, STR("footnote"));
        json_string(json, STR("http://www.xbrl.org/2003/arcrole/fact-footnote"));
        json_close(json);
        json_key(json, STR("linkGroups"));
        json_object(json, JSON_LINE);
        json_key(json, STR("_"));
        json_string(json, STR("http://www.xbrl.org/2003/role/link"));
        json_close(json);
    }
    json_key(json, STR("taxonomy"));
    json_array(json, JSON_LINE);
    json_string(json, schema);
    json_close(json);
    json_close(json);
}
