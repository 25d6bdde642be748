#include "mapping/extension_sign.h"

#include "base/str.h"
#include "mapping/label_key.h"

#define NOT_FOUND ((size_t)-1)

static bool has_any(struct xbz_str label, const char *const *words)
{
    for (; *words; words++)
        if (str_find_word(label, str_of(*words), 0) != NOT_FOUND)
            return true;
    return false;
}

static bool starts_with_any(struct xbz_str label, const char *const *words)
{
    if (str_starts_nocase(label, STR("net ")))
        label = str_sub(label, 4, label.n);
    for (; *words; words++)
        if (str_find_word(label, str_of(*words), 0) == 0)
            return true;
    return false;
}

/* Cash that goes out. */
static bool pays(struct xbz_str label)
{
    static const char *const words[] = {
        "payment",     "payments",      "repayment",     "repayments",   "prepayment",
        "prepayments", "paid",          "pay",           "purchase",     "purchases",
        "repurchase",  "repurchases",   "acquisition",   "acquisitions", "acquired",
        "additions",   "expenditures",  "redemption",    "redemptions",  "retirement",
        "retirements", "distributions", "dividend",      "dividends",    "contributions",
        "investment",  "investments",   "invested",      "advances",     "loans",
        "capitalized", "construction",  "originations",  "extinguished", "repurchased",
        "withholding", "withholdings",  "withheld",      "costs",        "fees",
        "settlement",  "settlements",   "reimbursement", "deposits",     "reductions",
        NULL};
    return has_any(label, words);
}

/* Cash that comes in. */
static bool receives(struct xbz_str label)
{
    static const char *const words[] = {
        "proceeds",   "sale",         "sales",      "borrowings",    "borrowing", "maturities", "collections",
        "collection", "issuance",     "receipts",   "cash received", "received",  "return",     "dispositions",
        "disposals",  "divestitures", "withdrawal", "sold",          NULL};
    return starts_with_any(label, words);
}

static bool is_liability(struct xbz_str label)
{
    static const char *const liabilities[] = {"payable",      "payables", "liability", "liabilities",      "accrued",
                                              "deferred tax", "unearned", "due to",    "deferred revenue", NULL};
    return has_any(label, liabilities);
}

/* An asset whose change stands among the operating activities. */
static bool is_asset(struct xbz_str label)
{
    static const char *const assets[] = {
        "receivable", "receivables",    "inventory",         "inventories",      "prepaid",      "asset",
        "assets",     "unbilled",       "deferred costs",    "deferred charges", "due from",     "television costs",
        "film costs", "contract costs", "costs capitalized", "supplies",         "recoverables", NULL};
    static const char *const others[] = {"impairment", "impairments", "amortization", "depreciation", "provision",
                                         "disposal",   "retirement",  "retirements",  "sale",         "sales",
                                         "write-down", "write-downs", "fair value",   "proceeds",     "reduction",
                                         "reductions", NULL};
    return has_any(label, assets) && !is_liability(label) && !has_any(label, others);
}

static bool is_gain_or_loss(struct xbz_str label)
{
    static const char *const words[] = {"gain", "gains", "loss", "losses", NULL};
    static const char *const others[] = {
        "impairment",    "impairments",  "provision", "credit",   "net income",      "net earnings",
        "comprehensive", "amortization", "reserve",   "reserves", "loss adjustment", "discontinued operations",
        "expense",       "insurance",    NULL};
    return has_any(label, words) && !has_any(label, others) && !str_starts_nocase(label, STR("net loss"));
}

/* "Other items", "other (income) expense", "non-operating expense (income), net" among what is added back to net income: income. */
static bool is_other_income(struct xbz_str label, const struct label_sense *sense)
{
    static const char *const others[] = {"other items",
                                         "other noncash items",
                                         "other non-cash items",
                                         "other adjustments",
                                         "other noncash adjustments",
                                         "other non-cash adjustments",
                                         NULL};
    if (starts_with_any(label, others))
        return true;
    return (str_starts_nocase(label, STR("other")) || str_starts_nocase(label, STR("non-operating"))) &&
           sense->plain == LABEL_COST && sense->bracketed == LABEL_GAIN;
}

/* "Contributions from (distributions to) members", "cash received (paid)": brackets stand for what goes out,
 * and the element is named after what comes in. */
static bool pays_in_brackets(struct xbz_str label)
{
    static const char *const words[] = {"payment",      "payments",      "repayment",  "repayments",  "paid",
                                        "distribution", "distributions", "borrowing",  "purchase",    "purchases",
                                        "repurchase",   "investment",    "redemption", "redemptions", NULL};
    for (size_t i = 0; i < label.n; i++)
        for (const char *const *w = words; label.p[i] == '(' && *w; w++)
            if (str_starts_nocase(str_sub(label, i + 1, label.n), str_of(*w)))
                return true;
    return false;
}

/* "Decrease (increase) in", "(increase)/decrease in": of an asset, whatever it is called. */
static bool decrease_is_positive(struct xbz_str label, const struct label_sense *sense)
{
    return sense->bracketed_word == POLARITY_INCREASE && str_find_word(label, STR("decrease"), 0) != NOT_FOUND;
}

enum activity { ACTIVITY_OPERATING, ACTIVITY_INVESTING, ACTIVITY_FINANCING };

/* Where an item of a cash flow statement stands: the totals of the activities come last. */
static enum activity activity_of(const struct xbz_statement *s, size_t item)
{
    enum activity activity = ACTIVITY_OPERATING;
    for (size_t i = 0; i < item; i++) {
        struct xbz_str label = s->items[i].label;
        if (str_find_word(label, STR("investing activities"), 0) != NOT_FOUND)
            activity = s->items[i].heading ? ACTIVITY_INVESTING : ACTIVITY_FINANCING;
        else if (str_find_word(label, STR("financing activities"), 0) != NOT_FOUND)
            activity = ACTIVITY_FINANCING;
        else if (str_find_word(label, STR("operating activities"), 0) != NOT_FOUND)
            activity = s->items[i].heading ? ACTIVITY_OPERATING : ACTIVITY_INVESTING;
    }
    return activity;
}

static struct xbz_str heading_of(const struct xbz_statement *s, size_t item)
{
    size_t parent = s->items[item].parent;
    return parent == XBZ_NO_PARENT ? (struct xbz_str){NULL, 0} : s->items[parent].label;
}

/* Investing elements are named after what is paid, also where both ways are netted: "net (purchases) sales". */
static int investing_sign(const struct extension_question *q, struct xbz_str label)
{
    static const char *const returns[] = {"reductions", "reduction", "collections", "maturities", NULL};
    bool in = receives(label) || receives(heading_of(q->statement, q->item)) || has_any(label, returns);
    bool out = pays(label);
    if (in && !(receives(label) && out && q->negative > 0))
        return 1; /* also what a heading or "reductions" names so, whatever else it says */
    if (in || out || (q->negative > 0 && q->positive == 0))
        return -1;
    return str_find_word(label, STR("other investing"), 0) != NOT_FOUND ? -1 : 1;
}

static int flow_sign(const struct extension_question *q, struct xbz_str label)
{
    struct label_sense sense = label_sense(label);
    bool all_negative = q->negative > 0 && q->positive == 0;
    struct xbz_str heading = heading_of(q->statement, q->item);
    struct label_sense over = label_sense(heading);
    if (decrease_is_positive(label, &sense) ||
        (decrease_is_positive(heading, &over) && sense.bracketed == LABEL_NEUTRAL && !is_liability(label)))
        return -1;
    switch (activity_of(q->statement, q->item)) {
    case ACTIVITY_OPERATING:
        if (is_gain_or_loss(label) || is_asset(label) || is_other_income(label, &sense))
            return -1;
        return all_negative && pays(label) && !receives(label) && sense.bracketed == LABEL_NEUTRAL ? -1 : 1;
    case ACTIVITY_INVESTING:
        return investing_sign(q, label);
    default:
        if (pays_in_brackets(label))
            return 1;
        return all_negative && !receives(label) && sense.bracketed == LABEL_NEUTRAL && !sense.has_loss ? -1 : 1;
    }
}

/* Changes of pension plans are costs: positive where they reduce income.  A gain or loss that arises is none. */
static bool is_pension_cost(struct xbz_str label, struct xbz_str heading)
{
    static const char *const plans[] = {
        "pension", "postretirement", "post-employment", "postemployment",   "retirement",
        "retiree", "benefit plan",   "benefit plans",   "employee benefit", NULL};
    static const char *const gains[] = {"gain", "gains", "actuarial", "arising", "prior service", NULL};
    static const char *const bare[] = {"total", "change", "net change", NULL};
    if (starts_with_any(label, bare) && !has_any(label, plans))
        return has_any(heading, plans);
    if (str_find_word(label, STR("amortization"), 0) != NOT_FOUND)
        return has_any(label, gains) && str_find_word(label, STR("prior service"), 0) == NOT_FOUND;
    return has_any(label, plans) && !has_any(label, gains);
}

static int comprehensive_sign(const struct extension_question *q, struct xbz_str label)
{
    static const char *const taxes[] = {"income tax",  "income taxes", "tax effect", "deferred tax", "deferred taxes",
                                        "tax expense", "tax benefit",  "taxes",      "tax",          NULL};
    static const char *const recycled[] = {"included in net income", "to net income", "included in net earnings", NULL};
    bool amortized = str_find_word(label, STR("amortization"), 0) != NOT_FOUND;
    if (str_find_nocase(label, STR("reclassif"), 0) != NOT_FOUND || (has_any(label, recycled) && !amortized))
        return -q->contribution;
    if (starts_with_any(label, taxes))
        return -q->contribution;
    return is_pension_cost(label, heading_of(q->statement, q->item)) ? -1 : 1;
}

int extension_sign(const struct extension_question *q)
{
    struct xbz_str label = q->statement->items[q->item].label;
    struct label_sense sense = label_sense(label);
    bool all_negative = q->negative > 0 && q->positive == 0, loss = sense.has_loss && !sense.less_prefix;
    switch (q->statement->kind) {
    case XBZ_CASH_FLOW:
        return flow_sign(q, label);
    case XBZ_COMPREHENSIVE_INCOME:
        return comprehensive_sign(q, label);
    default:
        if (str_find_nocase(label, STR("reclassification"), 0) != NOT_FOUND)
            return -1;
        if (sense.plain_word == POLARITY_BENEFIT && sense.bracketed == LABEL_COST)
            return -1;
        return all_negative && sense.bracketed == LABEL_NEUTRAL && !loss ? -1 : 1;
    }
}
