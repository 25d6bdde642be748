/* container.c - gzip, archives and folders walked to the files in them. */
#include "input/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/str.h"
#include "input/detect.h"
#include "input/entry.h"
#include "input/folder.h"
#include "input/formats.h"
#include "input/gunzip.h"
#include "input/unpack.h"
#include "input/window.h"

#define PATH_BYTES 4096

/* One unpacking: its input, and what it is unpacked to.  Level 0 stands on the open file, each other one on the
 * member of the level before. */
struct level {
    struct container *owner;
    enum wrapping wrapping;
    struct buf path;
    struct source in;
    bool size_known;
    uint64_t size;
    int64_t mtime;
    bool given; /* its only member has been given (a file as it is, gzip) */
    struct gunzip gunzip;
    struct archive *archive;
    bool over;         /* the archive has ended, by damage too */
    bool in_entry;     /* data of an entry can be read */
    bool told_damaged; /* a damaged header was reported */
    bool directory;    /* a zip file that is read by its directory */
    uint64_t at;       /* bytes of in that libarchive has been given, or the place it asked for */
    bool refused;      /* an archive that went on with a window too large: it was reported, and ends there */
    struct window window;
    uint64_t unpack;    /* bytes its decoder takes */
    enum xbz_status io; /* FATAL met below the archive, which libarchive cannot pass on */
};

struct container {
    struct xbz_run *run;
    struct input input;
    struct folder folder;
    struct buf root; /* path of the open file */
    struct level *levels[XBZ_DEPTH_MOST + 1];
    unsigned depth;          /* levels in use */
    bool in_folder, pending; /* pending: the open file has not been begun */
    bool lost;
    uint64_t bytes_before;
    uint64_t unpack; /* bytes that the decoders of all levels take */
};

enum xbz_status container_new(struct container **out, struct xbz_run *run)
{
    struct container *c = mem_alloc(sizeof(*c));

    *out = c;
    if (!c)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    c->run = run;
    input_init(&c->input, run);
    folder_init(&c->folder, run);
    buf_init(&c->root, 64 * 1024);
    return XBZ_OK;
}

static void close_archive(struct level *level)
{
    if (level->archive)
        archive_read_free(level->archive);
    level->archive = NULL;
    level->owner->unpack -= level->unpack;
    level->unpack = 0;
}

static void close_all(struct container *c)
{
    while (c->depth > 0)
        close_archive(c->levels[--c->depth]);
    c->bytes_before += c->input.taken;
    input_close(&c->input);
    folder_close(&c->folder);
    c->in_folder = c->pending = c->lost = false;
}

void container_free(struct container *c)
{
    if (!c)
        return;
    close_all(c);
    for (size_t i = 0; i < XBZ_DEPTH_MOST + 1; i++) {
        if (!c->levels[i])
            continue;
        gunzip_free(&c->levels[i]->gunzip);
        buf_free(&c->levels[i]->path);
        mem_free(c->levels[i]);
    }
    input_free(&c->input);
    folder_free(&c->folder);
    buf_free(&c->root);
    mem_free(c);
}

/* ---- opening ---- */

static enum xbz_status set_root(struct container *c, const char *path)
{
    buf_clear(&c->root);
    buf_text(&c->root, path);
    if (c->root.no_memory)
        return run_fail(c->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return XBZ_OK;
}

enum xbz_status container_open(struct container *c, const char *path)
{
    struct stat st;
    bool is_stdin = strcmp(path, "-") == 0;

    close_all(c);
    TRY(set_root(c, is_stdin ? "stdin" : path));
    if (!is_stdin && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        TRY(folder_open(&c->folder, path));
        c->in_folder = true;
        return XBZ_OK;
    }
    if (is_stdin)
        TRY(input_open_stdin(&c->input, buf_cstr(&c->root)));
    else
        TRY(input_open(&c->input, buf_cstr(&c->root), true));
    c->pending = true;
    return XBZ_OK;
}

enum xbz_status container_open_stream(struct container *c, const char *name, xbz_read_fn *read, void *ctx)
{
    close_all(c);
    TRY(set_root(c, name));
    TRY(input_open_callback(&c->input, buf_cstr(&c->root), read, ctx));
    c->pending = true;
    return XBZ_OK;
}

/* ---- what decoders take ---- */

static bool has_windows(const struct level *level)
{
    return level->wrapping == WRAP_XZ || level->wrapping == WRAP_ZSTD;
}

/* What the level's decoder may take beside those of the other levels. */
static uint64_t unpack_most(const struct level *level)
{
    const struct container *c = level->owner;
    const uint64_t others = c->unpack - level->unpack;

    return c->run->limits.unpack_bytes > others ? c->run->limits.unpack_bytes - others : 0;
}

static void set_unpack(struct level *level, uint64_t bytes)
{
    level->owner->unpack += bytes - level->unpack;
    level->unpack = bytes;
}

static void report_window(const struct level *level, struct xbz_str path, uint64_t bytes)
{
    const unsigned long long most = unpack_most(level) / 1024;

    if (bytes == UNPACK_UNKNOWN)
        source_report(level->owner->run, path, XBZ_D_WINDOW_TOO_LARGE, "%s: what it takes is not known, of %llu KiB",
                      archive_format_name(level->archive), most);
    else
        source_report(level->owner->run, path, XBZ_D_WINDOW_TOO_LARGE, "%llu KiB, of %llu KiB",
                      (unsigned long long)(bytes / 1024), most);
    level->owner->lost = true;
}

/* Of the next bytes of a file with windows, those that its decoder may be given: OK, END, or FATAL. */
static enum xbz_status within_most(struct level *level, const unsigned char **bytes, size_t *n)
{
    struct window *window = &level->window;
    size_t want = 0, allowed = window_scan(window, unpack_most(level), *bytes, *n, &want);

    while (allowed == 0 && window->end == WINDOW_GOES_ON) {
        TRY(source_peek(&level->in, want, bytes, n));
        allowed = *n < want ? *n : window_scan(window, unpack_most(level), *bytes, *n, &want);
    }
    set_unpack(level, window->bytes);
    if (window->end == WINDOW_TOO_LARGE && !level->refused) {
        level->refused = true;
        report_window(level, buf_view(&level->path), window->wants);
    }
    *n = allowed;
    return allowed > 0 ? XBZ_OK : XBZ_END;
}

/* ---- archives ---- */

static la_ssize_t read_for_archive(struct archive *archive, void *ctx, const void **bytes)
{
    struct level *level = ctx;
    const unsigned char *block;
    size_t n;
    enum xbz_status status = source_block(&level->in, &block, &n);

    if (status == XBZ_OK && has_windows(level))
        status = within_most(level, &block, &n);
    if (status == XBZ_FATAL) {
        level->io = status;
        archive_set_error(archive, EIO, "the run ends");
        return -1;
    }
    if (status == XBZ_END)
        return 0;
    *bytes = block;
    source_consume(&level->in, n);
    level->at += n;
    return (la_ssize_t)n;
}

/* Only for the open file itself. */
static la_int64_t seek_for_archive(struct archive *archive, void *ctx, la_int64_t offset, int whence)
{
    struct level *level = ctx;
    struct input *input = &level->owner->input;
    uint64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? level->at : input->size;

    if ((offset < 0 && (uint64_t)-offset > from) || !input_seek(input, from + (uint64_t)offset)) {
        archive_set_error(archive, EINVAL, "no such place in the file");
        return ARCHIVE_FATAL;
    }
    level->at = from + (uint64_t)offset;
    source_init(&level->in, level->in.pull, level->in.ctx);
    return (la_int64_t)level->at;
}

/* Reports what libarchive says, unless the damage lies below and has been reported there, or its window was. */
static void archive_damage(struct level *level)
{
    const char *text = archive_error_string(level->archive);
    bool truncated = level->in.state == XBZ_END || (text && strstr(text, "runcated"));

    level->owner->lost = true;
    if (level->in.damaged || level->refused)
        return;
    source_report(level->owner->run, buf_view(&level->path), truncated ? XBZ_D_INPUT_TRUNCATED : XBZ_D_INPUT_CORRUPT,
                  "%s", text ? text : "the archive cannot be read");
}

/* A zip file has a directory, which knows the sizes that the headers before its members may lack, and which members were
 * deleted.  libarchive keeps it in memory while the file is read: a large one is left alone. */
static bool has_directory(const struct level *level)
{
    const struct container *c = level->owner;

    return level->wrapping == WRAP_ZIP && c->depth == 1 && c->input.seekable &&
           unpack_has_directory(c->input.fd, c->input.size, c->run->limits.directory_bytes);
}

static enum xbz_status open_archive(struct level *level)
{
    level->at = 0;
    level->directory = has_directory(level);
    level->over = level->in_entry = level->told_damaged = level->refused = false;
    if (has_windows(level))
        window_start(&level->window, level->wrapping);
    level->io = XBZ_OK;
    level->archive = archive_read_new();
    if (!level->archive)
        return run_fail(level->owner->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (level->directory)
        archive_read_set_seek_callback(level->archive, seek_for_archive);
    bool opened = formats_register(level->archive, level->wrapping, level->directory) == ARCHIVE_OK &&
                  archive_read_open(level->archive, level, NULL, read_for_archive, NULL) == ARCHIVE_OK;
    /* What a decoder cannot begin to unpack is taken for empty, with an error that goes unsaid. */
    if (level->wrapping != WRAP_TAR && level->wrapping != WRAP_ZIP && archive_errno(level->archive) != 0)
        opened = false;
    if (!opened) {
        level->over = true;
        if (level->io == XBZ_OK)
            archive_damage(level);
    }
    return level->io;
}

/* A source_pull over the data of the current entry. */
static enum xbz_status entry_pull(void *ctx, const unsigned char **bytes, size_t *n, bool *damaged)
{
    struct level *level = ctx;

    while (level->in_entry) {
        const void *block = NULL;
        size_t size = 0;
        la_int64_t offset; /* holes of sparse files are left out: they are no text */
        int result = archive_read_data_block(level->archive, &block, &size, &offset);

        if (level->io != XBZ_OK)
            return level->io;
        if (result == ARCHIVE_OK && size > 0) {
            *bytes = block;
            *n = size;
            return XBZ_OK;
        }
        if (result == ARCHIVE_OK || result == ARCHIVE_RETRY)
            continue;
        level->in_entry = false;
        if (result == ARCHIVE_EOF) {
            *damaged = level->refused;
            break;
        }
        archive_damage(level);
        *damaged = true;
        if (result == ARCHIVE_FATAL)
            level->over = true;
    }
    return XBZ_END;
}

/* The next entry's header: OK, END, or FATAL. */
static enum xbz_status next_header(struct level *level, struct archive_entry **entry)
{
    while (!level->over) {
        int64_t before = archive_filter_bytes(level->archive, 0);
        int result = archive_read_next_header(level->archive, entry);

        if (level->io != XBZ_OK)
            return level->io;
        if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
            return XBZ_OK;
        if (result == ARCHIVE_EOF)
            break;
        if (!level->told_damaged)
            archive_damage(level);
        level->told_damaged = true;
        /* After a damaged header the next block is tried, as long as that gets anywhere. */
        if (result != ARCHIVE_RETRY || archive_filter_bytes(level->archive, 0) == before)
            break;
    }
    level->over = true;
    return XBZ_END;
}

/* ---- levels ---- */

static struct level *top_of(const struct container *c)
{
    return c->levels[c->depth - 1];
}

/* Starts a level on what pull gives.  Its path is set by the caller before begin_level. */
static enum xbz_status push_level(struct container *c, source_pull *pull, void *ctx, struct level **out)
{
    struct level *level = c->levels[c->depth];

    if (!level) {
        level = c->levels[c->depth] = mem_alloc(sizeof(*level));
        if (!level)
            return run_fail(c->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        level->owner = c;
        buf_init(&level->path, PATH_BYTES);
        gunzip_init(&level->gunzip, c->run);
    }
    c->depth++;
    buf_clear(&level->path);
    source_init(&level->in, pull, ctx);
    level->size_known = level->given = false;
    level->size = 0;
    level->mtime = 0;
    level->wrapping = WRAP_NONE;
    level->unpack = 0;
    *out = level;
    return XBZ_OK;
}

static unsigned depth_of(const struct xbz_run *run)
{
    return run->limits.depth < XBZ_DEPTH_MOST ? run->limits.depth : XBZ_DEPTH_MOST;
}

/* Looks at the level's first bytes and gets ready to unpack them. */
static enum xbz_status begin_level(struct container *c, struct level *level)
{
    const unsigned char *bytes;
    size_t n;

    if (level->path.no_memory)
        return run_fail(c->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    TRY(source_peek(&level->in, DETECT_BYTES, &bytes, &n));
    enum wrapping wrapping = detect(bytes, n);
    if (wrapping != WRAP_NONE && c->depth == depth_of(c->run) + 1) {
        source_report(c->run, buf_view(&level->path), XBZ_D_MEMBER_SKIPPED, "packed more than %u times",
                      depth_of(c->run));
        level->given = true;
        return XBZ_OK;
    }
    if (wrapping == WRAP_NONE)
        return XBZ_OK;
    TRY(source_peek(&level->in, UNPACK_PEEK, &bytes, &n));
    uint64_t unpack = unpack_bytes(wrapping, bytes, n);
    if (unpack > unpack_most(level)) {
        report_window(level, buf_view(&level->path), unpack);
        level->given = true;
        return XBZ_OK;
    }
    level->wrapping = wrapping;
    set_unpack(level, unpack);
    if (wrapping == WRAP_GZIP)
        return gunzip_start(&level->gunzip, &level->in, buf_view(&level->path));
    return open_archive(level);
}

/* Ends a level.  A gzip member or a pipe is read to its end: its check sum stands there, and whoever
 * writes the pipe is not cut off. */
static enum xbz_status pop_level(struct container *c)
{
    struct level *level = top_of(c);
    bool to_end = c->depth == 1 ? !c->input.size_known : c->levels[c->depth - 2]->wrapping == WRAP_GZIP;
    enum xbz_status status = to_end ? source_drain(&level->in) : XBZ_OK;

    if (level->in.damaged)
        c->lost = true;
    close_archive(level);
    c->depth--;
    return status;
}

/* Whether what the member of a zip archive takes is within the limits.  Where it is not, only the directory leads past it: without
 * one libarchive unpacks a member to find its end, and the archive ends here. */
static bool may_unpack(struct level *zip, const char *name)
{
    const uint64_t bytes = unpack_member_bytes(archive_format_name(zip->archive));
    const size_t length = zip->path.n;

    if (bytes <= unpack_most(zip)) {
        if (bytes > zip->unpack)
            set_unpack(zip, bytes);
        return true;
    }
    buf_byte(&zip->path, '!');
    buf_text(&zip->path, name);
    report_window(zip, buf_view(&zip->path), bytes);
    zip->path.n = length;
    if (!zip->directory)
        zip->over = true;
    return false;
}

/* Starts the level of an archive's next entry, or ends the archive's. */
static enum xbz_status next_entry(struct container *c, struct level *archive)
{
    struct archive_entry *entry;
    struct level *level;
    const char *name;
    bool wanted;

    archive->in_entry = false;
    do {
        enum xbz_status status = next_header(archive, &entry);
        if (status == XBZ_END)
            return pop_level(c);
        TRY(status);
        name = entry_name(entry);
        wanted = entry_wanted(entry, name);
        if (archive->wrapping == WRAP_ZIP && !may_unpack(archive, name))
            wanted = false;
    } while (!wanted);

    archive->in_entry = true;
    TRY(push_level(c, entry_pull, archive, &level));
    buf_str(&level->path, buf_view(&archive->path));
    if (archive_format(archive->archive) == ARCHIVE_FORMAT_RAW) {
        level->mtime = archive->mtime;
        return begin_level(c, level);
    }
    buf_byte(&level->path, '!');
    buf_text(&level->path, name);
    level->size_known = archive_entry_size_is_set(entry) && archive_entry_size(entry) >= 0;
    if (level->size_known)
        level->size = (uint64_t)archive_entry_size(entry);
    level->mtime = archive_entry_mtime_is_set(entry) ? (int64_t)archive_entry_mtime(entry) : archive->mtime;
    return begin_level(c, level);
}

static enum xbz_status unpack_gzip(struct container *c, struct level *gzip)
{
    struct level *level;

    gzip->given = true;
    TRY(push_level(c, gunzip_pull, &gzip->gunzip, &level));
    buf_str(&level->path, buf_view(&gzip->path));
    level->mtime = gzip->mtime;
    return begin_level(c, level);
}

/* True when the top level is the open file itself, or what gzip makes of it. */
static bool is_packed_alone(const struct container *c)
{
    for (unsigned i = 0; i + 1 < c->depth; i++)
        if (c->levels[i]->wrapping != WRAP_GZIP)
            return false;
    return true;
}

/* Gives the top level, a file as it is, out as member: OK, or SKIP when it is empty. */
static enum xbz_status give(struct container *c, struct level *level, struct container_member *member)
{
    const unsigned char *bytes;
    size_t n;

    level->given = true;
    TRY(source_peek(&level->in, 1, &bytes, &n));
    if (n == 0) {
        /* An empty file is an empty input, packed or not; an empty member of an archive is nothing. */
        if (!is_packed_alone(c))
            return XBZ_SKIP;
        if (!level->in.damaged)
            source_report(c->run, buf_view(&level->path), XBZ_D_INPUT_EMPTY, "%s", "");
        c->lost = true;
        return XBZ_SKIP;
    }
    member->path = buf_view(&level->path);
    member->alone = !c->in_folder && is_packed_alone(c);
    member->size_known = level->size_known;
    member->size = level->size;
    member->mtime = level->mtime;
    return XBZ_OK;
}

/* ---- the walk ---- */

/* Begins the open file, or opens the folder's next: OK, END. */
static enum xbz_status next_root(struct container *c)
{
    struct level *level;

    while (!c->pending) {
        const char *path;

        c->bytes_before += c->input.taken;
        input_close(&c->input);
        if (!c->in_folder)
            return XBZ_END;
        TRY(folder_next(&c->folder, &path));
        TRY(set_root(c, path));
        enum xbz_status status = input_open(&c->input, buf_cstr(&c->root), false);
        if (status == XBZ_FATAL)
            return status;
        c->pending = status == XBZ_OK;
        if (!c->pending)
            c->lost = true;
    }
    c->pending = false;
    TRY(push_level(c, input_pull, &c->input, &level));
    buf_str(&level->path, buf_view(&c->root));
    level->size_known = c->input.size_known;
    level->size = c->input.size;
    level->mtime = c->input.mtime;
    return begin_level(c, level);
}

enum xbz_status container_next(struct container *c, struct container_member *member)
{
    for (;;) {
        enum xbz_status status;

        if (c->depth == 0) {
            status = next_root(c);
            if (status == XBZ_END)
                return c->lost || c->folder.lost ? XBZ_FAIL : XBZ_END;
            TRY(status);
            continue;
        }
        struct level *top = top_of(c);
        if (top->wrapping != WRAP_NONE && top->wrapping != WRAP_GZIP) {
            status = next_entry(c, top);
        } else if (top->given) {
            status = pop_level(c);
        } else if (top->wrapping == WRAP_GZIP) {
            status = unpack_gzip(c, top);
        } else {
            status = give(c, top, member);
            if (status == XBZ_OK)
                return XBZ_OK;
        }
        if (status == XBZ_FATAL)
            return status;
    }
}

struct source *container_source(struct container *c)
{
    return &top_of(c)->in;
}

enum xbz_status container_read(struct container *c, void *buf, size_t n, size_t *got)
{
    const unsigned char *bytes;
    size_t ready;
    enum xbz_status status = source_block(container_source(c), &bytes, &ready);

    *got = 0;
    if (status != XBZ_OK)
        return status == XBZ_END ? XBZ_OK : status;
    *got = ready < n ? ready : n;
    memcpy(buf, bytes, *got);
    source_consume(container_source(c), *got);
    return XBZ_OK;
}

void container_progress(const struct container *c, uint64_t *taken, uint64_t *size)
{
    *size = c->input.size_known ? c->input.size : 0;
    /* The directory of a zip file is read beside its members. */
    *taken = *size && c->input.taken > *size ? *size : c->input.taken;
}

uint64_t container_bytes(const struct container *c)
{
    return c->bytes_before + c->input.taken;
}
