/* arena.h - memory with one lifetime and a cap.
 *
 * Only this folder calls malloc.  What an arena hands out lives until arena_reset or arena_free, is aligned for
 * any type and zeroed.  Running out of the cap or of memory yields NULL, and arena_status says which. */
#ifndef XBZ_BASE_ARENA_H
#define XBZ_BASE_ARENA_H

#include <stdbool.h>

#include "xbrlize/model.h"
#include "xbrlize/status.h"

struct arena_block;

struct arena {
    struct arena_block *first, *current;
    size_t cap;     /* bytes it may take from the system */
    size_t held;    /* bytes taken */
    size_t used;    /* bytes handed out since the last reset */
    bool exhausted; /* the cap was hit */
    bool no_memory; /* malloc failed, here or in a buffer that made text for this arena */
};

void arena_init(struct arena *arena, size_t cap);
/* Gives everything back to the arena (which may keep it for what comes next) / to the system.  Both forget a failure;
 * the cap stays.  What fits into an arena does not depend on what was in it before a reset. */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

/* n bytes, or count * size bytes, zeroed; NULL when the cap or memory is exhausted (also when count * size
 * overflows).  For 0 bytes it is some address, not NULL. */
void *arena_alloc(struct arena *arena, size_t n);
void *arena_array(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

/* A copy of s, followed by a NUL that is not counted.  On exhaustion {NULL, 0} and *ok is cleared (ok may be
 * NULL; it is never set). */
struct xbz_str arena_str(struct arena *arena, struct xbz_str s, bool *ok);

/* What a NULL means: XBZ_FATAL when malloc failed, else otherwise. */
enum xbz_status arena_status(const struct arena *arena, enum xbz_status otherwise);

/* The diagnostic that tells why the arena of a filing gave NULL: want of memory, or its cap. */
enum xbz_code arena_code(const struct arena *arena);

/* Allocation outside arenas, for objects that live as long as a run: zeroed, freed by mem_free.  mem_resize keeps the
 * bytes that fit, leaves added ones as they come, and on NULL leaves p as it was; p may be NULL. */
void *mem_alloc(size_t n);
void *mem_resize(void *p, size_t n);
void mem_free(void *p);

/* Makes the nth allocation from now fail (0: none), for the tests' allocation sweep; returns how many were made
 * since the last call.  Only in builds with XBZ_TEST_ALLOC; in others it does nothing and returns 0.  The counter is
 * one for the process and may be used by several threads. */
unsigned long mem_fail_at(unsigned long nth);

#endif
