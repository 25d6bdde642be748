/* writers.h - the rows of the format table. */
#ifndef XBZ_OUTPUT_WRITERS_H
#define XBZ_OUTPUT_WRITERS_H

#include "xbrlize/writer.h"

extern const struct xbz_writer_ops package_writer;        /* xbr */
extern const struct xbz_writer_ops instance_writer;       /* xbrl */
extern const struct xbz_writer_ops instance_gz_writer;    /* xbrl.gz */
extern const struct xbz_writer_ops json_writer;           /* json */
extern const struct xbz_writer_ops json_gz_writer;        /* json.gz */
extern const struct xbz_writer_ops csv_package_writer;    /* csv */
extern const struct xbz_writer_ops inline_writer;         /* ixbrl */
extern const struct xbz_writer_ops inline_package_writer; /* xbri */
extern const struct xbz_writer_ops ndjson_writer;         /* ndjson */
extern const struct xbz_writer_ops tsv_writer;            /* tsv */
extern const struct xbz_writer_ops table_writer;          /* table */

/* Not in the table: files of xBRL-CSV that stand in an archive of many reports. */
extern const struct xbz_writer_ops csv_files_writer;

/* What writes a report into a package of many (.zip) when the format is asked for; NULL when it is none of a report. */
const struct xbz_writer_ops *writer_in_package(const struct xbz_writer_ops *writer);

#endif
