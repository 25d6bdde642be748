/* out.c - temporary files, renamed on success. */
#include "output/out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

#define OUT_NAMES_CAP  ((size_t)1 << 20) /* bytes for the names of one filing's files */
#define TEMPORARY_ROOM 64
#define TRIES          1000

/* Temporary names: prefix, mark, a number, suffix. */
#define PREFIX         ".xbrlize-"
#define SUFFIX         ".tmp"

enum out_kind { OUT_CLOSED, OUT_FILE, OUT_DEVICE, OUT_STREAM, OUT_ARCHIVE };

/* A file under its temporary name. */
struct pending {
    struct pending *next;
    const char *temporary, *path;
};

struct xbz_out {
    struct xbz_run *run;
    enum out_kind kind;
    struct arena names;                     /* paths of this filing's files */
    struct pending *pending, *last_pending; /* the files beside it, in order */
    struct pending *main_file;
    const char *mark;       /* in temporary names; NULL: the number of the process */
    const char *path;       /* final path of the main file */
    struct xbz_str folder;  /* of path, with its '/', empty for the working directory */
    int main_fd, side_fd;   /* -1: closed */
    bool gzipped, reported; /* reported: the error has been told */
    bool wrote_shared;
    unsigned serial; /* makes temporary names differ */
    int error;       /* errno value of a failure outside the streams */
    struct buf shared_folder, finished;
    bool shared_known; /* shared_folder is set */
    /* In an archive: the file that is being written, and where it begins in main. */
    struct xbz_str member;
    uint64_t member_at;
    const char *base_folder;
    out_ended_fn *ended;
    struct deflater *gzip;
    struct stream *top; /* what out_main returns */
    struct stream main, side;
};

static int write_all(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        ssize_t done = write(fd, at, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return errno;
        if (done == 0)
            return EIO;
        at += done;
        n -= (size_t)done;
    }
    return 0;
}

static int write_main(void *ctx, const void *bytes, size_t n)
{
    struct xbz_out *out = ctx;
    return write_all(out->main_fd, bytes, n);
}

static int write_side(void *ctx, const void *bytes, size_t n)
{
    struct xbz_out *out = ctx;
    return write_all(out->side_fd, bytes, n);
}

static int write_standard(void *ctx, const void *bytes, size_t n)
{
    (void)ctx;
    return write_all(STDOUT_FILENO, bytes, n);
}

struct xbz_out *out_new(struct xbz_run *run)
{
    struct xbz_out *out = mem_alloc(sizeof *out);
    if (!out)
        return NULL;
    out->run = run;
    out->main_fd = out->side_fd = -1;
    arena_init(&out->names, OUT_NAMES_CAP);
    buf_init(&out->shared_folder, OUT_NAMES_CAP);
    buf_init(&out->finished, OUT_NAMES_CAP);
    return out;
}

void out_free(struct xbz_out *out)
{
    if (!out)
        return;
    out_abort(out);
    arena_free(&out->names);
    buf_free(&out->shared_folder);
    buf_free(&out->finished);
    deflater_free(out->gzip);
    mem_free(out);
}

void out_set_mark(struct xbz_out *out, const char *mark)
{
    out->mark = mark;
}

void out_sweep(const char *folder, const char *mark)
{
    DIR *names = opendir(*folder ? folder : ".");
    const struct dirent *entry;
    const size_t prefix = sizeof PREFIX - 1, n = strlen(mark);
    while (names && (entry = readdir(names)) != NULL) {
        const char *name = entry->d_name;
        if (strncmp(name, PREFIX, prefix) == 0 && strncmp(name + prefix, mark, n) == 0 && name[prefix + n] == '-')
            (void)unlinkat(dirfd(names), name, 0);
    }
    if (names)
        (void)closedir(names);
}

static void out_start(struct xbz_out *out, enum out_kind kind, stream_write_fn *write, void *ctx)
{
    out_abort(out);
    arena_reset(&out->names);
    out->kind = kind;
    out->path = "";
    out->folder = (struct xbz_str){NULL, 0};
    out->pending = out->last_pending = out->main_file = NULL;
    out->gzipped = out->reported = out->wrote_shared = false;
    out->error = 0;
    stream_init(&out->main, write, ctx);
    stream_init(&out->side, write_side, out);
    out->top = &out->main;
}

/* Reports the first error and remembers that it has. */
static enum xbz_status out_failed(struct xbz_out *out, int error)
{
    if (out->reported)
        return XBZ_FATAL;
    out->reported = true;
    if (!out->error)
        out->error = error;
    char reason[128];
    if (strerror_r(error, reason, sizeof reason) != 0)
        (void)snprintf(reason, sizeof reason, "error %d", error);
    const char *path = out->kind == OUT_STREAM ? "standard output" : out->path;
    return run_fail(out->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "%s: %s", path, reason);
}

/* Makes every folder of a path that ends in '/'. */
static int make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        int failed = mkdir(path, 0777) != 0 && errno != EEXIST ? errno : 0;
        *at = '/';
        if (failed)
            return failed;
    }
    return 0;
}

/* Creates a file of an unused temporary name in the folder and queues its renaming.  Returns its descriptor, or -1
 * and out->error. */
static int create_temporary(struct xbz_out *out, const char *path, struct pending **made)
{
    size_t room = out->folder.n + TEMPORARY_ROOM;
    struct pending *file = ARENA_NEW(&out->names, struct pending);
    char *name = arena_alloc(&out->names, room);
    if (!file || !name) {
        out->error = ENOMEM;
        return -1;
    }
    const char *mark = out->mark;
    char number[TEMPORARY_ROOM / 2];
    if (!mark) {
        (void)snprintf(number, sizeof number, "%ld", (long)getpid());
        mark = number;
    }
    for (unsigned i = 0; i < TRIES; i++) {
        (void)snprintf(name, room, "%.*s" PREFIX "%s-%u" SUFFIX, (int)out->folder.n, out->folder.n ? out->folder.p : "",
                       mark, ++out->serial);
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            file->temporary = name;
            file->path = path;
            *made = file;
            return fd;
        }
        if (errno != EEXIST)
            break;
    }
    out->error = errno;
    return -1;
}

enum xbz_status out_open_file(struct xbz_out *out, const char *path)
{
    out_start(out, OUT_FILE, write_main, out);
    struct xbz_str copy = arena_str(&out->names, str_of(path), NULL);
    struct xbz_str folder = arena_str(&out->names, str_of(path), NULL);
    if (!copy.p || !folder.p)
        return out_failed(out, ENOMEM);
    out->path = copy.p;
    while (folder.n > 0 && folder.p[folder.n - 1] != '/')
        folder.n--;
    out->folder = (struct xbz_str){copy.p, folder.n};

    struct stat info;
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
        out->kind = OUT_DEVICE;
        out->main_fd = S_ISDIR(info.st_mode) ? -1 : open(path, O_WRONLY | O_CLOEXEC);
        if (out->main_fd < 0)
            return out_failed(out, S_ISDIR(info.st_mode) ? EISDIR : errno);
        return XBZ_OK;
    }
    if (folder.n > 0) {
        char *text = arena_alloc(&out->names, folder.n + 1);
        if (!text)
            return out_failed(out, ENOMEM);
        memcpy(text, folder.p, folder.n);
        int failed = make_folders(text);
        if (failed)
            return out_failed(out, failed);
    }
    out->main_fd = create_temporary(out, out->path, &out->main_file);
    return out->main_fd < 0 ? out_failed(out, out->error) : XBZ_OK;
}

void out_open_stream(struct xbz_out *out, stream_write_fn *write, void *ctx)
{
    out_start(out, OUT_STREAM, write, ctx);
}

enum xbz_status out_open_archive(struct xbz_out *out, const char *path, const char *base_folder, stream_write_fn *write,
                                 out_ended_fn *ended, void *ctx)
{
    bool ok = true;
    out_start(out, OUT_ARCHIVE, write, ctx);
    out->member = arena_str(&out->names, str_of(path), &ok);
    if (!ok)
        return out_failed(out, ENOMEM);
    out->folder = out->member;
    while (out->folder.n > 0 && out->folder.p[out->folder.n - 1] != '/')
        out->folder.n--;
    out->member_at = 0;
    out->base_folder = base_folder;
    out->ended = ended;
    return XBZ_OK;
}

void out_open_standard(struct xbz_out *out)
{
    out_start(out, OUT_STREAM, write_standard, NULL);
}

struct stream *out_main(struct xbz_out *out)
{
    return out->top;
}

enum xbz_status out_gzip(struct xbz_out *out)
{
    if (!out->gzip)
        out->gzip = deflater_new(DEFLATE_GZIP);
    struct stream *top = out->gzip ? deflater_begin(out->gzip, &out->main) : NULL;
    if (!top)
        return run_fail(out->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    out->gzipped = true;
    out->top = top;
    return XBZ_OK;
}

bool out_has_sides(const struct xbz_out *out)
{
    return out->kind == OUT_FILE || out->kind == OUT_ARCHIVE;
}

const char *out_base_folder(const struct xbz_out *out)
{
    return out->kind == OUT_ARCHIVE ? out->base_folder : "";
}

static void end_gzip(struct xbz_out *out)
{
    if (out->gzipped)
        deflater_end(out->gzip);
    out->gzipped = false;
}

/* Ends the file of an archive that is being written. */
static void end_member(struct xbz_out *out)
{
    end_gzip(out);
    out->top = &out->main;
    if (!out->error)
        out->error = out->ended(out->main.ctx, out->member, out->main.total - out->member_at);
    out->member_at = out->main.total;
}

/* Ends the file beside the main one that is being written, if any. */
static void close_side(struct xbz_out *out)
{
    if (out->side_fd < 0)
        return;
    stream_flush(&out->side);
    if (!out->error)
        out->error = out->side.error;
    if (close(out->side_fd) != 0 && !out->error)
        out->error = errno;
    out->side_fd = -1;
}

enum xbz_status out_side(struct xbz_out *out, struct xbz_str name, struct stream **stream)
{
    close_side(out);
    *stream = out->kind == OUT_ARCHIVE ? &out->main : &out->side;
    char *path = arena_alloc(&out->names, out->folder.n + name.n + 1);
    if (!path)
        return out_failed(out, ENOMEM);
    if (out->folder.n > 0)
        memcpy(path, out->folder.p, out->folder.n);
    if (name.n > 0)
        memcpy(path + out->folder.n, name.p, name.n);

    if (out->kind == OUT_ARCHIVE) {
        end_member(out);
        out->member = (struct xbz_str){path, out->folder.n + name.n};
        return out_status(out);
    }
    struct pending *made;
    out->side_fd = create_temporary(out, path, &made);
    if (out->side_fd < 0)
        return out_failed(out, out->error);
    if (out->last_pending)
        out->last_pending->next = made;
    else
        out->pending = made;
    out->last_pending = made;
    stream_init(&out->side, write_side, out);
    return XBZ_OK;
}

bool out_wants_shared(const struct xbz_out *out)
{
    return out->kind != OUT_ARCHIVE && (!out->shared_known || !str_eq(buf_view(&out->shared_folder), out->folder));
}

void out_wrote_shared(struct xbz_out *out)
{
    out->wrote_shared = true;
}

enum xbz_status out_status(struct xbz_out *out)
{
    int error = out->error;
    if (!error)
        error = out->top->error;
    if (!error)
        error = out->main.error;
    if (!error && out->side_fd >= 0)
        error = out->side.error;
    return error ? out_failed(out, error) : XBZ_OK;
}

/* Completes the streams and closes the descriptors; the first error is kept in out->error. */
static void complete_streams(struct xbz_out *out)
{
    close_side(out);
    if (out->kind == OUT_ARCHIVE)
        end_member(out);
    end_gzip(out);
    stream_flush(&out->main);
    if (!out->error)
        out->error = out->main.error;
    if (out->main_fd >= 0 && close(out->main_fd) != 0 && !out->error)
        out->error = errno;
    out->main_fd = -1;
}

static void rename_pending(struct xbz_out *out, struct pending *file)
{
    if (out->error)
        return;
    if (rename(file->temporary, file->path) != 0)
        out->error = errno;
    else
        file->temporary = NULL;
}

/* Whatever asks for memory comes before the first file gets its name. */
static void note_names(struct xbz_out *out)
{
    if (out->wrote_shared) {
        buf_clear(&out->shared_folder);
        buf_str(&out->shared_folder, out->folder);
        out->shared_known = false;
    }
    buf_clear(&out->finished);
    buf_text(&out->finished, out->path);
    (void)buf_cstr(&out->finished);
    if (!out->error && (out->shared_folder.no_memory || out->finished.no_memory))
        out->error = ENOMEM;
}

enum xbz_status out_finish(struct xbz_out *out)
{
    if (out->kind == OUT_CLOSED)
        return XBZ_OK;
    complete_streams(out);
    note_names(out);
    for (struct pending *file = out->pending; file; file = file->next)
        rename_pending(out, file);
    if (out->main_file)
        rename_pending(out, out->main_file);
    if (out->error) {
        enum xbz_status status = out_failed(out, out->error);
        out_abort(out);
        return status;
    }
    out->shared_known = out->shared_known || (out->wrote_shared && !out->shared_folder.full);
    out->kind = OUT_CLOSED;
    return XBZ_OK;
}

void out_abort(struct xbz_out *out)
{
    if (out->kind == OUT_CLOSED)
        return;
    if (out->side_fd >= 0)
        (void)close(out->side_fd);
    if (out->main_fd >= 0)
        (void)close(out->main_fd);
    out->side_fd = out->main_fd = -1;
    for (struct pending *file = out->pending; file; file = file->next) {
        if (file->temporary)
            (void)unlink(file->temporary);
    }
    if (out->main_file && out->main_file->temporary)
        (void)unlink(out->main_file->temporary);
    out->kind = OUT_CLOSED;
    out->path = "";
}

const char *out_path(const struct xbz_out *out)
{
    return out->finished.n > 0 ? out->finished.p : "";
}
