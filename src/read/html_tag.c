/* html_tag.c - one tag with its attributes (HTML standard, sections 13.2.5.6 to 13.2.5.40). */
#include "read/html_state.h"

#include <string.h>

#include "base/str.h"
#include "read/html_scan.h"

enum byte_class {
    IS_SPACE = 1,
    IS_SLASH = 2,
    IS_END = 4, /* '>' */
    IS_EQUALS = 8,
    IS_UPPER = 16,
    IS_ODD = 32, /* NUL, not ASCII, or a control character: needs conversion */
    IS_OPEN = 64 /* '<' */
};

#define NAME_ENDS  (IS_SPACE | IS_SLASH | IS_END)
#define VALUE_ENDS (IS_SPACE | IS_END)

/* clang-format off */
#define O4 IS_ODD, IS_ODD, IS_ODD, IS_ODD
#define O16 O4, O4, O4, O4
#define U4 IS_UPPER, IS_UPPER, IS_UPPER, IS_UPPER
static const unsigned char byte_class[256] = {
    O4, O4, IS_ODD, IS_SPACE, IS_SPACE, IS_ODD, IS_SPACE, IS_SPACE, IS_ODD, IS_ODD, O16,
    IS_SPACE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, IS_SLASH,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, IS_OPEN, IS_EQUALS, IS_END, 0,
    0, IS_UPPER, IS_UPPER, IS_UPPER, U4, U4, U4, U4, U4, IS_UPPER, IS_UPPER, IS_UPPER, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    O16, O16, O16, O16, O16, O16, O16, O16,
};
/* clang-format on */

static inline unsigned class_of(char byte)
{
    return byte_class[(unsigned char)byte];
}

/* Lower case and U+FFFD for NUL, appended to scratch; returns where. */
static size_t convert_name(struct html *self, struct xbz_str name)
{
    size_t at = self->scratch.n;
    html_decode(self, name, SCAN_HIGH | SCAN_CONTROL, true, &self->scratch);
    for (size_t i = at; i < self->scratch.n; i++)
        self->scratch.p[i] = to_lower(self->scratch.p[i]);
    return at;
}

/* Lengths are kept in the attribute; the text of a converted name or value is found by its position because scratch
 * may move while it grows. */
static void convert_value(struct html *self, size_t k, unsigned flags)
{
    struct xbz_str *value = &self->attributes[k].value;
    self->value_at[k] = self->scratch.n;
    html_decode(self, *value, flags, true, &self->scratch);
    value->n = self->scratch.n - self->value_at[k];
}

static void add_attribute(struct html *self, struct xbz_tag *tag, struct xbz_str name, unsigned name_class,
                          struct xbz_str value, unsigned flags)
{
    size_t k = tag->n_attributes;
    if (k == HTML_MAX_ATTRIBUTES)
        return;
    self->name_at[k] = self->value_at[k] = HTML_NOWHERE;
    if (name_class & (IS_UPPER | IS_ODD)) {
        self->name_at[k] = convert_name(self, name);
        name.n = self->scratch.n - self->name_at[k];
    }
    self->attributes[k].name = name;
    self->attributes[k].value = value;
    if (flags != 0 || self->is_full)
        convert_value(self, k, flags);
    tag->n_attributes++;
}

/* Points converted texts into scratch; in full mode drops repeated attributes, elsewhere whoever looks for a name
 * finds the first anyway. */
static void settle_attributes(struct html *self, struct xbz_tag *tag)
{
    for (size_t k = 0; k < tag->n_attributes; k++) {
        if (self->name_at[k] != HTML_NOWHERE)
            self->attributes[k].name.p = self->scratch.p + self->name_at[k];
        if (self->value_at[k] != HTML_NOWHERE)
            self->attributes[k].value.p = self->scratch.p + self->value_at[k];
    }
    size_t kept = 0;
    for (size_t k = 0; self->is_full && k < tag->n_attributes; k++) {
        size_t same = 0;
        while (same < kept && !str_eq(self->attributes[same].name, self->attributes[k].name))
            same++;
        if (same == kept)
            self->attributes[kept++] = self->attributes[k];
    }
    if (self->is_full)
        tag->n_attributes = kept;
}

static size_t skip_class(const char *p, size_t i, size_t end, unsigned classes)
{
    while (i < end && (class_of(p[i]) & classes))
        i++;
    return i;
}

/* The value after '=': sets *value and its flags; returns the position after it, 0 when it does not end. */
static size_t attribute_value(const char *p, size_t i, size_t end, struct xbz_str *value, unsigned *flags)
{
    i = skip_class(p, i, end, IS_SPACE);
    if (i == end)
        return 0;
    size_t begin = i;
    if (p[i] == '"' || p[i] == '\'') {
        const char *close = scan_to(p + i + 1, p + end, p[i], flags);
        if (close == p + end)
            return 0;
        *value = (struct xbz_str){p + begin + 1, (size_t)(close - p) - begin - 1};
        return (size_t)(close - p) + 1;
    }
    for (; i < end && !(class_of(p[i]) & VALUE_ENDS); i++)
        *flags |= scan_flags((unsigned char)p[i]);
    *value = (struct xbz_str){p + begin, i - begin};
    return i == end ? 0 : i;
}

/* An attribute of any form; returns the position after it, 0 when it does not end. */
static size_t any_attribute(struct html *self, size_t i, size_t end, bool wanted, struct xbz_tag *tag)
{
    const char *p = self->p;
    const unsigned stop = NAME_ENDS | IS_EQUALS | (self->is_full ? 0 : IS_OPEN);
    const size_t begin = i;
    unsigned name_class = 0, flags = 0;
    do
        name_class |= class_of(p[i++]);
    while (i < end && !(class_of(p[i]) & stop));
    struct xbz_str name = {p + begin, i - begin}, value = {p + i, 0};
    size_t equals = skip_class(p, i, end, IS_SPACE);
    if (equals == end)
        return 0;
    if (p[equals] == '=') {
        i = attribute_value(p, equals + 1, end, &value, &flags);
        if (i == 0)
            return 0;
    }
    if (wanted)
        add_attribute(self, tag, name, name_class, value, flags);
    return i;
}

/* The usual form: a short name, '=' and a quoted value.  Returns the position after it, 0 when it is another form or does
 * not end. */
static inline size_t usual_attribute(struct html *self, size_t i, size_t end, bool wanted, struct xbz_tag *tag)
{
    const char *p = self->p;
    char lower[SCAN_NAME_BYTES];
    bool changed;
    if (end - i <= SCAN_NAME_BYTES + 1)
        return 0;
    size_t n = scan_name(p + i, lower, &changed);
    if (n == 0 || p[i + n] != '=' || (p[i + n + 1] != '"' && p[i + n + 1] != '\''))
        return 0;
    const char *open = p + i + n + 1;
    unsigned flags = 0;
    const char *close = scan_to(open + 1, p + end, *open, &flags);
    if (close == p + end)
        return 0;
    size_t k = tag->n_attributes;
    if (!wanted || k == HTML_MAX_ATTRIBUTES)
        return (size_t)(close - p) + 1;
    struct xbz_str value = {open + 1, (size_t)(close - open) - 1};
    self->attributes[k].name = (struct xbz_str){p + i, n};
    self->attributes[k].value = value;
    self->name_at[k] = self->value_at[k] = HTML_NOWHERE;
    if (changed) {
        self->name_at[k] = self->scratch.n;
        buf_add(&self->scratch, lower, n);
    }
    if (flags != 0 || self->is_full)
        convert_value(self, k, flags);
    tag->n_attributes++;
    return (size_t)(close - p) + 1;
}

/* From the end of the name on; returns the position after the tag, 0 when it does not end. */
static size_t attributes(struct html *self, size_t i, size_t end, bool wanted, struct xbz_tag *tag)
{
    const char *p = self->p;
    const unsigned open = self->is_full ? 0 : IS_OPEN;
    for (;;) {
        size_t before = i;
        i = skip_class(p, i, end, IS_SPACE | IS_SLASH);
        if (i == end)
            return 0;
        if (class_of(p[i]) & (IS_END | open)) {
            tag->self_closing = i > before && p[i - 1] == '/';
            return p[i] == '>' ? i + 1 : i;
        }
        size_t after = usual_attribute(self, i, end, wanted, tag);
        if (after == 0)
            after = any_attribute(self, i, end, wanted, tag);
        if (after == 0)
            return 0;
        i = after;
    }
}

/* The name from position i on: its key, and whether it needs conversion; returns its end, or end. */
static size_t tag_name(const struct html *self, size_t i, size_t end, uint64_t *key, unsigned *name_class)
{
    const unsigned stop = NAME_ENDS | (self->is_full ? 0 : IS_OPEN);
    const size_t begin = i;
    unsigned class;
    for (; i < end && !((class = class_of(self->p[i])) & stop); i++) {
        *key = HTML_KEY_BYTE(*key, i - begin, (unsigned char)self->p[i] | ((class & IS_UPPER) << 1));
        *name_class |= class;
    }
    return i;
}

size_t html_tag(struct html *self, size_t at, size_t end, bool *is_end, struct xbz_tag *tag)
{
    const char *p = self->p;
    *is_end = p[at + 1] == '/';
    size_t begin = at + 1 + *is_end, i = begin;
    unsigned name_class = 0;
    bool changed = false;
    uint64_t key = 0;
    *tag = (struct xbz_tag){0};
    buf_clear(&self->scratch);
    size_t n = end - begin > SCAN_NAME_BYTES ? scan_name(p + begin, self->tag_name, &changed) : 0;
    if (n != 0 && p[begin + n] != '=') {
        for (size_t k = 0; k < HTML_KEY_WHOLE; k++)
            key |= (uint64_t)(unsigned char)self->tag_name[k] << (8 * k);
        i += n;
        tag->name = (struct xbz_str){changed ? self->tag_name : p + begin, n};
    } else {
        i = tag_name(self, begin, end, &key, &name_class);
        if (i == end)
            return 0;
        tag->name = (struct xbz_str){p + begin, i - begin};
        if (name_class & (IS_UPPER | IS_ODD)) {
            convert_name(self, tag->name);
            tag->name = buf_view(&self->scratch);
        }
    }
    tag->id = html_name_quick(&self->names, key, tag->name);
    if (p[i] == '>') {
        i++;
    } else {
        bool all = self->is_full || self->is_page;
        bool wanted = !*is_end && (all || (html_name_properties((enum html_id)tag->id) & HTML_ATTRIBUTES));
        i = attributes(self, i, end, wanted, tag);
        if (i == 0)
            return 0;
    }
    if (name_class & (IS_UPPER | IS_ODD))
        tag->name.p = self->scratch.p;
    if (self->scratch.n != 0 || self->is_full)
        settle_attributes(self, tag);
    tag->attributes = self->attributes;
    return i;
}

bool html_raw_ends(const struct html *self, size_t at, bool *more)
{
    const char *p = self->p + at;
    size_t n = self->n - at, need = 2 + self->raw_name_n;
    if (self->raw_name_n == 0)
        return false;
    for (size_t i = 0; i < need; i++) {
        if (i == n) {
            *more = !self->last;
            return false;
        }
        char expected = i == 0 ? '<' : i == 1 ? '/' : self->raw_name[i - 2];
        if (to_lower(p[i]) != expected)
            return false;
    }
    if (need == n) {
        *more = !self->last;
        return false;
    }
    return (class_of(p[need]) & NAME_ENDS) != 0;
}

static bool names_script(struct xbz_str s)
{
    return s.n > 6 && str_starts_nocase(s, STR("script")) && (class_of(s.p[6]) & NAME_ENDS) != 0;
}

/* A piece begins at a '<' or the start of the script, so that these names stand at its start only. */
void html_script_piece(struct html *self, struct xbz_str piece)
{
    size_t i = 0;
    if (self->escaped == 0 && str_starts_nocase(piece, STR("<!--"))) {
        self->escaped = 1;
        self->dashes = 2;
        i = 4;
    } else if (self->escaped == 1 && piece.n > 1 && piece.p[0] == '<' && names_script(str_sub(piece, 1, piece.n))) {
        self->escaped = 2;
    } else if (self->escaped == 2 && piece.n > 2 && piece.p[0] == '<' && piece.p[1] == '/' &&
               names_script(str_sub(piece, 2, piece.n))) {
        self->escaped = 1;
    }
    for (; self->escaped != 0 && i < piece.n; i++) {
        if (piece.p[i] == '-')
            self->dashes++;
        else if (piece.p[i] == '>' && self->dashes >= 2)
            self->escaped = 0;
        else
            self->dashes = 0;
    }
}
