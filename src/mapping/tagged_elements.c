#include "mapping/tagged_elements.h"

#include "base/buf.h"
#include "base/str.h"

#define NAME_LONGEST 256
#define SLOTS        4096

static enum xbz_status full(struct tagged_elements *t)
{
    return run_fail(t->run, arena_code(t->arena), NOWHERE, NULL);
}

static bool has(struct xbz_str s, const char *part)
{
    return str_find(s, str_of(part), 0) != (size_t)-1;
}

bool tagged_is_cover(struct xbz_str space)
{
    return has(space, "/dei/") || str_eq(space, STR("dei"));
}

bool tagged_is_name(struct xbz_str s)
{
    if (s.n == 0 || s.n > NAME_LONGEST || (!is_alpha(s.p[0]) && s.p[0] != '_'))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!is_alnum(s.p[i]) && s.p[i] != '_' && s.p[i] != '-' && s.p[i] != '.')
            return false;
    return true;
}

bool tagged_is_standard(struct xbz_str space)
{
    return has(space, "/us-gaap/") || str_eq(space, STR("us-gaap")) || tagged_is_cover(space);
}

/* The words of a name in camel case: "EPSBasicNet2" is "EPS Basic Net 2". */
static struct xbz_str words_of(struct arena *arena, struct xbz_str name, bool *ok)
{
    struct buf words;
    buf_init(&words, NAME_LONGEST * 2);
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i], before = i > 0 ? name.p[i - 1] : ' ', after = i + 1 < name.n ? name.p[i + 1] : ' ';
        bool starts = is_upper(c) && (!is_upper(before) || (is_alpha(after) && !is_upper(after)));
        if (is_digit(c))
            starts = !is_digit(before);
        if (i > 0 && starts && is_alnum(before))
            buf_byte(&words, ' ');
        buf_byte(&words, c == '_' ? ' ' : c);
    }
    struct xbz_str kept = arena_str(arena, buf_view(&words), ok);
    arena->no_memory = arena->no_memory || words.no_memory;
    *ok = *ok && !words.no_memory;
    buf_free(&words);
    return kept;
}

static bool extension_name_taken(const struct tagged_elements *t, struct xbz_str name, struct xbz_str stem)
{
    const struct tagged_element *e = t->slots[str_hash(stem) % SLOTS];
    for (; e; e = e->next)
        if (e->extension && str_eq(e->extension->name, name))
            return true;
    return false;
}

/* Two elements of one name, by namespace, kind, unit or period, are told apart by a number. */
static bool make_extension(struct tagged_elements *t, struct tagged_element *e)
{
    bool ok = true;
    struct buf name;
    e->extension = ARENA_NEW(t->arena, struct xbz_extension);
    if (!e->extension)
        return false;
    buf_init(&name, NAME_LONGEST + 16);
    buf_str(&name, e->name);
    for (unsigned k = 2; extension_name_taken(t, buf_view(&name), e->name) && k < 1000; k++) {
        name.n = e->name.n;
        buf_printf(&name, "_%u", k);
    }
    e->extension->name = arena_str(t->arena, buf_view(&name), &ok);
    t->arena->no_memory = t->arena->no_memory || name.no_memory;
    ok = ok && !name.no_memory;
    buf_free(&name);
    e->extension->label = words_of(t->arena, e->name, &ok);
    e->extension->kind = e->kind;
    e->extension->unit = e->unit;
    e->extension->period = e->period;
    return ok;
}

/* A concept of several statements stands in the one the document is at. */
static enum xbz_statement_kind statement_of(const struct tagged_elements *t, const struct xbz_concept *concept)
{
    if (!concept)
        return XBZ_NO_STATEMENT;
    if (concept->statements & (1u << t->statement))
        return t->statement;
    for (unsigned kind = 1; kind < XBZ_STATEMENT_KINDS; kind++)
        if (concept->statements & (1u << kind))
            return (enum xbz_statement_kind)kind;
    return XBZ_NO_STATEMENT;
}

/* Makes an item a concept's where name, type and period are the concept's. */
static void settle_item(struct tagged_elements *t, struct tagged_element *e)
{
    if (tagged_is_standard(e->space)) {
        const struct xbz_concept *c = xbz_taxonomy_find(t->taxonomy, e->name);
        bool fits = c && !c->abstract && c->period == e->period && xbz_type_unit(c->type) == e->unit;
        e->concept = fits ? c : NULL;
    }
    e->statement = statement_of(t, e->concept);
    if (e->statement != XBZ_NO_STATEMENT)
        t->statement = e->statement;
    e->order = ++t->order;
}

static bool same_element(const struct tagged_element *a, const struct tagged_element *b)
{
    return a->kind == b->kind && a->unit == b->unit && a->period == b->period && str_eq(a->name, b->name) &&
           str_eq(a->space, b->space);
}

static enum xbz_status element_of(struct tagged_elements *t, const struct tagged_element *key,
                                  const struct tagged_element **out)
{
    bool ok = true;
    if (!t->slots && !(t->slots = ARENA_ARRAY(t->arena, SLOTS, struct tagged_element *)))
        return full(t);
    struct tagged_element **slot = &t->slots[str_hash(key->name) % SLOTS], *e = *slot;
    while (e && !same_element(e, key))
        e = e->next;
    *out = e;
    if (e)
        return XBZ_OK;
    e = ARENA_NEW(t->arena, struct tagged_element);
    if (!e)
        return full(t);
    *e = *key;
    e->space = arena_str(t->arena, key->space, &ok);
    e->name = arena_str(t->arena, key->name, &ok);
    if (e->kind == XBZ_ELEMENT_ITEM)
        settle_item(t, e);
    if (!ok || (!e->concept && !make_extension(t, e)))
        return full(t);
    e->next = *slot;
    *slot = e;
    *out = e;
    return XBZ_OK;
}

enum xbz_status tagged_item(struct tagged_elements *t, const struct xbz_tagged_fact *fact, enum xbz_unit unit,
                            const struct tagged_element **out)
{
    struct tagged_element key = {.space = fact->space, .name = fact->name, .unit = unit, .period = fact->period.kind};
    return element_of(t, &key, out);
}

/* ---- dimensions ---- */

static enum xbz_status resolve(struct tagged_elements *t, const struct xbz_tagged_dimension *from,
                               struct xbz_dimension *to)
{
    const struct tagged_element *axis, *member;
    struct tagged_element key = {.space = from->space, .name = from->name, .period = XBZ_DURATION};
    key.kind = from->typed ? XBZ_ELEMENT_TYPED_AXIS : XBZ_ELEMENT_AXIS;
    TRY(element_of(t, &key, &axis));
    *to = (struct xbz_dimension){.axis = axis->extension, .value = from->value};
    if (from->typed)
        return XBZ_OK;
    key = (struct tagged_element){.space = from->member_space, .name = from->member, .period = XBZ_DURATION};
    key.kind = XBZ_ELEMENT_MEMBER;
    TRY(element_of(t, &key, &member));
    to->member = member->extension;
    return XBZ_OK;
}

/* Puts a dimension in its place; false when its axis is there. */
static bool insert(struct xbz_dimension *set, size_t n, const struct xbz_dimension *d)
{
    size_t at = n;
    for (; at > 0 && str_cmp(set[at - 1].axis->name, d->axis->name) >= 0; at--) {
        if (set[at - 1].axis == d->axis)
            return false;
        set[at] = set[at - 1];
    }
    set[at] = *d;
    return true;
}

static bool same_set(const struct tagged_set *set, const struct xbz_dimension *dimensions, size_t n)
{
    if (set->n != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct xbz_dimension *a = &set->dimensions[i], *b = &dimensions[i];
        if (a->axis != b->axis || a->member != b->member || !str_eq(a->value, b->value))
            return false;
    }
    return true;
}

static enum xbz_status intern(struct tagged_elements *t, const struct xbz_dimension *dimensions, size_t n,
                              const struct tagged_set **out)
{
    uint64_t hash = 0;
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        hash = hash * 31 + str_hash(dimensions[i].axis->name);
        hash = hash * 31 + str_hash(dimensions[i].member ? dimensions[i].member->name : dimensions[i].value);
    }
    if (!t->sets && !(t->sets = ARENA_ARRAY(t->arena, SLOTS, struct tagged_set *)))
        return full(t);
    struct tagged_set **slot = &t->sets[hash % SLOTS], *set = *slot;
    while (set && !same_set(set, dimensions, n))
        set = set->next;
    *out = set;
    if (set)
        return XBZ_OK;
    set = ARENA_NEW(t->arena, struct tagged_set);
    if (!set || !(set->dimensions = ARENA_ARRAY(t->arena, n, struct xbz_dimension)))
        return full(t);
    for (size_t i = 0; i < n; i++) {
        set->dimensions[i] = dimensions[i];
        set->dimensions[i].value = arena_str(t->arena, dimensions[i].value, &ok);
    }
    set->n = n;
    set->next = *slot;
    *slot = set;
    *out = set;
    return ok ? XBZ_OK : full(t);
}

enum xbz_status tagged_dimensions(struct tagged_elements *t, const struct xbz_tagged_fact *fact,
                                  const struct tagged_set **out)
{
    struct xbz_dimension set[XBZ_DIMENSIONS_MAX], d;
    *out = NULL;
    for (size_t i = 0; i < fact->n_dimensions; i++) {
        const struct xbz_tagged_dimension *from = &fact->dimensions[i];
        if (!tagged_is_name(from->name) || (!from->typed && !tagged_is_name(from->member)))
            return XBZ_OK;
        TRY(resolve(t, from, &d));
        if (!insert(set, i, &d))
            return XBZ_OK;
    }
    return intern(t, set, fact->n_dimensions, out);
}
