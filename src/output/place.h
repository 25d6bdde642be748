/* place.h - the name of each filing's output.
 *
 * A name is given out once in a run: a second filing of the same name gets "-2", the next "-3".  A file that an
 * earlier run left is replaced.  Memory is bounded: the first PLACE_NAMES names are remembered one by one, of others only
 * bits, and after a million of those each gets a number: one may get a number that it would not need, none is given out
 * twice.  What is given out depends on the names, not on the time: a run that is taken up again gives the same. */
#ifndef XBZ_OUTPUT_PLACE_H
#define XBZ_OUTPUT_PLACE_H

#include <stdbool.h>

#include "base/run.h"

#define PLACE_NAMES 16384
#define PLACE_BASE  160 /* longest base name in bytes, before a number */

struct places;

struct place {
    bool standard_output;
    const char *path;    /* NUL-terminated; "" for standard output */
    struct xbz_str base; /* base name: ASCII letters, digits, '.', '_' and '-' only, for xbz_report.name */
};

/* output is xbz_options.output: a folder (it ends in '/', or is one), a file, "-" for standard output, or NULL for the
 * working directory; borrowed.  FATAL when memory is out. */
XBZ_CHECKED enum xbz_status places_new(struct places **out, struct xbz_run *run, const char *output);
void places_free(struct places *places);

/* The folder outputs go to, as given, possibly with its '/'; empty for the working directory. */
struct xbz_str places_folder(const struct places *places);

/* The place of the next filing.  name is the filing's base name (any bytes), suffix the writer's, with its dot.  Into a
 * single file named by the user all filings after the first go as FILE-2, FILE-3 before the suffix.  *place is
 * borrowed until the next call.  Standard output takes more than one filing only when the format can be joined
 * (text); else FAIL and output-exists. */
XBZ_CHECKED enum xbz_status places_next(struct places *places, struct xbz_str name, const char *suffix, bool joined,
                                        struct place *place);

/* Writes name as a base name into buf (PLACE_BASE bytes), returns its length, at least 1. */
size_t place_base(struct xbz_str name, char *buf);

#endif
