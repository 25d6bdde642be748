/* html.c - the reader of HTML: bytes as they come to windows for the tokenizer. */
#include "read/html_state.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

#define SNIFF_BYTES ((size_t)4096)  /* where an encoding is declared, if at all */
#define WIDE_BYTES  ((size_t)16384) /* of UTF-16 converted at a time */
#define TAIL_BYTES  ((size_t)1024)  /* as long as most tokens */

static size_t block_bytes(const struct html *self)
{
    size_t block = self->run->limits.block_bytes;
    return block == 0 ? 1 : block;
}

/* Adds bytes to pending and tokenizes it when there is enough: a block, or twice what did not hold one token. */
static enum xbz_status push(struct html *self, const char *p, size_t n)
{
    const size_t block = block_bytes(self);
    size_t used = 0;
    while (n != 0 || self->pending.n >= self->want) {
        if (self->pending.n == 0 && n >= self->want) {
            TRY(html_tokenize(self, p, n, false, &used));
            p += used;
            n -= used;
            self->want = used == 0 ? 2 * n : block;
            continue;
        }
        /* most often a token that begins in pending ends soon: what follows it need not be copied */
        size_t held = self->pending.n, part = self->want > held ? self->want - held : 0;
        bool direct = held != 0 && held <= TAIL_BYTES && n >= block && part > TAIL_BYTES;
        part = direct ? TAIL_BYTES : part < n ? part : n;
        buf_add(&self->pending, p, part);
        if (self->pending.no_memory || self->pending.full)
            return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        if (!direct && self->pending.n < self->want)
            return XBZ_OK;
        TRY(html_tokenize(self, self->pending.p, self->pending.n, false, &used));
        if (direct && used >= held) {
            p += used - held;
            n -= used - held;
            buf_clear(&self->pending);
            self->want = block;
            continue;
        }
        p += part;
        n -= part;
        self->pending.n -= used;
        memmove(self->pending.p, self->pending.p + used, self->pending.n);
        self->want = 2 * self->pending.n > block ? 2 * self->pending.n : block;
    }
    return XBZ_OK;
}

static enum xbz_status push_wide(struct html *self, const char *p, size_t n, bool last)
{
    buf_add(&self->odd, p, n);
    if (self->odd.no_memory || self->odd.full)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    size_t whole = last ? self->odd.n : self->odd.n & ~(size_t)1;
    if (!last && whole >= 2) { /* the first half of a surrogate pair waits for the second */
        size_t high = self->wide_charset == CHARSET_UTF16LE ? whole - 1 : whole - 2;
        if (((unsigned char)self->odd.p[high] & 0xfcu) == 0xd8u)
            whole -= 2;
    }
    buf_clear(&self->scratch);
    uint64_t replaced = charset_to_utf8(self->wide_charset, str_sub(buf_view(&self->odd), 0, whole), &self->scratch);
    if (self->replaced == 0 && replaced != 0)
        self->replaced_at = (struct xbz_place){self->line, self->base, self->base};
    self->replaced += replaced;
    self->odd.n -= whole;
    memmove(self->odd.p, self->odd.p + whole, self->odd.n);
    /* scratch is used by the tokens: what was converted must be in pending before they are made */
    buf_str(&self->pending, buf_view(&self->scratch));
    if (self->scratch.no_memory || self->pending.no_memory || self->pending.full)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return push(self, "", 0);
}

/* Bytes whose encoding is known. */
static enum xbz_status push_bytes(struct html *self, const char *p, size_t n)
{
    if (!self->wide)
        return push(self, p, n);
    while (n != 0) {
        size_t part = n < WIDE_BYTES ? n : WIDE_BYTES;
        TRY(push_wide(self, p, part, false));
        p += part;
        n -= part;
    }
    return XBZ_OK;
}

static enum xbz_status sniff(struct html *self)
{
    struct buf head = self->odd;
    size_t skip;
    enum charset charset = html_sniff(buf_view(&head), &self->wide, &skip);
    if (self->wide)
        self->wide_charset = charset;
    else
        self->charset = charset;
    self->sniffed = true;
    self->base = self->wide ? 0 : skip;
    buf_init(&self->odd, 2 * WIDE_BYTES);
    enum xbz_status status = push_bytes(self, head.p + skip, head.n - skip);
    buf_free(&head);
    return status;
}

static enum xbz_status take(struct html *self, const char *p, size_t n)
{
    if (!self->sniffed) {
        size_t part = SNIFF_BYTES - self->odd.n;
        part = part < n ? part : n;
        buf_add(&self->odd, p, part);
        if (self->odd.no_memory)
            return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        if (self->odd.n < SNIFF_BYTES)
            return XBZ_OK;
        TRY(sniff(self));
        p += part;
        n -= part;
    }
    return push_bytes(self, p, n);
}

/* ---- reader ---- */

static enum xbz_status html_feed(void *ctx, const unsigned char *bytes, size_t n)
{
    struct html *self = ctx;
    if (self->status == XBZ_OK && n != 0)
        self->status = take(self, (const char *)bytes, n);
    return self->status;
}

static enum xbz_status finish(struct html *self)
{
    size_t used;
    if (!self->sniffed)
        TRY(sniff(self));
    if (self->wide)
        TRY(push_wide(self, "", 0, true));
    TRY(html_tokenize(self, self->pending.p, self->pending.n, true, &used));
    buf_clear(&self->pending);
    if (self->replaced != 0)
        run_diag(self->run, XBZ_D_ENCODING_REPLACED, self->replaced_at, "%llu bytes",
                 (unsigned long long)self->replaced);
    return XBZ_OK;
}

static enum xbz_status html_finish(void *ctx)
{
    struct html *self = ctx;
    if (self->status == XBZ_OK)
        self->status = finish(self);
    return self->status;
}

static enum xbz_status html_open(void **out, struct xbz_run *run, const struct xbz_events *events)
{
    struct html *self = *out = mem_alloc(sizeof(*self));
    if (self == NULL)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    self->run = run;
    self->events = *events;
    self->line = 1;
    self->next_line = HTML_NOWHERE;
    self->want = block_bytes(self);
    html_names_init(&self->names);
    buf_init(&self->pending, 2 * (run->limits.line_bytes + run->limits.block_bytes + 4 * HTML_PIECE));
    buf_init(&self->odd, 2 * WIDE_BYTES);
    buf_init(&self->scratch, 3 * run->limits.line_bytes + 4 * HTML_PIECE);
    return XBZ_OK;
}

enum xbz_status html_open_page(void **out, struct xbz_run *run, const struct xbz_events *events)
{
    TRY(html_open(out, run, events));
    struct html *self = *out;
    self->is_page = true;
    return XBZ_OK;
}

enum xbz_status html_open_full(void **out, struct xbz_run *run, const struct xbz_events *events,
                               const struct html_full *full)
{
    TRY(html_open(out, run, events));
    struct html *self = *out;
    self->is_full = true;
    self->full = *full;
    self->mode = full->mode;
    self->sniffed = true;
    if (full->last_start.n <= sizeof(self->raw_name) && full->last_start.n != 0) {
        memcpy(self->raw_name, full->last_start.p, full->last_start.n);
        self->raw_name_n = full->last_start.n;
    }
    return XBZ_OK;
}

static void html_close(void *ctx)
{
    struct html *self = ctx;
    if (self == NULL)
        return;
    buf_free(&self->pending);
    buf_free(&self->odd);
    buf_free(&self->scratch);
    mem_free(self);
}

/* How often tags of a name that only HTML has stand in the prefix. */
static unsigned count_tag(struct xbz_str prefix, struct xbz_str name)
{
    unsigned count = 0;
    for (size_t at = str_find_nocase(prefix, name, 0); at != HTML_NOWHERE; at = str_find_nocase(prefix, name, at + 1)) {
        char next = at + name.n < prefix.n ? prefix.p[at + name.n] : ' ';
        if (!is_alnum(next))
            count++;
    }
    return count;
}

static unsigned bid_text(struct xbz_str text)
{
    static const struct xbz_str names[] = {{"<p", 2},    {"<div", 4}, {"<td", 3},     {"<tr", 3}, {"<font", 5},
                                           {"<body", 5}, {"<br", 3},  {"<center", 7}, {"<b", 2},  {"<hr", 3},
                                           {"<span", 5}, {"<a", 2},   {"<title", 6},  {"<h1", 3}};
    if (count_tag(text, STR("<html")) != 0 || count_tag(text, STR("<!doctype html")) != 0)
        return 95;
    unsigned kinds = 0;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        kinds += count_tag(text, names[i]) != 0;
    return kinds >= 2 ? 80 : kinds == 1 ? 5 : 0;
}

static unsigned html_bid(const unsigned char *prefix, size_t n)
{
    char text[SNIFF_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < n && kept < sizeof(text); i++) { /* tags of UTF-16 without their NUL bytes */
        if (prefix[i] != 0)
            text[kept++] = (char)prefix[i];
    }
    return bid_text((struct xbz_str){text, kept});
}

const struct xbz_reader_ops html_reader = {
    .name = "html",
    .help = "HTML, XHTML and inline XBRL",
    .bid = html_bid,
    .open = html_open,
    .feed = html_feed,
    .finish = html_finish,
    .close = html_close,
};
