/* detect.h - what an input or member is wrapped in, told by its first bytes. */
#ifndef XBZ_INPUT_DETECT_H
#define XBZ_INPUT_DETECT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes that detect needs to see at most. */
#define DETECT_BYTES 1024

enum wrapping {
    WRAP_NONE, /* a file as it is */
    WRAP_GZIP,
    WRAP_TAR,
    WRAP_ZIP,
    WRAP_XZ,
    WRAP_ZSTD,
    WRAP_BZIP2,
    WRAP_COMPRESS
};

/* Zip files that are one document and not a collection (office documents, e-books) count as files as they are. */
enum wrapping detect(const unsigned char *bytes, size_t n);

#endif
