/* fact_row.h - a fact as a row of named fields that is complete in itself: what ndjson and tsv write. */
#ifndef XBZ_OUTPUT_FACT_ROW_H
#define XBZ_OUTPUT_FACT_ROW_H

#include "base/calendar.h"
#include "output/report.h"

/* The fields in their order: X(field, name).  A new one is a row here and a line in fact_row.c. */
#define FACT_FIELDS(X)                                                                                                 \
    X(FILING, "filing")         /* its name, as files are named after it */                                            \
    X(ACCESSION, "accession")   /* accession number */                                                                 \
    X(CIK, "cik")               /* of the registrant */                                                                \
    X(NAME, "name")             /* of the registrant */                                                                \
    X(FORM, "form")             /* 10-K ... */                                                                         \
    X(FILED, "filed")           /* date */                                                                             \
    X(STATEMENT, "statement")   /* balance-sheet, income, comprehensive-income, cash-flow, equity, cover, other */     \
    X(CONCEPT, "concept")       /* with its prefix, gaap-lite: or ext: */                                              \
    X(LABEL, "label")           /* as printed */                                                                       \
    X(START, "start")           /* first day of a duration */                                                          \
    X(END, "end")               /* its last day, or the day of an instant */                                           \
    X(VALUE, "value")           /* decimal text, or text */                                                            \
    X(UNIT, "unit")             /* USD, shares, USDPerShare, pure */                                                   \
    X(DECIMALS, "decimals")     /* number, or INF */                                                                   \
    X(DIMENSIONS, "dimensions") /* "ext:Axis=ext:Member;ext:OtherAxis=value" */                                        \
    X(CONFIDENCE, "confidence") /* 0..100 */                                                                           \
    X(DOCUMENT, "document")     /* file name or type of the document it was read from */                               \
    X(LINE, "line")             /* in the document, from 1 */                                                          \
    X(BYTE_BEGIN, "byte_begin") /* in the document's text, from 0 */                                                   \
    X(BYTE_END, "byte_end")     /* behind the last byte */

enum fact_field_id {
#define FACT_FIELD_ID(field, name) FACT_##field,
    FACT_FIELDS(FACT_FIELD_ID)
#undef FACT_FIELD_ID
        FACT_FIELD_COUNT
};

/* A field; one that is unknown or does not apply is neither. */
struct fact_field {
    enum { FACT_NOTHING, FACT_TEXT, FACT_NUMBER } kind;
    struct xbz_str prefix, text; /* of FACT_TEXT: one after the other */
    int64_t number;
};

/* What all rows of a filing share. */
struct fact_filing {
    const struct report *report;
    struct xbz_str accession, cik, registrant, form;
    char filed[DATE_TEXT];
};

struct fact_row {
    struct fact_field fields[FACT_FIELD_COUNT];
    char start[DATE_TEXT], end[DATE_TEXT]; /* what fields point to */
};

/* Keeps what rows need of the filing in the report's arena. */
XBZ_CHECKED enum xbz_status fact_filing_begin(struct fact_filing *filing, struct report *report,
                                              const struct xbz_filing *from);
void fact_row_set(struct fact_row *row, const struct fact_filing *filing, const struct xbz_fact *fact,
                  const struct report_entry *entry);
struct xbz_str fact_field_name(enum fact_field_id field);

/* Name of the document a fact was read from, else its type; empty when it comes from none. */
struct xbz_str fact_document(const struct xbz_fact *fact);

#endif
