/* inline.h - inline XBRL (1.0 and 1.1): tags of an HTML document to tagged facts.
 *
 * Stands between the HTML tokenizer and the table stage and sees every event first.  Namespace prefixes are those the
 * document declares.  Not carried: fractions, tuples, footnotes, facts of other targets than the default one, and
 * blocks of text (escape="true", or longer than TAGS_TEXT); they are counted. */
#ifndef XBZ_READ_INLINE_H
#define XBZ_READ_INLINE_H

#include "xbrlize/reader.h"

struct inline_xbrl;

/* run and events are borrowed until inline_close; of events, tagged and note are called.  *out may be set on failure, too. */
XBZ_CHECKED enum xbz_status inline_open(struct inline_xbrl **out, struct xbz_run *run, const struct xbz_events *events);
void inline_close(struct inline_xbrl *self); /* NULL is allowed */

/* The events of the tokenizer, in order. */
XBZ_CHECKED enum xbz_status inline_start(struct inline_xbrl *self, const struct xbz_tag *tag);
XBZ_CHECKED enum xbz_status inline_end(struct inline_xbrl *self, const struct xbz_tag *tag);
XBZ_CHECKED enum xbz_status inline_text(struct inline_xbrl *self, struct xbz_str text);
/* The end of the document. */
XBZ_CHECKED enum xbz_status inline_finish(struct inline_xbrl *self);

/* True from the first number on that is tagged with an element of a statement (not of the cover): the document's facts
 * are those tagged, its tables need not be read. */
bool inline_is_tagged(const struct inline_xbrl *self);

/* True within the header, whose text is none of the document's. */
bool inline_in_header(const struct inline_xbrl *self);

#endif
