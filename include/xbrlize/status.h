/* status.h - what a call's result means, and the one list of diagnostics.
 *
 * Every function of libxbrlize that can fail returns enum xbz_status.  A negative value names what is
 * lost; everything outside that is kept, and the caller that owns the lost unit goes on with the next. */
#ifndef XBRLIZE_STATUS_H
#define XBRLIZE_STATUS_H

#include <stddef.h>
#include <stdint.h>

enum xbz_status {
    XBZ_OK = 0,     /* done */
    XBZ_END = 1,    /* nothing more to deliver; not an error */
    XBZ_SKIP = -1,  /* this table, statement or document is lost, the filing goes on */
    XBZ_FAIL = -2,  /* this filing is lost and its output removed, the run goes on */
    XBZ_FATAL = -3, /* the run ends: out of memory, output cannot be written, taxonomy unusable */
};

#if defined(__GNUC__) || defined(__clang__)
#define XBZ_CHECKED      __attribute__((warn_unused_result))
#define XBZ_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define XBZ_CHECKED
#define XBZ_PRINTF(f, a)
#endif

/* Level of a diagnostic, mildest first.  NOTE: worth knowing, nothing lost.  WARNING: a fact is doubtful
 * or missing.  SKIPPED, FAILED, FATAL: the unit of the status of the same name is lost. */
enum xbz_level { XBZ_NOTE, XBZ_WARNING, XBZ_SKIPPED, XBZ_FAILED, XBZ_FATAL_LEVEL };

/* The diagnostics: X(code, level, id, text).  The id is stable: scripts may match it.  Adding a diagnostic
 * is one row here (and a golden case that shows it). */
#define XBZ_DIAGNOSTICS(X)                                                                                             \
    X(INPUT_UNREADABLE, FAILED, "input-unreadable", "the input cannot be read")                                        \
    X(INPUT_EMPTY, FAILED, "input-empty", "the input holds no bytes")                                                  \
    X(INPUT_TRUNCATED, FAILED, "input-truncated", "the input ends before its format says it should")                   \
    X(INPUT_CORRUPT, FAILED, "input-corrupt", "the compressed or archived input is damaged")                           \
    X(INPUT_TRAILING, WARNING, "input-trailing", "bytes after the end of the compressed data are ignored")             \
    X(WINDOW_TOO_LARGE, FAILED, "window-too-large", "unpacking takes more memory than the limit (--max-memory)")       \
    X(MEMBER_SKIPPED, NOTE, "member-skipped", "the archive member is not a filing")                                    \
    X(FILERS_SEVERAL, NOTE, "filers-several", "several companies filed together, the facts go under the first")        \
    X(DOCUMENT_SKIPPED, NOTE, "document-skipped", "the document holds no statements by its type or content")           \
    X(DOCUMENT_UNTERMINATED, WARNING, "document-unterminated", "the document has no end tag")                          \
    X(SUBMISSION_UNTERMINATED, WARNING, "submission-unterminated",                                                     \
      "the submission has no end tag, documents may be missing")                                                       \
    X(FORMAT_UNKNOWN, FAILED, "format-unknown", "the input is no filing: no reader knows its format")                  \
    X(HEADER_INVALID, WARNING, "header-invalid", "a header line cannot be understood")                                 \
    X(ENCODING_REPLACED, NOTE, "encoding-replaced", "bytes invalid in the declared encoding were replaced")            \
    X(LINE_TOO_LONG, WARNING, "line-too-long", "the line is longer than the limit and was cut")                        \
    X(TOKEN_TOO_LONG, WARNING, "token-too-long", "the markup token is longer than the limit and was dropped")          \
    X(MARKUP_UNTERMINATED, WARNING, "markup-unterminated", "a comment or tag has no end and was ended at its first >") \
    X(TABLE_TOO_LARGE, SKIPPED, "table-too-large", "the table is larger than the limit")                               \
    X(TABLE_TOO_DEEP, SKIPPED, "table-too-deep",                                                                       \
      "the table is nested deeper than the limit, its cells are text of the table around it")                          \
    X(SPAN_TOO_LARGE, WARNING, "span-too-large", "a column or row span is larger than the limit and was cut")          \
    X(COLUMN_UNDATED, WARNING, "column-undated", "no period was found for a column, its figures are left out")         \
    X(COLUMN_AMBIGUOUS, WARNING, "column-ambiguous",                                                                   \
      "two columns have the same period and different figures, the later ones are left out")                           \
    X(ROW_UNALIGNED, WARNING, "row-unaligned", "figures of a row do not line up with the columns")                     \
    X(CELL_UNREADABLE, WARNING, "cell-unreadable", "a figure cannot be read as a number")                              \
    X(SCALE_MISSING, NOTE, "scale-missing", "no scale is stated, figures are taken as printed")                        \
    X(SCALE_INFERRED, NOTE, "scale-inferred",                                                                          \
      "no scale is stated, the line items have that of the filing's other statements")                                 \
    X(CURRENCY_ASSUMED, NOTE, "currency-assumed", "no currency is stated, US dollars are assumed")                     \
    X(STATEMENT_FOUND, NOTE, "statement-found", "a statement was found")                                               \
    X(STATEMENT_REPEATED, NOTE, "statement-repeated", "a statement of this kind and period is already there")          \
    X(STATEMENT_UNMAPPED, NOTE, "statement-unmapped", "a table looks like a statement but maps too little")            \
    X(STATEMENTS_TOO_MANY, SKIPPED, "statements-too-many", "more statements than the limit in one filing")             \
    X(STATEMENT_MISSING, WARNING, "statement-missing", "no financial statement was found in the filing")               \
    X(ITEM_UNMAPPED, NOTE, "item-unmapped", "no concept is known for the line item")                                   \
    X(ITEM_AMBIGUOUS, WARNING, "item-ambiguous", "two concepts fit the line item equally well")                        \
    X(ITEM_CONTRADICTED, WARNING, "item-contradicted", "the arithmetic contradicts the concept of a line item")        \
    X(CONCEPT_REPEATED, WARNING, "concept-repeated", "a second line item maps to the same concept")                    \
    X(SIGN_DOUBTFUL, WARNING, "sign-doubtful", "the sign of a figure is doubtful")                                     \
    X(PERCENTAGE_DOUBTFUL, WARNING, "percentage-doubtful", "a percentage is not that of the figure beside it")         \
    X(FACT_CONFLICT, WARNING, "fact-conflict", "the same fact was found with another value")                           \
    X(FACT_LEFT_OUT, WARNING, "fact-left-out", "the fact cannot stand in an XBRL report")                              \
    X(FACTS_TOO_MANY, SKIPPED, "facts-too-many", "more facts than the limit in one filing")                            \
    X(SUM_VERIFIED, NOTE, "sum-verified", "the parts add up to the printed total")                                     \
    X(SUM_INCONSISTENT, WARNING, "sum-inconsistent", "the parts do not add up to the printed total")                   \
    X(ENTITY_UNIDENTIFIED, WARNING, "entity-unidentified", "no CIK is known, another identifier is used")              \
    X(SCHEMA_LEFT_OUT, WARNING, "schema-left-out",                                                                     \
      "extension facts refer to a schema that has no place beside this output")                                        \
    X(DECIMALS_RAISED, NOTE, "decimals-raised", "a value has more digits than its decimals say, they count")           \
    X(FACT_DOUBTFUL, WARNING, "fact-doubtful", "facts contradict each other")                                          \
    X(PROSE_SCALE, WARNING, "prose-scale", "the text gives a figure of a statement at another scale")                  \
    X(PROSE_TOO_MANY, NOTE, "prose-too-many", "more amounts in the text than the limit, the rest is not asked")        \
    X(TARGET_LACKS, NOTE, "target-lacks", "the taxonomy asked for has no such element, it becomes an extension")       \
    X(TARGET_UNKNOWN, FATAL_LEVEL, "target-unknown", "there is no such taxonomy")                                      \
    X(COVER_INCOMPLETE, NOTE, "cover-incomplete", "facts of the cover that the form asks for were not found")          \
    X(SCHEDULE_FOUND, NOTE, "schedule-found", "a financial data schedule was found")                                   \
    X(SCHEDULE_LINE, WARNING, "schedule-line", "figures of a schedule have no tag or do not fit its columns")          \
    X(SCHEDULE_LEFT_OUT, WARNING, "schedule-left-out", "the figures of a schedule cannot be used")                     \
    X(SCHEDULE_SCALE, WARNING, "schedule-scale", "the multiplier of a schedule is missing or wrong")                   \
    X(SCHEDULE_DIFFERS, WARNING, "schedule-differs", "a schedule gives another figure than the statement")             \
    X(SCHEDULE_TAG, NOTE, "schedule-tag", "no concept is known for the tag of a schedule")                             \
    X(SCHEDULES_TOO_MANY, SKIPPED, "schedules-too-many", "more schedules than the limit in one filing")                \
    X(TAGS_FOUND, NOTE, "tags-found", "the facts the filer tagged are taken, the tables are not read")                 \
    X(TAG_LEFT_OUT, WARNING, "tag-left-out", "a tagged fact cannot be used")                                           \
    X(TAGS_LEFT_OUT, NOTE, "tags-left-out", "tagged facts that need more than this conversion carries")                \
    X(TAG_AS_PRINTED, NOTE, "tag-as-printed", "a tagged text cannot be transformed and is taken as printed")           \
    X(TAGS_MISSING, WARNING, "tags-missing",                                                                           \
      "the filing has no tagged statement that its tables could be compared with")                                     \
    X(TAG_MISSED, NOTE, "tag-missed", "a tagged figure of a statement was not converted")                              \
    X(TAG_DIFFERS, NOTE, "tag-differs", "a tagged figure of a statement was converted to another concept")             \
    X(MARKUP_INVALID, WARNING, "markup-invalid", "the XML cannot be read on from here")                                \
    X(SOURCE_TOO_LARGE, SKIPPED, "source-too-large",                                                                   \
      "the documents are larger than the limit, one is not shown and its facts are hidden")                            \
    X(WINDOW_FULL, WARNING, "window-full", "the text that holds a fact is longer than the limit, the fact is hidden")  \
    X(FACTS_HIDDEN, NOTE, "facts-hidden", "facts that stand nowhere in the documents are hidden in the page")          \
    X(OUTPUT_EXISTS, FAILED, "output-exists", "the output name is taken by another filing")                            \
    X(OUTPUT_UNWRITABLE, FATAL_LEVEL, "output-unwritable", "the output cannot be written")                             \
    X(JOURNAL_UNUSABLE, FATAL_LEVEL, "journal-unusable", "the journal cannot be used")                                 \
    X(OUT_OF_MEMORY, FATAL_LEVEL, "out-of-memory", "memory cannot be allocated")                                       \
    X(ARENA_FULL, FAILED, "filing-too-large", "the filing needs more memory than the limit")                           \
    X(CONTEXTS_TOO_MANY, FAILED, "contexts-too-many", "contexts and units need more memory than the limit")            \
    X(TAXONOMY_UNUSABLE, FATAL_LEVEL, "taxonomy-unusable", "the taxonomy cannot be loaded")                            \
    X(ALIAS_IGNORED, WARNING, "alias-ignored", "an alias line cannot be used")                                         \
    X(MAP_IGNORED, WARNING, "map-ignored", "a row of the map cannot be used")                                          \
    X(MAP_UNUSABLE, FATAL_LEVEL, "map-unusable", "the map cannot be read")

enum xbz_code {
#define XBZ_DIAG_ENUM(code, level, id, text) XBZ_D_##code,
    XBZ_DIAGNOSTICS(XBZ_DIAG_ENUM)
#undef XBZ_DIAG_ENUM
        XBZ_D_COUNT
};

/* One diagnostic.  Strings are borrowed for the call and may be NULL where unknown. */
struct xbz_diag {
    enum xbz_code code;
    enum xbz_level level;
    const char *path;      /* the input, with "!member" for each archive level */
    const char *accession; /* accession number of the filing, NULL when unknown */
    const char *document;  /* type or file name of the document, NULL outside one */
    uint64_t line;         /* line in the document, from 1; 0 unknown */
    uint64_t offset;       /* byte offset in the document */
    const char *detail;    /* what the fixed text leaves open, NULL if nothing */
};

/* Receives each diagnostic as it occurs.  The callee copies what it keeps. */
typedef void xbz_diag_fn(void *ctx, const struct xbz_diag *diag);

/* The stable id ("scale-missing"), the fixed text, and the level ("warning") of a code; never NULL. */
const char *xbz_diag_id(enum xbz_code code);
const char *xbz_diag_text(enum xbz_code code);
enum xbz_level xbz_diag_level(enum xbz_code code);
const char *xbz_level_name(enum xbz_level level);

#endif
