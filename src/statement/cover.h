/* cover.h - what the cover page says of the filing: form, registrant, file number, period, trading symbol, CIK.
 *
 * Covers follow the forms' own wording: "FORM 10-K", the name over "(Exact name of registrant ...)" or
 * "(Translation of registrant's name ...)", "Commission file number", "For the quarterly period ended".  What the
 * submission header has said already is kept. */
#ifndef XBZ_STATEMENT_COVER_H
#define XBZ_STATEMENT_COVER_H

#include "base/arena.h"
#include "xbrlize/model.h"

/* Nonblank lines of a document that may hold its cover, and those in which a trading symbol is looked for. */
#define COVER_LINES  160
#define SYMBOL_LINES 400
/* And bytes of them. */
#define COVER_BYTES  ((size_t)32 * 1024)

struct cover {
    struct arena *arena;       /* of the filing: owns the strings found */
    struct xbz_filing *filing; /* filled where empty */
    unsigned lines;            /* nonblank lines of this document so far */
    bool number_next;          /* the file number may stand on the next line */
    struct xbz_str above;      /* the last line that may be a name */
    char *text;                /* lines of this document so far */
    size_t n_text;
};

/* filing and arena are borrowed until the next cover_start. */
void cover_start(struct cover *cover, struct arena *arena, struct xbz_filing *filing);

/* A new document of the same filing: its first lines are a cover again. */
void cover_document(struct cover *cover);

/* A line of prose.  False when the arena is full. */
bool cover_line(struct cover *cover, struct xbz_str line);

/* The document ends: its cover is read as a whole (cover_page.h).  False when the arena is full. */
bool cover_finish(struct cover *cover);

#endif
