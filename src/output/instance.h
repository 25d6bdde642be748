/* instance.h - the XBRL 2.1 instance: facts one by one, contexts and units before their first use. */
#ifndef XBZ_OUTPUT_INSTANCE_H
#define XBZ_OUTPUT_INSTANCE_H

#include "output/report.h"
#include "output/xml.h"

struct instance {
    struct xml xml;
    const struct report *report;
    uint64_t n_facts;
};

/* Writes the root element and the reference to the schema at href.  space is the namespace of the base taxonomy; with
 * extension that of the filing's schema is declared too. */
void instance_begin(struct instance *instance, struct stream *to, const struct report *report, struct xbz_str space,
                    struct xbz_str href, bool extension);
/* Writes a fact that report_fact has taken (entry->write), with its context and unit when they are new. */
void instance_fact(struct instance *instance, const struct xbz_fact *fact, const struct report_entry *entry);
void instance_end(struct instance *instance);

#endif
