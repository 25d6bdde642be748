/* mapped.h - a statement with what the mapping stage found out about it.
 *
 * Everything lives in the filing arena: candidates are kept until the whole filing has been read, then the face
 * statements among them are chosen (select.h). */
#ifndef XBZ_MAPPING_MAPPED_H
#define XBZ_MAPPING_MAPPED_H

#include "xbrlize/model.h"
#include "xbrlize/taxonomy.h"

struct claims;

enum match_how {
    MATCH_NONE,
    MATCH_ALIAS,   /* the caption is an alias */
    MATCH_HEADING, /* the caption under its heading is an alias */
    MATCH_SUM,     /* a sum without a telling caption, named by what it adds up */
    MATCH_RULE,    /* the caption has the words of a rule */
    MATCH_MODEL,   /* the likeliest by the weights of the model */
    MATCH_MAP,     /* a row of the user's own map: nothing judges it */
};

enum match_loss {
    LOSS_NONE,
    LOSS_REPEATED,     /* another line item has the concept with more right */
    LOSS_CONTRADICTED, /* a sum that holds says otherwise */
    LOSS_AMBIGUOUS,    /* two concepts were equally near */
};

struct mapped_item {
    const struct xbz_concept *concept; /* NULL: none */
    enum match_how how;
    bool negated;                        /* the alias says that the printed figure has the opposite sense */
    struct xbz_str rule;                 /* key of the alias, or words of the rule, that named it; of the taxonomy */
    const struct xbz_concept *runner_up; /* of another alias nearly as near; NULL: none */
    enum match_loss loss;                /* why it has no concept although one was found */
    unsigned confidence;                 /* 0..100 */
    enum xbz_unit unit;
    int scale;                   /* power of ten of its figures */
    int sign;                    /* value = sign * printed: 1 or -1 */
    bool sign_summed;            /* the sign follows from a sum that holds */
    bool total;                  /* it is the total of a sum that holds, or says so */
    enum xbz_period_kind period; /* of its facts */
    int instant_shift; /* for an instant in a statement of durations: 0 at the end, -1 the day before the start */
    const struct xbz_extension *extension;  /* when it has no concept but goes out all the same */
    const struct xbz_extension *percentage; /* of its figures, where a column gives them in percent of one of them */
    const struct xbz_concept *also;         /* that the same figures report too, such as diluted shares; NULL: none */
    const struct claims *claims; /* what the choice was made from (assign.h); NULL: the model was not asked */
    unsigned agreed, opposed;    /* bits of enum judge (judges.h): what spoke for the concept, and against */
};

/* printed(total) = sum of sign * printed(part), in every column that has figures. */
struct item_sum {
    size_t total;
    size_t n_parts;
    size_t *parts;
    int *signs;
    bool exact; /* to the last digit; else within the rounding of its parts */
};

struct mapped_statement {
    struct xbz_statement *statement; /* a copy of its own */
    struct mapped_item *items;
    struct item_sum *sums;
    size_t n_sums;
    unsigned n_rows;   /* line items with figures */
    unsigned n_mapped; /* of them with a concept */
    struct xbz_document document;
    bool chosen;
    bool scale_inferred; /* it states no scale and has that of other statements of the filing */
};

#endif
