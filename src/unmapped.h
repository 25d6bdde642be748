/* unmapped.h - the captions of a run that got no concept, by how often they occur.
 *
 * A filing's captions are collected with it and added in the order of the input, so that the report is the same for any
 * number of jobs.  The table has room for UNMAPPED_CAPTIONS; when it is full the rarer half goes, and the report says
 * up to which count captions may be missing. */
#ifndef XBZ_UNMAPPED_H
#define XBZ_UNMAPPED_H

#include "base/buf.h"
#include "output/stream.h"
#include "pipeline.h"

#define UNMAPPED_CAPTIONS     32768
#define UNMAPPED_BYTES        ((size_t)7 << 20)   /* what all of them take */
#define UNMAPPED_FILING_BYTES ((size_t)256 << 10) /* of the captions of one filing that are kept */

struct unmapped;

/* *out is NULL when memory is out.  taxonomy is borrowed until unmapped_free. */
XBZ_CHECKED enum xbz_status unmapped_new(struct unmapped **out, const struct xbz_taxonomy *taxonomy);
void unmapped_free(struct unmapped *u); /* NULL is allowed */

/* The captions of a filing: a line for each, with its statement. */
void unmapped_collect(struct buf *out, const struct pipeline *p);

/* Adds the captions of a filing.  Captions of one statement that differ in case, plural, note marks and little words are
 * one (xbz_label_key); the first one stands for all. */
void unmapped_add(struct unmapped *u, struct xbz_str captions);

/* Writes lines of count, filings, statement and caption, divided by tabs, most frequent first. */
void unmapped_write(struct unmapped *u, struct stream *to);

#endif
