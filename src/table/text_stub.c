/* text_stub.c - whether a line of the stub goes on with the one before. */
#include "base/calendar.h"
#include "base/str.h"
#include "table/text_rows.h"

static struct xbz_str last_word(struct xbz_str s)
{
    size_t i = s.n;
    while (i > 0 && is_alpha(s.p[i - 1]))
        i--;
    return str_sub(s, i, s.n - i);
}

/* Words no caption ends with. */
static bool ends_open(struct xbz_str s)
{
    static const char *const words[] = {"and", "of",   "in",  "for",  "by",        "to",      "the", "from",  "on",
                                        "or",  "with", "at",  "than", "including", "under",   "due", "after", "before",
                                        "an",  "less", "per", "its",  "into",      "through", "as",  NULL};
    struct xbz_str word;
    char end;
    if (s.n > 1 && s.p[s.n - 1] == ')')
        s.n--; /* "Net cash provided by (used in)" */
    word = last_word(s);
    end = s.n ? s.p[s.n - 1] : '\0';
    if (end == ',' || end == ';' || end == '-' || end == '&' || end == '/' || str_ends_nocase(s, STR("cash and cash")))
        return true;
    if (word.n == 0 || word.n == s.n)
        return false;
    for (size_t i = 0; words[i]; i++)
        if (str_eq_nocase(word, str_of(words[i])))
            return true;
    return false;
}

/* Words no caption of its own begins with. */
static bool starts_open(struct xbz_str s)
{
    static const char *const words[] = {
        "before ",    "after ",  "and ",        "of ",         "per ",          "including ",
        "excluding ", "by ",     "to ",         "applicable ", "attributable ", "available to ",
        "for the ",   "(note",   "from the ",   "in the ",     "under ",        "on ",
        "which ",     "issued ", "due within ", NULL};
    for (size_t i = 0; words[i]; i++)
        if (str_starts_nocase(s, str_of(words[i])))
            return true;
    return false;
}

/* "Cash flows from investing activities": a heading, never the beginning of a caption. */
static bool names_section(struct xbz_str s)
{
    return str_starts_nocase(s, STR("cash flows ")) && str_ends_nocase(s, STR("activities"));
}

static bool bracket_open(struct xbz_str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.n; i++)
        depth += s.p[i] == '(' ? 1 : s.p[i] == ')' && depth > 0 ? -1 : 0;
    return depth > 0;
}

/* "... shares at January 31" before "2000, respectively": a date cut in two. */
static bool day_before_year(struct xbz_str first, struct xbz_str second)
{
    size_t i = first.n, digits = 0;
    while (digits < second.n && is_digit(second.p[digits]))
        digits++;
    while (i > 0 && (is_digit(first.p[i - 1]) || first.p[i - 1] == ' '))
        i--;
    return digits == 4 && i < first.n && month_of(last_word(str_sub(first, 0, i))) != 0;
}

static bool all_capitals(struct xbz_str s)
{
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < s.n; i++) {
        upper += is_upper(s.p[i]);
        lower += is_alpha(s.p[i]) && !is_upper(s.p[i]);
    }
    return upper > 0 && lower == 0;
}

static unsigned word_length(struct xbz_str s)
{
    unsigned n = 0;
    while (n < s.n && !is_space(s.p[n]))
        n++;
    return n;
}

bool stub_goes_on(struct xbz_str first, unsigned first_indent, unsigned first_end, struct xbz_str second,
                  unsigned second_indent, unsigned width)
{
    char start;
    if (!first.n || !second.n)
        return false;
    if (bracket_open(first))
        return true;
    if (first.p[first.n - 1] == ':' || names_section(first))
        return false;
    start = second.p[0];
    if (is_alpha(start) && !is_upper(start))
        return true;
    if (start == '(' && second.n > 1 && is_alpha(second.p[1]) && !is_upper(second.p[1]))
        return true;
    if (start == '&' || start == ',')
        return true;
    if (all_capitals(first) && !all_capitals(second))
        return false;
    if (ends_open(first) || (second_indent >= first_indent && starts_open(second)))
        return true;
    if (is_digit(start) && (str_find_nocase(second, STR("share"), 0) != (size_t)-1 || day_before_year(first, second)))
        return true;
    return first_indent <= second_indent && first_end + 1 + word_length(second) > width &&
           second_indent <= first_indent + 8;
}
