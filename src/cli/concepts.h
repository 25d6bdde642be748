/* concepts.h - the list of concepts. */
#ifndef XBZ_CLI_CONCEPTS_H
#define XBZ_CLI_CONCEPTS_H

#include <stdbool.h>
#include <stdio.h>

#include "xbrlize/status.h"

/* Writes a line for each concept of the taxonomy (directory NULL: the embedded one) with its name, type, balance, period,
 * statements and label, divided by tabs.  False when it cannot be loaded, which diag is told, or written. */
bool cli_concepts(FILE *out, const char *directory, xbz_diag_fn *diag, void *diag_ctx);

#endif
