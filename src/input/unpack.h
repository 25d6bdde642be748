/* unpack.h - what unpacking an archive takes, told by its first bytes and its directory. */
#ifndef XBZ_INPUT_UNPACK_H
#define XBZ_INPUT_UNPACK_H

#include <stdint.h>

#include "input/detect.h"

#define UNPACK_PEEK    6          /* bytes that tell it */
#define UNPACK_UNKNOWN UINT64_MAX /* any number of bytes */

/* Bytes that the decoder of bzip2 or compress takes for its tables; 0 for what needs none worth counting, and for xz and zstd,
 * which say it throughout the file (window.h). */
uint64_t unpack_bytes(enum wrapping wrapping, const unsigned char *bytes, size_t n);

/* The same for a member of a zip archive, told by libarchive's name of the format at its header ("ZIP 2.0 (deflation)").  What
 * the decoders of xz, zstd, lzma and ppmd would take stands in the member's data, which cannot be seen before they do: for these,
 * and all methods that are not known, UNPACK_UNKNOWN. */
uint64_t unpack_member_bytes(const char *format_name);

/* Whether the open file of size bytes is a zip archive with a directory at its end (APPNOTE 4.3.12 to 4.3.16) that has at most
 * so many bytes; not so for zip64 and for archives cut off. */
bool unpack_has_directory(int fd, uint64_t size, size_t most);

#endif
