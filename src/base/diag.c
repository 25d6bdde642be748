/* diag.c - the table of diagnostics, and how stages report them. */
#include "base/run.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Longest strings handed to the listener, with their NUL; what is longer is cut. */
#define PATH_TEXT         4096
#define ACCESSION_TEXT    64
#define DOCUMENT_TEXT     256
#define DETAIL_TEXT       1024

/* The levels' names in the list of status.h, which leaves the prefix out. */
#define LEVEL_NOTE        XBZ_NOTE
#define LEVEL_WARNING     XBZ_WARNING
#define LEVEL_SKIPPED     XBZ_SKIPPED
#define LEVEL_FAILED      XBZ_FAILED
#define LEVEL_FATAL_LEVEL XBZ_FATAL_LEVEL

struct entry {
    enum xbz_level level;
    const char *id, *text;
};

static const struct entry entries[XBZ_D_COUNT] = {
#define ENTRY(code, level, id, text) [XBZ_D_##code] = {LEVEL_##level, id, text},
    XBZ_DIAGNOSTICS(ENTRY)
#undef ENTRY
};

static const struct entry *entry_of(enum xbz_code code)
{
    static const struct entry unknown = {XBZ_WARNING, "unknown", "an unknown diagnostic"};

    return (unsigned)code < XBZ_D_COUNT ? &entries[code] : &unknown;
}

const char *xbz_diag_id(enum xbz_code code)
{
    return entry_of(code)->id;
}

const char *xbz_diag_text(enum xbz_code code)
{
    return entry_of(code)->text;
}

enum xbz_level xbz_diag_level(enum xbz_code code)
{
    return entry_of(code)->level;
}

const char *xbz_level_name(enum xbz_level level)
{
    static const char *const names[] = {[XBZ_NOTE] = "note",
                                        [XBZ_WARNING] = "warning",
                                        [XBZ_SKIPPED] = "skipped",
                                        [XBZ_FAILED] = "failed",
                                        [XBZ_FATAL_LEVEL] = "fatal"};

    return (unsigned)level < sizeof(names) / sizeof(names[0]) ? names[level] : "unknown";
}

void run_filing(struct xbz_run *run, const struct xbz_filing *filing)
{
    run->filing = filing;
    memset(run->counts, 0, sizeof(run->counts));
}

/* Takes away the bytes of a UTF-8 sequence that was cut off at the end of text. */
static void drop_cut_sequence(char *text, size_t n)
{
    size_t at = n;

    while (at > 0 && n - at < 3 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
        at--;
    if (at == 0)
        return;
    unsigned char lead = (unsigned char)text[at - 1];
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (length > n - (at - 1))
        text[at - 1] = '\0';
}

/* Details quote the input: a diagnostic stays one line whatever stands there. */
static void blank_controls(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            *text = ' ';
}

/* s as a C string in buf of the given size; NULL when s is empty. */
static const char *as_text(struct xbz_str s, char *buf, size_t size)
{
    size_t n = s.n < size ? s.n : size - 1;

    if (n == 0)
        return NULL;
    for (size_t i = 0; i < n; i++)
        buf[i] = s.p[i] ? s.p[i] : ' ';
    buf[n] = '\0';
    if (n < s.n)
        drop_cut_sequence(buf, n);
    blank_controls(buf);
    return buf;
}

static struct xbz_str document_name(const struct xbz_document *document)
{
    return document->type.n ? document->type : document->filename;
}

/* What ends a filing or the run is always told. */
static bool is_shown(const struct xbz_run *run, enum xbz_code code)
{
    return xbz_diag_level(code) >= XBZ_FAILED || run->counts[code] <= run->limits.repeats;
}

static void XBZ_PRINTF(4, 0)
    report(struct xbz_run *run, enum xbz_code code, struct xbz_place place, const char *format, va_list args)
{
    char path[PATH_TEXT], accession[ACCESSION_TEXT], document[DOCUMENT_TEXT], detail[DETAIL_TEXT];
    struct xbz_diag diag = {.code = code, .level = xbz_diag_level(code), .line = place.line, .offset = place.begin};

    if ((unsigned)code >= XBZ_D_COUNT)
        return;
    if (run->counts[code] < UINT_MAX)
        run->counts[code]++;
    if (!run->diag || !is_shown(run, code))
        return;

    if (run->filing) {
        diag.path = as_text(run->filing->path, path, sizeof(path));
        diag.accession = as_text(run->filing->accession, accession, sizeof(accession));
    }
    if (run->document)
        diag.document = as_text(document_name(run->document), document, sizeof(document));
    if (format) {
        int length = vsnprintf(detail, sizeof(detail), format, args);
        if (length > 0) {
            if ((size_t)length >= sizeof(detail))
                drop_cut_sequence(detail, sizeof(detail) - 1);
            blank_controls(detail);
            diag.detail = detail;
        }
    }
    run->diag(run->diag_ctx, &diag);
}

void run_diag(struct xbz_run *run, enum xbz_code code, struct xbz_place place, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(run, code, place, format, args);
    va_end(args);
}

enum xbz_status run_fail(struct xbz_run *run, enum xbz_code code, struct xbz_place place, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(run, code, place, format, args);
    va_end(args);
    switch (xbz_diag_level(code)) {
    case XBZ_SKIPPED:
        return XBZ_SKIP;
    case XBZ_FAILED:
        return XBZ_FAIL;
    case XBZ_FATAL_LEVEL:
        return XBZ_FATAL;
    default:
        return XBZ_OK;
    }
}
