#include "options.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "xbrlize/reader.h"
#include "xbrlize/writer.h"

struct option_row {
    char letter; /* 0: none */
    const char *name;
    const char *argument; /* NULL: takes none; "=NAME": takes one, behind "=", or none */
    const char *help;
    bool (*set)(struct cli *cli, const char *value); /* false: the value is wrong */
};

static bool set_to(struct cli *cli, const char *value)
{
    cli->options.to = value;
    return xbz_writer_find(value) != NULL;
}

static bool set_from(struct cli *cli, const char *value)
{
    cli->options.format = strcmp(value, "auto") == 0 ? NULL : value;
    return !cli->options.format || xbz_reader_find(value) != NULL;
}

static bool set_output(struct cli *cli, const char *value)
{
    cli->options.output = value;
    return *value != '\0';
}

static bool only_digits(const char *value, size_t least, size_t most)
{
    size_t n = strspn(value, "0123456789");
    return value[n] == '\0' && n >= least && n <= most;
}

static bool set_target(struct cli *cli, const char *value)
{
    cli->options.target = value;
    return strncmp(value, "us-gaap-", 8) == 0 && only_digits(value + 8, 4, 4);
}

static bool set_taxonomy(struct cli *cli, const char *value)
{
    cli->options.taxonomy = value;
    return *value != '\0';
}

static bool set_map(struct cli *cli, const char *value)
{
    cli->options.map = value;
    return *value != '\0';
}

static bool set_report_unmapped(struct cli *cli, const char *value)
{
    cli->options.unmapped_report = value;
    return *value != '\0';
}

static bool set_concepts(struct cli *cli, const char *value)
{
    (void)value;
    cli->action = CLI_CONCEPTS;
    return true;
}

static bool set_unmapped(struct cli *cli, const char *value)
{
    if (strcmp(value, "extension") != 0 && strcmp(value, "drop") != 0)
        return false;
    cli->options.unmapped = *value == 'd' ? XBZ_UNMAPPED_DROP : XBZ_UNMAPPED_EXTENSION;
    return true;
}

/* Options without a value that set one thing. */
#define SWITCH(name, what)                                                                                             \
    static bool set_##name(struct cli *cli, const char *value)                                                         \
    {                                                                                                                  \
        (void)value;                                                                                                   \
        return cli->what = true;                                                                                       \
    }
SWITCH(no_embed_taxonomy, options.no_embed_taxonomy)
SWITCH(footnotes, options.footnotes)
SWITCH(provenance, options.provenance)
SWITCH(no_ex27, options.no_ex27)
SWITCH(ignore_tags, options.ignore_tags)
SWITCH(dimensions, options.dimensions)
SWITCH(nul, nul)
SWITCH(resume, options.resume)
SWITCH(strict, strict)
SWITCH(stats, stats)
#undef SWITCH

static bool set_dash(struct cli *cli, const char *value)
{
    cli->options.dash_nil = strcmp(value, "nil") == 0;
    return cli->options.dash_nil || strcmp(value, "zero") == 0;
}

static bool read_number(const char *value, unsigned long most, unsigned long *out)
{
    char *end;
    if (*value < '0' || *value > '9')
        return false;
    *out = strtoul(value, &end, 10);
    return *end == '\0' && *out <= most;
}

static bool set_min_confidence(struct cli *cli, const char *value)
{
    unsigned long n = 0;
    bool ok = read_number(value, 100, &n);
    cli->options.min_confidence = (unsigned)n;
    return ok;
}

static bool set_read_size(struct cli *cli, const char *value)
{
    unsigned long n = 0;
    bool ok = read_number(value, 1ul << 30, &n);
    cli->options.read_size = (size_t)n;
    return ok;
}

static bool set_dump(struct cli *cli, const char *value)
{
    static const char *const names[] = {"lines", "tables", "statements", "facts"};
    cli->options.dump = value;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(value, names[i]) == 0)
            return true;
    return false;
}

static bool set_explain(struct cli *cli, const char *value)
{
    (void)value;
    cli->options.dump = "explain";
    return true;
}

static bool set_evaluate(struct cli *cli, const char *value)
{
    cli->options.evaluate = value && strcmp(value, "json") == 0 ? XBZ_EVALUATE_JSON : XBZ_EVALUATE_TEXT;
    return !value || strcmp(value, "json") == 0 || strcmp(value, "text") == 0;
}

static bool set_cik(struct cli *cli, const char *value)
{
    cli->options.cik = value;
    return only_digits(value, 1, 10);
}

static bool set_name(struct cli *cli, const char *value)
{
    cli->options.name = value;
    return *value != '\0';
}

static bool set_form(struct cli *cli, const char *value)
{
    cli->options.form = value;
    return *value != '\0';
}

static bool is_date(const char *value)
{
    struct tm day = {.tm_hour = 12, .tm_isdst = -1};
    if (strlen(value) != 10 || value[4] != '-' || value[7] != '-' || strspn(value, "0123456789-") != 10)
        return false;
    day.tm_year = atoi(value) - 1900;
    day.tm_mon = atoi(value + 5) - 1;
    day.tm_mday = atoi(value + 8);
    struct tm real = day; /* mktime makes 30 February the 2nd of March */
    return mktime(&real) != (time_t)-1 && real.tm_mon == day.tm_mon && real.tm_mday == day.tm_mday;
}

static bool set_period_end(struct cli *cli, const char *value)
{
    cli->options.period_end = value;
    return is_date(value);
}

static bool set_fiscal_year_end(struct cli *cli, const char *value)
{
    cli->options.fiscal_year_end = value;
    if (!only_digits(value, 4, 4))
        return false;
    int mmdd = atoi(value);
    return mmdd / 100 >= 1 && mmdd / 100 <= 12 && mmdd % 100 >= 1 && mmdd % 100 <= 31;
}

static bool set_jobs(struct cli *cli, const char *value)
{
    unsigned long n = 0;
    bool ok = read_number(value, 256, &n);
    cli->options.jobs = (unsigned)n;
    return ok;
}

/* A number of bytes with K, M or G behind it. */
static bool read_size(const char *value, size_t *out)
{
    char *end;
    if (*value < '0' || *value > '9')
        return false;
    unsigned long n = strtoul(value, &end, 10);
    const char *units = "KMG";
    const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    if ((*end && !unit) || (unit && strcmp(end + 1, "") != 0 && strcmp(end + 1, "iB") != 0) ||
        n > SIZE_MAX >> shift >> 1)
        return false;
    *out = (size_t)n << shift;
    return true;
}

static bool set_max_memory(struct cli *cli, const char *value)
{
    return read_size(value, &cli->max_memory) && cli->max_memory > 0;
}

static bool set_forms(struct cli *cli, const char *value)
{
    cli->options.only_forms = value;
    return *value != '\0';
}

static bool set_types(struct cli *cli, const char *value)
{
    cli->options.only_types = value;
    return *value != '\0';
}

static bool set_only_cik(struct cli *cli, const char *value)
{
    cli->options.only_cik = value;
    return *value != '\0' && value[strspn(value, "0123456789,")] == '\0';
}

static bool set_since(struct cli *cli, const char *value)
{
    cli->options.since = value;
    return is_date(value);
}

static bool set_until(struct cli *cli, const char *value)
{
    cli->options.until = value;
    return is_date(value);
}

static bool set_shard(struct cli *cli, const char *value)
{
    char *end;
    if (*value < '1' || *value > '9')
        return false;
    unsigned long shard = strtoul(value, &end, 10), shards = 0;
    if (*end != '/' || !read_number(end + 1, 1000000, &shards) || shard > shards)
        return false;
    cli->options.shard = (unsigned)shard;
    cli->options.shards = (unsigned)shards;
    return true;
}

static bool set_files_from(struct cli *cli, const char *value)
{
    cli->files_from = value;
    return *value != '\0';
}

static bool set_status(struct cli *cli, const char *value)
{
    cli->options.status = value;
    return *value != '\0';
}

static bool set_journal(struct cli *cli, const char *value)
{
    cli->options.journal = value;
    return *value != '\0';
}

static bool set_progress(struct cli *cli, const char *value)
{
    static const char *const names[] = {[PROGRESS_AUTO] = "auto", [PROGRESS_PLAIN] = "plain", [PROGRESS_NONE] = "none"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cli->progress = (enum progress_mode)i;
        if (strcmp(value, names[i]) == 0)
            return true;
    }
    return false;
}

static bool set_quiet(struct cli *cli, const char *value)
{
    (void)value;
    cli->verbosity = -1;
    return true;
}

static bool set_verbose(struct cli *cli, const char *value)
{
    (void)value;
    cli->verbosity = 1;
    return true;
}

static bool set_help(struct cli *cli, const char *value)
{
    (void)value;
    cli->action = CLI_HELP;
    return true;
}

static bool set_version(struct cli *cli, const char *value)
{
    (void)value;
    cli->action = CLI_VERSION;
    return true;
}

static bool set_list_formats(struct cli *cli, const char *value)
{
    (void)value;
    cli->action = CLI_LIST_FORMATS;
    return true;
}

static bool set_list_diagnostics(struct cli *cli, const char *value)
{
    (void)value;
    cli->action = CLI_LIST_DIAGNOSTICS;
    return true;
}

static bool set_taxonomy_package(struct cli *cli, const char *value)
{
    cli->action = CLI_TAXONOMY_PACKAGE;
    cli->package = value;
    return *value != '\0';
}

/* A row without a name is a heading of --help. */
static const struct option_row rows[] = {
    {0, NULL, NULL, "Output", NULL},
    {'t', "to", "FORMAT", "what to write: see --list-formats [xbr]", set_to},
    {'o', "output", "PLACE", "a file, a folder (ends in /, or is one), NAME.tar.gz, NAME.zip, or - [.]", set_output},
    {0, "no-embed-taxonomy", NULL, "refer to gaap-lite by its address; its taxonomy package has it",
     set_no_embed_taxonomy},
    {0, "dash", "WHAT", "a dash beside other values of its line item: zero or nil [zero]", set_dash},
    {0, "footnotes", NULL, "give the notes that marks beside figures refer to, in instances and json", set_footnotes},
    {0, "provenance", NULL, "say in json and csv where each fact stands and how sure it is", set_provenance},
    {0, "unmapped", "WHAT", "line items without a concept: extension or drop [extension]", set_unmapped},
    {0, "target", "NAME", "names of an official taxonomy: us-gaap-2009, us-gaap-2011 ... -2025", set_target},
    {0, "min-confidence", "N", "take a concept only when it is at least N percent sure [0]", set_min_confidence},
    {0, NULL, NULL, "Input", NULL},
    {'f', "from", "FORMAT", "read documents as this format [auto: by content]", set_from},
    {0, "taxonomy", "DIR", "use the taxonomy files of this folder [the embedded gaap-lite]", set_taxonomy},
    {0, "map", "FILE", "rows of your own (concept, BS IS CI or CF, caption) before all others", set_map},
    {0, "no-ex27", NULL, "pass over financial data schedules (exhibit 27)", set_no_ex27},
    {0, "ignore-tags", NULL, "read inline XBRL as plain HTML, and no XBRL instances", set_ignore_tags},
    {0, "dimensions", NULL, "keep tagged facts with dimensions, such as those of segments", set_dimensions},
    {0, "cik", "N", "CIK of the registrant, instead of what the filing says", set_cik},
    {0, "name", "NAME", "name of the registrant", set_name},
    {0, "form", "FORM", "form type, such as 10-K", set_form},
    {0, "period-end", "DATE", "period of the report, as 2009-06-30", set_period_end},
    {0, "fiscal-year-end", "MMDD", "end of the fiscal year, as 1231", set_fiscal_year_end},
    {0, NULL, NULL, "Many filings", NULL},
    {'j', "jobs", "N", "work on N filings at the same time [0: one for each core]", set_jobs},
    {0, "max-memory", "SIZE", "stay below SIZE bytes (K, M, G): scales the limits, then the jobs", set_max_memory},
    {0, "files-from", "FILE", "read the names of inputs from FILE, one a line; - for standard input", set_files_from},
    {'0', "null", NULL, "names in that file end with a NUL byte", set_nul},
    {0, "forms", "LIST", "only filings of these forms, such as 10-K*,6-K", set_forms},
    {0, "types", "LIST", "only documents of these types, such as 10-K,EX-99*", set_types},
    {0, "only-cik", "LIST", "only filings of these registrants", set_only_cik},
    {0, "since", "DATE", "only filings filed on this day or later, as 2009-06-30", set_since},
    {0, "until", "DATE", "only filings filed on this day or earlier", set_until},
    {0, "shard", "I/N", "only the filings of part I of N, by a hash of their names", set_shard},
    {0, "status", "FILE", "write a line of JSON for each filing to FILE, or - for standard output", set_status},
    {0, "journal", "FILE", "record finished filings in FILE", set_journal},
    {0, "resume", NULL, "go on after the filings that the journal records", set_resume},
    {0, NULL, NULL, "Insight", NULL},
    {0, "dump", "SEAM", "print lines, tables, statements or facts instead of converting", set_dump},
    {0, "explain", NULL, "say for each fact where it stands and why it is what it is", set_explain},
    {0, "evaluate", "=FORMAT", "compare what the tables give with the filers' tags; text or json [text]", set_evaluate},
    {0, "report-unmapped", "FILE", "write the captions without a concept to FILE, most frequent first",
     set_report_unmapped},
    {0, "stats", NULL, "print totals and the memory bound at the end", set_stats},
    {0, "progress", "HOW", "auto: a line on a terminal; plain: lines to a log; none [auto]", set_progress},
    {'v', "verbose", NULL, "show notes too: statements found, sums verified, line items unmapped", set_verbose},
    {'q', "quiet", NULL, "show failures only", set_quiet},
    {0, "strict", NULL, "exit with 1 when a table or document had to be skipped", set_strict},
    {0, "read-size", "N", "hand N bytes at a time to the reader; the result is the same", set_read_size},
    {0, NULL, NULL, "About", NULL},
    {0, "list-formats", NULL, "list the formats that are read and written", set_list_formats},
    {0, "concepts", NULL, "list the concepts with type, balance, period, statements and label", set_concepts},
    {0, "list-diagnostics", NULL, "list the diagnostics with their levels", set_list_diagnostics},
    {0, "taxonomy-package", "FILE", "write gaap-lite as a taxonomy package, gaap-lite-2026.zip", set_taxonomy_package},
    {'h', "help", NULL, "show this text", set_help},
    {'V', "version", NULL, "show the version and those of the libraries", set_version},
};

#define N_ROWS (sizeof rows / sizeof *rows)

static bool is_optional(const struct option_row *row)
{
    return row->argument && row->argument[0] == '=';
}

static bool mistake(const char *what, const char *arg)
{
    fprintf(stderr, "xbrlize: %s: %s\nxbrlize: see xbrlize --help\n", what, arg);
    return false;
}

static const struct option_row *find_long(const char *name, size_t n)
{
    for (size_t i = 0; i < N_ROWS; i++)
        if (rows[i].name && strlen(rows[i].name) == n && memcmp(rows[i].name, name, n) == 0)
            return &rows[i];
    return NULL;
}

static const struct option_row *find_letter(char letter)
{
    for (size_t i = 0; i < N_ROWS; i++)
        if (rows[i].name && rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static bool apply(struct cli *cli, const struct option_row *row, const char *arg, const char *value)
{
    if (row->set(cli, value))
        return true;
    fprintf(stderr, "xbrlize: %s: \"%s\" is no %s\nxbrlize: see xbrlize --help\n", arg, value ? value : "",
            is_optional(row) ? row->argument + 1
            : row->argument  ? row->argument
                             : "option");
    return false;
}

static bool parse_long(struct cli *cli, int argc, char **argv, int *at)
{
    const char *arg = argv[*at], *equals = strchr(arg, '=');
    size_t n = equals ? (size_t)(equals - arg) - 2 : strlen(arg) - 2;
    const struct option_row *row = find_long(arg + 2, n);
    if (!row)
        return mistake("unknown option", arg);
    if (!row->argument)
        return equals ? mistake("takes no value", arg) : apply(cli, row, arg, NULL);
    if (equals || is_optional(row))
        return apply(cli, row, arg, equals ? equals + 1 : NULL);
    if (*at + 1 == argc)
        return mistake("needs a value", arg);
    return apply(cli, row, arg, argv[++*at]);
}

static bool parse_letters(struct cli *cli, int argc, char **argv, int *at)
{
    const char *arg = argv[*at];
    for (const char *p = arg + 1; *p; p++) {
        const struct option_row *row = find_letter(*p);
        if (!row)
            return mistake("unknown option", arg);
        if (row->argument && p[1])
            return apply(cli, row, arg, p + 1);
        if (row->argument && *at + 1 == argc)
            return mistake("needs a value", arg);
        if (row->argument)
            return apply(cli, row, arg, argv[++*at]);
        if (!apply(cli, row, arg, NULL))
            return false;
    }
    return true;
}

bool cli_parse(struct cli *cli, int argc, char **argv)
{
    bool only_inputs = false;
    memset(cli, 0, sizeof *cli);
    xbz_options_init(&cli->options);
    cli->options.jobs = 0;
    cli->inputs = (const char **)(argv + 1);
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        bool ok = true;
        if (only_inputs || arg[0] != '-' || arg[1] == '\0')
            cli->inputs[cli->n_inputs++] = arg;
        else if (strcmp(arg, "--") == 0)
            only_inputs = true;
        else if (arg[1] == '-')
            ok = parse_long(cli, argc, argv, &i);
        else
            ok = parse_letters(cli, argc, argv, &i);
        if (!ok)
            return false;
    }
    if (cli->action != CLI_CONVERT)
        return true;
    if (cli->options.evaluate && (cli->options.journal || cli->options.dump || cli->options.ignore_tags))
        return mistake("--evaluate goes with none of", "--journal, --dump, --explain, --ignore-tags");
    if (cli->options.unmapped_report && cli->options.journal)
        return mistake("--report-unmapped does not go with", "--journal");
    if (cli->options.resume && !cli->options.journal)
        return mistake("--resume needs", "--journal");
    if (cli->max_memory && !xbz_limits_scale(&cli->options, cli->max_memory))
        return mistake("--max-memory", "less than the least the program needs");
    if (cli->n_inputs == 0 && !cli->files_from)
        return mistake("no input given", "name a file, a folder, or - for standard input");
    return true;
}

static void print_wrapped(FILE *out, const char *head, const char *help)
{
    fprintf(out, "  %-24s %s\n", head, help);
}

static size_t bound_of(unsigned jobs)
{
    struct xbz_options options;
    xbz_options_init(&options);
    options.jobs = jobs;
    return xbz_memory_bound(&options);
}

void cli_help(FILE *out)
{
    struct xbz_options defaults;
    xbz_options_init(&defaults);
    fputs("Usage: xbrlize [OPTION]... INPUT...\n\n"
          "Converts financial statements in filings into XBRL.  INPUT is a filing, an archive of\n"
          "filings, a folder, or - for standard input; what it is, is told by its content.\n\n"
          "  xbrlize flamel-6k.txt -o out/           writes out/flamel-6k.xbr, which Arelle loads as it is\n"
          "  xbrlize -t table -o - flamel-6k.txt     shows the facts as tables\n"
          "  xbrlize -t ndjson -o facts.ndjson.gz 20090806.nc.tar.gz    all facts of a day in one file\n",
          out);
    for (size_t i = 0; i < N_ROWS; i++) {
        char head[64];
        const struct option_row *row = &rows[i];
        if (!row->name) {
            fprintf(out, "\n%s:\n", row->help);
            continue;
        }
        snprintf(head, sizeof head, "%c%c%s--%s%s%s%s", row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
                 row->letter ? ", " : "  ", row->name,
                 is_optional(row) ? "["
                 : row->argument  ? " "
                                  : "",
                 row->argument ? row->argument : "", is_optional(row) ? "]" : "");
        print_wrapped(out, head, row->help);
    }
    fprintf(out,
            "\nExit status: 0 fine, 1 something was skipped and --strict was given, 2 wrong usage,\n"
            "3 a filing was lost, 4 the run could not go on.\n"
            "\nMemory is a function of the limits and the jobs, not of the input: at most %zu MiB with -j1\n"
            "and %zu MiB more for each further job; what is common is less.  xz and zstd archives that\n"
            "need more than %zu MiB to unpack are refused, unless --max-memory leaves room for that.\n",
            bound_of(1) >> 20, (bound_of(3) - bound_of(2)) >> 20, (size_t)defaults.limits.unpack_bytes >> 20);
}
