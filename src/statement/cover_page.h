/* cover_page.h - figures and answers of the cover page, in the wording of the forms: tax number, shares outstanding, market
 * value held by others than affiliates, boxes for yes and no.
 *
 * Only what is said once and plainly is taken: two numbers of shares are two classes of stock, and two dates leave open
 * which of them is meant. */
#ifndef XBZ_STATEMENT_COVER_PAGE_H
#define XBZ_STATEMENT_COVER_PAGE_H

#include "base/arena.h"
#include "xbrlize/model.h"

/* Fills what is empty in page from the lines of a cover.  Each ends in a line feed; an empty one ends a paragraph, and when
 * none is empty, each line is a paragraph.  False when the arena is full. */
bool cover_page_read(struct arena *arena, struct xbz_cover_page *page, struct xbz_str lines);

#endif
