/* text_rows.c - lines of one text table to a grid. */
#include "table/text_rows.h"

#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/str.h"
#include "table/columns.h"
#include "table/periods.h"
#include "table/scale.h"
#include "table/values.h"

struct filler {
    struct table_context *ctx;
    const struct text_table *table;
    struct grid *grid;
    struct text_column *columns;
    size_t n_columns;
    unsigned stub_edge; /* where the first column begins */
    unsigned width;     /* of the stub: its longest line */
    /* stub lines that wait for their figures */
    struct buf label;
    unsigned label_indent, label_end;
    struct xbz_place label_place;
    bool label_open, label_blank; /* there is one; a blank line follows it */
    unsigned flags;               /* for the next row */
    /* the last row with figures, whose label may go on */
    size_t last_cell;
    bool last_open;
    unsigned last_indent, last_end;
};

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

static enum xbz_status add_cell(struct filler *f, struct xbz_str text, unsigned col, unsigned span, unsigned indent,
                                struct xbz_place place)
{
    struct grid_cell cell = {.col = col, .colspan = span, .rowspan = 1, .indent = indent, .place = place};
    bool ok = true;
    cell.text = squeeze(f, str_trim(text), &ok);
    if (!ok)
        return full(f);
    return grid_add(f->grid, &cell);
}

/* ---- headings ---- */

struct piece {
    size_t begin, end;
    size_t first, n; /* columns; n 0: stub */
};

#define MAX_PIECES 64

static size_t column_near(const struct filler *f, size_t begin, size_t end)
{
    size_t best = 0, best_distance = (size_t)-1, centre = begin + end;
    for (size_t k = 0; k < f->n_columns; k++) {
        size_t c = (size_t)f->columns[k].lo + f->columns[k].hi;
        size_t d = c > centre ? c - centre : centre - c;
        if (d < best_distance) {
            best = k;
            best_distance = d;
        }
    }
    return best;
}

static bool is_year_piece(struct xbz_str s)
{
    return value_year(s) != 0;
}

/* Splits "Jun 30, Mar 31, Jun 30," into dates; n unchanged when it is anything else. */
static size_t split_dates(struct xbz_str text, struct piece *pieces, size_t n)
{
    struct piece whole = pieces[n - 1];
    size_t made = n - 1, word = whole.begin, begin = whole.begin;
    for (size_t at = whole.begin; at <= whole.end; at++) {
        struct xbz_str w;
        bool month;
        if (at < whole.end && text.p[at] != ' ')
            continue;
        w = str_sub(text, word, at - word);
        while (w.n && !is_alnum(w.p[w.n - 1]))
            w.n--;
        month = month_of(w) != 0;
        if ((!month && !(w.n && is_digit(w.p[0]))) || (word == whole.begin && !month) || made + 2 >= MAX_PIECES) {
            pieces[n - 1] = whole;
            return n;
        }
        if (month && word > begin) {
            pieces[made++] = (struct piece){begin, word - 1, 0, 0};
            begin = word;
        }
        word = at + 1;
    }
    pieces[made++] = (struct piece){begin, whole.end, 0, 0};
    return made;
}

/* Splits "1997 1996 1995" and "Dec. 31, 1996 Dec. 31, 1995" set with single blanks. */
static size_t split_piece(struct xbz_str text, struct piece *pieces, size_t n)
{
    size_t begin = pieces[n - 1].begin, end = pieces[n - 1].end, at = begin, word = begin, made = 0;
    bool years = true;
    for (at = begin; at <= end && years; at++) {
        if (at < end && text.p[at] != ' ')
            continue;
        years = is_year_piece(str_sub(text, word, at - word));
        made++;
        word = at + 1;
    }
    if (!years || made < 2)
        return split_dates(text, pieces, n);
    n--;
    for (at = word = begin; at <= end && n < MAX_PIECES; at++) {
        if (at < end && text.p[at] != ' ')
            continue;
        pieces[n++] = (struct piece){word, at, 0, 0};
        word = at + 1;
    }
    return n;
}

static size_t cut_pieces(struct xbz_str text, struct piece *pieces)
{
    size_t at = 0, n = 0, begin, end;
    while (n < MAX_PIECES && scan_piece(text, &at, &begin, &end)) {
        struct scan rule;
        scan_line(&rule, str_sub(text, begin, end - begin));
        if (rule.kind == LINE_RULE)
            continue; /* a heading beside it is longer */
        pieces[n++] = (struct piece){begin, end, 0, 0};
        n = split_piece(text, pieces, n);
    }
    return n;
}

/* The last word of a piece that starts over the stub and ends over a column, with years over the other columns: "Years
 * ended December 31, 1996      1995".  Cuts it off as a piece of its own. */
static size_t cut_year(const struct filler *f, struct xbz_str text, struct piece *pieces, size_t n)
{
    for (size_t i = 0; i < n && n < MAX_PIECES; i++) {
        struct piece *p = &pieces[i];
        size_t word = p->end;
        if (p->begin + 3 >= f->stub_edge || p->end <= f->stub_edge || i + 1 == n || !is_year_piece(str_sub(text, pieces[i + 1].begin, pieces[i + 1].end - pieces[i + 1].begin)))
            continue;
        while (word > p->begin && text.p[word - 1] != ' ')
            word--;
        if (word == p->begin || !is_year_piece(str_sub(text, word, p->end - word)))
            continue;
        memmove(p + 2, p + 1, (n - i - 1) * sizeof *p);
        p[1] = (struct piece){word, p->end, 0, 0};
        p->end = word - 1;
        n++;
        i++;
    }
    return n;
}

/* True for headings that stand over several columns: "Three months ended", "June 30,", "Years ended December 31,". */
static bool spans(struct xbz_str s)
{
    struct phrase p;
    phrase_read(&p, s);
    if (p.months || p.weeks || p.ended)
        return true;
    for (size_t i = 0; i < p.n_dates; i++)
        if (p.dates[i].month && !p.dates[i].year)
            return true;
    return false;
}

/* The rule right below a heading line shows what each piece stands over. */
static bool span_by_rule(const struct filler *f, struct xbz_str rule, struct piece *p)
{
    size_t at = 0, begin, end, first = 0, n = 0;
    while (scan_piece(rule, &at, &begin, &end)) {
        if (end <= p->begin || begin >= p->end || (begin + 4 < f->stub_edge && begin < f->width))
            continue;
        if (end - begin <= p->end - p->begin + 2)
            return false; /* it only underlines the words */
        for (size_t k = 0; k < f->n_columns; k++) {
            size_t centre = ((size_t)f->columns[k].lo + f->columns[k].hi) / 2;
            if (centre + 2 >= begin && centre < end + 2) {
                if (!n)
                    first = k;
                n = k - first + 1;
            }
        }
        if (n) {
            p->first = first;
            p->n = n;
        }
        return n > 0;
    }
    return false;
}

/* Gives each column to the piece whose middle is nearest. */
static void span_by_distance(const struct filler *f, struct piece *pieces, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pieces[i].n = 0;
    for (size_t k = 0; k < f->n_columns; k++) {
        size_t centre = (size_t)f->columns[k].lo + f->columns[k].hi, best = 0, best_distance = (size_t)-1;
        for (size_t i = 0; i < n; i++) {
            size_t c = pieces[i].begin + pieces[i].end, d = c > centre ? c - centre : centre - c;
            if (d < best_distance) {
                best = i;
                best_distance = d;
            }
        }
        if (!pieces[best].n)
            pieces[best].first = k;
        pieces[best].n = k - pieces[best].first + 1;
    }
}

/* A heading line that has slipped to the left of its columns: the rule below, or as many dates as columns, show what
 * its pieces stand over.  False when it has not. */
static bool place_slipped(const struct filler *f, struct xbz_str text, struct xbz_str rule, struct piece *pieces, size_t n)
{
    size_t at = 0, begin, end, segments = 0;
    bool dated = n == f->n_columns && n > 1;
    if (n == 0 || pieces[n - 1].end > f->columns[f->n_columns - 1].lo)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct phrase p;
        phrase_read(&p, str_sub(text, pieces[i].begin, pieces[i].end - pieces[i].begin));
        dated = dated && p.n_dates && p.dates[0].year;
    }
    while (scan_piece(rule, &at, &begin, &end))
        segments += end > f->stub_edge;
    if (segments != n && !dated)
        return false;
    for (size_t i = 0; i < n; i++) {
        pieces[i].first = i;
        pieces[i].n = 1;
    }
    if (segments != n)
        return true;
    at = 0;
    for (size_t i = 0; i < n && scan_piece(rule, &at, &begin, &end);) {
        struct piece over = {begin, begin + 1, 0, 0};
        if (end <= f->stub_edge)
            continue;
        if (span_by_rule(f, rule, &over)) {
            pieces[i].first = over.first;
            pieces[i].n = over.n;
        }
        i++;
    }
    return true;
}

/* One piece alone stands over the columns it is centred on: all of them when it is about in the middle. */
static void span_by_centre(const struct filler *f, struct piece *p)
{
    size_t centre = p->begin + p->end, best = (size_t)-1;
    for (size_t n = f->n_columns; n > 0; n--) {
        for (size_t i = 0; i + n <= f->n_columns; i++) {
            size_t c = (size_t)f->columns[i].lo + f->columns[i + n - 1].hi, d = c > centre ? c - centre : centre - c;
            if (n == f->n_columns && d <= 10)
                d = 0;
            if (d < best) {
                best = d;
                p->first = i;
                p->n = n;
            }
        }
    }
}

/* Columns for the pieces of one line that stand over the columns. */
static void place_pieces(const struct filler *f, struct xbz_str text, struct xbz_str rule, struct piece *pieces, size_t n)
{
    bool span = false;
    if (n == f->n_columns) {
        for (size_t i = 0; i < n; i++) {
            pieces[i].first = i;
            pieces[i].n = 1;
        }
        return;
    }
    for (size_t i = 0; i < n; i++)
        span |= spans(str_sub(text, pieces[i].begin, pieces[i].end - pieces[i].begin));
    if (span && n == 1)
        span_by_centre(f, pieces);
    else if (span && n < f->n_columns)
        span_by_distance(f, pieces, n);
    for (size_t i = 0; i < n; i++) {
        struct piece *p = &pieces[i];
        if (!(span && n < f->n_columns)) {
            p->first = column_near(f, p->begin, p->end);
            p->n = 1;
            for (size_t k = 0; k < f->n_columns; k++) { /* all it covers wholly */
                if (f->columns[k].lo >= p->begin && f->columns[k].hi <= p->end && k != p->first) {
                    size_t last = p->first + p->n;
                    if (k < p->first) {
                        p->n = last - k;
                        p->first = k;
                    } else if (k >= last) {
                        p->n = k - p->first + 1;
                    }
                }
            }
        }
        if (rule.n)
            (void)span_by_rule(f, rule, p);
    }
}

/* "(In thousands)", "Unaudited": set over the columns, but no column's own heading. */
static bool speaks_of_all(struct xbz_str text)
{
    struct xbz_scale scale;
    struct phrase phrase;
    phrase_read(&phrase, text);
    return !phrase_dated(&phrase) && (scale_read(&scale, text, false) || title_nature(text) != NATURE_UNKNOWN ||
                                      str_find_nocase(text, STR("consolidated statement"), 0) != (size_t)-1);
}

/* One heading line as a grid row.  Returns false in *placed when nothing of it stands over a column. */
static enum xbz_status heading_line(struct filler *f, const struct text_row *row, struct xbz_str rule, unsigned flags,
                                    bool *placed)
{
    struct piece pieces[MAX_PIECES + 1];
    size_t n = cut_pieces(row->text, pieces), stub = 0;
    bool slipped;
    *placed = false;
    n = cut_year(f, row->text, pieces, n);
    if (n == 0)
        return XBZ_OK;
    slipped = place_slipped(f, row->text, rule, pieces, n);
    while (stub < n && !slipped) { /* pieces that belong to the stub come first */
        const struct piece *p = &pieces[stub];
        size_t centre = (p->begin + p->end) / 2;
        struct phrase phrase;
        if (p->begin + 4 >= f->stub_edge || p->end > f->stub_edge + 60)
            break;
        phrase_read(&phrase, str_sub(row->text, p->begin, p->end - p->begin));
        if (p->end > f->stub_edge && (n > 1 || phrase_dated(&phrase)) && (centre >= f->stub_edge || (n - stub == f->n_columns && p->begin + 12 > f->stub_edge)))
            break;
        stub++;
    }
    if (n == 1 && stub == 0 && !slipped && pieces[0].begin + 4 < f->stub_edge && pieces[0].end > f->stub_edge + 60)
        stub = 1;
    TRY(grid_row(f->grid, flags | (stub < n ? GRID_ROW_HEADING : 0), row->place));
    for (size_t i = 0; i < stub; i++)
        TRY(add_cell(f, str_sub(row->text, pieces[i].begin, pieces[i].end - pieces[i].begin), 0, 1, (unsigned)pieces[i].begin,
                     row->place));
    if (!slipped)
        place_pieces(f, row->text, rule, pieces + stub, n - stub);
    for (size_t i = stub; i < n; i++) {
        struct xbz_str text = str_sub(row->text, pieces[i].begin, pieces[i].end - pieces[i].begin);
        unsigned col = (unsigned)pieces[i].first + 1, span = (unsigned)pieces[i].n;
        if (n - stub == 1 && f->n_columns > 1 && speaks_of_all(text)) {
            col = 0;
            span = 1;
        }
        if (span)
            TRY(add_cell(f, text, col, span, 0, row->place));
    }
    *placed = stub < n;
    return XBZ_OK;
}

/* True for a line that names the table: one piece that starts over the stub. */
static bool is_title(const struct filler *f, const struct text_row *row)
{
    struct piece pieces[MAX_PIECES + 1];
    size_t n = cut_pieces(row->text, pieces);
    return n == 1 && pieces[0].begin + 4 < f->stub_edge && pieces[0].end > f->stub_edge / 2;
}

/* The last line before the body that has something over the columns, or 0. */
static size_t last_heading(const struct filler *f)
{
    size_t last = 0;
    for (size_t i = 0; i < f->table->body; i++) {
        const struct text_row *row = &f->table->rows[i];
        struct piece pieces[MAX_PIECES + 1];
        size_t n = row->kind == LINE_BLANK || row->kind == LINE_RULE ? 0 : cut_pieces(row->text, pieces);
        for (size_t k = 0; k < n; k++) {
            size_t centre = (pieces[k].begin + pieces[k].end) / 2;
            if ((pieces[k].begin + 4 >= f->stub_edge || (centre >= f->stub_edge && n > 1)) && pieces[k].end > f->stub_edge)
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
        bool placed;
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
        TRY(heading_line(f, row, rule, GRID_ROW_HEADING, &placed));
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
    TRY(add_cell(f, buf_view(&f->label), 0, 1, f->label_indent, f->label_place));
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

static void extend_label(struct filler *f, struct xbz_str text, unsigned end)
{
    struct xbz_str have = buf_view(&f->label);
    bool hyphen = have.n > 1 && have.p[have.n - 1] == '-' && is_alpha(have.p[have.n - 2]);
    if (!hyphen)
        buf_byte(&f->label, ' ');
    buf_str(&f->label, text);
    f->label_end = end;
    f->label_blank = false;
}

/* A line of words: part of a wrapped stub, or a heading between the rows. */
static enum xbz_status words_line(struct filler *f, const struct text_row *row, struct xbz_str text, unsigned indent,
                                  unsigned end)
{
    if (f->label_open) {
        if (!f->label_blank && stub_goes_on(buf_view(&f->label), f->label_indent, f->label_end, text, indent, f->width)) {
            extend_label(f, text, end);
            return XBZ_OK;
        }
        TRY(flush_label(f));
    } else if (f->last_open && f->last_cell < f->grid->n_cells) {
        struct grid_cell *cell = &f->grid->cells[f->last_cell];
        /* figures stood on the first line of a wrapped stub */
        bool lower = is_alpha(text.p[0]) && !is_upper(text.p[0]);
        if (cell->text.n && indent >= f->last_indent && (lower || stub_goes_on(cell->text, 0, 0, text, 0, MAX_PIECES * 1000))) {
            char *p = arena_alloc(&f->ctx->arena, cell->text.n + text.n + 2);
            if (!p)
                return full(f);
            memcpy(p, cell->text.p, cell->text.n);
            p[cell->text.n] = ' ';
            memcpy(p + cell->text.n + 1, text.p, text.n);
            cell->text = (struct xbz_str){p, cell->text.n + 1 + text.n};
            return XBZ_OK;
        }
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
        bool goes_on = text.n ? stub_goes_on(have, f->label_indent, f->label_end, text, indent, f->width)
                              : have.n && have.p[have.n - 1] != ':' && !(f->flags & XBZ_ROW_RULE_ABOVE);
        if (f->label_blank)
            goes_on = goes_on && text.n && (!is_alpha(text.p[0]) || !is_upper(text.p[0]));
        if (goes_on) {
            if (text.n)
                extend_label(f, text, end);
            return XBZ_OK;
        }
        TRY(flush_label(f));
    }
    start_label(f, text, indent, end, place);
    return XBZ_OK;
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
    TRY(settle_label(f, text, text.n ? scan->indent : 0, scan->indent + (unsigned)text.n, row->place));
    TRY(grid_row(f->grid, GRID_ROW_BODY | f->flags, row->place));
    f->flags = 0;
    f->last_cell = f->grid->n_cells;
    f->last_open = true;
    f->last_indent = f->label_indent;
    f->label_open = false;
    TRY(add_cell(f, buf_view(&f->label), 0, 1, f->label_indent, f->label_place));
    for (size_t i = first; i < scan->n_figures; i++)
        TRY(add_cell(f, str_sub(row->text, scan->figures[i].begin, scan->figures[i].end - scan->figures[i].begin),
                     (unsigned)of_figure[i] + 1, 1, 0, row->place));
    return XBZ_OK;
}

/* A rule over or under figures marks a sum; one across the whole table is decoration. */
static void rule_line(struct filler *f, const struct text_row *row, const struct scan *scan)
{
    bool over_figures = scan->indent + 3 >= f->stub_edge || scan->indent > f->width;
    if (scan->twice)
        grid_row_flags(f->grid, XBZ_ROW_DOUBLE_BELOW);
    else if (over_figures)
        grid_row_flags(f->grid, XBZ_ROW_RULE_BELOW);
    if (over_figures && !scan->twice)
        f->flags |= XBZ_ROW_RULE_ABOVE;
    (void)row;
}

static enum xbz_status body_line(struct filler *f, size_t index)
{
    const struct text_row *row = &f->table->rows[index];
    struct scan scan;
    size_t of_figure[SCAN_FIGURES];
    bool any = false;
    if (row->page) {
        f->flags |= GRID_ROW_PAGE_BREAK;
        f->last_open = false;
    }
    if (row->heading) {
        bool placed;
        TRY(flush_label(f));
        return heading_line(f, row, (struct xbz_str){NULL, 0}, GRID_ROW_HEADING, &placed);
    }
    scan_line(&scan, row->text);
    if (scan.kind == LINE_BLANK) {
        f->label_blank = true;
        f->last_open = false;
        f->flags |= GRID_ROW_BLANK_ABOVE;
        return XBZ_OK;
    }
    if (scan.kind == LINE_RULE) {
        bool over_figures = scan.indent + 3 >= f->stub_edge || scan.indent > f->width;
        if (!over_figures || !f->label_open)
            TRY(flush_label(f));
        rule_line(f, row, &scan);
        f->last_open = false;
        return XBZ_OK;
    }
    if (scan.n_figures) {
        if (!text_columns_assign(f->columns, f->n_columns, &scan, of_figure))
            run_diag(f->ctx->run, XBZ_D_ROW_UNALIGNED, row->place, NULL);
        for (size_t i = 0; i < scan.n_figures; i++)
            any |= of_figure[i] != NO_COLUMN;
    }
    if (any)
        return figures_line(f, row, &scan, of_figure);
    return words_line(f, row, trimmed(row->text, 0, row->text.n), scan.indent, scan.end);
}

/* The right end of the longest stub line: captions wrap there. */
static void measure_stub(struct filler *f)
{
    struct scan scan;
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
            end = label.n ? scan.indent + (unsigned)label.n : 0;
        }
        if (end <= f->stub_edge && end > f->width)
            f->width = end;
    }
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
                TRY(add_cell(&f, text, col, 1, 0, row->place));
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
