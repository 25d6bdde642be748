/* sides.h - the schemas that stand beside a report. */
#ifndef XBZ_OUTPUT_SIDES_H
#define XBZ_OUTPUT_SIDES_H

#include "output/writer_base.h"

/* Writes the filing's schema, and the files of the base taxonomy unless they are not wanted (no_embed_taxonomy) or this
 * output has already put them where they belong.  Call it when out_has_sides. */
XBZ_CHECKED enum xbz_status sides_write(struct writer_base *base);

#endif
