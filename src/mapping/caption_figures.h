/* caption_figures.h - figures that stand in the captions of statements.
 *
 * "Common stock, $.01 par value; 5,500 shares authorized, 2,285 and 2,293 issued and outstanding" and "Accounts
 * receivable, less allowance of $12 and $15" report facts of their own.  Which they are is told by the words beside them
 * and the concept of the line item (taxonomy/aliases.txt, lines of '+'). */
#ifndef XBZ_MAPPING_CAPTION_FIGURES_H
#define XBZ_MAPPING_CAPTION_FIGURES_H

#include "mapping/caption_text.h"
#include "mapping/mapped.h"

/* Figures of one kind read from a caption. */
struct caption_figures {
    const struct xbz_concept *concept;              /* NULL: amounts of money that no rule names */
    struct xbz_str text;                            /* of their clause */
    struct caption_number numbers[CAPTION_NUMBERS]; /* power is applied */
    size_t n;
};

/* The concept whose rules are those of a line item's caption: its own, or that of the stock the caption names; NULL when
 * there are none. */
const struct xbz_concept *caption_owner(const struct xbz_taxonomy *taxonomy, const struct xbz_concept *concept,
                                        struct xbz_str label);

/* The figures in a caption by the rules of owner (NULL: none); returns how many kinds were written, at most room.  A
 * concept comes twice when two clauses give it for two dates. */
size_t caption_figures_read(const struct xbz_taxonomy *taxonomy, const struct xbz_concept *owner, struct xbz_str label,
                            struct caption_figures *out, size_t room);

/* What a clause says of a tax, from that word on, "defined benefit plans, net of" taken away; empty when there is none. */
struct xbz_str caption_tax_text(struct xbz_str text);

#endif
