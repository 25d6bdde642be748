/* extension.c - schema of one filing, with its linkbases. */
#include "output/extension.h"

#include <string.h>

#include "base/charset.h"
#include "base/str.h"
#include "output/extension_parts.h"

#define NAME_CAP    1024
#define LABEL_CHARS 511

const struct statement_name statement_names[XBZ_STATEMENT_KINDS] = {
    [XBZ_NO_STATEMENT] = {"OtherFacts", "Disclosure", "Other facts", "OtherFacts_Abstract"},
    [XBZ_BALANCE_SHEET] = {"BalanceSheet", "Statement", "Balance sheet", "BalanceSheet_Abstract"},
    [XBZ_INCOME] = {"IncomeStatement", "Statement", "Income statement", "IncomeStatement_Abstract"},
    [XBZ_COMPREHENSIVE_INCOME] = {"ComprehensiveIncome", "Statement", "Comprehensive income",
                                  "ComprehensiveIncome_Abstract"},
    [XBZ_CASH_FLOW] = {"CashFlow", "Statement", "Cash flow statement", "CashFlow_Abstract"},
    [XBZ_EQUITY] = {"ChangesInEquity", "Statement", "Changes in equity", "ChangesInEquity_Abstract"},
    [XBZ_COVER] = {"DocumentInformation", "Document", "Document and entity information",
                   "DocumentInformation_Abstract"},
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

struct xbz_str extension_role(struct writing *w, enum xbz_statement_kind kind, unsigned network, bool uri)
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

struct xbz_str extension_axis_role(struct writing *w, const struct report_element *axis, bool uri)
{
    buf_clear(&w->text);
    if (uri)
        (void)named(w, EXTENSION_SPACE, "/role/");
    buf_text(&w->text, "Dimension_");
    buf_str(&w->text, report_element_name(axis));
    return buf_view(&w->text);
}

bool extension_is_axis(const struct report_element *element)
{
    return !element->concept && element->extension.kind == XBZ_ELEMENT_AXIS;
}

bool extension_shows(const struct report *report, enum xbz_statement_kind kind)
{
    return report->statements[kind].places != NULL;
}

/* Where a statement stands in the filing; the document's information first, one that has nothing but sums last. */
static uint64_t first_order(const struct report *report, enum xbz_statement_kind kind)
{
    const struct report_place *first = report->statements[kind].places;
    return !first ? UINT64_MAX : kind == XBZ_COVER ? 0 : (uint64_t)first->order + 1;
}

static void order_statements(struct writing *w)
{
    w->n_order = 0;
    for (unsigned kind = 0; kind < XBZ_STATEMENT_KINDS; kind++) {
        uint64_t first = first_order(w->report, (enum xbz_statement_kind)kind);
        size_t at = w->n_order;
        if (!extension_shows(w->report, (enum xbz_statement_kind)kind) && w->report->networks[kind] == 0)
            continue;
        for (; at > 0 && first_order(w->report, w->order[at - 1]) > first; at--)
            w->order[at] = w->order[at - 1];
        w->order[at] = (enum xbz_statement_kind)kind;
        w->n_order++;
    }
}

struct xbz_str extension_title(const struct writing *w, enum xbz_statement_kind kind)
{
    struct xbz_str title = w->report->statements[kind].title;
    return title.n > 0 ? title : str_of(statement_names[kind].title);
}

/* ---- schema ---- */

struct xbz_str extension_base(struct writing *w, const char *file)
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
    xml_attr_str(xml, "xlink:href", extension_base(w, BASE_LABELS));
    xml_attr(xml, "xlink:role", LINKBASE_ROLE "labelLinkbaseRef");
    xml_attr(xml, "xlink:arcrole", "http://www.w3.org/1999/xlink/properties/linkbase");
    xml_close(xml);
}

/* "0002 - Statement - CONSOLIDATED BALANCE SHEETS" (EDGAR Filer Manual 6.7.12): viewers sort by it. */
static void write_role_type(struct writing *w, enum xbz_statement_kind kind, unsigned network, unsigned number)
{
    struct xml *xml = &w->xml;
    char title[EXTENSION_LABEL];
    xml_open(xml, "link:roleType");
    xml_attr_str(xml, "roleURI", extension_role(w, kind, network, true));
    xml_attr_str(xml, "id", extension_role(w, kind, network, false));
    buf_clear(&w->text);
    buf_printf(&w->text, "%04u - %s - ", number, statement_names[kind].type);
    buf_str(&w->text, extension_label(extension_title(w, kind), title));
    if (network > 0)
        buf_printf(&w->text, " (sums %u)", network + 1);
    xml_leaf(xml, "link:definition", buf_view(&w->text));
    if (network == 0 && extension_shows(w->report, kind))
        xml_leaf(xml, "link:usedOn", STR("link:presentationLink"));
    if (network < w->report->networks[kind])
        xml_leaf(xml, "link:usedOn", STR("link:calculationLink"));
    xml_close(xml);
}

static void write_axis_role(struct writing *w, const struct report_element *axis, unsigned number)
{
    struct xml *xml = &w->xml;
    char label[EXTENSION_LABEL];
    xml_open(xml, "link:roleType");
    xml_attr_str(xml, "roleURI", extension_axis_role(w, axis, true));
    xml_attr_str(xml, "id", extension_axis_role(w, axis, false));
    buf_clear(&w->text);
    buf_printf(&w->text, "%04u - Disclosure - ", number);
    buf_str(&w->text, extension_label(axis->extension.label, label));
    xml_leaf(xml, "link:definition", buf_view(&w->text));
    xml_leaf(xml, "link:usedOn", STR("link:definitionLink"));
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
    case XBZ_UNIT_OTHER:
        return "xbrli:decimalItemType";
    default:
        return "xbrli:stringItemType";
    }
}

static void open_element(struct writing *w, struct xbz_str name, const char *type, const char *group)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "xs:element");
    xml_attr_str(xml, "name", name);
    xml_attr_pair(xml, "id", EXTENSION_PREFIX "_", name);
    xml_attr(xml, "type", type);
    if (group)
        xml_attr(xml, "substitutionGroup", group);
}

static void write_element(struct writing *w, struct xbz_str name, const char *type, bool abstract, bool instant)
{
    struct xml *xml = &w->xml;
    open_element(w, name, type, "xbrli:item");
    if (abstract)
        xml_attr(xml, "abstract", "true");
    xml_attr(xml, "nillable", "true");
    xml_attr(xml, "xbrli:periodType", instant ? "instant" : "duration");
    xml_close(xml);
}

/* An element of dimensions is abstract and holds for any period (XBRL Dimensions 1.0, section 2.5; EDGAR Filer Manual
 * 6.8.12 and 6.8.14). */
static void write_dimension_element(struct writing *w, const struct xbz_extension *x)
{
    struct xml *xml = &w->xml;
    bool member = x->kind == XBZ_ELEMENT_MEMBER;
    open_element(w, x->name, member ? "nonnum:domainItemType" : type_of(XBZ_UNIT_NONE),
                 member ? "xbrli:item" : "xbrldt:dimensionItem");
    xml_attr(xml, "abstract", "true");
    xml_attr(xml, "nillable", "true");
    xml_attr(xml, "xbrli:periodType", "duration");
    if (x->kind == XBZ_ELEMENT_TYPED_AXIS)
        xml_attr(xml, "xbrldt:typedDomainRef", "#" EXTENSION_PREFIX "_" TYPED_DOMAIN);
    xml_close(xml);
}

static void write_extension_element(struct writing *w, const struct xbz_extension *x)
{
    if (x->kind == XBZ_ELEMENT_ITEM)
        write_element(w, x->name, type_of(x->unit), false, x->period == XBZ_INSTANT);
    else
        write_dimension_element(w, x);
}

static bool has_kind(const struct report *report, enum xbz_element_kind kind)
{
    const struct report_element *element = report->elements;
    while (element && (element->concept || element->extension.kind != kind))
        element = element->next;
    return element != NULL;
}

/* ---- the schema as a whole ---- */

bool extension_has_labels(const struct writing *w)
{
    return w->place->embedded || w->report->target;
}

static void write_base_imports(struct writing *w)
{
    const struct xbz_target *target = w->report->target;
    if (target) {
        write_import(w, target->gaap_space, target->gaap_schema);
        write_import(w, target->dei_space, target->dei_schema);
    } else {
        write_import(w, w->place->space, extension_base(w, BASE_SCHEMA));
    }
}

static void write_appinfo(struct writing *w)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "xs:annotation");
    xml_open(xml, "xs:appinfo");
    if (!extension_has_labels(w))
        write_label_ref(w);
    unsigned number = 0;
    for (size_t i = 0; i < w->n_order; i++) {
        unsigned networks = w->report->networks[w->order[i]] ? w->report->networks[w->order[i]] : 1;
        for (unsigned network = 0; network < networks; network++)
            write_role_type(w, w->order[i], network, ++number);
    }
    for (const struct report_element *element = w->report->elements; element; element = element->next) {
        if (extension_is_axis(element))
            write_axis_role(w, element, ++number);
    }
    extension_write_links(w);
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
    if (w->report->dimensions) {
        xml_attr(xml, "xmlns:nonnum", "http://www.xbrl.org/dtr/type/non-numeric");
        xml_attr(xml, "xmlns:xbrldt", XBRLDT);
    }
    xml_attr_str(xml, "xmlns:" EXTENSION_PREFIX, named(w, EXTENSION_SPACE, ""));
    xml_attr_str(xml, "targetNamespace", named(w, EXTENSION_SPACE, ""));
    xml_attr(xml, "elementFormDefault", "qualified");
    xml_attr(xml, "attributeFormDefault", "unqualified");
    write_import(w, STR("http://www.xbrl.org/2003/instance"),
                 STR("http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"));
    write_import(w, STR("http://www.xbrl.org/dtr/type/numeric"),
                 STR("http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd"));
    if (w->report->dimensions) {
        write_import(w, STR("http://www.xbrl.org/dtr/type/non-numeric"),
                     STR("http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd"));
        write_import(w, STR(XBRLDT), STR("http://www.xbrl.org/2005/xbrldt-2005.xsd"));
    }
    write_base_imports(w);
    for (size_t i = 0; i < w->n_order; i++) {
        if (extension_shows(w->report, w->order[i]))
            write_element(w, str_of(statement_names[w->order[i]].root), type_of(XBZ_UNIT_NONE), true, false);
    }
    for (const struct report_heading *heading = w->report->headings; heading; heading = heading->next)
        write_element(w, heading->from->name, type_of(XBZ_UNIT_NONE), true, false);
    for (const struct report_element *element = w->report->elements; element; element = element->next) {
        if (!element->concept)
            write_extension_element(w, &element->extension);
    }
    if (has_kind(w->report, XBZ_ELEMENT_TYPED_AXIS)) {
        open_element(w, STR(TYPED_DOMAIN), "xs:string", NULL);
        xml_close(xml);
    }
    write_appinfo(w);
    xml_close(xml);
}

enum xbz_status extension_write(struct report *report, const struct extension_place *place, struct stream *to)
{
    struct writing w = {.report = report, .place = place};
    enum xbz_status status = XBZ_OK;
    buf_init(&w.text, NAME_CAP);
    order_statements(&w);
    xml_begin(&w.xml, to, place->layout);
    write_schema(&w);
    xml_end(&w.xml);
    if (w.text.no_memory)
        status = run_fail(report->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    else if (w.text.full)
        status = run_fail(report->run, XBZ_D_ARENA_FULL, NOWHERE, "a name of the extension schema");
    buf_free(&w.text);
    return status;
}
