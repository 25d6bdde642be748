/* schedule_parse.c - the tags of a financial data schedule to columns and figures. */
#include "read/schedule.h"

#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/run.h"
#include "base/str.h"

struct parser {
    struct xbz_run *run;
    struct arena *arena;
    struct xbz_schedule *out;
};

static enum xbz_status exhausted(const struct parser *p, struct xbz_place place)
{
    return run_fail(p->run, p->arena->no_memory ? XBZ_D_OUT_OF_MEMORY : XBZ_D_TABLE_TOO_LARGE, place, NULL);
}

bool schedule_is_header(struct xbz_str tag)
{
    static const char *const names[] = {"ARTICLE",       "RESTATED",     "CIK",        "NAME",       "NUMBER",
                                        "SERIES",        "MULTIPLIER",   "CURRENCY",   "LEGEND",     "PERIOD-TYPE",
                                        "EXCHANGE-RATE", "PERIOD-START", "PERIOD-END", "BOOK-VALUE", "FISCAL-YEAR-END"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(tag, str_of(names[i])))
            return true;
    return false;
}

/* The next word of text at *at: what stands between blanks; empty at the end. */
static struct xbz_str next_word(struct xbz_str text, size_t *at)
{
    while (*at < text.n && is_space(text.p[*at]))
        ++*at;
    size_t from = *at;
    while (*at < text.n && !is_space(text.p[*at]))
        ++*at;
    return str_sub(text, from, *at - from);
}

static struct xbz_str upper(const struct parser *p, struct xbz_str text, bool *ok)
{
    char copy[32];
    size_t n = text.n < sizeof copy ? text.n : sizeof copy;
    for (size_t i = 0; i < n; i++)
        copy[i] = to_upper(text.p[i]);
    return arena_str(p->arena, (struct xbz_str){copy, n}, ok);
}

/* ---- dates ---- */

static unsigned read_digits(struct xbz_str text, size_t *at, size_t most)
{
    unsigned number = 0;
    for (size_t n = 0; n < most && *at < text.n && is_digit(text.p[*at]); n++)
        number = number * 10 + (unsigned)(text.p[(*at)++] - '0');
    return number;
}

static bool skip_separators(struct xbz_str text, size_t *at)
{
    size_t from = *at;
    while (*at < text.n && (is_space(text.p[*at]) || strchr("-,./", text.p[*at])))
        ++*at;
    return *at > from;
}

/* The month a word or number at *at names, 0 when it is none. */
static unsigned read_month(struct xbz_str text, size_t *at)
{
    size_t from = *at;
    if (is_digit(text.p[from]))
        return read_digits(text, at, 2);
    while (*at < text.n && is_alpha(text.p[*at]))
        ++*at;
    return month_of(str_sub(text, from, *at - from));
}

/* The next date of text at *at: "DEC-31-1996", "Dec 31, 1996", "12/31/96".  False at the end; a day that does not exist
 * is delivered as unknown. */
static bool next_date(struct xbz_str text, size_t *at, struct xbz_date *out)
{
    while (*at < text.n) {
        if (!is_alnum(text.p[*at])) {
            ++*at;
            continue;
        }
        unsigned month = read_month(text, at);
        if (month == 0 || !skip_separators(text, at))
            continue;
        size_t day_at = *at;
        unsigned day = read_digits(text, at, 2);
        if (*at == day_at || !skip_separators(text, at))
            continue;
        size_t year_at = *at;
        unsigned year = read_digits(text, at, 4);
        if (*at - year_at == 2)
            year += year < 50 ? 2000 : 1900;
        else if (*at - year_at != 4)
            continue;
        struct xbz_date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
        *out = date_valid(date) ? date : (struct xbz_date){0, 0, 0};
        return true;
    }
    return false;
}

static size_t read_dates(struct xbz_str text, struct xbz_date dates[SCHEDULE_COLUMNS])
{
    struct xbz_date date;
    size_t at = 0, n = 0;
    while (n < SCHEDULE_COLUMNS && next_date(text, &at, &date))
        dates[n++] = date;
    return n;
}

/* ---- figures ---- */

static struct xbz_str strip_end(struct xbz_str s, char c)
{
    return s.n && s.p[s.n - 1] == c ? str_sub(s, 0, s.n - 1) : s;
}

static struct xbz_str strip_start(struct xbz_str s, char c)
{
    return s.n && s.p[0] == c ? str_sub(s, 1, s.n - 1) : s;
}

static bool is_dash(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '-')
            return false;
    return s.n > 0;
}

/* Reads a figure without blanks: "1,234", "(46)", "$3.09", "($.95)", "5.2%", "--". */
static void read_figure(struct xbz_value *value, struct xbz_str word)
{
    value->text = word;
    if (is_dash(word) || str_eq_nocase(word, STR("none")) || str_eq_nocase(word, STR("nil"))) {
        value->kind = XBZ_NIL;
        return;
    }
    struct xbz_str s = strip_end(word, '%');
    bool percent = s.n<word.n, minus = s.n> 1 && s.p[0] == '-', dollar = s.n && memchr(s.p, '$', s.n);
    s = strip_start(minus ? str_sub(s, 1, s.n - 1) : s, '$');
    bool bracket = s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')';
    if (bracket)
        s = strip_start(str_sub(s, 1, s.n - 2), '$');
    s = strip_end(s, '%');
    if (!minus && s.n > 1 && s.p[0] == '-') {
        minus = true;
        s = str_sub(s, 1, s.n - 1);
    } else if (!minus && s.n > 1 && s.p[s.n - 1] == '-') {
        minus = true;
        s = strip_end(s, '-');
    }
    s = strip_end(s, '.');
    value->kind = XBZ_WORDS;
    if (s.n == 0 || s.p[0] == '-' || s.p[0] == '(' || !decimal_read(&value->number, s))
        return;
    value->kind = percent ? XBZ_PERCENT : XBZ_NUMBER;
    value->currency_sign = dollar;
    value->bracketed = bracket;
    value->number.negative = (minus || bracket) && !decimal_is_zero(&value->number);
}

/* "(1)", "(a)", "[2]", "*": a note mark when it stands behind a figure. */
static bool is_mark(struct xbz_str word)
{
    if (word.n && word.p[0] == '*')
        return true;
    return word.n >= 3 && word.n <= 4 && (word.p[0] == '(' || word.p[0] == '[') &&
           (word.p[word.n - 1] == ')' || word.p[word.n - 1] == ']') && (is_alpha(word.p[1]) || word.n == 3);
}

/* A figure and the note references glued to it. */
static void read_marked(struct xbz_value *value, struct xbz_str word)
{
    size_t end = word.n;
    const char *mark = word.n ? memchr(word.p, '<', word.n) : NULL;
    if (mark)
        end = (size_t)(mark - word.p);
    while (end > 1 && word.p[end - 1] == '*')
        end--;
    read_figure(value, str_sub(word, 0, end));
    value->mark = str_sub(word, end, word.n - end);
}

/* Words of a value that belong together: "$ 3.09", "( 46 )", "$ ( 46 )". */
static struct xbz_str next_figure(const struct parser *p, struct xbz_str text, size_t *at, bool *ok)
{
    struct xbz_str word = next_word(text, at);
    bool open = word.n && word.p[0] == '(' && word.p[word.n - 1] != ')' && !memchr(word.p, ')', word.n);
    if (!str_eq(word, STR("$")) && !str_eq(word, STR("-$")) && !open)
        return word;
    char joined[64];
    size_t n = 0;
    while (word.n && n + word.n <= sizeof joined) {
        memcpy(joined + n, word.p, word.n);
        n += word.n;
        open = memchr(joined, '(', n) && !memchr(joined, ')', n);
        size_t peek = *at;
        bool closes = str_eq(next_word(text, &peek), STR(")"));
        if (!open && joined[n - 1] != '$')
            break;
        if (open && n > 40 && !closes)
            break;
        word = next_word(text, at);
    }
    return arena_str(p->arena, (struct xbz_str){joined, n}, ok);
}

/* The bytes of a figure, when its line says where its text stands; else the whole of that. */
static struct xbz_place figure_place(const struct schedule_line *line, size_t begin, size_t end)
{
    struct xbz_place place = line->text_place;
    if (place.line == 0)
        return line->place;
    while (begin < end && is_space(line->text.p[begin]))
        begin++;
    return (struct xbz_place){place.line, place.begin + begin, place.begin + end};
}

/* Reads the values behind a tag; returns how many there are, up to one more than the columns. */
static size_t read_values(const struct parser *p, const struct schedule_line *line, struct xbz_value *values, bool *ok)
{
    struct xbz_str text = line->text;
    size_t at = 0, n = 0, columns = p->out->n_columns;
    while (n <= columns) {
        size_t begin = at;
        struct xbz_str word = next_figure(p, text, &at, ok);
        if (word.n == 0)
            break;
        bool after = n > 0 && values[n - 1].kind != XBZ_WORDS;
        if (after && (word.p[0] == '<' || (is_mark(word) && (n == columns || !is_digit(word.p[1]))))) {
            values[n - 1].mark = word;
            continue;
        }
        if (word.p[0] == '<')
            continue;
        struct xbz_value value = {.kind = XBZ_EMPTY};
        read_marked(&value, word);
        value.place = figure_place(line, begin, at);
        /* Words go on until a figure comes. */
        if (value.kind == XBZ_WORDS && n > 0 && values[n - 1].kind == XBZ_WORDS && !is_digit(word.p[0]))
            continue;
        if (n < columns)
            values[n] = value;
        n++;
    }
    return n;
}

static bool looks_like_figure(struct xbz_str text)
{
    for (size_t i = 0; i < text.n && i < 3; i++)
        if (is_digit(text.p[i]))
            return true;
    return false;
}

static enum xbz_status parse_row(const struct parser *p, const struct schedule_line *line)
{
    struct xbz_schedule *s = p->out;
    struct xbz_schedule_row *row = &s->rows[s->n_rows];
    bool ok = true;
    *row = (struct xbz_schedule_row){line->tag, ARENA_ARRAY(p->arena, s->n_columns + 1, struct xbz_value), line->place};
    if (!row->values)
        return exhausted(p, line->place);
    size_t n = read_values(p, line, row->values, &ok);
    if (!ok)
        return exhausted(p, line->place);
    if (n != s->n_columns) {
        if (n > 0)
            run_diag(p->run, XBZ_D_SCHEDULE_LINE, line->place, "%.*s: %zu%s values for %zu columns", STR_ARG(line->tag),
                     n, n > s->n_columns ? " or more" : "", s->n_columns);
        memset(row->values, 0, s->n_columns * sizeof *row->values);
    }
    for (size_t c = 0; c < s->n_columns; c++) {
        struct xbz_value *v = &row->values[c];
        if (v->place.line == 0)
            v->place = line->place;
        if (v->kind == XBZ_WORDS && looks_like_figure(v->text))
            run_diag(p->run, XBZ_D_CELL_UNREADABLE, line->place, "%.*s: %.*s", STR_ARG(line->tag), STR_ARG(v->text));
    }
    s->n_rows++;
    return XBZ_OK;
}

/* ---- header ---- */

/* 1,000 -> 1000; 0 for what is no power of ten up to 10^9. */
static uint32_t read_multiplier(struct xbz_str text)
{
    struct xbz_value value = {.kind = XBZ_EMPTY};
    int64_t number;
    size_t at = 0;
    read_marked(&value, next_word(text, &at));
    if (value.kind != XBZ_NUMBER || !decimal_units(&value.number, 0, &number))
        return 0;
    for (int64_t power = 1; power <= 1000000000; power *= 10)
        if (number == power)
            return (uint32_t)power;
    return 0;
}

/* "5", "ART. 5", "BD": the number or letters. */
static struct xbz_str read_article(const struct parser *p, struct xbz_str text, bool *ok)
{
    size_t at = 0;
    struct xbz_str word = next_word(text, &at);
    if (str_starts_nocase(word, STR("ART")))
        word = next_word(text, &at);
    while (word.n && !is_alnum(word.p[word.n - 1]))
        word.n--;
    return upper(p, word, ok);
}

static struct xbz_str text_of(const struct schedule_line *lines, size_t n, struct xbz_str tag)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(lines[i].tag, tag))
            return lines[i].text;
    return (struct xbz_str){NULL, 0};
}

static bool has_tag(const struct schedule_line *lines, size_t n, struct xbz_str tag)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(lines[i].tag, tag))
            return true;
    return false;
}

/* One date for each column, or one for all of them; others are not told apart. */
static struct xbz_date date_of(const struct xbz_date *dates, size_t n, size_t column, size_t columns)
{
    return n == columns ? dates[column] : n == 1 ? dates[0] : (struct xbz_date){0, 0, 0};
}

static enum xbz_status parse_columns(const struct parser *p, const struct schedule_line *lines, size_t n)
{
    struct xbz_schedule *s = p->out;
    struct xbz_date ends[SCHEDULE_COLUMNS], starts[SCHEDULE_COLUMNS], years[SCHEDULE_COLUMNS];
    size_t n_ends = read_dates(text_of(lines, n, STR("PERIOD-END")), ends);
    size_t n_starts = read_dates(text_of(lines, n, STR("PERIOD-START")), starts);
    size_t n_years = read_dates(text_of(lines, n, STR("FISCAL-YEAR-END")), years);
    struct xbz_str types = text_of(lines, n, STR("PERIOD-TYPE"));
    size_t at = 0, n_types = 0;
    bool ok = true;
    while (next_word(types, &at).n)
        n_types++;
    s->n_columns = n_ends ? n_ends : n_years ? n_years : 1;
    s->columns = ARENA_ARRAY(p->arena, s->n_columns, struct xbz_schedule_column);
    if (!s->columns)
        return exhausted(p, s->place);
    at = 0;
    for (size_t c = 0; c < s->n_columns; c++) {
        struct xbz_schedule_column *column = &s->columns[c];
        column->end = date_of(ends, n_ends, c, s->n_columns);
        column->start = date_of(starts, n_starts, c, s->n_columns);
        column->fiscal_year_end = date_of(years, n_years, c, s->n_columns);
        if (s->n_columns == 1)
            column->period_type = upper(p, types, &ok);
        else if (n_types == s->n_columns)
            column->period_type = upper(p, next_word(types, &at), &ok);
    }
    return ok ? XBZ_OK : exhausted(p, s->place);
}

enum xbz_status schedule_parse(struct xbz_run *run, struct arena *arena, const struct schedule_line *lines, size_t n,
                               struct xbz_schedule *out)
{
    const struct parser p = {run, arena, out};
    bool ok = true;
    memset(out, 0, sizeof *out);
    if (n)
        out->place = lines[0].place;
    out->article = read_article(&p, text_of(lines, n, STR("ARTICLE")), &ok);
    out->multiplier = read_multiplier(text_of(lines, n, STR("MULTIPLIER")));
    out->currency = text_of(lines, n, STR("CURRENCY"));
    out->cik = text_of(lines, n, STR("CIK"));
    out->name = text_of(lines, n, STR("NAME"));
    out->series = has_tag(lines, n, STR("SERIES"));
    out->restated = has_tag(lines, n, STR("RESTATED"));
    out->pro_forma = str_starts_nocase(text_of(lines, n, STR("BOOK-VALUE")), STR("PRO"));
    out->rows = ARENA_ARRAY(arena, n, struct xbz_schedule_row);
    if (!ok || !out->rows)
        return exhausted(&p, out->place);
    TRY(parse_columns(&p, lines, n));
    for (size_t i = 0; i < n; i++)
        if (!schedule_is_header(lines[i].tag))
            TRY(parse_row(&p, &lines[i]));
    return XBZ_OK;
}
