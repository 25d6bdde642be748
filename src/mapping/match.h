/* match.h - the concept of one line item from its caption, its headings and its place in the statement. */
#ifndef XBZ_MAPPING_MATCH_H
#define XBZ_MAPPING_MATCH_H

#include "mapping/mapper.h"

/* Where a line item stands, as far as the totals around it tell. */
struct item_section {
    unsigned need;    /* its concept's parts must have one of these bits (0: anything) */
    unsigned forbid;  /* and none of these; concepts of unknown part pass both */
    const char *name; /* the caption such a section usually has, "current assets"; NULL none */
};

/* What one line item is matched with. */
struct match_question {
    const struct xbz_statement *statement;
    size_t item;
    enum xbz_unit unit; /* what its figures are; NONE: not known */
    struct item_section section;
    struct xbz_str registrant; /* key of the registrant's name, empty when unknown */
};

struct match_answer {
    const struct xbz_concept *concept; /* NULL: none */
    enum match_how how;
    bool negated;
    bool counted; /* the model may decide otherwise */
    unsigned confidence;
    struct xbz_str rule; /* the alias' key, or the rule's words; of the taxonomy */
};

struct match_answer match_item(const struct mapper *m, const struct match_question *question);

/* Columns with figures in both line items have the same; no column has figures in both. */
bool match_same_figures(const struct xbz_statement *s, size_t a, size_t b);
bool match_apart(const struct xbz_statement *s, size_t a, size_t b);
/* True when two line items may have one concept: their figures are the same, or no column has figures of both. */
bool match_may_share(const struct xbz_statement *statement, size_t a, size_t b);

/* What the figures of a line item are, from its caption, its headings and the form of its figures. */
enum xbz_unit match_unit(const struct xbz_statement *statement, size_t item);

/* True when a concept's type and period suit figures of this unit in this statement. */
bool match_suits(const struct mapper *m, enum xbz_statement_kind kind, const struct xbz_concept *concept,
                 enum xbz_unit unit, const struct item_section *section);

/* Balance sheet and cash flow sections from the totals already matched in items (concepts only); sections has one
 * entry per line item. */
void match_sections(const struct xbz_statement *statement, const struct mapped_item *items,
                    struct item_section *sections);

#endif
