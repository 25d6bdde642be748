/* splitter.h - inputs as filings with the documents that are to be read: the side that pulls.
 *
 * Diagnostics of the input go to a run of its own, so that they are the same whoever works on the filing. */
#ifndef XBZ_SPLITTER_H
#define XBZ_SPLITTER_H

#include "base/buf.h"
#include "feed.h"
#include "input/container.h"
#include "input/name.h"
#include "input/submission.h"

struct splitter {
    struct xbz_run run;
    const struct xbz_options *options;
    struct container *container;
    struct submission *submission;
    struct xbz_filing filing;
    struct xbz_document document;
    struct buf path;      /* of the member */
    struct buf name;      /* of the filing's output */
    bool in_member;       /* the member may hold another filing */
    bool first_of_member; /* the filing is the member's first */
    bool alone;           /* the member is the input itself */
    bool lost;            /* the input that is open was no filing */
    uint64_t skipped;     /* members that are no filings, of all inputs */
    struct feed feed;     /* of the filing */
};

XBZ_CHECKED enum xbz_status splitter_init(struct splitter *s, const struct xbz_options *options, xbz_diag_fn *diag,
                                          void *diag_ctx);
void splitter_free(struct splitter *s);

/* Opens an input; FAIL when it cannot be read, which was reported. */
XBZ_CHECKED enum xbz_status splitter_open(struct splitter *s, const char *path);
XBZ_CHECKED enum xbz_status splitter_open_stream(struct splitter *s, const char *name, xbz_read_fn *read, void *ctx);

/* Goes to the next filing of the shard: s->filing is set, its strings live until the next call, and s->feed delivers its
 * documents.  OK; END; FAIL: no more, and a part of the input was lost; FATAL. */
XBZ_CHECKED enum xbz_status splitter_next(struct splitter *s);

#endif
