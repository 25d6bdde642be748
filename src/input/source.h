/* source.h - bytes of one input or archive member, looked at and then consumed.
 *
 * A source pulls blocks from whatever stands behind it (file, pipe, callback, inflater, archive) and hands them on
 * without copying.  Only a peek that reaches over the end of a block copies, into a buffer of SOURCE_PEEK bytes. */
#ifndef XBZ_INPUT_SOURCE_H
#define XBZ_INPUT_SOURCE_H

#include "base/run.h"

#define SOURCE_PEEK 4096 /* the most bytes a peek can ask for */

/* Gives the next block: OK with *n > 0, valid until the next call; END when there is no more.  Damage has been
 * reported by the callee: it is END too, and *damaged is set.  FATAL ends the run. */
typedef enum xbz_status source_pull(void *ctx, const unsigned char **bytes, size_t *n, bool *damaged);

struct source {
    source_pull *pull;
    void *ctx;
    const unsigned char *block; /* what is left of the last block pulled */
    size_t left;
    size_t join_at, join_end; /* bytes of join that come before it */
    uint64_t position;        /* bytes consumed */
    enum xbz_status state;    /* OK, or END or FATAL once the pull said so */
    bool damaged;             /* the end came too early, and that was reported */
    unsigned char join[SOURCE_PEEK];
};

/* Starts at the first byte.  ctx is borrowed. */
void source_init(struct source *source, source_pull *pull, void *ctx);

/* At least want bytes (at most SOURCE_PEEK) that follow each other, fewer only where the source ends.  *n may be more
 * than want, and is 0 at the end.  Valid until the next call that is not source_consume.  FATAL passes through. */
XBZ_CHECKED enum xbz_status source_peek(struct source *source, size_t want, const unsigned char **bytes, size_t *n);

/* The bytes that are there without joining blocks: OK with *n > 0, END, or FATAL. */
XBZ_CHECKED enum xbz_status source_block(struct source *source, const unsigned char **bytes, size_t *n);

/* Takes n of the bytes last shown. */
void source_consume(struct source *source, size_t n);

/* Takes everything that is left. */
XBZ_CHECKED enum xbz_status source_drain(struct source *source);

/* Reports a diagnostic that may come up outside any filing: path stands for the filing's then. */
void source_report(struct xbz_run *run, struct xbz_str path, enum xbz_code code, const char *format, ...)
    XBZ_PRINTF(4, 5);

/* ---- where bytes come from ---- */

/* An open file, pipe or callback; its block of limits.block_bytes is allocated once and kept until input_free. */
struct input {
    struct xbz_run *run;
    struct xbz_str path; /* for diagnostics */
    int fd;              /* -1: read is used */
    bool own_fd;
    xbz_read_fn *read;
    void *read_ctx;
    unsigned char *block;
    size_t block_bytes;
    bool size_known; /* a regular file */
    bool seekable;   /* and one that is read from its beginning */
    uint64_t size;
    uint64_t taken; /* bytes read so far */
    int64_t mtime;  /* seconds since 1970, 0 unknown */
};

void input_init(struct input *input, struct xbz_run *run);
/* Opens a file, takes standard input, or takes a callback.  Cannot be opened: INPUT_UNREADABLE is reported and FAIL
 * returned.  follow: a symbolic link as last part of path is followed.  path is borrowed until input_close. */
XBZ_CHECKED enum xbz_status input_open(struct input *input, const char *path, bool follow);
XBZ_CHECKED enum xbz_status input_open_stdin(struct input *input, const char *name);
XBZ_CHECKED enum xbz_status input_open_callback(struct input *input, const char *name, xbz_read_fn *read, void *ctx);
/* Goes to another place of an input that can do so (seekable), for a source that is started anew; false when it cannot. */
bool input_seek(struct input *input, uint64_t at);
void input_close(struct input *input);
void input_free(struct input *input);

/* A source_pull; ctx is the struct input.  A read error is reported as INPUT_UNREADABLE. */
enum xbz_status input_pull(void *ctx, const unsigned char **bytes, size_t *n, bool *damaged);

#endif
