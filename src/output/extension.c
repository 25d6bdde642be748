/* extension.c - schema of one filing, with its linkbases. */
#include "output/extension.h"

#include <string.h>

#include "base/buf.h"
#include "base/charset.h"
#include "base/str.h"
#include "output/xml.h"

#define NAME_CAP       1024
#define LABEL_CHARS    511
#define LINKBASE_ROLE  "http://www.xbrl.org/2003/role/"
#define ARCROLE        "http://www.xbrl.org/2003/arcrole/"
#define SUMMATION_ITEM "https://xbrl.org/2023/arcrole/summation-item"

/* The statements of a filing: last part of the role, definition, and name of the abstract element at the root. */
static const struct statement_name {
    const char *role, *title, *root;
} statement_names[XBZ_STATEMENT_KINDS] = {
    [XBZ_NO_STATEMENT] = {"OtherFacts", "Other facts", "OtherFacts_Abstract"},
    [XBZ_BALANCE_SHEET] = {"BalanceSheet", "Balance sheet", "BalanceSheet_Abstract"},
    [XBZ_INCOME] = {"IncomeStatement", "Income statement", "IncomeStatement_Abstract"},
    [XBZ_COMPREHENSIVE_INCOME] = {"ComprehensiveIncome", "Comprehensive income", "ComprehensiveIncome_Abstract"},
    [XBZ_CASH_FLOW] = {"CashFlow", "Cash flow statement", "CashFlow_Abstract"},
    [XBZ_EQUITY] = {"ChangesInEquity", "Changes in equity", "ChangesInEquity_Abstract"},
    [XBZ_COVER] = {"DocumentInformation", "Document information", "DocumentInformation_Abstract"},
};

/* Statements as they follow each other in a report. */
static const enum xbz_statement_kind statement_order[] = {
    XBZ_COVER, XBZ_BALANCE_SHEET, XBZ_INCOME, XBZ_COMPREHENSIVE_INCOME, XBZ_CASH_FLOW, XBZ_EQUITY, XBZ_NO_STATEMENT,
};
#define N_STATEMENTS (sizeof statement_order / sizeof *statement_order)

struct writing {
    struct report *report;
    const struct extension_place *place;
    struct xml xml;
    struct buf text; /* a name put together */
};

bool extension_needs_file(const struct xbz_taxonomy_file *files, size_t n, size_t i)
{
    struct xbz_str name = str_of(files[i].name);
    if (str_ends_nocase(name, STR(".xsd")))
        return !str_ends_nocase(name, STR("-all.xsd"));
    if (!str_ends_nocase(name, STR(".xml")))
        return false;
    for (size_t k = 0; k < n; k++) {
        struct xbz_str text = {(const char *)files[k].bytes, files[k].n};
        if (str_eq(str_of(files[k].name), STR(BASE_SCHEMA)) && str_find(text, name, 0) != (size_t)-1)
            return true;
    }
    return false;
}

struct xbz_str extension_label(struct xbz_str label, char *out)
{
    size_t n = 0, chars = 0;
    bool blank = false;
    for (size_t i = 0; i < label.n;) {
        size_t used = 1;
        unsigned code = utf8_get(str_sub(label, i, label.n - i), &used);
        bool space = code <= ' ' || code == 0xA0 || code == '<' || (code >= 0x80 && used == 1);
        if (space) {
            blank = n > 0;
        } else {
            if (chars + 1 + blank > LABEL_CHARS)
                break;
            if (blank)
                out[n++] = ' ';
            memcpy(out + n, label.p + i, used);
            n += used;
            chars += 1 + (size_t)blank;
            blank = false;
        }
        i += used;
    }
    return (struct xbz_str){out, n};
}

/* first, the report's name, and second, as one string. */
static struct xbz_str named(struct writing *w, const char *first, const char *second)
{
    buf_clear(&w->text);
    buf_text(&w->text, first);
    buf_str(&w->text, w->report->name);
    buf_text(&w->text, second);
    return buf_view(&w->text);
}

/* The URI, or the id, of the role of a network. */
static struct xbz_str role_text(struct writing *w, enum xbz_statement_kind kind, unsigned network, bool uri)
{
    buf_clear(&w->text);
    if (uri) {
        buf_text(&w->text, EXTENSION_SPACE);
        buf_str(&w->text, w->report->name);
        buf_text(&w->text, "/role/");
    }
    buf_text(&w->text, statement_names[kind].role);
    if (network > 0)
        buf_printf(&w->text, "Sums%u", network + 1);
    return buf_view(&w->text);
}

static bool is_shown(const struct report *report, enum xbz_statement_kind kind)
{
    return report->statements[kind].places != NULL;
}

/* ---- schema ---- */

/* Where a file of the base taxonomy stands, seen from the filing's schema. */
static struct xbz_str base_href(struct writing *w, const char *file)
{
    buf_clear(&w->text);
    if (w->place->embedded) {
        buf_text(&w->text, w->place->base_folder);
    } else {
        buf_str(&w->text, w->place->space);
        buf_byte(&w->text, '/');
    }
    buf_text(&w->text, file);
    return buf_view(&w->text);
}

/* Labels of concepts: where the base taxonomy is at hand its own serve, else write_labels has those that are used. */
static void write_label_ref(struct writing *w)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:linkbaseRef");
    xml_attr(xml, "xlink:type", "simple");
    xml_attr_str(xml, "xlink:href", base_href(w, BASE_LABELS));
    xml_attr(xml, "xlink:role", LINKBASE_ROLE "labelLinkbaseRef");
    xml_attr(xml, "xlink:arcrole", "http://www.w3.org/1999/xlink/properties/linkbase");
    xml_close(xml);
}

static void write_role_type(struct writing *w, enum xbz_statement_kind kind, unsigned network)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:roleType");
    xml_attr_str(xml, "roleURI", role_text(w, kind, network, true));
    xml_attr_str(xml, "id", role_text(w, kind, network, false));
    buf_clear(&w->text);
    buf_printf(&w->text, "%u - %s - %s", (unsigned)kind * 10 + network, kind == XBZ_COVER ? "Document" : "Statement",
               statement_names[kind].title);
    if (network > 0)
        buf_printf(&w->text, " (sums %u)", network + 1);
    xml_leaf(xml, "link:definition", buf_view(&w->text));
    if (network == 0 && is_shown(w->report, kind))
        xml_leaf(xml, "link:usedOn", STR("link:presentationLink"));
    if (network < w->report->networks[kind])
        xml_leaf(xml, "link:usedOn", STR("link:calculationLink"));
    xml_close(xml);
}

static void write_import(struct writing *w, struct xbz_str space, struct xbz_str location)
{
    xml_open(&w->xml, "xs:import");
    xml_attr_str(&w->xml, "namespace", space);
    xml_attr_str(&w->xml, "schemaLocation", location);
    xml_close(&w->xml);
}

static const char *type_of(enum xbz_unit unit)
{
    switch (unit) {
    case XBZ_UNIT_MONEY:
        return "xbrli:monetaryItemType";
    case XBZ_UNIT_SHARES:
        return "xbrli:sharesItemType";
    case XBZ_UNIT_PER_SHARE:
        return "num:perShareItemType";
    case XBZ_UNIT_PURE:
        return "xbrli:pureItemType";
    default:
        return "xbrli:stringItemType";
    }
}

static void write_element(struct writing *w, struct xbz_str name, const char *type, bool abstract, bool instant)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "xs:element");
    xml_attr_str(xml, "name", name);
    xml_attr_pair(xml, "id", EXTENSION_PREFIX "_", name);
    xml_attr(xml, "type", type);
    xml_attr(xml, "substitutionGroup", "xbrli:item");
    if (abstract)
        xml_attr(xml, "abstract", "true");
    xml_attr(xml, "nillable", "true");
    xml_attr(xml, "xbrli:periodType", instant ? "instant" : "duration");
    xml_close(xml);
}

/* ---- linkbases ---- */

static void write_role_ref(struct writing *w, enum xbz_statement_kind kind, unsigned network)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:roleRef");
    xml_attr_str(xml, "roleURI", role_text(w, kind, network, true));
    xml_attr(xml, "xlink:type", "simple");
    xml_attr_pair(xml, "xlink:href", "#", role_text(w, kind, network, false));
    xml_close(xml);
}

/* Labels of locators and resources are short: they are read by programs only, and stand everywhere. */
static void label_attribute(struct writing *w, const char *attribute, const char *prefix, unsigned number)
{
    buf_clear(&w->text);
    buf_printf(&w->text, "%s%u", prefix, number);
    xml_attr_str(&w->xml, attribute, buf_view(&w->text));
}

static void locate_root(struct writing *w, enum xbz_statement_kind kind)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    xml_attr_pair(xml, "xlink:href", "#" EXTENSION_PREFIX "_", str_of(statement_names[kind].root));
    label_attribute(w, "xlink:label", "root", (unsigned)kind);
    xml_close(xml);
}

static void locate(struct writing *w, const struct report_element *element)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    if (element->concept) {
        (void)base_href(w, BASE_SCHEMA "#" BASE_PREFIX "_");
        buf_str(&w->text, report_element_name(element));
        xml_attr_str(xml, "xlink:href", buf_view(&w->text));
    } else {
        xml_attr_pair(xml, "xlink:href", "#" EXTENSION_PREFIX "_", report_element_name(element));
    }
    label_attribute(w, "xlink:label", "e", element->number);
    xml_close(xml);
}

static void write_label(struct writing *w, struct xbz_str text, const char *role, const char *prefix, unsigned number)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:label");
    xml_attr(xml, "xlink:type", "resource");
    label_attribute(w, "xlink:label", prefix, number);
    xml_attr_pair(xml, "xlink:role", LINKBASE_ROLE, str_of(role));
    xml_attr(xml, "xml:lang", "en");
    xml_text(xml, text);
    xml_close(xml);
}

static void write_label_arc(struct writing *w, const char *from, const char *to, unsigned number)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:labelArc");
    xml_attr(xml, "xlink:type", "arc");
    xml_attr(xml, "xlink:arcrole", ARCROLE "concept-label");
    label_attribute(w, "xlink:from", from, number);
    label_attribute(w, "xlink:to", to, number);
    xml_close(xml);
}

static void write_element_labels(struct writing *w, const struct report_element *element)
{
    char clean[EXTENSION_LABEL];
    const struct xbz_concept *concept = element->concept;
    if (concept && (!w->place->embedded || concept->label.n == 0))
        return;
    struct xbz_str text = concept ? concept->label : extension_label(element->extension.label, clean);
    locate(w, element);
    write_label(w, text.n > 0 ? text : report_element_name(element), "label", "label", element->number);
    if (concept && concept->total_label.n > 0)
        write_label(w, concept->total_label, "totalLabel", "label", element->number);
    write_label_arc(w, "e", "label", element->number);
}

static void write_labels(struct writing *w)
{
    xml_open(&w->xml, "link:linkbase");
    xml_open(&w->xml, "link:labelLink");
    xml_attr(&w->xml, "xlink:type", "extended");
    xml_attr(&w->xml, "xlink:role", LINKBASE_ROLE "link");
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        enum xbz_statement_kind kind = statement_order[i];
        if (!is_shown(w->report, kind))
            continue;
        locate_root(w, kind);
        write_label(w, str_of(statement_names[kind].title), "label", "rootLabel", (unsigned)kind);
        write_label_arc(w, "root", "rootLabel", (unsigned)kind);
    }
    for (const struct report_element *element = w->report->elements; element; element = element->next)
        write_element_labels(w, element);
    xml_close(&w->xml);
    xml_close(&w->xml);
}

static void write_statement(struct writing *w, enum xbz_statement_kind kind)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:presentationLink");
    xml_attr(xml, "xlink:type", "extended");
    xml_attr_str(xml, "xlink:role", role_text(w, kind, 0, true));
    locate_root(w, kind);
    unsigned order = 1;
    for (const struct report_place *place = w->report->statements[kind].places; place; place = place->next) {
        const struct xbz_concept *concept = place->element->concept;
        locate(w, place->element);
        xml_open(xml, "link:presentationArc");
        xml_attr(xml, "xlink:type", "arc");
        xml_attr(xml, "xlink:arcrole", ARCROLE "parent-child");
        label_attribute(w, "xlink:from", "root", (unsigned)kind);
        label_attribute(w, "xlink:to", "e", place->element->number);
        xml_attr_int(xml, "order", order++);
        if (place->total && concept && concept->total_label.n > 0)
            xml_attr(xml, "preferredLabel", LINKBASE_ROLE "totalLabel");
        xml_close(xml);
    }
    xml_close(xml);
}

static void write_presentation(struct writing *w)
{
    xml_open(&w->xml, "link:linkbase");
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        if (is_shown(w->report, statement_order[i]))
            write_role_ref(w, statement_order[i], 0);
    }
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        if (is_shown(w->report, statement_order[i]))
            write_statement(w, statement_order[i]);
    }
    xml_close(&w->xml);
}

/* Locates an element once in an extended link. */
static void locate_once(struct writing *w, struct report_element *element, unsigned mark)
{
    if (element->mark != mark)
        locate(w, element);
    element->mark = mark;
}

static void write_sum(struct writing *w, const struct report_sum *sum, unsigned mark)
{
    struct xml *xml = &w->xml;
    locate_once(w, sum->total, mark);
    for (size_t i = 0; i < sum->n_parts; i++) {
        locate_once(w, sum->parts[i].element, mark);
        xml_open(xml, "link:calculationArc");
        xml_attr(xml, "xlink:type", "arc");
        xml_attr(xml, "xlink:arcrole", SUMMATION_ITEM);
        label_attribute(w, "xlink:from", "e", sum->total->number);
        label_attribute(w, "xlink:to", "e", sum->parts[i].element->number);
        xml_attr_int(xml, "order", (int64_t)i + 1);
        xml_attr_int(xml, "weight", sum->parts[i].weight);
        xml_close(xml);
    }
}

static void write_network(struct writing *w, enum xbz_statement_kind kind, unsigned network, unsigned mark)
{
    xml_open(&w->xml, "link:calculationLink");
    xml_attr(&w->xml, "xlink:type", "extended");
    xml_attr_str(&w->xml, "xlink:role", role_text(w, kind, network, true));
    for (const struct report_sum *sum = w->report->sums; sum; sum = sum->next) {
        if (sum->statement == kind && sum->network == network)
            write_sum(w, sum, mark);
    }
    xml_close(&w->xml);
}

static void write_calculation(struct writing *w)
{
    struct xml *xml = &w->xml;
    xml_open(&w->xml, "link:linkbase");
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        for (unsigned network = 0; network < w->report->networks[statement_order[i]]; network++)
            write_role_ref(w, statement_order[i], network);
    }
    xml_open(xml, "link:arcroleRef");
    xml_attr(xml, "arcroleURI", SUMMATION_ITEM);
    xml_attr(xml, "xlink:type", "simple");
    xml_attr(xml, "xlink:href", "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item");
    xml_close(xml);
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        for (unsigned network = 0; network < w->report->networks[statement_order[i]]; network++)
            write_network(w, statement_order[i], network, ++w->report->mark);
    }
    xml_close(xml);
}

/* ---- the schema as a whole ---- */

static void write_appinfo(struct writing *w)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "xs:annotation");
    xml_open(xml, "xs:appinfo");
    if (!w->place->embedded)
        write_label_ref(w);
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        enum xbz_statement_kind kind = statement_order[i];
        unsigned networks = w->report->networks[kind];
        if (networks == 0 && is_shown(w->report, kind))
            networks = 1;
        for (unsigned network = 0; network < networks; network++)
            write_role_type(w, kind, network);
    }
    write_labels(w);
    write_presentation(w);
    if (w->report->n_sums > 0)
        write_calculation(w);
    xml_close(xml);
    xml_close(xml);
}

static void write_schema(struct writing *w)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "xs:schema");
    xml_attr(xml, "xmlns:xs", "http://www.w3.org/2001/XMLSchema");
    xml_attr(xml, "xmlns:xbrli", "http://www.xbrl.org/2003/instance");
    xml_attr(xml, "xmlns:link", "http://www.xbrl.org/2003/linkbase");
    xml_attr(xml, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    xml_attr(xml, "xmlns:num", "http://www.xbrl.org/dtr/type/numeric");
    xml_attr_str(xml, "xmlns:" EXTENSION_PREFIX, named(w, EXTENSION_SPACE, ""));
    xml_attr_str(xml, "targetNamespace", named(w, EXTENSION_SPACE, ""));
    xml_attr(xml, "elementFormDefault", "qualified");
    xml_attr(xml, "attributeFormDefault", "unqualified");
    write_appinfo(w);
    write_import(w, STR("http://www.xbrl.org/2003/instance"),
                 STR("http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"));
    write_import(w, STR("http://www.xbrl.org/dtr/type/numeric"),
                 STR("http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd"));
    write_import(w, w->place->space, base_href(w, BASE_SCHEMA));
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        if (is_shown(w->report, statement_order[i]))
            write_element(w, str_of(statement_names[statement_order[i]].root), type_of(XBZ_UNIT_NONE), true, false);
    }
    for (const struct report_element *element = w->report->elements; element; element = element->next) {
        const struct xbz_extension *x = &element->extension;
        if (!element->concept)
            write_element(w, x->name, type_of(x->unit), false, x->period == XBZ_INSTANT);
    }
    xml_close(xml);
}

enum xbz_status extension_write(struct report *report, const struct extension_place *place, struct stream *to)
{
    struct writing w = {.report = report, .place = place};
    enum xbz_status status = XBZ_OK;
    buf_init(&w.text, NAME_CAP);
    xml_begin(&w.xml, to);
    write_schema(&w);
    xml_end(&w.xml);
    if (w.text.no_memory)
        status = run_fail(report->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    else if (w.text.full)
        status = run_fail(report->run, XBZ_D_ARENA_FULL, NOWHERE, "a name of the extension schema");
    buf_free(&w.text);
    return status;
}
