/* layout.c - headings, stub and value columns of a grid. */
#include "table/layout.h"

#include <string.h>

#include "base/str.h"
#include "table/periods.h"
#include "table/values.h"

static bool is_figure(const struct layout_cell *cell)
{
    return value_is_figure(&cell->value);
}

/* A figure that cannot be part of a heading: no year, no word. */
static bool is_true_figure(const struct layout_cell *cell, struct xbz_str text)
{
    return (cell->value.kind == XBZ_NUMBER || cell->value.kind == XBZ_PERCENT || cell->value.kind == XBZ_NIL) &&
           !value_year(text);
}

static bool has_digit(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_digit(s.p[i]))
            return true;
    return false;
}

/* True when a bracketed digit right behind a larger figure, or a bracketed letter, is its note mark, not a figure of its
 * own. */
static bool is_mark_after(const struct layout *l, size_t figure, size_t i)
{
    const struct grid_cell *before = &l->grid->cells[i - 1], *cell = &l->grid->cells[i];
    const struct xbz_value *value = &l->cells[i].value;
    if (value->kind == XBZ_WORDS && cell->text.p[0] == '(' && l->cells[figure].value.kind == XBZ_NUMBER)
        return value_closes(cell->text) && before->col + before->colspan == cell->col;
    return value_closes(cell->text) && value->bracketed && value->number.n <= 1 &&
           l->cells[figure].value.number.n > 1 && before->col + before->colspan == cell->col;
}

/* Joins "$", "(" and ")", "%", marks with the figure beside them. */
static void join_parts(struct layout *l, const struct grid_row *row)
{
    size_t end = row->first + row->n, figure = SIZE_MAX;
    for (size_t i = row->first; i < end; i++) {
        const struct grid_cell *cell = &l->grid->cells[i];
        struct layout_cell *to = &l->cells[i];
        value_read(&to->value, cell->text);
        to->role = cell->text.n ? ROLE_TEXT : ROLE_NONE;
        to->item = (uint32_t)i;
        if (!cell->text.n)
            continue;
        if (is_figure(to) && !(figure != SIZE_MAX && i > row->first && is_mark_after(l, figure, i))) {
            to->role = ROLE_FIGURE;
            figure = i;
            for (size_t k = i; k-- > row->first && value_opens(l->grid->cells[k].text);) {
                l->cells[k].role = ROLE_PART;
                l->cells[k].item = (uint32_t)i;
            }
        } else if (figure != SIZE_MAX && value_closes(cell->text)) {
            to->role = ROLE_PART;
            to->item = (uint32_t)figure;
        } else if (!value_opens(cell->text)) {
            figure = SIZE_MAX;
        }
    }
}

static void read_cells(struct layout *l)
{
    for (size_t r = 0; r < l->grid->n_rows; r++) {
        if (!l->grid->joined) {
            join_parts(l, &l->grid->rows[r]);
            continue;
        }
        for (size_t i = l->grid->rows[r].first; i < l->grid->rows[r].first + l->grid->rows[r].n; i++) {
            struct layout_cell *to = &l->cells[i];
            value_read(&to->value, l->grid->cells[i].text);
            to->item = (uint32_t)i;
            to->role = l->grid->cells[i].col > 0 && is_figure(to) ? ROLE_FIGURE : ROLE_TEXT;
        }
    }
}

/* True when the row holds a figure that no heading has. */
static bool row_has_figure(const struct layout *l, size_t r)
{
    const struct grid_row *row = &l->grid->rows[r];
    for (size_t i = row->first; i < row->first + row->n; i++)
        if (l->cells[i].role == ROLE_FIGURE && is_true_figure(&l->cells[i], l->grid->cells[i].text))
            return true;
    return false;
}

/* True when all cells but the first one in the stub are years, dates or lengths of periods, and there is one. */
static bool row_is_dated(const struct layout *l, size_t r)
{
    const struct grid_row *row = &l->grid->rows[r];
    bool dated = false;
    for (size_t i = row->first; i < row->first + row->n; i++) {
        const struct grid_cell *cell = &l->grid->cells[i];
        struct phrase phrase;
        if (!cell->text.n || (i == row->first && cell->col == 0))
            continue;
        if (value_year(cell->text)) {
            dated = true;
            continue;
        }
        if (cell->text.n > 80 || value_opens(cell->text))
            return false;
        phrase_read(&phrase, cell->text);
        if (!phrase_dated(&phrase))
            return false;
        dated |= has_digit(cell->text) || phrase.months || phrase.weeks;
    }
    return dated;
}

/* Headings: rows above the first figure, and further rows of dates between the rows. */
static void mark_headings(struct layout *l)
{
    size_t n = l->grid->n_rows, first = 0;
    while (first < n && !row_has_figure(l, first))
        first++;
    for (size_t r = 0; r < n; r++) {
        unsigned flags = l->grid->rows[r].flags;
        if (row_has_figure(l, r))
            continue;
        if (flags & GRID_ROW_HEADING)
            l->heading[r] = true;
        else if (r < first)
            l->heading[r] = !(flags & GRID_ROW_BODY) || row_is_dated(l, r);
        else
            l->heading[r] = row_is_dated(l, r);
    }
}

/* Stub-only rows below the last dated row of a heading block are the first rows of the body. */
static void trim_headings(struct layout *l)
{
    unsigned lo = l->columns[0].lo;
    for (size_t r = l->grid->n_rows; r-- > 0;) {
        const struct grid_row *row = &l->grid->rows[r];
        bool over_columns = false;
        bool last = r + 1 == l->grid->n_rows || !l->heading[r + 1];
        if (!l->heading[r] || !last || (row->flags & GRID_ROW_HEADING))
            continue;
        for (size_t i = row->first; i < row->first + row->n; i++)
            over_columns |= l->grid->cells[i].text.n && l->grid->cells[i].col + l->grid->cells[i].colspan > lo &&
                            l->grid->cells[i].col >= lo;
        if (!over_columns)
            l->heading[r] = false;
    }
}

struct edges {
    unsigned count[GRID_COLUMNS + 1]; /* figures ending at this layout column */
    unsigned lo[GRID_COLUMNS + 1];    /* least start of them */
    unsigned bare[GRID_COLUMNS + 1];  /* of them with no text to the left */
    unsigned short cluster[GRID_COLUMNS + 1];
};

static void count_edges(const struct layout *l, struct edges *e)
{
    memset(e, 0, sizeof *e);
    for (size_t r = 0; r < l->grid->n_rows; r++) {
        const struct grid_row *row = &l->grid->rows[r];
        bool text = false;
        if (l->heading[r])
            continue;
        for (size_t i = row->first; i < row->first + row->n; i++) {
            const struct grid_cell *cell = &l->grid->cells[i];
            unsigned hi = cell->col + cell->colspan;
            if (l->cells[i].role == ROLE_FIGURE) {
                unsigned lo = cell->col;
                for (size_t k = i; k-- > row->first && l->cells[k].role == ROLE_PART && l->cells[k].item == i;)
                    lo = l->grid->cells[k].col; /* its "$" */
                if (!e->count[hi] || lo < e->lo[hi])
                    e->lo[hi] = lo;
                e->count[hi]++;
                e->bare[hi] += !text;
            }
            text |= l->cells[i].role == ROLE_TEXT || l->cells[i].role == ROLE_FIGURE;
        }
    }
}

/* True when some row has figures of both clusters. */
static bool share_row(const struct layout *l, const struct edges *e, unsigned a, unsigned edge)
{
    for (size_t r = 0; r < l->grid->n_rows; r++) {
        const struct grid_row *row = &l->grid->rows[r];
        bool has_a = false, has_edge = false;
        if (l->heading[r])
            continue;
        for (size_t i = row->first; i < row->first + row->n; i++) {
            unsigned hi = l->grid->cells[i].col + l->grid->cells[i].colspan;
            if (l->cells[i].role != ROLE_FIGURE)
                continue;
            has_a |= hi != edge && e->cluster[hi] == a;
            has_edge |= hi == edge;
        }
        if (has_a && has_edge)
            return true;
    }
    return false;
}

/* Value columns are clusters of figures whose cells overlap and never stand in one row. */
static enum xbz_status find_columns(struct layout *l, struct xbz_run *run)
{
    struct edges *e = ARENA_NEW(l->grid->arena, struct edges);
    size_t n = 0;
    if (!e)
        return arena_status(l->grid->arena, XBZ_SKIP);
    l->columns = ARENA_ARRAY(l->grid->arena, GRID_COLUMNS + 1, struct layout_column);
    if (!l->columns)
        return arena_status(l->grid->arena, XBZ_SKIP);
    count_edges(l, e);
    for (unsigned hi = 1; hi <= GRID_COLUMNS; hi++) {
        if (!e->count[hi])
            continue;
        if (n == 0 && e->bare[hi] == e->count[hi] && !l->grid->joined)
            continue; /* figures with nothing before them: the stub itself ("1996") */
        if (n && e->lo[hi] < l->columns[n - 1].hi && !share_row(l, e, (unsigned)n, hi)) {
            if (e->lo[hi] < l->columns[n - 1].lo)
                l->columns[n - 1].lo = e->lo[hi];
            l->columns[n - 1].hi = hi;
        } else {
            l->columns[n++] = (struct layout_column){e->lo[hi], hi};
        }
        e->cluster[hi] = (unsigned short)n;
    }
    l->n_columns = n;
    if (n > run->limits.columns)
        return XBZ_SKIP;
    return XBZ_OK;
}

enum xbz_status layout_make(struct layout *out, struct grid *grid, struct xbz_run *run)
{
    memset(out, 0, sizeof *out);
    out->grid = grid;
    out->cells = ARENA_ARRAY(grid->arena, grid->n_cells + 1, struct layout_cell);
    out->heading = ARENA_ARRAY(grid->arena, grid->n_rows + 1, bool);
    if (!out->cells || !out->heading)
        return arena_status(grid->arena, XBZ_SKIP);
    read_cells(out);
    mark_headings(out);
    TRY(find_columns(out, run));
    if (out->n_columns)
        trim_headings(out);
    return XBZ_OK;
}

size_t layout_column_at(const struct layout *layout, unsigned lo, unsigned hi)
{
    size_t best = layout->n_columns;
    unsigned most = 0;
    for (size_t k = 0; k < layout->n_columns; k++) {
        const struct layout_column *c = &layout->columns[k];
        unsigned from = lo > c->lo ? lo : c->lo, to = hi < c->hi ? hi : c->hi;
        if (to > from && to - from > most) {
            most = to - from;
            best = k;
        }
    }
    return best;
}

struct xbz_str layout_figure_text(const struct layout *layout, size_t cell, bool *ok)
{
    const struct grid *grid = layout->grid;
    const struct grid_row *row = &grid->rows[grid->cells[cell].row];
    struct xbz_str text = {NULL, 0};
    size_t n = 0, parts = 0;
    char *p;
    for (size_t i = row->first; i < row->first + row->n; i++) {
        if (layout->cells[i].role != ROLE_NONE && layout->cells[i].item == cell && grid->cells[i].text.n) {
            n += grid->cells[i].text.n + 1;
            parts++;
        }
    }
    if (parts <= 1)
        return grid->cells[cell].text;
    p = arena_alloc(grid->arena, n);
    if (!p) {
        *ok = false;
        return text;
    }
    text.p = p;
    for (size_t i = row->first; i < row->first + row->n; i++) {
        if (layout->cells[i].role == ROLE_NONE || layout->cells[i].item != cell || !grid->cells[i].text.n)
            continue;
        if (text.n)
            p[text.n++] = ' ';
        memcpy(p + text.n, grid->cells[i].text.p, grid->cells[i].text.n);
        text.n += grid->cells[i].text.n;
    }
    return text;
}
