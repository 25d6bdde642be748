/* prose_figures.h - amounts that the text of a filing repeats: "revenues increased 12% to $45.2 million".
 *
 * While the documents are read, amounts of dollars are kept with the words before them: those of their sentence, back to
 * the amount before.  Where nothing but words of comparison stands between two amounts ("compared with", "to", "in
 * fiscal"), the second has the words of the first.  Kept are amounts with a scale word (thousand, million, billion), and
 * those of seven digits and more; others may be in thousands for all the sentence says.  What stands behind wide blanks
 * is a row of a table.  The first limits.prose_figures of a filing are kept, from all its documents; PROSE_TOO_MANY is
 * noted when there were others.
 *
 * Once the statements are chosen, an amount speaks of a line item when its words hold all those of the key (label_key.h)
 * of a label of the concept, or of the caption: of one word when both figures have three digits, of more when they have
 * two.  It agrees when it is the figure of a column to the digits that both print, whatever the sign.  The concept is
 * surer only when its label was found: words of the caption alone tell the figure once more, and nothing of what it
 * means.  Text speaks of other periods and of parts too, so that an amount that does not agree says nothing, but for its
 * scale: where no line item of a statement agrees, and an amount of three digits with a scale word is one of its figures
 * times 1,000 or 1,000,000, or the reverse, the line item is opposed and PROSE_SCALE reported. */
#ifndef XBZ_MAPPING_PROSE_FIGURES_H
#define XBZ_MAPPING_PROSE_FIGURES_H

#include "base/arena.h"
#include "base/run.h"
#include "mapping/mapped.h"
#include "xbrlize/reader.h"

#define PROSE_CLAUSE 240 /* bytes looked at before an amount */

struct prose_figure {
    struct xbz_str words;    /* as a key */
    struct xbz_str printed;  /* "$45.2 million" */
    struct xbz_str document; /* its type or file name */
    uint64_t line;
    int64_t amount, slack; /* in units of 10^-2, and a unit of its last printed digit */
    unsigned digits;
    bool scaled; /* by a word */
    struct prose_figure *next;
};

struct prose_figures {
    struct arena *arena; /* of the filing */
    const struct xbz_taxonomy *taxonomy;
    struct prose_figure *first, *last;
    unsigned n, most;
    bool more; /* there were others beyond the most */
    /* of the document that is read */
    const struct xbz_document *document;
    struct xbz_str name;       /* in the arena from its first amount on */
    bool paragraphs;           /* each line is a paragraph */
    char before[PROSE_CLAUSE]; /* the end of the paragraph so far */
    size_t n_before;
    char words[PROSE_CLAUSE]; /* of the last amount */
    size_t n_words;
    char split[PROSE_CLAUSE]; /* an amount at the end of a line, whose scale may follow in the next; with its '$' */
    size_t n_split;
    uint64_t split_line;
};

/* All is borrowed until the next prose_start, the document until the next prose_document. */
void prose_start(struct prose_figures *self, struct arena *arena, const struct xbz_taxonomy *taxonomy, unsigned most);
void prose_document(struct prose_figures *self, const struct xbz_document *document, bool paragraphs);
/* A line of prose; false when the arena is full. */
bool prose_line(struct prose_figures *self, const struct xbz_text_line *line);

/* After select_statements, before facts are made. */
void prose_judge(const struct prose_figures *self, struct xbz_run *run, struct mapped_statement **candidates, size_t n);

#endif
