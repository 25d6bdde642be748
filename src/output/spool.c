/* spool.c - memory first, then a file in TMPDIR. */
#include "output/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COPY_BYTES 16384
#define PATH_BYTES 4096

void spool_init(struct spool *spool, size_t memory_max)
{
    buf_init(&spool->memory, memory_max);
    spool->fd = -1;
    spool->in_file = 0;
}

void spool_clear(struct spool *spool)
{
    buf_clear(&spool->memory);
    if (spool->fd >= 0)
        (void)close(spool->fd);
    spool->fd = -1;
    spool->in_file = 0;
}

void spool_free(struct spool *spool)
{
    spool_clear(spool);
    buf_free(&spool->memory);
}

static int open_file(struct spool *spool)
{
    char path[PATH_BYTES];
    const char *folder = getenv("TMPDIR");
    int n = snprintf(path, sizeof path, "%s/xbrlize-XXXXXX", folder && *folder ? folder : "/tmp");
    if (n < 0 || (size_t)n >= sizeof path)
        return ENAMETOOLONG;
    spool->fd = mkstemp(path);
    if (spool->fd < 0)
        return errno;
    (void)unlink(path);
    return 0;
}

int spool_write(void *ctx, const void *bytes, size_t n)
{
    struct spool *spool = ctx;
    if (spool->fd < 0 && n <= spool->memory.max - spool->memory.n) {
        buf_add(&spool->memory, bytes, n);
        return spool->memory.no_memory ? ENOMEM : 0;
    }
    int error = spool->fd < 0 ? open_file(spool) : 0;
    const char *at = bytes;
    while (!error && n > 0) {
        ssize_t done = write(spool->fd, at, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            error = done < 0 ? errno : EIO;
            break;
        }
        at += done;
        n -= (size_t)done;
        spool->in_file += (uint64_t)done;
    }
    return error;
}

uint64_t spool_size(const struct spool *spool)
{
    return spool->memory.n + spool->in_file;
}

long spool_read(const struct spool *spool, uint64_t at, void *bytes, size_t n)
{
    if (at < spool->memory.n) {
        size_t left = spool->memory.n - (size_t)at;
        n = n < left ? n : left;
        memcpy(bytes, spool->memory.p + at, n);
        return (long)n;
    }
    at -= spool->memory.n;
    if (at >= spool->in_file)
        return 0;
    ssize_t got;
    do
        got = pread(spool->fd, bytes, n, (off_t)at);
    while (got < 0 && errno == EINTR);
    return (long)got;
}

int spool_copy(const struct spool *spool, uint64_t at, uint64_t n, struct stream *to)
{
    char piece[COPY_BYTES];
    while (n > 0 && !to->error) {
        long got = spool_read(spool, at, piece, n < sizeof piece ? (size_t)n : sizeof piece);
        if (got <= 0)
            return got < 0 ? errno : EIO;
        stream_bytes(to, piece, (size_t)got);
        at += (uint64_t)got;
        n -= (uint64_t)got;
    }
    return 0;
}
