/* tar.h - members of a tar archive (POSIX.1-1988 ustar).  They have no owner and the time 0, so that the same packages
 * make the same archive. */
#ifndef XBZ_OUTPUT_TAR_H
#define XBZ_OUTPUT_TAR_H

#include "output/stream.h"

/* Writes the header of a file; its size bytes follow, then tar_pad.  Returns 0, ENAMETOOLONG (a name over 255 bytes that
 * cannot be split) or EFBIG (over 8 GiB). */
int tar_header(struct stream *to, struct xbz_str name, uint64_t size);
void tar_pad(struct stream *to, uint64_t size);
void tar_end(struct stream *to);

#endif
