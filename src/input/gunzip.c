/* gunzip.c - gzip members, checked, as blocks. */
#include "input/gunzip.h"

#include <limits.h>

#include "base/arena.h"

/* 32 KiB is the largest window of deflate; 16 asks for gzip with its check, and nothing else. */
#define WINDOW_BITS  (15 + 16)

/* A member's header: magic, method deflate, reserved flags unset. */
#define HEADER_BYTES 4

void gunzip_init(struct gunzip *gunzip, struct xbz_run *run)
{
    *gunzip = (struct gunzip){.run = run, .block_bytes = run->limits.block_bytes};
    if (gunzip->block_bytes == 0)
        gunzip->block_bytes = 1;
}

bool gunzip_matches(const unsigned char *bytes, size_t n)
{
    return n >= HEADER_BYTES && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 && (bytes[3] & 0xE0) == 0;
}

static void *take(void *opaque, uInt items, uInt size)
{
    (void)opaque;
    return mem_alloc((size_t)items * size);
}

static void give(void *opaque, void *address)
{
    (void)opaque;
    mem_free(address);
}

enum xbz_status gunzip_start(struct gunzip *gunzip, struct source *in, struct xbz_str path)
{
    gunzip->in = in;
    gunzip->path = path;
    gunzip->in_member = gunzip->done = gunzip->lost = false;
    if (!gunzip->block)
        gunzip->block = mem_alloc(gunzip->block_bytes);
    if (!gunzip->block)
        return run_fail(gunzip->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (gunzip->started)
        return XBZ_OK; /* each member resets it */
    gunzip->stream = (z_stream){.zalloc = take, .zfree = give};
    if (inflateInit2(&gunzip->stream, WINDOW_BITS) != Z_OK)
        return run_fail(gunzip->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    gunzip->started = true;
    return XBZ_OK;
}

void gunzip_free(struct gunzip *gunzip)
{
    if (gunzip->started)
        inflateEnd(&gunzip->stream);
    gunzip->started = false;
    mem_free(gunzip->block);
    gunzip->block = NULL;
}

/* What stands after a member: nothing, another member, padding, or bytes that do not belong to the file. */
static enum xbz_status after_member(struct gunzip *gunzip)
{
    const unsigned char *bytes;
    size_t n;

    TRY(source_peek(gunzip->in, HEADER_BYTES, &bytes, &n));
    if (gunzip_matches(bytes, n)) {
        gunzip->in_member = true;
        return inflateReset(&gunzip->stream) == Z_OK ? XBZ_OK : XBZ_FATAL;
    }
    gunzip->done = true;
    for (;;) {
        enum xbz_status status = source_block(gunzip->in, &bytes, &n);
        if (status != XBZ_OK)
            return status == XBZ_END ? XBZ_OK : status;
        for (size_t i = 0; i < n; i++) {
            if (bytes[i] == 0)
                continue;
            source_report(gunzip->run, gunzip->path, XBZ_D_INPUT_TRAILING, "from byte %llu of the compressed data",
                          (unsigned long long)(gunzip->in->position + i));
            return source_drain(gunzip->in);
        }
        source_consume(gunzip->in, n);
    }
}

/* Reports the damage unless what lies below has done so already. */
static void give_up(struct gunzip *gunzip, enum xbz_code code, const char *what)
{
    gunzip->done = gunzip->lost = true;
    gunzip->in_member = false;
    if (!gunzip->in->damaged)
        source_report(gunzip->run, gunzip->path, code, "gzip: %s at byte %llu of the compressed data", what,
                      (unsigned long long)gunzip->in->position);
}

/* Inflates until the block is full, the member ends or the input does. */
static enum xbz_status fill(struct gunzip *gunzip)
{
    z_stream *stream = &gunzip->stream;

    while (gunzip->in_member && stream->avail_out > 0) {
        const unsigned char *bytes;
        size_t n;
        enum xbz_status status = source_block(gunzip->in, &bytes, &n);
        if (status == XBZ_FATAL)
            return status;
        if (status == XBZ_END) {
            give_up(gunzip, XBZ_D_INPUT_TRUNCATED, "the input ends");
            break;
        }
        if (n > UINT_MAX)
            n = UINT_MAX;
        stream->next_in = bytes;
        stream->avail_in = (uInt)n;
        int result = inflate(stream, Z_NO_FLUSH);
        source_consume(gunzip->in, n - stream->avail_in);
        if (result == Z_MEM_ERROR)
            return run_fail(gunzip->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        if (result == Z_STREAM_END)
            gunzip->in_member = false;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            give_up(gunzip, XBZ_D_INPUT_CORRUPT, stream->msg ? stream->msg : "invalid data");
    }
    return XBZ_OK;
}

enum xbz_status gunzip_pull(void *ctx, const unsigned char **bytes, size_t *n, bool *damaged)
{
    struct gunzip *gunzip = ctx;
    size_t room = gunzip->block_bytes < UINT_MAX ? gunzip->block_bytes : UINT_MAX;

    gunzip->stream.next_out = gunzip->block;
    gunzip->stream.avail_out = (uInt)room;
    while (!gunzip->done && gunzip->stream.avail_out > 0) {
        if (!gunzip->in_member)
            TRY(after_member(gunzip));
        if (gunzip->in_member)
            TRY(fill(gunzip));
    }
    *bytes = gunzip->block;
    *n = room - gunzip->stream.avail_out;
    *damaged = gunzip->lost || gunzip->in->damaged;
    return *n > 0 ? XBZ_OK : XBZ_END;
}
