/* text.c - plain text: bytes to lines.
 *
 * A line ends at LF, CR LF or CR.  A form feed ends the line before it and is delivered as a line of its own, so that
 * page breaks reach the table stage.  Bytes are held only for a line that a chunk cuts. */
#include "read/text.h"

#include <string.h>

#include "base/arena.h"
#include "base/charset.h"
#include "base/run.h"
#include "base/str.h"

enum text_state { STATE_START, STATE_BYTES, STATE_UTF16 };

struct text_reader {
    struct xbz_run *run;
    struct xbz_events events;
    enum text_state state;
    enum charset charset;
    struct buf line;        /* start of the current line, when a chunk cut it */
    struct buf utf8;        /* the line converted */
    bool cut;               /* the current line is longer than the limit */
    bool after_cr;          /* an LF now belongs to the CR before */
    unsigned char first[3]; /* first bytes, until it is clear whether they are a byte order mark */
    unsigned n_first;
    unsigned half, high; /* UTF-16: odd byte + 1, leading surrogate */
    uint64_t number;     /* of the current line, from 1 */
    uint64_t begin;      /* offset of the current line */
    uint64_t offset;     /* of the next byte */
    uint64_t end;        /* of the current line, its end character left out */
    size_t replaced;
};

static unsigned text_bid(const unsigned char *prefix, size_t n)
{
    size_t odd = 0;
    if (n >= 2 && ((prefix[0] == 0xFF && prefix[1] == 0xFE) || (prefix[0] == 0xFE && prefix[1] == 0xFF)))
        return 10;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = prefix[i];
        odd += c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 26;
    }
    return odd * 20 > n ? 0 : 10;
}

static enum xbz_status text_open(void **out, struct xbz_run *run, const struct xbz_events *events)
{
    struct text_reader *self = mem_alloc(sizeof *self);
    *out = self;
    if (!self)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    self->run = run;
    self->events = *events;
    self->charset = CHARSET_UTF8;
    self->number = 1;
    buf_init(&self->line, run->limits.line_bytes);
    /* one byte of Windows-1252 may become three */
    buf_init(&self->utf8, run->limits.line_bytes * 3 + 16);
    return XBZ_OK;
}

/* Delivers the bytes as the current line. */
static enum xbz_status deliver(struct text_reader *self, struct xbz_str bytes, bool cut)
{
    struct xbz_text_line line;
    line.place.line = self->number;
    line.place.begin = self->begin;
    line.place.end = self->end;
    line.text = bytes;
    if (cut)
        run_diag(self->run, XBZ_D_LINE_TOO_LONG, line.place, NULL);
    if (!charset_is_plain(bytes)) {
        buf_clear(&self->utf8);
        self->replaced += charset_to_utf8(CHARSET_UTF8, bytes, &self->utf8);
        if (self->utf8.no_memory)
            return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, line.place, NULL);
        line.text = buf_view(&self->utf8);
    }
    return self->events.line(self->events.ctx, &line);
}

/* Adds a piece of the current line to what is held of it. */
static enum xbz_status hold(struct text_reader *self, const char *bytes, size_t n)
{
    if (self->cut)
        return XBZ_OK;
    buf_add(&self->line, bytes, n);
    if (self->line.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (self->line.full)
        self->cut = true;
    return XBZ_OK;
}

/* The current line ends after these last bytes of it. */
static enum xbz_status end_line(struct text_reader *self, const char *bytes, size_t n)
{
    enum xbz_status status;
    size_t max = self->run->limits.line_bytes;
    if (self->line.n == 0 && !self->cut) {
        status = deliver(self, (struct xbz_str){bytes, n < max ? n : max}, n > max);
    } else {
        /* what fits of the last piece is kept, so that a cut line is the same for every chunk size */
        size_t room = self->line.n < max ? max - self->line.n : 0;
        bool cut = self->cut || n > room;
        TRY(hold(self, bytes, n < room ? n : room));
        status = deliver(self, buf_view(&self->line), cut);
        buf_clear(&self->line);
        self->cut = false;
    }
    return status;
}

static enum xbz_status page_break(struct text_reader *self)
{
    struct xbz_text_line line = {STR("\f"), {self->number, self->offset - 1, self->offset}};
    return self->events.line(self->events.ctx, &line);
}

/* The end character at the current offset has been read. */
static enum xbz_status end_char(struct text_reader *self, char c, const char *bytes, size_t n)
{
    if (c == '\n' && self->after_cr && n == 0 && self->line.n == 0 && !self->cut) {
        self->after_cr = false;
        self->begin = self->offset;
        return XBZ_OK;
    }
    self->after_cr = c == '\r';
    self->end = self->offset - (self->state == STATE_UTF16 ? 2 : 1);
    if (c != '\f' || n || self->line.n)
        TRY(end_line(self, bytes, n));
    if (c == '\f')
        TRY(page_break(self));
    else
        self->number++;
    self->begin = self->offset;
    return XBZ_OK;
}

static enum xbz_status feed_bytes(struct text_reader *self, const char *p, size_t n)
{
    size_t start = 0;
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        if (c != '\n' && c != '\r' && c != '\f') {
            self->after_cr = false;
            continue;
        }
        self->offset += i + 1 - start;
        size_t from = start;
        start = i + 1;
        TRY(end_char(self, c, p + from, i - from));
    }
    self->offset += n - start;
    if (n > start) {
        size_t max = self->run->limits.line_bytes, room = self->line.n < max ? max - self->line.n : 0;
        size_t piece = n - start;
        TRY(hold(self, p + start, piece < room ? piece : room));
        if (piece > room)
            self->cut = true;
    }
    return XBZ_OK;
}

/* One UTF-16 code unit; the line is kept in UTF-8. */
static enum xbz_status feed_unit(struct text_reader *self, unsigned unit)
{
    char utf8[4];
    if (unit >= 0xD800 && unit < 0xDC00) {
        self->high = unit;
        return XBZ_OK;
    }
    if (unit >= 0xDC00 && unit < 0xE000)
        unit = self->high ? 0x10000 + ((self->high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
    self->high = 0;
    if (unit == '\n' || unit == '\r' || unit == '\f')
        return end_char(self, (char)unit, "", 0);
    self->after_cr = false;
    size_t n = utf8_put(unit, utf8);
    if (self->line.n + n > self->run->limits.line_bytes) {
        self->cut = true;
        return XBZ_OK;
    }
    return hold(self, utf8, n);
}

static enum xbz_status feed_utf16(struct text_reader *self, const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        self->offset++;
        if (!self->half) {
            self->half = p[i] + 1u;
            continue;
        }
        unsigned a = self->half - 1, b = p[i];
        self->half = 0;
        TRY(feed_unit(self, self->charset == CHARSET_UTF16LE ? a | b << 8 : a << 8 | b));
    }
    return XBZ_OK;
}

/* The first bytes are known: drops a byte order mark and feeds the rest of them. */
static enum xbz_status start(struct text_reader *self)
{
    unsigned char first[3];
    unsigned n = self->n_first, mark = 0;
    memcpy(first, self->first, sizeof first);
    self->state = STATE_BYTES;
    if (n == 3 && first[0] == 0xEF && first[1] == 0xBB && first[2] == 0xBF) {
        mark = 3;
    } else if (n >= 2 && ((first[0] == 0xFF && first[1] == 0xFE) || (first[0] == 0xFE && first[1] == 0xFF))) {
        mark = 2;
        self->state = STATE_UTF16;
        self->charset = first[0] == 0xFF ? CHARSET_UTF16LE : CHARSET_UTF16BE;
    }
    self->offset = self->begin = mark;
    if (self->state == STATE_UTF16)
        return feed_utf16(self, first + mark, n - mark);
    return feed_bytes(self, (const char *)first + mark, n - mark);
}

static enum xbz_status text_feed(void *object, const unsigned char *bytes, size_t n)
{
    struct text_reader *self = object;
    while (self->state == STATE_START && n) {
        self->first[self->n_first++] = *bytes++;
        n--;
        if (self->n_first == 3)
            TRY(start(self));
    }
    if (!n)
        return XBZ_OK;
    if (self->state == STATE_UTF16)
        return feed_utf16(self, bytes, n);
    return feed_bytes(self, (const char *)bytes, n);
}

static enum xbz_status text_finish(void *object)
{
    struct text_reader *self = object;
    if (self->state == STATE_START)
        TRY(start(self));
    self->end = self->offset;
    if (self->line.n || self->cut)
        TRY(end_line(self, "", 0));
    if (self->replaced)
        run_diag(self->run, XBZ_D_ENCODING_REPLACED, NOWHERE, "%zu bytes", self->replaced);
    return XBZ_OK;
}

static void text_close(void *object)
{
    struct text_reader *self = object;
    if (!self)
        return;
    buf_free(&self->line);
    buf_free(&self->utf8);
    mem_free(self);
}

const struct xbz_reader_ops text_reader = {
    .name = "text",
    .help = "plain text, with or without EDGAR table tags",
    .bid = text_bid,
    .open = text_open,
    .feed = text_feed,
    .finish = text_finish,
    .close = text_close,
};
