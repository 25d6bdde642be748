/* stream.c - buffered bytes with a sticky error. */
#include "output/stream.h"

#include <string.h>

void stream_init(struct stream *stream, stream_write_fn *write, void *ctx)
{
    stream->write = write;
    stream->ctx = ctx;
    stream->error = 0;
    stream->total = 0;
    stream->n = 0;
}

void stream_flush(struct stream *stream)
{
    if (stream->n > 0 && !stream->error)
        stream->error = stream->write(stream->ctx, stream->buffer, stream->n);
    stream->n = 0;
}

void stream_bytes(struct stream *stream, const void *bytes, size_t n)
{
    if (stream->error || n == 0)
        return;
    stream->total += n;
    if (n > STREAM_BUFFER - stream->n)
        stream_flush(stream);
    if (n >= STREAM_BUFFER) {
        if (!stream->error)
            stream->error = stream->write(stream->ctx, bytes, n);
        return;
    }
    memcpy(stream->buffer + stream->n, bytes, n);
    stream->n += n;
}

void stream_byte(struct stream *stream, char byte)
{
    stream_bytes(stream, &byte, 1);
}

void stream_text(struct stream *stream, const char *text)
{
    stream_bytes(stream, text, strlen(text));
}

void stream_str(struct stream *stream, struct xbz_str s)
{
    stream_bytes(stream, s.p, s.n);
}

void stream_int(struct stream *stream, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? (uint64_t)0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        digits[--at] = '-';
    stream_bytes(stream, digits + at, sizeof digits - at);
}

void stream_fill(struct stream *stream, char byte, size_t n)
{
    char run[64];
    memset(run, byte, sizeof run);
    for (; n > sizeof run; n -= sizeof run)
        stream_bytes(stream, run, sizeof run);
    stream_bytes(stream, run, n);
}
