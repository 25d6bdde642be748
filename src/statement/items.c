#include "statement/items.h"

#include "base/str.h"

#define STACK   16
/* A heading indented this far is centred over the table, not below another heading. */
#define CENTRED 14

struct open_heading {
    size_t index;
    unsigned indent;
    bool has_child, has_deeper_child;
};

struct heading_stack {
    struct open_heading open[STACK];
    size_t n;
};

bool item_is_total_label(struct xbz_str label)
{
    label = str_trim(label);
    return label.n == 0 || str_starts_nocase(label, STR("total")) || str_starts_nocase(label, STR("subtotal")) ||
           str_starts_nocase(label, STR("sub-total")) || str_starts_nocase(label, STR("net cash"));
}

int item_label_scale(struct xbz_str label)
{
    if (str_find_word(label, STR("per share"), 0) != (size_t)-1 &&
        str_find_nocase(label, STR("shares"), 0) == (size_t)-1)
        return -1;
    if (str_find_nocase(label, STR("in thousands"), 0) != (size_t)-1 || str_find(label, STR("(000"), 0) != (size_t)-1 ||
        str_find_nocase(label, STR("(thousands"), 0) != (size_t)-1 || str_find(label, STR("000's"), 0) != (size_t)-1)
        return 3;
    if (str_find_nocase(label, STR("in millions"), 0) != (size_t)-1 ||
        str_find_nocase(label, STR("(millions"), 0) != (size_t)-1)
        return 6;
    return -1;
}

static bool row_is_heading(const struct xbz_row *row, size_t n_columns)
{
    if (row->label.n == 0)
        return false;
    for (size_t c = 0; c < n_columns; c++)
        if (row->values[c].kind != XBZ_EMPTY && row->values[c].kind != XBZ_WORDS)
            return false;
    return true;
}

/* True for a heading whose columns hold dashes: it ends in a colon, or its total follows. */
static bool row_is_dashed_heading(const struct xbz_row *rows, size_t at, size_t n_rows, size_t n_columns)
{
    struct xbz_str label = str_trim(rows[at].label);
    size_t dashes = 0;
    for (size_t c = 0; c < n_columns; c++) {
        if (rows[at].values[c].kind != XBZ_NIL && rows[at].values[c].kind != XBZ_EMPTY)
            return false;
        dashes += rows[at].values[c].kind == XBZ_NIL;
    }
    if (!dashes || !label.n)
        return false;
    if (label.p[label.n - 1] == ':')
        return true;
    for (size_t r = at + 1; r < n_rows; r++) {
        struct xbz_str other = str_trim(rows[r].label);
        if (str_starts_nocase(other, STR("total ")) && str_eq_nocase(str_trim(str_sub(other, 6, other.n)), label))
            return true;
    }
    return false;
}

static void stack_pop_for(struct heading_stack *s, unsigned indent, bool heading, bool total)
{
    while (s->n > 0) {
        struct open_heading *top = &s->open[s->n - 1];
        bool close = top->indent > indent;
        /* Back on the heading's own level: it is over, unless this is the sum that closes it. */
        if (top->indent == indent)
            close = heading ? top->has_child : top->has_deeper_child && !total;
        if (!close)
            return;
        s->n--;
    }
}

static void stack_note_child(struct heading_stack *s, unsigned indent)
{
    if (s->n == 0)
        return;
    struct open_heading *top = &s->open[s->n - 1];
    top->has_child = true;
    if (indent > top->indent)
        top->has_deeper_child = true;
}

static void stack_push(struct heading_stack *s, size_t index, unsigned indent)
{
    if (s->n == STACK)
        s->n--;
    s->open[s->n++] = (struct open_heading){index, indent, false, false};
}

/* A total closes the innermost heading when it stands on the heading's level or closes a flat block. */
static void stack_close_by_total(struct heading_stack *s, unsigned indent)
{
    if (s->n > 0 && (s->open[s->n - 1].indent >= indent || !s->open[s->n - 1].has_deeper_child))
        s->n--;
}

static bool copy_values(struct arena *arena, struct xbz_line_item *item, const struct xbz_row *row, size_t n_columns)
{
    bool ok = true;
    item->values = ARENA_ARRAY(arena, n_columns, struct xbz_value);
    if (!item->values)
        return false;
    for (size_t c = 0; c < n_columns; c++) {
        item->values[c] = row->values[c];
        item->values[c].text = arena_str(arena, row->values[c].text, &ok);
        item->values[c].mark = arena_str(arena, row->values[c].mark, &ok);
    }
    return ok;
}

/* The open headings at the end of what is there already. */
static void stack_rebuild(struct heading_stack *s, const struct xbz_line_item *items, size_t n)
{
    size_t chain[STACK], depth = 0;
    if (n == 0)
        return;
    for (size_t i = items[n - 1].heading ? n - 1 : items[n - 1].parent; i != XBZ_NO_PARENT && depth < STACK;
         i = items[i].parent)
        chain[depth++] = i;
    while (depth > 0) {
        stack_push(s, chain[depth - 1], 0);
        s->open[s->n - 1].has_child = true;
        depth--;
    }
}

bool items_from_rows(struct arena *arena, struct xbz_line_item *items, size_t n_before, const struct xbz_row *rows,
                     size_t n_rows, size_t n_columns)
{
    struct heading_stack stack = {.n = 0};
    bool ok = true;
    stack_rebuild(&stack, items, n_before);
    for (size_t r = 0; r < n_rows; r++) {
        const struct xbz_row *row = &rows[r];
        struct xbz_line_item *item = &items[n_before + r];
        unsigned indent = row->indent;
        item->heading = row_is_heading(row, n_columns) || row_is_dashed_heading(rows, r, n_rows, n_columns);
        bool total = !item->heading && (item_is_total_label(row->label) || (row->flags & XBZ_ROW_RULE_ABOVE));
        if (item->heading && indent >= CENTRED)
            indent = 0;
        stack_pop_for(&stack, indent, item->heading, total);
        item->label = arena_str(arena, row->label, &ok);
        item->parent = stack.n ? stack.open[stack.n - 1].index : XBZ_NO_PARENT;
        item->depth = (unsigned)stack.n;
        item->flags = row->flags;
        item->scale = item_label_scale(row->label);
        item->place = row->place;
        if (!ok || !copy_values(arena, item, row, n_columns))
            return false;
        stack_note_child(&stack, indent);
        if (item->heading)
            stack_push(&stack, n_before + r, indent);
        else if (total && item_is_total_label(row->label))
            stack_close_by_total(&stack, indent);
    }
    return true;
}
