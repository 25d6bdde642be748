/* transform.h - the transformations of inline XBRL: text as printed to the value it stands for.
 *
 * Known are the names of the transformation registries 1 to 5 and of the SEC's, wherever the text is English or holds
 * figures only; names are taken without their prefix, and those of all registries as one set (no name means two
 * things). */
#ifndef XBZ_READ_TRANSFORM_H
#define XBZ_READ_TRANSFORM_H

#include "base/buf.h"
#include "xbrlize/model.h"

enum transform_result {
    TRANSFORM_DONE,
    TRANSFORM_UNKNOWN, /* no such transformation */
    TRANSFORM_INVALID, /* the text is none it can be used for */
};

/* The number that text stands for; format is empty where none is given, then the text is a number of XML itself. */
enum transform_result transform_number(struct xbz_str format, struct xbz_str text, struct xbz_decimal *out);

/* Appends the value that text stands for to out: dates as 2009-06-30, --06-30 or 2009-06, durations as P1Y6M, true and
 * false, codes.  Blanks are single and none stand at the ends. */
enum transform_result transform_text(struct xbz_str format, struct xbz_str text, struct buf *out);

/* ---- parts ---- */

/* A name without its prefix and hyphens, in lower case; cut to what fits. */
#define TRANSFORM_KEY 40
struct xbz_str transform_key(struct xbz_str format, char key[TRANSFORM_KEY]);

/* Appends a date; the key names the order of its parts ("datemonthnamedayyearen").  UNKNOWN for other keys. */
enum transform_result transform_date(struct xbz_str key, struct xbz_str text, struct buf *out);

/* Appends a duration ("duryear", "durwordsen").  UNKNOWN for other keys. */
enum transform_result transform_duration(struct xbz_str key, struct xbz_str text, struct buf *out);

/* The number that English words say, "one hundred and twenty-five", "none"; false when they say none.  *used tells how
 * much of the text they take; NULL: they must take all. */
bool words_number(struct xbz_str text, uint64_t *out, size_t *used);

#endif
