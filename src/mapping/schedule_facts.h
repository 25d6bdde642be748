/* schedule_facts.h - financial data schedules against the facts of a filing's statements, and as facts of their own.
 *
 * A schedule repeats figures of the statements beside it.  Where a statement has the concept for the period, the two are
 * compared and a difference is reported; where it has not, the figure becomes a fact, if the tag is one that filers use
 * as it was meant (taxonomy/ex27.txt).  Nothing of a schedule is used that
 *   - is about a series of a fund, another registrant, or pro forma figures,
 *   - has an article without mapping, or a column without the date it ends on,
 *   - contradicts the statements more often than it agrees with them,
 *   - leaves open what its figures are to be multiplied with.
 * A figure of zero says that there is nothing to report: it is neither compared nor made a fact. */
#ifndef XBZ_MAPPING_SCHEDULE_FACTS_H
#define XBZ_MAPPING_SCHEDULE_FACTS_H

#include "mapping/facts.h"

#define SCHEDULE_CONFIDENCE 80 /* of a fact that only a schedule has */

/* A schedule kept until the filing has been read. */
struct kept_schedule {
    struct xbz_schedule schedule;
    struct xbz_document document;
};

/* Copies a schedule and its document into the arena; false when it is full. */
bool schedule_keep(struct kept_schedule *out, struct arena *arena, const struct xbz_schedule *schedule,
                   const struct xbz_document *document);

/* Compares the schedules with the facts there are and adds those that are missing, from min_confidence on.  Sets the
 * document of f->run while it works on one. */
XBZ_CHECKED enum xbz_status facts_from_schedules(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                                 const struct xbz_filing *filing, const struct kept_schedule *schedules,
                                                 size_t n, unsigned min_confidence);

#endif
