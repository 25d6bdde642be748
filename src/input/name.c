/* name.c - names and types of members and documents. */
#include "input/name.h"

#include <string.h>

#include "base/str.h"
#include "input/submission.h"

struct xbz_str name_base(struct xbz_str path)
{
    size_t at = path.n;

    while (at > 0 && !strchr("/!\\", path.p[at - 1]))
        at--;
    return str_sub(path, at, path.n);
}

static bool ends_in(struct xbz_str name, const char *const *suffixes, size_t n, size_t *length)
{
    for (size_t i = 0; i < n; i++) {
        struct xbz_str suffix = str_of(suffixes[i]);
        if (name.n > suffix.n && str_ends_nocase(name, suffix)) {
            *length = suffix.n;
            return true;
        }
    }
    return false;
}

size_t name_of_member(struct xbz_str path, char out[NAME_BYTES + 1])
{
    static const char *const suffixes[] = {".txt", ".htm", ".html", ".xhtml", ".xml", ".xbrl", ".sgml", ".sgm",
                                           ".nc",  ".gz",  ".xz",   ".zst",   ".bz2", ".z",    ".hdr",  ".asc"};
    struct xbz_str name = name_base(path);
    size_t length;

    while (ends_in(name, suffixes, sizeof(suffixes) / sizeof(suffixes[0]), &length))
        name.n -= length;
    if (name.n == 0)
        name = STR("filing");
    if (name.n > NAME_BYTES)
        name.n = NAME_BYTES;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool bad = c < ' ' || c == 0x7F || strchr("/\\:*?\"<>|", c) || ((c == '.' || c == '-') && i == 0);
        out[i] = bad ? '_' : (char)c;
    }
    out[name.n] = '\0';
    return name.n;
}

static bool starts(const unsigned char *bytes, size_t n, struct xbz_str magic)
{
    return n >= magic.n && memcmp(bytes, magic.p, magic.n) == 0;
}

/* "begin 644 name": the first line of a uuencoded file. */
static bool is_uuencoded(const unsigned char *bytes, size_t n)
{
    size_t at = 0;

    while (at < n && is_space((char)bytes[at]))
        at++;
    if (!starts(bytes + at, n - at, STR("begin ")) || n - at < 10)
        return false;
    for (size_t i = at + 6; i < at + 9; i++)
        if (bytes[i] < '0' || bytes[i] > '7')
            return false;
    return bytes[at + 9] == ' ';
}

/* Whole lines of 45 bytes, as uuencode writes them: the body of such a file whose first line was lost.  Prose and figures do
 * not fill one line after the other to the same length, without a small letter, beginning with M. */
static bool is_uuencoded_body(const unsigned char *bytes, size_t n)
{
    const size_t width = 61, enough = 5;
    size_t at = 0, lines = 0;

    while (at < n && is_space((char)bytes[at]))
        at++;
    for (; lines < enough && n - at > width && bytes[at] == 'M'; lines++) {
        for (size_t i = 0; i < width; i++)
            if (bytes[at + i] < ' ' || bytes[at + i] > '`')
                return false;
        at += width;
        at += bytes[at] == '\r';
        if (at == n || bytes[at++] != '\n')
            return false;
    }
    return lines == enough;
}

bool submission_is_binary(const struct xbz_document *document, const unsigned char *prefix, size_t n)
{
    static const char *const types[] = {"GRAPHIC", "ZIP", "EXCEL", "PDF"};
    static const char *const suffixes[] = {".jpg", ".jpeg", ".gif", ".png",  ".bmp", ".tif", ".tiff",
                                           ".pdf", ".zip",  ".xls", ".xlsx", ".fif", ".ico", ".swf",
                                           ".mp3", ".mp4",  ".doc", ".docx", ".ppt", ".pptx"};
    static const char *const magics[] = {"%PDF-", "PK\003\004", "GIF8", "\x89PNG", "\xFF\xD8\xFF", "\xD0\xCF\x11\xE0"};
    size_t length;

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (str_eq_nocase(document->type, str_of(types[i])))
            return true;
    if (ends_in(document->filename, suffixes, sizeof(suffixes) / sizeof(suffixes[0]), &length))
        return true;
    if (is_uuencoded(prefix, n) || is_uuencoded_body(prefix, n))
        return true;
    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if (starts(prefix, n, str_of(magics[i])))
            return true;
    return false;
}
