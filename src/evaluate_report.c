/* evaluate_report.c - the counts of an evaluation as tables, and as JSON. */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "evaluate.h"
#include "output/json.h"

#define ROWS_SHOWN 40 /* of concepts and of confusions, in the tables for people */

static const struct {
    enum xbz_statement_kind kind;
    const char *name, *title;
} kinds[] = {
    {XBZ_BALANCE_SHEET, "balance-sheet", "balance sheet"},
    {XBZ_INCOME, "income", "income"},
    {XBZ_COMPREHENSIVE_INCOME, "comprehensive-income", "comprehensive income"},
    {XBZ_CASH_FLOW, "cash-flow", "cash flow"},
    {XBZ_EQUITY, "equity", "equity"},
    {XBZ_NO_STATEMENT, "elsewhere", "elsewhere"},
};
#define N_KINDS (sizeof kinds / sizeof *kinds)

/* A pair of concepts, by how often one was taken for the other; or a concept, by the mistakes made with it. */
struct confusion {
    uint32_t count;
    size_t filer, ours;
};

static int by_count(const void *a, const void *b)
{
    const struct confusion *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (x->filer != y->filer)
        return x->filer < y->filer ? -1 : 1;
    return x->ours < y->ours ? -1 : x->ours > y->ours;
}

/* What occurs, in the order it is shown in. */
struct lists {
    struct confusion *pairs, *concepts;
    size_t n_pairs, n_concepts;
};

static uint64_t mistakes(const struct evaluation_counts *c)
{
    return c->tagged - c->right + (c->judged - c->agreed);
}

static void free_lists(struct lists *lists)
{
    mem_free(lists->pairs);
    mem_free(lists->concepts);
}

static bool make_lists(struct lists *lists, const struct evaluation *e)
{
    size_t side = e->n + 1, found = 1;
    for (size_t i = 0; i < side * side; i++)
        found += e->confused[i] > 0;
    *lists = (struct lists){.pairs = mem_alloc(found * sizeof *lists->pairs),
                            .concepts = mem_alloc(side * sizeof *lists->concepts)};
    if (!lists->pairs || !lists->concepts)
        return false;
    for (size_t i = 0; i < side * side; i++)
        if (e->confused[i] > 0)
            lists->pairs[lists->n_pairs++] = (struct confusion){e->confused[i], i / side, i % side};
    for (size_t i = 0; i < side; i++)
        if (e->concepts[i].tagged > 0 || e->concepts[i].made > 0)
            lists->concepts[lists->n_concepts++] = (struct confusion){(uint32_t)mistakes(&e->concepts[i]), i, 0};
    qsort(lists->pairs, lists->n_pairs, sizeof *lists->pairs, by_count);
    qsort(lists->concepts, lists->n_concepts, sizeof *lists->concepts, by_count);
    return true;
}

static struct xbz_str name_of(const struct evaluation *e, size_t index, const char *none)
{
    const struct xbz_concept *concept = xbz_taxonomy_concept(e->taxonomy, index);
    return concept ? concept->name : str_of(none);
}

/* ---- text ---- */

/* Four places of a part of a whole, cut; "-" for nothing of nothing. */
static const char *share(uint64_t part, uint64_t whole, char text[16])
{
    if (whole == 0)
        return "-";
    /* A part is never more than the whole, and counts are far below the 64 bits. */
    unsigned places = (unsigned)(part * 10000 / whole) % 10001;
    (void)snprintf(text, 16, "%u.%04u", places / 10000, places % 10000);
    return text;
}

static void row(struct stream *to, const char *title, const struct evaluation_counts *c)
{
    char line[256], a[16], b[16], d[16];
    (void)snprintf(line, sizeof line, "%-22s %9llu %9s %9s %9llu %9llu %9s\n", title, (unsigned long long)c->tagged,
                   share(c->found, c->tagged, a), share(c->right, c->tagged, b), (unsigned long long)c->made,
                   (unsigned long long)c->judged, share(c->agreed, c->judged, d));
    stream_text(to, line);
}

static void figure(struct stream *to, const char *title, uint64_t n)
{
    char line[128];
    (void)snprintf(line, sizeof line, "%-32s %9llu\n", title, (unsigned long long)n);
    stream_text(to, line);
}

static void figure_share(struct stream *to, const char *title, uint64_t a, uint64_t b)
{
    char line[128], text[16];
    (void)snprintf(line, sizeof line, "%-32s %9s\n", title, share(a, b, text));
    stream_text(to, line);
}

static void text_steps(const struct evaluation *e, struct stream *to)
{
    if (e->all.made > 0)
        stream_text(to, "\nconfidence               made    judged     right\n");
    for (int i = EVALUATION_STEPS - 1; i >= 0; i--) {
        const struct evaluation_counts *c = &e->steps[i];
        char line[128], range[16], text[16];
        if (c->made == 0)
            continue;
        (void)snprintf(range, sizeof range, i == EVALUATION_STEPS - 1 ? "100" : "%d-%d", i * 10, i * 10 + 9);
        (void)snprintf(line, sizeof line, "%-18s %10llu %9llu %9s\n", range, (unsigned long long)c->made,
                       (unsigned long long)c->judged, share(c->agreed, c->judged, text));
        stream_text(to, line);
    }
}

static void text_concepts(const struct evaluation *e, const struct confusion *list, size_t n, struct stream *to)
{
    if (n > 0 && list[0].count > 0)
        stream_text(to, "\nconcepts with most mistakes\n   tagged     found     right      made    judged     right\n");
    for (size_t i = 0; i < n && i < ROWS_SHOWN && list[i].count > 0; i++) {
        const struct evaluation_counts *c = &e->concepts[list[i].filer];
        char line[128];
        (void)snprintf(line, sizeof line, "%9llu %9llu %9llu %9llu %9llu %9llu  ", (unsigned long long)c->tagged,
                       (unsigned long long)c->found, (unsigned long long)c->right, (unsigned long long)c->made,
                       (unsigned long long)c->judged, (unsigned long long)c->agreed);
        stream_text(to, line);
        stream_str(to, name_of(e, list[i].filer, "(elements that gaap-lite has not)"));
        stream_byte(to, '\n');
    }
}

static void text_pairs(const struct evaluation *e, const struct confusion *list, size_t n, struct stream *to)
{
    if (n > 0)
        stream_text(to, "\nthe filer's concept, and the one converted to\n");
    for (size_t i = 0; i < n && i < ROWS_SHOWN; i++) {
        char line[32];
        (void)snprintf(line, sizeof line, "%9llu  ", (unsigned long long)list[i].count);
        stream_text(to, line);
        stream_str(to, name_of(e, list[i].filer, "(not in gaap-lite)"));
        stream_text(to, " -> ");
        stream_str(to, name_of(e, list[i].ours, "(extension)"));
        stream_byte(to, '\n');
    }
}

static void write_text(const struct evaluation *e, const struct lists *lists, struct stream *to)
{
    figure(to, "filings", e->filings);
    figure(to, "filings without tags", e->untagged);
    figure(to, "figures on statements", e->numbers);
    figure_share(to, "figures converted", e->numbers_found, e->numbers);
    figure_share(to, "own elements kept", e->extensions_found, e->extensions);
    stream_text(to, "\n                          tagged     found     right      made    judged     right\n");
    row(to, "all", &e->all);
    for (size_t i = 0; i < N_KINDS; i++)
        if (e->kinds[kinds[i].kind].tagged > 0 || e->kinds[kinds[i].kind].made > 0)
            row(to, kinds[i].title, &e->kinds[kinds[i].kind]);
    text_steps(e, to);
    text_concepts(e, lists->concepts, lists->n_concepts, to);
    text_pairs(e, lists->pairs, lists->n_pairs, to);
}

/* ---- JSON ---- */

static void member(struct json *json, const char *key, uint64_t value)
{
    json_key(json, str_of(key));
    json_int(json, value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

static void members(struct json *json, const struct evaluation_counts *c)
{
    member(json, "tagged", c->tagged);
    member(json, "found", c->found);
    member(json, "right", c->right);
    member(json, "made", c->made);
    member(json, "judged", c->judged);
    member(json, "agreed", c->agreed);
}

static void object(struct json *json, struct xbz_str key, const struct evaluation_counts *c)
{
    json_key(json, key);
    json_object(json, JSON_LINE);
    members(json, c);
    json_close(json);
}

static void json_confidence(const struct evaluation *e, struct json *json)
{
    json_key(json, STR("confidence"));
    json_array(json, JSON_SPREAD);
    for (int i = 0; i < EVALUATION_STEPS; i++) {
        if (e->steps[i].made == 0)
            continue;
        json_object(json, JSON_LINE);
        member(json, "from", (uint64_t)i * 10);
        member(json, "made", e->steps[i].made);
        member(json, "judged", e->steps[i].judged);
        member(json, "agreed", e->steps[i].agreed);
        json_close(json);
    }
    json_close(json);
}

/* A name, or null for what gaap-lite has not. */
static void json_name(const struct evaluation *e, struct json *json, const char *key, size_t index)
{
    const struct xbz_concept *concept = xbz_taxonomy_concept(e->taxonomy, index);
    json_key(json, str_of(key));
    if (concept)
        json_string(json, concept->name);
    else
        json_null(json);
}

static void json_lists(const struct evaluation *e, const struct lists *lists, struct json *json)
{
    json_key(json, STR("concepts"));
    json_array(json, JSON_SPREAD);
    for (size_t i = 0; i < lists->n_concepts; i++) {
        json_object(json, JSON_LINE);
        json_name(e, json, "concept", lists->concepts[i].filer);
        members(json, &e->concepts[lists->concepts[i].filer]);
        json_close(json);
    }
    json_close(json);
    json_key(json, STR("confusions"));
    json_array(json, JSON_SPREAD);
    for (size_t i = 0; i < lists->n_pairs; i++) {
        json_object(json, JSON_LINE);
        json_name(e, json, "filer", lists->pairs[i].filer);
        json_name(e, json, "converted", lists->pairs[i].ours);
        member(json, "facts", lists->pairs[i].count);
        json_close(json);
    }
    json_close(json);
}

static void write_json(const struct evaluation *e, const struct lists *lists, struct stream *to)
{
    struct json json;
    json_begin(&json, to);
    json_object(&json, JSON_SPREAD);
    member(&json, "filings", e->filings);
    member(&json, "untagged", e->untagged);
    member(&json, "numbers", e->numbers);
    member(&json, "numbers_found", e->numbers_found);
    member(&json, "extensions", e->extensions);
    member(&json, "extensions_found", e->extensions_found);
    object(&json, STR("all"), &e->all);
    json_key(&json, STR("statements"));
    json_object(&json, JSON_SPREAD);
    for (size_t i = 0; i < N_KINDS; i++)
        object(&json, str_of(kinds[i].name), &e->kinds[kinds[i].kind]);
    json_close(&json);
    json_confidence(e, &json);
    json_lists(e, lists, &json);
    json_close(&json);
    json_end(&json);
}

enum xbz_status evaluation_write(const struct evaluation *e, enum xbz_evaluate how, struct stream *to)
{
    struct lists lists;
    bool ok = make_lists(&lists, e);
    if (ok && how == XBZ_EVALUATE_JSON)
        write_json(e, &lists, to);
    else if (ok)
        write_text(e, &lists, to);
    free_lists(&lists);
    return ok ? XBZ_OK : XBZ_FATAL;
}
