/* convert_stream.c - converts what a callback delivers.
 *
 *     convert_stream FORMAT OUTPUT <FILING
 *
 * Here the callback reads standard input; it may as well read a socket or a database.  What comes may be a filing, a
 * submission or an archive of them.  OUTPUT is what xbrlize --output takes. */
#include <stdio.h>
#include <xbrlize/xbrlize.h>

static long read_input(void *ctx, void *buf, size_t n)
{
    FILE *in = ctx;
    size_t got = fread(buf, 1, n, in);
    return got == 0 && ferror(in) ? -1 : (long)got;
}

static void print_diagnostic(void *ctx, const struct xbz_diag *d)
{
    (void)ctx;
    if (d->level >= XBZ_WARNING)
        fprintf(stderr, "%s:%llu: %s: %s\n", d->path ? d->path : "", (unsigned long long)d->line, xbz_diag_id(d->code),
                d->detail ? d->detail : xbz_diag_text(d->code));
}

int main(int argc, char **argv)
{
    struct xbz_options options;
    struct xbz_converter *converter;
    if (argc != 3)
        return 2;
    xbz_options_init(&options);
    options.to = argv[1];
    options.output = argv[2];
    if (xbz_converter_new(&converter, &options, print_diagnostic, NULL) != XBZ_OK)
        return 1;
    /* One call for each input; a filing that is lost (FAIL) does not keep the others. */
    enum xbz_status input = xbz_convert_stream(converter, "filing", read_input, stdin);
    enum xbz_status all = input == XBZ_FATAL ? input : xbz_converter_finish(converter);
    struct xbz_totals totals = xbz_converter_totals(converter);
    fprintf(stderr, "%llu filings, %llu facts\n", (unsigned long long)totals.filings, (unsigned long long)totals.facts);
    xbz_converter_free(converter);
    return input == XBZ_OK && all == XBZ_OK ? 0 : 1;
}
