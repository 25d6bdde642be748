/* zip.h - a zip archive written in one pass: sizes follow the bytes of each member.
 *
 * Made here and not by libarchive because a report package carries the same taxonomy for every filing: such members
 * are compressed once for a run and copied.  Members have no time (1 January 1980), so the same facts give the same
 * archive.  An archive may have any number of members and any size (zip64 from 65,535 members or 4 GiB on), a single
 * member less than 4 GiB.  The directory waits in memory up to 1 MiB, then in a file (spool.h). */
#ifndef XBZ_OUTPUT_ZIP_H
#define XBZ_OUTPUT_ZIP_H

#include "output/stream.h"

/* A member compressed in advance. */
struct zip_ready {
    const unsigned char *bytes; /* raw deflate */
    size_t n;
    uint32_t crc, size; /* of the plain bytes */
};

struct zip;

struct zip *zip_new(void); /* NULL: out of memory */
void zip_free(struct zip *zip);
void zip_effort(struct zip *zip, enum deflate_effort effort); /* of the members from now on */

/* Compresses bytes into memory of the arena; false when memory or the arena is exhausted. */
bool zip_prepare(struct zip *zip, struct arena *arena, const void *bytes, size_t n, struct zip_ready *ready);

/* Starts an archive that goes to below. */
void zip_begin(struct zip *zip, struct stream *below);
/* Starts a member and returns the stream of its bytes; the member before it ends.  name has no leading '/'. */
struct stream *zip_member(struct zip *zip, struct xbz_str name);
/* Writes a whole member. */
void zip_copy(struct zip *zip, struct xbz_str name, const struct zip_ready *ready);
/* Completes the archive.  Errors (ENOMEM, EFBIG: a member of 4 GiB; those of writing a file) become the error of the stream below. */
void zip_end(struct zip *zip);

#endif
