/* grid.c - cells of a table as they lie on the page. */
#include "table/grid.h"

#include <string.h>

void grid_init(struct grid *grid, struct arena *arena, const struct xbz_limits *limits)
{
    memset(grid, 0, sizeof *grid);
    grid->arena = arena;
    grid->max_rows = limits->rows;
}

/* A copy of an array in the arena with twice the room; the old one is given up with the arena. */
static void *grow(struct arena *arena, const void *old, size_t n, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 64;
    void *new = arena_array(arena, more, size);
    if (new) {
        if (n)
            memcpy(new, old, n * size);
        *room = more;
    }
    return new;
}

enum xbz_status grid_row(struct grid *grid, unsigned flags, struct xbz_place place)
{
    if (grid->n_rows >= grid->max_rows)
        return XBZ_SKIP;
    if (grid->n_rows == grid->room_rows) {
        struct grid_row *rows = grow(grid->arena, grid->rows, grid->n_rows, &grid->room_rows, sizeof *rows);
        if (!rows)
            return arena_status(grid->arena, XBZ_SKIP);
        grid->rows = rows;
    }
    grid->rows[grid->n_rows++] = (struct grid_row){flags, grid->n_cells, 0, place};
    return XBZ_OK;
}

enum xbz_status grid_add(struct grid *grid, const struct grid_cell *cell)
{
    struct grid_cell *to;
    if (grid->n_rows == 0 || cell->col >= GRID_COLUMNS)
        return XBZ_OK;
    if (grid->n_cells == grid->room_cells) {
        struct grid_cell *cells = grow(grid->arena, grid->cells, grid->n_cells, &grid->room_cells, sizeof *cells);
        if (!cells)
            return arena_status(grid->arena, XBZ_SKIP);
        grid->cells = cells;
    }
    to = &grid->cells[grid->n_cells++];
    *to = *cell;
    to->row = (unsigned)(grid->n_rows - 1);
    if (to->rowspan == 0)
        to->rowspan = 1;
    if (to->colspan == 0)
        to->colspan = 1;
    if (to->colspan > GRID_COLUMNS - to->col) {
        to->colspan = GRID_COLUMNS - to->col;
        grid->span_cut = true;
    }
    if (to->rowspan > grid->max_rows) {
        to->rowspan = grid->max_rows;
        grid->span_cut = true;
    }
    if (to->col + to->colspan > grid->n_cols)
        grid->n_cols = to->col + to->colspan;
    grid->rows[grid->n_rows - 1].n++;
    return XBZ_OK;
}

void grid_row_flags(struct grid *grid, unsigned flags)
{
    if (grid->n_rows)
        grid->rows[grid->n_rows - 1].flags |= flags;
}
