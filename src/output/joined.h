/* joined.h - one file, or standard output, that holds the output of many filings one after the other.
 *
 * A file is written under another name and gets its own in joined_finish.  A compressed one is a series of gzip
 * members: at the end of each, and after each filing where nothing is compressed, the file is whole up to there and may
 * be taken up again by another run (a boundary).  Where boundaries fall depends on the filings alone. */
#ifndef XBZ_OUTPUT_JOINED_H
#define XBZ_OUTPUT_JOINED_H

#include "base/buf.h"
#include "base/run.h"
#include "output/stream.h"

#define JOINED_BYTES   ((uint64_t)1 << 20) /* a gzip member ends after so many bytes */
#define JOINED_FILINGS 256                 /* or filings */

struct joined {
    struct xbz_run *run;
    struct buf path, temporary; /* path is empty for standard output; temporary for what is no regular file */
    int fd;                     /* -1: closed */
    bool keep;                  /* what is written stays when the run fails */
    struct deflater *gzip;      /* NULL: not compressed */
    struct stream *top;
    uint64_t base;  /* bytes that were there when it was taken up again */
    uint64_t since; /* bytes since the last boundary */
    unsigned filings;
    bool reported;
    struct stream main;
};

/* Opens a file, or standard output when path is NULL.  keep: the file of unfinished work (PATH.partial) outlives a
 * failure; it is taken up again at byte resume_at, from scratch when that is 0.  FATAL. */
XBZ_CHECKED enum xbz_status joined_open(struct joined *j, struct xbz_run *run, const char *path, bool gzip, bool keep,
                                        uint64_t resume_at);

/* Where the next bytes go. */
struct stream *joined_stream(struct joined *j);

/* Says that a filing is complete; *boundary tells whether the file is whole here, at byte *offset. */
XBZ_CHECKED enum xbz_status joined_filing(struct joined *j, bool *boundary, uint64_t *offset);

/* Whether anything waits for a boundary. */
bool joined_pending(const struct joined *j);

/* Ends what waits for a boundary.  FATAL. */
XBZ_CHECKED enum xbz_status joined_flush(struct joined *j, uint64_t *offset);

/* Reports an error of the output.  FATAL. */
XBZ_CHECKED enum xbz_status joined_failed(struct joined *j, int error);

/* Makes the bytes so far durable. */
XBZ_CHECKED enum xbz_status joined_sync(struct joined *j);

/* Completes the file and gives it its name. */
XBZ_CHECKED enum xbz_status joined_finish(struct joined *j);
/* Closes it; without keep what was written is removed.  Does nothing after joined_finish. */
void joined_close(struct joined *j);

#endif
