/* dump.h - mapped statements and facts as stable, readable text: for --dump, golden tests and the eye. */
#ifndef XBZ_MAPPING_DUMP_H
#define XBZ_MAPPING_DUMP_H

#include "base/buf.h"
#include "mapping/mapped.h"

/* Appends:
 *   statement LINE KIND score N [chosen] scale MONEY/SHARES currency CCC mapped N/N |title
 *    column N PERIOD [flags] |label
 *    LINE DEPTH - |heading
 *    LINE DEPTH CONCEPT HOW CONFIDENCE SIGN scale N |label
 *     = [sum of] line numbers with their signs, for a total whose sum was found */
void mapped_dump(struct buf *out, const struct mapped_statement *ms);

/* Appends one line, tab-separated: concept, period, value, unit, decimals, confidence, line, label. */
void fact_dump(struct buf *out, const struct xbz_fact *fact);

#endif
