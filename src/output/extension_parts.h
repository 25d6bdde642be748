/* extension_parts.h - what the parts of a filing's schema have in common while it is written. */
#ifndef XBZ_OUTPUT_EXTENSION_PARTS_H
#define XBZ_OUTPUT_EXTENSION_PARTS_H

#include "base/buf.h"
#include "output/extension.h"
#include "output/xml.h"

#define LINKBASE_ROLE "http://www.xbrl.org/2003/role/"
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

/* One linkbase each. */
void extension_write_labels(struct writing *w);
void extension_write_presentation(struct writing *w);
void extension_write_calculation(struct writing *w);
void extension_write_definition(struct writing *w);

#endif
