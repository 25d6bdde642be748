/* label_text.h - a caption taken apart: words and figures, each outside or in one bracketed group, and what does not
 * belong to the caption's meaning marked as dropped.  label_key and label_sense both read captions this way. */
#ifndef XBZ_MAPPING_LABEL_TEXT_H
#define XBZ_MAPPING_LABEL_TEXT_H

#include <stdbool.h>

#include "xbrlize/model.h"

#define LABEL_BYTES  1024 /* of a caption after folding; what follows is not looked at */
#define LABEL_TOKENS (LABEL_BYTES / 2 + 1)
#define LABEL_GROUPS 32 /* bracketed groups told apart; further ones join the last */

/* The words that say which way a figure points.  Also bits of a mask: POLARITY_BIT. */
enum polarity {
    POLARITY_NONE,
    POLARITY_LOSS,
    POLARITY_DEFICIT, /* deficit, deficiency */
    POLARITY_EXPENSE,
    POLARITY_CHARGE,
    POLARITY_COST,
    POLARITY_PROVISION,
    POLARITY_TAX,
    POLARITY_USED,
    POLARITY_DECREASE,
    POLARITY_INCOME,
    POLARITY_EARNINGS,
    POLARITY_PROFIT,
    POLARITY_GAIN,
    POLARITY_SURPLUS,
    POLARITY_EQUITY,
    POLARITY_BENEFIT,
    POLARITY_CREDIT,
    POLARITY_PROVIDED,
    POLARITY_INCREASE,
    POLARITY_COUNT
};
#define POLARITY_BIT(word) (1u << (unsigned)(word))

struct label_token {
    uint16_t at, n; /* in label_text.p */
    uint8_t group;  /* 0: outside brackets; else 1-based number of the group */
    bool number;    /* a run of digits; else a run of letters */
    bool dropped;   /* a note reference, a clause with figures, or bracketed text without a bearing */
};

struct label_group {
    bool digit;         /* holds a digit */
    bool only_letters;  /* nothing but single letters: a footnote mark */
    bool only_polarity; /* nothing but words that turn the sign, and little words between them */
    bool opposed;       /* only_polarity, and the opposite of one of its words stands outside */
    unsigned words;     /* mask of its polarity words */
    enum polarity first;
};

struct label_text {
    char p[LABEL_BYTES]; /* lower-case ASCII, apostrophes gone */
    size_t n;
    struct label_token tokens[LABEL_TOKENS];
    size_t n_tokens;
    struct label_group groups[LABEL_GROUPS + 1]; /* [0] is the text outside */
    size_t n_groups;
};

/* Reads a caption into *text (all of it is set). */
void label_text_read(struct label_text *text, struct xbz_str label);

/* The bytes of a token. */
struct xbz_str label_token_str(const struct label_text *text, const struct label_token *token);

/* The singular of a lower-case word, written over it; returns its length, never longer. */
size_t label_singular(char *word, size_t n);

bool label_stop_word(const char *word, size_t n);

/* The polarity of a lower-case word, singular or plural. */
enum polarity label_polarity(struct xbz_str word);

/* The mask of the words that are opposites of one. */
unsigned label_opposites(enum polarity word);

#endif
