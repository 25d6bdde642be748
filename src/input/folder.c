/* folder.c - a sorted walk with bounded memory. */
#include "input/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/str.h"
#include "input/source.h"

/* The names of one folder that come next.  pool holds them NUL-terminated, order points to them. */
struct folder_level {
    size_t path_n; /* length of its path with the slash */
    char *pool;
    size_t pool_n, pool_room;
    uint32_t *order; /* offsets in pool; sorted once the folder has been read */
    size_t n, room, at;
    bool more;       /* the folder has names behind the last one here */
    char last[1024]; /* the last name given out */
};

#define FIRST_POOL 4096
#define PATH_BYTES (64 * 1024)

void folder_init(struct folder *folder, struct xbz_run *run)
{
    *folder = (struct folder){.run = run, .names_max = FOLDER_NAMES};
    buf_init(&folder->path, PATH_BYTES);
}

static void pop(struct folder *folder)
{
    struct folder_level *level = folder->levels[--folder->depth];

    folder->levels[folder->depth] = NULL;
    mem_free(level->pool);
    mem_free(level->order);
    mem_free(level);
}

void folder_close(struct folder *folder)
{
    while (folder->depth > 0)
        pop(folder);
    folder->lost = false;
}

void folder_free(struct folder *folder)
{
    folder_close(folder);
    buf_free(&folder->path);
}

/* ---- the names of a folder ---- */

/* qsort passes no context, so the pool's names are compared through pointers made for the sort. */
static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum xbz_status no_memory(struct folder *folder)
{
    return run_fail(folder->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
}

/* Sorts the names and keeps the first keep of them, close together in a new pool. */
static enum xbz_status sort_names(struct folder *folder, struct folder_level *level, size_t keep)
{
    const char **names = mem_alloc(level->n * sizeof(*names));
    char *pool = mem_alloc(level->pool_room);

    if (!names || !pool) {
        mem_free(names);
        mem_free(pool);
        return no_memory(folder);
    }
    for (size_t i = 0; i < level->n; i++)
        names[i] = level->pool + level->order[i];
    qsort(names, level->n, sizeof(*names), compare_names);

    level->pool_n = 0;
    for (size_t i = 0; i < keep; i++) {
        size_t size = strlen(names[i]) + 1;
        memcpy(pool + level->pool_n, names[i], size);
        level->order[i] = (uint32_t)level->pool_n;
        level->pool_n += size;
    }
    level->n = keep;
    mem_free(level->pool);
    mem_free(names);
    level->pool = pool;
    return XBZ_OK;
}

/* Makes room for one more name of size bytes: true when there is. */
static bool make_room(struct folder *folder, struct folder_level *level, size_t size, enum xbz_status *status)
{
    if (level->pool_n + size > level->pool_room) {
        size_t room = level->pool_room ? level->pool_room * 2 : FIRST_POOL;
        if (room > folder->names_max)
            room = folder->names_max;
        if (level->pool_n + size > room)
            return false;
        char *pool = mem_resize(level->pool, room);
        if (!pool) {
            *status = no_memory(folder);
            return false;
        }
        level->pool = pool;
        level->pool_room = room;
    }
    if (level->n == level->room) {
        size_t room = level->room ? level->room * 2 : FIRST_POOL / 16;
        uint32_t *order = mem_resize(level->order, room * sizeof(*order));
        if (!order) {
            *status = no_memory(folder);
            return false;
        }
        level->order = order;
        level->room = room;
    }
    return true;
}

/* Keeps a name among the smallest that fit. */
static enum xbz_status keep_name(struct folder *folder, struct folder_level *level, const char *name)
{
    size_t size = strlen(name) + 1;
    enum xbz_status status = XBZ_OK;

    /* After a cut, at marks how many names are sorted: what is beyond the last of them waits for another reading. */
    if (level->more && level->at > 0 && strcmp(name, level->pool + level->order[level->at - 1]) > 0)
        return XBZ_OK;
    while (!make_room(folder, level, size, &status)) {
        TRY(status);
        level->more = true;
        if (level->n < 2)
            return XBZ_OK; /* a name longer than all the room: not with names_max as it is */
        TRY(sort_names(folder, level, level->n / 2));
        level->at = level->n;
        if (strcmp(name, level->pool + level->order[level->at - 1]) > 0)
            return XBZ_OK;
    }
    memcpy(level->pool + level->pool_n, name, size);
    level->order[level->n++] = (uint32_t)level->pool_n;
    level->pool_n += size;
    return XBZ_OK;
}

static bool is_passed_over(const char *name)
{
    return name[0] == '.' || strcmp(name, "__MACOSX") == 0;
}

/* Reads the names behind level->last from the folder at folder->path. */
static enum xbz_status read_names(struct folder *folder, struct folder_level *level)
{
    DIR *dir = opendir(buf_cstr(&folder->path));
    enum xbz_status status = XBZ_OK;
    struct dirent *entry;

    level->n = level->pool_n = level->at = 0;
    level->more = false;
    if (!dir) {
        char text[128];
        if (strerror_r(errno, text, sizeof(text)) != 0)
            snprintf(text, sizeof(text), "error %d", errno);
        source_report(folder->run, buf_view(&folder->path), XBZ_D_INPUT_UNREADABLE, "%s", text);
        folder->lost = true;
        return XBZ_FAIL;
    }
    while (status == XBZ_OK && (entry = readdir(dir)) != NULL)
        if (!is_passed_over(entry->d_name) && strcmp(entry->d_name, level->last) > 0)
            status = keep_name(folder, level, entry->d_name);
    closedir(dir);
    if (status == XBZ_OK && level->n > 0)
        status = sort_names(folder, level, level->n);
    level->at = 0;
    return status;
}

/* ---- the walk ---- */

static enum xbz_status push(struct folder *folder)
{
    struct folder_level *level;

    if (folder->depth == FOLDER_DEPTH) {
        source_report(folder->run, buf_view(&folder->path), XBZ_D_MEMBER_SKIPPED, "folders in each other beyond %d",
                      FOLDER_DEPTH);
        return XBZ_OK;
    }
    level = mem_alloc(sizeof(*level));
    if (!level)
        return no_memory(folder);
    folder->levels[folder->depth++] = level;
    if (folder->path.n > 0 && folder->path.p[folder->path.n - 1] != '/')
        buf_byte(&folder->path, '/');
    level->path_n = folder->path.n;
    if (folder->path.no_memory) {
        pop(folder);
        return no_memory(folder);
    }

    enum xbz_status status = read_names(folder, level);
    if (status != XBZ_OK)
        pop(folder);
    return status;
}

enum xbz_status folder_open(struct folder *folder, const char *path)
{
    folder_close(folder);
    buf_clear(&folder->path);
    buf_text(&folder->path, path);
    return push(folder);
}

static void set_path(struct folder *folder, size_t n, const char *name)
{
    folder->path.n = n;
    folder->path.full = false;
    buf_text(&folder->path, name);
}

/* The next name of the level, or NULL. */
static enum xbz_status next_name(struct folder *folder, struct folder_level *level, const char **name)
{
    *name = NULL;
    if (level->at == level->n && level->more) {
        folder->path.n = level->path_n;
        enum xbz_status status = read_names(folder, level);
        if (status != XBZ_OK)
            return status == XBZ_FAIL ? XBZ_OK : status;
    }
    if (level->at == level->n)
        return XBZ_OK;
    *name = level->pool + level->order[level->at++];
    snprintf(level->last, sizeof(level->last), "%s", *name);
    return XBZ_OK;
}

enum xbz_status folder_next(struct folder *folder, const char **path)
{
    while (folder->depth > 0) {
        struct folder_level *level = folder->levels[folder->depth - 1];
        const char *name;
        struct stat st;

        TRY(next_name(folder, level, &name));
        if (!name) {
            pop(folder);
            continue;
        }
        set_path(folder, level->path_n, name);
        *path = buf_cstr(&folder->path);
        if (folder->path.no_memory)
            return no_memory(folder);
        if (folder->path.full || lstat(*path, &st) != 0)
            continue; /* gone since the folder was read, or a path no system call takes */
        if (S_ISDIR(st.st_mode)) {
            enum xbz_status status = push(folder);
            if (status == XBZ_FATAL)
                return status;
        } else if (S_ISREG(st.st_mode)) {
            return XBZ_OK;
        }
    }
    return XBZ_END;
}
