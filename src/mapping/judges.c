#include "mapping/judges.h"

#define SUREST 99
/* What is less sure than this is given up. */
#define LEAST  35

/* How much more often right concepts than wrong ones, in tenths, among 18,844 facts of companies that the model had not
 * seen; above what the confidence of the model tells already.  Those of schedules, and of text at another scale, are set by
 * judgement: the filings counted have none. */
static const struct {
    const char *agrees, *opposes; /* NULL: it never does */
    unsigned char agreeing, opposing;
} judges[JUDGES] = {
    [JUDGE_STATEMENTS] = {"another statement has the same figures", "another statement has other figures", 200, 1},
    [JUDGE_TOTAL] = {"it belongs to the total it is added up to", NULL, 15, 10},
    [JUDGE_PARTS] = {"it is the total of the parts it adds up", NULL, 40, 10},
    [JUDGE_SCHEDULE] = {"the schedule has the same figure", "the schedule has another figure", 50, 5},
    [JUDGE_PROSE] = {"the text has the same figure", "the text has the figure at another scale", 11, 5},
    [JUDGE_SHARES] = {"earnings per share times shares are net income", NULL, 100, 10},
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
}

void judge_gives_up(struct mapped_item *item)
{
    if (item->how == MATCH_MAP || item->confidence >= LEAST)
        return;
    item->runner_up = item->concept;
    item->concept = NULL;
    item->loss = LOSS_CONTRADICTED;
}

const char *judge_says(enum judge judge, bool agrees)
{
    return agrees ? judges[judge].agrees : judges[judge].opposes;
}
