/* decimal.h - numbers as text.  Amounts never pass through a binary fraction. */
#ifndef XBZ_BASE_DECIMAL_H
#define XBZ_BASE_DECIMAL_H

#include <stdbool.h>

#include "xbrlize/model.h"

/* Longest text decimal_text writes, with its NUL. */
#define DECIMAL_TEXT 128

/* Reads a printed number: digits with optional thousands separators (comma, or apostrophe) in groups of three, one
 * decimal point with digits behind it, leading '-', or brackets around it.  No blanks inside, no currency sign, nothing
 * after it.
 * False, and *out untouched, when it is not one or has more than XBZ_DECIMAL_DIGITS digits.
 * "(1,234.50)" is -123450e-2: trailing zeros count, they show how exactly it was printed. */
bool decimal_read(struct xbz_decimal *out, struct xbz_str text);

/* Digits printed after the point: 2 for "1.50", 0 for "15". */
int decimal_places(const struct xbz_decimal *d);

bool decimal_is_zero(const struct xbz_decimal *d);
bool decimal_equal(const struct xbz_decimal *a, const struct xbz_decimal *b); /* by value: 1.50 = 1.5, -0 = 0 */

/* d * 10^power; false when the exponent leaves -9999..9999. */
bool decimal_shift(struct xbz_decimal *d, int power);

/* Canonical decimal text (XML Schema 1.1 decimal, canonical form): no exponent, no '+', no needless zeros, "-0" is "0".
 * Returns its length; buf holds DECIMAL_TEXT bytes.  0 when it does not fit. */
size_t decimal_text(const struct xbz_decimal *d, char *buf);

/* d in units of 10^unit as an integer; false when it is no integer in that unit or beyond +-10^17. */
bool decimal_units(const struct xbz_decimal *d, int unit, int64_t *out);

#endif
