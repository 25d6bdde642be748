/* tag_contexts.c - contexts and units (XBRL 2.1 sections 4.7 and 4.8). */
#include "read/tags.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

/* ---- prefixes ---- */

static const struct tags_prefix *find_prefix(const struct tags *t, struct xbz_str prefix)
{
    const struct tags_prefix *p = t->prefixes;
    while (p && !str_eq_nocase(p->prefix, prefix))
        p = p->next;
    return p;
}

enum xbz_status tags_prefix(struct tags *t, struct xbz_str prefix, struct xbz_str space)
{
    bool ok = true;
    if (find_prefix(t, prefix))
        return XBZ_OK;
    struct tags_prefix *p = ARENA_NEW(&t->arena, struct tags_prefix);
    if (!p)
        return tags_full(t, NOWHERE);
    p->prefix = arena_str(&t->arena, prefix, &ok);
    p->space = arena_str(&t->arena, space, &ok);
    p->next = t->prefixes;
    t->prefixes = p;
    return ok ? XBZ_OK : tags_full(t, NOWHERE);
}

struct xbz_str tags_space(const struct tags *t, struct xbz_str prefix)
{
    const struct tags_prefix *p = find_prefix(t, prefix);
    return p ? p->space : (struct xbz_str){NULL, 0};
}

/* "prefix:local" in two; the namespace is the prefix itself when it is not declared. */
static void resolve(const struct tags *t, struct xbz_str name, struct xbz_str *space, struct xbz_str *local)
{
    name = str_trim(name);
    size_t colon = str_find(name, STR(":"), 0);
    struct xbz_str prefix = colon == (size_t)-1 ? STR("") : str_sub(name, 0, colon);
    *local = colon == (size_t)-1 ? name : str_sub(name, colon + 1, name.n);
    *space = tags_space(t, prefix);
    if (space->n == 0)
        *space = prefix;
}

/* ---- parts ---- */

enum tags_part tags_part_of(struct xbz_str local)
{
    static const struct {
        const char *name;
        enum tags_part part;
    } parts[] = {
        {"context", TAGS_CONTEXT},   {"identifier", TAGS_IDENTIFIER},
        {"instant", TAGS_INSTANT},   {"startdate", TAGS_START_DATE},
        {"enddate", TAGS_END_DATE},  {"segment", TAGS_SEGMENT},
        {"scenario", TAGS_SEGMENT},  {"explicitmember", TAGS_EXPLICIT},
        {"typedmember", TAGS_TYPED}, {"unit", TAGS_UNIT},
        {"measure", TAGS_MEASURE},   {"unitdenominator", TAGS_DENOMINATOR},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_eq_nocase(local, str_of(parts[i].name)))
            return parts[i].part;
    return TAGS_NO_PART;
}

const char *tags_attribute_of(enum tags_part part)
{
    return part == TAGS_IDENTIFIER ? "scheme" : part == TAGS_EXPLICIT || part == TAGS_TYPED ? "dimension" : "id";
}

static bool open_context(struct tags *t, struct xbz_str id)
{
    bool ok = true;
    t->context = ARENA_NEW(&t->arena, struct tags_context);
    t->segment = false;
    if (!t->context)
        return false;
    t->context->id = arena_str(&t->arena, id, &ok);
    return ok;
}

static bool open_unit(struct tags *t, struct xbz_str id)
{
    bool ok = true;
    t->unit = ARENA_NEW(&t->arena, struct tags_unit);
    t->n_over = t->n_under = 0;
    t->denominator = false;
    if (!t->unit)
        return false;
    t->unit->id = arena_str(&t->arena, id, &ok);
    return ok;
}

enum xbz_status tags_open(struct tags *t, enum tags_part part, struct xbz_str id, struct xbz_place place)
{
    bool ok = true;
    buf_clear(&t->text);
    t->leaf = TAGS_NO_PART;
    switch (part) {
    case TAGS_CONTEXT:
        ok = open_context(t, id);
        break;
    case TAGS_UNIT:
        ok = open_unit(t, id);
        break;
    case TAGS_DENOMINATOR:
        t->denominator = true;
        break;
    case TAGS_SEGMENT:
        t->segment = true;
        break;
    case TAGS_EXPLICIT:
    case TAGS_TYPED:
        t->axis = arena_str(&t->arena, id, &ok);
        t->leaf = part;
        break;
    case TAGS_IDENTIFIER:
        if (t->context)
            t->context->scheme = arena_str(&t->arena, id, &ok);
        t->leaf = part;
        break;
    default:
        t->leaf = part;
        break;
    }
    return ok ? XBZ_OK : tags_full(t, place);
}

void tags_other(struct tags *t)
{
    if (t->context && t->segment && t->leaf != TAGS_TYPED)
        t->context->segmented = true;
}

void tags_text(struct tags *t, struct xbz_str text)
{
    if (t->leaf != TAGS_NO_PART)
        buf_str(&t->text, text);
}

/* ---- ends ---- */

/* A date, or a date and time; midnight at the end of a period belongs to the day before (section 4.7.2). */
static struct xbz_date read_date(struct xbz_str text, bool end)
{
    struct xbz_date date = {0, 0, 0};
    if (!date_read(&date, str_sub(text, 0, 10)))
        return date;
    struct xbz_str rest = str_sub(text, 10, text.n);
    if (end && str_starts_nocase(rest, STR("T00:00:00")))
        date = date_add_days(date, -1);
    return date;
}

static bool is_currency(struct xbz_str s)
{
    return s.n == 3 && is_upper(s.p[0]) && is_upper(s.p[1]) && is_upper(s.p[2]);
}

static bool is_name(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_alnum(s.p[i]) && (i == 0 || !memchr("_-.", s.p[i], 3)))
            return false;
    return s.n > 0 && !is_digit(s.p[0]);
}

/* What a measure stands for when it stands alone; *prefix is the one it goes out with. */
static enum xbz_unit measure_kind(const struct tags *t, struct xbz_str measure, struct xbz_str *prefix,
                                  struct xbz_str *local)
{
    struct xbz_str space;
    bool bare = str_find(measure, STR(":"), 0) == (size_t)-1;
    resolve(t, measure, &space, local);
    if (str_eq(space, STR("http://www.xbrl.org/2003/iso4217")) || str_eq_nocase(space, STR("iso4217"))) {
        *prefix = STR("iso4217:");
        return is_currency(*local) ? XBZ_UNIT_MONEY : XBZ_UNIT_OTHER;
    }
    *prefix = str_eq(space, STR("http://www.xbrl.org/2009/utr")) ? STR("utr:") : STR("ext:");
    if (!bare && space.n > 0 && !str_eq(space, STR("http://www.xbrl.org/2003/instance")) &&
        !str_eq_nocase(space, STR("xbrli")))
        return XBZ_UNIT_OTHER;
    bool shares = str_eq(*local, STR("shares")), pure = str_eq(*local, STR("pure"));
    if (shares || pure)
        *prefix = STR("xbrli:");
    return shares ? XBZ_UNIT_SHARES : pure ? XBZ_UNIT_PURE : XBZ_UNIT_OTHER;
}

/* Measures of one side of the line stand in their order (OIM 1.0, section 5.2.4); one too many makes the unit unknown. */
static bool add_measure(struct tags *t, struct xbz_str measure)
{
    struct xbz_str *side = t->denominator ? t->under : t->over, prefix, local;
    size_t *n = t->denominator ? &t->n_under : &t->n_over, at = *n;
    bool ok = true;
    struct buf name;
    (void)measure_kind(t, measure, &prefix, &local);
    buf_init(&name, 256);
    buf_str(&name, prefix);
    buf_str(&name, local);
    struct xbz_str kept = arena_str(&t->arena, buf_view(&name), &ok);
    t->arena.no_memory = t->arena.no_memory || name.no_memory;
    ok = ok && !name.no_memory;
    buf_free(&name);
    if (!is_name(local))
        *n = TAGS_MEASURES;
    if (*n < TAGS_MEASURES) {
        for (; at > 0 && str_cmp(side[at - 1], kept) > 0; at--)
            side[at] = side[at - 1];
        side[at] = kept;
    }
    ++*n;
    return ok;
}

static void put_side(struct buf *out, const struct xbz_str *side, size_t n, bool bracketed)
{
    if (bracketed)
        buf_byte(out, '(');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_byte(out, '*');
        buf_str(out, side[i]);
    }
    if (bracketed)
        buf_byte(out, ')');
}

/* Money alone, shares alone, plain numbers, and money over shares are known; all others are units of their own. */
static bool settle_unit(struct tags *t)
{
    struct tags_unit *unit = t->unit;
    struct xbz_str prefix, local, none;
    struct buf all;
    bool ok = true;
    if (t->n_over == 0 || t->n_over > TAGS_MEASURES || t->n_under > TAGS_MEASURES)
        return true;
    buf_init(&all, 1024);
    put_side(&all, t->over, t->n_over, t->n_over > 1 && t->n_under > 0);
    if (t->n_under > 0)
        buf_byte(&all, '/');
    put_side(&all, t->under, t->n_under, t->n_under > 1);
    unit->measures = arena_str(&t->arena, buf_view(&all), &ok);
    t->arena.no_memory = t->arena.no_memory || all.no_memory;
    ok = ok && !all.no_memory;
    buf_free(&all);
    unit->kind = t->n_over == 1 ? measure_kind(t, t->over[0], &prefix, &local) : XBZ_UNIT_OTHER;
    if (t->n_under == 1 && unit->kind == XBZ_UNIT_MONEY &&
        measure_kind(t, t->under[0], &prefix, &none) == XBZ_UNIT_SHARES)
        unit->kind = XBZ_UNIT_PER_SHARE;
    else if (t->n_under > 0)
        unit->kind = XBZ_UNIT_OTHER;
    if (unit->kind == XBZ_UNIT_MONEY || unit->kind == XBZ_UNIT_PER_SHARE)
        unit->currency = local;
    return ok;
}

static bool add_dimension(struct tags *t, bool typed, struct xbz_str text)
{
    struct tags_context *context = t->context;
    bool ok = true;
    if (context->n_dimensions == XBZ_DIMENSIONS_MAX) {
        context->segmented = true;
        return true;
    }
    struct xbz_tagged_dimension *d = &t->dimensions[context->n_dimensions++];
    *d = (struct xbz_tagged_dimension){.typed = typed};
    text = arena_str(&t->arena, text, &ok);
    resolve(t, t->axis, &d->space, &d->name);
    if (typed)
        d->value = text;
    else
        resolve(t, text, &d->member_space, &d->member);
    return ok;
}

static enum xbz_status end_leaf(struct tags *t, enum tags_part part, struct xbz_place place)
{
    bool ok = true;
    struct xbz_str text = str_trim(buf_view(&t->text));
    if (t->text.no_memory)
        return run_fail(t->run, XBZ_D_OUT_OF_MEMORY, place, NULL);
    if (part == TAGS_MEASURE && t->unit)
        return add_measure(t, text) ? XBZ_OK : tags_full(t, place);
    if (!t->context)
        return XBZ_OK;
    if (part == TAGS_EXPLICIT || part == TAGS_TYPED)
        return add_dimension(t, part == TAGS_TYPED, text) ? XBZ_OK : tags_full(t, place);
    struct xbz_period *period = &t->context->period;
    if (part == TAGS_IDENTIFIER) {
        t->context->identifier = arena_str(&t->arena, text, &ok);
    } else if (part == TAGS_INSTANT) {
        period->kind = XBZ_INSTANT;
        period->end = read_date(text, true);
    } else if (part == TAGS_START_DATE) {
        period->kind = XBZ_DURATION;
        period->start = read_date(text, false);
    } else if (part == TAGS_END_DATE) {
        period->kind = XBZ_DURATION;
        period->end = read_date(text, true);
    }
    return ok ? XBZ_OK : tags_full(t, place);
}

static bool end_context(struct tags *t)
{
    struct tags_context *context = t->context;
    size_t slot = str_hash(context->id) % TAGS_SLOTS;
    t->context = NULL;
    if (tags_find_context(t, context->id))
        return true;
    if (context->n_dimensions > 0) {
        struct xbz_tagged_dimension *kept = ARENA_ARRAY(&t->arena, context->n_dimensions, struct xbz_tagged_dimension);
        if (!kept)
            return false;
        memcpy(kept, t->dimensions, context->n_dimensions * sizeof *kept);
        context->dimensions = kept;
    }
    context->next = t->contexts[slot];
    t->contexts[slot] = context;
    return true;
}

static bool end_unit(struct tags *t)
{
    struct tags_unit *unit = t->unit;
    size_t slot = str_hash(unit->id) % TAGS_SLOTS;
    bool ok = settle_unit(t);
    t->unit = NULL;
    unit->next = t->units[slot];
    t->units[slot] = unit;
    return ok;
}

enum xbz_status tags_close(struct tags *t, enum tags_part part, struct xbz_place place)
{
    enum xbz_status status = XBZ_OK;
    if (part == TAGS_CONTEXT && t->context)
        status = end_context(t) ? XBZ_OK : tags_full(t, place);
    else if (part == TAGS_UNIT && t->unit)
        status = end_unit(t) ? XBZ_OK : tags_full(t, place);
    else if (part == TAGS_SEGMENT)
        t->segment = false;
    else if (part == t->leaf)
        status = end_leaf(t, part, place);
    t->leaf = TAGS_NO_PART;
    return status;
}
