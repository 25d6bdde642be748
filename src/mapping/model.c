#include "mapping/model.h"

#include <string.h>

#include "base/str.h"

static uint32_t u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t u16_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

/* What is left of the file. */
struct cursor {
    const unsigned char *p;
    size_t n;
};

static const unsigned char *take(struct cursor *c, size_t n)
{
    size_t padded = (n + 3) & ~(size_t)3;
    if (padded < n || padded > c->n)
        return NULL;
    const unsigned char *p = c->p;
    c->p += padded;
    c->n -= padded;
    return p;
}

static bool read_classes(struct model_weights *w, struct arena *arena, const struct xbz_taxonomy *taxonomy,
                         const unsigned char *names, size_t n)
{
    w->concepts = ARENA_ARRAY(arena, w->n_classes, const struct xbz_concept *);
    if (!w->concepts)
        return false;
    size_t at = 0;
    for (size_t k = 0; k < w->n_classes; k++) {
        const unsigned char *end = memchr(names + at, 0, n - at);
        if (!end)
            return false;
        struct xbz_str name = {(const char *)names + at, (size_t)(end - names) - at};
        w->concepts[k] = k > 0 ? xbz_taxonomy_find(taxonomy, name) : NULL;
        at += name.n + 1;
    }
    return true;
}

/* Weights are looked up without further checks, so every number in the file is checked here. */
static bool is_sound(const struct model_weights *w)
{
    for (size_t f = 0; f < w->n_features; f++)
        if (u32_at(w->firsts + 4 * f) > u32_at(w->firsts + 4 * f + 4) ||
            (f > 0 && u32_at(w->hashes + 4 * f) <= u32_at(w->hashes + 4 * f - 4)))
            return false;
    if (u32_at(w->firsts) != 0 || u32_at(w->firsts + 4 * w->n_features) != w->n_weights)
        return false;
    for (size_t i = 0; i < w->n_weights; i++)
        if (u16_at(w->classes + 2 * i) >= w->n_classes)
            return false;
    return true;
}

static bool read_part(struct model_weights *w, struct arena *arena, const struct xbz_taxonomy *taxonomy,
                      struct cursor *c)
{
    const unsigned char *head = take(c, 16);
    if (!head)
        return false;
    w->n_classes = u32_at(head);
    w->n_features = u32_at(head + 4);
    w->n_weights = u32_at(head + 8);
    size_t n_names = u32_at(head + 12);
    if (w->n_classes == 0 || w->n_classes > MODEL_CLASSES || w->n_features > c->n || w->n_weights > c->n)
        return false;
    const unsigned char *names = take(c, n_names);
    w->hashes = take(c, 4 * w->n_features);
    w->firsts = take(c, 4 * (w->n_features + 1));
    w->classes = take(c, 2 * w->n_weights);
    w->weights = take(c, w->n_weights);
    w->calibration = take(c, MODEL_STEPS);
    return names && w->hashes && w->firsts && w->classes && w->weights && w->calibration && is_sound(w) &&
           read_classes(w, arena, taxonomy, names, n_names);
}

bool model_init(struct model *m, struct arena *arena, const struct xbz_taxonomy *taxonomy, const unsigned char *bytes,
                size_t n)
{
    struct cursor c = {bytes, n};
    memset(m, 0, sizeof *m);
    const unsigned char *magic = take(&c, sizeof MODEL_MAGIC - 1);
    if (!magic || memcmp(magic, MODEL_MAGIC, sizeof MODEL_MAGIC - 1) != 0)
        return false;
    for (size_t p = 0; p < MODEL_PARTS; p++)
        if (!read_part(&m->parts[p], arena, taxonomy, &c))
            return false;
    m->loaded = c.n == 0;
    return m->loaded;
}

/* The number of the feature; n_features when the model has none of this hash. */
static size_t find_feature(const struct model_weights *w, uint32_t hash)
{
    size_t low = 0, high = w->n_features;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (u32_at(w->hashes + 4 * middle) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < w->n_features && u32_at(w->hashes + 4 * low) == hash ? low : w->n_features;
}

void model_score(const struct model_weights *w, const struct feature_list *features, int32_t *scores)
{
    memset(scores, 0, w->n_classes * sizeof *scores);
    for (size_t i = 0; i < features->n; i++) {
        size_t f = find_feature(w, features->hash[i]);
        if (f == w->n_features)
            continue;
        for (size_t k = u32_at(w->firsts + 4 * f); k < u32_at(w->firsts + 4 * f + 4); k++)
            scores[u16_at(w->classes + 2 * k)] += (signed char)w->weights[k];
    }
}

uint32_t model_exp(uint32_t d)
{
    /* exp(-1/16), exp(-2/16), exp(-4/16) ... exp(-8) in 65536ths: one factor for each bit of d. */
    static const uint32_t factors[] = {61565, 57835, 51039, 39750, 24109, 8869, 1200, 22};
    uint64_t p = 65536;
    if (d >= 256)
        return 0;
    for (unsigned bit = 0; bit < 8; bit++)
        if (d & (1u << bit))
            p = (p * factors[bit]) >> 16;
    return (uint32_t)p;
}

unsigned model_calibrated(const struct model_weights *w, uint32_t probability)
{
    size_t step = (size_t)probability * MODEL_STEPS / 65537;
    return w->calibration[step < MODEL_STEPS ? step : MODEL_STEPS - 1];
}
