#include "mapping/str_map.h"

#include <string.h>

#define FIRST_ROOM 64

void str_map_init(struct str_map *map, struct arena *arena)
{
    *map = (struct str_map){.arena = arena};
}

/* FNV-1a is too weak in its low bits for short keys that differ at the end only; one shift mixes them. */
static uint32_t hash_of(struct xbz_str key)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * 16777619u;
    return h ^ (h >> 15);
}

static struct str_map_slot *find_slot(const struct str_map *map, struct xbz_str key, uint32_t hash)
{
    size_t mask = map->room - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct str_map_slot *slot = &map->slots[i];
        if (!slot->taken)
            return slot;
        if (slot->hash == hash && slot->key.n == key.n && (key.n == 0 || memcmp(slot->key.p, key.p, key.n) == 0))
            return slot;
    }
}

const uint32_t *str_map_get(const struct str_map *map, struct xbz_str key)
{
    if (map->room == 0)
        return NULL;
    const struct str_map_slot *slot = find_slot(map, key, hash_of(key));
    return slot->taken ? &slot->value : NULL;
}

static bool grow(struct str_map *map)
{
    struct str_map old = *map;
    size_t room = old.room == 0 ? FIRST_ROOM : old.room * 2;
    struct str_map_slot *slots = ARENA_ARRAY(map->arena, room, struct str_map_slot);
    if (slots == NULL)
        return false;
    map->slots = slots;
    map->room = room;
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].taken)
            *find_slot(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    return true;
}

uint32_t *str_map_put(struct str_map *map, struct xbz_str key, bool *fresh)
{
    *fresh = false;
    /* At most half full: the search for a free slot stays short and always ends. */
    if (map->n >= map->room / 2 && !grow(map))
        return NULL;
    uint32_t hash = hash_of(key);
    struct str_map_slot *slot = find_slot(map, key, hash);
    if (!slot->taken) {
        *slot = (struct str_map_slot){.key = key, .hash = hash, .taken = true};
        map->n++;
        *fresh = true;
    }
    return &slot->value;
}
