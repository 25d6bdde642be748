/* publish.c - the ordered side of a run. */
#include "publish.h"

#include <errno.h>
#include <string.h>

#include "base/str.h"
#include "output/extension.h"
#include "output/tar.h"

#define HELD_ENTRIES ((size_t)512 << 10) /* journal entries that end a group */

static bool is_archive(const struct publisher *pub)
{
    return pub->kind == DESTINATION_TAR || pub->kind == DESTINATION_ZIP;
}

/* Everything that decides what the output is, so that a journal is not used for another one. */
static void settings_of(struct buf *out, const struct xbz_options *o)
{
    const char *texts[] = {o->format, o->to,         o->output,          o->taxonomy,   o->cik,        o->name,
                           o->form,   o->period_end, o->fiscal_year_end, o->only_forms, o->only_types, o->only_cik,
                           o->since,  o->until,      o->status,          o->target,     o->map};
    buf_text(out, "xbrlize journal 1");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buf_byte(out, '\t');
        for (const char *p = texts[i] ? texts[i] : ""; *p; p++)
            buf_byte(out, (unsigned char)*p < ' ' ? ' ' : *p);
    }
    buf_printf(out, "\t%d %u %u/%u %d %d %d %d %d %d", (int)o->unmapped, o->min_confidence, o->shard, o->shards,
               (int)o->no_ex27, (int)o->ignore_tags, (int)o->no_embed_taxonomy, (int)o->provenance, (int)o->footnotes,
               (int)o->dash_nil);
}

static enum xbz_status open_journal(struct publisher *pub)
{
    const struct xbz_options *o = pub->options;
    struct buf settings;
    buf_init(&settings, JOURNAL_LINE_MAX / 2);
    settings_of(&settings, o);
    enum xbz_status status = settings.no_memory
                                 ? run_fail(&pub->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL)
                                 : journal_open(&pub->journal, &pub->run, o->journal, o->resume, buf_view(&settings));
    buf_free(&settings);
    return status;
}

/* Removes what filings under way left when the earlier run was killed. */
static enum xbz_status sweep(struct publisher *pub)
{
    struct buf folder;
    buf_init(&folder, (size_t)64 << 10);
    buf_str(&folder, places_folder(pub->places));
    buf_cstr(&folder);
    if (!folder.no_memory)
        out_sweep(folder.p, pub->journal.mark);
    enum xbz_status status = folder.no_memory ? run_fail(&pub->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
    buf_free(&folder);
    return status;
}

static enum xbz_status open_shared(struct publisher *pub)
{
    const struct xbz_options *o = pub->options;
    bool standard = !o->output || strcmp(o->output, "-") == 0;
    bool gzip = pub->kind == DESTINATION_TAR || (!standard && str_ends_nocase(str_of(o->output), STR(".gz")));
    if (pub->kind == DESTINATION_FILES || pub->journal.complete)
        return XBZ_OK;
    if (standard && o->journal)
        return run_fail(&pub->run, XBZ_D_JOURNAL_UNUSABLE, NOWHERE, "standard output cannot be taken up again");
    if (pub->kind == DESTINATION_ZIP && o->journal)
        return run_fail(&pub->run, XBZ_D_JOURNAL_UNUSABLE, NOWHERE, "a package of reports cannot be taken up again");
    return joined_open(&pub->joined, &pub->run, standard ? NULL : o->output, gzip, o->journal != NULL,
                       pub->journal.output_at);
}

/* The package is named after its file. */
static enum xbz_status begin_package(struct publisher *pub)
{
    char top[PLACE_BASE];
    struct xbz_str file = str_of(pub->options->output);
    size_t slash = file.n;
    while (slash > 0 && file.p[slash - 1] != '/')
        slash--;
    file = str_sub(file, slash, file.n - slash - strlen(".zip"));
    package_init(&pub->package);
    if (!pub->package.zip)
        return run_fail(&pub->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    package_begin(&pub->package, joined_stream(&pub->joined), (struct xbz_str){top, place_base(file, top)});
    package_report(&pub->package, PACKAGE_MANY);
    return XBZ_OK;
}

enum xbz_status publisher_init(struct publisher *pub, const struct xbz_options *options,
                               const struct xbz_writer_ops *writer, const struct xbz_taxonomy *taxonomy,
                               xbz_diag_fn *diag, void *diag_ctx)
{
    memset(pub, 0, sizeof *pub);
    pub->options = options;
    pub->writer = writer;
    pub->taxonomy = taxonomy;
    pub->run.limits = options->limits;
    pub->run.diag = diag;
    pub->run.diag_ctx = diag_ctx;
    pub->place_run = pub->run;
    pub->kind = destination_of(options);
    pub->status.fd = -1;
    buf_init(&pub->last, (size_t)128 << 10);
    if (options->unmapped_report && unmapped_new(&pub->unmapped, taxonomy) != XBZ_OK)
        return run_fail(&pub->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    const char *output = options->output;
    if (pub->kind != DESTINATION_FILES || (options->dump && !output) || options->evaluate)
        output = is_archive(pub) ? NULL : "-";
    TRY(places_new(&pub->places, &pub->place_run, output));
    TRY(open_journal(pub));
    if (pub->journal.taken_up && pub->kind == DESTINATION_FILES)
        TRY(sweep(pub));
    TRY(open_shared(pub));
    pub->any = pub->journal.output_at > 0;
    if (pub->kind == DESTINATION_ZIP)
        TRY(begin_package(pub));
    return status_open(&pub->status, &pub->run, options->status, pub->journal.status_at);
}

void publisher_free(struct publisher *pub)
{
    package_free(&pub->package);
    joined_close(&pub->joined);
    status_close(&pub->status);
    journal_close(&pub->journal);
    places_free(pub->places);
    unmapped_free(pub->unmapped);
    buf_free(&pub->last);
}

/* ---- parcels ---- */

enum xbz_status parcel_init(struct parcel *parcel, const struct publisher *pub, xbz_diag_fn *diag, void *diag_ctx)
{
    const struct xbz_options *options = pub->options;
    memset(parcel, 0, sizeof *parcel);
    parcel->run.limits = options->limits;
    parcel->run.diag = diag;
    parcel->run.diag_ctx = diag_ctx;
    spool_init(&parcel->spool, options->limits.spool_bytes);
    buf_init(&parcel->members, (size_t)1 << 20);
    buf_init(&parcel->name, (size_t)64 << 10);
    buf_init(&parcel->path, (size_t)128 << 10);
    buf_init(&parcel->base, (size_t)64 << 10);
    buf_init(&parcel->status, STATUS_RECORD_MAX);
    buf_init(&parcel->entry, JOURNAL_LINE_MAX / 2);
    buf_init(&parcel->captions, UNMAPPED_FILING_BYTES);
    parcel->out = out_new(&parcel->run);
    if (!parcel->out)
        return run_fail(&parcel->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (options->journal)
        out_set_mark(parcel->out, pub->journal.mark);
    return XBZ_OK;
}

void parcel_free(struct parcel *parcel)
{
    out_free(parcel->out);
    spool_free(&parcel->spool);
    buf_free(&parcel->members);
    buf_free(&parcel->name);
    buf_free(&parcel->path);
    buf_free(&parcel->base);
    buf_free(&parcel->status);
    buf_free(&parcel->entry);
    buf_free(&parcel->captions);
}

void parcel_reset(struct parcel *parcel)
{
    out_abort(parcel->out);
    spool_clear(&parcel->spool);
    buf_clear(&parcel->members);
    buf_clear(&parcel->name);
    buf_clear(&parcel->path);
    buf_clear(&parcel->base);
    buf_clear(&parcel->status);
    buf_clear(&parcel->entry);
    buf_clear(&parcel->captions);
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

static int write_parcel(void *ctx, const void *bytes, size_t n)
{
    struct parcel *parcel = ctx;
    return spool_write(&parcel->spool, bytes, n);
}

static int note_member(void *ctx, struct xbz_str path, uint64_t size)
{
    struct parcel *parcel = ctx;
    buf_printf(&parcel->members, "%llu ", (unsigned long long)size);
    buf_str(&parcel->members, path);
    buf_byte(&parcel->members, '\n');
    return parcel->members.no_memory || parcel->members.full ? ENOMEM : 0;
}

/* In a tar files of all filings stand in one folder; in a package each report has one of its own. */
static enum xbz_status open_in_archive(struct publisher *pub, struct parcel *parcel)
{
    const char *path = buf_cstr(&parcel->path);
    if (pub->kind == DESTINATION_TAR)
        return out_open_archive(parcel->out, path, "", write_parcel, note_member, parcel);
    struct buf member;
    buf_init(&member, (size_t)128 << 10);
    buf_str(&member, buf_view(&parcel->base));
    buf_byte(&member, '/');
    buf_text(&member, path);
    enum xbz_status status =
        out_open_archive(parcel->out, buf_cstr(&member), "../../taxonomy/", write_parcel, note_member, parcel);
    buf_free(&member);
    return status;
}

enum xbz_status publisher_open(struct publisher *pub, struct parcel *parcel)
{
    if (is_archive(pub))
        TRY(open_in_archive(pub, parcel));
    else if (pub->kind == DESTINATION_JOINED)
        out_open_stream(parcel->out, write_parcel, parcel);
    else if (parcel->standard)
        out_open_standard(parcel->out);
    else
        TRY(out_open_file(parcel->out, buf_cstr(&parcel->path)));
    if (pub->writer->head && pub->kind != DESTINATION_JOINED && !pub->options->dump)
        pub->writer->head(out_main(parcel->out));
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
    if (pub->unmapped && !p->result.totals.left_out && !p->result.totals.failed)
        unmapped_collect(&parcel->captions, p);
}

/* ---- delivery ---- */

/* Adds a file to the archive; returns 0 or an errno value. */
static int add_member(struct publisher *pub, struct xbz_str path, const struct spool *from, uint64_t at, uint64_t size)
{
    struct stream *to = joined_stream(&pub->joined);
    int error;
    if (pub->kind == DESTINATION_ZIP)
        return spool_copy(from, at, size, package_member(&pub->package, "reports/", path, ""));
    error = tar_header(to, path, size);
    if (!error)
        error = spool_copy(from, at, size, to);
    tar_pad(to, size);
    return error;
}

static int add_base_file(struct publisher *pub, const struct xbz_taxonomy_file *file)
{
    struct stream *to = joined_stream(&pub->joined);
    struct xbz_str name = str_of(file->name);
    if (pub->kind == DESTINATION_ZIP) {
        stream_bytes(package_member(&pub->package, "taxonomy/", name, ""), file->bytes, file->n);
        return 0;
    }
    int error = tar_header(to, name, file->n);
    stream_bytes(to, file->bytes, file->n);
    tar_pad(to, file->n);
    return error;
}

/* The base taxonomy stands in an archive once, before the first report. */
static int add_base(struct publisher *pub)
{
    size_t n;
    int error = 0;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(pub->taxonomy, &n);
    if (!pub->writer->schemas || pub->options->no_embed_taxonomy)
        return 0;
    for (size_t i = 0; i < n && !error; i++) {
        if (extension_needs_file(files, n, i))
            error = add_base_file(pub, &files[i]);
    }
    return error;
}

static int add_members(struct publisher *pub, const struct parcel *parcel)
{
    struct xbz_str rest = buf_view(&parcel->members);
    uint64_t at = 0;
    int error = pub->any ? 0 : add_base(pub);
    while (rest.n > 0 && !error) {
        size_t blank = str_find(rest, STR(" "), 0), end = str_find(rest, STR("\n"), 0);
        uint64_t size = 0;
        for (size_t i = 0; i < blank; i++)
            size = size * 10 + (uint64_t)(rest.p[i] - '0');
        error = add_member(pub, str_sub(rest, blank + 1, end - blank - 1), &parcel->spool, at, size);
        rest = str_sub(rest, end + 1, rest.n);
        at += size;
    }
    return error;
}

static int add_joined(struct publisher *pub, const struct parcel *parcel)
{
    struct stream *to = joined_stream(&pub->joined);
    if (!pub->any && pub->writer->head)
        pub->writer->head(to);
    if (pub->any && pub->writer->between)
        stream_text(to, pub->writer->between);
    return spool_copy(&parcel->spool, 0, spool_size(&parcel->spool), to);
}

static enum xbz_status append(struct publisher *pub, struct parcel *parcel)
{
    TRY(out_finish(parcel->out));
    int error = is_archive(pub) ? add_members(pub, parcel) : add_joined(pub, parcel);
    pub->any = true;
    return error ? joined_failed(&pub->joined, error) : XBZ_OK;
}

static enum xbz_status put_in_place(struct publisher *pub, struct parcel *parcel, bool *boundary, uint64_t *offset)
{
    *boundary = true;
    *offset = pub->journal.output_at;
    if (pub->kind != DESTINATION_FILES) {
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
    if (pub->kind != DESTINATION_FILES)
        TRY(joined_sync(&pub->joined));
    return journal_sync(&pub->journal);
}

enum xbz_status publisher_deliver(struct publisher *pub, struct parcel *parcel, bool written)
{
    uint64_t offset = pub->journal.output_at;
    bool boundary = pub->kind == DESTINATION_FILES || !joined_pending(&pub->joined);
    if (written)
        TRY(put_in_place(pub, parcel, &boundary, &offset));
    if (parcel->captions.no_memory)
        return run_fail(&parcel->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    if (pub->unmapped)
        unmapped_add(pub->unmapped, buf_view(&parcel->captions));
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
    if (status == XBZ_OK && *finished && name.n > 0)
        status = places_next(pub->places, name, pub->writer->suffix, pub->writer->joins, &place);
    buf_free(&key);
    return status;
}

/* What must stand in a shared output even when no filing does, and the end of a package. */
static void end_shared(struct publisher *pub)
{
    if (!pub->any && pub->kind == DESTINATION_JOINED && pub->writer->head)
        pub->writer->head(joined_stream(&pub->joined));
    if (pub->kind == DESTINATION_ZIP)
        package_end(&pub->package);
}

enum xbz_status publisher_finish(struct publisher *pub)
{
    uint64_t offset = pub->journal.output_at;
    if (pub->finished || pub->journal.complete)
        return XBZ_OK;
    pub->finished = true;
    if (pub->kind != DESTINATION_FILES) {
        end_shared(pub);
        TRY(joined_flush(&pub->joined, &offset));
        if (journal_holds(&pub->journal, 0))
            TRY(commit(pub, offset));
        if (pub->kind == DESTINATION_TAR)
            tar_end(joined_stream(&pub->joined));
        TRY(joined_sync(&pub->joined));
        TRY(joined_finish(&pub->joined));
    }
    return journal_end(&pub->journal);
}
