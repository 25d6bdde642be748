/* from_text.c - lines of plain text to tables.
 *
 * Lines are collected into a block: from <TABLE> to </TABLE>, or from the first line with figures that stand apart to
 * where running text begins again.  A block is then cut where a new title and new dates stand between its rows. */
#include "table/from_text.h"

#include <string.h>

#include "base/str.h"
#include "table/columns.h"
#include "table/headings.h"
#include "table/paragraph.h"
#include "table/periods.h"
#include "table/text_rows.h"

#define MISSES_MAX   10 /* lines of words in a row that end an untagged block */
#define PROSE_MAX    3  /* lines of running text in a row that end any block but a tagged one */
#define PROSE_TAGGED 14
#define BLANKS_MAX   7
#define HEAD_LINES   10 /* lead lines looked at for headings */

struct text_block {
    struct arena arena; /* its lines */
    struct text_row *rows;
    size_t n, room;
    bool open, tagged;
    bool page;       /* a page break stands before the next row */
    bool page_above; /* a page break stood before the block */
    size_t keep;     /* rows up to the last with figures or a rule under them */
    unsigned misses, prose, blanks;
    struct buf clean;
};

enum xbz_status text_tables_init(struct text_tables *self, struct xbz_run *run, const struct xbz_tables *sink,
                                 const struct xbz_filing *filing)
{
    memset(self, 0, sizeof *self);
    self->block = mem_alloc(sizeof *self->block);
    if (!self->block)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    arena_init(&self->block->arena, run->limits.table_bytes);
    buf_init(&self->block->clean, run->limits.line_bytes * 3 + 16);
    return context_init(&self->context, run, sink, filing);
}

void text_tables_free(struct text_tables *self)
{
    if (self->block) {
        arena_free(&self->block->arena);
        buf_free(&self->block->clean);
        mem_free(self->block);
        self->block = NULL;
        context_free(&self->context);
    }
}

/* ---- one row ---- */

static enum xbz_status make_row(struct text_block *b, struct text_row *row, unsigned tags, struct xbz_place place)
{
    struct scan scan;
    bool ok = true;
    char *p;
    memset(row, 0, sizeof *row);
    row->raw = arena_str(&b->arena, buf_view(&b->clean), &ok);
    row->text = scan_expand(&b->arena, row->raw, &ok);
    if (!ok)
        return arena_status(&b->arena, XBZ_SKIP);
    /* the copy is ours: leaders are blanked in place */
    p = arena_alloc(&b->arena, row->text.n + 1);
    if (!p)
        return arena_status(&b->arena, XBZ_SKIP);
    memcpy(p, row->text.p, row->text.n);
    (void)scan_blank_leaders(p, row->text.n);
    row->text.p = p;
    scan_line(&scan, row->text);
    row->kind = scan.kind;
    row->place = place;
    row->tags = tags;
    return XBZ_OK;
}

/* True when the row alone shows that a table begins: figures well apart from words. */
static bool begins_table(const struct text_row *row)
{
    struct scan scan;
    size_t gap = 0;
    if (row->kind != LINE_FIGURES)
        return false;
    scan_line(&scan, row->text);
    if (scan.n_figures - (scan.tight ? 1 : 0) >= 2)
        return true;
    for (size_t i = scan.figures[scan.tight ? 1 : 0].begin; i > 0 && row->text.p[i - 1] == ' '; i--)
        gap++;
    return gap >= 3 && scan.indent < scan.figures[0].begin;
}

static enum xbz_status block_add(struct text_block *b, const struct text_row *row)
{
    if (b->n == b->room) {
        size_t room = b->room ? b->room * 2 : 128;
        struct text_row *rows = ARENA_ARRAY(&b->arena, room, struct text_row);
        if (!rows)
            return arena_status(&b->arena, XBZ_SKIP);
        if (b->n)
            memcpy(rows, b->rows, b->n * sizeof *rows);
        b->rows = rows;
        b->room = room;
    }
    b->rows[b->n] = *row;
    b->rows[b->n].page = b->page;
    b->page = false;
    b->n++;
    return XBZ_OK;
}

static void block_clear(struct text_block *b)
{
    arena_reset(&b->arena);
    b->rows = NULL;
    b->n = b->room = b->keep = 0;
    b->open = b->tagged = b->page = b->page_above = false;
    b->misses = b->prose = b->blanks = 0;
}

static enum xbz_status deliver_prose(struct text_tables *self, const struct text_row *row)
{
    struct xbz_text_line line = {row->raw, row->place};
    if (row->page)
        context_page_break(&self->context);
    if (row->kind == LINE_BLANK)
        return self->context.sink->prose(self->context.sink->ctx, &line);
    return context_prose(&self->context, &line);
}

/* ---- blocks to tables ---- */

/* "38", "- 38 -", "F-3", "Page 3": alone on its line. */
static bool is_page_number(const struct text_row *row)
{
    struct xbz_str s = str_trim(row->text);
    size_t i = 0, digits = 0;
    if (s.n == 0 || s.n > 9)
        return false;
    if (str_starts_nocase(s, STR("page")))
        i = 4;
    else if (is_upper(s.p[0]) && s.n > 2 && s.p[1] == '-')
        i = 2;
    for (; i < s.n; i++) {
        if (is_digit(s.p[i]))
            digits++;
        else if (s.p[i] != ' ' && s.p[i] != '-')
            return false;
    }
    return digits > 0 && digits <= 3;
}

static void blank_page_numbers(struct text_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t next = i + 1, before = i;
        bool page;
        if ((rows[i].kind != LINE_FIGURES && rows[i].kind != LINE_TEXT) || !is_page_number(&rows[i]))
            continue;
        while (next < n && rows[next].kind == LINE_BLANK && !rows[next].page)
            next++;
        page = next == n || rows[next].page;
        while (before > 0 && rows[before - 1].kind == LINE_BLANK && !rows[before].page)
            before--;
        if (page || rows[before].page || (rows[i].kind == LINE_FIGURES && before == 0))
            rows[i].kind = LINE_BLANK;
    }
}

/* "Item 7. ...", "NOTES TO ...": the next part of the document. */
static bool begins_item(struct xbz_str s)
{
    s = str_trim(s);
    return (str_starts_nocase(s, STR("item ")) && s.n > 5 && is_digit(s.p[5])) ||
           str_starts_nocase(s, STR("notes to ")) || str_starts_nocase(s, STR("the following "));
}

static size_t first_figures(const struct text_row *rows, size_t from, size_t to)
{
    while (from < to && rows[from].kind != LINE_FIGURES)
        from++;
    return from;
}

static bool has(struct xbz_str text, const char *what)
{
    return str_find_nocase(text, str_of(what), 0) != (size_t)-1;
}

static bool names_statement(struct xbz_str text)
{
    return title_nature(text) != NATURE_UNKNOWN || has(text, "statement") || has(text, "schedule") ||
           has(text, "consolidated ") || has(text, "summary");
}

/* "CONSOLIDATED STATEMENTS OF CASH FLOWS": a title on a line of its own, not a caption of selected data. */
static bool is_statement_title(const struct text_row *row)
{
    static const char *const starts[] = {
        "consolidated", "condensed", "combined",  "statement",   "unaudited", "balance sheet",
        "supplemental", "interim",   "pro forma", "comparative", NULL};
    struct xbz_str s = str_trim(row->text);
    if (row->kind != LINE_TEXT || s.n > 100 || line_is_prose(s) || has(s, " data") || s.p[s.n - 1] == ':')
        return false;
    if (!has(s, "statement of") && !has(s, "statements of") && !has(s, "balance sheet"))
        return false;
    for (size_t i = 0; starts[i]; i++)
        if (str_starts_nocase(s, str_of(starts[i])))
            return true;
    return false;
}

/* Most figures in one of the rows. */
static size_t widest(const struct text_row *rows, size_t from, size_t to)
{
    struct scan scan;
    size_t most = 0;
    for (size_t i = from; i < to && rows[i].kind != LINE_DATES; i++) {
        if (rows[i].kind != LINE_FIGURES)
            continue;
        scan_line(&scan, rows[i].text);
        if (scan.n_figures - (scan.tight ? 1 : 0) > most)
            most = scan.n_figures - (scan.tight ? 1 : 0);
    }
    return most;
}

static bool row_dated(const struct text_row *row)
{
    struct phrase p;
    if (row->kind == LINE_DATES)
        return true;
    if (row->kind != LINE_TEXT)
        return false;
    phrase_read(&p, row->text);
    return p.n_dates > 0 && !line_is_prose(row->text);
}

static bool is_centred(struct xbz_str text)
{
    size_t indent = 0, at = 0, begin, end;
    while (indent < text.n && text.p[indent] == ' ')
        indent++;
    return indent >= 12 && scan_piece(text, &at, &begin, &end) && !scan_piece(text, &at, &begin, &end);
}

/* Where the table that has its first figures in row first ends: before the next title with dates below it, or before a
 * paragraph.  Rows of dates that repeat its headings are marked. */
static size_t table_end(struct text_row *rows, size_t first, size_t n)
{
    size_t last = first, width = widest(rows, first, n), figures = 1;
    for (size_t i = first + 1; i < n; i++) {
        bool title = false;
        size_t start = last + 1, centred = 0;
        if (rows[i].kind == LINE_FIGURES) {
            last = i;
            figures++;
        }
        if (figures >= 3 && is_statement_title(&rows[i]) && first_figures(rows, i, n) < n) {
            while (start < i && rows[start].kind == LINE_RULE && !rows[start].page)
                start++;
            return start;
        }
        if (paragraph_end(rows, i, n) != i)
            return i;
        if (rows[i].kind != LINE_DATES || first_figures(rows, i, n) == n)
            continue;
        while (start < i && rows[start].kind == LINE_RULE && !rows[start].page)
            start++;
        for (size_t k = start; k <= i; k++) {
            title |= rows[k].kind != LINE_BLANK && names_statement(rows[k].text);
            centred += rows[k].kind == LINE_TEXT && !row_dated(&rows[k]) && is_centred(rows[k].text);
        }
        if (title || centred > 1 || widest(rows, i + 1, n) != width)
            return start;
        rows[i].heading = true;
        for (size_t k = i; k-- > start && rows[k].kind == LINE_TEXT;) {
            struct phrase p;
            phrase_read(&p, rows[k].text);
            if (!phrase_dated(&p))
                break;
            rows[k].heading = true;
        }
    }
    return n;
}

/* Of lead lines: set in columns, a rule, or dated.  Titles are none. */
static bool is_heading_line(const struct text_row *row)
{
    struct phrase p;
    size_t at = 0, begin, end, pieces = 0, last = 0;
    while (scan_piece(row->text, &at, &begin, &end)) {
        pieces += pieces == 0 || begin - last > 2; /* two blanks may end a sentence */
        last = end;
    }
    phrase_read(&p, row->text);
    return pieces > 1 ||
           (phrase_dated(&p) && row->kind == LINE_TEXT && row->text.n < 140 && !line_is_prose(row->text)) ||
           row->kind == LINE_RULE || row_dated(row) || memchr(row->raw.p, '\t', row->raw.n);
}

/* A short line at the left: a heading in the stub ("Current assets:"), the first row of a table. */
static bool is_stub_heading(const struct text_row *row)
{
    struct xbz_str s = str_trim(row->text);
    return row->kind == LINE_TEXT && s.n <= 48 && s.n > 0 && row->text.n - s.n < 12 && !names_statement(s) &&
           !row_dated(row) && !has(s, "inc.") && !has(s, "corporation") && !has(s, "company") && s.p[0] != '(' &&
           !is_page_number(row) && !is_digit(s.p[0]) && !begins_item(s);
}

/* Headings that stand above <TABLE>, or above an untagged table: lead lines of the page set in columns, and headings in the
 * stub below them. */
static enum xbz_status lead_headings(struct text_tables *self, struct text_row *rows, bool stubs, size_t *n)
{
    struct table_context *ctx = &self->context;
    struct text_block *b = self->block;
    size_t first = ctx->lead_n, last = 0, kept = 0, all = 0;
    bool dated = false;
    *n = 0;
    while (first > 0 && ctx->lead_n - first < HEAD_LINES && !line_is_prose(context_lead_line(ctx, first - 1)))
        first--;
    for (size_t i = first; i < ctx->lead_n; i++) {
        const struct lead_line *line = &ctx->lead[(ctx->lead_first + i) % ctx->lead_room];
        buf_clear(&b->clean);
        (void)scan_clean(&b->clean, context_lead_line(ctx, i));
        if (line->page) {
            all = last = 0;
            dated = false;
        }
        TRY(make_row(b, &rows[all], 0, line->place));
        rows[all].lead = true;
        if (rows[all].kind == LINE_FIGURES) {
            all = last = 0;
            dated = false;
            continue;
        }
        all++;
        if (is_heading_line(&rows[all - 1])) {
            dated |= row_dated(&rows[all - 1]);
            last = all;
        }
    }
    if (ctx->page_next)
        all = last = 0;
    if (!dated)
        last = 0;
    for (size_t i = 0; i < last; i++)
        if (is_heading_line(&rows[i]))
            rows[kept++] = rows[i];
    for (size_t i = all; stubs && i-- > last && is_stub_heading(&rows[i]);)
        if (i == last || i + 4 == all || !is_stub_heading(&rows[i - 1])) {
            memmove(rows + kept, rows + i, (all - i) * sizeof *rows);
            kept += all - i;
            break;
        }
    *n = kept;
    return XBZ_OK;
}

/* The first body row of rows [0, first figures): below the <S> line unless dates stand there still. */
static size_t body_start(const struct text_row *rows, size_t first, bool *marked)
{
    size_t body = 0;
    *marked = false;
    for (size_t i = 0; i < first; i++) {
        if (rows[i].tags & TAG_S) {
            body = i + 1;
            *marked = true;
        } else if (*marked && rows[i].kind == LINE_DATES) {
            body = i + 1;
        }
    }
    return *marked ? body : first;
}

static enum xbz_status emit_table(struct text_tables *self, struct text_row *rows, size_t first, size_t n)
{
    struct table_context *ctx = &self->context;
    struct text_table table = {rows, n, 0, false};
    struct text_row *all;
    struct grid grid;
    size_t head = 0;
    bool dated = false;
    enum xbz_status status;
    for (size_t i = 0, above = 0; i < first; i++) {
        dated |= row_dated(&rows[i]);
        if (rows[i].tags & TAG_S) /* it has headings of its own, if of other things than dates */
            dated |= above > 0;
        above += rows[i].kind == LINE_TEXT && is_heading_line(&rows[i]);
    }
    if (!dated) {
        all = ARENA_ARRAY(&self->block->arena, HEAD_LINES + n, struct text_row);
        if (!all)
            return arena_status(&self->block->arena, XBZ_SKIP);
        TRY(lead_headings(self, all, !self->block->tagged, &head));
        if (head) {
            memcpy(all + head, rows, n * sizeof *rows);
            table.rows = all;
            table.n = head + n;
        }
    }
    table.body = body_start(table.rows, head + first, &table.marked);
    grid_init(&grid, &ctx->arena, &ctx->run->limits);
    grid.place = rows[first].place;
    for (size_t i = 0; i < first; i++)
        grid.page_break |= rows[i].page;
    grid.page_break |= rows[first].page;
    status = text_rows_tabbed(&table) ? text_rows_fill_tabbed(ctx, &table, &grid) : text_rows_fill(ctx, &table, &grid);
    if (status == XBZ_END) {
        arena_reset(&ctx->arena);
        for (size_t i = 0; i < n; i++)
            TRY(deliver_prose(self, &rows[i]));
        return XBZ_OK;
    }
    if (status != XBZ_OK) {
        arena_reset(&ctx->arena);
        return status;
    }
    return headings_resolve(ctx, &grid);
}

static enum xbz_status cut_block(struct text_tables *self, size_t end)
{
    struct text_block *b = self->block;
    size_t i = 0;
    while (i < end) {
        size_t first = first_figures(b->rows, i, end), stop;
        if (first == end)
            break;
        for (size_t past = paragraph_end(b->rows, i, end); i < past; i++)
            TRY(deliver_prose(self, &b->rows[i]));
        stop = table_end(b->rows + i, first - i, end - i) + i;
        TRY(emit_table(self, b->rows + i, first - i, stop - i));
        i = stop;
    }
    for (; i < end; i++)
        TRY(deliver_prose(self, &b->rows[i]));
    return XBZ_OK;
}

/* The block is whole: delivers its tables, and what follows them as prose. */
static enum xbz_status end_block(struct text_tables *self)
{
    struct text_block *b = self->block;
    size_t end = b->tagged ? b->n : b->keep, figures = 0;
    enum xbz_status status = XBZ_OK;
    bool page = b->page;
    struct xbz_place place = b->n ? b->rows[0].place : NOWHERE;
    if (!b->open)
        return XBZ_OK;
    for (size_t i = 0; i < b->n && i < end; i++)
        if (b->rows[i].tags & TAG_FN)
            end = i;
    blank_page_numbers(b->rows, end);
    for (size_t i = 0; i < end; i++)
        figures += b->rows[i].kind == LINE_FIGURES;
    if (figures < (b->tagged ? 1u : 2u))
        end = 0;
    if (b->page_above)
        context_page_break(&self->context);
    status = cut_block(self, end);
    if (status == XBZ_SKIP) {
        (void)run_fail(self->context.run, XBZ_D_TABLE_TOO_LARGE, place, NULL);
        arena_reset(&self->context.arena);
        status = XBZ_OK;
    }
    for (size_t i = end; i < b->n && status == XBZ_OK; i++)
        status = deliver_prose(self, &b->rows[i]);
    block_clear(b);
    if (page)
        context_page_break(&self->context);
    return status;
}

/* ---- lines to blocks ---- */

static bool block_is_over(struct text_block *b, const struct text_row *row)
{
    switch (row->kind) {
    case LINE_BLANK:
        b->blanks++;
        break;
    case LINE_FIGURES:
        b->misses = b->prose = b->blanks = 0;
        b->keep = b->n;
        break;
    case LINE_RULE:
        b->blanks = 0;
        if (b->misses == 0)
            b->keep = b->n;
        break;
    case LINE_TEXT:
    case LINE_DATES:
        b->blanks = 0;
        b->misses += row->kind == LINE_TEXT;
        b->prose = line_is_prose(row->text) ? b->prose + 1 : 0;
        break;
    }
    if (b->tagged)
        return b->prose >= PROSE_TAGGED;
    if (row->kind == LINE_TEXT && begins_item(row->text))
        return true;
    return b->misses >= MISSES_MAX || b->prose >= PROSE_MAX || b->blanks >= BLANKS_MAX;
}

static enum xbz_status take_line(struct text_tables *self, const struct xbz_text_line *line, unsigned tags)
{
    struct text_block *b = self->block;
    struct text_row row;
    enum xbz_status status = make_row(b, &row, tags, line->place);
    if (status == XBZ_OK && !b->open) {
        if (!begins_table(&row)) {
            struct xbz_text_line clean = {row.raw, line->place};
            status = row.kind == LINE_BLANK ? self->context.sink->prose(self->context.sink->ctx, line)
                                            : context_prose(&self->context, &clean);
            arena_reset(&b->arena);
            return status;
        }
        b->open = true;
    }
    if (status == XBZ_OK && b->n >= self->context.run->limits.rows * 2u)
        status = XBZ_SKIP;
    if (status == XBZ_OK)
        status = block_add(b, &row);
    if (status == XBZ_SKIP) {
        (void)run_fail(self->context.run, XBZ_D_TABLE_TOO_LARGE, line->place, NULL);
        block_clear(b);
        return XBZ_OK;
    }
    if (status != XBZ_OK)
        return status;
    if (block_is_over(b, &row))
        return end_block(self);
    return XBZ_OK;
}

enum xbz_status text_tables_line(struct text_tables *self, const struct xbz_text_line *line)
{
    struct text_block *b = self->block;
    unsigned tags;
    bool text;
    buf_clear(&b->clean);
    tags = scan_clean(&b->clean, line->text);
    if (b->clean.no_memory)
        return run_fail(self->context.run, XBZ_D_OUT_OF_MEMORY, line->place, NULL);
    text = str_trim(buf_view(&b->clean)).n > 0;
    if (tags & TAG_TABLE) {
        TRY(end_block(self));
        b->open = b->tagged = true;
        buf_clear(&b->clean); /* the block before used it */
        (void)scan_clean(&b->clean, line->text);
    }
    if (text || !(tags & (TAG_TABLE | TAG_END | TAG_PAGE | TAG_CAPTION)))
        TRY(take_line(self, line, tags));
    if (tags & TAG_PAGE) {
        if (b->open)
            b->page = true;
        else
            context_page_break(&self->context);
    }
    if (tags & TAG_END)
        TRY(end_block(self));
    return XBZ_OK;
}

enum xbz_status text_tables_finish(struct text_tables *self)
{
    return end_block(self);
}
