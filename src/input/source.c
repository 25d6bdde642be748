/* source.c - peek and consume over blocks; files, pipes and callbacks as blocks. */
#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"

void source_init(struct source *source, source_pull *pull, void *ctx)
{
    source->pull = pull;
    source->ctx = ctx;
    source->block = NULL;
    source->left = 0;
    source->join_at = source->join_end = 0;
    source->position = 0;
    source->state = XBZ_OK;
    source->damaged = false;
}

/* Replaces the block, which is used up, by the next one. */
static enum xbz_status next_block(struct source *source)
{
    bool damaged = false;

    if (source->state != XBZ_OK)
        return source->state;
    source->state = source->pull(source->ctx, &source->block, &source->left, &damaged);
    if (source->state != XBZ_OK) {
        source->left = 0;
        source->damaged = damaged;
    }
    return source->state;
}

enum xbz_status source_block(struct source *source, const unsigned char **bytes, size_t *n)
{
    if (source->join_at < source->join_end) {
        *bytes = source->join + source->join_at;
        *n = source->join_end - source->join_at;
        return XBZ_OK;
    }
    while (source->left == 0) {
        enum xbz_status status = next_block(source);
        if (status != XBZ_OK) {
            *bytes = NULL;
            *n = 0;
            return status;
        }
    }
    *bytes = source->block;
    *n = source->left;
    return XBZ_OK;
}

/* Appends bytes of the block to join, as far as want needs and no further: the rest stays where it is. */
static void join_from_block(struct source *source, size_t want)
{
    size_t held = source->join_end;
    size_t n = want - held < source->left ? want - held : source->left;

    memcpy(source->join + held, source->block, n);
    source->join_end += n;
    source->block += n;
    source->left -= n;
}

enum xbz_status source_peek(struct source *source, size_t want, const unsigned char **bytes, size_t *n)
{
    if (want > SOURCE_PEEK)
        want = SOURCE_PEEK;
    if (source->join_at == source->join_end) {
        enum xbz_status status = source_block(source, bytes, n);
        if (status == XBZ_END)
            return XBZ_OK;
        if (status != XBZ_OK || *n >= want)
            return status;
        source->join_at = source->join_end = 0;
    } else if (source->join_end - source->join_at < want) {
        source->join_end -= source->join_at;
        memmove(source->join, source->join + source->join_at, source->join_end);
        source->join_at = 0;
    }

    while (source->join_end - source->join_at < want) {
        if (source->left == 0) {
            enum xbz_status status = next_block(source);
            if (status == XBZ_FATAL)
                return status;
            if (status == XBZ_END)
                break;
        }
        join_from_block(source, want);
    }
    *bytes = source->join + source->join_at;
    *n = source->join_end - source->join_at;
    return XBZ_OK;
}

void source_consume(struct source *source, size_t n)
{
    source->position += n;
    if (source->join_at < source->join_end) {
        source->join_at += n;
        return;
    }
    source->block += n;
    source->left -= n;
}

enum xbz_status source_drain(struct source *source)
{
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;

    while ((status = source_block(source, &bytes, &n)) == XBZ_OK)
        source_consume(source, n);
    return status == XBZ_END ? XBZ_OK : status;
}

void source_report(struct xbz_run *run, struct xbz_str path, enum xbz_code code, const char *format, ...)
{
    const struct xbz_filing *before = run->filing;
    struct xbz_filing here = {.path = path};
    char detail[512];
    va_list args;

    va_start(args, format);
    if (vsnprintf(detail, sizeof(detail), format, args) < 0)
        detail[0] = '\0';
    va_end(args);
    if (!before)
        run->filing = &here;
    run_diag(run, code, NOWHERE, "%s", detail);
    run->filing = before;
}

/* ---- where bytes come from ---- */

void input_init(struct input *input, struct xbz_run *run)
{
    *input = (struct input){.run = run, .fd = -1, .block_bytes = run->limits.block_bytes};
    if (input->block_bytes == 0)
        input->block_bytes = 1;
}

static enum xbz_status start(struct input *input, const char *path)
{
    input_close(input);
    input->path = str_of(path);
    if (!input->block)
        input->block = mem_alloc(input->block_bytes);
    if (!input->block)
        return run_fail(input->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return XBZ_OK;
}

static enum xbz_status unreadable(struct input *input, int error)
{
    char text[128];

    if (strerror_r(error, text, sizeof(text)) != 0)
        snprintf(text, sizeof(text), "error %d", error);
    source_report(input->run, input->path, XBZ_D_INPUT_UNREADABLE, "%s", text);
    return XBZ_FAIL;
}

static void note_size(struct input *input)
{
    struct stat st;

    if (fstat(input->fd, &st) != 0 || !S_ISREG(st.st_mode))
        return;
    input->size_known = true;
    input->seekable = lseek(input->fd, 0, SEEK_CUR) == 0;
    input->size = st.st_size > 0 ? (uint64_t)st.st_size : 0;
    input->mtime = (int64_t)st.st_mtime;
}

enum xbz_status input_open(struct input *input, const char *path, bool follow)
{
    TRY(start(input, path));
    do {
        input->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (follow ? 0 : O_NOFOLLOW));
    } while (input->fd < 0 && errno == EINTR && !input->run->cancelled);
    if (input->fd < 0)
        return unreadable(input, errno);
    input->own_fd = true;
    note_size(input);
    return XBZ_OK;
}

enum xbz_status input_open_stdin(struct input *input, const char *name)
{
    TRY(start(input, name));
    input->fd = STDIN_FILENO;
    input->own_fd = false;
    note_size(input);
    return XBZ_OK;
}

enum xbz_status input_open_callback(struct input *input, const char *name, xbz_read_fn *read, void *ctx)
{
    TRY(start(input, name));
    input->read = read;
    input->read_ctx = ctx;
    return XBZ_OK;
}

bool input_seek(struct input *input, uint64_t at)
{
    return input->seekable && at <= input->size && lseek(input->fd, (off_t)at, SEEK_SET) == (off_t)at;
}

void input_close(struct input *input)
{
    if (input->own_fd && input->fd >= 0)
        close(input->fd);
    input->fd = -1;
    input->own_fd = false;
    input->read = NULL;
    input->size_known = input->seekable = false;
    input->size = input->taken = 0;
    input->mtime = 0;
}

void input_free(struct input *input)
{
    input_close(input);
    mem_free(input->block);
    input->block = NULL;
}

enum xbz_status input_pull(void *ctx, const unsigned char **bytes, size_t *n, bool *damaged)
{
    struct input *input = ctx;
    long got;

    do {
        if (input->run->cancelled)
            return XBZ_FATAL;
        errno = 0;
        if (input->read)
            got = input->read(input->read_ctx, input->block, input->block_bytes);
        else
            got = (long)read(input->fd, input->block, input->block_bytes);
    } while (got < 0 && !input->read && errno == EINTR);

    if (got < 0 || (size_t)got > input->block_bytes) {
        int error = errno;
        if (input->read && error == 0)
            error = EIO;
        *damaged = true;
        return unreadable(input, error) == XBZ_FATAL ? XBZ_FATAL : XBZ_END;
    }
    if (got == 0)
        return XBZ_END;
    input->taken += (uint64_t)got;
    if (input->run->tick)
        input->run->tick(input->run->tick_ctx);
    *bytes = input->block;
    *n = (size_t)got;
    return XBZ_OK;
}
