/* tag_contexts.c - contexts and units (XBRL 2.1 sections 4.7 and 4.8). */
#include "read/tags.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

static enum xbz_status full(struct tags *t, struct xbz_place place)
{
    return run_fail(t->run, arena_code(&t->arena), place, NULL);
}

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
        return full(t, NOWHERE);
    p->prefix = arena_str(&t->arena, prefix, &ok);
    p->space = arena_str(&t->arena, space, &ok);
    p->next = t->prefixes;
    t->prefixes = p;
    return ok ? XBZ_OK : full(t, NOWHERE);
}

struct xbz_str tags_space(const struct tags *t, struct xbz_str prefix)
{
    const struct tags_prefix *p = find_prefix(t, prefix);
    return p ? p->space : (struct xbz_str){NULL, 0};
}

/* ---- parts ---- */

enum tags_part tags_part_of(struct xbz_str local)
{
    static const struct {
        const char *name;
        enum tags_part part;
    } parts[] = {
        {"context", TAGS_CONTEXT},    {"identifier", TAGS_IDENTIFIER},
        {"instant", TAGS_INSTANT},    {"startdate", TAGS_START_DATE},
        {"enddate", TAGS_END_DATE},   {"explicitmember", TAGS_MEMBER},
        {"typedmember", TAGS_MEMBER}, {"unit", TAGS_UNIT},
        {"measure", TAGS_MEASURE},    {"unitdenominator", TAGS_DENOMINATOR},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_eq_nocase(local, str_of(parts[i].name)))
            return parts[i].part;
    return TAGS_NO_PART;
}

enum xbz_status tags_open(struct tags *t, enum tags_part part, struct xbz_str id, struct xbz_str scheme,
                          struct xbz_place place)
{
    bool ok = true;
    buf_clear(&t->text);
    t->leaf = TAGS_NO_PART;
    switch (part) {
    case TAGS_CONTEXT:
        t->context = ARENA_NEW(&t->arena, struct tags_context);
        if (t->context)
            t->context->id = arena_str(&t->arena, id, &ok);
        ok = ok && t->context;
        break;
    case TAGS_UNIT:
        t->unit = ARENA_NEW(&t->arena, struct tags_unit);
        t->measures = 0;
        t->denominator = false;
        if (t->unit)
            t->unit->id = arena_str(&t->arena, id, &ok);
        ok = ok && t->unit;
        break;
    case TAGS_DENOMINATOR:
        t->denominator = true;
        break;
    case TAGS_MEMBER:
        if (t->context)
            t->context->dimensions++;
        break;
    case TAGS_IDENTIFIER:
        if (t->context)
            t->context->scheme = arena_str(&t->arena, str_trim(scheme), &ok);
        t->leaf = part;
        break;
    default:
        t->leaf = part;
        break;
    }
    return ok ? XBZ_OK : full(t, place);
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

/* What a measure stands for when it stands alone. */
static enum xbz_unit measure_kind(const struct tags *t, struct xbz_str measure, struct xbz_str *local)
{
    size_t colon = str_find(measure, STR(":"), 0);
    struct xbz_str prefix = colon == (size_t)-1 ? STR("") : str_sub(measure, 0, colon);
    *local = colon == (size_t)-1 ? measure : str_sub(measure, colon + 1, measure.n);
    struct xbz_str space = tags_space(t, prefix);
    if (str_eq(space, STR("http://www.xbrl.org/2003/iso4217")) ||
        (space.n == 0 && str_eq_nocase(prefix, STR("iso4217"))))
        return is_currency(*local) ? XBZ_UNIT_MONEY : XBZ_UNIT_NONE;
    if (space.n > 0 && !str_eq(space, STR("http://www.xbrl.org/2003/instance")) && prefix.n > 0)
        return XBZ_UNIT_NONE;
    if (str_eq(*local, STR("shares")))
        return XBZ_UNIT_SHARES;
    return str_eq(*local, STR("pure")) ? XBZ_UNIT_PURE : XBZ_UNIT_NONE;
}

/* Money alone, shares alone, nothing, and money over shares are known; all others are units of their own. */
static enum xbz_status add_measure(struct tags *t, struct xbz_str measure, struct xbz_place place)
{
    struct tags_unit *unit = t->unit;
    struct xbz_str local;
    struct buf all;
    bool ok = true;
    enum xbz_unit kind = measure_kind(t, measure, &local);
    buf_init(&all, 512);
    buf_str(&all, unit->measures);
    if (unit->measures.n > 0)
        buf_text(&all, t->denominator ? " / " : " * ");
    buf_str(&all, measure);
    unit->measures = arena_str(&t->arena, buf_view(&all), &ok);
    t->arena.no_memory = t->arena.no_memory || all.no_memory;
    ok = ok && !all.no_memory;
    buf_free(&all);
    if (!t->denominator && t->measures == 0) {
        unit->kind = kind;
        if (kind == XBZ_UNIT_MONEY)
            unit->currency = arena_str(&t->arena, local, &ok);
    } else if (t->denominator && t->measures == 1 && unit->kind == XBZ_UNIT_MONEY && kind == XBZ_UNIT_SHARES) {
        unit->kind = XBZ_UNIT_PER_SHARE;
    } else {
        unit->kind = XBZ_UNIT_NONE;
        unit->currency = STR("");
    }
    t->measures++;
    return ok ? XBZ_OK : full(t, place);
}

static enum xbz_status end_leaf(struct tags *t, enum tags_part part, struct xbz_place place)
{
    bool ok = true;
    struct xbz_str text = str_trim(buf_view(&t->text));
    if (t->text.no_memory)
        return run_fail(t->run, XBZ_D_OUT_OF_MEMORY, place, NULL);
    if (part == TAGS_MEASURE && t->unit)
        return add_measure(t, text, place);
    if (!t->context)
        return XBZ_OK;
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
    return ok ? XBZ_OK : full(t, place);
}

static void end_context(struct tags *t)
{
    struct tags_context *context = t->context;
    size_t slot = str_hash(context->id) % TAGS_SLOTS;
    t->context = NULL;
    if (tags_find_context(t, context->id))
        return;
    context->next = t->contexts[slot];
    t->contexts[slot] = context;
}

static void end_unit(struct tags *t)
{
    struct tags_unit *unit = t->unit;
    size_t slot = str_hash(unit->id) % TAGS_SLOTS;
    t->unit = NULL;
    unit->next = t->units[slot];
    t->units[slot] = unit;
}

enum xbz_status tags_close(struct tags *t, enum tags_part part, struct xbz_place place)
{
    enum xbz_status status = XBZ_OK;
    if (part == TAGS_CONTEXT && t->context)
        end_context(t);
    else if (part == TAGS_UNIT && t->unit)
        end_unit(t);
    else if (part == t->leaf)
        status = end_leaf(t, part, place);
    t->leaf = TAGS_NO_PART;
    return status;
}
