/* feed.h - a filing as it comes to a pipeline: its header is known, its documents follow.
 *
 * What stands behind a feed is the input itself (splitter.h), or a bounded buffer that another thread fills from it
 * (jobs.h).  Both deliver the same documents and bytes. */
#ifndef XBZ_FEED_H
#define XBZ_FEED_H

#include "base/run.h"
#include "xbrlize/reader.h"

struct feed_ops {
    /* The next document that is to be read, and what reads it; the rest of the last one is skipped.  Its strings live
     * until the next call.  OK, END, or FATAL. */
    enum xbz_status (*document)(void *ctx, struct xbz_document *document, const struct xbz_reader_ops **reader);
    /* The next bytes of its text, valid until the next call.  OK with *n > 0, END, or FATAL. */
    enum xbz_status (*read)(void *ctx, const unsigned char **bytes, size_t *n);
    /* Once document has returned END: the base name for the filing's output. */
    struct xbz_str (*name)(void *ctx);
};

struct feed {
    const struct feed_ops *ops;
    void *ctx;
};

#endif
