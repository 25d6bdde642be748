/* extension_dimensions.c - the definition links in the schema of one filing: which members an axis has.
 *
 * There are no hypercubes: a filing converted does not say which facts may have which dimensions, so all may have all
 * (XBRL Dimensions 1.0, section 3.1.1). */
#include "base/str.h"
#include "output/extension_parts.h"

#define DIMENSION_DOMAIN "http://xbrl.org/int/dim/arcrole/dimension-domain"

/* Each axis has a role of its own: axes that share members would make a cycle in one (section 2.5.3.2). */
static void write_axis(struct writing *w, struct report_element *axis)
{
    struct extended_link link = extension_open_link(w, "link:definitionLink", extension_axis_role(w, axis, true));
    unsigned from = extension_locate_once(w, &link, axis), order = 0;
    for (const struct report_context *context = w->report->contexts; context; context = context->next) {
        for (size_t i = 0; i < context->n_dimensions; i++) {
            struct report_element *member = context->dimensions[i].member;
            if (context->dimensions[i].axis != axis || member->mark == link.mark)
                continue;
            unsigned to = extension_locate_once(w, &link, member);
            extension_open_arc(w, "link:definitionArc", DIMENSION_DOMAIN, from, to);
            xml_attr_int(&w->xml, "order", ++order);
            xml_close(&w->xml);
        }
    }
    xml_close(&w->xml);
}

void extension_refer_axes(struct writing *w)
{
    bool any = false;
    for (const struct report_element *element = w->report->elements; element; element = element->next) {
        if (!extension_is_axis(element))
            continue;
        any = true;
        extension_role_ref(w, extension_axis_role(w, element, true));
        xml_attr_pair(&w->xml, "xlink:href", "#", extension_axis_role(w, element, false));
        xml_close(&w->xml);
    }
    if (any)
        extension_arcrole_ref(w, DIMENSION_DOMAIN, "http://www.xbrl.org/2005/xbrldt-2005.xsd#dimension-domain");
}

void extension_write_axes(struct writing *w)
{
    for (struct report_element *element = w->report->elements; element; element = element->next) {
        if (extension_is_axis(element))
            write_axis(w, element);
    }
}
