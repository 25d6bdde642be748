#include "input/formats.h"

static int register_filter(struct archive *archive, enum wrapping wrapping)
{
    int result;

    switch (wrapping) {
    case WRAP_XZ:
        result = archive_read_append_filter(archive, ARCHIVE_FILTER_XZ);
        break;
    case WRAP_ZSTD:
        result = archive_read_append_filter(archive, ARCHIVE_FILTER_ZSTD);
        break;
    case WRAP_BZIP2:
        result = archive_read_append_filter(archive, ARCHIVE_FILTER_BZIP2);
        break;
    default: /* it cannot be appended: its decoder reads the file's first bytes at once */
        result = archive_read_support_filter_compress(archive);
        break;
    }
    /* WARN: a filter that only an outside program can do; none of ours in a full libarchive. */
    if (result != ARCHIVE_OK || archive_read_support_format_raw(archive) != ARCHIVE_OK)
        return ARCHIVE_FATAL;
    return archive_read_support_format_empty(archive);
}

int formats_register(struct archive *archive, enum wrapping wrapping, bool directory)
{
    switch (wrapping) {
    case WRAP_TAR:
        if (archive_read_support_format_tar(archive) != ARCHIVE_OK)
            return ARCHIVE_FATAL;
        /* Archives appended to one another: members behind the first end mark are not lost. */
        return archive_read_set_format_option(archive, "tar", "read_concatenated_archives", "1");
    case WRAP_ZIP:
        return directory ? archive_read_support_format_zip_seekable(archive)
                         : archive_read_support_format_zip_streamable(archive);
    default:
        return register_filter(archive, wrapping);
    }
}
