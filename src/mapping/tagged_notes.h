/* tagged_notes.h - the footnotes that a filer has tagged in inline XBRL, and the facts that have them. */
#ifndef XBZ_MAPPING_TAGGED_NOTES_H
#define XBZ_MAPPING_TAGGED_NOTES_H

#include "base/arena.h"
#include "xbrlize/model.h"

struct tagged_notes;

/* Everything is in the arena, which is the filing's.  NULL, or false: it is full. */
struct tagged_notes *tagged_notes_new(struct arena *arena);
bool tagged_notes_add(struct tagged_notes *notes, const struct xbz_tagged_note *note, unsigned document);

/* To be called when all of them are there. */
bool tagged_notes_index(struct tagged_notes *notes);

/* Sets the footnotes of the fact with an id in a document, as many as there is room for; what is set already stays. */
void tagged_notes_of(const struct tagged_notes *notes, struct xbz_str id, unsigned document,
                     const struct xbz_footnote *of[XBZ_FACT_NOTES]);

#endif
