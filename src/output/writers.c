/* writers.c - the table of output formats.  A new one is a file and a row. */
#include "output/writers.h"

#include <string.h>

const struct xbz_writer_ops *const xbz_writers[] = {
    &package_writer, &instance_writer, &instance_gz_writer, &json_writer, &table_writer, &ndjson_writer, NULL,
};

const struct xbz_writer_ops *xbz_writer_find(const char *name)
{
    for (size_t i = 0; xbz_writers[i]; i++) {
        if (strcmp(xbz_writers[i]->name, name) == 0)
            return xbz_writers[i];
    }
    return NULL;
}

bool writer_joins(const struct xbz_writer_ops *writer)
{
    return writer == &table_writer || writer == &ndjson_writer;
}
