/* xhtml_elements.c - the table of elements. */
#include "output/xhtml_elements.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define NAME_BYTES 16

/* Sorted by name.  Elements of later HTML are blocks or nothing; <s> is no strike but the column mark of EDGAR's
 * tables, unclosed in most filings that have it. */
static const struct xhtml_element elements[] = {
    {"a", XHTML_INLINE, "a", NULL},
    {"abbr", XHTML_INLINE, "abbr", NULL},
    {"acronym", XHTML_INLINE, "acronym", NULL},
    {"address", XHTML_FLOW, "div", "font-style:italic"},
    {"article", XHTML_FLOW, "div", NULL},
    {"aside", XHTML_FLOW, "div", NULL},
    {"b", XHTML_INLINE, "b", NULL},
    {"big", XHTML_INLINE, "big", NULL},
    {"blockquote", XHTML_FLOW, "div", "margin:1em 40px"},
    {"body", XHTML_BODY, "div", NULL},
    {"br", XHTML_BREAK, "br", NULL},
    {"caption", XHTML_CAPTION, "caption", NULL},
    {"center", XHTML_FLOW, "div", "text-align:center;text-align:-webkit-center"},
    {"cite", XHTML_INLINE, "cite", NULL},
    {"code", XHTML_INLINE, "code", NULL},
    {"col", XHTML_COLUMNS, "colgroup", NULL},
    {"colgroup", XHTML_COLUMNS, "colgroup", NULL},
    {"dd", XHTML_ITEM, "dd", NULL},
    {"del", XHTML_INLINE, "span", "text-decoration:line-through"},
    {"details", XHTML_FLOW, "div", NULL},
    {"dfn", XHTML_INLINE, "dfn", NULL},
    {"dir", XHTML_LIST, "ul", NULL},
    {"div", XHTML_FLOW, "div", NULL},
    {"dl", XHTML_LIST, "dl", NULL},
    {"dt", XHTML_ITEM, "dd", "margin-left:0"},
    {"em", XHTML_INLINE, "em", NULL},
    {"fieldset", XHTML_FLOW, "div", NULL},
    {"figure", XHTML_FLOW, "div", "margin:1em 40px"},
    {"font", XHTML_INLINE, "span", NULL},
    {"footer", XHTML_FLOW, "div", NULL},
    {"form", XHTML_FLOW, "div", NULL},
    {"h1", XHTML_PHRASE, "h1", NULL},
    {"h2", XHTML_PHRASE, "h2", NULL},
    {"h3", XHTML_PHRASE, "h3", NULL},
    {"h4", XHTML_PHRASE, "h4", NULL},
    {"h5", XHTML_PHRASE, "h5", NULL},
    {"h6", XHTML_PHRASE, "h6", NULL},
    {"header", XHTML_FLOW, "div", NULL},
    {"hr", XHTML_RULE, "hr", NULL},
    {"i", XHTML_INLINE, "i", NULL},
    {"img", XHTML_IMAGE, "img", NULL},
    {"ins", XHTML_INLINE, "span", "text-decoration:underline"},
    {"kbd", XHTML_INLINE, "kbd", NULL},
    {"label", XHTML_INLINE, "span", NULL},
    {"li", XHTML_ITEM, "li", NULL},
    {"listing", XHTML_FLOW, "div", "white-space:pre;font-family:monospace;margin:1em 0"},
    {"main", XHTML_FLOW, "div", NULL},
    {"mark", XHTML_INLINE, "span", "background-color:yellow"},
    {"menu", XHTML_LIST, "ul", NULL},
    {"nav", XHTML_FLOW, "div", NULL},
    {"nobr", XHTML_INLINE, "span", "white-space:nowrap"},
    {"ol", XHTML_LIST, "ol", NULL},
    {"p", XHTML_PHRASE, "p", NULL},
    {"plaintext", XHTML_FLOW, "div", "white-space:pre;font-family:monospace;margin:1em 0"},
    {"pre", XHTML_FLOW, "div", "white-space:pre;font-family:monospace;margin:1em 0"},
    {"q", XHTML_INLINE, "q", NULL},
    {"samp", XHTML_INLINE, "samp", NULL},
    {"section", XHTML_FLOW, "div", NULL},
    {"small", XHTML_INLINE, "small", NULL},
    {"span", XHTML_INLINE, "span", NULL},
    {"strike", XHTML_INLINE, "span", "text-decoration:line-through"},
    {"strong", XHTML_INLINE, "strong", NULL},
    {"style", XHTML_STYLE, NULL, NULL},
    {"sub", XHTML_INLINE, "sub", NULL},
    {"summary", XHTML_FLOW, "div", NULL},
    {"sup", XHTML_INLINE, "sup", NULL},
    {"table", XHTML_TABLE, "table", NULL},
    {"tbody", XHTML_GROUP, "tbody", NULL},
    {"td", XHTML_CELL, "td", NULL},
    {"tfoot", XHTML_GROUP, "tbody", NULL},
    {"th", XHTML_CELL, "th", NULL},
    {"thead", XHTML_GROUP, "tbody", NULL},
    {"title", XHTML_TITLE, NULL, NULL},
    {"tr", XHTML_ROW, "tr", NULL},
    {"tt", XHTML_INLINE, "tt", NULL},
    {"u", XHTML_INLINE, "span", "text-decoration:underline"},
    {"ul", XHTML_LIST, "ul", NULL},
    {"var", XHTML_INLINE, "var", NULL},
    {"xmp", XHTML_FLOW, "div", "white-space:pre;font-family:monospace;margin:1em 0"},
};

static const struct xhtml_element header = {"ix:header", XHTML_SKIP, NULL, NULL};
static const struct xhtml_element unknown = {"", XHTML_UNWRAP, NULL, NULL};

static int compare(const void *key, const void *element)
{
    return str_cmp(*(const struct xbz_str *)key, str_of(((const struct xhtml_element *)element)->name));
}

const struct xhtml_element *xhtml_element(struct xbz_str name)
{
    const struct xhtml_element *found =
        bsearch(&name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
    if (found)
        return found;
    /* the header of inline XBRL, whatever its prefix is */
    return str_ends_nocase(name, STR(":header")) ? &header : &unknown;
}
