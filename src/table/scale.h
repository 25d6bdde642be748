/* scale.h - "in thousands, except per share data": scale and currency wording. */
#ifndef XBZ_TABLE_SCALE_H
#define XBZ_TABLE_SCALE_H

#include <stdbool.h>

#include "xbrlize/model.h"

/* Reads a scale statement in text into *out; false, and *out untouched, when there is none.  strict: the text may be
 * prose, so only a statement in brackets counts.  shares follows money unless shares are named: "except share data" makes
 * them 0, "shares in thousands" 3; -1 when only shares or only money is stated. */
bool scale_read(struct xbz_scale *out, struct xbz_str text, bool strict);

/* The ISO 4217 code of a currency named in text ("Canadian dollars", "Euro", "US$"), or empty.  "$" and "dollars" with no
 * country count as US dollars only where a scale or "expressed in" stands beside them. */
struct xbz_str currency_read(struct xbz_str text);

#endif
