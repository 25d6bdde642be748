/* tool_html5lib.c - prints the full tokens of inputs, for html5lib.py.
 *
 * Reads records "MODE LAST-START-TAG LENGTH\n" and LENGTH bytes from standard input ("-" when there is no last tag) and
 * writes one line of JSON for each; with an argument, feeds so many bytes at a time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/run.h"
#include "base/str.h"
#include "read/html.h"

struct printer {
    bool any;
    bool in_text; /* adjacent texts are one token */
};

static void print_string(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == '"' || c == '\\')
            printf("\\u%04x", (unsigned)c);
        else
            putchar(c);
    }
}

static void next(struct printer *self, bool text)
{
    if (self->in_text && !text)
        printf("\"]");
    if (!(self->in_text && text)) {
        printf("%s[", self->any ? "," : "");
        if (text)
            printf("\"Character\",\"");
    }
    self->any = true;
    self->in_text = text;
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    (void)place;
    next(ctx, true);
    print_string(text);
    return XBZ_OK;
}

static void print_one(struct printer *self, const char *kind, struct xbz_str s)
{
    next(self, false);
    printf("\"%s\",\"", kind);
    print_string(s);
    printf("\"");
}

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    print_one(ctx, "StartTag", tag->name);
    printf(",{");
    for (size_t i = 0; i < tag->n_attributes; i++) {
        printf("%s\"", i == 0 ? "" : ",");
        print_string(tag->attributes[i].name);
        printf("\":\"");
        print_string(tag->attributes[i].value);
        printf("\"");
    }
    printf("}%s]", tag->self_closing ? ",true" : "");
    return XBZ_OK;
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    print_one(ctx, "EndTag", tag->name);
    printf("]");
    return XBZ_OK;
}

static enum xbz_status on_comment(void *ctx, struct xbz_str text)
{
    print_one(ctx, "Comment", text);
    printf("]");
    return XBZ_OK;
}

static enum xbz_status on_doctype(void *ctx, struct xbz_str raw)
{
    print_one(ctx, "DOCTYPE", raw);
    printf("]");
    return XBZ_OK;
}

static bool run_case(enum html_mode mode, const char *last, const unsigned char *bytes, size_t n, size_t step)
{
    struct printer printer = {false, false};
    struct xbz_run run;
    memset(&run, 0, sizeof(run));
    run.limits.line_bytes = 1u << 20;
    run.limits.block_bytes = step;
    struct xbz_events events = {.ctx = &printer, .start = on_start, .end = on_end, .text = on_text};
    struct html_full full = {&printer, on_comment, on_doctype, mode, str_of(strcmp(last, "-") == 0 ? "" : last)};
    void *reader;
    if (html_open_full(&reader, &run, &events, &full) != XBZ_OK)
        return false;
    printf("[");
    bool ok = true;
    for (size_t at = 0; at < n; at += step)
        ok = html_reader.feed(reader, bytes + at, n - at < step ? n - at : step) == XBZ_OK && ok;
    ok = html_reader.finish(reader) == XBZ_OK && ok;
    html_reader.close(reader);
    printf("%s]\n", printer.in_text ? "\"]" : "");
    return ok;
}

int main(int argc, char **argv)
{
    size_t step = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : (size_t)1 << 20;
    int mode;
    size_t n;
    char last[32];
    bool ok = true;
    while (ok && scanf("%d %31s %zu", &mode, last, &n) == 3 && getchar() == '\n') {
        unsigned char *bytes = malloc(n + 1);
        ok = bytes != NULL && fread(bytes, 1, n, stdin) == n && run_case((enum html_mode)mode, last, bytes, n, step);
        free(bytes);
    }
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
