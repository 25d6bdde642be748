/* figures.c - figures and dates in text. */
#include "output/figures.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"

#define FIGURE_BYTES 64
#define SCALE_MOST   9

/* The dash at text[i]: its length, 0 when there is none.  Hyphen, en dash, em dash, minus sign, horizontal bar. */
static size_t dash_at(struct xbz_str text, size_t i)
{
    static const char *const dashes[] = {
        "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", "\xE2\x80\x95", "\xE2\x80\x90", "\xE2\x80\x91", NULL};
    for (size_t k = 0; dashes[k]; k++) {
        struct xbz_str dash = str_of(dashes[k]);
        if (str_eq(str_sub(text, i, dash.n), dash))
            return dash.n;
    }
    return 0;
}

/* Control characters part what stands in different cells. */
static bool parts(struct xbz_str text, size_t i)
{
    unsigned char c = i < text.n ? (unsigned char)text.p[i] : ' ';
    return c <= ' ' || c == '$' || c == '(' || c == ')' || c == '%' || c == '|' || c == 0xA0 || c == 0xC2;
}

static bool parts_before(struct xbz_str text, size_t i)
{
    return i == 0 || parts(text, i - 1);
}

static bool read_number(struct xbz_str text, size_t i, struct printed_figure *figure, size_t *end)
{
    size_t n = i;
    while (n < text.n && (is_digit(text.p[n]) || text.p[n] == ',' || text.p[n] == '.'))
        n++;
    *end = n;
    while (n > i && !is_digit(text.p[n - 1]))
        n--;
    bool word = (i > 0 && is_alnum(text.p[i - 1])) || (*end < text.n && is_alpha(text.p[*end]));
    if (word || n - i > FIGURE_BYTES || !decimal_read(&figure->number, str_sub(text, i, n - i)))
        return false;
    figure->begin = i;
    figure->end = n;
    figure->nothing = false;
    return true;
}

/* "-", "--", "-0-": from i to *end. */
static bool read_dash(struct xbz_str text, size_t i, struct printed_figure *figure, size_t *end)
{
    size_t n = i, dash, zeros = 0;
    for (;;) {
        if ((dash = dash_at(text, n)) != 0) {
            n += dash;
        } else if (n < text.n && text.p[n] == '0' && zeros == 0 && dash_at(text, n + 1)) {
            zeros++;
            n++;
        } else {
            break;
        }
    }
    *end = n;
    if (!parts_before(text, i) || !parts(text, n))
        return false;
    *figure = (struct printed_figure){.begin = i, .end = n, .nothing = true, .number = {.n = 1, .digits = {'0'}}};
    return true;
}

static bool read_word(struct xbz_str text, size_t i, struct printed_figure *figure, size_t *end)
{
    size_t n = i;
    while (n < text.n && is_alnum(text.p[n]))
        n++;
    *end = n;
    struct xbz_str word = str_sub(text, i, n - i);
    if (!str_eq_nocase(word, STR("nil")) && !str_eq_nocase(word, STR("none")) && !str_eq_nocase(word, STR("zero")))
        return false;
    *figure = (struct printed_figure){.begin = i, .end = n, .nothing = true, .number = {.n = 1, .digits = {'0'}}};
    return true;
}

bool figure_next(struct xbz_str text, size_t *at, struct printed_figure *figure)
{
    for (size_t i = *at; i < text.n;) {
        size_t end = i + 1;
        char c = text.p[i];
        bool found = false;
        if (is_digit(c) || (c == '.' && i + 1 < text.n && is_digit(text.p[i + 1])))
            found = read_number(text, i, figure, &end);
        else if (is_alpha(c))
            found = read_word(text, i, figure, &end);
        else if (dash_at(text, i))
            found = read_dash(text, i, figure, &end);
        i = end;
        *at = i;
        if (found)
            return true;
    }
    return false;
}

/* Without zeros at its end. */
static void normalize(struct xbz_decimal *d)
{
    while (d->n > 1 && d->digits[d->n - 1] == '0') {
        d->n--;
        d->exponent++;
    }
}

bool figure_tells(const struct printed_figure *figure, const struct xbz_decimal *value, int *scale)
{
    struct xbz_decimal printed = figure->number, meant = *value;
    *scale = 0;
    if (decimal_is_zero(value) || decimal_is_zero(&printed))
        return decimal_is_zero(value) && decimal_is_zero(&printed);
    normalize(&printed);
    normalize(&meant);
    if (!str_eq((struct xbz_str){printed.digits, printed.n}, (struct xbz_str){meant.digits, meant.n}))
        return false;
    *scale = meant.exponent - printed.exponent;
    return *scale == -2 || (*scale >= 0 && *scale <= SCALE_MOST);
}

/* ---- dates ---- */

/* Blanks, also those that do not break, and a comma. */
static size_t skip_blanks(struct xbz_str text, size_t i)
{
    for (;;) {
        if (i < text.n && (is_space(text.p[i]) || text.p[i] == ','))
            i++;
        else if (str_eq(str_sub(text, i, 2), STR("\xC2\xA0")))
            i += 2;
        else
            return i;
    }
}

static size_t read_digits(struct xbz_str text, size_t i, size_t most, unsigned *number)
{
    size_t n = 0;
    for (*number = 0; i + n < text.n && n <= most && is_digit(text.p[i + n]); n++)
        *number = *number * 10 + (unsigned)(text.p[i + n] - '0');
    return n <= most ? n : 0;
}

/* The registry knows names of months in full and by three letters, in "Title" and "CAPITALS". */
static unsigned read_month(struct xbz_str word)
{
    static const unsigned char lengths[] = {7, 8, 5, 5, 3, 4, 4, 6, 9, 7, 8, 8};
    unsigned month = month_of(word);
    if (month == 0 || (word.n != 3 && word.n != lengths[month - 1]) || !is_upper(word.p[0]))
        return 0;
    for (size_t i = 2; i < word.n; i++)
        if (is_upper(word.p[i]) != is_upper(word.p[1]))
            return 0;
    return month;
}

static bool read_date(struct xbz_str text, size_t i, size_t word_end, struct printed_date *date)
{
    unsigned day, year, month = read_month(str_sub(text, i, word_end - i));
    size_t at = skip_blanks(text, word_end), n = month && at > word_end ? read_digits(text, at, 2, &day) : 0;
    if (n == 0)
        return false;
    size_t behind = skip_blanks(text, at + n);
    if (behind == at + n || read_digits(text, behind, 4, &year) != 4)
        return false;
    date->begin = i;
    date->end = behind + 4;
    date->date = (struct xbz_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return date_valid(date->date);
}

bool date_next(struct xbz_str text, size_t *at, struct printed_date *date)
{
    for (size_t i = *at; i < text.n;) {
        size_t end = i;
        while (end < text.n && is_alpha(text.p[end]))
            end++;
        if (end > i && read_date(text, i, end, date)) {
            *at = date->end;
            return true;
        }
        i = end > i ? end : i + 1;
    }
    *at = text.n;
    return false;
}
