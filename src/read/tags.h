/* tags.h - contexts, units and tagged facts of one document, for the readers of inline XBRL and of XBRL instances.
 *
 * A fact is delivered as soon as its context and unit are known and all facts before it have been; facts that come
 * first wait.  Memory is bounded by limits.table_bytes. */
#ifndef XBZ_READ_TAGS_H
#define XBZ_READ_TAGS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/run.h"
#include "xbrlize/reader.h"

#define TAGS_TEXT ((size_t)8192) /* longest value of a fact; longer ones are blocks of text and left out */

/* The parts of a context or unit that matter. */
enum tags_part {
    TAGS_NO_PART,
    TAGS_CONTEXT,
    TAGS_IDENTIFIER,
    TAGS_INSTANT,
    TAGS_START_DATE,
    TAGS_END_DATE,
    TAGS_SEGMENT,  /* a segment or scenario */
    TAGS_EXPLICIT, /* members */
    TAGS_TYPED,
    TAGS_UNIT,
    TAGS_MEASURE,
    TAGS_DENOMINATOR,
};

struct tags_context {
    struct tags_context *next; /* in its slot */
    struct xbz_str id, scheme, identifier;
    struct xbz_period period;
    const struct xbz_tagged_dimension *dimensions;
    size_t n_dimensions;
    bool segmented; /* there is more than dimensions, or too many of them */
};

#define TAGS_MEASURES 4 /* of a unit, on either side of the line */

struct tags_unit {
    struct tags_unit *next;
    struct xbz_str id, currency, measures;
    enum xbz_unit kind; /* NONE: it cannot be told */
};

struct tags_prefix {
    struct tags_prefix *next;
    struct xbz_str prefix, space;
};

/* A fact before its context and unit are looked up.  fact holds what is known: space, name, numeric, decimals, nil, value,
 * place. */
struct tags_fact {
    struct xbz_tagged_fact fact;
    struct xbz_str context, unit;
    bool raw;              /* the value is text as it stands, to be transformed when it is whole */
    bool block;            /* the value has grown too long */
    struct xbz_str format; /* of that transformation; empty: blanks are tidied */
    struct xbz_str wait;   /* id of the element that goes on with its value; empty: it is whole */
    struct tags_fact *next;
};

#define TAGS_SLOTS 1024

struct tags {
    struct xbz_run *run;
    const struct xbz_events *events; /* tagged and note are called */
    struct arena arena;
    struct tags_context *contexts[TAGS_SLOTS];
    struct tags_unit *units[TAGS_SLOTS];
    struct tags_prefix *prefixes;
    /* the context or unit being read */
    struct tags_context *context;
    struct tags_unit *unit;
    struct xbz_str over[TAGS_MEASURES], under[TAGS_MEASURES]; /* measures of the unit, so far */
    size_t n_over, n_under;
    bool denominator;                                           /* the measures are below the line */
    enum tags_part leaf;                                        /* the part whose text is collected */
    bool segment;                                               /* a segment or scenario is open */
    struct xbz_str axis;                                        /* of the member being read */
    struct xbz_tagged_dimension dimensions[XBZ_DIMENSIONS_MAX]; /* of the context, so far */
    struct buf text;
    struct tags_fact *first, *last; /* waiting */
    unsigned waiting;               /* of them, those whose value goes on */
    bool complete;                  /* no more contexts follow */
    uint64_t texts, others;         /* blocks of text, and facts of other reports, left out */
};

/* run and events are borrowed until tags_free. */
void tags_init(struct tags *t, struct xbz_run *run, const struct xbz_events *events);
void tags_free(struct tags *t);

/* A namespace declaration; prefixes hold for the whole document, the first declaration of one counts. */
XBZ_CHECKED enum xbz_status tags_prefix(struct tags *t, struct xbz_str prefix, struct xbz_str space);
/* The namespace of a prefix, empty when it is not declared.  Without regard to case. */
struct xbz_str tags_space(const struct tags *t, struct xbz_str prefix);

/* Start, text and end of a part.  id is that of a context or unit, the scheme of an identifier, the dimension of a
 * member. */
XBZ_CHECKED enum xbz_status tags_open(struct tags *t, enum tags_part part, struct xbz_str id, struct xbz_place place);
/* The start of an element that is none of the parts. */
void tags_other(struct tags *t);
void tags_text(struct tags *t, struct xbz_str text);
XBZ_CHECKED enum xbz_status tags_close(struct tags *t, enum tags_part part, struct xbz_place place);
/* The part an element of the XBRL namespaces is, by local name without regard to case; and the name of the attribute that
 * tags_open is told. */
enum tags_part tags_part_of(struct xbz_str local);
const char *tags_attribute_of(enum tags_part part);

const struct tags_context *tags_find_context(const struct tags *t, struct xbz_str id);

/* Delivers a fact, or keeps a copy until it can be. */
XBZ_CHECKED enum xbz_status tags_fact(struct tags *t, const struct tags_fact *fact);
/* Writes the value of a fact, which is text, as its format says. */
XBZ_CHECKED enum xbz_status tags_transform(struct tags *t, const struct tags_fact *fact, struct buf *out);
/* The waiting fact that goes on with the element of this id, NULL when there is none. */
struct tags_fact *tags_waiting(const struct tags *t, struct xbz_str id);
/* Adds text to the raw value of a waiting fact, which goes on with another element if next is not empty. */
XBZ_CHECKED enum xbz_status tags_continue(struct tags *t, struct tags_fact *fact, struct xbz_str text,
                                          struct xbz_str next);
/* Reports that the arena is full. */
enum xbz_status tags_full(struct tags *t, struct xbz_place place);
/* Delivers a footnote or relationship. */
XBZ_CHECKED enum xbz_status tags_note(struct tags *t, const struct xbz_tagged_note *note);
/* No more contexts and units follow: what waits for them is delivered or reported. */
XBZ_CHECKED enum xbz_status tags_complete(struct tags *t);
/* The end of the document: delivers what waits and reports what was left out. */
XBZ_CHECKED enum xbz_status tags_finish(struct tags *t);

/* "INF" or a number as decimals say it; false for others. */
bool tags_decimals(struct xbz_str text, int *out);

#endif
