/* writer.h - output formats: facts of one filing in, bytes out.
 *
 * A writer is given one filing at a time: begin, then facts in order of their line items, then sums, then end.  A fact
 * that several line items print, such as net income in two statements, comes with each of them and is written once.
 * Contexts and units are written before their first use and never without one (EDGAR Filer Manual 6.5.8), so
 * a writer needs no memory that grows with the number of facts, only with that of contexts and concepts.
 * A new format is a file under src/output/ and a row in the table of writers.c. */
#ifndef XBRLIZE_WRITER_H
#define XBRLIZE_WRITER_H

#include "xbrlize/model.h"
#include "xbrlize/reader.h"
#include "xbrlize/status.h"
#include "xbrlize/taxonomy.h"

/* Who the facts are about (XBRL 2.1 section 4.7.3).  For a known CIK: scheme http://www.sec.gov/CIK and ten
 * digits.  Otherwise a scheme of our own and the file number or the name, see README.md (Entity). */
struct xbz_entity {
    struct xbz_str scheme, identifier;
};

/* What a writer needs to know of the filing when it begins. */
struct xbz_report {
    const struct xbz_filing *filing;
    struct xbz_entity entity;
    struct xbz_str name;             /* base name of the output and of the extension schema, an NCName-safe file name */
    const struct xbz_target *target; /* whose names the facts have; NULL: those of gaap-lite */
    bool extensions;                 /* facts of extension elements may come: true when that is not known */
    /* The axes of the dimensions that facts have, each once: xBRL-CSV has a column for each, and leaves out facts with
     * others (fact-left-out). */
    const struct xbz_extension *const *axes;
    size_t n_axes;
};

struct xbz_out; /* where the bytes go, src/output/out.h */
struct xbz_run;
struct xbz_options; /* xbrlize.h */
struct stream;

struct xbz_writer_ops {
    const char *name;   /* value of -t */
    const char *suffix; /* of files, with its dot: it follows the base name */
    const char *help;
    bool joins;   /* filings may follow one another in one file */
    bool lines;   /* a record a line: they do so unless a folder is named */
    bool package; /* its files are whole by themselves and of one filing each */
    bool schemas; /* it puts schemas beside its file */
    bool flat;    /* facts with dimensions have no place in it */
    /* Writes what a file begins with before its first filing; NULL: nothing. */
    void (*head)(struct stream *to);
    const char *between; /* what parts two filings in one file; NULL: nothing */
    /* Allocates *self for the run; everything else is borrowed until close. */
    enum xbz_status (*open)(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                            const struct xbz_options *options);
    /* Starts a filing; out is borrowed until end or abort. */
    enum xbz_status (*begin)(void *self, struct xbz_out *out, const struct xbz_report *report);
    enum xbz_status (*fact)(void *self, const struct xbz_fact *fact);
    enum xbz_status (*sum)(void *self, const struct xbz_sum *sum);
    /* For formats that show the filing itself; NULL for all others.  After the sums the documents that facts stand in, and
     * the main document before them, are given once more in their order: document sets *events, which are those of the
     * reader of the document (markup: with every tag and attribute; else lines), until document_end. */
    enum xbz_status (*document)(void *self, const struct xbz_document *document, bool markup,
                                struct xbz_events *events);
    enum xbz_status (*document_end)(void *self);
    /* Completes the filing's output; after it, or after abort, begin may be called again. */
    enum xbz_status (*end)(void *self);
    void (*abort)(void *self);
    void (*close)(void *self);
};

/* ---- facts by callback ---- */

/* Receives the facts of a conversion instead of a writer (xbz_options.sink): for each filing begin, its facts in the
 * order of their line items, the sums that hold among them, end.  Arguments are borrowed for the call.  A status other
 * than OK ends the filing (SKIP, FAIL) or the run (FATAL), and end is not called.  Filings come one at a time and in the
 * order of the input. */
struct xbz_fact_sink {
    void *ctx;
    enum xbz_status (*begin)(void *ctx, const struct xbz_report *report);
    enum xbz_status (*fact)(void *ctx, const struct xbz_fact *fact);
    enum xbz_status (*sum)(void *ctx, const struct xbz_sum *sum); /* may be NULL */
    enum xbz_status (*end)(void *ctx);                            /* may be NULL */
};

/* ---- writing without a conversion ---- */

/* Takes all n bytes.  Returns 0, or an errno value when they are lost. */
typedef int xbz_write_fn(void *ctx, const void *bytes, size_t n);

/* A writer of any format, with its destination. */
struct xbz_writer;

/* Makes a writer of the format options->to; of the other options limits, no_embed_taxonomy and provenance count.
 * options and taxonomy are borrowed until xbz_writer_free; diag may be NULL.  On failure *out is NULL and the status
 * FATAL. */
XBZ_CHECKED enum xbz_status xbz_writer_new(struct xbz_writer **out, const struct xbz_options *options,
                                           const struct xbz_taxonomy *taxonomy, xbz_diag_fn *diag, void *diag_ctx);

/* Starts a report in a file, with schemas beside it where the format has them: under temporary names until
 * xbz_writer_end. */
XBZ_CHECKED enum xbz_status xbz_writer_begin_file(struct xbz_writer *writer, const struct xbz_report *report,
                                                  const char *path);
/* Starts a report whose bytes go to a callback, without files beside it.  Reports of one writer follow each other in one
 * stream: what a format has at its beginning, such as the names of columns, is written before the first. */
XBZ_CHECKED enum xbz_status xbz_writer_begin_stream(struct xbz_writer *writer, const struct xbz_report *report,
                                                    xbz_write_fn *write, void *ctx);

/* A fact, then sums after the last one, then the end.  A fact that cannot stand in a report is left out and reported
 * (fact-left-out).  FAIL or FATAL: the report is lost, its files are removed, and what follows is xbz_writer_begin_* or
 * xbz_writer_free. */
XBZ_CHECKED enum xbz_status xbz_writer_fact(struct xbz_writer *writer, const struct xbz_fact *fact);
XBZ_CHECKED enum xbz_status xbz_writer_sum(struct xbz_writer *writer, const struct xbz_sum *sum);
XBZ_CHECKED enum xbz_status xbz_writer_end(struct xbz_writer *writer);

/* Also gives up a report that was begun.  NULL does nothing. */
void xbz_writer_free(struct xbz_writer *writer);

/* Writes the base taxonomy as a taxonomy package (Taxonomy Packages 1.0) named after name, for reports that refer to it
 * (no_embed_taxonomy).  FATAL when bytes or memory are lost. */
XBZ_CHECKED enum xbz_status xbz_taxonomy_package(const struct xbz_taxonomy *taxonomy, struct xbz_str name,
                                                 xbz_write_fn *write, void *ctx);

/* ---- the formats ---- */

/* The format table, ended by NULL; find returns NULL for an unknown name. */
extern const struct xbz_writer_ops *const xbz_writers[];
const struct xbz_writer_ops *xbz_writer_find(const char *name);

#endif
