/* model.h - learned weights: how well each concept suits a line item with given features.
 *
 * A multinomial logistic regression for each part (features.h), made by src/train from taxonomy/evidence.tsv.gz and kept
 * in taxonomy/model.bin.  Weights are sixteenths of a nat in one byte; all that is done with them is integer
 * arithmetic, so that every machine comes to the same choice.
 *
 * The file, all figures little-endian, a section for each part after the eight bytes of MODEL_MAGIC:
 *   u32 classes, u32 features, u32 weights, u32 bytes of names
 *   class names, each ended by NUL; class 0 is "-", no concept of ours; padded with NUL to four bytes
 *   u32 hash of each feature, rising;  u32 number of the first weight of each feature, and the number of weights
 *   u16 class of each weight;  i8 weight;  padded to four bytes
 *   u8 calibration[MODEL_STEPS]: share of right choices, in percent, by step of probability */
#ifndef XBZ_MAPPING_MODEL_H
#define XBZ_MAPPING_MODEL_H

#include "base/arena.h"
#include "mapping/features.h"
#include "xbrlize/taxonomy.h"

#define MODEL_MAGIC   "xbzmod01"
#define MODEL_FILE    "model.bin"
#define MODEL_STEPS   20
#define MODEL_NAT     16
/* More classes than this are no model. */
#define MODEL_CLASSES 2048

struct model_weights {
    const struct xbz_concept **concepts; /* by class; NULL: no concept, or one the taxonomy does not have */
    size_t n_classes, n_features, n_weights;
    const unsigned char *hashes, *firsts, *classes, *weights, *calibration; /* as in the file */
};

struct model {
    struct model_weights parts[MODEL_PARTS];
    bool loaded; /* false: no scores, as with a taxonomy that has no weights */
};

/* Reads the bytes of the file, which are borrowed for the model's life.  False when they are no model (then nothing is
 * loaded) or the arena is full. */
bool model_init(struct model *m, struct arena *arena, const struct xbz_taxonomy *taxonomy, const unsigned char *bytes,
                size_t n);

/* Adds up the weights of the features for each class: scores has n_classes entries. */
void model_score(const struct model_weights *w, const struct feature_list *features, int32_t *scores);

/* exp(-d / MODEL_NAT) in 65536ths for a difference of scores d >= 0. */
uint32_t model_exp(uint32_t d);

/* Share of right choices, in percent, among those of this probability in 65536ths. */
unsigned model_calibrated(const struct model_weights *w, uint32_t probability);

#endif
