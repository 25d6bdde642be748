/* window.h - the windows that an xz or zstd file asks its decoder for, found in the packed bytes before the decoder sees them.
 *
 * Every block of xz and every frame of zstd may ask for a window of its own, and files may be appended to one another.  The
 * sizes of the parts between their headers stand in the packed bytes too, so that these are passed over, not unpacked (xz:
 * specification 1.2, with the chunks of LZMA2; zstd: RFC 8878, 3.1).  Check sums are the decoder's business: what it takes for
 * a header has been one here. */
#ifndef XBZ_INPUT_WINDOW_H
#define XBZ_INPUT_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/detect.h"

#define WINDOW_HEADER_MOST 1036 /* a stream header of xz with a block header */

enum window_end { WINDOW_GOES_ON, WINDOW_TOO_LARGE, WINDOW_BROKEN };

struct window;
typedef void window_step(struct window *window);

struct window {
    uint64_t bytes; /* that the decoder takes, with its tables: for the largest window so far */
    uint64_t wants; /* where it is too large: bytes for that one */
    enum window_end end;
    uint64_t most;
    /* The next part of the file: skip bytes of no interest, then what begins with want bytes for step; these stand at head, and
     * step may ask for more of them. */
    uint64_t skip;
    size_t want;
    window_step *step;
    bool more; /* step has asked for more */
    const unsigned char *head;
    /* xz: place of the block in head, size of the check, bytes of a block or an index, numbers of the index that follow; zstd: size
     * of the check. */
    size_t block;
    unsigned check;
    uint64_t size, numbers, number;
    unsigned shift;
};

/* At the beginning of a file: WRAP_XZ or WRAP_ZSTD. */
void window_start(struct window *window, enum wrapping wrapping);

/* The next bytes of the file: how many of them the decoder may be given, the others come again.  While end says that it goes on
 * that is 0 only where *want bytes that follow each other are needed to tell, at most WINDOW_HEADER_MOST; when the file ends
 * before, no decoder can do anything with what is left.  Otherwise nothing more may be given: behind it begins a frame, or a
 * stream or block, whose decoder would take more than most bytes, or no part of such a file. */
size_t window_scan(struct window *window, uint64_t most, const unsigned char *bytes, size_t n, size_t *want);

#endif
