/* tagged_facts.h - the facts of a filing that its filer has tagged.
 *
 * Elements of US-GAAP and dei whose name, type and period the taxonomy has become its concepts; all others become
 * extension elements that keep their name.  Left out, and counted: facts with dimensions, unless they are asked for, and facts
 * about others than the registrant.  Where a filing comes with an XBRL instance, that is used and inline XBRL is not. */
#ifndef XBZ_MAPPING_TAGGED_FACTS_H
#define XBZ_MAPPING_TAGGED_FACTS_H

#include "mapping/facts.h"
#include "mapping/tagged_elements.h"

#define TAGGED_TABLE_GAP 16 /* between the numbers of tables of two documents */

struct kept_tag;
struct tagged_notes;

struct tagged_facts {
    struct xbz_run *run;
    struct arena *arena; /* the filing's */
    struct xbz_filing *filing;
    bool keep_dimensions;
    struct tagged_elements elements;
    struct kept_tag *first, *last;
    struct tagged_notes *notes; /* NULL: there are none */
    size_t n;
    struct xbz_str identifier; /* who the facts are about */
    const struct xbz_document *document;
    struct xbz_document kept;              /* a copy of it in the arena */
    bool instance;                         /* the facts are those of an XBRL instance */
    bool cover;                            /* the form is tagged, and with it the cover */
    bool figures;                          /* there are numbers beyond the cover's */
    uint64_t dimensions, segments, others; /* facts left out */
    unsigned tables, tables_before;        /* highest number of a table so far, and where those of the document start */
};

/* A fact as the filer tagged it. */
struct tagged_view {
    const struct xbz_fact *fact;
    struct xbz_str name; /* local name of its element */
    bool standard;       /* the element is one of US-GAAP or of the cover */
    bool cover;
    unsigned table; /* it stands in, numbered through the documents of the filing with a gap between; 0: none */
};

/* The facts taken, in the order of the documents: *cursor starts as NULL.  False at the end. */
bool tagged_next(const struct tagged_facts *t, const void **cursor, struct tagged_view *out);

/* Starts a filing; filing is filled where it is empty with what facts of the cover say.  keep_dimensions: facts with
 * dimensions are kept. */
void tagged_start(struct tagged_facts *t, struct xbz_run *run, struct arena *arena, const struct xbz_taxonomy *taxonomy,
                  struct xbz_filing *filing, bool keep_dimensions);

/* Takes a fact of a document; instance: the document is an XBRL instance. */
XBZ_CHECKED enum xbz_status tagged_take(struct tagged_facts *t, const struct xbz_tagged_fact *fact,
                                        const struct xbz_document *document, bool instance);

/* Takes a footnote of a document, or which facts have which.  Those of inline XBRL alone come. */
XBZ_CHECKED enum xbz_status tagged_note(struct tagged_facts *t, const struct xbz_tagged_note *note,
                                        const struct xbz_document *document);

/* Adds the facts taken, with their footnotes, in the order in which their elements first occur. */
XBZ_CHECKED enum xbz_status facts_from_tagged(struct filing_facts *f, struct tagged_facts *t,
                                              enum xbz_unmapped unmapped);

#endif
