#include "read/xbrl.h"

#include <expat.h>
#include <string.h>

#include "base/charset.h"
#include "base/decimal.h"
#include "base/str.h"
#include "read/tags.h"
#include "read/transform.h"

#define DEPTH_MAX     64
#define LARGEST_PIECE ((size_t)32 << 20) /* expat's buffers grow with the longest token */
#define FEED_MAX      ((size_t)1 << 20)
#define NAME_BYTES    128 /* what expat keeps for a name beside its letters */
#define NAME_BITS     ((size_t)1 << 18)
#define SEPARATOR     '\n'
#define INSTANCE      "http://www.xbrl.org/2003/instance"
#define LINKBASE      "http://www.xbrl.org/2003/linkbase"
#define DIMENSIONS    "http://xbrl.org/2006/xbrldi"
#define NIL           "http://www.w3.org/2001/XMLSchema-instance\nnil"

struct xbrl {
    struct xbz_run *run;
    struct xbz_events events;
    struct tags tags;
    XML_Parser parser;
    enum xbz_status status; /* the first that was not OK */
    bool begun;             /* blanks before the document are passed over */
    bool stopped;           /* by an error that was reported */
    size_t depth;
    uint64_t skipped; /* blanks before it */
    uint64_t lines;   /* and their line ends */
    uint64_t fed;     /* bytes given to expat */
    size_t names;     /* bytes that expat keeps for names */
    uint64_t seen[NAME_BITS / 64];
    /* the fact being read, at depth 2 */
    bool in_fact, too_long, precise;
    int precision;
    struct tags_fact fact;
    struct buf strings, text, value;
    size_t name_n, space_n, context_n; /* in strings, one after the other, then the unit */
};

/* ---- expat ---- */

static void *expat_alloc(size_t n)
{
    return n > LARGEST_PIECE ? NULL : mem_alloc(n);
}

static void *expat_resize(void *p, size_t n)
{
    return n > LARGEST_PIECE ? NULL : mem_resize(p, n);
}

static void stop(struct xbrl *self, enum xbz_status status)
{
    if (self->status == XBZ_OK)
        self->status = status;
    (void)XML_StopParser(self->parser, XML_FALSE);
}

static struct xbz_place here(const struct xbrl *self)
{
    long long at = (long long)XML_GetCurrentByteIndex(self->parser);
    uint64_t begin = self->skipped + (at > 0 ? (uint64_t)at : 0);
    return (struct xbz_place){(uint64_t)XML_GetCurrentLineNumber(self->parser) + self->lines, begin,
                              begin + (uint64_t)XML_GetCurrentByteCount(self->parser)};
}

static void refuse(struct xbrl *self, const char *why)
{
    if (!self->stopped)
        run_diag(self->run, XBZ_D_MARKUP_INVALID, here(self), "%s", why);
    self->stopped = true;
    (void)XML_StopParser(self->parser, XML_FALSE);
}

/* expat keeps every name it meets until the document ends.  A name counts once, or not at all when its bit was taken by
 * another: there are many more bits than names that are let through. */
static void count_name(struct xbrl *self, const XML_Char *name)
{
    struct xbz_str text = str_of(name);
    size_t bit = (size_t)str_hash(text) & (NAME_BITS - 1);
    uint64_t mask = UINT64_C(1) << (bit % 64);
    if (self->seen[bit / 64] & mask)
        return;
    self->seen[bit / 64] |= mask;
    self->names += text.n + NAME_BYTES;
    if (self->names > self->run->limits.table_bytes)
        refuse(self, "more names of elements and attributes than the limit");
}

static void XMLCALL on_entity(void *ctx, const XML_Char *name, int is_parameter, const XML_Char *value, int n,
                              const XML_Char *base, const XML_Char *system, const XML_Char *public_id,
                              const XML_Char *notation)
{
    (void)name, (void)is_parameter, (void)value, (void)n, (void)base, (void)system, (void)public_id, (void)notation;
    refuse(ctx, "entity declarations are refused");
}

static void XMLCALL on_skipped(void *ctx, const XML_Char *name, int is_parameter)
{
    (void)name;
    if (!is_parameter)
        refuse(ctx, "entities declared elsewhere are not fetched");
}

/* "ASCII" and the like, which expat does not know by that name: bytes beyond ASCII are Windows-1252. */
static int XMLCALL on_encoding(void *ctx, const XML_Char *name, XML_Encoding *info)
{
    static const char *const known[] = {"ascii",       "ansi_x3.4-1968", "windows-1252", "cp1252",
                                        "iso-8859-15", "latin1",         "cp-1252",      "ansi"};
    (void)ctx;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!str_eq_nocase(str_of(name), str_of(known[i])))
            continue;
        for (int byte = 0; byte < 256; byte++) {
            unsigned code = byte >= 0x80 && byte < 0xa0 ? cp1252_char((unsigned char)byte) : (unsigned)byte;
            info->map[byte] = code ? (int)code : 0xfffd;
        }
        info->data = NULL;
        info->convert = NULL;
        info->release = NULL;
        return XML_STATUS_OK;
    }
    return XML_STATUS_ERROR;
}

/* ---- names ---- */

/* "uri\nlocal" in two. */
static void split(const XML_Char *name, struct xbz_str *space, struct xbz_str *local)
{
    struct xbz_str whole = str_of(name);
    size_t at = str_find(whole, STR("\n"), 0);
    *space = at == (size_t)-1 ? STR("") : str_sub(whole, 0, at);
    *local = at == (size_t)-1 ? whole : str_sub(whole, at + 1, whole.n);
}

static struct xbz_str attribute(const XML_Char **attributes, const char *name)
{
    for (const XML_Char **a = attributes; *a; a += 2)
        if (strcmp(a[0], name) == 0)
            return str_trim(str_of(a[1]));
    return (struct xbz_str){NULL, 0};
}

static void XMLCALL on_prefix(void *ctx, const XML_Char *prefix, const XML_Char *uri)
{
    struct xbrl *self = ctx;
    if (self->status != XBZ_OK || !prefix || !uri)
        return;
    enum xbz_status status = tags_prefix(&self->tags, str_of(prefix), str_trim(str_of(uri)));
    if (status != XBZ_OK)
        stop(self, status);
}

/* ---- facts ---- */

static bool is_block(struct xbz_str name)
{
    return str_ends_nocase(name, STR("TextBlock")) || str_ends_nocase(name, STR("PolicyTextBlock"));
}

static void start_fact(struct xbrl *self, struct xbz_str space, struct xbz_str local, const XML_Char **attributes)
{
    struct xbz_str context = attribute(attributes, "contextRef"), unit = attribute(attributes, "unitRef");
    struct xbz_str nil = attribute(attributes, NIL), decimals = attribute(attributes, "decimals");
    struct xbz_str precision = attribute(attributes, "precision");
    if (context.n == 0) {
        self->tags.others++;
        return;
    }
    if (unit.n == 0 && is_block(local)) {
        self->tags.texts++;
        return;
    }
    memset(&self->fact, 0, sizeof self->fact);
    buf_clear(&self->strings);
    buf_clear(&self->text);
    buf_str(&self->strings, local);
    buf_str(&self->strings, space);
    buf_str(&self->strings, context);
    buf_str(&self->strings, unit);
    self->name_n = local.n;
    self->space_n = space.n;
    self->context_n = context.n;
    self->too_long = self->strings.full;
    self->fact.fact.numeric = unit.n > 0;
    self->fact.fact.nil = str_eq(nil, STR("true")) || str_eq(nil, STR("1"));
    self->fact.fact.decimals = XBZ_DECIMALS_EXACT;
    if (unit.n > 0 && decimals.n > 0 && !tags_decimals(decimals, &self->fact.fact.decimals))
        self->fact.fact.decimals = 0;
    self->precise = decimals.n == 0 && precision.n > 0 && tags_decimals(precision, &self->precision) &&
                    self->precision != XBZ_DECIMALS_EXACT;
    self->fact.fact.place = here(self);
    self->in_fact = true;
}

/* Number of digits before the point, less the zeros after it where there are none. */
static int magnitude(const struct xbz_decimal *number)
{
    return number->n + number->exponent;
}

static enum xbz_status end_fact(struct xbrl *self)
{
    struct xbz_tagged_fact *fact = &self->fact.fact;
    struct xbz_str strings = buf_view(&self->strings), text = buf_view(&self->text);
    struct xbz_decimal number;
    char digits[DECIMAL_TEXT];
    self->in_fact = false;
    fact->name = str_sub(strings, 0, self->name_n);
    fact->space = str_sub(strings, self->name_n, self->space_n);
    self->fact.context = str_sub(strings, self->name_n + self->space_n, self->context_n);
    self->fact.unit = str_sub(strings, self->name_n + self->space_n + self->context_n, strings.n);
    fact->place.end = here(self).end;
    buf_clear(&self->value);
    if (self->strings.no_memory || self->text.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, fact->place, NULL);
    if (self->too_long || (!fact->numeric && str_find(text, STR("</"), 0) != (size_t)-1)) {
        self->tags.texts++;
        return XBZ_OK;
    }
    if (fact->nil) {
        fact->value = (struct xbz_str){NULL, 0};
    } else if (!fact->numeric) {
        (void)transform_text(STR(""), text, &self->value);
        fact->value = buf_view(&self->value);
    } else if (transform_number(STR(""), text, &number) == TRANSFORM_DONE) {
        fact->value = (struct xbz_str){digits, decimal_text(&number, digits)};
        if (self->precise)
            fact->decimals = self->precision - magnitude(&number);
    } else {
        run_diag(self->run, XBZ_D_TAG_LEFT_OUT, fact->place, "%.*s: \"%.*s\" is no number", STR_ARG(fact->name),
                 STR_ARG(str_sub(str_trim(text), 0, 80)));
        return XBZ_OK;
    }
    if (self->value.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, fact->place, NULL);
    return tags_fact(&self->tags, &self->fact);
}

/* ---- handlers ---- */

static enum tags_part part_of(struct xbz_str space, struct xbz_str local)
{
    return str_eq(space, STR(INSTANCE)) || str_eq(space, STR(DIMENSIONS)) ? tags_part_of(local) : TAGS_NO_PART;
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    struct xbrl *self = ctx;
    struct xbz_str space, local;
    if (self->status != XBZ_OK || self->stopped)
        return;
    if (++self->depth > DEPTH_MAX) {
        refuse(self, "elements are nested too deep");
        return;
    }
    count_name(self, name);
    for (size_t i = 0; attributes[i]; i += 2)
        count_name(self, attributes[i]);
    if (self->stopped)
        return;
    split(name, &space, &local);
    enum tags_part part = part_of(space, local);
    if (part != TAGS_NO_PART) {
        enum xbz_status status =
            tags_open(&self->tags, part, attribute(attributes, tags_attribute_of(part)), here(self));
        if (status != XBZ_OK)
            stop(self, status);
    } else if (self->depth > 2) {
        tags_other(&self->tags);
    } else if (self->depth == 2 && !str_eq(space, STR(INSTANCE)) && !str_eq(space, STR(LINKBASE))) {
        start_fact(self, space, local, attributes);
    }
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    struct xbrl *self = ctx;
    struct xbz_str space, local;
    enum xbz_status status = XBZ_OK;
    if (self->status != XBZ_OK || self->stopped)
        return;
    split(name, &space, &local);
    if (part_of(space, local) != TAGS_NO_PART)
        status = tags_close(&self->tags, part_of(space, local), here(self));
    else if (self->depth == 2 && self->in_fact)
        status = end_fact(self);
    self->depth--;
    if (status != XBZ_OK)
        stop(self, status);
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int n)
{
    struct xbrl *self = ctx;
    struct xbz_str s = {text, n > 0 ? (size_t)n : 0};
    if (self->status != XBZ_OK || self->stopped)
        return;
    tags_text(&self->tags, s);
    if (self->in_fact && self->depth == 2) {
        buf_str(&self->text, s);
        self->too_long = self->too_long || self->text.full;
    }
}

/* ---- reader ---- */

static unsigned xbrl_bid(const unsigned char *prefix, size_t n)
{
    struct xbz_str text = {(const char *)prefix, n};
    for (size_t at = str_find(text, STR("<"), 0); at != (size_t)-1; at = str_find(text, STR("<"), at + 1)) {
        struct xbz_str tag = str_sub(text, at + 1, 64);
        if (str_starts_nocase(tag, STR("!--"))) { /* may hold anything */
            at = str_find(text, STR("-->"), at);
            if (at == (size_t)-1)
                return 0;
            continue;
        }
        size_t end = 0;
        while (end < tag.n && !is_space(tag.p[end]) && tag.p[end] != '>' && tag.p[end] != '<')
            end++;
        if (end == tag.n || tag.p[0] == '?' || tag.p[0] == '!')
            continue;
        tag = str_sub(tag, 0, end); /* the root: the first tag there is; "<XBRL>" of submissions holds it */
        if (str_eq(tag, STR("XBRL")) || str_eq(tag, STR("XML")))
            continue;
        size_t colon = str_find(tag, STR(":"), 0);
        return str_eq(colon == (size_t)-1 ? tag : str_sub(tag, colon + 1, tag.n), STR("xbrl")) ? 97 : 0;
    }
    return 0;
}

static void xbrl_close(void *ctx)
{
    struct xbrl *self = ctx;
    if (!self)
        return;
    if (self->parser)
        XML_ParserFree(self->parser);
    tags_free(&self->tags);
    buf_free(&self->strings);
    buf_free(&self->text);
    buf_free(&self->value);
    mem_free(self);
}

static enum xbz_status xbrl_open(void **out, struct xbz_run *run, const struct xbz_events *events)
{
    static const XML_Memory_Handling_Suite memory = {expat_alloc, expat_resize, mem_free};
    static const XML_Char separator[] = {SEPARATOR, '\0'};
    struct xbrl *self = *out = mem_alloc(sizeof *self);
    if (!self)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    self->run = run;
    self->events = *events;
    tags_init(&self->tags, run, &self->events);
    buf_init(&self->strings, 4096);
    buf_init(&self->text, TAGS_TEXT);
    buf_init(&self->value, TAGS_TEXT);
    self->parser = XML_ParserCreate_MM(NULL, &memory, separator);
    if (!self->parser)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    XML_SetUserData(self->parser, self);
    XML_SetElementHandler(self->parser, on_start, on_end);
    XML_SetCharacterDataHandler(self->parser, on_text);
    XML_SetStartNamespaceDeclHandler(self->parser, on_prefix);
    XML_SetEntityDeclHandler(self->parser, on_entity);
    XML_SetSkippedEntityHandler(self->parser, on_skipped);
    XML_SetUnknownEncodingHandler(self->parser, on_encoding, self);
    (void)XML_SetParamEntityParsing(self->parser, XML_PARAM_ENTITY_PARSING_NEVER);
    return XBZ_OK;
}

static enum xbz_status parse(struct xbrl *self, const char *bytes, size_t n, bool last)
{
    if (self->status != XBZ_OK || self->stopped)
        return self->status;
    self->fed += n;
    bool ok = XML_Parse(self->parser, bytes, (int)n, last) == XML_STATUS_OK;
    if (self->status != XBZ_OK || self->stopped)
        return self->status;
    long long at = (long long)XML_GetCurrentByteIndex(self->parser);
    if (ok) { /* what is not parsed yet waits in expat's buffer for the end of its token */
        if (at >= 0 && self->fed > (uint64_t)at && self->fed - (uint64_t)at > self->run->limits.line_bytes + n)
            refuse(self, "a token is longer than the limit");
        return self->status;
    }
    enum XML_Error error = XML_GetErrorCode(self->parser);
    if (error == XML_ERROR_NO_MEMORY)
        return self->status = run_fail(self->run, XBZ_D_OUT_OF_MEMORY, here(self), NULL);
    refuse(self, XML_ErrorString(error));
    return XBZ_OK;
}

static enum xbz_status xbrl_feed(void *ctx, const unsigned char *bytes, size_t n)
{
    struct xbrl *self = ctx;
    const char *p = (const char *)bytes;
    for (; !self->begun && n > 0 && is_space(*p); p++, n--) {
        self->skipped++;
        self->lines += *p == '\n';
    }
    self->begun = self->begun || n > 0;
    while (n > 0) {
        size_t part = n < FEED_MAX ? n : FEED_MAX;
        TRY(parse(self, p, part, false));
        p += part;
        n -= part;
    }
    return self->status;
}

static enum xbz_status xbrl_finish(void *ctx)
{
    struct xbrl *self = ctx;
    TRY(parse(self, "", 0, true));
    TRY(tags_finish(&self->tags));
    return self->status;
}

const struct xbz_reader_ops xbrl_reader = {
    .name = "xbrl",
    .help = "XBRL 2.1 instances",
    .bid = xbrl_bid,
    .open = xbrl_open,
    .feed = xbrl_feed,
    .finish = xbrl_finish,
    .close = xbrl_close,
};
