/* dump.c - a table as stable, readable text. */
#include "table/dump.h"

#include "base/calendar.h"
#include "base/decimal.h"

static void dump_period(struct buf *out, struct xbz_period period)
{
    char date[DATE_TEXT];
    if (period.kind == XBZ_PERIOD_NONE) {
        buf_byte(out, '-');
        return;
    }
    if (period.kind == XBZ_DURATION) {
        date_text(period.start, date);
        buf_printf(out, "%s..", date);
    }
    date_text(period.end, date);
    buf_text(out, date);
}

static void dump_flags(struct buf *out, unsigned flags, const char *const names[])
{
    const char *before = " [";
    if (!flags)
        return;
    for (unsigned i = 0; names[i]; i++) {
        if (flags & 1u << i) {
            buf_text(out, before);
            buf_text(out, names[i]);
            before = " ";
        }
    }
    if (before[1] != '[')
        buf_byte(out, ']');
}

static void dump_value(struct buf *out, size_t column, const struct xbz_value *value)
{
    char number[DECIMAL_TEXT];
    buf_printf(out, "  %zu ", column);
    if (value->kind == XBZ_NIL) {
        buf_text(out, "nil");
    } else if (value->kind == XBZ_WORDS || value->kind == XBZ_DAMAGED) {
        buf_text(out, value->kind == XBZ_DAMAGED ? "damaged \"" : "\"");
        buf_str(out, value->text);
        buf_byte(out, '"');
    } else {
        buf_add(out, number, decimal_text(&value->number, number));
        if (value->kind == XBZ_PERCENT)
            buf_byte(out, '%');
        if (value->bracketed)
            buf_text(out, " ()");
        if (value->currency_sign)
            buf_text(out, " $");
    }
    if (value->mark.n) {
        buf_text(out, " {");
        buf_str(out, value->mark);
        buf_byte(out, '}');
    }
    buf_byte(out, '\n');
}

void table_dump(struct buf *out, const struct xbz_table *table)
{
    static const char *const column_flags[] = {"restated", "pro-forma", "change", "note", "previous", "part", NULL};
    static const char *const row_flags[] = {"bold", "rule-above", "rule-below", "double-below", NULL};
    buf_printf(out, "table %llu%s scale %d/%d currency ", (unsigned long long)table->place.line,
               table->page_break ? " page-break" : "", table->scale.money, table->scale.shares);
    buf_str(out, table->currency.n ? table->currency : (struct xbz_str){"-", 1});
    buf_byte(out, '\n');
    for (size_t i = 0; i < table->n_lead; i++) {
        buf_text(out, " lead |");
        buf_str(out, table->lead[i]);
        buf_byte(out, '\n');
    }
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct xbz_column *column = &table->columns[i];
        buf_printf(out, " column %zu ", i);
        dump_period(out, column->period);
        dump_flags(out, column->flags, column_flags);
        if (column->currency.n) {
            buf_byte(out, ' ');
            buf_str(out, column->currency);
        }
        buf_text(out, " |");
        buf_str(out, column->label);
        buf_byte(out, '\n');
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        const struct xbz_row *row = &table->rows[i];
        buf_printf(out, " row %llu %u", (unsigned long long)row->place.line, row->indent);
        dump_flags(out, row->flags, row_flags);
        buf_text(out, " |");
        buf_str(out, row->label);
        buf_byte(out, '\n');
        for (size_t k = 0; k < table->n_columns; k++)
            if (row->values[k].kind != XBZ_EMPTY)
                dump_value(out, k, &row->values[k]);
    }
}
