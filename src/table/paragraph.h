/* paragraph.h - running text between two text tables that no title parts. */
#ifndef XBZ_TABLE_PARAGRAPH_H
#define XBZ_TABLE_PARAGRAPH_H

#include "table/text_columns.h"

/* One past the last line of the paragraph that begins at row i: whole sentences between blank lines, with figures below
 * them on the same page, and no reference to the notes.  i when there is none. */
size_t paragraph_end(const struct text_row *rows, size_t i, size_t n);

#endif
