/* footnotes.h - the notes below statements that marks beside figures refer to.
 *
 * A note is a line that begins with its mark, such as "(1) Restated" or "* Unaudited", within a few lines below its table or
 * in the last rows of it.  In text the lines up to the next blank one, or the next mark, go on with it. */
#ifndef XBZ_MAPPING_FOOTNOTES_H
#define XBZ_MAPPING_FOOTNOTES_H

#include "base/arena.h"
#include "mapping/mapped.h"

struct note_line;

struct footnotes {
    struct arena *arena; /* of the filing */
    struct note_line *first, *last;
    unsigned document; /* that is read */
    bool paragraphs;   /* each line is a paragraph */
    bool open;         /* the next line may go on with the last note */
    uint64_t table;    /* begin of the last table */
    unsigned since;    /* lines since then */
};

/* arena is borrowed until the next footnotes_start. */
void footnotes_start(struct footnotes *notes, struct arena *arena);
void footnotes_document(struct footnotes *notes, unsigned sequence, bool paragraphs);
void footnotes_table(struct footnotes *notes, uint64_t begin);
/* A line of prose; false when the arena is full. */
bool footnotes_line(struct footnotes *notes, struct xbz_str line);

/* The notes that the mark beside a figure of a statement refers to; NULL after the last.  False when the arena is full. */
bool footnotes_find(struct footnotes *notes, const struct mapped_statement *ms, struct xbz_str mark,
                    const struct xbz_footnote *out[XBZ_FACT_NOTES]);

#endif
