#include "mapping/judges.h"

#define SUREST 99
/* What is less sure than this is given up. */
#define LEAST  35

static const struct {
    const char *agrees, *opposes;
    unsigned char agreeing, opposing; /* odds of a right concept, in tenths */
} judges[JUDGES] = {
    [JUDGE_STATEMENTS] = {"another statement has the same figures", "another statement has other figures", 200, 1},
    [JUDGE_SHARES] = {"earnings per share times shares are net income", "earnings per share do not fit", 100, 1},
};

unsigned judge_odds(unsigned confidence, unsigned numerator, unsigned denominator)
{
    unsigned right = (confidence < SUREST ? confidence : SUREST) * numerator;
    unsigned wrong = (100 - (confidence < SUREST ? confidence : SUREST)) * denominator;
    unsigned odds = right + wrong > 0 ? (100 * right + (right + wrong) / 2) / (right + wrong) : 0;
    return odds < 1 ? 1 : odds > SUREST ? SUREST : odds;
}

void judge_agrees(struct mapped_item *item, enum judge judge)
{
    if (item->how == MATCH_MAP || (item->agreed & (1u << judge)))
        return;
    item->agreed |= 1u << judge;
    item->confidence = judge_odds(item->confidence, judges[judge].agreeing, 10);
}

void judge_opposes(struct mapped_item *item, enum judge judge)
{
    if (item->how == MATCH_MAP || (item->opposed & (1u << judge)))
        return;
    item->opposed |= 1u << judge;
    item->confidence = judge_odds(item->confidence, judges[judge].opposing, 10);
    if (item->confidence < LEAST) {
        item->runner_up = item->concept;
        item->concept = NULL;
        item->loss = LOSS_CONTRADICTED;
    }
}

const char *judge_says(enum judge judge, bool agrees)
{
    return agrees ? judges[judge].agrees : judges[judge].opposes;
}
