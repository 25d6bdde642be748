/* name.h - what the names of members and documents tell. */
#ifndef XBZ_INPUT_NAME_H
#define XBZ_INPUT_NAME_H

#include "xbrlize/model.h"

#define NAME_BYTES 200

/* Makes a file name from a member's path: its base name without suffixes such as .txt, .htm, .nc and .gz, "_" for what a
 * file system or shell may take amiss, never empty.  Returns its length; out is NUL-terminated. */
size_t name_of_member(struct xbz_str path, char out[NAME_BYTES + 1]);

/* The part of a path behind its last '/' or '!'. */
struct xbz_str name_base(struct xbz_str path);

#endif
