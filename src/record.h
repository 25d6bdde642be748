/* record.h - filings, documents and diagnostics as bytes, for their way from thread to thread. */
#ifndef XBZ_RECORD_H
#define XBZ_RECORD_H

#include "base/buf.h"
#include "xbrlize/reader.h"

#define RECORD_MAX ((size_t)512 << 10) /* of a packed filing, document or diagnostic */

/* Each appends to out; what does not fit leaves out->full set. */
void record_pack_filing(struct buf *out, const struct xbz_filing *filing);
void record_pack_document(struct buf *out, const struct xbz_document *document, const struct xbz_reader_ops *reader);
void record_pack_diag(struct buf *out, const struct xbz_diag *diag);

/* The opposite; strings point into bytes.  Bytes are what pack made. */
void record_read_filing(struct xbz_str bytes, struct xbz_filing *filing);
void record_read_document(struct xbz_str bytes, struct xbz_document *document, const struct xbz_reader_ops **reader);
/* Returns the length of the diagnostic that bytes begin with. */
size_t record_read_diag(struct xbz_str bytes, struct xbz_diag *diag);

#endif
