/* instance.h - the XBRL 2.1 instance: facts one by one, contexts and units before their first use. */
#ifndef XBZ_OUTPUT_INSTANCE_H
#define XBZ_OUTPUT_INSTANCE_H

#include "output/report.h"
#include "output/xml.h"

struct instance {
    struct xml xml;
    const struct report *report;
    uint64_t n_facts;
    bool ids;
};

/* What differs from one instance to another. */
struct instance_options {
    struct xbz_str space; /* namespace of the base taxonomy */
    struct xbz_str href;  /* of the schema */
    bool extension;       /* the namespace of the filing's schema is declared too */
    bool ids;             /* facts have ids: f1, f2 ... as in xBRL-JSON */
    enum xml_layout layout;
};

/* Writes the root element and the reference to the schema. */
void instance_begin(struct instance *instance, struct stream *to, const struct report *report,
                    const struct instance_options *options);
/* Writes a fact that report_fact has taken (entry->write), with its context and unit when they are new. */
void instance_fact(struct instance *instance, const struct xbz_fact *fact, const struct report_entry *entry);
void instance_end(struct instance *instance);

/* Parts that inline XBRL shares with it: declarations of namespaces on the open element, and elements. */
void instance_namespaces(struct xml *xml, const struct report *report, struct xbz_str space, bool extension);
void instance_schema_ref(struct xml *xml, struct xbz_str href);
void instance_context(struct xml *xml, const struct report *report, const struct report_context *context);
void instance_unit(struct xml *xml, const struct report_unit *unit);

#endif
