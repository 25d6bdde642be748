/* judges.h - what arithmetic and other places of the filing say of a concept that the matching has chosen.
 *
 * A judge agrees with the concept of a line item, or opposes it; it is heard once.  How sure the concept is follows by
 * Bayes' rule: the odds of the confidence before, times how much more often the judge says so of right concepts than of
 * wrong ones.  The user's own rows (MATCH_MAP) are not judged. */
#ifndef XBZ_MAPPING_JUDGES_H
#define XBZ_MAPPING_JUDGES_H

#include <stdbool.h>

#include "mapping/mapped.h"

enum judge {
    JUDGE_STATEMENTS, /* another statement of the filing has the figures, or others */
    JUDGE_TOTAL, /* the taxonomy adds its concept up to that of the total which its figures are printed to add up to */
    JUDGE_PARTS, /* and to its concept most of those whose figures are printed to add up to its own */
    JUDGE_SCHEDULE, /* the financial data schedule has the figure under a tag of this concept, or another */
    JUDGE_SHARES,   /* amounts per share, shares and net income belong together */
    JUDGE_PROSE,    /* the text has a figure under the words of this concept, or at another scale */
    JUDGES
};

void judge_agrees(struct mapped_item *item, enum judge judge);
void judge_opposes(struct mapped_item *item, enum judge judge);

/* Takes away the concept of a line item that is not sure enough any more.  Not after its facts have been made. */
void judge_gives_up(struct mapped_item *item);

/* In words, for people.  A judge that never opposes has none for that. */
const char *judge_says(enum judge judge, bool agrees);

/* The confidence after a judge that is numerator/denominator times as likely to say so when the concept is right:
 * within 1 and 99. */
unsigned judge_odds(unsigned confidence, unsigned numerator, unsigned denominator);

#endif
