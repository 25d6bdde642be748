#include "statement/classify.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"

/* A line longer than this is prose, not a title. */
#define TITLE_LONGEST 200
/* Nearest lines before a table that may hold its title. */
#define TITLE_LINES   14

static bool has(struct xbz_str line, const char *word)
{
    return str_find_word(line, str_of(word), 0) != (size_t)-1;
}

static bool has_any(struct xbz_str line, const char *const *words)
{
    for (; *words; words++)
        if (has(line, *words))
            return true;
    return false;
}

/* Figures that are not the registrant's, or that it does not report. */
static const char *const foreign_words[] = {
    "pro forma", "pro-forma", "proforma", "parent company only", "parent only", "registrant only",
    "forecast",  "projected", NULL,
};

static const char *const secondary_words[] = {
    "selected",
    "summary",
    "summarized",
    "parent company",
    "reconciliation",
    "reconciliations",
    "segment",
    "segments",
    "guarantor",
    "guarantors",
    "consolidating",
    "non-gaap",
    "quarterly financial",
    "quarterly results",
    "quarterly data",
    "quarterly information",
    "quarterly summary",
    "condensed financial information",
    "schedule i",
    "schedule ii",
    "highlights",
    "supplemental consolidating",
    "five-year",
    "ten-year",
    "eleven-year",
    "five year",
    "ten year",
    "common size",
    "as a percentage",
    "percentage of",
    "percent of",
    "adjusted",
    "geographic",
    "index to",
    "discontinued operations",
    NULL,
};

/* Words of running text: a line with them mentions a statement, it is not its title. */
static const char *const prose_words[] = {
    "the following", "see",   "refer",     "presents", "summarizes", "accompanying", "included",  "shown", "notes to",
    "our",           "we",    "which",     "was",      "were",       "are",          "is",        "has",   "have",
    "should be",     "below", "contained", "derived",  "set forth",  "audited by",   "report of", NULL,
};

static enum xbz_statement_kind title_kind(struct xbz_str line)
{
    static const char *const statement[] = {"statement", "statements", "sheet", "sheets", NULL};
    static const char *const equity[] = {"stockholders' equity",
                                         "shareholders' equity",
                                         "shareowners' equity",
                                         "stockholders equity",
                                         "shareholders equity",
                                         "stockholders' investment",
                                         "shareholders' investment",
                                         "changes in equity",
                                         "partners' capital",
                                         "changes in capital",
                                         "retained earnings",
                                         "stockholder's equity",
                                         "shareholder's equity",
                                         "members' equity",
                                         "stockholders' deficit",
                                         "shareholders' deficit",
                                         "changes in stockholders",
                                         "changes in shareholders",
                                         "partners' equity",
                                         "common stockholders' equity",
                                         NULL};
    static const char *const income[] = {"operations",      "income",    "earnings", "loss",     "losses",
                                         "profit and loss", "operation", "results",  "expenses", NULL};
    static const char *const position[] = {"financial condition", "financial position", "assets and liabilities",
                                           "condition", NULL};

    if (has(line, "balance sheet") || has(line, "balance sheets"))
        return XBZ_BALANCE_SHEET;
    bool named = has_any(line, statement);
    if ((has(line, "cash flow") || has(line, "cash flows")) && (named || line.n < 40))
        return XBZ_CASH_FLOW;
    if (has(line, "income statement") || has(line, "income statements") || has(line, "results of operations"))
        return XBZ_INCOME;
    if (!named)
        return XBZ_NO_STATEMENT;
    if (has(line, "changes in financial position"))
        return XBZ_CASH_FLOW;
    if (has_any(line, equity) && !has(line, "income") && !has(line, "operations"))
        return XBZ_EQUITY;
    if (has_any(line, position))
        return XBZ_BALANCE_SHEET;
    /* "Statements of income (loss) and comprehensive income (loss)" begin with the income statement. */
    size_t comprehensive = str_find_word(line, STR("comprehensive"), 0);
    if (comprehensive != (size_t)-1 && !has_any(str_sub(line, 0, comprehensive), income))
        return XBZ_COMPREHENSIVE_INCOME;
    if (has_any(line, income))
        return XBZ_INCOME;
    return XBZ_NO_STATEMENT;
}

/* "Reconciliation of net income to net cash provided by operations" is a part of the cash flow statement. */
static bool is_secondary(struct xbz_str line)
{
    return has_any(line, secondary_words) &&
           !(has(line, "reconciliation") && (has(line, "net cash") || has(line, "net income")));
}

static bool is_title(struct xbz_str line)
{
    if (line.n == 0 || line.n > TITLE_LONGEST || has_any(line, prose_words))
        return false;
    /* A sentence or a line of a table of contents. */
    return line.p[line.n - 1] != '.' && str_find(line, STR(". . ."), 0) == (size_t)-1 &&
           str_find(line, STR("....."), 0) == (size_t)-1;
}

/* The i-th nearest line before the figures: headings in the stub first, then the lead lines from the last. */
static bool nearest_line(const struct xbz_table *table, size_t i, size_t n_stub, struct xbz_str *line)
{
    if (i < n_stub) {
        *line = table->rows[n_stub - 1 - i].label;
        return true;
    }
    i -= n_stub;
    if (i >= table->n_lead)
        return false;
    *line = table->lead[table->n_lead - 1 - i];
    return true;
}

static size_t stub_headings(const struct xbz_table *table)
{
    size_t n = 0;
    while (n < table->n_rows && n < 4) {
        const struct xbz_row *row = &table->rows[n];
        for (size_t c = 0; c < table->n_columns; c++)
            if (row->values[c].kind != XBZ_EMPTY)
                return n;
        n++;
    }
    return n;
}

struct statement_title classify_title(const struct xbz_table *table)
{
    struct statement_title title = {.kind = XBZ_NO_STATEMENT};
    size_t n_stub = stub_headings(table);
    struct xbz_str line;
    size_t after = 0; /* lines looked at beyond the title */
    for (size_t i = 0; i < TITLE_LINES + n_stub && nearest_line(table, i, n_stub, &line); i++) {
        line = str_trim(line);
        bool titled = is_title(line);
        if (title.kind == XBZ_NO_STATEMENT && titled) {
            title.kind = title_kind(line);
            /* The heading of a discussion, over whose tables no statement is named. */
            title.secondary = title.secondary || has(line, "results of operations");
            title.line = line;
            title.continued = has(line, "continued") || has(line, "cont'd") || has(line, "concluded");
        }
        /* Words that tell a secondary table may stand in the title, below it, or just above. */
        if (titled && line.n < 120 && (title.kind == XBZ_NO_STATEMENT ? i < n_stub + 4 : after < 3)) {
            title.foreign = title.foreign || has_any(line, foreign_words);
            title.secondary = title.secondary || title.foreign || is_secondary(line);
        }
        if (title.kind != XBZ_NO_STATEMENT && ++after > 3)
            break;
    }
    if (title.kind == XBZ_NO_STATEMENT)
        title.line.n = 0;
    return title;
}

static bool row_has_figures(const struct xbz_table *table, const struct xbz_row *row)
{
    for (size_t c = 0; c < table->n_columns; c++)
        if (row->values[c].kind == XBZ_NUMBER)
            return true;
    return false;
}

/* Concepts whose total lines only one statement has. */
static const struct {
    enum xbz_statement_kind kind;
    const char *concept;
} anchors[] = {
    {XBZ_BALANCE_SHEET, "Assets"},
    {XBZ_BALANCE_SHEET, "LiabilitiesAndStockholdersEquity"},
    {XBZ_BALANCE_SHEET, "AssetsCurrent"},
    {XBZ_BALANCE_SHEET, "LiabilitiesCurrent"},
    {XBZ_BALANCE_SHEET, "StockholdersEquity"},
    {XBZ_CASH_FLOW, "NetCashProvidedByUsedInOperatingActivities"},
    {XBZ_CASH_FLOW, "NetCashProvidedByUsedInInvestingActivities"},
    {XBZ_CASH_FLOW, "NetCashProvidedByUsedInFinancingActivities"},
    {XBZ_CASH_FLOW, "CashAndCashEquivalentsPeriodIncreaseDecrease"},
    {XBZ_INCOME, "NetIncomeLoss"},
    {XBZ_INCOME, "IncomeTaxExpenseBenefit"},
    {XBZ_INCOME,
     "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments"},
    {XBZ_INCOME, "OperatingIncomeLoss"},
    {XBZ_INCOME, "Revenues"},
    {XBZ_INCOME, "EarningsPerShareBasic"},
    {XBZ_INCOME, "EarningsPerShareDiluted"},
    {XBZ_COMPREHENSIVE_INCOME, "ComprehensiveIncomeNetOfTax"},
    {XBZ_COMPREHENSIVE_INCOME, "OtherComprehensiveIncomeLossNetOfTax"},
};

static bool is_anchor(enum xbz_statement_kind kind, const struct xbz_concept *concept)
{
    for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++)
        if (anchors[i].kind == kind && str_eq(str_of(anchors[i].concept), concept->name))
            return true;
    return false;
}

void classify_vocabulary(struct statement_vocabulary *out, const struct xbz_taxonomy *taxonomy,
                         const struct xbz_table *table)
{
    static const enum xbz_statement_kind kinds[] = {XBZ_BALANCE_SHEET, XBZ_INCOME, XBZ_COMPREHENSIVE_INCOME,
                                                    XBZ_CASH_FLOW};
    memset(out, 0, sizeof *out);
    for (size_t r = 0; r < table->n_rows; r++) {
        const struct xbz_row *row = &table->rows[r];
        if (!row_has_figures(table, row))
            continue;
        out->rows++;
        char key[256];
        size_t n = xbz_label_key(taxonomy, row->label, key, sizeof key);
        if (n == 0)
            continue;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const struct xbz_alias *alias = xbz_taxonomy_alias(taxonomy, kinds[k], (struct xbz_str){key, n});
            if (!alias)
                continue;
            out->known[kinds[k]]++;
            out->anchors[kinds[k]] += is_anchor(kinds[k], alias->concept);
        }
    }
}

/* Share of columns whose period fits the statement; undated columns count half. */
static unsigned period_fit(const struct xbz_table *table, enum xbz_statement_kind kind)
{
    unsigned fit = 0, n = 0;
    for (size_t c = 0; c < table->n_columns; c++) {
        const struct xbz_column *column = &table->columns[c];
        if (column->flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE))
            continue;
        n++;
        if (column->period.kind == XBZ_PERIOD_NONE)
            fit += 50;
        else if ((column->period.kind == XBZ_INSTANT) == (kind == XBZ_BALANCE_SHEET))
            fit += 100;
    }
    return n ? fit / n : 0;
}

static unsigned kind_score(const struct xbz_table *table, enum xbz_statement_kind kind,
                           const struct statement_title *title, const struct statement_vocabulary *v)
{
    unsigned known = v->known[kind], share = known * 100 / v->rows;
    unsigned anchor_points = v->anchors[kind] > 3 ? 30 : v->anchors[kind] * 10;
    unsigned score = share * 4 / 10 + anchor_points;
    if (title->kind == kind)
        score += 30;
    else if (title->kind != XBZ_NO_STATEMENT)
        score = score > 25 ? score - 25 : 0;
    return score * (50 + period_fit(table, kind) / 2) / 100;
}

/* Four quarters beside each other: the years' statements stand elsewhere. */
static bool is_quarterly(const struct xbz_table *table)
{
    unsigned quarters = 0;
    for (size_t c = 0; c < table->n_columns; c++) {
        const struct xbz_period *p = &table->columns[c].period;
        long days = p->kind == XBZ_DURATION ? date_number(p->end) - date_number(p->start) : 0;
        bool seen = days < 80 || days > 100;
        for (size_t k = 0; k < c; k++)
            seen |= period_same(table->columns[k].period, *p);
        quarters += !seen;
    }
    return quarters >= 4;
}

enum xbz_statement_kind classify_table(const struct xbz_table *table, const struct statement_title *named,
                                       const struct statement_vocabulary *v, unsigned *score)
{
    enum xbz_statement_kind best = XBZ_NO_STATEMENT;
    struct statement_title given = *named, *title = &given;
    *score = 0;
    if (v->rows < 3 || title->kind == XBZ_EQUITY || title->foreign)
        return XBZ_NO_STATEMENT;
    /* "Statement of comprehensive income" over revenues, taxes and earnings per share: the income statement too. */
    if (title->kind == XBZ_COMPREHENSIVE_INCOME && v->anchors[XBZ_INCOME] >= 3)
        title->kind = XBZ_INCOME;
    title->secondary = title->secondary || is_quarterly(table);
    for (int k = XBZ_BALANCE_SHEET; k <= XBZ_CASH_FLOW; k++) {
        enum xbz_statement_kind kind = (enum xbz_statement_kind)k;
        unsigned s = kind_score(table, kind, title, v);
        if (s > *score) {
            *score = s;
            best = kind;
        }
    }
    /* Without a title only a table that looks whole is taken. */
    bool whole = best == XBZ_CASH_FLOW ? v->anchors[best] >= 3
                                       : v->anchors[best] >= 2 && v->known[best] >= 5 && v->known[best] * 2 >= v->rows;
    if (title->kind != best && !whole)
        return XBZ_NO_STATEMENT;
    if (title->secondary)
        *score = *score > 30 ? *score - 30 : 1;
    unsigned least = title->kind == best ? 35 : 40;
    if (*score > 100)
        *score = 100;
    return v->known[best] >= 2 && *score >= least ? best : XBZ_NO_STATEMENT;
}
