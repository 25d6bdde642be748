#include "statement/cover.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "statement/cover_page.h"

#define NAME_LONGEST 150

void cover_start(struct cover *cover, struct arena *arena, struct xbz_filing *filing)
{
    memset(cover, 0, sizeof *cover);
    cover->arena = arena;
    cover->filing = filing;
}

void cover_document(struct cover *cover)
{
    cover->lines = 0;
    cover->number_next = false;
    cover->above = (struct xbz_str){NULL, 0};
    cover->n_text = 0;
}

/* Emphasis that is left in as marks around a line. */
static struct xbz_str bare(struct xbz_str line)
{
    line = str_trim(line);
    while (line.n && (line.p[0] == '*' || line.p[0] == '_'))
        line = str_sub(line, 1, line.n);
    while (line.n && (line.p[line.n - 1] == '*' || line.p[line.n - 1] == '_'))
        line.n--;
    return str_trim(line);
}

static bool take(struct cover *cover, struct xbz_str *field, struct xbz_str value)
{
    bool ok = true;
    if (field->n == 0 && value.n > 0)
        *field = arena_str(cover->arena, value, &ok);
    return ok;
}

/* "FORM 10-K405", "Form 6-K", also with a blank for the hyphen; the line says little else. */
static struct xbz_str form_of(struct xbz_str line, char buf[16])
{
    size_t n = 0, i = 4;
    if (!str_starts_nocase(line, STR("form")) || line.n > 40)
        return (struct xbz_str){NULL, 0};
    while (i < line.n && is_space(line.p[i]))
        i++;
    if (i == 4 || i >= line.n || !is_digit(line.p[i]))
        return (struct xbz_str){NULL, 0};
    for (; i < line.n && n < 12 && (is_alnum(line.p[i]) || strchr("-/", line.p[i])); i++)
        buf[n++] = to_upper(line.p[i]);
    /* A number and a letter: 10-K, 6-K, 20-F, 8-K/A. */
    bool letter = false, hyphen = false;
    for (size_t k = 0; k < n; k++) {
        letter = letter || is_alpha(buf[k]);
        hyphen = hyphen || buf[k] == '-';
    }
    return letter && hyphen ? (struct xbz_str){buf, n} : (struct xbz_str){NULL, 0};
}

/* 1-6991, 000-28508, 33-12345-01: digits, hyphen, digits. */
static struct xbz_str file_number_of(struct xbz_str line)
{
    for (size_t i = 0; i < line.n; i++) {
        size_t from = i, hyphens = 0, digits = 0;
        if (!is_digit(line.p[i]) || (i > 0 && is_alnum(line.p[i - 1])))
            continue;
        while (i < line.n && (is_digit(line.p[i]) || (line.p[i] == '-' && i + 1 < line.n && is_digit(line.p[i + 1])))) {
            hyphens += line.p[i] == '-';
            digits += line.p[i] != '-';
            i++;
        }
        if (hyphens >= 1 && hyphens <= 2 && digits >= 4 && digits <= 12 && from + 1 < i)
            return (struct xbz_str){line.p + from, i - from};
    }
    return (struct xbz_str){NULL, 0};
}

static bool read_number(struct xbz_str line, size_t *at, unsigned *value)
{
    size_t from = *at;
    *value = 0;
    while (*at < line.n && is_digit(line.p[*at]) && *at - from < 5)
        *value = *value * 10 + (unsigned)(line.p[(*at)++] - '0');
    return *at > from;
}

/* The first "June 30, 2009" at or after a position. */
static struct xbz_date date_in(struct xbz_str line, size_t at)
{
    struct xbz_date none = {0, 0, 0};
    for (; at < line.n; at++) {
        size_t from = at;
        while (at < line.n && is_alpha(line.p[at]))
            at++;
        unsigned month = at > from + 2 ? month_of((struct xbz_str){line.p + from, at - from}) : 0;
        if (month == 0)
            continue;
        unsigned day, year;
        while (at < line.n && (is_space(line.p[at]) || line.p[at] == '.'))
            at++;
        if (!read_number(line, &at, &day))
            continue;
        while (at < line.n && (is_space(line.p[at]) || line.p[at] == ','))
            at++;
        struct xbz_date d;
        if (read_number(line, &at, &year) && year > 1900 && year < 2100 && day <= 31) {
            d = (struct xbz_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
            if (date_valid(d))
                return d;
        }
    }
    return none;
}

static bool has(struct xbz_str line, const char *words)
{
    return str_find_nocase(line, str_of(words), 0) != (size_t)-1;
}

static void take_period(struct cover *cover, struct xbz_str line)
{
    static const char *const leads[] = {"year ended", "period ended", "quarter ended", "months ended", "weeks ended"};
    /* With a capital: in running text it is some other period. */
    size_t from = str_find(line, STR("For the "), 0);
    if (from == (size_t)-1)
        from = str_find(line, STR("FOR THE "), 0);
    for (size_t i = 0; from != (size_t)-1 && i < sizeof leads / sizeof *leads && !cover->filing->period.year; i++) {
        size_t at = str_find_nocase(line, str_of(leads[i]), from);
        if (at != (size_t)-1)
            cover->filing->period = date_in(line, at);
    }
}

/* "(Nasdaq: FLML)", "(NYSE:XYZ)", "NASDAQ National Market: ABCD": the exchange, a colon, capitals. */
static struct xbz_str symbol_of(struct xbz_str line)
{
    static const char *const exchanges[] = {"nasdaq", "nyse", "amex", "otcbb", "otcqb", "new york stock exchange"};
    for (size_t e = 0; e < sizeof exchanges / sizeof *exchanges; e++) {
        size_t at = str_find_word(line, str_of(exchanges[e]), 0);
        if (at == (size_t)-1)
            continue;
        size_t colon = at;
        while (colon < line.n && colon < at + 40 && line.p[colon] != ':' && line.p[colon] != ')')
            colon++;
        if (colon >= line.n || line.p[colon] != ':')
            continue;
        size_t from = colon + 1, n = 0;
        while (from < line.n && (is_space(line.p[from]) || line.p[from] == '"'))
            from++;
        while (from + n < line.n && (is_upper(line.p[from + n]) || line.p[from + n] == '.') && n < 6)
            n++;
        bool ends = from + n == line.n || !is_alnum(line.p[from + n]);
        while (n > 0 && line.p[from + n - 1] == '.')
            n--;
        if (n >= 1 && ends)
            return (struct xbz_str){line.p + from, n};
    }
    return (struct xbz_str){NULL, 0};
}

static struct xbz_str cik_of(struct xbz_str line)
{
    size_t at = str_find_nocase(line, STR("central index key"), 0);
    if (at == (size_t)-1)
        return (struct xbz_str){NULL, 0};
    while (at < line.n && !is_digit(line.p[at]))
        at++;
    size_t n = 0;
    while (at + n < line.n && is_digit(line.p[at + n]))
        n++;
    return n >= 4 && n <= 10 ? (struct xbz_str){line.p + at, n} : (struct xbz_str){NULL, 0};
}

/* The registrant's name stands over the line that explains it. */
static bool names_line_above(struct xbz_str line)
{
    return has(line, "name of registrant") || has(line, "translation of registrant") ||
           has(line, "name of small business issuer") || has(line, "registrant as specified") ||
           has(line, "name of issuer");
}

static bool may_be_name(struct xbz_str line)
{
    if (line.n < 3 || line.n > NAME_LONGEST || line.p[0] == '(' || line.p[0] == '-' || line.p[0] == '=')
        return false;
    return is_alnum(line.p[0]) && !has(line, "commission file") && !has(line, "securities exchange act") &&
           !has(line, "fiscal year") && !has(line, "transition period") && !str_eq_nocase(line, STR("commission"));
}

static bool take_number(struct cover *cover, struct xbz_str line)
{
    size_t at = str_find_nocase(line, STR("commission file"), 0);
    bool here = at != (size_t)-1;
    struct xbz_str number = {NULL, 0};
    if (here)
        number = file_number_of(str_sub(line, at, line.n));
    else if (cover->number_next)
        number = file_number_of(line);
    cover->number_next = here && number.n == 0;
    return take(cover, &cover->filing->file_number, number);
}

/* Lines are kept with their ends, for what takes more than one to read. */
static bool collect(struct cover *cover, struct xbz_str line)
{
    if (cover->lines > COVER_LINES || cover->n_text + line.n + 1 > COVER_BYTES)
        return true;
    if (!cover->text && !(cover->text = arena_alloc(cover->arena, COVER_BYTES)))
        return false;
    if (line.n > 0)
        memcpy(cover->text + cover->n_text, line.p, line.n);
    cover->n_text += line.n;
    cover->text[cover->n_text++] = '\n';
    return true;
}

bool cover_finish(struct cover *cover)
{
    struct xbz_str lines = {cover->text, cover->n_text};
    cover->n_text = 0;
    return lines.n == 0 || cover_page_read(cover->arena, &cover->filing->page, lines);
}

bool cover_line(struct cover *cover, struct xbz_str line)
{
    char buf[16];
    bool ok = collect(cover, str_trim(line));
    line = bare(line);
    if (line.n == 0 || cover->lines > SYMBOL_LINES)
        return ok;
    cover->lines++;
    ok = take(cover, &cover->filing->symbol, symbol_of(line)) && ok;
    if (cover->lines > COVER_LINES)
        return ok;
    ok = take(cover, &cover->filing->form, form_of(line, buf)) && ok;
    ok = take_number(cover, line) && ok;
    ok = take(cover, &cover->filing->cik, cik_of(line)) && ok;
    take_period(cover, line);
    if (names_line_above(line))
        ok = take(cover, &cover->filing->registrant, cover->above) && ok;
    else if (may_be_name(line))
        cover->above = arena_str(cover->arena, line, &ok);
    return ok;
}
