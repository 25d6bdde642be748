#include "train/evidence.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/str.h"

#define LINE_ROOM  1024
#define ROWS_MOST  1000
#define ARENA_MOST ((size_t)512 << 20)

struct loading {
    struct evidence *e;
    const struct xbz_taxonomy *taxonomy;
    struct evidence_statement *last;
    size_t line, n_rows;
    struct feature_row rows[ROWS_MOST];
    const struct xbz_concept *concepts[ROWS_MOST];
    bool known[ROWS_MOST];
};

static bool keep_rows(struct loading *l)
{
    struct evidence_statement *s = l->last;
    if (!s || l->n_rows == 0)
        return true;
    s->n = l->n_rows;
    s->rows = arena_alloc(&l->e->arena, l->n_rows * sizeof *s->rows);
    s->concepts = ARENA_ARRAY(&l->e->arena, l->n_rows, const struct xbz_concept *);
    s->known = ARENA_ARRAY(&l->e->arena, l->n_rows, bool);
    if (!s->rows || !s->concepts || !s->known)
        return false;
    memcpy(s->rows, l->rows, l->n_rows * sizeof *s->rows);
    memcpy(s->concepts, l->concepts, l->n_rows * sizeof *s->concepts);
    memcpy(s->known, l->known, l->n_rows * sizeof *s->known);
    l->e->n_rows += l->n_rows;
    l->n_rows = 0;
    return true;
}

static bool begin_statement(struct loading *l, char *fields[4])
{
    static const struct {
        const char *name;
        enum xbz_statement_kind kind;
    } kinds[] = {
        {"BS", XBZ_BALANCE_SHEET}, {"IS", XBZ_INCOME}, {"CI", XBZ_COMPREHENSIVE_INCOME}, {"CF", XBZ_CASH_FLOW}};
    struct evidence_statement *s = ARENA_NEW(&l->e->arena, struct evidence_statement);
    if (!fields[1] || !fields[2] || !fields[3] || !s)
        return false;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strcmp(fields[1], kinds[k].name) == 0)
            s->kind = kinds[k].kind;
    s->year = atoi(fields[2]);
    s->fold = (unsigned)atoi(fields[3]);
    if (!keep_rows(l) || s->kind == XBZ_NO_STATEMENT || s->year < 1993 || s->fold >= EVIDENCE_FOLDS)
        return false;
    *(l->last ? &l->last->next : &l->e->first) = s;
    l->last = s;
    l->e->n_statements++;
    return true;
}

static bool keep_key(struct loading *l, const char *text, struct xbz_str *key)
{
    char room[LINE_ROOM];
    bool ok = true;
    size_t n = xbz_label_key(l->taxonomy, str_of(text), room, sizeof room);
    *key = arena_str(&l->e->arena, (struct xbz_str){room, n}, &ok);
    return ok;
}

static bool add_row(struct loading *l, char *fields[4])
{
    if (!l->last || !fields[1] || l->n_rows == ROWS_MOST)
        return false;
    struct feature_row *row = &l->rows[l->n_rows];
    *row = (struct feature_row){{NULL, 0}, {NULL, 0}};
    if (!keep_key(l, fields[1], &row->key) || (fields[2] && !keep_key(l, fields[2], &row->heading)))
        return false;
    const struct xbz_concept *concept = xbz_taxonomy_find(l->taxonomy, str_of(fields[0]));
    const struct xbz_concept *then = concept ? xbz_concept_in_year(concept, EVIDENCE_YEAR) : NULL;
    l->known[l->n_rows] = strcmp(fields[0], "?") != 0;
    l->concepts[l->n_rows++] = then ? then : concept;
    return true;
}

static bool take_line(struct loading *l, char *line)
{
    char *fields[4] = {line, NULL, NULL, NULL};
    l->line++;
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t f = 1; f < 4; f++) {
        char *tab = strchr(fields[f - 1], '\t');
        if (!tab)
            break;
        *tab = '\0';
        fields[f] = tab + 1;
    }
    return strcmp(fields[0], "=") == 0 ? begin_statement(l, fields) : add_row(l, fields);
}

bool evidence_load(struct evidence *e, const struct xbz_taxonomy *taxonomy, const char *path)
{
    struct loading loading;
    char line[LINE_ROOM];
    memset(e, 0, sizeof *e);
    arena_init(&e->arena, ARENA_MOST);
    memset(&loading, 0, sizeof loading);
    loading.e = e;
    loading.taxonomy = taxonomy;
    gzFile in = gzopen(path, "rb");
    if (!in)
        return false;
    bool ok = true;
    while (ok && gzgets(in, line, (int)sizeof line)) {
        ok = take_line(&loading, line);
        if (!ok)
            e->bad_line = loading.line;
    }
    ok = ok && gzeof(in) && keep_rows(&loading);
    return gzclose(in) == Z_OK && ok;
}

void evidence_free(struct evidence *e)
{
    arena_free(&e->arena);
}
