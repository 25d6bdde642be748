/* schema.c - concepts from the taxonomy's schema. */
#include <string.h>

#include "base/str.h"
#include "mapping/xml_file.h"

#define TYPE_STEPS 16 /* of a chain of derived types */

struct schema_concept {
    struct xbz_concept concept;
    struct xbz_str type; /* local part of its type's name */
};

struct schema {
    struct schema_concept *concepts;
    size_t n, room;
    struct str_map types;  /* types defined here -> index of their base */
    struct xbz_str *bases; /* local part */
    size_t n_bases, bases_room;
    uint32_t *type; /* the base that is still looked for, inside a type */
};

static const struct {
    const char *name;
    enum xbz_item_type type;
} item_types[] = {
    {"monetaryItemType", XBZ_TYPE_MONETARY},
    {"sharesItemType", XBZ_TYPE_SHARES},
    {"perShareItemType", XBZ_TYPE_PER_SHARE},
    {"pureItemType", XBZ_TYPE_PURE},
    {"percentItemType", XBZ_TYPE_PURE},
    {"stringItemType", XBZ_TYPE_STRING},
    {"normalizedStringItemType", XBZ_TYPE_STRING},
    {"tokenItemType", XBZ_TYPE_STRING},
    {"textBlockItemType", XBZ_TYPE_STRING},
    {"dateItemType", XBZ_TYPE_DATE},
    {"booleanItemType", XBZ_TYPE_BOOLEAN},
};

static bool known_type(struct xbz_str name, enum xbz_item_type *type)
{
    for (size_t i = 0; i < sizeof item_types / sizeof item_types[0]; i++) {
        if (str_eq(name, str_of(item_types[i].name))) {
            *type = item_types[i].type;
            return true;
        }
    }
    return false;
}

/* The item type behind a name: a known one, or that of the type it is derived from. */
static enum xbz_item_type resolve_type(const struct schema *schema, struct xbz_str name)
{
    for (int step = 0; step < TYPE_STEPS; step++) {
        enum xbz_item_type type;
        if (known_type(name, &type))
            return type;
        const uint32_t *base = str_map_get(&schema->types, name);
        if (base == NULL)
            break;
        name = schema->bases[*base];
    }
    return XBZ_TYPE_OTHER;
}

static struct xbz_str local_part(const char *name)
{
    const char *colon = strrchr(name, ':');
    return str_of(colon != NULL ? colon + 1 : name);
}

static bool keep(struct xml_file *xml, struct arena *arena, struct xbz_str *out, struct xbz_str text)
{
    bool ok = true;
    *out = arena_str(arena, text, &ok);
    if (!ok)
        xml_stop(xml, loader_no_memory(xml->load));
    return ok;
}

static void start_type(struct xml_file *xml, struct schema *schema, const struct xml_element *element)
{
    const char *name = xml_attribute(xml, element, NS_NONE, "name");
    struct xbz_str key;
    if (name == NULL || !keep(xml, &xml->load->scratch, &key, str_of(name)))
        return;
    bool fresh;
    schema->type = str_map_put(&schema->types, key, &fresh);
    schema->bases = loader_grow(xml->load, schema->bases, schema->n_bases, &schema->bases_room, sizeof *schema->bases);
    if (schema->type == NULL || schema->bases == NULL) {
        xml_stop(xml, loader_no_memory(xml->load));
        return;
    }
    *schema->type = (uint32_t)schema->n_bases;
    schema->bases[schema->n_bases++] = STR("");
}

static void read_base(struct xml_file *xml, struct schema *schema, const struct xml_element *element)
{
    const char *base = xml_attribute(xml, element, NS_NONE, "base");
    if (base == NULL || !(xml_is(element, NS_XS, "restriction") || xml_is(element, NS_XS, "extension")))
        return;
    if (keep(xml, &xml->load->scratch, &schema->bases[*schema->type], local_part(base)))
        schema->type = NULL;
}

/* Sets what the attributes say; false after an error. */
static bool read_attributes(struct xml_file *xml, const struct xml_element *element, struct xbz_concept *concept)
{
    const char *abstract = xml_attribute(xml, element, NS_NONE, "abstract");
    const char *period = xml_attribute(xml, element, NS_XBRLI, "periodType");
    const char *balance = xml_attribute(xml, element, NS_XBRLI, "balance");
    const char *negative = xml_attribute(xml, element, NS_HINTS, "negative");
    concept->abstract = abstract != NULL && (strcmp(abstract, "true") == 0 || strcmp(abstract, "1") == 0);
    concept->never_negative = negative != NULL && strcmp(negative, "false") == 0;
    if (period != NULL && strcmp(period, "instant") == 0)
        concept->period = XBZ_INSTANT;
    else if (period != NULL && strcmp(period, "duration") == 0)
        concept->period = XBZ_DURATION;
    else
        xml_fail(xml, "concept %s: periodType is neither instant nor duration", concept->name.p);
    if (balance != NULL && strcmp(balance, "debit") == 0)
        concept->balance = XBZ_DEBIT;
    else if (balance != NULL && strcmp(balance, "credit") == 0)
        concept->balance = XBZ_CREDIT;
    else if (balance != NULL)
        xml_fail(xml, "concept %s: balance is neither debit nor credit", concept->name.p);
    return xml->status == XBZ_OK;
}

/* Enters the concept under its name and id. */
static void index_concept(struct xml_file *xml, const struct xml_element *element, const struct xbz_concept *concept)
{
    struct loader *load = xml->load;
    bool fresh;
    uint32_t *slot = str_map_put(&load->taxonomy->names, concept->name, &fresh);
    if (slot == NULL) {
        xml_stop(xml, loader_no_memory(load));
        return;
    }
    if (!fresh) {
        xml_fail(xml, "concept %s is there twice", concept->name.p);
        return;
    }
    *slot = concept->index;
    const char *id = xml_attribute(xml, element, NS_NONE, "id");
    struct xbz_str key;
    if (id == NULL || !keep(xml, &load->scratch, &key, str_of(id)))
        return;
    slot = str_map_put(&load->ids, key, &fresh);
    if (slot == NULL)
        xml_stop(xml, loader_no_memory(load));
    else if (!fresh)
        xml_fail(xml, "id %s is there twice", key.p);
    else
        *slot = concept->index;
}

static void read_concept(struct xml_file *xml, struct schema *schema, const struct xml_element *element)
{
    struct loader *load = xml->load;
    const char *group = xml_attribute(xml, element, NS_NONE, "substitutionGroup");
    const char *name = xml_attribute(xml, element, NS_NONE, "name");
    const char *type = xml_attribute(xml, element, NS_NONE, "type");
    struct xbz_str kind = group != NULL ? local_part(group) : STR("");
    if (!str_eq(kind, STR("item")) && !str_eq(kind, STR("hypercubeItem")) && !str_eq(kind, STR("dimensionItem")))
        return;
    if (name == NULL || name[0] == '\0' || type == NULL) {
        xml_fail(xml, "a concept without %s", name == NULL || name[0] == '\0' ? "name" : "type");
        return;
    }
    schema->concepts = loader_grow(load, schema->concepts, schema->n, &schema->room, sizeof *schema->concepts);
    if (schema->concepts == NULL) {
        xml_stop(xml, loader_no_memory(load));
        return;
    }
    struct schema_concept *c = &schema->concepts[schema->n];
    *c = (struct schema_concept){.concept = {.index = (uint32_t)schema->n}};
    if (!keep(xml, &load->taxonomy->arena, &c->concept.name, str_of(name)) ||
        !keep(xml, &load->scratch, &c->type, local_part(type)) || !read_attributes(xml, element, &c->concept))
        return;
    schema->n++;
    index_concept(xml, element, &c->concept);
}

static void schema_start(struct xml_file *xml, const struct xml_element *element)
{
    struct schema *schema = xml->state;
    if (element->depth == 1) {
        const char *ns = xml_attribute(xml, element, NS_NONE, "targetNamespace");
        if (!xml_is(element, NS_XS, "schema"))
            xml_fail(xml, "the file is no schema");
        else if (ns == NULL || ns[0] == '\0')
            xml_fail(xml, "the schema has no target namespace");
        else
            (void)keep(xml, &xml->load->taxonomy->arena, &xml->load->taxonomy->target_namespace, str_of(ns));
        return;
    }
    if (element->depth == 2) {
        schema->type = NULL;
        if (xml_is(element, NS_XS, "element"))
            read_concept(xml, schema, element);
        else if (xml_is(element, NS_XS, "complexType") || xml_is(element, NS_XS, "simpleType"))
            start_type(xml, schema, element);
    } else if (schema->type != NULL) {
        read_base(xml, schema, element);
    }
}

enum xbz_status load_schema(struct loader *load, const struct xbz_taxonomy_file *file)
{
    static const struct xml_handlers handlers = {.start = schema_start};
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    struct schema schema = {.n = 0};
    str_map_init(&schema.types, &load->scratch);
    TRY(xml_file_read(load, file, &handlers, &schema));
    if (schema.n == 0)
        return loader_fail(load, file->name, 0, "the schema has no concept");
    load->concepts = ARENA_ARRAY(&taxonomy->arena, schema.n, struct xbz_concept);
    if (load->concepts == NULL)
        return loader_no_memory(load);
    for (size_t i = 0; i < schema.n; i++) {
        load->concepts[i] = schema.concepts[i].concept;
        load->concepts[i].type = resolve_type(&schema, schema.concepts[i].type);
    }
    taxonomy->concepts = load->concepts;
    taxonomy->n_concepts = schema.n;
    return XBZ_OK;
}
