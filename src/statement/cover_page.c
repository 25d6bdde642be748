#include "statement/cover_page.h"

#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "statement/cover_text.h"

/* Paragraphs that may follow the one with the question before its answer. */
#define AFTER        2
/* Amounts below it are prices of a share. */
#define FLOAT_DIGITS 6
/* Shares are counted in thousands at least. */
#define SHARE_DIGITS 4

static bool has(struct xbz_str text, const char *what)
{
    return cover_find(text, what, 0) != NOT_FOUND;
}

/* ---- paragraphs ---- */

/* The text with single blanks, and with a line feed after each paragraph, that is where a line is empty; when no line is,
 * each is a paragraph. */
static struct xbz_str paragraphs_of(struct arena *arena, struct xbz_str text, bool *ok)
{
    bool by_line = str_find(text, STR("\n\n"), 0) == NOT_FOUND;
    char *out = arena_alloc(arena, text.n + 1);
    size_t n = 0;
    *ok = out != NULL;
    for (size_t i = 0; out && i < text.n; i++) {
        bool wide = text.p[i] == '\xC2' && i + 1 < text.n && text.p[i + 1] == '\xA0';
        bool ends = text.p[i] == '\n' && (by_line || (i + 1 < text.n && text.p[i + 1] == '\n'));
        bool blank = n == 0 || out[n - 1] == ' ' || out[n - 1] == '\n';
        if (ends && n > 0 && out[n - 1] == ' ')
            out[n - 1] = '\n';
        else if (ends && !blank)
            out[n++] = '\n';
        else if (!wide && !is_space(text.p[i]))
            out[n++] = text.p[i];
        else if (!blank)
            out[n++] = ' ';
        i += wide;
    }
    return (struct xbz_str){out, n};
}

/* ---- dates ---- */

static bool read_number(struct xbz_str s, size_t *at, unsigned *value)
{
    size_t from = *at;
    for (*value = 0; *at < s.n && is_digit(s.p[*at]) && *at - from < 5; (*at)++)
        *value = *value * 10 + (unsigned)(s.p[*at] - '0');
    return *at > from;
}

static void skip(struct xbz_str s, size_t *at, const char *what)
{
    while (*at < s.n && (is_space(s.p[*at]) || strchr(what, s.p[*at])))
        (*at)++;
}

/* "August 31, 1999" at a position; year 0 when there is none. */
static struct xbz_date date_at(struct xbz_str s, size_t at)
{
    struct xbz_date none = {0, 0, 0}, d;
    size_t end = at;
    unsigned day, year;
    while (end < s.n && is_alpha(s.p[end]))
        end++;
    unsigned month = end > at + 2 ? month_of(str_sub(s, at, end - at)) : 0;
    skip(s, &end, ".");
    if (month == 0 || !read_number(s, &end, &day))
        return none;
    skip(s, &end, ",");
    if (!read_number(s, &end, &year) || year < 1990 || year > 2099 || day > 31)
        return none;
    d = (struct xbz_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return date_valid(d) ? d : none;
}

/* The only date of a text; year 0 when there are several, or none. */
static struct xbz_date only_date(struct xbz_str s)
{
    struct xbz_date found = {0, 0, 0};
    for (size_t i = 0; i < s.n; i++) {
        if (!is_alpha(s.p[i]) || (i > 0 && is_alnum(s.p[i - 1])))
            continue;
        struct xbz_date d = date_at(s, i);
        if (d.year && found.year && !date_same(d, found))
            return (struct xbz_date){0, 0, 0};
        found = d.year ? d : found;
    }
    return found;
}

/* ---- numbers ---- */

struct amount {
    struct xbz_decimal number;
    int places; /* decimals as printed, the scale in words considered */
    size_t n;   /* how many there are */
};

/* "$1.2 billion": the power of ten of the word behind a figure. */
static int scale_behind(struct xbz_str s, size_t at)
{
    while (at < s.n && is_space(s.p[at]))
        at++;
    struct xbz_str rest = str_sub(s, at, s.n - at);
    return str_starts_nocase(rest, STR("billion")) ? 9 : str_starts_nocase(rest, STR("million")) ? 6 : 0;
}

/* Digits with separators from a position on; *end is behind them. */
static bool number_at(struct xbz_str s, size_t at, size_t *end, struct xbz_decimal *number)
{
    *end = at;
    while (*end < s.n && (is_digit(s.p[*end]) ||
                          ((s.p[*end] == ',' || s.p[*end] == '.') && *end + 1 < s.n && is_digit(s.p[*end + 1]))))
        (*end)++;
    return *end > at && decimal_read(number, str_sub(s, at, *end - at));
}

static void take_amount(struct amount *found, struct xbz_decimal number, int scale, int least)
{
    int places = decimal_places(&number) - scale;
    if (!decimal_shift(&number, scale) || number.n + number.exponent < least)
        return;
    if (found->n > 0 && decimal_equal(&found->number, &number))
        return;
    *found = (struct amount){number, places, found->n + 1};
}

/* Sums of money of at least so many digits. */
static struct amount money_in(struct xbz_str s)
{
    struct amount found = {.n = 0};
    for (size_t i = 0; i + 1 < s.n; i++) {
        struct xbz_decimal number;
        size_t at = i + 1, end;
        if (s.p[i] != '$')
            continue;
        skip(s, &at, "");
        if (number_at(s, at, &end, &number))
            take_amount(&found, number, scale_behind(s, end), FLOAT_DIGITS);
    }
    return found;
}

/* Numbers of shares: whole, with separators, and no money. */
static struct amount shares_in(struct xbz_str s)
{
    struct amount found = {.n = 0};
    for (size_t i = 0; i < s.n; i++) {
        struct xbz_decimal number;
        size_t end;
        if (!is_digit(s.p[i]))
            continue;
        size_t before = i;
        while (before > 0 && is_space(s.p[before - 1]))
            before--;
        bool money = before > 0 && s.p[before - 1] == '$';
        bool part = i > 0 && (is_alnum(s.p[i - 1]) || strchr("-.,/", s.p[i - 1]));
        bool number_here = number_at(s, i, &end, &number);
        bool grouped = str_find(str_sub(s, i, end - i), STR(","), 0) != NOT_FOUND;
        if (number_here && !money && !part && grouped && number.exponent >= 0)
            take_amount(&found, number, scale_behind(s, end), SHARE_DIGITS);
        i = end > i ? end - 1 : i;
    }
    return found;
}

static bool amount_text(struct arena *arena, const struct amount *amount, struct xbz_str *out)
{
    char text[DECIMAL_TEXT];
    bool ok = true;
    *out = arena_str(arena, (struct xbz_str){text, decimal_text(&amount->number, text)}, &ok);
    return ok;
}

/* ---- sentences ---- */

static bool ends_sentence(struct xbz_str s, size_t i)
{
    if (s.p[i] != '.' || i + 1 >= s.n || !is_space(s.p[i + 1]))
        return false;
    while (i + 1 < s.n && is_space(s.p[i + 1]))
        i++;
    return i + 1 < s.n && is_upper(s.p[i + 1]) && date_at(s, i + 1).year == 0;
}

/* The sentence around a position. */
static struct xbz_str sentence_at(struct xbz_str s, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && !ends_sentence(s, from - 1))
        from--;
    while (to < s.n && !ends_sentence(s, to))
        to++;
    return str_sub(s, from, to - from);
}

/* ---- questions ---- */

static bool read_float(struct arena *arena, struct xbz_cover_page *page, struct xbz_str text)
{
    size_t at = cover_find(text, "aggregate market value", 0);
    if (at == NOT_FOUND || page->float_value.n > 0)
        return true;
    struct xbz_str paragraph = cover_paragraph(text, at);
    struct xbz_str answer = sentence_at(paragraph, at - (size_t)(paragraph.p - text.p));
    if (!has(paragraph, "affiliates"))
        return true;
    struct amount amount = money_in(answer);
    struct xbz_date date = only_date(answer);
    for (unsigned k = 0; k < AFTER && amount.n == 0 && answer.n > 0; k++) {
        paragraph = cover_paragraph_after(text, paragraph);
        answer = sentence_at(paragraph, 0);
        amount = money_in(answer);
        date = only_date(answer).year ? only_date(answer) : date;
    }
    if (amount.n != 1 || !date.year)
        return true;
    page->float_decimals = amount.places;
    page->float_date = date;
    return amount_text(arena, &amount, &page->float_value);
}

/* What asks for, or tells, the shares outstanding. */
static bool tells_shares(struct xbz_str sentence)
{
    return has(sentence, "outstanding") && (has(sentence, "share") || has(sentence, "common stock")) &&
           !has(sentence, "aggregate market value") && !has(sentence, "options");
}

static bool read_shares(struct arena *arena, struct xbz_cover_page *page, struct xbz_str text)
{
    for (size_t at = 0; page->shares.n == 0 && (at = cover_find(text, "outstanding", at)) != NOT_FOUND; at++) {
        struct xbz_str paragraph = cover_paragraph(text, at);
        struct xbz_str answer = sentence_at(paragraph, at - (size_t)(paragraph.p - text.p));
        if (!tells_shares(answer))
            continue;
        struct amount amount = shares_in(answer);
        struct xbz_date date = only_date(answer);
        for (unsigned k = 0; k < AFTER && amount.n == 0 && paragraph.n > 0; k++) {
            paragraph = cover_paragraph_after(text, paragraph);
            amount = shares_in(paragraph);
            date = date.year ? date : only_date(paragraph);
            if (has(paragraph, "$") && amount.n == 0 && has(paragraph, "market value"))
                break;
        }
        if (amount.n > 1 || has(answer, "class b"))
            return true;
        if (amount.n == 0 || !date.year)
            continue;
        page->shares_date = date;
        return amount_text(arena, &amount, &page->shares);
    }
    return true;
}

/* 13-5651322 */
static bool read_tax_id(struct arena *arena, struct xbz_cover_page *page, struct xbz_str text)
{
    static const char shape[] = "dd-ddddddd";
    bool ok = true;
    if (page->tax_id.n > 0 || !has(text, "employer"))
        return true;
    for (size_t i = 0; i + sizeof shape - 1 <= text.n; i++) {
        size_t n = 0;
        while (shape[n] && (shape[n] == 'd' ? is_digit(text.p[i + n]) : text.p[i + n] == '-'))
            n++;
        bool whole = !shape[n] && (i == 0 || !(is_alnum(text.p[i - 1]) || text.p[i - 1] == '-')) &&
                     (i + n == text.n || !(is_alnum(text.p[i + n]) || text.p[i + n] == '-'));
        if (!whole)
            continue;
        page->tax_id = arena_str(arena, str_sub(text, i, n), &ok);
        return ok;
    }
    return true;
}

/* ---- state ---- */

static const struct {
    const char *name, *code;
} states[] = {
    {"West Virginia", "WV"},  {"Alabama", "AL"},        {"Alaska", "AK"},       {"Arizona", "AZ"},
    {"Arkansas", "AR"},       {"California", "CA"},     {"Colorado", "CO"},     {"Connecticut", "CT"},
    {"Delaware", "DE"},       {"Florida", "FL"},        {"Georgia", "GA"},      {"Hawaii", "HI"},
    {"Idaho", "ID"},          {"Illinois", "IL"},       {"Indiana", "IN"},      {"Iowa", "IA"},
    {"Kansas", "KS"},         {"Kentucky", "KY"},       {"Louisiana", "LA"},    {"Maine", "ME"},
    {"Maryland", "MD"},       {"Massachusetts", "MA"},  {"Michigan", "MI"},     {"Minnesota", "MN"},
    {"Mississippi", "MS"},    {"Missouri", "MO"},       {"Montana", "MT"},      {"Nebraska", "NE"},
    {"Nevada", "NV"},         {"New Hampshire", "NH"},  {"New Jersey", "NJ"},   {"New Mexico", "NM"},
    {"New York", "NY"},       {"North Carolina", "NC"}, {"North Dakota", "ND"}, {"Ohio", "OH"},
    {"Oklahoma", "OK"},       {"Oregon", "OR"},         {"Pennsylvania", "PA"}, {"Rhode Island", "RI"},
    {"South Carolina", "SC"}, {"South Dakota", "SD"},   {"Tennessee", "TN"},    {"Texas", "TX"},
    {"Utah", "UT"},           {"Vermont", "VT"},        {"Virginia", "VA"},     {"Washington", "WA"},
    {"Wisconsin", "WI"},      {"Wyoming", "WY"},        {"Puerto Rico", "PR"},
};

/* The only state that a text names; NULL when there are several, or none. */
static const char *state_in(struct xbz_str text)
{
    const char *found = NULL;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (str_find_word(text, str_of(states[i].name), 0) == NOT_FOUND)
            continue;
        if (found && !(strcmp(states[i].name, "Virginia") == 0 && strcmp(found, "WV") == 0))
            return NULL;
        found = found ? found : states[i].code;
    }
    return found;
}

/* What stands over or before "(State or other jurisdiction of incorporation or organization)". */
static bool read_state(struct arena *arena, struct xbz_cover_page *page, struct xbz_str text)
{
    bool ok = true;
    size_t at = cover_find(text, "state or other", 0);
    at = at == NOT_FOUND ? cover_find(text, "state of incorporation", 0) : at;
    if (at == NOT_FOUND)
        return true;
    size_t begins = at, before;
    while (begins > 0 && text.p[begins - 1] != '\n')
        begins--;
    const char *code = state_in(str_sub(text, begins, at - begins));
    for (before = begins > 0 ? begins - 1 : 0; !code && before > 0 && text.p[before - 1] != '\n'; before--)
        ;
    if (!code && begins > 0)
        code = state_in(str_sub(text, before, begins - before));
    if (code)
        page->state = arena_str(arena, str_of(code), &ok);
    return ok;
}

/* ---- the cover ---- */

bool cover_page_read(struct arena *arena, struct xbz_cover_page *page, struct xbz_str lines)
{
    bool ok = true;
    struct xbz_str text = paragraphs_of(arena, lines, &ok);
    if (!ok)
        return false;
    cover_boxes_read(page, text);
    return read_tax_id(arena, page, text) && read_state(arena, page, text) && read_float(arena, page, text) &&
           read_shares(arena, page, text);
}
