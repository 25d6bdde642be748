/* transform_words.c - dates, durations and numbers in words. */
#include "read/transform.h"

#include "base/calendar.h"
#include "base/str.h"

#define MOST_PARTS 16

/* ---- dates ---- */

/* Keys that do not name their parts: D day, M month, N name of a month, Y year. */
static const struct {
    const char *key, *order;
} date_orders[] = {
    {"dateslashus", "MDY"},        {"dateslasheu", "DMY"},        {"datedotus", "MDY"},
    {"datedoteu", "DMY"},          {"datelongus", "NDY"},         {"datelonguk", "DNY"},
    {"dateshortus", "NDY"},        {"dateshortuk", "DNY"},        {"datelongmonthyear", "NY"},
    {"dateshortmonthyear", "NY"},  {"datelongyearmonth", "YN"},   {"dateshortyearmonth", "YN"},
    {"dateslashmonthdayus", "MD"}, {"dateslashdaymontheu", "DM"}, {"datelongmonthdayus", "ND"},
    {"dateshortmonthdayus", "ND"}, {"datelongdaymonthuk", "DN"},  {"dateshortdaymonthuk", "DN"},
};

/* The order that a key such as "datemonthnamedayyearen" spells out; false for other keys. */
static bool date_order(struct xbz_str key, char order[5])
{
    static const struct {
        const char *word;
        char part;
    } parts[] = {{"monthname", 'N'}, {"month", 'M'}, {"day", 'D'}, {"year", 'Y'}};
    size_t n = 0, at = 4;
    for (size_t i = 0; i < sizeof date_orders / sizeof *date_orders; i++)
        if (str_eq(key, str_of(date_orders[i].key))) {
            for (; date_orders[i].order[n]; n++)
                order[n] = date_orders[i].order[n];
            order[n] = '\0';
            return true;
        }
    if (!str_starts_nocase(key, STR("date")))
        return false;
    while (at < key.n && n < 4) {
        size_t i = 0;
        struct xbz_str rest = str_sub(key, at, key.n);
        while (i < sizeof parts / sizeof *parts && !str_starts_nocase(rest, str_of(parts[i].word)))
            i++;
        if (i == sizeof parts / sizeof *parts)
            break;
        order[n++] = parts[i].part;
        at += str_of(parts[i].word).n;
    }
    order[n] = '\0';
    bool english = str_eq(str_sub(key, at, key.n), STR("en"));
    for (size_t i = 0; english && i < n; i++)
        if (order[i] == 'M')
            order[i] = 'N';
    return n >= 2 && (english || at == key.n);
}

/* The next run of digits, or of letters, at or after *at; empty at the end. */
static struct xbz_str next_part(struct xbz_str s, size_t *at)
{
    while (*at < s.n && !is_alnum(s.p[*at]))
        ++*at;
    size_t begin = *at;
    bool digits = begin < s.n && is_digit(s.p[begin]);
    while (*at < s.n && (digits ? is_digit(s.p[*at]) : is_alpha(s.p[*at])))
        ++*at;
    return str_sub(s, begin, *at - begin);
}

static unsigned small_number(struct xbz_str s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]) || n > 9999)
            return 0;
        n = n * 10 + (unsigned)(s.p[i] - '0');
    }
    return n;
}

enum transform_result transform_date(struct xbz_str key, struct xbz_str text, struct buf *out)
{
    char order[5];
    unsigned day = 0, month = 0, year = 0;
    bool has_day = false, has_year = false;
    size_t at = 0;
    if (!date_order(key, order))
        return TRANSFORM_UNKNOWN;
    for (const char *part = order; *part; part++) {
        struct xbz_str s = next_part(text, &at);
        /* endings of ordinals ("1st") and what stands between ("day of") are passed over */
        while (s.n > 0 && is_digit(s.p[0]) != (*part != 'N') && !(*part == 'N' && month_of(s)))
            s = next_part(text, &at);
        if (*part == 'N') {
            while (s.n > 0 && month_of(s) == 0)
                s = next_part(text, &at);
            month = month_of(s);
        } else if (*part == 'M') {
            month = small_number(s);
        } else if (*part == 'D') {
            day = small_number(s);
            has_day = true;
        } else {
            year = small_number(s);
            year += s.n == 0 || s.n > 2 ? 0 : 2000;
            has_year = true;
        }
    }
    struct xbz_date date = {(int16_t)(has_year ? year : 2000), (uint8_t)month, (uint8_t)(has_day ? day : 1)};
    if (year > 9999 || month > 12 || day > 31 || !date_valid(date))
        return TRANSFORM_INVALID;
    if (has_year)
        buf_printf(out, "%04u-%02u", year, month);
    else
        buf_printf(out, "--%02u", month);
    if (has_day)
        buf_printf(out, "-%02u", day);
    return TRANSFORM_DONE;
}

/* ---- numbers in words ---- */

static const struct {
    const char *word;
    unsigned value;
} number_words[] = {
    {"no", 0},        {"none", 0},     {"nil", 0},      {"zero", 0},       {"one", 1},       {"a", 1},
    {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},       {"six", 6},       {"seven", 7},
    {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},    {"twelve", 12},   {"thirteen", 13},
    {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},     {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},   {"ninety", 90},
};

static const struct {
    const char *word;
    uint64_t value;
} power_words[] = {
    {"hundred", 100}, {"thousand", 1000}, {"million", 1000000}, {"billion", 1000000000}, {"trillion", 1000000000000},
};

static bool word_value(struct xbz_str word, uint64_t *value)
{
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
        if (str_eq_nocase(word, str_of(number_words[i].word))) {
            *value = number_words[i].value;
            return true;
        }
    *value = small_number(word);
    return word.n > 0 && word.n < 5 && is_digit(word.p[0]);
}

static uint64_t power_value(struct xbz_str word)
{
    for (size_t i = 0; i < sizeof power_words / sizeof *power_words; i++)
        if (str_eq_nocase(word, str_of(power_words[i].word)))
            return power_words[i].value;
    return 0;
}

bool words_number(struct xbz_str text, uint64_t *out, size_t *used)
{
    const uint64_t most = UINT64_C(1000000000000000);
    uint64_t total = 0, group = 0, value;
    bool any = false;
    size_t at = 0, end = 0;
    for (;;) {
        struct xbz_str word = next_part(text, &at);
        uint64_t power = power_value(word);
        if (word.n == 0)
            break;
        if (power == 100 && any && group < most / 100) {
            group = (group ? group : 1) * 100;
        } else if (power > 100 && any && group < most / power && total < most) {
            total += group * power;
            group = 0;
        } else if (word_value(word, &value)) {
            group += value;
            any = true;
        } else if (!(any && str_eq_nocase(word, STR("and")))) {
            break;
        }
        if (group > most || total > most)
            return false;
        end = at;
    }
    *out = total + group;
    if (used) {
        *used = end;
        return any;
    }
    struct xbz_str rest = str_sub(text, end, text.n);
    size_t from = 0;
    return any && next_part(rest, &from).n == 0;
}

/* ---- durations ---- */

/* "2.5": whole and thousandths. */
static bool read_thousandths(struct xbz_str s, unsigned *whole, unsigned *part)
{
    unsigned weight = 100;
    bool after = false, any = false;
    *whole = *part = 0;
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit(s.p[i]) && !after && *whole < 100000) {
            *whole = *whole * 10 + (unsigned)(s.p[i] - '0');
            any = true;
        } else if (is_digit(s.p[i]) && after) {
            *part += weight * (unsigned)(s.p[i] - '0');
            weight /= 10;
            any = true;
        } else if (s.p[i] == '.' && !after) {
            after = true;
        } else if (s.p[i] != ',') {
            return false;
        }
    }
    return any;
}

/* whole and so many of the next smaller unit; nothing for an unspoken zero. */
static void put_duration(struct buf *out, unsigned whole, char unit, unsigned smaller, char smaller_unit)
{
    buf_byte(out, 'P');
    if (unit == 'H')
        buf_byte(out, 'T');
    if (whole > 0 || smaller == 0)
        buf_printf(out, "%u%c", whole, unit);
    if (smaller > 0 && smaller_unit == 'H')
        buf_byte(out, 'T');
    if (smaller > 0)
        buf_printf(out, "%u%c", smaller, smaller_unit);
}

/* "five years, two months", "eighteen-month" */
static enum transform_result words_duration(struct xbz_str text, struct buf *out)
{
    static const char units[] = "YMWD", *const names[] = {"year", "month", "week", "day"};
    uint64_t amount[4] = {0, 0, 0, 0}, number;
    bool any = false;
    while (text.n > 0) {
        size_t used, at = 0, unit = 0;
        if (!words_number(text, &number, &used))
            break;
        text = str_sub(text, used, text.n);
        struct xbz_str word = next_part(text, &at);
        while (unit < 4 && !str_starts_nocase(word, str_of(names[unit])))
            unit++;
        if (unit == 4)
            return TRANSFORM_INVALID;
        amount[unit] += number;
        any = true;
        text = str_sub(text, at, text.n);
        at = 0;
        if (str_eq_nocase(next_part(text, &at), STR("and")))
            text = str_sub(text, at, text.n);
    }
    size_t from = 0;
    if (!any || next_part(text, &from).n > 0)
        return TRANSFORM_INVALID;
    amount[3] += 7 * amount[2];
    amount[2] = 0;
    bool put = false;
    buf_byte(out, 'P');
    for (size_t i = 0; i < 4; i++)
        if (amount[i] > 0) {
            buf_printf(out, "%llu%c", (unsigned long long)amount[i], units[i]);
            put = true;
        }
    if (!put)
        buf_text(out, "0D");
    return TRANSFORM_DONE;
}

enum transform_result transform_duration(struct xbz_str key, struct xbz_str text, struct buf *out)
{
    static const struct {
        const char *key;
        char unit, smaller;
        unsigned thousandths; /* of the smaller unit in the unit */
    } rows[] = {{"duryear", 'Y', 'M', 12000},
                {"durmonth", 'M', 'D', 30438},
                {"durweek", 'W', 'D', 7000},
                {"durday", 'D', 'H', 24000},
                {"durhour", 'H', 'M', 60000}};
    unsigned whole, part;
    if (str_eq(key, STR("durwordsen")))
        return words_duration(text, out);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!str_eq(key, str_of(rows[i].key)))
            continue;
        if (!read_thousandths(text, &whole, &part))
            return TRANSFORM_INVALID;
        unsigned smaller = (part * (rows[i].thousandths / 1000) + 500) / 1000;
        bool weeks = rows[i].unit == 'W'; /* XML Schema has none */
        put_duration(out, weeks ? whole * 7 + smaller : whole, weeks ? 'D' : rows[i].unit, weeks ? 0 : smaller,
                     rows[i].smaller);
        return TRANSFORM_DONE;
    }
    return TRANSFORM_UNKNOWN;
}
