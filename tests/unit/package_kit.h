/* package_kit.h - reading packages back, by libarchive. */
#ifndef XBZ_TESTS_PACKAGE_KIT_H
#define XBZ_TESTS_PACKAGE_KIT_H

#include <archive.h>
#include <archive_entry.h>

#include "output_kit.h"

static inline struct archive *kit_open_zip(const struct buf *zip)
{
    struct archive *a = archive_read_new();
    assert_non_null(a);
    assert_int_equal(archive_read_support_format_zip_seekable(a), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(a, zip->p, zip->n), ARCHIVE_OK);
    return a;
}

static inline unsigned kit_members(const struct buf *zip)
{
    struct archive *a = kit_open_zip(zip);
    struct archive_entry *entry;
    unsigned n = 0;
    while (archive_read_next_header(a, &entry) == ARCHIVE_OK)
        n++;
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    return n;
}

/* The member of a name as text in out; false when there is none. */
static inline bool kit_member(const struct buf *zip, const char *name, struct buf *out)
{
    struct archive *a = kit_open_zip(zip);
    struct archive_entry *entry;
    bool found = false;
    buf_clear(out);
    while (!found && archive_read_next_header(a, &entry) == ARCHIVE_OK) {
        char block[1000];
        la_ssize_t n;
        found = strcmp(archive_entry_pathname(entry), name) == 0;
        while (found && (n = archive_read_data(a, block, sizeof block)) > 0)
            buf_add(out, block, (size_t)n);
    }
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    return found;
}

#endif
