/* html_token.c - bytes of a window to tokens (HTML standard, section 13.2.5). */
#include "read/html_state.h"

#include <string.h>

#include "base/str.h"
#include "read/html_scan.h"

/* ---- places ---- */

static void find_next_line(struct html *self, size_t from)
{
    const char *found = from < self->n ? memchr(self->p + from, '\n', self->n - from) : NULL;
    self->next_line = found == NULL ? HTML_NOWHERE : (size_t)(found - self->p);
}

void html_count_lines(struct html *self, size_t begin)
{
    while (self->next_line < begin) {
        self->line++;
        find_next_line(self, self->next_line + 1);
    }
}

/* ---- text ---- */

/* Text must not be cut inside a character, a reference or CR LF: the cut is moved back to a better place near by. */
static size_t cut_before(const char *p, size_t n)
{
    for (size_t back = 1; back <= 128 && back < n; back++) {
        char c = p[n - back];
        if (c == '&' || c == ' ' || c == '\n')
            return n - back;
    }
    for (size_t back = 1; back < 4 && back < n; back++) {
        if (((unsigned char)p[n - back] & 0xc0u) != 0x80u)
            return n - back;
    }
    return n;
}

static enum xbz_status deliver_text(struct html *self, size_t begin, size_t end, unsigned flags)
{
    bool style = self->is_page && self->raw_name_n == 5 && memcmp(self->raw_name, "style", 5) == 0;
    bool skipped = !self->is_full && self->mode == MODE_SCRIPT && !style;
    struct xbz_str raw = {self->p + begin, end - begin};
    if (self->mode == MODE_SCRIPT)
        html_script_piece(self, raw);
    if (skipped || raw.n == 0)
        return XBZ_OK;
    bool references = self->mode == MODE_DATA || self->mode == MODE_RCDATA;
    struct xbz_place place = html_place(self, begin, end);
    uint64_t replaced = self->replaced;
    if (!references)
        flags &= ~(unsigned)SCAN_REFERENCE;
    struct xbz_str text = raw;
    if (flags != 0 || self->is_full) {
        buf_clear(&self->scratch);
        html_decode(self, raw, flags, false, &self->scratch);
        text = buf_view(&self->scratch);
    }
    if (replaced == 0 && self->replaced != 0)
        self->replaced_at = place;
    return self->events.text(self->events.ctx, text, place);
}

/* Text from *at to the next '<' behind the first byte, which is text even when it is '<'. */
static enum xbz_status text_token(struct html *self, size_t *at, bool *more)
{
    const size_t begin = *at;
    size_t end = self->n - begin > HTML_PIECE ? begin + HTML_PIECE : self->n;
    unsigned flags = scan_flags((unsigned char)self->p[begin]);
    const char *found = scan_to(self->p + begin + 1, self->p + end, '<', &flags);
    size_t stop = (size_t)(found - self->p);
    if (stop == end) {
        if (end - begin == HTML_PIECE)
            stop = begin + cut_before(self->p + begin, HTML_PIECE);
        else if (!self->last)
            *more = true;
    }
    if (*more)
        return XBZ_OK;
    *at = stop;
    return deliver_text(self, begin, stop, flags);
}

/* Text of a CDATA section, to "]]>" or to the end of a piece. */
static enum xbz_status cdata_token(struct html *self, size_t *at, bool *more)
{
    struct xbz_str s = {self->p + *at, self->n - *at};
    size_t close = str_find(str_sub(s, 0, HTML_PIECE + 2), STR("]]>"), 0);
    size_t n = close;
    if (close == HTML_NOWHERE) {
        n = s.n;
        if (s.n >= HTML_PIECE + 2)
            n = cut_before(s.p, HTML_PIECE);
        else if (!self->last) {
            *more = true;
            return XBZ_OK;
        }
    }
    const size_t begin = *at;
    *at += n;
    TRY(deliver_text(self, begin, begin + n, SCAN_HIGH | SCAN_CONTROL));
    if (close != HTML_NOWHERE) {
        *at += 3;
        self->mode = MODE_DATA;
    }
    return XBZ_OK;
}

/* ---- markup ---- */

static inline bool is_letter(char c)
{
    unsigned letter = (unsigned char)c | 0x20u;
    return letter >= 'a' && letter <= 'z';
}

/* The mode that an element's start tag switches to. */
static void enter_element(struct html *self, const struct xbz_tag *tag)
{
    enum html_mode mode = MODE_DATA;
    switch (tag->id) {
    case HTML_SCRIPT:
        mode = MODE_SCRIPT;
        break;
    case HTML_STYLE:
        mode = MODE_SCRIPT; /* skipped like one */
        break;
    case HTML_XMP:
        mode = MODE_RAWTEXT;
        break;
    case HTML_TITLE:
    case HTML_TEXTAREA:
        mode = MODE_RCDATA;
        break;
    case HTML_PLAINTEXT:
        mode = MODE_PLAINTEXT;
        break;
    default:
        return;
    }
    if (tag->self_closing || tag->name.n > sizeof(self->raw_name))
        return;
    memcpy(self->raw_name, tag->name.p, tag->name.n);
    self->raw_name_n = tag->name.n;
    self->mode = mode;
    self->escaped = self->dashes = 0;
}

/* What is too long, or has no end in the document: it ends at its first '>'. */
static enum xbz_status unterminated(struct html *self, size_t *at)
{
    bool too_long = self->n - *at > self->run->limits.line_bytes;
    struct xbz_place place = html_place(self, *at, *at + 1);
    run_diag(self->run, too_long ? XBZ_D_TOKEN_TOO_LONG : XBZ_D_MARKUP_UNTERMINATED, place, NULL);
    self->skipping = true;
    *at += 1;
    return XBZ_OK;
}

/* Bytes a token that begins at the position may look at. */
static size_t token_end(const struct html *self, size_t at)
{
    size_t limit = self->run->limits.line_bytes;
    return self->n - at > limit ? at + limit : self->n;
}

/* Says what to do with a token that has no end in the window: wait, give up in full mode (true: the token is what
 * there is), or end it at its first '>'. */
static bool keep_open_token(struct html *self, size_t *at, bool *more)
{
    if (!self->last && token_end(self, *at) == self->n) {
        *more = true;
        return false;
    }
    if (self->is_full)
        return true;
    (void)unterminated(self, at);
    return false;
}

/* The end of a comment whose text begins at from: position after it, or 0; *text_end where its text ends. */
static size_t comment_end(const char *p, size_t from, size_t end, size_t *text_end)
{
    *text_end = from;
    if (from < end && p[from] == '>')
        return from + 1;
    if (from + 1 < end && p[from] == '-' && p[from + 1] == '>')
        return from + 2;
    for (size_t i = from; i < end; i++) {
        const char *found = memchr(p + i, '>', end - i);
        if (found == NULL)
            return 0;
        i = (size_t)(found - p);
        size_t back = i > from && p[i - 1] == '!' ? 3 : 2;
        if (i >= from + back && p[i - back] == '-' && p[i - back + 1] == '-') {
            *text_end = i - back;
            return i + 1;
        }
    }
    return 0;
}

/* In full mode: the text of a comment that the document's end cuts. */
static size_t cut_comment_end(const char *p, size_t from, size_t end)
{
    struct xbz_str s = {p + from, end - from};
    if (str_ends_nocase(s, STR("--!")))
        return end - 3;
    if (str_ends_nocase(s, STR("--")))
        return end - 2;
    return str_ends_nocase(s, STR("-")) ? end - 1 : end;
}

static enum xbz_status deliver_comment(struct html *self, size_t begin, size_t end, bool is_doctype)
{
    if (!self->is_full)
        return XBZ_OK;
    if (is_doctype)
        return self->full.doctype(self->full.ctx, (struct xbz_str){self->p + begin, end - begin});
    buf_clear(&self->scratch);
    html_decode(self, (struct xbz_str){self->p + begin, end - begin}, 0, true, &self->scratch);
    return self->full.comment(self->full.ctx, buf_view(&self->scratch));
}

static enum xbz_status comment_token(struct html *self, size_t *at, bool *more)
{
    size_t end = token_end(self, *at), from = *at + 4, text_end;
    size_t after = comment_end(self->p, from, end, &text_end);
    if (after == 0) {
        if (!keep_open_token(self, at, more))
            return XBZ_OK;
        after = end;
        text_end = cut_comment_end(self->p, from, end);
    }
    *at = after;
    return deliver_comment(self, from, text_end, false);
}

/* "<!...", "<?..." and "</..." that are no tags or comments: to the next '>'. */
static enum xbz_status bogus_token(struct html *self, size_t *at, size_t from, bool is_doctype, bool *more)
{
    size_t end = token_end(self, *at);
    const char *found = from < end ? memchr(self->p + from, '>', end - from) : NULL;
    size_t text_end = found == NULL ? end : (size_t)(found - self->p);
    if (found == NULL && !keep_open_token(self, at, more))
        return XBZ_OK;
    *at = found == NULL ? end : text_end + 1;
    return deliver_comment(self, from, text_end, is_doctype);
}

static enum xbz_status declaration_token(struct html *self, size_t *at, bool *more)
{
    struct xbz_str s = {self->p + *at + 2, self->n - *at - 2};
    if (s.n < 7 && !self->last) { /* as long as "[CDATA[" and "DOCTYPE" */
        *more = true;
        return XBZ_OK;
    }
    if (str_starts_nocase(s, STR("--")))
        return comment_token(self, at, more);
    if (!self->is_full && s.n >= 7 && memcmp(s.p, "[CDATA[", 7) == 0) {
        *at += 9;
        self->mode = MODE_CDATA;
        return XBZ_OK;
    }
    return bogus_token(self, at, *at + 2, str_starts_nocase(s, STR("DOCTYPE")), more);
}

static enum xbz_status tag_token(struct html *self, size_t *at, bool *more)
{
    const size_t begin = *at;
    bool is_end;
    struct xbz_tag tag;
    size_t after = html_tag(self, begin, token_end(self, begin), &is_end, &tag);
    if (self->scratch.no_memory)
        return run_fail(self->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (after == 0) {
        if (keep_open_token(self, at, more))
            *at = self->n;
        return XBZ_OK;
    }
    *at = after;
    if (tag.id == HTML_OTHER && !self->is_full && !self->is_page)
        return XBZ_OK;
    tag.place = html_place(self, begin, after);
    if (is_end)
        return self->events.end(self->events.ctx, &tag);
    if (!self->is_full)
        enter_element(self, &tag);
    return self->events.start(self->events.ctx, &tag);
}

/* At a '<' in data: says whether markup stands there and tokenizes it; else *is_text is set. */
static enum xbz_status markup(struct html *self, size_t *at, bool *is_text, bool *more)
{
    size_t n = self->n - *at;
    const char *p = self->p + *at;
    char next = n > 1 ? p[1] : '\0', third = n > 2 ? p[2] : '\0';
    if (n < 3 && !self->last) {
        *more = true;
    } else if (is_letter(next) || (next == '/' && is_letter(third))) {
        return tag_token(self, at, more);
    } else if (n > 1 && next == '!') {
        return declaration_token(self, at, more);
    } else if (n > 1 && next == '?') {
        return bogus_token(self, at, *at + 1, false, more);
    } else if (n > 2 && next == '/' && third == '>') {
        *at += 3;
    } else if (n > 2 && next == '/') {
        return bogus_token(self, at, *at + 2, false, more);
    } else {
        *is_text = true;
    }
    return XBZ_OK;
}

/* In <title> and <textarea>: a block element, or the end of the head, means that the end tag was forgotten. */
static bool title_forgotten(struct html *self, size_t at)
{
    size_t end = self->n - at > 64 ? at + 64 : self->n, i = at + 1;
    if (i < end && self->p[i] == '/')
        i++;
    uint64_t key = 0;
    size_t begin = i;
    char name[16];
    for (; i < end && is_alnum(self->p[i]) && i - begin < sizeof(name); i++) {
        name[i - begin] = to_lower(self->p[i]);
        key = HTML_KEY_BYTE(key, i - begin, name[i - begin]);
    }
    enum html_id id = html_name_id(&self->names, key, (struct xbz_str){name, i - begin});
    return id == HTML_HEAD || id == HTML_META || (html_name_properties(id) & HTML_BLOCK) != 0;
}

/* At a '<' in RCDATA, RAWTEXT or a script. */
static enum xbz_status raw_markup(struct html *self, size_t *at, bool *is_text, bool *more)
{
    bool forgiving = !self->is_full && self->mode == MODE_RCDATA;
    if (forgiving && !self->last && self->n - *at < 64) {
        *more = true;
        return XBZ_OK;
    }
    if ((self->escaped != 2 && html_raw_ends(self, *at, more)) || (forgiving && !*more && title_forgotten(self, *at))) {
        self->mode = MODE_DATA;
        return XBZ_OK;
    }
    *is_text = !*more;
    return XBZ_OK;
}

/* ---- windows ---- */

static enum xbz_status skip_token(struct html *self, size_t *at)
{
    const char *found = memchr(self->p + *at, '>', self->n - *at);
    *at = found == NULL ? self->n : (size_t)(found - self->p) + 1;
    self->skipping = found == NULL;
    return XBZ_OK;
}

static enum xbz_status next_token(struct html *self, size_t *at, bool *more)
{
    bool is_text = self->p[*at] != '<' || self->mode == MODE_PLAINTEXT;
    if (self->skipping)
        return skip_token(self, at);
    if (self->mode == MODE_CDATA)
        return cdata_token(self, at, more);
    if (!is_text) {
        enum xbz_status status =
            self->mode == MODE_DATA ? markup(self, at, &is_text, more) : raw_markup(self, at, &is_text, more);
        if (!is_text)
            return status;
    }
    return text_token(self, at, more);
}

enum xbz_status html_tokenize(struct html *self, const char *p, size_t n, bool last, size_t *used)
{
    self->p = p;
    self->n = n;
    self->last = last;
    find_next_line(self, 0);
    size_t at = 0;
    bool more = false;
    enum xbz_status status = XBZ_OK;
    while (at < n && !more && status == XBZ_OK)
        status = next_token(self, &at, &more);
    (void)html_place(self, at, at);
    self->base += at;
    *used = at;
    return status;
}
