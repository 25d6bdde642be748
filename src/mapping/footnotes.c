#include "mapping/footnotes.h"

#include <string.h>

#include "base/str.h"

/* Lines below a table in which its notes stand. */
#define NOTE_LINES 30
#define NOTE_BYTES 4000

struct note_line {
    struct xbz_footnote note;
    unsigned document;
    uint64_t table;
    struct note_line *next;
};

void footnotes_start(struct footnotes *notes, struct arena *arena)
{
    memset(notes, 0, sizeof *notes);
    notes->arena = arena;
}

void footnotes_document(struct footnotes *notes, unsigned sequence, bool paragraphs)
{
    notes->document = sequence;
    notes->paragraphs = paragraphs;
    notes->open = false;
    notes->table = 0;
    notes->since = NOTE_LINES;
}

void footnotes_table(struct footnotes *notes, uint64_t begin)
{
    notes->table = begin;
    notes->since = 0;
    notes->open = false;
}

/* ---- marks ---- */

/* Bytes of a sign that marks notes: asterisk, daggers, raised figures ... */
static size_t sign_bytes(struct xbz_str s)
{
    static const char *const signs[] = {"*",        "#",        "+",        "~",       "\xE2\x80\xA0", "\xE2\x80\xA1",
                                        "\xC2\xA7", "\xC2\xB9", "\xC2\xB2", "\xC2\xB3"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if (s.n >= n && memcmp(s.p, signs[i], n) == 0)
            return n;
    }
    return 0;
}

/* Takes the next mark off s: "1" of "(1)", "(1, 2)" or "<F1>", "**".  False when s does not go on with one. */
static bool take_mark(struct xbz_str *s, bool *open, struct xbz_str *mark)
{
    size_t at = 0;
    while (at < s->n && (is_space(s->p[at]) || s->p[at] == ','))
        at++;
    if (at < s->n && strchr("([<", s->p[at])) {
        *open = true;
        at++;
    }
    size_t from = at, n;
    if (*open) {
        while (at < s->n && (is_space(s->p[at])))
            at++;
        for (from = at; at < s->n && is_alnum(s->p[at]) && at - from < 4;)
            at++;
        /* "(*)" */
        while (at == from && (n = sign_bytes(str_sub(*s, at, s->n - at))) > 0 && at - from < 4)
            at += n;
    } else {
        while ((n = sign_bytes(str_sub(*s, at, s->n - at))) > 0 && at + n - from <= 4)
            at += n;
    }
    if (at == from)
        return false;
    *mark = str_sub(*s, from, at - from);
    while (at < s->n && is_space(s->p[at]))
        at++;
    if (*open && at < s->n && strchr(")]>", s->p[at])) {
        *open = false;
        at++;
    } else if (*open && (at == s->n || s->p[at] != ',')) {
        return false; /* "(in thousands)" */
    }
    *s = str_sub(*s, at, s->n - at);
    return true;
}

/* The mark a line begins with; *text is what follows. */
static bool begins_note(struct xbz_str line, struct xbz_str *mark, struct xbz_str *text)
{
    bool open = false;
    *text = str_trim(line);
    if (!take_mark(text, &open, mark) || open)
        return false;
    *text = str_trim(*text);
    return text->n > 1;
}

/* "F1" and "1" are one mark. */
static struct xbz_str bare(struct xbz_str mark)
{
    bool tag = mark.n > 1 && to_lower(mark.p[0]) == 'f' && is_digit(mark.p[1]);
    return tag ? str_sub(mark, 1, mark.n - 1) : mark;
}

/* ---- lines ---- */

/* A copy with single blanks. */
static struct xbz_str keep_text(struct arena *arena, struct xbz_str text, bool *ok)
{
    struct xbz_str from = str_sub(text, 0, NOTE_BYTES);
    char *kept = arena_alloc(arena, from.n + 1);
    size_t n = 0;
    *ok = *ok && kept;
    for (size_t i = 0; kept && i < from.n; i++)
        if (!is_space(from.p[i]) || (n > 0 && kept[n - 1] != ' '))
            kept[n++] = is_space(from.p[i]) ? ' ' : from.p[i];
    return (struct xbz_str){kept, n};
}

static bool add_note(struct footnotes *notes, struct xbz_str mark, struct xbz_str text, uint64_t table)
{
    bool ok = true;
    struct note_line *line = ARENA_NEW(notes->arena, struct note_line);
    if (!line)
        return false;
    line->note.mark = arena_str(notes->arena, bare(mark), &ok);
    line->note.text = keep_text(notes->arena, text, &ok);
    line->document = notes->document;
    line->table = table;
    if (notes->last)
        notes->last->next = line;
    else
        notes->first = line;
    notes->last = line;
    return ok;
}

static bool go_on(struct footnotes *notes, struct xbz_str line)
{
    struct xbz_str *text = &notes->last->note.text;
    if (!line.p || text->n + 1 + line.n > NOTE_BYTES)
        return true;
    char *joined = arena_alloc(notes->arena, text->n + 1 + line.n);
    if (!joined)
        return false;
    memcpy(joined, text->p, text->n);
    joined[text->n] = ' ';
    memcpy(joined + text->n + 1, line.p, line.n);
    *text = (struct xbz_str){joined, text->n + 1 + line.n};
    return true;
}

bool footnotes_line(struct footnotes *notes, struct xbz_str line)
{
    struct xbz_str mark, text;
    line = str_trim(line);
    if (notes->since >= NOTE_LINES)
        return true;
    if (line.n == 0) {
        notes->open = false;
        return true;
    }
    notes->since++;
    if (begins_note(line, &mark, &text)) {
        notes->open = !notes->paragraphs;
        return add_note(notes, mark, text, notes->table);
    }
    bool ok = true;
    return !notes->open || (go_on(notes, keep_text(notes->arena, line, &ok)) && ok);
}

/* ---- finding ---- */

static const struct xbz_footnote *note_of(const struct footnotes *notes, const struct mapped_statement *ms,
                                          struct xbz_str mark)
{
    const struct xbz_place *place = &ms->statement->place;
    for (const struct note_line *line = notes->first; line; line = line->next)
        if (line->document == ms->document.sequence && line->table >= place->begin && line->table <= place->end &&
            str_eq_nocase(line->note.mark, mark))
            return &line->note;
    return NULL;
}

/* Notes that stand in the table itself: rows without figures whose caption begins with a mark. */
static bool add_rows(struct footnotes *notes, const struct mapped_statement *ms, struct xbz_str mark,
                     const struct xbz_footnote **out)
{
    const struct xbz_statement *s = ms->statement;
    *out = NULL;
    for (size_t i = s->n_items; i-- > 0 && s->items[i].heading;) {
        struct xbz_str found, text;
        if (!begins_note(s->items[i].label, &found, &text) || !str_eq_nocase(bare(found), mark))
            continue;
        unsigned document = notes->document;
        notes->document = ms->document.sequence;
        bool ok = add_note(notes, found, text, s->place.begin);
        notes->document = document;
        *out = ok ? &notes->last->note : NULL;
        return ok;
    }
    return true;
}

bool footnotes_find(struct footnotes *notes, const struct mapped_statement *ms, struct xbz_str mark,
                    const struct xbz_footnote *out[XBZ_FACT_NOTES])
{
    size_t n = 0;
    bool open = false;
    struct xbz_str one;
    memset(out, 0, XBZ_FACT_NOTES * sizeof *out);
    while (n < XBZ_FACT_NOTES && take_mark(&mark, &open, &one)) {
        const struct xbz_footnote *note = note_of(notes, ms, bare(one));
        if (!note && !add_rows(notes, ms, bare(one), &note))
            return false;
        bool there = false;
        for (size_t i = 0; i < n; i++)
            there = there || out[i] == note;
        if (note && !there)
            out[n++] = note;
    }
    return true;
}
