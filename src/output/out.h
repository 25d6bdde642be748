/* out.h - where the bytes of one filing go: a file with files beside it, standard output, or a callback.
 *
 * Files are written under temporary names in the folder they will stand in and get their names in out_finish, all or
 * none as far as the file system allows: those beside first, the main file last.  out_abort removes what is not
 * finished.  One struct xbz_out serves one filing at a time and is used again for the next. */
#ifndef XBZ_OUTPUT_OUT_H
#define XBZ_OUTPUT_OUT_H

#include "base/run.h"
#include "output/stream.h"

struct xbz_out;

/* A closed output, NULL when memory is out.  run is borrowed until out_free, which aborts what is open. */
struct xbz_out *out_new(struct xbz_run *run);
void out_free(struct xbz_out *out);

/* A mark to stand in the names of unfinished files, borrowed; without one it is the number of the process. */
void out_set_mark(struct xbz_out *out, const char *mark);
/* Removes the unfinished files with this mark in a folder ("" is the working directory): those of a run that was killed. */
void out_sweep(const char *folder, const char *mark);

/* Opens the main file.  Folders are made when missing.  A path that exists and is no regular file (a device, a named
 * pipe) is written as it is, without a temporary name and with no files beside it.  FATAL: output-unwritable. */
XBZ_CHECKED enum xbz_status out_open_file(struct xbz_out *out, const char *path);
/* Opens standard output, or any destination; neither can have files beside it. */
void out_open_standard(struct xbz_out *out);
void out_open_stream(struct xbz_out *out, stream_write_fn *write, void *ctx);

/* Opens a file of an archive, and the files beside it: all bytes go to one destination, one file after the other, and
 * ended is told of each when it is complete.  The files of the base taxonomy stand in base_folder, as seen from there, and
 * are not written here.  Strings are copied but for base_folder. */
typedef int out_ended_fn(void *ctx, struct xbz_str path, uint64_t size); /* 0, or an errno value */
XBZ_CHECKED enum xbz_status out_open_archive(struct xbz_out *out, const char *path, const char *base_folder,
                                             stream_write_fn *write, out_ended_fn *ended, void *ctx);

/* The stream of the main file. */
struct stream *out_main(struct xbz_out *out);
/* From here on the main file is a gzip member; call it before anything is written. */
XBZ_CHECKED enum xbz_status out_gzip(struct xbz_out *out);

/* Files beside the main one: whether they are possible, and the stream of the next one.  A stream ends where the
 * next one, or out_finish, is asked for.  name has no folder. */
bool out_has_sides(const struct xbz_out *out);
/* Where the files of the base taxonomy stand, seen from the files beside the main one: "" for the same folder. */
const char *out_base_folder(const struct xbz_out *out);
XBZ_CHECKED enum xbz_status out_side(struct xbz_out *out, struct xbz_str name, struct stream **stream);

/* For files that are the same for every filing: false when this output has already put them into the folder (a
 * folder is remembered until another one is used), else the caller writes them with out_side. */
bool out_wants_shared(const struct xbz_out *out);
/* Says that they were written; takes effect when out_finish succeeds. */
void out_wrote_shared(struct xbz_out *out);

/* OK, or FATAL once a byte was lost.  Reports output-unwritable the first time. */
XBZ_CHECKED enum xbz_status out_status(struct xbz_out *out);

/* Completes all files and gives them their names.  On failure everything is removed and the status FATAL. */
XBZ_CHECKED enum xbz_status out_finish(struct xbz_out *out);
/* Removes what was written since the output was opened.  Does nothing on a closed output. */
void out_abort(struct xbz_out *out);

/* Where the main file of the last finished filing stands, NUL-terminated; "" for standard output. */
const char *out_path(const struct xbz_out *out);

#endif
