/* bench_html.c - MB/s of the HTML tokenizer alone, on documents held in memory.
 *
 * bench_html FILE...: reads the files, then tokenizes all of them several times; prints the best and the median run.
 * bench_libxml2.c does the same with another parser. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/run.h"
#include "bench_files.h"
#include "read/html.h"

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

int main(int argc, char **argv)
{
    struct files files;
    struct counts counts;
    struct xbz_run run;
    double seconds[RUNS];
    memset(&run, 0, sizeof run);
    run.limits.line_bytes = (size_t)1 << 20;
    run.limits.block_bytes = BLOCK;
    bool ok = files_load(&files, argc - 1, argv + 1);
    for (int k = 0; ok && k < RUNS; k++) {
        memset(&counts, 0, sizeof counts);
        seconds[k] = cpu_seconds();
        for (size_t i = 0; ok && i < files.n; i++)
            ok = tokenize(&run, &files.file[i], &counts);
        seconds[k] = cpu_seconds() - seconds[k];
    }
    if (ok) {
        printf("%.1f MB, %llu start tags with %llu attributes, %llu end tags, %llu texts\n", (double)files.bytes * 1e-6,
               counts.starts, counts.attributes, counts.ends, counts.texts);
        print_speed("tokenizer", &files, seconds);
    }
    files_free(&files);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
