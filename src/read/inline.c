#include "read/inline.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "read/html_names.h"
#include "read/tags.h"
#include "read/transform.h"

#define DEPTH     32   /* tags of facts open at a time; deeper ones are not read */
#define ATTRIBUTE 2048 /* bytes of the attributes of one tag that are kept */

/* An element whose text matters, or would. */
struct open_tag {
    unsigned id;   /* enum html_id */
    bool collects; /* its text is wanted */
    size_t begin;  /* of its text */
    struct xbz_place place;
    unsigned table;
    struct buf attributes;                                           /* what the strings below point into, by offset */
    size_t name[2], context[2], unit[2], format[2], next[2], own[2]; /* own: its id */
    int scale, decimals;
    bool negative, nil;
    struct tags_fact *continues; /* of a continuation */
};

struct inline_xbrl {
    struct xbz_run *run;
    struct tags tags;
    struct buf text, value;
    struct open_tag open[DEPTH];
    size_t depth;     /* of open */
    size_t deeper;    /* open beyond it */
    size_t collected; /* open tags that collect */
    unsigned excluded, header;
    unsigned table, tables; /* open now, and outermost ones so far */
    bool tagged;
};

enum xbz_status inline_open(struct inline_xbrl **out, struct xbz_run *run, const struct xbz_events *events)
{
    struct inline_xbrl *self = *out = mem_alloc(sizeof *self);
    if (!self)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    self->run = run;
    tags_init(&self->tags, run, events);
    buf_init(&self->text, 4 * TAGS_TEXT);
    buf_init(&self->value, TAGS_TEXT);
    for (size_t i = 0; i < DEPTH; i++)
        buf_init(&self->open[i].attributes, ATTRIBUTE);
    return XBZ_OK;
}

void inline_close(struct inline_xbrl *self)
{
    if (!self)
        return;
    tags_free(&self->tags);
    buf_free(&self->text);
    buf_free(&self->value);
    for (size_t i = 0; i < DEPTH; i++)
        buf_free(&self->open[i].attributes);
    mem_free(self);
}

bool inline_is_tagged(const struct inline_xbrl *self)
{
    return self->tagged;
}

bool inline_in_header(const struct inline_xbrl *self)
{
    return self->header > 0;
}

/* ---- names ---- */

static struct xbz_str attribute(const struct xbz_tag *tag, struct xbz_str name)
{
    for (size_t i = 0; i < tag->n_attributes; i++)
        if (str_eq(tag->attributes[i].name, name))
            return tag->attributes[i].value;
    return (struct xbz_str){NULL, 0};
}

static struct xbz_str prefix_of(struct xbz_str name)
{
    size_t colon = str_find(name, STR(":"), 0);
    return str_sub(name, 0, colon == (size_t)-1 ? 0 : colon);
}

static struct xbz_str local_of(struct xbz_str name)
{
    size_t colon = str_find(name, STR(":"), 0);
    return colon == (size_t)-1 ? name : str_sub(name, colon + 1, name.n);
}

static enum xbz_status read_prefixes(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    for (size_t i = 0; i < tag->n_attributes; i++) {
        struct xbz_str name = tag->attributes[i].name;
        if (str_starts_nocase(name, STR("xmlns:")))
            TRY(tags_prefix(&self->tags, str_sub(name, 6, name.n), str_trim(tag->attributes[i].value)));
    }
    return XBZ_OK;
}

static bool has_word(struct xbz_str s, const char *word)
{
    return str_find_nocase(s, str_of(word), 0) != (size_t)-1;
}

/* The prefix of the tag means inline XBRL, or is "ix" and not declared at all. */
static bool is_inline(const struct inline_xbrl *self, const struct xbz_tag *tag)
{
    struct xbz_str prefix = prefix_of(tag->name), space = tags_space(&self->tags, prefix);
    return space.n ? has_word(space, "inlinexbrl") : str_eq(prefix, STR("ix"));
}

static bool is_cover(const struct inline_xbrl *self, struct xbz_str name)
{
    struct xbz_str prefix = prefix_of(name);
    return has_word(tags_space(&self->tags, prefix), "/dei/") || str_eq_nocase(prefix, STR("dei"));
}

/* ---- start ---- */

static void keep(struct open_tag *o, size_t at[2], struct xbz_str value)
{
    value = str_trim(value);
    at[0] = o->attributes.n;
    buf_str(&o->attributes, value);
    at[1] = o->attributes.n - at[0];
}

static struct xbz_str kept(const struct open_tag *o, const size_t at[2])
{
    return str_sub(buf_view(&o->attributes), at[0], at[1]);
}

static bool is_true(struct xbz_str s)
{
    s = str_trim(s);
    return str_eq_nocase(s, STR("true")) || str_eq(s, STR("1"));
}

static bool is_nil(const struct xbz_tag *tag)
{
    for (size_t i = 0; i < tag->n_attributes; i++)
        if (str_eq(local_of(tag->attributes[i].name), STR("nil")))
            return is_true(tag->attributes[i].value);
    return false;
}

static struct open_tag *push(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    if (self->depth == DEPTH) {
        self->deeper++;
        return NULL;
    }
    struct open_tag *o = &self->open[self->depth++];
    struct buf attributes = o->attributes;
    buf_clear(&attributes);
    unsigned table = self->table > 0 ? self->tables : 0;
    *o = (struct open_tag){.id = tag->id, .attributes = attributes, .place = tag->place, .table = table};
    return o;
}

static void collect(struct inline_xbrl *self, struct open_tag *o)
{
    if (self->collected++ == 0)
        buf_clear(&self->text);
    o->begin = self->text.n;
    o->collects = true;
}

static enum xbz_status start_fact(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    struct xbz_str name = str_trim(attribute(tag, STR("name"))), scale = attribute(tag, STR("scale"));
    struct open_tag *o = push(self, tag);
    bool number = tag->id == HTML_IX_NONFRACTION;
    if (number && !is_cover(self, name))
        self->tagged = true;
    if (!o)
        return XBZ_OK;
    if (str_trim(attribute(tag, STR("target"))).n > 0) {
        self->tags.others++;
        return XBZ_OK;
    }
    if (!number && is_true(attribute(tag, STR("escape")))) {
        self->tags.texts++;
        return XBZ_OK;
    }
    keep(o, o->name, name);
    keep(o, o->context, attribute(tag, STR("contextref")));
    keep(o, o->unit, attribute(tag, STR("unitref")));
    keep(o, o->format, attribute(tag, STR("format")));
    keep(o, o->next, attribute(tag, STR("continuedat")));
    keep(o, o->own, attribute(tag, STR("id")));
    o->nil = is_nil(tag);
    o->negative = str_eq(str_trim(attribute(tag, STR("sign"))), STR("-"));
    o->decimals = XBZ_DECIMALS_EXACT;
    if (number && !tags_decimals(attribute(tag, STR("decimals")), &o->decimals))
        o->decimals = 0;
    if (scale.n > 0 && !tags_decimals(scale, &o->scale)) {
        run_diag(self->run, XBZ_D_TAG_LEFT_OUT, tag->place, "%.*s: scale \"%.*s\"", STR_ARG(name), STR_ARG(scale));
        return XBZ_OK;
    }
    if (o->attributes.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, tag->place, NULL);
    if (o->attributes.full) {
        run_diag(self->run, XBZ_D_TAG_LEFT_OUT, tag->place, "%.*s: attributes too long", STR_ARG(name));
        return XBZ_OK;
    }
    collect(self, o);
    return XBZ_OK;
}

static enum xbz_status start_continuation(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    struct open_tag *o = push(self, tag);
    if (!o)
        return XBZ_OK;
    o->continues = tags_waiting(&self->tags, str_trim(attribute(tag, STR("id"))));
    keep(o, o->next, attribute(tag, STR("continuedat")));
    if (o->attributes.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, tag->place, NULL);
    if (o->continues)
        collect(self, o);
    return XBZ_OK;
}

/* Of a footnote that goes on elsewhere its beginning is taken. */
static enum xbz_status start_footnote(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    struct open_tag *o = push(self, tag);
    if (!o)
        return XBZ_OK;
    keep(o, o->own, attribute(tag, STR("id")));
    if (o->attributes.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, tag->place, NULL);
    collect(self, o);
    return XBZ_OK;
}

static enum xbz_status read_relationship(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    struct xbz_str arcrole = attribute(tag, STR("arcrole"));
    const struct xbz_tagged_note note = {.from = attribute(tag, STR("fromrefs")), .to = attribute(tag, STR("torefs"))};
    bool ours = arcrole.n == 0 || has_word(arcrole, "/fact-footnote");
    return ours && note.from.n > 0 && note.to.n > 0 ? tags_note(&self->tags, &note) : XBZ_OK;
}

static enum xbz_status start_part(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    enum tags_part part = tags_part_of(local_of(tag->name));
    if (part == TAGS_NO_PART)
        return XBZ_OK;
    return tags_open(&self->tags, part, str_trim(attribute(tag, str_of(tags_attribute_of(part)))), tag->place);
}

enum xbz_status inline_start(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    if (tag->id == HTML_HTML)
        return read_prefixes(self, tag);
    if (tag->id == HTML_TABLE && !tag->self_closing && self->table++ == 0)
        self->tables++;
    if (tag->id < HTML_IX_CONTINUATION)
        return XBZ_OK;
    TRY(read_prefixes(self, tag));
    if (tag->id >= HTML_XBRL_CONTEXT)
        return self->header > 0 ? start_part(self, tag) : XBZ_OK;
    if (!is_inline(self, tag))
        return XBZ_OK;
    switch (tag->id) {
    case HTML_IX_NONFRACTION:
    case HTML_IX_NONNUMERIC:
        TRY(start_fact(self, tag));
        break;
    case HTML_IX_CONTINUATION:
        TRY(start_continuation(self, tag));
        break;
    case HTML_IX_FOOTNOTE:
        TRY(start_footnote(self, tag));
        break;
    case HTML_IX_RELATIONSHIP:
        return read_relationship(self, tag);
    case HTML_IX_EXCLUDE:
        self->excluded += !tag->self_closing;
        return XBZ_OK;
    case HTML_IX_HEADER:
        self->header += !tag->self_closing;
        return XBZ_OK;
    case HTML_IX_FRACTION:
    case HTML_IX_TUPLE:
        self->tags.others++;
        return XBZ_OK;
    default:
        return XBZ_OK;
    }
    return tag->self_closing ? inline_end(self, tag) : XBZ_OK;
}

/* ---- text ---- */

/* Text too long for a value is a block of text: those that hold it are not wanted any more. */
static void drop_long(struct inline_xbrl *self, size_t more)
{
    for (size_t i = 0; i < self->depth; i++) {
        struct open_tag *o = &self->open[i];
        if (!o->collects || self->text.n - o->begin + more <= TAGS_TEXT)
            continue;
        o->collects = false;
        self->collected--;
        self->tags.texts++;
    }
    size_t first = self->text.n;
    for (size_t i = 0; i < self->depth; i++)
        if (self->open[i].collects && self->open[i].begin < first)
            first = self->open[i].begin;
    if (first == 0)
        return;
    memmove(self->text.p, self->text.p + first, self->text.n - first);
    self->text.n -= first;
    for (size_t i = 0; i < self->depth; i++)
        if (self->open[i].collects)
            self->open[i].begin -= first;
}

enum xbz_status inline_text(struct inline_xbrl *self, struct xbz_str text)
{
    if (self->header > 0)
        tags_text(&self->tags, text);
    if (self->collected == 0 || self->excluded > 0 || text.n == 0)
        return XBZ_OK;
    if (self->text.n + text.n > TAGS_TEXT)
        drop_long(self, text.n);
    if (self->collected > 0)
        buf_str(&self->text, text);
    return self->text.no_memory ? run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
}

/* ---- end ---- */

/* The canonical text of a number; false when it is none. */
static bool number_value(struct inline_xbrl *self, const struct open_tag *o, struct xbz_str text)
{
    struct xbz_decimal number;
    char digits[DECIMAL_TEXT];
    if (transform_number(kept(o, o->format), text, &number) != TRANSFORM_DONE)
        return false;
    if (o->negative && !decimal_is_zero(&number))
        number.negative = !number.negative;
    size_t n = decimal_shift(&number, o->scale) ? decimal_text(&number, digits) : 0;
    buf_add(&self->value, digits, n);
    return n > 0;
}

/* Text that goes on elsewhere is transformed when it is whole. */
static enum xbz_status text_value(struct inline_xbrl *self, const struct open_tag *o, struct xbz_str text,
                                  struct tags_fact *fact)
{
    fact->fact.value = text;
    fact->fact.name = local_of(kept(o, o->name));
    fact->fact.place = o->place;
    fact->wait = kept(o, o->next);
    fact->format = kept(o, o->format);
    fact->raw = fact->wait.n > 0;
    if (!fact->raw)
        return tags_transform(&self->tags, fact, &self->value);
    buf_str(&self->value, text);
    return XBZ_OK;
}

static enum xbz_status end_fact(struct inline_xbrl *self, const struct open_tag *o, struct xbz_place end)
{
    struct xbz_str text = str_sub(buf_view(&self->text), o->begin, self->text.n), name = kept(o, o->name);
    struct tags_fact fact = {.context = kept(o, o->context), .unit = kept(o, o->unit)};
    fact.fact.numeric = o->id == HTML_IX_NONFRACTION;
    buf_clear(&self->value);
    if (o->nil) {
        fact.fact.nil = true;
    } else if (!fact.fact.numeric) {
        TRY(text_value(self, o, text, &fact));
    } else if (!number_value(self, o, text)) {
        struct xbz_str format = kept(o, o->format);
        run_diag(self->run, XBZ_D_TAG_LEFT_OUT, o->place, "%.*s: \"%.*s\" is no number as %.*s", STR_ARG(name),
                 STR_ARG(str_sub(str_trim(text), 0, 80)), STR_ARG(format.n ? format : STR("it stands")));
        return XBZ_OK;
    }
    if (self->value.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, o->place, NULL);
    struct xbz_str space = tags_space(&self->tags, prefix_of(name));
    fact.fact.space = space.n ? space : prefix_of(name);
    fact.fact.name = local_of(name);
    fact.fact.value = buf_view(&self->value);
    fact.fact.decimals = o->decimals;
    fact.fact.table = o->table;
    fact.fact.id = kept(o, o->own);
    fact.fact.place = (struct xbz_place){o->place.line, o->place.begin, end.end};
    return tags_fact(&self->tags, &fact);
}

static enum xbz_status end_continuation(struct inline_xbrl *self, const struct open_tag *o)
{
    struct xbz_str text = str_sub(buf_view(&self->text), o->begin, self->text.n);
    return tags_continue(&self->tags, o->continues, text, kept(o, o->next));
}

static enum xbz_status end_footnote(struct inline_xbrl *self, const struct open_tag *o)
{
    buf_clear(&self->value);
    (void)transform_text(STR(""), str_sub(buf_view(&self->text), o->begin, self->text.n), &self->value);
    if (self->value.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, o->place, NULL);
    const struct xbz_tagged_note note = {.id = kept(o, o->own), .text = buf_view(&self->value)};
    return note.id.n > 0 && note.text.n > 0 ? tags_note(&self->tags, &note) : XBZ_OK;
}

/* Closes the innermost element of this kind, and those within it that were not closed. */
static enum xbz_status end_open(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    size_t at = self->depth;
    if (self->deeper > 0) {
        self->deeper--;
        return XBZ_OK;
    }
    while (at > 0 && self->open[at - 1].id != tag->id)
        at--;
    if (at == 0)
        return XBZ_OK;
    while (self->depth >= at) {
        const struct open_tag *o = &self->open[self->depth - 1];
        enum xbz_status status = XBZ_OK;
        if (o->collects)
            status = o->continues                ? end_continuation(self, o)
                     : o->id == HTML_IX_FOOTNOTE ? end_footnote(self, o)
                                                 : end_fact(self, o, tag->place);
        self->collected -= o->collects;
        self->depth--;
        TRY(status);
    }
    return XBZ_OK;
}

enum xbz_status inline_end(struct inline_xbrl *self, const struct xbz_tag *tag)
{
    if (tag->id == HTML_TABLE)
        self->table -= self->table > 0;
    if (tag->id < HTML_IX_CONTINUATION)
        return XBZ_OK;
    if (tag->id >= HTML_XBRL_CONTEXT)
        return self->header > 0 ? tags_close(&self->tags, tags_part_of(local_of(tag->name)), tag->place) : XBZ_OK;
    if (!is_inline(self, tag))
        return XBZ_OK;
    switch (tag->id) {
    case HTML_IX_NONFRACTION:
    case HTML_IX_NONNUMERIC:
    case HTML_IX_CONTINUATION:
    case HTML_IX_FOOTNOTE:
        return end_open(self, tag);
    case HTML_IX_EXCLUDE:
        self->excluded -= self->excluded > 0;
        return XBZ_OK;
    case HTML_IX_HEADER:
        self->header -= self->header > 0;
        return self->header == 0 ? tags_complete(&self->tags) : XBZ_OK;
    default:
        return XBZ_OK;
    }
}

enum xbz_status inline_finish(struct inline_xbrl *self)
{
    return tags_finish(&self->tags);
}
