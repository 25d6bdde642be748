/* text_columns.c - the value columns of a table set with blanks.
 *
 * Figures of one column overlap from row to row, whether they are set flush right, flush left or at the decimal point;
 * figures of one row never share a column.  So columns are what is left when overlapping figures are put together and
 * groups that hold two figures of a row are split where the fewest figures lie. */
#include "table/text_columns.h"

#include <string.h>

#include "base/run.h"

#define MAX_WIDTH  1024
#define MAX_COLS   128

/* Of so many rows one may hold a figure torn by a blank. */
#define TORN_SHARE 6

struct token {
    uint32_t row;
    unsigned short lo, hi;
    unsigned short group;
    bool nil;
};

struct finder {
    struct token *tokens; /* rows rising, left to right */
    size_t n;
    size_t n_rows; /* rows with figures */
    unsigned n_groups;
};

static enum xbz_status collect(struct finder *f, struct arena *arena, const struct text_row *rows, size_t from,
                               size_t to)
{
    size_t room = 0;
    struct scan scan;
    for (size_t i = from; i < to; i++) {
        if (rows[i].kind == LINE_FIGURES && !rows[i].heading) {
            scan_line(&scan, rows[i].text);
            room += scan.n_figures;
        }
    }
    f->tokens = ARENA_ARRAY(arena, room + 1, struct token);
    if (!f->tokens)
        return arena_status(arena, XBZ_SKIP);
    for (size_t i = from; i < to; i++) {
        size_t before = f->n;
        if (rows[i].kind != LINE_FIGURES || rows[i].heading)
            continue;
        scan_line(&scan, rows[i].text);
        for (size_t k = scan.tight ? 1 : 0; k < scan.n_figures && f->n < room; k++) {
            const struct figure *fig = &scan.figures[k];
            if (fig->hi >= MAX_WIDTH)
                break;
            f->tokens[f->n++] =
                (struct token){(uint32_t)i, (unsigned short)fig->lo, (unsigned short)fig->hi, 0, fig->nil};
        }
        f->n_rows += f->n > before;
    }
    return XBZ_OK;
}

/* Groups of figures that overlap, directly or through others. */
static void group_overlapping(struct finder *f)
{
    unsigned char covered[MAX_WIDTH + 1] = {0};
    unsigned short group_at[MAX_WIDTH + 1] = {0};
    for (size_t i = 0; i < f->n; i++)
        for (unsigned x = f->tokens[i].lo; x < f->tokens[i].hi; x++)
            covered[x] = 1;
    f->n_groups = 0;
    for (unsigned x = 0; x < MAX_WIDTH; x++) {
        if (covered[x] && (x == 0 || !covered[x - 1]))
            f->n_groups++;
        group_at[x] = (unsigned short)(covered[x] ? f->n_groups - 1 : 0);
    }
    for (size_t i = 0; i < f->n; i++)
        f->tokens[i].group = group_at[f->tokens[i].lo];
}

/* Where to split a group that holds two figures of a row: 0 when it need not be. */
static unsigned split_at(const struct finder *f, unsigned group)
{
    unsigned gaps[MAX_WIDTH + 1] = {0}, cover[MAX_WIDTH + 1] = {0};
    unsigned best = 0;
    long best_score = 0;
    bool any = false;
    for (size_t i = 0; i < f->n; i++) {
        const struct token *t = &f->tokens[i];
        if (t->group != group)
            continue;
        for (unsigned x = t->lo + 1u; x < t->hi; x++)
            cover[x]++;
        if (i + 1 < f->n && t[1].row == t->row && t[1].group == group) {
            any = true;
            for (unsigned x = t->hi; x <= t[1].lo; x++)
                gaps[x]++;
        }
    }
    if (!any)
        return 0;
    for (unsigned x = 1; x < MAX_WIDTH; x++) {
        long score;
        if (!gaps[x])
            continue;
        score = (long)gaps[x] - 2 * (long)cover[x];
        if (best == 0 || score > best_score) {
            best = x;
            best_score = score;
        }
    }
    return best;
}

/* Figures of a row in one group, a single blank between them: in a row or two of many they are pieces of one figure,
 * torn by the blank, and the first takes the others in. */
static void join_torn(struct finder *f)
{
    for (unsigned g = 0; g < f->n_groups; g++) {
        size_t rows = 0, torn = 0, n = 0;
        bool apart = false;
        for (size_t i = 0; i < f->n; i++) {
            const struct token *t = &f->tokens[i];
            if (t->group != g)
                continue;
            if (i + 1 < f->n && t[1].row == t->row && t[1].group == g) {
                torn++;
                apart |= t[1].lo != t->hi + 1;
            } else {
                rows++;
            }
        }
        if (!torn || apart || torn * TORN_SHARE > rows)
            continue;
        for (size_t i = 0; i < f->n; i++) {
            struct token *before = n ? &f->tokens[n - 1] : NULL;
            if (f->tokens[i].group == g && before && before->group == g && before->row == f->tokens[i].row)
                before->hi = f->tokens[i].hi;
            else
                f->tokens[n++] = f->tokens[i];
        }
        f->n = n;
    }
}

static void split_groups(struct finder *f)
{
    for (unsigned g = 0; g < f->n_groups && f->n_groups < MAX_COLS;) {
        unsigned x = split_at(f, g);
        bool left = false, right = false;
        if (!x) {
            g++;
            continue;
        }
        for (size_t i = 0; i < f->n; i++) {
            struct token *t = &f->tokens[i];
            if (t->group > g)
                t->group++;
            else if (t->group == g && t->lo + t->hi >= 2 * x)
                t->group++;
        }
        for (size_t i = 0; i < f->n; i++) {
            left |= f->tokens[i].group == g;
            right |= f->tokens[i].group == g + 1;
        }
        f->n_groups++;
        if (!left || !right)
            g++; /* cannot happen with a gap between two figures, but must end */
    }
}

struct extent {
    unsigned lo, hi, count;
    unsigned numbers; /* of them no dashes */
};

static void measure(const struct finder *f, struct extent *e)
{
    for (unsigned g = 0; g < f->n_groups; g++)
        e[g] = (struct extent){MAX_WIDTH, 0, 0, 0};
    for (size_t i = 0; i < f->n; i++) {
        struct extent *x = &e[f->tokens[i].group];
        if (f->tokens[i].lo < x->lo)
            x->lo = f->tokens[i].lo;
        if (f->tokens[i].hi > x->hi)
            x->hi = f->tokens[i].hi;
        x->count++;
        x->numbers += !f->tokens[i].nil;
    }
}

static bool share_row(const struct finder *f, unsigned a, unsigned b)
{
    for (size_t i = 0; i + 1 < f->n; i++)
        for (size_t k = i + 1; k < f->n && f->tokens[k].row == f->tokens[i].row; k++)
            if ((f->tokens[i].group == a && f->tokens[k].group == b) ||
                (f->tokens[i].group == b && f->tokens[k].group == a))
                return true;
    return false;
}

static void drop_group(struct finder *f, unsigned g, unsigned into)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->tokens[i].group == g)
            f->tokens[i].group = (unsigned short)into;
        if (f->tokens[i].group > g && f->tokens[i].group != (unsigned short)-1)
            f->tokens[i].group--;
    }
    f->n_groups--;
}

/* Dashes and short figures beside a column that never stand in one row with it belong to it. */
static void merge_groups(struct finder *f)
{
    struct extent e[MAX_COLS + 1];
    for (unsigned g = 0; g + 1 < f->n_groups;) {
        unsigned gap, reach;
        measure(f, e);
        gap = e[g + 1].lo > e[g].hi ? e[g + 1].lo - e[g].hi : 0;
        reach = e[g].numbers == 0 || e[g + 1].numbers == 0 ? 7 : (e[g].count <= 2 || e[g + 1].count <= 2 ? 4 : 2);
        if (gap <= reach && !share_row(f, g, g + 1))
            drop_group(f, g + 1, g);
        else
            g++;
    }
}

/* True when a heading piece stands over the columns [lo, hi). */
static bool headed(const struct text_row *rows, size_t head, size_t from, unsigned lo, unsigned hi)
{
    for (size_t i = head; i < from; i++) {
        size_t at = 0, begin, end;
        if (rows[i].kind == LINE_RULE || rows[i].kind == LINE_BLANK)
            continue;
        while (scan_piece(rows[i].text, &at, &begin, &end))
            if (begin < hi + 2 && end + 2 > lo && begin + 14 > lo && end < hi + 14)
                return true;
    }
    return false;
}

/* ---- tables that do not align ---- */

/* The number of figures most rows have, when no row has more and nearly all have it; else 0. */
static size_t common_count(const struct finder *f)
{
    size_t counts[MAX_COLS + 1] = {0}, most = 0, max = 0;
    for (size_t i = 0, k; i < f->n; i = k) {
        for (k = i; k < f->n && f->tokens[k].row == f->tokens[i].row; k++)
            ;
        if (k - i > MAX_COLS)
            return 0;
        counts[k - i]++;
        if (k - i > max)
            max = k - i;
    }
    for (size_t c = 1; c <= max; c++)
        if (counts[c] > counts[most])
            most = c;
    return most == max && counts[most] * 10 >= f->n_rows * 6 ? most : 0;
}

/* Columns by count: the middle extent of the first figures, the second ones ... of rows that have all. */
static void columns_by_count(const struct finder *f, size_t count, struct text_column *columns)
{
    for (size_t c = 0; c < count; c++) {
        unsigned lo_at[MAX_WIDTH + 1] = {0}, hi_at[MAX_WIDTH + 1] = {0}, rows = 0, seen = 0;
        for (size_t i = 0, k; i < f->n; i = k) {
            for (k = i; k < f->n && f->tokens[k].row == f->tokens[i].row; k++)
                ;
            if (k - i != count)
                continue;
            lo_at[f->tokens[i + c].lo]++;
            hi_at[f->tokens[i + c].hi]++;
            rows++;
        }
        for (unsigned x = 0; x <= MAX_WIDTH && seen * 2 <= rows; x++) {
            seen += lo_at[x];
            columns[c].lo = x;
        }
        seen = 0;
        for (unsigned x = 0; x <= MAX_WIDTH && seen * 2 <= rows; x++) {
            seen += hi_at[x];
            columns[c].hi = x;
        }
    }
}

enum xbz_status text_columns_find(struct arena *arena, const struct text_row *rows, size_t head, size_t from, size_t to,
                                  struct text_column **columns, size_t *n)
{
    struct finder f = {0};
    struct extent e[MAX_COLS + 1];
    unsigned first = 0;
    size_t count;
    *n = 0;
    TRY(collect(&f, arena, rows, from, to));
    if (f.n == 0)
        return XBZ_OK;
    group_overlapping(&f);
    if (f.n_groups > MAX_COLS)
        return XBZ_OK;
    join_torn(&f);
    split_groups(&f);
    merge_groups(&f);
    measure(&f, e);
    /* a stray figure in the words on the left is no column */
    while (first + 1 < f.n_groups && f.n_rows >= 6 && e[first].count * 10 <= f.n_rows &&
           !headed(rows, head, from, e[first].lo, e[first].hi))
        first++;
    count = common_count(&f);
    *columns = ARENA_ARRAY(arena, f.n_groups + count, struct text_column);
    if (!*columns)
        return arena_status(arena, XBZ_SKIP);
    if (count > 1 && count != f.n_groups - first) {
        columns_by_count(&f, count, *columns);
        *n = count;
        return XBZ_OK;
    }
    for (unsigned g = first; g < f.n_groups; g++)
        (*columns)[(*n)++] = (struct text_column){e[g].lo, e[g].hi};
    return XBZ_OK;
}

static unsigned overlap(const struct text_column *c, const struct figure *f)
{
    unsigned lo = f->lo > c->lo ? f->lo : c->lo, hi = f->hi < c->hi ? f->hi : c->hi;
    return hi > lo ? hi - lo : 0;
}

static unsigned distance(const struct text_column *c, const struct figure *f)
{
    if (overlap(c, f))
        return 0;
    return f->lo >= c->hi ? f->lo - c->hi + 1 : c->lo - f->hi + 1;
}

void text_columns_join(const struct text_column *columns, size_t n, struct scan *scan)
{
    size_t kept = 0;
    for (size_t i = 0; i < scan->n_figures; i++) {
        struct figure *f = &scan->figures[i], *before = kept ? &scan->figures[kept - 1] : NULL;
        bool one = false;
        for (size_t k = 0; k < n && before && f->lo == before->hi + 1; k++)
            one |= overlap(&columns[k], f) && overlap(&columns[k], before);
        for (size_t k = 0; k < n && one; k++)
            one = (overlap(&columns[k], f) != 0) == (overlap(&columns[k], before) != 0);
        if (one) {
            before->hi = f->hi;
            before->end = f->end;
        } else {
            scan->figures[kept++] = *f;
        }
    }
    scan->n_figures = kept;
}

bool text_columns_assign(const struct text_column *columns, size_t n, const struct scan *scan, size_t *of_figure)
{
    size_t next = n;
    bool fits = true;
    if (scan->n_figures == n && !scan->tight) { /* all there: in order */
        for (size_t i = 0; i < n; i++)
            of_figure[i] = i;
        return true;
    }
    for (size_t i = scan->n_figures; i-- > 0;) {
        const struct figure *f = &scan->figures[i];
        size_t best = NO_COLUMN;
        unsigned best_distance = 0, best_overlap = 0;
        for (size_t k = 0; k < next; k++) {
            unsigned d = distance(&columns[k], f), o = overlap(&columns[k], f);
            if (best == NO_COLUMN || o > best_overlap || (o == best_overlap && d < best_distance)) {
                best = k;
                best_distance = d;
                best_overlap = o;
            }
        }
        if (best != NO_COLUMN && best_distance > 6)
            best = NO_COLUMN;
        if (best != NO_COLUMN && i == 0 && scan->tight) {
            /* words run up to it: only a figure right in place */
            const struct text_column *c = &columns[best];
            if (best_overlap * 2 < f->hi - f->lo || f->hi > c->hi + 1 || f->hi + 3 < c->hi)
                best = NO_COLUMN;
        }
        of_figure[i] = best;
        if (best == NO_COLUMN) {
            for (size_t k = 0; k < i; k++)
                of_figure[k] = NO_COLUMN;
            fits = f->lo + 1 < columns[0].lo; /* in the words on the left */
            break;
        }
        next = best;
    }
    return fits;
}
