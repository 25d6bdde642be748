/* buf.c - growable bytes. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

#define FIRST_ROOM 64

void buf_init(struct buf *buf, size_t max)
{
    /* One byte more than max is kept for the NUL of buf_cstr. */
    *buf = (struct buf){.max = max < SIZE_MAX ? max : SIZE_MAX - 1};
}

void buf_free(struct buf *buf)
{
    mem_free(buf->p);
    buf_init(buf, buf->max);
}

void buf_clear(struct buf *buf)
{
    buf->n = 0;
    buf->full = false;
}

/* Makes room for n more bytes and a NUL; returns how many of the n fit. */
static size_t reserve(struct buf *buf, size_t n)
{
    if (buf->full || buf->no_memory)
        return 0;
    if (n > buf->max - buf->n) {
        buf->full = true;
        n = buf->max - buf->n;
    }
    size_t need = buf->n + n + 1;
    if (need <= buf->room)
        return n;

    size_t room = buf->room ? buf->room : FIRST_ROOM;
    while (room < need)
        room = room > SIZE_MAX / 2 ? need : room * 2;
    if (room > buf->max + 1)
        room = buf->max + 1;
    char *grown = mem_resize(buf->p, room);
    if (!grown) {
        buf->no_memory = true;
        return 0;
    }
    buf->p = grown;
    buf->room = room;
    return n;
}

void buf_add(struct buf *buf, const void *bytes, size_t n)
{
    size_t fits = n ? reserve(buf, n) : 0;

    if (fits) {
        memcpy(buf->p + buf->n, bytes, fits);
        buf->n += fits;
    }
}

void buf_byte(struct buf *buf, char byte)
{
    if (reserve(buf, 1))
        buf->p[buf->n++] = byte;
}

void buf_text(struct buf *buf, const char *text)
{
    if (text)
        buf_add(buf, text, strlen(text));
}

void buf_str(struct buf *buf, struct xbz_str s)
{
    buf_add(buf, s.p, s.n);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length <= 0)
        return;

    size_t fits = reserve(buf, (size_t)length);
    if (!fits)
        return;
    va_start(args, format);
    (void)vsnprintf(buf->p + buf->n, fits + 1, format, args);
    va_end(args);
    buf->n += fits;
}

struct xbz_str buf_view(const struct buf *buf)
{
    return (struct xbz_str){buf->p, buf->n};
}

const char *buf_cstr(struct buf *buf)
{
    if (!buf->p)
        return "";
    buf->p[buf->n] = '\0';
    return buf->p;
}
