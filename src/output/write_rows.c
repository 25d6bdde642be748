/* write_rows.c - one fact a line, each complete in itself: for databases and data frames.
 *
 * Lines of many filings may follow one another in one file. */
#include "output/csv.h"
#include "output/fact_row.h"
#include "output/json.h"
#include "output/writer_base.h"
#include "output/writers.h"

struct writer {
    struct writer_base base;
    struct fact_filing filing;
};

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                   const struct xbz_options *options)
{
    return writer_open(self, sizeof(struct writer), run, taxonomy, options);
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    TRY(writer_begin(&writer->base, out, report));
    TRY(fact_filing_begin(&writer->filing, &writer->base.report, report->filing));
    return out_status(out);
}

typedef void row_fn(struct stream *to, const struct fact_row *row);

static enum xbz_status write_fact(struct writer *writer, const struct xbz_fact *fact, row_fn *write)
{
    struct report_entry entry;
    struct fact_row row;
    TRY(report_fact(&writer->base.report, fact, &entry));
    if (entry.write) {
        fact_row_set(&row, &writer->filing, fact, &entry);
        write(out_main(writer->base.out), &row);
    }
    return out_status(writer->base.out);
}

/* ---- NDJSON: unknown fields are null ---- */

static void write_json(struct stream *to, const struct fact_row *row)
{
    struct json json;
    json_begin(&json, to);
    json_object(&json, JSON_LINE);
    for (int i = 0; i < FACT_FIELD_COUNT; i++) {
        const struct fact_field *field = &row->fields[i];
        json_key(&json, fact_field_name((enum fact_field_id)i));
        if (field->kind == FACT_NUMBER)
            json_int(&json, field->number);
        else if (field->kind == FACT_TEXT)
            json_string3(&json, field->prefix, field->text, (struct xbz_str){NULL, 0});
        else
            json_null(&json);
    }
    json_close(&json);
    json_end(&json);
}

static enum xbz_status json_fact(void *self, const struct xbz_fact *fact)
{
    return write_fact(self, fact, write_json);
}

const struct xbz_writer_ops ndjson_writer = {
    .name = "ndjson",
    .suffix = ".ndjson",
    .help = "one fact a line as JSON; many filings in one file, compressed when it ends in .gz",
    .joins = true,
    .lines = true,
    .open = open_writer,
    .begin = begin,
    .fact = json_fact,
    .sum = writer_no_sum,
    .end = writer_end,
    .abort = writer_abort,
    .close = writer_close,
};

/* ---- TSV: unknown fields are empty ---- */

static void write_tabbed(struct stream *to, const struct fact_row *row)
{
    struct csv tsv;
    csv_begin(&tsv, to, '\t');
    for (int i = 0; i < FACT_FIELD_COUNT; i++) {
        const struct fact_field *field = &row->fields[i];
        if (field->kind == FACT_NUMBER)
            csv_int(&tsv, field->number);
        else
            csv_field3(&tsv, field->prefix, field->text, (struct xbz_str){NULL, 0});
    }
    csv_row(&tsv);
}

static enum xbz_status tsv_fact(void *self, const struct xbz_fact *fact)
{
    return write_fact(self, fact, write_tabbed);
}

static void tsv_head(struct stream *to)
{
    struct csv tsv;
    csv_begin(&tsv, to, '\t');
    for (int i = 0; i < FACT_FIELD_COUNT; i++)
        csv_field(&tsv, fact_field_name((enum fact_field_id)i));
    csv_row(&tsv);
}

const struct xbz_writer_ops tsv_writer = {
    .name = "tsv",
    .suffix = ".tsv",
    .help = "one fact a line, fields parted by tabs, names of fields in the first line; compressed as ndjson is",
    .joins = true,
    .lines = true,
    .head = tsv_head,
    .open = open_writer,
    .begin = begin,
    .fact = tsv_fact,
    .sum = writer_no_sum,
    .end = writer_end,
    .abort = writer_abort,
    .close = writer_close,
};
