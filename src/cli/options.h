/* options.h - the command line: one table gives parsing and --help. */
#ifndef XBZ_CLI_OPTIONS_H
#define XBZ_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "progress.h"
#include "xbrlize/xbrlize.h"

enum cli_action {
    CLI_CONVERT,
    CLI_HELP,
    CLI_VERSION,
    CLI_LIST_FORMATS,
    CLI_LIST_DIAGNOSTICS,
    CLI_CONCEPTS,
    CLI_TAXONOMY_PACKAGE
};

struct cli {
    struct xbz_options options;
    enum cli_action action;
    bool strict;            /* exit 1 when something was skipped */
    bool stats;             /* totals on standard error at the end */
    const char *package;    /* where the taxonomy package goes */
    const char *files_from; /* file with the names of inputs, "-": standard input; NULL: none */
    bool nul;               /* names in it end with NUL, not with a line end */
    size_t max_memory;      /* bytes, 0: as the limits say */
    enum progress_mode progress;
    int verbosity;       /* -1 quiet: failures only; 0: warnings; 1: notes too */
    const char **inputs; /* argv entries */
    int n_inputs;
};

/* Reads the command line; argv is reordered so that inputs follow one another.  On a mistake writes a line to standard
 * error and returns false. */
bool cli_parse(struct cli *cli, int argc, char **argv);

/* Writes the help text. */
void cli_help(FILE *out);

#endif
