#include "mapping/words.h"

#include <string.h>

#include "base/str.h"

#define KEY_WORDS 24

struct posting {
    uint32_t alias;
    uint32_t next; /* 0: end of the list */
};

struct word {
    struct xbz_str text;
    uint32_t count; /* aliases that have it */
    uint32_t first; /* posting, 0 none */
    unsigned weight;
};

struct word_index {
    const struct xbz_alias *aliases;
    size_t n_aliases;
    struct word *words; /* open addressing, n_slots a power of two */
    size_t n_slots;
    struct posting *postings;
    uint32_t n_postings;
    unsigned *alias_weight; /* of all its words */
};

static bool next_word(struct xbz_str key, size_t *at, struct xbz_str *word)
{
    while (*at < key.n && (key.p[*at] == ' ' || key.p[*at] == '>'))
        ++*at;
    size_t from = *at;
    while (*at < key.n && key.p[*at] != ' ')
        ++*at;
    *word = (struct xbz_str){key.p + from, *at - from};
    return word->n > 0;
}

static struct word *find_word(const struct word_index *x, struct xbz_str text)
{
    size_t slot = (size_t)str_hash(text) & (x->n_slots - 1);
    while (x->words[slot].text.n && !str_eq(x->words[slot].text, text))
        slot = (slot + 1) & (x->n_slots - 1);
    return &x->words[slot];
}

/* 16 times the binary logarithm, rounded down to sixteenths by interpolation: 16 for 2, 32 for 4. */
static unsigned log2_16(size_t n)
{
    unsigned log = 0;
    size_t power = 1;
    while (power * 2 <= n) {
        power *= 2;
        log++;
    }
    return log * 16 + (unsigned)((n - power) * 16 / power);
}

static void weigh(struct word_index *x)
{
    for (size_t i = 0; i < x->n_slots; i++)
        if (x->words[i].text.n)
            x->words[i].weight = 16 + log2_16(x->n_aliases / x->words[i].count + 1);
    for (size_t a = 0; a < x->n_aliases; a++) {
        struct xbz_str word;
        for (size_t at = 0; next_word(x->aliases[a].key, &at, &word);)
            x->alias_weight[a] += find_word(x, word)->weight;
    }
}

struct word_index *words_build(struct arena *arena, const struct xbz_taxonomy *taxonomy)
{
    struct word_index *x = ARENA_NEW(arena, struct word_index);
    if (!x)
        return NULL;
    size_t total = 0;
    struct xbz_str word;
    x->aliases = xbz_taxonomy_aliases(taxonomy, &x->n_aliases);
    for (size_t a = 0; a < x->n_aliases; a++)
        for (size_t at = 0; next_word(x->aliases[a].key, &at, &word);)
            total++;
    for (x->n_slots = 64; x->n_slots < total; x->n_slots *= 2)
        ;
    x->words = ARENA_ARRAY(arena, x->n_slots, struct word);
    x->postings = ARENA_ARRAY(arena, total + 1, struct posting);
    x->alias_weight = ARENA_ARRAY(arena, x->n_aliases + 1, unsigned);
    if (!x->words || !x->postings || !x->alias_weight)
        return NULL;
    for (size_t a = 0; a < x->n_aliases; a++)
        for (size_t at = 0; next_word(x->aliases[a].key, &at, &word);) {
            struct word *w = find_word(x, word);
            w->text = word;
            w->count++;
            x->postings[++x->n_postings] = (struct posting){(uint32_t)a, w->first};
            w->first = x->n_postings;
        }
    weigh(x);
    return x;
}

/* Aliases that share a word with the key, with the weight they share; a small table that drops what comes last
 * when a key of very common words would fill it. */
#define SHARED_ROOM 4096

struct shared {
    uint32_t alias; /* plus one; 0 empty */
    unsigned weight;
};

static void share(struct shared *table, uint32_t alias, unsigned weight)
{
    size_t slot = (alias * 2654435761u >> 8) & (SHARED_ROOM - 1);
    for (unsigned probe = 0; probe < 64; probe++, slot = (slot + 1) & (SHARED_ROOM - 1)) {
        if (table[slot].alias == 0)
            table[slot].alias = alias + 1;
        if (table[slot].alias == alias + 1) {
            table[slot].weight += weight;
            return;
        }
    }
}

static void keep_best(struct word_match *m, const struct xbz_alias *alias, unsigned likeness)
{
    if (!m->best || likeness > m->likeness || (likeness == m->likeness && alias < m->best)) {
        if (m->best && m->best->concept != alias->concept) {
            m->second = m->best;
            m->second_likeness = m->likeness;
        }
        m->best = alias;
        m->likeness = likeness;
    } else if (alias->concept != m->best->concept && (!m->second || likeness > m->second_likeness)) {
        m->second = alias;
        m->second_likeness = likeness;
    }
}

struct word_match words_nearest(const struct word_index *x, enum xbz_statement_kind statement, struct xbz_str key)
{
    struct word_match match = {NULL, NULL, 0, 0};
    struct shared table[SHARED_ROOM];
    memset(table, 0, sizeof table);
    unsigned key_weight = 0;
    struct xbz_str word;
    size_t n = 0;
    for (size_t at = 0; n < KEY_WORDS && next_word(key, &at, &word); n++) {
        const struct word *w = find_word(x, word);
        key_weight += w->text.n ? w->weight : 16 + log2_16(x->n_aliases + 1);
        /* A word most aliases have tells nothing by itself; its weight counts where rarer words lead. */
        for (uint32_t p = w->text.n ? w->first : 0; p; p = x->postings[p].next)
            if (x->aliases[x->postings[p].alias].statement == statement)
                share(table, x->postings[p].alias, w->weight);
    }
    for (size_t i = 0; i < SHARED_ROOM; i++)
        if (table[i].alias) {
            const struct xbz_alias *alias = &x->aliases[table[i].alias - 1];
            unsigned whole = key_weight + x->alias_weight[table[i].alias - 1];
            unsigned likeness = whole ? table[i].weight * 200 / whole : 0;
            keep_best(&match, alias, likeness > 100 ? 100 : likeness);
        }
    if (match.second && match.second->concept == match.best->concept)
        match.second = NULL;
    return match;
}
