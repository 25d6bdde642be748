#include "mapping/mapper.h"

#include <string.h>

#include "base/str.h"

#define MAPPER_CAP ((size_t)16 << 20) /* a taxonomy of one's own may have a large model */
/* Steps up the calculation tree at most. */
#define STEPS      12

static const struct {
    const char *total;
    unsigned part;
} part_totals[] = {
    {"AssetsCurrent", PART_ASSETS_CURRENT},
    {"Assets", PART_ASSETS},
    {"LiabilitiesCurrent", PART_LIABILITIES_CURRENT},
    {"Liabilities", PART_LIABILITIES},
    {"StockholdersEquity", PART_EQUITY},
    {"LiabilitiesAndStockholdersEquity", PART_LIABILITIES_EQUITY},
    {"NetCashProvidedByUsedInOperatingActivities", PART_OPERATING},
    {"NetCashProvidedByUsedInInvestingActivities", PART_INVESTING},
    {"NetCashProvidedByUsedInFinancingActivities", PART_FINANCING},
};

/* Passes parts and cash flow weights down the arcs until nothing changes: children get what their parents have.
 * The weight of the cash flow totals is 1; a child's is its arc's weight times its parent's. */
static bool pass_down(struct mapper *m, const struct xbz_calculation *arcs, size_t n)
{
    bool changed = false;
    for (size_t a = 0; a < n; a++) {
        const struct xbz_calculation *arc = &arcs[a];
        if (arc->statement != XBZ_BALANCE_SHEET && arc->statement != XBZ_CASH_FLOW)
            continue;
        unsigned parts = m->parts[arc->child->index] | m->parts[arc->parent->index];
        changed = changed || parts != m->parts[arc->child->index];
        m->parts[arc->child->index] = parts;
        signed char above = m->flow[arc->parent->index];
        if (arc->statement == XBZ_CASH_FLOW && above != 0 && m->flow[arc->child->index] == 0) {
            m->flow[arc->child->index] = (signed char)(above * (arc->weight < 0 ? -1 : 1));
            changed = true;
        }
    }
    return changed;
}

static void mark_totals(struct mapper *m)
{
    for (size_t i = 0; i < sizeof part_totals / sizeof *part_totals; i++) {
        const struct xbz_concept *total = xbz_taxonomy_find(m->taxonomy, str_of(part_totals[i].total));
        if (!total)
            continue;
        m->parts[total->index] |= part_totals[i].part;
        if (part_totals[i].part >= PART_OPERATING)
            m->flow[total->index] = 1;
    }
    size_t n;
    const struct xbz_calculation *arcs = xbz_taxonomy_calculations(m->taxonomy, &n);
    for (size_t a = 0; a < n; a++) {
        m->total[arcs[a].parent->index] = true;
        /* A cash flow total that nothing stands above. */
        if (arcs[a].statement == XBZ_CASH_FLOW && m->flow[arcs[a].parent->index] == 0 &&
            arcs[a].parent->balance != XBZ_CREDIT)
            m->flow[arcs[a].parent->index] = 1;
    }
    for (unsigned step = 0; step < STEPS && pass_down(m, arcs, n); step++)
        ;
}

/* Marks what a total adds up, arc by arc, until nothing is new. */
static bool mark_under(struct mapper *m, const struct xbz_concept *total, size_t n_concepts)
{
    size_t n;
    const struct xbz_calculation *arcs = xbz_taxonomy_calculations(m->taxonomy, &n);
    bool *under = ARENA_ARRAY(&m->arena, n_concepts + 1, bool), changed = under != NULL;
    m->under[total->index] = under;
    while (changed) {
        changed = false;
        for (size_t a = 0; a < n; a++) {
            bool above = arcs[a].parent == total || under[arcs[a].parent->index];
            if (!above || under[arcs[a].child->index])
                continue;
            under[arcs[a].child->index] = true;
            changed = true;
        }
    }
    return under != NULL;
}

static bool mark_relations(struct mapper *m, size_t n_concepts)
{
    size_t n;
    const struct xbz_calculation *arcs = xbz_taxonomy_calculations(m->taxonomy, &n);
    for (size_t a = 0; a < n; a++) {
        m->part[arcs[a].child->index] = true;
        if (!m->under[arcs[a].parent->index] && !mark_under(m, arcs[a].parent, n_concepts))
            return false;
    }
    return true;
}

enum calc_relation mapper_relation(const struct mapper *m, const struct xbz_concept *total,
                                   const struct xbz_concept *part)
{
    const bool *under = m->under[total->index];
    if (!under || !m->part[part->index])
        return CALC_UNKNOWN;
    return under[part->index] ? CALC_HOLDS : CALC_OTHER;
}

/* A taxonomy without weights is mapped by its aliases alone. */
static bool load_model(struct mapper *m)
{
    size_t n;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(m->taxonomy, &n);
    for (size_t f = 0; f < n; f++)
        if (str_eq(str_of(files[f].name), STR(MODEL_FILE)))
            return model_init(&m->model, &m->arena, m->taxonomy, files[f].bytes, files[f].n);
    return true;
}

enum xbz_status mapper_init(struct mapper *m, const struct xbz_taxonomy *taxonomy)
{
    memset(m, 0, sizeof *m);
    m->taxonomy = taxonomy;
    arena_init(&m->arena, MAPPER_CAP);
    size_t n = xbz_taxonomy_count(taxonomy);
    m->total = ARENA_ARRAY(&m->arena, n + 1, bool);
    m->parts = ARENA_ARRAY(&m->arena, n + 1, unsigned);
    m->flow = ARENA_ARRAY(&m->arena, n + 1, signed char);
    m->under = ARENA_ARRAY(&m->arena, n + 1, bool *);
    m->part = ARENA_ARRAY(&m->arena, n + 1, bool);
    if (!m->total || !m->parts || !m->flow || !m->under || !m->part || !load_model(m) || !mark_relations(m, n)) {
        mapper_free(m);
        return XBZ_FATAL;
    }
    mark_totals(m);
    return XBZ_OK;
}

void mapper_free(struct mapper *m)
{
    arena_free(&m->arena);
}

unsigned mapper_parts(const struct mapper *m, const struct xbz_concept *concept)
{
    return m->parts[concept->index];
}

bool mapper_is_total(const struct mapper *m, const struct xbz_concept *concept)
{
    return m->total[concept->index];
}

unsigned mapper_part_of_total(const struct xbz_concept *concept)
{
    for (size_t i = 0; i < sizeof part_totals / sizeof *part_totals; i++)
        if (str_eq(str_of(part_totals[i].total), concept->name))
            return part_totals[i].part;
    return 0;
}
