/* writers.c - the table of output formats.  A new one is a file and a row. */
#include "output/writers.h"

#include <string.h>

const struct xbz_writer_ops *const xbz_writers[] = {
    &package_writer, &inline_package_writer, &instance_writer, &instance_gz_writer, &inline_writer, &json_writer,
    &json_gz_writer, &csv_package_writer,    &ndjson_writer,   &tsv_writer,         &table_writer,  NULL,
};

const struct xbz_writer_ops *xbz_writer_find(const char *name)
{
    for (size_t i = 0; xbz_writers[i]; i++) {
        if (strcmp(xbz_writers[i]->name, name) == 0)
            return xbz_writers[i];
    }
    return NULL;
}

const struct xbz_writer_ops *writer_in_package(const struct xbz_writer_ops *writer)
{
    static const struct xbz_writer_ops *const pairs[][2] = {
        {&package_writer, &instance_writer},
        {&instance_writer, &instance_writer},
        {&json_writer, &json_writer},
        {&inline_writer, &inline_writer},
        {&inline_package_writer, &inline_writer},
        {&csv_package_writer, &csv_files_writer},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i][0] == writer)
            return pairs[i][1];
    }
    return NULL;
}
