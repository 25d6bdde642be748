/* unmapped.c - counting captions within fixed memory. */
#include "unmapped.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define CAPTION_BYTES 152
#define SLOTS         (2 * (size_t)UNMAPPED_CAPTIONS)

struct caption {
    uint64_t key; /* hash of statement and key; captions are so few that two never share one */
    uint64_t count, filings, last_filing;
    uint8_t statement, n;
    char text[CAPTION_BYTES];
};

struct unmapped {
    const struct xbz_taxonomy *taxonomy;
    struct caption *captions;
    size_t n;
    uint32_t *slots; /* by key: place in captions, from 1; 0: free */
    uint64_t filings;
    uint64_t lost; /* captions with so many or fewer may be missing */
};

enum xbz_status unmapped_new(struct unmapped **out, const struct xbz_taxonomy *taxonomy)
{
    struct unmapped *u = *out = mem_alloc(sizeof *u);
    if (!u)
        return XBZ_FATAL;
    u->taxonomy = taxonomy;
    u->captions = mem_alloc(UNMAPPED_CAPTIONS * sizeof *u->captions);
    u->slots = mem_alloc(SLOTS * sizeof *u->slots);
    if (u->captions && u->slots)
        return XBZ_OK;
    unmapped_free(u);
    *out = NULL;
    return XBZ_FATAL;
}

void unmapped_free(struct unmapped *u)
{
    if (!u)
        return;
    mem_free(u->captions);
    mem_free(u->slots);
    mem_free(u);
}

/* ---- a filing ---- */

static const char statement_names[XBZ_STATEMENT_KINDS][3] = {
    [XBZ_BALANCE_SHEET] = "BS", [XBZ_INCOME] = "IS", [XBZ_COMPREHENSIVE_INCOME] = "CI", [XBZ_CASH_FLOW] = "CF",
    [XBZ_EQUITY] = "EQ",        [XBZ_COVER] = "CO",  [XBZ_NO_STATEMENT] = "--"};

static bool has_figure(const struct xbz_statement *s, size_t item)
{
    for (size_t c = 0; c < s->n_columns && !s->items[item].heading; c++)
        if (s->items[item].values[c].kind == XBZ_NUMBER)
            return true;
    return false;
}

void unmapped_collect(struct buf *out, const struct pipeline *p)
{
    for (size_t i = 0; i < p->n_candidates; i++) {
        const struct mapped_statement *ms = p->candidates[i];
        for (size_t k = 0; ms->chosen && k < ms->statement->n_items; k++) {
            struct xbz_str label = str_trim(ms->statement->items[k].label);
            if (ms->items[k].concept || label.n == 0 || label.n > 4096 || !has_figure(ms->statement, k) ||
                out->max - out->n < label.n + 8)
                continue;
            buf_byte(out, (char)ms->statement->kind);
            for (size_t b = 0; b < label.n; b++)
                buf_byte(out, (unsigned char)label.p[b] < ' ' ? ' ' : label.p[b]);
            buf_byte(out, '\n');
        }
    }
}

/* ---- the table ---- */

static uint32_t *slot_of(const struct unmapped *u, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) % SLOTS;
    while (u->slots[at] != 0 && u->captions[u->slots[at] - 1].key != key)
        at = (at + 1) % SLOTS;
    return &u->slots[at];
}

static int by_count(const void *a, const void *b)
{
    const struct caption *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (x->filings != y->filings)
        return x->filings > y->filings ? -1 : 1;
    if (x->statement != y->statement)
        return x->statement < y->statement ? -1 : 1;
    int order = memcmp(x->text, y->text, x->n < y->n ? x->n : y->n);
    return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

/* The rarer half goes, with all that are as rare as its most frequent. */
static void make_room(struct unmapped *u)
{
    qsort(u->captions, u->n, sizeof *u->captions, by_count);
    uint64_t most = u->captions[u->n / 2].count;
    while (u->n > 0 && u->captions[u->n - 1].count <= most)
        u->n--;
    u->lost += most;
    memset(u->slots, 0, SLOTS * sizeof *u->slots);
    for (size_t i = 0; i < u->n; i++)
        *slot_of(u, u->captions[i].key) = (uint32_t)i + 1;
}

/* UTF-8 is cut between characters. */
static uint8_t cut(struct xbz_str text)
{
    size_t n = text.n < CAPTION_BYTES ? text.n : CAPTION_BYTES;
    while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return (uint8_t)n;
}

static void add_caption(struct unmapped *u, uint8_t statement, struct xbz_str text)
{
    char words[4096];
    words[0] = (char)statement;
    size_t n = xbz_label_key(u->taxonomy, text, words + 1, sizeof words - 1);
    uint64_t key = str_hash((struct xbz_str){words, n + 1});
    uint32_t *slot = slot_of(u, key);
    if (*slot == 0) {
        if (u->n == UNMAPPED_CAPTIONS) {
            make_room(u);
            slot = slot_of(u, key);
        }
        struct caption *c = &u->captions[u->n++];
        *c = (struct caption){.key = key, .statement = statement, .n = cut(text)};
        memcpy(c->text, text.p, c->n);
        *slot = (uint32_t)u->n;
    }
    struct caption *c = &u->captions[*slot - 1];
    c->count++;
    c->filings += c->last_filing != u->filings;
    c->last_filing = u->filings;
}

void unmapped_add(struct unmapped *u, struct xbz_str captions)
{
    u->filings++;
    while (captions.n > 1) {
        size_t end = str_find(captions, STR("\n"), 0);
        if (end == (size_t)-1)
            return;
        add_caption(u, (uint8_t)captions.p[0], str_sub(captions, 1, end - 1));
        captions = str_sub(captions, end + 1, captions.n);
    }
}

void unmapped_write(struct unmapped *u, struct stream *to)
{
    qsort(u->captions, u->n, sizeof *u->captions, by_count);
    stream_text(to, "# line items without a concept: count, filings, statement, caption\n");
    if (u->lost > 0) {
        stream_text(to, "# captions that occur ");
        stream_int(to, (int64_t)u->lost);
        stream_text(to, " times or less may be missing, and counts may be low by as much\n");
    }
    for (size_t i = 0; i < u->n; i++) {
        const struct caption *c = &u->captions[i];
        stream_int(to, (int64_t)c->count);
        stream_byte(to, '\t');
        stream_int(to, (int64_t)c->filings);
        stream_byte(to, '\t');
        stream_text(to, statement_names[c->statement < XBZ_STATEMENT_KINDS ? c->statement : XBZ_NO_STATEMENT]);
        stream_byte(to, '\t');
        stream_str(to, (struct xbz_str){c->text, c->n});
        stream_byte(to, '\n');
    }
}
