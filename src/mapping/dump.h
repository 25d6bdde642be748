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

/* Parts of that line: " [Axis=Member, ...]" or nothing; a number or "exact". */
void fact_add_dimensions(struct buf *out, const struct xbz_fact *fact);
void fact_add_decimals(struct buf *out, const struct xbz_fact *fact);

/* Appends a tagged fact as its reader delivers it: "tagged LINE ELEMENT PERIOD [dimensions] UNIT DECIMALS |value". */
void tagged_dump(struct buf *out, const struct xbz_tagged_fact *fact);

/* Appends one line, tab-separated: concept, period with dimensions, value, unit, decimals, confidence, line, label. */
void fact_dump(struct buf *out, const struct xbz_fact *fact);

#endif
