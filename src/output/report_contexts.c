/* report_contexts.c - the contexts of a filing. */
#include "base/buf.h"
#include "base/calendar.h"
#include "base/str.h"
#include "output/extension.h"
#include "output/report_index.h"
#include "output/report_parts.h"

static uint64_t date_hash(uint64_t hash, struct xbz_date d)
{
    return mix(hash, (uint64_t)(uint16_t)d.year << 16 | (uint64_t)d.month << 8 | d.day);
}

#define TEXT_MAX ((size_t)32768) /* of the dimensions of a context; typed values may be long */

struct context_key {
    struct xbz_period period;
    struct report_dimension dimensions[XBZ_DIMENSIONS_MAX];
    size_t n;
};

static bool same_context(const void *item, const void *key)
{
    const struct report_context *context = item;
    const struct context_key *wanted = key;
    if (!period_same(context->period, wanted->period) || context->n_dimensions != wanted->n)
        return false;
    for (size_t i = 0; i < wanted->n; i++) {
        const struct report_dimension *a = &context->dimensions[i], *b = &wanted->dimensions[i];
        if (a->axis != b->axis || a->member != b->member || !str_eq(a->value, b->value))
            return false;
    }
    return true;
}

static uint64_t context_hash(const struct context_key *key)
{
    uint64_t hash = mix(1, (uint64_t)key->period.kind);
    hash = date_hash(date_hash(hash, key->period.start), key->period.end);
    for (size_t i = 0; i < key->n; i++) {
        const struct report_dimension *d = &key->dimensions[i];
        hash = mix_pointer(mix_pointer(hash, d->axis), d->member);
        hash = mix(hash, str_hash(d->value));
    }
    return hash;
}

/* The period and the dimensions of a fact, whose elements become the report's. */
static bool context_key(struct report *report, const struct xbz_fact *fact, struct context_key *key)
{
    key->period = fact->period;
    key->n = fact->n_dimensions;
    if (fact->period.kind == XBZ_INSTANT)
        key->period.start = (struct xbz_date){0, 0, 0};
    for (size_t i = 0; i < key->n; i++) {
        const struct xbz_dimension *from = &fact->dimensions[i];
        struct report_dimension *to = &key->dimensions[i];
        *to = (struct report_dimension){.axis = report_add_element(report, NULL, from->axis), .value = from->value};
        if (from->member)
            to->member = report_add_element(report, NULL, from->member);
        if (!to->axis || (from->member && !to->member))
            return false;
        report->dimensions = true;
    }
    return true;
}

static bool put_text(struct report *report, struct report_context *context)
{
    struct buf text;
    bool ok = true;
    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < context->n_dimensions; i++) {
        const struct report_dimension *d = &context->dimensions[i];
        if (i > 0)
            buf_byte(&text, ';');
        buf_text(&text, EXTENSION_PREFIX ":");
        buf_str(&text, report_element_name(d->axis));
        buf_text(&text, d->member ? "=" EXTENSION_PREFIX ":" : "=");
        buf_str(&text, d->member ? report_element_name(d->member) : d->value);
    }
    context->dimensions_text = arena_str(&report->arena, buf_view(&text), &ok);
    report->arena.no_memory = report->arena.no_memory || text.no_memory;
    ok = ok && !text.no_memory;
    buf_free(&text);
    return ok;
}

static bool keep_dimensions(struct report *report, const struct context_key *key, struct report_context *context)
{
    bool ok = true;
    if (key->n == 0)
        return true;
    struct report_dimension *kept = ARENA_ARRAY(&report->arena, key->n, struct report_dimension);
    for (size_t i = 0; kept && i < key->n; i++) {
        kept[i] = key->dimensions[i];
        kept[i].value = arena_str(&report->arena, key->dimensions[i].value, &ok);
    }
    context->dimensions = kept;
    context->n_dimensions = key->n;
    return kept && ok && put_text(report, context);
}

struct report_context *report_add_context(struct report *report, const struct xbz_fact *fact, bool *added)
{
    struct context_key key;
    if (!context_key(report, fact, &key))
        return NULL;
    uint64_t hash = context_hash(&key);
    struct report_context *context = index_find(&report->context_index, hash, same_context, &key);
    if (context)
        return context;
    context = ARENA_NEW(&report->arena, struct report_context);
    if (!context || !keep_dimensions(report, &key, context) ||
        !index_add(&report->context_index, &report->arena, hash, context))
        return NULL;
    context->period = key.period;
    context->id = report->last_context ? report->last_context->id + 1 : 1;
    if (report->last_context)
        report->last_context->next = context;
    else
        report->contexts = context;
    report->last_context = context;
    *added = true;
    return context;
}
