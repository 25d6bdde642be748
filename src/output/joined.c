/* joined.c - filings appended to one file. */
#include "output/joined.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_CAP 65536

static int write_file(void *ctx, const void *bytes, size_t n)
{
    struct joined *j = ctx;
    const char *at = bytes;
    while (n > 0) {
        ssize_t done = write(j->fd, at, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done < 0 ? errno : EIO;
        at += done;
        n -= (size_t)done;
    }
    return 0;
}

enum xbz_status joined_failed(struct joined *j, int error)
{
    char reason[128];
    if (j->reported)
        return XBZ_FATAL;
    j->reported = true;
    if (strerror_r(error, reason, sizeof reason) != 0)
        (void)snprintf(reason, sizeof reason, "error %d", error);
    return run_fail(j->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "%s: %s",
                    j->path.n ? buf_cstr(&j->path) : "standard output", reason);
}

/* The temporary name, empty for a device or pipe; names of unfinished work are known beforehand, others unique. */
static void name_temporary(struct joined *j)
{
    struct stat info;
    if (stat(buf_cstr(&j->path), &info) == 0 && !S_ISREG(info.st_mode))
        return;
    buf_str(&j->temporary, buf_view(&j->path));
    if (j->keep)
        buf_text(&j->temporary, ".partial");
    else
        buf_printf(&j->temporary, ".xbrlize-%ld.tmp", (long)getpid());
}

static enum xbz_status open_file(struct joined *j, uint64_t resume_at)
{
    name_temporary(j);
    const char *name = j->temporary.n ? buf_cstr(&j->temporary) : buf_cstr(&j->path);
    if (j->path.no_memory || j->temporary.no_memory || j->temporary.full)
        return joined_failed(j, j->temporary.full ? ENAMETOOLONG : ENOMEM);
    /* A run that was ended between giving the file its name and saying so: its work goes on from there. */
    if (resume_at && access(name, F_OK) != 0)
        (void)rename(buf_cstr(&j->path), name);
    int flags = resume_at ? O_WRONLY : j->temporary.n ? O_WRONLY | O_CREAT | O_TRUNC : O_WRONLY;
    j->fd = open(name, flags | O_CLOEXEC, 0666);
    if (j->fd < 0)
        return joined_failed(j, errno);
    if (!resume_at)
        return XBZ_OK;
    if (ftruncate(j->fd, (off_t)resume_at) != 0 || lseek(j->fd, (off_t)resume_at, SEEK_SET) < 0)
        return joined_failed(j, errno);
    return XBZ_OK;
}

enum xbz_status joined_open(struct joined *j, struct xbz_run *run, const char *path, bool gzip, bool keep,
                            uint64_t resume_at)
{
    memset(j, 0, sizeof *j);
    j->run = run;
    j->keep = keep;
    j->base = resume_at;
    j->fd = STDOUT_FILENO;
    buf_init(&j->path, PATH_CAP);
    buf_init(&j->temporary, PATH_CAP);
    buf_text(&j->path, path ? path : "");
    stream_init(&j->main, write_file, j);
    j->top = &j->main;
    if (gzip) {
        j->gzip = deflater_new(DEFLATE_GZIP);
        if (!j->gzip)
            return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        j->top = NULL;
    }
    return path ? open_file(j, resume_at) : XBZ_OK;
}

struct stream *joined_stream(struct joined *j)
{
    if (!j->top)
        j->top = deflater_begin(j->gzip, &j->main);
    if (j->top)
        return j->top;
    j->main.error = ENOMEM; /* what is written now is lost, and that is told when the filing ends */
    return &j->main;
}

static int error_of(const struct joined *j)
{
    return j->top && j->top->error ? j->top->error : j->main.error;
}

enum xbz_status joined_flush(struct joined *j, uint64_t *offset)
{
    if (j->gzip && j->top) {
        deflater_end(j->gzip);
        j->top = NULL;
    }
    stream_flush(&j->main);
    if (error_of(j))
        return joined_failed(j, error_of(j));
    j->since = 0;
    j->filings = 0;
    *offset = j->base + j->main.total;
    return XBZ_OK;
}

enum xbz_status joined_filing(struct joined *j, bool *boundary, uint64_t *offset)
{
    *boundary = false;
    if (error_of(j))
        return joined_failed(j, error_of(j));
    j->since = j->top ? j->top->total : 0;
    j->filings++;
    *boundary = !j->gzip || j->since >= JOINED_BYTES || j->filings >= JOINED_FILINGS;
    return *boundary ? joined_flush(j, offset) : XBZ_OK;
}

bool joined_pending(const struct joined *j)
{
    return j->since > 0;
}

enum xbz_status joined_sync(struct joined *j)
{
    if (j->fd < 0 || j->temporary.n == 0)
        return XBZ_OK;
    return fsync(j->fd) == 0 ? XBZ_OK : joined_failed(j, errno);
}

static void release(struct joined *j)
{
    if (j->fd >= 0 && j->path.n)
        (void)close(j->fd);
    j->fd = -1;
    deflater_free(j->gzip);
    j->gzip = NULL;
    j->top = NULL;
    buf_free(&j->path);
    buf_free(&j->temporary);
}

enum xbz_status joined_finish(struct joined *j)
{
    uint64_t offset;
    if (j->gzip && j->base + j->main.total == 0)
        (void)joined_stream(j); /* not even nothing is a gzip file without a member */
    TRY(joined_flush(j, &offset));
    if (j->path.n == 0)
        return XBZ_OK;
    int fd = j->fd;
    j->fd = -1;
    if (close(fd) != 0)
        return joined_failed(j, errno);
    if (j->temporary.n && rename(buf_cstr(&j->temporary), buf_cstr(&j->path)) != 0)
        return joined_failed(j, errno);
    buf_clear(&j->temporary);
    return XBZ_OK;
}

void joined_close(struct joined *j)
{
    if (!j->run)
        return;
    if (j->temporary.n && !j->keep)
        (void)unlink(buf_cstr(&j->temporary));
    release(j);
    j->run = NULL;
}
