/* unpack.h - what unpacking an archive takes, told by its first bytes and its directory. */
#ifndef XBZ_INPUT_UNPACK_H
#define XBZ_INPUT_UNPACK_H

#include <stdint.h>

#include "input/detect.h"

#define UNPACK_PEEK 1040 /* bytes that tell it: an xz stream header and the longest block header */

/* Bytes that the decoder of xz, zstd, bzip2 or compress takes for its window and tables; 0 for what needs none worth
 * counting.  It is that of the first block or frame (xz: specification 1.2, 3.1 and 5.3.1; zstd: RFC 8878, 3.1.1.1): packers
 * use one for all of a file. */
uint64_t unpack_bytes(enum wrapping wrapping, const unsigned char *bytes, size_t n);

/* Whether the open file of size bytes is a zip archive with a directory at its end (APPNOTE 4.3.12 to 4.3.16) that has at most
 * so many bytes; not so for zip64 and for archives cut off. */
bool unpack_has_directory(int fd, uint64_t size, size_t most);

#endif
