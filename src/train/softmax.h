/* softmax.h - multinomial logistic regression over sparse features, one for each part of the model.
 *
 * Weights exist only where a feature was seen with a class often enough; they are fitted by AdaGrad over the rows in a
 * fixed random order, so that the same evidence gives the same weights. */
#ifndef XBZ_TRAIN_SOFTMAX_H
#define XBZ_TRAIN_SOFTMAX_H

#include "train/samples.h"

struct softmax {
    struct arena arena;
    size_t n_features, n_weights;
    uint32_t *hashes;  /* rising */
    uint32_t *firsts;  /* n_features + 1 */
    uint16_t *classes; /* by weight */
    float *weights;
};

/* Fits the samples of a part, those of folds whose bits are set in left_out aside.  False when memory is exhausted. */
bool softmax_fit(struct softmax *s, const struct samples *samples, enum model_part part, unsigned left_out);

/* Rounds the weights to what the file holds, and drops those that become nothing, and features without any. */
void softmax_round(struct softmax *s);

void softmax_free(struct softmax *s);

#endif
