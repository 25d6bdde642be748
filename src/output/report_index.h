/* report_index.h - hash tables of a report, in its arena. */
#ifndef XBZ_OUTPUT_REPORT_INDEX_H
#define XBZ_OUTPUT_REPORT_INDEX_H

#include "output/report.h"

/* Whether an item is the one of a key. */
typedef bool index_same_fn(const void *item, const void *key);

/* A hash with one more value in it. */
uint64_t mix(uint64_t hash, uint64_t value);
uint64_t mix_pointer(uint64_t hash, const void *p);

/* The item of a key, NULL when there is none. */
void *index_find(const struct report_index *index, uint64_t hash, index_same_fn *same, const void *key);

/* False when the arena is exhausted.  The old table stays in the arena: at most as much again. */
bool index_add(struct report_index *index, struct arena *arena, uint64_t hash, void *item);

#endif
