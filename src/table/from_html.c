/* from_html.c - tags and text to tables and prose. */
#include "table/from_html.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "read/html_names.h"
#include "table/from_text.h"
#include "table/headings.h"
#include "table/html_cells.h"
#include "table/html_lines.h"
#include "table/html_text.h"

#define OPEN_ELEMENTS   256             /* elements whose style is remembered */
#define CELL_TEXT       ((size_t)65536) /* a cell with more text than this lays out a page */
#define INNER_DATA_ROWS 2               /* a table in a cell holds data from so many rows on */
#define OUTER_DATA_ROWS 3               /* a table is no layout when it has so many, and more than the inner one */
#define LAID_MISSES     12              /* lines without columns in a row that end what is laid out in lines */

struct element {
    enum html_id id;
    unsigned flags; /* enum html_style_flag, with those of the elements around it */
    bool break_after;
    long indent; /* its own */
};

enum pending_blank { PENDING_NONE, PENDING_BLANK, PENDING_BREAK };

struct html_builder {
    struct xbz_run *run;
    struct text_tables text; /* its context is that of the whole document */
    bool text_used;          /* lines were handed over and not all tables of theirs delivered */
    struct html_cells cells;
    struct buf line;       /* of prose, or of a <pre> block */
    struct html_line laid; /* the line of prose with its blanks */
    unsigned laid_lines;   /* of lines laid out with no-break spaces: how many more without columns may follow */
    struct xbz_place place;
    enum pending_blank pending;
    unsigned blanks; /* no-break spaces before the first character */
    bool pre;
    unsigned ignored_tables; /* open, but too deep to be kept */
    size_t n_open;
    struct element open[OPEN_ELEMENTS];
};

static const struct element no_element = {HTML_OTHER, 0, false, 0};

static const struct element *top(const struct html_builder *self)
{
    return self->n_open == 0 ? &no_element : &self->open[self->n_open - 1];
}

/* ---- lines ---- */

static enum xbz_status end_text_tables(struct html_builder *self)
{
    if (!self->text_used)
        return XBZ_OK;
    self->text_used = false;
    self->laid_lines = 0;
    return text_tables_finish(&self->text);
}

static enum xbz_status pre_line(struct html_builder *self)
{
    struct xbz_text_line line = {buf_view(&self->line), self->place};
    self->text_used = true;
    enum xbz_status status = text_tables_line(&self->text, &line);
    buf_clear(&self->line);
    return status;
}

/* The line is one of text whose columns are made of no-break spaces. */
static enum xbz_status laid_line(struct html_builder *self)
{
    struct xbz_text_line line = {{self->laid.text, self->laid.n}, self->laid.place};
    self->laid_lines = self->laid.apart ? LAID_MISSES : self->laid_lines - 1;
    self->text_used = true;
    return text_tables_line(&self->text, &line);
}

/* Ends the line of prose. */
static enum xbz_status end_line(struct html_builder *self)
{
    enum xbz_status status = XBZ_OK;
    self->pending = PENDING_NONE;
    self->blanks = 0;
    if (self->line.n != 0) {
        struct xbz_text_line line = {buf_view(&self->line), self->place};
        if (html_line_is_laid(&self->laid, self->laid_lines != 0)) {
            status = laid_line(self);
        } else {
            TRY(end_text_tables(self));
            status = context_prose(&self->text.context, &line);
        }
        buf_clear(&self->line);
    }
    html_line_clear(&self->laid);
    return status;
}

static bool in_cell(const struct html_builder *self)
{
    const struct html_level *level = html_cells_top(&self->cells);
    return level != NULL && level->cell_open;
}

/* A line or block ends. */
static enum xbz_status break_line(struct html_builder *self)
{
    if (self->pre)
        return self->line.n == 0 ? XBZ_OK : pre_line(self);
    if (!in_cell(self))
        return end_line(self);
    self->pending = PENDING_BREAK;
    return XBZ_OK;
}

static enum xbz_status page_break(struct html_builder *self)
{
    struct html_level *level = html_cells_top(&self->cells);
    if (self->pre) {
        if (self->line.n != 0)
            TRY(pre_line(self));
        buf_byte(&self->line, '\f');
        return pre_line(self);
    }
    if (level != NULL) {
        level->page_break = true;
        return XBZ_OK;
    }
    TRY(end_line(self));
    if (self->laid_lines != 0) {
        struct xbz_text_line line = {STR("\f"), self->place};
        return text_tables_line(&self->text, &line);
    }
    context_page_break(&self->text.context);
    return XBZ_OK;
}

/* ---- text ---- */

/* Indentation of the text that begins now, in characters: styles of the cell and the elements in it, no-break spaces. */
static uint16_t cell_indent(const struct html_builder *self)
{
    long indent = 0;
    for (size_t i = self->n_open; i-- > 0;) {
        indent += self->open[i].indent;
        if (self->open[i].id == HTML_TD || self->open[i].id == HTML_TH)
            break;
    }
    indent = (indent + HTML_CHARACTER / 2) / HTML_CHARACTER + (long)self->blanks;
    return (uint16_t)(indent < 0 ? 0 : indent > 1000 ? 1000 : indent);
}

static void begin_cell_text(struct html_builder *self, struct html_cell *cell)
{
    cell->indent = cell_indent(self);
    if (top(self)->flags & STYLE_BOLD)
        cell->flags |= CELL_BOLD;
}

/* Adds a run of text without blanks. */
static enum xbz_status put_word(struct html_builder *self, struct xbz_str word, struct xbz_place place)
{
    struct html_level *level = html_cells_top(&self->cells);
    bool cell = level != NULL && level->cell_open;
    struct buf *out = cell ? &self->cells.text : &self->line;
    bool first = cell ? out->n == level->cell.begin : out->n == 0;
    if (first && cell)
        begin_cell_text(self, &level->cell);
    else if (first)
        self->place = place;
    else if (self->pending != PENDING_NONE)
        buf_byte(out, self->pending == PENDING_BREAK ? '\n' : ' ');
    self->pending = PENDING_NONE;
    buf_str(out, word);
    if (!cell)
        html_line_word(&self->laid, word, place);
    if (cell && out->n - level->cell.begin > CELL_TEXT)
        return html_cells_to_prose(&self->cells, self->cells.depth, &self->text.context);
    if (!cell && out->n > CELL_TEXT)
        return end_line(self);
    return XBZ_OK;
}

/* Blanks and breaks before a cell's text do not count, but for its indentation. */
static void put_blank(struct html_builder *self, unsigned width)
{
    if (self->pending == PENDING_NONE)
        self->pending = PENDING_BLANK;
    self->blanks += width;
    html_line_blank(&self->laid, width);
}

static enum xbz_status put_text(struct html_builder *self, struct xbz_str text, struct xbz_place place)
{
    while (text.n != 0) {
        size_t n;
        unsigned width;
        switch (blank_at(text, &n, &width)) {
        case TEXT_SPACE:
            put_blank(self, width);
            break;
        case TEXT_PLAIN:
            n = n > 1 ? n : plain_length(text);
            TRY(put_word(self, str_sub(text, 0, n), place));
            break;
        case TEXT_LEAD:
            break;
        }
        text = (struct xbz_str){text.p + n, text.n - n};
    }
    return XBZ_OK;
}

static enum xbz_status put_pre(struct html_builder *self, struct xbz_str text, struct xbz_place place)
{
    while (text.n != 0) {
        const char *end = memchr(text.p, '\n', text.n);
        size_t n = end == NULL ? text.n : (size_t)(end - text.p);
        if (self->line.n == 0)
            self->place = place;
        self->place.end = place.begin + n;
        buf_add(&self->line, text.p, n != 0 && text.p[n - 1] == '\r' ? n - 1 : n);
        if (end == NULL)
            return XBZ_OK;
        TRY(pre_line(self));
        text = str_sub(text, n + 1, text.n);
        place.line++;
        place.begin += n + 1;
    }
    return XBZ_OK;
}

/* ---- tables ---- */

/* The innermost table ends. */
static enum xbz_status end_table(struct html_builder *self)
{
    struct html_cells *cells = &self->cells;
    html_cells_end_row(cells);
    const struct html_level *level = html_cells_top(cells);
    unsigned rows = level->data_rows;
    bool inner = cells->depth > 1, figures = level->any_figure;
    for (const struct html_level *outer = cells->levels; outer < level; outer++) {
        if (outer->data_rows >= OUTER_DATA_ROWS && outer->data_rows > rows)
            rows = 0;
    }
    if (inner && rows < INNER_DATA_ROWS) {
        html_cells_merge(cells);
        self->pending = PENDING_NONE;
        return XBZ_OK;
    }
    self->pending = PENDING_NONE;
    TRY(end_text_tables(self));
    if (inner)
        TRY(html_cells_to_prose(cells, cells->depth - 1, &self->text.context));
    if (!figures) {
        TRY(html_cells_to_prose(cells, 1, &self->text.context));
        html_cells_drop(cells);
        return XBZ_OK;
    }
    TRY(html_cells_captions(cells, &self->text.context));
    struct grid grid;
    grid_init(&grid, &self->text.context.arena, &self->run->limits);
    enum xbz_status status = html_cells_grid(cells, &grid);
    html_cells_drop(cells);
    if (status == XBZ_SKIP) {
        arena_reset(&self->text.context.arena);
        return XBZ_OK;
    }
    TRY(status);
    return headings_resolve(&self->text.context, &grid);
}

/* ---- elements ---- */

static bool is_void(enum html_id id)
{
    return id == HTML_BR || id == HTML_HR || id == HTML_IMG || id == HTML_META || id == HTML_COL || id == HTML_PAGE;
}

/* An element in which others are closed no further out than itself. */
static bool is_boundary(enum html_id id)
{
    return id == HTML_TABLE || id == HTML_TR || id == HTML_TD || id == HTML_TH || id == HTML_CAPTION;
}

static enum xbz_status pop_to(struct html_builder *self, size_t n)
{
    bool page = false;
    while (self->n_open > n)
        page = self->open[--self->n_open].break_after || page;
    return page ? page_break(self) : XBZ_OK;
}

/* The innermost open element of this name, not across a table's parts; n_open when there is none. */
static size_t find_element(const struct html_builder *self, enum html_id id)
{
    for (size_t i = self->n_open; i-- > 0;) {
        if (self->open[i].id == id)
            return i;
        if (is_boundary(self->open[i].id) && !(is_boundary(id) && self->open[i].id != HTML_TABLE))
            break;
    }
    return self->n_open;
}

/* Closes that element and what is open inside it. */
static enum xbz_status close_element(struct html_builder *self, enum html_id id)
{
    return pop_to(self, find_element(self, id));
}

/* Start tags that end what is open: filings leave out </td>, </tr>, </p> and </li>. */
static enum xbz_status close_implied(struct html_builder *self, enum html_id id)
{
    switch (id) {
    case HTML_P:
        return close_element(self, HTML_P);
    case HTML_LI:
        return close_element(self, HTML_LI);
    case HTML_TD:
    case HTML_TH:
        TRY(close_element(self, HTML_TD));
        return close_element(self, HTML_TH);
    case HTML_TR:
        TRY(close_element(self, HTML_TD));
        TRY(close_element(self, HTML_TH));
        return close_element(self, HTML_TR);
    default:
        return XBZ_OK;
    }
}

static void push_element(struct html_builder *self, enum html_id id, const struct html_style *style)
{
    if (self->n_open == OPEN_ELEMENTS)
        return;
    unsigned own = style->flags, flags = top(self)->flags;
    if (id == HTML_B || id == HTML_STRONG || id == HTML_TH)
        own |= STYLE_BOLD;
    if (id == HTML_SUP)
        own |= STYLE_RAISED;
    if (id == HTML_IX_HEADER || id == HTML_IX_HIDDEN || id == HTML_TITLE || id == HTML_TEXTAREA)
        own |= STYLE_HIDDEN;
    if (html_name_properties(id) & HTML_BLOCK)
        own &= ~(unsigned)STYLE_RAISED;
    if (own & (STYLE_BOLD | STYLE_NOT_BOLD))
        flags &= ~(unsigned)STYLE_BOLD;
    flags |= own & (STYLE_HIDDEN | STYLE_BOLD | STYLE_RAISED);
    self->open[self->n_open++] =
        (struct element){id, flags, (own & STYLE_BREAK_AFTER) != 0 && id != HTML_TR, style->indent};
}

/* In a <pre> block the tags of text tables are part of the lines. */
static enum xbz_status pre_tag(struct html_builder *self, const struct xbz_tag *tag, bool end)
{
    switch (tag->id) {
    case HTML_TABLE:
    case HTML_CAPTION:
    case HTML_S:
    case HTML_C:
    case HTML_FN:
        if (self->line.n == 0)
            self->place = tag->place;
        buf_text(&self->line, end ? "</" : "<");
        buf_str(&self->line, tag->name);
        buf_byte(&self->line, '>');
        return XBZ_OK;
    case HTML_P:
    case HTML_BR:
    case HTML_DIV:
    case HTML_HR:
        return break_line(self);
    default:
        return XBZ_OK;
    }
}

static enum xbz_status end_pre(struct html_builder *self)
{
    TRY(break_line(self));
    self->pre = false;
    return end_text_tables(self);
}

static enum xbz_status start_pre(struct html_builder *self)
{
    /* a page of text inside layout tables */
    if (self->cells.depth != 0) {
        if (html_cells_top(&self->cells)->data_rows != 0)
            return break_line(self);
        TRY(html_cells_to_prose(&self->cells, self->cells.depth, &self->text.context));
    }
    TRY(end_line(self));
    self->pre = true;
    return XBZ_OK;
}

static enum xbz_status start_table(struct html_builder *self, const struct html_style *style, struct xbz_place place)
{
    if (!in_cell(self))
        TRY(end_line(self));
    if (style->flags & STYLE_BREAK_BEFORE)
        TRY(page_break(self));
    if (!html_cells_table(&self->cells, place)) {
        if (self->ignored_tables++ == 0)
            run_diag(self->run, XBZ_D_TABLE_TOO_DEEP, place, NULL);
    }
    self->pending = PENDING_NONE;
    self->blanks = 0;
    return XBZ_OK;
}

/* Tags of tables; true when the tag is one and has been dealt with. */
static bool table_start(struct html_builder *self, const struct xbz_tag *tag, const struct html_style *style,
                        enum xbz_status *status)
{
    struct html_level *level = html_cells_top(&self->cells);
    *status = XBZ_OK;
    if (tag->id == HTML_TABLE) {
        *status = start_table(self, style, tag->place);
        return true;
    }
    if (level == NULL || self->ignored_tables != 0)
        return false;
    switch (tag->id) {
    case HTML_TR:
        *status = self->line.n != 0 && !level->cell_open ? end_line(self) : XBZ_OK;
        html_cells_row(&self->cells, style, tag->place);
        break;
    case HTML_TD:
    case HTML_TH:
        *status = self->line.n != 0 && !level->cell_open ? end_line(self) : XBZ_OK;
        html_cells_cell(&self->cells, style, tag->id == HTML_TH, tag->place);
        break;
    case HTML_THEAD:
        level->in_head = true;
        return true;
    case HTML_TBODY:
    case HTML_TFOOT:
        html_cells_end_cell(&self->cells, tag->place.begin);
        html_cells_end_row(&self->cells);
        level->in_head = false;
        return true;
    case HTML_CAPTION:
        html_cells_end_row(&self->cells);
        return true;
    default:
        return false;
    }
    self->pending = PENDING_NONE;
    self->blanks = 0;
    return true;
}

/* The end tag of a part of a table. */
static enum xbz_status table_end(struct html_builder *self, const struct xbz_tag *tag)
{
    struct html_level *level = html_cells_top(&self->cells);
    if (level == NULL)
        return XBZ_OK;
    if (self->ignored_tables != 0) {
        self->ignored_tables -= tag->id == HTML_TABLE;
        return break_line(self);
    }
    switch (tag->id) {
    case HTML_TABLE:
        TRY(level->cell_open ? XBZ_OK : end_line(self));
        html_cells_end_cell(&self->cells, tag->place.begin);
        return end_table(self);
    case HTML_TR:
        html_cells_end_cell(&self->cells, tag->place.begin);
        html_cells_end_row(&self->cells);
        break;
    case HTML_TD:
    case HTML_TH:
        html_cells_end_cell(&self->cells, tag->place.end);
        break;
    case HTML_THEAD:
        level->in_head = false;
        break;
    default:
        return break_line(self);
    }
    self->pending = PENDING_NONE;
    self->blanks = 0;
    return XBZ_OK;
}

static bool is_table_part(unsigned id)
{
    return id == HTML_TABLE || id == HTML_TR || id == HTML_TD || id == HTML_TH || id == HTML_THEAD ||
           id == HTML_TBODY || id == HTML_TFOOT || id == HTML_CAPTION;
}

static enum xbz_status end_element(struct html_builder *self, const struct xbz_tag *tag)
{
    enum html_id id = (enum html_id)tag->id;
    if (self->pre && id == HTML_PRE)
        TRY(end_pre(self));
    if (self->pre)
        return pre_tag(self, tag, true);
    size_t at = find_element(self, id);
    if (at > 0 && (self->open[at - 1].flags & STYLE_HIDDEN)) /* its start tag did nothing */
        return pop_to(self, at);
    if (is_table_part(id)) {
        TRY(table_end(self, tag));
        return close_element(self, id);
    }
    if (html_name_properties(id) & HTML_BLOCK)
        TRY(break_line(self));
    return close_element(self, id);
}

static enum xbz_status start_element(struct html_builder *self, const struct xbz_tag *tag)
{
    enum html_id id = (enum html_id)tag->id;
    struct html_style style;
    html_style_read(&style, tag);
    TRY(close_implied(self, id));
    bool hidden = (top(self)->flags & STYLE_HIDDEN) != 0;
    if (!hidden && (style.flags & STYLE_BREAK_BEFORE) && !is_table_part(id))
        TRY(page_break(self));
    enum xbz_status status;
    if (!hidden && table_start(self, tag, &style, &status)) {
        TRY(status);
    } else if (html_name_properties(id) & HTML_BLOCK || id == HTML_BR) {
        TRY(break_line(self));
    }
    if (id == HTML_PAGE || (id == HTML_HR && (style.flags & STYLE_BREAK_AFTER)))
        TRY(page_break(self));
    if (id == HTML_HR)
        html_cells_rule(&self->cells, RULE_SINGLE);
    if (id == HTML_PRE && !hidden)
        TRY(start_pre(self));
    if (!is_void(id))
        push_element(self, id, &style);
    return XBZ_OK;
}

enum xbz_status html_tables_start(struct html_tables *tables, const struct xbz_tag *tag)
{
    struct html_builder *self = tables->builder;
    if (tag->id == HTML_OTHER)
        return XBZ_OK;
    if (self->pre && (tag->id == HTML_TR || tag->id == HTML_TD || tag->id == HTML_TH)) {
        TRY(end_pre(self)); /* a table of HTML after a <pre> that was not closed */
        if (self->cells.depth == 0)
            (void)html_cells_table(&self->cells, tag->place);
    }
    if (self->pre && tag->id == HTML_PAGE)
        return page_break(self);
    if (self->pre)
        return pre_tag(self, tag, false);
    TRY(start_element(self, tag));
    return tag->self_closing && !is_void((enum html_id)tag->id) ? end_element(self, tag) : XBZ_OK;
}

enum xbz_status html_tables_end(struct html_tables *tables, const struct xbz_tag *tag)
{
    if (tag->id == HTML_OTHER || is_void((enum html_id)tag->id))
        return tag->id == HTML_BR ? break_line(tables->builder) : XBZ_OK;
    return end_element(tables->builder, tag);
}

enum xbz_status html_tables_text(struct html_tables *tables, struct xbz_str text, struct xbz_place place)
{
    struct html_builder *self = tables->builder;
    if (self->pre)
        return put_pre(self, text, place);
    if ((top(self)->flags & STYLE_HIDDEN) || ((top(self)->flags & STYLE_RAISED) && !is_word_end(text)))
        return XBZ_OK;
    return put_text(self, text, place);
}

enum xbz_status html_tables_finish(struct html_tables *tables)
{
    struct html_builder *self = tables->builder;
    if (self->pre)
        TRY(end_pre(self));
    while (self->cells.depth != 0)
        TRY(end_table(self));
    TRY(end_line(self));
    return end_text_tables(self);
}

enum xbz_status html_tables_init(struct html_tables *tables, struct xbz_run *run, const struct xbz_tables *sink,
                                 const struct xbz_filing *filing)
{
    struct html_builder *self = tables->builder = mem_alloc(sizeof(*self));
    if (self == NULL)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    self->run = run;
    buf_init(&self->line, run->limits.line_bytes + CELL_TEXT);
    html_line_clear(&self->laid);
    TRY(html_cells_init(&self->cells, run));
    return text_tables_init(&self->text, run, sink, filing);
}

const struct fiscal *html_tables_fiscal(const struct html_tables *self)
{
    return &self->builder->text.context.fiscal;
}

void html_tables_free(struct html_tables *tables)
{
    struct html_builder *self = tables->builder;
    if (self == NULL)
        return;
    text_tables_free(&self->text);
    html_cells_free(&self->cells);
    buf_free(&self->line);
    mem_free(self);
    tables->builder = NULL;
}
