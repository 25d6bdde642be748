#include "mapping/tagged_notes.h"

#include <stdio.h>
#include <string.h>

#include "base/run.h"
#include "base/str.h"
#include "mapping/str_map.h"

#define KEY_BYTES 256 /* of an id with its document; longer ids have no notes */

/* A fact has a footnote. */
struct relation {
    struct relation *next;       /* as they came */
    const struct relation *more; /* of the same fact */
    struct xbz_str from, to;     /* keys */
    const struct note *note;     /* NULL: no footnote has that id */
};

struct note {
    struct note *next;
    struct xbz_str key;
    struct xbz_footnote footnote;
};

struct tagged_notes {
    struct arena *arena;
    struct note *notes, *last_note;
    struct relation *relations, *last_relation;
    struct note **note_table;         /* by_note leads to its positions, from 1 */
    struct relation **relation_table; /* by_fact to the first relation of a fact */
    size_t n_notes, n_relations;
    struct str_map by_note, by_fact;
};

struct tagged_notes *tagged_notes_new(struct arena *arena)
{
    struct tagged_notes *notes = ARENA_NEW(arena, struct tagged_notes);
    if (notes) {
        notes->arena = arena;
        str_map_init(&notes->by_note, arena);
        str_map_init(&notes->by_fact, arena);
    }
    return notes;
}

/* Documents of a filing have ids of their own.  Empty when the id is too long. */
static struct xbz_str key_of(struct xbz_str id, unsigned document, char key[KEY_BYTES])
{
    int n = snprintf(key, KEY_BYTES, "%u %.*s", document, STR_ARG(id));
    return (struct xbz_str){key, n > 0 && n < KEY_BYTES ? (size_t)n : 0};
}

static bool add_relation(struct tagged_notes *notes, struct xbz_str from, struct xbz_str to)
{
    bool ok = true;
    if (from.n == 0 || to.n == 0)
        return true;
    struct relation *added = ARENA_NEW(notes->arena, struct relation);
    if (!added)
        return false;
    added->from = arena_str(notes->arena, from, &ok);
    added->to = arena_str(notes->arena, to, &ok);
    if (notes->last_relation)
        notes->last_relation->next = added;
    else
        notes->relations = added;
    notes->last_relation = added;
    notes->n_relations++;
    return ok;
}

static bool add_note(struct tagged_notes *notes, struct xbz_str key, struct xbz_str text)
{
    bool ok = true;
    struct note *added = ARENA_NEW(notes->arena, struct note);
    if (!added)
        return false;
    added->key = arena_str(notes->arena, key, &ok);
    added->footnote.text = arena_str(notes->arena, text, &ok);
    if (notes->last_note)
        notes->last_note->next = added;
    else
        notes->notes = added;
    notes->last_note = added;
    notes->n_notes++;
    return ok;
}

bool tagged_notes_add(struct tagged_notes *notes, const struct xbz_tagged_note *note, unsigned document)
{
    char from[KEY_BYTES], to[KEY_BYTES];
    struct xbz_str fact, footnote;
    if (note->id.n > 0) {
        struct xbz_str key = key_of(note->id, document, from);
        return key.n == 0 || add_note(notes, key, note->text);
    }
    for (size_t f = 0; str_next_word(note->from, &f, &fact);)
        for (size_t t = 0; str_next_word(note->to, &t, &footnote);)
            if (!add_relation(notes, key_of(fact, document, from), key_of(footnote, document, to)))
                return false;
    return true;
}

/* Of two footnotes with one id the first counts. */
static bool index_notes(struct tagged_notes *notes)
{
    size_t n = 0;
    bool fresh;
    notes->note_table = ARENA_ARRAY(notes->arena, notes->n_notes + 1, struct note *);
    for (struct note *note = notes->notes; note && notes->note_table; note = note->next) {
        uint32_t *slot = str_map_put(&notes->by_note, note->key, &fresh);
        if (!slot)
            return false;
        notes->note_table[n++] = note;
        if (fresh)
            *slot = (uint32_t)n;
    }
    return notes->note_table != NULL;
}

bool tagged_notes_index(struct tagged_notes *notes)
{
    size_t n = 0;
    bool fresh;
    notes->relation_table = ARENA_ARRAY(notes->arena, notes->n_relations + 1, struct relation *);
    if (!notes->relation_table || !index_notes(notes))
        return false;
    for (struct relation *r = notes->relations; r; r = r->next)
        notes->relation_table[n++] = r;
    while (n-- > 0) { /* from the last one on, so that those of a fact keep their order */
        struct relation *r = notes->relation_table[n];
        const uint32_t *note = str_map_get(&notes->by_note, r->to);
        uint32_t *slot = str_map_put(&notes->by_fact, r->from, &fresh);
        if (!slot)
            return false;
        r->note = note ? notes->note_table[*note - 1] : NULL;
        r->more = fresh ? NULL : notes->relation_table[*slot - 1];
        *slot = (uint32_t)n + 1;
    }
    return true;
}

static void add_footnote(const struct xbz_footnote *footnote, const struct xbz_footnote *of[XBZ_FACT_NOTES])
{
    for (size_t i = 0; i < XBZ_FACT_NOTES && of[i] != footnote; i++) {
        if (of[i])
            continue;
        of[i] = footnote;
        return;
    }
}

void tagged_notes_of(const struct tagged_notes *notes, struct xbz_str id, unsigned document,
                     const struct xbz_footnote *of[XBZ_FACT_NOTES])
{
    char key[KEY_BYTES];
    struct xbz_str of_fact = key_of(id, document, key);
    const uint32_t *first = id.n > 0 && of_fact.n > 0 ? str_map_get(&notes->by_fact, of_fact) : NULL;
    for (const struct relation *r = first ? notes->relation_table[*first - 1] : NULL; r; r = r->more)
        if (r->note)
            add_footnote(&r->note->footnote, of);
}
