/* periods.c - the words of a heading. */
#include "table/periods.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

struct word {
    struct xbz_str s;
    int number;  /* value of a run of up to four digits, else -1 */
    char before; /* the character before it, 0 at the start */
    char after;  /* the character after it, 0 at the end */
};

/* The next run of letters or of digits at or after *at; false at the end. */
static bool next_word(struct xbz_str text, size_t *at, struct word *out)
{
    size_t i = *at, start;
    while (i < text.n && !is_alnum(text.p[i]))
        i++;
    if (i >= text.n) {
        *at = text.n;
        return false;
    }
    start = i;
    out->number = -1;
    out->before = start ? text.p[start - 1] : '\0';
    if (is_digit(text.p[i])) {
        int n = 0;
        for (; i < text.n && is_digit(text.p[i]); i++)
            n = n < 100000 ? n * 10 + (text.p[i] - '0') : n;
        if (i - start <= 4)
            out->number = n;
    } else {
        while (i < text.n && is_alpha(text.p[i]))
            i++;
    }
    out->s = str_sub(text, start, i - start);
    out->after = i < text.n ? text.p[i] : '\0';
    *at = i;
    return true;
}

/* what is in lower case.  A macro: nearly all words are told apart by their first letter, and every word of the prose
 * comes here. */
#define is(s, what)                                                                                                    \
    ((s).n > 0 && to_lower((s).p[0]) == (what)[0] && (s).n == strlen(what) && str_eq_nocase((s), str_of(what)))

static int number_word(struct xbz_str s)
{
    static const struct {
        const char *word;
        int value;
    } words[] = {{"one", 1},       {"two", 2},       {"three", 3},      {"four", 4},     {"five", 5},    {"six", 6},
                 {"seven", 7},     {"eight", 8},     {"nine", 9},       {"ten", 10},     {"eleven", 11}, {"twelve", 12},
                 {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},   {"sixteen", 16}, {"twenty", 20}, {"thirty", 30},
                 {"forty", 40},    {"fifty", 50},    {"seventeen", 17}, {NULL, 0}};
    for (size_t i = 0; words[i].word; i++)
        if (is(s, words[i].word))
            return words[i].value;
    return 0;
}

static int ordinal_word(struct xbz_str s)
{
    static const char *const words[] = {"first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th", NULL};
    for (int i = 0; words[i]; i++)
        if (is(s, words[i]))
            return i % 4 + 1;
    return 0;
}

static void add_date(struct phrase *out, int year, unsigned month, unsigned day)
{
    if (out->n_dates < PHRASE_DATES)
        out->dates[out->n_dates++] = (struct phrase_date){year, month, day};
}

static void set_length(struct phrase *out, int months, int weeks)
{
    if ((out->months || out->weeks) && (out->months != months || out->weeks != weeks))
        out->mixed = true;
    if (!out->months && !out->weeks) {
        out->months = months;
        out->weeks = weeks;
    }
}

static int full_year(int year, size_t digits)
{
    if (digits == 4)
        return year >= 1900 && year <= 2099 ? year : 0;
    if (digits == 2)
        return year < 60 ? 2000 + year : 1900 + year;
    return 0;
}

/* A month name has been read: takes day and year behind it, or the day before it. */
static void read_month(struct phrase *out, struct xbz_str text, size_t *at, unsigned month, int day_before)
{
    struct word w;
    size_t i = *at;
    unsigned day = 0;
    int year = 0;
    if (next_word(text, &i, &w) && w.number > 0 && w.before != '(') {
        if (w.s.n <= 2 && w.number <= 31) {
            size_t j = i;
            day = (unsigned)w.number;
            *at = i;
            if (next_word(text, &j, &w) && w.number > 0 && w.before != '(' && w.s.n == 4 && full_year(w.number, 4)) {
                year = w.number;
                *at = j;
            }
        } else if (w.s.n == 4 && full_year(w.number, 4)) {
            year = w.number;
            *at = i;
        }
    }
    if (!day && day_before > 0 && day_before <= 31)
        day = (unsigned)day_before;
    add_date(out, year, month, day);
}

/* "12/31/96", "6-30-2005", "12/31": a number has been read and the separator follows it. */
static bool read_slashes(struct phrase *out, struct xbz_str text, size_t *at, const struct word *first)
{
    struct word b, c;
    size_t i = *at, j;
    char sep = first->after;
    if ((sep != '/' && sep != '-') || first->number < 1 || first->number > 12 || first->s.n > 2)
        return false;
    if (!next_word(text, &i, &b) || b.before != sep || i != *at + 1 + b.s.n || b.number < 1 || b.number > 31 ||
        b.s.n > 2)
        return false;
    j = i;
    if (b.after == sep && next_word(text, &j, &c) && c.number >= 0 && j == i + 1 + c.s.n &&
        full_year(c.number, c.s.n)) {
        add_date(out, full_year(c.number, c.s.n), (unsigned)first->number, (unsigned)b.number);
        *at = j;
        return true;
    }
    if (sep != '/')
        return false;
    add_date(out, 0, (unsigned)first->number, (unsigned)b.number);
    *at = i;
    return true;
}

/* A count (13, "thirteen", "twenty-six") has been read: "weeks" or "months" behind it give a length. */
static bool read_length(struct phrase *out, struct xbz_str text, size_t *at, int count)
{
    struct word w;
    size_t i = *at;
    if (!next_word(text, &i, &w))
        return false;
    if (count >= 20 && count % 10 == 0) { /* "twenty-six", "fifty two" */
        int units = number_word(w.s);
        if (units > 0 && units < 10) {
            count += units;
            if (!next_word(text, &i, &w))
                return false;
        }
    }
    if (is(w.s, "full") && !next_word(text, &i, &w))
        return false;
    if (is(w.s, "and") || is(w.s, "or")) { /* "three and six months" */
        if (!next_word(text, &i, &w) || !(w.number > 0 || number_word(w.s)) || !next_word(text, &i, &w))
            return false;
        if (is(w.s, "months") || is(w.s, "weeks"))
            out->mixed = true;
        return false;
    }
    if ((is(w.s, "month") || is(w.s, "months") || is(w.s, "mos") || is(w.s, "mo")) && count <= 60)
        set_length(out, count, 0);
    else if ((is(w.s, "week") || is(w.s, "weeks") || is(w.s, "wks")) && count <= 60)
        set_length(out, 0, count);
    else if (is(w.s, "years") || is(w.s, "fiscal") || is(w.s, "year"))
        set_length(out, 12, 0);
    else if (is(w.s, "quarters") || is(w.s, "quarter"))
        set_length(out, count == 1 || count > 4 ? 3 : count * 3, 0);
    else
        return false;
    *at = i;
    return true;
}

/* An ordinal has been read: "second quarter", "first half", "first nine months". */
static void read_ordinal(struct phrase *out, struct xbz_str text, size_t *at, int ordinal)
{
    struct word w;
    size_t i = *at;
    if (!next_word(text, &i, &w) || (is(w.s, "fiscal") && !next_word(text, &i, &w)))
        return;
    if (is(w.s, "quarter") || is(w.s, "quarters") || is(w.s, "qtr")) {
        out->quarter = ordinal;
        set_length(out, 3, 0);
        *at = i;
    } else if (is(w.s, "half")) {
        out->half = ordinal;
        set_length(out, 6, 0);
        *at = i;
    }
}

/* Words that tell kind and length of a period. */
static bool read_period_word(struct phrase *out, struct xbz_str s)
{
    if (is(s, "ended") || is(s, "ending") || is(s, "for") || is(s, "period") || is(s, "periods"))
        out->ended = true;
    else if (is(s, "at") || is(s, "of"))
        out->at = true;
    else if (is(s, "fiscal") || is(s, "fy"))
        out->fiscal = true;
    else if (is(s, "quarter") || is(s, "quarters") || is(s, "quarterly") || is(s, "qtr"))
        set_length(out, 3, 0);
    else if (is(s, "year") || is(s, "years") || is(s, "annual"))
        set_length(out, 12, 0);
    else if (is(s, "ytd") || is(s, "date"))
        out->to_date = true;
    else if (is(s, "inception") || is(s, "from") || is(s, "cumulative"))
        out->from = true;
    else
        return false;
    if (is(s, "cumulative"))
        out->to_date = true;
    return true;
}

static bool has(struct xbz_str text, const char *what)
{
    return str_find_word(text, str_of(what), 0) != (size_t)-1;
}

unsigned phrase_flags(struct xbz_str text)
{
    static const struct {
        const char *word;
        unsigned flag;
    } words[] = {{"restated", XBZ_COLUMN_RESTATED},
                 {"previously reported", XBZ_COLUMN_PREVIOUS},
                 {"originally reported", XBZ_COLUMN_PREVIOUS},
                 {"previously stated", XBZ_COLUMN_PREVIOUS},
                 {"pro forma", XBZ_COLUMN_PRO_FORMA},
                 {"pro-forma", XBZ_COLUMN_PRO_FORMA},
                 {"proforma", XBZ_COLUMN_PRO_FORMA},
                 {"adjusted", XBZ_COLUMN_PRO_FORMA},
                 {"forecast", XBZ_COLUMN_PRO_FORMA},
                 {"projected", XBZ_COLUMN_PRO_FORMA},
                 {"budget", XBZ_COLUMN_PRO_FORMA},
                 {"adjustments", XBZ_COLUMN_PRO_FORMA},
                 {"adjustment", XBZ_COLUMN_PRO_FORMA},
                 {"change", XBZ_COLUMN_CHANGE},
                 {"percent", XBZ_COLUMN_CHANGE},
                 {"percentage", XBZ_COLUMN_CHANGE},
                 {"variance", XBZ_COLUMN_CHANGE},
                 {"difference", XBZ_COLUMN_CHANGE},
                 {"increase", XBZ_COLUMN_CHANGE},
                 {"decrease", XBZ_COLUMN_CHANGE},
                 {"growth", XBZ_COLUMN_CHANGE},
                 {"favorable", XBZ_COLUMN_CHANGE},
                 {"unfavorable", XBZ_COLUMN_CHANGE},
                 {"parent", XBZ_COLUMN_PART},
                 {"guarantor", XBZ_COLUMN_PART},
                 {"guarantors", XBZ_COLUMN_PART},
                 {"eliminations", XBZ_COLUMN_PART},
                 {"elimination", XBZ_COLUMN_PART},
                 {"segment", XBZ_COLUMN_PART},
                 {"common stock", XBZ_COLUMN_PART},
                 {"preferred stock", XBZ_COLUMN_PART},
                 {"retained earnings", XBZ_COLUMN_PART},
                 {"paid-in", XBZ_COLUMN_PART},
                 {"treasury", XBZ_COLUMN_PART},
                 {NULL, 0}};
    unsigned flags = 0;
    for (size_t i = 0; words[i].word; i++)
        if (has(text, words[i].word))
            flags |= words[i].flag;
    if (str_find(text, STR("%"), 0) != (size_t)-1)
        flags |= XBZ_COLUMN_CHANGE;
    return flags;
}

/* "2Q09", "Q2'09", "2Q 2009": the letter run is "Q" or "QTR" beside a digit. */
static bool read_q(struct phrase *out, struct xbz_str text, size_t *at, const struct word *w)
{
    struct word year;
    size_t i = *at;
    int quarter;
    if (is(w->s, "q") && w->after >= '1' && w->after <= '4') {
        quarter = w->after - '0';
        i++;
    } else if (w->number >= 1 && w->number <= 4 && w->s.n == 1 && (w->after == 'Q' || w->after == 'q')) {
        quarter = w->number;
        i++;
    } else {
        return false;
    }
    if (i < text.n && is_alpha(text.p[i]))
        return false;
    out->quarter = quarter;
    set_length(out, 3, 0);
    *at = i;
    if (next_word(text, &i, &year) && year.number >= 0 && year.s.n == 2 && full_year(year.number, 2)) {
        add_date(out, full_year(year.number, 2), 0, 0);
        *at = i;
    }
    return true;
}

/* True when digits go on behind a point or a thousands separator: the number is no year. */
static bool goes_on(struct xbz_str text, size_t at)
{
    size_t digits = 0;
    if (at >= text.n || (text.p[at] != ',' && text.p[at] != '.'))
        return false;
    while (at + 1 + digits < text.n && is_digit(text.p[at + 1 + digits]))
        digits++;
    return text.p[at] == '.' ? digits > 0 : digits == 3;
}

static void read_number(struct phrase *out, struct xbz_str text, size_t *at, const struct word *w)
{
    if (read_q(out, text, at, w) || read_slashes(out, text, at, w) || read_length(out, text, at, w->number))
        return;
    if (w->s.n == 4 && full_year(w->number, 4) && w->before != '.' && w->before != '$' && !goes_on(text, *at))
        add_date(out, w->number, 0, 0);
    else if (w->s.n == 2 && w->before == '\'' && full_year(w->number, 2))
        add_date(out, full_year(w->number, 2), 0, 0);
}

static bool may_be_month(char c)
{
    return strchr("jfmasond", to_lower(c)) != NULL;
}

static bool is_day(const struct phrase *p, size_t i)
{
    return p->dates[i].month && p->dates[i].day;
}

void phrase_read(struct phrase *out, struct xbz_str text)
{
    struct word w;
    size_t at = 0, n_before = 0; /* dates read when the word before "to" or "through" ended, if that was one */
    int day_before = 0;
    bool date_ended = false; /* the word before is the end of a date */
    memset(out, 0, sizeof *out);
    while (next_word(text, &at, &w)) {
        int count, day = 0;
        unsigned month;
        size_t n_dates = out->n_dates;
        bool to = is(w.s, "to") || is(w.s, "through");
        if (w.number >= 0) {
            if (w.s.n <= 2 && w.after == ' ' && w.number <= 31)
                day = w.number;
            read_number(out, text, &at, &w);
        } else if (ordinal_word(w.s)) {
            read_ordinal(out, text, &at, ordinal_word(w.s));
        } else if ((count = number_word(w.s)) != 0) {
            (void)read_length(out, text, &at, count);
        } else if (w.s.n >= 3 && may_be_month(w.s.p[0]) && (month = month_of(w.s)) != 0) {
            size_t i = at;
            struct word next;
            /* "may" is a verb unless a day or a year follows, or nothing */
            if (month != 5 || day_before || w.after == '\0' || !next_word(text, &i, &next) || next.number > 0)
                read_month(out, text, &at, month, day_before);
        } else if (!read_q(out, text, &at, &w)) {
            (void)read_period_word(out, w.s);
        }
        day_before = day;
        if (out->n_dates > n_dates && n_before == n_dates && n_dates != 0 && !out->range && is_day(out, n_dates - 1) &&
            is_day(out, n_dates))
            out->range = n_dates;
        if (!to)
            n_before = 0;
        else if (out->n_dates != 0 && date_ended)
            n_before = out->n_dates;
        date_ended = out->n_dates > n_dates;
    }
    if (out->to_date && out->months == 12) /* "year to date" is no year */
        out->months = 0;
}

bool phrase_dated(const struct phrase *phrase)
{
    return phrase->n_dates || phrase->months || phrase->weeks || phrase->quarter || phrase->half || phrase->to_date;
}
