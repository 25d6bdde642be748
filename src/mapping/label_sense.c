#include <string.h>

#include "base/str.h"
#include "mapping/label_key.h"

/* The caption's words outside brackets, up to the first modifier. */
struct head {
    const struct label_text *text;
    const struct label_token *words[LABEL_TOKENS];
    size_t n;
    bool tax, cash;
};

enum label_direction label_direction(enum polarity word)
{
    if (word == POLARITY_NONE)
        return LABEL_NEUTRAL;
    return word >= POLARITY_INCOME ? LABEL_GAIN : LABEL_COST;
}

static bool word_in(const struct head *head, size_t i, const char *const *list)
{
    if (i >= head->n)
        return false;
    struct xbz_str word = label_token_str(head->text, head->words[i]);
    for (; *list != NULL; list++)
        if (str_eq(word, str_of(*list)))
            return true;
    return false;
}

#define IN(head, i, ...) word_in((head), (i), (const char *const[]){__VA_ARGS__, NULL})

static struct head read_head(const struct label_text *text)
{
    struct head head = {.text = text};
    for (size_t i = 0; i < text->n_tokens; i++) {
        const struct label_token *token = &text->tokens[i];
        if (token->group != 0 || token->number || token->dropped)
            continue;
        head.words[head.n++] = token;
        size_t last = head.n - 1;
        if (last > 1 && IN(&head, last, "of") && IN(&head, last - 1, "net")) {
            head.n -= 2;
            break;
        }
        if (last > 0 && IN(&head, last, "before", "after", "less", "including", "excluding")) {
            head.n--;
            break;
        }
        head.tax |= IN(&head, last, "tax", "taxes");
        head.cash |= IN(&head, last, "cash", "fund", "funds");
    }
    return head;
}

static bool income_is_taxed(const struct head *head, size_t i)
{
    if (IN(head, i + 1, "tax", "taxes") || (i > 0 && IN(head, i - 1, "fixed")))
        return true;
    if (i > 1 && IN(head, i - 1, "on") && IN(head, i - 2, "tax", "taxes"))
        return true;
    return IN(head, i + 1, "and", "or", "other", "franchise", "excise") &&
           (IN(head, i + 2, "tax", "taxes") || IN(head, i + 3, "tax", "taxes"));
}

/* The polarity of word i as the caption uses it.  opposed: its opposite stands in brackets. */
static enum polarity directed(const struct head *head, size_t i, bool opposed, enum polarity word)
{
    bool neutral = false;
    switch (word) {
    case POLARITY_INCOME:
        neutral = income_is_taxed(head, i);
        break;
    case POLARITY_PROFIT:
        neutral = IN(head, i + 1, "sharing");
        break;
    case POLARITY_COST:
        neutral = (i > 0 && IN(head, i - 1, "at", "amortized", "of")) || IN(head, i + 1, "or", "in", "method");
        break;
    case POLARITY_CREDIT:
        neutral = !opposed && (!head->tax || IN(head, i + 1, "loss", "losses", "facility", "line"));
        break;
    case POLARITY_BENEFIT:
        neutral = !opposed && !head->tax;
        break;
    case POLARITY_USED:
    case POLARITY_PROVIDED:
        neutral = !opposed && !head->cash && i > 0;
        break;
    case POLARITY_EQUITY:
    case POLARITY_TAX:
        neutral = !opposed;
        break;
    default:
        break;
    }
    return neutral ? POLARITY_NONE : word;
}

static void set_flag(struct label_sense *sense, enum polarity word)
{
    sense->has_loss |= word == POLARITY_LOSS || word == POLARITY_DEFICIT;
    sense->has_benefit |= word == POLARITY_BENEFIT;
    sense->has_increase |= word == POLARITY_INCREASE;
    sense->has_decrease |= word == POLARITY_DECREASE;
}

/* Finds the first brackets that turn the sign, and raises the flags of those the key keeps. */
static unsigned read_brackets(struct label_sense *sense, const struct label_text *text)
{
    unsigned opposites = 0;
    for (size_t g = 1; g <= text->n_groups; g++) {
        const struct label_group *group = &text->groups[g];
        if (!group->only_polarity)
            continue;
        if (sense->bracketed_word == POLARITY_NONE) {
            sense->bracketed_word = group->first;
            for (unsigned p = 0; p < POLARITY_COUNT; p++)
                if (group->words & POLARITY_BIT(p))
                    opposites |= label_opposites((enum polarity)p);
        }
        for (unsigned p = 0; p < POLARITY_COUNT && !group->opposed; p++)
            if (group->words & POLARITY_BIT(p))
                set_flag(sense, (enum polarity)p);
    }
    return opposites;
}

struct label_sense label_sense(struct xbz_str label)
{
    struct label_text text;
    label_text_read(&text, label);
    struct label_sense sense = {.plain = LABEL_NEUTRAL};
    unsigned opposites = read_brackets(&sense, &text);
    struct head head = read_head(&text);
    enum polarity first = POLARITY_NONE, tax = POLARITY_NONE;
    for (size_t i = 0; i < head.n; i++) {
        enum polarity word = label_polarity(label_token_str(&text, head.words[i]));
        bool opposed = (opposites & POLARITY_BIT(word)) != 0;
        word = word == POLARITY_NONE ? word : directed(&head, i, opposed, word);
        if (word == POLARITY_TAX) /* opposed to a benefit, but "income tax expense (benefit)" has a better word */
            tax = word;
        if (word == POLARITY_NONE || word == POLARITY_TAX)
            continue;
        set_flag(&sense, word);
        if (first == POLARITY_NONE)
            first = word;
        if (opposed && sense.plain_word == POLARITY_NONE)
            sense.plain_word = word;
    }
    if (sense.plain_word == POLARITY_NONE)
        sense.plain_word = tax != POLARITY_NONE ? tax : first;
    sense.plain = label_direction(sense.plain_word);
    sense.bracketed = label_direction(sense.bracketed_word);
    sense.less_prefix = IN(&head, 0, "less", "deduct");
    sense.total_prefix = IN(&head, 0, "total", "totals", "subtotal");
    return sense;
}
