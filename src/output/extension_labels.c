/* extension_labels.c - the labels in the schema of one filing. */
#include <stdio.h>

#include "base/str.h"
#include "output/extension_parts.h"

#define CAPTION_KEPT 256 /* bytes of a caption that a heading is put behind */

/* Roles of labels.  Those that are negated stand in the link role registry: viewers turn the sign of the figures. */
enum label_role {
    ROLE_LABEL,
    ROLE_TOTAL,
    ROLE_START,
    ROLE_END,
    ROLE_TERSE,
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
    [ROLE_TERSE] = "terseLabel",
    [ROLE_NEGATED] = "negatedLabel",
    [ROLE_NEGATED_TOTAL] = "negatedTotalLabel",
    [ROLE_NEGATED_START] = "negatedPeriodStartLabel",
    [ROLE_NEGATED_END] = "negatedPeriodEndLabel",
};
#define NEGATED_ROLE   "http://www.xbrl.org/2009/role/"
#define NEGATED_SCHEMA "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd"

static enum label_role role_of(const struct report_place *place)
{
    enum label_role role = place->edge == XBZ_EDGE_START ? ROLE_START
                           : place->edge == XBZ_EDGE_END ? ROLE_END
                           : place->total                ? ROLE_TOTAL
                                                         : ROLE_LABEL;
    if (place->negated)
        return role + ROLE_NEGATED;
    return role == ROLE_LABEL && place->element->repeats > 0 ? ROLE_TERSE : role;
}

static void role_attribute(struct writing *w, const char *attribute, enum label_role role)
{
    xml_attr_pair(&w->xml, attribute, role >= ROLE_NEGATED ? NEGATED_ROLE : LINKBASE_ROLE, str_of(label_roles[role]));
}

void extension_prefer_label(struct writing *w, const struct report_place *place)
{
    enum label_role role = role_of(place);
    if (role != ROLE_LABEL)
        role_attribute(w, "preferredLabel", role);
}

void extension_refer_label_roles(struct writing *w)
{
    unsigned used = 0;
    for (size_t i = 0; i < w->n_order; i++)
        for (const struct report_place *p = w->report->statements[w->order[i]].places; p; p = p->next)
            used |= 1u << role_of(p);
    for (unsigned role = ROLE_NEGATED; role < LABEL_ROLES; role++) {
        if (!(used & 1u << role))
            continue;
        buf_clear(&w->text);
        buf_printf(&w->text, NEGATED_ROLE "%s", label_roles[role]);
        extension_role_ref(w, buf_view(&w->text));
        xml_attr_pair(&w->xml, "xlink:href", NEGATED_SCHEMA "#", str_of(label_roles[role]));
        xml_close(&w->xml);
    }
}

/* ---- one link ---- */

/* A label link while it is written: it is opened by its first label. */
struct label_link {
    struct extended_link link;
    unsigned labels;
};

static void begin_label(struct writing *w, struct label_link *to)
{
    if (to->labels++ == 0)
        to->link = extension_open_link(w, "link:labelLink", STR(LINKBASE_ROLE "link"));
}

/* The label of what the locator stands for, and its arc. */
static void end_label(struct writing *w, struct label_link *to, unsigned locator, struct xbz_str text,
                      enum label_role role)
{
    struct xml *xml = &w->xml;
    char clean[EXTENSION_LABEL];
    xml_open(xml, "link:label");
    xml_attr(xml, "xlink:type", "resource");
    role_attribute(w, "xlink:role", role);
    xml_attr(xml, "xml:lang", "en");
    extension_label_attribute(w, "xlink:label", RESOURCE, to->labels);
    xml_text(xml, extension_label(text, clean));
    xml_close(xml);
    xml_open(xml, "link:labelArc");
    xml_attr(xml, "xlink:type", "arc");
    xml_attr(xml, "xlink:arcrole", ARCROLE "concept-label");
    extension_label_attribute(w, "xlink:from", LOCATOR, locator);
    extension_label_attribute(w, "xlink:to", RESOURCE, to->labels);
    xml_close(xml);
}

/* The label of an abstract element of the filing's own. */
static void label_own(struct writing *w, struct label_link *to, struct xbz_str name, struct xbz_str text)
{
    begin_label(w, to);
    end_label(w, to, extension_locate_own(w, &to->link, name), text, ROLE_LABEL);
}

/* A label of an element, unless it has one of that role. */
static void label_element(struct writing *w, struct label_link *to, struct report_element *element, struct xbz_str text,
                          enum label_role role)
{
    if (element->roles & 1u << role)
        return;
    element->roles |= 1u << role;
    begin_label(w, to);
    end_label(w, to, extension_locate_once(w, &to->link, element), text, role);
}

static void end_link(struct writing *w, struct label_link *to)
{
    if (to->labels > 0)
        xml_close(&w->xml);
}

/* ---- labels of elements ---- */

/* The label of an element: that of the concept, or the caption an extension was made from. */
static struct xbz_str own_label(const struct report_element *element)
{
    char clean[EXTENSION_LABEL];
    if (element->concept)
        return element->concept->label;
    bool any = extension_label(element->extension.label, clean).n > 0;
    return any ? element->extension.label : element->extension.name;
}

/* Standard labels tell elements apart (EDGAR Filer Manual 6.10.4): of those with one caption the later ones have their
 * heading behind it, or a number.  Where they stand in a statement they have the caption as their terse label. */
static struct xbz_str standard_label(const struct writing *w, const struct report_element *element, char *out, size_t n)
{
    char caption[EXTENSION_LABEL], heading[EXTENSION_LABEL];
    struct xbz_str label = own_label(element);
    if (element->concept || element->repeats == 0)
        return label;
    bool alone = element->under != NULL;
    for (const struct report_element *other = w->report->elements; other && alone; other = other->next)
        alone = other == element || other->concept || other->caption != element->caption || !other->under ||
                !str_eq(other->under->from->label, element->under->from->label);
    label = str_sub(extension_label(label, caption), 0, CAPTION_KEPT);
    struct xbz_str under = alone ? extension_label(element->under->from->label, heading) : STR("");
    int length = alone ? snprintf(out, n, "%.*s (%.*s)", STR_ARG(label), STR_ARG(under))
                       : snprintf(out, n, "%.*s (%u)", STR_ARG(label), element->repeats + 1);
    return (struct xbz_str){out, length < 0 ? 0 : (size_t)length};
}

/* The labels an element has by itself.  Those of concepts are the base taxonomy's, where that has any. */
static void write_own_labels(struct writing *w, struct label_link *to, struct report_element *element)
{
    const struct xbz_concept *concept = element->concept;
    char text[EXTENSION_LABEL + CAPTION_KEPT + 16];
    if (concept && (!extension_has_labels(w) || concept->label.n == 0))
        return;
    label_element(w, to, element, standard_label(w, element, text, sizeof text), ROLE_LABEL);
    if (concept && concept->total_label.n > 0)
        label_element(w, to, element, concept->total_label, ROLE_TOTAL);
}

/* The label that a place prefers: the standard labels are there, and the base taxonomy has those of some totals; in
 * other roles the caption serves. */
static void write_preferred_label(struct writing *w, struct label_link *to, const struct report_place *place)
{
    struct report_element *element = place->element;
    enum label_role role = role_of(place);
    char clean[EXTENSION_LABEL];
    if (role == ROLE_LABEL || (role == ROLE_TOTAL && element->concept && element->concept->total_label.n > 0))
        return;
    bool caption = extension_label(place->label, clean).n > 0;
    label_element(w, to, element, caption ? place->label : own_label(element), role);
}

void extension_labels_begin(struct writing *w)
{
    char clean[EXTENSION_LABEL];
    for (struct report_element *element = w->report->elements; element; element = element->next) {
        element->roles = element->repeats = 0;
        element->under = NULL;
        if (element->concept)
            continue;
        element->caption = str_hash(extension_label(own_label(element), clean));
        for (const struct report_element *other = w->report->elements; other != element; other = other->next)
            element->repeats += !other->concept && other->caption == element->caption;
    }
    for (size_t i = 0; i < w->n_order; i++)
        for (const struct report_place *place = w->report->statements[w->order[i]].places; place; place = place->next)
            if (!place->element->under)
                place->element->under = place->heading;
}

void extension_statement_labels(struct writing *w, enum xbz_statement_kind kind)
{
    struct label_link to = {.labels = 0};
    label_own(w, &to, str_of(statement_names[kind].root), extension_title(w, kind));
    for (const struct report_heading *heading = w->report->headings; heading; heading = heading->next) {
        if (heading->statement == kind)
            label_own(w, &to, heading->from->name, heading->from->label);
    }
    for (const struct report_place *place = w->report->statements[kind].places; place; place = place->next) {
        write_own_labels(w, &to, place->element);
        write_preferred_label(w, &to, place);
    }
    end_link(w, &to);
}

void extension_other_labels(struct writing *w)
{
    struct label_link to = {.labels = 0};
    for (const struct report_heading *heading = w->report->headings; heading; heading = heading->next) {
        if (!extension_shows(w->report, heading->statement))
            label_own(w, &to, heading->from->name, heading->from->label);
    }
    for (struct report_element *element = w->report->elements; element; element = element->next)
        write_own_labels(w, &to, element);
    end_link(w, &to);
}
