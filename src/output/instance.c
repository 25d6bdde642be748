/* instance.c - XBRL 2.1 instances in one pass. */
#include "output/instance.h"

#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "output/extension.h"

#define ID_TEXT 24

static struct xbz_str date_str(struct xbz_date date, char buf[DATE_TEXT])
{
    date_text(date, buf);
    return str_of(buf);
}

static const char *context_id(const struct report_context *context, char buf[ID_TEXT])
{
    (void)snprintf(buf, ID_TEXT, "c%u", context->id);
    return buf;
}

void instance_namespaces(struct xml *xml, const struct report *report, struct xbz_str space, bool extension)
{
    xml_attr(xml, "xmlns:xbrli", "http://www.xbrl.org/2003/instance");
    xml_attr(xml, "xmlns:link", "http://www.xbrl.org/2003/linkbase");
    xml_attr(xml, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    xml_attr(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml_attr(xml, "xmlns:iso4217", "http://www.xbrl.org/2003/iso4217");
    if (report->target) {
        xml_attr_str(xml, "xmlns:" GAAP_PREFIX, report->target->gaap_space);
        xml_attr_str(xml, "xmlns:" DEI_PREFIX, report->target->dei_space);
    } else {
        xml_attr_str(xml, "xmlns:" BASE_PREFIX, space);
    }
    if (extension)
        xml_attr_pair(xml, "xmlns:" EXTENSION_PREFIX, EXTENSION_SPACE, report->name);
}

void instance_schema_ref(struct xml *xml, struct xbz_str href)
{
    xml_open(xml, "link:schemaRef");
    xml_attr(xml, "xlink:type", "simple");
    xml_attr_str(xml, "xlink:href", href);
    xml_close(xml);
}

void instance_begin(struct instance *instance, struct stream *to, const struct report *report,
                    const struct instance_options *options)
{
    struct xml *xml = &instance->xml;
    instance->report = report;
    instance->n_facts = 0;
    instance->ids = options->ids;
    xml_begin(xml, to, options->layout);
    xml_open(xml, "xbrli:xbrl");
    instance_namespaces(xml, report, options->space, options->extension);
    instance_schema_ref(xml, options->href);
}

/* The prefix of XBRL Dimensions is declared where it is used: most instances do without. */
static void write_segment(struct xml *xml, const struct report_context *context)
{
    xml_open(xml, "xbrli:segment");
    xml_attr(xml, "xmlns:xbrldi", "http://xbrl.org/2006/xbrldi");
    for (size_t i = 0; i < context->n_dimensions; i++) {
        const struct report_dimension *d = &context->dimensions[i];
        xml_open(xml, d->member ? "xbrldi:explicitMember" : "xbrldi:typedMember");
        xml_attr_pair(xml, "dimension", EXTENSION_PREFIX ":", report_element_name(d->axis));
        if (d->member) {
            xml_text(xml, STR(EXTENSION_PREFIX ":"));
            xml_text(xml, report_element_name(d->member));
        } else {
            xml_leaf(xml, EXTENSION_PREFIX ":" TYPED_DOMAIN, d->value);
        }
        xml_close(xml);
    }
    xml_close(xml);
}

void instance_context(struct xml *xml, const struct report *report, const struct report_context *context)
{
    const struct xbz_period *period = &context->period;
    char id[ID_TEXT], date[DATE_TEXT];
    xml_open(xml, "xbrli:context");
    xml_attr(xml, "id", context_id(context, id));
    xml_open(xml, "xbrli:entity");
    xml_open(xml, "xbrli:identifier");
    xml_attr_str(xml, "scheme", report->scheme);
    xml_text(xml, report->identifier);
    xml_close(xml);
    if (context->n_dimensions > 0)
        write_segment(xml, context);
    xml_close(xml);
    xml_open(xml, "xbrli:period");
    if (period->kind == XBZ_INSTANT) {
        xml_leaf(xml, "xbrli:instant", date_str(period->end, date));
    } else {
        xml_leaf(xml, "xbrli:startDate", date_str(period->start, date));
        xml_leaf(xml, "xbrli:endDate", date_str(period->end, date));
    }
    xml_close(xml);
    xml_close(xml);
}

static void write_measure(struct xml *xml, const char *prefix, struct xbz_str name)
{
    xml_open(xml, "xbrli:measure");
    xml_text(xml, str_of(prefix));
    xml_text(xml, name);
    xml_close(xml);
}

/* The measures of one side, "(utr:kg*utr:m)". */
static void write_measures(struct xml *xml, struct xbz_str side)
{
    for (size_t at = 0, end; at < side.n; at = end + 1) {
        for (end = at; end < side.n && !strchr("()*", side.p[end]);)
            end++;
        if (end > at)
            write_measure(xml, "", str_sub(side, at, end - at));
    }
}

static void write_other_unit(struct xml *xml, struct xbz_str measures)
{
    size_t line = str_find(measures, STR("/"), 0);
    if (str_find(measures, STR("utr:"), 0) != (size_t)-1)
        xml_attr(xml, "xmlns:utr", "http://www.xbrl.org/2009/utr");
    if (line == (size_t)-1) {
        write_measures(xml, measures);
        return;
    }
    xml_open(xml, "xbrli:divide");
    xml_open(xml, "xbrli:unitNumerator");
    write_measures(xml, str_sub(measures, 0, line));
    xml_close(xml);
    xml_open(xml, "xbrli:unitDenominator");
    write_measures(xml, str_sub(measures, line + 1, measures.n));
    xml_close(xml);
    xml_close(xml);
}

void instance_unit(struct xml *xml, const struct report_unit *unit)
{
    xml_open(xml, "xbrli:unit");
    xml_attr_str(xml, "id", unit->id);
    switch (unit->kind) {
    case XBZ_UNIT_MONEY:
        write_measure(xml, "iso4217:", unit->currency);
        break;
    case XBZ_UNIT_PER_SHARE:
        xml_open(xml, "xbrli:divide");
        xml_open(xml, "xbrli:unitNumerator");
        write_measure(xml, "iso4217:", unit->currency);
        xml_close(xml);
        xml_open(xml, "xbrli:unitDenominator");
        write_measure(xml, "xbrli:", STR("shares"));
        xml_close(xml);
        xml_close(xml);
        break;
    case XBZ_UNIT_SHARES:
        write_measure(xml, "xbrli:", STR("shares"));
        break;
    case XBZ_UNIT_OTHER:
        write_other_unit(xml, unit->measures);
        break;
    default:
        write_measure(xml, "xbrli:", STR("pure"));
        break;
    }
    xml_close(xml);
}

void instance_fact(struct instance *instance, const struct xbz_fact *fact, const struct report_entry *entry)
{
    struct xml *xml = &instance->xml;
    char id[ID_TEXT];
    if (entry->new_context)
        instance_context(xml, instance->report, entry->context);
    if (entry->new_unit)
        instance_unit(xml, entry->unit);
    xml_open_name(xml, report_prefix(instance->report, entry->element), report_element_name(entry->element));
    (void)snprintf(id, sizeof id, "f%llu", (unsigned long long)++instance->n_facts);
    if (instance->ids || report_links(instance->report))
        xml_attr(xml, "id", id);
    if (entry->unit)
        xml_attr_str(xml, "unitRef", entry->unit->id);
    if (report_element_is_text(entry->element))
        xml_attr(xml, "xml:lang", FACT_LANGUAGE);
    if (fact->nil)
        xml_attr(xml, "xsi:nil", "true");
    else if (entry->unit && fact->decimals == DECIMALS_EXACT)
        xml_attr(xml, "decimals", "INF");
    else if (entry->unit)
        xml_attr_int(xml, "decimals", fact->decimals);
    /* What changes from fact to fact goes last: it compresses better. */
    xml_attr(xml, "contextRef", context_id(entry->context, id));
    if (!fact->nil)
        xml_text(xml, fact->value);
    xml_close(xml);
}

/* A footnote link: locators of facts, the notes, and arcs between them (XBRL 2.1 section 4.11). */
static void write_footnotes(struct instance *instance)
{
    struct xml *xml = &instance->xml;
    char id[ID_TEXT];
    uint64_t located = 0;
    xml_open(xml, "link:footnoteLink");
    xml_attr(xml, "xlink:type", "extended");
    xml_attr(xml, "xlink:role", "http://www.xbrl.org/2003/role/link");
    for (const struct report_note *note = instance->report->notes; note; note = note->next) {
        xml_open(xml, "link:footnote");
        xml_attr(xml, "xlink:type", "resource");
        (void)snprintf(id, sizeof id, "n%u", note->number);
        xml_attr(xml, "xlink:label", id);
        xml_attr(xml, "id", id);
        xml_attr(xml, "xlink:role", "http://www.xbrl.org/2003/role/footnote");
        xml_attr(xml, "xml:lang", FACT_LANGUAGE);
        xml_text(xml, note->from->text);
        xml_close(xml);
    }
    for (const struct report_link *link = instance->report->links; link; link = link->next) {
        (void)snprintf(id, sizeof id, "f%llu", (unsigned long long)link->fact);
        if (link->fact != located) {
            xml_open(xml, "link:loc");
            xml_attr(xml, "xlink:type", "locator");
            xml_attr_pair(xml, "xlink:href", "#", str_of(id));
            xml_attr(xml, "xlink:label", id);
            xml_close(xml);
        }
        located = link->fact;
        xml_open(xml, "link:footnoteArc");
        xml_attr(xml, "xlink:type", "arc");
        xml_attr(xml, "xlink:arcrole", "http://www.xbrl.org/2003/arcrole/fact-footnote");
        xml_attr(xml, "xlink:from", id);
        (void)snprintf(id, sizeof id, "n%u", link->note->number);
        xml_attr(xml, "xlink:to", id);
        xml_close(xml);
    }
    xml_close(xml);
}

void instance_end(struct instance *instance)
{
    if (instance->report->links)
        write_footnotes(instance);
    xml_close(&instance->xml);
    xml_end(&instance->xml);
}
