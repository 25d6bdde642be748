#include "mapping/features.h"

#include <string.h>

#include "base/str.h"

enum model_part model_part_of(enum xbz_statement_kind kind)
{
    switch (kind) {
    case XBZ_BALANCE_SHEET:
        return MODEL_BALANCE;
    case XBZ_INCOME:
    case XBZ_COMPREHENSIVE_INCOME:
        return MODEL_INCOME;
    case XBZ_CASH_FLOW:
        return MODEL_FLOW;
    default:
        return MODEL_PARTS;
    }
}

/* ---- hashes: FNV-1a, 64 bits folded to 32 ---- */

#define FNV_START 14695981039346656037u
#define FNV_PRIME 1099511628211u

static uint64_t hash_more(uint64_t h, struct xbz_str text)
{
    for (size_t i = 0; i < text.n; i++)
        h = (h ^ (unsigned char)text.p[i]) * FNV_PRIME;
    return h;
}

static uint64_t hash_kind(const char *kind)
{
    return hash_more(FNV_START, (struct xbz_str){kind, strlen(kind) + 1});
}

static void add_hash(struct feature_list *out, uint64_t h)
{
    if (out->n < FEATURES_MAX)
        out->hash[out->n++] = (uint32_t)(h ^ (h >> 32));
}

static void add(struct feature_list *out, const char *kind, struct xbz_str text)
{
    add_hash(out, hash_more(hash_kind(kind), text));
}

static void add_two(struct feature_list *out, const char *kind, struct xbz_str a, struct xbz_str b)
{
    uint64_t h = hash_more(hash_kind(kind), a);
    add_hash(out, hash_more(hash_more(h, STR("|")), b));
}

/* ---- words ---- */

static void add_words(struct feature_list *out, const char *kind, struct xbz_str key)
{
    struct xbz_str word;
    for (size_t at = 0; str_next_word(key, &at, &word);)
        add(out, kind, word);
}

/* Words, pairs of neighbours, the first and the last. */
static void add_caption(struct feature_list *out, struct xbz_str key)
{
    struct xbz_str word, before = {NULL, 0};
    for (size_t at = 0; str_next_word(key, &at, &word); before = word) {
        add(out, "w", word);
        if (before.n)
            add_two(out, "ww", before, word);
        else
            add(out, "wf", word);
    }
    add(out, "wl", before);
}

/* Captions that close a section: they tell where a line item stands. */
static bool closes_section(struct xbz_str key)
{
    static const char *const starts[] = {
        "total",         "net cash",   "gross profit",      "gross margin", "operating income",
        "income before", "net income", "income continuing", "cash flow",    NULL};
    for (const char *const *s = starts; *s; s++)
        if (str_starts_nocase(key, str_of(*s)))
            return true;
    return false;
}

void features_of_caption(enum xbz_statement_kind kind, const struct feature_row *row, struct feature_list *out)
{
    out->n = 0;
    add(out, "any", (struct xbz_str){NULL, 0});
    if (kind == XBZ_COMPREHENSIVE_INCOME)
        add(out, "ci", (struct xbz_str){NULL, 0});
    add(out, "k", row->key);
    add_caption(out, row->key);
    if (row->heading.n) {
        add_two(out, "kh", row->key, row->heading);
        add(out, "h", row->heading);
        add_words(out, "hw", row->heading);
    }
}

void features_of(enum xbz_statement_kind kind, const struct feature_row *rows, size_t n, size_t at,
                 struct feature_list *out)
{
    static const struct xbz_str first = {"^", 1}, last = {"$", 1};
    struct xbz_str key = rows[at].key, above = at > 0 ? rows[at - 1].key : first;
    struct xbz_str below = at + 1 < n ? rows[at + 1].key : last, opened = first, closed = last;
    for (size_t i = at; i > 0 && opened.p == first.p; i--)
        if (closes_section(rows[i - 1].key))
            opened = rows[i - 1].key;
    for (size_t i = at + 1; i < n && closed.p == last.p; i++)
        if (closes_section(rows[i].key))
            closed = rows[i].key;
    features_of_caption(kind, &rows[at], out);
    add_two(out, "ka", key, above);
    add_two(out, "ko", key, opened);
    add_two(out, "kc", key, closed);
    add(out, "o", opened);
    add(out, "c", closed);
    add(out, "a", above);
    add(out, "b", below);
    add_words(out, "aw", above);
    add_words(out, "bw", below);
}
