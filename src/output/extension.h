/* extension.h - the filing's own taxonomy: one schema with its extension elements and roles.  The linkbases are embedded
 * in it (XBRL 2.1 section 5.1.2): labels, the presentation of its statements, and its sums (calculation). */
#ifndef XBZ_OUTPUT_EXTENSION_H
#define XBZ_OUTPUT_EXTENSION_H

#include "output/report.h"
#include "output/stream.h"
#include "output/xml.h"

/* Where the files of the base taxonomy are. */
struct extension_place {
    struct xbz_str space;    /* namespace of the base taxonomy */
    bool embedded;           /* its schema is delivered with the report; else it is referred to under its namespace */
    const char *base_folder; /* of the embedded schema as seen from the filing's: "", "../" ... */
    enum xml_layout layout;
};

/* Writes the filing's schema, NAME.xsd. */
XBZ_CHECKED enum xbz_status extension_write(struct report *report, const struct extension_place *place,
                                            struct stream *to);

/* Whether reports with an embedded taxonomy need its file i: the schema and what it refers to.  They do without labels
 * and descriptions (the filing's schema has the labels of what it uses), the full set of sums (it has those of its
 * filing) and aliases. */
bool extension_needs_file(const struct xbz_taxonomy_file *files, size_t n, size_t i);

/* A label as label linkbases hold it: at most 511 characters, no '<', single blanks, none at the ends (EDGAR Filer
 * Manual 6.10 and 6.5.35).  out has EXTENSION_LABEL bytes. */
#define EXTENSION_LABEL 2048
struct xbz_str extension_label(struct xbz_str label, char *out);

#endif
