#include "read/schedule.h"

#include "base/calendar.h"
#include "base/decimal.h"

static void add_date(struct buf *out, const char *name, struct xbz_date date)
{
    char text[DATE_TEXT];
    date_text(date, text);
    buf_printf(out, " %s %s", name, *text ? text : "-");
}

static void add_str(struct buf *out, const char *name, struct xbz_str text)
{
    buf_printf(out, " %s ", name);
    buf_str(out, text.n ? text : (struct xbz_str){"-", 1});
}

static void add_value(struct buf *out, const struct xbz_value *value)
{
    char text[DECIMAL_TEXT];
    size_t n;
    switch (value->kind) {
    case XBZ_NUMBER:
    case XBZ_PERCENT:
        n = decimal_text(&value->number, text);
        buf_str(out, (struct xbz_str){text, n});
        if (value->kind == XBZ_PERCENT)
            buf_byte(out, '%');
        break;
    case XBZ_WORDS:
    case XBZ_DAMAGED:
        buf_byte(out, '"');
        buf_str(out, value->text);
        buf_byte(out, '"');
        break;
    case XBZ_EMPTY:
    case XBZ_NIL:
        buf_text(out, value->kind == XBZ_NIL ? "nil" : "empty");
        break;
    }
    buf_str(out, value->mark);
}

void schedule_dump(struct buf *out, const struct xbz_schedule *schedule)
{
    buf_printf(out, "schedule %llu", (unsigned long long)schedule->place.line);
    add_str(out, "article", schedule->article);
    buf_printf(out, " multiplier %lu", (unsigned long)schedule->multiplier);
    add_str(out, "currency", schedule->currency);
    add_str(out, "cik", schedule->cik);
    buf_printf(out, "%s%s%s |", schedule->series ? " series" : "", schedule->restated ? " restated" : "",
               schedule->pro_forma ? " pro-forma" : "");
    buf_str(out, schedule->name);
    buf_byte(out, '\n');
    for (size_t c = 0; c < schedule->n_columns; c++) {
        const struct xbz_schedule_column *column = &schedule->columns[c];
        buf_printf(out, " column %zu", c + 1);
        add_str(out, "type", column->period_type);
        add_date(out, "year-end", column->fiscal_year_end);
        add_date(out, "start", column->start);
        add_date(out, "end", column->end);
        buf_byte(out, '\n');
    }
    for (size_t r = 0; r < schedule->n_rows; r++) {
        const struct xbz_schedule_row *row = &schedule->rows[r];
        buf_printf(out, " %llu ", (unsigned long long)row->place.line);
        buf_str(out, row->tag);
        for (size_t c = 0; c < schedule->n_columns; c++) {
            buf_text(out, " | ");
            add_value(out, &row->values[c]);
        }
        buf_byte(out, '\n');
    }
}
