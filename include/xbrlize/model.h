/* model.h - the units that pass from stage to stage.
 *
 *   bytes -> document -> events -> TABLE -> STATEMENT -> FACT -> writer -> bytes
 *
 * Ownership: every argument of every call between stages is borrowed for the duration of that call; to keep
 * something, copy it into an arena of your own.  Text is struct xbz_str: bytes of UTF-8, not terminated. */
#ifndef XBRLIZE_MODEL_H
#define XBRLIZE_MODEL_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct xbz_str {
    const char *p; /* may be NULL when n is 0 */
    size_t n;
};

/* A calendar date (proleptic Gregorian).  year 0: unknown. */
struct xbz_date {
    int16_t year;
    uint8_t month; /* 1..12 */
    uint8_t day;   /* 1..31 */
};

enum xbz_period_kind { XBZ_PERIOD_NONE, XBZ_INSTANT, XBZ_DURATION };

/* XBRL 2.1 section 4.7.2.  Both dates are days that belong to the period; an instant is the end of its day. */
struct xbz_period {
    enum xbz_period_kind kind;
    struct xbz_date start; /* durations only */
    struct xbz_date end;   /* the instant, or the last day of the duration */
};

/* A decimal number exactly as printed: sign, digits, power of ten.  value = (-1)^negative * digits * 10^exponent.
 * digits holds n characters '0'..'9', first one not '0' unless n is 1. */
#define XBZ_DECIMAL_DIGITS 38
struct xbz_decimal {
    bool negative;
    uint8_t n;
    int16_t exponent;
    char digits[XBZ_DECIMAL_DIGITS];
};

/* Where something stands in its document, for diagnostics and provenance.  Bytes count from 0 at the start of
 * the document's text, lines from 1. */
struct xbz_place {
    uint64_t line;
    uint64_t begin, end;
};

/* ---- filing and document ---- */

/* What the header and the cover page say of the registrant and its shares, for the facts about the document.  Empty or
 * year 0: not found. */
struct xbz_cover_page {
    struct xbz_str tax_id; /* 13-5651322 */
    struct xbz_str state;  /* of incorporation, where the header does not say: "NY" */
    struct xbz_str street, street2, city, region, zip, phone;
    struct xbz_str shares; /* outstanding, on shares_date: decimal text */
    struct xbz_date shares_date;
    struct xbz_str
        float_value; /* market value of what others than affiliates hold, on float_date: decimal text, dollars */
    int float_decimals;
    struct xbz_date float_date;
    struct xbz_str well_known, voluntary, current, interactive; /* "Yes" or "No" */
    struct xbz_str shell, small, growth;                        /* "true" or "false" */
    struct xbz_str category;                                    /* of filer: "Large Accelerated Filer" */
};

/* One submission by one registrant, complete before its first document is read (the SGML header comes first;
 * for a bare document everything here is empty until the cover page has been read). */
struct xbz_filing {
    struct xbz_str path;      /* input path, "!member" for each archive level */
    struct xbz_str name;      /* base name for output: accession number or member name without suffix */
    struct xbz_str accession; /* 0000950172-95-000354 */
    struct xbz_str cik;       /* digits as found */
    struct xbz_str registrant;
    struct xbz_str form; /* 10-K405, 6-K ... */
    struct xbz_str file_number;
    struct xbz_str symbol; /* trading symbol */
    struct xbz_str sic;
    struct xbz_str state;
    struct xbz_date period; /* conformed period of report */
    struct xbz_date filed;
    uint8_t fiscal_month, fiscal_day; /* fiscal year end; 0 unknown */
    struct xbz_cover_page page;
};

struct xbz_document {
    struct xbz_str type; /* 10-K, EX-27, EX-99.1; empty for a bare document */
    struct xbz_str filename;
    unsigned sequence; /* 1-based */
    uint64_t offset;   /* of its text in the submission */
};

/* ---- table ---- */

enum xbz_value_kind {
    XBZ_EMPTY,   /* nothing printed */
    XBZ_NUMBER,  /* number is set */
    XBZ_NIL,     /* a dash, "nil", "none": printed as nothing */
    XBZ_PERCENT, /* number is set, as printed (12.5 for 12.5%) */
    XBZ_WORDS,   /* something else: text only */
    XBZ_DAMAGED, /* a figure that cannot be read as a number: "28,4O0", "***" */
};

/* One value cell.  Brackets and minus make number.negative; "$" and thousands separators are gone. */
struct xbz_value {
    enum xbz_value_kind kind;
    bool currency_sign; /* a currency sign stands before it */
    bool bracketed;     /* negative because of brackets */
    struct xbz_decimal number;
    struct xbz_str text; /* the cell as printed, parts joined */
    struct xbz_str mark; /* footnote mark taken off the number, "(1)" or "*"; empty if none */
    struct xbz_place place;
};

enum xbz_column_flag {
    XBZ_COLUMN_RESTATED = 1,  /* "as restated" */
    XBZ_COLUMN_PRO_FORMA = 2, /* pro forma, adjusted, forecast: never a reported fact */
    XBZ_COLUMN_CHANGE = 4,    /* change or percentage between columns */
    XBZ_COLUMN_NOTE = 8,      /* references to notes */
    XBZ_COLUMN_PREVIOUS = 16, /* "as previously reported" */
    XBZ_COLUMN_PART = 32,     /* a member, segment, class of stock or parent only: needs a dimension */
};

/* A value column: its period as resolved from the headings, or kind NONE where there is none. */
struct xbz_column {
    struct xbz_period period;
    struct xbz_str label;    /* the headings over it, top to bottom, joined by one space */
    struct xbz_str currency; /* ISO 4217 when the heading names one for this column, else empty */
    unsigned flags;          /* enum xbz_column_flag */
};

enum xbz_row_flag {
    XBZ_ROW_BOLD = 1,
    XBZ_ROW_RULE_ABOVE = 2,  /* a single rule stands over its figures: it is a sum */
    XBZ_ROW_RULE_BELOW = 4,  /* a rule stands under its figures: a sum follows */
    XBZ_ROW_DOUBLE_BELOW = 8 /* a double rule under its figures: a grand total */
};

/* A body row.  values has table->n_columns entries.  A row without any value is a heading in the stub. */
struct xbz_row {
    struct xbz_str label; /* stub with wrapped lines joined, leaders and note marks off; may be empty */
    unsigned indent;      /* in characters of the stub (HTML: px / 8) */
    unsigned flags;       /* enum xbz_row_flag */
    struct xbz_value *values;
    struct xbz_place place;
};

/* Powers of ten to multiply printed figures with.  -1: not stated. */
struct xbz_scale {
    int money;  /* "in thousands" = 3 */
    int shares; /* as money unless "except share data", then 0, or as stated */
    /* per-share amounts and ratios are never scaled */
};

/* A table with its headings resolved. */
struct xbz_table {
    const struct xbz_str *lead; /* lines of text before it (title candidates) and its caption lines, in order */
    size_t n_lead;
    struct xbz_column *columns;
    size_t n_columns;
    struct xbz_row *rows; /* body rows in order, headings rows excluded */
    size_t n_rows;
    struct xbz_scale scale;  /* from caption, headings or lead */
    struct xbz_str currency; /* ISO 4217, empty if not stated */
    bool page_break;         /* a page break stands between it and the table before it, or within it */
    struct xbz_place place;
};

/* ---- statement ---- */

enum xbz_statement_kind {
    XBZ_NO_STATEMENT,
    XBZ_BALANCE_SHEET,
    XBZ_INCOME,
    XBZ_COMPREHENSIVE_INCOME,
    XBZ_CASH_FLOW,
    XBZ_EQUITY,
    XBZ_COVER, /* document and entity information */
    XBZ_STATEMENT_KINDS
};

#define XBZ_NO_PARENT ((size_t)-1)

/* A line item: a row with its place in the statement's tree. */
struct xbz_line_item {
    struct xbz_str label;
    size_t parent;            /* index of the heading it stands under, or XBZ_NO_PARENT */
    unsigned depth;           /* number of headings above it */
    unsigned flags;           /* enum xbz_row_flag */
    bool heading;             /* no values: names what follows */
    int scale;                /* power of ten stated in its own label or heading; -1 none */
    struct xbz_value *values; /* one per column */
    struct xbz_place place;
};

struct xbz_statement {
    enum xbz_statement_kind kind;
    unsigned score;       /* how sure the kind is, 0..100 */
    struct xbz_str title; /* as printed */
    struct xbz_scale scale;
    struct xbz_str currency; /* ISO 4217, "USD" when nothing is stated */
    bool currency_stated, scale_stated;
    bool condensed_parent; /* parent-only, pro forma, segment: not a face statement */
    struct xbz_column *columns;
    size_t n_columns;
    struct xbz_line_item *items;
    size_t n_items;
    struct xbz_place place;
};

/* ---- financial data schedule ---- */

/* Article 5 and its kin of Regulation S-X, as filers tagged them from 1993 to 2001 (exhibit 27): one figure per tag and
 * column, extracted from the statements of the same filing. */

struct xbz_schedule_column {
    struct xbz_str period_type;      /* "YEAR", "9-MOS"; upper case, empty when missing */
    struct xbz_date fiscal_year_end; /* says which year it is; the figures are those of end */
    struct xbz_date start, end;
};

struct xbz_schedule_row {
    struct xbz_str tag;       /* upper case, without its angle brackets */
    struct xbz_value *values; /* one per column; mark holds note references such as "<F1>" */
    struct xbz_place place;
};

struct xbz_schedule {
    struct xbz_str article;  /* upper case: "5", "BD"; empty when missing */
    uint32_t multiplier;     /* as stated: 1, 1000 ...; 0 when missing or no power of ten */
    struct xbz_str currency; /* as printed, empty when missing */
    struct xbz_str cik;      /* of the registrant or series it is about, empty when missing */
    struct xbz_str name;
    bool series;    /* it is about a series of a fund only */
    bool restated;  /* it restates what was filed before */
    bool pro_forma; /* <BOOK-VALUE> PRO-FORMA: its figures are not those of the books */
    struct xbz_schedule_column *columns;
    size_t n_columns; /* at least 1 */
    struct xbz_schedule_row *rows;
    size_t n_rows;
    struct xbz_place place;
};

/* ---- fact ---- */

struct xbz_concept; /* taxonomy.h */

enum xbz_unit {
    XBZ_UNIT_NONE,
    XBZ_UNIT_MONEY,
    XBZ_UNIT_SHARES,
    XBZ_UNIT_PER_SHARE,
    XBZ_UNIT_PURE,
    XBZ_UNIT_OTHER, /* none of these: measures say which */
};
#define XBZ_UNITS (XBZ_UNIT_OTHER + 1)

/* What an extension element is for: facts, or the dimensions of facts (XBRL Dimensions 1.0, section 2). */
enum xbz_element_kind {
    XBZ_ELEMENT_ITEM,
    XBZ_ELEMENT_AXIS,       /* an explicit dimension: its values are members */
    XBZ_ELEMENT_TYPED_AXIS, /* a typed dimension: its values are text */
    XBZ_ELEMENT_MEMBER,
};

/* An element the taxonomy does not have: it goes into the filing's own extension schema. */
struct xbz_extension {
    struct xbz_str name;  /* NCName made from the label, unique in the filing */
    struct xbz_str label; /* as printed */
    enum xbz_unit unit;   /* of items, and so is period */
    enum xbz_period_kind period;
    enum xbz_element_kind kind;
};

/* A dimension of a fact and its value. */
#define XBZ_DIMENSIONS_MAX 16 /* of one fact */
struct xbz_dimension {
    const struct xbz_extension *axis;
    const struct xbz_extension *member; /* of an explicit dimension */
    struct xbz_str value;               /* of a typed one */
};

/* A heading of a statement that line items and other headings stand under.  It goes out as an abstract element.  The
 * headings of a filing stay where they are until its last fact has been written: one is known by its address. */
struct xbz_heading {
    const struct xbz_heading *parent; /* NULL: it stands under none */
    struct xbz_str name;              /* NCName, unique among the filing's extension elements and headings */
    struct xbz_str label;             /* as printed */
};

/* A footnote of a statement.  As headings, one is known by its address until the filing's last fact has been written. */
struct xbz_footnote {
    struct xbz_str mark; /* as it stands beside figures, brackets off: "1", "a", "*" */
    struct xbz_str text; /* without its mark */
};

#define XBZ_FACT_NOTES 4 /* footnotes of a fact at most; there are hardly ever more */

/* Where an instant stands that a statement of durations prints, such as cash in a cash flow statement. */
enum xbz_edge { XBZ_EDGE_NONE, XBZ_EDGE_START, XBZ_EDGE_END };

/* Where a fact comes from. */
enum xbz_origin {
    XBZ_FROM_STATEMENT, /* a cell of a statement */
    XBZ_FROM_CAPTION,   /* a figure in the caption of a line item */
    XBZ_FROM_SCHEDULE,  /* a financial data schedule */
    XBZ_FROM_TAG,       /* the filer has tagged it */
    XBZ_FROM_COVER,     /* the header, the cover page, or the user */
};

/* One fact.  value is decimal text in canonical form (no exponent, no '+', no leading or trailing zeros beyond the
 * point) for numeric facts, or any text when unit is XBZ_UNIT_NONE.  decimals as XBRL 2.1 section 4.6.5. */
struct xbz_fact {
    const struct xbz_concept *concept;     /* NULL: extension is set */
    const struct xbz_extension *extension; /* NULL: concept is set */
    enum xbz_statement_kind statement;
    uint32_t order;       /* place of its line item in the filing's statements: rising, equal for one line item */
    unsigned depth;       /* depth of its line item */
    bool total;           /* its line item is a sum */
    bool printed_negated; /* its line item is printed with the opposite sign */
    enum xbz_edge edge;   /* of the period its column has, for an instant in a statement of durations */
    struct xbz_str label; /* the line item's label as printed, headings left out */
    const struct xbz_heading *heading;                /* that its line item stands under; NULL: none */
    struct xbz_str title;                             /* of its statement as printed; empty: it has none */
    const struct xbz_footnote *notes[XBZ_FACT_NOTES]; /* of its cell, when they are asked for; NULL after the last */
    struct xbz_period period;
    enum xbz_unit unit;
    struct xbz_str currency; /* ISO 4217 for money and per-share units */
    struct xbz_str measures; /* of XBZ_UNIT_OTHER, as in struct xbz_tagged_fact */
    struct xbz_str value;
    int decimals;
    bool nil;
    const struct xbz_dimension *dimensions; /* ordered by the names of their axes, each axis once */
    size_t n_dimensions;                    /* at most XBZ_DIMENSIONS_MAX */
    enum xbz_origin origin;
    unsigned confidence;          /* 0..100 */
    struct xbz_document document; /* where it was read */
    struct xbz_place place;
};

/* ---- tagged fact ---- */

#define XBZ_DECIMALS_EXACT INT_MAX /* decimals of an exact value ("INF") */

/* A dimension of a tagged fact.  Namespaces as in struct xbz_tagged_fact. */
struct xbz_tagged_dimension {
    struct xbz_str space, name; /* of the dimension */
    bool typed;
    struct xbz_str member_space, member; /* of an explicit dimension */
    struct xbz_str value;                /* of a typed one: its text */
};

/* A fact that the filer has tagged, in inline XBRL or an XBRL instance, with its context and unit looked up. */
struct xbz_tagged_fact {
    struct xbz_str space;                          /* namespace of the element; its prefix when that is not declared */
    struct xbz_str name;                           /* local name of the element */
    struct xbz_str scheme, identifier;             /* who it is about */
    struct xbz_period period;                      /* kind NONE: for ever */
    const struct xbz_tagged_dimension *dimensions; /* as its context names them */
    size_t n_dimensions;
    unsigned table;          /* of its document, outermost, from 1; 0: it stands in none, or nobody knows */
    bool segmented;          /* its context has a segment or scenario of another kind than dimensions */
    bool numeric;            /* it has a unit */
    enum xbz_unit unit;      /* NONE: text, or a unit that cannot be told */
    struct xbz_str currency; /* ISO 4217 for money and per-share units */
    /* The measures as OIM writes them (OIM 1.0, section 5.2.4): "xbrli:shares", "iso4217:USD/utr:bbl".  Prefixes are
     * iso4217, xbrli, utr, and ext for all other namespaces. */
    struct xbz_str measures;
    int decimals; /* of numbers; XBZ_DECIMALS_EXACT: exact */
    bool nil;
    struct xbz_str value; /* a number as canonical decimal text; a date, boolean or text after its transformation */
    struct xbz_str id;    /* of its element; empty: it has none */
    struct xbz_place place;
};

/* A footnote that the filer has tagged (Inline XBRL 1.1, section 7), or which facts have which footnotes (section 13): ids
 * of their elements, divided by blanks.  They come in any order, facts before and behind them. */
struct xbz_tagged_note {
    struct xbz_str id, text; /* of a footnote; both empty: a relationship */
    struct xbz_str from, to;
};

/* A sum the filing itself prints and that holds: total = sum of weight * part, in every column that has it.
 * Each side is the concept or extension of a fact delivered before. */
struct xbz_sum_part {
    const struct xbz_concept *concept;
    const struct xbz_extension *extension;
    int weight; /* 1 or -1 */
};
struct xbz_sum {
    enum xbz_statement_kind statement;
    struct xbz_sum_part total;
    const struct xbz_sum_part *parts;
    size_t n_parts;
};

#endif
