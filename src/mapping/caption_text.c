#include "mapping/caption_text.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

#define DATES 8

enum token_kind { TOKEN_END, TOKEN_FIGURE, TOKEN_DATE, TOKEN_WORD, TOKEN_GLUE, TOKEN_COMMA, TOKEN_SEPARATOR };

struct token {
    enum token_kind kind;
    struct caption_number number;
    struct caption_when when;
};

static bool number_char(struct xbz_str s, size_t i)
{
    return i < s.n && (is_digit(s.p[i]) || ((s.p[i] == ',' || s.p[i] == '.') && i + 1 < s.n && is_digit(s.p[i + 1])));
}

static size_t skip_spaces(struct xbz_str s, size_t at)
{
    while (at < s.n && is_space(s.p[at]))
        at++;
    return at;
}

static size_t skip_back(struct xbz_str s, size_t at)
{
    while (at > 0 && is_space(s.p[at - 1]))
        at--;
    return at;
}

/* The word that ends right before at, blanks left out. */
static struct xbz_str word_before(struct xbz_str s, size_t at)
{
    size_t end = skip_back(s, at), from = end;
    while (from > 0 && is_alpha(s.p[from - 1]))
        from--;
    return str_sub(s, from, end - from);
}

static bool one_of(struct xbz_str word, const char *const *words)
{
    for (; *words; words++)
        if (str_eq_nocase(word, str_of(*words)))
            return true;
    return false;
}

static int scale_word(struct xbz_str s, size_t at)
{
    struct xbz_str rest = str_sub(s, skip_spaces(s, at), s.n);
    return str_starts_nocase(rest, STR("million"))    ? 6
           : str_starts_nocase(rest, STR("billion"))  ? 9
           : str_starts_nocase(rest, STR("thousand")) ? 3
                                                      : 0;
}

/* Four digits without a comma: a number of shares with four digits has its comma. */
static int year_of(const struct xbz_decimal *value)
{
    int year = 0;
    if (value->exponent != 0 || value->n != 4)
        return 0;
    for (size_t i = 0; i < 4; i++)
        year = year * 10 + (value->digits[i] - '0');
    return year >= 1900 && year <= 2099 ? year : 0;
}

/* A number at *at, which moves behind it. */
static void read_number(struct xbz_str s, size_t *at, struct token *out)
{
    static const char *const labels[] = {"note", "notes", "class", "series", "level", "tier", "exhibit", "due", NULL};
    size_t from = *at, sign = skip_back(s, from);
    bool dollar = sign > 0 && s.p[sign - 1] == '$';
    if (from > 0 && s.p[from - 1] == '.') {
        from--;
        sign = skip_back(s, from);
        dollar = sign > 0 && s.p[sign - 1] == '$';
    }
    while (number_char(s, *at))
        ++*at;
    struct xbz_decimal *value = &out->number.value;
    bool plain = memchr(s.p + from, ',', *at - from) == NULL;
    out->kind = TOKEN_WORD;
    if ((*at < s.n && (is_alpha(s.p[*at]) || s.p[*at] == '%')) || one_of(word_before(s, from), labels) ||
        !decimal_read(value, str_sub(s, from, *at - from)))
        return;
    if (plain && !dollar && year_of(value)) {
        out->kind = TOKEN_DATE;
        out->when.year = year_of(value);
        return;
    }
    out->kind = TOKEN_FIGURE;
    bool counts = str_starts_nocase(str_sub(s, skip_spaces(s, *at), s.n), STR("share"));
    out->number.money = dollar || (value->exponent < 0 && value->n + value->exponent < 2 && !counts);
    out->number.power = scale_word(s, *at);
    if (out->number.power)
        out->number.money = dollar;
}

/* "(19)" or "($19)" that stands for a negative amount: behind a "$", or with one inside. */
static bool read_bracketed(struct xbz_str s, size_t *at, struct token *out)
{
    size_t to = skip_spaces(s, *at + 1), sign = skip_back(s, *at);
    bool inside = to < s.n && s.p[to] == '$', outside = sign > 0 && s.p[sign - 1] == '$';
    if (inside)
        to = skip_spaces(s, to + 1);
    if ((!inside && !outside) || !number_char(s, to))
        return false;
    struct token inner = {0};
    read_number(s, &to, &inner);
    to = skip_spaces(s, to);
    if (inner.kind == TOKEN_WORD || to == s.n || s.p[to] != ')')
        return false;
    *out = inner;
    out->kind = TOKEN_FIGURE;
    out->number.money = true;
    out->number.value.negative = !decimal_is_zero(&out->number.value);
    *at = to + 1;
    return true;
}

/* Day and year behind the name of a month. */
static void read_date(struct xbz_str s, size_t *at, unsigned month, struct token *out)
{
    for (size_t parts = 0; parts < 2; parts++) {
        size_t from = *at, to;
        while (from < s.n && (is_space(s.p[from]) || s.p[from] == ','))
            from++;
        for (to = from; to < s.n && is_digit(s.p[to]);)
            to++;
        struct xbz_decimal value;
        if (to == from || !decimal_read(&value, str_sub(s, from, to - from)) || (to < s.n && is_alpha(s.p[to])))
            break;
        if (to - from <= 2 && out->when.day == 0)
            out->when.day = (unsigned)(value.n == 2 ? (value.digits[0] - '0') * 10 + (value.digits[1] - '0')
                                                    : value.digits[0] - '0');
        else if (to - from == 4 && year_of(&value))
            out->when.year = year_of(&value);
        else
            break;
        *at = to;
    }
    out->kind = TOKEN_DATE;
    out->when.month = month;
}

static int count_of(struct xbz_str word)
{
    return str_eq_nocase(word, STR("three"))    ? 3
           : str_eq_nocase(word, STR("six"))    ? 6
           : str_eq_nocase(word, STR("nine"))   ? 9
           : str_eq_nocase(word, STR("twelve")) ? 12
                                                : 0;
}

static void read_word(struct xbz_str s, size_t *at, struct token *out)
{
    static const char *const glue[] = {"and",   "or",   "in",     "at",       "as",      "of",      "for",
                                       "the",   "both", "ended",  "ending",   "months",  "shares",  "respectively",
                                       "share", "each", "common", "thousand", "million", "billion", NULL};
    static const char *const nothing[] = {"zero", "none", "nil", NULL};
    size_t from = *at;
    while (*at < s.n && is_alpha(s.p[*at]))
        ++*at;
    struct xbz_str word = str_sub(s, from, *at - from);
    unsigned month = month_of(word);
    out->kind = one_of(word, glue) ? TOKEN_GLUE : TOKEN_WORD;
    if (month != 0 && (month != 5 || is_digit(s.p[skip_spaces(s, *at) < s.n ? skip_spaces(s, *at) : *at - 1]))) {
        read_date(s, at, month, out);
    } else if (one_of(word, nothing)) {
        out->kind = TOKEN_FIGURE;
        out->number.value = (struct xbz_decimal){.n = 1, .digits = {'0'}};
    } else if (count_of(word) != 0 && str_starts_nocase(str_sub(s, skip_spaces(s, *at), s.n), STR("month"))) {
        out->kind = TOKEN_DATE;
        out->when.months = count_of(word);
        for (*at = skip_spaces(s, *at); *at < s.n && is_alpha(s.p[*at]);)
            ++*at;
    }
}

static void next_token(struct xbz_str s, size_t *at, struct token *out)
{
    memset(out, 0, sizeof *out);
    if (*at >= s.n)
        return;
    char c = s.p[*at];
    if (is_digit(c)) {
        read_number(s, at, out);
    } else if (is_alpha(c)) {
        read_word(s, at, out);
    } else if (c != '(' || !read_bracketed(s, at, out)) {
        bool dashes = c == '-' && *at + 1 < s.n && s.p[*at + 1] == '-';
        out->kind = c == ',' ? TOKEN_COMMA : strchr(";:()", c) || dashes ? TOKEN_SEPARATOR : TOKEN_GLUE;
        ++*at;
    }
}

/* What stands behind a separator goes on with the list of figures before it: the next figure, its date before it when
 * the separator is no comma. */
static bool goes_on(struct xbz_str s, size_t at, bool comma)
{
    bool dated = false;
    struct token t;
    for (;;) {
        next_token(s, &at, &t);
        if (t.kind == TOKEN_FIGURE)
            return comma || dated;
        if (t.kind == TOKEN_END || t.kind == TOKEN_WORD || (t.kind == TOKEN_SEPARATOR && !dated))
            return false;
        dated = dated || t.kind == TOKEN_DATE;
    }
}

/* Dates of a clause, each with the number of figures before it. */
struct dates {
    struct caption_when when[DATES];
    size_t after[DATES];
    size_t n;
};

static void add_date(struct dates *dates, const struct caption_when *when, size_t figures)
{
    struct caption_when *last = dates->n ? &dates->when[dates->n - 1] : NULL;
    if (last && dates->after[dates->n - 1] == figures && last->months && !last->year && !when->months) {
        last->year = when->year; /* "the six months ended June 30, 2023" */
        last->month = when->month;
        last->day = when->day;
    } else if (dates->n < DATES) {
        /* "June 30 and December 31, 2022" */
        for (size_t d = dates->n; d-- > 0 && dates->after[d] == figures && dates->when[d].year == 0;)
            dates->when[d].year = when->year;
        dates->after[dates->n] = figures;
        dates->when[dates->n++] = *when;
    }
}

static void date_numbers(struct caption_segment *segment, const struct dates *dates)
{
    size_t n = segment->n, last = 0;
    for (size_t d = 0; d < dates->n; d++)
        last += dates->after[d] == n;
    if (dates->n == 0 || (last == dates->n && last != n && last > 1))
        return;
    if (last == dates->n) { /* "2,285 and 2,293 in 1997 and 1996"; one date speaks of all figures */
        for (size_t i = 0; i < n; i++)
            segment->numbers[i].when = dates->when[last == n ? i : 0];
        return;
    }
    for (size_t d = dates->n; d-- > 0;) {
        /* "2023: 5; 2022: 6" has the dates before the figures, "5 in 2023 and 6 in 2022" behind them */
        size_t i = last == 0 ? dates->after[d] : dates->after[d] - 1;
        if (dates->after[d] + (last == 0) > 0 && i < n)
            segment->numbers[i].when = dates->when[d];
    }
    for (size_t i = n; last != 0 && i-- > 1;) /* "4 and 5 in 2023" */
        if (segment->numbers[i - 1].when.year == 0) {
            segment->numbers[i - 1].when.year = segment->numbers[i].when.year;
            segment->numbers[i - 1].when.month = segment->numbers[i].when.month;
            segment->numbers[i - 1].when.day = segment->numbers[i].when.day;
        }
}

/* Behind a figure a bracket that tells its parts is passed over when the list or the counted thing follows it: "12 (Class
 * A 7, Class B 5) and 14 shares".  Its end, or at. */
static size_t skip_breakdown(struct xbz_str s, size_t at)
{
    size_t end = str_find(s, STR(")"), at);
    if (end == (size_t)-1)
        return at;
    size_t next = skip_spaces(s, end + 1);
    return str_starts_nocase(str_sub(s, next, s.n), STR("share")) || goes_on(s, next, true) ? end + 1 : at;
}

/* A clause without words of its own belongs to those behind the figures before it: "Issued at stated capital: 2023: 5". */
static struct xbz_str text_of(struct xbz_str s, size_t from, size_t to, bool words)
{
    while (!words && from > 0 && !is_digit(s.p[from - 1]))
        from--;
    return str_sub(s, from, to - from);
}

/* "And" behind the word for a figure begins a clause when another figure with its word follows: "5,500 shares issued and
 * 5,300 outstanding".  The date behind that one is that of both. */
static bool begins_clause(struct xbz_str s, size_t from, size_t at, struct caption_when *when)
{
    bool figure = false, word = false;
    struct token t;
    if (!str_eq_nocase(str_sub(s, from, at - from), STR("and")))
        return false;
    for (;;) {
        next_token(s, &at, &t);
        if (t.kind == TOKEN_FIGURE && figure)
            break;
        if (t.kind == TOKEN_END || t.kind == TOKEN_COMMA || t.kind == TOKEN_SEPARATOR ||
            (t.kind != TOKEN_FIGURE && t.kind != TOKEN_GLUE && !figure))
            break;
        figure = figure || t.kind == TOKEN_FIGURE;
        word = word || t.kind == TOKEN_WORD;
        if (t.kind == TOKEN_DATE && when->year == 0)
            *when = t.when;
    }
    return word && t.kind != TOKEN_FIGURE;
}

bool caption_next_segment(struct xbz_str s, size_t *at, struct caption_segment *out)
{
    size_t from = *at, before = *at;
    struct dates dates = {.n = 0};
    struct caption_when shared = {0, 0, 0, 0};
    enum token_kind last = TOKEN_WORD; /* glue left out */
    bool words = false, named = false; /* words in the clause; behind its last figure */
    out->n = 0;
    for (;;) {
        struct token t;
        before = *at;
        next_token(s, at, &t);
        if (t.kind == TOKEN_END)
            break;
        if (t.kind == TOKEN_FIGURE && out->n < CAPTION_NUMBERS)
            out->numbers[out->n++] = t.number;
        if (t.kind == TOKEN_DATE)
            add_date(&dates, &t.when, out->n);
        words = words || t.kind == TOKEN_WORD;
        named = t.kind == TOKEN_WORD || (named && t.kind != TOKEN_FIGURE);
        if (t.kind == TOKEN_SEPARATOR && last == TOKEN_FIGURE && s.p[before] == '(')
            *at = skip_breakdown(s, *at);
        bool parts = (t.kind == TOKEN_COMMA || t.kind == TOKEN_SEPARATOR) && *at == before + 1;
        bool colon = s.p[before] == ':' && last == TOKEN_DATE;
        if (out->n > 0 && parts && !colon && (named || !goes_on(s, *at, t.kind == TOKEN_COMMA)))
            break;
        if (t.kind == TOKEN_GLUE && out->n == 1 && named && dates.n == 0 && begins_clause(s, before, *at, &shared)) {
            add_date(&dates, &shared, 1);
            break;
        }
        if (t.kind != TOKEN_GLUE)
            last = t.kind;
    }
    out->text = text_of(s, from, before, words);
    /* "135.7 and 130.6 million": the word is said once for the list. */
    for (size_t i = out->n; i-- > 1;)
        if (out->numbers[i - 1].power == 0 && !out->numbers[i - 1].money)
            out->numbers[i - 1].power = out->numbers[i].power;
    date_numbers(out, &dates);
    return out->n > 0;
}
