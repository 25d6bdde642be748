/* label_key.h - captions as keys and as directions.
 *
 * The key of a caption is what is left when its form is taken away, so that captions that mean the same concept get the
 * same key.  Step by step:
 *  1. Letters become lower-case ASCII (accents of Latin-1 letters stripped, curly quotes and dashes made plain).
 *  2. Note references and footnote marks go: "(1)", "(a)", "[2]", "(note 3)", "- note 5", "see notes 1 and 2", "*"; so
 *     does every bracketed text that holds a digit, also when its closing bracket is missing, and a clause that begins
 *     with "net of", "less", "including" or "of which" after a word and holds a digit ("less than" begins no clause).
 *  3. Bracketed words that turn the sign (loss, deficit, expense, benefit, income, credit, increase, decrease, gain,
 *     charge, used, provided, provision) go when their opposite stands outside brackets ("net income (loss)"), and stay
 *     when it does not ("net (loss)").  Other bracketed text goes, unless nothing else is there.
 *  4. Apostrophes go ("stockholders'"), all that is no letter separates words, figures go.
 *  5. Stop words go: the a an of and or its our for on in at by with as.
 *  6. Plurals become singular: -ies -> -y, -sses -> -ss, -xes -> -x, -ches, -shes -> -ch, -sh, -s -> nothing (not after
 *     s, u, i nor in words under four letters).
 *  7. Words with an equivalent in aliases.txt are replaced by it, once.
 * The words are joined by one blank. */
#ifndef XBZ_MAPPING_LABEL_KEY_H
#define XBZ_MAPPING_LABEL_KEY_H

#include "mapping/label_text.h"
#include "mapping/str_map.h"

/* Word equivalents: word -> index of its canonical text. */
struct label_words {
    struct str_map map;
    const struct xbz_str *canonical;
    size_t n;
};

/* Buffer for any key: aliases are kept up to this length, so that longer keys match none. */
#define LABEL_KEY_BYTES 512
/* Between the keys of a heading and of what stands under it. */
#define LABEL_KEY_JOIN  " > "

/* Writes the key into buf and returns its length, at most n: a key that is longer ends with its last whole word.  words
 * may be NULL: no equivalents. */
size_t label_key(const struct label_words *words, struct xbz_str label, char *buf, size_t n);

/* The key of "heading > label": the keys of its parts, joined by LABEL_KEY_JOIN.  0 when a part has no words or the
 * join does not fit. */
size_t alias_key(const struct label_words *words, struct xbz_str caption, char *buf, size_t n);

/* Which way a figure points that stands beside a caption. */
enum label_direction {
    LABEL_NEUTRAL, /* the caption does not say */
    LABEL_GAIN,    /* income earnings profit gain surplus equity benefit credit provided increase */
    LABEL_COST,    /* loss deficit deficiency expense charge cost provision tax used decrease */
};

/* What a caption says about the sign of its figures.
 *
 * bracketed: the first word in the first brackets that hold only words that turn the sign.  It says what a figure in
 * brackets is: in "Interest (income) expense" bracketed figures are income.
 *
 * plain: what a figure without brackets is.  When there is a bracketed word, the first of its opposites outside
 * brackets (tax, as opposite of benefit, only when there is no other); without one the first word outside that has a
 * direction.  "Net (loss)" has no plain word.
 *
 * Words are not looked for after a modifier that is not the caption's first word: net of, before, after, less,
 * including, excluding.  No direction have: income before tax(es) ("income tax", "income and franchise taxes") or
 * after "tax(es) on"; fixed income; profit before "sharing"; cost after "at", "amortized" or "of", and before "or",
 * "in", "method"; benefit and credit without tax and without an opposite in brackets ("employee benefits", "line of
 * credit"); used and provided without cash, funds or an opposite in brackets, unless they are the first word; equity
 * and tax without an opposite in brackets.
 *
 * Flags speak of words that have a direction and that the key keeps: outside brackets, or in brackets without an
 * opposite outside ("Net (loss)" has_loss, "Net income (loss)" has not). */
struct label_sense {
    enum polarity plain_word, bracketed_word; /* POLARITY_NONE where there is none */
    enum label_direction plain, bracketed;
    bool has_loss; /* loss, deficit, deficiency */
    bool has_benefit;
    bool has_increase, has_decrease;
    bool less_prefix;  /* begins with "less" or "deduct": the figure is taken off what stands above */
    bool total_prefix; /* begins with "total" or "subtotal" */
};
struct label_sense label_sense(struct xbz_str label);

/* The direction of a word by itself. */
enum label_direction label_direction(enum polarity word);

#endif
