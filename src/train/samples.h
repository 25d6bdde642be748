/* samples.h - the rows of the evidence as features and classes. */
#ifndef XBZ_TRAIN_SAMPLES_H
#define XBZ_TRAIN_SAMPLES_H

#include "mapping/model.h"
#include "train/evidence.h"

struct sample {
    uint32_t first, n; /* of its features */
    uint16_t label;    /* class */
    uint8_t part, fold;
    float weight;
    bool recent; /* of a year with names of today */
    bool counts; /* the row of a statement, not a label of the taxonomy */
};

struct samples {
    struct arena arena;
    struct sample *samples;
    size_t n;
    uint32_t *features;
    size_t n_features;
    /* By part: class 0 is "no concept". */
    const struct xbz_concept **concepts[MODEL_PARTS];
    size_t n_classes[MODEL_PARTS];
    uint8_t *types[MODEL_PARTS]; /* by class: enum xbz_item_type; SAMPLES_ANY_TYPE for class 0 */
};

/* The rows of the evidence, and the labels and aliases of the taxonomy as rows without surroundings.  False when memory
 * is exhausted. */
bool samples_make(struct samples *s, const struct evidence *evidence, const struct xbz_taxonomy *taxonomy);
void samples_free(struct samples *s);

/* True when figures of one class (money, shares ...) may be those of the other: class 0 goes with all. */
#define SAMPLES_ANY_TYPE 255
static inline bool samples_same_type(const struct samples *s, enum model_part part, size_t a, size_t b)
{
    uint8_t x = s->types[part][a], y = s->types[part][b];
    return x == y || x == SAMPLES_ANY_TYPE || y == SAMPLES_ANY_TYPE;
}

#endif
