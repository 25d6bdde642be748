/* receive_facts.c - receives the facts of a conversion by callback: nothing is written to files.
 *
 *     receive_facts INPUT...
 *
 * Prints for each filing how many facts of each statement there are, and its total assets. */
#include <stdio.h>
#include <string.h>
#include <xbrlize/taxonomy.h>
#include <xbrlize/writer.h>
#include <xbrlize/xbrlize.h>

struct summary {
    unsigned facts[XBZ_STATEMENT_KINDS];
    unsigned sums;
};

static enum xbz_status begin(void *ctx, const struct xbz_report *report)
{
    struct summary *summary = ctx;
    memset(summary, 0, sizeof *summary);
    printf("%.*s, %.*s\n", (int)report->name.n, report->name.p, (int)report->entity.identifier.n,
           report->entity.identifier.p);
    return XBZ_OK;
}

/* What a fact points to is good until the call returns: to keep it, copy it. */
static enum xbz_status fact(void *ctx, const struct xbz_fact *fact)
{
    struct summary *summary = ctx;
    summary->facts[fact->statement]++;
    /* Text is not NUL-terminated; amounts are decimal text, never a binary fraction. */
    if (fact->concept && strcmp(fact->concept->name.p, "Assets") == 0)
        printf("  total assets %04d-%02d-%02d: %.*s %.*s (line %llu)\n", fact->period.end.year, fact->period.end.month,
               fact->period.end.day, (int)fact->value.n, fact->value.p, (int)fact->currency.n, fact->currency.p,
               (unsigned long long)fact->place.line);
    return XBZ_OK;
}

static enum xbz_status sum(void *ctx, const struct xbz_sum *sum)
{
    struct summary *summary = ctx;
    summary->sums += sum->n_parts > 0;
    return XBZ_OK;
}

static enum xbz_status end(void *ctx)
{
    const struct summary *summary = ctx;
    printf("  balance sheet %u, income %u, cash flow %u facts; %u sums\n", summary->facts[XBZ_BALANCE_SHEET],
           summary->facts[XBZ_INCOME], summary->facts[XBZ_CASH_FLOW], summary->sums);
    return XBZ_OK;
}

int main(int argc, char **argv)
{
    struct summary summary;
    const struct xbz_fact_sink sink = {&summary, begin, fact, sum, end};
    struct xbz_options options;
    struct xbz_converter *converter;
    int result = 0;
    xbz_options_init(&options);
    options.sink = &sink;
    if (xbz_converter_new(&converter, &options, NULL, NULL) != XBZ_OK)
        return 1;
    for (int i = 1; i < argc && result < 2; i++) {
        enum xbz_status status = xbz_convert_path(converter, argv[i]);
        if (status != XBZ_OK)
            result = status == XBZ_FATAL ? 2 : 1;
    }
    if (result < 2 && xbz_converter_finish(converter) != XBZ_OK)
        result = 1;
    xbz_converter_free(converter);
    return result;
}
