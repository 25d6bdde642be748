#include "mapping/relations.h"

#include "mapping/assign.h"
#include "mapping/judges.h"
#include "mapping/ties.h"

/* How much a relation counts for a candidate, when nothing known of it counts 2. */
#define HOLDS_TIMES   3
#define OTHER_TIMES   1
#define UNKNOWN_TIMES 2
/* A candidate is taken when it is right at least this often, in percent: a little less than without relations. */
#define SURE_ENOUGH   45
/* The taxonomy does not know all relations: a concept surer than this is not doubted because of one. */
#define DOUBTED_BELOW 60

struct work {
    const struct mapper *m;
    struct mapped_statement *ms;
    const struct model_weights *weights;
    int year;
};

/* ---- how a concept fits the sums of its line item ---- */

static enum calc_relation as_total(const struct work *w, const struct item_sum *sum, const struct xbz_concept *concept)
{
    size_t fit = 0, strange = 0;
    for (size_t p = 0; p < sum->n_parts; p++) {
        const struct xbz_concept *part = w->ms->items[sum->parts[p]].concept;
        enum calc_relation relation = part ? mapper_relation(w->m, concept, part) : CALC_UNKNOWN;
        fit += relation == CALC_HOLDS;
        strange += relation == CALC_OTHER;
    }
    return fit > strange ? CALC_HOLDS : strange > fit ? CALC_OTHER : CALC_UNKNOWN;
}

static enum calc_relation as_part(const struct work *w, const struct item_sum *sum, const struct xbz_concept *concept)
{
    const struct xbz_concept *total = w->ms->items[sum->total].concept;
    return total ? mapper_relation(w->m, total, concept) : CALC_UNKNOWN;
}

static bool is_part(const struct item_sum *sum, size_t item)
{
    for (size_t p = 0; p < sum->n_parts; p++)
        if (sum->parts[p] == item)
            return true;
    return false;
}

/* What the sums say of a concept for a line item: of the total it is part of, and of its parts. */
struct opinion {
    enum calc_relation total, parts;
};

static struct opinion opinion_of(const struct work *w, size_t item, const struct xbz_concept *concept)
{
    struct opinion o = {CALC_UNKNOWN, CALC_UNKNOWN};
    for (size_t k = 0; k < w->ms->n_sums; k++) {
        const struct item_sum *sum = &w->ms->sums[k];
        if (sum->total == item)
            o.parts = as_total(w, sum, concept);
        else if (is_part(sum, item))
            o.total = as_part(w, sum, concept);
    }
    return o;
}

static unsigned times(struct opinion o)
{
    const unsigned by[] = {[CALC_UNKNOWN] = UNKNOWN_TIMES, [CALC_HOLDS] = HOLDS_TIMES, [CALC_OTHER] = OTHER_TIMES};
    return by[o.total] * by[o.parts];
}

static bool is_contradicted(struct opinion o)
{
    return o.total == CALC_OTHER || o.parts == CALC_OTHER;
}

static bool is_confirmed(struct opinion o)
{
    return !is_contradicted(o) && (o.total == CALC_HOLDS || o.parts == CALC_HOLDS);
}

/* ---- another choice ---- */

static bool is_taken(const struct work *w, size_t item, const struct xbz_concept *concept)
{
    for (size_t i = 0; i < w->ms->statement->n_items; i++)
        if (i != item && w->ms->items[i].concept == concept && !match_may_share(w->ms->statement, i, item))
            return true;
    return false;
}

/* The name that its statement's latest period has for it. */
static const struct xbz_concept *in_year(const struct work *w, const struct xbz_concept *concept)
{
    const struct xbz_concept *then = w->year > 0 ? xbz_concept_in_year(concept, w->year) : concept;
    return then ? then : concept;
}

/* Whether the sums may choose for a line item: what the model chose and they contradict, or what it could not decide.  The
 * latter in income statements alone: in the others it was wrong too often. */
static bool is_open(const struct work *w, size_t item)
{
    const struct mapped_item *it = &w->ms->items[item];
    if (!it->claims || !w->weights)
        return false;
    if (it->concept)
        return it->how == MATCH_MODEL && it->confidence < DOUBTED_BELOW &&
               is_contradicted(opinion_of(w, item, it->concept));
    return it->loss == LOSS_AMBIGUOUS && w->ms->statement->kind == XBZ_INCOME;
}

static void choose_again(const struct work *w, size_t item)
{
    struct mapped_item *it = &w->ms->items[item];
    const struct claims *c = it->claims;
    const struct xbz_concept *best = NULL;
    uint64_t sum = 0, rest = 65536, most = 0;
    for (size_t k = 0; k < c->n; k++) {
        const struct xbz_concept *concept = in_year(w, c->candidates[k].concept);
        uint64_t score = (uint64_t)c->candidates[k].probability * times(opinion_of(w, item, concept));
        rest -= rest < c->candidates[k].probability ? rest : c->candidates[k].probability;
        sum += score;
        if (!c->candidates[k].banned && score > most && !is_taken(w, item, concept) &&
            is_confirmed(opinion_of(w, item, concept))) {
            most = score;
            best = concept;
        }
    }
    sum += rest * UNKNOWN_TIMES * UNKNOWN_TIMES;
    unsigned sure = best ? model_calibrated(w->weights, (uint32_t)(most * 65536 / sum)) : 0;
    if (!best || best == it->concept || sure < SURE_ENOUGH)
        return;
    it->runner_up = it->concept;
    it->concept = best;
    it->how = MATCH_MODEL;
    it->loss = LOSS_NONE;
    it->confidence = sure;
    it->period = best->period;
}

static void judge(const struct work *w, size_t item)
{
    struct mapped_item *it = &w->ms->items[item];
    if (!it->concept)
        return;
    struct opinion o = opinion_of(w, item, it->concept);
    if (o.total == CALC_HOLDS)
        judge_agrees(it, JUDGE_TOTAL);
    if (o.parts == CALC_HOLDS)
        judge_agrees(it, JUDGE_PARTS);
}

void relations_judge(const struct mapper *m, struct mapped_statement *ms)
{
    struct work w = {.m = m, .ms = ms, .year = ties_year(ms->statement)};
    enum model_part part = model_part_of(ms->statement->kind);
    if (m->model.loaded && part != MODEL_PARTS)
        w.weights = &m->model.parts[part];
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (is_open(&w, i))
            choose_again(&w, i);
    for (size_t i = 0; i < ms->statement->n_items; i++)
        judge(&w, i);
}
