/* headings.c - a grid to tables with resolved headings. */
#include "table/headings.h"

#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/str.h"
#include "table/columns.h"
#include "table/layout.h"
#include "table/periods.h"
#include "table/scale.h"
#include "table/values.h"

#define TITLE_BYTES 1200 /* of lead lines looked at for periods */
#define TITLE_LINES 14
#define LABEL_BYTES 4000 /* longest heading of a column */

struct resolver {
    struct table_context *ctx;
    struct grid *grid;
    struct layout layout;
    struct xbz_str *lead; /* trimmed, oldest first */
    size_t n_lead;
    size_t page;               /* first lead line on the table's page */
    struct xbz_str title;      /* the lead lines that may speak of the columns */
    struct xbz_column *before; /* columns of the block of headings before */
};

static enum xbz_status full(const struct resolver *r)
{
    return arena_status(&r->ctx->arena, XBZ_SKIP);
}

/* A line of nothing but rules, or of tags: no text. */
static bool says_nothing(struct xbz_str line)
{
    bool tag = false;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '<')
            tag = true;
        if (!tag && (is_alnum(c) || (unsigned char)c >= 128))
            return false;
        if (c == '>')
            tag = false;
    }
    return true;
}

static enum xbz_status take_lead(struct resolver *r)
{
    struct table_context *ctx = r->ctx;
    r->lead = ARENA_ARRAY(&ctx->arena, ctx->lead_n + 1, struct xbz_str);
    if (!r->lead)
        return full(r);
    for (size_t i = 0; i < ctx->lead_n; i++) {
        struct xbz_str line = str_trim(context_lead_line(ctx, i));
        bool ok = true;
        if (ctx->lead[(ctx->lead_first + i) % ctx->lead_room].page)
            r->page = r->n_lead;
        if (says_nothing(line))
            continue;
        r->lead[r->n_lead] = arena_str(&ctx->arena, line, &ok);
        if (!ok)
            return full(r);
        r->n_lead++;
    }
    if (ctx->page_next)
        r->page = r->n_lead;
    return XBZ_OK;
}

/* The nearest lead lines on the same page up to the first that is running text, joined in order. */
static enum xbz_status make_title(struct resolver *r)
{
    size_t first = r->n_lead, n = 0;
    char *p = arena_alloc(&r->ctx->arena, TITLE_BYTES);
    if (!p)
        return full(r);
    while (first > r->page && r->n_lead - first < TITLE_LINES && !line_is_prose(r->lead[first - 1]) &&
           n + r->lead[first - 1].n + 1 < TITLE_BYTES)
        n += r->lead[--first].n + 1;
    n = 0;
    for (size_t i = first; i < r->n_lead; i++) {
        memcpy(p + n, r->lead[i].p, r->lead[i].n);
        n += r->lead[i].n;
        p[n++] = ' ';
    }
    r->title = str_trim((struct xbz_str){p, n});
    return XBZ_OK;
}

/* Appends text to a joined heading, one blank between. */
static void join(struct buf *to, struct xbz_str text)
{
    struct xbz_str have = buf_view(to);
    if (!text.n || (have.n >= text.n && str_eq(str_sub(have, have.n - text.n, text.n), text)))
        return; /* the same heading again, from a row span */
    if (have.n)
        buf_byte(to, ' ');
    buf_str(to, text);
}

/* Two years in one heading over several columns: it speaks of the table, not of a column. */
static bool speaks_of_table(struct xbz_str text)
{
    struct phrase p;
    int year = 0;
    phrase_read(&p, text);
    for (size_t i = 0; i < p.n_dates; i++) {
        if (year && p.dates[i].year && p.dates[i].year != year && !p.from)
            return true;
        if (p.dates[i].year)
            year = p.dates[i].year;
    }
    return false;
}

/* Where a heading cell belongs: columns [*first, *first + *n), or none: the stub heading. */
static void heading_columns(const struct layout *l, const struct grid_cell *cell, size_t *first, size_t *n)
{
    unsigned lo = cell->col, hi = cell->col + cell->colspan;
    *n = 0;
    if (lo < l->columns[0].lo && (hi > l->columns[l->n_columns - 1].lo || hi <= l->columns[0].lo))
        return;
    for (size_t k = 0; k < l->n_columns; k++) {
        if (lo < l->columns[k].hi && hi > l->columns[k].lo) {
            if (*n == 0)
                *first = k;
            *n = k - *first + 1;
        }
    }
    if (*n == 0 && lo >= l->columns[0].lo) { /* between columns: the next to the right, else the last */
        *first = l->n_columns - 1;
        for (size_t k = l->n_columns; k-- > 0;)
            if (l->columns[k].lo >= lo)
                *first = k;
        *n = 1;
    }
    if (*n > 1 && speaks_of_table(cell->text))
        *n = 0;
}

/* The stub heading and each column's label from the heading rows [from, to). */
static enum xbz_status read_headings(struct resolver *r, size_t from, size_t to, struct xbz_column *columns,
                                     struct xbz_str *stub)
{
    const struct layout *l = &r->layout;
    struct buf text;
    enum xbz_status status = XBZ_OK;
    bool ok = true;
    buf_init(&text, LABEL_BYTES);
    for (size_t k = 0; k <= l->n_columns && ok; k++) { /* the stub last */
        buf_clear(&text);
        for (size_t i = r->grid->rows[from].first;
             from < to && i < r->grid->rows[to - 1].first + r->grid->rows[to - 1].n; i++) {
            size_t first = 0, n = 0;
            heading_columns(l, &r->grid->cells[i], &first, &n);
            if (k == l->n_columns ? n == 0 : (n && k >= first && k < first + n))
                join(&text, r->grid->cells[i].text);
        }
        if (text.no_memory)
            status = XBZ_FATAL;
        if (k < l->n_columns)
            columns[k].label = arena_str(&r->ctx->arena, buf_view(&text), &ok);
        else
            *stub = arena_str(&r->ctx->arena, buf_view(&text), &ok);
    }
    buf_free(&text);
    if (status == XBZ_FATAL)
        return run_fail(r->ctx->run, XBZ_D_OUT_OF_MEMORY, r->grid->place, NULL);
    return ok ? XBZ_OK : full(r);
}

static bool has(struct xbz_str text, const char *what)
{
    return str_find_nocase(text, str_of(what), 0) != (size_t)-1;
}

/* What the captions of rows say of the kind of their columns. */
static enum column_nature rows_nature(const struct xbz_table *table)
{
    static const char *const instant[] = {"total assets",
                                          "total current assets",
                                          "total liabilities",
                                          "total current liabilities",
                                          "total stockholders",
                                          "total shareholders",
                                          NULL};
    static const char *const duration[] = {"net income",
                                           "net loss",
                                           "net sales",
                                           "net revenue",
                                           "total revenue",
                                           "gross profit",
                                           "net earnings",
                                           "financing activities",
                                           "operating activities",
                                           "cost of sales",
                                           "before income taxes",
                                           "operating expenses",
                                           NULL};
    unsigned n_instant = 0, n_duration = 0;
    for (size_t i = 0; i < table->n_rows; i++) {
        for (size_t k = 0; instant[k]; k++)
            n_instant += has(table->rows[i].label, instant[k]);
        for (size_t k = 0; duration[k]; k++)
            n_duration += has(table->rows[i].label, duration[k]);
    }
    if (n_instant && n_duration * 3 <= n_instant)
        return NATURE_INSTANT;
    if (n_duration && n_instant * 3 <= n_duration)
        return NATURE_DURATION;
    return NATURE_UNKNOWN;
}

/* ---- rows ---- */

/* The row's label: text cells before its first figure that start in the stub. */
static enum xbz_status read_label(struct resolver *r, const struct grid_row *row, struct xbz_row *out)
{
    struct buf text;
    bool first = true, ok = true;
    size_t n = 0;
    struct xbz_str one = {NULL, 0};
    buf_init(&text, r->ctx->run->limits.line_bytes);
    for (size_t i = row->first; i < row->first + row->n; i++) {
        const struct grid_cell *cell = &r->grid->cells[i];
        if (cell->col >= r->layout.columns[0].lo || !cell->text.n || r->layout.cells[i].role == ROLE_PART)
            continue;
        if (first) {
            out->indent = cell->indent + (r->grid->joined ? 0 : cell->col);
            out->flags |= cell->bold ? XBZ_ROW_BOLD : 0u;
            out->place = cell->place;
            one = cell->text;
        }
        first = false;
        join(&text, cell->text);
        n++;
    }
    out->label = one;
    if (n > 1)
        out->label = arena_str(&r->ctx->arena, buf_view(&text), &ok);
    ok = ok && !text.no_memory;
    r->ctx->arena.no_memory |= text.no_memory;
    buf_free(&text);
    return ok ? XBZ_OK : full(r);
}

static enum xbz_status read_row(struct resolver *r, size_t index, struct xbz_row *out)
{
    const struct grid_row *row = &r->grid->rows[index];
    const struct layout *l = &r->layout;
    bool ok = true;
    out->flags = row->flags & 0xFFu;
    out->place = row->place;
    out->values = ARENA_ARRAY(&r->ctx->arena, l->n_columns, struct xbz_value);
    if (!out->values)
        return full(r);
    TRY(read_label(r, row, out));
    for (size_t i = row->first; i < row->first + row->n; i++) {
        const struct grid_cell *cell = &r->grid->cells[i];
        struct xbz_value *value;
        size_t k;
        if (cell->col < l->columns[0].lo || !cell->text.n)
            continue;
        if (l->cells[i].role != ROLE_FIGURE && l->cells[i].role != ROLE_TEXT)
            continue;
        k = layout_column_at(l, cell->col, cell->col + cell->colspan);
        if (k == l->n_columns)
            continue;
        value = &out->values[k];
        if (value->kind != XBZ_EMPTY && !(value->kind == XBZ_WORDS && l->cells[i].role == ROLE_FIGURE))
            continue;
        value_read(value, layout_figure_text(l, i, &ok));
        value->place = cell->place;
    }
    return ok ? XBZ_OK : full(r);
}

/* Nothing is printed there, or dashes without a caption. */
static bool row_is_empty(const struct xbz_row *row, size_t n_columns)
{
    if (row->label.n)
        return false;
    for (size_t k = 0; k < n_columns; k++)
        if (row->values[k].kind != XBZ_EMPTY && row->values[k].kind != XBZ_NIL)
            return false;
    return true;
}

/* Body rows of grid rows [from, to), appended. */
static enum xbz_status read_rows(struct resolver *r, size_t from, size_t to, struct xbz_table *table)
{
    for (size_t i = from; i < to; i++) {
        if (r->layout.heading[i])
            continue;
        struct xbz_row *row = &table->rows[table->n_rows];
        memset(row, 0, sizeof *row);
        TRY(read_row(r, i, row));
        if (!row_is_empty(row, table->n_columns))
            table->n_rows++;
        if (i > from && r->grid->rows[i].flags & GRID_ROW_PAGE_BREAK)
            table->page_break = true;
    }
    return XBZ_OK;
}

/* ---- scale and currency ---- */

static void merge_scale(struct xbz_scale *to, struct xbz_str text, bool strict)
{
    struct xbz_scale found;
    if (!scale_read(&found, text, strict))
        return;
    if (to->money < 0)
        to->money = found.money;
    if (to->shares < 0)
        to->shares = found.shares;
}

static void read_scale(const struct resolver *r, struct xbz_table *table, struct xbz_str stub)
{
    table->scale = (struct xbz_scale){-1, -1};
    merge_scale(&table->scale, stub, false);
    table->currency = currency_read(stub);
    for (size_t k = 0; k < table->n_columns; k++)
        merge_scale(&table->scale, table->columns[k].label, false);
    for (size_t i = r->n_lead; i-- > r->page && r->n_lead - i < TITLE_LINES;) {
        bool prose = line_is_prose(r->lead[i]);
        if (prose && r->n_lead - i > 3)
            break;
        merge_scale(&table->scale, r->lead[i], prose);
        if (!table->currency.n && !prose)
            table->currency = currency_read(r->lead[i]);
    }
    for (size_t i = 0; i < table->n_rows && i < 3; i++) /* "(In thousands)" as the first line of the stub */
        if (table->scale.money < 0)
            merge_scale(&table->scale, table->rows[i].label, true);
}

static void read_column_currencies(struct xbz_table *table)
{
    bool differ = false;
    for (size_t k = 0; k < table->n_columns; k++) {
        table->columns[k].currency = currency_read(table->columns[k].label);
        differ |= k && !str_eq(table->columns[k].currency, table->columns[0].currency);
    }
    if (!differ && table->n_columns && table->columns[0].currency.n) {
        if (!table->currency.n)
            table->currency = table->columns[0].currency;
        for (size_t k = 0; k < table->n_columns; k++)
            table->columns[k].currency = (struct xbz_str){NULL, 0};
    }
}

/* ---- columns that words alone do not settle ---- */

/* Words of change over every dated column speak of the rows ("Increase (decrease)" in the stub). */
static void clear_common_change(struct xbz_table *table)
{
    for (size_t k = 0; k < table->n_columns; k++)
        if (!(table->columns[k].flags & XBZ_COLUMN_CHANGE) || table->columns[k].period.kind == XBZ_PERIOD_NONE)
            return;
    for (size_t k = 0; k < table->n_columns; k++)
        table->columns[k].flags &= ~(unsigned)XBZ_COLUMN_CHANGE;
}

static void flag_percent_columns(struct xbz_table *table)
{
    size_t plain = 0;
    for (size_t k = 0; k < table->n_columns; k++) {
        size_t percent = 0, numbers = 0;
        for (size_t i = 0; i < table->n_rows; i++) {
            percent += table->rows[i].values[k].kind == XBZ_PERCENT;
            numbers += table->rows[i].values[k].kind == XBZ_NUMBER;
        }
        plain += percent * 4 < numbers;
        if (percent > numbers * 4)
            table->columns[k].flags |= XBZ_COLUMN_CHANGE;
    }
    if (plain == 0)
        for (size_t k = 0; k < table->n_columns; k++)
            table->columns[k].flags &= ~(unsigned)XBZ_COLUMN_CHANGE;
}

static bool any_period(const struct xbz_table *table)
{
    for (size_t k = 0; k < table->n_columns; k++)
        if (table->columns[k].period.kind != XBZ_PERIOD_NONE)
            return true;
    return false;
}

/* A table that goes on without headings after a page break has the columns of the one before. */
static void take_last_columns(const struct resolver *r, struct xbz_table *table)
{
    const struct last_columns *last = &r->ctx->last;
    if (!table->page_break || last->n != table->n_columns || any_period(table))
        return;
    for (size_t k = 0; k < table->n_columns; k++)
        if (table->columns[k].label.n)
            return;
    for (size_t k = 0; k < table->n_columns; k++) {
        table->columns[k].period = last->period[k];
        table->columns[k].flags = last->flags[k];
    }
    if (table->scale.money < 0)
        table->scale = last->scale;
    if (!table->currency.n)
        table->currency = str_of(last->currency);
}

static void remember_columns(struct table_context *ctx, const struct xbz_table *table)
{
    struct last_columns *last = &ctx->last;
    last->n = table->n_columns < CONTEXT_COLUMNS ? table->n_columns : 0;
    for (size_t k = 0; k < last->n; k++) {
        last->period[k] = table->columns[k].period;
        last->flags[k] = table->columns[k].flags;
    }
    last->scale = table->scale;
    memset(last->currency, 0, sizeof last->currency);
    if (table->currency.n == 3)
        memcpy(last->currency, table->currency.p, 3);
}

/* A year that may still be dated by what the document says later (late.h): if it stays undated, that is reported with
 * the facts it costs. */
static bool may_be_dated_later(const struct xbz_table *table, size_t k)
{
    return any_period(table) && value_year(table->columns[k].label) != 0;
}

static void report_undated(const struct resolver *r, const struct xbz_table *table, enum column_nature nature)
{
    if (nature == NATURE_UNKNOWN || title_nature(r->title) == NATURE_UNKNOWN)
        return;
    for (size_t k = 0; k < table->n_columns; k++)
        if (table->columns[k].period.kind == XBZ_PERIOD_NONE && !table->columns[k].flags &&
            !may_be_dated_later(table, k))
            run_diag(r->ctx->run, XBZ_D_COLUMN_UNDATED, table->place, "column %zu: %.*s", k + 1,
                     STR_ARG(table->columns[k].label));
}

/* ---- a block of headings and its rows ---- */

static bool same_columns(const struct xbz_column *a, const struct xbz_column *b, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!period_same(a[k].period, b[k].period) || a[k].period.kind == XBZ_PERIOD_NONE)
            return false;
    return true;
}

/* Grid rows [*from, *body) head the rows [*body, *end). */
static void next_block(const struct layout *l, size_t *from, size_t *body, size_t *end)
{
    size_t n = l->grid->n_rows;
    *from = *end;
    *body = *from;
    while (*body < n && l->heading[*body])
        ++*body;
    *end = *body;
    while (*end < n && !l->heading[*end])
        ++*end;
}

static enum xbz_status start_table(struct resolver *r, struct xbz_table *table, size_t from)
{
    memset(table, 0, sizeof *table);
    table->lead = r->lead;
    table->n_lead = r->n_lead;
    table->n_columns = r->layout.n_columns;
    table->rows = ARENA_ARRAY(&r->ctx->arena, r->grid->n_rows + 1, struct xbz_row);
    table->columns = ARENA_ARRAY(&r->ctx->arena, table->n_columns, struct xbz_column);
    table->place = from ? r->grid->rows[from].place : r->grid->place;
    table->page_break = from == 0 && (r->grid->page_break || r->ctx->page_break);
    return table->rows && table->columns ? XBZ_OK : full(r);
}

static enum xbz_status deliver(struct resolver *r, struct xbz_table *table)
{
    if (table->n_rows == 0)
        return XBZ_OK;
    remember_columns(r->ctx, table);
    return r->ctx->sink->table(r->ctx->sink->ctx, table);
}

static void resolve_block(struct resolver *r, struct xbz_table *table, struct xbz_str stub, bool later)
{
    enum column_nature nature = rows_nature(table);
    struct columns_question q = {r->ctx, table->columns, table->n_columns, stub, r->title, nature, later, r->before};
    columns_resolve(&q);
    read_scale(r, table, stub);
    read_column_currencies(table);
    clear_common_change(table);
    flag_percent_columns(table);
    take_last_columns(r, table);
    report_undated(r, table, nature);
}

static enum xbz_status resolve_blocks(struct resolver *r)
{
    struct xbz_table table, next;
    size_t from = 0, body = 0, end = 0;
    bool open = false;
    while (end < r->grid->n_rows) {
        struct xbz_str stub = {NULL, 0};
        next_block(&r->layout, &from, &body, &end);
        TRY(start_table(r, &next, from));
        TRY(read_headings(r, from, body, next.columns, &stub));
        TRY(read_rows(r, body, end, &next));
        resolve_block(r, &next, stub, open);
        if (open && same_columns(table.columns, next.columns, table.n_columns)) {
            /* the same headings again: one table */
            memcpy(table.rows + table.n_rows, next.rows, next.n_rows * sizeof *next.rows);
            table.n_rows += next.n_rows;
            table.page_break |= next.page_break;
            continue;
        }
        if (open)
            TRY(deliver(r, &table));
        table = next;
        r->before = table.columns;
        open = true;
    }
    return open ? deliver(r, &table) : XBZ_OK;
}

/* A table of words is prose, a line per row. */
static enum xbz_status deliver_words(struct resolver *r)
{
    for (size_t i = 0; i < r->grid->n_rows; i++) {
        const struct grid_row *row = &r->grid->rows[i];
        struct buf text;
        struct xbz_text_line line = {{NULL, 0}, row->place};
        bool ok = true;
        buf_init(&text, r->ctx->run->limits.line_bytes);
        for (size_t k = row->first; k < row->first + row->n; k++)
            join(&text, r->grid->cells[k].text);
        line.text = arena_str(&r->ctx->arena, buf_view(&text), &ok);
        ok = ok && !text.no_memory;
        r->ctx->arena.no_memory |= text.no_memory;
        buf_free(&text);
        if (!ok)
            return full(r);
        if (line.text.n)
            TRY(context_prose(r->ctx, &line));
    }
    return XBZ_OK;
}

enum xbz_status headings_resolve(struct table_context *ctx, struct grid *grid)
{
    struct resolver r = {.ctx = ctx, .grid = grid};
    enum xbz_status status = XBZ_OK;
    bool words = false;
    if (grid->span_cut)
        run_diag(ctx->run, XBZ_D_SPAN_TOO_LARGE, grid->place, NULL);
    if (grid->n_rows)
        status = layout_make(&r.layout, grid, ctx->run);
    if (status == XBZ_OK && grid->n_rows && r.layout.n_columns == 0) {
        words = true;
        status = deliver_words(&r);
    } else if (status == XBZ_OK && grid->n_rows) {
        status = take_lead(&r);
        if (status == XBZ_OK)
            status = make_title(&r);
        if (status == XBZ_OK)
            status = resolve_blocks(&r);
    }
    if (status == XBZ_SKIP) {
        (void)run_fail(ctx->run, XBZ_D_TABLE_TOO_LARGE, grid->place, NULL);
        status = XBZ_OK;
    }
    if (!words) {
        ctx->lead_n = 0;
        ctx->page_break = ctx->page_next = false;
    }
    arena_reset(&ctx->arena);
    return status;
}
