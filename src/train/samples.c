#include "train/samples.h"

#include <string.h>

#include "base/str.h"

#define ARENA_MOST   ((size_t)1 << 30)
#define RECENT_YEAR  2012
/* The evidence of this year is made of the captions of tagged files.  The rest was read from pages: it is little, but it
 * has headings, as what is to be judged has. */
#define TAGGED_YEAR  2009
#define PAGE_WEIGHT  10.0F
#define LABEL_WEIGHT 2.0F

struct making {
    struct samples *s;
    size_t room, feature_room;
    uint16_t *class_of[MODEL_PARTS]; /* by concept index; 0: none yet */
    bool ok;
};

static void *grown(struct making *m, void *old, size_t used, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 1 << 16;
    void *p = arena_array(&m->s->arena, more, size);
    if (!p) {
        m->ok = false;
        return old;
    }
    if (used)
        memcpy(p, old, used * size);
    *room = more;
    return p;
}

static uint16_t class_of(struct making *m, enum model_part part, const struct xbz_concept *concept)
{
    if (!concept)
        return 0;
    uint16_t *k = &m->class_of[part][concept->index];
    if (*k == 0 && m->s->n_classes[part] < MODEL_CLASSES) {
        *k = (uint16_t)m->s->n_classes[part]++;
        m->s->concepts[part][*k] = concept;
        m->s->types[part][*k] = (uint8_t)concept->type;
    }
    return *k;
}

static void add(struct making *m, enum model_part part, const struct feature_list *list, struct sample sample)
{
    struct samples *s = m->s;
    if (s->n == m->room)
        s->samples = grown(m, s->samples, s->n, &m->room, sizeof *s->samples);
    while (m->ok && s->n_features + list->n > m->feature_room)
        s->features = grown(m, s->features, s->n_features, &m->feature_room, sizeof *s->features);
    if (!m->ok)
        return;
    sample.part = (uint8_t)part;
    sample.first = (uint32_t)s->n_features;
    sample.n = (uint32_t)list->n;
    memcpy(s->features + s->n_features, list->hash, list->n * sizeof *list->hash);
    s->n_features += list->n;
    s->samples[s->n++] = sample;
}

static void add_statement(struct making *m, const struct evidence_statement *e)
{
    enum model_part part = model_part_of(e->kind);
    struct feature_list list;
    bool recent = e->year >= RECENT_YEAR;
    for (size_t i = 0; i < e->n && m->ok; i++) {
        if (!e->known[i])
            continue;
        features_of(e->kind, e->rows, e->n, i, &list);
        add(m, part, &list,
            (struct sample){.label = class_of(m, part, e->concepts[i]),
                            .fold = (uint8_t)e->fold,
                            .weight = e->year != TAGGED_YEAR ? PAGE_WEIGHT : 1.0F,
                            .recent = recent,
                            .counts = true});
    }
}

static void add_caption(struct making *m, enum xbz_statement_kind kind, const struct xbz_concept *concept,
                        struct xbz_str key)
{
    struct feature_list list;
    struct feature_row row = {key, {NULL, 0}};
    size_t cut = str_find(key, STR(" > "), 0);
    if (cut != (size_t)-1)
        row = (struct feature_row){str_sub(key, cut + 3, key.n), str_sub(key, 0, cut)};
    const struct xbz_concept *then = xbz_concept_in_year(concept, EVIDENCE_YEAR);
    features_of_caption(kind, &row, &list);
    add(m, model_part_of(kind), &list,
        (struct sample){.label = class_of(m, model_part_of(kind), then ? then : concept),
                        .fold = EVIDENCE_FOLDS,
                        .weight = LABEL_WEIGHT});
}

static void add_labels(struct making *m, const struct xbz_taxonomy *taxonomy, const struct xbz_concept *concept)
{
    static const enum xbz_statement_kind kinds[] = {XBZ_BALANCE_SHEET, XBZ_INCOME, XBZ_COMPREHENSIVE_INCOME,
                                                    XBZ_CASH_FLOW};
    const struct xbz_str labels[] = {concept->label, concept->total_label, concept->terse_label};
    char room[512];
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (concept->abstract || concept->type > XBZ_TYPE_PURE || !(concept->statements & (1U << kinds[k])) ||
            (kinds[k] == XBZ_BALANCE_SHEET && concept->type != XBZ_TYPE_MONETARY))
            continue;
        for (size_t l = 0; l < sizeof labels / sizeof *labels && m->ok; l++) {
            size_t n = xbz_label_key(taxonomy, labels[l], room, sizeof room);
            if (n > 0)
                add_caption(m, kinds[k], concept, (struct xbz_str){room, n});
        }
    }
}

bool samples_make(struct samples *s, const struct evidence *evidence, const struct xbz_taxonomy *taxonomy)
{
    struct making m = {.s = s, .ok = true};
    size_t n = xbz_taxonomy_count(taxonomy), n_aliases;
    memset(s, 0, sizeof *s);
    arena_init(&s->arena, ARENA_MOST);
    for (size_t p = 0; p < MODEL_PARTS; p++) {
        s->concepts[p] = ARENA_ARRAY(&s->arena, MODEL_CLASSES, const struct xbz_concept *);
        m.class_of[p] = ARENA_ARRAY(&s->arena, n, uint16_t);
        s->types[p] = ARENA_ARRAY(&s->arena, MODEL_CLASSES, uint8_t);
        s->n_classes[p] = 1;
        m.ok = m.ok && s->concepts[p] && s->types[p] && m.class_of[p];
        if (s->types[p])
            s->types[p][0] = SAMPLES_ANY_TYPE;
    }
    for (const struct evidence_statement *e = evidence->first; e && m.ok; e = e->next)
        add_statement(&m, e);
    for (size_t c = 0; c < n && m.ok; c++)
        add_labels(&m, taxonomy, xbz_taxonomy_concept(taxonomy, c));
    const struct xbz_alias *aliases = xbz_taxonomy_aliases(taxonomy, &n_aliases);
    for (size_t a = 0; a < n_aliases && m.ok; a++)
        if (model_part_of(aliases[a].statement) != MODEL_PARTS)
            add_caption(&m, aliases[a].statement, aliases[a].concept, aliases[a].key);
    return m.ok;
}

void samples_free(struct samples *s)
{
    arena_free(&s->arena);
}
