/* filter.h - which filings and documents are converted.
 *
 * Forms and types are lists such as "10-K*,6-K": entries separated by commas, without regard to case, '*' stands for any
 * characters. */
#ifndef XBZ_FILTER_H
#define XBZ_FILTER_H

#include "xbrlize/reader.h"
#include "xbrlize/xbrlize.h"

bool filter_matches(const char *list, struct xbz_str text);

/* Whether form, CIK and date filed are those asked for. */
bool filter_filing(const struct xbz_options *options, const struct xbz_filing *filing);

/* Whether the filing belongs to the shard asked for: by a hash of its name (accession number, or name of its member),
 * the same on every machine. */
bool filter_shard(const struct xbz_options *options, const struct xbz_filing *filing);

/* The reader of a document; NULL when nothing is to be read from it, *why says so where its type and content do not
 * (else it is NULL).  prefix: its first bytes. */
const struct xbz_reader_ops *filter_reader(const struct xbz_options *options, const struct xbz_document *document,
                                           const unsigned char *prefix, size_t n, const char **why);

/* Whether a bare file of this name, which begins with prefix, can be a filing at all; *why says why not. */
bool filter_is_filing(const struct xbz_options *options, struct xbz_str file_name, const unsigned char *prefix,
                      size_t n, const char **why);

#endif
