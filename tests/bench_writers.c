/* bench_writers - each writer by itself: the facts of some filings are kept, then written again and again to nowhere.
 *
 *     bench_writers INPUT [SECONDS]
 *
 * Uses the public library alone.  Columns: facts a second, MB/s of output, bytes a fact; of packages also those without
 * the base taxonomy. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <xbrlize/taxonomy.h>
#include <xbrlize/writer.h>
#include <xbrlize/xbrlize.h>

#define REPORTS 12
#define FACTS   20000
#define TEXT    ((size_t)8 << 20)

/* Copies of what a sink is given: facts with texts in one block, extensions by value. */
static struct {
    struct report {
        struct xbz_filing filing;
        struct xbz_report report;
        size_t first, n;
    } reports[REPORTS];
    size_t n_reports;
    struct xbz_fact facts[FACTS];
    struct xbz_extension extensions[FACTS];
    size_t n_facts;
    char *text;
    size_t used;
} kept;

static struct xbz_str keep(struct xbz_str s)
{
    if (s.n == 0 || s.n > TEXT - kept.used)
        return (struct xbz_str){NULL, 0};
    char *copy = kept.text + kept.used;
    memcpy(copy, s.p, s.n);
    kept.used += s.n;
    return (struct xbz_str){copy, s.n};
}

static enum xbz_status begin(void *ctx, const struct xbz_report *report)
{
    (void)ctx;
    if (kept.n_reports == REPORTS)
        return XBZ_SKIP;
    struct report *r = &kept.reports[kept.n_reports++];
    r->filing = (struct xbz_filing){.form = keep(report->filing->form), .registrant = keep(report->filing->registrant)};
    r->report = *report;
    r->report.filing = &r->filing;
    r->report.axes = NULL; /* only facts without dimensions come */
    r->report.n_axes = 0;
    r->report.name = keep(report->name);
    r->report.entity.scheme = keep(report->entity.scheme);
    r->report.entity.identifier = keep(report->entity.identifier);
    r->first = kept.n_facts;
    return XBZ_OK;
}

static enum xbz_status fact(void *ctx, const struct xbz_fact *from)
{
    (void)ctx;
    if (kept.n_facts == FACTS)
        return XBZ_OK;
    struct xbz_fact *to = &kept.facts[kept.n_facts];
    *to = *from;
    to->label = keep(from->label);
    to->title = keep(from->title);
    to->currency = keep(from->currency);
    to->measures = keep(from->measures);
    to->value = keep(from->value);
    to->heading = NULL; /* it would have to be kept with all above it */
    to->document = (struct xbz_document){.type = keep(from->document.type), .filename = keep(from->document.filename)};
    if (from->extension) {
        kept.extensions[kept.n_facts] = *from->extension;
        kept.extensions[kept.n_facts].name = keep(from->extension->name);
        kept.extensions[kept.n_facts].label = keep(from->extension->label);
        to->extension = &kept.extensions[kept.n_facts];
    }
    kept.n_facts++;
    kept.reports[kept.n_reports - 1].n++;
    return XBZ_OK;
}

/* Concepts belong to the converter's taxonomy: the same ones of another are found by name. */
static void translate(const struct xbz_taxonomy *taxonomy)
{
    for (size_t i = 0; i < kept.n_facts; i++) {
        if (kept.facts[i].concept)
            kept.facts[i].concept = xbz_taxonomy_concept(taxonomy, kept.facts[i].concept->index);
    }
}

static int count_bytes(void *ctx, const void *bytes, size_t n)
{
    (void)bytes;
    *(uint64_t *)ctx += n;
    return 0;
}

static uint64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static enum xbz_status write_all(struct xbz_writer *writer, uint64_t *bytes)
{
    enum xbz_status status = XBZ_OK;
    for (size_t i = 0; i < kept.n_reports && status == XBZ_OK; i++) {
        const struct report *r = &kept.reports[i];
        status = xbz_writer_begin_stream(writer, &r->report, count_bytes, bytes);
        for (size_t k = 0; k < r->n && status == XBZ_OK; k++)
            status = xbz_writer_fact(writer, &kept.facts[r->first + k]);
        if (status == XBZ_OK)
            status = xbz_writer_end(writer);
    }
    return status;
}

static enum xbz_status measure(const struct xbz_taxonomy *taxonomy, const char *format, bool embed, unsigned seconds)
{
    struct xbz_options options;
    struct xbz_writer *writer;
    uint64_t bytes = 0, rounds = 0, began = microseconds(), took;
    xbz_options_init(&options);
    options.to = format;
    options.no_embed_taxonomy = !embed;
    enum xbz_status status = xbz_writer_new(&writer, &options, taxonomy, NULL, NULL);
    if (status != XBZ_OK)
        return status;
    do {
        status = write_all(writer, &bytes);
        rounds++;
        took = microseconds() - began;
    } while (status == XBZ_OK && took < (uint64_t)seconds * 1000000);
    xbz_writer_free(writer);
    uint64_t facts = rounds * kept.n_facts;
    printf("%-10s %-12s %12llu %10llu.%llu %10llu\n", format, embed ? "" : "no taxonomy",
           (unsigned long long)(facts * 1000000 / took), (unsigned long long)(bytes / took),
           (unsigned long long)(bytes * 10 / took % 10), (unsigned long long)(bytes / facts));
    return status;
}

int main(int argc, char **argv)
{
    const struct xbz_fact_sink sink = {.begin = begin, .fact = fact};
    struct xbz_options options;
    struct xbz_converter *converter;
    struct xbz_taxonomy *taxonomy;
    unsigned seconds = argc > 2 ? (unsigned)atoi(argv[2]) : 1;
    kept.text = malloc(TEXT);
    xbz_options_init(&options);
    options.sink = &sink;
    if (argc < 2 || !kept.text || xbz_taxonomy_load(&taxonomy, NULL, NULL, NULL) != XBZ_OK ||
        xbz_converter_new(&converter, &options, NULL, NULL) != XBZ_OK)
        return 1;
    /* Filings after the last one there is room for are refused by begin, and so the status tells nothing. */
    enum xbz_status status = xbz_convert_path(converter, argv[1]);
    translate(taxonomy);
    xbz_converter_free(converter);
    if (status == XBZ_FATAL || kept.n_facts == 0)
        return 1;
    printf("%zu filings, %zu facts\n", kept.n_reports, kept.n_facts);
    printf("%-10s %-12s %12s %12s %10s\n", "format", "", "facts/s", "MB/s", "bytes/fact");
    for (size_t i = 0; xbz_writers[i]; i++) {
        status = measure(taxonomy, xbz_writers[i]->name, true, seconds);
        if (status == XBZ_OK && xbz_writers[i]->package)
            status = measure(taxonomy, xbz_writers[i]->name, false, seconds);
        if (status != XBZ_OK)
            return 1;
    }
    xbz_taxonomy_free(taxonomy);
    free(kept.text);
    return 0;
}
