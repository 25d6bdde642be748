/* text_heads.c - heading lines of a text table: which columns each piece stands over. */
#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "table/columns.h"
#include "table/periods.h"
#include "table/scale.h"
#include "table/text_fill.h"
#include "table/values.h"

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

size_t heads_cut(struct xbz_str text, struct piece *pieces)
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
        if (p->begin + 3 >= f->stub_edge || p->end <= f->stub_edge || i + 1 == n ||
            !is_year_piece(str_sub(text, pieces[i + 1].begin, pieces[i + 1].end - pieces[i + 1].begin)))
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
static bool place_slipped(const struct filler *f, struct xbz_str text, struct xbz_str rule, struct piece *pieces,
                          size_t n)
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
static void place_pieces(const struct filler *f, struct xbz_str text, struct xbz_str rule, struct piece *pieces,
                         size_t n)
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

enum xbz_status heads_line(struct filler *f, const struct text_row *row, struct xbz_str rule)
{
    struct piece pieces[MAX_PIECES + 1];
    size_t n = heads_cut(row->text, pieces), stub = 0;
    bool slipped;
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
        if (p->end > f->stub_edge && (n > 1 || phrase_dated(&phrase)) &&
            (centre >= f->stub_edge || (n - stub == f->n_columns && p->begin + 12 > f->stub_edge)))
            break;
        stub++;
    }
    if (n == 1 && stub == 0 && !slipped && pieces[0].begin + 4 < f->stub_edge && pieces[0].end > f->stub_edge + 60)
        stub = 1;
    TRY(grid_row(f->grid, GRID_ROW_HEADING, row->place));
    for (size_t i = 0; i < stub; i++)
        TRY(fill_cell(f, str_sub(row->text, pieces[i].begin, pieces[i].end - pieces[i].begin), 0, 1,
                      (unsigned)pieces[i].begin, row->place));
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
            TRY(fill_cell(f, text, col, span, 0, row->place));
    }
    return XBZ_OK;
}
