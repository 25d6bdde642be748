/* golden_run - runs the golden cases at every read size.
 *
 *     golden_run [--update | --jobs] FOLDER [NAME]
 *
 * A case is CASE.in somewhere under FOLDER (one level of areas), with
 *     CASE.args         options, one line, as on the command line (optional)
 *     CASE.diag         the diagnostics, and the status when it is not OK
 *     CASE.out.FORMAT   what the writer FORMAT, or --dump FORMAT, delivers; any number of them
 * To add a case, write CASE.in, touch CASE.out.FORMAT for each output wanted, and run with --update; then read what
 * was written.  Where the input holds several filings, or the output is a package, the expected file shows each file
 * after a line "=== NAME"; the files of the taxonomy itself are named only.
 *
 * Each conversion is done with the input cut into reads of 1, 2, 3, 7, 31, 4096 bytes and whole, and what is delivered
 * must be the same every time, and the same with several jobs, whose buffers are made so small here that every filing goes
 * through threads.  --jobs does only that, for builds that watch threads.  Prints "ok NAME" or "FAIL NAME" for each expected file. */
#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xbrlize/xbrlize.h"

enum { PATH_SIZE = 2048, MAX_FILES = 256, MAX_ARGS = 32 };

static const size_t read_sizes[] = {0, 1, 2, 3, 7, 31, 4096};

static const char *const dumps[] = {"lines", "tables", "statements", "facts"};

/* Growable bytes; running out of memory ends the program. */
struct bytes {
    char *p;
    size_t n, room;
};

static void bytes_add(struct bytes *b, const void *p, size_t n)
{
    if (b->n + n + 1 > b->room) {
        b->room = (b->n + n + 1) * 2;
        b->p = realloc(b->p, b->room);
        if (!b->p) {
            fputs("golden_run: out of memory\n", stderr);
            exit(1);
        }
    }
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

static void bytes_text(struct bytes *b, const char *text)
{
    bytes_add(b, text, strlen(text));
}

static void bytes_free(struct bytes *b)
{
    free(b->p);
    *b = (struct bytes){0};
}

static bool bytes_same(const struct bytes *a, const struct bytes *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->p, b->p, a->n) == 0);
}

static bool read_file(const char *path, struct bytes *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char block[8192];
    size_t n;
    while ((n = fread(block, 1, sizeof block, file)) > 0)
        bytes_add(out, block, n);
    fclose(file);
    return true;
}

static bool write_file(const char *path, const struct bytes *b)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool ok = fwrite(b->n ? b->p : "", 1, b->n, file) == b->n;
    return fclose(file) == 0 && ok;
}

/* Writes a, b and c one after the other into path. */
static void join(char path[PATH_SIZE], const char *a, const char *b, const char *c)
{
    const char *const parts[] = {a, b, c};
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        size_t length = strlen(parts[i]);
        if (n + length >= PATH_SIZE) {
            fprintf(stderr, "golden_run: %s%s%s: the path is too long\n", a, b, c);
            exit(1);
        }
        memcpy(path + n, parts[i], length);
        n += length;
    }
    path[n] = '\0';
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in a folder that do not start with a dot, sorted; returns their number. */
static size_t list_folder(const char *path, char **names, size_t max)
{
    DIR *folder = opendir(path);
    if (!folder)
        return 0;
    size_t n = 0;
    const struct dirent *entry;
    while (n < max && (entry = readdir(folder)))
        if (entry->d_name[0] != '.' && (names[n] = strdup(entry->d_name)))
            n++;
    closedir(folder);
    qsort(names, n, sizeof *names, by_name);
    return n;
}

static void free_names(char **names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(names[i]);
}

/* ---- one conversion ---- */

struct input {
    const struct bytes *bytes;
    size_t at, piece;
};

static long input_read(void *ctx, void *buf, size_t n)
{
    struct input *in = ctx;
    if (in->piece && n > in->piece)
        n = in->piece;
    if (n > in->bytes->n - in->at)
        n = in->bytes->n - in->at;
    if (n)
        memcpy(buf, in->bytes->p + in->at, n);
    in->at += n;
    return (long)n;
}

static void note_diag(void *ctx, const struct xbz_diag *diag)
{
    struct bytes *out = ctx;
    char line[64];
    const char *member = diag->path ? strchr(diag->path, '!') : NULL;
    if (member) {
        bytes_text(out, member + 1);
        bytes_text(out, ": ");
    }
    if (diag->document && *diag->document) {
        bytes_text(out, diag->document);
        bytes_text(out, ":");
    }
    snprintf(line, sizeof line, "%llu: ", (unsigned long long)diag->line);
    bytes_text(out, line);
    bytes_text(out, xbz_level_name(diag->level));
    bytes_text(out, ": ");
    bytes_text(out, xbz_diag_id(diag->code));
    if (diag->detail && *diag->detail) {
        bytes_text(out, ": ");
        bytes_text(out, diag->detail);
    }
    bytes_text(out, "\n");
}

static void note_status(struct bytes *out, enum xbz_status status)
{
    if (status == XBZ_OK)
        return;
    bytes_text(out, status == XBZ_SKIP    ? "status SKIP\n"
                    : status == XBZ_FAIL  ? "status FAIL\n"
                    : status == XBZ_FATAL ? "status FATAL\n"
                                          : "status END\n");
}

/* Options from CASE.args, split at blanks; text is changed and must outlive the options.  False on one unknown. */
static bool parse_args(struct xbz_options *options, char *text)
{
    const struct {
        const char *name;
        const char **value;
    } strings[] = {
        {"--from", &options->format},
        {"--cik", &options->cik},
        {"--name", &options->name},
        {"--form", &options->form},
        {"--period-end", &options->period_end},
        {"--fiscal-year-end", &options->fiscal_year_end},
        {"--target", &options->target},
    };
    for (char *name = strtok(text, " \n"); name; name = strtok(NULL, " \n")) {
        if (strcmp(name, "--no-ex27") == 0) {
            options->no_ex27 = true;
            continue;
        }
        if (strcmp(name, "--dimensions") == 0) {
            options->dimensions = true;
            continue;
        }
        if (strcmp(name, "--footnotes") == 0) {
            options->footnotes = true;
            continue;
        }
        if (strcmp(name, "--ignore-tags") == 0) {
            options->ignore_tags = true;
            continue;
        }
        const char *value = strtok(NULL, " \n");
        bool known = false;
        if (!value)
            return false;
        for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
            if (strcmp(name, strings[i].name) == 0) {
                *strings[i].value = value;
                known = true;
            }
        }
        if (strcmp(name, "--dash") == 0) {
            options->dash_nil = strcmp(value, "nil") == 0;
            known = true;
        } else if (strcmp(name, "--unmapped") == 0) {
            options->unmapped = strcmp(value, "drop") == 0 ? XBZ_UNMAPPED_DROP : XBZ_UNMAPPED_EXTENSION;
            known = true;
        } else if (strcmp(name, "--min-confidence") == 0) {
            options->min_confidence = (unsigned)strtoul(value, NULL, 10);
            known = true;
        }
        if (!known)
            return false;
    }
    return true;
}

/* Shows a package: its members, each after a line with its name. */
static void show_package(const char *path, struct bytes *out)
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    archive_read_support_format_zip(archive);
    if (archive_read_open_filename(archive, path, 8192) != ARCHIVE_OK)
        bytes_text(out, "not a package\n");
    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        const char *name = archive_entry_pathname(entry);
        bytes_text(out, "=== ");
        bytes_text(out, name);
        bytes_text(out, "\n");
        if (strstr(name, "gaap-lite") && !strstr(name, "META-INF"))
            continue;
        char block[8192];
        la_ssize_t n;
        while ((n = archive_read_data(archive, block, sizeof block)) > 0)
            bytes_add(out, block, (size_t)n);
        if (out->n && out->p[out->n - 1] != '\n')
            bytes_text(out, "\n");
    }
    archive_read_free(archive);
}

/* Moves what stands in the scratch folder into out (as shown) and raw (as it is), and empties the folder. */
static void collect_output(const char *folder, struct bytes *out, struct bytes *raw)
{
    char *names[MAX_FILES];
    size_t n = list_folder(folder, names, MAX_FILES);
    for (size_t i = 0; i < n; i++) {
        char path[PATH_SIZE];
        join(path, folder, "/", names[i]);
        bool package = ends_with(names[i], ".xbr");
        if (n > 1) {
            bytes_text(out, package ? "##### " : "=== ");
            bytes_text(out, names[i]);
            bytes_text(out, "\n");
        }
        if (package)
            show_package(path, out);
        else if (strncmp(names[i], "gaap-lite", 9) != 0)
            read_file(path, out);
        read_file(path, raw);
        unlink(path);
    }
    free_names(names, n);
}

struct result {
    struct bytes out, raw, diag;
};

static void result_free(struct result *r)
{
    bytes_free(&r->out);
    bytes_free(&r->raw);
    bytes_free(&r->diag);
}

struct golden_case {
    char base[PATH_SIZE]; /* path without ".in" */
    char name[PATH_SIZE]; /* area/case */
    struct bytes in, args;
};

enum { SMALL_BUFFER = 97 }; /* a prime: records are cut everywhere */

/* One conversion of a case with a writer or dump by name, into a scratch folder. */
static bool convert(const struct golden_case *test, const char *format, size_t piece, unsigned jobs,
                    const char *scratch, struct result *result)
{
    struct xbz_options options;
    struct bytes args = {0};
    char output[PATH_SIZE];
    join(output, scratch, "/", "");
    xbz_options_init(&options);
    bytes_add(&args, test->args.p, test->args.n);
    if (!parse_args(&options, args.p)) {
        bytes_free(&args);
        return false;
    }
    options.output = output;
    options.read_size = piece;
    options.jobs = jobs;
    if (jobs > 1)
        options.limits.job_bytes = SMALL_BUFFER;
    options.to = format;
    for (size_t i = 0; i < sizeof dumps / sizeof *dumps; i++) {
        if (strcmp(format, dumps[i]) == 0) {
            options.dump = format;
            options.to = "table";
        }
    }
    struct xbz_converter *converter;
    enum xbz_status status = xbz_converter_new(&converter, &options, note_diag, &result->diag);
    if (status == XBZ_OK) {
        const char *slash = strrchr(test->name, '/');
        struct input in = {&test->in, 0, piece};
        status = xbz_convert_stream(converter, slash ? slash + 1 : test->name, input_read, &in);
        enum xbz_status last = xbz_converter_finish(converter);
        status = status == XBZ_OK ? last : status;
        xbz_converter_free(converter);
    }
    note_status(&result->diag, status);
    collect_output(scratch, &result->out, &result->raw);
    bytes_free(&args);
    return true;
}

/* ---- comparing ---- */

struct runner {
    bool update, jobs_only;
    const char *filter;
    char scratch[64];
    unsigned passed, failed;
};

static void verdict(struct runner *r, bool ok, const char *name, const char *suffix, const char *why)
{
    if (ok) {
        r->passed++;
        printf("ok %s.%s\n", name, suffix);
    } else {
        r->failed++;
        printf("FAIL %s.%s: %s\n", name, suffix, why);
    }
    fflush(stdout);
}

static void show_difference(const struct runner *r, const char *expected, const struct bytes *actual)
{
    char path[PATH_SIZE], command[PATH_SIZE * 3];
    join(path, r->scratch, ".actual", "");
    if (!write_file(path, actual))
        return;
    snprintf(command, sizeof command, "diff -u '%s' '%s' | tail -n +3 | head -n 40", expected, path);
    if (system(command) == -1)
        perror("golden_run");
    unlink(path);
}

static void compare(struct runner *r, const struct golden_case *test, const char *suffix, const struct bytes *actual)
{
    char path[PATH_SIZE];
    struct bytes expected = {0};
    join(path, test->base, ".", suffix);
    bool there = read_file(path, &expected);
    bool same = there && bytes_same(&expected, actual);
    if (!same && r->update)
        same = write_file(path, actual);
    verdict(r, same, test->name, suffix, there ? "differs" : "no expected file");
    if (!same && there)
        show_difference(r, path, actual);
    bytes_free(&expected);
}

/* One format of a case at every read size.  The diagnostics of the first format stand for the case. */
static void run_format(struct runner *r, const struct golden_case *test, const char *format, bool with_diag)
{
    struct result whole = {0};
    char suffix[PATH_SIZE];
    join(suffix, "out.", format, "");
    if (!convert(test, format, read_sizes[0], 1, r->scratch, &whole)) {
        verdict(r, false, test->name, "args", "an option is unknown");
        result_free(&whole);
        return;
    }
    for (size_t i = 1; i < sizeof read_sizes / sizeof *read_sizes; i++) {
        struct result pieces = {0};
        char why[64];
        snprintf(why, sizeof why, "differs when read %lu bytes at a time", (unsigned long)read_sizes[i]);
        if (!convert(test, format, read_sizes[i], 1, r->scratch, &pieces) || !bytes_same(&whole.raw, &pieces.raw))
            verdict(r, false, test->name, suffix, why);
        else if (!bytes_same(&whole.diag, &pieces.diag))
            verdict(r, false, test->name, "diag", why);
        result_free(&pieces);
    }
    if (with_diag)
        compare(r, test, "diag", &whole.diag);
    else
        compare(r, test, suffix, &whole.out);
    result_free(&whole);
}

/* A case with one job and with several. */
static void run_jobs(struct runner *r, const struct golden_case *test)
{
    struct result alone = {0};
    bool same = convert(test, "xbrl", 0, 1, r->scratch, &alone);
    for (unsigned jobs = 2; jobs <= 4 && same; jobs += 2) {
        struct result side_by_side = {0};
        same = convert(test, "xbrl", jobs == 2 ? 0 : 7, jobs, r->scratch, &side_by_side) &&
               bytes_same(&alone.raw, &side_by_side.raw) && bytes_same(&alone.diag, &side_by_side.diag);
        result_free(&side_by_side);
    }
    verdict(r, same, test->name, "jobs", "differs with several jobs");
    result_free(&alone);
}

static void run_case(struct runner *r, const char *folder, const char *area, char *file, char **siblings, size_t n)
{
    struct golden_case test = {0};
    file[strlen(file) - strlen(".in")] = '\0';
    join(test.name, area, "/", file);
    join(test.base, folder, "/", file);
    if (r->filter && !strstr(test.name, r->filter))
        return;
    char path[PATH_SIZE];
    join(path, test.base, ".in", "");
    if (!read_file(path, &test.in))
        verdict(r, false, test.name, "in", strerror(errno));
    join(path, test.base, ".args", "");
    if (!read_file(path, &test.args))
        bytes_text(&test.args, "");
    run_jobs(r, &test);
    if (!r->jobs_only)
        run_format(r, &test, "table", true);
    size_t prefix = strlen(file);
    for (size_t i = 0; i < n && !r->jobs_only; i++)
        if (strncmp(siblings[i], file, prefix) == 0 && strncmp(siblings[i] + prefix, ".out.", 5) == 0)
            run_format(r, &test, siblings[i] + prefix + 5, false);
    bytes_free(&test.in);
    bytes_free(&test.args);
}

static void run_area(struct runner *r, const char *top, const char *area)
{
    char folder[PATH_SIZE];
    char *names[MAX_FILES * 8];
    join(folder, top, "/", area);
    size_t n = list_folder(folder, names, MAX_FILES * 8);
    for (size_t i = 0; i < n; i++)
        if (ends_with(names[i], ".in"))
            run_case(r, folder, area, names[i], names, n);
    free_names(names, n);
}

int main(int argc, char **argv)
{
    struct runner r = {.scratch = "/tmp/golden.XXXXXX"};
    const char *top = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--update") == 0)
            r.update = true;
        else if (strcmp(argv[i], "--jobs") == 0)
            r.jobs_only = true;
        else if (!top)
            top = argv[i];
        else if (argv[i][0])
            r.filter = argv[i];
    }
    /* Under make check there are no arguments. */
    char from_make[PATH_SIZE];
    const char *srcdir = getenv("srcdir");
    if (!top) {
        join(from_make, srcdir ? srcdir : ".", "/tests/golden", "");
        top = from_make;
    }
    if (!mkdtemp(r.scratch)) {
        perror("golden_run");
        return 1;
    }
    char *areas[MAX_FILES];
    size_t n = list_folder(top, areas, MAX_FILES);
    for (size_t i = 0; i < n; i++)
        run_area(&r, top, areas[i]);
    free_names(areas, n);
    rmdir(r.scratch);
    return r.failed ? 1 : 0;
}
