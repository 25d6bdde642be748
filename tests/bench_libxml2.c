/* bench_libxml2.c - MB/s of libxml2's HTML push parser with a SAX handler, as bench_html.c measures our tokenizer.
 *
 * Not part of the build: bench_html.sh compiles it where libxml2 is at hand. */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "bench_files.h"

struct counts {
    unsigned long long starts, text_bytes;
};

static void on_start(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
    (void)name;
    (void)attributes;
    ((struct counts *)ctx)->starts++;
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    (void)text;
    ((struct counts *)ctx)->text_bytes += (unsigned long long)n;
}

static bool parse(const struct file *file, struct counts *counts)
{
    htmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.startElement = on_start;
    sax.characters = on_text;
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&sax, counts, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (parser == NULL)
        return false;
    for (size_t at = 0; at < file->n; at += BLOCK)
        htmlParseChunk(parser, (const char *)file->bytes + at, (int)(file->n - at < BLOCK ? file->n - at : BLOCK), 0);
    htmlParseChunk(parser, "", 0, 1);
    htmlFreeParserCtxt(parser);
    return true;
}

int main(int argc, char **argv)
{
    struct files files;
    struct counts counts = {0, 0};
    double seconds[RUNS];
    bool ok = files_load(&files, argc - 1, argv + 1);
    for (int k = 0; ok && k < RUNS; k++) {
        seconds[k] = cpu_seconds();
        for (size_t i = 0; ok && i < files.n; i++)
            ok = parse(&files.file[i], &counts);
        seconds[k] = cpu_seconds() - seconds[k];
    }
    if (ok)
        print_speed("libxml2 " LIBXML_DOTTED_VERSION " HTML push parser, SAX", &files, seconds);
    files_free(&files);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
