/* html_cells.c - rows and cells of open tables. */
#include "table/html_cells.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "table/periods.h"
#include "table/values.h"

#define MAX_INDENT 200

enum xbz_status html_cells_init(struct html_cells *self, struct xbz_run *run)
{
    size_t cap = run->limits.table_bytes;
    memset(self, 0, sizeof(*self));
    self->run = run;
    buf_init(&self->text, cap / 4);
    buf_init(&self->cells, cap / 2);
    buf_init(&self->rows, cap / 4);
    buf_init(&self->line, cap / 4);
    self->levels = mem_alloc(HTML_TABLES * sizeof(*self->levels));
    if (self->levels == NULL)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return XBZ_OK;
}

void html_cells_free(struct html_cells *self)
{
    buf_free(&self->text);
    buf_free(&self->cells);
    buf_free(&self->rows);
    buf_free(&self->line);
    mem_free(self->levels);
    self->levels = NULL;
}

struct html_level *html_cells_top(const struct html_cells *self)
{
    return self->depth == 0 ? NULL : &self->levels[self->depth - 1];
}

static struct html_cell *cell_at(const struct html_cells *self, size_t i)
{
    return (struct html_cell *)(void *)self->cells.p + i;
}

static struct html_row *row_at(const struct html_cells *self, size_t i)
{
    return (struct html_row *)(void *)self->rows.p + i;
}

static size_t count_cells(const struct html_cells *self)
{
    return self->cells.n / sizeof(struct html_cell);
}

static size_t count_rows(const struct html_cells *self)
{
    return self->rows.n / sizeof(struct html_row);
}

static struct xbz_str cell_text(const struct html_cells *self, const struct html_cell *cell)
{
    return (struct xbz_str){self->text.p + cell->begin, cell->end - cell->begin};
}

/* One past the last cell of a table: those of the table inside it come next. */
static size_t last_cell(const struct html_cells *self, size_t level)
{
    return level + 1 < self->depth ? self->levels[level + 1].first_cell : count_cells(self);
}

bool html_cells_table(struct html_cells *self, struct xbz_place place)
{
    if (self->depth == HTML_TABLES)
        return false;
    struct html_level *level = &self->levels[self->depth++];
    memset(level, 0, sizeof(*level));
    level->first_cell = count_cells(self);
    level->first_row = count_rows(self);
    level->text_begin = self->text.n;
    level->place = place;
    return true;
}

/* ---- rows ---- */

void html_cells_row(struct html_cells *self, const struct html_style *style, struct xbz_place place)
{
    struct html_level *level = html_cells_top(self);
    html_cells_end_cell(self, place.begin);
    html_cells_end_row(self);
    if (level == NULL || level->too_large)
        return;
    struct html_row row = {0, place};
    if (style->flags & STYLE_BREAK_BEFORE)
        level->page_break = true;
    if (level->page_break) {
        row.flags |= GRID_ROW_PAGE_BREAK;
        level->broken = true;
    }
    level->page_break = (style->flags & STYLE_BREAK_AFTER) != 0;
    level->col = 0;
    level->loose = 0;
    /* rows without any cell count too: twice the limit leaves room for them */
    if (count_rows(self) - level->first_row >= 2 * (size_t)self->run->limits.rows) {
        level->too_large = true;
        return;
    }
    buf_add(&self->rows, &row, sizeof(row));
    level->row_open = !self->rows.full && !self->rows.no_memory;
    level->too_large = !level->row_open;
    if (self->depth > 1)
        buf_byte(&self->text, '\n');
}

/* Rules count where figures stand; in a row without text, anywhere. */
void html_cells_end_row(struct html_cells *self)
{
    struct html_level *level = html_cells_top(self);
    if (level == NULL || !level->row_open)
        return;
    html_cells_end_cell(self, 0);
    level->row_open = false;
    size_t n = count_rows(self), end = count_cells(self), first = end;
    struct html_row *row = row_at(self, n - 1);
    uint32_t number = (uint32_t)(n - 1 - level->first_row);
    while (first > level->first_cell && cell_at(self, first - 1)->row == number)
        first--;
    unsigned rules = first == end ? level->loose : 0, headings = 0;
    bool words = false, data = false;
    for (size_t i = first; i < end; i++) {
        const struct html_cell *cell = cell_at(self, i);
        struct xbz_value value;
        value_read(&value, cell_text(self, cell));
        headings += (cell->flags & CELL_HEADING) != 0 && !value_is_figure(&value);
        bool opens = value.kind == XBZ_WORDS && value_opens(value.text);
        if (value_is_figure(&value) || opens)
            rules |= cell->flags;
        if (value.kind == XBZ_NUMBER || value.kind == XBZ_PERCENT || value.kind == XBZ_NIL) {
            level->any_figure = true;
            data = data || words;
        } else if (value.kind == XBZ_WORDS && !opens) {
            words = true;
        }
    }
    level->data_rows += data;
    row->flags |= (rules & CELL_RULE_ABOVE) ? XBZ_ROW_RULE_ABOVE : 0;
    row->flags |= (rules & CELL_RULE_BELOW) ? XBZ_ROW_RULE_BELOW : 0;
    row->flags |= (rules & CELL_DOUBLE_BELOW) ? XBZ_ROW_DOUBLE_BELOW : 0;
    if (first != end && (cell_at(self, first)->flags & CELL_BOLD))
        row->flags |= XBZ_ROW_BOLD;
    if (first != end && (level->in_head || headings == end - first))
        row->flags |= GRID_ROW_HEADING;
}

/* ---- cells ---- */

static unsigned rule_flags(enum html_rule above, enum html_rule below)
{
    unsigned flags = above != RULE_NONE ? CELL_RULE_ABOVE : 0;
    flags |= below == RULE_SINGLE ? CELL_RULE_BELOW : 0;
    return flags | (below == RULE_DOUBLE ? CELL_DOUBLE_BELOW : 0);
}

static unsigned cut_span(struct html_cells *self, unsigned span, unsigned limit, struct xbz_place place)
{
    if (span <= limit)
        return span;
    run_diag(self->run, XBZ_D_SPAN_TOO_LARGE, place, "%u", span);
    return limit;
}

void html_cells_cell(struct html_cells *self, const struct html_style *style, bool heading, struct xbz_place place)
{
    struct html_level *level = html_cells_top(self);
    if (level == NULL)
        return;
    if (!level->row_open)
        html_cells_row(self, &(struct html_style){.colspan = 1, .rowspan = 1}, place);
    if (!level->row_open)
        return;
    html_cells_end_cell(self, place.begin);
    uint32_t row = (uint32_t)(count_rows(self) - 1 - level->first_row);
    while (level->col < GRID_COLUMNS && level->free_at[level->col] > row)
        level->col++;
    if (level->col == GRID_COLUMNS)
        return;
    unsigned colspan = style->colspan, rowspan = style->rowspan;
    if (colspan > GRID_COLUMNS - level->col)
        colspan = cut_span(self, colspan, GRID_COLUMNS - level->col, place);
    rowspan = cut_span(self, rowspan, self->run->limits.rows, place);
    for (unsigned c = level->col; rowspan > 1 && c < level->col + colspan; c++)
        level->free_at[c] = row + rowspan;
    if (self->depth > 1)
        buf_byte(&self->text, ' ');
    level->cell = (struct html_cell){
        .begin = (uint32_t)self->text.n,
        .row = row,
        .rowspan = rowspan,
        .col = (uint16_t)level->col,
        .colspan = (uint16_t)colspan,
        .flags = (uint16_t)(rule_flags(style->above, style->below) | (heading ? CELL_HEADING : 0)),
        .place = place,
    };
    level->col += colspan;
    level->cell_open = true;
}

/* A text of dashes only draws a rule; "-" and "--" mean nothing. */
static unsigned drawn_rule(struct xbz_str text)
{
    size_t dashes = 0, equals = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '=')
            equals++;
        else if (text.p[i] == '-' || text.p[i] == '_')
            dashes++;
        else if (text.p[i] != ' ' && text.p[i] != '\n')
            return 0;
    }
    if (equals >= 2)
        return CELL_DOUBLE_BELOW;
    return dashes >= 4 ? CELL_RULE_BELOW : 0;
}

void html_cells_end_cell(struct html_cells *self, uint64_t end)
{
    struct html_level *level = html_cells_top(self);
    if (level == NULL || !level->cell_open)
        return;
    level->cell_open = false;
    struct html_cell *cell = &level->cell;
    cell->end = (uint32_t)self->text.n;
    while (cell->end > cell->begin && is_space(self->text.p[cell->end - 1]))
        cell->end--;
    while (cell->begin < cell->end && is_space(self->text.p[cell->begin]))
        cell->begin++;
    if (end > cell->place.end)
        cell->place.end = end;
    unsigned drawn = drawn_rule(cell_text(self, cell));
    if (drawn != 0) {
        cell->flags |= (uint16_t)drawn;
        cell->end = cell->begin;
    }
    if (cell->end == cell->begin) {
        self->text.n = cell->begin;
        level->loose |= cell->flags;
        return;
    }
    buf_add(&self->cells, cell, sizeof(*cell));
    if (self->cells.full || self->cells.no_memory || self->text.full || self->text.no_memory)
        level->too_large = true;
}

void html_cells_rule(struct html_cells *self, enum html_rule rule)
{
    struct html_level *level = html_cells_top(self);
    if (level != NULL && level->cell_open)
        level->cell.flags |= (uint16_t)rule_flags(RULE_NONE, rule);
}

/* ---- whole tables ---- */

void html_cells_merge(struct html_cells *self)
{
    if (self->depth == 0)
        return;
    html_cells_end_row(self);
    struct html_level *level = html_cells_top(self);
    self->cells.n = level->first_cell * sizeof(struct html_cell);
    self->rows.n = level->first_row * sizeof(struct html_row);
    self->depth--;
    if (self->depth == 0)
        buf_clear(&self->text);
    else
        buf_byte(&self->text, '\n');
}

void html_cells_drop(struct html_cells *self)
{
    if (self->depth == 0)
        return;
    struct html_level *level = html_cells_top(self);
    self->cells.n = level->first_cell * sizeof(struct html_cell);
    self->rows.n = level->first_row * sizeof(struct html_row);
    self->text.n = level->text_begin;
    self->text.full = self->cells.full = self->rows.full = false;
    self->depth--;
}

/* The cell's text in the arena, each run of blanks and breaks as one blank. */
static struct xbz_str copy_text(const struct html_cells *self, const struct html_cell *cell, struct arena *arena)
{
    struct xbz_str text = cell_text(self, cell);
    char *copy = arena_alloc(arena, text.n + 1);
    size_t n = 0;
    if (copy == NULL)
        return (struct xbz_str){NULL, 0};
    for (size_t i = 0; i < text.n; i++) {
        if (!is_space(text.p[i]))
            copy[n++] = text.p[i];
        else if (n != 0 && copy[n - 1] != ' ')
            copy[n++] = ' ';
    }
    return (struct xbz_str){copy, n};
}

static enum xbz_status add_cell(struct html_cells *self, struct grid *grid, const struct html_cell *cell,
                                unsigned rowspan)
{
    struct xbz_str text = copy_text(self, cell, grid->arena);
    if (text.p == NULL)
        return arena_status(grid->arena, XBZ_SKIP);
    struct grid_cell to = {
        .text = text,
        .col = cell->col,
        .rowspan = rowspan,
        .colspan = cell->colspan,
        .indent = cell->indent < MAX_INDENT ? cell->indent : MAX_INDENT,
        .bold = (cell->flags & CELL_BOLD) != 0,
        .place = cell->place,
    };
    return grid_add(grid, &to);
}

/* A rule under a row is one over the next, and rules of rows without text belong to the rows around them. */
static void spread_rules(struct html_cells *self, size_t first_row, size_t n, const uint32_t *cells_of)
{
    const unsigned any = XBZ_ROW_RULE_ABOVE | XBZ_ROW_RULE_BELOW | XBZ_ROW_DOUBLE_BELOW;
    struct html_row *before = NULL;
    unsigned rules = 0;
    for (size_t r = 0; r < n; r++) {
        struct html_row *row = row_at(self, first_row + r);
        if (cells_of[r] == 0) {
            rules |= row->flags & any;
            row->flags &= ~any;
            continue;
        }
        if (before != NULL && (rules & (XBZ_ROW_RULE_ABOVE | XBZ_ROW_RULE_BELOW)))
            before->flags |= XBZ_ROW_RULE_BELOW;
        if (before != NULL && (rules & XBZ_ROW_DOUBLE_BELOW))
            before->flags |= XBZ_ROW_DOUBLE_BELOW;
        if (before != NULL && (row->flags & XBZ_ROW_RULE_ABOVE) && !(before->flags & XBZ_ROW_DOUBLE_BELOW))
            before->flags |= XBZ_ROW_RULE_BELOW;
        bool ruled = (rules & (XBZ_ROW_RULE_ABOVE | XBZ_ROW_RULE_BELOW)) ||
                     (before != NULL && (before->flags & XBZ_ROW_RULE_BELOW));
        if (ruled && cells_of[r] > 1)
            row->flags |= XBZ_ROW_RULE_ABOVE;
        rules = 0;
        before = row;
    }
    if (before != NULL && (rules & XBZ_ROW_DOUBLE_BELOW))
        before->flags |= XBZ_ROW_DOUBLE_BELOW;
    else if (before != NULL && rules != 0)
        before->flags |= XBZ_ROW_RULE_BELOW;
}

/* Rows without text go; a span reaches over as many rows fewer. */
static unsigned kept_span(const uint32_t *cells_of, size_t n, const struct html_cell *cell)
{
    unsigned span = 0;
    for (size_t r = cell->row; r < n && r < (size_t)cell->row + cell->rowspan; r++)
        span += cells_of[r] != 0;
    return span == 0 ? 1 : span;
}

static enum xbz_status fill_rows(struct html_cells *self, const struct html_level *level, struct grid *grid)
{
    size_t first = level->first_row, n = count_rows(self) - first, i = level->first_cell, end = count_cells(self);
    uint32_t *cells_of = ARENA_ARRAY(grid->arena, n + 1, uint32_t);
    if (cells_of == NULL)
        return arena_status(grid->arena, XBZ_SKIP);
    for (size_t k = i; k < end; k++)
        cells_of[cell_at(self, k)->row] += cell_text(self, cell_at(self, k)).n != 0;
    spread_rules(self, first, n, cells_of);
    unsigned dropped = 0;
    for (size_t r = 0; r < n; r++) {
        struct html_row *row = row_at(self, first + r);
        if (cells_of[r] == 0) {
            dropped |= GRID_ROW_BLANK_ABOVE | (row->flags & GRID_ROW_PAGE_BREAK);
            continue;
        }
        TRY(grid_row(grid, row->flags | dropped, row->place));
        dropped = 0;
        for (; i < end && cell_at(self, i)->row <= r; i++) {
            if (cell_at(self, i)->row == r)
                TRY(add_cell(self, grid, cell_at(self, i), kept_span(cells_of, n, cell_at(self, i))));
        }
    }
    return XBZ_OK;
}

enum xbz_status html_cells_grid(struct html_cells *self, struct grid *grid)
{
    const struct html_level *level = html_cells_top(self);
    if (level == NULL)
        return XBZ_OK;
    html_cells_end_row(self);
    grid->place = level->place;
    grid->page_break = level->broken;
    enum xbz_status status = level->too_large ? XBZ_SKIP : fill_rows(self, level, grid);
    if (status == XBZ_SKIP)
        return run_fail(self->run, XBZ_D_TABLE_TOO_LARGE, level->place, NULL);
    if (status == XBZ_FATAL)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, level->place, NULL);
    return status;
}

/* ---- prose ---- */

static enum xbz_status put_line(struct html_cells *self, struct table_context *ctx, struct xbz_place place)
{
    struct xbz_text_line line = {str_trim(buf_view(&self->line)), place};
    enum xbz_status status = line.text.n == 0 ? XBZ_OK : context_prose(ctx, &line);
    buf_clear(&self->line);
    return status;
}

/* Text with its breaks as lines; what follows the last break stays in self->line. */
static enum xbz_status put_text(struct html_cells *self, struct table_context *ctx, struct xbz_str text,
                                struct xbz_place place)
{
    while (text.n != 0) {
        const char *found = memchr(text.p, '\n', text.n);
        size_t n = found == NULL ? text.n : (size_t)(found - text.p);
        buf_add(&self->line, text.p, n);
        if (found != NULL)
            TRY(put_line(self, ctx, place));
        text = str_sub(text, n + 1, text.n);
    }
    return XBZ_OK;
}

/* The rows of one table: a line for each row, or several where its cells have line breaks. */
static enum xbz_status level_to_prose(struct html_cells *self, size_t number, size_t text_end,
                                      struct table_context *ctx)
{
    struct html_level *level = &self->levels[number];
    size_t end = last_cell(self, number);
    for (size_t i = level->first_cell; i < end; i++) {
        const struct html_cell *cell = cell_at(self, i);
        if (i != level->first_cell && cell->row != cell_at(self, i - 1)->row)
            TRY(put_line(self, ctx, cell->place));
        else if (self->line.n != 0)
            buf_text(&self->line, "  ");
        TRY(put_text(self, ctx, cell_text(self, cell), cell->place));
    }
    TRY(put_line(self, ctx, level->place));
    if (level->cell_open && text_end > level->cell.begin) {
        struct xbz_str open = {self->text.p + level->cell.begin, text_end - level->cell.begin};
        TRY(put_text(self, ctx, open, level->cell.place));
    }
    return put_line(self, ctx, level->place);
}

/* Takes the first n bytes out of an array. */
static void cut(struct buf *buf, size_t n)
{
    if (n == 0)
        return;
    memmove(buf->p, buf->p + n, buf->n - n);
    buf->n -= n;
}

/* Empties a table after its rows were delivered: an open row and cell go on. */
static void restart_level(struct html_cells *self, size_t number, size_t first_row)
{
    struct html_level *level = &self->levels[number];
    struct html_row row = {0, level->place};
    level->first_cell = 0;
    level->first_row = first_row;
    level->text_begin = 0;
    level->broken = level->any_figure = false;
    level->data_rows = 0;
    memset(level->free_at, 0, sizeof(level->free_at));
    if (level->row_open)
        memcpy(row_at(self, first_row), &row, sizeof(row));
    level->cell.begin = 0;
    level->cell.row = 0;
}

enum xbz_status html_cells_to_prose(struct html_cells *self, size_t n, struct table_context *ctx)
{
    for (size_t k = 0; k < n; k++)
        TRY(level_to_prose(self, k, k + 1 < self->depth ? self->levels[k + 1].text_begin : self->text.n, ctx));
    if (n == 0 || self->depth == 0)
        return XBZ_OK;
    size_t cells = n < self->depth ? self->levels[n].first_cell : count_cells(self);
    size_t rows = n < self->depth ? self->levels[n].first_row : count_rows(self);
    size_t text = n < self->depth ? self->levels[n].text_begin : self->text.n;
    size_t open = 0; /* rows that stay: the open ones */
    for (size_t k = 0; k < n; k++)
        open += self->levels[k].row_open;
    cut(&self->cells, cells * sizeof(struct html_cell));
    cut(&self->rows, (rows - open) * sizeof(struct html_row));
    cut(&self->text, text);
    for (size_t k = 0, at = 0; k < n; k++) {
        restart_level(self, k, at);
        at += self->levels[k].row_open;
    }
    for (size_t k = n; k < self->depth; k++) {
        struct html_level *level = &self->levels[k];
        level->first_cell -= cells;
        level->first_row -= rows - open;
        level->text_begin -= text;
        level->cell.begin -= (uint32_t)text;
        for (size_t i = level->first_cell; i < last_cell(self, k); i++) {
            cell_at(self, i)->begin -= (uint32_t)text;
            cell_at(self, i)->end -= (uint32_t)text;
        }
    }
    return XBZ_OK;
}

/* ---- captions ---- */

static bool names_statement(struct xbz_str text)
{
    return str_find_nocase(text, STR("statement"), 0) != (size_t)-1 ||
           str_find_nocase(text, STR("balance sheet"), 0) != (size_t)-1;
}

/* True for a row of headings: no figures in it but years. */
static bool row_is_heading(const struct html_cells *self, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        struct xbz_value value;
        struct xbz_str text = cell_text(self, cell_at(self, i));
        value_read(&value, text);
        if (value_is_figure(&value) && value_year(text) == 0)
            return false;
    }
    return true;
}

/* One past the last cell of the row that cell i begins. */
static size_t row_end(const struct html_cells *self, size_t i)
{
    size_t end = count_cells(self), to = i;
    while (to < end && cell_at(self, to)->row == cell_at(self, i)->row)
        to++;
    return to;
}

static enum xbz_status put_caption(struct html_cells *self, const struct html_cell *cell, struct table_context *ctx)
{
    TRY(put_text(self, ctx, cell_text(self, cell), cell->place));
    return put_line(self, ctx, cell->place);
}

/* The title as heading of the stub, beside the headings of the columns. */
static enum xbz_status stub_captions(struct html_cells *self, size_t from, unsigned leftmost, struct table_context *ctx)
{
    size_t end = count_cells(self), to;
    for (; from < end; from = to) {
        const struct html_cell *cell = cell_at(self, from);
        to = row_end(self, from);
        if (!row_is_heading(self, from, to))
            break;
        if (cell->col == leftmost && to > from + 1 && names_statement(cell_text(self, cell)))
            TRY(put_caption(self, cell, ctx));
    }
    return XBZ_OK;
}

enum xbz_status html_cells_captions(struct html_cells *self, struct table_context *ctx)
{
    const struct html_level *level = html_cells_top(self);
    size_t first = level->first_cell, end = count_cells(self), stop = first;
    unsigned leftmost = GRID_COLUMNS;
    for (size_t i = first; i < end; i++)
        leftmost = cell_at(self, i)->col < leftmost ? cell_at(self, i)->col : leftmost;
    while (stop < end && cell_at(self, stop)->col == leftmost && row_end(self, stop) == stop + 1)
        stop++;
    bool heading = stop < end && row_is_heading(self, stop, row_end(self, stop));
    for (size_t i = first; i < stop; i++) {
        struct html_cell *cell = cell_at(self, i);
        struct phrase phrase;
        if (!row_is_heading(self, i, i + 1) || (!heading && !names_statement(cell_text(self, cell))))
            break; /* a body that begins with headings of its own */
        TRY(put_caption(self, cell, ctx));
        phrase_read(&phrase, cell_text(self, cell));
        if (!phrase_dated(&phrase))
            cell->end = cell->begin;
    }
    return stub_captions(self, stop, leftmost, ctx);
}
