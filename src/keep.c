/* keep.c - documents kept and read again. */
#include "keep.h"

#include <errno.h>
#include <string.h>

#include "read/html.h"
#include "read/text.h"

#define READ_BYTES 16384

void keep_init(struct keep *keep, struct xbz_run *run)
{
    memset(keep, 0, sizeof *keep);
    keep->run = run;
    spool_init(&keep->spool, run->limits.spool_bytes);
}

void keep_free(struct keep *keep)
{
    spool_free(&keep->spool);
}

void keep_clear(struct keep *keep)
{
    spool_clear(&keep->spool);
    keep->first = keep->last = keep->open = NULL;
}

enum xbz_status keep_document(struct keep *keep, struct arena *arena, const struct xbz_document *document,
                              const struct xbz_reader_ops *reader)
{
    bool ok = true;
    keep->open = NULL;
    if (reader != &html_reader && reader != &text_reader)
        return XBZ_OK;
    struct kept_document *kept = ARENA_NEW(arena, struct kept_document);
    if (!kept)
        return run_fail(keep->run, arena_code(arena), NOWHERE, NULL);
    kept->document = *document;
    kept->document.type = arena_str(arena, document->type, &ok);
    kept->document.filename = arena_str(arena, document->filename, &ok);
    kept->reader = reader;
    kept->at = spool_size(&keep->spool);
    if (keep->last)
        keep->last->next = kept;
    else
        keep->first = kept;
    keep->last = keep->open = kept;
    return ok ? XBZ_OK : run_fail(keep->run, arena_code(arena), NOWHERE, NULL);
}

enum xbz_status keep_bytes(struct keep *keep, const void *bytes, size_t n)
{
    struct kept_document *kept = keep->open;
    if (!kept || kept->lost)
        return XBZ_OK;
    if (n > keep->run->limits.source_bytes || spool_size(&keep->spool) > keep->run->limits.source_bytes - n) {
        kept->lost = true;
        run_diag(keep->run, XBZ_D_SOURCE_TOO_LARGE, NOWHERE, NULL);
        return XBZ_OK;
    }
    int error = spool_write(&keep->spool, bytes, n);
    if (error)
        return run_fail(keep->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "temporary file of the documents: %s",
                        strerror(error));
    kept->n += n;
    return XBZ_OK;
}

void keep_show(struct keep *keep, unsigned sequence)
{
    for (struct kept_document *kept = keep->first; kept; kept = kept->next)
        if (kept->document.sequence == sequence)
            kept->shown = true;
}

bool keep_is_shown(const struct keep *keep, const struct kept_document *kept)
{
    return !kept->lost && (kept->shown || kept == keep->first);
}

bool keep_is_markup(const struct kept_document *kept)
{
    return kept->reader == &html_reader;
}

static enum xbz_status feed(struct keep *keep, const struct kept_document *kept, void *reader, size_t read_size)
{
    unsigned char piece[READ_BYTES];
    size_t step = read_size && read_size < sizeof piece ? read_size : sizeof piece;
    for (uint64_t at = 0; at < kept->n;) {
        size_t n = kept->n - at < step ? (size_t)(kept->n - at) : step;
        long got = spool_read(&keep->spool, kept->at + at, piece, n);
        if (got <= 0)
            return run_fail(keep->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "temporary file of the documents: %s",
                            got < 0 ? strerror(errno) : "it is too short");
        TRY(kept->reader->feed(reader, piece, (size_t)got));
        at += (uint64_t)got;
    }
    return kept->reader->finish(reader);
}

enum xbz_status keep_replay(struct keep *keep, const struct kept_document *kept, const struct xbz_events *events,
                            size_t read_size)
{
    struct xbz_run quiet = {.limits = keep->run->limits, .filing = keep->run->filing};
    void *reader = NULL;
    enum xbz_status status =
        keep_is_markup(kept) ? html_open_page(&reader, &quiet, events) : kept->reader->open(&reader, &quiet, events);
    if (status == XBZ_OK)
        status = feed(keep, kept, reader, read_size);
    kept->reader->close(reader);
    if (status != XBZ_OK && quiet.counts[XBZ_D_OUT_OF_MEMORY])
        status = run_fail(keep->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return status;
}
