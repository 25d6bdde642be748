/* extension_parts.h - what the parts of a filing's schema have in common while it is written. */
#ifndef XBZ_OUTPUT_EXTENSION_PARTS_H
#define XBZ_OUTPUT_EXTENSION_PARTS_H

#include "base/buf.h"
#include "output/extension.h"
#include "output/xml.h"

#define LINKBASE_ROLE "http://www.xbrl.org/2003/role/"
#define ARCROLE       "http://www.xbrl.org/2003/arcrole/"
#define XBRLDT        "http://xbrl.org/2005/xbrldt"

/* The statements of a filing: last part of the role, type and title of its definition when none is printed, and name of
 * the abstract element at the root. */
struct statement_name {
    const char *role, *type, *title, *root;
};
extern const struct statement_name statement_names[XBZ_STATEMENT_KINDS];

struct writing {
    struct report *report;
    const struct extension_place *place;
    struct xml xml;
    struct buf text;                                    /* a name put together */
    enum xbz_statement_kind order[XBZ_STATEMENT_KINDS]; /* statements that are used, as they follow each other */
    size_t n_order;
};

/* The following strings stand in w->text: each is gone with the next. */

/* The URI, or the id, of the role of a network. */
struct xbz_str extension_role(struct writing *w, enum xbz_statement_kind kind, unsigned network, bool uri);

/* The URI, or the id, of the role of an explicit dimension. */
struct xbz_str extension_axis_role(struct writing *w, const struct report_element *axis, bool uri);
bool extension_is_axis(const struct report_element *element);

/* Where a file of the base taxonomy stands, seen from the filing's schema. */
struct xbz_str extension_base(struct writing *w, const char *file);

/* Whether the filing's schema has the labels of the concepts it uses: no linkbase of the base taxonomy has them. */
bool extension_has_labels(const struct writing *w);

/* Whether a statement has line items, and its title. */
bool extension_shows(const struct report *report, enum xbz_statement_kind kind);
struct xbz_str extension_title(const struct writing *w, enum xbz_statement_kind kind);

/* ---- the linkbase: extension_links.c ---- */

/* An extended link while it is written.  Locators are e1, e2 ..., resources l1, l2 ... */
#define LOCATOR  "e"
#define RESOURCE "l"
struct extended_link {
    unsigned mark; /* of the elements that have a locator in it */
    unsigned n;    /* locators so far */
};

struct extended_link extension_open_link(struct writing *w, const char *name, struct xbz_str role);

/* Writes a locator and returns its number: of an element, of one that has none in the link, or of an abstract element
 * of the filing's own. */
unsigned extension_locate(struct writing *w, struct extended_link *link, const struct report_element *element);
unsigned extension_locate_once(struct writing *w, struct extended_link *link, struct report_element *element);
unsigned extension_locate_own(struct writing *w, struct extended_link *link, struct xbz_str name);

/* An arc between two locators; its caller adds attributes and closes it. */
void extension_open_arc(struct writing *w, const char *name, const char *arcrole, unsigned from, unsigned to);
void extension_label_attribute(struct writing *w, const char *attribute, const char *prefix, unsigned number);

/* References to roles and arcroles; of a role, the caller adds its place and closes it. */
void extension_role_ref(struct writing *w, struct xbz_str uri);
void extension_arcrole_ref(struct writing *w, const char *arcrole, const char *href);

/* All links: what belongs to a statement stands together. */
void extension_write_links(struct writing *w);

/* ---- labels: extension_labels.c ---- */

/* References to the roles of the link role registry that labels have. */
void extension_refer_label_roles(struct writing *w);
/* The role of the label that a place prefers, as an attribute; none for the standard label. */
void extension_prefer_label(struct writing *w, const struct report_place *place);
/* Labels are written for each statement, then for the elements that stand in none. */
void extension_labels_begin(struct writing *w);
void extension_statement_labels(struct writing *w, enum xbz_statement_kind kind);
void extension_other_labels(struct writing *w);

/* ---- dimensions: extension_dimensions.c ---- */

void extension_refer_axes(struct writing *w);
void extension_write_axes(struct writing *w);

#endif
