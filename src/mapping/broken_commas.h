/* broken_commas.h - amounts whose thousands are set off by a point.
 *
 * "12.345" among "28,400" and "60,000" is a comma that was scanned or typed wrongly: read as a decimal it would be a
 * thousandth of the amount.  It is no figure, then. */
#ifndef XBZ_MAPPING_BROKEN_COMMAS_H
#define XBZ_MAPPING_BROKEN_COMMAS_H

#include "base/run.h"
#include "mapping/mapped.h"

/* Marks such amounts of money as damaged (CELL_UNREADABLE), in statements whose other amounts are whole and most of which
 * have thousands.  Units of the line items must be known. */
void broken_commas_find(struct xbz_run *run, struct mapped_statement *ms);

#endif
