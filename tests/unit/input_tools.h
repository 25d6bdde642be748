/* input_tools.h - what the tests of the input stage share: bytes in memory read in steps, and diagnostics counted. */
#ifndef XBZ_TEST_INPUT_TOOLS_H
#define XBZ_TEST_INPUT_TOOLS_H

#include <stdio.h>
#include <string.h>

#include "base/run.h"
#include "input/source.h"

#define STEPS(name) static const size_t name[] = {1, 2, 3, 7, 31, 4096, 1 << 20}

/* Diagnostics: how often each code came, and the path and detail of the last. */
struct told {
    unsigned n[XBZ_D_COUNT], all;
    char path[256], detail[256];
};

static inline void tell(void *ctx, const struct xbz_diag *diag)
{
    struct told *told = ctx;

    told->n[diag->code]++;
    told->all++;
    snprintf(told->path, sizeof(told->path), "%s", diag->path ? diag->path : "");
    snprintf(told->detail, sizeof(told->detail), "%s", diag->detail ? diag->detail : "");
}

static inline struct xbz_run make_run(struct told *told, size_t block_bytes)
{
    memset(told, 0, sizeof(*told));
    return (struct xbz_run){.limits = {.block_bytes = block_bytes,
                                       .repeats = 20,
                                       .unpack_bytes = 10 << 20,
                                       .directory_bytes = 1 << 16,
                                       .depth = XBZ_DEPTH_MOST},
                            .diag = tell,
                            .diag_ctx = told};
}

/* Bytes in memory, read at most step at a time; after them an error when fails. */
struct memory {
    const void *bytes;
    size_t n, at, step;
    bool fails;
};

static inline long memory_read(void *ctx, void *buf, size_t n)
{
    struct memory *memory = ctx;
    size_t left = memory->n - memory->at;

    if (left == 0)
        return memory->fails ? -1 : 0;
    if (n > left)
        n = left;
    if (memory->step && n > memory->step)
        n = memory->step;
    memcpy(buf, (const char *)memory->bytes + memory->at, n);
    memory->at += n;
    return (long)n;
}

#endif
