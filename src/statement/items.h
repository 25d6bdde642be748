/* items.h - rows to line items: which rows are headings, and which heading a line item stands under.
 *
 * Indentation decides where it tells levels apart.  In a flat stub a heading reaches to the total that closes it or
 * to the next heading on its level. */
#ifndef XBZ_STATEMENT_ITEMS_H
#define XBZ_STATEMENT_ITEMS_H

#include "base/arena.h"
#include "xbrlize/model.h"

/* True for a caption that names a sum: "Total ...", or none at all. */
bool item_is_total_label(struct xbz_str label);

/* Power of ten a caption states for its own figures, "Weighted average shares (in thousands)" = 3; -1 for none. */
int item_label_scale(struct xbz_str label);

/* Copies rows into items (arena owns labels and values); items[0..n_before) are there already (a continued
 * statement) and the new ones are put after them, n_columns values each.  False when the arena is full. */
bool items_from_rows(struct arena *arena, struct xbz_line_item *items, size_t n_before, const struct xbz_row *rows,
                     size_t n_rows, size_t n_columns);

#endif
