/* text_rows.c - lines of one text table to a grid. */
#include "table/text_rows.h"

#include <string.h>

#include "base/str.h"
#include "table/columns.h"
#include "table/text_fill.h"
#include "table/values.h"

/* A stub so wide that no caption had to be wrapped. */
#define NO_WIDTH 1000000u

static enum xbz_status full(const struct filler *f)
{
    return arena_status(&f->ctx->arena, XBZ_SKIP);
}

static struct xbz_str trimmed(struct xbz_str text, size_t from, size_t to)
{
    return str_trim(str_sub(text, from, to > from ? to - from : 0));
}

/* A copy with inner runs of blanks as one. */
static struct xbz_str squeeze(struct filler *f, struct xbz_str s, bool *ok)
{
    char *p = arena_alloc(&f->ctx->arena, s.n + 1);
    size_t n = 0;
    if (!p) {
        *ok = false;
        return (struct xbz_str){NULL, 0};
    }
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' || (n && p[n - 1] != ' '))
            p[n++] = s.p[i];
    return (struct xbz_str){p, n};
}

enum xbz_status fill_cell(struct filler *f, struct xbz_str text, unsigned col, unsigned span, unsigned indent,
                          struct xbz_place place)
{
    struct grid_cell cell = {.col = col, .colspan = span, .rowspan = 1, .indent = indent, .place = place};
    bool ok = true;
    cell.text = squeeze(f, str_trim(text), &ok);
    if (!ok)
        return full(f);
    return grid_add(f->grid, &cell);
}

/* True for a line that names the table: one piece that starts over the stub. */
static bool is_title(const struct filler *f, const struct text_row *row)
{
    struct piece pieces[MAX_PIECES + 1];
    size_t n = heads_cut(row->text, pieces);
    return n == 1 && pieces[0].begin + 4 < f->stub_edge &&
           (pieces[0].end > f->stub_edge / 2 || title_nature(row->text) != NATURE_UNKNOWN);
}

/* The last line before the body that has something over the columns, or 0. */
static size_t last_heading(const struct filler *f)
{
    size_t last = 0;
    for (size_t i = 0; i < f->table->body; i++) {
        const struct text_row *row = &f->table->rows[i];
        struct piece pieces[MAX_PIECES + 1];
        size_t n = row->kind == LINE_BLANK || row->kind == LINE_RULE ? 0 : heads_cut(row->text, pieces);
        for (size_t k = 0; k < n; k++) {
            size_t centre = (pieces[k].begin + pieces[k].end) / 2;
            if ((pieces[k].begin + 4 >= f->stub_edge || (centre >= f->stub_edge && n > 1)) &&
                pieces[k].end > f->stub_edge)
                last = i + 1;
        }
        if (row->kind == LINE_DATES)
            last = i + 1;
    }
    return last;
}

static enum xbz_status body_line(struct filler *f, size_t index);

static enum xbz_status fill_headings(struct filler *f)
{
    size_t last = f->table->marked ? f->table->body : last_heading(f);
    for (size_t i = 0; i < f->table->body; i++) {
        const struct text_row *row = &f->table->rows[i];
        struct xbz_str rule = {NULL, 0};
        if (i >= last) {
            TRY(body_line(f, i));
            continue;
        }
        if (row->kind == LINE_BLANK || row->kind == LINE_RULE || (row->tags & TAG_S))
            continue;
        if (i + 1 < f->table->body && f->table->rows[i + 1].kind == LINE_RULE)
            rule = f->table->rows[i + 1].text;
        if (!row->lead && is_title(f, row))
            context_lead(f->ctx, row->text);
        TRY(heads_line(f, row, rule));
    }
    return XBZ_OK;
}

/* ---- body ---- */

static enum xbz_status flush_label(struct filler *f)
{
    if (!f->label_open)
        return XBZ_OK;
    f->label_open = false;
    TRY(grid_row(f->grid, GRID_ROW_BODY | f->flags, f->label_place));
    TRY(fill_cell(f, buf_view(&f->label), 0, 1, f->label_indent, f->label_place));
    f->flags &= ~(unsigned)XBZ_ROW_RULE_ABOVE;
    f->last_open = false;
    return XBZ_OK;
}

static void start_label(struct filler *f, struct xbz_str text, unsigned indent, unsigned end, struct xbz_place place)
{
    buf_clear(&f->label);
    buf_str(&f->label, text);
    f->label_open = true;
    f->label_blank = false;
    f->label_indent = indent;
    f->label_end = end;
    f->label_place = place;
}

static void extend_label(struct filler *f, struct xbz_str text, unsigned end, struct xbz_place place)
{
    struct xbz_str have = buf_view(&f->label);
    bool hyphen = have.n > 1 && have.p[have.n - 1] == '-' && is_alpha(have.p[have.n - 2]);
    if (!hyphen)
        buf_byte(&f->label, ' ');
    buf_str(&f->label, text);
    f->label_end = end;
    f->label_blank = false;
    if (place.end > f->label_place.end)
        f->label_place.end = place.end;
}

/* True when the item that begins with the present row is followed by one indented as much: that is the level of the items
 * here, and what stands above it further left is their heading. */
static bool indented_as_next(const struct filler *f, unsigned indent)
{
    const struct text_table *t = f->table;
    struct scan scan;
    size_t i = f->at;
    while (i < t->n && t->rows[i].kind != LINE_FIGURES)
        i++;
    for (i++; i < t->n; i++) {
        if (t->rows[i].kind != LINE_TEXT && t->rows[i].kind != LINE_FIGURES)
            continue;
        scan_line(&scan, t->rows[i].text);
        return scan.indent == indent && is_upper(t->rows[i].text.p[indent]);
    }
    return false;
}

/* Whether the present line goes on with the words that wait. */
static bool label_goes_on(const struct filler *f, struct xbz_str text, unsigned indent)
{
    if (!stub_goes_on(buf_view(&f->label), f->label_indent, f->label_end, text, indent, f->width))
        return false;
    return !(is_upper(text.p[0]) && indent > f->label_indent && indented_as_next(f, indent));
}

/* Adds words to the caption of the last row. */
static enum xbz_status extend_last(struct filler *f, struct xbz_str text, struct xbz_place place)
{
    struct grid_cell *cell = &f->grid->cells[f->last_cell];
    char *p = arena_alloc(&f->ctx->arena, cell->text.n + text.n + 2);
    if (!p)
        return full(f);
    memcpy(p, cell->text.p, cell->text.n);
    p[cell->text.n] = ' ';
    memcpy(p + cell->text.n + 1, text.p, text.n);
    cell->text = (struct xbz_str){p, cell->text.n + 1 + text.n};
    cell->place.end = place.end;
    return XBZ_OK;
}

/* A line of words: part of a wrapped stub, or a heading between the rows. */
static enum xbz_status words_line(struct filler *f, const struct text_row *row, struct xbz_str text, unsigned indent,
                                  unsigned end)
{
    if (f->label_open) {
        if (!f->label_blank && label_goes_on(f, text, indent)) {
            extend_label(f, text, end, row->place);
            return XBZ_OK;
        }
        TRY(flush_label(f));
    } else if (f->last_open && f->last_cell < f->grid->n_cells) {
        const struct grid_cell *cell = &f->grid->cells[f->last_cell];
        /* figures stood on the first line of a wrapped stub */
        bool lower = is_alpha(text.p[0]) && !is_upper(text.p[0]);
        if (cell->text.n && indent >= f->last_indent && (lower || stub_goes_on(cell->text, 0, 0, text, 0, NO_WIDTH)))
            return extend_last(f, text, row->place);
    }
    start_label(f, text, indent, end, row->place);
    return XBZ_OK;
}

/* The label of a row with figures, joined with the words that waited for it. */
static enum xbz_status settle_label(struct filler *f, struct xbz_str text, unsigned indent, unsigned end,
                                    struct xbz_place place)
{
    if (f->label_open) {
        struct xbz_str have = buf_view(&f->label);
        bool goes_on = text.n ? label_goes_on(f, text, indent)
                              : have.n && have.p[have.n - 1] != ':' && !(f->flags & XBZ_ROW_RULE_ABOVE);
        if (f->label_blank)
            goes_on = goes_on && text.n && (!is_alpha(text.p[0]) || !is_upper(text.p[0]));
        if (goes_on) {
            if (text.n)
                extend_label(f, text, end, place);
            return XBZ_OK;
        }
        TRY(flush_label(f));
    }
    start_label(f, text, indent, end, place);
    return XBZ_OK;
}

/* True when all figures of the last row are dashes. */
static bool last_all_nil(const struct filler *f)
{
    struct xbz_value value = {.kind = XBZ_EMPTY};
    for (size_t i = f->last_cell + 1; i < f->grid->n_cells; i++) {
        value_read(&value, f->grid->cells[i].text);
        if (value.kind != XBZ_NIL)
            return false;
    }
    return value.kind == XBZ_NIL;
}

/* True when the figures of this line belong to the row before: they fill its gaps, and its caption goes on or its currency
 * sign waits for them.  A row of dashes whose caption goes on is no row of its own either. */
static bool row_goes_on(const struct filler *f, struct xbz_str text, const size_t *of_figure, size_t n)
{
    struct xbz_str label;
    bool nil;
    if (!f->last_open || f->label_open || (f->flags & XBZ_ROW_RULE_ABOVE) || f->last_cell >= f->grid->n_cells)
        return false;
    label = f->grid->cells[f->last_cell].text;
    if (!label.n)
        return false;
    if (text.n ? is_upper(text.p[0]) || !stub_goes_on(label, 0, 0, text, 0, NO_WIDTH)
               : !f->last_stray && !(f->filled && f->grid->n_cells - f->last_cell - 1 + n == f->n_columns))
        return false;
    nil = last_all_nil(f);
    if (nil && is_alpha(text.p[0]) && label.p[label.n - 1] == ':')
        return false;
    for (size_t i = f->last_cell + 1; i < f->grid->n_cells && !nil; i++)
        for (size_t k = 0; k < n; k++)
            if (of_figure[k] != NO_COLUMN && f->grid->cells[i].col == of_figure[k] + 1)
                return false;
    return true;
}

/* Cells of the last row come with rising columns. */
static void sort_last(struct filler *f)
{
    struct grid_cell *cells = f->grid->cells;
    for (size_t i = f->grid->n_cells; i-- > f->last_cell + 2 && cells[i].col < cells[i - 1].col;) {
        struct grid_cell swap = cells[i];
        cells[i] = cells[i - 1];
        cells[i - 1] = swap;
    }
}

static enum xbz_status fill_figures(struct filler *f, const struct text_row *row, const struct scan *scan, size_t first,
                                    const size_t *of_figure)
{
    for (size_t i = first; i < scan->n_figures; i++) {
        const struct figure *figure = &scan->figures[i];
        TRY(fill_cell(f, str_sub(row->text, figure->begin, figure->end - figure->begin), (unsigned)of_figure[i] + 1, 1,
                      0, scan_place(row->raw, row->place, figure->begin, figure->end)));
        sort_last(f);
    }
    return XBZ_OK;
}

static enum xbz_status extend_row(struct filler *f, const struct text_row *row, const struct scan *scan, size_t first,
                                  const size_t *of_figure, struct xbz_str text)
{
    if (last_all_nil(f)) {
        f->grid->rows[f->grid->n_rows - 1].n -= f->grid->n_cells - f->last_cell - 1;
        f->grid->n_cells = f->last_cell + 1;
    }
    if (text.n)
        TRY(extend_last(f, text, row->place));
    f->last_stray = scan->stray;
    return fill_figures(f, row, scan, first, of_figure);
}

static enum xbz_status figures_line(struct filler *f, const struct text_row *row, const struct scan *scan,
                                    const size_t *of_figure)
{
    size_t first = 0, label_end;
    struct xbz_str text;
    while (of_figure[first] == NO_COLUMN)
        first++;
    label_end = scan->figures[first].begin;
    text = trimmed(row->text, 0, label_end);
    if (row_goes_on(f, text, of_figure, scan->n_figures))
        return extend_row(f, row, scan, first, of_figure, text);
    TRY(settle_label(f, text, text.n ? scan->indent : 0, scan->indent + (unsigned)text.n, row->place));
    TRY(grid_row(f->grid, GRID_ROW_BODY | f->flags, row->place));
    f->flags = 0;
    f->last_cell = f->grid->n_cells;
    f->last_open = true;
    f->last_stray = scan->stray;
    f->last_indent = f->label_indent;
    f->label_open = false;
    TRY(fill_cell(f, buf_view(&f->label), 0, 1, f->label_indent, f->label_place));
    return fill_figures(f, row, scan, first, of_figure);
}

/* A rule over or under figures marks a sum; one across the whole table is decoration. */
static void rule_line(struct filler *f, const struct scan *scan)
{
    bool over_figures = scan->indent + 3 >= f->stub_edge || scan->indent > f->width;
    if (scan->twice)
        grid_row_flags(f->grid, XBZ_ROW_DOUBLE_BELOW);
    else if (over_figures)
        grid_row_flags(f->grid, XBZ_ROW_RULE_BELOW);
    if (over_figures && !scan->twice)
        f->flags |= XBZ_ROW_RULE_ABOVE;
}

static enum xbz_status body_line(struct filler *f, size_t index)
{
    const struct text_row *row = &f->table->rows[index];
    struct scan scan;
    size_t of_figure[SCAN_FIGURES];
    bool any = false;
    f->at = index;
    if (row->page) {
        f->flags |= GRID_ROW_PAGE_BREAK;
        f->last_open = false;
    }
    if (row->heading) {
        TRY(flush_label(f));
        return heads_line(f, row, (struct xbz_str){NULL, 0});
    }
    scan_line(&scan, row->text);
    if (scan.kind == LINE_BLANK || row->kind == LINE_BLANK) {
        f->label_blank = true;
        f->last_open = false;
        f->flags |= GRID_ROW_BLANK_ABOVE;
        return XBZ_OK;
    }
    if (scan.kind == LINE_RULE) {
        bool over_figures = scan.indent + 3 >= f->stub_edge || scan.indent > f->width;
        if (!over_figures || !f->label_open)
            TRY(flush_label(f));
        rule_line(f, &scan);
        f->last_open = false;
        return XBZ_OK;
    }
    if (scan.n_figures) {
        text_columns_join(f->columns, f->n_columns, &scan);
        if (!text_columns_assign(f->columns, f->n_columns, &scan, of_figure))
            run_diag(f->ctx->run, XBZ_D_ROW_UNALIGNED, row->place, NULL);
        for (size_t i = 0; i < scan.n_figures; i++)
            any |= of_figure[i] != NO_COLUMN;
    }
    if (any)
        return figures_line(f, row, &scan, of_figure);
    return words_line(f, row, trimmed(row->text, 0, row->text.n), scan.indent, scan.end);
}

/* The right end of the longest stub line, where captions wrap; and whether rows have all columns. */
static void measure_stub(struct filler *f)
{
    struct scan scan;
    size_t rows = 0, full_rows = 0;
    f->width = 0;
    for (size_t i = f->table->body; i < f->table->n; i++) {
        const struct text_row *row = &f->table->rows[i];
        unsigned end;
        if (row->kind != LINE_TEXT && row->kind != LINE_FIGURES)
            continue;
        scan_line(&scan, row->text);
        end = scan.end;
        if (scan.n_figures && row->kind == LINE_FIGURES) {
            struct xbz_str label = trimmed(row->text, 0, scan.figures[0].begin);
            rows++;
            full_rows += scan.n_figures >= f->n_columns;
            end = label.n ? scan.indent + (unsigned)label.n : 0;
        }
        if (end <= f->stub_edge && end > f->width)
            f->width = end;
    }
    f->filled = full_rows * 5 >= rows * 4;
}

enum xbz_status text_rows_fill(struct table_context *ctx, const struct text_table *table, struct grid *grid)
{
    struct filler f = {.ctx = ctx, .table = table, .grid = grid};
    enum xbz_status status;
    grid->joined = true;
    TRY(text_columns_find(&ctx->arena, table->rows, 0, table->body, table->n, &f.columns, &f.n_columns));
    if (f.n_columns == 0)
        return XBZ_END;
    f.stub_edge = f.columns[0].lo;
    measure_stub(&f);
    buf_init(&f.label, ctx->run->limits.line_bytes);
    status = fill_headings(&f);
    for (size_t i = table->body; i < table->n && status == XBZ_OK; i++)
        status = body_line(&f, i);
    if (status == XBZ_OK)
        status = flush_label(&f);
    if (f.label.no_memory)
        status = XBZ_FATAL;
    buf_free(&f.label);
    return status;
}

/* ---- cells set off by tabs ---- */

bool text_rows_tabbed(const struct text_table *table)
{
    size_t counts[64] = {0}, total = 0, most = 0;
    for (size_t i = 0; i < table->n; i++) {
        const struct text_row *row = &table->rows[i];
        size_t tabs = 0;
        if (row->kind != LINE_FIGURES)
            continue;
        for (size_t k = 0; k < row->raw.n; k++)
            tabs += row->raw.p[k] == '\t';
        if (tabs && row->raw.p[row->raw.n - 1] == '\t')
            tabs--;
        total++;
        counts[tabs < 64 ? tabs : 63]++;
    }
    for (size_t t = 1; t < 64; t++)
        if (counts[t] > most)
            most = counts[t];
    return total > 0 && most * 10 >= total * 7;
}

enum xbz_status text_rows_fill_tabbed(struct table_context *ctx, const struct text_table *table, struct grid *grid)
{
    struct filler f = {.ctx = ctx, .table = table, .grid = grid};
    for (size_t i = 0; i < table->n; i++) {
        const struct text_row *row = &table->rows[i];
        size_t at = 0;
        unsigned col = 0;
        struct grid_cell *last = NULL;
        if (row->kind == LINE_BLANK || row->kind == LINE_RULE || (row->tags & TAG_S))
            continue;
        TRY(grid_row(grid, i < table->body ? 0 : GRID_ROW_BODY, row->place));
        while (at <= row->raw.n) {
            size_t end = at;
            struct xbz_str text;
            while (end < row->raw.n && row->raw.p[end] != '\t')
                end++;
            text = str_trim(str_sub(row->raw, at, end - at));
            if (text.n) {
                struct xbz_place place = row->place;
                if (col > 0)
                    place = scan_place(row->raw, row->place, at, end);
                TRY(fill_cell(&f, text, col, 1, 0, place));
                last = grid->n_cells ? &grid->cells[grid->n_cells - 1] : NULL;
            } else if (last && last->col > 0 && row->kind != LINE_FIGURES) {
                last->colspan++; /* a heading stands over the empty cells behind it */
            }
            col++;
            at = end + 1;
        }
    }
    return XBZ_OK;
}
