/* dump.h - a table as stable, readable text: for --dump=tables, golden tests and the eye. */
#ifndef XBZ_TABLE_DUMP_H
#define XBZ_TABLE_DUMP_H

#include "base/buf.h"
#include "xbrlize/model.h"

/* Appends:
 *   table LINE [page-break] scale MONEY/SHARES currency CCC
 *    lead |text
 *    column N PERIOD [flags] |label        PERIOD: "2009-06-30", "2009-04-01..2009-06-30", "-"
 *    row LINE INDENT [flags] |label
 *     N value                              as read; "nil", "12.5%", words in quotes; marks in {}
 * Empty values are left out. */
void table_dump(struct buf *out, const struct xbz_table *table);

#endif
