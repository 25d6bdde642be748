/* xbrlize.h - converts filings into XBRL.
 *
 *     struct xbz_options options;
 *     xbz_options_init(&options);
 *     options.output = "out/";
 *     struct xbz_converter *converter;
 *     if (xbz_converter_new(&converter, &options, print_diagnostic, NULL) == XBZ_OK) {
 *         status = xbz_convert_path(converter, "flamel-6k.txt");
 *         status = xbz_converter_finish(converter);
 *         xbz_converter_free(converter);
 *     }
 */
#ifndef XBRLIZE_XBRLIZE_H
#define XBRLIZE_XBRLIZE_H

#include "xbrlize/model.h"
#include "xbrlize/status.h"

/* Every cap of the converter.  Memory is a function of these, never of the input (xbz_memory_bound). */
#define XBZ_DEPTH_MOST  6
#define XBZ_UNPACK_MOST ((size_t)160 << 20) /* libarchive refuses zstd windows above 128 MiB anyway */
struct xbz_limits {
    size_t filing_bytes; /* arena of one filing: its header, statements, facts; as much again for its output [24 MiB] */
    size_t context_bytes; /* contexts and units of a tagged document [6 MiB] */
    size_t table_bytes;   /* arena of one table with its cells [2 MiB] */
    size_t line_bytes;    /* longest line or markup token [256 KiB] */
    size_t block_bytes;   /* input block [64 KiB] */
    size_t job_bytes;     /* of a filing's input that wait for a job [1 MiB] */
    size_t spool_bytes;   /* of a filing's output kept in memory before a temporary file [1 MiB] */
    size_t source_bytes;  /* of a filing's documents kept, in files, for formats that show them [256 MiB] */
    size_t window_bytes;  /* of a page that waits until its facts are found [1 MiB] */
    size_t note_bytes;    /* of a filing's diagnostics that wait for those before [256 KiB] */
    size_t unpack_bytes;  /* of the decoders of xz, zstd, bzip2 and compress that are at work together; what asks for a
                          * larger window is refused [10 MiB: xz -6, zstd -19] */
    size_t directory_bytes; /* of a zip file's directory; one with a larger one is read as a stream, in the order of its
                             * members [512 KiB] */
    size_t journal_bytes;   /* entries of a journal that wait for the output before them [1 MiB] */
    unsigned depth;         /* archives within each other, at most XBZ_DEPTH_MOST [6] */
    unsigned columns;       /* value columns of a table [64] */
    unsigned rows;          /* rows of a table [4000] */
    unsigned lead_lines;    /* lines kept before a table [40] */
    unsigned statements;    /* candidate statements of a filing [64] */
    unsigned schedules;     /* financial data schedules of a filing [32] */
    unsigned prose_figures; /* amounts in the text of a filing, those behind are not asked; in its arena [1000] */
    unsigned facts;         /* facts of a filing's statements [20000] */
    unsigned repeats;       /* diagnostics of one code shown for a filing, the rest is counted [20] */
};

/* Conversion compared with the filer's own tags: nothing is converted for keeping, the report of the comparison is the
 * output. */
enum xbz_evaluate { XBZ_EVALUATE_NOT, XBZ_EVALUATE_TEXT, XBZ_EVALUATE_JSON };

struct xbz_fact_sink; /* writer.h */

enum xbz_unmapped { XBZ_UNMAPPED_EXTENSION, XBZ_UNMAPPED_DROP };

/* What to do.  Strings are borrowed until xbz_converter_free. */
struct xbz_options {
    struct xbz_limits limits;
    const char *format;   /* reader by name; NULL: by content */
    const char *to;       /* writer by name ["xbr"] */
    const char *output;   /* file, folder (ends in '/', or is one), or "-" for standard output; NULL: "." */
    const char *target;   /* "us-gaap-2014": names of that taxonomy instead of gaap-lite's, which is referred to */
    const char *taxonomy; /* folder of another taxonomy; NULL: the embedded gaap-lite */
    const char *map;      /* file with the user's own captions and their concepts (taxonomy.h); NULL: none */
    enum xbz_unmapped unmapped;
    unsigned min_confidence;    /* facts below it are left out, 0..100 */
    bool no_ex27;               /* pass over financial data schedules */
    bool ignore_tags;           /* read inline XBRL as plain HTML, and no XBRL instance */
    bool dimensions;            /* keep tagged facts with dimensions, in all formats but table */
    enum xbz_evaluate evaluate; /* compare tables with tags (see evaluation in README.md); ignore_tags has no meaning */
    bool no_embed_taxonomy;     /* refer to gaap-lite by its address instead of delivering it with each report */
    bool dash_nil;              /* a dash beside other values of its line item is nil; else a zero, as filers tag it */
    bool footnotes;             /* notes that marks beside figures refer to, in instances and json */
    /* Takes the facts instead of a writer: nothing is written.  Then one filing is worked on at a time. */
    const struct xbz_fact_sink *sink;
    bool provenance;  /* where each fact stands, and how sure it is, in json and csv; ndjson and tsv always say */
    const char *dump; /* "lines", "tables", "statements", "facts", "explain": print that seam instead of converting */
    /* Cover facts that supply or override what the filing says; NULL: not given. */
    const char *cik, *name, *form, *period_end, *fiscal_year_end;
    unsigned jobs; /* filings worked on at the same time; 0: as many as there are cores [1] */
    /* Only these filings and documents; NULL: all.  Lists are separated by commas; '*' stands for anything. */
    const char *only_forms, *only_types, *only_cik, *since, *until; /* since, until: date filed, 2009-06-30 */
    unsigned shard, shards;      /* of shards parts of the filings only part number shard, from 1; shards 0: all */
    const char *status;          /* file for a line of JSON per filing, "-": standard output; NULL: none */
    const char *unmapped_report; /* file for the captions without a concept, by how often they occur, "-": standard
                                  * output; NULL: none */
    const char *journal;         /* file that records finished filings; NULL: none */
    bool resume;                 /* go on after the filings that the journal records */
    size_t read_size;            /* bytes handed to a reader at a time; 0: as they come (tests sweep this) */
    void (*tick)(void *ctx);     /* called for each filing and each block read of an input, by the thread that converts;
                              * it may ask for xbz_converter_totals.  NULL: nobody is told */
    void *tick_ctx;
};

void xbz_options_init(struct xbz_options *options);

/* Bytes the converter may use at most with these options (limits, jobs, what is written), program and taxonomy included:
 * the worst case, in which one filing for each job reaches all limits together. */
size_t xbz_memory_bound(const struct xbz_options *options);

/* Makes limits, and if that is not enough jobs, so small that xbz_memory_bound is at most bytes; what is left makes
 * unpack_bytes, and then the other limits, larger.  False, and nothing is changed, when that cannot be done. */
bool xbz_limits_scale(struct xbz_options *options, size_t bytes);

/* The jobs that a run with so many asked for has: 0 stands for the number of cores. */
unsigned xbz_jobs(unsigned asked);

/* What became of one run so far. */
struct xbz_totals {
    uint64_t filings, failed, skipped, left_out; /* left_out: by filters; skipped: tables and documents lost */
    uint64_t members;                            /* of archives and folders, passed over: no filings */
    uint64_t statements, facts, extensions, unmapped;
    uint64_t sums_verified, sums_inconsistent;
    uint64_t bytes_in;
};

struct xbz_converter;

/* Creates a converter: loads the taxonomy, opens the writer.  diag may be NULL.  On failure *out is NULL and the
 * status FATAL. */
XBZ_CHECKED enum xbz_status xbz_converter_new(struct xbz_converter **out, const struct xbz_options *options,
                                              xbz_diag_fn *diag, void *diag_ctx);
void xbz_converter_free(struct xbz_converter *converter);

/* Converts a file, or standard input when path is "-".  FAIL when a filing of it was lost (the others are
 * converted), FATAL when the run cannot go on.  With more than one job, or one output for all filings, the work is done
 * and all losses are known only when xbz_converter_finish has returned. */
XBZ_CHECKED enum xbz_status xbz_convert_path(struct xbz_converter *converter, const char *path);

/* Delivers up to n bytes into buf and returns how many, 0 at the end, -1 on an error. */
typedef long xbz_read_fn(void *ctx, void *buf, size_t n);

/* Converts what a callback delivers; name stands for the path in diagnostics and output names. */
XBZ_CHECKED enum xbz_status xbz_convert_stream(struct xbz_converter *converter, const char *name, xbz_read_fn *read,
                                               void *ctx);

/* Waits for all filings and completes the output.  FAIL when a filing of the run was lost, FATAL. */
XBZ_CHECKED enum xbz_status xbz_converter_finish(struct xbz_converter *converter);

struct xbz_totals xbz_converter_totals(const struct xbz_converter *converter);

/* Where the last filing's output went, NUL-terminated, or "" (standard output, nothing written). */
const char *xbz_converter_output(const struct xbz_converter *converter);

/* Asks the converter to stop at the next safe point; may be called from a signal handler.  The call that is
 * running returns FATAL after removing what is not whole. */
void xbz_converter_cancel(struct xbz_converter *converter);

const char *xbz_version(void);

#endif
