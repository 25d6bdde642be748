/* formats.h - what libarchive is to look for in an archive. */
#ifndef XBZ_INPUT_FORMATS_H
#define XBZ_INPUT_FORMATS_H

#include <archive.h>
#include <stdbool.h>

#include "input/detect.h"

/* Only what detect has seen is registered: with others libarchive would take plain files for archives, unpack what is packed
 * twice behind the limits' back, and its own gzip filter does not check the sums.  directory: a zip file is read by its
 * directory.  ARCHIVE_OK, or what libarchive says. */
int formats_register(struct archive *archive, enum wrapping wrapping, bool directory);

#endif
