/* mutation_sweep - converts damaged versions of the golden inputs.
 *
 *     mutation_sweep FOLDER [NAME]
 *
 * Every AREA/CASE.in under FOLDER is cut short at many places, and has bytes changed, removed, doubled, and pieces of it
 * moved, by a fixed pseudo-random sequence.  Each version must be converted or declined (area ixbrl into Inline XBRL,
 * others into xBRL-JSON); no version may end the run, and crashes, leaks and undefined behaviour are for the sanitizers to see.  One converter takes them all, so that nothing
 * of one filing may be left for the next: at the end it must still convert the undamaged input as a new one does.
 *
 * Prints "ok NAME" or "FAIL NAME". */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "xbrlize/xbrlize.h"

enum { PATH_SIZE = 2048, INPUT_SIZE = 1 << 20, CUTS = 24, DAMAGES = 48 };

static char scratch[] = "/tmp/mutation.XXXXXX";

struct input {
    const unsigned char *p;
    size_t n, at;
};

static long input_read(void *ctx, void *buf, size_t n)
{
    struct input *in = ctx;
    if (n > in->n - in->at)
        n = in->n - in->at;
    if (n)
        memcpy(buf, in->p + in->at, n);
    in->at += n;
    return (long)n;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Removes the files of the scratch folder; returns a checksum over the bytes of the reports, whatever their order (the files of
 * the taxonomy that stand beside them are written once in a run). */
static uint64_t empty_scratch(void)
{
    uint64_t all = 0;
    DIR *folder = opendir(scratch);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        char path[PATH_SIZE];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", scratch, entry->d_name);
        size_t n = strlen(entry->d_name);
        bool report =
            n > 5 && (strcmp(entry->d_name + n - 5, ".json") == 0 || strcmp(entry->d_name + n - 4, ".htm") == 0);
        FILE *file = report ? fopen(path, "rb") : NULL;
        uint64_t sum = 0xcbf29ce484222325u;
        int c;
        while (file && (c = getc(file)) != EOF)
            sum = (sum ^ (uint64_t)c) * 0x100000001b3u;
        if (file) {
            fclose(file);
            all += sum;
        }
        unlink(path);
    }
    if (folder)
        closedir(folder);
    return all;
}

static struct xbz_converter *new_converter(const char *output, const char *to)
{
    struct xbz_options options;
    struct xbz_converter *converter;
    xbz_options_init(&options);
    options.output = output;
    options.to = to;
    return xbz_converter_new(&converter, &options, NULL, NULL) == XBZ_OK ? converter : NULL;
}

/* Converts bytes under a name; true unless the run ended.  *sum is the checksum of what came out. */
static bool survives(struct xbz_converter *converter, const char *name, const unsigned char *p, size_t n, uint64_t *sum)
{
    struct input in = {p, n, 0};
    enum xbz_status status = xbz_convert_stream(converter, name, input_read, &in);
    *sum = empty_scratch();
    return status != XBZ_FATAL;
}

/* One to four damages at random places; returns the new length. */
static size_t damage(unsigned char *p, size_t n, uint32_t *random)
{
    static const char *const strange = "\t\n\r\f<>&\"'()$-.,0123456789%=_\\|\x80\xff\x1b";
    unsigned count = 1 + next_random(random) % 4;
    for (unsigned i = 0; i < count && n > 2; i++) {
        size_t at = next_random(random) % n, length = 1 + next_random(random) % 40, to = next_random(random) % n;
        if (length > n - at)
            length = n - at;
        switch (next_random(random) % 5) {
        case 0:
            p[at] = (unsigned char)next_random(random);
            break;
        case 1:
            p[at] = (unsigned char)strange[next_random(random) % strlen(strange)];
            break;
        case 2:
            memmove(p + at, p + at + length, n - at - length);
            n -= length;
            break;
        case 3:
            if (n + length < INPUT_SIZE) {
                memmove(p + at + length, p + at, n - at);
                n += length;
            }
            break;
        default:
            if (length > n - to)
                length = n - to;
            memmove(p + to, p + at, length);
        }
    }
    return n;
}

static bool sweep(const char *path, const char *name, const char *to)
{
    static unsigned char original[INPUT_SIZE], damaged[INPUT_SIZE];
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(original, 1, sizeof original, file) : 0;
    if (file)
        fclose(file);
    char output[PATH_SIZE], version[64];
    snprintf(output, sizeof output, "%s/", scratch);
    struct xbz_converter *fresh = new_converter(output, to), *used = new_converter(output, to);
    unsigned tried = 0, wrong = 0;
    uint64_t expected = 0, sum = 0;
    if (!fresh || !used || !survives(fresh, "last", original, n, &expected))
        wrong++;
    /* Outputs named by accession number, and with them extension elements, are named otherwise the second time. */
    bool comparable = fresh && strstr(xbz_converter_output(fresh), "/last");
    xbz_converter_free(fresh);
    uint32_t random = (uint32_t)n * 2654435761u;
    for (unsigned i = 0; used && i < CUTS + DAMAGES; i++) {
        size_t length = i < CUTS ? n * i / CUTS : n;
        memcpy(damaged, original, length);
        if (i >= CUTS)
            length = damage(damaged, length, &random);
        snprintf(version, sizeof version, "m%u", i);
        tried++;
        if (!survives(used, version, damaged, length, &sum)) {
            printf("version %u ends the run\n", i);
            wrong++;
        }
    }
    if (used && (!survives(used, "last", original, n, &sum) || (comparable && sum != expected))) {
        printf("the input is converted otherwise after its damaged versions\n");
        wrong++;
    }
    xbz_converter_free(used);
    printf("%s mutation_sweep %s, %u versions\n", wrong ? "FAIL" : "ok", name, tried);
    fflush(stdout);
    return wrong == 0;
}

static bool sweep_area(const char *top, const char *area, const char *filter)
{
    bool ok = true;
    char folder_path[PATH_SIZE];
    snprintf(folder_path, sizeof folder_path, "%s/%s", top, area);
    DIR *folder = opendir(folder_path);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        size_t n = strlen(entry->d_name);
        char path[PATH_SIZE * 2];
        snprintf(path, sizeof path, "%s/%s", folder_path, entry->d_name);
        if (n > 3 && strcmp(entry->d_name + n - 3, ".in") == 0 && (!filter || strstr(path, filter)))
            ok = sweep(path, entry->d_name, strcmp(area, "ixbrl") == 0 ? "ixbrl" : "json") && ok;
    }
    if (folder)
        closedir(folder);
    return ok;
}

int main(int argc, char **argv)
{
    bool ok = true;
    const char *top = argc > 1 ? argv[1] : "tests/golden", *filter = argc > 2 && argv[2][0] ? argv[2] : NULL;
    DIR *folder = opendir(top);
    const struct dirent *entry;
    if (!folder || !mkdtemp(scratch)) {
        perror("mutation_sweep");
        return 1;
    }
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            ok = sweep_area(top, entry->d_name, filter) && ok;
    closedir(folder);
    rmdir(scratch);
    return ok ? 0 : 1;
}
