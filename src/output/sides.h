/* sides.h - the files that stand beside an instance or xBRL-JSON report. */
#ifndef XBZ_OUTPUT_SIDES_H
#define XBZ_OUTPUT_SIDES_H

#include "output/out.h"
#include "output/report.h"

/* Writes the filing's extension schema and linkbases, and the files of the base taxonomy unless this output has
 * already put them into the folder.  Call it when out_has_sides. */
XBZ_CHECKED enum xbz_status sides_write(struct xbz_out *out, struct report *report,
                                        const struct xbz_taxonomy *taxonomy);

/* Without files beside the output there is no extension schema: true for a fact that needs one; it is reported. */
bool sides_left_out(struct xbz_run *run, const struct xbz_out *out, const struct xbz_fact *fact);

#endif
