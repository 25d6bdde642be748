/* extension_links.c - the linkbase in the schema of one filing: presentation and calculation of its statements.
 *
 * What belongs to a statement stands together - presentation, sums, labels -, and in each extended link locators go
 * before arcs, both numbered by their place in the link: that is easy to follow, and compresses better by a seventh than
 * one link after the other with numbers of the whole filing. */
#include <string.h>

#include "base/str.h"
#include "output/extension_parts.h"

#define SUMMATION_ITEM "https://xbrl.org/2023/arcrole/summation-item"

/* ---- links ---- */

struct extended_link extension_open_link(struct writing *w, const char *name, struct xbz_str role)
{
    xml_open(&w->xml, name);
    xml_attr(&w->xml, "xlink:type", "extended");
    xml_attr_str(&w->xml, "xlink:role", role);
    return (struct extended_link){++w->report->mark, 0};
}

/* Labels of locators and resources are short: they are read by programs only, and stand everywhere. */
void extension_label_attribute(struct writing *w, const char *attribute, const char *prefix, unsigned number)
{
    buf_clear(&w->text);
    buf_printf(&w->text, "%s%u", prefix, number);
    xml_attr_str(&w->xml, attribute, buf_view(&w->text));
}

unsigned extension_locate_own(struct writing *w, struct extended_link *link, struct xbz_str name)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    xml_attr_pair(xml, "xlink:href", "#" EXTENSION_PREFIX "_", name);
    extension_label_attribute(w, "xlink:label", LOCATOR, ++link->n);
    xml_close(xml);
    return link->n;
}

/* The address of an element of the base taxonomy, up to its name. */
static void base_element(struct writing *w, const struct report_element *element)
{
    const struct xbz_target *target = w->report->target;
    const char *prefix = report_prefix(w->report, element);
    if (!target) {
        (void)extension_base(w, BASE_SCHEMA);
    } else {
        buf_clear(&w->text);
        buf_str(&w->text, strcmp(prefix, DEI_PREFIX) == 0 ? target->dei_schema : target->gaap_schema);
    }
    buf_printf(&w->text, "#%s_", prefix);
}

unsigned extension_locate(struct writing *w, struct extended_link *link, const struct report_element *element)
{
    struct xml *xml = &w->xml;
    if (!element->concept)
        return extension_locate_own(w, link, report_element_name(element));
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    base_element(w, element);
    buf_str(&w->text, report_element_name(element));
    xml_attr_str(xml, "xlink:href", buf_view(&w->text));
    extension_label_attribute(w, "xlink:label", LOCATOR, ++link->n);
    xml_close(xml);
    return link->n;
}

unsigned extension_locate_once(struct writing *w, struct extended_link *link, struct report_element *element)
{
    if (element->mark != link->mark)
        element->locator = extension_locate(w, link, element);
    element->mark = link->mark;
    return element->locator;
}

void extension_open_arc(struct writing *w, const char *name, const char *arcrole, unsigned from, unsigned to)
{
    struct xml *xml = &w->xml;
    xml_open(xml, name);
    xml_attr(xml, "xlink:type", "arc");
    xml_attr(xml, "xlink:arcrole", arcrole);
    extension_label_attribute(w, "xlink:from", LOCATOR, from);
    extension_label_attribute(w, "xlink:to", LOCATOR, to);
}

/* ---- presentation ---- */

/* A heading or a line item in a statement while it is written.  The root is the first locator of its link. */
#define ROOT 1
struct node {
    const struct report_heading *heading; /* NULL: it is a place */
    const struct report_place *place;
    unsigned locator, parent;
};
typedef void node_fn(struct writing *w, struct extended_link *link, const struct node *node);

static unsigned parent_locator(const struct report_heading *heading)
{
    return heading ? heading->locator : ROOT;
}

/* The headings over a place that have not been shown, the outermost first. */
static void each_heading(struct writing *w, struct extended_link *link, struct report_heading *heading, unsigned mark,
                         unsigned *number, node_fn *visit)
{
    while (heading && heading->mark != mark) {
        struct report_heading *next = heading;
        while (next->parent && next->parent->mark != mark)
            next = next->parent;
        next->mark = mark;
        next->locator = ++*number;
        visit(w, link, &(struct node){next, NULL, next->locator, parent_locator(next->parent)});
    }
}

static void each_node(struct writing *w, struct extended_link *link, enum xbz_statement_kind kind, node_fn *visit)
{
    unsigned mark = ++w->report->mark, number = ROOT;
    for (const struct report_place *place = w->report->statements[kind].places; place; place = place->next) {
        each_heading(w, link, place->heading, mark, &number, visit);
        visit(w, link, &(struct node){NULL, place, ++number, parent_locator(place->heading)});
    }
}

/* Each place has a locator: no two arcs of a link may have the same ends (XLink 1.0 section 5.1.3), and an element may
 * stand twice under a heading. */
static void locate_node(struct writing *w, struct extended_link *link, const struct node *node)
{
    if (node->heading)
        (void)extension_locate_own(w, link, node->heading->from->name);
    else
        (void)extension_locate(w, link, node->place->element);
}

/* Orders rise through all of a statement, so they are distinct below each parent. */
static void write_node_arc(struct writing *w, struct extended_link *link, const struct node *node)
{
    (void)link;
    extension_open_arc(w, "link:presentationArc", ARCROLE "parent-child", node->parent, node->locator);
    xml_attr_int(&w->xml, "order", (int64_t)node->locator - ROOT);
    if (node->place)
        extension_prefer_label(w, node->place);
    xml_close(&w->xml);
}

static void write_presentation(struct writing *w, enum xbz_statement_kind kind)
{
    struct extended_link link = extension_open_link(w, "link:presentationLink", extension_role(w, kind, 0, true));
    (void)extension_locate_own(w, &link, str_of(statement_names[kind].root));
    each_node(w, &link, kind, locate_node);
    each_node(w, &link, kind, write_node_arc);
    xml_close(&w->xml);
}

/* ---- calculation ---- */

static bool is_of(const struct report_sum *sum, enum xbz_statement_kind kind, unsigned network)
{
    return sum->statement == kind && sum->network == network;
}

static void write_network(struct writing *w, enum xbz_statement_kind kind, unsigned network)
{
    const struct report_sum *first = w->report->sums;
    struct extended_link link = extension_open_link(w, "link:calculationLink", extension_role(w, kind, network, true));
    for (const struct report_sum *sum = first; sum; sum = sum->next) {
        if (!is_of(sum, kind, network))
            continue;
        (void)extension_locate_once(w, &link, sum->total);
        for (size_t i = 0; i < sum->n_parts; i++)
            (void)extension_locate_once(w, &link, sum->parts[i].element);
    }
    for (const struct report_sum *sum = first; sum; sum = sum->next) {
        for (size_t i = 0; i < sum->n_parts && is_of(sum, kind, network); i++) {
            extension_open_arc(w, "link:calculationArc", SUMMATION_ITEM, sum->total->locator,
                               sum->parts[i].element->locator);
            xml_attr_int(&w->xml, "order", (int64_t)i + 1);
            xml_attr_int(&w->xml, "weight", sum->parts[i].weight);
            xml_close(&w->xml);
        }
    }
    xml_close(&w->xml);
}

/* ---- the linkbase ---- */

void extension_role_ref(struct writing *w, struct xbz_str uri)
{
    xml_open(&w->xml, "link:roleRef");
    xml_attr_str(&w->xml, "roleURI", uri);
    xml_attr(&w->xml, "xlink:type", "simple");
}

void extension_arcrole_ref(struct writing *w, const char *arcrole, const char *href)
{
    xml_open(&w->xml, "link:arcroleRef");
    xml_attr(&w->xml, "arcroleURI", arcrole);
    xml_attr(&w->xml, "xlink:type", "simple");
    xml_attr(&w->xml, "xlink:href", href);
    xml_close(&w->xml);
}

/* The roles and arcroles that its links use (XBRL 2.1 section 3.5.2.4). */
static void write_refs(struct writing *w)
{
    extension_refer_label_roles(w);
    for (size_t i = 0; i < w->n_order; i++) {
        unsigned networks = w->report->networks[w->order[i]] ? w->report->networks[w->order[i]] : 1;
        for (unsigned network = 0; network < networks; network++) {
            extension_role_ref(w, extension_role(w, w->order[i], network, true));
            xml_attr_pair(&w->xml, "xlink:href", "#", extension_role(w, w->order[i], network, false));
            xml_close(&w->xml);
        }
    }
    if (w->report->n_sums > 0)
        extension_arcrole_ref(w, SUMMATION_ITEM, "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item");
    extension_refer_axes(w);
}

void extension_write_links(struct writing *w)
{
    xml_open(&w->xml, "link:linkbase");
    extension_labels_begin(w);
    write_refs(w);
    for (size_t i = 0; i < w->n_order; i++) {
        enum xbz_statement_kind kind = w->order[i];
        if (extension_shows(w->report, kind))
            write_presentation(w, kind);
        for (unsigned network = 0; network < w->report->networks[kind]; network++)
            write_network(w, kind, network);
        if (extension_shows(w->report, kind))
            extension_statement_labels(w, kind);
    }
    extension_write_axes(w);
    extension_other_labels(w);
    xml_close(&w->xml);
}
