/* write_table.c - statements as tables of plain text, for people.
 *
 * Nothing can be lined up before the last fact is known: the filing's facts wait in the arena of its report. */
#include <string.h>

#include "base/calendar.h"
#include "base/charset.h"
#include "output/writer_base.h"
#include "output/writers.h"

#define LABEL_WIDTH   60 /* at most, in characters */
#define CONCEPT_WIDTH 90 /* at most */
#define VALUE_WIDTH   14 /* at least */
#define TEXT_WIDTH    60 /* of text values */
#define FRACTION_MAX  6  /* zeros are added up to so many digits after the point */

struct writer {
    struct writer_base base;
    struct xbz_str registrant, form, accession, path;
};

static const struct statement_title {
    enum xbz_statement_kind kind;
    const char *title;
} titles[] = {
    {XBZ_COVER, "Document information"},    {XBZ_BALANCE_SHEET, "Balance sheet"},
    {XBZ_INCOME, "Income statement"},       {XBZ_COMPREHENSIVE_INCOME, "Comprehensive income"},
    {XBZ_CASH_FLOW, "Cash flow statement"}, {XBZ_EQUITY, "Changes in equity"},
    {XBZ_NO_STATEMENT, "Other facts"},
};

static enum xbz_status open_writer(void **self, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                                   const struct xbz_options *options)
{
    return writer_open(self, sizeof(struct writer), run, taxonomy, options);
}

static enum xbz_status begin(void *self, struct xbz_out *out, const struct xbz_report *report)
{
    struct writer *writer = self;
    bool ok = true;
    TRY(writer_begin(&writer->base, out, report));
    struct arena *arena = &writer->base.report.arena;
    writer->registrant = arena_str(arena, report->filing->registrant, &ok);
    writer->form = arena_str(arena, report->filing->form, &ok);
    writer->accession = arena_str(arena, report->filing->accession, &ok);
    writer->path = arena_str(arena, report->filing->path, &ok);
    return ok ? out_status(out) : report_exhausted(&writer->base.report);
}

static enum xbz_status fact(void *self, const struct xbz_fact *fact)
{
    struct writer *writer = self;
    struct report_entry entry;
    return report_fact(&writer->base.report, fact, &entry);
}

/* ---- layout ---- */

/* Writes text in one line, cut to width characters; returns how many were written. */
static size_t write_cut(struct stream *to, struct xbz_str text, size_t width)
{
    size_t chars = 0;
    for (size_t i = 0; i < text.n && chars < width; chars++) {
        size_t used = 1;
        unsigned code = utf8_get(str_sub(text, i, text.n - i), &used);
        if (code < ' ' || code == 0x7F || (code >= 0x80 && used == 1))
            stream_byte(to, code == '\n' || code == '\t' || code == '\r' ? ' ' : '?');
        else
            stream_bytes(to, text.p + i, used);
        i += used;
    }
    return chars;
}

static void write_padded(struct stream *to, struct xbz_str text, size_t indent, size_t width)
{
    if (indent > width / 2)
        indent = width / 2;
    stream_fill(to, ' ', indent);
    size_t n = indent + write_cut(to, text, width - indent);
    stream_fill(to, ' ', width - n);
}

/* "-1234567.5" as "-1,234,567.5"; returns the length.  out has room for twice the number. */
static size_t group_digits(struct xbz_str number, char *out)
{
    size_t n = 0, i = 0, whole = 0;
    if (number.n > 0 && number.p[0] == '-')
        out[n++] = number.p[i++];
    while (i + whole < number.n && is_digit(number.p[i + whole]))
        whole++;
    for (; whole > 0; whole--) {
        out[n++] = number.p[i++];
        if (whole > 1 && whole % 3 == 1)
            out[n++] = ',';
    }
    while (i < number.n)
        out[n++] = number.p[i++];
    return n;
}

/* Shows the digits after the point that are known: "-0.1" with two decimals is "-0.10".  Returns the new length. */
static size_t pad_fraction(char *out, size_t n, int decimals)
{
    if (decimals <= 0 || decimals > FRACTION_MAX)
        return n;
    const char *point = memchr(out, '.', n);
    size_t digits = point ? n - (size_t)(point - out) - 1 : 0;
    if (!point)
        out[n++] = '.';
    for (; digits < (size_t)decimals; digits++)
        out[n++] = '0';
    return n;
}

/* A value as it is printed, cut to what a column can hold. */
static struct xbz_str value_text(const struct report_value *value, char out[2 * TEXT_WIDTH])
{
    if (!value)
        return STR("");
    if (value->nil)
        return STR("nil");
    struct xbz_str text = str_sub(value->text, 0, TEXT_WIDTH);
    if (!value->unit)
        return text;
    return (struct xbz_str){out, pad_fraction(out, group_digits(text, out), value->decimals)};
}

static size_t value_chars(struct xbz_str text)
{
    size_t chars = 0;
    for (size_t i = 0; i < text.n; chars++) {
        size_t used;
        (void)utf8_get(str_sub(text, i, text.n - i), &used);
        i += used;
    }
    return chars;
}

static void write_right(struct stream *to, struct xbz_str text, size_t width)
{
    size_t chars = value_chars(text);
    stream_fill(to, ' ', width > chars ? width - chars : 0);
    (void)write_cut(to, text, width > chars ? chars : width);
}

/* A statement with the widths of its first two columns. */
struct layout {
    const struct report *report;
    const struct report_statement *statement;
    size_t label, concept;
};

static struct xbz_str label_of(const struct report_place *place)
{
    return place->label.n > 0 ? place->label : report_element_name(place->element);
}

static size_t indent_of(const struct report_place *place)
{
    return (size_t)2 * (place->depth < 8 ? place->depth : 8);
}

static size_t column_width(const struct report_statement *statement, const struct report_context *context)
{
    size_t width = VALUE_WIDTH;
    for (const struct report_place *place = statement->places; place; place = place->next) {
        for (const struct report_value *value = place->element->values; value; value = value->next) {
            char buf[2 * TEXT_WIDTH];
            size_t chars = value->context == context ? value_chars(value_text(value, buf)) : 0;
            if (chars > width)
                width = chars;
        }
    }
    return width;
}

static struct layout lay_out(const struct report *report, const struct report_statement *statement)
{
    struct layout layout = {report, statement, 9, 7}; /* the headings */
    for (const struct report_place *place = statement->places; place; place = place->next) {
        size_t label = indent_of(place) + value_chars(label_of(place));
        size_t concept = value_chars(report_element_name(place->element)) + (place->element->concept ? 0 : 4);
        layout.label = label > layout.label ? label : layout.label;
        layout.concept = concept > layout.concept ? concept : layout.concept;
    }
    layout.label = layout.label < LABEL_WIDTH ? layout.label : LABEL_WIDTH;
    layout.concept = layout.concept < CONCEPT_WIDTH ? layout.concept : CONCEPT_WIDTH;
    for (struct report_column *column = statement->columns; column; column = column->next)
        column->width = column_width(statement, column->context);
    return layout;
}

/* One line of the heading: the start or the end of each period. */
static void write_dates(struct stream *to, const struct layout *layout, bool starts)
{
    write_padded(to, starts ? STR("") : STR("Line item"), 0, layout->label);
    stream_text(to, "  ");
    write_padded(to, starts ? STR("") : STR("Concept"), 0, layout->concept);
    for (const struct report_column *column = layout->statement->columns; column; column = column->next) {
        const struct xbz_period *period = &column->context->period;
        char date[DATE_TEXT] = "";
        if (!starts || period->kind == XBZ_DURATION)
            date_text(starts ? period->start : period->end, date);
        stream_text(to, "  ");
        write_right(to, str_of(date), column->width);
    }
    stream_byte(to, '\n');
}

static bool has_unit(const struct layout *layout, const struct report_place *place, const struct report_unit *unit)
{
    for (const struct report_column *column = layout->statement->columns; column; column = column->next) {
        if (report_find_value(layout->report, place->element, column->context, unit))
            return true;
    }
    return false;
}

static void write_row(struct stream *to, const struct layout *layout, const struct report_place *place,
                      const struct report_unit *unit)
{
    bool extension = !place->element->concept;
    write_padded(to, label_of(place), indent_of(place), layout->label);
    stream_text(to, extension ? "  ext:" : "  ");
    write_padded(to, report_element_name(place->element), 0, layout->concept - (extension ? 4 : 0));
    for (const struct report_column *column = layout->statement->columns; column; column = column->next) {
        char buf[2 * TEXT_WIDTH];
        stream_text(to, "  ");
        write_right(to, value_text(report_find_value(layout->report, place->element, column->context, unit), buf),
                    column->width);
    }
    if (unit) {
        stream_text(to, "  ");
        stream_str(to, unit->id);
    }
    stream_byte(to, '\n');
}

/* A line item has a row for each unit: several when it is printed in several currencies. */
static void write_rows(struct stream *to, const struct layout *layout, const struct report_place *place)
{
    if (has_unit(layout, place, NULL))
        write_row(to, layout, place, NULL);
    for (const struct report_unit *unit = layout->report->units; unit; unit = unit->next) {
        if (has_unit(layout, place, unit))
            write_row(to, layout, place, unit);
    }
}

static bool has_durations(const struct report_statement *statement)
{
    for (const struct report_column *column = statement->columns; column; column = column->next) {
        if (column->context->period.kind == XBZ_DURATION)
            return true;
    }
    return false;
}

static void write_statement(struct stream *to, const struct report *report, const struct report_statement *statement,
                            const char *title)
{
    struct layout layout = lay_out(report, statement);
    stream_byte(to, '\n');
    stream_text(to, title);
    stream_byte(to, '\n');
    stream_fill(to, '-', strlen(title));
    stream_byte(to, '\n');
    if (has_durations(statement))
        write_dates(to, &layout, true);
    write_dates(to, &layout, false);
    /* A row has the values of all periods, those at their starts too. */
    for (const struct report_place *place = statement->places; place; place = place->next) {
        if (!place->again)
            write_rows(to, &layout, place);
    }
}

static void write_line(struct stream *to, const char *what, struct xbz_str text)
{
    if (text.n == 0)
        return;
    write_padded(to, str_of(what), 0, 12);
    (void)write_cut(to, text, text.n);
    stream_byte(to, '\n');
}

static enum xbz_status end(void *self)
{
    struct writer *writer = self;
    struct stream *to = out_main(writer->base.out);
    write_line(to, "Filing", writer->base.report.name);
    write_line(to, "Accession", writer->accession);
    write_line(to, "Registrant", writer->registrant);
    write_line(to, "Entity", writer->base.report.identifier);
    write_line(to, "Form", writer->form);
    write_line(to, "Source", writer->path);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const struct report_statement *statement = &writer->base.report.statements[titles[i].kind];
        if (statement->places)
            write_statement(to, &writer->base.report, statement, titles[i].title);
    }
    return out_status(writer->base.out);
}

const struct xbz_writer_ops table_writer = {
    .name = "table",
    .suffix = ".txt",
    .help = "statements as tables of plain text, for people",
    .joins = true,
    .flat = true,
    .between = "\n\n",
    .open = open_writer,
    .begin = begin,
    .fact = fact,
    .sum = writer_no_sum,
    .end = end,
    .abort = writer_abort,
    .close = writer_close,
};
