/* taxonomy.c - loading a taxonomy and looking things up in it. */
#include "xbrlize/taxonomy.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "mapping/embedded.h"
#include "mapping/loader.h"

#define READ_BYTES 16384

/* The files of a taxonomy in the order they are kept in, and what reads them. */
static const struct {
    const char *name;
    enum xbz_status (*load)(struct loader *load, const struct xbz_taxonomy_file *file); /* NULL: kept only */
    bool required;
} parts[] = {
    {"gaap-lite.xsd", load_schema, true},
    {"gaap-lite_lab.xml", load_labels, true},
    {"gaap-lite_pre.xml", load_presentation, true},
    {"gaap-lite_cal.xml", load_calculations, false},
    {"aliases.txt", load_aliases, true},
    {"ex27.txt", load_schedule_tags, false},
    {"model.bin", NULL, false},
    {"us-gaap.txt", load_year_names, false},
    {"gaap-lite-all.xsd", NULL, false},
    {"gaap-lite_doc.xml", NULL, false},
};
#define N_PARTS (sizeof parts / sizeof parts[0])
_Static_assert(N_PARTS <= TAXONOMY_FILES, "struct xbz_taxonomy has room for every file");

/* ---- for the parts of the loader ---- */

/* Points diagnostics at a file. */
static void set_path(struct loader *load, const char *file, char *path, size_t n)
{
    if (load->directory != NULL)
        (void)snprintf(path, n, "%s/%s", load->directory, file);
    else
        (void)snprintf(path, n, "%s", file);
    load->at.path = str_of(path);
}

static void XBZ_PRINTF(5, 0)
    report(struct loader *load, enum xbz_code code, const char *file, uint64_t line, const char *format, va_list args)
{
    char path[1024], detail[768];
    set_path(load, file, path, sizeof path);
    (void)vsnprintf(detail, sizeof detail, format, args);
    run_diag(&load->run, code, (struct xbz_place){.line = line}, "%s", detail);
    load->at.path = STR("");
}

enum xbz_status loader_fail(struct loader *load, const char *file, uint64_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(load, load->map ? XBZ_D_MAP_UNUSABLE : XBZ_D_TAXONOMY_UNUSABLE, file, line, format, args);
    va_end(args);
    return XBZ_FATAL;
}

void loader_ignore_alias(struct loader *load, const char *file, uint64_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(load, load->map ? XBZ_D_MAP_IGNORED : XBZ_D_ALIAS_IGNORED, file, line, format, args);
    va_end(args);
}

enum xbz_status loader_no_memory(struct loader *load)
{
    if (load->scratch.exhausted || load->taxonomy->arena.exhausted)
        return run_fail(&load->run, XBZ_D_TAXONOMY_UNUSABLE, NOWHERE, "the taxonomy is too large");
    return run_fail(&load->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
}

void *loader_grow(struct loader *load, void *items, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return items;
    size_t more = *room == 0 ? 64 : *room * 2;
    void *grown = arena_array(&load->scratch, more, size);
    if (grown == NULL)
        return NULL;
    if (n > 0)
        memcpy(grown, items, n * size);
    *room = more;
    return grown;
}

uint64_t loader_line(const struct xbz_taxonomy_file *file, long long offset)
{
    uint64_t line = 1;
    for (size_t i = 0; i < file->n && offset > 0 && i < (unsigned long long)offset; i++)
        line += file->bytes[i] == '\n';
    return line;
}

/* ---- files ---- */

static enum xbz_status read_stream(struct loader *load, const char *name, FILE *stream, struct buf *buf)
{
    char block[READ_BYTES];
    size_t n;
    while ((n = fread(block, 1, sizeof block, stream)) > 0 && !buf->full && !buf->no_memory)
        buf_add(buf, block, n);
    if (ferror(stream))
        return loader_fail(load, name, 0, "the file cannot be read");
    if (buf->full)
        return loader_fail(load, name, 0, "the file has more than %zu bytes", TAXONOMY_FILE_BYTES);
    return buf->no_memory ? run_fail(&load->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
}

static enum xbz_status read_file(struct loader *load, const char *name, bool required)
{
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    char path[1024];
    int length = snprintf(path, sizeof path, "%s/%s", load->directory, name);
    FILE *stream = length > 0 && (size_t)length < sizeof path ? fopen(path, "rb") : NULL;
    if (stream == NULL)
        return required ? loader_fail(load, name, 0, "the file cannot be opened") : XBZ_OK;
    struct buf buf;
    bool ok = true;
    buf_init(&buf, TAXONOMY_FILE_BYTES);
    enum xbz_status status = read_stream(load, name, stream, &buf);
    (void)fclose(stream);
    if (status == XBZ_OK) {
        struct xbz_str bytes = arena_str(&taxonomy->arena, buf_view(&buf), &ok);
        taxonomy->files[taxonomy->n_files++] =
            (struct xbz_taxonomy_file){name, (const unsigned char *)bytes.p, bytes.n};
        if (!ok)
            status = loader_no_memory(load);
    }
    buf_free(&buf);
    return status;
}

static enum xbz_status given_file(struct loader *load, const char *name, bool required)
{
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    for (size_t i = 0; i < load->n_given; i++) {
        if (strcmp(load->given[i].name, name) == 0) {
            taxonomy->files[taxonomy->n_files++] = load->given[i];
            return XBZ_OK;
        }
    }
    return required ? loader_fail(load, name, 0, "the file is not there") : XBZ_OK;
}

static enum xbz_status load_parts(struct loader *load)
{
    const struct xbz_taxonomy *taxonomy = load->taxonomy;
    for (size_t i = 0; i < N_PARTS; i++) {
        size_t before = taxonomy->n_files;
        TRY(load->directory != NULL ? read_file(load, parts[i].name, parts[i].required)
                                    : given_file(load, parts[i].name, parts[i].required));
        if (parts[i].load != NULL && taxonomy->n_files > before && !load->compiled)
            TRY(parts[i].load(load, &taxonomy->files[before]));
    }
    return load->compiled ? load_compiled(load, load->compiled) : XBZ_OK;
}

static enum xbz_status load_taxonomy(struct loader *load, struct xbz_taxonomy **out)
{
    *out = NULL;
    load->run.limits.repeats = UINT_MAX; /* a taxonomy's author wants to see every fault */
    load->run.filing = &load->at;
    load->taxonomy = mem_alloc(sizeof *load->taxonomy);
    if (load->taxonomy == NULL)
        return run_fail(&load->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    arena_init(&load->taxonomy->arena, TAXONOMY_BYTES);
    arena_init(&load->scratch, TAXONOMY_BYTES);
    str_map_init(&load->taxonomy->names, &load->taxonomy->arena);
    str_map_init(&load->taxonomy->words.map, &load->taxonomy->arena);
    str_map_init(&load->ids, &load->scratch);
    enum xbz_status status = load_parts(load);
    arena_free(&load->scratch);
    if (status == XBZ_OK)
        *out = load->taxonomy;
    else
        xbz_taxonomy_free(load->taxonomy);
    return status;
}

enum xbz_status taxonomy_load_given(struct xbz_taxonomy **out, const struct xbz_taxonomy_file *files, size_t n,
                                    xbz_diag_fn *diag, void *diag_ctx)
{
    struct loader load = {.given = files, .n_given = n, .run = {.diag = diag, .diag_ctx = diag_ctx}};
    return load_taxonomy(&load, out);
}

enum xbz_status xbz_taxonomy_load(struct xbz_taxonomy **out, const char *directory, xbz_diag_fn *diag, void *diag_ctx)
{
    struct loader load = {.directory = directory, .run = {.diag = diag, .diag_ctx = diag_ctx}};
    if (directory == NULL) {
        load.given = xbz_embedded_files;
        load.n_given = xbz_n_embedded_files;
        load.compiled = xbz_compiled_taxonomy;
    }
    return load_taxonomy(&load, out);
}

static enum xbz_status read_map(struct loader *load, const char *path, struct xbz_taxonomy_file *file)
{
    FILE *stream = fopen(path, "rb");
    struct buf buf;
    bool ok = true;
    if (stream == NULL)
        return run_fail(&load->run, XBZ_D_MAP_UNUSABLE, NOWHERE, "%s: %s", path, strerror(errno));
    buf_init(&buf, TAXONOMY_FILE_BYTES);
    enum xbz_status status = read_stream(load, path, stream, &buf);
    (void)fclose(stream);
    struct xbz_str bytes = arena_str(&load->taxonomy->arena, buf_view(&buf), &ok);
    *file = (struct xbz_taxonomy_file){path, (const unsigned char *)bytes.p, bytes.n};
    buf_free(&buf);
    return status == XBZ_OK && !ok ? loader_no_memory(load) : status;
}

enum xbz_status xbz_taxonomy_load_map(struct xbz_taxonomy *taxonomy, const char *path, xbz_diag_fn *diag,
                                      void *diag_ctx)
{
    struct loader load = {.taxonomy = taxonomy, .map = true, .run = {.diag = diag, .diag_ctx = diag_ctx}};
    struct xbz_taxonomy_file file;
    load.run.limits.repeats = UINT_MAX;
    load.run.filing = &load.at;
    arena_init(&load.scratch, TAXONOMY_BYTES);
    enum xbz_status status = read_map(&load, path, &file);
    if (status == XBZ_OK)
        status = load_map(&load, &file);
    arena_free(&load.scratch);
    return status;
}

void xbz_taxonomy_free(struct xbz_taxonomy *taxonomy)
{
    if (taxonomy == NULL)
        return;
    arena_free(&taxonomy->arena);
    mem_free(taxonomy);
}

/* ---- looking up ---- */

struct xbz_str xbz_taxonomy_namespace(const struct xbz_taxonomy *taxonomy)
{
    return taxonomy->target_namespace;
}

size_t xbz_taxonomy_count(const struct xbz_taxonomy *taxonomy)
{
    return taxonomy->n_concepts;
}

const struct xbz_concept *xbz_taxonomy_concept(const struct xbz_taxonomy *taxonomy, size_t index)
{
    return index < taxonomy->n_concepts ? &taxonomy->concepts[index] : NULL;
}

const struct xbz_concept *xbz_taxonomy_find(const struct xbz_taxonomy *taxonomy, struct xbz_str name)
{
    const uint32_t *index = str_map_get(&taxonomy->names, name);
    return index != NULL ? &taxonomy->concepts[*index] : NULL;
}

/* Names change more than once, so a step may lead to the next; rows that lead in a circle end after a few. */
const struct xbz_concept *xbz_concept_in_year(const struct xbz_concept *concept, int year)
{
    for (int step = 0; concept && step < 8; step++)
        if (concept->successor_year != 0 && year >= concept->successor_year)
            concept = concept->successor;
        else if (concept->predecessor_year != 0 && year < concept->predecessor_year)
            concept = concept->predecessor;
        else
            break;
    return concept;
}

const struct xbz_calculation *xbz_taxonomy_calculations(const struct xbz_taxonomy *taxonomy, size_t *n)
{
    *n = taxonomy->n_calculations;
    return taxonomy->calculations;
}

size_t xbz_label_key(const struct xbz_taxonomy *taxonomy, struct xbz_str label, char *buf, size_t n)
{
    return label_key(taxonomy != NULL ? &taxonomy->words : NULL, label, buf, n);
}

const struct xbz_taxonomy_file *xbz_taxonomy_files(const struct xbz_taxonomy *taxonomy, size_t *n)
{
    *n = taxonomy->n_files;
    return taxonomy->files;
}
