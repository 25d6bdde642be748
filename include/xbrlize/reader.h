/* reader.h - input formats: bytes of one document in, events out.
 *
 * A reader is pushed: open, feed any number of times with any number of bytes, finish, close.  The result never
 * depends on how the bytes are cut.  A new format is a file under src/read/ and a row in readers.c. */
#ifndef XBRLIZE_READER_H
#define XBRLIZE_READER_H

#include "xbrlize/model.h"
#include "xbrlize/status.h"

/* A line of plain text, without its line end (nor is that in its place), tabs kept, invalid bytes replaced, at most
 * limits.line_bytes long.
 * For documents of markup it is a line of a <pre> block. */
struct xbz_text_line {
    struct xbz_str text;
    struct xbz_place place;
};

/* An attribute of a tag.  name in lower case; value with references decoded. */
struct xbz_attribute {
    struct xbz_str name, value;
};

/* A start or end tag.  name in lower case, with its prefix ("ix:nonfraction"). */
struct xbz_tag {
    struct xbz_str name;
    unsigned id; /* small number for elements the table stage cares for, see read/html_names.h; 0 others */
    bool self_closing;
    const struct xbz_attribute *attributes; /* only of elements whose attributes matter; else none */
    size_t n_attributes;
    struct xbz_place place;
};

/* What a reader delivers; all members are set.  A callback's status other than OK stops the reader, which
 * returns it from feed or finish. */
struct xbz_events {
    void *ctx;
    enum xbz_status (*line)(void *ctx, const struct xbz_text_line *line);
    enum xbz_status (*start)(void *ctx, const struct xbz_tag *tag);
    enum xbz_status (*end)(void *ctx, const struct xbz_tag *tag);
    enum xbz_status (*text)(void *ctx, struct xbz_str text, struct xbz_place place);
    enum xbz_status (*fact)(void *ctx, const struct xbz_fact *fact);
    enum xbz_status (*schedule)(void *ctx, const struct xbz_schedule *schedule);
    enum xbz_status (*tagged)(void *ctx, const struct xbz_tagged_fact *fact);
    enum xbz_status (*note)(void *ctx, const struct xbz_tagged_note *note);
};

/* What the table stage delivers: prose line by line (for cover facts and figures repeated in text), and each table
 * with its headings resolved, in document order.  A table's lead lines are delivered as prose too. */
struct xbz_tables {
    void *ctx;
    enum xbz_status (*prose)(void *ctx, const struct xbz_text_line *line);
    enum xbz_status (*table)(void *ctx, const struct xbz_table *table);
};

struct xbz_run; /* the run's limits and diagnostics, src/base/run.h */

struct xbz_reader_ops {
    const char *name;
    const char *help;
    /* How sure the format is, 0..100, from the first bytes of the document (up to 4096). */
    unsigned (*bid)(const unsigned char *prefix, size_t n);
    /* Allocates *self.  run and events are borrowed until close. */
    enum xbz_status (*open)(void **self, struct xbz_run *run, const struct xbz_events *events);
    enum xbz_status (*feed)(void *self, const unsigned char *bytes, size_t n);
    enum xbz_status (*finish)(void *self); /* end of the document: deliver what is pending */
    void (*close)(void *self);             /* NULL is allowed; also after an error */
};

/* The format table, ended by NULL, and the reader that bids highest (NULL when none bids). */
extern const struct xbz_reader_ops *const xbz_readers[];
const struct xbz_reader_ops *xbz_reader_for(const unsigned char *prefix, size_t n);
const struct xbz_reader_ops *xbz_reader_find(const char *name);

#endif
