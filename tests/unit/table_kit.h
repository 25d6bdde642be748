/* table_kit.h - runs text through the text reader and the table stage and gives the dump of the tables. */
#ifndef XBZ_TESTS_TABLE_KIT_H
#define XBZ_TESTS_TABLE_KIT_H

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/run.h"
#include "base/str.h"
#include "read/text.h"
#include "table/dump.h"
#include "table/from_text.h"

struct table_kit {
    struct xbz_run run;
    struct xbz_filing filing;
    struct text_tables tables;
    struct buf dump;   /* of the tables */
    struct buf prose;  /* lines, each ended by LF */
    struct buf places; /* "LINE begin-end" of each figure, one a line */
    size_t n_tables;
    enum xbz_status status;
};

static enum xbz_status kit_prose(void *ctx, const struct xbz_text_line *line)
{
    struct table_kit *kit = ctx;
    buf_str(&kit->prose, line->text);
    buf_byte(&kit->prose, '\n');
    return XBZ_OK;
}

static enum xbz_status kit_table(void *ctx, const struct xbz_table *table)
{
    struct table_kit *kit = ctx;
    kit->n_tables++;
    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t c = 0; c < table->n_columns; c++) {
            const struct xbz_value *value = &table->rows[i].values[c];
            if (value->kind != XBZ_EMPTY)
                buf_printf(&kit->places, "%u %u-%u\n", (unsigned)value->place.line, (unsigned)value->place.begin,
                           (unsigned)value->place.end);
        }
    table_dump(&kit->dump, table);
    return XBZ_OK;
}

static enum xbz_status kit_line(void *ctx, const struct xbz_text_line *line)
{
    struct table_kit *kit = ctx;
    return text_tables_line(&kit->tables, line);
}

static inline void kit_init(struct table_kit *kit)
{
    memset(kit, 0, sizeof *kit);
    kit->run.limits.table_bytes = (size_t)4 << 20;
    kit->run.limits.line_bytes = 65536;
    kit->run.limits.columns = 64;
    kit->run.limits.rows = 1000;
    kit->run.limits.lead_lines = 40;
    kit->run.limits.repeats = 20;
    kit->run.filing = &kit->filing;
    buf_init(&kit->dump, (size_t)8 << 20);
    buf_init(&kit->prose, (size_t)8 << 20);
    buf_init(&kit->places, (size_t)1 << 20);
}

/* The dump of the tables in text, fed chunk bytes at a time (0: whole). */
static inline const char *kit_read(struct table_kit *kit, const char *text, size_t chunk)
{
    struct xbz_tables sink = {kit, kit_prose, kit_table};
    struct xbz_events events = {.ctx = kit, .line = kit_line};
    size_t n = strlen(text);
    void *reader = NULL;
    kit->status = text_tables_init(&kit->tables, &kit->run, &sink, &kit->filing);
    if (kit->status == XBZ_OK)
        kit->status = text_reader.open(&reader, &kit->run, &events);
    for (size_t i = 0; i < n && kit->status == XBZ_OK;) {
        size_t piece = chunk && chunk < n - i ? chunk : n - i;
        kit->status = text_reader.feed(reader, (const unsigned char *)text + i, piece);
        i += piece;
    }
    if (kit->status == XBZ_OK)
        kit->status = text_reader.finish(reader);
    if (kit->status == XBZ_OK)
        kit->status = text_tables_finish(&kit->tables);
    text_reader.close(reader);
    text_tables_free(&kit->tables);
    return buf_cstr(&kit->dump);
}

static inline void kit_free(struct table_kit *kit)
{
    buf_free(&kit->dump);
    buf_free(&kit->prose);
    buf_free(&kit->places);
}

/* Asserts that each of the NULL-ended strings stands in text, in this order. */
static inline void assert_in_order(const char *text, const char *const *parts)
{
    for (const char *at = text; *parts; parts++) {
        const char *found = strstr(at, *parts);
        if (!found)
            print_error("not found: \"%s\" in\n%s\n", *parts, text);
        assert_non_null(found);
        at = found + strlen(*parts);
    }
}
#define ASSERT_IN_ORDER(text, ...) assert_in_order((text), (const char *const[]){__VA_ARGS__, NULL})

#endif
