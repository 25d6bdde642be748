/* select.h - the face statements among the candidates of a filing.
 *
 * A filing shows some figures several times: the statements proper, selected data, parent-only and pro forma
 * versions.  Of the candidates of one kind that share a period the best scored is taken; others only add periods. */
#ifndef XBZ_MAPPING_SELECT_H
#define XBZ_MAPPING_SELECT_H

#include "base/run.h"
#include "mapping/mapped.h"

/* Sets chosen.  Reports STATEMENT_FOUND for each one chosen and STATEMENT_REPEATED for the others. */
void select_statements(struct xbz_run *run, struct mapped_statement **candidates, size_t n);

#endif
