/* arena.c - the only malloc of the program, and arenas on top of it. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#ifdef XBZ_TEST_ALLOC
#include <stdatomic.h>
#endif

/* Bytes asked from the system at a time.  Test builds may set 1: then every piece has a block of its own and the
 * sanitizer sees each byte beyond it. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK 65536
#endif

/* What was handed out before a reset must not be used after it: the address sanitizer is told so. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON
#endif
#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

#define ALIGNMENT alignof(max_align_t)

struct arena_block {
    struct arena_block *next;
    size_t room, used;
    alignas(max_align_t) unsigned char bytes[];
};

#ifdef XBZ_TEST_ALLOC

/* The one global that changes, and only in test builds. */
static atomic_ulong allocations, fail_at;

static bool may_allocate(void)
{
    unsigned long nth = atomic_fetch_add(&allocations, 1) + 1;

    return nth != atomic_load(&fail_at);
}

unsigned long mem_fail_at(unsigned long nth)
{
    atomic_store(&fail_at, nth);
    return atomic_exchange(&allocations, 0);
}

#else

static bool may_allocate(void)
{
    return true;
}

unsigned long mem_fail_at(unsigned long nth)
{
    (void)nth;
    return 0;
}

#endif

void *mem_alloc(size_t n)
{
    return may_allocate() ? calloc(1, n ? n : 1) : NULL;
}

void *mem_resize(void *p, size_t n)
{
    return may_allocate() ? realloc(p, n ? n : 1) : NULL;
}

void mem_free(void *p)
{
    free(p);
}

void arena_init(struct arena *arena, size_t cap)
{
    *arena = (struct arena){.cap = cap};
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        UNPOISON(block->bytes, block->room);
        free(block);
        block = next;
    }
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->first;

    arena->used = 0;
    arena->exhausted = arena->no_memory = false;
    if (!kept)
        return;
    free_blocks(kept->next);
    kept->next = NULL;
    kept->used = 0;
    POISON(kept->bytes, kept->room);
    arena->current = kept;
    arena->held = sizeof(*kept) + kept->room;
}

void arena_free(struct arena *arena)
{
    free_blocks(arena->first);
    arena_init(arena, arena->cap);
}

/* A new block with room for at least n bytes, n being a multiple of ALIGNMENT. */
static struct arena_block *add_block(struct arena *arena, size_t n)
{
    size_t left = arena->cap - arena->held;

    if (left < sizeof(struct arena_block) || n > left - sizeof(struct arena_block)) {
        arena->exhausted = true;
        return NULL;
    }
    left -= sizeof(struct arena_block);

    size_t room = n > ARENA_BLOCK ? n : ARENA_BLOCK;
    if (room > left)
        room = left;
    struct arena_block *block = mem_alloc(sizeof(*block) + room);
    if (!block) {
        arena->no_memory = true;
        return NULL;
    }
    block->room = room;
    POISON(block->bytes, room);
    arena->held += sizeof(*block) + room;
    return block;
}

/* A large piece gets a block of its own behind the current one, whose rest stays in use for small ones. */
static struct arena_block *block_for(struct arena *arena, size_t n)
{
    struct arena_block *current = arena->current;

    if (current && n <= current->room - current->used)
        return current;
    struct arena_block *block = add_block(arena, n);
    if (!block)
        return NULL;
    if (!current) {
        arena->first = arena->current = block;
    } else {
        block->next = current->next;
        current->next = block;
        if (n <= ARENA_BLOCK / 4)
            arena->current = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t n)
{
    if (n == 0)
        n = 1;
    if (n > SIZE_MAX - ALIGNMENT) {
        arena->exhausted = true;
        return NULL;
    }
    size_t rounded = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_block *block = block_for(arena, rounded);
    if (!block)
        return NULL;

    unsigned char *piece = block->bytes + block->used;
    block->used += rounded;
    arena->used += rounded;
    UNPOISON(piece, n);
    memset(piece, 0, n);
    return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        arena->exhausted = true;
        return NULL;
    }
    return arena_alloc(arena, count * size);
}

struct xbz_str arena_str(struct arena *arena, struct xbz_str s, bool *ok)
{
    char *copy = NULL;

    if (s.n < SIZE_MAX)
        copy = arena_alloc(arena, s.n + 1);
    if (!copy) {
        if (ok)
            *ok = false;
        return (struct xbz_str){NULL, 0};
    }
    if (s.n)
        memcpy(copy, s.p, s.n);
    return (struct xbz_str){copy, s.n};
}

enum xbz_status arena_status(const struct arena *arena, enum xbz_status otherwise)
{
    return arena->no_memory ? XBZ_FATAL : otherwise;
}
