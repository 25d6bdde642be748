/* spool.h - bytes kept until their place in the output has come: in memory up to a cap, beyond it in a temporary
 * file that has no name. */
#ifndef XBZ_OUTPUT_SPOOL_H
#define XBZ_OUTPUT_SPOOL_H

#include "base/buf.h"
#include "output/stream.h"

struct spool {
    struct buf memory;
    int fd; /* -1: none */
    uint64_t in_file;
};

void spool_init(struct spool *spool, size_t memory_max);
void spool_free(struct spool *spool);
void spool_clear(struct spool *spool); /* empties it and lets go of the file */

int spool_write(void *ctx, const void *bytes, size_t n); /* a stream_write_fn; ctx is the spool */
uint64_t spool_size(const struct spool *spool);

/* Reads up to n bytes from byte at on.  Returns how many, 0 at the end, -1 on an error (errno). */
long spool_read(const struct spool *spool, uint64_t at, void *bytes, size_t n);

/* Writes n bytes from byte at on to a stream.  Returns 0 or an errno value of reading; errors of writing are the
 * stream's. */
int spool_copy(const struct spool *spool, uint64_t at, uint64_t n, struct stream *to);

#endif
