/* Names of extension elements: the words of the caption, run together in capitals (EDGAR Filer Manual 6.8.5:
 * an element is named after its label). */
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "mapping/facts.h"

#define NAME_LONGEST  96
#define CAPTIONS      3
/* Headings over a line item that are kept, the innermost first. */
#define HEADINGS_DEEP 16

/* Captions that say nothing without the heading over them. */
static bool is_bare(struct xbz_str label)
{
    static const char *const bare[] = {"total", "other",   "others",   "basic",    "diluted",
                                       "net",   "current", "deferred", "subtotal", "less",
                                       "add",   "primary", "federal",  "state",    "foreign"};
    struct xbz_str word = str_trim(label);
    while (word.n && !is_alnum(word.p[word.n - 1]))
        word.n--;
    if (word.n == 0)
        return true;
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (str_eq_nocase(word, str_of(bare[i])))
            return true;
    return false;
}

/* Where the clause of the first figure begins, at its separator, and where the figure stands: "Hedges, net of tax
 * (benefit) of $19" has them at the comma and the "1".  A bracket that is closed before the figure begins no clause, nor
 * does one around the figure. */
static size_t figure_clause(struct xbz_str label, size_t *digit)
{
    size_t begin = 0, outside = 0;
    for (*digit = 0; *digit < label.n && !is_digit(label.p[*digit]); ++*digit) {
        size_t i = *digit;
        char next = i + 1 < label.n ? label.p[i + 1] : ' ';
        if (label.p[i] == '(' && !is_digit(next) && next != '$') {
            outside = begin;
            begin = i;
        } else if (label.p[i] == ')') {
            begin = outside;
        } else if (label.p[i] == ',' || label.p[i] == ';') {
            begin = i;
        }
    }
    return begin;
}

/* The caption without the clause its first figure stands in. */
static struct xbz_str without_figures(struct xbz_str label)
{
    size_t digit, begin = figure_clause(label, &digit);
    return digit < label.n && begin > 2 ? str_sub(label, 0, begin) : label;
}

/* The words of the clause before its figures: "net of tax (benefit)". */
static struct xbz_str clause_words(struct xbz_str text)
{
    size_t digit, begin = figure_clause(text, &digit);
    while (begin < digit && !is_alnum(text.p[begin]))
        begin++;
    while (digit > begin && !is_alnum(text.p[digit - 1]) && text.p[digit - 1] != ')')
        digit--;
    struct xbz_str words = str_sub(text, begin, digit - begin);
    return str_ends_nocase(words, STR(" of")) ? str_sub(words, 0, words.n - 3) : words;
}

static void add_words(struct buf *name, struct xbz_str label)
{
    label = without_figures(label);
    bool start = true;
    size_t brackets = 0;
    for (size_t i = 0; i < label.n && name->n < NAME_LONGEST; i++) {
        char c = label.p[i];
        brackets += c == '(';
        if (brackets && c == ')')
            brackets--;
        if (c == '\'')
            continue;
        if (brackets || !is_alnum(c) || (is_digit(c) && name->n == 0)) {
            start = true;
            continue;
        }
        buf_byte(name, start ? to_upper(c) : to_lower(c));
        start = false;
    }
}

static void name_of(struct buf *name, const struct xbz_statement *s, size_t item)
{
    struct xbz_str captions[CAPTIONS];
    size_t n = 0;
    captions[n++] = s->items[item].label;
    for (size_t p = s->items[item].parent; p != XBZ_NO_PARENT && n < CAPTIONS && is_bare(captions[n - 1]);
         p = s->items[p].parent)
        captions[n++] = s->items[p].label;
    while (n-- > 0)
        add_words(name, captions[n]);
    if (str_trim(s->items[item].label).n == 0 && name->n > 0)
        buf_text(name, "Total");
}

static bool is_taken(const struct filing_facts *f, struct xbz_str name)
{
    for (size_t i = 0; i < f->n_extensions; i++)
        if (str_eq(f->extensions[i]->name, name))
            return true;
    for (const struct made_heading *h = f->headings; h; h = h->next)
        if (str_eq(h->heading.name, name))
            return true;
    return false;
}

/* Adds the number that tells a name from those before; stem is its length without one. */
static void make_unique(const struct filing_facts *f, struct buf *name, size_t stem, const char *tail)
{
    for (unsigned k = 2; is_taken(f, buf_view(name)) && !name->no_memory; k++) {
        name->n = stem;
        buf_printf(name, "%u%s", k, tail);
    }
}

/* A name as it was made, or with the number that told it from another one. */
static bool is_numbered(struct xbz_str given, struct xbz_str name)
{
    if (given.n < name.n || memcmp(given.p, name.p, name.n) != 0)
        return false;
    for (size_t i = name.n; i < given.n; i++)
        if (!is_digit(given.p[i]))
            return false;
    return true;
}

/* Two line items of one statement are two elements, however alike their captions are. */
static bool used_above(const struct mapped_statement *ms, size_t item, const struct xbz_extension *extension)
{
    for (size_t i = 0; i < item; i++)
        if (ms->items[i].extension == extension || ms->items[i].percentage == extension)
            return true;
    return false;
}

static const struct xbz_extension *same_element(const struct filing_facts *f, const struct mapped_statement *ms,
                                                size_t item, struct xbz_str name, const struct xbz_extension *like)
{
    for (size_t i = 0; i < f->n_extensions; i++) {
        const struct xbz_extension *x = f->extensions[i];
        if (x->unit == like->unit && x->period == like->period && str_eq(x->label, like->label) &&
            is_numbered(x->name, name) && !used_above(ms, item, x))
            return x;
    }
    return NULL;
}

static bool remember(struct filing_facts *f, const struct xbz_extension *extension)
{
    if (f->n_extensions == f->extension_room) {
        size_t room = f->extension_room ? f->extension_room * 2 : 64;
        const struct xbz_extension **grown = ARENA_ARRAY(f->arena, room, const struct xbz_extension *);
        if (!grown)
            return false;
        for (size_t i = 0; i < f->n_extensions; i++)
            grown[i] = f->extensions[i];
        f->extensions = grown;
        f->extension_room = room;
    }
    f->extensions[f->n_extensions++] = extension;
    return true;
}

/* An element of this name, made different from those before; NULL when memory is out. */
static const struct xbz_extension *make_element(struct filing_facts *f, struct buf *name, struct xbz_str label,
                                                enum xbz_unit unit, enum xbz_period_kind period)
{
    bool ok = true;
    struct xbz_extension *made = ARENA_NEW(f->arena, struct xbz_extension);
    if (!made)
        return NULL;
    make_unique(f, name, name->n, "");
    made->name = arena_str(f->arena, buf_view(name), &ok);
    made->label = arena_str(f->arena, label, &ok);
    made->unit = unit;
    made->period = period;
    return ok && remember(f, made) ? made : NULL;
}

/* The caption, that of its heading for a sum without one. */
static struct xbz_str caption_of(const struct xbz_statement *s, size_t item)
{
    struct xbz_str label = str_trim(s->items[item].label);
    if (label.n == 0 && s->items[item].parent != XBZ_NO_PARENT)
        label = str_trim(s->items[s->items[item].parent].label);
    return label;
}

const struct xbz_extension *facts_extension(struct filing_facts *f, const struct mapped_statement *ms, size_t item)
{
    const struct mapped_item *it = &ms->items[item];
    struct xbz_extension like = {.label = caption_of(ms->statement, item), .unit = it->unit, .period = it->period};
    struct buf name;
    buf_init(&name, NAME_LONGEST * 2);
    name_of(&name, ms->statement, item);
    const struct xbz_extension *found = name.n ? same_element(f, ms, item, buf_view(&name), &like) : NULL;
    if (name.n > 0 && !found)
        found = make_element(f, &name, like.label, it->unit, it->period);
    f->arena->no_memory |= name.no_memory;
    buf_free(&name);
    return found;
}

const struct xbz_extension *facts_percent_extension(struct filing_facts *f, struct mapped_statement *ms, size_t item,
                                                    size_t base, enum xbz_period_kind period)
{
    const struct xbz_statement *s = ms->statement;
    struct xbz_str caption = caption_of(s, item), of = caption_of(s, base);
    struct xbz_extension like = {.unit = XBZ_UNIT_PURE, .period = period};
    struct buf name, label;
    if (ms->items[item].percentage)
        return ms->items[item].percentage;
    buf_init(&name, NAME_LONGEST * 4);
    buf_init(&label, caption.n + of.n + 32);
    name_of(&name, s, item);
    bool named = name.n > 0;
    add_words(&name, STR("percent of"));
    name_of(&name, s, base);
    buf_str(&label, caption);
    buf_text(&label, ", percent of ");
    buf_str(&label, of);
    like.label = buf_view(&label);
    if (named && !name.no_memory && !label.no_memory) {
        ms->items[item].percentage = same_element(f, ms, item, buf_view(&name), &like);
        if (!ms->items[item].percentage)
            ms->items[item].percentage = make_element(f, &name, like.label, XBZ_UNIT_PURE, period);
    }
    f->arena->no_memory = f->arena->no_memory || name.no_memory || label.no_memory;
    buf_free(&name);
    buf_free(&label);
    return ms->items[item].percentage;
}

const struct xbz_extension *facts_caption_extension(struct filing_facts *f, const struct mapped_statement *ms,
                                                    size_t item, struct xbz_str clause)
{
    const struct xbz_statement *s = ms->statement;
    struct xbz_str main = str_trim(without_figures(s->items[item].label)), words = clause_words(clause);
    struct buf name, label;
    buf_init(&name, NAME_LONGEST * 2);
    buf_init(&label, 2 * (main.n + words.n) + 16);
    name_of(&name, s, item);
    add_words(&name, words);
    buf_str(&label, main);
    buf_text(&label, words.n ? ", " : "");
    buf_str(&label, words);
    const struct xbz_extension *made = NULL;
    if (name.n > 0 && !label.no_memory)
        made = make_element(f, &name, buf_view(&label), XBZ_UNIT_MONEY,
                            s->kind == XBZ_BALANCE_SHEET ? XBZ_INSTANT : XBZ_DURATION);
    f->arena->no_memory = f->arena->no_memory || name.no_memory || label.no_memory;
    buf_free(&name);
    buf_free(&label);
    return made;
}

bool facts_name_extension(struct filing_facts *f, struct xbz_extension *extension, struct xbz_str wanted)
{
    struct buf name;
    bool ok = true;
    buf_init(&name, wanted.n + 16);
    buf_str(&name, wanted);
    make_unique(f, &name, wanted.n, "");
    extension->name = arena_str(f->arena, buf_view(&name), &ok);
    f->arena->no_memory = f->arena->no_memory || name.no_memory;
    ok = ok && !name.no_memory;
    buf_free(&name);
    return ok && remember(f, extension);
}

/* ---- headings ---- */

/* A later version of a statement has the headings of the one before, so that both make one tree. */
static struct made_heading *heading_made(const struct filing_facts *f, const struct mapped_statement *ms, size_t item,
                                         const struct xbz_heading *parent)
{
    struct xbz_str label = str_trim(ms->statement->items[item].label);
    for (struct made_heading *h = f->headings; h; h = h->next) {
        if (h->from == ms && h->item == item)
            return h;
        if (h->from != ms && h->from->statement->kind == ms->statement->kind && h->heading.parent == parent &&
            str_eq_nocase(h->heading.label, label))
            return h;
    }
    return NULL;
}

static enum xbz_status make_heading(struct filing_facts *f, const struct mapped_statement *ms, size_t item,
                                    const struct xbz_heading *parent, const struct xbz_heading **out)
{
    struct buf name;
    bool ok = true;
    struct xbz_str label = str_trim(ms->statement->items[item].label);
    buf_init(&name, NAME_LONGEST * 2);
    add_words(&name, label);
    struct made_heading *made = name.n > 0 ? ARENA_NEW(f->arena, struct made_heading) : NULL;
    if (made) {
        size_t stem = name.n;
        buf_text(&name, "Abstract");
        make_unique(f, &name, stem, "Abstract");
        made->heading.parent = parent;
        made->heading.name = arena_str(f->arena, buf_view(&name), &ok);
        made->heading.label = arena_str(f->arena, label, &ok);
        made->from = ms;
        made->item = item;
        made->next = f->headings;
        f->headings = made;
        *out = &made->heading;
    } else {
        *out = parent;
    }
    f->arena->no_memory = f->arena->no_memory || name.no_memory;
    buf_free(&name);
    return ok && !f->arena->no_memory && !f->arena->exhausted ? XBZ_OK
                                                              : run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}

enum xbz_status facts_heading(struct filing_facts *f, const struct mapped_statement *ms, size_t item,
                              const struct xbz_heading **out)
{
    size_t chain[HEADINGS_DEEP], n = 0;
    *out = NULL;
    for (size_t p = ms->statement->items[item].parent; p != XBZ_NO_PARENT && n < HEADINGS_DEEP;
         p = ms->statement->items[p].parent)
        chain[n++] = p;
    while (n-- > 0) {
        const struct xbz_heading *parent = *out;
        struct made_heading *made = heading_made(f, ms, chain[n], parent);
        if (made)
            *out = &made->heading;
        else
            TRY(make_heading(f, ms, chain[n], parent, out));
    }
    return XBZ_OK;
}
