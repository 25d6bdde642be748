/* xbrlize - the command: thin, on top of the public headers. */
#include <archive.h>
#include <errno.h>
#include <expat.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "concepts.h"
#include "names.h"
#include "options.h"
#include "xbrlize/reader.h"
#include "xbrlize/taxonomy.h"
#include "xbrlize/writer.h"

enum { EXIT_FINE, EXIT_SKIPPED, EXIT_USAGE, EXIT_FAILED, EXIT_FATAL };

static struct xbz_converter *running; /* for the signal handler */

static void on_signal(int number)
{
    (void)number;
    if (running)
        xbz_converter_cancel(running);
}

/* What is ignored already stays so: nohup, and what a shell starts in the background. */
static void catch_signals(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(ends[i], &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

/* What diagnostics and displays of a run need. */
struct session {
    struct cli *cli;
    struct progress progress;
};

static void print_diagnostic(void *ctx, const struct xbz_diag *d)
{
    struct session *session = ctx;
    const struct cli *cli = session->cli;
    enum xbz_level least = cli->verbosity > 0 ? XBZ_NOTE : cli->verbosity == 0 ? XBZ_WARNING : XBZ_FAILED;
    if (d->level < least)
        return;
    progress_pause(&session->progress);
    fputs("xbrlize: ", stderr);
    if (d->path)
        fprintf(stderr, "%s:", d->path);
    if (d->document)
        fprintf(stderr, "%s:", d->document);
    if (d->line)
        fprintf(stderr, "%llu:", (unsigned long long)d->line);
    fprintf(stderr, "%s%s: %s: %s", d->path || d->document || d->line ? " " : "", xbz_level_name(d->level),
            xbz_diag_id(d->code), xbz_diag_text(d->code));
    fprintf(stderr, d->detail ? ": %s\n" : "\n", d->detail);
    progress_go_on(&session->progress);
}

static void print_stats(const struct cli *cli, struct xbz_totals t)
{
    fprintf(stderr,
            "xbrlize: %llu filings (%llu failed), %llu members that are no filings, %llu statements, %llu facts, "
            "%llu line items unmapped, %llu extension elements, %llu sums verified, %llu inconsistent, %llu bytes "
            "read, memory bound %zu MiB\n",
            (unsigned long long)t.filings, (unsigned long long)t.failed, (unsigned long long)t.members,
            (unsigned long long)t.statements, (unsigned long long)t.facts, (unsigned long long)t.unmapped,
            (unsigned long long)t.extensions, (unsigned long long)t.sums_verified,
            (unsigned long long)t.sums_inconsistent, (unsigned long long)t.bytes_in,
            xbz_memory_bound(&cli->options) >> 20);
}

static int worse(int result, enum xbz_status status)
{
    if (status == XBZ_FATAL)
        return EXIT_FATAL;
    return status == XBZ_OK || result == EXIT_FATAL ? result : EXIT_FAILED;
}

static int convert_inputs(struct cli *cli, struct xbz_converter *converter)
{
    int result = EXIT_FINE;
    for (int i = 0; i < cli->n_inputs && result != EXIT_FATAL; i++)
        result = worse(result, xbz_convert_path(converter, cli->inputs[i]));
    if (!cli->files_from || result == EXIT_FATAL)
        return result;
    struct names names;
    if (!names_open(&names, cli->files_from, cli->nul))
        return EXIT_FATAL;
    const char *name;
    while (result != EXIT_FATAL && (name = names_next(&names)) != NULL)
        result = worse(result, xbz_convert_path(converter, name));
    return names_close(&names) ? result : EXIT_FATAL;
}

/* Whether what is written goes to a terminal, where it must not be mixed with other lines. */
static bool writes_to_terminal(const struct cli *cli)
{
    const struct xbz_options *o = &cli->options;
    bool standard = o->dump ? !o->output || strcmp(o->output, "-") == 0 : o->output && strcmp(o->output, "-") == 0;
    return (standard || (o->status && strcmp(o->status, "-") == 0)) && isatty(STDOUT_FILENO);
}

static int convert(struct cli *cli)
{
    struct xbz_converter *converter;
    struct session session = {.cli = cli};
    progress_init(&session.progress, cli->progress, cli->verbosity < 0, writes_to_terminal(cli), cli->inputs,
                  cli->n_inputs, cli->files_from != NULL);
    cli->options.tick = session.progress.mode == PROGRESS_NONE ? NULL : progress_tick;
    cli->options.tick_ctx = &session.progress;
    if (xbz_converter_new(&converter, &cli->options, print_diagnostic, &session) != XBZ_OK)
        return EXIT_FATAL;
    session.progress.converter = converter;
    running = converter;
    catch_signals();
    int result = convert_inputs(cli, converter);
    if (result != EXIT_FATAL)
        result = worse(result, xbz_converter_finish(converter));
    progress_end(&session.progress);
    struct xbz_totals totals = xbz_converter_totals(converter);
    if (cli->stats)
        print_stats(cli, totals);
    if (result == EXIT_FINE && cli->strict && totals.skipped > 0)
        result = EXIT_SKIPPED;
    running = NULL;
    xbz_converter_free(converter);
    return result;
}

static void list_formats(void)
{
    puts("read (-f):");
    for (size_t i = 0; xbz_readers[i]; i++)
        printf("  %-10s %s\n", xbz_readers[i]->name, xbz_readers[i]->help);
    puts("written (-t):");
    for (size_t i = 0; xbz_writers[i]; i++)
        printf("  %-10s %-10s %s\n", xbz_writers[i]->name, xbz_writers[i]->suffix, xbz_writers[i]->help);
}

static void list_diagnostics(void)
{
    for (int code = 0; code < XBZ_D_COUNT; code++)
        printf("%-22s %-8s %s\n", xbz_diag_id((enum xbz_code)code), xbz_level_name(xbz_diag_level((enum xbz_code)code)),
               xbz_diag_text((enum xbz_code)code));
}

static int concepts(struct cli *cli)
{
    struct session session = {.cli = cli};
    return cli_concepts(stdout, cli->options.taxonomy, print_diagnostic, &session) ? EXIT_FINE : EXIT_FATAL;
}

static int write_bytes(void *ctx, const void *bytes, size_t n)
{
    return fwrite(bytes, 1, n, ctx) == n ? 0 : errno ? errno : EIO;
}

/* The package is named after its file. */
static struct xbz_str package_name(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    return (struct xbz_str){name, dot && dot > name ? (size_t)(dot - name) : strlen(name)};
}

static int write_taxonomy_package(struct cli *cli)
{
    struct session session = {.cli = cli};
    struct xbz_taxonomy *taxonomy;
    bool standard = strcmp(cli->package, "-") == 0;
    if (xbz_taxonomy_load(&taxonomy, cli->options.taxonomy, print_diagnostic, &session) != XBZ_OK)
        return EXIT_FATAL;
    errno = 0;
    FILE *to = standard ? stdout : fopen(cli->package, "wb");
    struct xbz_str name = standard ? (struct xbz_str){"gaap-lite", 9} : package_name(cli->package);
    bool ok = to && xbz_taxonomy_package(taxonomy, name, write_bytes, to) == XBZ_OK;
    if (to && (standard ? fflush(to) : fclose(to)) != 0)
        ok = false;
    if (!ok) {
        fprintf(stderr, "xbrlize: %s: %s\n", cli->package, strerror(errno ? errno : EIO));
        if (to && !standard)
            (void)remove(cli->package);
    }
    xbz_taxonomy_free(taxonomy);
    return ok ? EXIT_FINE : EXIT_FATAL;
}

int main(int argc, char **argv)
{
    struct cli cli;
    if (!cli_parse(&cli, argc, argv))
        return EXIT_USAGE;
    switch (cli.action) {
    case CLI_HELP:
        cli_help(stdout);
        return EXIT_FINE;
    case CLI_VERSION:
        printf("xbrlize %s\n%s\nzlib %s\n%s\n", xbz_version(), XML_ExpatVersion(), zlibVersion(),
               archive_version_string());
        return EXIT_FINE;
    case CLI_LIST_FORMATS:
        list_formats();
        return EXIT_FINE;
    case CLI_LIST_DIAGNOSTICS:
        list_diagnostics();
        return EXIT_FINE;
    case CLI_CONCEPTS:
        return concepts(&cli);
    case CLI_TAXONOMY_PACKAGE:
        return write_taxonomy_package(&cli);
    case CLI_CONVERT:
        break;
    }
    return convert(&cli);
}
