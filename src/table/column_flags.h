/* column_flags.h - columns that do not simply show the registrant's figures of a period. */
#ifndef XBZ_TABLE_COLUMN_FLAGS_H
#define XBZ_TABLE_COLUMN_FLAGS_H

#include "xbrlize/model.h"

/* Sets the flags (XBZ_COLUMN_NOTE, _PART, _PREVIOUS ...) of columns with labels and periods. */
void columns_flag(struct xbz_column *columns, size_t n);

#endif
