/* cover_boxes.c - what is ticked on a cover. */
#include <string.h>

#include "base/str.h"
#include "statement/cover_text.h"

/* ---- boxes ---- */

enum mark { MARK_NONE, MARK_YES, MARK_NO, MARK_ON, MARK_OFF };

static const struct {
    const char *text;
    enum mark mark;
} marks[] = {
    {"Yes", MARK_YES},         {"No", MARK_NO},
    {"[X]", MARK_ON},          {"[ X ]", MARK_ON},
    {"|X|", MARK_ON},          {"(X)", MARK_ON},
    {"\xE2\x98\x92", MARK_ON}, /* ballot box with x */
    {"\xE2\x98\x91", MARK_ON}, /* ballot box with check */
    {"\xE2\x9C\x93", MARK_ON}, /* check mark */
    {"\xC3\xBE", MARK_ON},     /* the same two in a font of symbols */
    {"\xC3\xBD", MARK_ON},     {"X", MARK_ON},
    {"[ ]", MARK_OFF},         {"[]", MARK_OFF},
    {"[  ]", MARK_OFF},        {"|_|", MARK_OFF},
    {"( )", MARK_OFF},         {"\xE2\x98\x90", MARK_OFF}, /* ballot box */
    {"\xC2\xA8", MARK_OFF},                                /* the same in a font of symbols */
    {"o", MARK_OFF},
};

static enum mark mark_at(struct xbz_str s, size_t at, size_t *n)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct xbz_str text = str_of(marks[i].text);
        bool word = is_alpha(text.p[0]);
        if (!str_starts_nocase(str_sub(s, at, s.n - at), text))
            continue;
        if (word && ((at > 0 && is_alnum(s.p[at - 1])) || (at + text.n < s.n && is_alnum(s.p[at + text.n]))))
            continue;
        *n = text.n;
        return marks[i].mark;
    }
    *n = 1;
    return MARK_NONE;
}

/* The answer to a question: "Yes", "No", or empty.  Boxes stand before both words or behind both; of two only one is
 * marked. */
static struct xbz_str answer_of(struct xbz_str s)
{
    enum mark found[5];
    size_t k = 0, n;
    for (size_t i = 0; i < s.n && k < 5; i += n) {
        found[k] = mark_at(s, i, &n);
        k += found[k] != MARK_NONE;
    }
    size_t on = 0;
    for (size_t i = 0; i < k; i++) {
        on += found[i] == MARK_ON;
    }
    if (on != 1 || k < 3 || k > 4)
        return STR("");
    bool before = found[0] == MARK_ON || found[0] == MARK_OFF;
    for (size_t i = 0; i < k; i++) {
        size_t word = before ? i + 1 : i - 1;
        if (found[i] != MARK_ON || word >= k)
            continue;
        return found[word] == MARK_YES ? STR("Yes") : found[word] == MARK_NO ? STR("No") : STR("");
    }
    return STR("");
}

static struct xbz_str answer_to(struct xbz_str text, const char *question)
{
    size_t at = cover_find(text, question, 0);
    if (at == NOT_FOUND)
        return STR("");
    struct xbz_str paragraph = cover_paragraph(text, at);
    size_t within = at - (size_t)(paragraph.p - text.p);
    struct xbz_str answer = answer_of(str_sub(paragraph, within, paragraph.n - within));
    if (answer.n == 0)
        answer = answer_of(cover_paragraph_after(text, paragraph));
    return answer;
}

/* ---- filers ---- */

enum filer { FILER_LARGE, FILER_ACCELERATED, FILER_NON, FILER_SMALL, FILER_GROWTH, FILERS };

static const char *const filers[FILERS] = {
    [FILER_LARGE] = "large accelerated filer",  [FILER_ACCELERATED] = "accelerated filer",
    [FILER_NON] = "non-accelerated filer",      [FILER_SMALL] = "smaller reporting company",
    [FILER_GROWTH] = "emerging growth company",
};

struct filer_box {
    enum mark before, after; /* of the words */
};

/* "(Do not check if a smaller reporting company)" stands between the words and their box. */
static size_t past_remark(struct xbz_str s, size_t at)
{
    while (at < s.n && is_space(s.p[at]))
        at++;
    if (!str_starts_nocase(str_sub(s, at, s.n - at), STR("(do not")))
        return at;
    size_t end = str_find(s, STR(")"), at);
    for (at = end == NOT_FOUND ? s.n : end + 1; at < s.n && is_space(s.p[at]); at++)
        ;
    return at;
}

static enum mark box_before(struct xbz_str s, size_t at)
{
    size_t n;
    while (at > 0 && is_space(s.p[at - 1]))
        at--;
    for (size_t length = 1; length <= 5 && length <= at; length++) {
        enum mark mark = mark_at(s, at - length, &n);
        if ((mark == MARK_ON || mark == MARK_OFF) && n == length)
            return mark;
    }
    return MARK_NONE;
}

/* The occurrence of the words that has a box beside it. */
static struct filer_box box_of(struct xbz_str s, enum filer filer)
{
    struct filer_box box = {MARK_NONE, MARK_NONE};
    struct xbz_str words = str_of(filers[filer]);
    for (size_t at = 0; (at = str_find_word(s, words, at)) != NOT_FOUND; at += words.n) {
        size_t n, behind = past_remark(s, at + words.n);
        bool other = filer == FILER_ACCELERATED && at >= 6 &&
                     (str_eq_nocase(str_sub(s, at - 6, 6), STR("large ")) || s.p[at - 1] == '-');
        if (other)
            continue;
        box.after = behind < s.n ? mark_at(s, behind, &n) : MARK_NONE;
        box.before = box_before(s, at);
        if (box.after == MARK_YES || box.after == MARK_NO)
            box.after = MARK_NONE;
        if (box.after != MARK_NONE || box.before != MARK_NONE)
            return box;
    }
    return box;
}

static struct xbz_str truth_of(enum mark mark)
{
    return mark == MARK_ON ? STR("true") : mark == MARK_OFF ? STR("false") : STR("");
}

/* Boxes stand behind all the words or before all of them: on the side where more words have one. */
static void read_filer(struct xbz_cover_page *page, struct xbz_str text)
{
    static const char *const categories[] = {"Large Accelerated Filer", "Accelerated Filer", "Non-accelerated Filer",
                                             "Smaller Reporting Company"};
    struct filer_box boxes[FILERS];
    enum mark marks_of[FILERS];
    unsigned before = 0, after = 0, on = 0;
    for (unsigned i = 0; i < FILERS; i++) {
        boxes[i] = box_of(text, (enum filer)i);
        before += boxes[i].before != MARK_NONE;
        after += boxes[i].after != MARK_NONE;
    }
    if (before == after && before > 0)
        return;
    for (unsigned i = 0; i < FILERS; i++)
        marks_of[i] = before > after ? boxes[i].before : boxes[i].after;
    for (unsigned i = FILER_LARGE; i <= FILER_NON; i++)
        on += marks_of[i] == MARK_ON;
    for (unsigned i = FILER_LARGE; i <= FILER_SMALL && page->category.n == 0; i++)
        if (marks_of[i] == MARK_ON && on <= 1 && (i < FILER_SMALL || on == 0))
            page->category = str_of(categories[i]);
    page->small = page->small.n ? page->small : truth_of(marks_of[FILER_SMALL]);
    page->growth = page->growth.n ? page->growth : truth_of(marks_of[FILER_GROWTH]);
}

void cover_boxes_read(struct xbz_cover_page *page, struct xbz_str text)
{
    const struct {
        const char *question;
        struct xbz_str *to;
    } boxes[] = {
        {"well-known seasoned issuer", &page->well_known},
        {"not required to file reports", &page->voluntary},
        {"has filed all reports", &page->current},
        {"every interactive data file", &page->interactive},
        {"shell company", &page->shell},
    };
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (boxes[i].to->n == 0)
            *boxes[i].to = answer_to(text, boxes[i].question);
    if (str_eq(page->shell, STR("Yes")))
        page->shell = STR("true");
    else if (str_eq(page->shell, STR("No")))
        page->shell = STR("false");
    read_filer(page, text);
}
