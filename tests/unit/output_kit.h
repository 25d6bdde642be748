/* output_kit.h - what the tests of the output stage share: a run that counts diagnostics, temporary folders, files as
 * strings, bytes collected in memory. */
#ifndef XBZ_TESTS_OUTPUT_KIT_H
#define XBZ_TESTS_OUTPUT_KIT_H

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/run.h"
#include "base/str.h"
#include "output/stream.h"

#define KIT_MAX ((size_t)64 << 20)

/* ---- diagnostics ---- */

struct kit_diags {
    unsigned counts[XBZ_D_COUNT];
    char last[512];
};

static inline void kit_diag(void *ctx, const struct xbz_diag *diag)
{
    struct kit_diags *diags = ctx;
    diags->counts[diag->code]++;
    (void)snprintf(diags->last, sizeof diags->last, "%s", diag->detail ? diag->detail : "");
}

static inline void kit_run(struct xbz_run *run, struct kit_diags *diags)
{
    memset(run, 0, sizeof *run);
    memset(diags, 0, sizeof *diags);
    run->limits.filing_bytes = (size_t)8 << 20;
    run->limits.repeats = 1000;
    run->diag = kit_diag;
    run->diag_ctx = diags;
}

/* ---- streams that end in memory, or break ---- */

static inline int kit_collect(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

struct kit_breaking {
    size_t room; /* bytes taken before the disk is full */
};

static inline int kit_break(void *ctx, const void *bytes, size_t n)
{
    struct kit_breaking *breaking = ctx;
    (void)bytes;
    if (n > breaking->room)
        return ENOSPC;
    breaking->room -= n;
    return 0;
}

static inline void assert_buf(struct buf *buf, const char *expected)
{
    assert_string_equal(buf_cstr(buf), expected);
    assert_int_equal(buf->n, strlen(expected));
}

static inline bool kit_has(struct xbz_str text, const char *what)
{
    return str_find(text, str_of(what), 0) != (size_t)-1;
}

static inline size_t kit_count(struct xbz_str text, const char *what)
{
    size_t n = 0;
    for (size_t at = 0; (at = str_find(text, str_of(what), at)) != (size_t)-1; at++)
        n++;
    return n;
}

/* ---- folders ---- */

static inline char *kit_folder(void)
{
    const char *base = getenv("TMPDIR");
    char *path = malloc(256);
    assert_non_null(path);
    (void)snprintf(path, 256, "%s/xbrlize-test-XXXXXX", base && strlen(base) < 200 ? base : "/tmp");
    assert_non_null(mkdtemp(path));
    return path;
}

/* Files in a folder, hidden ones too. */
static inline unsigned kit_files(const char *folder)
{
    unsigned n = 0;
    DIR *dir = opendir(folder);
    if (!dir)
        return 0;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(dir);
    return n;
}

static inline void kit_path(char out[512], const char *folder, const char *name)
{
    int n = snprintf(out, 512, "%s/%s", folder, name);
    assert_in_range(n, 1, 511);
}

/* Removes a folder with its files, one level of folders inside it included. */
static inline void kit_remove(char *folder)
{
    for (unsigned pass = 0; pass < 3; pass++) {
        DIR *dir = opendir(folder);
        if (!dir)
            break;
        for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
            char path[512];
            struct stat info;
            if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
                continue;
            (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
                char *inner = malloc(sizeof path);
                assert_non_null(inner);
                memcpy(inner, path, sizeof path);
                kit_remove(inner);
            } else {
                (void)unlink(path);
            }
        }
        (void)closedir(dir);
    }
    (void)rmdir(folder);
    free(folder);
}

/* The bytes of a file; fails the test when it is not there. */
static inline void kit_read(struct buf *into, const char *folder, const char *name)
{
    char path[512], block[4096];
    kit_path(path, folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    buf_clear(into);
    for (size_t n = fread(block, 1, sizeof block, file); n > 0; n = fread(block, 1, sizeof block, file))
        buf_add(into, block, n);
    assert_int_equal(fclose(file), 0);
}

static inline bool kit_exists(const char *folder, const char *name)
{
    char path[512];
    struct stat info;
    kit_path(path, folder, name);
    return stat(path, &info) == 0;
}

static inline void kit_write(const char *folder, const char *name, const char *text)
{
    char path[512];
    kit_path(path, folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

#endif
