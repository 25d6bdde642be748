/* facts.h - the facts of a filing, from its chosen statements, before they are written.
 *
 * All of them are at hand when the last document has been read, so that one can be checked against another: the same
 * fact with two values, sums that hold in one period and not in the next. */
#ifndef XBZ_MAPPING_FACTS_H
#define XBZ_MAPPING_FACTS_H

#include "mapping/footnotes.h"
#include "mapping/mapper.h"
#include "xbrlize/writer.h"

struct held_fact {
    struct xbz_fact fact;
    struct xbz_decimal number;           /* its value, for numeric facts */
    const struct mapped_statement *from; /* whose line item and column it is; NULL: it comes from elsewhere */
    size_t item, column;
    struct held_fact *next; /* other facts of the same element */
};

struct element_facts; /* by concept or extension */

/* A heading and the line item it was made for first. */
struct made_heading {
    struct xbz_heading heading;
    const struct mapped_statement *from;
    size_t item;
    struct made_heading *next;
};

struct filing_facts {
    struct xbz_run *run;
    struct arena *arena; /* the filing's */
    struct held_fact *facts;
    size_t n, room;
    struct xbz_fact **repeats; /* facts that are there already, where they stand again: by order */
    size_t n_repeats, repeat_room;
    struct element_facts *elements;
    size_t n_slots;
    uint32_t order;          /* last line item's */
    bool dash_nil;           /* a dash beside other values of its line item is nil, and no zero */
    struct footnotes *notes; /* of the filing; NULL: they are not asked for */
    struct xbz_sum *sums;
    size_t n_sums, sum_room;
    const struct xbz_extension **extensions;
    size_t n_extensions, extension_room;
    struct made_heading *headings;   /* all of the filing, latest first */
    uint64_t verified, inconsistent; /* sums tested */
};

/* FAIL when the arena is full. */
XBZ_CHECKED enum xbz_status facts_init(struct filing_facts *f, struct xbz_run *run, struct arena *arena);

/* Adds a copy of a fact (strings are borrowed and must live in the arena).  A fact that is there already with the same
 * value is kept as a repeat; with another value it is left out and reported (FACT_CONFLICT). */
XBZ_CHECKED enum xbz_status facts_add(struct filing_facts *f, const struct xbz_fact *fact,
                                      const struct xbz_decimal *number);

/* Makes room for n facts more at once. */
XBZ_CHECKED enum xbz_status facts_reserve(struct filing_facts *f, size_t n);

/* The fact that says something of the same element, period, unit and dimensions, NULL when there is none. */
const struct held_fact *facts_find_same(const struct filing_facts *f, const struct xbz_fact *fact);

/* The fact of an element and period without dimensions, the first one where there are several (of other currencies);
 * NULL: none. */
const struct held_fact *facts_find(const struct filing_facts *f, const struct xbz_concept *concept,
                                   const struct xbz_extension *extension, struct xbz_period period);

/* Adds the facts and sums of one chosen statement. */
XBZ_CHECKED enum xbz_status facts_from_statement(struct filing_facts *f, struct mapped_statement *ms,
                                                 enum xbz_unmapped unmapped, unsigned min_confidence);

/* Adds the facts that stand in the captions of a statement (caption_figures.h); amounts that no rule names become
 * elements of the filing's own unless unmapped says otherwise. */
XBZ_CHECKED enum xbz_status facts_from_captions(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                                const struct mapped_statement *ms, enum xbz_unmapped unmapped);

/* Adds the facts of columns that print the figures of another in percent of one of them, as elements of the filing's own
 * unless unmapped says otherwise.  Those that are not the quotient of the printed figures are left out. */
XBZ_CHECKED enum xbz_status facts_from_percentages(struct filing_facts *f, struct mapped_statement *ms,
                                                   enum xbz_unmapped unmapped);

/* True for a column whose figures are facts: dated, of the registrant, as reported, and the first of its period. */
bool facts_column_reports(const struct xbz_statement *s, size_t c);

/* The figure of a line item in a column as a fact would have it: signed, scaled, at its period.  False when it gives
 * none there. */
bool facts_figure(const struct mapped_statement *ms, size_t item, size_t c, struct xbz_period *period,
                  struct xbz_decimal *number, int *decimals);

/* The same in hundredths, for comparing: slack is a unit of its last digit.  False for nothing, and for what is too large. */
struct fact_amount {
    struct xbz_period period;
    int64_t amount, slack;
};
#define FACT_AMOUNT_UNIT (-2)
bool facts_amount(const struct mapped_statement *ms, size_t item, size_t c, struct fact_amount *out);

/* The extension element for a line item, made or found again; NULL when no name can be made or memory is out. */
const struct xbz_extension *facts_extension(struct filing_facts *f, const struct mapped_statement *ms, size_t item);

/* Gives an extension element a name like the one wanted that no other has, and remembers it; false when the arena is
 * full. */
bool facts_name_extension(struct filing_facts *f, struct xbz_extension *extension, struct xbz_str wanted);

/* The element for the figures of a line item in percent of those of another one, made or found again; as above. */
const struct xbz_extension *facts_percent_extension(struct filing_facts *f, struct mapped_statement *ms, size_t item,
                                                    size_t base, enum xbz_period_kind period);

/* A new element for amounts in the caption of a line item, named after it and the words of their clause; as above. */
const struct xbz_extension *facts_caption_extension(struct filing_facts *f, const struct mapped_statement *ms,
                                                    size_t item, struct xbz_str clause);

/* The heading a line item stands under, those over it included.  *out is NULL when there is none; a heading without
 * letters counts as none.  FAIL when the arena is full. */
XBZ_CHECKED enum xbz_status facts_heading(struct filing_facts *f, const struct mapped_statement *ms, size_t item,
                                          const struct xbz_heading **out);

#endif
