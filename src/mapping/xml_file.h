/* xml_file.h - one file of the taxonomy through expat: elements with resolved namespaces, the first error kept.
 *
 * Namespaces are resolved here and not by expat, which takes half as long again for files that are nothing but short
 * elements with long attributes.  A prefix means one namespace in the whole file; document type declarations are
 * refused, so that no entity can grow. */
#ifndef XBZ_MAPPING_XML_FILE_H
#define XBZ_MAPPING_XML_FILE_H

#include "mapping/loader.h"

enum xml_ns { NS_NONE, NS_OTHER, NS_XS, NS_XBRLI, NS_LINK, NS_XLINK, NS_HINTS };

struct xml_file;

struct xml_element {
    enum xml_ns ns;
    const char *name; /* local part */
    const char **attributes;
    size_t depth; /* 1: the root */
};

struct xml_handlers {
    void (*start)(struct xml_file *xml, const struct xml_element *element);
    void (*end)(struct xml_file *xml, size_t depth);         /* NULL: not called */
    void (*text)(struct xml_file *xml, struct xbz_str text); /* NULL: not called */
};

#define XML_PREFIXES 32

struct xml_prefix {
    struct xbz_str text;
    struct xbz_str uri;
    enum xml_ns ns;
};

struct xml_file {
    struct loader *load;
    const struct xbz_taxonomy_file *file;
    const struct xml_handlers *handlers;
    void *state; /* of the handlers */
    XML_Parser parser;
    enum xbz_status status; /* once it is not OK no handler is called any more */
    size_t depth;
    struct xml_prefix prefixes[XML_PREFIXES];
    size_t n_prefixes;
};

/* Reads the whole file. */
XBZ_CHECKED enum xbz_status xml_file_read(struct loader *load, const struct xbz_taxonomy_file *file,
                                          const struct xml_handlers *handlers, void *state);

/* For handlers: the namespace of a name, *local its local part.  Attributes without a prefix have NS_NONE. */
enum xml_ns xml_split(const struct xml_file *xml, const char *name, const char **local);
/* The value of an attribute, NULL when it is not there. */
const char *xml_attribute(const struct xml_file *xml, const struct xml_element *element, enum xml_ns ns,
                          const char *name);
bool xml_is(const struct xml_element *element, enum xml_ns ns, const char *name);
/* Where the parser stands: a byte offset, for loader_line. */
long long xml_offset(const struct xml_file *xml);
/* Ends the reading with an error at the current place / with a status that is reported already. */
void xml_fail(struct xml_file *xml, const char *format, ...) XBZ_PRINTF(2, 3);
void xml_stop(struct xml_file *xml, enum xbz_status status);

#endif
