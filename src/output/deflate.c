/* deflate.c - a compressing stream over another stream. */
#include "output/stream.h"

#include <errno.h>
#include <limits.h>
#include <zlib.h>

#define FAIR         6
#define SMALLEST     9
#define WINDOW       15 /* 32 KiB */
#define GZIP_WRAPPER 16 /* added to the window bits, see zlib.h */
#define MEMORY       8

struct deflater {
    enum deflate_form form;
    z_stream z;
    gz_header header;
    bool ready;      /* z is initialised */
    int level, used; /* wanted, and the one z has */
    struct stream *below;
    struct stream top;
    unsigned char block[STREAM_BUFFER];
};

static voidpf zlib_alloc(voidpf ctx, uInt count, uInt size)
{
    (void)ctx;
    if (size != 0 && count > UINT_MAX / size)
        return Z_NULL;
    return mem_alloc((size_t)count * size);
}

static void zlib_free(voidpf ctx, voidpf p)
{
    (void)ctx;
    mem_free(p);
}

struct deflater *deflater_new(enum deflate_form form)
{
    struct deflater *deflater = mem_alloc(sizeof *deflater);
    if (deflater) {
        deflater->form = form;
        deflater->level = FAIR;
    }
    return deflater;
}

void deflater_effort(struct deflater *deflater, enum deflate_effort effort)
{
    deflater->level = effort == DEFLATE_SMALLEST ? SMALLEST : FAIR;
}

void deflater_free(struct deflater *deflater)
{
    if (!deflater)
        return;
    if (deflater->ready)
        (void)deflateEnd(&deflater->z);
    mem_free(deflater);
}

/* Runs the compressor until it has taken all input (or, finishing, has written everything). */
static int run(struct deflater *deflater, const void *bytes, size_t n, int flush)
{
    const unsigned char *at = bytes;
    do {
        uInt part = n > UINT_MAX ? UINT_MAX : (uInt)n;
        deflater->z.next_in = (z_const Bytef *)at;
        deflater->z.avail_in = part;
        at += part;
        n -= part;
        int result;
        do {
            deflater->z.next_out = deflater->block;
            deflater->z.avail_out = sizeof deflater->block;
            result = deflate(&deflater->z, n > 0 ? Z_NO_FLUSH : flush);
            if (result == Z_STREAM_ERROR)
                return EIO;
            stream_bytes(deflater->below, deflater->block, sizeof deflater->block - deflater->z.avail_out);
        } while (deflater->z.avail_out == 0);
    } while (n > 0);
    return deflater->below->error;
}

static int take(void *ctx, const void *bytes, size_t n)
{
    return run(ctx, bytes, n, Z_NO_FLUSH);
}

struct stream *deflater_begin(struct deflater *deflater, struct stream *below)
{
    if (!deflater->ready) {
        deflater->z.zalloc = zlib_alloc;
        deflater->z.zfree = zlib_free;
        int window = deflater->form == DEFLATE_GZIP ? WINDOW + GZIP_WRAPPER : -WINDOW;
        if (deflateInit2(&deflater->z, deflater->level, Z_DEFLATED, window, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
            return NULL;
        deflater->ready = true;
        deflater->used = deflater->level;
    } else if (deflateReset(&deflater->z) != Z_OK) {
        return NULL;
    }
    if (deflater->used != deflater->level && deflateParams(&deflater->z, deflater->level, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    deflater->used = deflater->level;
    deflater->header = (gz_header){0};
    deflater->header.os = 255; /* unknown: the bytes do not depend on the system */
    if (deflater->form == DEFLATE_GZIP && deflateSetHeader(&deflater->z, &deflater->header) != Z_OK)
        return NULL;
    deflater->below = below;
    stream_init(&deflater->top, take, deflater);
    return &deflater->top;
}

void deflater_end(struct deflater *deflater)
{
    stream_flush(&deflater->top);
    int error = deflater->top.error;
    if (!error)
        error = run(deflater, "", 0, Z_FINISH);
    if (error && !deflater->below->error)
        deflater->below->error = error;
}
