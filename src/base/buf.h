/* buf.h - growable bytes with a maximum.  Sticky: what goes beyond the maximum is cut there, and after that or after
 * a lack of memory further appends do nothing.  What is appended must not lie in the buffer itself. */
#ifndef XBZ_BASE_BUF_H
#define XBZ_BASE_BUF_H

#include <stdbool.h>

#include "xbrlize/model.h"
#include "xbrlize/status.h"

struct buf {
    char *p;
    size_t n, room, max;
    bool full; /* max was hit: what did not fit is gone */
    bool no_memory;
};

void buf_init(struct buf *buf, size_t max);
void buf_free(struct buf *buf);
void buf_clear(struct buf *buf); /* empties it, keeps the memory, clears full but not no_memory */

void buf_add(struct buf *buf, const void *bytes, size_t n);
void buf_byte(struct buf *buf, char byte);
void buf_text(struct buf *buf, const char *text);
void buf_str(struct buf *buf, struct xbz_str s);
void buf_printf(struct buf *buf, const char *format, ...) XBZ_PRINTF(2, 3);

struct xbz_str buf_view(const struct buf *buf); /* valid until the next change */
/* The bytes followed by a NUL that is not counted; "" when nothing could be kept. */
const char *buf_cstr(struct buf *buf);

#endif
