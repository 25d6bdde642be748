/* taxonomy.h - the concepts facts are mapped to, loaded from XBRL files by expat and never changed afterwards:
 * one taxonomy may be shared by threads. */
#ifndef XBRLIZE_TAXONOMY_H
#define XBRLIZE_TAXONOMY_H

#include "xbrlize/model.h"
#include "xbrlize/status.h"

enum xbz_balance { XBZ_BALANCE_NONE, XBZ_DEBIT, XBZ_CREDIT };

enum xbz_item_type {
    XBZ_TYPE_MONETARY,
    XBZ_TYPE_SHARES,
    XBZ_TYPE_PER_SHARE,
    XBZ_TYPE_PURE,
    XBZ_TYPE_STRING,
    XBZ_TYPE_DATE,
    XBZ_TYPE_BOOLEAN,
    XBZ_TYPE_OTHER
};

/* The unit of facts of a type (XBRL 2.1 section 4.8.2): NONE for text, dates and the like. */
static inline enum xbz_unit xbz_type_unit(enum xbz_item_type type)
{
    switch (type) {
    case XBZ_TYPE_MONETARY:
        return XBZ_UNIT_MONEY;
    case XBZ_TYPE_SHARES:
        return XBZ_UNIT_SHARES;
    case XBZ_TYPE_PER_SHARE:
        return XBZ_UNIT_PER_SHARE;
    case XBZ_TYPE_PURE:
        return XBZ_UNIT_PURE;
    default:
        return XBZ_UNIT_NONE;
    }
}

/* Statements a concept is presented in: bit (1u << enum xbz_statement_kind). */
struct xbz_concept {
    struct xbz_str name; /* local name; also NUL-terminated */
    struct xbz_str label, total_label, terse_label;
    enum xbz_item_type type;
    enum xbz_balance balance;
    enum xbz_period_kind period;
    bool abstract;
    bool never_negative; /* a negative value is an error for this concept (hint attribute in the schema) */
    unsigned statements;
    /* The concept that took its place, for periods that end in successor_year or later; NULL with a year: it is no
     * longer used and nothing took its place; year 0: it is used still. */
    const struct xbz_concept *successor;
    int successor_year;
    /* The concept that stood in its place in periods that end before predecessor_year; NULL with a year: nothing did;
     * year 0: it was used always. */
    const struct xbz_concept *predecessor;
    int predecessor_year;
    int first_year, last_year; /* US-GAAP taxonomies that have it; 0: from the first, or to the last */
    uint32_t index;            /* position in the taxonomy, 0-based */
};

/* The US-GAAP taxonomy of a year, and the one for document and entity information that goes with it: namespaces, and
 * addresses of the schemas of their elements (file us-gaap.txt). */
struct xbz_target {
    int year;
    struct xbz_str gaap_space, gaap_schema, dei_space, dei_schema;
};

/* One summation-item arc (Calculations 1.1): parent = sum of weight * child within one statement role. */
struct xbz_calculation {
    const struct xbz_concept *parent, *child;
    int weight;
    enum xbz_statement_kind statement;
    uint32_t network; /* arcs of one extended link share a number; alternatives have others */
};

/* One alias row: a normalised caption (with its heading, "heading > label") and the concept it means. */
struct xbz_alias {
    struct xbz_str key;
    const struct xbz_concept *concept;
    enum xbz_statement_kind statement;
    bool negated;
    bool
        counted; /* it tells what filers often mean: the model, which sees more than the caption, may decide otherwise */
    bool own;    /* a row of the user's map */
};

/* What the figure of a schedule's tag is good for, the weakest first. */
enum xbz_schedule_use {
    XBZ_SCHEDULE_NOTHING, /* the tag is known, its figure is not used */
    XBZ_SCHEDULE_CHECK,   /* compared with the statements */
    XBZ_SCHEDULE_ALONE,   /* and a fact of its own when there is no such statement */
    XBZ_SCHEDULE_ADD,     /* and a fact of its own when the statement lacks the concept */
};

#define XBZ_SCHEDULE_OTHERS 6

/* A tag of a financial data schedule (file ex27.txt). */
struct xbz_schedule_tag {
    struct xbz_str article, tag;
    const struct xbz_concept *concept; /* NULL only with XBZ_SCHEDULE_NOTHING */
    enum xbz_schedule_use use;
    bool absolute;         /* brackets around the figure mean nothing */
    bool either_sign;      /* losses are given with and without brackets */
    bool opening;          /* an instant: the balance at the start of the period */
    struct xbz_str equals; /* the tag that must have the same figure; empty: none */
    struct xbz_str from,
        to;              /* with either_sign: tags whose figures differ by the sum of all that name them; empty: none */
    struct xbz_str less; /* the tag of the amount that statements take off this one, empty: none; then they show: */
    const struct xbz_concept *net[XBZ_SCHEDULE_OTHERS];
    /* Concepts that statements have instead; NULL after the last. */
    const struct xbz_concept *also[XBZ_SCHEDULE_OTHERS];
};

/* A caption rule, for captions too varied to list: the words a caption with its heading must have (blanks between groups,
 * '|' between the words of a group) and those it must not have, normalised as aliases are. */
struct xbz_caption_rule {
    const struct xbz_concept *concept;
    enum xbz_statement_kind statement;
    struct xbz_str need, forbid;
};

/* Figures in captions: a line item of the owner's concept reports the concept beside one of the words
 * ("par value|stated value"). */
struct xbz_caption_figure {
    const struct xbz_concept *concept, *owner;
    struct xbz_str words;
};

/* A named file of the taxonomy, as loaded: the writers put the same bytes into packages. */
struct xbz_taxonomy_file {
    const char *name; /* gaap-lite.xsd ... */
    const unsigned char *bytes;
    size_t n;
};

struct xbz_taxonomy;

/* Loads the taxonomy that is embedded in the library (directory NULL) or the files of the same names in a
 * directory.  *out is NULL on failure; the diagnostic says file, line and reason.  FATAL on failure. */
XBZ_CHECKED enum xbz_status xbz_taxonomy_load(struct xbz_taxonomy **out, const char *directory, xbz_diag_fn *diag,
                                              void *diag_ctx);
/* Adds a map of the user's: a file with rows as in aliases.txt (concept, statement, caption, "-" where the printed figure
 * has the opposite sense), which go before the aliases of the taxonomy.  A row that cannot be used is reported
 * (map-ignored) and passed over.  FATAL when the file cannot be read.  To be called once, before the taxonomy is
 * shared. */
XBZ_CHECKED enum xbz_status xbz_taxonomy_load_map(struct xbz_taxonomy *taxonomy, const char *path, xbz_diag_fn *diag,
                                                  void *diag_ctx);
void xbz_taxonomy_free(struct xbz_taxonomy *taxonomy);

/* The target namespace of the schema. */
struct xbz_str xbz_taxonomy_namespace(const struct xbz_taxonomy *taxonomy);

/* Concepts by position and by local name (NULL when there is none). */
size_t xbz_taxonomy_count(const struct xbz_taxonomy *taxonomy);
const struct xbz_concept *xbz_taxonomy_concept(const struct xbz_taxonomy *taxonomy, size_t index);
const struct xbz_concept *xbz_taxonomy_find(const struct xbz_taxonomy *taxonomy, struct xbz_str name);

/* The concept that means in periods that end in the year what this one means in its own: the concept itself, its
 * successor or its predecessor; NULL when there was none. */
const struct xbz_concept *xbz_concept_in_year(const struct xbz_concept *concept, int year);

/* Whether the US-GAAP taxonomy of the year has an element of this name. */
bool xbz_concept_is_in(const struct xbz_concept *concept, int year);

/* The taxonomy a name such as "us-gaap-2014" stands for; NULL when there is none. */
const struct xbz_target *xbz_taxonomy_target(const struct xbz_taxonomy *taxonomy, const char *name);

/* Calculation arcs, ordered by network and parent. */
const struct xbz_calculation *xbz_taxonomy_calculations(const struct xbz_taxonomy *taxonomy, size_t *n);

/* Alias by statement and normalised key (xbz_label_key), NULL when there is none, rows of a map first; and all of the
 * taxonomy's own, sorted by statement and key. */
const struct xbz_alias *xbz_taxonomy_alias(const struct xbz_taxonomy *taxonomy, enum xbz_statement_kind statement,
                                           struct xbz_str key);
const struct xbz_alias *xbz_taxonomy_aliases(const struct xbz_taxonomy *taxonomy, size_t *n);

/* Caption rules in the order of the file: the first that fits counts. */
const struct xbz_caption_rule *xbz_taxonomy_caption_rules(const struct xbz_taxonomy *taxonomy, size_t *n);

const struct xbz_caption_figure *xbz_taxonomy_caption_figures(const struct xbz_taxonomy *taxonomy, size_t *n);

/* The normalised key of a caption: words in lower case and singular, equivalents replaced, note references, figures
 * and stop words gone (README.md, Aliases).  Writes at most n bytes into buf, returns the length (cut at a word
 * when the label is longer). */
size_t xbz_label_key(const struct xbz_taxonomy *taxonomy, struct xbz_str label, char *buf, size_t n);

/* The meaning of a schedule's tag, both in upper case; NULL when there is none.  And whether any tag of the article has
 * one. */
const struct xbz_schedule_tag *xbz_taxonomy_schedule_tag(const struct xbz_taxonomy *taxonomy, struct xbz_str article,
                                                         struct xbz_str tag);
bool xbz_taxonomy_has_article(const struct xbz_taxonomy *taxonomy, struct xbz_str article);

/* Files as loaded, in load order; those that are optional and were not there are left out.  Packages carry all but
 * aliases.txt. */
const struct xbz_taxonomy_file *xbz_taxonomy_files(const struct xbz_taxonomy *taxonomy, size_t *n);

#endif
