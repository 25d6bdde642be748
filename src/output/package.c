/* package.c - the members of packages that say what they are. */
#include "output/package.h"

#include "output/json.h"
#include "output/xml.h"

#define NAME_CAP 4096

void package_init(struct package *package)
{
    package->zip = zip_new();
    buf_init(&package->top, NAME_CAP);
    buf_init(&package->name, NAME_CAP);
}

void package_free(struct package *package)
{
    zip_free(package->zip);
    package->zip = NULL;
    buf_free(&package->top);
    buf_free(&package->name);
}

void package_begin(struct package *package, struct stream *to, struct xbz_str top)
{
    buf_clear(&package->top);
    buf_str(&package->top, top);
    zip_begin(package->zip, to);
}

static struct xbz_str member_name(struct package *package, const char *folder, struct xbz_str first, const char *second)
{
    buf_clear(&package->name);
    buf_str(&package->name, buf_view(&package->top));
    buf_byte(&package->name, '/');
    buf_text(&package->name, folder);
    buf_str(&package->name, first);
    buf_text(&package->name, second);
    return buf_view(&package->name);
}

struct stream *package_member(struct package *package, const char *folder, struct xbz_str first, const char *second)
{
    return zip_member(package->zip, member_name(package, folder, first, second));
}

void package_copy(struct package *package, const char *folder, struct xbz_str name, const struct zip_ready *ready)
{
    zip_copy(package->zip, member_name(package, folder, name, ""), ready);
}

void package_end(struct package *package)
{
    zip_end(package->zip);
}

bool package_lost(const struct package *package)
{
    return package->name.no_memory || package->name.full || package->top.no_memory || package->top.full;
}

void package_report(struct package *package, const char *type)
{
    struct json json;
    json_begin(&json, package_member(package, "META-INF/reportPackage.json", STR(""), ""));
    json_object(&json, JSON_SPREAD);
    json_key(&json, STR("documentInfo"));
    json_object(&json, JSON_SPREAD);
    json_key(&json, STR("documentType"));
    json_string(&json, str_of(type));
    json_close(&json);
    json_close(&json);
    json_end(&json);
}

static void write_description(struct package *package, const struct package_taxonomy *taxonomy)
{
    struct xml xml;
    xml_begin(&xml, package_member(package, "META-INF/taxonomyPackage.xml", STR(""), ""), XML_FLAT);
    xml_open(&xml, "tp:taxonomyPackage");
    xml_attr(&xml, "xmlns:tp", "http://xbrl.org/2016/taxonomy-package");
    xml_attr(&xml, "xml:lang", "en");
    xml_leaf(&xml, "tp:identifier", taxonomy->identifier);
    xml_leaf(&xml, "tp:name", taxonomy->name);
    xml_leaf(&xml, "tp:description", taxonomy->description);
    xml_open(&xml, "tp:entryPoints");
    for (size_t i = 0; i < taxonomy->n_entries; i++) {
        xml_open(&xml, "tp:entryPoint");
        xml_leaf(&xml, "tp:name", taxonomy->name);
        xml_open(&xml, "tp:entryPointDocument");
        xml_attr_str(&xml, "href", taxonomy->entries[i]);
        xml_close(&xml);
        xml_close(&xml);
    }
    xml_close(&xml);
    xml_close(&xml);
    xml_end(&xml);
}

static void write_catalog(struct package *package, const struct package_taxonomy *taxonomy)
{
    struct xml xml;
    xml_begin(&xml, package_member(package, "META-INF/catalog.xml", STR(""), ""), XML_FLAT);
    xml_open(&xml, "catalog");
    xml_attr(&xml, "xmlns", "urn:oasis:names:tc:entity:xmlns:xml:catalog");
    for (size_t i = 0; i < taxonomy->n_bases; i++) {
        xml_open(&xml, "rewriteURI");
        xml_attr_str(&xml, "uriStartString", taxonomy->bases[i]);
        xml_attr(&xml, "rewritePrefix", "../taxonomy/");
        xml_close(&xml);
    }
    xml_close(&xml);
    xml_end(&xml);
}

void package_taxonomy(struct package *package, const struct package_taxonomy *taxonomy)
{
    write_description(package, taxonomy);
    write_catalog(package, taxonomy);
}
