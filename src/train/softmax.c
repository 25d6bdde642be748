#include "train/softmax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_MOST ((size_t)2 << 30)
#define EPOCHS     8
/* From this epoch on the weights are averaged: those of the end alone follow the last rows too much. */
#define SETTLED    4
#define RATE       0.2F
/* A hundredth of it fits the companies of the evidence better, and those that were left out worse. */
#define DECAY      1e-2F
/* A weight is kept for a feature and class whose rows weigh this much together. */
#define SUPPORT    2.0F
/* A class this far behind, in nats, has no part in the probabilities. */
#define FAINT      14.0F

static bool is_used(const struct sample *sample, enum model_part part, unsigned left_out)
{
    return sample->part == (uint8_t)part && !(left_out >> sample->fold & 1U);
}

/* ---- which weights there are ---- */

struct pair {
    uint32_t hash;
    uint16_t label;
    uint16_t weight; /* in quarters */
};

static int pair_order(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (int)x->label - (int)y->label;
}

static struct pair *all_pairs(struct softmax *s, const struct samples *samples, enum model_part part, unsigned left_out,
                              size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < samples->n; i++)
        *n += is_used(&samples->samples[i], part, left_out) ? samples->samples[i].n : 0;
    struct pair *pairs = arena_array(&s->arena, *n + 1, sizeof *pairs);
    size_t at = 0;
    for (size_t i = 0; pairs && i < samples->n; i++) {
        const struct sample *sample = &samples->samples[i];
        for (uint32_t f = 0; is_used(sample, part, left_out) && f < sample->n; f++)
            pairs[at++] =
                (struct pair){samples->features[sample->first + f], sample->label, (uint16_t)(sample->weight * 4.0F)};
    }
    if (pairs)
        qsort(pairs, *n, sizeof *pairs, pair_order);
    return pairs;
}

static bool lay_out(struct softmax *s, const struct samples *samples, enum model_part part, unsigned left_out)
{
    size_t n;
    struct pair *pairs = all_pairs(s, samples, part, left_out, &n);
    if (!pairs)
        return false;
    s->hashes = arena_array(&s->arena, n + 1, sizeof *s->hashes);
    s->firsts = arena_array(&s->arena, n + 2, sizeof *s->firsts);
    s->classes = arena_array(&s->arena, n + 1, sizeof *s->classes);
    s->weights = arena_array(&s->arena, n + 1, sizeof *s->weights);
    if (!s->hashes || !s->firsts || !s->classes || !s->weights)
        return false;
    for (size_t i = 0, end; i < n; i = end) {
        float weight = 0;
        for (end = i; end < n && pair_order(&pairs[i], &pairs[end]) == 0; end++)
            weight += (float)pairs[end].weight / 4.0F;
        if (weight < SUPPORT)
            continue;
        if (s->n_features == 0 || s->hashes[s->n_features - 1] != pairs[i].hash) {
            s->hashes[s->n_features] = pairs[i].hash;
            s->firsts[s->n_features++] = (uint32_t)s->n_weights;
        }
        s->classes[s->n_weights++] = pairs[i].label;
        s->firsts[s->n_features] = (uint32_t)s->n_weights;
    }
    return true;
}

/* ---- fitting ---- */

struct fitting {
    struct softmax *s;
    const struct samples *samples;
    enum model_part part;
    float *squares; /* by weight: sum of squared gradients */
    float *sums;    /* by weight: over the epochs that count */
    uint32_t *ids;  /* by feature of a sample: number of the feature, n_features: none */
    float *scores;  /* by class */
};

static uint32_t feature_id(const struct softmax *s, uint32_t hash)
{
    size_t low = 0, high = s->n_features;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)(low < s->n_features && s->hashes[low] == hash ? low : s->n_features);
}

static void score(struct fitting *f, const struct sample *sample)
{
    const struct softmax *s = f->s;
    size_t n = f->samples->n_classes[f->part];
    memset(f->scores, 0, n * sizeof *f->scores);
    for (uint32_t i = 0; i < sample->n; i++) {
        uint32_t id = f->ids[sample->first + i];
        for (uint32_t w = id < s->n_features ? s->firsts[id] : 0; id < s->n_features && w < s->firsts[id + 1]; w++)
            f->scores[s->classes[w]] += s->weights[w];
    }
}

/* From scores to the gradient: probability of each class, less one for the right class. */
static void gradient(struct fitting *f, const struct sample *sample)
{
    size_t n = f->samples->n_classes[f->part];
    float most = f->scores[sample->label], sum = 0;
    for (size_t k = 0; k < n; k++)
        if (samples_same_type(f->samples, f->part, k, sample->label) && f->scores[k] > most)
            most = f->scores[k];
    for (size_t k = 0; k < n; k++) {
        bool counts = samples_same_type(f->samples, f->part, k, sample->label) && f->scores[k] > most - FAINT;
        f->scores[k] = counts ? expf(f->scores[k] - most) : 0.0F;
        sum += f->scores[k];
    }
    for (size_t k = 0; k < n; k++)
        f->scores[k] = sample->weight * (f->scores[k] / sum - (k == sample->label ? 1.0F : 0.0F));
}

static void step(struct fitting *f, const struct sample *sample)
{
    struct softmax *s = f->s;
    for (uint32_t i = 0; i < sample->n; i++) {
        uint32_t id = f->ids[sample->first + i];
        for (uint32_t w = id < s->n_features ? s->firsts[id] : 0; id < s->n_features && w < s->firsts[id + 1]; w++) {
            float g = f->scores[s->classes[w]] + DECAY * s->weights[w];
            f->squares[w] += g * g;
            s->weights[w] -= RATE * g / sqrtf(f->squares[w] + 1e-6F);
        }
    }
}

static void shuffle(uint32_t *order, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        size_t k = (size_t)(*state % i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[k];
        order[k] = kept;
    }
}

static void run_epochs(struct fitting *f, uint32_t *order, size_t n)
{
    uint64_t state = 88172645463325252U;
    for (unsigned epoch = 0; epoch < EPOCHS; epoch++) {
        shuffle(order, n, &state);
        for (size_t i = 0; i < n; i++) {
            const struct sample *sample = &f->samples->samples[order[i]];
            score(f, sample);
            gradient(f, sample);
            step(f, sample);
        }
        for (size_t w = 0; epoch >= SETTLED && w < f->s->n_weights; w++)
            f->sums[w] += f->s->weights[w];
    }
    for (size_t w = 0; w < f->s->n_weights; w++)
        f->s->weights[w] = f->sums[w] / (float)(EPOCHS - SETTLED);
}

bool softmax_fit(struct softmax *s, const struct samples *samples, enum model_part part, unsigned left_out)
{
    memset(s, 0, sizeof *s);
    arena_init(&s->arena, ARENA_MOST);
    if (!lay_out(s, samples, part, left_out))
        return false;
    struct fitting f = {.s = s, .samples = samples, .part = part};
    f.squares = arena_array(&s->arena, s->n_weights + 1, sizeof *f.squares);
    f.sums = arena_array(&s->arena, s->n_weights + 1, sizeof *f.sums);
    f.ids = arena_array(&s->arena, samples->n_features + 1, sizeof *f.ids);
    f.scores = arena_array(&s->arena, samples->n_classes[part] + 1, sizeof *f.scores);
    uint32_t *order = arena_array(&s->arena, samples->n + 1, sizeof *order);
    if (!f.squares || !f.sums || !f.ids || !f.scores || !order)
        return false;
    for (size_t i = 0; i < samples->n_features; i++)
        f.ids[i] = feature_id(s, samples->features[i]);
    size_t n = 0;
    for (size_t i = 0; i < samples->n; i++)
        if (is_used(&samples->samples[i], part, left_out))
            order[n++] = (uint32_t)i;
    run_epochs(&f, order, n);
    return true;
}

void softmax_round(struct softmax *s)
{
    size_t features = 0, weights = 0;
    for (size_t f = 0; f < s->n_features; f++) {
        size_t first = weights, end = s->firsts[f + 1];
        for (size_t w = s->firsts[f]; w < end; w++) {
            float rounded = roundf(s->weights[w] * MODEL_NAT);
            rounded = rounded > 127 ? 127 : rounded < -127 ? -127 : rounded;
            if (rounded == 0.0F)
                continue;
            s->classes[weights] = s->classes[w];
            s->weights[weights++] = rounded;
        }
        uint32_t hash = s->hashes[f];
        /* firsts[f + 1] is still to be read: firsts[features] with features <= f is not. */
        if (weights > first) {
            s->hashes[features] = hash;
            s->firsts[features++] = (uint32_t)first;
        }
    }
    s->n_features = features;
    s->n_weights = weights;
    s->firsts[features] = (uint32_t)weights;
}

void softmax_free(struct softmax *s)
{
    arena_free(&s->arena);
}
