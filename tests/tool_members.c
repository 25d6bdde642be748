/* tool_members.c - lists what the input stage finds: a line for each filing and one for each document.
 *
 *     tool_members [-c] [-b BLOCK_BYTES] PATH...       -c: totals only; diagnostics go to standard error
 *
 * filing: path, name, accession, CIK, form, period, filed, fiscal year end, registrant, SIC, state, file number, filers
 * document: sequence, type, file name, offset, line, bytes of text, their FNV-1a hash, "binary" */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "input/container.h"
#include "input/submission.h"

struct totals {
    uint64_t members, filings, documents, text;
};

static void print_diagnostic(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    fprintf(stderr, "%s: %s: %s: %s%s%s\n", diag->path ? diag->path : "", xbz_level_name(diag->level),
            xbz_diag_id(diag->code), xbz_diag_text(diag->code), diag->detail ? ": " : "",
            diag->detail ? diag->detail : "");
}

static void print_filing(const struct submission *s, const struct xbz_filing *f)
{
    char period[DATE_TEXT] = "", filed[DATE_TEXT] = "";

    if (f->period.year)
        date_text(f->period, period);
    if (f->filed.year)
        date_text(f->filed, filed);
    printf("filing\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%s\t%s\t%02u-%02u\t%.*s\t%.*s\t%.*s\t%.*s\t%u\n", STR_ARG(f->path),
           STR_ARG(f->name), STR_ARG(f->accession), STR_ARG(f->cik), STR_ARG(f->form), period, filed, f->fiscal_month,
           f->fiscal_day, STR_ARG(f->registrant), STR_ARG(f->sic), STR_ARG(f->state), STR_ARG(f->file_number),
           submission_filers(s));
}

static enum xbz_status read_document(struct submission *s, const struct xbz_document *d, bool quiet,
                                     struct totals *totals)
{
    const unsigned char *bytes;
    size_t n;
    uint64_t size = 0, hash = 14695981039346656037u;
    enum xbz_status status = submission_peek(s, &bytes, &n);

    if (status != XBZ_OK)
        return status;
    bool binary = submission_is_binary(d, bytes, n);
    while ((status = submission_read(s, &bytes, &n)) == XBZ_OK) {
        size += n;
        for (size_t i = 0; i < n && !quiet; i++)
            hash = (hash ^ bytes[i]) * 1099511628211u;
    }
    totals->documents++;
    totals->text += size;
    if (!quiet)
        printf("document\t%u\t%.*s\t%.*s\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%016" PRIx64 "\t%s\n", d->sequence,
               STR_ARG(d->type), STR_ARG(d->filename), d->offset, submission_line(s), size, hash,
               binary ? "binary" : "");
    return status == XBZ_END ? XBZ_OK : status;
}

static enum xbz_status read_member(struct xbz_run *run, struct submission *s, bool quiet, struct totals *totals)
{
    struct xbz_filing filing;
    struct xbz_document document;
    enum xbz_status status;

    while ((status = submission_next_filing(s, &filing)) == XBZ_OK) {
        run_filing(run, &filing);
        totals->filings++;
        if (!quiet)
            print_filing(s, &filing);
        while ((status = submission_next_document(s, &document)) == XBZ_OK)
            TRY(read_document(s, &document, quiet, totals));
        run_filing(run, NULL);
        if (status != XBZ_END)
            return status;
    }
    return status == XBZ_END ? XBZ_OK : status;
}

static enum xbz_status list(struct xbz_run *run, struct container *c, struct submission *s, const char *path,
                            bool quiet, struct totals *totals)
{
    struct container_member member;
    enum xbz_status status = container_open(c, path);

    if (status != XBZ_OK)
        return status;
    while ((status = container_next(c, &member)) == XBZ_OK) {
        totals->members++;
        TRY(submission_start(s, container_source(c), member.path));
        TRY(read_member(run, s, quiet, totals));
    }
    return status == XBZ_END ? XBZ_OK : status;
}

int main(int argc, char **argv)
{
    struct xbz_run run = {.limits = {.block_bytes = 65536, .repeats = 20}, .diag = print_diagnostic};
    struct container *c = NULL;
    struct submission *s = NULL;
    struct totals totals = {0, 0, 0, 0};
    bool quiet = false;
    int result = 0;

    for (int i = 1; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        if (strcmp(argv[i], "-c") == 0)
            quiet = true;
        else if (strcmp(argv[i], "-b") == 0 && i + 1 < argc)
            run.limits.block_bytes = strtoul(argv[++i], NULL, 10);
    }
    if (container_new(&c, &run) != XBZ_OK || submission_new(&s, &run) != XBZ_OK)
        return 4;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-c") == 0 || (strcmp(argv[i], "-b") == 0 && ++i))
            continue;
        enum xbz_status status = list(&run, c, s, argv[i], quiet, &totals);
        if (status == XBZ_FATAL)
            return 4;
        if (status != XBZ_OK)
            result = 3;
    }
    fprintf(stderr, "%" PRIu64 " members, %" PRIu64 " filings, %" PRIu64 " documents, %" PRIu64 " bytes of text\n",
            totals.members, totals.filings, totals.documents, totals.text);
    submission_free(s);
    container_free(c);
    return result;
}
