/* extension_dimensions.c - the definition linkbase in the schema of one filing: which members an axis has.
 *
 * There are no hypercubes: a filing converted does not say which facts may have which dimensions, so all may have all
 * (XBRL Dimensions 1.0, section 3.1.1). */
#include "base/str.h"
#include "output/extension_parts.h"

#define DIMENSION_DOMAIN "http://xbrl.org/int/dim/arcrole/dimension-domain"

static void label_attribute(struct writing *w, const char *attribute, const struct report_element *element)
{
    buf_clear(&w->text);
    buf_printf(&w->text, "e%u", element->number);
    xml_attr_str(&w->xml, attribute, buf_view(&w->text));
}

static void locate(struct writing *w, const struct report_element *element)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:loc");
    xml_attr(xml, "xlink:type", "locator");
    xml_attr_pair(xml, "xlink:href", "#" EXTENSION_PREFIX "_", report_element_name(element));
    label_attribute(w, "xlink:label", element);
    xml_close(xml);
}

static void write_arc(struct writing *w, const struct report_element *axis, const struct report_element *member,
                      unsigned order)
{
    struct xml *xml = &w->xml;
    xml_open(xml, "link:definitionArc");
    xml_attr(xml, "xlink:type", "arc");
    xml_attr(xml, "xlink:arcrole", DIMENSION_DOMAIN);
    label_attribute(w, "xlink:from", axis);
    label_attribute(w, "xlink:to", member);
    xml_attr_int(xml, "order", order);
    xml_close(xml);
}

/* Each axis has a role of its own: axes that share members would make a cycle in one (section 2.5.3.2). */
static void write_axis(struct writing *w, const struct report_element *axis)
{
    unsigned mark = ++w->report->mark, order = 0;
    xml_open(&w->xml, "link:definitionLink");
    xml_attr(&w->xml, "xlink:type", "extended");
    xml_attr_str(&w->xml, "xlink:role", extension_axis_role(w, axis, true));
    locate(w, axis);
    for (const struct report_context *context = w->report->contexts; context; context = context->next) {
        for (size_t i = 0; i < context->n_dimensions; i++) {
            struct report_element *member = context->dimensions[i].member;
            if (context->dimensions[i].axis != axis || member->mark == mark)
                continue;
            member->mark = mark;
            locate(w, member);
            write_arc(w, axis, member, ++order);
        }
    }
    xml_close(&w->xml);
}

void extension_write_definition(struct writing *w)
{
    struct xml *xml = &w->xml;
    const struct report_element *first = w->report->elements;
    xml_open(xml, "link:linkbase");
    for (const struct report_element *element = first; element; element = element->next) {
        if (!extension_is_axis(element))
            continue;
        xml_open(xml, "link:roleRef");
        xml_attr_str(xml, "roleURI", extension_axis_role(w, element, true));
        xml_attr(xml, "xlink:type", "simple");
        xml_attr_pair(xml, "xlink:href", "#", extension_axis_role(w, element, false));
        xml_close(xml);
    }
    xml_open(xml, "link:arcroleRef");
    xml_attr(xml, "arcroleURI", DIMENSION_DOMAIN);
    xml_attr(xml, "xlink:type", "simple");
    xml_attr(xml, "xlink:href", "http://www.xbrl.org/2005/xbrldt-2005.xsd#dimension-domain");
    xml_close(xml);
    for (const struct report_element *element = first; element; element = element->next) {
        if (extension_is_axis(element))
            write_axis(w, element);
    }
    xml_close(xml);
}
