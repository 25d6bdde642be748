#include "mapping/xml_file.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* ---- memory ---- */

/* No file asks for a larger piece: expat's buffers grow with the longest token. */
#define LARGEST_PIECE ((size_t)32 << 20)

static void *expat_alloc(size_t n)
{
    return n > LARGEST_PIECE ? NULL : mem_alloc(n);
}

static void *expat_resize(void *p, size_t n)
{
    return n > LARGEST_PIECE ? NULL : mem_resize(p, n);
}

static const XML_Memory_Handling_Suite expat_memory = {expat_alloc, expat_resize, mem_free};

/* ---- names ---- */

static const struct {
    const char *uri;
    enum xml_ns ns;
} namespaces[] = {
    {"http://www.w3.org/2001/XMLSchema", NS_XS},
    {"http://www.xbrl.org/2003/instance", NS_XBRLI},
    {"http://www.xbrl.org/2003/linkbase", NS_LINK},
    {"http://www.w3.org/1999/xlink", NS_XLINK},
    {"https://xbrlize.org/gaap-lite/2026/hints", NS_HINTS},
};

static enum xml_ns namespace_of(const char *uri)
{
    for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++)
        if (strcmp(uri, namespaces[i].uri) == 0)
            return namespaces[i].ns;
    return NS_OTHER;
}

static const struct xml_prefix *find_prefix(const struct xml_file *xml, struct xbz_str prefix)
{
    for (size_t i = 0; i < xml->n_prefixes; i++) {
        const struct xml_prefix *p = &xml->prefixes[i];
        if (p->text.n == prefix.n && memcmp(p->text.p, prefix.p, prefix.n) == 0)
            return p;
    }
    return NULL;
}

/* Takes note of one namespace declaration. */
static void declare(struct xml_file *xml, struct xbz_str prefix, const char *uri)
{
    const struct xml_prefix *known = find_prefix(xml, prefix);
    if (known != NULL) {
        if (!str_eq(known->uri, str_of(uri)))
            xml_fail(xml, "prefix \"%.*s\" stands for two namespaces", STR_ARG(prefix));
        return;
    }
    if (xml->n_prefixes == XML_PREFIXES) {
        xml_fail(xml, "more than %d namespaces", XML_PREFIXES);
        return;
    }
    bool ok = true;
    struct arena *scratch = &xml->load->scratch;
    struct xml_prefix p = {arena_str(scratch, prefix, &ok), arena_str(scratch, str_of(uri), &ok), namespace_of(uri)};
    if (ok)
        xml->prefixes[xml->n_prefixes++] = p;
    else
        xml_stop(xml, loader_no_memory(xml->load));
}

static void declare_all(struct xml_file *xml, const char **attributes)
{
    for (; attributes[0] != NULL; attributes += 2) {
        const char *name = attributes[0];
        if (name[0] != 'x' || strncmp(name, "xmlns", 5) != 0)
            continue;
        if (name[5] == ':')
            declare(xml, str_of(name + 6), attributes[1]);
        else if (name[5] == '\0')
            declare(xml, STR(""), attributes[1]);
    }
}

enum xml_ns xml_split(const struct xml_file *xml, const char *name, const char **local)
{
    const char *colon = strchr(name, ':');
    if (colon == NULL) {
        *local = name;
        return NS_NONE;
    }
    *local = colon + 1;
    const struct xml_prefix *prefix = find_prefix(xml, (struct xbz_str){name, (size_t)(colon - name)});
    return prefix != NULL ? prefix->ns : NS_OTHER;
}

const char *xml_attribute(const struct xml_file *xml, const struct xml_element *element, enum xml_ns ns,
                          const char *name)
{
    for (const char **a = element->attributes; a[0] != NULL; a += 2) {
        const char *local;
        if (xml_split(xml, a[0], &local) == ns && strcmp(local, name) == 0)
            return a[1];
    }
    return NULL;
}

bool xml_is(const struct xml_element *element, enum xml_ns ns, const char *name)
{
    return element->ns == ns && strcmp(element->name, name) == 0;
}

/* ---- errors ---- */

long long xml_offset(const struct xml_file *xml)
{
    return (long long)XML_GetCurrentByteIndex(xml->parser);
}

void xml_stop(struct xml_file *xml, enum xbz_status status)
{
    if (xml->status != XBZ_OK)
        return;
    xml->status = status;
    (void)XML_StopParser(xml->parser, XML_FALSE);
}

void xml_fail(struct xml_file *xml, const char *format, ...)
{
    char detail[512];
    va_list args;
    if (xml->status != XBZ_OK)
        return;
    va_start(args, format);
    (void)vsnprintf(detail, sizeof detail, format, args);
    va_end(args);
    xml_stop(xml, loader_fail(xml->load, xml->file->name, loader_line(xml->file, xml_offset(xml)), "%s", detail));
}

/* ---- expat's callbacks ---- */

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    struct xml_file *xml = ctx;
    if (xml->status != XBZ_OK)
        return;
    xml->depth++;
    declare_all(xml, attributes);
    struct xml_element element = {.attributes = attributes, .depth = xml->depth};
    element.ns = xml_split(xml, name, &element.name);
    if (element.ns == NS_NONE) { /* unlike attributes, elements take the default namespace */
        const struct xml_prefix *prefix = find_prefix(xml, STR(""));
        element.ns = prefix != NULL ? prefix->ns : NS_NONE;
    }
    if (xml->status == XBZ_OK)
        xml->handlers->start(xml, &element);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    struct xml_file *xml = ctx;
    (void)name;
    if (xml->status != XBZ_OK)
        return;
    if (xml->handlers->end != NULL)
        xml->handlers->end(xml, xml->depth);
    xml->depth--;
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int n)
{
    struct xml_file *xml = ctx;
    if (xml->status == XBZ_OK && n > 0)
        xml->handlers->text(xml, (struct xbz_str){text, (size_t)n});
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    xml_fail(ctx, "document type declarations are not accepted");
}

static enum xbz_status parse(struct xml_file *xml)
{
    const struct xbz_taxonomy_file *file = xml->file;
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    if (xml->handlers->text != NULL)
        XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    /* No secret is at stake, and a fixed salt keeps runs alike. */
    (void)XML_SetHashSalt(xml->parser, 0x67616170);
    enum XML_Status status = XML_Parse(xml->parser, (const char *)file->bytes, (int)file->n, XML_TRUE);
    if (xml->status != XBZ_OK || status == XML_STATUS_OK)
        return xml->status;
    enum XML_Error error = XML_GetErrorCode(xml->parser);
    if (error == XML_ERROR_NO_MEMORY)
        return run_fail(&xml->load->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return loader_fail(xml->load, file->name, XML_GetCurrentLineNumber(xml->parser), "%s", XML_ErrorString(error));
}

enum xbz_status xml_file_read(struct loader *load, const struct xbz_taxonomy_file *file,
                              const struct xml_handlers *handlers, void *state)
{
    struct xml_file xml = {.load = load, .file = file, .handlers = handlers, .state = state, .status = XBZ_OK};
    if (file->n > INT_MAX)
        return loader_fail(load, file->name, 0, "the file is too large");
    xml.parser = XML_ParserCreate_MM(NULL, &expat_memory, NULL);
    if (xml.parser == NULL)
        return run_fail(&load->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    enum xbz_status status = parse(&xml);
    XML_ParserFree(xml.parser);
    return status;
}
