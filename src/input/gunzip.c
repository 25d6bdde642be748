/* gunzip.c - gzip members, checked, as blocks. */
#include "input/gunzip.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "input/crc.h"

/* 32 KiB is the largest window of deflate; negative: without the frame around it, which is read here, because our check
 * sum is faster than zlib's. */
#define WINDOW_BITS   (-15)

/* RFC 1952: magic, method, flags, time, extra flags, system; at the end check sum and length. */
#define HEADER_BYTES  10
#define MAGIC_BYTES   4
#define TRAILER_BYTES 8
enum flag { FLAG_CHECK = 2, FLAG_EXTRA = 4, FLAG_NAME = 8, FLAG_COMMENT = 16, FLAGS_RESERVED = 0xE0 };

void gunzip_init(struct gunzip *gunzip, struct xbz_run *run)
{
    *gunzip = (struct gunzip){.run = run, .block_bytes = run->limits.block_bytes};
    if (gunzip->block_bytes == 0)
        gunzip->block_bytes = 1;
}

bool gunzip_matches(const unsigned char *bytes, size_t n)
{
    return n >= MAGIC_BYTES && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 &&
           (bytes[3] & FLAGS_RESERVED) == 0;
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

/* Reports the damage unless what lies below has done so already. */
static void give_up(struct gunzip *gunzip, enum xbz_code code, const char *what)
{
    gunzip->done = gunzip->lost = true;
    gunzip->in_member = false;
    if (!gunzip->in->damaged)
        source_report(gunzip->run, gunzip->path, code, "gzip: %s at byte %llu of the compressed data", what,
                      (unsigned long long)gunzip->in->position);
}

/* The next n bytes of the frame, at most SOURCE_PEEK, into out; SKIP when the input ends before. */
static enum xbz_status take_bytes(struct gunzip *gunzip, size_t n, unsigned char *out)
{
    const unsigned char *bytes;
    size_t ready;

    TRY(source_peek(gunzip->in, n, &bytes, &ready));
    if (ready < n) {
        give_up(gunzip, XBZ_D_INPUT_TRUNCATED, "the input ends");
        return XBZ_SKIP;
    }
    gunzip->crc = crc_update(gunzip->crc, bytes, n);
    memcpy(out, bytes, n);
    source_consume(gunzip->in, n);
    return XBZ_OK;
}

/* Takes n bytes, or with n 0 all up to a NUL. */
static enum xbz_status pass_over(struct gunzip *gunzip, size_t n)
{
    bool to_nul = n == 0, found = false;

    while (n > 0 || (to_nul && !found)) {
        const unsigned char *bytes;
        size_t ready;
        enum xbz_status status = source_block(gunzip->in, &bytes, &ready);
        if (status == XBZ_END) {
            give_up(gunzip, XBZ_D_INPUT_TRUNCATED, "the input ends");
            return XBZ_SKIP;
        }
        TRY(status);
        if (to_nul) {
            const unsigned char *nul = memchr(bytes, 0, ready);
            found = nul != NULL;
            ready = nul ? (size_t)(nul - bytes) + 1 : ready;
        } else {
            ready = ready < n ? ready : n;
            n -= ready;
        }
        gunzip->crc = crc_update(gunzip->crc, bytes, ready);
        source_consume(gunzip->in, ready);
    }
    return XBZ_OK;
}

/* Reads a member's header; SKIP when it is damaged. */
static enum xbz_status header_parts(struct gunzip *gunzip)
{
    unsigned char bytes[HEADER_BYTES];

    gunzip->crc = 0;
    TRY(take_bytes(gunzip, HEADER_BYTES, bytes));
    unsigned flags = bytes[3];
    if (flags & FLAG_EXTRA) {
        TRY(take_bytes(gunzip, 2, bytes));
        size_t n = bytes[0] | (size_t)bytes[1] << 8;
        if (n > 0)
            TRY(pass_over(gunzip, n));
    }
    if (flags & FLAG_NAME)
        TRY(pass_over(gunzip, 0));
    if (flags & FLAG_COMMENT)
        TRY(pass_over(gunzip, 0));
    if (flags & FLAG_CHECK) {
        unsigned due = gunzip->crc & 0xFFFF;
        TRY(take_bytes(gunzip, 2, bytes));
        if (due != (bytes[0] | (unsigned)bytes[1] << 8)) {
            give_up(gunzip, XBZ_D_INPUT_CORRUPT, "the header's check sum is wrong");
            return XBZ_SKIP;
        }
    }
    return XBZ_OK;
}

static enum xbz_status read_header(struct gunzip *gunzip)
{
    enum xbz_status status = header_parts(gunzip);

    if (status != XBZ_OK)
        return status == XBZ_SKIP ? XBZ_OK : status;
    gunzip->in_member = true;
    gunzip->crc = gunzip->size = 0;
    gunzip->stream.avail_in = 0;
    return inflateReset(&gunzip->stream) == Z_OK ? XBZ_OK : XBZ_FATAL;
}

static uint32_t little_endian(const unsigned char *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* The check sum and the length behind the member's data. */
static enum xbz_status read_trailer(struct gunzip *gunzip)
{
    unsigned char bytes[TRAILER_BYTES];
    uint32_t crc = gunzip->crc;
    enum xbz_status status = take_bytes(gunzip, TRAILER_BYTES, bytes);

    gunzip->in_member = false;
    if (status != XBZ_OK)
        return status == XBZ_SKIP ? XBZ_OK : status;
    if (little_endian(bytes) != crc)
        give_up(gunzip, XBZ_D_INPUT_CORRUPT, "the check sum is wrong");
    else if (little_endian(bytes + 4) != gunzip->size)
        give_up(gunzip, XBZ_D_INPUT_CORRUPT, "the length is wrong");
    return XBZ_OK;
}

/* What stands after a member: nothing, another member, padding, or bytes that do not belong to the file. */
static enum xbz_status after_member(struct gunzip *gunzip)
{
    const unsigned char *bytes;
    size_t n;

    TRY(source_peek(gunzip->in, MAGIC_BYTES, &bytes, &n));
    if (gunzip_matches(bytes, n))
        return read_header(gunzip);
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
        const unsigned char *out = stream->next_out;
        int result = inflate(stream, Z_NO_FLUSH);
        source_consume(gunzip->in, n - stream->avail_in);
        gunzip->crc = crc_update(gunzip->crc, out, (size_t)(stream->next_out - out));
        gunzip->size += (uint32_t)(stream->next_out - out);
        if (result == Z_MEM_ERROR)
            return run_fail(gunzip->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        if (result == Z_STREAM_END)
            return read_trailer(gunzip);
        if (result != Z_OK && result != Z_BUF_ERROR)
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
