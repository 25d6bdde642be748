#include "mapping/match.h"

#include <string.h>

#include "base/str.h"
#include "mapping/words.h"

#define KEY_ROOM         512
/* Headings looked at, from the nearest out. */
#define HEADINGS         4
/* Likeness from which the nearest alias is believed, and its lead over the next concept's. */
#define LIKE_ENOUGH 88
#define LIKE_LEAD        6

#define HAS(label, word) (str_find_word((label), STR(word), 0) != (size_t)-1)

/* "per share", "per common share", "per limited partnership unit": a "per" with what it counts soon after. */
static bool says_per_share(struct xbz_str label)
{
    static const char *const counted[] = {"share", "shares", "unit", "ads", "adr", NULL};
    for (size_t at = str_find_word(label, STR("per"), 0); at != (size_t)-1;
         at = str_find_word(label, STR("per"), at + 3)) {
        struct xbz_str near = str_sub(label, at, 48);
        for (const char *const *w = counted; *w; w++)
            if (str_find_word(near, str_of(*w), 0) != (size_t)-1)
                return true;
    }
    return false;
}

/* Captions of numbers of shares: "Shares used in computing loss per share", "Average common shares outstanding". */
static bool says_shares(struct xbz_str label, enum xbz_statement_kind kind)
{
    static const char *const counts[] = {"used in",  "used for", "outstanding", "number of",
                                         "weighted", "average",  NULL};
    bool counted = HAS(label, "shares") || HAS(label, "units") || HAS(label, "share equivalents");
    if (str_starts_nocase(label, STR("shares")) || str_starts_nocase(label, STR("number of")))
        return true;
    if (kind != XBZ_INCOME && kind != XBZ_COMPREHENSIVE_INCOME)
        return false;
    if (HAS(label, "weighted average") || HAS(label, "weighted-average"))
        return true;
    for (const char *const *w = counts; counted && *w; w++)
        if (str_find_word(label, str_of(*w), 0) != (size_t)-1)
            return true;
    return false;
}

static bool has_currency_sign(const struct xbz_statement *s, size_t item)
{
    for (size_t c = 0; c < s->n_columns; c++)
        if (s->items[item].values[c].currency_sign)
            return true;
    return false;
}

/* Two or more decimals in every figure of a line item: a per-share amount where money is printed in whole units. */
static bool has_decimals(const struct xbz_statement *s, size_t item)
{
    bool any = false;
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_value *v = &s->items[item].values[c];
        if (v->kind != XBZ_NUMBER)
            continue;
        if (v->number.exponent > -2 || v->number.n + v->number.exponent > 3)
            return false;
        any = true;
    }
    return any;
}

static bool money_has_decimals(const struct xbz_statement *s)
{
    size_t with = 0, all = 0;
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t c = 0; c < s->n_columns; c++)
            if (s->items[i].values[c].kind == XBZ_NUMBER) {
                all++;
                with += s->items[i].values[c].number.exponent <= -2;
            }
    return with * 2 > all;
}

enum xbz_unit match_unit(const struct xbz_statement *s, size_t item)
{
    const struct xbz_line_item *it = &s->items[item];
    struct xbz_str heading = it->parent == XBZ_NO_PARENT ? (struct xbz_str){NULL, 0} : s->items[it->parent].label;
    bool percent = false, number = false;
    for (size_t c = 0; c < s->n_columns; c++) {
        percent = percent || it->values[c].kind == XBZ_PERCENT;
        number = number || it->values[c].kind == XBZ_NUMBER;
    }
    if (percent && !number)
        return XBZ_UNIT_PURE;
    bool decimals = has_decimals(s, item) && !money_has_decimals(s);
    if (says_per_share(it->label) && s->kind != XBZ_BALANCE_SHEET)
        return !decimals && says_shares(it->label, s->kind) && !has_currency_sign(s, item) ? XBZ_UNIT_SHARES
                                                                                           : XBZ_UNIT_PER_SHARE;
    if (says_shares(it->label, s->kind) && !has_currency_sign(s, item) && !decimals)
        return XBZ_UNIT_SHARES;
    if (s->kind == XBZ_INCOME || s->kind == XBZ_COMPREHENSIVE_INCOME) {
        if (decimals)
            return XBZ_UNIT_PER_SHARE;
        if (says_per_share(heading) && !says_shares(heading, s->kind))
            return XBZ_UNIT_PER_SHARE;
        if (says_shares(heading, s->kind) && !has_currency_sign(s, item))
            return XBZ_UNIT_SHARES;
    }
    return XBZ_UNIT_MONEY;
}

static bool type_suits(const struct xbz_concept *concept, enum xbz_unit unit)
{
    switch (unit) {
    case XBZ_UNIT_MONEY:
        return concept
        ->type == XBZ_TYPE_MONETARY;
    case XBZ_UNIT_SHARES:
        return concept
        ->type == XBZ_TYPE_SHARES;
    case XBZ_UNIT_PER_SHARE:
        return concept
        ->type == XBZ_TYPE_PER_SHARE;
    case XBZ_UNIT_PURE:
        return concept
        ->type == XBZ_TYPE_PURE;
    case XBZ_UNIT_NONE:
        break;
    }
    return concept->type <= XBZ_TYPE_PURE;
}

bool match_suits(const struct mapper *m, enum xbz_statement_kind kind, const struct xbz_concept *concept,
                 enum xbz_unit unit, const struct item_section *section)
{
    if (concept->abstract || !type_suits(concept, unit))
        return false;
    if (kind == XBZ_BALANCE_SHEET && concept->period != XBZ_INSTANT)
        return false;
    if ((kind == XBZ_INCOME || kind == XBZ_COMPREHENSIVE_INCOME) && concept->period != XBZ_DURATION)
        return false;
    const unsigned flows = PART_OPERATING | PART_INVESTING | PART_FINANCING;
    unsigned parts = mapper_parts(m, concept) & (kind == XBZ_CASH_FLOW ? flows : ~flows);
    if (parts == 0 || !section)
        return true;
    return (section->need == 0 || (parts & section->need)) && !(parts & section->forbid);
}

struct key {
    char text[KEY_ROOM];
    size_t n;
};

static void key_of(const struct mapper *m, struct key *key, struct xbz_str label)
{
    key->n = xbz_label_key(m->taxonomy, label, key->text, sizeof key->text);
}

static void key_join(struct key *out, struct xbz_str a, const char *between, struct xbz_str b)
{
    size_t n = strlen(between);
    out->n = 0;
    if (a.n + n + b.n > sizeof out->text)
        return;
    memcpy(out->text, a.p, a.n);
    memcpy(out->text + a.n, between, n);
    memcpy(out->text + a.n + n, b.p, b.n);
    out->n = a.n + n + b.n;
}

static struct xbz_str key_view(const struct key *key)
{
    return (struct xbz_str){key->text, key->n};
}

static bool accept(const struct mapper *m, const struct match_question *q, const struct xbz_alias *alias,
                   enum match_how how, unsigned confidence, struct match_answer *answer)
{
    if (!alias || !match_suits(m, q->statement->kind, alias->concept, q->unit, &q->section))
        return false;
    *answer = (struct match_answer){alias->concept, how, alias->negated, confidence, answer->runner_up};
    return true;
}

static bool by_words(const struct mapper *m, const struct match_question *q, struct xbz_str key,
                     struct match_answer *answer)
{
    if (key.n == 0)
        return false;
    struct word_match w = words_nearest(m->words, q->statement->kind, key);
    if (!w.best || w.likeness < LIKE_ENOUGH)
        return false;
    answer->runner_up = w.second ? w.second->concept : NULL;
    if (w.second && w.second_likeness + LIKE_LEAD > w.likeness)
        return false;
    return accept(m, q, w.best, MATCH_WORDS, w.likeness * 8 / 10, answer);
}

/* The caption up to where its description starts: "Common stock" of "Common stock, $.01 par value; authorized ...". */
static struct xbz_str head_of(struct xbz_str label)
{
    size_t end = 0;
    while (end < label.n && !strchr(",;:($", label.p[end]) && !is_digit(label.p[end]) &&
           !(label.p[end] == '-' && end > 0 && (label.p[end - 1] == ' ' || label.p[end - 1] == '-')))
        end++;
    return end < label.n ? str_sub(label, 0, end) : (struct xbz_str){NULL, 0};
}

/* What follows describes the item and does not change what it is. */
static bool is_description(struct xbz_str rest)
{
    static const char *const words[] = {"par value", "stated value", "authorized", "issued",    "outstanding",
                                        "at cost",   "shares",       "less",       "allowance", "accumulated",
                                        "net of",    "at lower",     "none",       NULL};
    for (const char *const *w = words; *w; w++)
        if (str_find_word(rest, str_of(*w), 0) != (size_t)-1)
            return true;
    return false;
}

static bool by_head(const struct mapper *m, const struct match_question *q, struct match_answer *answer)
{
    struct xbz_str label = q->statement->items[q->item].label, head = head_of(label);
    struct key key, section, joined;
    if (head.n == 0 || !is_description(str_sub(label, head.n, label.n)))
        return false;
    key_of(m, &key, head);
    if (key.n == 0)
        return false;
    if (q->section.name) {
        key_of(m, &section, str_of(q->section.name));
        key_join(&joined, key_view(&section), " > ", key_view(&key));
        if (accept(m, q, xbz_taxonomy_alias(m->taxonomy, q->statement->kind, key_view(&joined)), MATCH_HEADING, 82,
                   answer))
            return true;
    }
    return accept(m, q, xbz_taxonomy_alias(m->taxonomy, q->statement->kind, key_view(&key)), MATCH_ALIAS, 80, answer);
}

/* A one-word caption under a heading of the other side: "Products" under "Cost of sales" is no revenue. */
static bool heading_opposes(const struct mapper *m, const struct match_question *q, struct xbz_str heading,
                            struct xbz_str label, const struct xbz_alias *alias)
{
    if (!alias || q->statement->kind != XBZ_INCOME || memchr(label.p, ' ', label.n))
        return false;
    const struct xbz_alias *over = xbz_taxonomy_alias(m->taxonomy, XBZ_INCOME, heading);
    return over && over->concept->balance == XBZ_DEBIT && alias->concept->balance == XBZ_CREDIT;
}

static size_t headings_of(const struct mapper *m, const struct match_question *q, struct key headings[HEADINGS])
{
    const struct xbz_statement *s = q->statement;
    size_t n = 0;
    for (size_t p = s->items[q->item].parent; p != XBZ_NO_PARENT && n < HEADINGS - 1; p = s->items[p].parent) {
        key_of(m, &headings[n], s->items[p].label);
        n += headings[n].n > 0;
    }
    if (q->section.name)
        key_of(m, &headings[n++], str_of(q->section.name));
    return n;
}

struct match_answer match_item(const struct mapper *m, const struct match_question *q)
{
    struct match_answer answer = {NULL, MATCH_NONE, false, 0, NULL};
    enum xbz_statement_kind kind = q->statement->kind;
    struct key label, headings[HEADINGS], joined;
    key_of(m, &label, q->statement->items[q->item].label);
    bool unlabelled = label.n == 0;
    if (unlabelled) {
        if (str_trim(q->statement->items[q->item].label).n > 0)
            return answer;
        key_of(m, &label, STR("total"));
    }
    size_t n = headings_of(m, q, headings);
    for (size_t h = 0; h < n; h++) {
        key_join(&joined, key_view(&headings[h]), " > ", key_view(&label));
        if (accept(m, q, xbz_taxonomy_alias(m->taxonomy, kind, key_view(&joined)), MATCH_HEADING, unlabelled ? 84 : 95,
                   &answer))
            return answer;
    }
    if (unlabelled)
        return answer;
    const struct xbz_alias *alias = xbz_taxonomy_alias(m->taxonomy, kind, key_view(&label));
    if (n > 0 && heading_opposes(m, q, key_view(&headings[0]), key_view(&label), alias))
        return answer;
    if (accept(m, q, alias, MATCH_ALIAS, 92, &answer) || by_head(m, q, &answer))
        return answer;
    for (size_t h = 0; h < n && h < 2; h++) {
        key_join(&joined, key_view(&headings[h]), " ", key_view(&label));
        if (accept(m, q, xbz_taxonomy_alias(m->taxonomy, kind, key_view(&joined)), MATCH_HEADING, 85, &answer) ||
            by_words(m, q, key_view(&joined), &answer))
            return answer;
    }
    by_words(m, q, key_view(&label), &answer);
    return answer;
}

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
        size_t part = item_with(s, items, flows[f].continuing, from);
        if (part < end)
            end = part;
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
