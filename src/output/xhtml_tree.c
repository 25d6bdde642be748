/* xhtml_tree.c - the stack of blocks and the list of formatting, and what of them is written. */
#include "output/xhtml_tree.h"

#include <string.h>

#include "base/str.h"

static const struct xhtml_element implied_group = {"tbody", XHTML_GROUP, "tbody", NULL};
static const struct xhtml_element implied_row = {"tr", XHTML_ROW, "tr", NULL};
static const struct xhtml_element implied_cell = {"td", XHTML_CELL, "td", NULL};
static const struct xhtml_element implied_item = {"li", XHTML_ITEM, "li", "display:block"};
static const struct xhtml_element implied_part = {"dd", XHTML_ITEM, "dd", "margin-left:0"};

/* ---- writing ---- */

struct xhtml_block *block_top(const struct xhtml *x)
{
    return (struct xhtml_block *)&x->blocks[x->n_blocks - 1];
}

static void write_end(struct xhtml *x, const char *as, bool edge)
{
    buf_clear(&x->tag);
    buf_text(&x->tag, "</");
    buf_text(&x->tag, as);
    buf_byte(&x->tag, '>');
    x->sink.markup(x->sink.ctx, buf_view(&x->tag), edge);
}

/* Raised and lowered text is a mark beside a figure, not part of it. */
bool inline_sets_apart(const struct xhtml_element *element)
{
    return strcmp(element->name, "sup") == 0 || strcmp(element->name, "sub") == 0;
}

static void close_inlines(struct xhtml *x, size_t down_to)
{
    for (; x->opened > down_to; x->opened--) {
        const struct xhtml_inline *in = &x->inlines[x->opened - 1];
        if (in->start.n)
            write_end(x, in->element->as, inline_sets_apart(in->element));
    }
}

static void write_block(struct xhtml *x, struct xhtml_block *block)
{
    x->sink.markup(x->sink.ctx, buf_view(&block->start), true);
    block->written = true;
}

/* Tables, their parts and lists are written when the first thing stands in them. */
void block_write_pending(struct xhtml *x)
{
    for (size_t i = 0; i < x->n_blocks; i++) {
        struct xhtml_block *block = &x->blocks[i];
        if (!block->written && block->kind != XHTML_PHRASE)
            write_block(x, block);
    }
}

void start_tag_write(struct xhtml *x, struct buf *out, const struct xhtml_element *element, const char *as,
                     const struct xbz_tag *tag)
{
    buf_clear(out);
    buf_byte(out, '<');
    buf_text(out, as);
    /* room for the end of the tag */
    out->max--;
    if (tag)
        xhtml_attributes(out, &x->scratch, element, tag, &x->ids);
    else if (element->style)
        buf_printf(out, " style=\"%s\"", element->style);
    out->max++;
    buf_byte(out, '>');
}

bool block_is_lazy(enum xhtml_kind kind)
{
    return kind == XHTML_TABLE || kind == XHTML_GROUP || kind == XHTML_ROW || kind == XHTML_LIST;
}

/* Opens a block in the innermost one, which may hold it. */
void block_push(struct xhtml *x, const struct xhtml_element *element, const char *as, const struct xbz_tag *tag)
{
    const struct xhtml_block *parent = block_top(x);
    close_inlines(x, parent->from);
    struct xhtml_block *block = &x->blocks[x->n_blocks++];
    struct buf start = block->start;
    *block = (struct xhtml_block){.element = element, .kind = element->kind, .as = as, .start = start};
    start_tag_write(x, &block->start, element, as, tag);
    bool own = block->kind == XHTML_CELL || block->kind == XHTML_CAPTION;
    block->base = own ? x->n_inlines : parent->base;
    block->from = own && x->quirks ? x->n_inlines : parent->from;
    x->opened = block->from;
    if (block->kind == XHTML_ROW || block->kind == XHTML_GROUP)
        x->blocks[x->n_blocks - 2].any = true;
    if (!block_is_lazy(block->kind))
        block_write_pending(x);
}

void block_pop(struct xhtml *x)
{
    struct xhtml_block *block = block_top(x);
    close_inlines(x, block->from);
    if (block->written && block->kind == XHTML_TABLE && !block->any)
        x->sink.markup(x->sink.ctx, STR("<tr><td></td></tr>"), true);
    if (block->written)
        write_end(x, block->as, true);
    if (block->kind == XHTML_CELL || block->kind == XHTML_CAPTION)
        x->n_inlines = block->base;
    x->n_blocks--;
    if (x->n_blocks)
        x->opened = block_top(x)->from;
}

void block_pop_to(struct xhtml *x, size_t n)
{
    while (x->n_blocks > n)
        block_pop(x);
}

bool block_has_room(const struct xhtml *x)
{
    return x->n_blocks + BLOCK_IMPLIED < XHTML_BLOCKS;
}

void block_push_group(struct xhtml *x)
{
    block_push(x, &implied_group, "tbody", NULL);
}

void block_push_row(struct xhtml *x)
{
    block_push(x, &implied_row, "tr", NULL);
}

/* ---- what may stand where ---- */

bool block_is_table_part(enum xhtml_kind kind)
{
    return kind == XHTML_TABLE || kind == XHTML_GROUP || kind == XHTML_ROW;
}

/* What stands in a table or list outside its cells and items gets one. */
static bool imply_parts(struct xhtml *x)
{
    if (!block_is_table_part(block_top(x)->kind) && block_top(x)->kind != XHTML_LIST)
        return true;
    if (!block_has_room(x))
        return false;
    if (block_top(x)->kind == XHTML_LIST) {
        bool parts = strcmp(block_top(x)->as, "dl") == 0;
        block_push(x, parts ? &implied_part : &implied_item, parts ? "dd" : "li", NULL);
        return true;
    }
    if (block_top(x)->kind == XHTML_TABLE)
        block_push_group(x);
    if (block_top(x)->kind == XHTML_GROUP)
        block_push_row(x);
    block_push(x, &implied_cell, "td", NULL);
    return true;
}

/* Makes the place ready for text: false when it cannot stand there. */
bool prepare_inline(struct xhtml *x)
{
    if (!imply_parts(x))
        return false;
    if (!block_top(x)->written) {
        block_write_pending(x);
        if (block_top(x)->kind == XHTML_PHRASE)
            write_block(x, block_top(x));
    }
    for (; x->opened < x->n_inlines; x->opened++) {
        const struct xhtml_inline *in = &x->inlines[x->opened];
        if (in->start.n)
            x->sink.markup(x->sink.ctx, buf_view(&in->start), inline_sets_apart(in->element));
    }
    return true;
}

/* Makes the place ready for a block.  A paragraph ends there; a heading is interrupted and goes on after it. */
bool prepare_block(struct xhtml *x)
{
    if (!block_has_room(x) || !imply_parts(x))
        return false;
    if (block_top(x)->kind == XHTML_CAPTION)
        return false;
    close_inlines(x, block_top(x)->from);
    if (block_top(x)->kind == XHTML_PHRASE && strcmp(block_top(x)->as, "p") == 0) {
        block_pop(x);
    } else if (block_top(x)->kind == XHTML_PHRASE && block_top(x)->written) {
        write_end(x, block_top(x)->as, true);
        block_top(x)->written = false;
    }
    return true;
}

/* ---- finding what is open ---- */

/* The innermost block of a kind (and a name, unless that is NULL) within its cell, or table. */
size_t block_find(const struct xhtml *x, enum xhtml_kind kind, const char *name)
{
    bool part = block_is_table_part(kind) || kind == XHTML_CELL || kind == XHTML_CAPTION;
    for (size_t i = x->n_blocks; i-- > 1;) {
        const struct xhtml_block *block = &x->blocks[i];
        if (block->kind == kind && (!name || strcmp(block->element->name, name) == 0))
            return i;
        if (block->kind == XHTML_TABLE || (!part && (block->kind == XHTML_CELL || block->kind == XHTML_CAPTION)))
            break;
    }
    return BLOCK_NONE;
}

static void remove_inline(struct xhtml *x, size_t i)
{
    close_inlines(x, i);
    struct buf start = x->inlines[i].start;
    memmove(&x->inlines[i], &x->inlines[i + 1], (x->n_inlines - i - 1) * sizeof x->inlines[i]);
    x->n_inlines--;
    x->inlines[x->n_inlines].start = start;
}

void inline_end_tag(struct xhtml *x, const struct xhtml_element *element)
{
    for (size_t i = x->n_inlines; i-- > block_top(x)->base;)
        if (x->inlines[i].element == element) {
            /* in quirks a cell may not reach those that do not apply in it */
            if (i >= block_top(x)->from)
                remove_inline(x, i);
            return;
        }
}
