/* html_style.c - attributes and style declarations. */
#include "table/html_style.h"

#include <string.h>

#include "base/str.h"

#define LONGEST_LENGTH 100000L /* pixels */

long html_length(struct xbz_str text)
{
    static const struct {
        struct xbz_str name;
        long pixels; /* in hundredths */
    } units[] = {{{"px", 2}, 100},  {{"pt", 2}, 133}, {{"em", 2}, 1600}, {{"rem", 3}, 1600}, {{"in", 2}, 9600},
                 {{"cm", 2}, 3780}, {{"mm", 2}, 378}, {{"pc", 2}, 1600}, {{"ex", 2}, 800},   {{"", 0}, 100}};
    text = str_trim(text);
    size_t i = 0;
    bool negative = text.n != 0 && text.p[0] == '-';
    long whole = 0, hundredths = 0, weight = 10;
    if (i < text.n && (text.p[i] == '-' || text.p[i] == '+'))
        i++;
    for (; i < text.n && is_digit(text.p[i]); i++)
        whole = whole < LONGEST_LENGTH ? whole * 10 + (text.p[i] - '0') : whole;
    if (i < text.n && text.p[i] == '.') {
        for (i++; i < text.n && is_digit(text.p[i]); i++, weight /= 10)
            hundredths += (text.p[i] - '0') * weight;
    }
    struct xbz_str unit = str_sub(text, i, text.n);
    for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++) {
        if (!str_eq_nocase(unit, units[k].name))
            continue;
        long length = (whole * 100 + hundredths) * units[k].pixels / 100;
        return negative ? -length : length;
    }
    return 0;
}

/* The next word of a value, off *rest. */
static struct xbz_str next_word(struct xbz_str *rest)
{
    size_t begin = 0, end;
    while (begin < rest->n && is_space(rest->p[begin]))
        begin++;
    for (end = begin; end < rest->n && !is_space(rest->p[end]); end++)
        continue;
    struct xbz_str word = str_sub(*rest, begin, end - begin);
    *rest = str_sub(*rest, end, rest->n);
    return word;
}

/* The left one of the one to four lengths of "padding" and "margin". */
static long left_of(struct xbz_str value)
{
    struct xbz_str words[4];
    size_t n = 0;
    while (n < 4 && (words[n] = next_word(&value)).n != 0)
        n++;
    return n == 0 ? 0 : html_length(words[n == 4 ? 3 : n >= 2 ? 1 : 0]);
}

/* "1pt solid #000000", "double 3px black", "none", "0": what a border shows. */
static enum html_rule rule_of(struct xbz_str value, enum html_rule before)
{
    enum html_rule rule = before;
    bool zero = false;
    for (struct xbz_str word = next_word(&value); word.n != 0; word = next_word(&value)) {
        if (str_eq_nocase(word, STR("double")))
            rule = RULE_DOUBLE;
        else if (str_eq_nocase(word, STR("none")) || str_eq_nocase(word, STR("hidden")))
            return RULE_NONE;
        else if (str_eq_nocase(word, STR("solid")) || str_eq_nocase(word, STR("dashed")) ||
                 str_eq_nocase(word, STR("dotted")))
            rule = RULE_SINGLE;
        else if (is_digit(word.p[0]) || word.p[0] == '.')
            zero = html_length(word) == 0;
        else if (str_starts_nocase(word, STR("#fff")) || str_eq_nocase(word, STR("white")) ||
                 str_eq_nocase(word, STR("transparent")))
            zero = true; /* as good as not there */
    }
    return zero ? RULE_NONE : rule;
}

static unsigned weight_of(struct xbz_str value)
{
    for (struct xbz_str word = next_word(&value); word.n != 0; word = next_word(&value)) {
        if (str_eq_nocase(word, STR("bold")) || str_eq_nocase(word, STR("bolder")))
            return STYLE_BOLD;
        if (word.n == 3 && word.p[1] == '0' && word.p[2] == '0')
            return word.p[0] >= '6' && word.p[0] <= '9' ? STYLE_BOLD : STYLE_NOT_BOLD;
        if (str_eq_nocase(word, STR("normal")))
            return STYLE_NOT_BOLD;
    }
    return 0;
}

static bool breaks(struct xbz_str value)
{
    return str_eq_nocase(value, STR("always")) || str_eq_nocase(value, STR("page")) ||
           str_eq_nocase(value, STR("left")) || str_eq_nocase(value, STR("right"));
}

static void set_weight(struct html_style *out, unsigned weight)
{
    if (weight != 0)
        out->flags = (out->flags & ~(unsigned)(STYLE_BOLD | STYLE_NOT_BOLD)) | weight;
}

enum property {
    BORDER_ABOVE,
    BORDER_BELOW,
    BREAK_BEFORE,
    BREAK_AFTER,
    DISPLAY,
    VISIBILITY,
    FONT,
    LEFT_LENGTH,
    LENGTH,
    TOP,
    VERTICAL_ALIGN,
    WHITE_SPACE,
    PROPERTIES
};

/* The properties that matter; most declarations are of others. */
static enum property property_of(struct xbz_str name)
{
    static const struct {
        struct xbz_str name;
        enum property property;
    } rows[] = {
        {{"border-bottom", 13}, BORDER_BELOW},
        {{"border-top", 10}, BORDER_ABOVE},
        {{"padding", 7}, LEFT_LENGTH},
        {{"padding-left", 12}, LENGTH},
        {{"font-weight", 11}, FONT},
        {{"font", 4}, FONT},
        {{"text-indent", 11}, LENGTH},
        {{"vertical-align", 14}, VERTICAL_ALIGN},
        {{"margin", 6}, LEFT_LENGTH},
        {{"margin-left", 11}, LENGTH},
        {{"display", 7}, DISPLAY},
        {{"top", 3}, TOP},
        {{"visibility", 10}, VISIBILITY},
        {{"white-space", 11}, WHITE_SPACE},
        {{"page-break-before", 17}, BREAK_BEFORE},
        {{"page-break-after", 16}, BREAK_AFTER},
        {{"break-before", 12}, BREAK_BEFORE},
        {{"break-after", 11}, BREAK_AFTER},
        {{"border-bottom-style", 19}, BORDER_BELOW},
        {{"border-top-style", 16}, BORDER_ABOVE},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct xbz_str *known = &rows[i].name;
        if (known->n == name.n && ((name.p[0] ^ known->p[0]) & ~0x20) == 0 && str_eq_nocase(*known, name))
            return rows[i].property;
    }
    return PROPERTIES;
}

static void declaration(struct html_style *out, enum property property, struct xbz_str value)
{
    switch (property) {
    case BORDER_ABOVE:
        out->above = rule_of(value, out->above);
        break;
    case BORDER_BELOW:
        out->below = rule_of(value, out->below);
        break;
    case BREAK_BEFORE:
        out->flags |= breaks(value) ? STYLE_BREAK_BEFORE : 0;
        break;
    case BREAK_AFTER:
        out->flags |= breaks(value) ? STYLE_BREAK_AFTER : 0;
        break;
    case DISPLAY:
        out->flags |= str_starts_nocase(value, STR("none")) ? STYLE_HIDDEN : 0;
        break;
    case VISIBILITY:
        out->flags |= str_starts_nocase(value, STR("hidden")) ? STYLE_HIDDEN : 0;
        break;
    case FONT:
        set_weight(out, weight_of(value));
        break;
    case LEFT_LENGTH:
        out->indent += left_of(value);
        break;
    case LENGTH:
        out->indent += html_length(value);
        break;
    case TOP:
        out->flags |= value.n != 0 && value.p[0] == '-' ? STYLE_RAISED : 0;
        break;
    case VERTICAL_ALIGN:
        if (str_eq_nocase(value, STR("super")) || str_eq_nocase(value, STR("text-top")))
            out->flags |= STYLE_RAISED;
        break;
    case WHITE_SPACE:
        out->flags |= str_starts_nocase(value, STR("pre")) ? STYLE_PREFORMATTED : 0;
        break;
    case PROPERTIES:
        break;
    }
}

void html_style_declarations(struct html_style *out, struct xbz_str style)
{
    while (style.n != 0) {
        const char *end = memchr(style.p, ';', style.n);
        size_t n = end == NULL ? style.n : (size_t)(end - style.p);
        struct xbz_str one = str_sub(style, 0, n);
        style = str_sub(style, n + 1, style.n);
        const char *colon = one.n == 0 ? NULL : memchr(one.p, ':', one.n);
        if (colon == NULL)
            continue;
        struct xbz_str name = str_trim(str_sub(one, 0, (size_t)(colon - one.p)));
        enum property property = name.n == 0 ? PROPERTIES : property_of(name);
        if (property != PROPERTIES)
            declaration(out, property, str_trim(str_sub(one, (size_t)(colon - one.p) + 1, one.n)));
    }
}

/* A span as written: 1 when it is none; the caller cuts it. */
static unsigned span_of(struct xbz_str value)
{
    unsigned span = 0;
    value = str_trim(value);
    for (size_t i = 0; i < value.n && is_digit(value.p[i]); i++)
        span = span < 1000000 ? span * 10 + (unsigned)(value.p[i] - '0') : span;
    return span == 0 ? 1 : span;
}

void html_style_read(struct html_style *out, const struct xbz_tag *tag)
{
    *out = (struct html_style){.colspan = 1, .rowspan = 1};
    for (size_t i = 0; i < tag->n_attributes; i++) {
        const struct xbz_attribute *a = &tag->attributes[i];
        if (str_eq(a->name, STR("style")))
            html_style_declarations(out, a->value);
        else if (str_eq(a->name, STR("colspan")))
            out->colspan = span_of(a->value);
        else if (str_eq(a->name, STR("rowspan")))
            out->rowspan = span_of(a->value);
        else if (str_eq(a->name, STR("hidden")))
            out->flags |= STYLE_HIDDEN;
    }
}
