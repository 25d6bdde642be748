/* submission.c - the lines of a member as filings, documents and their text. */
#include "input/submission.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "input/header.h"
#include "input/mark.h"
#include "input/name.h"

#define LINE_BYTES        4096 /* of a header line; the rest of a longer one is dropped */
#define DOCUMENT_ARENA    (64 * 1024)
#define LABEL_BYTES       128 /* in which the label of a header line ends */
#define DESCRIPTION_LINES 16  /* that a <DESCRIPTION> may go on for */

enum state {
    AT_START,
    BETWEEN,   /* outside any filing */
    IN_FILING, /* in a filing, between its documents */
    IN_TEXT,   /* in a document's text */
    BARE,      /* the member is one document, not begun yet */
    BARE_TEXT,
    FINISHED
};

struct submission {
    struct xbz_run *run;
    struct source *in;
    struct xbz_str path;
    struct header header;
    struct arena arena; /* strings of the document */
    struct buf line;
    char member_name[NAME_BYTES + 1], name[NAME_BYTES + 16];

    enum state state;
    bool pem;         /* within a privacy-enhanced message: lines are escaped */
    bool closes;      /* the submission has an end tag, which is still due */
    bool stripped;    /* somebody has taken all tags out: one document follows the labels */
    unsigned filings; /* of this member so far */
    uint64_t begin;   /* of the filing in the member */
    uint64_t lines;   /* line ends consumed */

    struct xbz_document document;
    unsigned documents; /* of this filing so far */
    bool ahead;         /* the document's head was read before submission_next_document */
    uint64_t text_line;
    bool line_start;      /* the text goes on at the start of a line */
    bool wrapped;         /* <XBRL> or its like is open */
    size_t given;         /* bytes handed out and not consumed yet */
    uint64_t given_lines; /* line ends in them */
};

enum xbz_status submission_new(struct submission **out, struct xbz_run *run)
{
    struct submission *s = mem_alloc(sizeof(*s));

    *out = s;
    if (!s)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    s->run = run;
    s->state = FINISHED;
    header_init(&s->header, run);
    arena_init(&s->arena, DOCUMENT_ARENA);
    buf_init(&s->line, LINE_BYTES);
    return XBZ_OK;
}

void submission_free(struct submission *s)
{
    if (!s)
        return;
    header_free(&s->header);
    arena_free(&s->arena);
    buf_free(&s->line);
    mem_free(s);
}

enum xbz_status submission_start(struct submission *s, struct source *in, struct xbz_str path)
{
    s->in = in;
    s->path = path;
    s->state = AT_START;
    s->pem = s->closes = s->stripped = s->ahead = s->wrapped = false;
    s->filings = s->documents = 0;
    s->begin = in->position;
    s->lines = s->text_line = s->given_lines = 0;
    s->given = 0;
    s->document = (struct xbz_document){0};
    header_begin(&s->header, path);
    name_of_member(path, s->member_name);
    return XBZ_OK;
}

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

/* The mark that the coming line starts with, and the length of its tag; *n is 0 at the end of the member. */
static enum xbz_status coming_mark(struct submission *s, enum mark *mark, size_t *length, size_t *n)
{
    const unsigned char *bytes;

    TRY(source_peek(s->in, MARK_BYTES, &bytes, n));
    *length = 0;
    *mark = mark_of(bytes, *n, length);
    return XBZ_OK;
}

/* Takes the coming line into s->line, without its end; what exceeds the buffer is dropped. */
static enum xbz_status take_line(struct submission *s)
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

/* The length of the blank line that the coming bytes start with, its end included; 0 when it is not blank. */
static size_t blank_line(const unsigned char *bytes, size_t n)
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
    n = blank_line(bytes, ready);
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

    TRY(take_line(s));
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

        TRY(coming_mark(s, &mark, &length, &n));
        if (mark != MARK_WRAPPER)
            return XBZ_OK;
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
        blank = blank_line(bytes, n);
        if (blank) {
            source_consume(s->in, blank);
            s->lines++;
        } else if (description > 0 && bytes[0] != '<') {
            description--;
            TRY(take_line(s));
        } else {
            return XBZ_OK;
        }
    }
}

static void begin_document(struct submission *s)
{
    arena_reset(&s->arena);
    s->document = (struct xbz_document){.sequence = ++s->documents};
    s->wrapped = false;
}

static void begin_text(struct submission *s)
{
    s->document.offset = s->in->position - s->begin;
    s->text_line = s->lines + 1;
    s->line_start = true;
    s->state = IN_TEXT;
}

/* Goes to the filing's next document and reads its head.  END: the filing has none any more. */
static enum xbz_status open_document(struct submission *s)
{
    if (s->stripped && s->documents == 0) {
        begin_document(s);
        begin_text(s);
        return header_text(&s->header, &s->arena, s->header.filing.form, &s->document.type);
    }
    for (;;) {
        enum mark mark;
        size_t length, n;

        TRY(coming_mark(s, &mark, &length, &n));
        if (n == 0 || mark == MARK_SUBMISSION || mark == MARK_PEM_BEGIN || mark == MARK_HEADER) {
            if (n == 0 && s->closes && !s->in->damaged)
                source_report(s->run, s->path, XBZ_D_SUBMISSION_UNTERMINATED, "%s", "");
            s->state = BETWEEN;
            return XBZ_END;
        }
        if (mark == MARK_DOCUMENT)
            break;
        TRY(take_line(s));
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
        s->document = (struct xbz_document){.sequence = 1};
        TRY(header_text(&s->header, &s->arena, name_base(s->path), &s->document.filename));
    } else if (s->ahead) {
        s->ahead = false;
    } else {
        if (s->state == BARE_TEXT || s->state == IN_TEXT)
            TRY(skip_text(s));
        if (s->state != IN_FILING)
            return XBZ_END;
        TRY(open_document(s));
    }
    *document = s->document;
    return XBZ_OK;
}

/* ---- filings ---- */

/* True when a line within the first bytes begins a submission: letters or web headers may stand before it.
 * *stripped: it begins with the labels of a header, without tags. */
static bool is_framed(const unsigned char *bytes, size_t n, bool *stripped)
{
    static const char label[] = "ACCESSION NUMBER:";

    size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < n) {
        size_t length = 0;
        const unsigned char *end;
        enum mark mark = mark_of(bytes + at, n - at, &length);

        if (mark == MARK_PEM_BEGIN || mark == MARK_SUBMISSION || mark == MARK_HEADER)
            return true;
        if (mark == MARK_DOCUMENT) {
            size_t next = at + length;
            while (next < n && is_space((char)bytes[next]))
                next++;
            mark = mark_of(bytes + next, n - next, NULL);
            if (mark == MARK_TYPE || mark == MARK_SEQUENCE || mark == MARK_FILENAME || mark == MARK_TEXT)
                return true;
        }
        if (n - at >= sizeof(label) && memcmp(bytes + at, label, sizeof(label) - 1) == 0) {
            *stripped = true;
            return true;
        }
        end = memchr(bytes + at, '\n', n - at);
        if (!end)
            break;
        at = (size_t)(end - bytes) + 1;
    }
    return false;
}

static enum xbz_status look_at_member(struct submission *s)
{
    const unsigned char *bytes;
    size_t n;

    TRY(source_peek(s->in, SOURCE_PEEK, &bytes, &n));
    if (n > SOURCE_PEEK)
        n = SOURCE_PEEK; /* the same whatever the block size */
    s->state = n == 0 ? FINISHED : is_framed(bytes, n, &s->stripped) ? BETWEEN : BARE;
    if (s->state == BETWEEN && n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        source_consume(s->in, 3);
    return XBZ_OK;
}

/* Goes to the line that begins the next filing: OK, or END. */
static enum xbz_status find_filing(struct submission *s)
{
    if (s->stripped && s->filings == 0)
        return XBZ_OK;
    for (;;) {
        enum mark mark;
        size_t length, n;

        TRY(coming_mark(s, &mark, &length, &n));
        if (n == 0) {
            s->state = FINISHED;
            return XBZ_END;
        }
        if (mark == MARK_PEM_BEGIN || mark == MARK_SUBMISSION || mark == MARK_HEADER || mark == MARK_DOCUMENT)
            return XBZ_OK;
        TRY(take_line(s));
    }
}

/* How far into a submission its opening lines are: one that comes again, or one further out, begins another. */
static int opening_rank(enum mark mark)
{
    return mark == MARK_PEM_BEGIN ? 1 : mark == MARK_SUBMISSION ? 2 : mark == MARK_HEADER ? 3 : 0;
}

/* True when the coming line can be one of a header that has lost its tags: blank, or with a label. */
static enum xbz_status is_label_line(struct submission *s, bool *yes)
{
    const unsigned char *bytes, *end;
    size_t n;

    TRY(source_peek(s->in, LABEL_BYTES, &bytes, &n));
    if (n > LABEL_BYTES)
        n = LABEL_BYTES;
    end = memchr(bytes, '\n', n);
    *yes = blank_line(bytes, n) > 0 || memchr(bytes, ':', end ? (size_t)(end - bytes) : n);
    return XBZ_OK;
}

/* Reads the lines before the first document. */
static enum xbz_status read_header(struct submission *s)
{
    int level = 0;
    bool ended = false, label;

    for (;;) {
        enum mark mark;
        size_t length, n;

        TRY(coming_mark(s, &mark, &length, &n));
        int rank = opening_rank(mark);
        if (n == 0) {
            if (!s->in->damaged && (s->closes || !ended))
                source_report(s->run, s->path, XBZ_D_INPUT_TRUNCATED, "the submission's header does not end");
            s->state = BETWEEN;
            return XBZ_OK;
        }
        if (mark == MARK_DOCUMENT) {
            s->state = IN_FILING;
            return XBZ_OK;
        }
        if (rank && rank <= level) {
            s->state = BETWEEN;
            return XBZ_OK;
        }
        if (mark == MARK_NONE && level <= 1 && s->header.known) {
            TRY(is_label_line(s, &label));
            if (!label) {
                s->stripped = true;
                s->state = IN_FILING;
                return XBZ_OK;
            }
        }
        TRY(take_line(s));
        if (rank)
            level = rank;
        if (mark == MARK_PEM_BEGIN)
            s->pem = true;
        if (mark == MARK_SUBMISSION)
            s->closes = true;
        if (mark == MARK_HEADER_END)
            ended = true;
        if (mark == MARK_END || mark == MARK_PEM_END) {
            s->pem = s->pem && mark != MARK_PEM_END;
            s->state = BETWEEN;
            return XBZ_OK;
        }
        TRY(header_line(&s->header, buf_view(&s->line)));
    }
}

/* The filing's name: its accession number, else that of the member, numbered from the second on.  Files saved one by
 * one are often named after the accession number. */
static struct xbz_str filing_name(struct submission *s, struct xbz_filing *filing)
{
    struct xbz_str member = str_of(s->member_name);

    if (filing->accession.n == 0 && s->filings == 1 && header_is_accession(member))
        filing->accession = member;
    if (filing->accession.n)
        return filing->accession;
    if (s->filings > 1)
        snprintf(s->name, sizeof(s->name), "%s-%u", s->member_name, s->filings);
    else
        snprintf(s->name, sizeof(s->name), "%s", s->member_name);
    return str_of(s->name);
}

enum xbz_status submission_next_filing(struct submission *s, struct xbz_filing *filing)
{
    struct xbz_document document;
    enum xbz_status status;

    *filing = (struct xbz_filing){0};
    if (s->state == AT_START)
        TRY(look_at_member(s));
    else
        while ((status = submission_next_document(s, &document)) != XBZ_END)
            TRY(status);
    if (s->state == FINISHED)
        return XBZ_END;

    header_begin(&s->header, s->path);
    s->documents = 0;
    s->pem = s->closes = false;
    if (s->state == BETWEEN) {
        TRY(find_filing(s));
        s->stripped = false;
        s->begin = s->in->position;
        TRY(read_header(s));
    }
    header_finish(&s->header);
    s->filings++;
    *filing = s->header.filing;
    filing->name = filing_name(s, filing);
    if (filing->form.n == 0 && s->state == IN_FILING) {
        status = open_document(s);
        if (status == XBZ_FATAL)
            return status;
        s->ahead = status == XBZ_OK;
        if (s->ahead)
            TRY(header_text(&s->header, &s->header.arena, s->document.type, &filing->form));
    }
    return XBZ_OK;
}

enum xbz_status submission_more(struct submission *s, bool *more)
{
    enum xbz_status status = s->state == BETWEEN ? find_filing(s) : XBZ_OK;

    *more = s->state != FINISHED;
    return status == XBZ_FATAL ? status : XBZ_OK;
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

        TRY(coming_mark(s, &mark, &length, &n));
        if (n == 0 || mark_ends_text(mark, s->pem))
            return end_text(s, mark);
        if (mark == MARK_WRAPPER_END && s->wrapped) {
            s->wrapped = false;
            TRY(take_line(s));
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

/* ---- what struct xbz_filing has no place for ---- */

unsigned submission_filers(const struct submission *s)
{
    return s->header.filers;
}

struct xbz_str submission_member_name(const struct submission *s)
{
    return str_of(s->member_name);
}

uint64_t submission_offset(const struct submission *s)
{
    return s->begin;
}

uint64_t submission_line(const struct submission *s)
{
    return s->text_line;
}
