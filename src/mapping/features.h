/* features.h - what the model looks at when it judges a line item.
 *
 * Features are hashes of short texts: the words of the caption's key and their neighbours, the caption as a whole, its
 * heading, the captions above and below, and the totals that close the section before it and its own.  The trainer and
 * the matcher make them with the same function, so that what was counted is what is looked up. */
#ifndef XBZ_MAPPING_FEATURES_H
#define XBZ_MAPPING_FEATURES_H

#include "xbrlize/model.h"

/* Statements whose line items are judged by the same weights. */
enum model_part { MODEL_BALANCE, MODEL_INCOME, MODEL_FLOW, MODEL_PARTS };

/* The part a statement belongs to, MODEL_PARTS for those that are not judged. */
enum model_part model_part_of(enum xbz_statement_kind kind);

/* A line item with figures.  Keys as label_key.h makes them; the key of a sum without a caption is "total". */
struct feature_row {
    struct xbz_str key;
    struct xbz_str heading; /* key of the nearest heading over it, empty when there is none */
};

/* Longer captions give no more. */
#define FEATURES_MAX 192

struct feature_list {
    size_t n;
    uint32_t hash[FEATURES_MAX];
};

/* The features of a line item by itself. */
void features_of_caption(enum xbz_statement_kind kind, const struct feature_row *row, struct feature_list *out);

/* And those of its place too: the features of rows[at] among the n line items with figures of its statement. */
void features_of(enum xbz_statement_kind kind, const struct feature_row *rows, size_t n, size_t at,
                 struct feature_list *out);

#endif
