/* job.h - what jobs.c (order, threads) and job_feed.c (the way of a filing from reader to worker) share. */
#ifndef XBZ_JOB_H
#define XBZ_JOB_H

#include <pthread.h>

#include "jobs.h"
#include "record.h"

enum job_record {
    RECORD_NOTE,
    RECORD_FILING,
    RECORD_DOCUMENT,
    RECORD_TEXT,
    RECORD_TEXT_END,
    RECORD_STATUS,
    RECORD_END
};

struct record_head {
    uint32_t kind, n;
};

/* A filing under way. */
struct job {
    struct jobs *jobs;
    uint64_t index;      /* place in the order */
    unsigned char *ring; /* what the reader feeds; limits.job_bytes, allocated at first use */
    uint64_t in, out;    /* bytes put in and taken out so far */
    bool fed;            /* all has been put in */
    bool broken;         /* the reader met FATAL */
    bool named;          /* it has its name, or needs none */
    bool done;           /* the worker is through */
    bool direct;         /* its diagnostics need not wait any more */
    bool written;
    enum xbz_status status;
    struct buf notes, note;             /* diagnostics that wait; the one being packed */
    struct xbz_totals delivered_totals; /* added to the totals when it is delivered */
    struct parcel parcel;
    pthread_cond_t moved; /* bytes were put in or taken out */
};

struct worker {
    struct jobs *jobs;
    struct job *job;
    struct pipeline pipeline;
    bool ready; /* the pipeline is initialised */
    bool started;
    pthread_t thread;
    /* taking records out of the job's ring */
    struct record_head head;
    bool has_head; /* head is that of the next record */
    size_t lent;   /* bytes of the ring that were handed out */
    struct buf filing_bytes, document_bytes, note_bytes, name;
};

struct jobs {
    struct jobs_config config;
    unsigned n_workers, n_slots, n_started;
    struct worker *workers;
    struct job *slots;
    pthread_mutex_t lock;
    pthread_cond_t order; /* something was opened, named, delivered, or the run ended */
    uint64_t opened, claimed, named, delivered;
    struct job *open; /* being fed */
    bool threaded;    /* more than one worker is allowed */
    bool delivering, dead, closing;
    _Atomic int cancelled;
    bool lost; /* a filing was lost since the last drain */
    struct xbz_totals totals;
    struct buf packed; /* of the reader */
};

/* ---- jobs.c ---- */

/* Tells a diagnostic of the job, or keeps it until its turn. */
void job_note(struct job *job, const struct xbz_diag *diag);
/* Starts workers for what has been opened; before the reader waits, at least one. */
XBZ_CHECKED enum xbz_status jobs_start_workers(struct jobs *jobs, unsigned at_least);

/* ---- job_feed.c ---- */

/* Puts a record in, waiting for room.  FATAL when the run is dead. */
XBZ_CHECKED enum xbz_status job_put(struct job *job, enum job_record kind, const void *bytes, size_t n);
/* Feeds the splitter's filing into the job. */
XBZ_CHECKED enum xbz_status job_feed(struct job *job, struct splitter *splitter);
/* Goes to the filing of the job, telling the diagnostics before it.  OK; END when there is none; FATAL. */
XBZ_CHECKED enum xbz_status job_take_filing(struct worker *worker, struct xbz_filing *filing);
/* The worker's job as a feed, once its filing has been taken. */
struct feed job_feed_of(struct worker *worker);
/* Takes what is left in the job. */
XBZ_CHECKED enum xbz_status job_take_rest(struct worker *worker);

#endif
