/* memory.c - what a conversion may need at most, and limits to stay below a size.
 *
 * The bound adds up what every arena and buffer may grow to, as if one filing reached all caps together and each worker had
 * such a one.  Sizes that are no field of struct xbz_limits are those of fixed tables (names given out, counts of an
 * evaluation), of records in a form of their own (a line of the journal, a filing handed to a worker), and of texts made of
 * what has a cap itself (names of files, a dumped table): they stand here with the constants that hold them. */
#include <string.h>

#include "evaluate.h"
#include "jobs.h"
#include "journal.h"
#include "mapping/loader.h"
#include "output/place.h"
#include "pipeline.h"
#include "record.h"
#include "unmapped.h"
#include "xbrlize/writer.h"

#define KIBI     ((size_t)1 << 10)
#define MEBI     ((size_t)1 << 20)

#define PROGRAM  (9 * MEBI) /* the program, its libraries and the compiled taxonomy, as far as they are ever read */
#define CONCEPTS ((size_t)1300)

/* Memory of the run, whatever the number of workers. */
static size_t shared_bytes(const struct xbz_options *o)
{
    /* The inflater of gzip, libarchive's blocks, each in every level. */
    size_t n = PROGRAM + 4 * o->limits.block_bytes + 6 * 128 * KIBI + o->limits.unpack_bytes;
    /* An entry of a zip directory takes less than three times what it has in the file. */
    n += 3 * o->limits.directory_bytes;
    /* Names given out: a table of 16 bytes each, and while it grows half of it again; then bits. */
    n += 3 * 16 * PLACE_NAMES + 512 * KIBI;
    if (o->taxonomy) /* files, what is made of them, model and packed files */
        n += 2 * TAXONOMY_BYTES + 2 * TAXONOMY_FILE_BYTES;
    else if (o->map)
        n += TAXONOMY_FILE_BYTES + TAXONOMY_BYTES / 4;
    if (o->journal)
        n += 3 * o->limits.journal_bytes / 2 + 2 * JOURNAL_LINE_MAX;
    if (o->evaluate)
        n += CONCEPTS * CONCEPTS * sizeof(uint32_t) + 2 * MEBI;
    if (o->unmapped_report)
        n += UNMAPPED_BYTES;
    return n;
}

static bool shows_pages(const struct xbz_options *o)
{
    const struct xbz_writer_ops *writer = o->to ? xbz_writer_find(o->to) : NULL;
    return !o->sink && !o->dump && writer && writer->document;
}

static size_t worker_bytes(const struct xbz_options *o)
{
    const struct xbz_limits *l = &o->limits;
    /* The filing's arena of the pipeline, and that of the writer. */
    size_t n = 2 * l->filing_bytes;
    /* Contexts and units of tags. */
    n += l->context_bytes;
    /* Arenas of the table builders for text and HTML (headings; lines; cells, which are buffers of one and a quarter), of
     * the assembler, and of the schedule that is read; what the parser of instances keeps of names. */
    n += 6 * l->table_bytes + l->table_bytes / 4;
    /* Lines and tokens in each reader as read, as UTF-8 (three times as long) and with tabs expanded, and once more half
     * of that while a buffer grows. */
    n += 18 * l->line_bytes;
    /* The taxonomy's compressed files, deflaters, the mapper, a thread's stack. */
    n += 2 * MEBI;
    if (o->dump)
        n += 3 * DUMP_MAX / 2;
    /* The filing's documents and its page on their way to a file, the window, two start tags, open elements and ids. */
    if (shows_pages(o))
        n += 2 * l->spool_bytes + 5 * l->window_bytes + 2 * l->line_bytes + 2 * MEBI;
    return n;
}

/* A filing under way: its output, its diagnostics, where it goes, its records. */
static size_t slot_bytes(const struct xbz_options *o, bool threads)
{
    size_t n = o->limits.spool_bytes + 2 * o->limits.note_bytes + MEBI;
    if (o->unmapped_report)
        n += UNMAPPED_FILING_BYTES;
    return threads ? n + o->limits.job_bytes + RECORD_MAX : n;
}

size_t xbz_memory_bound(const struct xbz_options *options)
{
    unsigned jobs = xbz_jobs(options->jobs);
    size_t worker = worker_bytes(options) + (jobs > 1 ? 4 * RECORD_MAX : 0);
    return shared_bytes(options) + jobs * worker + jobs_slots(jobs) * slot_bytes(options, jobs > 1);
}

/* ---- scaling ---- */

#define WHOLE 64  /* the limits as they are */
#define LEAST 10  /* a sixth still holds ordinary filings */
#define MOST  256 /* four times as much holds any */

/* All caps in the same proportion. */
static struct xbz_limits scaled(const struct xbz_limits *from, unsigned part)
{
    struct xbz_limits to = *from;
    to.filing_bytes = from->filing_bytes / WHOLE * part;
    to.context_bytes = from->context_bytes / WHOLE * part;
    to.table_bytes = from->table_bytes / WHOLE * part;
    to.line_bytes = from->line_bytes / WHOLE * part;
    to.job_bytes = from->job_bytes / WHOLE * part;
    to.spool_bytes = from->spool_bytes / WHOLE * part;
    to.window_bytes = from->window_bytes / WHOLE * part;
    to.facts = from->facts * part / WHOLE; /* they live in the filing's arena: better to lose some than the filing */
    to.prose_figures = from->prose_figures * part / WHOLE;
    return to;
}

static bool fits(const struct xbz_options *options, unsigned jobs, unsigned part, size_t unpack, size_t bytes,
                 struct xbz_options *out)
{
    *out = *options;
    out->jobs = jobs;
    out->limits = scaled(&options->limits, part);
    out->limits.unpack_bytes = unpack;
    return xbz_memory_bound(out) <= bytes;
}

/* The most jobs, and with these the largest caps, that keep below a size. */
static bool find(const struct xbz_options *options, size_t bytes, unsigned *part, struct xbz_options *out)
{
    for (unsigned n = xbz_jobs(options->jobs); n >= 1; n--)
        for (*part = WHOLE; *part >= (n > 1 ? WHOLE / 2 : LEAST); --*part)
            if (fits(options, n, *part, options->limits.unpack_bytes, bytes, out))
                return true;
    *part = LEAST;
    return fits(options, 1, LEAST, 0, bytes, out);
}

bool xbz_limits_scale(struct xbz_options *options, size_t bytes)
{
    struct xbz_options found, larger;
    unsigned part;
    if (!find(options, bytes, &part, &found))
        return false;
    /* What is left goes to unpacking, which is all or nothing for an archive; the rest to the caps. */
    size_t left = bytes - xbz_memory_bound(&found), unpack = found.limits.unpack_bytes;
    if (unpack < XBZ_UNPACK_MOST)
        unpack = left < XBZ_UNPACK_MOST - unpack ? unpack + left : XBZ_UNPACK_MOST;
    found.limits.unpack_bytes = unpack;
    if (part == WHOLE && unpack == XBZ_UNPACK_MOST)
        for (part = MOST; part > WHOLE; part--)
            if (fits(options, found.jobs, part, unpack, bytes, &larger)) {
                found = larger;
                break;
            }
    options->limits = found.limits;
    options->jobs = found.jobs;
    return true;
}
