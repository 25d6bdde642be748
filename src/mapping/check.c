#include "mapping/check.h"

#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"

#define DETAIL 300
/* Sums are tested in units of this power of ten: cents of a cent, beyond what statements print. */
#define UNIT   (-4)

enum outcome { ABSENT, HOLDS, FAILS };

static struct xbz_str name_of(const struct xbz_sum_part *part)
{
    return part->concept ? part->concept->name : part->extension->name;
}

static const struct held_fact *fact_of(const struct filing_facts *f, const struct xbz_sum_part *part,
                                       struct xbz_period period)
{
    return facts_find(f, part->concept, part->extension, period);
}

/* Twice the half-unit by which a reported value may be off, in units of 10^UNIT. */
static int64_t rounding(const struct held_fact *h)
{
    int64_t unit = 1;
    for (int power = UNIT; power < -h->fact.decimals && unit < (int64_t)1000000000000000; power++)
        unit *= 10;
    return unit;
}

/* The part is printed beside the total, but damaged: what the parts add up to is not known. */
static bool part_damaged(const struct held_fact *total, const struct xbz_sum_part *part)
{
    const struct mapped_statement *ms = total->from;
    for (size_t i = 0; ms && i < ms->statement->n_items; i++) {
        const struct mapped_item *it = &ms->items[i];
        if ((part->concept ? it->concept == part->concept : it->extension == part->extension) &&
            ms->statement->items[i].values[total->column].kind == XBZ_DAMAGED)
            return true;
    }
    return false;
}

/* Tests a sum in one period.  *off is the difference in units of 10^UNIT. */
static enum outcome test_period(const struct filing_facts *f, const struct xbz_sum *sum, struct xbz_period period,
                                int64_t *off)
{
    const struct held_fact *total = fact_of(f, &sum->total, period);
    int64_t value, twice_slack, added = 0;
    size_t live = 0;
    if (!total || total->fact.nil || !decimal_units(&total->number, UNIT, &value))
        return ABSENT;
    twice_slack = rounding(total);
    for (size_t p = 0; p < sum->n_parts; p++) {
        const struct held_fact *part = fact_of(f, &sum->parts[p], period);
        int64_t v;
        if (!part && part_damaged(total, &sum->parts[p]))
            return ABSENT;
        if (!part || part->fact.nil)
            continue;
        if (!decimal_units(&part->number, UNIT, &v))
            return ABSENT;
        added += sum->parts[p].weight * v;
        twice_slack += rounding(part);
        live++;
    }
    *off = value - added;
    if (live == 0)
        return ABSENT;
    int64_t size = *off < 0 ? -*off : *off;
    return 2 * size <= twice_slack ? HOLDS : FAILS;
}

static void describe(struct buf *out, const struct xbz_sum *sum)
{
    buf_str(out, name_of(&sum->total));
    buf_text(out, " =");
    for (size_t p = 0; p < sum->n_parts; p++) {
        buf_text(out, sum->parts[p].weight < 0 ? " - " : p ? " + " : " ");
        buf_str(out, name_of(&sum->parts[p]));
    }
}

static void report(struct filing_facts *f, const struct xbz_sum *sum, struct xbz_period period, struct xbz_place place,
                   enum outcome outcome, int64_t off)
{
    struct buf detail;
    char start[DATE_TEXT] = "", end[DATE_TEXT];
    buf_init(&detail, 4 * DETAIL);
    describe(&detail, sum);
    date_text(period.end, end);
    if (period.kind == XBZ_DURATION)
        date_text(period.start, start);
    buf_printf(&detail, " in %s%s%s", start, *start ? ".." : "", end);
    if (outcome == FAILS)
        buf_printf(&detail, ", off by %lld", (long long)(off / 10000));
    run_diag(f->run, outcome == HOLDS ? XBZ_D_SUM_VERIFIED : XBZ_D_SUM_INCONSISTENT, place, "%s", buf_cstr(&detail));
    f->arena->no_memory |= detail.no_memory;
    buf_free(&detail);
    if (outcome == HOLDS)
        f->verified++;
    else
        f->inconsistent++;
}

/* Tests a sum in every period in which its total stands; failures are reported only when asked for. */
static enum outcome test_all(struct filing_facts *f, const struct xbz_sum *sum, bool failures)
{
    enum outcome all = ABSENT;
    for (size_t i = 0; i < f->n; i++) {
        const struct xbz_fact *fact = &f->facts[i].fact;
        int64_t off = 0;
        if (fact->concept != sum->total.concept || fact->extension != sum->total.extension)
            continue;
        enum outcome outcome = test_period(f, sum, fact->period, &off);
        if (outcome == ABSENT)
            continue;
        if (outcome == HOLDS || failures)
            report(f, sum, fact->period, fact->place, outcome, off);
        if (all != FAILS)
            all = outcome;
    }
    return all;
}

/* ---- printed sums ---- */

static bool part_of_item(const struct mapped_statement *ms, size_t item, struct xbz_sum_part *part)
{
    const struct mapped_item *it = &ms->items[item];
    *part = (struct xbz_sum_part){it->concept, it->concept ? NULL : it->extension, 1};
    return part->concept || part->extension;
}

/* XBRL 2.1, section 5.1.1.2: between concepts of the same balance the weight is positive, of opposite ones negative. */
static bool balance_allows(const struct xbz_sum_part *total, const struct xbz_sum_part *part)
{
    if (!total->concept || !part->concept || total->concept->balance == XBZ_BALANCE_NONE ||
        part->concept->balance == XBZ_BALANCE_NONE)
        return true;
    return (total->concept->balance == part->concept->balance) == (part->weight > 0);
}

/* False when the sum has no place in a calculation linkbase: an element twice, periods of two kinds, or an unmapped
 * part that is left out. */
static bool sum_relates(const struct mapped_statement *ms, const struct item_sum *from, struct xbz_sum *sum,
                        struct xbz_sum_part *parts)
{
    const struct mapped_item *total = &ms->items[from->total];
    if (!part_of_item(ms, from->total, &sum->total))
        return false;
    for (size_t p = 0; p < from->n_parts; p++) {
        const struct mapped_item *it = &ms->items[from->parts[p]];
        if (!part_of_item(ms, from->parts[p], &parts[p]) || it->period != total->period || it->unit != total->unit)
            return false;
        parts[p].weight = total->sign * from->signs[p] * it->sign;
        if (!balance_allows(&sum->total, &parts[p]))
            return false;
        bool twice = parts[p].concept == sum->total.concept && parts[p].extension == sum->total.extension;
        for (size_t before = 0; before < p; before++)
            twice =
                twice || (parts[before].concept == parts[p].concept && parts[before].extension == parts[p].extension);
        if (twice)
            return false;
    }
    sum->parts = parts;
    sum->n_parts = from->n_parts;
    sum->statement = ms->statement->kind;
    return true;
}

static bool keep(struct filing_facts *f, const struct xbz_sum *sum)
{
    for (size_t k = 0; k < f->n_sums; k++)
        if (f->sums[k].total.concept == sum->total.concept && f->sums[k].total.extension == sum->total.extension &&
            f->sums[k].statement == sum->statement)
            return true;
    if (f->n_sums == f->sum_room) {
        size_t room = f->sum_room ? f->sum_room * 2 : 32;
        struct xbz_sum *grown = ARENA_ARRAY(f->arena, room, struct xbz_sum);
        if (!grown)
            return false;
        if (f->n_sums)
            memcpy(grown, f->sums, f->n_sums * sizeof *grown);
        f->sums = grown;
        f->sum_room = room;
    }
    f->sums[f->n_sums++] = *sum;
    return true;
}

static enum xbz_status full(struct filing_facts *f)
{
    return run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}

enum xbz_status check_printed_sums(struct filing_facts *f, const struct mapped_statement *ms)
{
    for (size_t k = 0; k < ms->n_sums; k++) {
        struct xbz_sum sum;
        struct xbz_sum_part *parts = ARENA_ARRAY(f->arena, ms->sums[k].n_parts, struct xbz_sum_part);
        memset(&sum, 0, sizeof sum);
        if (!parts)
            return full(f);
        if (sum_relates(ms, &ms->sums[k], &sum, parts) && test_all(f, &sum, true) == HOLDS && !keep(f, &sum))
            return full(f);
    }
    return XBZ_OK;
}

/* ---- relations of the taxonomy ---- */

static bool tested(const struct filing_facts *f, const struct xbz_concept *total)
{
    for (size_t k = 0; k < f->n_sums; k++)
        if (f->sums[k].total.concept == total)
            return true;
    return false;
}

static bool has_fact(const struct filing_facts *f, const struct xbz_concept *concept)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->facts[i].fact.concept == concept)
            return true;
    return false;
}

static bool has_extension(const struct filing_facts *f, enum xbz_statement_kind statement)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->facts[i].fact.extension && f->facts[i].fact.statement == statement)
            return true;
    return false;
}

/* The taxonomy lists every part a total may have; line items of the filing's own may be among them too.  A relation is
 * therefore only a test when it holds, or when no extension element could make up the difference. */
enum xbz_status check_taxonomy_sums(struct filing_facts *f, const struct mapper *m)
{
    size_t n;
    const struct xbz_calculation *arcs = xbz_taxonomy_calculations(m->taxonomy, &n);
    for (size_t a = 0, end; a < n; a = end) {
        struct xbz_sum sum;
        size_t n_parts = 0;
        for (end = a; end < n && arcs[end].parent == arcs[a].parent && arcs[end].network == arcs[a].network; end++)
            ;
        if (tested(f, arcs[a].parent) || !has_fact(f, arcs[a].parent))
            continue;
        struct xbz_sum_part *parts = ARENA_ARRAY(f->arena, end - a, struct xbz_sum_part);
        if (!parts)
            return full(f);
        for (size_t c = a; c < end; c++)
            if (has_fact(f, arcs[c].child))
                parts[n_parts++] = (struct xbz_sum_part){arcs[c].child, NULL, arcs[c].weight};
        if (n_parts < 2)
            continue;
        memset(&sum, 0, sizeof sum);
        sum.statement = arcs[a].statement;
        sum.total.concept = arcs[a].parent;
        sum.parts = parts;
        sum.n_parts = n_parts;
        test_all(f, &sum, !has_extension(f, sum.statement));
    }
    return XBZ_OK;
}
