/* cover_facts.h - document and entity information as facts (EDGAR Filer Manual 6.5.20 and following). */
#ifndef XBZ_MAPPING_COVER_FACTS_H
#define XBZ_MAPPING_COVER_FACTS_H

#include "mapping/facts.h"

/* Adds the cover facts of a filing whose statement facts are all there.  They stand in the context the form's rules call
 * required: the longest duration that ends with the report period (6.5.19).  Without any duration there are none.
 * Completes filing->period from that context when it is unknown. */
XBZ_CHECKED enum xbz_status facts_from_cover(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                             struct xbz_filing *filing);

/* Who the facts are about.  A CIK gives the scheme http://www.sec.gov/CIK and ten digits.  Without one: the commission
 * file number under https://xbrlize.org/entity/file-number, or the registrant's name, or the name of the input, under
 * https://xbrlize.org/entity/name, with everything but letters and digits as '-'.  False when the arena is full. */
bool entity_of(struct arena *arena, const struct xbz_filing *filing, struct xbz_entity *entity);

/* A CIK as ten digits; empty when it is no number of one to ten digits. */
struct xbz_str cik_ten_digits(struct arena *arena, struct xbz_str cik, bool *ok);

#endif
