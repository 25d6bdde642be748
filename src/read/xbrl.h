/* xbrl.h - the reader of XBRL 2.1 instances.
 *
 * Streams through expat.  Entity declarations end the reading, so that nothing can grow and nothing is fetched; the
 * depth of elements is bounded.  An error of the XML is reported and ends the document: what stands before it counts.
 * Not carried: tuples, footnotes and blocks of text. */
#ifndef XBZ_READ_XBRL_H
#define XBZ_READ_XBRL_H

#include "xbrlize/reader.h"

extern const struct xbz_reader_ops xbrl_reader;

#endif
