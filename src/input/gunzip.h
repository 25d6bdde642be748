/* gunzip.h - gzip inflated from one source into blocks for another.
 *
 * All members of the file are inflated one after the other, and each one's CRC-32 and length are checked.  Zero bytes
 * after the last are padding; anything else there is reported (INPUT_TRAILING) and ignored.  Damage is reported as
 * INPUT_TRUNCATED or INPUT_CORRUPT after every byte before it has been given. */
#ifndef XBZ_INPUT_GUNZIP_H
#define XBZ_INPUT_GUNZIP_H

#define ZLIB_CONST
#include <zlib.h>

#include "input/source.h"

struct gunzip {
    struct xbz_run *run;
    struct source *in;
    struct xbz_str path;
    z_stream stream;
    bool started;   /* the inflater is allocated */
    bool in_member; /* between a member's header and its trailer */
    bool done;      /* no member follows */
    bool lost;      /* damage was met */
    uint32_t crc;   /* of the header, then of the member's bytes so far */
    uint32_t size;  /* of the member's bytes so far, modulo 2^32 as in the trailer */
    unsigned char *block;
    size_t block_bytes;
};

void gunzip_init(struct gunzip *gunzip, struct xbz_run *run);
/* in and path (for diagnostics) are borrowed until the next start.  FATAL: no memory.  Memory is kept from one start to
 * the next. */
XBZ_CHECKED enum xbz_status gunzip_start(struct gunzip *gunzip, struct source *in, struct xbz_str path);
void gunzip_free(struct gunzip *gunzip);

/* True when the bytes begin a gzip member. */
bool gunzip_matches(const unsigned char *bytes, size_t n);

/* A source_pull; ctx is the struct gunzip. */
enum xbz_status gunzip_pull(void *ctx, const unsigned char **bytes, size_t *n, bool *damaged);

#endif
