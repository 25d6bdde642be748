/* document.c - the documents of a submission, and the text between their tags. */
#include <string.h>

#include "base/str.h"
#include "input/submission_parts.h"

#define DESCRIPTION_LINES 16 /* that a <DESCRIPTION> may go on for */

/* ---- lines ---- */

/* Takes what was handed out last. */
static void take_given(struct submission *s)
{
    if (s->given)
        source_consume(s->in, s->given);
    s->lines += s->given_lines;
    s->given = 0;
    s->given_lines = 0;
}

enum xbz_status submission_coming_mark(struct submission *s, enum mark *mark, size_t *length, size_t *n)
{
    const unsigned char *bytes;

    TRY(source_peek(s->in, MARK_BYTES, &bytes, n));
    *length = 0;
    *mark = mark_of(bytes, *n, length);
    return XBZ_OK;
}

enum xbz_status submission_take_line(struct submission *s)
{
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;

    buf_clear(&s->line);
    while ((status = source_block(s->in, &bytes, &n)) == XBZ_OK) {
        const unsigned char *end = memchr(bytes, '\n', n);
        size_t used = end ? (size_t)(end - bytes) : n;
        buf_add(&s->line, bytes, used);
        source_consume(s->in, used + (end != NULL));
        if (end) {
            s->lines++;
            break;
        }
    }
    if (status == XBZ_FATAL)
        return status;
    return s->line.no_memory ? run_fail(s->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
}

size_t submission_blank_line(const unsigned char *bytes, size_t n)
{
    size_t at = 0;

    while (at < n && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r'))
        at++;
    return at < n && bytes[at] == '\n' ? at + 1 : 0;
}

/* Takes a tag of n bytes and, when nothing follows it on its line, the line's end. */
static enum xbz_status take_tag(struct submission *s, size_t n)
{
    const unsigned char *bytes;
    size_t ready;

    source_consume(s->in, n);
    TRY(source_peek(s->in, MARK_BYTES, &bytes, &ready));
    n = submission_blank_line(bytes, ready);
    if (n > 0)
        s->lines++;
    source_consume(s->in, n);
    return XBZ_OK;
}

/* ---- documents ---- */

/* Takes a line of the document's head and keeps its value: of a tag that comes twice the first. */
static enum xbz_status head_line(struct submission *s, enum mark mark, size_t length)
{
    struct xbz_document *document = &s->document;
    struct xbz_str value;
    unsigned number = 0;

    TRY(submission_take_line(s));
    value = str_trim(str_sub(buf_view(&s->line), length, LINE_BYTES));
    switch (mark) {
    case MARK_TYPE:
        return document->type.n ? XBZ_OK : header_text(&s->header, &s->arena, value, &document->type);
    case MARK_FILENAME:
        return document->filename.n ? XBZ_OK : header_text(&s->header, &s->arena, value, &document->filename);
    case MARK_SEQUENCE:
        for (size_t i = 0; i < value.n && i < 6 && is_digit(value.p[i]); i++)
            number = number * 10 + (unsigned)(value.p[i] - '0');
        if (number)
            document->sequence = number;
        return XBZ_OK;
    default:
        return XBZ_OK;
    }
}

/* Takes the wrappers that the text begins with. */
static enum xbz_status take_wrappers(struct submission *s)
{
    for (;;) {
        enum mark mark;
        size_t length, n;

        TRY(submission_coming_mark(s, &mark, &length, &n));
        if (mark != MARK_WRAPPER)
            return XBZ_OK;
        const unsigned char *bytes;
        TRY(source_peek(s->in, MARK_BYTES, &bytes, &n));
        s->pdf = s->pdf || memcmp(bytes, "<PDF>", length) == 0;
        s->wrapped = true;
        TRY(take_tag(s, length));
    }
}

/* Reads a document's head up to where its text begins.  <TEXT> may be missing: then the text begins with the first line
 * that belongs to no tag of the head. */
static enum xbz_status read_head(struct submission *s)
{
    unsigned description = 0;

    for (;;) {
        const unsigned char *bytes;
        enum mark mark;
        size_t length = 0, n, blank;

        TRY(source_peek(s->in, MARK_BYTES, &bytes, &n));
        mark = mark_of(bytes, n, &length);
        if (n == 0 || mark_ends_text(mark, s->pem))
            return XBZ_OK;
        if (mark == MARK_TEXT) {
            TRY(take_tag(s, length));
            return take_wrappers(s);
        }
        if (mark == MARK_TYPE || mark == MARK_FILENAME || mark == MARK_SEQUENCE || mark == MARK_DESCRIPTION) {
            description = mark == MARK_DESCRIPTION ? DESCRIPTION_LINES : 0;
            TRY(head_line(s, mark, length));
            continue;
        }
        blank = submission_blank_line(bytes, n);
        if (blank) {
            source_consume(s->in, blank);
            s->lines++;
        } else if (description > 0 && bytes[0] != '<') {
            description--;
            TRY(submission_take_line(s));
        } else {
            return XBZ_OK;
        }
    }
}

static void begin_document(struct submission *s)
{
    arena_reset(&s->arena);
    s->document = (struct xbz_document){.sequence = ++s->documents};
    s->wrapped = s->pdf = false;
}

static void begin_text(struct submission *s)
{
    s->document.offset = s->in->position - s->begin;
    s->text_line = s->lines + 1;
    s->line_start = true;
    s->state = IN_TEXT;
}

enum xbz_status submission_open_document(struct submission *s)
{
    if (s->stripped && s->documents == 0) {
        begin_document(s);
        begin_text(s);
        return header_text(&s->header, &s->arena, s->header.filing.form, &s->document.type);
    }
    for (;;) {
        enum mark mark;
        size_t length, n;

        TRY(submission_coming_mark(s, &mark, &length, &n));
        if (n == 0 || mark == MARK_SUBMISSION || mark == MARK_PEM_BEGIN || mark == MARK_HEADER) {
            if (n == 0 && s->closes && !s->in->damaged)
                source_report(s->run, s->path, XBZ_D_SUBMISSION_UNTERMINATED, "%s", "");
            s->state = BETWEEN;
            return XBZ_END;
        }
        if (mark == MARK_DOCUMENT)
            break;
        TRY(submission_take_line(s));
        if (mark == MARK_END || mark == MARK_PEM_END) {
            s->pem = s->pem && mark != MARK_PEM_END;
            s->state = BETWEEN;
            return XBZ_END;
        }
    }

    begin_document(s);
    TRY(take_tag(s, sizeof("<DOCUMENT>") - 1));
    TRY(read_head(s));
    begin_text(s);
    return XBZ_OK;
}

static enum xbz_status skip_text(struct submission *s)
{
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;

    while ((status = submission_read(s, &bytes, &n)) == XBZ_OK)
        ;
    return status == XBZ_END ? XBZ_OK : status;
}

enum xbz_status submission_next_document(struct submission *s, struct xbz_document *document)
{
    *document = (struct xbz_document){0};
    if (s->state == BARE) {
        s->state = BARE_TEXT;
        s->text_line = 1;
        s->document = (struct xbz_document){.sequence = 1};
        TRY(header_text(&s->header, &s->arena, name_base(s->path), &s->document.filename));
    } else if (s->ahead) {
        s->ahead = false;
    } else {
        if (s->state == BARE_TEXT || s->state == IN_TEXT)
            TRY(skip_text(s));
        if (s->state != IN_FILING)
            return XBZ_END;
        TRY(submission_open_document(s));
    }
    *document = s->document;
    return XBZ_OK;
}

/* ---- text ---- */

/* The end of the text has come with mark, which is left for what follows. */
static enum xbz_status end_text(struct submission *s, enum mark mark)
{
    s->state = IN_FILING;
    if (s->stripped || mark == MARK_TEXT_END || mark == MARK_DOCUMENT_END)
        return XBZ_END;
    run_diag(s->run, XBZ_D_DOCUMENT_UNTERMINATED, (struct xbz_place){s->lines - s->text_line + 2, 0, 0}, NULL);
    if (mark == MARK_NONE && s->closes && !s->in->damaged) {
        s->closes = false;
        source_report(s->run, s->path, XBZ_D_INPUT_TRUNCATED, "within a document");
    }
    return XBZ_END;
}

/* Settles what the line starts with that comes next: END, or OK when text comes. */
static enum xbz_status begin_line(struct submission *s)
{
    for (;;) {
        enum mark mark;
        size_t length, n;

        TRY(submission_coming_mark(s, &mark, &length, &n));
        if (n == 0 || mark_ends_text(mark, s->pem))
            return end_text(s, mark);
        if (mark == MARK_WRAPPER_END && s->wrapped) {
            s->wrapped = false;
            TRY(submission_take_line(s));
            continue;
        }
        if (mark == MARK_DASH && s->pem)
            source_consume(s->in, 2);
        return XBZ_OK;
    }
}

/* How many of the n bytes belong to the text for sure: up to a line whose first bytes have yet to be looked at. */
static size_t text_run(struct submission *s, const unsigned char *bytes, size_t n)
{
    size_t at = 0;

    for (;;) {
        const unsigned char *end = memchr(bytes + at, '\n', n - at);
        if (!end) {
            s->line_start = false;
            return n;
        }
        s->given_lines++;
        at = (size_t)(end - bytes) + 1;
        if (at == n)
            break;
        if (bytes[at] != '<' && bytes[at] != '-')
            continue;
        if (n - at < MARK_BYTES || mark_of(bytes + at, n - at, NULL) != MARK_NONE)
            break;
    }
    s->line_start = true;
    return at;
}

enum xbz_status submission_read(struct submission *s, const unsigned char **bytes, size_t *n)
{
    *bytes = NULL;
    *n = 0;
    take_given(s);
    if (s->state == BARE_TEXT) {
        enum xbz_status status = source_block(s->in, bytes, n);
        if (status == XBZ_END)
            s->state = FINISHED;
        s->given = *n;
        return status;
    }
    if (s->state != IN_TEXT)
        return XBZ_END;
    if (s->line_start)
        TRY(begin_line(s));
    enum xbz_status status = source_block(s->in, bytes, n);
    if (status == XBZ_END)
        return end_text(s, MARK_NONE);
    if (status != XBZ_OK)
        return status;
    s->given = *n = text_run(s, *bytes, *n);
    return XBZ_OK;
}

enum xbz_status submission_peek(struct submission *s, const unsigned char **bytes, size_t *n)
{
    size_t at = 0;

    *bytes = NULL;
    *n = 0;
    if (s->state != IN_TEXT && s->state != BARE_TEXT)
        return XBZ_OK;
    take_given(s);
    TRY(source_peek(s->in, SOURCE_PEEK, bytes, n));
    if (*n > SOURCE_PEEK)
        *n = SOURCE_PEEK;
    while (s->state == IN_TEXT && at < *n) {
        if (mark_ends_text(mark_of(*bytes + at, *n - at, NULL), s->pem)) {
            *n = at;
            break;
        }
        const unsigned char *end = memchr(*bytes + at, '\n', *n - at);
        at = end ? (size_t)(end - *bytes) + 1 : *n;
    }
    return XBZ_OK;
}
