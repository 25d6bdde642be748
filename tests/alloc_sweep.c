/* alloc_sweep - lets each allocation of a conversion fail once.
 *
 *     alloc_sweep FOLDER
 *
 * For each good-*.txt and good-*.htm in FOLDER (tests/files) the 1st, 2nd, 3rd ... allocation fails, first while the
 * converter is made, then while the file is converted, until none is left to fail.  Every such run must end with FATAL
 * and leave no output behind; that nothing leaks or crashes is for the sanitizers to say.  Making the converter takes
 * thousands of allocations of the same few kinds for the taxonomy, so beyond the first ones only some of them fail.
 *
 * Prints "ok NAME" or "FAIL NAME".  Allocations can only be made to fail in builds with -DXBZ_TEST_ALLOC; in others this is
 * skipped (exit status 77). */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "xbrlize/xbrlize.h"

enum { PATH_SIZE = 2048, EVERY = 60 };

static char scratch[] = "/tmp/alloc.XXXXXX";

/* Removes what stands in the scratch folder, returns how many files there were. */
static unsigned empty_scratch(void)
{
    unsigned n = 0;
    DIR *folder = opendir(scratch);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        char path[PATH_SIZE];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", scratch, entry->d_name);
        unlink(path);
        n++;
    }
    if (folder)
        closedir(folder);
    return n;
}

/* The last diagnostic of a run, to be shown when the run ends otherwise than it must. */
static char last_diag[256];

static void note_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    snprintf(last_diag, sizeof last_diag, "%s %s", xbz_diag_id(diag->code), diag->detail ? diag->detail : "");
}

struct attempt {
    bool reached; /* the allocation that was to fail was asked for */
    enum xbz_status status;
    unsigned files; /* left in the output folder */
};

/* Converts the file while the nth allocation fails: of making the converter, or of converting. */
static struct attempt attempt(const char *path, const char *to, bool making, unsigned long nth)
{
    struct attempt a = {false, XBZ_OK, 0};
    last_diag[0] = '\0';
    struct xbz_options options;
    struct xbz_converter *converter;
    char output[PATH_SIZE];
    snprintf(output, sizeof output, "%s/", scratch);
    xbz_options_init(&options);
    options.output = output;
    options.to = to;
    if (making)
        mem_fail_at(nth);
    a.status = xbz_converter_new(&converter, &options, note_diag, NULL);
    if (making)
        a.reached = mem_fail_at(0) >= nth;
    if (a.status == XBZ_OK) {
        if (!making)
            mem_fail_at(nth);
        a.status = xbz_convert_path(converter, path);
        enum xbz_status finished = xbz_converter_finish(converter);
        if (a.status != XBZ_FATAL)
            a.status = finished;
        if (!making)
            a.reached = mem_fail_at(0) >= nth;
        xbz_converter_free(converter);
    }
    a.files = empty_scratch();
    return a;
}

static bool sweep(const char *path, const char *name, const char *to, bool making)
{
    unsigned long nth = 1, tried = 0, wrong = 0;
    const char *what = making ? "making the converter" : "converting";
    for (;;) {
        struct attempt a = attempt(path, to, making, nth);
        if (!a.reached) {
            if (a.status != XBZ_OK || a.files == 0) {
                printf("with no failure: status %d, %u files\n", (int)a.status, a.files);
                wrong++;
            }
            break;
        }
        tried++;
        if (a.status != XBZ_FATAL || a.files) {
            if (wrong++ < 12)
                printf("%s, allocation %lu failing: status %d, %u files left, %s\n", what, nth, (int)a.status, a.files,
                       last_diag);
        }
        nth += nth < EVERY ? 1 : nth / EVERY;
    }
    printf("%s alloc_sweep %s to %s, %s, %lu failures\n", wrong ? "FAIL" : "ok", name, to, what, tried);
    fflush(stdout);
    return wrong == 0;
}

static bool is_sample(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "good-", 5) == 0 && n > 9 &&
           (strcmp(name + n - 4, ".txt") == 0 || strcmp(name + n - 4, ".htm") == 0);
}

static bool can_fail(void)
{
    mem_fail_at(1);
    void *p = mem_alloc(1);
    bool can = !p;
    mem_free(p);
    mem_fail_at(0);
    return can;
}

int main(int argc, char **argv)
{
    char top[PATH_SIZE];
    if (!can_fail()) {
        puts("skip alloc_sweep (built without -DXBZ_TEST_ALLOC)");
        return 77;
    }
    const char *srcdir = getenv("srcdir");
    if (argc > 1)
        snprintf(top, sizeof top, "%s", argv[1]);
    else
        snprintf(top, sizeof top, "%s/tests/files", srcdir ? srcdir : ".");
    DIR *folder = opendir(top);
    if (!folder || !mkdtemp(scratch)) {
        perror("alloc_sweep");
        return 1;
    }
    bool ok = true, first = true;
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        char path[PATH_SIZE * 2];
        if (!is_sample(entry->d_name))
            continue;
        snprintf(path, sizeof path, "%s/%s", top, entry->d_name);
        if (first)
            ok = sweep(path, entry->d_name, "xbr", true) && ok;
        first = false;
        ok = sweep(path, entry->d_name, "xbr", false) && ok;
        ok = sweep(path, entry->d_name, "json", false) && ok;
        ok = sweep(path, entry->d_name, "ixbrl", false) && ok;
    }
    closedir(folder);
    rmdir(scratch);
    return ok && !first ? 0 : 1;
}
