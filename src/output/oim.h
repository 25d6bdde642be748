/* oim.h - what xBRL-JSON and xBRL-CSV share (Open Information Model 1.0): names, periods, units, documentInfo. */
#ifndef XBZ_OUTPUT_OIM_H
#define XBZ_OUTPUT_OIM_H

#include "base/calendar.h"
#include "output/json.h"
#include "output/report.h"

#define OIM_PERIOD        (2 * DATE_TEXT + 2 * 9 + 2)

/* Provenance of facts, as extension properties. */
#define OIM_SOURCE_PREFIX "source"
#define OIM_SOURCE_SPACE  "https://xbrlize.org/2026/source"

struct oim {
    const struct report *report;
    struct xbz_str entity;     /* the entity as an SQName */
    const char *entity_prefix; /* its prefix */
    bool base_used, dei_used, extension_used, iso4217_used, xbrli_used, utr_used, source_used;
};

/* Starts a report; false when the arena of the report is exhausted. */
bool oim_begin(struct oim *oim, struct report *report);

/* Says that a fact with this entry is written: its namespaces will be declared. */
void oim_use(struct oim *oim, const struct report_entry *entry);

/* "gaap-lite:", "us-gaap:", "dei:" or "ext:". */
struct xbz_str oim_prefix(const struct report *report, const struct report_element *element);

/* A period in canonical form: an instant is the midnight that follows its day, a duration goes from the midnight before
 * its first day to the one after its last. */
struct xbz_str oim_period(const struct xbz_period *period, char text[OIM_PERIOD]);

/* A unit in three parts that follow each other; all empty for text and pure numbers, which have none. */
void oim_unit(const struct report_unit *unit, struct xbz_str parts[3]);

/* Writes the members of documentInfo up to the taxonomy; canonical: all values are in canonical form. */
void oim_document_info(const struct oim *oim, struct json *json, const char *type, bool canonical, struct xbz_str space,
                       struct xbz_str schema);

#endif
