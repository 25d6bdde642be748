/* transform.c - numbers, booleans and codes. */
#include "read/transform.h"

#include "base/decimal.h"
#include "base/str.h"

#define NUMBER_TEXT 64

struct xbz_str transform_key(struct xbz_str format, char key[TRANSFORM_KEY])
{
    size_t n = 0, colon = str_find(format, STR(":"), 0);
    for (size_t i = colon == (size_t)-1 ? 0 : colon + 1; i < format.n && n < TRANSFORM_KEY; i++)
        if (is_alnum(format.p[i]))
            key[n++] = to_lower(format.p[i]);
    return (struct xbz_str){key, n};
}

/* ---- numbers ---- */

/* Bytes of a blank or an apostrophe that separates thousands, 0 for others. */
static size_t separator(struct xbz_str s, size_t i)
{
    static const char *const wide[] = {"\xc2\xa0",     "\xe2\x80\x89", "\xe2\x80\xaf", "\xe2\x80\x8b",
                                       "\xe2\x80\x99", "\xe2\x80\x82", "\xe2\x80\x83"};
    if (is_space(s.p[i]) || s.p[i] == '\'' || s.p[i] == '`')
        return 1;
    for (size_t k = 0; k < sizeof wide / sizeof *wide; k++) {
        struct xbz_str w = str_of(wide[k]);
        if (str_eq(str_sub(s, i, w.n), w))
            return w.n;
    }
    return 0;
}

/* Digits with one decimal mark; group stands between thousands, or is 0. */
static enum transform_result grouped(struct xbz_str s, char mark, char group, struct xbz_decimal *out)
{
    char text[NUMBER_TEXT];
    size_t n = 0, used;
    bool marked = false;
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i += used) {
        used = 1;
        if (n + 2 > sizeof text)
            return TRANSFORM_INVALID;
        if (is_digit(s.p[i])) {
            text[n++] = s.p[i];
        } else if (s.p[i] == mark && !marked) {
            marked = true;
            if (n == 0)
                text[n++] = '0';
            text[n++] = '.';
        } else if (s.p[i] != group || marked) {
            used = separator(s, i);
            if (used == 0)
                return TRANSFORM_INVALID;
        }
    }
    if (n > 0 && text[n - 1] == '.')
        n--;
    return n > 0 && decimal_read(out, (struct xbz_str){text, n}) ? TRANSFORM_DONE : TRANSFORM_INVALID;
}

/* "12 dollars 30 cents": two figures, the second one of two digits. */
static enum transform_result with_units(struct xbz_str s, struct xbz_decimal *out)
{
    char text[NUMBER_TEXT];
    size_t n = 0, last = 0;
    unsigned figures = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit(s.p[i])) {
            if (!inside && ++figures == 2) {
                text[n++] = '.';
                last = n;
            }
            inside = true;
            text[n++] = s.p[i];
            if (n + 4 > sizeof text || figures > 2)
                return TRANSFORM_INVALID;
        } else if (inside && s.p[i] != ',' && s.p[i] != '.' && !separator(s, i)) {
            inside = false;
        }
    }
    if (figures == 2 && n - last == 1) {
        text[n] = text[n - 1];
        text[n - 1] = '0';
        n++;
    }
    return figures > 0 && decimal_read(out, (struct xbz_str){text, n}) ? TRANSFORM_DONE : TRANSFORM_INVALID;
}

static enum transform_result from_words(struct xbz_str s, struct xbz_decimal *out)
{
    char text[24];
    uint64_t number;
    if (grouped(s, '.', ',', out) == TRANSFORM_DONE)
        return TRANSFORM_DONE;
    if (!words_number(s, &number, NULL))
        return TRANSFORM_INVALID;
    size_t n = sizeof text;
    do
        text[--n] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    return decimal_read(out, (struct xbz_str){text + n, sizeof text - n}) ? TRANSFORM_DONE : TRANSFORM_INVALID;
}

/* A decimal of XML Schema: sign, digits, point. */
static enum transform_result plain(struct xbz_str s, struct xbz_decimal *out)
{
    s = str_trim(s);
    bool minus = s.n > 0 && s.p[0] == '-';
    if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_sub(s, 1, s.n);
    enum transform_result result = s.n > 0 && !is_space(s.p[0]) ? grouped(s, '.', 0, out) : TRANSFORM_INVALID;
    if (result == TRANSFORM_DONE && minus)
        out->negative = !decimal_is_zero(out);
    return result;
}

enum number_form { FORM_DOT, FORM_COMMA, FORM_UNITS, FORM_WORDS, FORM_ZERO };

static const struct {
    const char *key;
    enum number_form form;
} number_forms[] = {
    {"numdotdecimal", FORM_DOT},
    {"numdotdecimalin", FORM_DOT},
    {"numdotdecimalapos", FORM_DOT},
    {"numcommadot", FORM_DOT},
    {"numspacedot", FORM_DOT},
    {"numcommadecimal", FORM_COMMA},
    {"numcommadecimalapos", FORM_COMMA},
    {"numdotcomma", FORM_COMMA},
    {"numcomma", FORM_COMMA},
    {"numspacecomma", FORM_COMMA},
    {"numunitdecimal", FORM_UNITS},
    {"numunitdecimalin", FORM_UNITS},
    {"numunitdecimalapos", FORM_UNITS},
    {"numwordsen", FORM_WORDS},
    {"fixedzero", FORM_ZERO},
    {"zerodash", FORM_ZERO},
    {"numdash", FORM_ZERO},
};

enum transform_result transform_number(struct xbz_str format, struct xbz_str text, struct xbz_decimal *out)
{
    char buf[TRANSFORM_KEY];
    struct xbz_str key = transform_key(format, buf);
    if (key.n == 0)
        return plain(text, out);
    for (size_t i = 0; i < sizeof number_forms / sizeof *number_forms; i++) {
        if (!str_eq(key, str_of(number_forms[i].key)))
            continue;
        switch (number_forms[i].form) {
        case FORM_DOT:
            return grouped(text, '.', ',', out);
        case FORM_COMMA:
            return grouped(text, ',', '.', out);
        case FORM_UNITS:
            return with_units(text, out);
        case FORM_WORDS:
            return from_words(text, out);
        default:
            return plain(STR("0"), out);
        }
    }
    return TRANSFORM_UNKNOWN;
}

/* ---- text ---- */

/* Text with single blanks and none at the ends. */
static void put_tidy(struct xbz_str s, struct buf *out)
{
    bool blank = false, any = false;
    for (size_t i = 0; i < s.n; i++) {
        bool wide = s.p[i] == '\xc2' && i + 1 < s.n && s.p[i + 1] == '\xa0';
        if (is_space(s.p[i]) || wide) {
            blank = any;
            i += wide;
            continue;
        }
        if (blank)
            buf_byte(out, ' ');
        buf_byte(out, s.p[i]);
        blank = false;
        any = true;
    }
}

/* What a text that holds all words of `words` (blanks between) becomes; the first row that fits counts. */
struct code_row {
    const char *words, *code;
};

static const struct code_row exchanges[] = {
    {"nyse american", "NYSEAMER"},
    {"nyse mkt", "NYSEAMER"},
    {"nyse arca", "NYSEArca"},
    {"nyse chicago", "CHX"},
    {"nyse national", "NYSENAT"},
    {"new york stock exchange", "NYSE"},
    {"nyse", "NYSE"},
    {"nasdaq phlx", "PHLX"},
    {"nasdaq", "NASDAQ"},
    {"cboe bzx", "CboeBZX"},
    {"chicago stock exchange", "CHX"},
    {"investors exchange", "IEX"},
    {"long term stock exchange", "LTSE"},
    {"none", "NONE"},
};

static const struct code_row filers[] = {
    {"large accelerated", "Large Accelerated Filer"},
    {"non accelerated", "Non-accelerated Filer"},
    {"accelerated", "Accelerated Filer"},
};

static const struct code_row states[] = {
    {"alabama", "AL"},
    {"alaska", "AK"},
    {"arizona", "AZ"},
    {"arkansas", "AR"},
    {"california", "CA"},
    {"colorado", "CO"},
    {"connecticut", "CT"},
    {"delaware", "DE"},
    {"columbia british", "BC"},
    {"district columbia", "DC"},
    {"florida", "FL"},
    {"georgia", "GA"},
    {"hawaii", "HI"},
    {"idaho", "ID"},
    {"illinois", "IL"},
    {"indiana", "IN"},
    {"iowa", "IA"},
    {"kansas", "KS"},
    {"kentucky", "KY"},
    {"louisiana", "LA"},
    {"maine", "ME"},
    {"maryland", "MD"},
    {"massachusetts", "MA"},
    {"michigan", "MI"},
    {"minnesota", "MN"},
    {"mississippi", "MS"},
    {"missouri", "MO"},
    {"montana", "MT"},
    {"nebraska", "NE"},
    {"nevada", "NV"},
    {"new hampshire", "NH"},
    {"new jersey", "NJ"},
    {"new mexico", "NM"},
    {"new york", "NY"},
    {"north carolina", "NC"},
    {"north dakota", "ND"},
    {"ohio", "OH"},
    {"oklahoma", "OK"},
    {"oregon", "OR"},
    {"pennsylvania", "PA"},
    {"puerto rico", "PR"},
    {"rhode island", "RI"},
    {"south carolina", "SC"},
    {"south dakota", "SD"},
    {"tennessee", "TN"},
    {"texas", "TX"},
    {"utah", "UT"},
    {"vermont", "VT"},
    {"west virginia", "WV"},
    {"virginia", "VA"},
    {"washington", "WA"},
    {"wisconsin", "WI"},
    {"wyoming", "WY"},
    {"alberta", "AB"},
    {"manitoba", "MB"},
    {"ontario", "ON"},
    {"quebec", "QC"},
    {"saskatchewan", "SK"},
};

static const struct code_row countries[] = {
    {"united states", "US"}, {"united kingdom", "GB"}, {"australia", "AU"}, {"bermuda", "BM"},    {"brazil", "BR"},
    {"canada", "CA"},        {"cayman", "KY"},         {"china", "CN"},     {"france", "FR"},     {"germany", "DE"},
    {"hong kong", "HK"},     {"india", "IN"},          {"ireland", "IE"},   {"israel", "IL"},     {"italy", "IT"},
    {"japan", "JP"},         {"jersey", "JE"},         {"korea", "KR"},     {"luxembourg", "LU"}, {"mexico", "MX"},
    {"netherlands", "NL"},   {"singapore", "SG"},      {"spain", "ES"},     {"sweden", "SE"},     {"switzerland", "CH"},
    {"taiwan", "TW"},
};

/* Places as EDGAR codes them: states of the United States as above, other countries with codes of its own. */
static const struct code_row edgar_places[] = {
    {"australia", "C3"},   {"bermuda", "D0"},        {"canada", "Z4"},     {"cayman", "E9"},      {"china", "F4"},
    {"france", "I0"},      {"germany", "2M"},        {"hong kong", "K3"},  {"ireland", "L2"},     {"israel", "L3"},
    {"japan", "M0"},       {"jersey", "Y9"},         {"luxembourg", "N4"}, {"netherlands", "P7"}, {"singapore", "U0"},
    {"switzerland", "V8"}, {"united kingdom", "X0"}, {"england", "X0"},    {"bahamas", "C5"},     {"panama", "R1"},
};

static bool has_words(struct xbz_str text, struct xbz_str words)
{
    for (size_t at = 0; at < words.n;) {
        size_t end = str_find(words, STR(" "), at);
        end = end == (size_t)-1 ? words.n : end;
        if (str_find_word(text, str_sub(words, at, end - at), 0) == (size_t)-1)
            return false;
        at = end + 1;
    }
    return true;
}

static bool put_code(const struct code_row *rows, size_t n, struct xbz_str text, struct buf *out)
{
    for (size_t i = 0; i < n; i++)
        if (has_words(text, str_of(rows[i].words))) {
            buf_text(out, rows[i].code);
            return true;
        }
    return false;
}

static bool is_code_table(struct xbz_str key, const struct code_row **rows, size_t *n)
{
    static const struct {
        const char *key;
        const struct code_row *rows;
        size_t n;
    } tables[] = {
        {"exchnameen", exchanges, sizeof exchanges / sizeof *exchanges},
        {"entityfilercategoryen", filers, sizeof filers / sizeof *filers},
        {"stateprovnameen", states, sizeof states / sizeof *states},
        {"countrynameen", countries, sizeof countries / sizeof *countries},
        {"edgarprovcountryen", edgar_places, sizeof edgar_places / sizeof *edgar_places},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (str_eq(key, str_of(tables[i].key))) {
            *rows = tables[i].rows;
            *n = tables[i].n;
            return true;
        }
    return false;
}

/* Ballot boxes U+2610 (empty), U+2611 and U+2612, and letters printed for them. */
static enum transform_result ballot_box(struct xbz_str text, const char *yes, const char *no, struct buf *out)
{
    text = str_trim(text);
    bool empty = str_eq(text, STR("\xe2\x98\x90")) || str_eq(text, STR("\xc2\xa8")) || str_eq_nocase(text, STR("o"));
    bool ticked = str_eq(text, STR("\xe2\x98\x91")) || str_eq(text, STR("\xe2\x98\x92")) ||
                  str_eq(text, STR("\xc3\xbe")) || str_eq_nocase(text, STR("x"));
    if (!empty && !ticked)
        return TRANSFORM_INVALID;
    buf_text(out, ticked ? yes : no);
    return TRANSFORM_DONE;
}

static enum transform_result fixed_or_box(struct xbz_str key, struct xbz_str text, struct buf *out)
{
    if (str_eq(key, STR("boolballotbox")))
        return ballot_box(text, "true", "false", out);
    if (str_eq(key, STR("yesnoballotbox")))
        return ballot_box(text, "Yes", "No", out);
    if (str_eq(key, STR("fixedtrue")) || str_eq(key, STR("booleantrue")))
        buf_text(out, "true");
    else if (str_eq(key, STR("fixedfalse")) || str_eq(key, STR("booleanfalse")))
        buf_text(out, "false");
    else if (!str_eq(key, STR("fixedempty")) && !str_eq(key, STR("nocontent")))
        return TRANSFORM_UNKNOWN;
    return TRANSFORM_DONE;
}

enum transform_result transform_text(struct xbz_str format, struct xbz_str text, struct buf *out)
{
    char buf[TRANSFORM_KEY], number_text[DECIMAL_TEXT];
    struct xbz_str key = transform_key(format, buf);
    const struct code_row *rows;
    struct xbz_decimal number;
    size_t n;
    if (key.n == 0) {
        put_tidy(text, out);
        return TRANSFORM_DONE;
    }
    enum transform_result result = fixed_or_box(key, text, out);
    if (result == TRANSFORM_UNKNOWN)
        result = transform_date(key, text, out);
    if (result == TRANSFORM_UNKNOWN)
        result = transform_duration(key, text, out);
    if (result == TRANSFORM_UNKNOWN && is_code_table(key, &rows, &n))
        result = put_code(rows, n, text, out) ? TRANSFORM_DONE : TRANSFORM_INVALID;
    if (result == TRANSFORM_UNKNOWN) {
        result = transform_number(format, text, &number);
        if (result == TRANSFORM_DONE)
            buf_add(out, number_text, decimal_text(&number, number_text));
    }
    return result;
}
