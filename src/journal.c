/* journal.c - reading and writing the journal. */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

#define PIECE 4096

static enum xbz_status failed(struct journal *j, const char *what)
{
    return run_fail(j->run, XBZ_D_JOURNAL_UNUSABLE, NOWHERE, "%s: %s", j->path, what);
}

static enum xbz_status failed_with(struct journal *j, int error)
{
    char reason[128];
    if (strerror_r(error, reason, sizeof reason) != 0)
        (void)snprintf(reason, sizeof reason, "error %d", error);
    return failed(j, reason);
}

static long seconds(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? (long)now.tv_sec : 0;
}

static enum xbz_status write_all(struct journal *j, struct xbz_str bytes)
{
    while (bytes.n > 0) {
        ssize_t done = write(j->fd, bytes.p, bytes.n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return failed_with(j, done < 0 ? errno : EIO);
        bytes = str_sub(bytes, (size_t)done, bytes.n);
    }
    return XBZ_OK;
}

/* ---- reading ---- */

/* The line at j->at, without its end, in j->line; END when no complete one is left. */
static enum xbz_status read_line(struct journal *j, struct xbz_str *line)
{
    char piece[PIECE];
    buf_clear(&j->line);
    for (;;) {
        ssize_t got = pread(j->fd, piece, sizeof piece, (off_t)(j->at + j->line.n));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed_with(j, errno);
        const char *end = memchr(piece, '\n', (size_t)got);
        buf_add(&j->line, piece, end ? (size_t)(end - piece) : (size_t)got);
        if (j->line.no_memory)
            return run_fail(j->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        if (j->line.full)
            return failed(j, "a line is too long");
        if (end) {
            *line = buf_view(&j->line);
            j->at += line->n + 1;
            return XBZ_OK;
        }
        if (got == 0)
            return XBZ_END;
    }
}

/* The next field of a line. */
static struct xbz_str field(struct xbz_str *line)
{
    size_t tab = str_find(*line, STR("\t"), 0);
    size_t n = tab == (size_t)-1 ? line->n : tab;
    struct xbz_str value = str_sub(*line, 0, n);
    *line = str_sub(*line, n + (n < line->n), line->n);
    return value;
}

static uint64_t number_field(struct xbz_str *line)
{
    struct xbz_str digits = field(line);
    uint64_t n = 0;
    for (size_t i = 0; i < digits.n && is_digit(digits.p[i]); i++)
        n = n * 10 + (uint64_t)(digits.p[i] - '0');
    return n;
}

static void set_mark(struct journal *j, struct xbz_str mark)
{
    j->taken_up = mark.n > 0 && mark.n < sizeof j->mark;
    if (j->taken_up)
        memcpy(j->mark, mark.p, mark.n);
}

/* A mark no other run has: the time, and the process. */
static void make_mark(struct journal *j)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    uint64_t number = ((uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec) ^ (uint64_t)getpid() << 44;
    (void)snprintf(j->mark, sizeof j->mark, "%016llx", (unsigned long long)number);
}

/* Finds where the last finished group ends. */
static enum xbz_status find_end(struct journal *j)
{
    struct xbz_str line;
    enum xbz_status status;
    uint64_t first = j->at;
    j->end = j->at;
    while ((status = read_line(j, &line)) == XBZ_OK) {
        struct xbz_str kind = field(&line);
        if (str_eq(kind, STR("C"))) {
            j->output_at = number_field(&line);
            j->status_at = number_field(&line);
            j->end = j->at;
        } else if (str_eq(kind, STR("M")) && !j->taken_up) {
            set_mark(j, line);
            j->end = j->at;
        } else if (str_eq(kind, STR("E"))) {
            j->complete = true;
            j->end = j->at;
        }
    }
    j->at = first;
    j->reading = j->end > first;
    return status == XBZ_END ? XBZ_OK : status;
}

static enum xbz_status take_up(struct journal *j, struct xbz_str settings)
{
    struct xbz_str line;
    enum xbz_status status = read_line(j, &line);
    if (status == XBZ_END)
        j->end = 0;
    else if (status != XBZ_OK)
        return status;
    else if (!str_eq(line, settings))
        return failed(j, "it was written by a run with other options");
    else
        TRY(find_end(j));
    if (ftruncate(j->fd, (off_t)j->end) != 0 || lseek(j->fd, (off_t)j->end, SEEK_SET) < 0)
        return failed_with(j, errno);
    return XBZ_OK;
}

/* A lock that ends with the process, however it ends.  Where the file system knows no locks there is none. */
static enum xbz_status lock(struct journal *j)
{
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(j->fd, F_SETLK, &all) == 0 || (errno != EAGAIN && errno != EACCES))
        return XBZ_OK;
    return failed(j, "another run is using it");
}

enum xbz_status journal_open(struct journal *j, struct xbz_run *run, const char *path, bool resume,
                             struct xbz_str settings)
{
    struct stat info;
    memset(j, 0, sizeof *j);
    j->run = run;
    j->path = path;
    j->fd = -1;
    if (!path)
        return XBZ_OK;
    buf_init(&j->line, JOURNAL_LINE_MAX);
    buf_init(&j->held, run->limits.journal_bytes);
    j->synced = seconds();
    j->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (j->fd < 0 || fstat(j->fd, &info) != 0)
        return failed_with(j, errno);
    TRY(lock(j));
    if (info.st_size > 0 && !resume)
        return failed(j, "it holds the record of an earlier run: add --resume, or remove it");
    TRY(take_up(j, settings));
    if (j->end == 0) {
        TRY(write_all(j, settings));
        TRY(write_all(j, STR("\n")));
    }
    if (j->taken_up)
        return XBZ_OK;
    make_mark(j);
    buf_printf(&j->held, "M\t%s\n", j->mark);
    enum xbz_status status = write_all(j, buf_view(&j->held));
    buf_clear(&j->held);
    return status;
}

enum xbz_status journal_next(struct journal *j, struct xbz_str key, bool *found, struct xbz_str *name)
{
    struct xbz_str line, rest;
    *found = false;
    while (j->reading) {
        if (j->at >= j->end) {
            j->reading = false;
            break;
        }
        enum xbz_status status = read_line(j, &line);
        if (status != XBZ_OK)
            return status == XBZ_END ? failed(j, "it cannot be read") : status;
        rest = line;
        if (!str_eq(field(&rest), STR("F")))
            continue;
        if (rest.n <= key.n || memcmp(rest.p, key.p, key.n) != 0 || rest.p[key.n] != '\t')
            return failed(j, "the input is not that of the run it records");
        *name = str_sub(rest, key.n + 1, rest.n);
        *found = true;
        return XBZ_OK;
    }
    return XBZ_OK;
}

/* ---- writing ---- */

static void add_field(struct buf *out, struct xbz_str text)
{
    for (size_t i = 0; i < text.n; i++)
        buf_byte(out, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
}

void journal_key(struct buf *out, const struct xbz_filing *filing)
{
    add_field(out, filing->path);
    buf_byte(out, '\t');
    add_field(out, filing->name);
}

enum xbz_status journal_hold(struct journal *j, struct xbz_str entry, struct xbz_str name)
{
    if (!j->path)
        return XBZ_OK;
    buf_text(&j->held, "F\t");
    buf_str(&j->held, entry);
    buf_byte(&j->held, '\t');
    add_field(&j->held, name);
    buf_byte(&j->held, '\n');
    if (j->held.no_memory || j->held.full)
        return run_fail(j->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, "entries of the journal");
    return XBZ_OK;
}

bool journal_holds(const struct journal *j, size_t more_than)
{
    return j->held.n > more_than;
}

enum xbz_status journal_write(struct journal *j, uint64_t output_at, uint64_t status_at)
{
    if (!j->path)
        return XBZ_OK;
    buf_printf(&j->held, "C\t%llu\t%llu\n", (unsigned long long)output_at, (unsigned long long)status_at);
    TRY(write_all(j, buf_view(&j->held)));
    buf_clear(&j->held);
    return XBZ_OK;
}

bool journal_due(struct journal *j)
{
    return j->path && seconds() - j->synced >= JOURNAL_SECONDS;
}

enum xbz_status journal_sync(struct journal *j)
{
    if (!j->path)
        return XBZ_OK;
    j->synced = seconds();
    return fdatasync(j->fd) == 0 || errno == EINVAL || errno == EROFS ? XBZ_OK : failed_with(j, errno);
}

enum xbz_status journal_end(struct journal *j)
{
    if (!j->path || j->complete)
        return XBZ_OK;
    TRY(write_all(j, STR("E\n")));
    return journal_sync(j);
}

void journal_close(struct journal *j)
{
    if (!j->path)
        return;
    if (j->fd >= 0)
        (void)close(j->fd);
    j->fd = -1;
    buf_free(&j->line);
    buf_free(&j->held);
    j->path = NULL;
}
