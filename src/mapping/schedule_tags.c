/* schedule_tags.c - the tags of financial data schedules and what they mean.
 *
 *     # comment
 *     ARTICLE<TAB>TAG<TAB>Concept<TAB>use<TAB>senses<TAB>agrees<TAB>differs[<TAB>Concept Concept ...]
 *
 * use is add, alone, check or -; a tag without a concept has "-" for it.  senses are words: abs, either, from=TAG,
 * to=TAG, start, equals=TAG, less=TAG, net=Concept, or "-".  agrees and differs are counts for those who maintain the
 * file.  The last field names concepts that statements have instead.  A line that cannot be used is reported and passed
 * over. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mapping/loader.h"

#define FIELDS 8

struct tag_reader {
    struct loader *load;
    const char *file;
    uint64_t line;
    struct xbz_schedule_tag *tags;
    size_t n, room;
};

/* The bytes up to a separator, which is taken off text as well. */
static struct xbz_str take(struct xbz_str *text, char separator)
{
    const char *end = text->n > 0 ? memchr(text->p, separator, text->n) : NULL;
    struct xbz_str part = {text->p, end != NULL ? (size_t)(end - text->p) : text->n};
    *text = end != NULL ? str_sub(*text, part.n + 1, text->n) : (struct xbz_str){NULL, 0};
    return str_trim(part);
}

static bool add_concept(const struct tag_reader *reader, const struct xbz_concept **list, struct xbz_str name)
{
    const struct xbz_concept *concept = xbz_taxonomy_find(reader->load->taxonomy, name);
    for (size_t i = 0; concept != NULL && i < XBZ_SCHEDULE_OTHERS; i++)
        if (list[i] == NULL) {
            list[i] = concept;
            return true;
        }
    return false;
}

static bool read_sense(const struct tag_reader *reader, struct xbz_schedule_tag *tag, struct xbz_str word, bool *ok)
{
    struct xbz_str value = word, name = take(&value, '=');
    struct arena *arena = &reader->load->taxonomy->arena;
    if (str_eq(name, STR("abs")) && value.n == 0)
        tag->absolute = true;
    else if (str_eq(name, STR("either")) && value.n == 0)
        tag->either_sign = true;
    else if (str_eq(name, STR("start")) && value.n == 0)
        tag->opening = true;
    else if (str_eq(name, STR("equals")) && value.n > 0)
        tag->equals = arena_str(arena, value, ok);
    else if (str_eq(name, STR("from")) && value.n > 0)
        tag->from = arena_str(arena, value, ok);
    else if (str_eq(name, STR("to")) && value.n > 0)
        tag->to = arena_str(arena, value, ok);
    else if (str_eq(name, STR("less")) && value.n > 0)
        tag->less = arena_str(arena, value, ok);
    else
        return str_eq(name, STR("net")) && add_concept(reader, tag->net, value);
    return true;
}

static bool read_use(enum xbz_schedule_use *use, struct xbz_str word)
{
    static const char *const names[] = {"-", "check", "alone", "add"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_eq(word, str_of(names[i]))) {
            *use = (enum xbz_schedule_use)i;
            return true;
        }
    return false;
}

/* Fills what the fields say; returns what is wrong with them, or NULL. */
static const char *read_fields(const struct tag_reader *reader, struct xbz_str *fields, size_t n,
                               struct xbz_schedule_tag *tag, bool *ok)
{
    struct arena *arena = &reader->load->taxonomy->arena;
    if (n < 7 || n > FIELDS)
        return "a line has seven or eight fields";
    if (fields[0].n == 0 || fields[1].n == 0)
        return "article or tag is missing";
    if (!read_use(&tag->use, fields[3]))
        return "the use is none of add, alone, check, -";
    bool none = str_eq(fields[2], STR("-"));
    tag->concept = none ? NULL : xbz_taxonomy_find(reader->load->taxonomy, fields[2]);
    if (tag->concept == NULL && (!none || tag->use != XBZ_SCHEDULE_NOTHING))
        return "the taxonomy has no such concept";
    if (tag->concept != NULL && tag->concept->abstract)
        return "the concept is abstract";
    while (fields[4].n > 0 && !str_eq(fields[4], STR("-")))
        if (!read_sense(reader, tag, take(&fields[4], ' '), ok))
            return "a sense is not known";
    while (n == FIELDS && fields[7].n > 0)
        if (!add_concept(reader, tag->also, take(&fields[7], ' ')))
            return "one of the other concepts is not known, or there are too many";
    tag->article = arena_str(arena, fields[0], ok);
    tag->tag = arena_str(arena, fields[1], ok);
    return NULL;
}

static enum xbz_status read_line(struct tag_reader *reader, struct xbz_str text)
{
    struct xbz_str fields[FIELDS + 1];
    struct xbz_schedule_tag tag = {.concept = NULL};
    size_t n = 0;
    bool ok = true;
    while (n < FIELDS + 1 && (text.p != NULL || n == 0))
        fields[n++] = take(&text, '\t');
    const char *fault = read_fields(reader, fields, n, &tag, &ok);
    if (fault != NULL) {
        loader_ignore_alias(reader->load, reader->file, reader->line, "%s", fault);
        return XBZ_OK;
    }
    reader->tags = loader_grow(reader->load, reader->tags, reader->n, &reader->room, sizeof *reader->tags);
    if (!ok || reader->tags == NULL)
        return loader_no_memory(reader->load);
    reader->tags[reader->n++] = tag;
    return XBZ_OK;
}

static int compare_names(struct xbz_str article_a, struct xbz_str tag_a, struct xbz_str article_b, struct xbz_str tag_b)
{
    int order = str_cmp(article_a, article_b);
    return order != 0 ? order : str_cmp(tag_a, tag_b);
}

static int compare_tags(const void *a, const void *b)
{
    const struct xbz_schedule_tag *x = a, *y = b;
    return compare_names(x->article, x->tag, y->article, y->tag);
}

enum xbz_status load_schedule_tags(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    struct tag_reader reader = {.load = load, .file = file->name};
    struct xbz_str rest = {(const char *)file->bytes, file->n};
    while (rest.n > 0) {
        const char *end = memchr(rest.p, '\n', rest.n);
        struct xbz_str line = {rest.p, end != NULL ? (size_t)(end - rest.p) : rest.n};
        rest = str_sub(rest, line.n + 1, rest.n);
        reader.line++;
        if (line.n > 0 && line.p[line.n - 1] == '\r')
            line.n--;
        if (str_trim(line).n > 0 && line.p[0] != '#')
            TRY(read_line(&reader, line));
    }
    if (reader.n > 0)
        qsort(reader.tags, reader.n, sizeof *reader.tags, compare_tags);
    struct xbz_schedule_tag *kept = ARENA_ARRAY(&taxonomy->arena, reader.n, struct xbz_schedule_tag);
    if (kept == NULL)
        return loader_no_memory(load);
    taxonomy->schedule_tags = kept;
    for (size_t i = 0; i < reader.n; i++) {
        const struct xbz_schedule_tag *tag = &reader.tags[i];
        if (i > 0 && compare_tags(tag, &reader.tags[i - 1]) == 0)
            loader_ignore_alias(load, file->name, 0, "%.*s %.*s: the tag is there twice", STR_ARG(tag->article),
                                STR_ARG(tag->tag));
        else
            kept[taxonomy->n_schedule_tags++] = *tag;
    }
    return XBZ_OK;
}

/* ---- looking up ---- */

const struct xbz_schedule_tag *xbz_taxonomy_schedule_tag(const struct xbz_taxonomy *taxonomy, struct xbz_str article,
                                                         struct xbz_str tag)
{
    size_t low = 0, high = taxonomy->n_schedule_tags;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct xbz_schedule_tag *at = &taxonomy->schedule_tags[middle];
        int order = compare_names(at->article, at->tag, article, tag);
        if (order == 0)
            return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool xbz_taxonomy_has_article(const struct xbz_taxonomy *taxonomy, struct xbz_str article)
{
    for (size_t i = 0; i < taxonomy->n_schedule_tags; i++)
        if (str_eq(taxonomy->schedule_tags[i].article, article))
            return true;
    return false;
}
