/* text_scan.c - one line of a text table. */
#include "table/text_scan.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "table/periods.h"
#include "table/values.h"

/* ---- cleaning ---- */

struct tag_name {
    const char *name;
    unsigned tag;
};

/* Tags that may stand in text tables; 0: markup that is dropped. */
static const struct tag_name tag_names[] = {
    {"table", TAG_TABLE},
    {"/table", TAG_END},
    {"caption", TAG_CAPTION},
    {"/caption", 0},
    {"s", TAG_S},
    {"c", TAG_S},
    {"page", TAG_PAGE},
    {"fn", TAG_FN},
    {"/fn", 0},
    {"u", 0},
    {"/u", 0},
    {"b", 0},
    {"/b", 0},
    {"i", 0},
    {"/i", 0},
    {"em", 0},
    {"/em", 0},
    {"strong", 0},
    {"/strong", 0},
    {"font", 0},
    {"/font", 0},
    {"center", 0},
    {"/center", 0},
    {"p", 0},
    {"/p", 0},
    {"br", 0},
    {"hr", 0},
    {"sup", 0},
    {"/sup", 0},
    {"pre", 0},
    {"/pre", 0},
    {"r", 0},
    {"/page", 0},
    {"/s", 0},
    {"/c", 0},
    {NULL, 0},
};

/* A known tag at s.p[at] ("<" or "[FN]"): its length, 0 when there is none. */
static size_t take_tag(struct xbz_str s, size_t at, unsigned *tag)
{
    char close = s.p[at] == '<' ? '>' : ']';
    size_t i = at + 1, start = i, name_end;
    if (i < s.n && s.p[i] == '/')
        i++;
    while (i < s.n && is_alnum(s.p[i]))
        i++;
    name_end = i;
    while (i < s.n && i < at + 200 && s.p[i] != close && s.p[i] != '<')
        i++;
    if (i >= s.n || s.p[i] != close || name_end == start ||
        (name_end != i && !is_space(s.p[name_end]) && s.p[name_end] != '/'))
        return 0;
    for (const struct tag_name *t = tag_names; t->name; t++) {
        if (str_eq_nocase(str_sub(s, start, name_end - start), str_of(t->name))) {
            if (close == ']' && t->tag != TAG_FN)
                return 0;
            *tag = t->tag;
            return i + 1 - at;
        }
    }
    return 0;
}

static size_t take_entity(struct xbz_str s, size_t at, char *c)
{
    static const struct {
        const char *name;
        char c;
    } entities[] = {{"&amp;", '&'},  {"&nbsp;", ' '}, {"&lt;", '<'},    {"&gt;", '>'},     {"&quot;", '"'},
                    {"&#160;", ' '}, {"&#36;", '$'},  {"&#38;", '&'},   {"&#8212;", '-'},  {"&#8211;", '-'},
                    {"&#151;", '-'}, {"&#150;", '-'}, {"&#146;", '\''}, {"&#8217;", '\''}, {NULL, 0}};
    for (size_t i = 0; entities[i].name; i++) {
        struct xbz_str name = str_of(entities[i].name);
        if (str_starts_nocase(str_sub(s, at, name.n), name)) {
            *c = entities[i].c;
            return name.n;
        }
    }
    return 0;
}

static bool letter_beside(struct xbz_str s, size_t at, size_t n)
{
    return (at && is_alpha(s.p[at - 1])) || (at + n < s.n && is_alpha(s.p[at + n])) ||
           (at && (s.p[at - 1] == ')' || s.p[at - 1] == '.'));
}

/* Copies one character or undoes one piece of markup; returns the bytes used. */
static size_t clean_one(struct buf *out, struct xbz_str s, size_t i, unsigned *tags)
{
    size_t used;
    unsigned tag = 0;
    char c;
    if ((s.p[i] == '<' || s.p[i] == '[') && (used = take_tag(s, i, &tag)) != 0) {
        *tags |= tag;
        for (size_t k = 0; k < used && tag == TAG_S; k++) /* the figures beside it keep their columns */
            buf_byte(out, ' ');
        return used;
    }
    if (s.p[i] == '\\' && i + 1 < s.n &&
        (s.p[i + 1] == '$' || s.p[i + 1] == '*' || s.p[i + 1] == '_' || s.p[i + 1] == '-'))
        return 1;
    if (s.p[i] == '*' && i + 1 < s.n && s.p[i + 1] == '*' && letter_beside(s, i, 2))
        return 2;
    if (s.p[i] == '&' && (used = take_entity(s, i, &c)) != 0) {
        buf_byte(out, c);
        return used;
    }
    if ((unsigned char)s.p[i] == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0) {
        buf_byte(out, ' ');
        return 2;
    }
    buf_byte(out, s.p[i] == '\f' || s.p[i] == '\v' ? ' ' : s.p[i]);
    return 1;
}

static bool is_special(char c)
{
    return c == '<' || c == '[' || c == '\\' || c == '*' || c == '&' || c == '\f' || c == '\v' ||
           (unsigned char)c == 0xC2;
}

unsigned scan_clean(struct buf *out, struct xbz_str line)
{
    unsigned tags = 0;
    size_t i = 0;
    struct xbz_str trimmed = str_trim(line);
    if (str_eq_nocase(trimmed, STR("/TABLE")))
        return TAG_END;
    if (line.n && line.p[0] == '\f')
        tags |= TAG_PAGE;
    if (line.n > 2 && line.p[0] == '-' && line.p[1] == ' ' && line.p[2] == '-')
        i = 2; /* RFC 1421 dash escape */
    while (i < line.n) {
        bool paged = (tags & TAG_PAGE) != 0;
        size_t plain = i;
        while (plain < line.n && !is_special(line.p[plain]))
            plain++;
        buf_add(out, line.p + i, plain - i);
        i = plain;
        if (i == line.n)
            break;
        i += clean_one(out, line, i, &tags);
        if ((tags & TAG_PAGE) && !paged)
            break; /* only the page number follows */
    }
    return tags;
}

struct xbz_str scan_expand(struct arena *arena, struct xbz_str text, bool *ok)
{
    size_t n = 0, tabs = 0;
    char *p;
    for (size_t i = 0; i < text.n; i++)
        tabs += text.p[i] == '\t';
    p = arena_alloc(arena, text.n + 8 * tabs + 1);
    if (!p) {
        *ok = false;
        return (struct xbz_str){NULL, 0};
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\t') {
            do
                p[n++] = ' ';
            while (n % 8);
            if (n > 1 && p[n - 2] != ' ')
                p[n++] = ' '; /* a tab parts cells, one blank does not */
        } else {
            p[n++] = text.p[i];
        }
    }
    return (struct xbz_str){p, n};
}

/* The byte of raw that column n of its expanded form comes from. */
static size_t unexpanded(struct xbz_str raw, size_t column)
{
    size_t n = 0, i = 0;
    for (; i < raw.n && n < column; i++) {
        if (raw.p[i] != '\t') {
            n++;
            continue;
        }
        size_t before = n;
        n += 8 - n % 8;
        n += n == before + 1 && (before == 0 || raw.p[i - 1] != ' ');
    }
    return i;
}

struct xbz_place scan_place(struct xbz_str raw, struct xbz_place line, size_t begin, size_t end)
{
    uint64_t length = line.end > line.begin ? line.end - line.begin : 0;
    uint64_t taken = length > raw.n ? length - raw.n : 0, added = raw.n > length ? raw.n - length : 0;
    uint64_t first = unexpanded(raw, begin), last = unexpanded(raw, end);
    struct xbz_place place = {line.line, line.begin + (first > added ? first - added : 0), line.begin + last + taken};
    return place;
}

/* A run of dots from i; *end is behind it, *dots how many there are. */
static void dot_run(const char *text, size_t n, size_t i, size_t *end, size_t *dots)
{
    *dots = 0;
    while (i < n) {
        if (text[i] == '.') {
            ++*dots;
            i++;
            *end = i;
        } else if (text[i] == ' ' && i + 1 < n && text[i + 1] == '.') {
            i++;
        } else {
            break;
        }
    }
}

bool scan_blank_leaders(char *text, size_t n)
{
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        size_t end = i, dots = 0;
        if (text[i] != '.')
            continue;
        dot_run(text, n, i, &end, &dots);
        if (dots >= 3 || (dots == 2 && end - i >= 2 && (end == n || text[end] == ' ' || text[end] == '$'))) {
            bool cents = end + 1 < n && is_digit(text[end]) && is_digit(text[end + 1]) &&
                         (end + 2 >= n || !is_digit(text[end + 2]));
            if (cents && end + 2 < n && (text[end + 2] == ',' || text[end + 2] == '.'))
                cents = false;
            memset(text + i, ' ', end - i - (cents && text[end - 1] == '.' ? 1 : 0));
            found = true;
        }
        i = end > i ? end - 1 : i;
    }
    return found;
}

bool scan_piece(struct xbz_str text, size_t *at, size_t *begin, size_t *end)
{
    size_t i = *at;
    while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
        i++;
    if (i >= text.n) {
        *at = text.n;
        return false;
    }
    *begin = i;
    while (i < text.n && text.p[i] != '\t' &&
           !(text.p[i] == ' ' && (i + 1 >= text.n || text.p[i + 1] == ' ' || text.p[i + 1] == '\t')))
        i++;
    *end = i;
    *at = i;
    return true;
}

/* ---- figures ---- */

enum chunk_kind { CHUNK_WORD, CHUNK_OPEN, CHUNK_CLOSE, CHUNK_FIGURE };

struct chunk {
    struct xbz_str s;
    unsigned begin, end;
    enum chunk_kind kind;
    struct xbz_value value;
};

/* Two blanks, a bracket or a currency sign part what begins at s.p[at] from the words before it. */
static bool stands_apart(struct xbz_str s, size_t at)
{
    return at < 2 || s.p[at - 2] == ' ' || s.p[at - 2] == '$' || s.p[at - 2] == '(';
}

/* The last chunk before *end; false when there is none. */
static bool last_chunk(struct xbz_str text, size_t *end, struct chunk *out)
{
    size_t e = *end, b;
    while (e > 0 && text.p[e - 1] == ' ')
        e--;
    if (e == 0)
        return false;
    for (b = e; b > 0 && text.p[b - 1] != ' '; b--)
        ;
    *end = b;
    out->s = str_sub(text, b, e - b);
    out->begin = (unsigned)b;
    out->end = (unsigned)e;
    out->kind = CHUNK_WORD;
    value_read(&out->value, out->s);
    if (value_opens(out->s)) {
        out->kind = CHUNK_OPEN;
    } else if (value_is_figure(&out->value) &&
               (out->value.kind != XBZ_DAMAGED || stands_apart(text, b) || text.p[b] == ',')) {
        char last = out->s.p[out->s.n - 1];
        if (last == ',' || (last == '.' && out->value.kind == XBZ_NUMBER))
            out->kind = CHUNK_WORD; /* punctuation of a sentence */
        else
            out->kind = CHUNK_FIGURE;
    } else if (value_closes(out->s)) {
        out->kind = CHUNK_CLOSE;
    }
    return true;
}

static bool has_char(struct xbz_str s, char c)
{
    return s.n && memchr(s.p, c, s.n) != NULL;
}

/* Digits (or dashes) of a figure chunk, in columns of the line. */
static void digits_of(const struct chunk *c, struct figure *f)
{
    size_t lo = c->s.n, hi = 0;
    bool nil = c->value.kind != XBZ_NUMBER && c->value.kind != XBZ_PERCENT;
    size_t n = c->s.n;
    if (c->value.mark.n && c->value.mark.p > c->s.p)
        n = (size_t)(c->value.mark.p - c->s.p);
    for (size_t i = 0; i < n; i++) {
        char ch = c->s.p[i];
        if (nil ? (ch != '$' && ch != '(' && ch != ')' && ch != '%') : (is_digit(ch) || ch == '.')) {
            if (i < lo)
                lo = i;
            hi = i + 1;
        }
    }
    f->lo = c->begin + (unsigned)(lo < c->s.n ? lo : 0);
    f->hi = c->begin + (unsigned)(hi ? hi : c->s.n);
    f->nil = nil;
    f->year = c->value.kind == XBZ_NUMBER && value_year(c->s) && !has_char(c->s, '$') && !has_char(c->s, '(');
}

/* Brackets of a figure chunk that neighbours must complete. */
static bool needs_open(struct xbz_str s)
{
    return has_char(s, ')') && !has_char(s, '(');
}

static bool needs_close(struct xbz_str s)
{
    return has_char(s, '(') && !has_char(s, ')');
}

static bool is_small_bracket(const struct chunk *c)
{
    return c->s.p[0] == '(' && c->s.p[c->s.n - 1] == ')' && c->s.n <= 4;
}

/* Digits behind the last comma of "3," or "1,23", where more belong; -1 when the group is whole or there is none. */
static int open_group(struct xbz_str s)
{
    size_t i = s.n;
    while (i > 0 && is_digit(s.p[i - 1]))
        i--;
    return s.n - i < 3 && i > 1 && s.p[i - 1] == ',' && is_digit(s.p[i - 2]) ? (int)(s.n - i) : -1;
}

static bool digits_and_commas(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]) && s.p[i] != ',')
            return false;
    return s.n > 0;
}

/* Pieces of a number torn by single blanks, "3,9 1" or "3 ,951": they make one damaged figure with the last of them. */
static void take_torn(struct xbz_str text, size_t *at, const struct chunk *last, struct figure *out)
{
    size_t back = *at, digits = 0;
    unsigned begin = last->begin;
    struct chunk c = *last, before;
    while (digits < 3 && last_chunk(text, &back, &before) && before.end + 1 == begin) {
        struct xbz_str s = before.s;
        int open;
        for (size_t i = 0; i < c.s.n; i++)
            digits += is_digit(c.s.p[i]);
        while (s.n && (s.p[0] == '$' || s.p[0] == '('))
            s = str_sub(s, 1, s.n - 1);
        if (!digits_and_commas(s) || digits > 3)
            break;
        open = open_group(s);
        begin = before.begin;
        if (stands_apart(text, begin) && ((open >= 0 && (size_t)open + digits <= 3) || (c.s.p[0] == ',' && s.n <= 3))) {
            *at = back;
            out->begin = begin;
            out->lo = before.end - (unsigned)s.n;
            out->year = out->nil = false;
            return;
        }
        c = before;
    }
}

/* Takes the figure that ends before *end, with its sign and mark chunks; false when there is none.  *stray is set when
 * two currency signs stand before it. */
static bool take_figure(struct xbz_str text, size_t *end, struct figure *out, bool *stray)
{
    bool currency = false;
    struct chunk c;
    size_t at = *end;
    unsigned last = 0;
    bool closed = false;
    if (!last_chunk(text, &at, &c))
        return false;
    last = c.end;
    while (c.kind == CHUNK_CLOSE || (c.kind == CHUNK_FIGURE && is_small_bracket(&c))) {
        struct chunk before;
        size_t back = at;
        if (!last_chunk(text, &back, &before) || (before.kind != CHUNK_FIGURE && before.kind != CHUNK_CLOSE) ||
            before.end + (c.kind == CHUNK_CLOSE ? 3 : 1) < c.begin ||
            (c.kind == CHUNK_FIGURE &&
             (before.value.bracketed || before.value.number.n <= 2 || before.value.kind != XBZ_NUMBER)))
            break;
        closed |= c.s.p[0] == ')';
        c = before;
        at = back;
    }
    if (c.kind != CHUNK_FIGURE)
        return false;
    digits_of(&c, out);
    out->begin = c.begin;
    out->end = last;
    take_torn(text, &at, &c, out);
    currency = has_char(c.s, '$');
    bool open = needs_open(c.s) || (closed && !has_char(c.s, '('));
    if (needs_close(c.s) && !closed && last == c.end && last < text.n && text.n - last < 3)
        closed = true;
    for (;;) { /* "$", "(", "$(" before it */
        struct chunk before;
        size_t back = at;
        if (!last_chunk(text, &back, &before) || before.kind != CHUNK_OPEN)
            break;
        if (has_char(before.s, '('))
            open = false;
        *stray |= currency && has_char(before.s, '$');
        currency |= has_char(before.s, '$');
        out->begin = before.begin;
        at = back;
    }
    if (open && !closed && (!stands_apart(text, out->begin) || str_trim(str_sub(text, 0, out->begin)).n == 0))
        return false; /* "in 1999)", "$20)" that ends a wrapped caption */
    *end = at;
    return true;
}

static bool scan_rule(struct scan *out, struct xbz_str text)
{
    size_t run = 0, longest = 0, total = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c != '-' && c != '=' && c != '_' && c != ' ' && c != '~')
            return false;
        run = c != ' ' && i && text.p[i - 1] == c ? run + 1 : c != ' ';
        total += c != ' ';
        if (run > longest)
            longest = run;
        if (c == '=')
            out->twice = true;
    }
    return longest >= 3 || total >= 12;
}

static bool has_number(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_digit(s.p[i]))
            return true;
    return false;
}

/* True when the line's pieces are dates or years, but for words to the left of the first. */
static bool scan_dates(struct xbz_str text, const struct scan *scan)
{
    size_t at = 0, begin, end, pieces = 0, dated = 0, first_dated = 0, words = 0;
    bool ended = false; /* "Year ended January 31," on the left */
    for (size_t i = 0; i < scan->n_figures; i++)
        if (!scan->figures[i].year)
            return false;
    if (!has_number(text))
        return false;
    while (scan_piece(text, &at, &begin, &end)) {
        struct phrase p;
        struct xbz_str piece = str_sub(text, begin, end - begin);
        pieces++;
        phrase_read(&p, piece);
        if (p.n_dates && end - begin <= 60) {
            bool year = false;
            for (size_t i = 0; i < p.n_dates; i++)
                year |= p.dates[i].year != 0;
            if (year) {
                if (!dated)
                    first_dated = pieces;
                dated++;
            } else {
                ended = p.ended;
            }
        } else if (dated) {
            if (has_number(piece))
                return false;
            words++; /* "Change", "%": columns between the years */
        }
    }
    if (words)
        return dated >= 2 && words <= dated;
    if (scan->n_figures >= 2)
        return true;
    if (dated >= 2 && first_dated <= 2 && pieces - dated <= 1)
        return true;
    return scan->n_figures == 1 && dated == 1 && pieces <= 2 && (scan->indent >= 20 || ended);
}

/* "December 31": a day of the month, right behind its name. */
static bool is_day(struct xbz_str text, const struct figure *f)
{
    size_t end = f->begin, begin;
    while (end > 0 && (text.p[end - 1] == ' ' || text.p[end - 1] == '.'))
        end--;
    for (begin = end; begin > 0 && is_alpha(text.p[begin - 1]); begin--)
        ;
    return f->hi - f->lo <= 2 && f->begin - end <= 2 && end > begin && month_of(str_sub(text, begin, end - begin)) != 0;
}

/* Currency signs the line ends in: their figures are missing. */
static void drop_stray(struct xbz_str text, size_t *end, bool *stray)
{
    struct chunk c;
    size_t at = *end;
    while (last_chunk(text, &at, &c) && c.kind == CHUNK_OPEN && c.s.p[0] == '$' && stands_apart(text, c.begin)) {
        *stray = true;
        *end = at;
    }
}

void scan_line(struct scan *out, struct xbz_str text)
{
    struct figure found[SCAN_FIGURES];
    size_t n = 0, end;
    memset(out, 0, offsetof(struct scan, figures));
    out->n_figures = 0;
    out->tight = out->dotted = out->twice = out->stray = false;
    while (text.n && text.p[text.n - 1] == ' ')
        text.n--;
    while (out->indent < text.n && text.p[out->indent] == ' ')
        out->indent++;
    out->end = (unsigned)text.n;
    if (text.n == 0) {
        out->kind = LINE_BLANK;
        return;
    }
    if (scan_rule(out, text)) {
        out->kind = LINE_RULE;
        return;
    }
    out->twice = false;
    end = text.n;
    drop_stray(text, &end, &out->stray);
    while (n < SCAN_FIGURES && take_figure(text, &end, &found[n], &out->stray) && !is_day(text, &found[n]))
        n++;
    for (size_t i = 0; i < n; i++)
        out->figures[i] = found[n - 1 - i];
    out->n_figures = n;
    if (n) {
        size_t e = out->figures[0].begin, words = e;
        while (words > 0 && text.p[words - 1] == ' ')
            words--;
        out->tight = words > 0 && e - words < 2;
    }
    out->kind = LINE_TEXT;
    if (scan_dates(text, out))
        out->kind = LINE_DATES;
    else if (n > 1 || (n == 1 && !out->tight))
        out->kind = LINE_FIGURES;
}
