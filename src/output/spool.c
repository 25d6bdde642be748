/* spool.c - memory first, then a file in TMPDIR. */
#include "output/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

int spool_copy(const struct spool *spool, uint64_t at, uint64_t n, struct stream *to)
{
    char piece[COPY_BYTES];
    if (at < spool->memory.n) {
        uint64_t part = spool->memory.n - at < n ? spool->memory.n - at : n;
        stream_bytes(to, spool->memory.p + at, (size_t)part);
        at += part;
        n -= part;
    }
    while (n > 0 && !to->error) {
        size_t part = n < sizeof piece ? (size_t)n : sizeof piece;
        ssize_t got = pread(spool->fd, piece, part, (off_t)(at - spool->memory.n));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? errno : EIO;
        stream_bytes(to, piece, (size_t)got);
        at += (uint64_t)got;
        n -= (uint64_t)got;
    }
    return 0;
}
