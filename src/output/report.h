/* report.h - what all writers know of the filing they write: contexts, units, elements, their places in the
 * statements, and sums, each kept once.
 *
 * Everything lives in one arena of limits.filing_bytes and is gone at the next report_begin.  Facts are checked here,
 * so that no writer produces a report that does not validate: what cannot stand in one is left out and reported. */
#ifndef XBZ_OUTPUT_REPORT_H
#define XBZ_OUTPUT_REPORT_H

#include <limits.h>

#include "base/arena.h"
#include "base/run.h"
#include "xbrlize/writer.h"

/* Language of text facts and notes (EDGAR Filer Manual 6.5.14), and as OIM writes it in canonical form. */
#define FACT_LANGUAGE     "en-US"
#define FACT_LANGUAGE_OIM "en-us"

/* xbz_fact.decimals of an exact value ("INF"). */
#define DECIMALS_EXACT    INT_MAX

struct report_dimension {
    struct report_element *axis;
    struct report_element *member; /* NULL: a typed dimension */
    struct xbz_str value;          /* of that */
};

struct report_context {
    struct report_context *next;
    unsigned id; /* from 1: c1, c2 ... */
    struct xbz_period period;
    const struct report_dimension *dimensions; /* ordered by the names of their axes */
    size_t n_dimensions;
    struct xbz_str dimensions_text; /* "ext:Axis=ext:Member;ext:Other=value", as rows have it */
};

struct report_unit {
    struct report_unit *next;
    enum xbz_unit kind;
    struct xbz_str currency; /* money and per share; else empty */
    struct xbz_str measures; /* XBZ_UNIT_OTHER, as OIM writes them; else empty */
    struct xbz_str id;       /* USD, shares, USDPerShare, pure, segment */
};

/* The value of an element in a context and unit.  Text longer than REPORT_TEXT is cut. */
#define REPORT_TEXT 1024
struct report_value {
    struct report_value *next; /* of the same element, latest first */
    const struct report_element *element;
    const struct report_context *context;
    const struct report_unit *unit; /* NULL for text */
    struct xbz_str text;
    uint64_t hash; /* of the whole text */
    int decimals;
    bool nil;
    uint64_t number; /* of the fact, from 1, as written */
};

struct report_element {
    struct report_element *next;
    const struct xbz_concept *concept; /* NULL: an extension */
    struct xbz_extension extension;
    struct report_value *values;
    unsigned number;  /* from 1, in the order of first use */
    unsigned mark;    /* used while sums are checked and links are written */
    unsigned locator; /* in the link that is being written */
    unsigned roles;   /* of labels that have been written */
    /* Of extension elements, while labels are written: its caption, how many before it have the same, and the heading
     * it stands under first. */
    uint64_t caption;
    unsigned repeats;
    const struct report_heading *under;
};

/* A heading in a statement. */
struct report_heading {
    struct report_heading *next; /* of the filing */
    const struct xbz_heading *from;
    struct report_heading *parent; /* NULL: it stands under none */
    enum xbz_statement_kind statement;
    unsigned number;        /* from 1 */
    unsigned mark, locator; /* used while links are written */
};

/* An element in a statement, in the order of the filing; twice when it stands at the start and at the end of the
 * periods. */
struct report_place {
    struct report_place *next; /* in the statement */
    struct report_element *element;
    struct report_heading *heading; /* NULL: it stands under none */
    uint32_t order;
    unsigned depth;
    bool total, negated;
    bool again; /* the element stands further up already, at the other edge */
    enum xbz_edge edge;
    struct xbz_str label; /* as printed */
};

/* A period that occurs in a statement. */
struct report_column {
    struct report_column *next;
    const struct report_context *context;
    size_t width; /* for writers that line columns up */
};

struct report_statement {
    struct xbz_str title; /* as printed; empty: it has none */
    struct report_place *places, *last_place;
    struct report_column *columns, *last_column;
};

/* A footnote that facts have, and which. */
struct report_note {
    struct report_note *next;
    const struct xbz_footnote *from;
    unsigned number; /* from 1: n1, n2 ... */
};
struct report_link {
    struct report_link *next;
    uint64_t fact; /* its number, from 1 */
    const struct report_note *note;
};

/* A sum that may be written: the networks of a statement hold no total twice and no cycle. */
struct report_part {
    struct report_element *element;
    int weight;
};
struct report_sum {
    struct report_sum *next;
    enum xbz_statement_kind statement;
    unsigned network; /* 0 the statement's own, 1 and up alternatives */
    struct report_element *total;
    struct report_part *parts;
    size_t n_parts;
};

struct report_index {
    void **items; /* open addressing, NULL: free */
    uint64_t *hashes;
    size_t n, room;
};

struct report {
    struct xbz_run *run;
    struct arena arena;
    struct xbz_str name, identifier, scheme; /* of struct xbz_report */
    const struct xbz_target *target;         /* of struct xbz_report */
    struct xbz_str schema;                   /* file of the filing's own schema, NAME.xsd */
    struct report_context *contexts, *last_context;
    struct report_unit *units, *last_unit;
    struct report_element *elements, *last_element;
    struct report_heading *headings, *last_heading;
    struct report_statement statements[XBZ_STATEMENT_KINDS];
    struct report_sum *sums, *last_sum;
    struct report_note *notes, *last_note;
    struct report_link *links, *last_link;
    const struct report_link *fact_links; /* of the last fact that has any */
    struct report_index context_index, unit_index, element_index, place_index, column_index, value_index;
    uint64_t n_facts; /* facts that are to be written */
    size_t n_sums;
    unsigned networks[XBZ_STATEMENT_KINDS]; /* how many a statement has */
    unsigned mark;
    bool extensions; /* an extension element is used */
    bool dimensions; /* a dimension is used */
};

/* What a fact became. */
struct report_entry {
    bool write;      /* false: left out, or the same fact is there already */
    uint64_t number; /* of it, or of that fact; 0: left out */
    bool new_context, new_unit;
    const struct report_element *element;
    const struct report_context *context;
    const struct report_unit *unit; /* NULL for text */
};

void report_init(struct report *report, struct xbz_run *run);
void report_free(struct report *report);

/* Starts a filing; keeps copies.  FAIL or FATAL when memory is exhausted, as for all functions here. */
XBZ_CHECKED enum xbz_status report_begin(struct report *report, const struct xbz_report *from);

/* Takes a fact.  A second value of the same element, context and unit is not written; when it is another value
 * beyond rounding, fact-conflict is reported. */
XBZ_CHECKED enum xbz_status report_fact(struct report *report, const struct xbz_fact *fact, struct report_entry *entry);

/* Where the links of the last fact begin: its notes in order; NULL when it has none. */
const struct report_link *report_links(const struct report *report);

/* Takes a sum, after all facts.  It is kept when it obeys XBRL 2.1 section 5.1.1.2 (weights and balances) and holds for
 * all facts taken, as Calculations 1.1 checks it (rounding intervals must touch); what is the same or empty is
 * dropped. */
XBZ_CHECKED enum xbz_status report_sum(struct report *report, const struct xbz_sum *sum);

/* Prefixes and schema of the base taxonomy, and of the filing's own. */
#define BASE_PREFIX      "gaap-lite"
#define BASE_SCHEMA      "gaap-lite.xsd"
#define BASE_LABELS      "gaap-lite_lab.xml"
#define GAAP_PREFIX      "us-gaap"
#define DEI_PREFIX       "dei"
#define EXTENSION_PREFIX "ext"
#define TYPED_DOMAIN     "Typed_Domain"             /* element that holds the values of typed dimensions */
#define EXTENSION_SPACE  "https://xbrlize.org/ext/" /* followed by the report's name */

/* Prefix of an element's name. */
const char *report_prefix(const struct report *report, const struct report_element *element);

/* Properties of an element, whichever kind it is. */
struct xbz_str report_element_name(const struct report_element *element);
enum xbz_unit report_element_unit(const struct report_element *element); /* NONE: text */
enum xbz_period_kind report_element_period(const struct report_element *element);
/* Whether its values are text in some language: strings, and not dates, booleans or numbers. */
bool report_element_is_text(const struct report_element *element);

/* Look-up; NULL when there is none. */
struct report_element *report_find_element(const struct report *report, const struct xbz_concept *concept,
                                           const struct xbz_extension *extension);
struct report_value *report_find_value(const struct report *report, const struct report_element *element,
                                       const struct report_context *context, const struct report_unit *unit);

/* Whether two values of one unit are the same as far as their decimals say: their rounding intervals touch. */
bool report_same_value(const struct report_value *a, const struct report_value *b);

/* Reports why the arena gave nothing; FAIL or FATAL. */
enum xbz_status report_exhausted(struct report *report);

#endif
