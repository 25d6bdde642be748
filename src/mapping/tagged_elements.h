/* tagged_elements.h - the elements that tagged facts use: concepts of the taxonomy, or extension elements that keep the
 * filer's name; and sets of dimensions, each once. */
#ifndef XBZ_MAPPING_TAGGED_ELEMENTS_H
#define XBZ_MAPPING_TAGGED_ELEMENTS_H

#include "base/arena.h"
#include "base/run.h"
#include "xbrlize/taxonomy.h"

/* An element as the filer used it: of one namespace, kind, unit and kind of period. */
struct tagged_element {
    struct tagged_element *next;
    struct xbz_str space, name;
    enum xbz_element_kind kind;
    enum xbz_unit unit;
    enum xbz_period_kind period;
    const struct xbz_concept *concept; /* NULL: extension */
    struct xbz_extension *extension;
    enum xbz_statement_kind statement;
    uint32_t order; /* of items: rising in the order of first use */
};

struct tagged_set {
    struct tagged_set *next;
    size_t n;
    struct xbz_dimension *dimensions;
};

struct tagged_elements {
    struct xbz_run *run;
    struct arena *arena; /* the filing's */
    const struct xbz_taxonomy *taxonomy;
    struct tagged_element **slots; /* by name */
    struct tagged_set **sets;
    uint32_t order;
    enum xbz_statement_kind statement; /* of the last item */
};

/* The element of an item; unit is the fact's.  FAIL or FATAL. */
XBZ_CHECKED enum xbz_status tagged_item(struct tagged_elements *t, const struct xbz_tagged_fact *fact,
                                        enum xbz_unit unit, const struct tagged_element **out);

/* The dimensions of a fact in their order; *out is NULL when they cannot stand in a report: an axis twice, or a name that is
 * none of XML. */
XBZ_CHECKED enum xbz_status tagged_dimensions(struct tagged_elements *t, const struct xbz_tagged_fact *fact,
                                              const struct tagged_set **out);

/* Whether a namespace is that of dei, or of dei or US-GAAP. */
bool tagged_is_cover(struct xbz_str space);
bool tagged_is_standard(struct xbz_str space);

/* Whether a name can be one of XML, of ASCII and not too long. */
bool tagged_is_name(struct xbz_str name);

#endif
