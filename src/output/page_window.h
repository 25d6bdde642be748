/* page_window.h - the part of a page that is held until its facts are found; private to page.c. */
#ifndef XBZ_OUTPUT_PAGE_WINDOW_H
#define XBZ_OUTPUT_PAGE_WINDOW_H

#include "base/calendar.h"
#include "base/decimal.h"
#include "output/figures.h"
#include "output/page.h"

void window_init(struct page *page);
void window_free(struct page *page);
bool window_no_memory(const struct page *page);

/* Holds markup, or text that is not escaped yet. */
void window_markup(struct page *page, struct xbz_str bytes, bool edge);
void window_text(struct page *page, struct xbz_str text, struct xbz_place place);

/* Finds the facts of the spots held, writes everything and ends the window. */
void window_settle(struct page *page);

/* ---- in page.c ---- */

void page_put_text(struct page *page, struct xbz_str text);
/* The first place at or after from where the text of a fact stands as whole words, or its date. */
bool page_find_text(const struct page_fact *fact, struct xbz_str text, size_t from, size_t *begin, size_t *end);
const char *page_text_format(const struct page_fact *fact);

/* ---- in page_cover.c ---- */

/* Writes a text of the cover with the facts found in it, up to behind the last one; returns the rest. */
struct xbz_str page_put_cover(struct page *page, struct xbz_str text);
/* The text that stands for a fact that is true or false, whatever it is; false when there is none, or the fact is none. */
bool page_find_truth(const struct page_fact *fact, struct xbz_str text, size_t *begin, size_t *end);

#endif
