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

/* The format table, ended by NULL; find returns NULL for an unknown name. */
extern const struct xbz_writer_ops *const xbz_writers[];
const struct xbz_writer_ops *xbz_writer_find(const char *name);

#endif
