/* evaluate.c - tagged and converted facts of a filing side by side, and the counts. */
#include "evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

#define DAYS_APART 10 /* of two starts that are the same */

enum xbz_status evaluation_new(struct evaluation **out, const struct xbz_taxonomy *taxonomy)
{
    struct evaluation *e = *out = mem_alloc(sizeof *e);
    if (!e)
        return XBZ_FATAL;
    e->taxonomy = taxonomy;
    e->n = xbz_taxonomy_count(taxonomy);
    pthread_mutex_init(&e->lock, NULL);
    e->concepts = mem_alloc((e->n + 1) * sizeof *e->concepts);
    e->confused = mem_alloc((e->n + 1) * (e->n + 1) * sizeof *e->confused);
    if (e->concepts && e->confused)
        return XBZ_OK;
    evaluation_free(e);
    *out = NULL;
    return XBZ_FATAL;
}

void evaluation_free(struct evaluation *e)
{
    if (!e)
        return;
    pthread_mutex_destroy(&e->lock);
    mem_free(e->concepts);
    mem_free(e->confused);
    mem_free(e);
}

/* ---- a filing ---- */

/* A fact of either side, to be found by period and value, or by period and concept. */
struct entry {
    const struct xbz_fact *fact;
    const struct tagged_figure *figure; /* NULL: it was converted */
};

struct entries {
    struct entry *by_value, *by_concept;
    size_t n;
};

static int compare_text(struct xbz_str a, struct xbz_str b)
{
    int order = a.n == 0 || b.n == 0 ? 0 : memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static int compare_end(const struct xbz_fact *a, const struct xbz_fact *b)
{
    int order = date_cmp(a->period.end, b->period.end);
    return order != 0 ? order : (a->period.kind > b->period.kind) - (a->period.kind < b->period.kind);
}

static int compare_value(const struct xbz_fact *a, const struct xbz_fact *b)
{
    int order = compare_end(a, b);
    return order != 0 ? order : compare_text(a->value, b->value);
}

static int compare_concept(const struct xbz_fact *a, const struct xbz_fact *b)
{
    int order = compare_end(a, b);
    uint32_t x = a->concept ? a->concept->index : UINT32_MAX, y = b->concept ? b->concept->index : UINT32_MAX;
    return order != 0 ? order : (x > y) - (x < y);
}

static int entry_by_value(const void *a, const void *b)
{
    return compare_value(((const struct entry *)a)->fact, ((const struct entry *)b)->fact);
}

static int entry_by_concept(const void *a, const void *b)
{
    return compare_concept(((const struct entry *)a)->fact, ((const struct entry *)b)->fact);
}

typedef int compare_fn(const struct xbz_fact *a, const struct xbz_fact *b);

/* Walks the entries equal to a fact whose start is the same too: *at is their place, (size_t)-1 to begin with. */
static const struct entry *next_same(const struct entry *entries, size_t n, compare_fn *compare,
                                     const struct xbz_fact *fact, size_t *at)
{
    if (*at == (size_t)-1) {
        size_t low = 0, high = n;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (compare(entries[middle].fact, fact) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        *at = low;
    } else {
        ++*at;
    }
    for (; *at < n && compare(entries[*at].fact, fact) == 0; ++*at) {
        long apart = fact->period.kind == XBZ_INSTANT
                         ? 0
                         : date_number(entries[*at].fact->period.start) - date_number(fact->period.start);
        if (apart >= -DAYS_APART && apart <= DAYS_APART)
            return &entries[*at];
    }
    return NULL;
}

static bool is_figure(const struct xbz_fact *fact)
{
    return fact->unit != XBZ_UNIT_NONE && !fact->nil && fact->period.kind != XBZ_PERIOD_NONE;
}

static bool sort_entries(struct entries *e, struct arena *arena)
{
    e->by_concept = ARENA_ARRAY(arena, e->n + 1, struct entry);
    if (!e->by_concept)
        return false;
    if (e->n > 0) {
        memcpy(e->by_concept, e->by_value, e->n * sizeof *e->by_value);
        qsort(e->by_value, e->n, sizeof *e->by_value, entry_by_value);
        qsort(e->by_concept, e->n, sizeof *e->by_concept, entry_by_concept);
    }
    return true;
}

static bool list_made(struct entries *made, struct arena *arena, const struct filing_facts *facts)
{
    made->by_value = ARENA_ARRAY(arena, facts->n + 1, struct entry);
    for (size_t i = 0; made->by_value && i < facts->n; i++)
        if (is_figure(&facts->facts[i].fact) && facts->facts[i].fact.statement != XBZ_COVER)
            made->by_value[made->n++].fact = &facts->facts[i].fact;
    return made->by_value && sort_entries(made, arena);
}

static bool list_tagged(struct entries *tagged, struct tagged_figure **figures, struct arena *arena,
                        const struct tagged_facts *from)
{
    const void *cursor = NULL;
    struct tagged_view view;
    *figures = ARENA_ARRAY(arena, from->n + 1, struct tagged_figure);
    tagged->by_value = ARENA_ARRAY(arena, from->n + 1, struct entry);
    if (!*figures || !tagged->by_value)
        return false;
    while (tagged_next(from, &cursor, &view))
        if (is_figure(view.fact) && !view.cover)
            (*figures)[tagged->n++] = (struct tagged_figure){
                .fact = view.fact, .name = view.name, .standard = view.standard, .table = view.table};
    if (evaluation_faces(arena, *figures, tagged->n) != XBZ_OK)
        return false;
    for (size_t i = 0; i < tagged->n; i++)
        tagged->by_value[i] = (struct entry){(*figures)[i].fact, &(*figures)[i]};
    return sort_entries(tagged, arena);
}

/* ---- counting ---- */

static struct evaluation_counts *of_concept(struct evaluation *e, const struct xbz_concept *concept)
{
    return &e->concepts[concept ? concept->index : e->n];
}

/* True when the same figure stood on a statement before, in the order of the entries. */
static bool counted_before(const struct entries *tagged, size_t at)
{
    const struct xbz_fact *fact = tagged->by_value[at].fact;
    for (size_t i = at; i-- > 0 && compare_value(tagged->by_value[i].fact, fact) == 0;)
        if (tagged->by_value[i].figure->face != XBZ_NO_STATEMENT &&
            (fact->period.kind == XBZ_INSTANT || date_same(tagged->by_value[i].fact->period.start, fact->period.start)))
            return true;
    return false;
}

/* What became of a tagged figure: the converted fact with the filer's element, else another with its figure. */
static const struct xbz_fact *converted(const struct entries *made, const struct tagged_figure *figure, bool *right)
{
    const struct xbz_fact *other = NULL;
    size_t at = (size_t)-1;
    const struct entry *hit;
    *right = false;
    while ((hit = next_same(made->by_value, made->n, compare_value, figure->fact, &at)) != NULL) {
        *right = figure->standard && hit->fact->concept && hit->fact->concept == figure->fact->concept;
        if (*right)
            return hit->fact;
        if (!other || (!other->concept && hit->fact->concept))
            other = hit->fact;
    }
    return other;
}

static void count_tagged(struct evaluation *e, const struct entries *made, const struct tagged_figure *figure)
{
    bool right;
    const struct xbz_fact *hit = converted(made, figure, &right);
    const struct xbz_concept *concept = figure->fact->concept;
    struct evaluation_counts *rows[] = {&e->all, &e->kinds[figure->face], of_concept(e, concept)};
    if (!figure->standard) {
        e->extensions++;
        e->extensions_found += hit && !hit->concept;
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rows[i]->tagged++;
        rows[i]->found += hit != NULL;
        rows[i]->right += right;
    }
    if (hit && !right)
        e->confused[(concept ? concept->index : e->n) * (e->n + 1) + (hit->concept ? hit->concept->index : e->n)]++;
}

static void count_made(struct evaluation *e, const struct entries *tagged, const struct xbz_fact *fact)
{
    size_t at = (size_t)-1, same_figure = 0;
    bool agreed = false;
    const struct entry *hit;
    while ((hit = next_same(tagged->by_value, tagged->n, compare_value, fact, &at)) != NULL) {
        same_figure++;
        agreed = agreed || (hit->figure->standard && hit->fact->concept == fact->concept);
    }
    at = (size_t)-1;
    bool judged = same_figure > 0 || next_same(tagged->by_concept, tagged->n, compare_concept, fact, &at) != NULL;
    unsigned step = fact->confidence >= 100 ? EVALUATION_STEPS - 1 : fact->confidence / 10;
    struct evaluation_counts *rows[] = {&e->all, &e->kinds[fact->statement], of_concept(e, fact->concept),
                                        &e->steps[step]};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rows[i]->made++;
        rows[i]->judged += judged;
        rows[i]->agreed += agreed;
    }
}

static void count(struct evaluation *e, const struct entries *made, const struct entries *tagged,
                  const struct tagged_figure *figures)
{
    e->filings++;
    for (size_t i = 0; i < tagged->n; i++) {
        const struct entry *entry = &tagged->by_value[i];
        size_t at = (size_t)-1;
        if (entry->figure->face == XBZ_NO_STATEMENT || counted_before(tagged, i))
            continue;
        e->numbers++;
        e->numbers_found += next_same(made->by_value, made->n, compare_value, entry->fact, &at) != NULL;
    }
    for (size_t i = 0; i < tagged->n; i++)
        if (figures[i].face != XBZ_NO_STATEMENT)
            count_tagged(e, made, &figures[i]);
    for (size_t i = 0; i < made->n; i++)
        if (made->by_value[i].fact->concept)
            count_made(e, tagged, made->by_value[i].fact);
}

/* Says of each figure that was missed, or taken for something else, where it stands. */
static void tell(struct xbz_run *run, const struct entries *made, const struct tagged_figure *figures, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool right;
        const struct xbz_fact *fact = figures[i].fact;
        if (figures[i].face == XBZ_NO_STATEMENT || !figures[i].standard)
            continue;
        const struct xbz_fact *hit = converted(made, &figures[i], &right);
        struct xbz_str ours = hit && hit->concept ? hit->concept->name : STR("an extension element");
        run->document = &fact->document;
        if (!hit)
            run_diag(run, XBZ_D_TAG_MISSED, fact->place, "%.*s %.*s", STR_ARG(figures[i].name), STR_ARG(fact->value));
        else if (!right)
            run_diag(run, XBZ_D_TAG_DIFFERS, fact->place, "%.*s %.*s is %.*s", STR_ARG(figures[i].name),
                     STR_ARG(fact->value), STR_ARG(ours));
    }
    run->document = NULL;
}

enum xbz_status evaluation_add(struct evaluation *e, struct xbz_run *run, struct arena *arena,
                               const struct filing_facts *facts, const struct tagged_facts *from)
{
    struct entries made = {0}, tagged = {0};
    struct tagged_figure *figures;
    if (!list_made(&made, arena, facts) || !list_tagged(&tagged, &figures, arena, from))
        return run_fail(run, arena_code(arena), NOWHERE, NULL);
    bool any = false;
    for (size_t i = 0; i < tagged.n; i++)
        any = any || figures[i].face != XBZ_NO_STATEMENT;
    /* Before the lock is taken: a listener may wait for the filings before this one. */
    if (any)
        tell(run, &made, figures, tagged.n);
    else
        run_diag(run, XBZ_D_TAGS_MISSING, NOWHERE, NULL);
    pthread_mutex_lock(&e->lock);
    if (any)
        count(e, &made, &tagged, figures);
    else
        e->untagged++;
    pthread_mutex_unlock(&e->lock);
    return XBZ_OK;
}
