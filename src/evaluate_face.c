/* evaluate_face.c - which of a filing's tagged facts stand on its statements. */
#include <stdlib.h>

#include "base/calendar.h"
#include "base/str.h"
#include "evaluate.h"

/* Concepts that tell a statement, and what each of them says of it. */
enum {
    SAYS_NET = 1,       /* income: net income */
    SAYS_BEFORE = 2,    /* what stands over it: tax, income before tax, operating income and costs */
    SAYS_ASSETS = 1,    /* balance sheet */
    SAYS_BALANCE = 2,   /* liabilities and equity */
    SAYS_OPERATING = 1, /* cash flow */
    SAYS_INVESTING = 2,
    SAYS_FINANCING = 4,
    SAYS_ALL = 1 /* comprehensive income: its total */
};

static const struct anchor {
    enum xbz_statement_kind kind;
    unsigned says;
    const char *name;
} anchors[] = {
    {XBZ_BALANCE_SHEET, SAYS_ASSETS, "Assets"},
    {XBZ_BALANCE_SHEET, SAYS_BALANCE, "LiabilitiesAndStockholdersEquity"},
    {XBZ_INCOME, SAYS_NET, "NetIncomeLoss"},
    {XBZ_INCOME, SAYS_NET, "ProfitLoss"},
    {XBZ_INCOME, SAYS_BEFORE, "IncomeTaxExpenseBenefit"},
    {XBZ_INCOME, SAYS_BEFORE,
     "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"},
    {XBZ_INCOME, SAYS_BEFORE,
     "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments"},
    {XBZ_INCOME, SAYS_BEFORE, "OperatingIncomeLoss"},
    {XBZ_INCOME, SAYS_BEFORE, "OperatingExpenses"},
    {XBZ_INCOME, SAYS_BEFORE, "CostsAndExpenses"},
    {XBZ_COMPREHENSIVE_INCOME, SAYS_ALL, "ComprehensiveIncomeNetOfTax"},
    {XBZ_COMPREHENSIVE_INCOME, SAYS_ALL,
     "ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest"},
    {XBZ_CASH_FLOW, SAYS_OPERATING, "NetCashProvidedByUsedInOperatingActivities"},
    {XBZ_CASH_FLOW, SAYS_OPERATING, "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations"},
    {XBZ_CASH_FLOW, SAYS_INVESTING, "NetCashProvidedByUsedInInvestingActivities"},
    {XBZ_CASH_FLOW, SAYS_INVESTING, "NetCashProvidedByUsedInInvestingActivitiesContinuingOperations"},
    {XBZ_CASH_FLOW, SAYS_FINANCING, "NetCashProvidedByUsedInFinancingActivities"},
    {XBZ_CASH_FLOW, SAYS_FINANCING, "NetCashProvidedByUsedInFinancingActivitiesContinuingOperations"},
};

#define N_ANCHORS        (sizeof anchors / sizeof *anchors)
#define KINDS            XBZ_EQUITY /* the kinds before it are judged */
#define PAGES_APART      3          /* tables between the pages of one statement, at most */
#define STATEMENTS_APART 12         /* and between the balance sheet and another statement */

struct table {
    unsigned facts;
    unsigned of[KINDS];   /* facts whose concept the statement may show */
    unsigned says[KINDS]; /* anchors in it */
    unsigned kinds;       /* bits: what it is a page of */
};

static const struct anchor *anchor_of(const struct xbz_concept *concept, enum xbz_statement_kind kind)
{
    for (size_t i = 0; concept && i < N_ANCHORS; i++)
        if (anchors[i].kind == kind && str_eq(concept->name, str_of(anchors[i].name)))
            return &anchors[i];
    return NULL;
}

static bool shows(const struct xbz_concept *concept, unsigned kind)
{
    return concept && (concept->statements & (1u << kind)) != 0;
}

/* ---- by tables ---- */

static void add_figure(struct table *t, const struct tagged_figure *figure)
{
    t->facts++;
    for (unsigned kind = XBZ_BALANCE_SHEET; kind < KINDS; kind++) {
        const struct anchor *anchor = anchor_of(figure->fact->concept, (enum xbz_statement_kind)kind);
        t->of[kind] += shows(figure->fact->concept, kind);
        t->says[kind] |= anchor ? anchor->says : 0;
    }
}

/* What a table must say to be the main page of a statement. */
static bool is_main(const struct table *t, unsigned kind)
{
    unsigned says = t->says[kind];
    switch (kind) {
    case XBZ_BALANCE_SHEET:
        return (says & SAYS_BALANCE) != 0;
    case XBZ_INCOME:
        return (says & SAYS_NET) && (says & SAYS_BEFORE);
    case XBZ_COMPREHENSIVE_INCOME:
        return says != 0;
    default:
        return (says & (says - 1)) != 0; /* two of the three activities */
    }
}

/* The table that shows most of the statement; of equals the first.  Statements stand together: one near the balance
 * sheet, the table near when it is known, goes before those of the notes. */
static unsigned main_table(const struct table *tables, unsigned n, unsigned kind, unsigned near)
{
    unsigned best = 0, best_near = 0;
    for (unsigned i = 1; i < n; i++) {
        bool is_near = near != 0 && i + STATEMENTS_APART >= near && i <= near + STATEMENTS_APART;
        if (!is_main(&tables[i], kind))
            continue;
        if (best == 0 || tables[i].of[kind] > tables[best].of[kind])
            best = i;
        if (is_near && (best_near == 0 || tables[i].of[kind] > tables[best_near].of[kind]))
            best_near = i;
    }
    return best_near ? best_near : best;
}

static bool says_nothing(const struct table *t)
{
    for (unsigned kind = XBZ_BALANCE_SHEET; kind < KINDS; kind++)
        if (t->says[kind])
            return false;
    return true;
}

/* Other pages: those beside it with totals of the same statement, and the one behind them that goes on with it, such as
 * figures in brackets below a balance sheet, or supplementary cash flows. */
static void mark_pages(struct table *tables, unsigned n, unsigned kind, unsigned best)
{
    unsigned from = best > PAGES_APART ? best - PAGES_APART : 1, last = best;
    tables[best].kinds |= 1u << kind;
    if (kind == XBZ_BALANCE_SHEET || kind == XBZ_CASH_FLOW)
        for (unsigned i = from; i < n && i <= best + PAGES_APART; i++)
            if (tables[i].says[kind] && !is_main(&tables[i], kind)) {
                tables[i].kinds |= 1u << kind;
                last = i > last ? i : last;
            }
    for (unsigned i = last + 1; i < n && i <= last + PAGES_APART; i++) {
        const struct table *t = &tables[i];
        if (t->facts == 0)
            continue;
        if (says_nothing(t) && 3 * t->of[kind] >= 2 * t->facts)
            tables[i].kinds |= 1u << kind;
        break;
    }
}

/* A table may show two statements, such as income and comprehensive income. */
static enum xbz_statement_kind face_in(const struct table *t, const struct xbz_concept *concept)
{
    enum xbz_statement_kind first = XBZ_NO_STATEMENT;
    for (unsigned kind = XBZ_BALANCE_SHEET; kind < KINDS; kind++) {
        if (!(t->kinds & (1u << kind)))
            continue;
        if (shows(concept, kind))
            return (enum xbz_statement_kind)kind;
        first = first == XBZ_NO_STATEMENT ? (enum xbz_statement_kind)kind : first;
    }
    return first;
}

static enum xbz_status by_tables(struct arena *arena, struct tagged_figure *figures, size_t n, unsigned n_tables)
{
    struct table *tables = ARENA_ARRAY(arena, n_tables, struct table);
    if (!tables)
        return XBZ_FAIL;
    for (size_t i = 0; i < n; i++)
        if (figures[i].table > 0)
            add_figure(&tables[figures[i].table], &figures[i]);
    unsigned balance = 0;
    for (unsigned kind = XBZ_BALANCE_SHEET; kind < KINDS; kind++) {
        unsigned best = main_table(tables, n_tables, kind, balance);
        balance = kind == XBZ_BALANCE_SHEET ? best : balance;
        if (best)
            mark_pages(tables, n_tables, kind, best);
    }
    for (size_t i = 0; i < n; i++)
        figures[i].face = face_in(&tables[figures[i].table], figures[i].fact->concept);
    return XBZ_OK;
}

/* ---- by periods ---- */

static int by_period(const void *a, const void *b)
{
    const struct xbz_period *x = &(*(struct tagged_figure *const *)a)->fact->period,
                            *y = &(*(struct tagged_figure *const *)b)->fact->period;
    int order = x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : date_cmp(x->end, y->end);
    return order != 0 || x->kind == XBZ_INSTANT ? order : date_cmp(x->start, y->start);
}

/* The statements that have the period, as bits. */
static unsigned kinds_of(struct tagged_figure *const *figures, size_t n)
{
    struct table t = {0};
    unsigned kinds = 0;
    for (size_t i = 0; i < n; i++)
        add_figure(&t, figures[i]);
    for (unsigned kind = XBZ_BALANCE_SHEET; kind < KINDS; kind++)
        kinds |= is_main(&t, kind) ? 1u << kind : 0;
    return kinds;
}

static enum xbz_status by_periods(struct arena *arena, struct tagged_figure *figures, size_t n)
{
    struct tagged_figure **sorted = ARENA_ARRAY(arena, n + 1, struct tagged_figure *);
    if (!sorted)
        return XBZ_FAIL;
    for (size_t i = 0; i < n; i++)
        sorted[i] = &figures[i];
    qsort(sorted, n, sizeof *sorted, by_period);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && by_period(&sorted[from], &sorted[to]) == 0; to++)
            ;
        unsigned kinds = kinds_of(sorted + from, to - from);
        for (size_t i = from; i < to; i++)
            for (unsigned kind = XBZ_BALANCE_SHEET; kind < KINDS && sorted[i]->face == XBZ_NO_STATEMENT; kind++)
                if ((kinds & (1u << kind)) && shows(sorted[i]->fact->concept, kind))
                    sorted[i]->face = (enum xbz_statement_kind)kind;
    }
    return XBZ_OK;
}

enum xbz_status evaluation_faces(struct arena *arena, struct tagged_figure *figures, size_t n)
{
    unsigned most = 0;
    for (size_t i = 0; i < n; i++)
        most = figures[i].table > most ? figures[i].table : most;
    return most > 0 ? by_tables(arena, figures, n, most + 1) : by_periods(arena, figures, n);
}
