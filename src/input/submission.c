/* submission.c - the lines of a member as filings with their headers. */
#include "input/submission.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "input/submission_parts.h"

#define LABEL_BYTES    128 /* in which the label of a header line ends */

#define DOCUMENT_ARENA (64 * 1024)

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
    s->pem = s->closes = s->stripped = s->ahead = s->wrapped = s->pdf = false;
    s->filings = s->documents = 0;
    s->begin = in->position;
    s->lines = s->text_line = s->given_lines = 0;
    s->given = 0;
    s->document = (struct xbz_document){0};
    header_begin(&s->header, path);
    name_of_member(path, s->member_name);
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

        TRY(submission_coming_mark(s, &mark, &length, &n));
        if (n == 0) {
            s->state = FINISHED;
            return XBZ_END;
        }
        if (mark == MARK_PEM_BEGIN || mark == MARK_SUBMISSION || mark == MARK_HEADER || mark == MARK_DOCUMENT)
            return XBZ_OK;
        TRY(submission_take_line(s));
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
    *yes = submission_blank_line(bytes, n) > 0 || memchr(bytes, ':', end ? (size_t)(end - bytes) : n);
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

        TRY(submission_coming_mark(s, &mark, &length, &n));
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
        TRY(submission_take_line(s));
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
        status = submission_open_document(s);
        if (status == XBZ_FATAL)
            return status;
        s->ahead = status == XBZ_OK;
        if (s->ahead)
            TRY(header_text(&s->header, &s->header.arena, s->document.type, &filing->form));
    }
    return XBZ_OK;
}

bool submission_is_pdf(const struct submission *s)
{
    return s->pdf;
}

bool submission_is_bare(const struct submission *s)
{
    return s->state == BARE || s->state == BARE_TEXT;
}

enum xbz_status submission_more(struct submission *s, bool *more)
{
    enum xbz_status status = s->state == BETWEEN ? find_filing(s) : XBZ_OK;

    *more = s->state != FINISHED;
    return status == XBZ_FATAL ? status : XBZ_OK;
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
