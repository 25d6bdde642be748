/* stream.h - bytes on their way out: buffered, with a sticky error.
 *
 * Emitters write into a stream and return nothing.  The first failure is kept, everything after it is dropped, and
 * whoever owns the destination asks for stream->error when the work is done. */
#ifndef XBZ_OUTPUT_STREAM_H
#define XBZ_OUTPUT_STREAM_H

#include "base/arena.h"
#include "base/str.h"

#define STREAM_BUFFER 16384

/* Takes all n bytes.  Returns 0, or an errno value when they are lost. */
typedef int stream_write_fn(void *ctx, const void *bytes, size_t n);

struct stream {
    stream_write_fn *write;
    void *ctx;
    int error;      /* errno value of the first failure, 0 while all is well */
    uint64_t total; /* bytes written into it so far */
    size_t n;       /* bytes waiting in the buffer */
    unsigned char buffer[STREAM_BUFFER];
};

/* Starts a stream over a destination. */
void stream_init(struct stream *stream, stream_write_fn *write, void *ctx);

void stream_bytes(struct stream *stream, const void *bytes, size_t n);
void stream_byte(struct stream *stream, char byte);
void stream_text(struct stream *stream, const char *text); /* NUL-terminated */
void stream_str(struct stream *stream, struct xbz_str s);
void stream_int(struct stream *stream, int64_t number);
void stream_fill(struct stream *stream, char byte, size_t n); /* n times the same byte */

/* Hands the buffer to the destination. */
void stream_flush(struct stream *stream);

/* A compressor (zlib) as a stream on top of another stream.  The same bytes in give the same bytes out: a gzip member
 * (RFC 1952) carries no time, no name and no system.  The memory of the compressor (about 260 KiB) is taken once and
 * used for every piece. */
enum deflate_form {
    DEFLATE_RAW, /* RFC 1951, as in zip members */
    DEFLATE_GZIP /* a gzip member */
};
/* How hard it tries.  The smallest takes twice the time of a report of some 100 KB, and five times that of a schema of
 * 300 KB, for a few hundredths. */
enum deflate_effort { DEFLATE_FAIR, DEFLATE_SMALLEST };
struct deflater;
struct deflater *deflater_new(enum deflate_form form); /* NULL: out of memory */
/* Of the pieces begun from now on; DEFLATE_FAIR at first. */
void deflater_effort(struct deflater *deflater, enum deflate_effort effort);
void deflater_free(struct deflater *deflater);
/* Starts a piece that goes to below; returns the stream to write into, NULL when memory is out. */
struct stream *deflater_begin(struct deflater *deflater, struct stream *below);
/* Completes the piece.  An error of the compressor becomes the error of the stream below. */
void deflater_end(struct deflater *deflater);

#endif
