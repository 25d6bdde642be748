/* Writes the taxonomy as the loader has read it as C source, so that the program need not parse it at each start.
 *
 *     compile_taxonomy FOLDER
 *
 * Runs while the library is built; what it writes (struct compiled_taxonomy) becomes part of it.  Fields are written in
 * the order of their structures, all of them, so that the compiler finds one that is added there and forgotten here.
 * Exit status 1, and diagnostics on standard error, when anything at all is wrong with the taxonomy. */
#include <stdio.h>

#include "mapping/embedded.h"
#include "mapping/loader.h"

/* The tool loads files; it holds none. */
const struct xbz_taxonomy_file xbz_embedded_files[] = {{NULL, NULL, 0}};
const size_t xbz_n_embedded_files = 0;
const struct compiled_taxonomy *const xbz_compiled_taxonomy = NULL;

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    *(bool *)ctx = true;
    fprintf(stderr, "compile_taxonomy: %s:%lu: %s\n", diag->path, (unsigned long)diag->line, diag->detail);
}

/* ---- values ---- */

static void put_str(struct xbz_str s)
{
    fputs("{\"", stdout);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        /* All that has a meaning in a string constant of C, "??" among it, as figures. */
        if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\' || c == '?')
            printf("\\%03o", c);
        else
            putchar(c);
    }
    printf("\", %zu}, ", s.n);
}

static void put_concept(const struct xbz_concept *concept)
{
    if (concept)
        printf("&concepts[%lu], ", (unsigned long)concept->index);
    else
        fputs("NULL, ", stdout);
}

static void put_concepts(const struct xbz_concept *const *concepts, size_t n)
{
    putchar('{');
    for (size_t i = 0; i < n; i++)
        put_concept(concepts[i]);
    fputs("}, ", stdout);
}

static void put_int(long value)
{
    printf("%ld, ", value);
}

/* ---- tables ---- */

/* No table is empty: C has no array without elements. */
static void begin_table(const char *type, const char *name, size_t n)
{
    printf("\nstatic const %s %s[%zu] = {\n", type, name, n > 0 ? n : 1);
    if (n == 0)
        puts("{0},");
}

static void write_concepts(const struct xbz_taxonomy *t)
{
    begin_table("struct xbz_concept", "concepts", t->n_concepts);
    for (size_t i = 0; i < t->n_concepts; i++) {
        const struct xbz_concept *c = &t->concepts[i];
        putchar('{');
        put_str(c->name);
        put_str(c->label);
        put_str(c->total_label);
        put_str(c->terse_label);
        put_int(c->type);
        put_int(c->balance);
        put_int(c->period);
        put_int(c->abstract);
        put_int(c->never_negative);
        put_int(c->statements);
        put_concept(c->successor);
        put_int(c->successor_year);
        put_concept(c->predecessor);
        put_int(c->predecessor_year);
        put_int(c->first_year);
        put_int(c->last_year);
        put_int(c->index);
        puts("},");
    }
    puts("};");
}

static void write_calculations(const struct xbz_taxonomy *t)
{
    begin_table("struct xbz_calculation", "calculations", t->n_calculations);
    for (size_t i = 0; i < t->n_calculations; i++) {
        const struct xbz_calculation *c = &t->calculations[i];
        putchar('{');
        put_concept(c->parent);
        put_concept(c->child);
        put_int(c->weight);
        put_int(c->statement);
        put_int(c->network);
        puts("},");
    }
    puts("};");
}

static void write_aliases(const struct xbz_taxonomy *t)
{
    begin_table("struct xbz_alias", "aliases", t->aliases.n);
    for (size_t i = 0; i < t->aliases.n; i++) {
        const struct xbz_alias *a = &t->aliases.rows[i];
        putchar('{');
        put_str(a->key);
        put_concept(a->concept);
        put_int(a->statement);
        put_int(a->negated);
        put_int(a->counted);
        put_int(a->own);
        puts("},");
    }
    puts("};");
}

static void write_captions(const struct xbz_taxonomy *t)
{
    begin_table("struct xbz_caption_rule", "caption_rules", t->n_caption_rules);
    for (size_t i = 0; i < t->n_caption_rules; i++) {
        const struct xbz_caption_rule *r = &t->caption_rules[i];
        putchar('{');
        put_concept(r->concept);
        put_int(r->statement);
        put_str(r->need);
        put_str(r->forbid);
        puts("},");
    }
    puts("};");
    begin_table("struct xbz_caption_figure", "caption_figures", t->n_caption_figures);
    for (size_t i = 0; i < t->n_caption_figures; i++) {
        const struct xbz_caption_figure *f = &t->caption_figures[i];
        putchar('{');
        put_concept(f->concept);
        put_concept(f->owner);
        put_str(f->words);
        puts("},");
    }
    puts("};");
}

static size_t write_words(const struct label_words *words)
{
    size_t n = 0;
    begin_table("struct xbz_str", "canonical", words->n);
    for (size_t i = 0; i < words->n; i++) {
        put_str(words->canonical[i]);
        putchar('\n');
    }
    puts("};");
    begin_table("struct compiled_word", "words", words->map.n);
    for (size_t i = 0; i < words->map.room; i++) {
        const struct str_map_slot *slot = &words->map.slots[i];
        if (!slot->taken)
            continue;
        putchar('{');
        put_str(slot->key);
        printf("%lu},\n", (unsigned long)slot->value);
        n++;
    }
    puts("};");
    return n;
}

static void write_schedule_tags(const struct xbz_taxonomy *t)
{
    begin_table("struct xbz_schedule_tag", "schedule_tags", t->n_schedule_tags);
    for (size_t i = 0; i < t->n_schedule_tags; i++) {
        const struct xbz_schedule_tag *tag = &t->schedule_tags[i];
        putchar('{');
        put_str(tag->article);
        put_str(tag->tag);
        put_concept(tag->concept);
        put_int(tag->use);
        put_int(tag->absolute);
        put_int(tag->either_sign);
        put_int(tag->opening);
        put_str(tag->equals);
        put_str(tag->from);
        put_str(tag->to);
        put_str(tag->less);
        put_concepts(tag->net, XBZ_SCHEDULE_OTHERS);
        put_concepts(tag->also, XBZ_SCHEDULE_OTHERS);
        puts("},");
    }
    puts("};");
}

static void write_targets(const struct xbz_taxonomy *t)
{
    begin_table("struct xbz_target", "targets", t->n_targets);
    for (size_t i = 0; i < t->n_targets; i++) {
        const struct xbz_target *target = &t->targets[i];
        putchar('{');
        put_int(target->year);
        put_str(target->gaap_space);
        put_str(target->gaap_schema);
        put_str(target->dei_space);
        put_str(target->dei_schema);
        puts("},");
    }
    puts("};");
}

static void write_taxonomy(const struct xbz_taxonomy *t)
{
    puts("/* Made by compile_taxonomy from the files of taxonomy/. */");
    puts("#include \"mapping/embedded.h\"");
    write_concepts(t);
    write_calculations(t);
    write_aliases(t);
    write_captions(t);
    size_t n_words = write_words(&t->words);
    write_schedule_tags(t);
    write_targets(t);
    fputs("\nstatic const struct compiled_taxonomy taxonomy = {\n", stdout);
    put_str(t->target_namespace);
    printf("concepts, %zu, calculations, %zu, aliases, %zu, ", t->n_concepts, t->n_calculations, t->aliases.n);
    printf("caption_rules, %zu, caption_figures, %zu, ", t->n_caption_rules, t->n_caption_figures);
    printf("canonical, %zu, words, %zu, ", t->words.n, n_words);
    printf("schedule_tags, %zu, targets, %zu};\n", t->n_schedule_tags, t->n_targets);
    puts("const struct compiled_taxonomy *const xbz_compiled_taxonomy = &taxonomy;");
}

int main(int argc, char **argv)
{
    struct xbz_taxonomy *taxonomy;
    bool faults = false;
    if (argc != 2) {
        fputs("usage: compile_taxonomy FOLDER\n", stderr);
        return 2;
    }
    if (xbz_taxonomy_load(&taxonomy, argv[1], on_diag, &faults) != XBZ_OK)
        return 1;
    write_taxonomy(taxonomy);
    xbz_taxonomy_free(taxonomy);
    return faults || fflush(stdout) != 0 || ferror(stdout);
}
