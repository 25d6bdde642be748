/* scale.c - scale and currency wording. */
#include "table/scale.h"

#include "base/str.h"

#define NOT_FOUND ((size_t)-1)

static bool has(struct xbz_str text, const char *what)
{
    return str_find_nocase(text, str_of(what), 0) != NOT_FOUND;
}

static bool has_word(struct xbz_str text, const char *what)
{
    return str_find_word(text, str_of(what), 0) != NOT_FOUND;
}

struct power_word {
    const char *word;
    int power;
    bool alone; /* states a scale without "in" or brackets */
};

static const struct power_word power_words[] = {
    {"thousands", 3, false}, {"thousand", 3, false}, {"000's", 3, true},       {"000s", 3, true},
    {"$000", 3, true},       {"(000)", 3, true},     {"000 omitted", 3, true}, {",000", 3, false},
    {"in 000", 3, true},     {"millions", 6, false}, {"million", 6, false},    {"000,000", 6, true},
    {"billions", 9, false},  {"billion", 9, false},  {NULL, 0, false},
};

/* Words before a power word that make it a scale: "in thousands", "($ thousands", "(thousands of". */
static bool states_scale(struct xbz_str text, size_t at, bool strict)
{
    struct xbz_str before = str_trim(str_sub(text, 0, at));
    size_t from = before.n > 40 ? before.n - 40 : 0;
    struct xbz_str near = str_sub(before, from, before.n);
    bool bracket = false;
    size_t depth = 0;
    for (size_t i = 0; i < at; i++) {
        if (text.p[i] == '(' || text.p[i] == '[')
            depth++;
        else if ((text.p[i] == ')' || text.p[i] == ']') && depth)
            depth--;
    }
    bracket = depth > 0;
    if (before.n && is_digit(before.p[before.n - 1]))
        return false; /* "5 million" */
    if (strict && !bracket)
        return false;
    if (str_ends_nocase(near, STR(" in")) || str_eq_nocase(near, STR("in")) || str_ends_nocase(near, STR("(in")))
        return true;
    if (bracket || before.n == 0)
        return true;
    return str_ends_nocase(near, STR("$")) || str_ends_nocase(near, STR("in u.s.")) || has_word(near, "expressed") ||
           has_word(near, "stated") || has_word(near, "dollars") || has_word(near, "amounts") ||
           str_ends_nocase(near, STR("of"));
}

/* "share" or "shares" in text other than in "per share", "per common share". */
static bool names_shares(struct xbz_str text)
{
    unsigned since_per = 9; /* words since "per" in the same list item */
    for (size_t i = 0; i < text.n;) {
        size_t start = i;
        struct xbz_str word;
        while (i < text.n && is_alpha(text.p[i]))
            i++;
        if (i == start) {
            if (text.p[i] == ',' || text.p[i] == ';' || text.p[i] == '/')
                since_per = 9;
            i++;
            continue;
        }
        word = str_sub(text, start, i - start);
        if (str_eq_nocase(word, STR("per")))
            since_per = 0;
        else if (str_eq_nocase(word, STR("and")))
            since_per = 9;
        else if (since_per < 9)
            since_per++;
        if ((str_eq_nocase(word, STR("share")) || str_eq_nocase(word, STR("shares"))) && since_per > 3)
            return true;
    }
    return false;
}

bool scale_read(struct xbz_scale *out, struct xbz_str text, bool strict)
{
    size_t best = NOT_FOUND, except;
    int power = 0;
    struct xbz_str before, after;
    for (size_t i = 0; power_words[i].word; i++) {
        struct xbz_str word = str_of(power_words[i].word);
        size_t at = 0;
        while ((at = str_find_nocase(text, word, at)) != NOT_FOUND) {
            bool digit_before = at && (is_digit(text.p[at - 1]) || (text.p[at - 1] == ',' && is_digit(word.p[0])));
            bool whole = at + word.n >= text.n || !is_alnum(text.p[at + word.n]);
            if (whole && !digit_before && word.p[0] != ',' && at < best &&
                (power_words[i].alone ? !strict || has(text, "(") : states_scale(text, at, strict))) {
                best = at;
                power = power_words[i].power;
            }
            at += word.n;
        }
    }
    if (best == NOT_FOUND)
        return false;
    before = str_sub(text, 0, best);
    after = str_sub(text, best, text.n);
    out->money = power;
    out->shares = power;
    except = str_find_nocase(after, STR("except"), 0);
    if (except == NOT_FOUND)
        except = str_find_nocase(after, STR("other than"), 0);
    if (except != NOT_FOUND && names_shares(str_sub(after, except, after.n)))
        out->shares = 0;
    /* "... except number of shares, which are reflected in thousands", "...; shares in thousands" */
    size_t counted = str_find_word(after, STR("shares"), 0);
    for (size_t i = 0; counted != NOT_FOUND && power_words[i].word; i++)
        if (is_alpha(power_words[i].word[0]) && str_find_word(after, str_of(power_words[i].word), counted) != NOT_FOUND)
            out->shares = power_words[i].power;
    if (has_word(before, "shares") && !has_word(before, "dollars") && !has_word(before, "amounts") &&
        !has(before, "$") && !has_word(before, "except"))
        out->money = -1; /* "(shares in thousands)" */
    return true;
}

struct currency_word {
    const char *word;
    const char *code;
};

static const struct currency_word currency_words[] = {
    {"canadian dollars", "CAD"},
    {"cdn$", "CAD"},
    {"cdn $", "CAD"},
    {"can$", "CAD"},
    {"australian dollars", "AUD"},
    {"hong kong dollars", "HKD"},
    {"hk$", "HKD"},
    {"new taiwan dollars", "TWD"},
    {"nt$", "TWD"},
    {"singapore dollars", "SGD"},
    {"s$", "SGD"},
    {"new zealand dollars", "NZD"},
    {"u.s. dollars", "USD"},
    {"us dollars", "USD"},
    {"united states dollars", "USD"},
    {"u.s. dollar", "USD"},
    {"us$", "USD"},
    {"u.s. $", "USD"},
    {"u.s.$", "USD"},
    {"usd", "USD"},
    {"euros", "EUR"},
    {"euro", "EUR"},
    {"eur", "EUR"},
    {"pounds sterling", "GBP"},
    {"sterling", "GBP"},
    {"british pounds", "GBP"},
    {"yen", "JPY"},
    {"french francs", "FRF"},
    {"swiss francs", "CHF"},
    {"deutsche marks", "DEM"},
    {"deutsche mark", "DEM"},
    {"dutch guilders", "NLG"},
    {"netherlands guilders", "NLG"},
    {"nlg", "NLG"},
    {"italian lire", "ITL"},
    {"spanish pesetas", "ESP"},
    {"mexican pesos", "MXN"},
    {"argentine pesos", "ARS"},
    {"chilean pesos", "CLP"},
    {"new israeli shekels", "ILS"},
    {"nis", "ILS"},
    {"renminbi", "CNY"},
    {"rmb", "CNY"},
    {"korean won", "KRW"},
    {"south african rand", "ZAR"},
    {"swedish kronor", "SEK"},
    {"danish kroner", "DKK"},
    {"norwegian kroner", "NOK"},
    {"indian rupees", "INR"},
    {"reais", "BRL"},
    {"russian rubles", "RUB"},
    {NULL, NULL},
};

struct xbz_str currency_read(struct xbz_str text)
{
    struct xbz_scale scale;
    size_t best = NOT_FOUND;
    struct xbz_str code = {NULL, 0};
    for (size_t i = 0; currency_words[i].word; i++) {
        size_t at = str_find_word(text, str_of(currency_words[i].word), 0);
        if (at < best) {
            best = at;
            code = str_of(currency_words[i].code);
        }
    }
    if (best != NOT_FOUND)
        return code;
    if (has(text, "\xE2\x82\xAC"))
        return STR("EUR");
    if (has(text, "\xC2\xA3"))
        return STR("GBP");
    if (has(text, "\xC2\xA5"))
        return STR("JPY");
    if ((has_word(text, "dollars") || has_word(text, "dollar") || has(text, "$")) &&
        (scale_read(&scale, text, false) || has_word(text, "expressed") || has_word(text, "stated in")))
        return STR("USD");
    return (struct xbz_str){NULL, 0};
}
