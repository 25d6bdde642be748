/* csv.c - separated values. */
#include "output/csv.h"

void csv_begin(struct csv *csv, struct stream *to, char separator)
{
    *csv = (struct csv){.to = to, .separator = separator};
}

static void separate(struct csv *csv)
{
    if (csv->filled)
        stream_byte(csv->to, csv->separator);
    csv->filled = true;
}

static bool needs_quotes(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    }
    return false;
}

static void write_quoted(struct stream *to, struct xbz_str s)
{
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '"')
            continue;
        stream_bytes(to, s.p + done, i + 1 - done);
        done = i; /* the quote once more */
    }
    if (s.n > done)
        stream_bytes(to, s.p + done, s.n - done);
}

/* What stands for a byte behind a backslash, 0: the byte stands for itself. */
static char escape_of(char byte)
{
    return byte == '\t' ? 't' : byte == '\n' ? 'n' : byte == '\r' ? 'r' : byte == '\\' ? '\\' : '\0';
}

static void write_escaped(struct stream *to, struct xbz_str s)
{
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        char escape = escape_of(s.p[i]);
        if (!escape)
            continue;
        stream_bytes(to, s.p + done, i - done);
        stream_byte(to, '\\');
        stream_byte(to, escape);
        done = i + 1;
    }
    if (s.n > done)
        stream_bytes(to, s.p + done, s.n - done);
}

void csv_field3(struct csv *csv, struct xbz_str a, struct xbz_str b, struct xbz_str c)
{
    const struct xbz_str parts[] = {a, b, c};
    bool quotes = csv->separator == ',' && (needs_quotes(a) || needs_quotes(b) || needs_quotes(c));
    separate(csv);
    if (quotes)
        stream_byte(csv->to, '"');
    for (size_t i = 0; i < 3; i++) {
        if (quotes)
            write_quoted(csv->to, parts[i]);
        else if (csv->separator == '\t')
            write_escaped(csv->to, parts[i]);
        else
            stream_str(csv->to, parts[i]);
    }
    if (quotes)
        stream_byte(csv->to, '"');
}

void csv_field(struct csv *csv, struct xbz_str text)
{
    const struct xbz_str none = {NULL, 0};
    csv_field3(csv, text, none, none);
}

void csv_int(struct csv *csv, int64_t number)
{
    separate(csv);
    stream_int(csv->to, number);
}

void csv_row(struct csv *csv)
{
    stream_byte(csv->to, '\n');
    csv->filled = false;
}
