/* embedded.h - the taxonomy files inside the library.  embed.sh writes embedded_taxonomy.c at build time. */
#ifndef XBZ_MAPPING_EMBEDDED_H
#define XBZ_MAPPING_EMBEDDED_H

#include "xbrlize/taxonomy.h"

/* In the order of the build's list; each is followed by a NUL that is not counted. */
extern const struct xbz_taxonomy_file xbz_embedded_files[];
extern const size_t xbz_n_embedded_files;

#endif
