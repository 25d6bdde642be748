/* year_names.c - the US-GAAP taxonomies of the years, and which concepts they have.
 *
 *     # comment
 *     @<TAB>YEAR<TAB>us-gaap namespace<TAB>us-gaap schema<TAB>dei namespace<TAB>dei schema
 *     Concept<TAB>first year<TAB>last year
 *
 * "-" stands for the first, or the last, of all.  A line that cannot be used is reported and passed over. */
#include <string.h>

#include "base/str.h"
#include "mapping/loader.h"

#define FIELDS 6
#define NAME   "us-gaap-"

struct year_reader {
    struct loader *load;
    const char *file;
    uint64_t line;
    struct xbz_target *targets;
    size_t n, room;
};

/* "2014"; 0 for "-", -1 for anything else. */
static int year_of(struct xbz_str s)
{
    int year = 0;
    if (str_eq(s, STR("-")))
        return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.n != 4 || !is_digit(s.p[i]))
            return -1;
        year = year * 10 + (s.p[i] - '0');
    }
    return s.n == 4 ? year : -1;
}

static enum xbz_status add_target(struct year_reader *r, const struct xbz_str *fields, size_t n)
{
    struct arena *arena = &r->load->taxonomy->arena;
    bool ok = true;
    if (n != 6 || year_of(fields[1]) <= 0) {
        loader_ignore_alias(r->load, r->file, r->line, "a year with four addresses is expected");
        return XBZ_OK;
    }
    r->targets = loader_grow(r->load, r->targets, r->n, &r->room, sizeof *r->targets);
    if (r->targets == NULL)
        return loader_no_memory(r->load);
    struct xbz_target *target = &r->targets[r->n++];
    target->year = year_of(fields[1]);
    target->gaap_space = arena_str(arena, fields[2], &ok);
    target->gaap_schema = arena_str(arena, fields[3], &ok);
    target->dei_space = arena_str(arena, fields[4], &ok);
    target->dei_schema = arena_str(arena, fields[5], &ok);
    return ok ? XBZ_OK : loader_no_memory(r->load);
}

static void set_years(struct year_reader *r, const struct xbz_str *fields, size_t n)
{
    struct xbz_taxonomy *taxonomy = r->load->taxonomy;
    const uint32_t *index = str_map_get(&taxonomy->names, fields[0]);
    int first = n == 3 ? year_of(fields[1]) : -1, last = n == 3 ? year_of(fields[2]) : -1;
    if (index == NULL || first < 0 || last < 0 || (last > 0 && first > last)) {
        loader_ignore_alias(r->load, r->file, r->line, "%s",
                            index ? "two years are expected" : "there is no such concept");
        return;
    }
    r->load->concepts[*index].first_year = first;
    r->load->concepts[*index].last_year = last;
}

static enum xbz_status read_line(struct year_reader *r, struct xbz_str line)
{
    struct xbz_str fields[FIELDS + 1];
    size_t n = 0;
    for (bool more = true; more && n < FIELDS + 1;) {
        size_t tab = str_find(line, STR("\t"), 0);
        more = tab != (size_t)-1;
        fields[n++] = str_trim(str_sub(line, 0, more ? tab : line.n));
        line = more ? str_sub(line, tab + 1, line.n) : line;
    }
    if (str_eq(fields[0], STR("@")))
        return add_target(r, fields, n);
    set_years(r, fields, n);
    return XBZ_OK;
}

enum xbz_status load_year_names(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    struct year_reader r = {.load = load, .file = file->name};
    struct xbz_str rest = {(const char *)file->bytes, file->n};
    while (rest.n > 0) {
        size_t end = str_find(rest, STR("\n"), 0);
        struct xbz_str line = str_trim(str_sub(rest, 0, end != (size_t)-1 ? end : rest.n));
        rest = str_sub(rest, end != (size_t)-1 ? end + 1 : rest.n, rest.n);
        r.line++;
        if (line.n > 0 && line.p[0] != '#')
            TRY(read_line(&r, line));
    }
    struct xbz_target *targets = ARENA_ARRAY(&taxonomy->arena, r.n + 1, struct xbz_target);
    if (targets == NULL)
        return loader_no_memory(load);
    if (r.n > 0)
        memcpy(targets, r.targets, r.n * sizeof *r.targets);
    taxonomy->targets = targets;
    taxonomy->n_targets = r.n;
    return XBZ_OK;
}

bool xbz_concept_is_in(const struct xbz_concept *concept, int year)
{
    return year >= concept->first_year && (concept->last_year == 0 || year <= concept->last_year);
}

const struct xbz_target *xbz_taxonomy_target(const struct xbz_taxonomy *taxonomy, const char *name)
{
    if (strncmp(name, NAME, sizeof NAME - 1) != 0)
        return NULL;
    int year = year_of(str_of(name + sizeof NAME - 1));
    for (size_t i = 0; i < taxonomy->n_targets; i++)
        if (taxonomy->targets[i].year == year)
            return &taxonomy->targets[i];
    return NULL;
}
