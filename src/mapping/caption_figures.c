#include "mapping/caption_figures.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

#define SEGMENT_NUMBERS 8
#define NOT_FOUND       ((size_t)-1)

struct number {
    struct xbz_decimal value;
    bool money; /* a "$" stands before it, or it is small and has decimals */
    int power;  /* "million" follows: 6; 0 when no such word does */
};

/* A stretch of the caption between separators that holds figures, with the words before them. */
struct segment {
    struct xbz_str text;
    struct number numbers[SEGMENT_NUMBERS];
    size_t n;
};

static bool number_char(struct xbz_str s, size_t i)
{
    if (is_digit(s.p[i]))
        return true;
    return (s.p[i] == ',' || s.p[i] == '.') && i + 1 < s.n && is_digit(s.p[i + 1]);
}

static struct xbz_str word_before(struct xbz_str s, size_t at)
{
    while (at > 0 && (is_space(s.p[at - 1]) || s.p[at - 1] == ','))
        at--;
    size_t end = at;
    while (at > 0 && is_alpha(s.p[at - 1]))
        at--;
    return str_sub(s, at, end - at);
}

/* Days and years of dates, and years that tell the columns ("in 1997 and 1996"). */
static bool is_date_part(struct xbz_str s, size_t at, const struct xbz_decimal *value)
{
    /* A number of shares with four digits has its comma. */
    bool year = value->exponent == 0 && value->n == 4 && is_digit(s.p[at + 1]) &&
                (memcmp(value->digits, "19", 2) == 0 || memcmp(value->digits, "20", 2) == 0);
    return month_of(word_before(s, at)) != 0 || year;
}

static int scale_word(struct xbz_str s, size_t at)
{
    while (at < s.n && is_space(s.p[at]))
        at++;
    struct xbz_str rest = str_sub(s, at, s.n);
    return str_starts_nocase(rest, STR("million"))    ? 6
           : str_starts_nocase(rest, STR("billion"))  ? 9
           : str_starts_nocase(rest, STR("thousand")) ? 3
                                                      : 0;
}

/* Reads the figure at *at and goes behind it; false when it is none, or part of a date. */
static bool read_figure(struct xbz_str s, size_t *at, struct number *out)
{
    size_t from = *at;
    bool point = from > 0 && s.p[from - 1] == '.';
    while (*at < s.n && number_char(s, *at))
        ++*at;
    size_t start = point ? from - 1 : from;
    if (!decimal_read(&out->value, str_sub(s, start, *at - start)))
        return false;
    if (is_date_part(s, start, &out->value))
        return false;
    size_t sign = start;
    while (sign > 0 && is_space(s.p[sign - 1]))
        sign--;
    out->money =
        (sign > 0 && s.p[sign - 1] == '$') || (out->value.exponent < 0 && out->value.n + out->value.exponent < 2);
    out->power = scale_word(s, *at);
    if (out->power)
        out->money = sign > 0 && s.p[sign - 1] == '$';
    return true;
}

/* A separator ends a segment once it has figures; a comma that follows a figure and comes before another makes a list. */
static bool ends_segment(struct xbz_str s, size_t at)
{
    if (strchr(";:()", s.p[at]))
        return true;
    if (s.p[at] != ',')
        return s.p[at] == '-' && at + 1 < s.n && s.p[at + 1] == '-';
    size_t next = at + 1;
    while (next < s.n && (is_space(s.p[next]) || s.p[next] == '$'))
        next++;
    return !(at > 0 && is_digit(s.p[at - 1]) && next < s.n && (is_digit(s.p[next]) || s.p[next] == 'a'));
}

/* The next segment with figures, from *at on; false at the end. */
static bool next_segment(struct xbz_str s, size_t *at, struct segment *segment)
{
    size_t from = *at;
    segment->n = 0;
    while (*at < s.n) {
        struct number number;
        if (is_digit(s.p[*at])) {
            if (read_figure(s, at, &number) && segment->n < SEGMENT_NUMBERS)
                segment->numbers[segment->n++] = number;
            continue;
        }
        if (ends_segment(s, *at) && segment->n > 0)
            break;
        ++*at;
    }
    segment->text = str_sub(s, from, *at - from);
    /* "135.7 and 130.6 million": the word is said once for the list. */
    for (size_t i = segment->n; i-- > 1;)
        if (segment->numbers[i - 1].power == 0 && !segment->numbers[i - 1].money)
            segment->numbers[i - 1].power = segment->numbers[i].power;
    if (*at < s.n)
        ++*at;
    return segment->n > 0;
}

/* "par value|stated value": where the first of the phrases stands in the text. */
static size_t first_phrase(struct xbz_str text, struct xbz_str phrases)
{
    size_t first = NOT_FOUND;
    for (size_t from = 0; from < phrases.n;) {
        size_t end = from;
        while (end < phrases.n && phrases.p[end] != '|')
            end++;
        size_t at = str_find_word(text, str_sub(phrases, from, end - from), 0);
        first = at < first ? at : first;
        from = end + 1;
    }
    return first;
}

static void take(struct caption_figures *out, const struct segment *segment)
{
    bool shares = out->concept->type == XBZ_TYPE_SHARES;
    for (size_t i = 0; i < segment->n && out->n < CAPTION_GROUP; i++) {
        const struct number *number = &segment->numbers[i];
        if (number->money == shares && !(shares && number->power))
            continue;
        out->numbers[out->n] = number->value;
        if (!decimal_shift(&out->numbers[out->n], number->power))
            continue;
        out->scaled[out->n++] = number->power > 0;
        if (out->concept->type == XBZ_TYPE_PER_SHARE)
            break; /* par is one amount */
    }
}

static bool there_already(const struct caption_figures *out, size_t n, const struct xbz_concept *concept)
{
    for (size_t i = 0; i < n; i++)
        if (out[i].concept == concept)
            return true;
    return false;
}

/* "Authorized - 2,400,000 shares issued:": in a segment of one figure the kind that is named first has it, unless they
 * are named as one, "issued and outstanding". */
static bool is_taken_by_another(const struct xbz_caption_figure *rules, size_t n, size_t rule,
                                const struct segment *segment)
{
    size_t own = first_phrase(segment->text, rules[rule].words);
    for (size_t r = 0; r < n; r++) {
        size_t at =
            rules[r].owner == rules[rule].owner && r != rule && rules[r].concept->type == rules[rule].concept->type
                ? first_phrase(segment->text, rules[r].words)
                : NOT_FOUND;
        if (at == NOT_FOUND || at >= own)
            continue;
        for (size_t i = at; i < own; i++)
            if (is_digit(segment->text.p[i]))
                return true;
    }
    return false;
}

size_t caption_figures_read(const struct xbz_taxonomy *taxonomy, const struct xbz_concept *concept,
                            struct xbz_str label, struct caption_figures *out, size_t room)
{
    size_t n = 0, n_rules, at = 0;
    const struct xbz_caption_figure *rules = xbz_taxonomy_caption_figures(taxonomy, &n_rules);
    struct segment segment;
    while (next_segment(label, &at, &segment))
        for (size_t r = 0; r < n_rules && n < room; r++) {
            if (rules[r].owner != concept || first_phrase(segment.text, rules[r].words) == NOT_FOUND ||
                there_already(out, n, rules[r].concept) || is_taken_by_another(rules, n_rules, r, &segment))
                continue;
            memset(&out[n], 0, sizeof out[n]);
            out[n].concept = rules[r].concept;
            take(&out[n], &segment);
            n += out[n].n > 0;
        }
    return n;
}
