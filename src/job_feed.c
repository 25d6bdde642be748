/* job_feed.c - a filing through the bounded buffer between reader and worker. */
#include <string.h>

#include "base/str.h"
#include "filter.h"
#include "job.h"

/* ---- the reader's side ---- */

static enum xbz_status put_bytes(struct job *job, const void *bytes, size_t n)
{
    struct jobs *jobs = job->jobs;
    const size_t room = jobs->config.options->limits.job_bytes;
    const unsigned char *from = bytes;
    while (n > 0) {
        pthread_mutex_lock(&jobs->lock);
        while (job->in - job->out == room && !jobs->dead) {
            if (jobs->n_started == 0 && jobs_start_workers(jobs, 1) != XBZ_OK)
                break;
            pthread_cond_wait(&job->moved, &jobs->lock);
        }
        size_t at = (size_t)(job->in % room), piece = room - (size_t)(job->in - job->out);
        bool dead = jobs->dead || piece == 0;
        pthread_mutex_unlock(&jobs->lock);
        if (dead)
            return XBZ_FATAL;
        piece = piece < room - at ? piece : room - at;
        piece = piece < n ? piece : n;
        memcpy(job->ring + at, from, piece);
        from += piece;
        n -= piece;
        pthread_mutex_lock(&jobs->lock);
        job->in += piece;
        pthread_cond_broadcast(&job->moved);
        pthread_mutex_unlock(&jobs->lock);
    }
    return XBZ_OK;
}

enum xbz_status job_put(struct job *job, enum job_record kind, const void *bytes, size_t n)
{
    const struct record_head head = {kind, (uint32_t)n};
    TRY(put_bytes(job, &head, sizeof head));
    return put_bytes(job, bytes, n);
}

static enum xbz_status put_packed(struct job *job, enum job_record kind)
{
    struct buf *packed = &job->jobs->packed;
    if (packed->no_memory || packed->full)
        return XBZ_FATAL;
    return job_put(job, kind, packed->p, packed->n);
}

static enum xbz_status put_status(struct job *job, enum xbz_status status)
{
    return job_put(job, RECORD_STATUS, &status, sizeof status);
}

static enum xbz_status put_text(struct job *job, const struct feed *feed)
{
    const unsigned char *bytes;
    size_t n;
    enum xbz_status status;
    while ((status = feed->ops->read(feed->ctx, &bytes, &n)) == XBZ_OK)
        TRY(job_put(job, RECORD_TEXT, bytes, n));
    return status == XBZ_END || status == XBZ_FATAL ? status : put_status(job, status);
}

enum xbz_status job_feed(struct job *job, struct splitter *s)
{
    struct jobs *jobs = job->jobs;
    struct xbz_document document;
    const struct xbz_reader_ops *reader;
    enum xbz_status status;
    buf_clear(&jobs->packed);
    record_pack_filing(&jobs->packed, &s->filing);
    TRY(put_packed(job, RECORD_FILING));
    if (!filter_filing(jobs->config.options, &s->filing))
        return XBZ_OK;
    while ((status = s->feed.ops->document(s->feed.ctx, &document, &reader)) == XBZ_OK) {
        buf_clear(&jobs->packed);
        record_pack_document(&jobs->packed, &document, reader);
        TRY(put_packed(job, RECORD_DOCUMENT));
        status = put_text(job, &s->feed);
        if (status == XBZ_FATAL)
            return status;
        TRY(job_put(job, RECORD_TEXT_END, NULL, 0));
    }
    if (status == XBZ_FATAL)
        return status;
    if (status != XBZ_END)
        TRY(put_status(job, status));
    struct xbz_str name = s->feed.ops->name(s->feed.ctx);
    return job_put(job, RECORD_END, name.p, name.n);
}

/* ---- the worker's side ---- */

/* The bytes that come next, up to most, in place; END when there are no more. */
static enum xbz_status look(struct worker *w, size_t most, const unsigned char **bytes, size_t *n)
{
    struct job *job = w->job;
    struct jobs *jobs = w->jobs;
    const size_t room = jobs->config.options->limits.job_bytes;
    pthread_mutex_lock(&jobs->lock);
    while (job->in == job->out && !job->fed && !jobs->dead)
        pthread_cond_wait(&job->moved, &jobs->lock);
    size_t at = (size_t)(job->out % room), there = (size_t)(job->in - job->out);
    bool dead = jobs->dead || (there == 0 && job->broken);
    pthread_mutex_unlock(&jobs->lock);
    if (dead)
        return XBZ_FATAL;
    if (there == 0)
        return XBZ_END;
    there = there < room - at ? there : room - at;
    *bytes = job->ring + at;
    *n = there < most ? there : most;
    return XBZ_OK;
}

static void take(struct worker *w, size_t n)
{
    if (n == 0)
        return;
    pthread_mutex_lock(&w->jobs->lock);
    w->job->out += n;
    pthread_cond_broadcast(&w->job->moved);
    pthread_mutex_unlock(&w->jobs->lock);
}

static enum xbz_status take_into(struct worker *w, void *to, size_t n)
{
    unsigned char *at = to;
    while (n > 0) {
        const unsigned char *bytes;
        size_t piece;
        TRY(look(w, n, &bytes, &piece));
        memcpy(at, bytes, piece);
        take(w, piece);
        at += piece;
        n -= piece;
    }
    return XBZ_OK;
}

/* The head of the next record: w->head. */
static enum xbz_status next_head(struct worker *w)
{
    take(w, w->lent);
    w->lent = 0;
    if (w->has_head)
        return XBZ_OK;
    TRY(take_into(w, &w->head, sizeof w->head));
    w->has_head = true;
    return XBZ_OK;
}

/* Copies the record's bytes to a buffer of the worker. */
static enum xbz_status take_record(struct worker *w, struct buf *to)
{
    w->has_head = false;
    buf_clear(to);
    for (size_t left = w->head.n; left > 0;) {
        const unsigned char *bytes;
        size_t n;
        TRY(look(w, left, &bytes, &n));
        buf_add(to, bytes, n);
        take(w, n);
        left -= n;
    }
    return to->no_memory || to->full ? XBZ_FATAL : XBZ_OK;
}

/* Passes over records up to the next that is no diagnostic, and over text and its end too when skip_text.  A text has an
 * end of its own, so that diagnostics behind it are not told before those of whoever reads it. */
static enum xbz_status next_record(struct worker *w, bool skip_text)
{
    for (;;) {
        TRY(next_head(w));
        if (w->head.kind == RECORD_NOTE) {
            struct xbz_diag diag;
            TRY(take_record(w, &w->note_bytes));
            (void)record_read_diag(buf_view(&w->note_bytes), &diag);
            job_note(w->job, &diag);
        } else if (w->head.kind == RECORD_TEXT_END && skip_text) {
            w->has_head = false;
        } else if (w->head.kind == RECORD_TEXT && (skip_text || w->head.n == 0)) {
            const unsigned char *bytes;
            size_t n;
            w->has_head = w->head.n > 0;
            if (w->head.n == 0)
                continue;
            TRY(look(w, w->head.n, &bytes, &n));
            take(w, n);
            w->head.n -= (uint32_t)n;
        } else {
            return XBZ_OK;
        }
    }
}

static enum xbz_status take_status(struct worker *w)
{
    enum xbz_status status = XBZ_FATAL;
    w->has_head = false;
    TRY(take_into(w, &status, sizeof status));
    return status;
}

static enum xbz_status next_document(void *ctx, struct xbz_document *document, const struct xbz_reader_ops **reader)
{
    struct worker *w = ctx;
    TRY(next_record(w, true));
    if (w->head.kind == RECORD_STATUS)
        return take_status(w);
    if (w->head.kind == RECORD_END) {
        TRY(take_record(w, &w->name));
        return XBZ_END;
    }
    TRY(take_record(w, &w->document_bytes));
    record_read_document(buf_view(&w->document_bytes), document, reader);
    return XBZ_OK;
}

static enum xbz_status read_text(void *ctx, const unsigned char **bytes, size_t *n)
{
    struct worker *w = ctx;
    TRY(next_record(w, false));
    if (w->head.kind == RECORD_STATUS)
        return take_status(w);
    if (w->head.kind != RECORD_TEXT)
        return XBZ_END;
    TRY(look(w, w->head.n, bytes, n));
    w->lent = *n;
    w->head.n -= (uint32_t)*n;
    w->has_head = w->head.n > 0;
    return XBZ_OK;
}

static struct xbz_str output_name(void *ctx)
{
    struct worker *w = ctx;
    return buf_view(&w->name);
}

struct feed job_feed_of(struct worker *worker)
{
    static const struct feed_ops ops = {next_document, read_text, output_name};
    return (struct feed){&ops, worker};
}

enum xbz_status job_take_filing(struct worker *w, struct xbz_filing *filing)
{
    w->has_head = false;
    w->lent = 0;
    TRY(next_record(w, true));
    TRY(take_record(w, &w->filing_bytes));
    record_read_filing(buf_view(&w->filing_bytes), filing);
    return XBZ_OK;
}

enum xbz_status job_take_rest(struct worker *w)
{
    enum xbz_status status;
    while ((status = next_record(w, true)) == XBZ_OK)
        TRY(take_record(w, &w->note_bytes));
    return status == XBZ_END ? XBZ_OK : status;
}
