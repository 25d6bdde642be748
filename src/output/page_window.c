/* page_window.c - finding the figures of facts, and writing tags around them. */
#include "output/page_window.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define NEAR  160 /* bytes a figure of a line may be off when the line was cleaned before it was read */
#define SHORT 64  /* a spot that is shorter is a figure of a line, a longer one a cell or caption */
#define NEST  8   /* facts that one figure may tell */
#define EDGE  "\x1F"

struct held_figure {
    struct printed_figure printed;
    uint64_t place; /* in the document */
    size_t mark;    /* of it, from 1; 0: none */
};

/* Text that is to be tagged. */
struct mark {
    size_t begin, end;
    const char *format;
    int scale;
    struct page_fact *facts[NEST];
    bool again[NEST]; /* the fact is tagged elsewhere already */
    size_t n;
};

void window_init(struct page *page)
{
    size_t max = page->run->limits.window_bytes;
    buf_init(&page->pieces, max);
    buf_init(&page->text, max);
    buf_init(&page->tags, max);
    buf_init(&page->figures, max);
    buf_init(&page->marks, max);
}

void window_free(struct page *page)
{
    buf_free(&page->pieces);
    buf_free(&page->text);
    buf_free(&page->tags);
    buf_free(&page->figures);
    buf_free(&page->marks);
}

bool window_no_memory(const struct page *page)
{
    return page->pieces.no_memory || page->text.no_memory || page->tags.no_memory || page->figures.no_memory ||
           page->marks.no_memory;
}

static void end_window(struct page *page)
{
    buf_clear(&page->pieces);
    buf_clear(&page->text);
    buf_clear(&page->tags);
    buf_clear(&page->figures);
    buf_clear(&page->marks);
    page->holding = false;
}

/* Makes room for a piece: when there is none, what is held goes its way, and what comes is not held any more. */
static bool hold(struct page *page, size_t n)
{
    size_t most = page->run->limits.window_bytes;
    if (page->pieces.n + 2 * sizeof(struct page_piece) <= most && page->text.n + n + 1 <= most &&
        page->tags.n + n <= most)
        return true;
    const struct page_spot *spot = &page->spots[page->first_held];
    run_diag(page->run, XBZ_D_WINDOW_FULL, (struct xbz_place){0, spot->begin, spot->end}, NULL);
    window_settle(page);
    return false;
}

void window_markup(struct page *page, struct xbz_str bytes, bool edge)
{
    if (!hold(page, bytes.n)) {
        stream_str(page->to, bytes);
        return;
    }
    const struct page_piece piece = {.edge = edge, .n = bytes.n};
    buf_add(&page->pieces, &piece, sizeof piece);
    buf_str(&page->tags, bytes);
    if (edge)
        buf_text(&page->text, EDGE);
}

void window_text(struct page *page, struct xbz_str text, struct xbz_place place)
{
    if (!hold(page, text.n)) {
        page_put_text(page, text);
        return;
    }
    const struct page_piece piece = {
        .text = true, .n = text.n, .begin = place.begin, .length = place.end - place.begin};
    buf_add(&page->pieces, &piece, sizeof piece);
    buf_str(&page->text, text);
}

/* ---- figures ---- */

static const struct page_piece *piece_at(const struct page *page, size_t i)
{
    return (const struct page_piece *)(const void *)page->pieces.p + i;
}

static size_t count_pieces(const struct page *page)
{
    return page->pieces.n / sizeof(struct page_piece);
}

static size_t text_bytes(const struct page_piece *piece)
{
    return piece->text ? piece->n : piece->edge;
}

/* The place in the document of a byte of the held text.  *i and *start say in which piece the search goes on: they only
 * move forward. */
static uint64_t place_of(const struct page *page, size_t at, size_t *i, size_t *start)
{
    const struct page_piece *piece = piece_at(page, *i);
    while (at >= *start + text_bytes(piece) && *i + 1 < count_pieces(page)) {
        *start += text_bytes(piece);
        piece = piece_at(page, ++*i);
    }
    uint64_t off = at - *start;
    return piece->n == 0 || piece->length == piece->n ? piece->begin + off
                                                      : piece->begin + off * piece->length / piece->n;
}

static void find_figures(struct page *page)
{
    struct held_figure figure = {.mark = 0};
    size_t at = 0, piece = 0, start = 0;
    while (count_pieces(page) && !page->figures.full && figure_next(buf_view(&page->text), &at, &figure.printed)) {
        figure.place = place_of(page, figure.printed.begin, &piece, &start);
        buf_add(&page->figures, &figure, sizeof figure);
    }
    page->figures.n -= page->figures.n % sizeof figure;
}

static struct held_figure *figure_at(const struct page *page, size_t i)
{
    return (struct held_figure *)(void *)page->figures.p + i;
}

static struct mark *mark_at(const struct page *page, size_t i)
{
    return (struct mark *)(void *)page->marks.p + i;
}

/* What a figure must be to be a fact's: the first try asks for all. */
struct wish {
    bool within;   /* the spot, not only near it */
    bool decimals; /* printed as exactly as the fact says */
    bool unused;   /* no other fact has it */
};

/* How far a figure is from where it is expected: in the middle of a spot that is a figure itself, else at the beginning, as
 * the first of a cell or caption. */
static uint64_t distance(const struct held_figure *figure, const struct page_spot *spot)
{
    uint64_t length = spot->end - spot->begin, its = figure->printed.end - figure->printed.begin;
    uint64_t expected = spot->begin + (length < SHORT && length > its ? (length - its) / 2 : 0);
    return figure->place > expected ? figure->place - expected : expected - figure->place;
}

static bool nests(const struct page *page, const struct held_figure *figure, const struct page_fact *fact, int scale)
{
    const struct mark *mark = mark_at(page, figure->mark - 1);
    if (mark->n == NEST || mark->scale != scale || mark->facts[0]->unit != fact->unit ||
        mark->facts[0]->nil != fact->nil)
        return false;
    for (size_t i = 0; i < mark->n; i++)
        if (mark->facts[i] == fact)
            return false;
    return true;
}

static bool fits(const struct page *page, const struct held_figure *figure, const struct page_spot *spot,
                 const struct wish *wish, int *scale)
{
    const struct page_fact *fact = spot->fact;
    bool within = figure->place >= spot->begin && figure->place < spot->end;
    bool near = distance(figure, spot) <= NEAR && spot->end - spot->begin < SHORT;
    if (wish->within ? !within : !near)
        return false;
    *scale = 0;
    if (fact->nil ? !figure->printed.nothing : !figure_tells(&figure->printed, &fact->amount, scale))
        return false;
    if (*scale < 0 && fact->unit->kind != XBZ_UNIT_PURE)
        return false;
    if (wish->decimals && !fact->nil && !figure->printed.nothing && fact->decimals != DECIMALS_EXACT &&
        decimal_places(&figure->printed.number) - *scale != fact->decimals)
        return false;
    return figure->mark == 0 || (!wish->unused && nests(page, figure, fact, *scale));
}

static struct held_figure *nearest(const struct page *page, const struct page_spot *spot, const struct wish *wish,
                                   int *scale)
{
    struct held_figure *best = NULL;
    size_t n = page->figures.n / sizeof *best;
    for (size_t i = 0; i < n; i++) {
        int its;
        struct held_figure *figure = figure_at(page, i);
        if (fits(page, figure, spot, wish, &its) && (!best || distance(figure, spot) < distance(best, spot))) {
            best = figure;
            *scale = its;
        }
    }
    return best;
}

static void add_to_mark(struct mark *mark, struct page_fact *fact)
{
    mark->facts[mark->n] = fact;
    mark->again[mark->n++] = fact->placed;
    fact->placed = true;
}

static void mark_number(struct page *page, const struct page_spot *spot)
{
    static const struct wish wishes[] = {{true, true, true},   {true, true, false}, {true, false, true},
                                         {true, false, false}, {false, true, true}, {false, false, true}};
    struct held_figure *figure = NULL;
    int scale = 0;
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes && !figure; i++)
        figure = nearest(page, spot, &wishes[i], &scale);
    if (!figure)
        return;
    if (figure->mark == 0) {
        const struct mark mark = {.begin = figure->printed.begin,
                                  .end = figure->printed.end,
                                  .scale = scale,
                                  .format = figure->printed.nothing ? FORMAT_NOTHING : FORMAT_NUMBER};
        if (page->marks.n + sizeof mark > page->marks.max)
            return;
        buf_add(&page->marks, &mark, sizeof mark);
        figure->mark = page->marks.n / sizeof mark;
        if (page->marks.no_memory)
            return;
    }
    add_to_mark(mark_at(page, figure->mark - 1), spot->fact);
}

static bool crosses_mark(const struct page *page, size_t begin, size_t end)
{
    for (size_t i = 0; i < page->marks.n / sizeof(struct mark); i++)
        if (mark_at(page, i)->begin < end && begin < mark_at(page, i)->end)
            return true;
    return false;
}

/* Text is tagged where it stands in one piece; what is true or false, where anything stands: a box, a word. */
static void mark_text(struct page *page, const struct page_spot *spot)
{
    size_t start = 0;
    bool truth = str_eq(spot->fact->value, STR("true")) || str_eq(spot->fact->value, STR("false"));
    for (size_t i = 0; i < count_pieces(page); start += text_bytes(piece_at(page, i)), i++) {
        const struct page_piece *piece = piece_at(page, i);
        size_t begin, end;
        struct xbz_str text = str_sub(buf_view(&page->text), start, piece->n);
        if (!piece->text || piece->begin < spot->begin || piece->begin >= spot->end ||
            !(truth ? page_find_truth(spot->fact, text, &begin, &end)
                    : page_find_text(spot->fact, text, 0, &begin, &end)) ||
            crosses_mark(page, start + begin, start + end) || page->marks.n + sizeof(struct mark) > page->marks.max)
            continue;
        struct mark mark = {.begin = start + begin, .end = start + end, .format = page_text_format(spot->fact)};
        add_to_mark(&mark, spot->fact);
        buf_add(&page->marks, &mark, sizeof mark);
        return;
    }
}

/* ---- writing ---- */

static int by_begin(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* The whole of the marked text, wherever its rest stands. */
static void write_mark(struct page *page, const struct mark *mark)
{
    buf_clear(&page->tag);
    for (size_t i = 0; i < mark->n; i++)
        page_fact_start(&page->tag, mark->facts[i], mark->format, mark->scale, !mark->again[i]);
    stream_str(page->to, buf_view(&page->tag));
    page_put_text(page, str_sub(buf_view(&page->text), mark->begin, mark->end - mark->begin));
    buf_clear(&page->tag);
    for (size_t i = mark->n; i-- > 0;)
        page_fact_end(&page->tag, mark->facts[i]);
    stream_str(page->to, buf_view(&page->tag));
}

/* Where a figure is split over elements all of it goes to the first: an element of a number holds no others. */
static void write_piece(struct page *page, size_t from, size_t to, size_t *next, size_t *done)
{
    struct xbz_str text = buf_view(&page->text);
    if (*done > from)
        from = *done < to ? *done : to;
    for (; *next < page->marks.n / sizeof(struct mark) && mark_at(page, *next)->begin < to; ++*next) {
        const struct mark *mark = mark_at(page, *next);
        page_put_text(page, str_sub(text, from, mark->begin - from));
        write_mark(page, mark);
        *done = mark->end;
        from = *done < to ? *done : to;
    }
    page_put_text(page, str_sub(text, from, to - from));
}

void window_settle(struct page *page)
{
    size_t tag = 0, text = 0, next = 0, done = 0;
    find_figures(page);
    for (size_t i = page->first_held; i < page->next_spot; i++)
        if (page->spots[i].fact->unit)
            mark_number(page, &page->spots[i]);
    for (size_t i = page->first_held; i < page->next_spot; i++)
        if (!page->spots[i].fact->unit && !page->spots[i].fact->nil)
            mark_text(page, &page->spots[i]);
    if (page->marks.n)
        qsort(page->marks.p, page->marks.n / sizeof(struct mark), sizeof(struct mark), by_begin);
    for (size_t i = 0; i < count_pieces(page); i++) {
        const struct page_piece *piece = piece_at(page, i);
        if (piece->text) {
            write_piece(page, text, text + piece->n, &next, &done);
        } else {
            stream_str(page->to, str_sub(buf_view(&page->tags), tag, piece->n));
            tag += piece->n;
        }
        text += text_bytes(piece);
    }
    end_window(page);
}
