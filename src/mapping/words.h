/* words.h - nearest alias by its words, for captions that are no alias themselves.
 *
 * Likeness of two captions is twice the weight of the words they share over the weight of all their words (Dice).  A word
 * weighs the more the fewer aliases have it. */
#ifndef XBZ_MAPPING_WORDS_H
#define XBZ_MAPPING_WORDS_H

#include "base/arena.h"
#include "xbrlize/taxonomy.h"

struct word_index;

/* NULL when the arena is full.  Everything lives in arena; aliases are borrowed from the taxonomy. */
struct word_index *words_build(struct arena *arena, const struct xbz_taxonomy *taxonomy);

struct word_match {
    const struct xbz_alias *best;       /* NULL: nothing shares a word */
    const struct xbz_alias *second;     /* best one of another concept, may be NULL */
    unsigned likeness, second_likeness; /* percent */
};

/* The aliases of a statement nearest to a normalised key (xbz_label_key; headings joined without ">"). */
struct word_match words_nearest(const struct word_index *index, enum xbz_statement_kind statement, struct xbz_str key);

#endif
