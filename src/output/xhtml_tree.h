/* xhtml_tree.h - open blocks and formatting; private to the files of the well-former. */
#ifndef XBZ_OUTPUT_XHTML_TREE_H
#define XBZ_OUTPUT_XHTML_TREE_H

#include "output/xhtml.h"

#define BLOCK_IMPLIED 4 /* blocks that one tag may open beside its own */
#define BLOCK_NONE    ((size_t)-1)

/* Raised and lowered text is a mark beside a figure, not part of it. */
bool inline_sets_apart(const struct xhtml_element *element);

/* Writes a start tag with what XHTML has of the tag's attributes; tag may be NULL. */
void start_tag_write(struct xhtml *x, struct buf *out, const struct xhtml_element *element, const char *as,
                     const struct xbz_tag *tag);

/* The innermost block. */
struct xhtml_block *block_top(const struct xhtml *x);
bool block_is_table_part(enum xhtml_kind kind);
/* Whether blocks of a kind are written only when something stands in them: tables, their parts and lists. */
bool block_is_lazy(enum xhtml_kind kind);
void block_write_pending(struct xhtml *x);

/* Whether a block and what it implies may be opened. */
bool block_has_room(const struct xhtml *x);
/* Opens a block in the innermost one, which may hold it.  Paragraphs and headings are written with their first text. */
void block_push(struct xhtml *x, const struct xhtml_element *element, const char *as, const struct xbz_tag *tag);
void block_push_group(struct xhtml *x); /* those a table is without */
void block_push_row(struct xhtml *x);
void block_pop(struct xhtml *x);
void block_pop_to(struct xhtml *x, size_t n);

/* The innermost block of a kind (and a name, unless that is NULL) within its cell, or table; BLOCK_NONE. */
size_t block_find(const struct xhtml *x, enum xhtml_kind kind, const char *name);

/* Make the place ready for text or a block, false when it cannot stand there: what stands in a table or list gets a cell
 * or item, formatting is written, or closed; before a block a paragraph ends, a heading is interrupted. */
bool prepare_inline(struct xhtml *x);
bool prepare_block(struct xhtml *x);

/* The end tag of an element that formats text. */
void inline_end_tag(struct xhtml *x, const struct xhtml_element *element);

#endif
