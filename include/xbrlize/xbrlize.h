/* xbrlize.h - converts filings into XBRL.
 *
 *     struct xbz_options options;
 *     xbz_options_init(&options);
 *     options.output = "out/";
 *     struct xbz_converter *converter;
 *     if (xbz_converter_new(&converter, &options, print_diagnostic, NULL) == XBZ_OK) {
 *         status = xbz_convert_path(converter, "flamel-6k.txt");
 *         xbz_converter_free(converter);
 *     }
 */
#ifndef XBRLIZE_XBRLIZE_H
#define XBRLIZE_XBRLIZE_H

#include "xbrlize/model.h"
#include "xbrlize/status.h"

/* Every cap of the converter.  Memory is a function of these, never of the input (xbz_memory_bound). */
struct xbz_limits {
    size_t filing_bytes; /* arena of one filing: its header, contexts, statements [32 MiB] */
    size_t table_bytes;  /* arena of one table with its cells [8 MiB] */
    size_t line_bytes;   /* longest line or markup token [1 MiB] */
    size_t block_bytes;  /* input block [64 KiB] */
    unsigned columns;    /* value columns of a table [64] */
    unsigned rows;       /* rows of a table [4000] */
    unsigned lead_lines; /* lines kept before a table [40] */
    unsigned statements; /* candidate statements of a filing [64] */
    unsigned schedules;  /* financial data schedules of a filing [32] */
    unsigned facts;      /* facts of a filing's statements [20000] */
    unsigned repeats;    /* diagnostics of one code shown for a filing, the rest is counted [20] */
};

enum xbz_unmapped { XBZ_UNMAPPED_EXTENSION, XBZ_UNMAPPED_DROP };

/* What to do.  Strings are borrowed until xbz_converter_free. */
struct xbz_options {
    struct xbz_limits limits;
    const char *format;   /* reader by name; NULL: by content */
    const char *to;       /* writer by name ["xbr"] */
    const char *output;   /* file, folder (ends in '/', or is one), or "-" for standard output; NULL: "." */
    const char *taxonomy; /* folder of another taxonomy; NULL: the embedded gaap-lite */
    enum xbz_unmapped unmapped;
    unsigned min_confidence; /* facts below it are left out, 0..100 */
    bool no_ex27;            /* pass over financial data schedules */
    bool ignore_tags;        /* read inline XBRL as plain HTML, and no XBRL instance */
    const char *dump;        /* "lines", "tables", "statements", "facts": print that seam instead of converting */
    /* Cover facts that supply or override what the filing says; NULL: not given. */
    const char *cik, *name, *form, *period_end, *fiscal_year_end;
    size_t read_size; /* bytes handed to a reader at a time; 0: as they come (tests sweep this) */
};

void xbz_options_init(struct xbz_options *options);

/* Bytes the converter may use at most with these limits, the taxonomy included. */
size_t xbz_memory_bound(const struct xbz_limits *limits);

/* What became of one run so far. */
struct xbz_totals {
    uint64_t filings, failed, skipped; /* skipped: tables and documents lost */
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
 * converted), FATAL when the run cannot go on. */
XBZ_CHECKED enum xbz_status xbz_convert_path(struct xbz_converter *converter, const char *path);

/* Delivers up to n bytes into buf and returns how many, 0 at the end, -1 on an error. */
typedef long xbz_read_fn(void *ctx, void *buf, size_t n);

/* Converts what a callback delivers; name stands for the path in diagnostics and output names. */
XBZ_CHECKED enum xbz_status xbz_convert_stream(struct xbz_converter *converter, const char *name, xbz_read_fn *read,
                                               void *ctx);

struct xbz_totals xbz_converter_totals(const struct xbz_converter *converter);

/* Where the last filing's output went, NUL-terminated, or "" (standard output, nothing written). */
const char *xbz_converter_output(const struct xbz_converter *converter);

/* Asks the converter to stop at the next safe point; may be called from a signal handler.  The call that is
 * running returns FATAL after removing what is not whole. */
void xbz_converter_cancel(struct xbz_converter *converter);

const char *xbz_version(void);

#endif
