/* One statement: captions to concepts, then sums, then what sums tell of unnamed totals, then signs. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "mapping/assign.h"
#include "mapping/broken_commas.h"
#include "mapping/instants.h"
#include "mapping/label_key.h"
#include "mapping/mapper.h"
#include "mapping/match.h"
#include "mapping/printed_sums.h"
#include "mapping/relations.h"
#include "mapping/share_scale.h"
#include "mapping/signs.h"
#include "mapping/ties.h"

struct work {
    const struct mapper *m;
    struct xbz_run *run;
    struct arena *arena;
    struct mapped_statement *ms;
    struct item_section *sections;
    struct sum_hint *hints;
    char registrant[256]; /* key of its name */
    size_t n_registrant;
};

/* ---- a copy of the statement that outlives its table ---- */

static bool copy_items(struct arena *arena, struct xbz_statement *to, const struct xbz_statement *from)
{
    bool ok = true;
    for (size_t i = 0; i < from->n_items; i++) {
        struct xbz_line_item *item = &to->items[i];
        *item = from->items[i];
        item->label = arena_str(arena, item->label, &ok);
        item->values = ARENA_ARRAY(arena, from->n_columns, struct xbz_value);
        if (!item->values)
            return false;
        for (size_t c = 0; c < from->n_columns; c++) {
            item->values[c] = from->items[i].values[c];
            item->values[c].text = arena_str(arena, item->values[c].text, &ok);
            item->values[c].mark = arena_str(arena, item->values[c].mark, &ok);
        }
    }
    return ok;
}

static struct xbz_statement *copy_statement(struct arena *arena, const struct xbz_statement *from)
{
    bool ok = true;
    struct xbz_statement *to = ARENA_NEW(arena, struct xbz_statement);
    if (!to)
        return NULL;
    *to = *from;
    to->title = arena_str(arena, from->title, &ok);
    to->currency = arena_str(arena, from->currency, &ok);
    to->columns = ARENA_ARRAY(arena, from->n_columns + 1, struct xbz_column);
    to->items = ARENA_ARRAY(arena, from->n_items + 1, struct xbz_line_item);
    if (!ok || !to->columns || !to->items)
        return NULL;
    for (size_t c = 0; c < from->n_columns; c++) {
        to->columns[c] = from->columns[c];
        to->columns[c].label = arena_str(arena, from->columns[c].label, &ok);
        to->columns[c].currency = arena_str(arena, from->columns[c].currency, &ok);
    }
    return ok && copy_items(arena, to, from) ? to : NULL;
}

/* ---- concepts ---- */

static bool has_figures(const struct xbz_statement *s, size_t i, bool dashes)
{
    for (size_t c = 0; c < s->n_columns && !s->items[i].heading; c++)
        if (s->items[i].values[c].kind == XBZ_NUMBER || s->items[i].values[c].kind == XBZ_PERCENT ||
            (dashes && s->items[i].values[c].kind == XBZ_NIL))
            return true;
    return false;
}

static bool has_figures_or_dashes(const struct xbz_statement *s, size_t i)
{
    return has_figures(s, i, true);
}

static struct xbz_str registrant_of(const struct work *w)
{
    return (struct xbz_str){w->registrant, w->n_registrant};
}

static bool match_all(struct work *w)
{
    const struct xbz_statement *s = w->ms->statement;
    struct assignment a = {w->m, s, w->ms->items, w->sections, registrant_of(w), has_figures_or_dashes};
    for (size_t i = 0; i < s->n_items; i++)
        if (has_figures(s, i, true)) {
            w->ms->items[i].unit = match_unit(s, i);
            w->ms->items[i].total =
                str_trim(s->items[i].label).n == 0 || str_starts_nocase(s->items[i].label, STR("total"));
        }
    return assign_concepts(&a, w->arena);
}

/* Elements change with the years: each has the name it had in the statement's latest period. */
static void use_names_of_period(struct work *w)
{
    const struct xbz_statement *s = w->ms->statement;
    int year = ties_year(s);
    for (size_t i = 0; i < s->n_items && year > 0; i++)
        if (w->ms->items[i].concept)
            w->ms->items[i].concept = xbz_concept_in_year(w->ms->items[i].concept, year);
}

/* Income, comprehensive income and equity stand twice where others own part of them: with their part, and without it.
 * The captions are alike; the share of the noncontrolling owners between the two tells which is which. */
static const struct {
    const char *owners, *parent, *whole;
    bool whole_first;
} owned[] = {
    {"NetIncomeLossAttributableToNoncontrollingInterest", "NetIncomeLoss", "ProfitLoss", true},
    {"ComprehensiveIncomeNetOfTaxAttributableToNoncontrollingInterest", "ComprehensiveIncomeNetOfTax",
     "ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest", true},
    {"MinorityInterest", "StockholdersEquity", "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
     false},
    /* The sum before treasury stock is taken off seldom has a caption, and has yielded total equity to the one after. */
    {"TreasuryStockValue", "StockholdersEquity", "StockholdersEquityBeforeTreasuryStock", true},
};

/* A sum without a caption or a concept. */
static bool is_bare(const struct work *w, size_t item)
{
    const struct xbz_statement *s = w->ms->statement;
    return has_figures(s, item, true) && !w->ms->items[item].concept && str_trim(s->items[item].label).n == 0;
}

static void name_whole(struct mapped_item *it, const struct xbz_concept *whole)
{
    if (!it->concept) {
        it->how = MATCH_SUM;
        it->rule = (struct xbz_str){NULL, 0};
        it->confidence = 85;
        it->period = whole->period;
        it->loss = LOSS_NONE;
    }
    it->concept = whole;
}

static void tell_apart(struct work *w, const struct xbz_concept *owners, const struct xbz_concept *parent,
                       const struct xbz_concept *whole, bool whole_first)
{
    const struct xbz_statement *s = w->ms->statement;
    struct mapped_item *before = NULL, *after = NULL;
    bool passed = false;
    for (size_t i = 0; i < s->n_items; i++) {
        struct mapped_item *it = &w->ms->items[i];
        passed = passed || it->concept == owners;
        if (passed && it->concept == parent && !after)
            after = it;
        if (passed || !has_figures(s, i, true))
            continue;
        if (it->concept == parent || (whole_first && is_bare(w, i)))
            before = it;
        else if (before && !before->concept)
            before = NULL; /* it does not stand right before */
    }
    if (before && after)
        name_whole(whole_first ? before : after, whole);
}

static void tell_owners_apart(struct work *w)
{
    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++) {
        const struct xbz_concept *owners = xbz_taxonomy_find(w->m->taxonomy, str_of(owned[k].owners));
        const struct xbz_concept *parent = xbz_taxonomy_find(w->m->taxonomy, str_of(owned[k].parent));
        const struct xbz_concept *whole = xbz_taxonomy_find(w->m->taxonomy, str_of(owned[k].whole));
        if (owners && parent && whole)
            tell_apart(w, owners, parent, whole, owned[k].whole_first);
    }
}

/* ---- sums that name their totals ---- */

static unsigned parts_under(const struct work *w, const struct item_sum *sum, const struct xbz_concept *parent)
{
    size_t n;
    unsigned found = 0;
    const struct xbz_calculation *arcs = xbz_taxonomy_calculations(w->m->taxonomy, &n);
    for (size_t a = 0; a < n; a++) {
        if (arcs[a].parent != parent || arcs[a].statement != w->ms->statement->kind)
            continue;
        for (size_t p = 0; p < sum->n_parts; p++)
            found += w->ms->items[sum->parts[p]].concept == arcs[a].child;
    }
    return found;
}

static bool concept_taken(const struct work *w, const struct xbz_concept *concept)
{
    for (size_t i = 0; i < w->ms->statement->n_items; i++)
        if (w->ms->items[i].concept == concept)
            return true;
    return false;
}

/* The concept that the taxonomy makes up from most of a sum's parts, or from every one of at least three. */
static const struct xbz_concept *parent_of_parts(const struct work *w, const struct item_sum *sum, bool every)
{
    size_t n;
    unsigned best = 0;
    bool tie = false;
    const struct xbz_concept *parent = NULL;
    const struct xbz_calculation *arcs = xbz_taxonomy_calculations(w->m->taxonomy, &n);
    for (size_t a = 0; a < n; a++) {
        const struct xbz_concept *candidate = arcs[a].parent;
        if (arcs[a].statement != w->ms->statement->kind || candidate == parent)
            continue;
        if (a > 0 && arcs[a - 1].parent == candidate)
            continue;
        unsigned found = parts_under(w, sum, candidate);
        tie = (tie && found <= best) || (found == best && best > 0);
        if (found > best) {
            best = found;
            parent = candidate;
            tie = false;
        }
    }
    if (every)
        return best >= 3 && !tie && best == sum->n_parts ? parent : NULL;
    return best >= 2 && !tie && best * 3 >= sum->n_parts * 2 ? parent : NULL;
}

static void name_by_heading(struct work *w, const struct item_sum *sum)
{
    const struct xbz_statement *s = w->ms->statement;
    struct xbz_line_item *total = &s->items[sum->total];
    size_t kept = total->parent;
    total->parent = s->items[sum->parts[0]].parent;
    struct mapped_item *it = &w->ms->items[sum->total];
    struct match_question q = {s, sum->total, it->unit, w->sections[sum->total], registrant_of(w)};
    struct match_answer a = match_item(w->m, &q);
    if (a.concept) {
        it->concept = a.concept;
        it->how = a.how;
        it->negated = a.negated;
        it->confidence = a.confidence;
        it->rule = a.rule;
        it->period = a.concept->period;
        it->loss = LOSS_NONE;
    } else {
        total->parent = kept;
    }
}

static void name_by_parts(struct work *w, const struct item_sum *sum, bool every)
{
    struct mapped_item *it = &w->ms->items[sum->total];
    const struct xbz_concept *parent = parent_of_parts(w, sum, every);
    if (!parent || concept_taken(w, parent) ||
        !match_suits(w->m, w->ms->statement->kind, parent, it->unit, &w->sections[sum->total]))
        return;
    it->concept = parent;
    it->how = MATCH_SUM;
    it->rule = (struct xbz_str){NULL, 0};
    it->confidence = 85;
    it->period = parent->period;
    it->loss = LOSS_NONE;
}

static void name_totals(struct work *w)
{
    for (size_t k = 0; k < w->ms->n_sums; k++) {
        const struct item_sum *sum = &w->ms->sums[k];
        struct mapped_item *it = &w->ms->items[sum->total];
        struct xbz_str label = str_trim(w->ms->statement->items[sum->total].label);
        bool bare = label.n == 0 || str_eq_nocase(label, STR("total"));
        it->total = true;
        if (it->concept)
            continue;
        if (bare && w->ms->statement->items[sum->parts[0]].parent != XBZ_NO_PARENT)
            name_by_heading(w, sum);
        it->total = true;
        if (it->concept && it->concept != w->ms->items[sum->parts[0]].concept)
            continue;
        it->concept = NULL;
        name_by_parts(w, sum, !bare);
    }
}

/* A balance sheet may end in a figure without a caption: when it equals total assets, it is the total of the other side,
 * whatever heading it stands under. */
static void name_grand_total(struct work *w)
{
    const struct xbz_statement *s = w->ms->statement;
    const struct xbz_concept *assets = xbz_taxonomy_find(w->m->taxonomy, STR("Assets"));
    const struct xbz_concept *all = xbz_taxonomy_find(w->m->taxonomy, STR("LiabilitiesAndStockholdersEquity"));
    size_t first = 0;
    if (s->kind != XBZ_BALANCE_SHEET || !assets || !all || concept_taken(w, all))
        return;
    while (first < s->n_items && w->ms->items[first].concept != assets)
        first++;
    for (size_t i = s->n_items; i-- > first + 1;) {
        struct mapped_item *it = &w->ms->items[i];
        struct xbz_str label = str_trim(s->items[i].label);
        if ((label.n && !str_eq_nocase(label, STR("total"))) || !match_same_figures(s, first, i) ||
            match_apart(s, first, i))
            continue;
        *it = (struct mapped_item){
            .concept = all, .how = MATCH_SUM, .confidence = 85, .unit = XBZ_UNIT_MONEY, .sign = 1, .total = true};
        it->period = all->period;
        return;
    }
}

/* Totals that had to leave their concept to one of their parts may still be named by all of them. */
static void name_losers(struct work *w)
{
    for (size_t k = 0; k < w->ms->n_sums; k++)
        if (w->ms->items[w->ms->sums[k].total].loss == LOSS_REPEATED)
            name_by_parts(w, &w->ms->sums[k], true);
}

/* "Total operating expenses" that are taken off revenues and leave operating income are all costs and expenses, those
 * of sales too. */
static void name_all_costs(struct work *w)
{
    const struct xbz_concept *some = xbz_taxonomy_find(w->m->taxonomy, STR("OperatingExpenses"));
    const struct xbz_concept *all = xbz_taxonomy_find(w->m->taxonomy, STR("CostsAndExpenses"));
    const struct xbz_concept *gross = xbz_taxonomy_find(w->m->taxonomy, STR("GrossProfit"));
    const struct xbz_concept *left = xbz_taxonomy_find(w->m->taxonomy, STR("OperatingIncomeLoss"));
    if (!some || !all || !gross || !left || concept_taken(w, all) || concept_taken(w, gross))
        return;
    for (size_t k = 0; k < w->ms->n_sums; k++) {
        const struct item_sum *sum = &w->ms->sums[k];
        if (sum->n_parts == 2 && w->ms->items[sum->total].concept == left &&
            w->ms->items[sum->parts[1]].concept == some)
            w->ms->items[sum->parts[1]].concept = all;
    }
}

/* A part that the taxonomy never adds to this total has the wrong concept.  When most parts are such, it is the sum that
 * came about by chance: it is forgotten. */
static void drop_contradicted(struct work *w)
{
    struct mapped_statement *ms = w->ms;
    size_t kept = 0;
    for (size_t k = 0; k < ms->n_sums; k++) {
        const struct item_sum sum = ms->sums[k];
        unsigned part = ms->items[sum.total].concept ? mapper_part_of_total(ms->items[sum.total].concept) : 0;
        unsigned flows = PART_OPERATING | PART_INVESTING | PART_FINANCING, side = part & flows ? flows : ~flows;
        size_t strange = 0, fit = 0;
        for (size_t p = 0; part && p < sum.n_parts; p++) {
            const struct xbz_concept *concept = ms->items[sum.parts[p]].concept;
            unsigned parts = concept ? mapper_parts(w->m, concept) & side : 0;
            strange += parts != 0 && !(parts & part);
            fit += (parts & part) != 0;
        }
        if (strange > fit)
            continue;
        ms->sums[kept++] = sum;
        for (size_t p = 0; strange > 0 && p < sum.n_parts; p++) {
            struct mapped_item *it = &ms->items[sum.parts[p]];
            unsigned parts = it->concept ? mapper_parts(w->m, it->concept) & side : 0;
            if (parts == 0 || (parts & part))
                continue;
            it->concept = NULL;
            it->loss = LOSS_CONTRADICTED;
        }
    }
    ms->n_sums = kept;
}

/* ---- one line item for each concept ---- */

static bool is_sum(const struct mapped_statement *ms, size_t item)
{
    for (size_t k = 0; k < ms->n_sums; k++)
        if (ms->sums[k].total == item)
            return true;
    return false;
}

static bool adds_up(const struct mapped_statement *ms, size_t total, size_t part)
{
    for (size_t k = 0; k < ms->n_sums; k++)
        for (size_t p = 0; ms->sums[k].total == total && p < ms->sums[k].n_parts; p++)
            if (ms->sums[k].parts[p] == part)
                return true;
    return false;
}

/* Which of two line items with one concept keeps it: the one that says it is a total and adds the other up, the surer
 * match, then the one that is a sum when the concept is one, then the first. */
static size_t weaker(const struct work *w, size_t a, size_t b)
{
    const struct mapped_item *x = &w->ms->items[a], *y = &w->ms->items[b];
    if (adds_up(w->ms, b, a) && label_sense(w->ms->statement->items[b].label).total_prefix)
        return a;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? b : a;
    if (mapper_is_total(w->m, x->concept) && is_sum(w->ms, a) != is_sum(w->ms, b))
        return is_sum(w->ms, a) ? b : a;
    return b;
}

static void keep_concepts_single(struct work *w)
{
    const struct xbz_statement *s = w->ms->statement;
    for (size_t a = 0; a < s->n_items; a++)
        for (size_t b = a + 1; b < s->n_items && w->ms->items[a].concept; b++) {
            struct mapped_item *x = &w->ms->items[a], *y = &w->ms->items[b];
            if (x->concept != y->concept || x->instant_shift != y->instant_shift || match_may_share(s, a, b))
                continue;
            struct mapped_item *loser = &w->ms->items[weaker(w, a, b)];
            loser->concept = NULL;
            loser->loss = LOSS_REPEATED;
        }
}

/* ---- scale ---- */

static int scale_of(const struct xbz_statement *s, size_t i, enum xbz_unit unit)
{
    int own = s->items[i].scale;
    for (size_t p = s->items[i].parent; own < 0 && p != XBZ_NO_PARENT; p = s->items[p].parent)
        own = s->items[p].scale;
    switch (unit) {
    case XBZ_UNIT_MONEY:
        return own >= 0 ? own : s->scale.money;
    case XBZ_UNIT_SHARES:
        return own >= 0 ? own : s->scale.shares >= 0 ? s->scale.shares : s->scale.money;
    default:
        return 0;
    }
}

static enum xbz_status out_of(struct work *w)
{
    if (w->arena->no_memory)
        return run_fail(w->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    run_diag(w->run, XBZ_D_STATEMENTS_TOO_MANY, w->ms ? w->ms->statement->place : NOWHERE, "no memory left for it");
    return XBZ_SKIP;
}

static bool work_init(struct work *w, const struct xbz_statement *statement)
{
    struct xbz_statement *copy = copy_statement(w->arena, statement);
    w->ms = ARENA_NEW(w->arena, struct mapped_statement);
    if (!copy || !w->ms)
        return false;
    w->ms->statement = copy;
    w->ms->items = ARENA_ARRAY(w->arena, copy->n_items + 1, struct mapped_item);
    w->sections = ARENA_ARRAY(w->arena, copy->n_items + 1, struct item_section);
    w->hints = ARENA_ARRAY(w->arena, copy->n_items + 1, struct sum_hint);
    return w->ms->items && w->sections && w->hints;
}

enum xbz_status map_statement(const struct mapper *m, struct xbz_run *run, struct arena *arena,
                              const struct xbz_statement *statement, struct mapped_statement **out)
{
    struct work w = {.m = m, .run = run, .arena = arena};
    *out = NULL;
    if (!work_init(&w, statement)) {
        w.ms = NULL;
        return out_of(&w);
    }
    const struct xbz_statement *s = w.ms->statement;
    if (run->filing)
        w.n_registrant = xbz_label_key(m->taxonomy, run->filing->registrant, w.registrant, sizeof w.registrant);
    if (!match_all(&w))
        return out_of(&w);
    broken_commas_find(run, w.ms);
    instants_decide(w.ms);
    use_names_of_period(&w);
    tell_owners_apart(&w);
    signs_hints(m, w.ms, w.hints);
    if (!sums_find(arena, s, w.hints, w.ms))
        return out_of(&w);
    name_totals(&w);
    name_grand_total(&w);
    drop_contradicted(&w);
    keep_concepts_single(&w);
    name_losers(&w);
    name_all_costs(&w);
    relations_judge(m, w.ms);
    instants_decide(w.ms);
    if (!signs_decide(m, arena, w.ms))
        return out_of(&w);
    for (size_t i = 0; i < s->n_items; i++) {
        if (!has_figures(s, i, true))
            continue;
        w.ms->items[i].scale = scale_of(s, i, w.ms->items[i].unit);
        w.ms->n_rows += has_figures(s, i, false);
        w.ms->n_mapped += has_figures(s, i, false) && w.ms->items[i].concept;
    }
    share_scale_check(w.ms);
    *out = w.ms;
    return XBZ_OK;
}
