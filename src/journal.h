/* journal.h - the filings that are finished, so that a run that was ended can be taken up again.
 *
 * A text file: a line with the run's settings; "M" and the mark that its unfinished files have in their names, by which
 * a later run finds and removes them; for each filing, in the order of the input, "F", its path, its name and
 * the name of its output; "C" and the lengths of the shared output and the status file after a group of them; "E" when
 * the output is complete.  Fields are parted by tabs.  What follows the last "C" or "E" is not yet finished and is
 * dropped.  As filings are delivered in order, the journal of an interrupted run is the beginning of the input:
 * resuming compares both line by line and needs no memory that grows.
 *
 * A group is written, at once, when its output is in place: its file renamed, or what joins it to others ended (a
 * boundary, see output/joined.h).
 * Every JOURNAL_SECONDS and at the end the shared output and then the journal are made durable. */
#ifndef XBZ_JOURNAL_H
#define XBZ_JOURNAL_H

#include "base/buf.h"
#include "base/run.h"

#define JOURNAL_SECONDS  1
#define JOURNAL_MARK     24 /* bytes of a mark with its NUL */
#define JOURNAL_LINE_MAX ((size_t)192 << 10)

struct journal {
    struct xbz_run *run;
    const char *path; /* NULL: there is none */
    int fd;
    uint64_t at;   /* reading: position of the next line */
    uint64_t end;  /* reading: where the last finished group ends */
    bool reading;  /* lines of an earlier run are left */
    bool complete; /* the earlier run had ended */
    char mark[JOURNAL_MARK];
    bool taken_up;      /* the mark is that of an earlier run */
    struct buf line;    /* the line last read, cut into fields */
    struct buf held;    /* lines that wait for a boundary */
    uint64_t output_at; /* of the last line */
    uint64_t status_at;
    long synced; /* seconds of the clock */
};

/* Opens the journal and locks it.  settings: a line that must be that of the earlier run.  Without resume it must be new
 * or empty, and no other run may be using it.
 * After that output_at and status_at tell what an earlier run left. */
XBZ_CHECKED enum xbz_status journal_open(struct journal *journal, struct xbz_run *run, const char *path, bool resume,
                                         struct xbz_str settings);

/* The key of a filing: its path and name. */
void journal_key(struct buf *out, const struct xbz_filing *filing);

/* Reading: whether the next line is there.  key must be its key, else FATAL.  *name is the output's name, empty when the
 * filing has none; valid until the next call. */
XBZ_CHECKED enum xbz_status journal_next(struct journal *journal, struct xbz_str key, bool *found,
                                         struct xbz_str *name);

/* Holds a line; journal_write writes all held ones. */
XBZ_CHECKED enum xbz_status journal_hold(struct journal *journal, struct xbz_str entry, struct xbz_str name);
XBZ_CHECKED enum xbz_status journal_write(struct journal *journal, uint64_t output_at, uint64_t status_at);

bool journal_holds(const struct journal *journal, size_t more_than);

/* Whether it is time to make things durable. */
bool journal_due(struct journal *journal);
XBZ_CHECKED enum xbz_status journal_sync(struct journal *journal);

/* Writes the last line. */
XBZ_CHECKED enum xbz_status journal_end(struct journal *journal);
void journal_close(struct journal *journal);

#endif
