/* html_entities.h - named character references ("&nbsp;"). */
#ifndef XBZ_READ_HTML_ENTITIES_H
#define XBZ_READ_HTML_ENTITIES_H

#include "xbrlize/model.h"

/* Longest name, its semicolon not counted ("CounterClockwiseContourIntegral"). */
#define HTML_ENTITY_MAX 31

/* Finds the longest known name at the start of s, which begins after the '&'.  Returns how many bytes it takes, its
 * semicolon included where it stands, and sets *text to the characters in UTF-8; 0 when no name is there.  Some names
 * are known without their semicolon: "&notit;" is the sign of "&not" and "it;". */
size_t html_entity(struct xbz_str s, struct xbz_str *text);

#endif
