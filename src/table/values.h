/* values.h - the text of one cell to a value. */
#ifndef XBZ_TABLE_VALUES_H
#define XBZ_TABLE_VALUES_H

#include <stdbool.h>

#include "xbrlize/model.h"

/* Reads a cell whose parts ("$", "(", figure, ")", "%", note mark) have been joined, with or without blanks between
 * them: "$ (1,234)", "(12)%", "( 12", "1,234 (a)", "1,234*", "- -", "\$ 5".  out->text and out->mark point into text.
 * kind is NUMBER or PERCENT when a number stands there with nothing but signs and a note mark around it; NIL for dashes,
 * dots, "nil", "none"; EMPTY for blanks; DAMAGED for a figure that cannot be read ("28,4O0", "3,9 1", "1,2345", "***");
 * WORDS for the rest ("n/a", "NM" among them).  place is not touched.
 * A bracketed number after another number is a note mark, never a value of its own. */
void value_read(struct xbz_value *out, struct xbz_str text);

/* True when the value can stand in a value column: NUMBER, PERCENT, NIL, DAMAGED, or words for "not applicable", "not
 * meaningful". */
bool value_is_figure(const struct xbz_value *value);

/* True for a cell that only completes a figure in the next (opens) or previous (closes) cell: "$", "US$", "(", "$(";
 * ")", "%", ")%", "*" or a note mark like "(1)" or "(a)" respectively. */
bool value_opens(struct xbz_str text);
bool value_closes(struct xbz_str text);

/* The year of a bare year 1900..2099, note marks and "A"/"E" suffixes allowed off ("1996*", "1999(a)"); 0 when it is none. */
int value_year(struct xbz_str text);

#endif
