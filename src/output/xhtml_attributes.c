/* xhtml_attributes.c - attributes of old HTML as attributes of XHTML 1.1 and declarations of style. */
#include <stdio.h>
#include <string.h>

#include "base/charset.h"
#include "base/str.h"
#include "output/xhtml_elements.h"

/* What an attribute is written for. */
struct writing {
    struct buf *out, *style;
    const struct xhtml_element *element;
    const struct xhtml_ids *ids;
    bool id, alt, src; /* written */
    bool colored;      /* a colour is named */
};

typedef void attribute_fn(struct writing *w, struct xbz_str value);

void xhtml_escape(struct buf *out, struct xbz_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t used = 1;
        unsigned code = utf8_get(str_sub(text, i, text.n - i), &used);
        if (code == '&')
            buf_text(out, "&amp;");
        else if (code == '<')
            buf_text(out, "&lt;");
        else if (code == '>')
            buf_text(out, "&gt;");
        else if (code == '"')
            buf_text(out, "&quot;");
        else if (code < 0x20 || code == 0x7F)
            buf_byte(out, ' ');
        else if ((used == 1 && code >= 0x80) || code == 0xFFFE || code == 0xFFFF)
            buf_text(out, "\xEF\xBF\xBD");
        else
            buf_add(out, text.p + i, used);
        i += used;
    }
}

/* Leaves the buffer as it was when the whole does not fit. */
static void put(struct writing *w, const char *name, struct xbz_str value)
{
    size_t before = w->out->n;
    buf_byte(w->out, ' ');
    buf_text(w->out, name);
    buf_text(w->out, "=\"");
    xhtml_escape(w->out, value);
    buf_byte(w->out, '"');
    if (w->out->full) {
        w->out->n = before;
        w->out->full = false;
    }
}

static void declare(struct writing *w, const char *property, struct xbz_str value)
{
    if (w->style->n)
        buf_byte(w->style, ';');
    buf_text(w->style, property);
    buf_byte(w->style, ':');
    buf_str(w->style, value);
}

/* ---- values ---- */

static bool is_number(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return s.n > 0 && s.n < 6;
}

/* "12", "12px" and "12%": the number, and whether it is a share. */
static bool read_length(struct xbz_str value, struct xbz_str *number, bool *share)
{
    value = str_trim(value);
    size_t n = 0;
    while (n < value.n && is_digit(value.p[n]))
        n++;
    *number = str_sub(value, 0, n);
    size_t rest = n;
    if (rest < value.n && value.p[rest] == '.') {
        rest++;
        while (rest < value.n && is_digit(value.p[rest]))
            rest++;
    }
    *share = rest < value.n && value.p[rest] == '%';
    return is_number(*number);
}

static struct xbz_str one_of(struct xbz_str value, const char *const *names)
{
    value = str_trim(value);
    for (; *names; names++)
        if (str_eq_nocase(value, str_of(*names)))
            return str_of(*names);
    return (struct xbz_str){NULL, 0};
}

/* A colour by name or number; HTML also takes one without its '#'. */
static void declare_color(struct writing *w, const char *property, struct xbz_str value)
{
    char text[32];
    value = str_trim(value);
    size_t n = 0, hex = 0;
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i], low = to_lower(c);
        if (!is_alnum(c) && !(c == '#' && i == 0))
            return;
        hex += is_digit(c) || (low >= 'a' && low <= 'f');
    }
    if (value.n == 0 || value.n > sizeof text - 1)
        return;
    if (value.p[0] != '#' && hex == value.n && (value.n == 6 || value.n == 3))
        text[n++] = '#';
    memcpy(text + n, value.p, value.n);
    declare(w, property, (struct xbz_str){text, n + value.n});
}

static void declare_length(struct writing *w, const char *property, struct xbz_str value)
{
    struct xbz_str number;
    bool share;
    char text[16];
    if (!read_length(value, &number, &share))
        return;
    memcpy(text, number.p, number.n);
    memcpy(text + number.n, share ? "%" : "px", 2);
    declare(w, property, (struct xbz_str){text, number.n + (share ? 1 : 2)});
}

static void put_number(struct writing *w, const char *name, struct xbz_str value)
{
    struct xbz_str number;
    bool share;
    if (read_length(value, &number, &share))
        put(w, name, number);
}

/* Length of the schema: "12" or "12%". */
static void put_length(struct writing *w, const char *name, struct xbz_str value)
{
    struct xbz_str number;
    bool share;
    char text[16];
    if (!read_length(value, &number, &share))
        return;
    memcpy(text, number.p, number.n);
    text[number.n] = '%';
    put(w, name, (struct xbz_str){text, number.n + share});
}

/* ---- attributes, by name ---- */

static bool in_table(const struct writing *w)
{
    enum xhtml_kind kind = w->element->kind;
    return kind == XHTML_CELL || kind == XHTML_ROW || kind == XHTML_GROUP || kind == XHTML_COLUMNS;
}

static bool is_font(const struct writing *w)
{
    return strcmp(w->element->name, "font") == 0;
}

static void on_align(struct writing *w, struct xbz_str value)
{
    static const char *const sides[] = {"left", "right", "center", "justify", NULL};
    static const char *const heights[] = {"top", "middle", "bottom", NULL};
    struct xbz_str side = one_of(value, sides), height = one_of(value, heights);
    bool center = str_eq(side, STR("center"));
    if (str_eq(height, STR("middle")) && w->element->kind != XHTML_IMAGE)
        center = (side = STR("center")).n > 0;
    if (w->element->kind == XHTML_IMAGE && height.n)
        declare(w, "vertical-align", height);
    if (!side.n)
        return;
    if (in_table(w)) {
        put(w, "align", side);
    } else if (w->element->kind == XHTML_TABLE || w->element->kind == XHTML_IMAGE) {
        if (center)
            declare(w, "margin-left:auto;margin-right", STR("auto"));
        else
            declare(w, "float", side);
    } else if (w->element->kind == XHTML_RULE) {
        if (!center)
            declare(w, str_eq(side, STR("left")) ? "margin-left" : "margin-right", STR("0"));
    } else {
        declare(w, "text-align", side);
        if (center && w->element->kind == XHTML_FLOW)
            declare(w, "text-align", STR("-webkit-center"));
    }
}

static void on_valign(struct writing *w, struct xbz_str value)
{
    static const char *const heights[] = {"top", "middle", "bottom", "baseline", NULL};
    struct xbz_str height = one_of(value, heights);
    if (str_eq_nocase(str_trim(value), STR("center")))
        height = STR("middle");
    if (height.n && in_table(w))
        put(w, "valign", height);
}

static void on_width(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_TABLE || w->element->kind == XHTML_IMAGE || w->element->kind == XHTML_COLUMNS)
        put_length(w, "width", value);
    else if (w->element->kind == XHTML_CELL || w->element->kind == XHTML_RULE)
        declare_length(w, "width", value);
}

static void on_height(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_IMAGE)
        put_length(w, "height", value);
    else if (w->element->kind == XHTML_TABLE || w->element->kind == XHTML_CELL || w->element->kind == XHTML_ROW)
        declare_length(w, "height", value);
}

static void on_bgcolor(struct writing *w, struct xbz_str value)
{
    if (in_table(w) || w->element->kind == XHTML_TABLE || w->element->kind == XHTML_BODY)
        declare_color(w, "background-color", value);
}

/* A rule of one colour. */
static void declare_solid(struct writing *w, struct xbz_str color)
{
    declare_color(w, "border-style:solid;border-color", color);
    declare_color(w, "background-color", color);
}

static void on_color(struct writing *w, struct xbz_str value)
{
    if (is_font(w))
        declare_color(w, "color", value);
    else if (w->element->kind == XHTML_RULE)
        declare_solid(w, value);
}

static void on_text(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_BODY)
        declare_color(w, "color", value);
}

/* A rule is drawn by its border and what that encloses: its size in all. */
static void rule_size(struct writing *w, struct xbz_str value)
{
    struct xbz_str number;
    bool share;
    unsigned size = 0;
    char text[16];
    if (!read_length(value, &number, &share) || share)
        return;
    for (size_t i = 0; i < number.n; i++)
        size = size * 10 + (unsigned)(number.p[i] - '0');
    if (size < 2) {
        declare(w, "border-bottom-width", STR("0"));
        return;
    }
    (void)snprintf(text, sizeof text, "%upx", size - 2);
    declare(w, "height", str_of(text));
}

/* "3", "+1", "-2": of seven sizes, the third of which is the usual. */
static void on_size(struct writing *w, struct xbz_str value)
{
    static const char *const sizes[] = {"x-small", "small", "medium", "large", "x-large", "xx-large", "48px"};
    value = str_trim(value);
    if (w->element->kind == XHTML_RULE) {
        rule_size(w, value);
        return;
    }
    bool more = value.n && value.p[0] == '+', less = value.n && value.p[0] == '-';
    size_t at = more || less;
    if (!is_font(w) || at >= value.n || !is_digit(value.p[at]))
        return;
    int digit = value.p[at] - '0', size = more ? 3 + digit : less ? 3 - digit : digit;
    size = size < 1 ? 1 : size > 7 ? 7 : size;
    declare(w, "font-size", str_of(sizes[size - 1]));
}

static void on_face(struct writing *w, struct xbz_str value)
{
    char text[256];
    size_t n = 0;
    value = str_trim(value);
    for (size_t i = 0; i < value.n && n < sizeof text; i++)
        if (value.p[i] != ';' && value.p[i] != '"' && value.p[i] != '\'' && value.p[i] != '{' && value.p[i] != '}')
            text[n++] = value.p[i];
    if (is_font(w) && n > 0 && n < sizeof text)
        declare(w, "font-family", (struct xbz_str){text, n});
}

static void on_nowrap(struct writing *w, struct xbz_str value)
{
    (void)value;
    if (w->element->kind == XHTML_CELL)
        declare(w, "white-space", STR("nowrap"));
}

static void on_noshade(struct writing *w, struct xbz_str value)
{
    (void)value;
    if (w->element->kind == XHTML_RULE && !w->colored)
        declare_solid(w, STR("gray"));
}

static void on_type(struct writing *w, struct xbz_str value)
{
    static const struct {
        const char *type, *style;
    } rows[] = {{"1", "decimal"},     {"a", "lower-alpha"}, {"A", "upper-alpha"}, {"i", "lower-roman"},
                {"I", "upper-roman"}, {"disc", "disc"},     {"circle", "circle"}, {"square", "square"}};
    value = str_trim(value);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct xbz_str type = str_of(rows[i].type);
        bool same = type.n == 1 ? str_eq(value, type) : str_eq_nocase(value, type);
        if (same && (w->element->kind == XHTML_LIST || w->element->kind == XHTML_ITEM))
            declare(w, "list-style-type", str_of(rows[i].style));
    }
}

static void on_border(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_TABLE)
        put_number(w, "border", str_trim(value).n ? value : STR("1"));
    else if (w->element->kind == XHTML_IMAGE)
        declare_length(w, "border-style:solid;border-width", value);
}

static void on_cellpadding(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_TABLE)
        put_length(w, "cellpadding", value);
}

static void on_cellspacing(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_TABLE)
        put_length(w, "cellspacing", value);
}

static void on_bordercolor(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_TABLE)
        declare_color(w, "border-color", value);
}

static void on_rules(struct writing *w, struct xbz_str value)
{
    static const char *const names[] = {"none", "groups", "rows", "cols", "all", NULL};
    struct xbz_str name = one_of(value, names);
    if (w->element->kind == XHTML_TABLE && name.n)
        put(w, "rules", name);
}

static void on_frame(struct writing *w, struct xbz_str value)
{
    static const char *const names[] = {"void", "above",  "below", "hsides", "lhs",
                                        "rhs",  "vsides", "box",   "border", NULL};
    struct xbz_str name = one_of(value, names);
    if (w->element->kind == XHTML_TABLE && name.n)
        put(w, "frame", name);
}

static void on_colspan(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_CELL)
        put_number(w, "colspan", value);
}

static void on_rowspan(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_CELL)
        put_number(w, "rowspan", value);
}

static void on_span(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_COLUMNS)
        put_number(w, "span", value);
}

static void on_class(struct writing *w, struct xbz_str value)
{
    value = str_trim(value);
    for (size_t i = 0; i < value.n; i++)
        if (!is_alnum(value.p[i]) && value.p[i] != '-' && value.p[i] != '_' && !is_space(value.p[i]))
            return;
    if (value.n)
        put(w, "class", value);
}

/* A name in the page: "d", the number of the document, and what the document calls it, made a name of XML. */
static struct xbz_str page_id(const struct writing *w, struct xbz_str value, char *text, size_t size)
{
    char digits[16];
    size_t n = 0, k = sizeof digits;
    unsigned number = w->ids->document;
    do
        digits[--k] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    text[n++] = 'd';
    memcpy(text + n, digits + k, sizeof digits - k);
    n += sizeof digits - k;
    text[n++] = '.';
    value = str_trim(value);
    for (size_t i = 0; i < value.n && n < size; i++)
        text[n++] =
            is_alnum(value.p[i]) || value.p[i] == '-' || value.p[i] == '_' || value.p[i] == '.' ? value.p[i] : '_';
    return (struct xbz_str){text, n};
}

static void on_id(struct writing *w, struct xbz_str value)
{
    char text[256];
    if (w->id || str_trim(value).n == 0)
        return;
    struct xbz_str id = page_id(w, value, text, sizeof text);
    w->id = w->ids->take(w->ids->ctx, id);
    if (w->id)
        put(w, "id", id);
}

static void on_name(struct writing *w, struct xbz_str value)
{
    if (strcmp(w->element->name, "a") == 0)
        on_id(w, value);
}

/* The schema takes any text without blanks at its ends; what is no address at all is left out. */
static void on_href(struct writing *w, struct xbz_str value)
{
    char text[257] = "#";
    value = str_trim(value);
    if (strcmp(w->element->name, "a") != 0 || value.n == 0)
        return;
    if (value.p[0] == '#' && value.n > 1) {
        struct xbz_str id = page_id(w, str_sub(value, 1, value.n), text + 1, sizeof text - 1);
        put(w, "href", (struct xbz_str){text, id.n + 1});
        return;
    }
    for (size_t i = 0; i < value.n; i++)
        if (is_space(value.p[i]) || value.p[i] == '\\' || (unsigned char)value.p[i] >= 0x80)
            return;
    if (!str_starts_nocase(value, STR("javascript:")))
        put(w, "href", value);
}

static void on_src(struct writing *w, struct xbz_str value)
{
    value = str_trim(value);
    for (size_t i = 0; i < value.n; i++)
        if (is_space(value.p[i]) || value.p[i] == '\\' || (unsigned char)value.p[i] >= 0x80)
            return;
    if (w->element->kind == XHTML_IMAGE && value.n) {
        put(w, "src", value);
        w->src = true;
    }
}

static void on_alt(struct writing *w, struct xbz_str value)
{
    if (w->element->kind == XHTML_IMAGE) {
        put(w, "alt", value);
        w->alt = true;
    }
}

static const struct {
    const char *name;
    attribute_fn *write;
} attributes[] = {
    {"align", on_align},
    {"valign", on_valign},
    {"width", on_width},
    {"height", on_height},
    {"bgcolor", on_bgcolor},
    {"color", on_color},
    {"text", on_text},
    {"size", on_size},
    {"face", on_face},
    {"nowrap", on_nowrap},
    {"noshade", on_noshade},
    {"type", on_type},
    {"border", on_border},
    {"bordercolor", on_bordercolor},
    {"cellpadding", on_cellpadding},
    {"cellspacing", on_cellspacing},
    {"rules", on_rules},
    {"frame", on_frame},
    {"colspan", on_colspan},
    {"rowspan", on_rowspan},
    {"span", on_span},
    {"class", on_class},
    {"id", on_id},
    {"name", on_name},
    {"href", on_href},
    {"src", on_src},
    {"alt", on_alt},
};

static struct xbz_str value_of(const struct xbz_tag *tag, struct xbz_str name)
{
    for (size_t i = 0; i < tag->n_attributes; i++)
        if (str_eq(tag->attributes[i].name, name))
            return tag->attributes[i].value;
    return (struct xbz_str){NULL, 0};
}

/* Of several attributes of one name the first counts. */
static bool is_repeated(const struct xbz_tag *tag, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (str_eq(tag->attributes[before].name, tag->attributes[i].name))
            return true;
    return false;
}

void xhtml_attributes(struct buf *out, struct buf *scratch, const struct xhtml_element *element,
                      const struct xbz_tag *tag, const struct xhtml_ids *ids)
{
    struct writing w = {.out = out, .style = scratch, .element = element, .ids = ids};
    buf_clear(scratch);
    for (size_t i = 0; i < tag->n_attributes; i++)
        w.colored = w.colored || str_eq(tag->attributes[i].name, STR("color"));
    if (element->style)
        buf_text(scratch, element->style);
    for (size_t i = 0; i < tag->n_attributes; i++) {
        for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
            if (str_eq(tag->attributes[i].name, str_of(attributes[k].name)) && !is_repeated(tag, i))
                attributes[k].write(&w, tag->attributes[i].value);
    }
    struct xbz_str own = str_trim(value_of(tag, STR("style")));
    while (own.n && own.p[own.n - 1] == ';')
        own.n--;
    if (own.n && scratch->n)
        buf_byte(scratch, ';');
    buf_str(scratch, own);
    if (scratch->n && element->kind != XHTML_BREAK) /* the schema allows no style there */
        put(&w, "style", buf_view(scratch));
    if (element->kind == XHTML_IMAGE && !w.src)
        put(&w, "src", STR(""));
    if (element->kind == XHTML_IMAGE && !w.alt)
        put(&w, "alt", STR(""));
}
