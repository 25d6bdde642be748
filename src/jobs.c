/* jobs.c - the order of filings, and the threads. */
#include "jobs.h"

#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "filter.h"
#include "job.h"

#define WORKER_STACK ((size_t)1 << 20)

unsigned jobs_slots(unsigned jobs)
{
    return jobs > 1 ? jobs + 1 : 1;
}

static struct job *slot_of(struct jobs *jobs, uint64_t index)
{
    return &jobs->slots[index % jobs->n_slots];
}

/* ---- diagnostics ---- */

static void tell(struct jobs *jobs, const struct xbz_diag *diag)
{
    if (jobs->config.diag)
        jobs->config.diag(jobs->config.diag_ctx, diag);
}

static void tell_notes(struct job *job)
{
    struct xbz_str notes = buf_view(&job->notes);
    while (notes.n > 0) {
        struct xbz_diag diag;
        size_t n = record_read_diag(notes, &diag);
        tell(job->jobs, &diag);
        notes = str_sub(notes, n, notes.n);
    }
    buf_clear(&job->notes);
}

/* Waits until all filings before the job have been delivered; false when the run is dead. */
static bool wait_for_turn(struct job *job)
{
    struct jobs *jobs = job->jobs;
    pthread_mutex_lock(&jobs->lock);
    while (jobs->delivered != job->index && !jobs->dead)
        pthread_cond_wait(&jobs->order, &jobs->lock);
    bool alive = !jobs->dead;
    pthread_mutex_unlock(&jobs->lock);
    return alive;
}

void job_note(struct job *job, const struct xbz_diag *diag)
{
    if (!job->direct) {
        buf_clear(&job->note);
        record_pack_diag(&job->note, diag);
        if (job->note.n <= job->notes.max - job->notes.n) {
            buf_str(&job->notes, buf_view(&job->note));
            return;
        }
        if (!wait_for_turn(job))
            return;
        tell_notes(job);
        job->direct = true;
    }
    tell(job->jobs, diag);
}

static void note_of_job(void *ctx, const struct xbz_diag *diag)
{
    job_note(ctx, diag);
}

static void note_of_worker(void *ctx, const struct xbz_diag *diag)
{
    struct worker *w = ctx;
    job_note(w->job, diag);
}

/* ---- one filing ---- */

static uint64_t milliseconds(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000
                                                     : 0;
}

/* With the lock held: passes on the turn to name outputs. */
static void pass_naming(struct jobs *jobs)
{
    while (jobs->named < jobs->opened && slot_of(jobs, jobs->named)->named)
        jobs->named++;
    pthread_cond_broadcast(&jobs->order);
}

/* A pipeline_open_fn: names are given in the order of the input. */
static enum xbz_status open_output(void *ctx, struct xbz_str name, const char *suffix, bool joined,
                                   struct xbz_out **out, struct xbz_str *base)
{
    struct worker *w = ctx;
    struct job *job = w->job;
    struct jobs *jobs = w->jobs;
    pthread_mutex_lock(&jobs->lock);
    while (jobs->named != job->index && !jobs->dead)
        pthread_cond_wait(&jobs->order, &jobs->lock);
    bool dead = jobs->dead;
    pthread_mutex_unlock(&jobs->lock);
    if (dead)
        return XBZ_FATAL;
    enum xbz_status status =
        publisher_place(jobs->config.publisher, &job->parcel, name, suffix, joined, &w->pipeline.filing);
    pthread_mutex_lock(&jobs->lock);
    job->named = true;
    pass_naming(jobs);
    pthread_mutex_unlock(&jobs->lock);
    TRY(status);
    run_filing(&job->parcel.run, &w->pipeline.filing);
    *out = job->parcel.out;
    *base = buf_view(&job->parcel.base);
    return publisher_open(jobs->config.publisher, &job->parcel);
}

static enum xbz_status convert(struct worker *w, const struct xbz_filing *filing, const struct feed *feed)
{
    struct job *job = w->job;
    struct pipeline *p = &w->pipeline;
    uint64_t began = milliseconds();
    const char *result = "left-out";
    enum xbz_status status = XBZ_OK;
    if (filter_filing(p->options, filing)) {
        status = pipeline_filing(p, filing, feed);
        filing = &p->filing;
        result = status != XBZ_OK      ? "failed"
                 : p->result.evaluated ? "evaluated"
                 : p->result.written   ? "converted"
                                       : "empty";
    } else {
        memset(&p->result, 0, sizeof p->result);
        p->result.totals.left_out = 1;
    }
    job->written = p->result.written && status == XBZ_OK;
    job->parcel.totals = p->result.totals;
    publisher_describe(w->jobs->config.publisher, &job->parcel, p, filing, result, milliseconds() - began);
    run_filing(&job->parcel.run, NULL);
    return status;
}

static enum xbz_status make_ready(struct worker *w)
{
    if (w->ready)
        return XBZ_OK;
    w->ready = true;
    buf_init(&w->filing_bytes, RECORD_MAX);
    buf_init(&w->document_bytes, RECORD_MAX);
    buf_init(&w->note_bytes, RECORD_MAX);
    buf_init(&w->name, RECORD_MAX);
    TRY(pipeline_init(&w->pipeline, w->jobs->config.shared, note_of_worker, w));
    w->pipeline.open = open_output;
    w->pipeline.open_ctx = w;
    w->pipeline.cancelled = &w->jobs->cancelled;
    return XBZ_OK;
}

static enum xbz_status work(struct worker *w)
{
    struct xbz_filing filing;
    struct feed feed = job_feed_of(w);
    TRY(make_ready(w));
    enum xbz_status status = job_take_filing(w, &filing);
    if (status != XBZ_OK)
        return status == XBZ_END ? XBZ_OK : status;
    status = convert(w, &filing, &feed);
    return status != XBZ_FATAL && job_take_rest(w) == XBZ_FATAL ? XBZ_FATAL : status;
}

/* ---- delivery ---- */

static void add_totals(struct xbz_totals *to, const struct xbz_totals *t)
{
    to->filings += t->filings;
    to->failed += t->failed;
    to->skipped += t->skipped;
    to->left_out += t->left_out;
    to->statements += t->statements;
    to->facts += t->facts;
    to->extensions += t->extensions;
    to->unmapped += t->unmapped;
    to->sums_verified += t->sums_verified;
    to->sums_inconsistent += t->sums_inconsistent;
}

static enum xbz_status deliver(struct job *job)
{
    job->direct = true;
    tell_notes(job);
    if (job->status == XBZ_FATAL)
        return XBZ_FATAL;
    return publisher_deliver(job->jobs->config.publisher, &job->parcel, job->written);
}

/* With the lock held: delivers what is done, in order, unless another thread does. */
static void deliver_done(struct jobs *jobs)
{
    if (jobs->delivering)
        return;
    jobs->delivering = true;
    while (jobs->delivered < jobs->opened && slot_of(jobs, jobs->delivered)->done) {
        struct job *job = slot_of(jobs, jobs->delivered);
        bool dead = jobs->dead;
        pthread_mutex_unlock(&jobs->lock);
        enum xbz_status status = dead ? XBZ_FATAL : deliver(job);
        buf_clear(&job->notes);
        parcel_reset(&job->parcel);
        pthread_mutex_lock(&jobs->lock);
        jobs->dead = jobs->dead || status == XBZ_FATAL;
        if (status != XBZ_FATAL) {
            struct xbz_totals totals = job->delivered_totals;
            add_totals(&jobs->totals, &totals);
            jobs->lost = jobs->lost || job->status != XBZ_OK;
        }
        if (jobs->dead)
            for (unsigned i = 0; i < jobs->n_slots; i++)
                pthread_cond_broadcast(&jobs->slots[i].moved);
        jobs->delivered++;
        pthread_cond_broadcast(&jobs->order);
    }
    jobs->delivering = false;
}

static void finish_job(struct worker *w, enum xbz_status status)
{
    struct jobs *jobs = w->jobs;
    struct job *job = w->job;
    pthread_mutex_lock(&jobs->lock);
    job->status = status;
    job->delivered_totals = job->parcel.totals;
    job->named = job->done = true;
    pass_naming(jobs);
    deliver_done(jobs);
    pthread_mutex_unlock(&jobs->lock);
    w->job = NULL;
}

/* ---- threads ---- */

static void *run_worker(void *ctx)
{
    struct worker *w = ctx;
    struct jobs *jobs = w->jobs;
    for (;;) {
        pthread_mutex_lock(&jobs->lock);
        while (jobs->claimed == jobs->opened && !jobs->closing)
            pthread_cond_wait(&jobs->order, &jobs->lock);
        bool any = jobs->claimed < jobs->opened;
        if (any)
            w->job = slot_of(jobs, jobs->claimed++);
        bool dead = jobs->dead;
        pthread_mutex_unlock(&jobs->lock);
        if (!any)
            return NULL;
        finish_job(w, dead ? XBZ_FATAL : work(w));
    }
}

enum xbz_status jobs_start_workers(struct jobs *jobs, unsigned at_least)
{
    sigset_t all, before;
    pthread_attr_t attributes;
    unsigned wanted = (unsigned)(jobs->opened - jobs->delivered);
    wanted = wanted < at_least ? at_least : wanted;
    bool ok = pthread_attr_init(&attributes) == 0;
    if (!ok)
        return XBZ_FATAL;
    (void)pthread_attr_setstacksize(&attributes, WORKER_STACK);
    /* Signals are for the thread that reads: they interrupt its waiting for input. */
    sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    while (ok && jobs->n_started < jobs->n_workers && jobs->n_started < wanted) {
        struct worker *w = &jobs->workers[jobs->n_started];
        ok = pthread_create(&w->thread, &attributes, run_worker, w) == 0;
        w->started = ok;
        jobs->n_started += ok;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)pthread_attr_destroy(&attributes);
    return jobs->n_started > 0 ? XBZ_OK : XBZ_FATAL;
}

/* ---- the reader ---- */

static void clear_job(struct job *job, uint64_t index)
{
    job->index = index;
    job->in = job->out = 0;
    job->fed = job->broken = job->named = job->done = job->direct = job->written = false;
    job->status = XBZ_OK;
    memset(&job->delivered_totals, 0, sizeof job->delivered_totals);
}

/* Opens the next job: jobs->open.  FATAL when the run is dead. */
static enum xbz_status open_job(struct jobs *jobs)
{
    enum xbz_status status = XBZ_OK;
    if (jobs->open)
        return XBZ_OK;
    pthread_mutex_lock(&jobs->lock);
    if (jobs->threaded && jobs->opened > jobs->delivered)
        status = jobs_start_workers(jobs, 2);
    while (status == XBZ_OK && jobs->opened - jobs->delivered == jobs->n_slots && !jobs->dead)
        pthread_cond_wait(&jobs->order, &jobs->lock);
    if (jobs->dead)
        status = XBZ_FATAL;
    struct job *job = slot_of(jobs, jobs->opened);
    if (status == XBZ_OK) {
        clear_job(job, jobs->opened++);
        if (jobs->threaded && !job->ring)
            job->ring = mem_alloc(jobs->config.options->limits.job_bytes);
        job->broken = job->fed = jobs->threaded && !job->ring;
        jobs->open = job;
        pthread_cond_broadcast(&jobs->order);
    }
    pthread_mutex_unlock(&jobs->lock);
    return status;
}

static void close_job(struct jobs *jobs, bool broken)
{
    pthread_mutex_lock(&jobs->lock);
    jobs->open->fed = true;
    jobs->open->broken = jobs->open->broken || broken;
    pthread_cond_broadcast(&jobs->open->moved);
    pthread_mutex_unlock(&jobs->lock);
    jobs->open = NULL;
}

void jobs_reader_diag(void *ctx, const struct xbz_diag *diag)
{
    struct jobs *jobs = ctx;
    if (!jobs->threaded) {
        tell(jobs, diag);
        return;
    }
    if (open_job(jobs) != XBZ_OK)
        return;
    struct buf packed;
    buf_init(&packed, RECORD_MAX);
    record_pack_diag(&packed, diag);
    /* What cannot be put in is lost with the run. */
    (void)(packed.no_memory || job_put(jobs->open, RECORD_NOTE, packed.p, packed.n));
    buf_free(&packed);
}

/* Without threads: the splitter feeds the pipeline. */
static enum xbz_status convert_here(struct jobs *jobs, struct splitter *s)
{
    struct worker *w = &jobs->workers[0];
    TRY(open_job(jobs));
    w->job = jobs->open;
    w->job->direct = true;
    jobs->open = NULL;
    enum xbz_status status = make_ready(w);
    if (status == XBZ_OK)
        status = convert(w, &s->filing, &s->feed);
    jobs->claimed++;
    finish_job(w, status);
    return jobs->dead ? XBZ_FATAL : status;
}

enum xbz_status jobs_filing(struct jobs *jobs, struct splitter *s)
{
    if (!jobs->threaded)
        return convert_here(jobs, s);
    TRY(open_job(jobs));
    enum xbz_status status = job_feed(jobs->open, s);
    close_job(jobs, status != XBZ_OK);
    return status;
}

/* What has been read so far and needs no thread. */
static void work_here(struct jobs *jobs)
{
    struct worker *w = &jobs->workers[0];
    if (jobs->n_started > 0 || jobs->claimed == jobs->opened)
        return;
    w->job = slot_of(jobs, jobs->claimed++);
    finish_job(w, work(w));
}

enum xbz_status jobs_drain(struct jobs *jobs)
{
    if (jobs->open)
        close_job(jobs, false);
    if (jobs->threaded)
        work_here(jobs);
    pthread_mutex_lock(&jobs->lock);
    while (jobs->delivered < jobs->opened)
        pthread_cond_wait(&jobs->order, &jobs->lock);
    enum xbz_status status = jobs->dead ? XBZ_FATAL : jobs->lost ? XBZ_FAIL : XBZ_OK;
    jobs->lost = false;
    pthread_mutex_unlock(&jobs->lock);
    return status;
}

/* ---- life cycle ---- */

static enum xbz_status init_job(struct jobs *jobs, struct job *job)
{
    job->jobs = jobs;
    buf_init(&job->notes, jobs->config.options->limits.note_bytes);
    buf_init(&job->note, RECORD_MAX);
    (void)pthread_cond_init(&job->moved, NULL);
    return parcel_init(&job->parcel, jobs->config.publisher, note_of_job, job);
}

enum xbz_status jobs_new(struct jobs **out, const struct jobs_config *config)
{
    struct jobs *jobs = mem_alloc(sizeof *jobs);
    *out = jobs;
    if (!jobs)
        return XBZ_FATAL;
    jobs->config = *config;
    jobs->n_workers = config->options->dump ? 1 : xbz_jobs(config->options->jobs);
    jobs->threaded = jobs->n_workers > 1;
    jobs->n_slots = jobs_slots(jobs->n_workers);
    (void)pthread_mutex_init(&jobs->lock, NULL);
    (void)pthread_cond_init(&jobs->order, NULL);
    buf_init(&jobs->packed, RECORD_MAX);
    jobs->workers = mem_alloc(jobs->n_workers * sizeof *jobs->workers);
    jobs->slots = mem_alloc(jobs->n_slots * sizeof *jobs->slots);
    if (!jobs->workers || !jobs->slots) {
        jobs->n_workers = jobs->workers ? jobs->n_workers : 0;
        jobs->n_slots = jobs->slots ? jobs->n_slots : 0;
        return XBZ_FATAL;
    }
    for (unsigned i = 0; i < jobs->n_workers; i++)
        jobs->workers[i].jobs = jobs;
    enum xbz_status status = XBZ_OK;
    for (unsigned i = 0; i < jobs->n_slots; i++) {
        enum xbz_status this = init_job(jobs, &jobs->slots[i]);
        status = status == XBZ_OK ? this : status;
    }
    return status;
}

static void stop(struct jobs *jobs)
{
    if (jobs->open)
        close_job(jobs, true);
    pthread_mutex_lock(&jobs->lock);
    jobs->dead = jobs->dead || jobs->delivered < jobs->opened;
    jobs->closing = true;
    pthread_cond_broadcast(&jobs->order);
    for (unsigned i = 0; i < jobs->n_slots; i++)
        pthread_cond_broadcast(&jobs->slots[i].moved);
    pthread_mutex_unlock(&jobs->lock);
    for (unsigned i = 0; i < jobs->n_started; i++)
        (void)pthread_join(jobs->workers[i].thread, NULL);
}

void jobs_free(struct jobs *jobs)
{
    if (!jobs)
        return;
    stop(jobs);
    for (unsigned i = 0; i < jobs->n_workers; i++) {
        struct worker *w = &jobs->workers[i];
        pipeline_free(&w->pipeline);
        buf_free(&w->filing_bytes);
        buf_free(&w->document_bytes);
        buf_free(&w->note_bytes);
        buf_free(&w->name);
    }
    for (unsigned i = 0; i < jobs->n_slots; i++) {
        struct job *job = &jobs->slots[i];
        mem_free(job->ring);
        buf_free(&job->notes);
        buf_free(&job->note);
        parcel_free(&job->parcel);
        (void)pthread_cond_destroy(&job->moved);
    }
    (void)pthread_mutex_destroy(&jobs->lock);
    (void)pthread_cond_destroy(&jobs->order);
    buf_free(&jobs->packed);
    mem_free(jobs->workers);
    mem_free(jobs->slots);
    mem_free(jobs);
}

void jobs_cancel(struct jobs *jobs)
{
    jobs->cancelled = 1;
}

struct xbz_totals jobs_totals(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    struct xbz_totals totals = jobs->totals;
    pthread_mutex_unlock(&jobs->lock);
    return totals;
}
