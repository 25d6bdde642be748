/* assemble.h - tables to statements: line items with their headings, tables continued on the next page joined.
 *
 * One statement at a time is held until something that is not its continuation follows. */
#ifndef XBZ_STATEMENT_ASSEMBLE_H
#define XBZ_STATEMENT_ASSEMBLE_H

#include "base/arena.h"
#include "base/run.h"
#include "xbrlize/model.h"
#include "xbrlize/reader.h"
#include "xbrlize/taxonomy.h"

/* Receives each statement; it is borrowed for the call. */
struct statement_sink {
    void *ctx;
    enum xbz_status (*statement)(void *ctx, const struct xbz_statement *statement);
};

struct assembler {
    struct xbz_run *run;
    const struct xbz_taxonomy *taxonomy;
    struct statement_sink sink;
    struct arena arena;            /* the pending statement */
    struct xbz_statement *pending; /* NULL: none */
    size_t item_room;
    unsigned prose_lines; /* nonblank lines since its last table */
};

/* run, taxonomy and what the sink refers to are borrowed until assembler_free. */
void assembler_init(struct assembler *a, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                    struct statement_sink sink);
void assembler_free(struct assembler *a);
/* Forgets what is pending (a new document after an error). */
void assembler_reset(struct assembler *a);

/* A line of prose between tables: enough of them end a statement. */
void assembler_prose(struct assembler *a, struct xbz_str line);

/* Takes a table: OK also when it is no statement.  SKIP when it is lost (limits), others as the sink returns. */
XBZ_CHECKED enum xbz_status assembler_table(struct assembler *a, const struct xbz_table *table);

/* End of the document: delivers what is pending. */
XBZ_CHECKED enum xbz_status assembler_finish(struct assembler *a);

#endif
