/* check.h - sums tested over the facts of a filing, with the rounding rules of Calculations 1.1 (section 4): a reported
 * value stands for the interval of half a unit of its last reported digit around it, and a sum is consistent when the
 * interval of the total and that of its parts meet. */
#ifndef XBZ_MAPPING_CHECK_H
#define XBZ_MAPPING_CHECK_H

#include "mapping/facts.h"

/* The sums that a chosen statement prints, as relations between its facts: tested in every period in which the total
 * stands; those that hold everywhere are kept in f->sums.  The outcome is a diagnostic for each. */
XBZ_CHECKED enum xbz_status check_printed_sums(struct filing_facts *f, const struct mapped_statement *ms);

/* The relations of the taxonomy whose total and parts are facts of the filing and that no printed sum has tested. */
XBZ_CHECKED enum xbz_status check_taxonomy_sums(struct filing_facts *f, const struct mapper *m);

/* Relations that hold in every report: what is equal, what is at most another, counts of shares that are alike, dates in
 * their order (DQC rules 0004, 0005, 0006, 0009, 0095).  Where one fails, fact-doubtful is reported. */
void check_values(struct filing_facts *f, const struct xbz_taxonomy *taxonomy);

#endif
