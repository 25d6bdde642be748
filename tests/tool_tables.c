/* tool_tables.c - prints the tables of a text document: for the eye and for golden files.
 *
 *     tool_tables FILE [CHUNK [FORM PERIOD MMDD]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/run.h"
#include "base/str.h"
#include "read/text.h"
#include "table/dump.h"
#include "table/from_text.h"

static bool show_prose;

static enum xbz_status print_prose(void *ctx, const struct xbz_text_line *line)
{
    (void)ctx;
    if (show_prose)
        printf("prose %llu |%.*s\n", (unsigned long long)line->place.line, STR_ARG(line->text));
    return XBZ_OK;
}

static enum xbz_status print_table(void *ctx, const struct xbz_table *table)
{
    struct buf out;
    (void)ctx;
    buf_init(&out, (size_t)64 << 20);
    table_dump(&out, table);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return XBZ_OK;
}

static void print_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    fprintf(stderr, "%llu: %s: %s\n", (unsigned long long)diag->line, xbz_diag_id(diag->code),
            diag->detail ? diag->detail : "");
}

static enum xbz_status take_line(void *ctx, const struct xbz_text_line *line)
{
    return text_tables_line(ctx, line);
}

int main(int argc, char **argv)
{
    static unsigned char bytes[1 << 16];
    struct xbz_run run = {0};
    struct xbz_filing filing = {0};
    struct xbz_tables sink = {NULL, print_prose, print_table};
    struct text_tables tables;
    struct xbz_events events = {.ctx = &tables, .line = take_line};
    size_t chunk = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : sizeof bytes, n;
    void *reader;
    FILE *in = argc > 1 ? fopen(argv[1], "rb") : NULL;
    enum xbz_status status;
    if (!in)
        return 2;
    run.limits.table_bytes = (size_t)8 << 20;
    run.limits.line_bytes = (size_t)1 << 20;
    run.limits.columns = 64;
    run.limits.rows = 4000;
    run.limits.lead_lines = 40;
    run.limits.repeats = 20;
    run.diag = print_diag;
    show_prose = getenv("SHOW_PROSE") != NULL;
    if (argc > 5) {
        filing.form = str_of(argv[3]);
        (void)date_read(&filing.period, str_of(argv[4]));
        filing.fiscal_month = (uint8_t)(atoi(argv[5]) / 100);
        filing.fiscal_day = (uint8_t)(atoi(argv[5]) % 100);
    }
    run.filing = &filing;
    status = text_tables_init(&tables, &run, &sink, &filing);
    if (status == XBZ_OK)
        status = text_reader.open(&reader, &run, &events);
    if (chunk == 0 || chunk > sizeof bytes)
        chunk = sizeof bytes;
    while (status == XBZ_OK && (n = fread(bytes, 1, chunk, in)) > 0)
        status = text_reader.feed(reader, bytes, n);
    if (status == XBZ_OK)
        status = text_reader.finish(reader);
    if (status == XBZ_OK)
        status = text_tables_finish(&tables);
    text_reader.close(reader);
    text_tables_free(&tables);
    fclose(in);
    if (status != XBZ_OK)
        fprintf(stderr, "status %d\n", (int)status);
    return status == XBZ_OK ? 0 : 1;
}
