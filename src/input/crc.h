/* crc.h - the CRC-32 of gzip. */
#ifndef XBZ_INPUT_CRC_H
#define XBZ_INPUT_CRC_H

#include <stddef.h>
#include <stdint.h>

/* The check sum of what crc stands for (0: nothing) followed by n bytes; the value of zlib's crc32, several times as fast
 * where the processor multiplies polynomials. */
uint32_t crc_update(uint32_t crc, const unsigned char *bytes, size_t n);

#endif
