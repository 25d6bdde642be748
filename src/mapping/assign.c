#include "mapping/assign.h"

#include <string.h>

#include "base/str.h"
#include "mapping/label_key.h"

/* A choice of the model is made when it is right at least this often, in percent. */
#define SURE_ENOUGH   51
/* And when a counted caption says the same. */
#define AGREED_ENOUGH 46
/* From this probability on, in 65536ths, a concept that is not chosen is worth a word. */
#define WORTH_TELLING 6554
/* More than any probability. */
#define ALIAS_CLAIM   (1U << 17)
/* What a caption counted for a concept adds to its score. */
#define COUNTED_BONUS (3 * MODEL_NAT / 2)

struct work {
    const struct assignment *a;
    const struct model_weights *weights; /* NULL: no model */
    size_t n;                            /* line items with figures */
    size_t *items;                       /* their indices */
    struct feature_row *rows;
    struct claims *claims;
    int32_t *scores; /* by class, of one line item */
};

/* ---- candidates of the model ---- */

static bool keep_key(struct work *w, struct arena *arena, struct xbz_str label, struct xbz_str *key)
{
    char room[LABEL_KEY_BYTES];
    bool ok = true;
    size_t n = xbz_label_key(w->a->m->taxonomy, label, room, sizeof room);
    *key = arena_str(arena, (struct xbz_str){room, n}, &ok);
    return ok;
}

static bool collect_rows(struct work *w, struct arena *arena)
{
    const struct xbz_statement *s = w->a->statement;
    for (size_t i = 0; i < s->n_items; i++) {
        if (!w->a->figures(s, i))
            continue;
        struct feature_row *row = &w->rows[w->n];
        if (str_trim(s->items[i].label).n == 0)
            row->key = STR("total");
        else if (!keep_key(w, arena, s->items[i].label, &row->key))
            return false;
        if (s->items[i].parent != XBZ_NO_PARENT &&
            !keep_key(w, arena, s->items[s->items[i].parent].label, &row->heading))
            return false;
        w->items[w->n++] = i;
    }
    return true;
}

static bool suits(const struct work *w, size_t row, const struct xbz_concept *concept)
{
    size_t i = w->items[row];
    return match_suits(w->a->m, w->a->statement->kind, concept, w->a->items[i].unit, &w->a->sections[i]);
}

/* The likeliest concepts whose type and period suit the figures, with their probabilities among all that do. */
static void judge(struct work *w, size_t row)
{
    struct claims *c = &w->claims[row];
    struct feature_list features;
    size_t best[CANDIDATES];
    uint64_t sum = 0;
    features_of(w->a->statement->kind, w->rows, w->n, row, &features);
    model_score(w->weights, &features, w->scores);
    int32_t most = w->scores[0];
    c->n = 0;
    for (size_t k = 1; k < w->weights->n_classes; k++)
        if (c->alias.counted && w->weights->concepts[k] == c->alias.concept)
            w->scores[k] += COUNTED_BONUS;
    for (size_t k = 1; k < w->weights->n_classes; k++) {
        if (!w->weights->concepts[k] || !suits(w, row, w->weights->concepts[k])) {
            w->scores[k] = INT32_MIN;
            continue;
        }
        size_t at = c->n < CANDIDATES ? c->n++ : CANDIDATES;
        for (; at > 0 && w->scores[k] > w->scores[best[at - 1]]; at--)
            if (at < CANDIDATES)
                best[at] = best[at - 1];
        if (at < CANDIDATES)
            best[at] = k;
        if (w->scores[k] > most)
            most = w->scores[k];
    }
    for (size_t k = 0; k < w->weights->n_classes; k++)
        if (w->scores[k] != INT32_MIN)
            sum += model_exp((uint32_t)(most - w->scores[k]));
    for (size_t k = 0; k < c->n; k++)
        c->candidates[k] = (struct candidate){
            w->weights->concepts[best[k]],
            (uint32_t)((uint64_t)model_exp((uint32_t)(most - w->scores[best[k]])) * 65536 / sum), false};
}

/* ---- choice for one line item ---- */

static const struct candidate *first_open(const struct claims *c, const struct xbz_concept *other_than)
{
    for (size_t k = 0; k < c->n; k++)
        if (!c->candidates[k].banned && c->candidates[k].concept != other_than)
            return &c->candidates[k];
    return NULL;
}

static void set_instant(const struct work *w, size_t i)
{
    struct mapped_item *it = &w->a->items[i];
    it->period = it->concept                                  ? it->concept->period
                 : w->a->statement->kind == XBZ_BALANCE_SHEET ? XBZ_INSTANT
                                                              : XBZ_DURATION;
    it->instant_shift = 0;
    if (!it->concept || it->period != XBZ_INSTANT || w->a->statement->kind == XBZ_BALANCE_SHEET)
        return;
    /* Cash at the beginning of the period is an instant the day before it starts. */
    struct xbz_str label = w->a->statement->items[i].label;
    if (str_find_nocase(label, STR("beginning"), 0) != (size_t)-1 ||
        str_find_word(label, STR("start"), 0) != (size_t)-1)
        it->instant_shift = -1;
}

static void take_alias(struct mapped_item *it, const struct match_answer *alias, unsigned confidence)
{
    it->concept = alias->concept;
    it->how = alias->how;
    it->negated = alias->negated;
    it->confidence = confidence;
    it->rule = alias->rule;
}

static void choose(const struct work *w, size_t row)
{
    const struct claims *c = &w->claims[row];
    struct mapped_item *it = &w->a->items[w->items[row]];
    const struct candidate *best = first_open(c, NULL);
    it->concept = NULL;
    it->how = MATCH_NONE;
    it->negated = false;
    it->confidence = 0;
    it->rule = (struct xbz_str){NULL, 0};
    it->runner_up = NULL;
    bool aliased = c->alias.concept && !c->alias_banned;
    if (aliased && !(c->alias.counted && w->weights)) {
        take_alias(it, &c->alias, c->alias.confidence);
    } else if (best) {
        unsigned sure = model_calibrated(w->weights, best->probability);
        bool agreed = c->alias.concept == best->concept;
        if (sure >= SURE_ENOUGH || (agreed && sure >= AGREED_ENOUGH)) {
            it->concept = best->concept;
            it->how = MATCH_MODEL;
            it->negated = agreed && c->alias.negated;
            it->confidence = sure;
        } else if (aliased && it->unit != XBZ_UNIT_MONEY) {
            /* Of shares and amounts per share there are few kinds, and their captions tell them. */
            take_alias(it, &c->alias, SURE_ENOUGH);
        } else if (best->probability >= WORTH_TELLING) {
            it->loss = LOSS_AMBIGUOUS;
            it->runner_up = best->concept;
        }
    }
    const struct candidate *next = it->concept ? first_open(c, it->concept) : NULL;
    if (next)
        it->runner_up = next->concept;
    set_instant(w, w->items[row]);
}

static void ask_aliases(struct work *w)
{
    for (size_t r = 0; r < w->n; r++) {
        size_t i = w->items[r];
        struct match_question q = {w->a->statement, i, w->a->items[i].unit, w->a->sections[i], w->a->registrant};
        w->claims[r].alias = match_item(w->a->m, &q);
        w->claims[r].alias_banned = false;
        w->a->items[i].loss = LOSS_NONE;
        w->claims[r].n = 0;
        if (w->weights)
            judge(w, r);
        choose(w, r);
    }
}

/* ---- one line item for each concept ---- */

/* How good a claim is: what an alias says comes before what the model says. */
static uint32_t claim_of(const struct work *w, size_t row)
{
    const struct mapped_item *it = &w->a->items[w->items[row]];
    const struct claims *c = &w->claims[row];
    if (it->how != MATCH_MODEL)
        return ALIAS_CLAIM + it->confidence;
    for (size_t k = 0; k < c->n; k++)
        if (c->candidates[k].concept == it->concept)
            return c->candidates[k].probability;
    return 0;
}

static void ban(struct work *w, size_t row, const struct xbz_concept *concept)
{
    struct claims *c = &w->claims[row];
    c->alias_banned = c->alias_banned || c->alias.concept == concept;
    for (size_t k = 0; k < c->n; k++)
        c->candidates[k].banned = c->candidates[k].banned || c->candidates[k].concept == concept;
    choose(w, row);
}

static bool yield_one(struct work *w, size_t row, size_t other)
{
    const struct mapped_item *x = &w->a->items[w->items[row]], *y = &w->a->items[w->items[other]];
    if (!x->concept || x->concept != y->concept || x->instant_shift != y->instant_shift ||
        match_may_share(w->a->statement, w->items[row], w->items[other]))
        return false;
    bool bare_x = str_trim(w->a->statement->items[w->items[row]].label).n == 0;
    bool bare_y = str_trim(w->a->statement->items[w->items[other]].label).n == 0;
    if (bare_x != bare_y) {
        /* What a sum without a caption is follows from its place alone: before treasury stock is taken off, it stands
         * where total equity would. */
        ban(w, bare_x ? row : other, x->concept);
        return true;
    }
    uint32_t a = claim_of(w, row), b = claim_of(w, other);
    /* Two aliases are told apart by the sums, later. */
    if (a >= ALIAS_CLAIM && b >= ALIAS_CLAIM)
        return false;
    ban(w, a >= b ? other : row, x->concept);
    return true;
}

static void settle(struct work *w)
{
    bool changed = true;
    for (unsigned round = 0; changed && round < CANDIDATES; round++) {
        changed = false;
        for (size_t r = 0; r < w->n; r++)
            for (size_t o = r + 1; o < w->n; o++)
                changed = yield_one(w, r, o) || changed;
    }
}

bool assign_concepts(const struct assignment *a, struct arena *arena)
{
    size_t n = a->statement->n_items;
    enum model_part part = model_part_of(a->statement->kind);
    struct work w = {.a = a};
    if (a->m->model.loaded && part != MODEL_PARTS)
        w.weights = &a->m->model.parts[part];
    w.items = ARENA_ARRAY(arena, n, size_t);
    w.rows = ARENA_ARRAY(arena, n, struct feature_row);
    w.claims = ARENA_ARRAY(arena, n, struct claims);
    w.scores = ARENA_ARRAY(arena, w.weights ? w.weights->n_classes : 0, int32_t);
    if (!w.items || !w.rows || !w.claims || !w.scores || !collect_rows(&w, arena))
        return false;
    memset(a->sections, 0, n * sizeof *a->sections);
    ask_aliases(&w);
    settle(&w);
    /* The totals now tell the sections, and these tell apart what has one caption in two sections. */
    match_sections(a->statement, a->items, a->sections);
    ask_aliases(&w);
    settle(&w);
    for (size_t r = 0; w.weights && r < w.n; r++)
        a->items[w.items[r]].claims = &w.claims[r];
    return true;
}
