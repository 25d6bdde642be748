/* status_record.h - a line of JSON for each filing: what became of it. */
#ifndef XBZ_STATUS_RECORD_H
#define XBZ_STATUS_RECORD_H

#include "base/buf.h"
#include "pipeline.h"

#define STATUS_RECORD_MAX ((size_t)256 << 10)

struct status_file {
    struct xbz_run *run;
    const char *path; /* NULL: no status is wanted */
    int fd;           /* -1: closed */
    bool own_fd;
    uint64_t size;
};

/* Opens the file; an existing one is emptied, or with resume_at cut to that length.  FATAL. */
XBZ_CHECKED enum xbz_status status_open(struct status_file *file, struct xbz_run *run, const char *path,
                                        uint64_t resume_at);
XBZ_CHECKED enum xbz_status status_append(struct status_file *file, struct xbz_str line);
void status_close(struct status_file *file);

/* Appends the record of a filing to out, with its line end. */
void status_record(struct buf *out, const struct pipeline_result *result, const struct xbz_filing *filing,
                   const char *outcome, struct xbz_str output, uint64_t milliseconds);

#endif
