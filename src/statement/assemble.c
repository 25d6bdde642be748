#include "statement/assemble.h"

#include <string.h>

#include "base/str.h"
#include "statement/classify.h"
#include "statement/items.h"

/* More prose than a page's foot and head between two tables: the second is not the first one's continuation. */
#define PROSE_BETWEEN 24
#define ITEM_ROOM     512

void assembler_init(struct assembler *a, struct xbz_run *run, const struct xbz_taxonomy *taxonomy,
                    struct statement_sink sink)
{
    memset(a, 0, sizeof *a);
    a->run = run;
    a->taxonomy = taxonomy;
    a->sink = sink;
    arena_init(&a->arena, run->limits.table_bytes);
}

void assembler_free(struct assembler *a)
{
    arena_free(&a->arena);
}

void assembler_reset(struct assembler *a)
{
    arena_reset(&a->arena);
    a->pending = NULL;
    a->prose_lines = 0;
}

void assembler_prose(struct assembler *a, struct xbz_str line)
{
    if (a->pending && str_trim(line).n > 0)
        a->prose_lines++;
}

static bool column_usable(const struct xbz_column *column)
{
    return !(column->flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE));
}

/* Same number of columns, and no column dated otherwise. */
static bool same_columns(const struct xbz_statement *s, const struct xbz_table *table)
{
    if (s->n_columns != table->n_columns)
        return false;
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_column *a = &s->columns[c], *b = &table->columns[c];
        if (column_usable(a) != column_usable(b))
            return false;
        if (a->period.kind == XBZ_PERIOD_NONE || b->period.kind == XBZ_PERIOD_NONE)
            continue;
        if (memcmp(&a->period.end, &b->period.end, sizeof a->period.end) != 0)
            return false;
    }
    return true;
}

/* A statement lacks the totals it ends with. */
static bool is_open(const struct assembler *a)
{
    const struct xbz_statement *s = a->pending;
    const char *last = s->kind == XBZ_BALANCE_SHEET ? "LiabilitiesAndStockholdersEquity"
                       : s->kind == XBZ_CASH_FLOW   ? "NetCashProvidedByUsedInFinancingActivities"
                                                    : "NetIncomeLoss";
    for (size_t i = 0; i < s->n_items; i++) {
        char key[256];
        size_t n = xbz_label_key(a->taxonomy, s->items[i].label, key, sizeof key);
        const struct xbz_alias *alias = n ? xbz_taxonomy_alias(a->taxonomy, s->kind, (struct xbz_str){key, n}) : NULL;
        if (alias && !s->items[i].heading && str_eq(alias->concept->name, str_of(last)))
            return false;
    }
    return true;
}

static bool continues(const struct assembler *a, const struct xbz_table *table, const struct statement_title *title,
                      const struct statement_vocabulary *v)
{
    const struct xbz_statement *s = a->pending;
    if (!s || a->prose_lines > PROSE_BETWEEN || title->secondary || !same_columns(s, table))
        return false;
    if (title->kind != XBZ_NO_STATEMENT && title->kind != s->kind)
        return false;
    if (title->kind == s->kind && title->continued)
        return true;
    if (!is_open(a))
        return false;
    return v->rows > 0 && (v->known[s->kind] * 3 >= v->rows || v->anchors[s->kind] > 0);
}

static struct xbz_line_item *room_for(struct assembler *a, size_t n)
{
    struct xbz_statement *s = a->pending;
    if (s->n_items + n <= a->item_room)
        return s->items;
    size_t room = a->item_room * 2 > s->n_items + n ? a->item_room * 2 : s->n_items + n;
    struct xbz_line_item *items = ARENA_ARRAY(&a->arena, room, struct xbz_line_item);
    if (!items)
        return NULL;
    if (s->n_items)
        memcpy(items, s->items, s->n_items * sizeof *items);
    s->items = items;
    a->item_room = room;
    return items;
}

static enum xbz_status lost(struct assembler *a, const struct xbz_table *table)
{
    bool fatal = a->arena.no_memory;
    assembler_reset(a);
    return run_fail(a->run, fatal ? XBZ_D_OUT_OF_MEMORY : XBZ_D_TABLE_TOO_LARGE, table->place, NULL);
}

/* Figures that cannot be read become no facts; columns that report nothing do not matter. */
static void report_damaged(struct assembler *a, const struct xbz_table *table)
{
    for (size_t r = 0; r < table->n_rows; r++)
        for (size_t c = 0; c < table->n_columns; c++) {
            const struct xbz_value *v = &table->rows[r].values[c];
            if (v->kind == XBZ_DAMAGED && column_usable(&table->columns[c]))
                run_diag(a->run, XBZ_D_CELL_UNREADABLE, v->place.line ? v->place : table->rows[r].place, "%.*s: %.*s",
                         STR_ARG(table->rows[r].label), STR_ARG(v->text));
        }
}

static enum xbz_status append(struct assembler *a, const struct xbz_table *table)
{
    struct xbz_statement *s = a->pending;
    struct xbz_line_item *items = room_for(a, table->n_rows);
    if (!items || !items_from_rows(&a->arena, items, s->n_items, table->rows, table->n_rows, s->n_columns))
        return lost(a, table);
    report_damaged(a, table);
    s->n_items += table->n_rows;
    s->place.end = table->place.end;
    a->prose_lines = 0;
    for (size_t c = 0; c < s->n_columns; c++)
        if (s->columns[c].period.kind == XBZ_PERIOD_NONE)
            s->columns[c].period = table->columns[c].period;
    return XBZ_OK;
}

static enum xbz_status begin(struct assembler *a, const struct xbz_table *table, const struct statement_title *title,
                             enum xbz_statement_kind kind, unsigned score)
{
    bool ok = true;
    assembler_reset(a);
    struct xbz_statement *s = ARENA_NEW(&a->arena, struct xbz_statement);
    a->item_room = table->n_rows > ITEM_ROOM ? table->n_rows : ITEM_ROOM;
    if (!s)
        return lost(a, table);
    s->kind = kind;
    s->score = score;
    s->title = arena_str(&a->arena, title->line, &ok);
    s->condensed_parent = title->secondary;
    s->scale = table->scale;
    s->scale_stated = table->scale.money >= 0;
    if (s->scale.money < 0)
        s->scale.money = 0;
    s->currency_stated = table->currency.n > 0;
    s->currency = arena_str(&a->arena, s->currency_stated ? table->currency : STR("USD"), &ok);
    s->n_columns = table->n_columns;
    s->columns = ARENA_ARRAY(&a->arena, table->n_columns, struct xbz_column);
    s->items = ARENA_ARRAY(&a->arena, a->item_room, struct xbz_line_item);
    s->place = table->place;
    if (!ok || !s->columns || !s->items)
        return lost(a, table);
    for (size_t c = 0; c < s->n_columns; c++) {
        s->columns[c] = table->columns[c];
        s->columns[c].label = arena_str(&a->arena, table->columns[c].label, &ok);
        s->columns[c].currency = arena_str(&a->arena, table->columns[c].currency, &ok);
    }
    if (!ok)
        return lost(a, table);
    a->pending = s;
    return append(a, table);
}

static enum xbz_status flush(struct assembler *a)
{
    enum xbz_status status = XBZ_OK;
    if (a->pending)
        status = a->sink.statement(a->sink.ctx, a->pending);
    assembler_reset(a);
    return status;
}

enum xbz_status assembler_table(struct assembler *a, const struct xbz_table *table)
{
    struct statement_title title = classify_title(table);
    struct statement_vocabulary vocabulary;
    unsigned score;
    classify_vocabulary(&vocabulary, a->taxonomy, table);
    if (continues(a, table, &title, &vocabulary))
        return append(a, table);
    TRY(flush(a));
    enum xbz_statement_kind kind = classify_table(table, &title, &vocabulary, &score);
    if (kind == XBZ_NO_STATEMENT || table->n_columns == 0)
        return XBZ_OK;
    return begin(a, table, &title, kind, score);
}

enum xbz_status assembler_finish(struct assembler *a)
{
    return flush(a);
}
