/* write_facts.c - writes facts of one's own, through any writer.
 *
 *     write_facts FORMAT FILE         FILE - is standard output
 *
 * Three figures of a balance sheet that add up, and one that gaap-lite has no element for. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <xbrlize/taxonomy.h>
#include <xbrlize/writer.h>
#include <xbrlize/xbrlize.h>

static struct xbz_str text(const char *s)
{
    return (struct xbz_str){s, strlen(s)};
}

static int to_file(void *ctx, const void *bytes, size_t n)
{
    return fwrite(bytes, 1, n, ctx) == n ? 0 : errno;
}

static enum xbz_status put(struct xbz_writer *writer, const struct xbz_concept *concept,
                           const struct xbz_extension *extension, const char *label, const char *value)
{
    static uint32_t order;
    struct xbz_fact fact = {
        .concept = concept,
        .extension = extension,
        .statement = XBZ_BALANCE_SHEET,
        .order = ++order,
        .label = text(label),
        .period = {.kind = XBZ_INSTANT, .end = {2009, 12, 31}},
        .unit = XBZ_UNIT_MONEY,
        .currency = text("USD"),
        .value = text(value),
        .decimals = -3,
        .confidence = 100,
    };
    return xbz_writer_fact(writer, &fact);
}

static enum xbz_status put_all(struct xbz_writer *writer, const struct xbz_taxonomy *taxonomy)
{
    static const struct xbz_extension barges = {
        .name = {"BargesAndTugs", 13},
        .label = {"Barges and tugs", 15},
        .unit = XBZ_UNIT_MONEY,
        .period = XBZ_INSTANT,
    };
    const struct xbz_concept *cash = xbz_taxonomy_find(taxonomy, text("CashAndCashEquivalentsAtCarryingValue"));
    const struct xbz_concept *assets = xbz_taxonomy_find(taxonomy, text("Assets"));
    const struct xbz_sum_part parts[] = {{cash, NULL, 1}, {NULL, &barges, 1}};
    const struct xbz_sum sum = {XBZ_BALANCE_SHEET, {assets, NULL, 1}, parts, 2};
    enum xbz_status status = put(writer, cash, NULL, "Cash", "120000");
    if (status == XBZ_OK)
        status = put(writer, NULL, &barges, "Barges and tugs", "880000");
    if (status == XBZ_OK)
        status = put(writer, assets, NULL, "Total assets", "1000000");
    return status == XBZ_OK ? xbz_writer_sum(writer, &sum) : status;
}

static enum xbz_status write_report(struct xbz_writer *writer, const struct xbz_taxonomy *taxonomy, const char *path)
{
    const struct xbz_filing filing = {.registrant = text("Ballast Haulage Ltd"), .form = text("10-K")};
    const struct xbz_report report = {
        .filing = &filing,
        .entity = {text("http://www.sec.gov/CIK"), text("0000099999")},
        .name = text("ballast"),
        .extensions = true,
    };
    enum xbz_status status = strcmp(path, "-") == 0 ? xbz_writer_begin_stream(writer, &report, to_file, stdout)
                                                    : xbz_writer_begin_file(writer, &report, path);
    if (status == XBZ_OK)
        status = put_all(writer, taxonomy);
    return status == XBZ_OK ? xbz_writer_end(writer) : status;
}

int main(int argc, char **argv)
{
    struct xbz_options options;
    struct xbz_taxonomy *taxonomy;
    struct xbz_writer *writer;
    if (argc != 3 || !xbz_writer_find(argv[1])) {
        fputs("usage: write_facts FORMAT FILE; formats:", stderr);
        for (size_t i = 0; xbz_writers[i]; i++)
            fprintf(stderr, " %s", xbz_writers[i]->name);
        fputc('\n', stderr);
        return 2;
    }
    xbz_options_init(&options);
    options.to = argv[1];
    if (xbz_taxonomy_load(&taxonomy, NULL, NULL, NULL) != XBZ_OK)
        return 1;
    enum xbz_status status = xbz_writer_new(&writer, &options, taxonomy, NULL, NULL);
    if (status == XBZ_OK)
        status = write_report(writer, taxonomy, argv[2]);
    if (fflush(stdout) != 0)
        status = XBZ_FATAL;
    xbz_writer_free(writer);
    xbz_taxonomy_free(taxonomy);
    return status == XBZ_OK ? 0 : 1;
}
