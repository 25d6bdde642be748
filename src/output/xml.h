/* xml.h - writes XML 1.0 in UTF-8.
 *
 * One element to a line, two blanks a level unless the document is flat; text stands between its tags without line breaks.  What XML cannot hold
 * (control characters, bytes that are no UTF-8) becomes U+FFFD.  Names and namespaces are the caller's business. */
#ifndef XBZ_OUTPUT_XML_H
#define XBZ_OUTPUT_XML_H

#include "output/stream.h"

#define XML_DEPTH 16 /* deepest nesting a writer may use */

struct xml_name {
    const char *prefix; /* NULL: name is whole */
    struct xbz_str name;
};

struct xml {
    struct stream *to;
    unsigned depth;
    bool flat;                       /* no blanks before elements */
    bool in_tag;                     /* the start tag is not closed yet */
    bool has_text;                   /* the element holds text: its end tag follows at once */
    struct xml_name open[XML_DEPTH]; /* names are borrowed until their end tag */
};

/* Starts a document: writes the XML declaration. */
enum xml_layout { XML_INDENTED, XML_FLAT };
void xml_begin(struct xml *xml, struct stream *to, enum xml_layout layout);
/* Ends it with a line end. */
void xml_end(struct xml *xml);

void xml_open(struct xml *xml, const char *name);
void xml_open_name(struct xml *xml, const char *prefix, struct xbz_str local);
/* Attributes follow the open call directly. */
void xml_attr(struct xml *xml, const char *name, const char *value);
void xml_attr_str(struct xml *xml, const char *name, struct xbz_str value);
void xml_attr_int(struct xml *xml, const char *name, int64_t value);
/* An attribute whose value is two strings after each other. */
void xml_attr_pair(struct xml *xml, const char *name, const char *first, struct xbz_str second);
void xml_text(struct xml *xml, struct xbz_str text);
void xml_close(struct xml *xml);

/* Writes text as the contents of an element, or as the value of an attribute. */
void xml_escape(struct stream *to, struct xbz_str text, bool in_attribute);

/* <name>text</name> */
void xml_leaf(struct xml *xml, const char *name, struct xbz_str text);

#endif
