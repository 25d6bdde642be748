/* bench_files.h - documents held in memory and the time it takes to go through them. */
#ifndef XBZ_TESTS_BENCH_FILES_H
#define XBZ_TESTS_BENCH_FILES_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RUNS  7
#define BLOCK ((size_t)65536) /* bytes handed over at a time */

struct file {
    unsigned char *bytes;
    size_t n;
};

struct files {
    struct file *file;
    size_t n, bytes; /* bytes of all */
};

static bool file_load(struct file *file, const char *path)
{
    FILE *f = fopen(path, "rb");
    bool ok = f != NULL && fseek(f, 0, SEEK_END) == 0;
    long n = ok ? ftell(f) : -1;
    ok = n >= 0 && fseek(f, 0, SEEK_SET) == 0;
    file->n = ok ? (size_t)n : 0;
    file->bytes = malloc(file->n + 1);
    ok = ok && file->bytes != NULL && fread(file->bytes, 1, file->n, f) == file->n;
    if (f != NULL)
        fclose(f);
    return ok;
}

/* False when there is none or one cannot be read; files_free is due all the same. */
static bool files_load(struct files *files, int n, char **paths)
{
    *files = (struct files){.file = calloc((size_t)n + 1, sizeof *files->file)};
    bool ok = files->file != NULL && n > 0;
    for (int i = 0; ok && i < n; i++) {
        ok = file_load(&files->file[i], paths[i]);
        files->bytes += files->file[i].n;
        files->n++;
    }
    return ok;
}

static void files_free(struct files *files)
{
    for (size_t i = 0; i < files->n; i++)
        free(files->file[i].bytes);
    free(files->file);
}

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The best and the median of so many runs; sorts them. */
static void print_speed(const char *what, const struct files *files, double seconds[RUNS])
{
    qsort(seconds, RUNS, sizeof *seconds, by_size);
    printf("%s %.0f MB/s (median %.0f)\n", what, (double)files->bytes * 1e-6 / seconds[0],
           (double)files->bytes * 1e-6 / seconds[RUNS / 2]);
}

#endif
