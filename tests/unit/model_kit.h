/* model_kit.h - small models for tests, as bytes of the file. */
#ifndef XBZ_TESTS_MODEL_KIT_H
#define XBZ_TESTS_MODEL_KIT_H

#include "fixture.h"

#include <string.h>

#include "mapping/model.h"

#define KIT_ROOM 8192

struct kit_bytes {
    unsigned char p[KIT_ROOM];
    size_t n;
};

/* The weight of a class for a caption as a whole. */
struct kit_weight {
    const char *key;
    unsigned concept; /* number of the class */
    int weight;       /* in sixteenths of a nat */
};

static inline void kit_u32(struct kit_bytes *b, uint32_t v)
{
    for (unsigned i = 0; i < 4; i++)
        b->p[b->n++] = (unsigned char)(v >> (8 * i));
}

static inline void kit_pad(struct kit_bytes *b)
{
    while (b->n % 4)
        b->p[b->n++] = 0;
}

/* The hash of the feature "this caption": the one that two captions of one word differ in besides their words. */
static inline uint32_t kit_hash(const char *key)
{
    struct feature_list list;
    struct feature_row row = {str_of(key), {NULL, 0}};
    features_of_caption(XBZ_BALANCE_SHEET, &row, &list);
    return list.hash[1];
}

/* One section: classes "-" and the names, a feature for each of the n weights (in any order of hashes), calibration of
 * the middle of each step. */
static inline void kit_part(struct kit_bytes *b, const char *const *names, size_t n_names,
                            const struct kit_weight *weights, size_t n)
{
    uint32_t hashes[16];
    size_t order[16], n_bytes = 2;
    for (size_t i = 0; i < n; i++) {
        hashes[i] = kit_hash(weights[i].key);
        order[i] = i;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (hashes[order[k]] < hashes[order[i]]) {
                size_t kept = order[i];
                order[i] = order[k];
                order[k] = kept;
            }
    for (size_t i = 0; i < n_names; i++)
        n_bytes += strlen(names[i]) + 1;
    kit_u32(b, (uint32_t)n_names + 1);
    kit_u32(b, (uint32_t)n);
    kit_u32(b, (uint32_t)n);
    kit_u32(b, (uint32_t)n_bytes);
    memcpy(b->p + b->n, "-", 2);
    b->n += 2;
    for (size_t i = 0; i < n_names; i++) {
        memcpy(b->p + b->n, names[i], strlen(names[i]) + 1);
        b->n += strlen(names[i]) + 1;
    }
    kit_pad(b);
    for (size_t i = 0; i < n; i++)
        kit_u32(b, hashes[order[i]]);
    for (size_t i = 0; i <= n; i++)
        kit_u32(b, (uint32_t)i);
    for (size_t i = 0; i < n; i++) {
        b->p[b->n++] = (unsigned char)weights[order[i]].concept;
        b->p[b->n++] = 0;
    }
    kit_pad(b);
    for (size_t i = 0; i < n; i++)
        b->p[b->n++] = (unsigned char)weights[order[i]].weight;
    kit_pad(b);
    for (unsigned i = 0; i < MODEL_STEPS; i++)
        b->p[b->n++] = (unsigned char)(5 * i + 2);
    kit_pad(b);
}

/* A model of balance sheets; the other parts know no class. */
static inline void kit_model(struct kit_bytes *b, const char *const *names, size_t n_names,
                             const struct kit_weight *weights, size_t n)
{
    memset(b, 0, sizeof *b);
    memcpy(b->p, MODEL_MAGIC, sizeof MODEL_MAGIC - 1);
    b->n = sizeof MODEL_MAGIC - 1;
    kit_part(b, names, n_names, weights, n);
    kit_part(b, NULL, 0, NULL, 0);
    kit_part(b, NULL, 0, NULL, 0);
}

#endif
