/* publish.c - the ordered side of a run. */
#include "publish.h"

#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "output/tar.h"
#include "output/writers.h"

#define HELD_ENTRIES ((size_t)512 << 10) /* journal entries that end a group */

static bool is_folder(const char *path)
{
    struct stat info;
    size_t n = strlen(path);
    return (n > 0 && path[n - 1] == '/') || (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

static bool ends_in(const char *path, struct xbz_str suffix)
{
    return str_ends_nocase(str_of(path), suffix);
}

static enum publish_kind kind_of(const struct xbz_options *o)
{
    const struct xbz_writer_ops *writer = xbz_writer_find(o->to ? o->to : "xbr");
    bool standard = o->output && strcmp(o->output, "-") == 0;
    if (o->dump)
        return PUBLISH_FILES;
    if (standard)
        return writer == &package_writer ? PUBLISH_TAR : PUBLISH_JOINED;
    if (o->output && (ends_in(o->output, STR(".tar.gz")) || ends_in(o->output, STR(".tgz"))))
        return PUBLISH_TAR;
    if (writer == &ndjson_writer && (!o->output || !is_folder(o->output)))
        return PUBLISH_JOINED;
    return PUBLISH_FILES;
}

/* Everything that decides what the output is, so that a journal is not used for another one. */
static void settings_of(struct buf *out, const struct xbz_options *o)
{
    const char *texts[] = {o->format,     o->to,       o->output,     o->taxonomy,        o->cik,
                           o->name,       o->form,     o->period_end, o->fiscal_year_end, o->only_forms,
                           o->only_types, o->only_cik, o->since,      o->until,           o->status};
    buf_text(out, "xbrlize journal 1");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buf_byte(out, '\t');
        for (const char *p = texts[i] ? texts[i] : ""; *p; p++)
            buf_byte(out, (unsigned char)*p < ' ' ? ' ' : *p);
    }
    buf_printf(out, "\t%d %u %u/%u %d %d", (int)o->unmapped, o->min_confidence, o->shard, o->shards, (int)o->no_ex27,
               (int)o->ignore_tags);
}

static enum xbz_status open_journal(struct publisher *pub)
{
    const struct xbz_options *o = pub->options;
    struct buf settings;
    buf_init(&settings, JOURNAL_LINE_MAX / 2);
    settings_of(&settings, o);
    enum xbz_status status = journal_open(&pub->journal, &pub->run, o->journal, o->resume, buf_view(&settings));
    buf_free(&settings);
    return status;
}

static enum xbz_status open_shared(struct publisher *pub)
{
    const struct xbz_options *o = pub->options;
    bool standard = !o->output || strcmp(o->output, "-") == 0;
    bool gzip = pub->kind == PUBLISH_TAR || (!standard && ends_in(o->output, STR(".gz")));
    if (pub->kind == PUBLISH_FILES || pub->journal.complete)
        return XBZ_OK;
    if (standard && o->journal)
        return run_fail(&pub->run, XBZ_D_JOURNAL_UNUSABLE, NOWHERE, "standard output cannot be taken up again");
    return joined_open(&pub->joined, &pub->run, standard ? NULL : o->output, gzip, o->journal != NULL,
                       pub->journal.output_at);
}

enum xbz_status publisher_init(struct publisher *pub, const struct xbz_options *options, xbz_diag_fn *diag,
                               void *diag_ctx)
{
    memset(pub, 0, sizeof *pub);
    pub->options = options;
    pub->run.limits = options->limits;
    pub->run.diag = diag;
    pub->run.diag_ctx = diag_ctx;
    pub->place_run = pub->run;
    pub->kind = kind_of(options);
    pub->status.fd = -1;
    buf_init(&pub->last, (size_t)128 << 10);
    const char *output = options->output;
    if (pub->kind != PUBLISH_FILES || (options->dump && !output))
        output = pub->kind == PUBLISH_TAR ? NULL : "-";
    TRY(places_new(&pub->places, &pub->place_run, output));
    TRY(open_journal(pub));
    TRY(open_shared(pub));
    return status_open(&pub->status, &pub->run, options->status, pub->journal.status_at);
}

void publisher_free(struct publisher *pub)
{
    joined_close(&pub->joined);
    status_close(&pub->status);
    journal_close(&pub->journal);
    places_free(pub->places);
    buf_free(&pub->last);
}

/* ---- parcels ---- */

enum xbz_status parcel_init(struct parcel *parcel, const struct xbz_options *options, xbz_diag_fn *diag, void *diag_ctx)
{
    memset(parcel, 0, sizeof *parcel);
    parcel->run.limits = options->limits;
    parcel->run.diag = diag;
    parcel->run.diag_ctx = diag_ctx;
    spool_init(&parcel->spool, options->limits.spool_bytes);
    buf_init(&parcel->name, (size_t)64 << 10);
    buf_init(&parcel->path, (size_t)128 << 10);
    buf_init(&parcel->base, (size_t)64 << 10);
    buf_init(&parcel->status, STATUS_RECORD_MAX);
    buf_init(&parcel->entry, JOURNAL_LINE_MAX / 2);
    parcel->out = out_new(&parcel->run);
    return parcel->out ? XBZ_OK : run_fail(&parcel->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
}

void parcel_free(struct parcel *parcel)
{
    out_free(parcel->out);
    spool_free(&parcel->spool);
    buf_free(&parcel->name);
    buf_free(&parcel->path);
    buf_free(&parcel->base);
    buf_free(&parcel->status);
    buf_free(&parcel->entry);
}

void parcel_reset(struct parcel *parcel)
{
    out_abort(parcel->out);
    spool_clear(&parcel->spool);
    buf_clear(&parcel->name);
    buf_clear(&parcel->path);
    buf_clear(&parcel->base);
    buf_clear(&parcel->status);
    buf_clear(&parcel->entry);
    parcel->standard = parcel->placed = false;
    memset(&parcel->totals, 0, sizeof parcel->totals);
    run_filing(&parcel->run, NULL);
}

enum xbz_status publisher_place(struct publisher *pub, struct parcel *parcel, struct xbz_str name, const char *suffix,
                                bool joined, const struct xbz_filing *filing)
{
    struct place place;
    pub->place_run.diag = parcel->run.diag;
    pub->place_run.diag_ctx = parcel->run.diag_ctx;
    pub->place_run.filing = filing;
    enum xbz_status status = places_next(pub->places, name, suffix, joined, &place);
    pub->place_run.filing = NULL;
    TRY(status);
    buf_str(&parcel->name, name);
    buf_text(&parcel->path, place.path);
    buf_str(&parcel->base, place.base);
    parcel->standard = place.standard_output;
    parcel->placed = true;
    bool no_memory = parcel->name.no_memory || parcel->path.no_memory || parcel->base.no_memory;
    return no_memory ? run_fail(&parcel->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
}

enum xbz_status publisher_open(struct publisher *pub, struct parcel *parcel)
{
    if (pub->kind != PUBLISH_FILES)
        out_open_stream(parcel->out, spool_write, &parcel->spool);
    else if (parcel->standard)
        out_open_standard(parcel->out);
    else
        return out_open_file(parcel->out, buf_cstr(&parcel->path));
    return XBZ_OK;
}

void publisher_describe(const struct publisher *pub, struct parcel *parcel, const struct pipeline *p,
                        const struct xbz_filing *filing, const char *result, uint64_t milliseconds)
{
    if (pub->options->status)
        status_record(&parcel->status, &p->result, filing, result,
                      p->result.written ? buf_view(&parcel->path) : STR(""), milliseconds);
    if (pub->options->journal)
        journal_key(&parcel->entry, filing);
}

/* ---- delivery ---- */

static enum xbz_status append(struct publisher *pub, struct parcel *parcel)
{
    TRY(out_finish(parcel->out));
    struct stream *to = joined_stream(&pub->joined);
    uint64_t size = spool_size(&parcel->spool);
    const char *format = pub->options->to;
    if (pub->any && format && strcmp(format, table_writer.name) == 0)
        stream_text(to, "\n\n");
    pub->any = true;
    int error = pub->kind == PUBLISH_TAR ? tar_header(to, buf_view(&parcel->path), size) : 0;
    if (!error)
        error = spool_copy(&parcel->spool, to);
    if (pub->kind == PUBLISH_TAR)
        tar_pad(to, size);
    return error ? joined_failed(&pub->joined, error) : XBZ_OK;
}

static enum xbz_status put_in_place(struct publisher *pub, struct parcel *parcel, bool *boundary, uint64_t *offset)
{
    *boundary = true;
    *offset = pub->journal.output_at;
    if (pub->kind != PUBLISH_FILES) {
        TRY(append(pub, parcel));
        return joined_filing(&pub->joined, boundary, offset);
    }
    buf_clear(&pub->last);
    buf_text(&pub->last, out_path(parcel->out));
    buf_cstr(&pub->last); /* handed out as it stands */
    if (pub->last.no_memory)
        return run_fail(&parcel->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    enum xbz_status status = out_finish(parcel->out);
    if (status != XBZ_OK)
        buf_clear(&pub->last);
    return status;
}

static enum xbz_status record(struct publisher *pub, struct parcel *parcel, bool written)
{
    if (pub->journal.path && parcel->entry.n > 0)
        return journal_hold(&pub->journal, buf_view(&parcel->entry), written ? buf_view(&parcel->name) : STR(""));
    return XBZ_OK;
}

static enum xbz_status commit(struct publisher *pub, uint64_t offset)
{
    pub->journal.output_at = offset;
    TRY(journal_write(&pub->journal, offset, pub->status.size));
    if (!journal_due(&pub->journal))
        return XBZ_OK;
    if (pub->kind != PUBLISH_FILES)
        TRY(joined_sync(&pub->joined));
    return journal_sync(&pub->journal);
}

enum xbz_status publisher_deliver(struct publisher *pub, struct parcel *parcel, bool written)
{
    uint64_t offset = pub->journal.output_at;
    bool boundary = pub->kind == PUBLISH_FILES || !joined_pending(&pub->joined);
    if (written)
        TRY(put_in_place(pub, parcel, &boundary, &offset));
    TRY(status_append(&pub->status, buf_view(&parcel->status)));
    TRY(record(pub, parcel, written));
    if (!pub->journal.path || parcel->entry.n == 0)
        return XBZ_OK;
    if (!boundary && journal_holds(&pub->journal, HELD_ENTRIES)) {
        TRY(joined_flush(&pub->joined, &offset));
        boundary = true;
    }
    return boundary ? commit(pub, offset) : XBZ_OK;
}

enum xbz_status publisher_finished(struct publisher *pub, const struct xbz_filing *filing, bool *finished)
{
    struct buf key;
    struct xbz_str name = {NULL, 0};
    struct place place;
    *finished = false;
    if (!pub->journal.reading)
        return XBZ_OK;
    buf_init(&key, JOURNAL_LINE_MAX / 2);
    journal_key(&key, filing);
    enum xbz_status status = journal_next(&pub->journal, buf_view(&key), finished, &name);
    /* What it was given is taken: a later filing of the same name must not get it. */
    const struct xbz_writer_ops *writer = xbz_writer_find(pub->options->to ? pub->options->to : "xbr");
    if (status == XBZ_OK && *finished && name.n > 0 && writer)
        status = places_next(pub->places, name, writer->suffix, writer_joins(writer), &place);
    buf_free(&key);
    return status;
}

enum xbz_status publisher_finish(struct publisher *pub)
{
    uint64_t offset = pub->journal.output_at;
    if (pub->finished || pub->journal.complete)
        return XBZ_OK;
    pub->finished = true;
    if (pub->kind != PUBLISH_FILES) {
        TRY(joined_flush(&pub->joined, &offset));
        if (journal_holds(&pub->journal, 0))
            TRY(commit(pub, offset));
        if (pub->kind == PUBLISH_TAR)
            tar_end(joined_stream(&pub->joined));
        TRY(joined_sync(&pub->joined));
        TRY(joined_finish(&pub->joined));
    }
    return journal_end(&pub->journal);
}
