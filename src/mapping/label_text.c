#include "mapping/label_text.h"

#include <string.h>

#include "base/charset.h"
#include "base/str.h"

/* ---- folding ---- */

/* U+00C0..U+00FF without accents; a blank is no letter, a capital stands for two ("S" ss, "E" ae, "T" th). */
static const char latin_1[] = "aaaaaaEceeeeiiiidnooooo ouuuuyTS"
                              "aaaaaaEceeeeiiiidnooooo ouuuuyTy";

static char *fold_latin_1(char *out, char c)
{
    switch (c) {
    case 'E':
        *out++ = 'a';
        *out++ = 'e';
        return out;
    case 'S':
        *out++ = 's';
        *out++ = 's';
        return out;
    case 'T':
        *out++ = 't';
        *out++ = 'h';
        return out;
    default:
        *out++ = c;
        return out;
    }
}

/* Writes at most two bytes. */
static char *fold_wide(char *out, unsigned c)
{
    if (c >= 0xC0 && c <= 0xFF)
        return fold_latin_1(out, latin_1[c - 0xC0]);
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
        *out++ = '-';
        return out;
    }
    switch (c) {
    case 0xB4: /* acute accent, modifier and curly apostrophes: dropped as the plain one is */
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xAD: /* soft hyphen, zero-width characters */
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
        return out;
    case 0xFB01: /* ligatures */
    case 0xFB02:
        *out++ = 'f';
        *out++ = c == 0xFB01 ? 'i' : 'l';
        return out;
    case 0xFF08:
        *out++ = '(';
        return out;
    case 0xFF09:
        *out++ = ')';
        return out;
    default:
        *out++ = ' ';
        return out;
    }
}

static void fold(struct label_text *text, struct xbz_str label)
{
    char *out = text->p;
    const char *end = text->p + LABEL_BYTES - 2;
    size_t i = 0;
    while (i < label.n && out < end) {
        unsigned char c = (unsigned char)label.p[i];
        if (c < 0x80) {
            if (c >= 'A' && c <= 'Z')
                *out++ = (char)(c + ('a' - 'A'));
            else if (c != '\'' && c != '`')
                *out++ = (char)c;
            i++;
            continue;
        }
        size_t used = 1;
        unsigned code_point = utf8_get((struct xbz_str){label.p + i, label.n - i}, &used);
        out = fold_wide(out, code_point);
        i += used;
    }
    /* What is too long ends with its last whole word. */
    while (i < label.n && out > text->p && out[-1] >= 'a' && out[-1] <= 'z')
        out--;
    text->n = (size_t)(out - text->p);
}

/* ---- words ---- */

static bool ends(const char *word, size_t n, const char *suffix, size_t k)
{
    return n >= k && memcmp(word + n - k, suffix, k) == 0;
}

size_t label_singular(char *word, size_t n)
{
    if (n < 4 || word[n - 1] != 's')
        return n;
    if (n > 4 && ends(word, n, "ies", 3)) {
        word[n - 3] = 'y';
        return n - 2;
    }
    if (ends(word, n, "sses", 4) || ends(word, n, "xes", 3) || ends(word, n, "ches", 4) || ends(word, n, "shes", 4))
        return n - 2;
    char before = word[n - 2];
    return before == 's' || before == 'u' || before == 'i' ? n : n - 1;
}

bool label_stop_word(const char *word, size_t n)
{
    switch (n) {
    case 1:
        return word[0] == 'a';
    case 2:
        switch (word[0]) {
        case 'a':
            return word[1] == 'n' || word[1] == 't' || word[1] == 's';
        case 'o':
            return word[1] == 'f' || word[1] == 'n' || word[1] == 'r';
        case 'i':
            return word[1] == 'n';
        case 'b':
            return word[1] == 'y';
        default:
            return false;
        }
    case 3:
        return memcmp(word, "the", 3) == 0 || memcmp(word, "and", 3) == 0 || memcmp(word, "for", 3) == 0 ||
               memcmp(word, "its", 3) == 0 || memcmp(word, "our", 3) == 0;
    case 4:
        return memcmp(word, "with", 4) == 0;
    default:
        return false;
    }
}

static const struct {
    const char *word; /* singular */
    enum polarity polarity;
} polarities[] = {
    {"loss", POLARITY_LOSS},           {"income", POLARITY_INCOME},     {"expense", POLARITY_EXPENSE},
    {"benefit", POLARITY_BENEFIT},     {"increase", POLARITY_INCREASE}, {"decrease", POLARITY_DECREASE},
    {"earning", POLARITY_EARNINGS},    {"gain", POLARITY_GAIN},         {"deficit", POLARITY_DEFICIT},
    {"provision", POLARITY_PROVISION}, {"tax", POLARITY_TAX},           {"used", POLARITY_USED},
    {"provided", POLARITY_PROVIDED},   {"credit", POLARITY_CREDIT},     {"charge", POLARITY_CHARGE},
    {"profit", POLARITY_PROFIT},       {"equity", POLARITY_EQUITY},     {"deficiency", POLARITY_DEFICIT},
    {"surplus", POLARITY_SURPLUS},     {"cost", POLARITY_COST},
};

enum polarity label_polarity(struct xbz_str word)
{
    char singular[16];
    if (word.n < 3 || word.n > sizeof singular)
        return POLARITY_NONE;
    memcpy(singular, word.p, word.n);
    size_t n = label_singular(singular, word.n);
    for (size_t i = 0; i < sizeof polarities / sizeof polarities[0]; i++) {
        const char *p = polarities[i].word;
        if (p[0] == singular[0] && strlen(p) == n && memcmp(p, singular, n) == 0)
            return polarities[i].polarity;
    }
    return POLARITY_NONE;
}

#define B(word) POLARITY_BIT(POLARITY_##word)
static const unsigned opposites[POLARITY_COUNT] = {
    [POLARITY_LOSS] = B(INCOME) | B(EARNINGS) | B(PROFIT) | B(GAIN),
    [POLARITY_DEFICIT] = B(EARNINGS) | B(EQUITY) | B(SURPLUS),
    [POLARITY_EXPENSE] = B(INCOME) | B(BENEFIT) | B(CREDIT) | B(GAIN),
    [POLARITY_CHARGE] = B(INCOME) | B(BENEFIT) | B(CREDIT) | B(GAIN),
    [POLARITY_COST] = 0,
    [POLARITY_PROVISION] = B(BENEFIT) | B(CREDIT),
    [POLARITY_TAX] = B(BENEFIT) | B(CREDIT),
    [POLARITY_USED] = B(PROVIDED),
    [POLARITY_DECREASE] = B(INCREASE),
    [POLARITY_INCOME] = B(LOSS) | B(EXPENSE) | B(CHARGE),
    [POLARITY_EARNINGS] = B(LOSS) | B(DEFICIT),
    [POLARITY_PROFIT] = B(LOSS),
    [POLARITY_GAIN] = B(LOSS) | B(EXPENSE) | B(CHARGE),
    [POLARITY_SURPLUS] = B(DEFICIT),
    [POLARITY_EQUITY] = B(DEFICIT),
    [POLARITY_BENEFIT] = B(EXPENSE) | B(PROVISION) | B(TAX) | B(CHARGE),
    [POLARITY_CREDIT] = B(EXPENSE) | B(PROVISION) | B(TAX) | B(CHARGE),
    [POLARITY_PROVIDED] = B(USED),
    [POLARITY_INCREASE] = B(DECREASE),
};
/* Those that may stand in brackets; the others are subjects rather than directions there. */
static const unsigned in_brackets = B(LOSS) | B(DEFICIT) | B(EXPENSE) | B(BENEFIT) | B(INCOME) | B(CREDIT) |
                                    B(INCREASE) | B(DECREASE) | B(GAIN) | B(CHARGE) | B(USED) | B(PROVIDED) |
                                    B(PROVISION);
#undef B

unsigned label_opposites(enum polarity word)
{
    return opposites[word];
}

struct xbz_str label_token_str(const struct label_text *text, const struct label_token *token)
{
    return (struct xbz_str){text->p + token->at, token->n};
}

static bool token_is(const struct label_text *text, size_t i, const char *word)
{
    if (i >= text->n_tokens || text->tokens[i].number)
        return false;
    size_t n = strlen(word);
    return text->tokens[i].n == n && memcmp(text->p + text->tokens[i].at, word, n) == 0;
}

/* ---- tokens and groups ---- */

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static void open_group(struct label_text *text)
{
    if (text->n_groups < LABEL_GROUPS) {
        text->n_groups++;
        text->groups[text->n_groups] = (struct label_group){.only_letters = true, .only_polarity = true};
    }
}

static void split(struct label_text *text)
{
    size_t depth = 0;
    text->n_tokens = 0;
    text->n_groups = 0;
    text->groups[0] = (struct label_group){.digit = false};
    for (size_t i = 0; i < text->n;) {
        char c = text->p[i];
        if (!letter(c) && !digit(c)) {
            if (c == '(' || c == '[' || c == '{') {
                if (depth++ == 0)
                    open_group(text);
            } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
                depth--;
            }
            i++;
            continue;
        }
        size_t from = i;
        bool number = digit(c);
        while (i < text->n && (number ? digit(text->p[i]) : letter(text->p[i])))
            i++;
        uint8_t group = depth > 0 ? (uint8_t)text->n_groups : 0;
        text->groups[group].digit |= number;
        text->tokens[text->n_tokens++] =
            (struct label_token){.at = (uint16_t)from, .n = (uint16_t)(i - from), .group = group, .number = number};
        if (text->n_tokens == LABEL_TOKENS) /* only "a1a1a1..." gets here: no caption loses a word */
            break;
    }
}

/* ---- note references outside brackets ---- */

/* A number of a note: one or two digits that are no rate, fraction or part of an amount. */
static bool note_number(const struct label_text *text, size_t i)
{
    if (i >= text->n_tokens || !text->tokens[i].number || text->tokens[i].group != 0 || text->tokens[i].n > 2)
        return false;
    size_t after = (size_t)text->tokens[i].at + text->tokens[i].n;
    if (after >= text->n)
        return true;
    char c = text->p[after];
    bool more = after + 1 < text->n && digit(text->p[after + 1]);
    return c != '%' && c != '/' && !((c == '.' || c == ',') && more);
}

/* True when only blanks, "." and "#" stand between token i and the one before. */
static bool adjoins(const struct label_text *text, size_t i)
{
    for (size_t k = (size_t)text->tokens[i - 1].at + text->tokens[i - 1].n; k < text->tokens[i].at; k++)
        if (!is_space(text->p[k]) && text->p[k] != '.' && text->p[k] != '#')
            return false;
    return true;
}

/* "notes" is a kind of debt as well: as a reference it stands apart, or after "see". */
static bool stands_apart(const struct label_text *text, size_t i)
{
    if (i == 0 || token_is(text, i - 1, "see") || token_is(text, i - 1, "to"))
        return true;
    for (size_t k = (size_t)text->tokens[i - 1].at + text->tokens[i - 1].n; k < text->tokens[i].at; k++)
        if (!is_space(text->p[k]))
            return true;
    return false;
}

static bool joins_notes(const struct label_text *text, size_t i)
{
    return token_is(text, i, "and") || token_is(text, i, "to") || token_is(text, i, "through") ||
           token_is(text, i, "or");
}

static void drop_note_references(struct label_text *text)
{
    for (size_t i = 0; i + 1 < text->n_tokens; i++) {
        bool plural = token_is(text, i, "notes");
        if (text->tokens[i].group != 0 || !(plural || token_is(text, i, "note")) || (plural && !stands_apart(text, i)))
            continue;
        size_t first = i + 1;
        if (token_is(text, first, "no") || token_is(text, first, "nos"))
            first++;
        if (!note_number(text, first) || !adjoins(text, first))
            continue;
        size_t last = first;
        for (;;) {
            if (note_number(text, last + 1))
                last++;
            else if (joins_notes(text, last + 1) && note_number(text, last + 2))
                last += 2;
            else
                break;
        }
        size_t from = i;
        if (from > 0 && token_is(text, from - 1, "see"))
            from--;
        else if (from > 1 && token_is(text, from - 1, "to") && token_is(text, from - 2, "refer"))
            from -= 2;
        for (size_t k = from; k <= last; k++)
            text->tokens[k].dropped = true;
        i = last;
    }
}

/* ---- bracketed groups ---- */

static bool little_word(struct xbz_str w)
{
    return label_stop_word(w.p, w.n) || (w.n == 2 && memcmp(w.p, "to", 2) == 0);
}

static void judge_groups(struct label_text *text)
{
    bool any[LABEL_GROUPS + 1] = {false};
    for (size_t i = 0; i < text->n_tokens; i++) {
        struct label_token *token = &text->tokens[i];
        struct label_group *group = &text->groups[token->group];
        if (token->number || token->dropped)
            continue;
        struct xbz_str word = label_token_str(text, token);
        enum polarity polarity = label_polarity(word);
        if (token->n > 1)
            group->only_letters = false;
        if (token->group != 0 && (in_brackets & POLARITY_BIT(polarity)) == 0) {
            if (!little_word(word))
                group->only_polarity = false;
            continue;
        }
        if (polarity == POLARITY_NONE)
            continue;
        group->words |= POLARITY_BIT(polarity);
        if (!any[token->group])
            group->first = polarity;
        any[token->group] = true;
    }
    for (size_t g = 1; g <= text->n_groups; g++) {
        struct label_group *group = &text->groups[g];
        group->only_polarity = group->only_polarity && any[g] && !group->digit;
        for (unsigned p = 0; p < POLARITY_COUNT; p++)
            if (group->only_polarity && (group->words & POLARITY_BIT(p)) && (opposites[p] & text->groups[0].words))
                group->opposed = true;
    }
}

/* A word outside brackets, or kept from them, that says something. */
static bool words_remain(const struct label_text *text)
{
    for (size_t i = 0; i < text->n_tokens; i++) {
        const struct label_token *token = &text->tokens[i];
        const struct label_group *group = &text->groups[token->group];
        if (token->number || token->dropped || label_stop_word(text->p + token->at, token->n))
            continue;
        if (token->group == 0 || (group->only_polarity && !group->opposed))
            return true;
    }
    return false;
}

static void drop_groups(struct label_text *text)
{
    judge_groups(text);
    bool remain = words_remain(text);
    for (size_t i = 0; i < text->n_tokens; i++) {
        struct label_token *token = &text->tokens[i];
        const struct label_group *group = &text->groups[token->group];
        if (token->group == 0)
            continue;
        if (group->digit || group->only_letters)
            token->dropped = true;
        else if (group->only_polarity)
            token->dropped |= group->opposed;
        else
            token->dropped |= remain;
    }
}

/* ---- clauses with figures ---- */

static bool clause_begins(const struct label_text *text, size_t i)
{
    return token_is(text, i, "including") || (token_is(text, i, "less") && !token_is(text, i + 1, "than")) ||
           (token_is(text, i, "net") && token_is(text, i + 1, "of")) ||
           (token_is(text, i, "of") && token_is(text, i + 1, "which"));
}

/* ", net of allowance of $300 and $200": such figures change from filing to filing, the clause names no other
 * concept.  A caption that begins this way keeps its words: they are all it has. */
static void drop_clauses(struct label_text *text)
{
    size_t last = 0; /* 1 + the last figure that stands outside brackets and in no note reference */
    for (size_t i = 0; i < text->n_tokens; i++)
        if (text->tokens[i].number && text->tokens[i].group == 0 && !text->tokens[i].dropped)
            last = i + 1;
    bool word_before = false;
    for (size_t i = 0; i < last; i++) {
        const struct label_token *token = &text->tokens[i];
        if (token->group != 0 || token->number || token->dropped)
            continue;
        if (word_before && clause_begins(text, i)) {
            for (size_t k = i; k < text->n_tokens; k++)
                text->tokens[k].dropped = true;
            return;
        }
        word_before = true;
    }
}

void label_text_read(struct label_text *text, struct xbz_str label)
{
    fold(text, label);
    split(text);
    if (text->groups[0].digit) {
        drop_note_references(text);
        drop_clauses(text);
    }
    if (text->n_groups > 0)
        drop_groups(text);
}
