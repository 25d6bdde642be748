#include "fixture.h"

#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "mapping/embedded.h"
#include "mapping/loader.h"
#include "statement/items.h"

#define FILES   16
#define COLUMNS 40

const char fixture_aliases[] =
    "CashAndCashEquivalentsAtCarryingValue\tBS\tcash and cash equivalents\n"
    "AccountsReceivableNetCurrent\tBS\taccounts receivable\n"
    "InventoryNet\tBS\tinventories\n"
    "OtherAssetsCurrent\tBS\tcurrent assets > other\n"
    "AssetsCurrent\tBS\ttotal current assets\n"
    "AssetsCurrent\tBS\tcurrent assets > total\n"
    "PropertyPlantAndEquipmentNet\tBS\tproperty and equipment\n"
    "OtherAssetsNoncurrent\tBS\tother assets\n"
    "Assets\tBS\ttotal assets\n"
    "AccountsPayableCurrent\tBS\taccounts payable\n"
    "AccruedLiabilitiesCurrent\tBS\taccrued liabilities\n"
    "OtherLiabilitiesCurrent\tBS\tcurrent liabilities > other\n"
    "LiabilitiesCurrent\tBS\ttotal current liabilities\n"
    "LongTermDebtNoncurrent\tBS\tlong-term debt\n"
    "Liabilities\tBS\ttotal liabilities\n"
    "CommonStockValue\tBS\tcommon stock\n"
    "TreasuryStockValue\tBS\ttreasury stock\n"
    "RetainedEarningsAccumulatedDeficit\tBS\tretained earnings\n"
    "RetainedEarningsAccumulatedDeficit\tBS\taccumulated deficit\n"
    "StockholdersEquity\tBS\ttotal stockholders' equity\n"
    "LiabilitiesAndStockholdersEquity\tBS\ttotal liabilities and stockholders' equity\n"
    "Revenues\tIS\ttotal revenues\n"
    "Revenues\tIS\trevenues\n"
    "CostOfRevenue\tIS\tcost of sales\n"
    "GrossProfit\tIS\tgross profit\n"
    "SellingGeneralAndAdministrativeExpense\tIS\tselling, general and administrative\n"
    "ResearchAndDevelopmentExpense\tIS\tresearch and development\n"
    "OperatingExpenses\tIS\ttotal operating expenses\n"
    "OperatingIncomeLoss\tIS\toperating income\n"
    "InterestExpense\tIS\tinterest expense\n"
    "IncomeTaxExpenseBenefit\tIS\tincome taxes\n"
    "IncomeTaxExpenseBenefit\tIS\tincome tax benefit\t-\n"
    "NetIncomeLoss\tIS\tnet income\n"
    "NetIncomeLoss\tIS\tnet loss\n"
    "EarningsPerShareBasic\tIS\tnet income per share > basic\n"
    "EarningsPerShareDiluted\tIS\tnet income per share > diluted\n"
    "WeightedAverageNumberOfSharesOutstandingBasic\tIS\tweighted average shares > basic\n"
    "WeightedAverageNumberOfDilutedSharesOutstanding\tIS\tweighted average shares > diluted\n"
    "NetIncomeLoss\tCF\tnet income\n"
    "DepreciationDepletionAndAmortization\tCF\tdepreciation\n"
    "IncreaseDecreaseInAccountsReceivable\tCF\taccounts receivable\n"
    "IncreaseDecreaseInInventories\tCF\tinventories\n"
    "NetCashProvidedByUsedInOperatingActivities\tCF\tnet cash from operating activities\n"
    "PaymentsToAcquirePropertyPlantAndEquipment\tCF\tcapital expenditures\n"
    "NetCashProvidedByUsedInInvestingActivities\tCF\tnet cash from investing activities\n"
    "ProceedsFromIssuanceOfLongTermDebt\tCF\tproceeds from long-term debt\n"
    "RepaymentsOfLongTermDebt\tCF\trepayments of long-term debt\n"
    "PaymentsOfDividends\tCF\tdividends paid\n"
    "NetCashProvidedByUsedInFinancingActivities\tCF\tnet cash from financing activities\n"
    "CashAndCashEquivalentsPeriodIncreaseDecrease\tCF\tnet increase in cash\n"
    "CashAndCashEquivalentsAtCarryingValue\tCF\tcash at beginning of year\n"
    "CashAndCashEquivalentsAtCarryingValue\tCF\tcash at end of year\n"
    "NetIncomeLoss\tCI\tnet income\n"
    "OtherComprehensiveIncomeLossNetOfTax\tCI\tother comprehensive income\n"
    "ComprehensiveIncomeNetOfTax\tCI\tcomprehensive income\n";

/* ---- life ---- */

static void remember(void *ctx, const struct xbz_diag *diag)
{
    struct fixture *fx = ctx;
    fx->code = diag->code;
    fx->detail[0] = '\0';
    if (diag->detail)
        strncat(fx->detail, diag->detail, sizeof fx->detail - 1);
}

int fixture_open(void **state, const char *aliases)
{
    struct fixture *fx = mem_alloc(sizeof *fx);
    struct xbz_taxonomy_file files[FILES] = {{"aliases.txt", (const unsigned char *)aliases, strlen(aliases)}};
    size_t n = 1;
    if (!fx)
        return -1;
    for (size_t i = 0; i < xbz_n_embedded_files && n < FILES; i++)
        if (strcmp(xbz_embedded_files[i].name, "aliases.txt") != 0 &&
            strcmp(xbz_embedded_files[i].name, MODEL_FILE) != 0)
            files[n++] = xbz_embedded_files[i];
    if (taxonomy_load_given(&fx->taxonomy, files, n, remember, fx) != XBZ_OK || fx->run.counts[XBZ_D_ALIAS_IGNORED] ||
        fx->detail[0] || mapper_init(&fx->mapper, fx->taxonomy) != XBZ_OK) {
        print_error("fixture: %s\n", fx->detail);
        return -1;
    }
    arena_init(&fx->arena, FIXTURE_CAP);
    *state = fx;
    return 0;
}

int fixture_close(void **state)
{
    struct fixture *fx = *state;
    arena_free(&fx->arena);
    mapper_free(&fx->mapper);
    xbz_taxonomy_free(fx->taxonomy);
    mem_free(fx);
    return 0;
}

int fixture_renew(void **state)
{
    struct fixture *fx = *state;
    struct xbz_options options;
    memset(&options, 0, sizeof options);
    options.limits.table_bytes = (size_t)8 << 20;
    options.limits.statements = 64;
    options.limits.facts = 20000;
    options.limits.repeats = 20;
    arena_reset(&fx->arena);
    fx->run = (struct xbz_run){.limits = options.limits, .diag = remember, .diag_ctx = fx};
    fx->code = XBZ_D_COUNT;
    fx->detail[0] = '\0';
    return 0;
}

/* ---- text apart ---- */

/* The text up to a separator, which goes with it. */
static struct xbz_str split_off(struct xbz_str *text, char separator)
{
    size_t n = 0;
    while (n < text->n && text->p[n] != separator)
        n++;
    struct xbz_str part = {text->p, n};
    *text = str_sub(*text, n < text->n ? n + 1 : n, text->n);
    return part;
}

static size_t count_of(struct xbz_str text, char separator)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == separator;
    return text.n ? n : 0;
}

static bool only(struct xbz_str line, char c)
{
    line = str_trim(line);
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != c)
            return false;
    return line.n >= 3;
}

static struct xbz_period period_of(struct xbz_str text)
{
    struct xbz_period p = {.kind = XBZ_PERIOD_NONE};
    size_t dots = str_find(text, STR(".."), 0);
    if (dots != (size_t)-1 && date_read(&p.start, str_sub(text, 0, dots)) &&
        date_read(&p.end, str_sub(text, dots + 2, text.n)))
        p.kind = XBZ_DURATION;
    else if (date_read(&p.end, text))
        p.kind = XBZ_INSTANT;
    return p;
}

struct xbz_period fixture_period(const char *text)
{
    struct xbz_period p = period_of(str_of(text));
    assert_int_not_equal(p.kind, XBZ_PERIOD_NONE);
    return p;
}

static struct xbz_column column_of(struct xbz_str text)
{
    static const struct {
        const char *name;
        unsigned flag;
    } flags[] = {{"restated", XBZ_COLUMN_RESTATED}, {"proforma", XBZ_COLUMN_PRO_FORMA}, {"change", XBZ_COLUMN_CHANGE},
                 {"note", XBZ_COLUMN_NOTE},         {"previous", XBZ_COLUMN_PREVIOUS},  {"part", XBZ_COLUMN_PART}};
    struct xbz_column column = {.label = str_trim(text)};
    struct xbz_str rest = column.label;
    column.period = period_of(split_off(&rest, ' '));
    while (rest.n) {
        struct xbz_str word = split_off(&rest, ' ');
        size_t k = 0;
        while (k < sizeof flags / sizeof *flags && !str_eq(word, str_of(flags[k].name)))
            k++;
        if (k < sizeof flags / sizeof *flags)
            column.flags |= flags[k].flag;
        else
            column.currency = word;
    }
    return column;
}

static struct xbz_value value_of(struct xbz_str text, uint64_t line)
{
    struct xbz_value v = {.kind = XBZ_WORDS, .place = {.line = line}};
    struct xbz_str number = v.text = str_trim(text);
    bool percent = number.n > 1 && number.p[number.n - 1] == '%';
    if (percent)
        number.n--;
    if (number.n && number.p[0] == '$') {
        v.currency_sign = true;
        number = str_trim(str_sub(number, 1, number.n));
    }
    if (number.n == 0)
        v.kind = XBZ_EMPTY;
    else if (str_eq(number, STR("-")))
        v.kind = XBZ_NIL;
    else if (decimal_read(&v.number, number))
        v.kind = percent ? XBZ_PERCENT : XBZ_NUMBER;
    v.bracketed = v.number.negative && number.p[0] == '(';
    return v;
}

/* ---- tables and statements ---- */

static void read_row(struct fixture *fx, struct xbz_row *row, struct xbz_str line, size_t n_columns, uint64_t number)
{
    row->values = ARENA_ARRAY(&fx->arena, n_columns + 1, struct xbz_value);
    assert_non_null(row->values);
    row->place.line = number;
    struct xbz_str label = split_off(&line, '|');
    while (row->indent < label.n && label.p[row->indent] == ' ')
        row->indent++;
    row->label = str_trim(label);
    if (row->label.n == 0)
        row->indent = 0;
    size_t c = 0;
    for (; c < n_columns && line.n; c++)
        row->values[c] = value_of(split_off(&line, '|'), number);
    assert_int_equal(line.n, 0);
}

static void read_rows(struct fixture *fx, struct xbz_table *table, struct xbz_str text)
{
    table->rows = ARENA_ARRAY(&fx->arena, count_of(text, '\n') + 1, struct xbz_row);
    assert_non_null(table->rows);
    unsigned rule = 0;
    while (text.n) {
        struct xbz_str line = split_off(&text, '\n');
        if (only(line, '-') || only(line, '=')) {
            bool single = only(line, '-');
            rule = single ? XBZ_ROW_RULE_ABOVE : 0;
            if (table->n_rows)
                table->rows[table->n_rows - 1].flags |= single ? XBZ_ROW_RULE_BELOW : XBZ_ROW_DOUBLE_BELOW;
            continue;
        }
        struct xbz_row *row = &table->rows[table->n_rows];
        read_row(fx, row, line, table->n_columns, ++table->n_rows);
        row->flags |= rule;
        rule = 0;
    }
}

struct xbz_table *fixture_table(struct fixture *fx, const char *lead, const char *columns, const char *rows)
{
    struct xbz_table *table = ARENA_NEW(&fx->arena, struct xbz_table);
    assert_non_null(table);
    struct xbz_str text = str_of(lead), *lines = ARENA_ARRAY(&fx->arena, count_of(text, '\n') + 1, struct xbz_str);
    assert_non_null(lines);
    while (text.n)
        lines[table->n_lead++] = split_off(&text, '\n');
    table->lead = lines;
    text = str_of(columns);
    table->columns = ARENA_ARRAY(&fx->arena, COLUMNS, struct xbz_column);
    assert_non_null(table->columns);
    while (text.n && table->n_columns < COLUMNS)
        table->columns[table->n_columns++] = column_of(split_off(&text, '|'));
    table->scale = (struct xbz_scale){-1, -1};
    table->place.line = 1;
    read_rows(fx, table, str_of(rows));
    return table;
}

struct xbz_statement *fixture_statement(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                        const char *rows)
{
    struct xbz_table *table = fixture_table(fx, NULL, columns, rows);
    struct xbz_statement *s = ARENA_NEW(&fx->arena, struct xbz_statement);
    assert_non_null(s);
    s->kind = kind;
    s->score = 80;
    s->title = STR("A title");
    s->scale = (struct xbz_scale){0, -1};
    s->currency = STR("USD");
    s->columns = table->columns;
    s->n_columns = table->n_columns;
    s->n_items = table->n_rows;
    s->place.line = 1;
    s->items = ARENA_ARRAY(&fx->arena, s->n_items + 1, struct xbz_line_item);
    assert_non_null(s->items);
    assert_true(items_from_rows(&fx->arena, s->items, 0, table->rows, table->n_rows, table->n_columns));
    return s;
}

static enum xbz_unit unit_of(enum xbz_item_type type)
{
    return type == XBZ_TYPE_SHARES      ? XBZ_UNIT_SHARES
           : type == XBZ_TYPE_PER_SHARE ? XBZ_UNIT_PER_SHARE
           : type == XBZ_TYPE_PURE      ? XBZ_UNIT_PURE
                                        : XBZ_UNIT_MONEY;
}

struct mapped_statement *fixture_mapped(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                        const char *rows)
{
    struct xbz_statement *s = fixture_statement(fx, kind, columns, rows);
    struct mapped_statement *ms = ARENA_NEW(&fx->arena, struct mapped_statement);
    assert_non_null(ms);
    ms->statement = s;
    ms->items = ARENA_ARRAY(&fx->arena, s->n_items + 1, struct mapped_item);
    assert_non_null(ms->items);
    for (size_t i = 0; i < s->n_items; i++) {
        struct mapped_item *it = &ms->items[i];
        struct xbz_str name = s->items[i].label, label = split_off(&name, '@');
        s->items[i].label = str_trim(label);
        *it = (struct mapped_item){.unit = XBZ_UNIT_MONEY, .sign = 1, .scale = s->scale.money};
        it->period = kind == XBZ_BALANCE_SHEET ? XBZ_INSTANT : XBZ_DURATION;
        it->total = item_is_total_label(s->items[i].label) && !s->items[i].heading;
        ms->n_rows += !s->items[i].heading;
        if (name.n == 0)
            continue;
        it->concept = xbz_taxonomy_find(fx->taxonomy, name);
        assert_non_null(it->concept);
        it->how = MATCH_ALIAS;
        it->confidence = 92;
        it->unit = unit_of(it->concept->type);
        it->scale = it->unit == XBZ_UNIT_MONEY ? it->scale : 0;
        it->period = it->concept->period;
        ms->n_mapped++;
    }
    return ms;
}

struct mapped_statement *fixture_map(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                     const char *rows)
{
    struct mapped_statement *ms;
    struct xbz_statement *s = fixture_statement(fx, kind, columns, rows);
    assert_int_equal(map_statement(&fx->mapper, &fx->run, &fx->arena, s, &ms), XBZ_OK);
    assert_non_null(ms);
    return ms;
}

/* ---- what came out ---- */

const struct xbz_concept *fixture_concept(const struct fixture *fx, const char *name)
{
    const struct xbz_concept *concept = xbz_taxonomy_find(fx->taxonomy, str_of(name));
    if (!concept)
        fail_msg("no concept %s", name);
    return concept;
}

size_t fixture_item(const struct xbz_statement *statement, const char *label)
{
    for (size_t i = 0; i < statement->n_items; i++)
        if (str_eq(statement->items[i].label, str_of(label)))
            return i;
    fail_msg("no line item \"%s\"", label);
    return 0;
}

const char *fixture_name(const struct mapped_statement *ms, const char *label)
{
    const struct mapped_item *it = &ms->items[fixture_item(ms->statement, label)];
    return it->concept ? it->concept->name.p : "";
}

const char *fixture_value(const struct fixture *fx, const struct filing_facts *facts, const char *concept,
                          const char *period)
{
    const struct held_fact *h = facts_find(facts, fixture_concept(fx, concept), NULL, fixture_period(period));
    return h ? h->fact.value.p : NULL;
}

const char *fixture_sums(struct fixture *fx, const struct mapped_statement *ms)
{
    struct buf text;
    buf_init(&text, 4096);
    for (size_t k = 0; k < ms->n_sums; k++) {
        const struct item_sum *sum = &ms->sums[k];
        buf_printf(&text, "%s%zu%s=", k ? " " : "", sum->total + 1, sum->exact ? "" : "~");
        for (size_t p = 0; p < sum->n_parts; p++)
            buf_printf(&text, "%s%zu", sum->signs[p] < 0 ? "-" : p ? "+" : "", sum->parts[p] + 1);
    }
    struct xbz_str kept = arena_str(&fx->arena, buf_view(&text), NULL);
    buf_free(&text);
    assert_non_null(kept.p);
    return kept.p;
}

void assert_str(struct xbz_str s, const char *expected)
{
    if (s.n != strlen(expected) || (s.n && memcmp(s.p, expected, s.n) != 0))
        fail_msg("\"%.*s\" is not \"%s\"", (int)s.n, s.p ? s.p : "", expected);
}
