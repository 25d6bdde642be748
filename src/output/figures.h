/* figures.h - numbers in running text, and how a fact's value is told by one: for ix:nonFraction (Inline XBRL 1.1,
 * section 10). */
#ifndef XBZ_OUTPUT_FIGURES_H
#define XBZ_OUTPUT_FIGURES_H

#include <stdbool.h>

#include "xbrlize/model.h"

/* A figure without signs, brackets and note marks, or a dash or word that stands for zero. */
struct printed_figure {
    size_t begin, end; /* in the text */
    struct xbz_decimal number;
    bool nothing; /* no digits: "-", "nil" */
};

/* The next figure at or after *at; false when there is none.  *at is moved behind it. */
bool figure_next(struct xbz_str text, size_t *at, struct printed_figure *figure);

/* True when the figure, times a power of ten that is usual in statements (1, 1000 ...; a hundredth for per cent), is value
 * but for its sign; *scale is the power. */
bool figure_tells(const struct printed_figure *figure, const struct xbz_decimal *value, int *scale);

/* The next date at or after *at as "December 31, 2008"; false when there is none. */
struct printed_date {
    size_t begin, end;
    struct xbz_date date;
};
bool date_next(struct xbz_str text, size_t *at, struct printed_date *date);

#endif
