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

static void free_blocks(struct arena *arena, struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        UNPOISON(block->bytes, block->room);
        arena->held -= sizeof(*block) + block->room;
        free(block);
        block = next;
    }
}

/* The blocks of ordinary size stay, as spare ones: giving them back for every table costs more than using them. */
void arena_reset(struct arena *arena)
{
    struct arena_block *spare = NULL;

    for (struct arena_block *block = arena->first, *next; block; block = next) {
        next = block->next;
        block->next = NULL;
        if (block->room != ARENA_BLOCK) {
            free_blocks(arena, block);
            continue;
        }
        block->used = 0;
        POISON(block->bytes, block->room);
        block->next = spare;
        spare = block;
    }
    arena->first = spare;
    arena->current = NULL;
    arena->used = 0;
    arena->exhausted = arena->no_memory = false;
}

void arena_free(struct arena *arena)
{
    free_blocks(arena, arena->first);
    arena_init(arena, arena->cap);
}

/* The list holds the full blocks, the current one, and behind it the spare ones; all are spare when there is no current
 * one. */
static struct arena_block **spare_blocks(struct arena *arena)
{
    return arena->current ? &arena->current->next : &arena->first;
}

/* A block of its own for a large piece of n bytes; otherwise one of ordinary size, or of what the cap leaves. */
static struct arena_block *new_block(struct arena *arena, size_t n, bool large)
{
    const size_t head = sizeof(struct arena_block);
    struct arena_block **spare = spare_blocks(arena);

    /* Spare blocks must not make an arena smaller than a fresh one. */
    if (*spare && (n > SIZE_MAX - head || n + head > arena->cap - arena->held)) {
        free_blocks(arena, *spare);
        *spare = NULL;
    }
    size_t left = arena->cap - arena->held;
    if (left < head || n > left - head) {
        arena->exhausted = true;
        return NULL;
    }
    size_t room = large ? n : ARENA_BLOCK < left - head ? ARENA_BLOCK : left - head;
    struct arena_block *block = mem_alloc(head + room);
    if (!block) {
        arena->no_memory = true;
        return NULL;
    }
    block->room = room;
    POISON(block->bytes, room);
    arena->held += head + room;
    return block;
}

static struct arena_block *block_for(struct arena *arena, size_t n)
{
    bool large = n > ARENA_BLOCK / 4;

    if (arena->current && n <= arena->current->room - arena->current->used)
        return arena->current;

    struct arena_block **spare = spare_blocks(arena), *block = *spare;
    if (!block || large) {
        block = new_block(arena, n, large);
        if (!block)
            return NULL;
        /* A large one goes to the full ones: the rest of the current block stays in use for small pieces. */
        if (large)
            spare = &arena->first;
        block->next = *spare;
        *spare = block;
    }
    if (!large || !arena->current)
        arena->current = block;
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

enum xbz_code arena_code(const struct arena *arena)
{
    return arena->no_memory ? XBZ_D_OUT_OF_MEMORY : XBZ_D_ARENA_FULL;
}
