/* text.h - the plain text reader: lines in UTF-8.  A form feed comes as a line of its own, "\f". */
#ifndef XBZ_READ_TEXT_H
#define XBZ_READ_TEXT_H

#include "xbrlize/reader.h"

extern const struct xbz_reader_ops text_reader;

#endif
