/* Sections of balance sheets and cash flow statements, from the totals that close them. */
#include "mapping/match.h"

#include "base/str.h"

#define HAS(label, word) (str_find_word((label), STR(word), 0) != (size_t)-1)

/* The first line item with a concept at or after from; n_items when there is none. */
static size_t item_with(const struct xbz_statement *s, const struct mapped_item *items, const char *name, size_t from)
{
    for (size_t i = from; i < s->n_items; i++)
        if (items[i].concept && str_eq(items[i].concept->name, str_of(name)))
            return i;
    return s->n_items;
}

static size_t equity_start(const struct xbz_statement *s, size_t from)
{
    for (size_t i = from; i < s->n_items; i++) {
        struct xbz_str label = s->items[i].label;
        if (s->items[i].heading && !HAS(label, "liabilities") &&
            (HAS(label, "equity") || HAS(label, "deficit") || HAS(label, "deficiency") || HAS(label, "capital") ||
             HAS(label, "shareholders' investment") || HAS(label, "stockholders' investment")))
            return i;
    }
    return s->n_items;
}

static void fill(struct item_section *sections, size_t from, size_t to, struct item_section section)
{
    for (size_t i = from; i < to; i++)
        sections[i] = section;
}

static void balance_sections(const struct xbz_statement *s, const struct mapped_item *items,
                             struct item_section *sections)
{
    size_t n = s->n_items;
    size_t assets = item_with(s, items, "Assets", 0);
    if (assets == n)
        return;
    size_t current = item_with(s, items, "AssetsCurrent", 0);
    if (current < assets) {
        fill(sections, 0, current + 1, (struct item_section){PART_ASSETS_CURRENT, 0, "current assets"});
        fill(sections, current + 1, assets + 1,
             (struct item_section){PART_ASSETS, PART_ASSETS_CURRENT, "noncurrent assets"});
    } else {
        fill(sections, 0, assets + 1, (struct item_section){PART_ASSETS, 0, "assets"});
    }
    sections[assets] = (struct item_section){0, 0, NULL};
    size_t due = item_with(s, items, "LiabilitiesCurrent", assets + 1);
    size_t equity = equity_start(s, due < n ? due + 1 : assets + 1);
    size_t from = assets + 1;
    if (due < n) {
        fill(sections, from, due + 1, (struct item_section){PART_LIABILITIES_CURRENT, 0, "current liabilities"});
        from = due + 1;
    }
    if (equity < n && equity >= from) {
        unsigned not_here = PART_ASSETS | (due < n ? (unsigned)PART_LIABILITIES_CURRENT : 0u);
        fill(sections, from, equity,
             (struct item_section){0, not_here, due < n ? "noncurrent liabilities" : "liabilities"});
        fill(sections, equity, n, (struct item_section){0, PART_ASSETS | PART_LIABILITIES, "equity"});
    } else {
        fill(sections, from, n,
             (struct item_section){0, PART_ASSETS | (due < n ? (unsigned)PART_LIABILITIES_CURRENT : 0u), NULL});
    }
    size_t whole = item_with(s, items, "LiabilitiesAndStockholdersEquity", assets + 1);
    fill(sections, whole < n ? whole : n, n, (struct item_section){0, 0, NULL});
    size_t liabilities = item_with(s, items, "Liabilities", assets + 1);
    if (liabilities < n)
        sections[liabilities] = (struct item_section){0, 0, NULL};
}

static void flow_sections(const struct xbz_statement *s, const struct mapped_item *items, struct item_section *sections)
{
    static const struct {
        const char *total, *continuing, *name;
        unsigned part;
    } flows[] = {
        {"NetCashProvidedByUsedInOperatingActivities", "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
         "operating activities", PART_OPERATING},
        {"NetCashProvidedByUsedInInvestingActivities", "NetCashProvidedByUsedInInvestingActivitiesContinuingOperations",
         "investing activities", PART_INVESTING},
        {"NetCashProvidedByUsedInFinancingActivities", "NetCashProvidedByUsedInFinancingActivitiesContinuingOperations",
         "financing activities", PART_FINANCING},
    };
    size_t from = 0;
    for (size_t f = 0; f < 3; f++) {
        size_t end = item_with(s, items, flows[f].total, from);
        if (end == s->n_items)
            end = item_with(s, items, flows[f].continuing, from);
        if (end == s->n_items)
            continue;
        fill(sections, from, end + 1, (struct item_section){flows[f].part, 0, flows[f].name});
        from = end + 1;
    }
}

void match_sections(const struct xbz_statement *s, const struct mapped_item *items, struct item_section *sections)
{
    fill(sections, 0, s->n_items, (struct item_section){0, 0, NULL});
    if (s->kind == XBZ_BALANCE_SHEET)
        balance_sections(s, items, sections);
    else if (s->kind == XBZ_CASH_FLOW)
        flow_sections(s, items, sections);
}
