/* html_names.h - the elements that stages after the tokenizer know. */
#ifndef XBZ_READ_HTML_NAMES_H
#define XBZ_READ_HTML_NAMES_H

#include <stdint.h>

#include "xbrlize/model.h"

/* X(ID, "name", properties), names in lower case.  An element that is not listed
 * has id 0: its tags are scanned over, neither parsed nor reported. */
#define HTML_ELEMENTS(X)                                                                                               \
    X(A, "a", 0)                                                                                                       \
    X(ADDRESS, "address", HTML_BLOCK)                                                                                  \
    X(B, "b", 0)                                                                                                       \
    X(BLOCKQUOTE, "blockquote", HTML_BLOCK)                                                                            \
    X(BODY, "body", HTML_BLOCK)                                                                                        \
    X(BR, "br", HTML_ATTRIBUTES)                                                                                       \
    X(C, "c", 0)                                                                                                       \
    X(CAPTION, "caption", HTML_BLOCK)                                                                                  \
    X(CENTER, "center", HTML_BLOCK)                                                                                    \
    X(COL, "col", 0)                                                                                                   \
    X(DD, "dd", HTML_BLOCK)                                                                                            \
    X(DIR, "dir", HTML_BLOCK)                                                                                          \
    X(DIV, "div", HTML_BLOCK | HTML_ATTRIBUTES)                                                                        \
    X(DL, "dl", HTML_BLOCK)                                                                                            \
    X(DT, "dt", HTML_BLOCK)                                                                                            \
    X(EM, "em", 0)                                                                                                     \
    X(FN, "fn", 0)                                                                                                     \
    X(FONT, "font", HTML_ATTRIBUTES)                                                                                   \
    X(FORM, "form", HTML_BLOCK)                                                                                        \
    X(H1, "h1", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(H2, "h2", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(H3, "h3", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(H4, "h4", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(H5, "h5", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(H6, "h6", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(HEAD, "head", 0)                                                                                                 \
    X(HR, "hr", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(HTML, "html", HTML_ATTRIBUTES)                                                                                   \
    X(I, "i", 0)                                                                                                       \
    X(IMG, "img", 0)                                                                                                   \
    X(LI, "li", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(META, "meta", HTML_ATTRIBUTES)                                                                                   \
    X(OL, "ol", HTML_BLOCK)                                                                                            \
    X(P, "p", HTML_BLOCK | HTML_ATTRIBUTES)                                                                            \
    X(PAGE, "page", HTML_BLOCK)                                                                                        \
    X(PLAINTEXT, "plaintext", HTML_BLOCK)                                                                              \
    X(PRE, "pre", HTML_BLOCK)                                                                                          \
    X(S, "s", 0)                                                                                                       \
    X(SCRIPT, "script", 0)                                                                                             \
    X(SMALL, "small", 0)                                                                                               \
    X(SPAN, "span", HTML_ATTRIBUTES)                                                                                   \
    X(STRONG, "strong", 0)                                                                                             \
    X(STYLE, "style", 0)                                                                                               \
    X(SUB, "sub", 0)                                                                                                   \
    X(SUP, "sup", HTML_ATTRIBUTES)                                                                                     \
    X(TABLE, "table", HTML_BLOCK | HTML_ATTRIBUTES)                                                                    \
    X(TBODY, "tbody", HTML_BLOCK)                                                                                      \
    X(TD, "td", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(TEXTAREA, "textarea", HTML_BLOCK)                                                                                \
    X(TFOOT, "tfoot", HTML_BLOCK)                                                                                      \
    X(TH, "th", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(THEAD, "thead", HTML_BLOCK)                                                                                      \
    X(TITLE, "title", HTML_BLOCK)                                                                                      \
    X(TR, "tr", HTML_BLOCK | HTML_ATTRIBUTES)                                                                          \
    X(U, "u", 0)                                                                                                       \
    X(UL, "ul", HTML_BLOCK)                                                                                            \
    X(XMP, "xmp", HTML_BLOCK)                                                                                          \
    X(IX_CONTINUATION, "ix:continuation", HTML_ATTRIBUTES)                                                             \
    X(IX_EXCLUDE, "ix:exclude", HTML_ATTRIBUTES)                                                                       \
    X(IX_FOOTNOTE, "ix:footnote", HTML_ATTRIBUTES)                                                                     \
    X(IX_FRACTION, "ix:fraction", HTML_ATTRIBUTES)                                                                     \
    X(IX_HEADER, "ix:header", HTML_ATTRIBUTES)                                                                         \
    X(IX_HIDDEN, "ix:hidden", HTML_ATTRIBUTES)                                                                         \
    X(IX_NONFRACTION, "ix:nonfraction", HTML_ATTRIBUTES)                                                               \
    X(IX_NONNUMERIC, "ix:nonnumeric", HTML_ATTRIBUTES)                                                                 \
    X(IX_REFERENCES, "ix:references", HTML_ATTRIBUTES)                                                                 \
    X(IX_RELATIONSHIP, "ix:relationship", HTML_ATTRIBUTES)                                                             \
    X(IX_RESOURCES, "ix:resources", HTML_ATTRIBUTES)                                                                   \
    X(IX_TUPLE, "ix:tuple", HTML_ATTRIBUTES)                                                                           \
    X(XBRL_CONTEXT, "context", HTML_ATTRIBUTES | HTML_PREFIXED)                                                        \
    X(XBRL_DIVIDE, "divide", HTML_ATTRIBUTES | HTML_PREFIXED)                                                          \
    X(XBRL_ENDDATE, "enddate", HTML_ATTRIBUTES | HTML_PREFIXED)                                                        \
    X(XBRL_ENTITY, "entity", HTML_ATTRIBUTES | HTML_PREFIXED)                                                          \
    X(XBRL_EXPLICITMEMBER, "explicitmember", HTML_ATTRIBUTES | HTML_PREFIXED)                                          \
    X(XBRL_FOREVER, "forever", HTML_ATTRIBUTES | HTML_PREFIXED)                                                        \
    X(XBRL_IDENTIFIER, "identifier", HTML_ATTRIBUTES | HTML_PREFIXED)                                                  \
    X(XBRL_INSTANT, "instant", HTML_ATTRIBUTES | HTML_PREFIXED)                                                        \
    X(XBRL_MEASURE, "measure", HTML_ATTRIBUTES | HTML_PREFIXED)                                                        \
    X(XBRL_PERIOD, "period", HTML_ATTRIBUTES | HTML_PREFIXED)                                                          \
    X(XBRL_SCENARIO, "scenario", HTML_ATTRIBUTES | HTML_PREFIXED)                                                      \
    X(XBRL_SCHEMAREF, "schemaref", HTML_ATTRIBUTES | HTML_PREFIXED)                                                    \
    X(XBRL_SEGMENT, "segment", HTML_ATTRIBUTES | HTML_PREFIXED)                                                        \
    X(XBRL_STARTDATE, "startdate", HTML_ATTRIBUTES | HTML_PREFIXED)                                                    \
    X(XBRL_TYPEDMEMBER, "typedmember", HTML_ATTRIBUTES | HTML_PREFIXED)                                                \
    X(XBRL_UNIT, "unit", HTML_ATTRIBUTES | HTML_PREFIXED)                                                              \
    X(XBRL_UNITDENOMINATOR, "unitdenominator", HTML_ATTRIBUTES | HTML_PREFIXED)                                        \
    X(XBRL_UNITNUMERATOR, "unitnumerator", HTML_ATTRIBUTES | HTML_PREFIXED)

enum html_property {
    HTML_BLOCK = 1,      /* its tags end a line of text */
    HTML_ATTRIBUTES = 2, /* its start tag is reported with attributes */
    HTML_PREFIXED = 4,   /* known with any prefix or none */
};

enum html_id {
    HTML_OTHER,
#define HTML_ENUM(id, name, properties) HTML_##id,
    HTML_ELEMENTS(HTML_ENUM)
#undef HTML_ENUM
        HTML_IDS
};

/* A hash table from names to ids; 256 slots, about a third of them taken. */
#define HTML_NAME_SLOTS 256
struct html_names {
    struct html_name_slot {
        uint64_t key;
        size_t n; /* length of the name; 0: free */
        enum html_id id;
    } slot[HTML_NAME_SLOTS];
};

/* The key of a name: its first eight bytes in lower case, the first one lowest.  With its length it stands for the whole
 * of a short name. */
#define HTML_KEY_WHOLE              8
#define HTML_KEY_BYTE(key, i, byte) ((key) | ((i) < HTML_KEY_WHOLE ? (uint64_t)(unsigned char)(byte) << (8 * (i)) : 0))

void html_names_init(struct html_names *names);

/* The id of a name in lower case whose key is known. */
enum html_id html_name_id(const struct html_names *names, uint64_t key, struct xbz_str name);

static inline size_t html_name_slot(uint64_t key, size_t n)
{
    return (size_t)(((key + n) * (uint64_t)0x9e3779b97f4a7c15u) >> 56);
}

/* The same, short for short names that are listed. */
static inline enum html_id html_name_quick(const struct html_names *names, uint64_t key, struct xbz_str name)
{
    const struct html_name_slot *slot = &names->slot[html_name_slot(key, name.n)];
    if (slot->key == key && slot->n == name.n && name.n <= HTML_KEY_WHOLE)
        return slot->id;
    return html_name_id(names, key, name);
}

/* The name as listed above ("" for HTML_OTHER), and its enum html_property bits. */
struct xbz_str html_name_text(enum html_id id);
unsigned html_name_properties(enum html_id id);

#endif
