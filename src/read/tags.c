/* tags.c - tagged facts on their way out. */
#include "read/tags.h"

#include <string.h>

#include "base/str.h"
#include "read/transform.h"

void tags_init(struct tags *t, struct xbz_run *run, const struct xbz_events *events)
{
    memset(t, 0, sizeof *t);
    t->run = run;
    t->events = events;
    arena_init(&t->arena, run->limits.context_bytes);
    buf_init(&t->text, 512);
}

void tags_free(struct tags *t)
{
    arena_free(&t->arena);
    buf_free(&t->text);
}

enum xbz_status tags_full(struct tags *t, struct xbz_place place)
{
    return run_fail(t->run, t->arena.no_memory ? XBZ_D_OUT_OF_MEMORY : XBZ_D_CONTEXTS_TOO_MANY, place, NULL);
}

static const struct tags_unit *find_unit(const struct tags *t, struct xbz_str id)
{
    const struct tags_unit *unit = t->units[str_hash(id) % TAGS_SLOTS];
    while (unit && !str_eq(unit->id, id))
        unit = unit->next;
    return unit;
}

const struct tags_context *tags_find_context(const struct tags *t, struct xbz_str id)
{
    const struct tags_context *context = t->contexts[str_hash(id) % TAGS_SLOTS];
    while (context && !str_eq(context->id, id))
        context = context->next;
    return context;
}

static bool is_known(const struct tags *t, const struct tags_fact *fact)
{
    return tags_find_context(t, fact->context) && (!fact->fact.numeric || find_unit(t, fact->unit));
}

/* Text whose transformation is not known, or does not fit, stays as it is printed. */
enum xbz_status tags_transform(struct tags *t, const struct tags_fact *fact, struct buf *out)
{
    struct xbz_str text = fact->fact.value;
    buf_clear(out);
    if (transform_text(fact->format, text, out) != TRANSFORM_DONE) {
        run_diag(t->run, XBZ_D_TAG_AS_PRINTED, fact->fact.place, "%.*s: \"%.*s\" as %.*s", STR_ARG(fact->fact.name),
                 STR_ARG(str_sub(str_trim(text), 0, 80)), STR_ARG(fact->format));
        buf_clear(out);
        (void)transform_text(STR(""), text, out);
    }
    return out->no_memory ? run_fail(t->run, XBZ_D_OUT_OF_MEMORY, fact->fact.place, NULL) : XBZ_OK;
}

/* What cannot be looked up is reported and left out. */
static enum xbz_status give(struct tags *t, const struct tags_fact *held)
{
    struct xbz_tagged_fact fact = held->fact;
    const struct tags_context *context = tags_find_context(t, held->context);
    const struct tags_unit *unit = fact.numeric ? find_unit(t, held->unit) : NULL;
    if (!context || (fact.numeric && !unit)) {
        run_diag(t->run, XBZ_D_TAG_LEFT_OUT, fact.place, "%.*s: no %s \"%.*s\"", STR_ARG(fact.name),
                 context ? "unit" : "context", STR_ARG(context ? held->unit : held->context));
        return XBZ_OK;
    }
    fact.scheme = context->scheme;
    fact.identifier = context->identifier;
    fact.period = context->period;
    fact.dimensions = context->dimensions;
    fact.n_dimensions = context->n_dimensions;
    fact.segmented = context->segmented;
    if (unit) {
        fact.unit = unit->kind;
        fact.currency = unit->currency;
        fact.measures = unit->measures;
    }
    return t->events->tagged ? t->events->tagged(t->events->ctx, &fact) : XBZ_OK;
}

static enum xbz_status deliver(struct tags *t, const struct tags_fact *held)
{
    struct tags_fact whole = *held;
    struct buf value;
    if (held->block) {
        t->texts++;
        return XBZ_OK;
    }
    if (!held->raw)
        return give(t, held);
    buf_init(&value, TAGS_TEXT);
    enum xbz_status status = tags_transform(t, held, &value);
    whole.fact.value = buf_view(&value);
    if (status == XBZ_OK)
        status = give(t, &whole);
    buf_free(&value);
    return status;
}

static enum xbz_status deliver_waiting(struct tags *t, bool all)
{
    while (t->first && (all || (t->first->wait.n == 0 && (t->complete || is_known(t, t->first))))) {
        TRY(deliver(t, t->first));
        t->first = t->first->next;
    }
    if (!t->first)
        t->last = NULL;
    return XBZ_OK;
}

static enum xbz_status keep(struct tags *t, const struct tags_fact *fact)
{
    bool ok = true;
    struct tags_fact *kept = ARENA_NEW(&t->arena, struct tags_fact);
    if (!kept)
        return tags_full(t, fact->fact.place);
    *kept = *fact;
    kept->next = NULL;
    kept->fact.space = arena_str(&t->arena, fact->fact.space, &ok);
    kept->fact.name = arena_str(&t->arena, fact->fact.name, &ok);
    kept->fact.value = arena_str(&t->arena, fact->fact.value, &ok);
    kept->fact.id = arena_str(&t->arena, fact->fact.id, &ok);
    kept->context = arena_str(&t->arena, fact->context, &ok);
    kept->unit = arena_str(&t->arena, fact->unit, &ok);
    kept->format = arena_str(&t->arena, fact->format, &ok);
    kept->wait = arena_str(&t->arena, fact->wait, &ok);
    if (!ok)
        return tags_full(t, fact->fact.place);
    if (t->last)
        t->last->next = kept;
    else
        t->first = kept;
    t->last = kept;
    t->waiting += kept->wait.n > 0;
    return XBZ_OK;
}

enum xbz_status tags_fact(struct tags *t, const struct tags_fact *fact)
{
    if (t->first)
        TRY(deliver_waiting(t, false));
    if (t->first || fact->wait.n > 0 || !(t->complete || is_known(t, fact)))
        return keep(t, fact);
    return deliver(t, fact);
}

struct tags_fact *tags_waiting(const struct tags *t, struct xbz_str id)
{
    struct tags_fact *fact = t->waiting && id.n ? t->first : NULL;
    while (fact && !str_eq(fact->wait, id))
        fact = fact->next;
    return fact;
}

enum xbz_status tags_continue(struct tags *t, struct tags_fact *fact, struct xbz_str text, struct xbz_str next)
{
    bool ok = true;
    struct buf whole;
    if (fact->wait.n == 0)
        return XBZ_OK;
    buf_init(&whole, TAGS_TEXT);
    buf_str(&whole, fact->fact.value);
    buf_str(&whole, text);
    fact->block = fact->block || whole.full;
    fact->fact.value = arena_str(&t->arena, buf_view(&whole), &ok);
    fact->wait = arena_str(&t->arena, next, &ok);
    t->arena.no_memory = t->arena.no_memory || whole.no_memory;
    ok = ok && !whole.no_memory;
    buf_free(&whole);
    if (next.n == 0)
        t->waiting--;
    return ok ? XBZ_OK : tags_full(t, fact->fact.place);
}

enum xbz_status tags_note(struct tags *t, const struct xbz_tagged_note *note)
{
    return t->events->note ? t->events->note(t->events->ctx, note) : XBZ_OK;
}

enum xbz_status tags_complete(struct tags *t)
{
    t->complete = true;
    return deliver_waiting(t, false);
}

enum xbz_status tags_finish(struct tags *t)
{
    t->complete = true;
    TRY(deliver_waiting(t, true));
    if (t->texts)
        run_diag(t->run, XBZ_D_TAGS_LEFT_OUT, NOWHERE, "%llu blocks of text", (unsigned long long)t->texts);
    if (t->others)
        run_diag(t->run, XBZ_D_TAGS_LEFT_OUT, NOWHERE, "%llu fractions, tuples and facts of other reports",
                 (unsigned long long)t->others);
    return XBZ_OK;
}

bool tags_decimals(struct xbz_str text, int *out)
{
    int number = 0;
    text = str_trim(text);
    if (str_eq(text, STR("INF"))) {
        *out = XBZ_DECIMALS_EXACT;
        return true;
    }
    bool minus = text.n > 0 && text.p[0] == '-';
    size_t begin = text.n > 0 && (text.p[0] == '-' || text.p[0] == '+') ? 1 : 0;
    for (size_t i = begin; i < text.n; i++) {
        if (!is_digit(text.p[i]) || number > 99)
            return false;
        number = number * 10 + text.p[i] - '0';
    }
    *out = minus ? -number : number;
    return text.n > begin;
}
