/* Tar members as libarchive reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "output/tar.h"

static int to_buf(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static struct xbz_str long_name(char *buf, size_t folder, size_t file)
{
    memset(buf, 'd', folder);
    buf[folder] = '/';
    memset(buf + folder + 1, 'f', file);
    return (struct xbz_str){buf, folder + 1 + file};
}

static void test_members(void **state)
{
    static const size_t sizes[] = {0, 1, 511, 512, 513, 100000};
    static char bytes[100000], one[300], two[300];
    struct buf out;
    struct stream stream;
    const struct xbz_str names[] = {
        STR("a"), STR("b/c.xbr"), long_name(one, 60, 39), long_name(two, 155, 100), STR("d"), STR("e"),
    };
    (void)state;
    memset(bytes, 'x', sizeof bytes);
    buf_init(&out, (size_t)1 << 20);
    stream_init(&stream, to_buf, &out);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_int_equal(tar_header(&stream, names[i], sizes[i]), 0);
        stream_bytes(&stream, bytes, sizes[i]);
        tar_pad(&stream, sizes[i]);
    }
    tar_end(&stream);
    stream_flush(&stream);
    assert_int_equal(out.n % 512, 0);

    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    archive_read_support_format_tar(archive);
    assert_int_equal(archive_read_open_memory(archive, out.p, out.n), ARCHIVE_OK);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_int_equal(archive_read_next_header(archive, &entry), ARCHIVE_OK);
        assert_int_equal(archive_entry_size(entry), sizes[i]);
        assert_int_equal(archive_entry_mtime(entry), 0);
        assert_int_equal(archive_entry_filetype(entry), AE_IFREG);
        assert_true(str_eq(str_of(archive_entry_pathname(entry)), names[i]));
    }
    assert_int_equal(archive_read_next_header(archive, &entry), ARCHIVE_EOF);
    archive_read_free(archive);
    buf_free(&out);
}

static void test_limits(void **state)
{
    static char name[400];
    struct buf out;
    struct stream stream;
    (void)state;
    buf_init(&out, (size_t)1 << 16);
    stream_init(&stream, to_buf, &out);
    assert_int_equal(tar_header(&stream, long_name(name, 150, 101), 1), ENAMETOOLONG);
    assert_int_equal(tar_header(&stream, long_name(name, 200, 50), 1), ENAMETOOLONG);
    assert_int_equal(tar_header(&stream, STR("a"), UINT64_C(8) << 30), EFBIG);
    assert_int_equal(tar_header(&stream, STR("a"), (UINT64_C(8) << 30) - 1), 0);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_members), cmocka_unit_test(test_limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
