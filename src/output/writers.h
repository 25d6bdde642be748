/* writers.h - the rows of the format table. */
#ifndef XBZ_OUTPUT_WRITERS_H
#define XBZ_OUTPUT_WRITERS_H

#include <stdbool.h>

#include "xbrlize/writer.h"

extern const struct xbz_writer_ops package_writer;     /* xbr */
extern const struct xbz_writer_ops instance_writer;    /* xbrl */
extern const struct xbz_writer_ops instance_gz_writer; /* xbrl.gz */
extern const struct xbz_writer_ops json_writer;        /* json */
extern const struct xbz_writer_ops table_writer;       /* table */
extern const struct xbz_writer_ops ndjson_writer;      /* ndjson */

/* Whether several filings may follow each other in one file (places_next). */
bool writer_joins(const struct xbz_writer_ops *writer);

#endif
