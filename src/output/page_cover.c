/* page_cover.c - facts of the cover where they stand in its text.
 *
 * Names, numbers and dates are looked for as they are.  Answers to the questions of a form stand behind their question:
 * its words are followed through the text, over lines and elements, and then the word "Yes" or "No" that is the answer is
 * tagged.  Of what is ticked the caption beside the box is: it may stand before or behind it.  Where words do not read as
 * the value a transformation says so (Transformation Rules Registry 5: fixed-true and others). */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "output/page_window.h"

#define COVER_TEXT    3    /* letters that are enough to be no accident */
#define COVER_DIGITS  4    /* and digits other than zeros at the end */
#define ANSWER_WITHIN 1500 /* bytes from a question to its answer */

/* How facts of the cover are told other than by their value.  Words in small letters; all that is no letter or digit parts
 * them. */
enum told { TOLD_BY_VALUE, TOLD_BY_ANSWER, TOLD_BY_CAPTION, TOLD_BY_DATE };
static const struct {
    const char *concept;
    enum told told;
    const char *words[2];
} told_facts[] = {
    {"DocumentAnnualReport", TOLD_BY_CAPTION, {"annual report pursuant", "annual report under"}},
    {"DocumentQuarterlyReport", TOLD_BY_CAPTION, {"quarterly report pursuant", "quarterly report under"}},
    {"DocumentTransitionReport", TOLD_BY_CAPTION, {"transition report pursuant", "transition report under"}},
    {"EntitySmallBusiness", TOLD_BY_CAPTION, {"smaller reporting company", NULL}},
    {"EntityEmergingGrowthCompany", TOLD_BY_CAPTION, {"emerging growth company", NULL}},
    {"EntityShellCompany", TOLD_BY_ANSWER, {"shell company", NULL}},
    {"EntityWellKnownSeasonedIssuer", TOLD_BY_ANSWER, {"well known seasoned issuer", NULL}},
    {"EntityVoluntaryFilers", TOLD_BY_ANSWER, {"not required to file reports", NULL}},
    {"EntityCurrentReportingStatus", TOLD_BY_ANSWER, {"filed all reports", "filed all documents and reports"}},
    {"EntityInteractiveDataCurrent", TOLD_BY_ANSWER, {"interactive data file", NULL}},
    {"CurrentFiscalYearEndDate", TOLD_BY_DATE, {NULL, NULL}},
    {"DocumentFiscalYearFocus", TOLD_BY_DATE, {NULL, NULL}},
};
#define TOLD_FACTS (sizeof told_facts / sizeof *told_facts)

static bool is_named(const struct page_fact *fact, const char *name)
{
    return str_eq(report_element_name(fact->element), str_of(name));
}

/* The row of a fact, TOLD_FACTS: none. */
static size_t row_of(const struct page_fact *fact)
{
    size_t row = 0;
    while (row < TOLD_FACTS && !is_named(fact, told_facts[row].concept))
        row++;
    return row;
}

static enum told told_by(const struct page_fact *fact)
{
    size_t row = row_of(fact);
    return row < TOLD_FACTS ? told_facts[row].told : TOLD_BY_VALUE;
}

static bool is_truth(struct xbz_str value)
{
    return str_eq(value, STR("true")) || str_eq(value, STR("false"));
}

bool page_may_be_answer(const struct page_fact *fact)
{
    return told_by(fact) == TOLD_BY_ANSWER && !is_truth(fact->value);
}

bool page_find_truth(const struct page_fact *fact, struct xbz_str text, size_t *begin, size_t *end)
{
    struct xbz_str trimmed = str_trim(text);
    if (!is_truth(fact->value) || trimmed.n == 0)
        return false;
    *begin = (size_t)(trimmed.p - text.p);
    *end = *begin + trimmed.n;
    return true;
}

/* ---- hits ---- */

/* A fact of the cover where it stands in a text. */
struct cover_hit {
    struct page_fact *fact;
    size_t begin, end;
    int scale;
    const char *format;
};

/* A number of the cover, printed as exactly as the fact says. */
static bool find_number(const struct page_fact *fact, struct xbz_str text, struct cover_hit *hit)
{
    struct printed_figure figure;
    for (size_t at = 0; figure_next(text, &at, &figure);) {
        int digits = figure.number.n;
        while (digits > 1 && figure.number.digits[digits - 1] == '0')
            digits--;
        if (digits < COVER_DIGITS || !figure_tells(&figure, &fact->amount, &hit->scale) || hit->scale < 0 ||
            (fact->decimals != DECIMALS_EXACT && decimal_places(&figure.number) - hit->scale != fact->decimals))
            continue;
        hit->begin = figure.begin;
        hit->end = figure.end;
        hit->format = FORMAT_NUMBER;
        return true;
    }
    return false;
}

/* The end of words that stand at text[at], 0: they do not. */
static size_t match_words(struct xbz_str text, size_t at, const char *words)
{
    for (; *words; words++) {
        if (*words != ' ') {
            if (at >= text.n || to_lower(text.p[at++]) != *words)
                return 0;
            continue;
        }
        size_t from = at;
        while (at < text.n && !is_alnum(text.p[at]))
            at++;
        if (at == from)
            return 0;
    }
    return at < text.n && is_alnum(text.p[at]) ? 0 : at;
}

/* A caption begins with a capital; the same words in a sentence do not. */
static bool find_caption(const struct page_fact *fact, struct xbz_str text, struct cover_hit *hit)
{
    size_t row = row_of(fact);
    for (size_t i = 0; i < text.n && is_truth(fact->value); i++) {
        if (!is_upper(text.p[i]) || (i > 0 && is_alnum(text.p[i - 1])))
            continue;
        for (size_t k = 0; k < 2 && told_facts[row].words[k]; k++) {
            hit->end = match_words(text, i, told_facts[row].words[k]);
            if (!hit->end)
                continue;
            hit->begin = i;
            hit->format = page_text_format(fact);
            return true;
        }
    }
    return false;
}

/* "CA 95014" */
static bool find_state(const struct page_fact *fact, struct xbz_str text, struct cover_hit *hit)
{
    for (size_t at = 0; (at = str_find_word(text, fact->value, at)) != (size_t)-1; at++) {
        size_t behind = at + fact->value.n, digits = 0;
        while (behind < text.n && !is_alnum(text.p[behind]))
            behind++;
        while (behind + digits < text.n && is_digit(text.p[behind + digits]))
            digits++;
        hit->begin = at;
        hit->end = at + fact->value.n;
        if (digits == 5 && str_eq(str_sub(text, at, fact->value.n), fact->value))
            return true;
    }
    return false;
}

static bool find_value(const struct page_fact *fact, struct xbz_str text, struct cover_hit *hit)
{
    hit->format = page_text_format(fact);
    if (is_named(fact, "EntityAddressStateOrProvince"))
        return find_state(fact, text, hit);
    return fact->value.n >= COVER_TEXT && page_find_text(fact, text, 0, &hit->begin, &hit->end);
}

static bool find_hit(const struct page_fact *fact, struct xbz_str text, struct cover_hit *hit)
{
    if (fact->unit)
        return find_number(fact, text, hit);
    enum told told = told_by(fact);
    return told == TOLD_BY_CAPTION ? find_caption(fact, text, hit)
                                   : told == TOLD_BY_VALUE && find_value(fact, text, hit);
}

/* The first of the facts of the cover that stands in text. */
static struct cover_hit first_hit(const struct page *page, struct xbz_str text)
{
    struct cover_hit first = {.fact = NULL};
    for (size_t i = 0; i < page->n_cover; i++) {
        struct page_fact *fact = page->cover[i];
        struct cover_hit hit = {.fact = fact};
        if (!fact->placed && find_hit(fact, text, &hit) && (!first.fact || hit.begin < first.begin))
            first = hit;
    }
    return first;
}

/* ---- questions and answers ---- */

/* Takes a word of the cover into the words that were read last: the question they end is asked from now on. */
static void read_word(struct page *page, struct xbz_str word)
{
    struct page_cover *cover = &page->cover_words;
    size_t n = word.n < sizeof cover->words / 4 ? word.n : sizeof cover->words / 4;
    if (cover->n + n + 1 > sizeof cover->words) {
        size_t keep = sizeof cover->words / 2;
        memmove(cover->words, cover->words + cover->n - keep, keep);
        cover->n = keep;
    }
    cover->words[cover->n++] = ' ';
    for (size_t i = 0; i < n; i++)
        cover->words[cover->n++] = to_lower(word.p[i]);
    for (size_t i = 0; i < page->n_cover; i++) {
        struct page_fact *fact = page->cover[i];
        size_t row = fact->placed ? TOLD_FACTS : row_of(fact);
        for (size_t k = 0; row < TOLD_FACTS && told_facts[row].told == TOLD_BY_ANSWER && k < 2; k++) {
            struct xbz_str words = str_of(told_facts[row].words[k] ? told_facts[row].words[k] : "");
            if (words.n == 0 || words.n >= cover->n || cover->words[cover->n - words.n - 1] != ' ' ||
                memcmp(cover->words + cover->n - words.n, words.p, words.n) != 0)
                continue;
            cover->asked = fact;
            cover->left = ANSWER_WITHIN;
        }
    }
}

/* Whether a word is the answer that a fact has: of one that is true or false "Yes" or "No", else its value. */
static bool is_answer(const struct page_fact *fact, struct xbz_str word)
{
    if (!is_truth(fact->value))
        return str_eq(word, fact->value) && (str_eq(word, STR("Yes")) || str_eq(word, STR("No")));
    return str_eq_nocase(word, str_eq(fact->value, STR("true")) ? STR("Yes") : STR("No"));
}

/* Reads the text word by word up to the first answer to the question that was asked last. */
static bool next_answer(struct page *page, struct xbz_str text, struct cover_hit *hit)
{
    struct page_cover *cover = &page->cover_words;
    for (size_t i = 0, end; i < text.n; i = end) {
        end = i + 1;
        if (!is_alnum(text.p[i]))
            continue;
        while (end < text.n && is_alnum(text.p[end]))
            end++;
        struct xbz_str word = str_sub(text, i, end - i);
        cover->left -= cover->left < word.n + 1 ? cover->left : word.n + 1;
        if (cover->asked && cover->left && !cover->asked->placed && is_answer(cover->asked, word)) {
            *hit = (struct cover_hit){cover->asked, i, end, 0, page_text_format(cover->asked)};
            cover->asked = NULL;
            return true;
        }
        read_word(page, word);
    }
    return false;
}

/* ---- writing ---- */

static void put_start(struct page *page, const struct page_fact *fact, const char *format, int scale)
{
    buf_clear(&page->tag);
    page_fact_start(&page->tag, fact, format, scale, true);
    stream_str(page->to, buf_view(&page->tag));
}

static void put_end(struct page *page, struct page_fact *fact)
{
    buf_clear(&page->tag);
    page_fact_end(&page->tag, fact);
    stream_str(page->to, buf_view(&page->tag));
    fact->placed = true;
}

/* The fact of a name whose value is a text; NULL when there is none to be placed. */
static struct page_fact *told_in_date(const struct page *page, const char *name, const char *value)
{
    for (size_t i = 0; i < page->n_cover; i++)
        if (!page->cover[i]->placed && is_named(page->cover[i], name) && str_eq(page->cover[i]->value, str_of(value)))
            return page->cover[i];
    return NULL;
}

/* A part of a date, which may be a fact of its own. */
static void put_part(struct page *page, struct xbz_str text, struct page_fact *fact, const char *format)
{
    if (fact)
        put_start(page, fact, format, 0);
    page_put_text(page, text);
    if (fact)
        put_end(page, fact);
}

/* "December 31, 2008", the day the period ends: month and day end the fiscal year, and the year may be its name. */
static void put_date(struct page *page, struct xbz_str text)
{
    struct printed_date date;
    size_t at = 0, day = text.n > 4 ? text.n - 4 : 0;
    char end[12], year[8];
    while (day > 0 && !is_digit(text.p[day - 1]))
        day--;
    if (!date_next(text, &at, &date) || day == 0) {
        page_put_text(page, text);
        return;
    }
    (void)snprintf(end, sizeof end, "--%02u-%02u", date.date.month & 15u, date.date.day & 31u);
    (void)snprintf(year, sizeof year, "%04d", (int)date.date.year);
    put_part(page, str_sub(text, 0, day), told_in_date(page, "CurrentFiscalYearEndDate", end), FORMAT_DAY);
    page_put_text(page, str_sub(text, day, text.n - 4 - day));
    put_part(page, str_sub(text, text.n - 4, 4), told_in_date(page, "DocumentFiscalYearFocus", year), NULL);
}

static void put_hit(struct page *page, struct xbz_str text, const struct cover_hit *hit)
{
    struct xbz_str told = str_sub(text, hit->begin, hit->end - hit->begin);
    page_put_text(page, str_sub(text, 0, hit->begin));
    put_start(page, hit->fact, hit->format, hit->scale);
    if (is_named(hit->fact, "DocumentPeriodEndDate"))
        put_date(page, told);
    else
        page_put_text(page, told);
    put_end(page, hit->fact);
}

struct xbz_str page_put_cover(struct page *page, struct xbz_str text)
{
    while (page->cover_text < PAGE_COVER) {
        struct cover_hit hit = first_hit(page, text), answer;
        if (next_answer(page, str_sub(text, 0, hit.fact ? hit.begin : text.n), &answer))
            hit = answer;
        if (!hit.fact)
            break;
        put_hit(page, text, &hit);
        page->cover_text += hit.end;
        text = str_sub(text, hit.end, text.n);
    }
    return text;
}
