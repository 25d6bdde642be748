/* share_ties.c - earnings per share, shares and net income of one income statement.
 *
 * Basic and diluted figures have the same captions under two headings, and diluted earnings per share are never more than
 * basic ones (ASC 260-10-45-17 leaves out what would raise them).  Net income over earnings per share is the number of
 * shares. */
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/judges.h"
#include "mapping/share_scale.h"
#include "mapping/ties.h"

#define NONE            ((size_t)-1)
/* Of shares that only their heading and their number name. */
#define DIVIDED_CERTAIN 80
#define BOTH_SINCE      2018

static const struct {
    const char *basic, *diluted;
} pairs[] = {
    {"EarningsPerShareBasic", "EarningsPerShareDiluted"},
    {"IncomeLossFromContinuingOperationsPerBasicShare", "IncomeLossFromContinuingOperationsPerDilutedShare"},
    {"IncomeLossFromDiscontinuedOperationsNetOfTaxPerBasicShare",
     "IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare"},
    {"DiscontinuedOperationIncomeLossFromDiscontinuedOperationNetOfTaxPerBasicShare",
     "DiscontinuedOperationIncomeLossFromDiscontinuedOperationNetOfTaxPerDilutedShare"},
    {"WeightedAverageNumberOfSharesOutstandingBasic", "WeightedAverageNumberOfDilutedSharesOutstanding"},
};
#define PAIRS (sizeof pairs / sizeof *pairs)

enum side { EITHER, BASIC, DILUTED };

static bool names_basic(struct xbz_str words)
{
    return str_find_word(words, STR("basic"), 0) != NONE || str_find_word(words, STR("primary"), 0) != NONE;
}

static bool names_diluted(struct xbz_str words)
{
    return str_find_nocase(words, STR("diluted"), 0) != NONE || str_find_word(words, STR("dilution"), 0) != NONE;
}

static bool names_both(struct xbz_str words)
{
    return names_basic(words) && names_diluted(words);
}

static enum side side_of_words(struct xbz_str words)
{
    bool basic = names_basic(words), diluted = names_diluted(words);
    return basic == diluted ? EITHER : basic ? BASIC : DILUTED;
}

/* What its caption, or else the nearest heading that names one of the two, says. */
static enum side side_of_item(const struct xbz_statement *s, size_t item)
{
    struct xbz_str label = s->items[item].label;
    enum side side = side_of_words(label);
    for (size_t p = s->items[item].parent; side == EITHER && !names_both(label) && p != XBZ_NO_PARENT;
         p = s->items[p].parent)
        side = side_of_words(s->items[p].label);
    return side;
}

static size_t item_with(const struct mapped_statement *ms, const char *name)
{
    for (size_t i = 0; i < ms->statement->n_items; i++)
        if (ms->items[i].concept && str_eq(ms->items[i].concept->name, str_of(name)))
            return i;
    return NONE;
}

/* The other one of a pair, when words say that it is meant; NULL: the concept is as the words say. */
static const char *other_by_words(const struct mapped_statement *ms, size_t item)
{
    const struct mapped_item *it = &ms->items[item];
    if (!it->concept || it->how == MATCH_MAP)
        return NULL;
    for (size_t k = 0; k < PAIRS; k++) {
        if (str_eq(it->concept->name, str_of(pairs[k].basic)) && side_of_item(ms->statement, item) == DILUTED)
            return pairs[k].diluted;
        if (str_eq(it->concept->name, str_of(pairs[k].diluted)) && side_of_item(ms->statement, item) == BASIC)
            return pairs[k].basic;
    }
    return NULL;
}

static void turn(const struct xbz_taxonomy *taxonomy, struct mapped_item *it, const char *name)
{
    const struct xbz_concept *concept = xbz_taxonomy_find(taxonomy, str_of(name));
    if (!concept)
        return;
    it->runner_up = it->concept;
    it->concept = concept;
}

/* Line items turn to the other of their pair together: one that has it and stays keeps it. */
static void turn_by_words(const struct xbz_taxonomy *taxonomy, struct mapped_statement *ms)
{
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        const char *other = other_by_words(ms, i);
        size_t holder = other ? item_with(ms, other) : NONE;
        if (!other || (holder != NONE && !other_by_words(ms, holder)))
            continue;
        if (holder != NONE)
            turn(taxonomy, &ms->items[holder], other_by_words(ms, holder));
        turn(taxonomy, &ms->items[i], other);
    }
}

/* Shares without a concept whose number is net income over earnings per share. */
static void name_shares(const struct xbz_taxonomy *taxonomy, struct mapped_statement *ms, size_t income, size_t share,
                        const char *name, enum side side)
{
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        struct mapped_item *it = &ms->items[i];
        if (it->concept || it->unit != XBZ_UNIT_SHARES || ms->statement->items[i].heading ||
            side_of_item(ms->statement, i) != side || !share_scale_agrees(ms, income, share, i))
            continue;
        turn(taxonomy, it, name);
        it->how = MATCH_SUM;
        it->confidence = DIVIDED_CERTAIN;
        it->loss = LOSS_NONE;
        it->period = XBZ_DURATION;
        return;
    }
}

/* One figure for both, "basic and diluted": since 2018 filers tag it as either (7 of 11 such line items in 83 tagged
 * filings; none with the element for both that 62 of 73 had in 2009 and 2010). */
static void give_both(const struct xbz_taxonomy *taxonomy, struct mapped_statement *ms)
{
    static const struct {
        const char *both;
        size_t pair;
    } shared[] = {{"EarningsPerShareBasicAndDiluted", 0},
                  {"EarningsPerShareBasic", 0},
                  {"WeightedAverageNumberOfShareOutstandingBasicAndDiluted", PAIRS - 1},
                  {"WeightedAverageNumberOfSharesOutstandingBasic", PAIRS - 1}};
    for (size_t k = 0; k < sizeof shared / sizeof *shared && ties_year(ms->statement) >= BOTH_SINCE; k++) {
        size_t i = item_with(ms, shared[k].both);
        const char *diluted = pairs[shared[k].pair].diluted;
        struct mapped_item *it = i == NONE ? NULL : &ms->items[i];
        if (!it || it->how == MATCH_MAP || !names_both(ms->statement->items[i].label) || item_with(ms, diluted) != NONE)
            continue;
        it->concept = xbz_taxonomy_find(taxonomy, str_of(pairs[shared[k].pair].basic));
        it->also = xbz_taxonomy_find(taxonomy, str_of(diluted));
        it->runner_up = NULL;
    }
}

void ties_judge_shares(const struct xbz_taxonomy *taxonomy, struct mapped_statement *ms)
{
    turn_by_words(taxonomy, ms);
    give_both(taxonomy, ms);
    size_t income = item_with(ms, "NetIncomeLossAvailableToCommonStockholdersBasic");
    if (income == NONE)
        income = item_with(ms, "NetIncomeLoss");
    for (enum side side = BASIC; side <= DILUTED && income != NONE; side++) {
        const char *name = side == BASIC ? pairs[PAIRS - 1].basic : pairs[PAIRS - 1].diluted;
        size_t share = item_with(ms, side == BASIC ? pairs[0].basic : pairs[0].diluted);
        size_t shares = item_with(ms, name);
        if (share == NONE)
            continue;
        if (shares == NONE) {
            name_shares(taxonomy, ms, income, share, name, side);
            shares = item_with(ms, name);
        }
        if (shares == NONE || !share_scale_agrees(ms, income, share, shares))
            continue;
        judge_agrees(&ms->items[income], JUDGE_SHARES);
        judge_agrees(&ms->items[share], JUDGE_SHARES);
        judge_agrees(&ms->items[shares], JUDGE_SHARES);
    }
}
