/* report_units.c - the units of a filing. */
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "output/report_index.h"
#include "output/report_parts.h"

static bool same_unit(const void *item, const void *key)
{
    const struct report_unit *unit = item;
    const struct xbz_fact *fact = key;
    bool currency = fact->unit == XBZ_UNIT_MONEY || fact->unit == XBZ_UNIT_PER_SHARE;
    return unit->kind == fact->unit && (!currency || str_eq(unit->currency, fact->currency)) &&
           (fact->unit != XBZ_UNIT_OTHER || str_eq(unit->measures, fact->measures));
}

static bool unit_id_taken(const struct report *report, struct xbz_str id)
{
    static const char *const reserved[] = {"shares", "pure"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_eq(id, str_of(reserved[i])))
            return true;
    for (const struct report_unit *unit = report->units; unit; unit = unit->next)
        if (str_eq(unit->id, id))
            return true;
    return false;
}

/* The local names of the measures: "segment", "USDPerbbl". */
static void put_local_names(struct buf *id, struct xbz_str measures)
{
    for (size_t at = 0, end; at < measures.n; at = end + 1) {
        for (end = at; end < measures.n && !strchr("()*/", measures.p[end]);)
            end++;
        struct xbz_str measure = str_sub(measures, at, end - at);
        size_t colon = str_find(measure, STR(":"), 0);
        buf_str(id, colon == (size_t)-1 ? measure : str_sub(measure, colon + 1, measure.n));
        if (end < measures.n && measures.p[end] == '/')
            buf_text(id, "Per");
    }
}

/* Three capitals are for currencies; a number parts measures of one name in several namespaces. */
static struct xbz_str measures_id(struct report *report, struct xbz_str measures, bool *ok)
{
    struct buf id;
    buf_init(&id, 1024);
    put_local_names(&id, measures);
    size_t stem = id.n;
    bool currency = stem == 3 && is_upper(id.p[0]) && is_upper(id.p[1]) && is_upper(id.p[2]);
    for (unsigned k = 2; currency || unit_id_taken(report, buf_view(&id)); k++, currency = false) {
        id.n = stem;
        buf_printf(&id, "_%u", k);
    }
    struct xbz_str kept = arena_str(&report->arena, buf_view(&id), ok);
    report->arena.no_memory = report->arena.no_memory || id.no_memory;
    *ok = *ok && !id.no_memory;
    buf_free(&id);
    return kept;
}

static struct xbz_str unit_id(struct report *report, const struct xbz_fact *fact, bool *ok)
{
    if (fact->unit == XBZ_UNIT_OTHER)
        return measures_id(report, fact->measures, ok);
    if (fact->unit == XBZ_UNIT_SHARES)
        return STR("shares");
    if (fact->unit == XBZ_UNIT_PURE)
        return STR("pure");
    char text[16];
    memcpy(text, fact->currency.p, 3);
    memcpy(text + 3, "PerShare", 8);
    return arena_str(&report->arena, (struct xbz_str){text, fact->unit == XBZ_UNIT_PER_SHARE ? 11 : 3}, ok);
}

struct report_unit *report_add_unit(struct report *report, const struct xbz_fact *fact, bool *added)
{
    bool currency = fact->unit == XBZ_UNIT_MONEY || fact->unit == XBZ_UNIT_PER_SHARE;
    uint64_t hash = mix(2, (uint64_t)fact->unit);
    if (currency)
        hash = mix(hash, str_hash(fact->currency));
    if (fact->unit == XBZ_UNIT_OTHER)
        hash = mix(hash, str_hash(fact->measures));
    struct report_unit *unit = index_find(&report->unit_index, hash, same_unit, fact);
    if (unit)
        return unit;
    bool ok = true;
    unit = ARENA_NEW(&report->arena, struct report_unit);
    if (!unit || !index_add(&report->unit_index, &report->arena, hash, unit))
        return NULL;
    unit->kind = fact->unit;
    unit->id = unit_id(report, fact, &ok);
    if (currency)
        unit->currency = str_sub(unit->id, 0, 3);
    if (fact->unit == XBZ_UNIT_OTHER)
        unit->measures = arena_str(&report->arena, fact->measures, &ok);
    if (!ok)
        return NULL;
    if (report->last_unit)
        report->last_unit->next = unit;
    else
        report->units = unit;
    report->last_unit = unit;
    *added = true;
    return unit;
}
