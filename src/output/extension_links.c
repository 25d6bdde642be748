/* extension_links.c - the linkbases in the schema of one filing: labels, presentation, calculation. */
#include <string.h>

#include "base/str.h"
#include "output/extension_parts.h"

#define ARCROLE        "http://www.xbrl.org/2003/arcrole/"
#define SUMMATION_ITEM "https://xbrl.org/2023/arcrole/summation-item"

/* Roles of labels.  Those that are negated stand in the link role registry: viewers turn the sign of the figures. */
enum label_role {
    ROLE_LABEL,
    ROLE_TOTAL,
    ROLE_START,
    ROLE_END,
    ROLE_NEGATED, /* this and the following are the first ones, negated */
    ROLE_NEGATED_TOTAL,
    ROLE_NEGATED_START,
    ROLE_NEGATED_END,
    LABEL_ROLES
};
static const char *const label_roles[LABEL_ROLES] = {
    [ROLE_LABEL] = "label",
    [ROLE_TOTAL] = "totalLabel",
    [ROLE_START] = "periodStartLabel",
    [ROLE_END] = "periodEndLabel",
    [ROLE_NEGATED] = "negatedLabel",
    [ROLE_NEGATED_TOTAL] = "negatedTotalLabel",
    [ROLE_NEGATED_START] = "negatedPeriodStartLabel",
    [ROLE_NEGATED_END] = "negatedPeriodEndLabel",
};
#define NEGATED_ROLE   "http://www.xbrl.org/2009/role/"
#define NEGATED_SCHEMA "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd"

/* ---- linkbases ---- */

static void write_role_ref(struct writing *w, enum xbz_statement_kind kind, unsigned network)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:roleRef");
    xml_attr_str(xml, "roleURI", extension_role(w, kind, network, true));
    xml_attr(xml, "xlink:type", "simple");
    xml_attr_pair(xml, "xlink:href", "#", extension_role(w, kind, network, false));
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

static void locate(struct writing *w, const struct report_element *element, const char *prefix)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    if (element->concept) {
        base_element(w, element);
        buf_str(&w->text, report_element_name(element));
        xml_attr_str(xml, "xlink:href", buf_view(&w->text));
    } else {
        xml_attr_pair(xml, "xlink:href", "#" EXTENSION_PREFIX "_", report_element_name(element));
    }
    label_attribute(w, "xlink:label", prefix, element->number);
    xml_close(xml);
}

/* Locates an element once in an extended link. */
static void locate_once(struct writing *w, struct report_element *element, unsigned mark)
{
    if (element->mark != mark)
        locate(w, element, "e");
    element->mark = mark;
}

static void locate_heading(struct writing *w, const struct report_heading *heading)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    xml_attr_pair(xml, "xlink:href", "#" EXTENSION_PREFIX "_", heading->from->name);
    label_attribute(w, "xlink:label", "h", heading->number);
    xml_close(xml);
}

static void role_attribute(struct writing *w, const char *attribute, enum label_role role)
{
    xml_attr_pair(&w->xml, attribute, role >= ROLE_NEGATED ? NEGATED_ROLE : LINKBASE_ROLE, str_of(label_roles[role]));
}

/* ---- labels ---- */

static void write_label(struct writing *w, struct xbz_str text, enum label_role role, const char *prefix,
                        unsigned number)
{
    struct xml *xml = &w->xml;
    char clean[EXTENSION_LABEL];
    xml_open(xml, "link:label");
    xml_attr(xml, "xlink:type", "resource");
    label_attribute(w, "xlink:label", prefix, number);
    role_attribute(w, "xlink:role", role);
    xml_attr(xml, "xml:lang", "en");
    xml_text(xml, extension_label(text, clean));
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

/* The label of an element: that of the concept, or the caption an extension was made from. */
static struct xbz_str own_label(const struct report_element *element)
{
    char clean[EXTENSION_LABEL];
    if (element->concept)
        return element->concept->label;
    bool any = extension_label(element->extension.label, clean).n > 0;
    return any ? element->extension.label : element->extension.name;
}

static void write_element_labels(struct writing *w, struct report_element *element, unsigned mark)
{
    const struct xbz_concept *concept = element->concept;
    element->roles = 0;
    if (concept && (!extension_has_labels(w) || concept->label.n == 0))
        return;
    locate_once(w, element, mark);
    write_label(w, own_label(element), ROLE_LABEL, "label", element->number);
    if (concept && concept->total_label.n > 0)
        write_label(w, concept->total_label, ROLE_TOTAL, "label", element->number);
    write_label_arc(w, "e", "label", element->number);
}

static enum label_role role_of(const struct report_place *place)
{
    enum label_role role = place->edge == XBZ_EDGE_START ? ROLE_START
                           : place->edge == XBZ_EDGE_END ? ROLE_END
                           : place->total                ? ROLE_TOTAL
                                                         : ROLE_LABEL;
    return place->negated ? role + ROLE_NEGATED : role;
}

/* The standard labels are there, and the base taxonomy has those of some totals; in other roles the caption serves. */
static bool has_label(const struct report_element *element, enum label_role role)
{
    if (role == ROLE_TOTAL && element->concept && element->concept->total_label.n > 0)
        return true;
    return role == ROLE_LABEL || (element->roles & 1u << role);
}

/* The labels that places of a statement prefer, each once. */
static void write_preferred_labels(struct writing *w, const struct report_statement *statement, unsigned mark)
{
    for (const struct report_place *place = statement->places; place; place = place->next) {
        struct report_element *element = place->element;
        enum label_role role = role_of(place);
        char clean[EXTENSION_LABEL];
        if (has_label(element, role))
            continue;
        element->roles |= 1u << role;
        locate_once(w, element, mark);
        bool caption = extension_label(place->label, clean).n > 0;
        write_label(w, caption ? place->label : own_label(element), role, label_roles[role], element->number);
        write_label_arc(w, "e", label_roles[role], element->number);
    }
}

/* Roles of the registry that labels have must be referred to (XBRL 2.1 section 3.5.2.4). */
static void write_registry_refs(struct writing *w)
{
    struct xml *xml = &w->xml;
    unsigned used = 0;
    for (size_t i = 0; i < w->n_order; i++)
        for (const struct report_place *p = w->report->statements[w->order[i]].places; p; p = p->next)
            used |= 1u << role_of(p);
    for (unsigned role = ROLE_NEGATED; role < LABEL_ROLES; role++) {
        if (!(used & 1u << role))
            continue;
        xml_open(xml, "link:roleRef");
        xml_attr_pair(xml, "roleURI", NEGATED_ROLE, str_of(label_roles[role]));
        xml_attr(xml, "xlink:type", "simple");
        xml_attr_pair(xml, "xlink:href", NEGATED_SCHEMA "#", str_of(label_roles[role]));
        xml_close(xml);
    }
}

void extension_write_labels(struct writing *w)
{
    unsigned mark = ++w->report->mark;
    xml_open(&w->xml, "link:linkbase");
    write_registry_refs(w);
    xml_open(&w->xml, "link:labelLink");
    xml_attr(&w->xml, "xlink:type", "extended");
    xml_attr(&w->xml, "xlink:role", LINKBASE_ROLE "link");
    for (size_t i = 0; i < w->n_order; i++) {
        if (!extension_shows(w->report, w->order[i]))
            continue;
        locate_root(w, w->order[i]);
        write_label(w, extension_title(w, w->order[i]), ROLE_LABEL, "rootLabel", (unsigned)w->order[i]);
        write_label_arc(w, "root", "rootLabel", (unsigned)w->order[i]);
    }
    for (const struct report_heading *heading = w->report->headings; heading; heading = heading->next) {
        locate_heading(w, heading);
        write_label(w, heading->from->label, ROLE_LABEL, "headingLabel", heading->number);
        write_label_arc(w, "h", "headingLabel", heading->number);
    }
    for (struct report_element *element = w->report->elements; element; element = element->next)
        write_element_labels(w, element, mark);
    for (size_t i = 0; i < w->n_order; i++)
        write_preferred_labels(w, &w->report->statements[w->order[i]], mark);
    xml_close(&w->xml);
    xml_close(&w->xml);
}

/* ---- presentation ---- */

/* A statement while it is written: orders rise through all of it, so they are distinct below each parent. */
struct tree {
    enum xbz_statement_kind kind;
    unsigned mark, order;
};

/* Begins the arc from a heading, or the root, to an element or heading. */
static void open_presentation_arc(struct writing *w, struct tree *tree, const struct report_heading *parent,
                                  const char *prefix, unsigned number)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:presentationArc");
    xml_attr(xml, "xlink:type", "arc");
    xml_attr(xml, "xlink:arcrole", ARCROLE "parent-child");
    label_attribute(w, "xlink:from", parent ? "h" : "root", parent ? parent->number : (unsigned)tree->kind);
    label_attribute(w, "xlink:to", prefix, number);
    xml_attr_int(xml, "order", ++tree->order);
}

/* The headings over a place that have not been shown, the outermost first. */
static void write_headings(struct writing *w, struct tree *tree, struct report_heading *heading)
{
    while (heading && heading->mark != tree->mark) {
        struct report_heading *next = heading;
        while (next->parent && next->parent->mark != tree->mark)
            next = next->parent;
        next->mark = tree->mark;
        locate_heading(w, next);
        open_presentation_arc(w, tree, next->parent, "h", next->number);
        xml_close(&w->xml);
    }
}

static void write_statement(struct writing *w, enum xbz_statement_kind kind)
{
    struct xml *xml = &w->xml;
    struct tree tree = {kind, ++w->report->mark, 0};
    xml_open(xml, "link:presentationLink");
    xml_attr(xml, "xlink:type", "extended");
    xml_attr_str(xml, "xlink:role", extension_role(w, kind, 0, true));
    locate_root(w, kind);
    for (const struct report_place *place = w->report->statements[kind].places; place; place = place->next) {
        enum label_role role = role_of(place);
        write_headings(w, &tree, place->heading);
        /* No two arcs of a link may have the same ends (XLink 1.0 section 5.1.3). */
        static const char *const again[] = {"again", "start", "end"};
        const char *prefix = place->again ? again[place->edge] : "e";
        locate(w, place->element, prefix);
        open_presentation_arc(w, &tree, place->heading, prefix, place->element->number);
        if (role != ROLE_LABEL)
            role_attribute(w, "preferredLabel", role);
        xml_close(xml);
    }
    xml_close(xml);
}

void extension_write_presentation(struct writing *w)
{
    xml_open(&w->xml, "link:linkbase");
    for (size_t i = 0; i < w->n_order; i++) {
        if (extension_shows(w->report, w->order[i]))
            write_role_ref(w, w->order[i], 0);
    }
    for (size_t i = 0; i < w->n_order; i++) {
        if (extension_shows(w->report, w->order[i]))
            write_statement(w, w->order[i]);
    }
    xml_close(&w->xml);
}

/* ---- calculation ---- */

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
    xml_attr_str(&w->xml, "xlink:role", extension_role(w, kind, network, true));
    for (const struct report_sum *sum = w->report->sums; sum; sum = sum->next) {
        if (sum->statement == kind && sum->network == network)
            write_sum(w, sum, mark);
    }
    xml_close(&w->xml);
}

void extension_write_calculation(struct writing *w)
{
    struct xml *xml = &w->xml;
    xml_open(&w->xml, "link:linkbase");
    for (size_t i = 0; i < w->n_order; i++) {
        for (unsigned network = 0; network < w->report->networks[w->order[i]]; network++)
            write_role_ref(w, w->order[i], network);
    }
    xml_open(xml, "link:arcroleRef");
    xml_attr(xml, "arcroleURI", SUMMATION_ITEM);
    xml_attr(xml, "xlink:type", "simple");
    xml_attr(xml, "xlink:href", "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item");
    xml_close(xml);
    for (size_t i = 0; i < w->n_order; i++) {
        for (unsigned network = 0; network < w->report->networks[w->order[i]]; network++)
            write_network(w, w->order[i], network, ++w->report->mark);
    }
    xml_close(xml);
}
