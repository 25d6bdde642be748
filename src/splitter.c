/* splitter.c - members to filings to documents. */
#include "splitter.h"

#include <string.h>

#include "base/str.h"
#include "filter.h"

#define PATH_MAX_BYTES ((size_t)128 << 10)

static const struct feed_ops direct_feed;

enum xbz_status splitter_init(struct splitter *s, const struct xbz_options *options, xbz_diag_fn *diag, void *diag_ctx)
{
    memset(s, 0, sizeof *s);
    s->options = options;
    s->run.limits = options->limits;
    s->run.diag = diag;
    s->run.diag_ctx = diag_ctx;
    s->run.tick = options->tick;
    s->run.tick_ctx = options->tick_ctx;
    s->feed = (struct feed){&direct_feed, s};
    buf_init(&s->path, PATH_MAX_BYTES);
    buf_init(&s->name, NAME_BYTES + 64);
    TRY(submission_new(&s->submission, &s->run));
    return container_new(&s->container, &s->run);
}

void splitter_free(struct splitter *s)
{
    submission_free(s->submission);
    container_free(s->container);
    buf_free(&s->path);
    buf_free(&s->name);
}

enum xbz_status splitter_open(struct splitter *s, const char *path)
{
    s->in_member = s->lost = false;
    return container_open(s->container, path);
}

enum xbz_status splitter_open_stream(struct splitter *s, const char *name, xbz_read_fn *read, void *ctx)
{
    s->in_member = s->lost = false;
    return container_open_stream(s->container, name, read, ctx);
}

static enum xbz_status next_member(struct splitter *s)
{
    struct container_member member;
    TRY(container_next(s->container, &member));
    buf_clear(&s->path);
    buf_str(&s->path, member.path);
    if (s->path.no_memory)
        return run_fail(&s->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    TRY(submission_start(s->submission, container_source(s->container), buf_view(&s->path)));
    s->in_member = true;
    s->first_of_member = true;
    s->alone = member.alone;
    return XBZ_OK;
}

/* Members that are no filings are passed over; an input that is none is an error. */
static enum xbz_status look_at_bare(struct splitter *s, bool *is_filing)
{
    const unsigned char *prefix;
    const char *why;
    size_t n;
    *is_filing = true;
    if (!submission_is_bare(s->submission))
        return XBZ_OK;
    TRY(source_peek(container_source(s->container), SOURCE_PEEK, &prefix, &n));
    n = n < SOURCE_PEEK ? n : SOURCE_PEEK; /* the same whatever the block size */
    *is_filing = filter_is_filing(s->options, name_base(buf_view(&s->path)), prefix, n, &why);
    if (*is_filing)
        return XBZ_OK;
    source_report(&s->run, buf_view(&s->path), s->alone ? XBZ_D_FORMAT_UNKNOWN : XBZ_D_MEMBER_SKIPPED, "%s", why);
    s->lost = s->lost || s->alone;
    s->skipped += !s->alone;
    return XBZ_OK;
}

enum xbz_status splitter_next(struct splitter *s)
{
    for (;;) {
        if (!s->in_member) {
            enum xbz_status status = next_member(s);
            if (status != XBZ_OK)
                return status == XBZ_END && s->lost ? XBZ_FAIL : status;
        } else {
            s->first_of_member = false;
        }
        for (;; s->first_of_member = false) {
            memset(&s->filing, 0, sizeof s->filing);
            enum xbz_status status = submission_next_filing(s->submission, &s->filing);
            run_filing(&s->run, NULL);
            if (status == XBZ_FATAL || s->run.cancelled)
                return XBZ_FATAL;
            if (status != XBZ_OK)
                break;
            s->filing.path = buf_view(&s->path);
            if (!filter_shard(s->options, &s->filing))
                continue;
            bool is_filing;
            TRY(look_at_bare(s, &is_filing));
            if (!is_filing)
                break;
            run_filing(&s->run, &s->filing);
            if (submission_filers(s->submission) > 1)
                run_diag(&s->run, XBZ_D_FILERS_SEVERAL, NOWHERE, "%u, the first is %.*s %.*s",
                         submission_filers(s->submission), STR_ARG(s->filing.cik), STR_ARG(s->filing.registrant));
            return XBZ_OK;
        }
        s->in_member = false;
    }
}

/* Output is named after the member when that holds this filing alone, else after the accession number. */
static enum xbz_status set_name(struct splitter *s)
{
    struct xbz_str member = submission_member_name(s->submission);
    bool more;
    TRY(submission_more(s->submission, &more));
    buf_clear(&s->name);
    buf_str(&s->name, s->first_of_member && !more && member.n ? member : s->filing.name);
    return s->name.no_memory ? run_fail(&s->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_END;
}

static enum xbz_status next_document(void *ctx, struct xbz_document *document, const struct xbz_reader_ops **reader)
{
    struct splitter *s = ctx;
    const unsigned char *prefix;
    const char *why;
    size_t n;
    enum xbz_status status;
    s->run.document = NULL;
    while ((status = submission_next_document(s->submission, &s->document)) == XBZ_OK) {
        s->run.document = &s->document;
        TRY(submission_peek(s->submission, &prefix, &n));
        why = "a PDF";
        *reader = submission_is_pdf(s->submission) ? NULL : filter_reader(s->options, &s->document, prefix, n, &why);
        *document = s->document;
        if (*reader)
            return XBZ_OK;
        run_diag(&s->run, XBZ_D_DOCUMENT_SKIPPED, NOWHERE, why ? "%s" : NULL, why);
        s->run.document = NULL;
        if (s->run.cancelled)
            return XBZ_FATAL;
    }
    return status == XBZ_END ? set_name(s) : status;
}

static enum xbz_status read_document(void *ctx, const unsigned char **bytes, size_t *n)
{
    struct splitter *s = ctx;
    return submission_read(s->submission, bytes, n);
}

static struct xbz_str output_name(void *ctx)
{
    struct splitter *s = ctx;
    return buf_view(&s->name);
}

static const struct feed_ops direct_feed = {next_document, read_document, output_name};
