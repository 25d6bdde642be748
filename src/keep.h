/* keep.h - the documents of a filing, kept until its facts are known, for writers that show them.
 *
 * Which facts a filing has is decided when its last document has been read, and what came through a pipe cannot be read
 * twice.  So the bytes are kept: a little in memory, the rest in a temporary file, limits.source_bytes in all. */
#ifndef XBZ_KEEP_H
#define XBZ_KEEP_H

#include "base/arena.h"
#include "base/run.h"
#include "output/spool.h"
#include "xbrlize/reader.h"

struct kept_document {
    struct kept_document *next;
    struct xbz_document document;
    const struct xbz_reader_ops *reader;
    uint64_t at, n; /* in the spool */
    bool lost;      /* it did not fit */
    bool shown;     /* facts stand in it */
};

struct keep {
    struct xbz_run *run;
    struct spool spool;
    struct kept_document *first, *last;
    struct kept_document *open; /* being kept; NULL: none */
};

void keep_init(struct keep *keep, struct xbz_run *run);
void keep_free(struct keep *keep);
void keep_clear(struct keep *keep); /* between filings */

/* Starts a document, if it is one that can be shown; strings are copied into the arena, which lives as long as the
 * filing.  Bytes are its own, in order. */
XBZ_CHECKED enum xbz_status keep_document(struct keep *keep, struct arena *arena, const struct xbz_document *document,
                                          const struct xbz_reader_ops *reader);
XBZ_CHECKED enum xbz_status keep_bytes(struct keep *keep, const void *bytes, size_t n);

/* Notes that a fact stands in the document of a sequence number. */
void keep_show(struct keep *keep, unsigned sequence);

/* Whether a document is to be shown: facts stand in it, or it is the main one. */
bool keep_is_shown(const struct keep *keep, const struct kept_document *kept);

/* Reads a document again: its reader's events, for markup with all tags and attributes.  No diagnostics are given, they
 * have been given before. */
XBZ_CHECKED enum xbz_status keep_replay(struct keep *keep, const struct kept_document *kept,
                                        const struct xbz_events *events, size_t read_size);
bool keep_is_markup(const struct kept_document *kept);

#endif
