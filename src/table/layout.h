/* layout.h - which cells of a grid are headings, stub and values: the step before headings are understood. */
#ifndef XBZ_TABLE_LAYOUT_H
#define XBZ_TABLE_LAYOUT_H

#include "base/run.h"
#include "table/grid.h"

/* Part a cell plays. */
enum cell_role {
    ROLE_NONE,
    ROLE_FIGURE, /* a value; opens a figure whose parts run to the next cell of another item */
    ROLE_PART,   /* "$", ")" ... joined to the figure of cell item */
    ROLE_TEXT,
};

struct layout_cell {
    struct xbz_value value;
    enum cell_role role;
    uint32_t item; /* index of the figure's cell, for parts */
};

struct layout_column {
    unsigned lo, hi; /* layout columns its figures take */
};

struct layout {
    struct grid *grid;
    struct layout_cell *cells; /* as grid->cells */
    bool *heading;             /* per grid row */
    struct layout_column *columns;
    size_t n_columns;
};

/* Works out the layout in the grid's arena.  n_columns is 0 when the grid holds no figures.  XBZ_SKIP when it is too large
 * (diagnostic given). */
XBZ_CHECKED enum xbz_status layout_make(struct layout *out, struct grid *grid, struct xbz_run *run);

/* The value column that layout columns [lo, hi) lie over most, or n_columns when they lie over none. */
size_t layout_column_at(const struct layout *layout, unsigned lo, unsigned hi);

/* Text of a figure with its parts joined ("$ (1,234)"), in the arena. */
struct xbz_str layout_figure_text(const struct layout *layout, size_t cell, bool *ok);

#endif
