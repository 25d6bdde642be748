/* zip.c - zip archives (APPNOTE 6.3) in one pass; with more members or bytes than its first fields hold, the zip64
 * records follow (sections 4.3.14, 4.3.15 and 4.5.3). */
#include "output/zip.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "output/spool.h"

#define LOCAL_HEADER    0x04034b50u
#define DESCRIPTOR      0x08074b50u
#define CENTRAL_HEADER  0x02014b50u
#define END_RECORD      0x06054b50u
#define END_RECORD_64   0x06064b50u
#define END_LOCATOR_64  0x07064b50u
#define EXTRA_64        0x0001u

#define VERSION_NEEDED  20 /* deflate */
#define VERSION_64      45
#define VERSION_MADE    (3 << 8 | 20) /* attributes are those of Unix */
#define SIZES_FOLLOW    0x0008u       /* general purpose flag, bit 3 */
#define METHOD_DEFLATE  8
#define TIME_1980       0
#define DATE_1980       (1 << 5 | 1) /* 1 January, the first date there is */
#define FILE_ATTRIBUTES ((uint32_t)0100644 << 16)
#define SIZE_LIMIT      0xfffffffeu /* what a field of 32 bits may hold, and one of 16; more: see zip64 */
#define COUNT_LIMIT     0xfffeu
#define DIRECTORY_BYTES ((size_t)1 << 20) /* in memory, then in a file */

struct zip {
    struct stream *below;
    struct deflater *deflater;
    uint64_t start;         /* below->total at the beginning of the archive */
    struct spool directory; /* the central directory, built while members are written */
    uint64_t members;
    bool open;             /* a member is being written */
    struct buf name;       /* of the open member */
    uint64_t offset, data; /* of the open member's header and bytes, in below */
    uint64_t size;         /* plain bytes so far */
    uLong crc;
    struct stream *packed; /* what the deflater takes */
    struct stream top;
};

/* The parts of a header that depend on the member. */
struct member {
    struct xbz_str name;
    uint32_t crc, packed, size;
    uint64_t offset;
    bool sizes_follow;
};

static void put(unsigned char *at, uint64_t value, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

struct zip *zip_new(void)
{
    struct zip *zip = mem_alloc(sizeof *zip);
    if (!zip)
        return NULL;
    zip->deflater = deflater_new(DEFLATE_RAW);
    if (!zip->deflater) {
        mem_free(zip);
        return NULL;
    }
    spool_init(&zip->directory, DIRECTORY_BYTES);
    buf_init(&zip->name, USHRT_MAX);
    return zip;
}

void zip_free(struct zip *zip)
{
    if (!zip)
        return;
    deflater_free(zip->deflater);
    spool_free(&zip->directory);
    buf_free(&zip->name);
    mem_free(zip);
}

void zip_effort(struct zip *zip, enum deflate_effort effort)
{
    deflater_effort(zip->deflater, effort);
}

static int take_prepared(void *ctx, const void *bytes, size_t n)
{
    struct buf *packed = ctx;
    buf_add(packed, bytes, n);
    return packed->no_memory || packed->full ? ENOMEM : 0;
}

bool zip_prepare(struct zip *zip, struct arena *arena, const void *bytes, size_t n, struct zip_ready *ready)
{
    if (n > SIZE_LIMIT)
        return false;
    struct stream *below = mem_alloc(sizeof *below);
    if (!below)
        return false;
    struct buf packed;
    buf_init(&packed, n + n / 1000 + 1024);
    stream_init(below, take_prepared, &packed);
    struct stream *stream = deflater_begin(zip->deflater, below);
    if (stream) {
        stream_bytes(stream, bytes, n);
        deflater_end(zip->deflater);
        stream_flush(below);
    }
    bool ok = stream && !below->error;
    struct xbz_str copy = ok ? arena_str(arena, buf_view(&packed), &ok) : (struct xbz_str){NULL, 0};
    if (ok)
        *ready = (struct zip_ready){(const unsigned char *)copy.p, copy.n, (uint32_t)crc32_z(0, bytes, n), (uint32_t)n};
    buf_free(&packed);
    mem_free(below);
    return ok;
}

void zip_begin(struct zip *zip, struct stream *below)
{
    zip->below = below;
    zip->start = below->total;
    zip->members = 0;
    zip->open = false;
    spool_clear(&zip->directory);
}

static void zip_error(struct zip *zip, int error)
{
    if (!zip->below->error)
        zip->below->error = error;
}

/* A size as its 32-bit field; too large is an error of the archive: local headers, written before, cannot say so. */
static uint32_t zip_size(struct zip *zip, uint64_t n)
{
    if (n > SIZE_LIMIT)
        zip_error(zip, EFBIG);
    return (uint32_t)n;
}

static void write_local_header(struct zip *zip, const struct member *member)
{
    unsigned char h[30];
    put(h, LOCAL_HEADER, 4);
    put(h + 4, VERSION_NEEDED, 2);
    put(h + 6, member->sizes_follow ? SIZES_FOLLOW : 0, 2);
    put(h + 8, METHOD_DEFLATE, 2);
    put(h + 10, TIME_1980, 2);
    put(h + 12, DATE_1980, 2);
    put(h + 14, member->crc, 4);
    put(h + 18, member->packed, 4);
    put(h + 22, member->size, 4);
    put(h + 26, (uint32_t)member->name.n, 2);
    put(h + 28, 0, 2);
    stream_bytes(zip->below, h, sizeof h);
    stream_str(zip->below, member->name);
}

static void add_bytes(struct zip *zip, const void *bytes, size_t n)
{
    int error = spool_write(&zip->directory, bytes, n);
    if (error)
        zip_error(zip, error);
}

static void add_to_directory(struct zip *zip, const struct member *member)
{
    unsigned char h[46], extra[12];
    bool far = member->offset > SIZE_LIMIT;
    put(h, CENTRAL_HEADER, 4);
    put(h + 4, VERSION_MADE, 2);
    put(h + 6, far ? VERSION_64 : VERSION_NEEDED, 2);
    put(h + 8, member->sizes_follow ? SIZES_FOLLOW : 0, 2);
    put(h + 10, METHOD_DEFLATE, 2);
    put(h + 12, TIME_1980, 2);
    put(h + 14, DATE_1980, 2);
    put(h + 16, member->crc, 4);
    put(h + 20, member->packed, 4);
    put(h + 24, member->size, 4);
    put(h + 28, (uint32_t)member->name.n, 2);
    put(h + 30, far ? sizeof extra : 0, 2);
    memset(h + 32, 0, 6); /* comment, disk, internal attributes */
    put(h + 38, FILE_ATTRIBUTES, 4);
    put(h + 42, far ? UINT32_MAX : member->offset, 4);
    put(extra, EXTRA_64, 2);
    put(extra + 2, sizeof extra - 4, 2);
    put(extra + 4, member->offset, 8);
    add_bytes(zip, h, sizeof h);
    add_bytes(zip, member->name.p, member->name.n);
    if (far)
        add_bytes(zip, extra, sizeof extra);
    zip->members++;
}

static void end_member(struct zip *zip)
{
    if (!zip->open)
        return;
    zip->open = false;
    stream_flush(&zip->top);
    deflater_end(zip->deflater);
    struct member member = {
        .name = buf_view(&zip->name),
        .crc = (uint32_t)zip->crc,
        .packed = zip_size(zip, zip->below->total - zip->data),
        .size = zip_size(zip, zip->size),
        .offset = zip->offset - zip->start,
        .sizes_follow = true,
    };
    unsigned char d[16];
    put(d, DESCRIPTOR, 4);
    put(d + 4, member.crc, 4);
    put(d + 8, member.packed, 4);
    put(d + 12, member.size, 4);
    stream_bytes(zip->below, d, sizeof d);
    add_to_directory(zip, &member);
}

static int take_member(void *ctx, const void *bytes, size_t n)
{
    struct zip *zip = ctx;
    zip->crc = crc32_z(zip->crc, bytes, n);
    zip->size += n;
    stream_bytes(zip->packed, bytes, n);
    return zip->packed->error ? zip->packed->error : zip->below->error;
}

struct stream *zip_member(struct zip *zip, struct xbz_str name)
{
    end_member(zip);
    stream_init(&zip->top, take_member, zip);
    zip->offset = zip->below->total;
    buf_clear(&zip->name);
    buf_str(&zip->name, name);
    struct member member = {.name = name, .sizes_follow = true};
    write_local_header(zip, &member);
    zip->data = zip->below->total;
    zip->size = 0;
    zip->crc = 0;
    zip->packed = deflater_begin(zip->deflater, zip->below);
    if (zip->packed && !zip->name.no_memory && !zip->name.full) {
        zip->open = true;
    } else {
        zip->top.error = ENOMEM;
        zip_error(zip, ENOMEM);
    }
    return &zip->top;
}

void zip_copy(struct zip *zip, struct xbz_str name, const struct zip_ready *ready)
{
    end_member(zip);
    struct member member = {
        .name = name,
        .crc = ready->crc,
        .packed = zip_size(zip, ready->n),
        .size = ready->size,
        .offset = zip->below->total - zip->start,
    };
    write_local_header(zip, &member);
    stream_bytes(zip->below, ready->bytes, ready->n);
    add_to_directory(zip, &member);
}

/* The zip64 end of the central directory, and where it stands. */
static void write_end_64(struct zip *zip, uint64_t directory, uint64_t size)
{
    unsigned char e[56], l[20];
    uint64_t at = zip->below->total - zip->start;
    memset(e, 0, sizeof e);
    put(e, END_RECORD_64, 4);
    put(e + 4, sizeof e - 12, 8);
    put(e + 12, VERSION_MADE, 2);
    put(e + 14, VERSION_64, 2);
    put(e + 24, zip->members, 8);
    put(e + 32, zip->members, 8);
    put(e + 40, size, 8);
    put(e + 48, directory, 8);
    memset(l, 0, sizeof l);
    put(l, END_LOCATOR_64, 4);
    put(l + 8, at, 8);
    put(l + 16, 1, 4); /* volumes */
    stream_bytes(zip->below, e, sizeof e);
    stream_bytes(zip->below, l, sizeof l);
}

void zip_end(struct zip *zip)
{
    end_member(zip);
    unsigned char e[22];
    uint64_t directory = zip->below->total - zip->start, size = spool_size(&zip->directory);
    bool many = zip->members > COUNT_LIMIT, far = directory > SIZE_LIMIT || size > SIZE_LIMIT;
    int error = spool_copy(&zip->directory, 0, size, zip->below);
    if (error)
        zip_error(zip, error);
    if (many || far)
        write_end_64(zip, directory, size);
    memset(e, 0, sizeof e);
    put(e, END_RECORD, 4);
    put(e + 8, many ? UINT16_MAX : zip->members, 2);
    put(e + 10, many ? UINT16_MAX : zip->members, 2);
    put(e + 12, far ? UINT32_MAX : size, 4);
    put(e + 16, far ? UINT32_MAX : directory, 4);
    stream_bytes(zip->below, e, sizeof e);
}
