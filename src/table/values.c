/* values.c - the text of one cell to a value. */
#include "table/values.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"

/* Longest number that is read: digits, separators, point. */
#define NUMBER_BYTES 64

struct cursor {
    struct xbz_str s;
    size_t at;
};

static bool starts(const struct cursor *c, const char *what)
{
    size_t n;
    if (c->at >= c->s.n || c->s.p[c->at] != what[0])
        return false;
    n = strlen(what);
    return c->s.n - c->at >= n && memcmp(c->s.p + c->at, what, n) == 0;
}

static bool take(struct cursor *c, const char *what)
{
    if (!starts(c, what))
        return false;
    c->at += strlen(what);
    return true;
}

static bool take_blank(struct cursor *c)
{
    if (c->at < c->s.n && is_space(c->s.p[c->at])) {
        c->at++;
        return true;
    }
    return take(c, "\xC2\xA0");
}

static bool take_nocase(struct cursor *c, const char *what)
{
    struct xbz_str rest = str_sub(c->s, c->at, c->s.n), word = str_of(what);
    if (!rest.n || to_lower(rest.p[0]) != what[0])
        return false;
    if (!str_starts_nocase(rest, word))
        return false;
    c->at += word.n;
    return true;
}

/* "$", "\$", "US$", pound, euro, yen. */
static bool take_currency(struct cursor *c)
{
    static const char *const signs[] = {"\\$",    "$",    "\xC2\xA3", "\xE2\x82\xAC", "\xC2\xA5", "US$", "U.S.$",
                                        "U.S. $", "US $", "C$",       "Cdn$",         "CDN$",     "A$",  "HK$",
                                        "NT$",    "R$",   "RMB",      "EUR",          "USD",      NULL};
    if (c->at >= c->s.n || (is_alpha(c->s.p[c->at]) && !strchr("UCAHNRE", c->s.p[c->at])))
        return false;
    for (size_t i = 0; signs[i]; i++)
        if (take(c, signs[i]))
            return true;
    return false;
}

/* "-", en dash, em dash, minus sign, horizontal bar, hyphen. */
static bool take_dash(struct cursor *c)
{
    static const char *const dashes[] = {
        "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", "\xE2\x80\x95", "\xE2\x80\x90", "\xE2\x80\x91", NULL};
    for (size_t i = 0; dashes[i]; i++)
        if (take(c, dashes[i]))
            return true;
    return false;
}

/* A bracketed mark: "(1)", "(a)", "[2]", "(12)", "(a,b)". */
static bool take_bracketed_mark(struct cursor *c)
{
    char open = c->at < c->s.n ? c->s.p[c->at] : '\0';
    char close = open == '(' ? ')' : ']';
    size_t i = c->at + 1, letters = 0, digits = 0, commas = 0;
    if (open != '(' && open != '[')
        return false;
    for (; i < c->s.n && i < c->at + 8 && c->s.p[i] != close; i++) {
        if (is_alpha(c->s.p[i]))
            letters++;
        else if (is_digit(c->s.p[i]))
            digits++;
        else if (c->s.p[i] == ',')
            commas++;
        else if (c->s.p[i] != ' ' && c->s.p[i] != '*')
            return false;
    }
    if (i >= c->s.n || c->s.p[i] != close || letters > 3 || digits > 2 + commas ||
        (letters == 0 && digits == 0 && i == c->at + 1))
        return false;
    c->at = i + 1;
    return true;
}

/* "<F1>", "<FN2>". */
static bool take_tag_mark(struct cursor *c)
{
    size_t i = c->at;
    if (c->s.n - i < 3 || c->s.p[i] != '<' || to_lower(c->s.p[i + 1]) != 'f')
        return false;
    for (i += 2; i < c->s.n && (is_alnum(c->s.p[i])); i++)
        ;
    if (i >= c->s.n || c->s.p[i] != '>' || i > c->at + 8)
        return false;
    c->at = i + 1;
    return true;
}

static bool take_mark(struct cursor *c)
{
    static const char *const signs[] = {
        "*", "#", "+", "\xE2\x80\xA0", "\xE2\x80\xA1", "\xC2\xA7", "\xC2\xB9", "\xC2\xB2", "\xC2\xB3", "~", NULL};
    for (size_t i = 0; signs[i]; i++)
        if (take(c, signs[i]))
            return true;
    return take_tag_mark(c) || take_bracketed_mark(c);
}

/* The number itself: digits, separators and a point, from the cursor. */
static bool take_number(struct cursor *c, struct xbz_decimal *out)
{
    char digits[NUMBER_BYTES];
    size_t n = 0, i = c->at;
    for (; i < c->s.n && (is_digit(c->s.p[i]) || c->s.p[i] == ',' || c->s.p[i] == '.'); i++) {
        if (n == sizeof digits)
            return false;
        digits[n++] = c->s.p[i];
    }
    while (n && (digits[n - 1] == ',' || digits[n - 1] == '.')) /* "1,234," is a slip of the pen */
        n--;
    if (n == 0 || !decimal_read(out, (struct xbz_str){digits, n}))
        return false;
    c->at = i;
    return true;
}

static bool is_nil_word(struct xbz_str s)
{
    if (s.n < 3 || s.n > 5)
        return false;
    return str_eq_nocase(s, STR("nil")) || str_eq_nocase(s, STR("none")) || str_eq_nocase(s, STR("zero")) ||
           str_eq_nocase(s, STR("-nil-"));
}

/* Dashes, "-0-", dots: printed as nothing. */
static bool read_nil(struct cursor c)
{
    size_t dashes = 0, dots = 0, zero = 0;
    if (is_nil_word(str_trim(str_sub(c.s, c.at, c.s.n))))
        return true;
    while (c.at < c.s.n) {
        if (take_dash(&c))
            dashes++;
        else if (take(&c, ".") || take(&c, "\xE2\x80\xA6") || take(&c, "\xC2\xB7"))
            dots++;
        else if (take(&c, "0"))
            zero++;
        else if (!take_blank(&c) && !take(&c, "(") && !take(&c, ")") && !take(&c, "%") && !take(&c, "*"))
            return false;
    }
    if (zero > 1 || (zero && dashes < 2))
        return false;
    return (dashes > 0 && dashes < 7) || dots > 1; /* more are a rule */
}

struct reading {
    bool minus, open, close, percent, currency;
    size_t mark, mark_end;
};

/* Signs before the number: currency, bracket, minus, in any order. */
static bool read_before(struct cursor *c, struct reading *r)
{
    for (;;) {
        if (take_blank(c))
            continue;
        if (take_currency(c)) {
            r->currency = true;
        } else if (!r->open && take(c, "(")) {
            r->open = true;
        } else if (!r->minus && take_dash(c)) {
            r->minus = true;
        } else if (!take(c, "+")) {
            return c->at < c->s.n && (is_digit(c->s.p[c->at]) || c->s.p[c->at] == '.');
        }
    }
}

/* What may stand behind it: bracket, per cent, note marks, a trailing minus.  False when something else does. */
static bool read_after(struct cursor *c, struct reading *r)
{
    while (c->at < c->s.n) {
        size_t at = c->at;
        if (take_blank(c))
            continue;
        if (!r->close && take(c, ")")) {
            r->close = true;
        } else if (!r->percent && (take(c, "%") || take_nocase(c, "percent") || take_nocase(c, "pct"))) {
            r->percent = true;
        } else if (take_mark(c)) {
            if (r->mark_end == 0)
                r->mark = at;
            r->mark_end = c->at;
        } else if (!r->minus && !r->open && take_dash(c) && c->at == c->s.n) {
            r->minus = true;
        } else if (!take_currency(c)) {
            return false;
        }
    }
    return true;
}

/* "***", "####": what a program prints for a figure too wide for its column. */
static bool is_filler(struct xbz_str s)
{
    size_t i = 1;
    if (s.n < 3 || !strchr("*#?", s.p[0]))
        return false;
    while (i < s.n && s.p[i] == s.p[0])
        i++;
    return i == s.n;
}

/* Groups of digits that are no thousands: "1,2345", "3,9", "1,234,56". */
static bool groups_broken(struct xbz_str s)
{
    size_t digits = 0, commas = 0, points = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && is_digit(s.p[i])) {
            digits++;
            continue;
        }
        if ((commas && !points && digits != 3) || (i < s.n && s.p[i] == ',' && (points || digits > 3 || digits == 0)))
            return true;
        commas += i < s.n && s.p[i] == ',';
        points += i < s.n && s.p[i] == '.';
        digits = 0;
    }
    return false;
}

/* What stands for a figure and cannot be read as one: asterisks, letters like digits ("28,4O0"), blanks between
 * digits, broken groups. */
static bool is_damaged(struct xbz_str text)
{
    size_t digits = 0, letters = 0, blanks = 0, commas = 0;
    struct cursor c = {text, 0};
    struct xbz_str s;
    while (take_blank(&c) || take_currency(&c) || take(&c, "(") || take_dash(&c))
        ;
    s = str_sub(text, c.at, text.n - c.at);
    for (size_t i = 1; i < s.n; i++) /* a note mark behind it */
        if (s.p[i] == '(' && s.n - i <= 4)
            s.n = i;
    while (s.n && (is_space(s.p[s.n - 1]) || s.p[s.n - 1] == ')' || s.p[s.n - 1] == '%'))
        s.n--;
    if (is_filler(s))
        return true;
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (is_digit(ch))
            digits++;
        else if (ch == ',')
            commas++;
        else if (ch == ' ')
            blanks++;
        else if (strchr("OoIl?", ch))
            letters++;
        else if (ch != '.')
            return false;
    }
    if (digits == 0 || s.n < 3 || (letters > digits && !commas))
        return false;
    return letters || blanks || (commas && groups_broken(s));
}

void value_read(struct xbz_value *out, struct xbz_str text)
{
    struct cursor c;
    struct reading r = {0};
    struct xbz_decimal number = {0};
    text = str_trim(text);
    out->kind = XBZ_EMPTY;
    out->currency_sign = out->bracketed = false;
    memset(&out->number, 0, sizeof out->number);
    out->text = text;
    out->mark = (struct xbz_str){NULL, 0};
    if (text.n == 0)
        return;
    out->kind = XBZ_WORDS;
    c = (struct cursor){text, 0};
    while (take_blank(&c) || take_currency(&c))
        r.currency = c.at > 0;
    if (r.currency && c.at == text.n)
        return; /* a currency sign alone */
    if (read_nil(c)) {
        out->kind = XBZ_NIL;
        out->currency_sign = r.currency;
        return;
    }
    if (!read_before(&c, &r) || !take_number(&c, &number) || !read_after(&c, &r)) {
        if (is_damaged(text))
            out->kind = XBZ_DAMAGED;
        return;
    }
    out->bracketed = r.open || r.close;
    number.negative = out->bracketed || r.minus;
    if (r.mark_end)
        out->mark = str_sub(text, r.mark, r.mark_end - r.mark);
    out->kind = r.percent ? XBZ_PERCENT : XBZ_NUMBER;
    out->currency_sign = r.currency;
    out->number = number;
}

bool value_is_figure(const struct xbz_value *value)
{
    static const char *const words[] = {"n/a", "na", "n.a.", "n.a", "n/m", "nm",  "n.m.",
                                        "n.m", "*",  "**",   "(a)", "n/c", "nmf", NULL};
    if (value->kind == XBZ_NUMBER || value->kind == XBZ_NIL || value->kind == XBZ_PERCENT || value->kind == XBZ_DAMAGED)
        return true;
    if (value->kind == XBZ_WORDS && value->text.n <= 4)
        for (size_t i = 0; words[i]; i++)
            if (str_eq_nocase(value->text, str_of(words[i])))
                return true;
    return false;
}

bool value_opens(struct xbz_str text)
{
    struct cursor c = {str_trim(text), 0};
    if (c.s.n == 0)
        return false;
    while (c.at < c.s.n)
        if (!take_blank(&c) && !take_currency(&c) && !take(&c, "("))
            return false;
    return true;
}

bool value_closes(struct xbz_str text)
{
    struct cursor c = {str_trim(text), 0};
    if (c.s.n == 0)
        return false;
    while (c.at < c.s.n)
        if (!take_blank(&c) && !take(&c, ")") && !take(&c, "%") && !take_mark(&c))
            return false;
    return true;
}

int value_year(struct xbz_str text)
{
    struct cursor c = {str_trim(text), 0};
    int year = 0;
    if (c.s.n < 4)
        return 0;
    for (; c.at < 4; c.at++) {
        if (!is_digit(c.s.p[c.at]))
            return 0;
        year = year * 10 + (c.s.p[c.at] - '0');
    }
    if (year < 1900 || year > 2099)
        return 0;
    if (c.at < c.s.n && (c.s.p[c.at] == 'A' || c.s.p[c.at] == 'E') && c.at + 1 == c.s.n)
        return year;
    while (c.at < c.s.n)
        if (!take_blank(&c) && !take_mark(&c) && !take(&c, ","))
            return 0;
    return year;
}
