/* folder.h - the files of a folder and its subfolders, in the order of their names as bytes.
 *
 * Symbolic links are not followed; names that begin with '.' and __MACOSX are passed over.  Memory does not depend on
 * how many files there are: a folder with more names than fit is read again for the next of them. */
#ifndef XBZ_INPUT_FOLDER_H
#define XBZ_INPUT_FOLDER_H

#include "base/buf.h"
#include "base/run.h"

#define FOLDER_DEPTH 16            /* folders in each other; deeper ones are reported and left out */
#define FOLDER_NAMES (1024 * 1024) /* bytes of names kept of one folder */

struct folder_level;

struct folder {
    struct xbz_run *run;
    size_t names_max; /* FOLDER_NAMES; tests make it small */
    struct buf path;
    struct folder_level *levels[FOLDER_DEPTH];
    unsigned depth;
    bool lost; /* something could not be read, which was reported */
};

void folder_init(struct folder *folder, struct xbz_run *run);
void folder_free(struct folder *folder);

/* Begins a walk; what was open is closed.  FAIL: the folder cannot be read, which was reported. */
XBZ_CHECKED enum xbz_status folder_open(struct folder *folder, const char *path);

/* The path of the next regular file, NUL-terminated, valid until the next call.  OK, END or FATAL. */
XBZ_CHECKED enum xbz_status folder_next(struct folder *folder, const char **path);

void folder_close(struct folder *folder);

#endif
