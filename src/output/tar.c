/* tar.c - ustar headers. */
#include "output/tar.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define TAR_BLOCK 512

/* Places in the header block. */
enum { AT_NAME = 0, AT_MODE = 100, AT_UID = 108, AT_GID = 116, AT_SIZE = 124, AT_TIME = 136, AT_SUM = 148 };
enum { AT_TYPE = 156, AT_MAGIC = 257, AT_PREFIX = 345, NAME_ROOM = 100, PREFIX_ROOM = 155 };

/* A name that is too long is parted at a '/'. */
static bool set_name(char *block, struct xbz_str name)
{
    size_t cut = 0;
    if (name.n > NAME_ROOM) {
        cut = name.n - NAME_ROOM - 1;
        while (cut < name.n && name.p[cut] != '/')
            cut++;
        if (cut == 0 || cut + 1 >= name.n || cut > PREFIX_ROOM)
            return false;
        memcpy(block + AT_PREFIX, name.p, cut);
        cut++;
    }
    memcpy(block + AT_NAME, name.p + cut, name.n - cut);
    return true;
}

int tar_header(struct stream *to, struct xbz_str name, uint64_t size)
{
    char block[TAR_BLOCK] = {0};
    unsigned sum = 0;
    if (size >> 33)
        return EFBIG;
    if (!set_name(block, name))
        return ENAMETOOLONG;
    (void)snprintf(block + AT_MODE, 8, "%07o", 0644u);
    (void)snprintf(block + AT_UID, 8, "%07o", 0u);
    (void)snprintf(block + AT_GID, 8, "%07o", 0u);
    (void)snprintf(block + AT_SIZE, 12, "%011llo", (unsigned long long)size);
    (void)snprintf(block + AT_TIME, 12, "%011o", 0u);
    block[AT_TYPE] = '0';
    memcpy(block + AT_MAGIC,
           "ustar\0"
           "00",
           8);
    memset(block + AT_SUM, ' ', 8);
    for (size_t i = 0; i < TAR_BLOCK; i++)
        sum += (unsigned char)block[i];
    (void)snprintf(block + AT_SUM, 7, "%06o", sum);
    stream_bytes(to, block, sizeof block);
    return 0;
}

void tar_pad(struct stream *to, uint64_t size)
{
    stream_fill(to, '\0', (TAR_BLOCK - (size_t)(size % TAR_BLOCK)) % TAR_BLOCK);
}

void tar_end(struct stream *to)
{
    stream_fill(to, '\0', (size_t)2 * TAR_BLOCK);
}
