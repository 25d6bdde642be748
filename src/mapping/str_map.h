/* str_map.h - a hash table from text to numbers, in an arena: it only grows, and goes with the arena. */
#ifndef XBZ_MAPPING_STR_MAP_H
#define XBZ_MAPPING_STR_MAP_H

#include "base/arena.h"

struct str_map_slot {
    struct xbz_str key; /* borrowed: lives as long as the map */
    uint32_t hash;
    uint32_t value;
    bool taken;
};

struct str_map {
    struct arena *arena;
    struct str_map_slot *slots;
    size_t room; /* a power of two, or 0 before the first entry */
    size_t n;
};

void str_map_init(struct str_map *map, struct arena *arena);

/* The value of a key, NULL when it is not there. */
const uint32_t *str_map_get(const struct str_map *map, struct xbz_str key);

/* The value of a key for reading and writing; a new key starts with 0 and sets *fresh.  NULL when the arena is
 * exhausted.  The pointer holds until the next put. */
uint32_t *str_map_put(struct str_map *map, struct xbz_str key, bool *fresh);

#endif
