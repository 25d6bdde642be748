/* container.h - an input walked to its members: the files that may be filings.
 *
 *     TRY(container_open(c, "20090806.nc.tar.gz"));
 *     while ((status = container_next(c, &member)) == XBZ_OK)
 *         read container_source(c) as far as wanted
 *
 * What an input is, is told by its content, never by its name: gzip, tar (all dialects), zip, and xz, zstd, bzip2 or
 * compress, in each other up to limits.depth times (a tar.gz counts twice); a folder is walked in the
 * order of its names as bytes, symbolic links left alone.  Everything else is a member.  Folders within archives, links,
 * devices, empty members and the resource forks of macOS (__MACOSX, ._name) are passed over.
 *
 * All of it is streamed: memory does not depend on the number or size of the members.  A damaged input is
 * reported (INPUT_TRUNCATED, INPUT_CORRUPT, INPUT_UNREADABLE) and the walk goes on with what can still be read. */
#ifndef XBZ_INPUT_CONTAINER_H
#define XBZ_INPUT_CONTAINER_H

#include "input/source.h"

struct container;

/* One file.  Strings live until the next container_next. */
struct container_member {
    struct xbz_str path; /* "20090806.nc.tar.gz!0001144204-09-041134.nc" */
    bool alone;          /* it is the input itself, perhaps compressed: no member of an archive or folder */
    bool size_known;
    uint64_t size; /* as its archive says, which may be wrong */
    int64_t mtime; /* seconds since 1970, 0 unknown */
};

XBZ_CHECKED enum xbz_status container_new(struct container **out, struct xbz_run *run);
void container_free(struct container *container); /* NULL is allowed */

/* Opens a file, a folder, or standard input when path is "-" (its name is "stdin"); or a callback.  What was open is
 * closed.  FAIL: it cannot be opened, which has been reported.  path and name are copied. */
XBZ_CHECKED enum xbz_status container_open(struct container *container, const char *path);
XBZ_CHECKED enum xbz_status container_open_stream(struct container *container, const char *name, xbz_read_fn *read,
                                                  void *ctx);

/* Goes to the next member; what was not read of the last one is skipped.  OK; END: that was all, and all of it
 * was readable; FAIL: that was all, but a part of the input was lost, which has been reported; FATAL. */
XBZ_CHECKED enum xbz_status container_next(struct container *container, struct container_member *member);

/* The bytes of the member, until the next container_next.  Its field damaged tells, at its end, whether the end is
 * the true one. */
struct source *container_source(struct container *container);

/* Copies up to n bytes of the member to buf; *got is 0 at its end. */
XBZ_CHECKED enum xbz_status container_read(struct container *container, void *buf, size_t n, size_t *got);

/* Bytes taken of the file that is open, and its size (0 unknown), for progress.  bytes of all files so far. */
void container_progress(const struct container *container, uint64_t *taken, uint64_t *size);
uint64_t container_bytes(const struct container *container);

#endif
