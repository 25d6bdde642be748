/* xhtml_elements.h - the elements of HTML as filings use them, and what each becomes in XHTML 1.1. */
#ifndef XBZ_OUTPUT_XHTML_ELEMENTS_H
#define XBZ_OUTPUT_XHTML_ELEMENTS_H

#include "base/buf.h"
#include "xbrlize/reader.h"

/* The part an element plays in the tree. */
enum xhtml_kind {
    XHTML_UNWRAP,  /* its tags go, its contents stay */
    XHTML_SKIP,    /* its contents go too */
    XHTML_TITLE,   /* the title of the document */
    XHTML_STYLE,   /* a style sheet */
    XHTML_BODY,    /* the body: a block that is open to the end */
    XHTML_BREAK,   /* empty, in a line */
    XHTML_IMAGE,   /* empty, in a line */
    XHTML_RULE,    /* empty, a block */
    XHTML_INLINE,  /* formats text */
    XHTML_PHRASE,  /* a block that holds no other block */
    XHTML_FLOW,    /* a block that holds anything */
    XHTML_LIST,    /* holds items only */
    XHTML_ITEM,    /* of a list */
    XHTML_TABLE,   /* holds groups and rows only */
    XHTML_CAPTION, /* of a table */
    XHTML_COLUMNS, /* of a table, empty here */
    XHTML_GROUP,   /* of rows */
    XHTML_ROW,     /* holds cells only */
    XHTML_CELL,    /* holds anything */
};

struct xhtml_element {
    const char *name;
    enum xhtml_kind kind;
    const char *as;    /* its name in XHTML; NULL: no element */
    const char *style; /* declarations that do what the element did; may be NULL */
};

/* Never NULL: what is not known is unwrapped. */
const struct xhtml_element *xhtml_element(struct xbz_str name);

/* How ids are made unique: DOCUMENT is put before them. */
struct xhtml_ids {
    unsigned document;
    bool (*take)(void *ctx, struct xbz_str id); /* false: it is taken already */
    void *ctx;
};

/* Appends the attributes of a start tag that XHTML 1.1 has for the element; those of old HTML become declarations of a
 * style attribute.  scratch is used on the way.  What does not fit into either is left out. */
void xhtml_attributes(struct buf *out, struct buf *scratch, const struct xhtml_element *element,
                      const struct xbz_tag *tag, const struct xhtml_ids *ids);

/* Appends text as the value of an attribute. */
void xhtml_escape(struct buf *out, struct xbz_str text);

#endif
