/* target.h - facts under the names of one year's US-GAAP taxonomy. */
#ifndef XBZ_MAPPING_TARGET_H
#define XBZ_MAPPING_TARGET_H

#include "mapping/facts.h"

/* Gives each fact and sum the concept that the taxonomy of the year has for it (xbz_concept_in_year).  One that it does
 * not have, or whose name another concept of the filing needs, becomes an extension element (TARGET_LACKS).  Call it
 * when all facts are there; facts_find is of no use afterwards.  FAIL when the arena is full. */
XBZ_CHECKED enum xbz_status target_names(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                         const struct xbz_target *target);

#endif
