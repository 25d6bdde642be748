/* extension_sign.h - the sign of line items that go out as elements of the filing's own.
 *
 * There is no concept whose balance would tell.  They follow the elements of their kind in us-gaap instead, as filers'
 * own elements do: payments are positive, "increase (decrease)" of an asset is positive when the asset grows, a gain is
 * positive where it is taken off net income, and what is reclassified out of other comprehensive income is positive for
 * a gain.  Everything else keeps its printed sign.  The rules were counted over captions of tagged statements. */
#ifndef XBZ_MAPPING_EXTENSION_SIGN_H
#define XBZ_MAPPING_EXTENSION_SIGN_H

#include <stdbool.h>

#include "xbrlize/model.h"

struct extension_question {
    const struct xbz_statement *statement;
    size_t item;
    unsigned negative, positive; /* figures of the item by printed sign */
    int contribution;            /* of a printed figure to the axis of its statement, 1 or -1 (signs.h) */
};

/* 1: value = printed figure; -1: the opposite. */
int extension_sign(const struct extension_question *question);

#endif
