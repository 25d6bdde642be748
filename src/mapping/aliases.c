/* aliases.c - the alias file: captions and the concepts they mean, and word equivalents.
 *
 *     # comment
 *     =<TAB>canonical<TAB>word word ...
 *     ~<TAB>Concept<TAB>Successor<TAB>year
 *     +<TAB>Concept<TAB>Concept of the line item<TAB>words
 *     ?<TAB>Concept<TAB>STMT<TAB>words needed<TAB>words forbidden
 *     Concept<TAB>STMT<TAB>caption[<TAB>-]
 *
 * A line that cannot be used is reported and passed over. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mapping/loader.h"

#define FIELDS        6 /* one more than a line may have, to see that there is one too many */

#define CAPTION_RULES 64

struct alias_line {
    struct xbz_str fields[FIELDS];
    size_t n;
    uint64_t line;
};

struct alias_row {
    struct xbz_alias alias;
    uint64_t order; /* decides most comparisons */
    uint64_t line;
};

struct alias_reader {
    struct loader *load;
    const char *file;
    const struct xbz_concept *concept; /* of the line before: lines of one concept stand together */
    struct xbz_str *canonical;         /* of the word equivalents */
    size_t n_canonical, canonical_room;
    struct xbz_caption_rule *rules;
    struct xbz_caption_figure *figures;
    struct alias_row *rows;
    size_t n, room;
    bool own; /* the rows are the user's */
};

/* ---- lines ---- */

static struct alias_line split_line(struct xbz_str text, uint64_t number)
{
    struct alias_line line = {.line = number};
    while (line.n < FIELDS) {
        const char *tab = text.n > 0 ? memchr(text.p, '\t', text.n) : NULL;
        size_t n = tab != NULL ? (size_t)(tab - text.p) : text.n;
        line.fields[line.n++] = str_trim((struct xbz_str){text.p, n});
        if (tab == NULL)
            break;
        text = (struct xbz_str){tab + 1, text.n - n - 1};
    }
    return line;
}

typedef enum xbz_status line_fn(struct alias_reader *reader, const struct alias_line *line);

/* What a line is, by its first character. */
enum line_kind { LINE_ALIAS, LINE_EQUIVALENT, LINE_SUCCESSOR, LINE_PREDECESSOR, LINE_RULE, LINE_FIGURE, LINE_ANY };

static enum line_kind line_kind(char first)
{
    return first == '='   ? LINE_EQUIVALENT
           : first == '~' ? LINE_SUCCESSOR
           : first == '^' ? LINE_PREDECESSOR
           : first == '?' ? LINE_RULE
           : first == '+' ? LINE_FIGURE
                          : LINE_ALIAS;
}

/* Calls fn for each line of a kind; empty lines and comments are of none. */
static enum xbz_status each_line(struct alias_reader *reader, const struct xbz_taxonomy_file *file, enum line_kind kind,
                                 line_fn *fn)
{
    const char *p = (const char *)file->bytes, *end = p + file->n;
    for (uint64_t number = 1; p < end; number++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline != NULL ? newline : end;
        struct xbz_str text = {p, (size_t)(stop - p)};
        p = newline != NULL ? newline + 1 : end;
        if (text.n > 0 && text.p[text.n - 1] == '\r')
            text.n--;
        if (str_trim(text).n == 0 || text.p[0] == '#' || (kind != LINE_ANY && line_kind(text.p[0]) != kind))
            continue;
        struct alias_line line = split_line(text, number);
        TRY(fn(reader, &line));
    }
    return XBZ_OK;
}

/* ---- word equivalents ---- */

static enum xbz_status add_equivalent(struct alias_reader *reader, const struct alias_line *line, struct xbz_str word,
                                      uint32_t canonical)
{
    struct loader *load = reader->load;
    struct label_words *words = &load->taxonomy->words;
    char key[LABEL_KEY_BYTES];
    bool ok = true, fresh;
    size_t n = label_key(NULL, word, key, sizeof key);
    if (n == 0 || memchr(key, ' ', n) != NULL) {
        loader_ignore_alias(load, reader->file, line->line, "\"%.*s\" is no single word", STR_ARG(word));
        return XBZ_OK;
    }
    struct xbz_str kept = arena_str(&load->taxonomy->arena, (struct xbz_str){key, n}, &ok);
    uint32_t *slot = ok ? str_map_put(&words->map, kept, &fresh) : NULL;
    if (slot == NULL)
        return loader_no_memory(load);
    if (fresh)
        *slot = canonical;
    else if (!str_eq(reader->canonical[*slot], reader->canonical[canonical]))
        loader_ignore_alias(load, reader->file, line->line, "the word \"%.*s\" has another equivalent", STR_ARG(kept));
    return XBZ_OK;
}

static enum xbz_status equivalent_line(struct alias_reader *reader, const struct alias_line *line)
{
    struct loader *load = reader->load;
    char key[LABEL_KEY_BYTES];
    bool ok = true;
    size_t n = line->n == 3 && line->fields[0].n == 1 ? label_key(NULL, line->fields[1], key, sizeof key) : 0;
    if (n == 0 || line->fields[2].n == 0) {
        loader_ignore_alias(load, reader->file, line->line, "an equivalent is: =, a word, the words it stands for");
        return XBZ_OK;
    }
    reader->canonical =
        loader_grow(load, reader->canonical, reader->n_canonical, &reader->canonical_room, sizeof *reader->canonical);
    if (reader->canonical == NULL)
        return loader_no_memory(load);
    reader->canonical[reader->n_canonical] = arena_str(&load->taxonomy->arena, (struct xbz_str){key, n}, &ok);
    if (!ok)
        return loader_no_memory(load);
    uint32_t canonical = (uint32_t)reader->n_canonical++;
    struct xbz_str rest = line->fields[2];
    while (rest.n > 0) {
        const char *blank = memchr(rest.p, ' ', rest.n);
        struct xbz_str word = {rest.p, blank != NULL ? (size_t)(blank - rest.p) : rest.n};
        TRY(add_equivalent(reader, line, word, canonical));
        rest = str_trim(str_sub(rest, word.n, rest.n - word.n));
    }
    return XBZ_OK;
}

/* The list grew in memory that ends with the load; the taxonomy keeps a copy. */
static enum xbz_status keep_canonicals(struct alias_reader *reader)
{
    struct xbz_taxonomy *taxonomy = reader->load->taxonomy;
    struct xbz_str *kept = ARENA_ARRAY(&taxonomy->arena, reader->n_canonical, struct xbz_str);
    if (kept == NULL)
        return loader_no_memory(reader->load);
    if (reader->n_canonical > 0)
        memcpy(kept, reader->canonical, reader->n_canonical * sizeof *kept);
    taxonomy->words.canonical = kept;
    taxonomy->words.n = reader->n_canonical;
    return XBZ_OK;
}

/* ---- successors and predecessors ---- */

/* A line of a mark, a concept, another or -, and a year.  False when it is none, which is reported. */
static bool read_change(struct alias_reader *reader, const struct alias_line *line, const char *what,
                        struct xbz_concept **concept, const struct xbz_concept **other, int *year)
{
    struct xbz_taxonomy *taxonomy = reader->load->taxonomy;
    const struct xbz_concept *found = line->n == 4 ? xbz_taxonomy_find(taxonomy, line->fields[1]) : NULL;
    bool none = line->n == 4 && str_eq(line->fields[2], STR("-"));
    *other = line->n == 4 ? xbz_taxonomy_find(taxonomy, line->fields[2]) : NULL;
    *year = 0;
    for (size_t i = 0; line->n == 4 && i < line->fields[3].n && i < 4; i++)
        *year = is_digit(line->fields[3].p[i]) ? *year * 10 + line->fields[3].p[i] - '0' : 0;
    bool alike = none || (found && *other && found != *other && found->period == (*other)->period &&
                          found->type == (*other)->type);
    if (!found || !alike || *year < 1993) {
        loader_ignore_alias(reader->load, reader->file, line->line,
                            "a %s is: %.1s, a concept, one of the same type and period or -, a year", what,
                            line->fields[0].p);
        return false;
    }
    *concept = &reader->load->concepts[found->index];
    return true;
}

static enum xbz_status successor_line(struct alias_reader *reader, const struct alias_line *line)
{
    struct xbz_concept *concept;
    const struct xbz_concept *other;
    int year;
    if (read_change(reader, line, "successor", &concept, &other, &year)) {
        concept->successor = other;
        concept->successor_year = year;
    }
    return XBZ_OK;
}

static enum xbz_status predecessor_line(struct alias_reader *reader, const struct alias_line *line)
{
    struct xbz_concept *concept;
    const struct xbz_concept *other;
    int year;
    if (read_change(reader, line, "predecessor", &concept, &other, &year)) {
        concept->predecessor = other;
        concept->predecessor_year = year;
    }
    return XBZ_OK;
}

/* ---- aliases ---- */

static enum xbz_statement_kind statement_named(struct xbz_str name)
{
    static const struct {
        char name[3];
        enum xbz_statement_kind statement;
    } names[] = {
        {"BS", XBZ_BALANCE_SHEET}, {"IS", XBZ_INCOME}, {"CI", XBZ_COMPREHENSIVE_INCOME}, {"CF", XBZ_CASH_FLOW}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (name.n == 2 && memcmp(name.p, names[i].name, 2) == 0)
            return names[i].statement;
    return XBZ_NO_STATEMENT;
}

size_t alias_key(const struct label_words *words, struct xbz_str caption, char *buf, size_t n)
{
    size_t used = 0;
    for (;;) {
        const char *mark = caption.n > 0 ? memchr(caption.p, '>', caption.n) : NULL;
        size_t length = mark != NULL ? (size_t)(mark - caption.p) : caption.n;
        size_t part = label_key(words, (struct xbz_str){caption.p, length}, buf + used, n - used);
        used += part;
        if (part == 0 || mark == NULL)
            return part == 0 ? 0 : used;
        if (n - used < sizeof LABEL_KEY_JOIN - 1)
            return 0;
        memcpy(buf + used, LABEL_KEY_JOIN, sizeof LABEL_KEY_JOIN - 1);
        used += sizeof LABEL_KEY_JOIN - 1;
        caption = (struct xbz_str){mark + 1, caption.n - length - 1};
    }
}

/* The statement and the first twelve characters of the key, five bits each, in the order of their bytes: blank, '>',
 * letters. */
static uint64_t order_of(enum xbz_statement_kind statement, struct xbz_str key)
{
    uint64_t order = (uint64_t)statement;
    for (size_t i = 0; i < 12; i++) {
        char c = i < key.n ? key.p[i] : '\0';
        order = order << 5 | (uint64_t)(c == '\0' ? 0 : c == ' ' ? 1 : c == '>' ? 2 : c - 'a' + 3);
    }
    return order;
}

static const char *line_fault(const struct alias_line *line, const struct xbz_concept *concept,
                              enum xbz_statement_kind statement, size_t key)
{
    if (line->n < 3 || line->n > 4)
        return "an alias has three or four fields";
    if (concept == NULL)
        return "the taxonomy has no such concept";
    if (concept->abstract)
        return "the concept is abstract";
    if (statement == XBZ_NO_STATEMENT)
        return "the statement is none of BS, IS, CI, CF";
    if (line->n == 4 && !str_eq(line->fields[3], STR("-")) && !str_eq(line->fields[3], STR("*")) &&
        !str_eq(line->fields[3], STR("-*")))
        return "the fourth field is none of \"-\", \"*\" and \"-*\"";
    if (line->fields[2].n > LABEL_KEY_BYTES)
        return "the caption is too long";
    if (key == 0)
        return "no word is left of the caption";
    return NULL;
}

static enum xbz_status alias_line(struct alias_reader *reader, const struct alias_line *line)
{
    struct loader *load = reader->load;
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    char key[LABEL_KEY_BYTES];
    bool ok = true;
    struct alias_row row = {.line = line->line, .alias.own = reader->own};
    if (reader->concept == NULL || !str_eq(reader->concept->name, line->fields[0]))
        reader->concept = xbz_taxonomy_find(taxonomy, line->fields[0]);
    row.alias.concept = reader->concept;
    row.alias.statement = line->n > 1 ? statement_named(line->fields[1]) : XBZ_NO_STATEMENT;
    row.alias.negated = line->n == 4 && line->fields[3].p[0] == '-';
    row.alias.counted = line->n == 4 && line->fields[3].p[line->fields[3].n - 1] == '*';
    size_t n = line->n > 2 ? alias_key(&taxonomy->words, line->fields[2], key, sizeof key) : 0;
    const char *fault = line_fault(line, row.alias.concept, row.alias.statement, n);
    if (fault != NULL) {
        loader_ignore_alias(load, reader->file, line->line, "%.*s: %s", STR_ARG(line->fields[0]), fault);
        return XBZ_OK;
    }
    row.alias.key = arena_str(&taxonomy->arena, (struct xbz_str){key, n}, &ok);
    reader->rows = loader_grow(load, reader->rows, reader->n, &reader->room, sizeof *reader->rows);
    if (!ok || reader->rows == NULL)
        return loader_no_memory(load);
    row.order = order_of(row.alias.statement, row.alias.key);
    reader->rows[reader->n++] = row;
    return XBZ_OK;
}

static int compare_keys(struct xbz_str a, struct xbz_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n > 0 ? memcmp(a.p, b.p, n) : 0;
    return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

static int compare_rows(const void *a, const void *b)
{
    const struct alias_row *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    int c = compare_keys(x->alias.key, y->alias.key);
    return c != 0 ? c : (x->line > y->line) - (x->line < y->line);
}

/* Sorts the rows read; of rows with the same key the first in the file counts. */
static enum xbz_status keep_rows(struct alias_reader *reader, struct alias_set *set)
{
    const struct alias_row *last = NULL;
    if (reader->n > 0)
        qsort(reader->rows, reader->n, sizeof *reader->rows, compare_rows);
    struct xbz_alias *rows = ARENA_ARRAY(&reader->load->taxonomy->arena, reader->n, struct xbz_alias);
    if (rows == NULL)
        return loader_no_memory(reader->load);
    for (size_t i = 0; i < reader->n; i++) {
        const struct alias_row *row = &reader->rows[i];
        if (last != NULL && last->order == row->order && str_eq(last->alias.key, row->alias.key)) {
            if (last->alias.concept != row->alias.concept || last->alias.negated != row->alias.negated)
                loader_ignore_alias(reader->load, reader->file, row->line, "%.*s: \"%.*s\" means %.*s%s by line %lu",
                                    STR_ARG(row->alias.concept->name), STR_ARG(row->alias.key),
                                    STR_ARG(last->alias.concept->name), last->alias.negated ? " (negated)" : "",
                                    (unsigned long)last->line);
            continue;
        }
        last = row;
        rows[set->n++] = row->alias;
    }
    set->rows = rows;
    alias_set_index(set);
    return XBZ_OK;
}

void alias_set_index(struct alias_set *set)
{
    size_t i = 0;
    for (unsigned s = 0; s <= XBZ_STATEMENT_KINDS; s++) {
        while (i < set->n && (unsigned)set->rows[i].statement < s)
            i++;
        set->first[s] = i;
    }
}

/* ---- caption rules ---- */

static enum xbz_status rule_line(struct alias_reader *reader, const struct alias_line *line)
{
    struct xbz_taxonomy *taxonomy = reader->load->taxonomy;
    bool ok = true;
    bool whole = line->n == 4 || line->n == 5;
    const struct xbz_concept *concept = whole ? xbz_taxonomy_find(taxonomy, line->fields[1]) : NULL;
    enum xbz_statement_kind statement = whole ? statement_named(line->fields[2]) : XBZ_NO_STATEMENT;
    if (!concept || statement == XBZ_NO_STATEMENT || line->fields[3].n == 0 ||
        taxonomy->n_caption_rules == CAPTION_RULES) {
        loader_ignore_alias(reader->load, reader->file, line->line,
                            "a rule is: ?, a concept, its statement, the words needed, the words forbidden");
        return XBZ_OK;
    }
    struct xbz_caption_rule *rule = &reader->rules[taxonomy->n_caption_rules++];
    rule->concept = concept;
    rule->statement = statement;
    rule->need = arena_str(&taxonomy->arena, line->fields[3], &ok);
    rule->forbid = arena_str(&taxonomy->arena, line->n == 5 ? line->fields[4] : STR(""), &ok);
    return ok ? XBZ_OK : loader_no_memory(reader->load);
}

static enum xbz_status figure_line(struct alias_reader *reader, const struct alias_line *line)
{
    struct xbz_taxonomy *taxonomy = reader->load->taxonomy;
    bool ok = true;
    const struct xbz_concept *concept = line->n == 4 ? xbz_taxonomy_find(taxonomy, line->fields[1]) : NULL;
    const struct xbz_concept *owner = line->n == 4 ? xbz_taxonomy_find(taxonomy, line->fields[2]) : NULL;
    if (!concept || !owner || line->fields[3].n == 0 || taxonomy->n_caption_figures == CAPTION_RULES) {
        loader_ignore_alias(reader->load, reader->file, line->line,
                            "a figure is: +, its concept, that of the line item, the words beside it");
        return XBZ_OK;
    }
    struct xbz_caption_figure *figure = &reader->figures[taxonomy->n_caption_figures++];
    figure->concept = concept;
    figure->owner = owner;
    figure->words = arena_str(&taxonomy->arena, line->fields[3], &ok);
    return ok ? XBZ_OK : loader_no_memory(reader->load);
}

const struct xbz_caption_figure *xbz_taxonomy_caption_figures(const struct xbz_taxonomy *taxonomy, size_t *n)
{
    *n = taxonomy->n_caption_figures;
    return taxonomy->caption_figures;
}

const struct xbz_caption_rule *xbz_taxonomy_caption_rules(const struct xbz_taxonomy *taxonomy, size_t *n)
{
    *n = taxonomy->n_caption_rules;
    return taxonomy->caption_rules;
}

enum xbz_status load_aliases(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    struct alias_reader reader = {.load = load, .file = file->name};
    /* An alias may stand before the equivalents of its words. */
    TRY(each_line(&reader, file, LINE_EQUIVALENT, equivalent_line));
    TRY(keep_canonicals(&reader));
    TRY(each_line(&reader, file, LINE_SUCCESSOR, successor_line));
    TRY(each_line(&reader, file, LINE_PREDECESSOR, predecessor_line));
    reader.rules = ARENA_ARRAY(&taxonomy->arena, CAPTION_RULES, struct xbz_caption_rule);
    reader.figures = ARENA_ARRAY(&taxonomy->arena, CAPTION_RULES, struct xbz_caption_figure);
    if (reader.rules == NULL || reader.figures == NULL)
        return loader_no_memory(load);
    taxonomy->caption_rules = reader.rules;
    taxonomy->caption_figures = reader.figures;
    TRY(each_line(&reader, file, LINE_FIGURE, figure_line));
    TRY(each_line(&reader, file, LINE_RULE, rule_line));
    TRY(each_line(&reader, file, LINE_ALIAS, alias_line));
    return keep_rows(&reader, &taxonomy->aliases);
}

static enum xbz_status map_line(struct alias_reader *reader, const struct alias_line *line)
{
    if (line->fields[0].n == 0 || line_kind(line->fields[0].p[0]) == LINE_ALIAS)
        return alias_line(reader, line);
    loader_ignore_alias(reader->load, reader->file, line->line,
                        "%.*s: a row is a concept, a statement, a caption, and - where the printed figure has the "
                        "opposite sense",
                        STR_ARG(line->fields[0]));
    return XBZ_OK;
}

enum xbz_status load_map(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct alias_reader reader = {.load = load, .file = file->name, .own = true};
    TRY(each_line(&reader, file, LINE_ANY, map_line));
    return keep_rows(&reader, &load->taxonomy->map);
}

/* ---- looking up ---- */

static const struct xbz_alias *find_alias(const struct alias_set *set, enum xbz_statement_kind statement,
                                          struct xbz_str key)
{
    size_t low = set->first[statement], high = set->first[statement + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int c = compare_keys(set->rows[middle].key, key);
        if (c == 0)
            return &set->rows[middle];
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The user's row for a caption goes before all aliases, those of the caption under its heading too. */
static const struct xbz_alias *find_mapped(const struct alias_set *map, enum xbz_statement_kind statement,
                                           struct xbz_str key)
{
    const struct xbz_str join = STR(LABEL_KEY_JOIN);
    const struct xbz_alias *found = map->n > 0 ? find_alias(map, statement, key) : NULL;
    size_t at = map->n > 0 && !found ? str_find(key, join, 0) : (size_t)-1;
    return at == (size_t)-1 ? found : find_alias(map, statement, str_sub(key, at + join.n, key.n - at - join.n));
}

const struct xbz_alias *xbz_taxonomy_alias(const struct xbz_taxonomy *taxonomy, enum xbz_statement_kind statement,
                                           struct xbz_str key)
{
    if ((unsigned)statement >= XBZ_STATEMENT_KINDS)
        return NULL;
    const struct xbz_alias *mapped = find_mapped(&taxonomy->map, statement, key);
    return mapped ? mapped : find_alias(&taxonomy->aliases, statement, key);
}

const struct xbz_alias *xbz_taxonomy_aliases(const struct xbz_taxonomy *taxonomy, size_t *n)
{
    *n = taxonomy->aliases.n;
    return taxonomy->aliases.rows;
}
