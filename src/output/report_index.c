/* report_index.c - hash tables of a report: open addressing, never more than half full. */
#include "output/report_index.h"

#define INDEX_FIRST 64

uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value + UINT64_C(0x9E3779B97F4A7C15) + (hash << 6) + (hash >> 2);
    hash *= UINT64_C(0xFF51AFD7ED558CCD);
    return hash ^ hash >> 33;
}

uint64_t mix_pointer(uint64_t hash, const void *p)
{
    return mix(hash, (uint64_t)(uintptr_t)p);
}

void *index_find(const struct report_index *index, uint64_t hash, index_same_fn *same, const void *key)
{
    if (index->room == 0)
        return NULL;
    for (size_t at = (size_t)hash & (index->room - 1); index->items[at]; at = (at + 1) & (index->room - 1)) {
        if (index->hashes[at] == hash && same(index->items[at], key))
            return index->items[at];
    }
    return NULL;
}

static void index_put(struct report_index *index, uint64_t hash, void *item)
{
    size_t at = (size_t)hash & (index->room - 1);
    while (index->items[at])
        at = (at + 1) & (index->room - 1);
    index->items[at] = item;
    index->hashes[at] = hash;
    index->n++;
}

bool index_add(struct report_index *index, struct arena *arena, uint64_t hash, void *item)
{
    if (index->n >= index->room / 2) {
        struct report_index larger = {.room = index->room ? index->room * 2 : INDEX_FIRST};
        larger.items = ARENA_ARRAY(arena, larger.room, void *);
        larger.hashes = ARENA_ARRAY(arena, larger.room, uint64_t);
        if (!larger.items || !larger.hashes)
            return false;
        for (size_t i = 0; i < index->room; i++) {
            if (index->items[i])
                index_put(&larger, index->hashes[i], index->items[i]);
        }
        *index = larger;
    }
    index_put(index, hash, item);
    return true;
}
