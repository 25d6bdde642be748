/* bench_html.c - MB/s of the HTML tokenizer alone, on documents held in memory.
 *
 * bench_html FILE...: reads the files, then tokenizes all of them several times; prints the best and the median run.  Built
 * with -DHAVE_LIBXML2 it also times libxml2's HTML push parser (SAX) on the same bytes, once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef HAVE_LIBXML2
#include <libxml/HTMLparser.h>
#endif

#include "base/run.h"
#include "read/html.h"

#define RUNS  7
#define BLOCK ((size_t)65536)

struct file {
    unsigned char *bytes;
    size_t n;
};

struct counts {
    unsigned long long starts, ends, texts, attributes, text_bytes;
};

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    struct counts *counts = ctx;
    counts->starts++;
    counts->attributes += tag->n_attributes;
    return XBZ_OK;
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    (void)tag;
    ((struct counts *)ctx)->ends++;
    return XBZ_OK;
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct counts *counts = ctx;
    (void)place;
    counts->texts++;
    counts->text_bytes += text.n;
    return XBZ_OK;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool load(struct file *file, const char *path)
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

static bool tokenize(struct xbz_run *run, const struct file *file, struct counts *counts)
{
    struct xbz_events events = {.ctx = counts, .start = on_start, .end = on_end, .text = on_text};
    void *reader;
    if (html_reader.open(&reader, run, &events) != XBZ_OK)
        return false;
    bool ok = true;
    for (size_t at = 0; ok && at < file->n; at += BLOCK)
        ok = html_reader.feed(reader, file->bytes + at, file->n - at < BLOCK ? file->n - at : BLOCK) == XBZ_OK;
    ok = ok && html_reader.finish(reader) == XBZ_OK;
    html_reader.close(reader);
    return ok;
}

#ifdef HAVE_LIBXML2
static void sax_start(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
    (void)name;
    (void)attributes;
    ((struct counts *)ctx)->starts++;
}

static void sax_text(void *ctx, const xmlChar *text, int n)
{
    (void)text;
    ((struct counts *)ctx)->text_bytes += (unsigned long long)n;
}

static void parse_libxml2(const struct file *file, struct counts *counts)
{
    htmlSAXHandler sax;
    memset(&sax, 0, sizeof(sax));
    sax.startElement = sax_start;
    sax.characters = sax_text;
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&sax, counts, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    for (size_t at = 0; at < file->n; at += BLOCK)
        htmlParseChunk(parser, (const char *)file->bytes + at, (int)(file->n - at < BLOCK ? file->n - at : BLOCK), 0);
    htmlParseChunk(parser, "", 0, 1);
    htmlFreeParserCtxt(parser);
}
#endif

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    size_t n_files = argc > 1 ? (size_t)argc - 1 : 0, total = 0;
    struct file *files = calloc(n_files + 1, sizeof(*files));
    bool ok = files != NULL && n_files != 0;
    for (size_t i = 0; ok && i < n_files; i++) {
        ok = load(&files[i], argv[i + 1]);
        total += files[i].n;
    }
    struct xbz_run run;
    memset(&run, 0, sizeof(run));
    run.limits.line_bytes = (size_t)1 << 20;
    run.limits.block_bytes = BLOCK;
    struct counts counts;
    double seconds[RUNS];
    for (int k = 0; ok && k < RUNS; k++) {
        memset(&counts, 0, sizeof(counts));
        seconds[k] = now();
        for (size_t i = 0; ok && i < n_files; i++)
            ok = tokenize(&run, &files[i], &counts);
        seconds[k] = now() - seconds[k];
    }
    if (ok) {
        qsort(seconds, RUNS, sizeof(seconds[0]), by_size);
        printf("%.1f MB, %llu start tags with %llu attributes, %llu end tags, %llu texts\n", (double)total * 1e-6,
               counts.starts, counts.attributes, counts.ends, counts.texts);
        printf("tokenizer %.0f MB/s (median %.0f)\n", (double)total * 1e-6 / seconds[0],
               (double)total * 1e-6 / seconds[RUNS / 2]);
    }
#ifdef HAVE_LIBXML2
    memset(&counts, 0, sizeof(counts));
    double begin = now();
    for (size_t i = 0; ok && i < n_files; i++)
        parse_libxml2(&files[i], &counts);
    printf("libxml2 HTML push parser %.0f MB/s\n", (double)total * 1e-6 / (now() - begin));
#endif
    for (size_t i = 0; files != NULL && i < n_files; i++)
        free(files[i].bytes);
    free(files);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
