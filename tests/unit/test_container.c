/* Containers: every wrapping, in each other, whole and damaged; archives are written here by libarchive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "input/container.h"
#include "input_tools.h"

#define ARCHIVE_BYTES (512 * 1024)

struct bytes {
    size_t n;
    char p[ARCHIVE_BYTES];
};

static struct bytes first, second, third; /* archives under test */
static char long_text[40000];

static int make_text(void **state)
{
    unsigned random = 7;

    (void)state;
    for (size_t i = 0; i < sizeof(long_text) - 1; i++) {
        random = random * 1103515245 + 12345;
        long_text[i] = "0123456789abcdef\n     <>/"[(random >> 16) % 25];
    }
    return 0;
}

/* ---- writing archives ---- */

static struct archive *begin_archive(struct bytes *out, int format, int filter)
{
    struct archive *a = archive_write_new();

    assert_int_equal(archive_write_set_format(a, format), ARCHIVE_OK);
    assert_int_equal(archive_write_add_filter(a, filter), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, out->p, sizeof(out->p), &out->n), ARCHIVE_OK);
    return a;
}

static void add_entry(struct archive *a, const char *name, int type, const void *bytes, size_t n)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname_utf8(entry, name);
    archive_entry_set_filetype(entry, (unsigned)type);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 1000000000, 0);
    archive_entry_set_size(entry, (la_int64_t)n);
    if (type == AE_IFLNK)
        archive_entry_set_symlink(entry, "target");
    assert_true(archive_write_header(a, entry) >= ARCHIVE_WARN);
    if (n)
        assert_int_equal(archive_write_data(a, bytes, n), n);
    archive_entry_free(entry);
}

static void end_archive(struct archive *a)
{
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
}

/* An archive with one file. */
static void wrap(struct bytes *out, int format, int filter, const char *name, const void *bytes, size_t n)
{
    struct archive *a = begin_archive(out, format, filter);

    add_entry(a, name, AE_IFREG, bytes, n);
    end_archive(a);
}

/* Two files, and what is passed over between them. */
static void make_archive(struct bytes *out, int format, int filter)
{
    struct archive *a = begin_archive(out, format, filter);

    add_entry(a, "folder/", AE_IFDIR, NULL, 0);
    add_entry(a, "folder/one.txt", AE_IFREG, "first file\n", 11);
    add_entry(a, "folder/._one.txt", AE_IFREG, "resource", 8);
    add_entry(a, "__MACOSX/folder/one.txt", AE_IFREG, "resource", 8);
    add_entry(a, "empty.txt", AE_IFREG, NULL, 0);
    if (format != ARCHIVE_FORMAT_ZIP)
        add_entry(a, "link", AE_IFLNK, NULL, 0);
    add_entry(a, "two.nc", AE_IFREG, long_text, sizeof(long_text) - 1);
    end_archive(a);
}

/* ---- reading them ---- */

/* Reads all members and tells them: "path=bytes;".  Files longer than 20 bytes are compared with long_text: "*" when they
 * are its beginning. */
static enum xbz_status tell_all(struct container *c, struct buf *out, bool skip)
{
    struct container_member member;
    enum xbz_status status;

    while ((status = container_next(c, &member)) == XBZ_OK) {
        struct buf text;
        char part[1000];
        size_t got;

        buf_printf(out, "%.*s=", STR_ARG(member.path));
        if (skip) {
            buf_byte(out, ';');
            continue;
        }
        buf_init(&text, 1 << 20);
        do {
            assert_int_equal(container_read(c, part, sizeof(part), &got), XBZ_OK);
            buf_add(&text, part, got);
        } while (got > 0);
        if (text.n > 20)
            buf_printf(out, "%zu%s", text.n, memcmp(text.p, long_text, text.n) == 0 ? "*" : "?");
        else
            buf_str(out, buf_view(&text));
        buf_text(out, container_source(c)->damaged ? "!;" : ";");
        buf_free(&text);
    }
    return status;
}

/* Reads bytes in steps as the input "in"; returns the last status. */
static enum xbz_status tell_bytes(const void *bytes, size_t n, size_t step, size_t block, bool skip, struct told *told,
                                  struct buf *out)
{
    struct xbz_run run = make_run(told, block);
    struct memory memory = {.bytes = bytes, .n = n, .step = step};
    struct container *c;

    assert_int_equal(container_new(&c, &run), XBZ_OK);
    assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
    enum xbz_status status = tell_all(c, out, skip);
    if (status == XBZ_END) /* a pipe is read to its end, whatever the archive says */
        assert_int_equal(container_bytes(c), n);
    container_free(c);
    return status;
}

static void check(const struct bytes *bytes, const char *due)
{
    STEPS(steps);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct told told;
        struct buf out;
        buf_init(&out, 1 << 20);
        assert_int_equal(tell_bytes(bytes->p, bytes->n, steps[i], 4096, false, &told, &out), XBZ_END);
        assert_string_equal(buf_cstr(&out), due);
        assert_int_equal(told.all, 0);
        buf_free(&out);
    }
}

/* Reads damaged bytes: FAIL and the given diagnostic are due; what was read is appended to out. */
static void check_damaged(const void *bytes, size_t n, enum xbz_code code, struct buf *out)
{
    struct told told;

    assert_int_equal(tell_bytes(bytes, n, 0, 65536, false, &told, out), XBZ_FAIL);
    assert_true(told.n[code] > 0);
    assert_int_equal(told.all, told.n[code]);
}

#define TWO_MEMBERS "in!folder/one.txt=first file\n;in!two.nc=39999*;"

static void test_formats_and_filters(void **state)
{
    static const struct {
        int format, filter;
    } cases[] = {
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},     {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE},
        {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE},    {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},     {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD},     {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2},
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_COMPRESS}, {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_GZIP},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        make_archive(&first, cases[i].format, cases[i].filter);
        check(&first, TWO_MEMBERS);
    }
}

/* A file that is only compressed keeps the name of its input. */
static void test_compressed_files(void **state)
{
    static const int filters[] = {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_BZIP2,
                                  ARCHIVE_FILTER_COMPRESS};
    (void)state;
    for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
        wrap(&first, ARCHIVE_FORMAT_RAW, filters[i], "x", long_text, 30000);
        check(&first, "in=30000*;");
        wrap(&first, ARCHIVE_FORMAT_RAW, filters[i], "x", "<html>", 6);
        check(&first, "in=<html>;");
    }
}

/* Formats that libarchive knows but we do not offer are files as they are. */
static void test_plain_files(void **state)
{
    static const char *const texts[] = {"<html>", "#mtree\n", "x", "!<arch>\n", "\x1F\x8B\x07", "a=1 b=2\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        char due[64];
        first.n = strlen(texts[i]);
        memcpy(first.p, texts[i], first.n);
        snprintf(due, sizeof(due), "in=%s;", texts[i]);
        check(&first, due);
    }
}

static void test_nested(void **state)
{
    struct archive *a;

    (void)state;
    make_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP);
    wrap(&second, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, "x", "gz in zip", 9);
    a = begin_archive(&third, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    add_entry(a, "a.tar.gz", AE_IFREG, first.p, first.n);
    add_entry(a, "b.txt.gz", AE_IFREG, second.p, second.n);
    add_entry(a, "c.txt", AE_IFREG, "plain", 5);
    end_archive(a);
    check(&third,
          "in!a.tar.gz!folder/one.txt=first file\n;in!a.tar.gz!two.nc=39999*;in!b.txt.gz=gz in zip;in!c.txt=plain;");
}

/* What is packed too often is left out, and said so; what stands beside it is not. */
static void test_depth(void **state)
{
    struct told told;
    struct buf out;
    struct archive *a;

    (void)state;
    first.n = 4;
    memcpy(first.p, "deep", 4);
    for (int i = 0; i < XBZ_DEPTH_MOST; i++) {
        wrap(&second, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "a", first.p, first.n);
        first = second;
    }
    check(&first, "in!a!a!a!a!a!a=deep;");
    a = begin_archive(&second, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    add_entry(a, "too-deep", AE_IFREG, first.p, first.n);
    add_entry(a, "other", AE_IFREG, "beside", 6);
    end_archive(a);
    buf_init(&out, 4096);
    assert_int_equal(tell_bytes(second.p, second.n, 0, 4096, false, &told, &out), XBZ_END);
    assert_string_equal(buf_cstr(&out), "in!other=beside;");
    assert_int_equal(told.n[XBZ_D_MEMBER_SKIPPED], 1);
    assert_string_equal(told.path, "in!too-deep!a!a!a!a!a");
    buf_free(&out);
}

static void test_skipping(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    make_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP);
    buf_init(&out, 4096);
    assert_int_equal(tell_bytes(first.p, first.n, 100, 512, true, &told, &out), XBZ_END);
    assert_string_equal(buf_cstr(&out), "in!folder/one.txt=;in!two.nc=;");
    buf_clear(&out);
    first.p[first.n - 5] ^= 1; /* the check sum counts although nobody reads the text */
    check_damaged(first.p, first.n, XBZ_D_INPUT_CORRUPT, &out);
    buf_free(&out);
}

/* Cut anywhere, an input gives what was whole, one report, and FAIL. */
static void test_truncated(void **state)
{
    static const struct {
        int format, filter;
    } cases[] = {
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP}, {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD}, {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2},
        {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP},       {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (cases[i].format == ARCHIVE_FORMAT_RAW)
            wrap(&first, cases[i].format, cases[i].filter, "x", long_text, 30000);
        else
            make_archive(&first, cases[i].format, cases[i].filter);
        for (size_t cut = 16; cut < first.n; cut += cut < first.n - 20 ? 997 : 1) {
            struct buf out;
            buf_init(&out, 4096);
            check_damaged(first.p, cut, XBZ_D_INPUT_TRUNCATED, &out);
            assert_null(strstr(buf_cstr(&out), "?"));
            buf_free(&out);
        }
    }
}

static void test_truncated_tar_and_zip(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 4096);
    make_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
    check_damaged(first.p, first.n / 2, XBZ_D_INPUT_TRUNCATED, &out);
    assert_non_null(strstr(buf_cstr(&out), "in!folder/one.txt=first file\n;in!two.nc="));
    assert_non_null(strstr(buf_cstr(&out), "*!;"));
    buf_clear(&out);
    make_archive(&first, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    check_damaged(first.p, first.n / 2, XBZ_D_INPUT_TRUNCATED, &out);
    assert_non_null(strstr(buf_cstr(&out), "in!folder/one.txt=first file\n;in!two.nc="));
    buf_free(&out);
}

/* An archive without its end mark is whole as long as its members are. */
static void test_tar_without_end_mark(void **state)
{
    (void)state;
    wrap(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "a", "text", 4);
    first.n = 1024;
    check(&first, "in!a=text;");
}

/* Several archives one after the other, as cat makes them. */
static void test_appended_archives(void **state)
{
    static const int filters[] = {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD};

    (void)state;
    for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
        wrap(&first, ARCHIVE_FORMAT_TAR_USTAR, filters[i], "a", "1", 1);
        wrap(&second, ARCHIVE_FORMAT_TAR_USTAR, filters[i], "b", "2", 1);
        memcpy(first.p + first.n, second.p, second.n);
        first.n += second.n;
        check(&first, "in!a=1;in!b=2;");
    }
}

/* Corrects the check sum of a tar header after a change. */
static void seal(char *block)
{
    unsigned sum = 0;

    memset(block + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++)
        sum += (unsigned char)block[i];
    snprintf(block + 148, 8, "%06o", sum);
}

/* A header that promises more than there is, or less. */
static void test_lying_sizes(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 4096);
    wrap(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "a", "text", 4);
    memcpy(first.p + 124, "77777777777", 11); /* 8 GiB */
    seal(first.p);
    assert_int_equal(tell_bytes(first.p, first.n, 0, 4096, false, &told, &out), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
    memset(first.p + 124, 0xFF, 12); /* -1 in base 256 */
    seal(first.p);
    tell_bytes(first.p, first.n, 0, 4096, false, &told, &out);

    /* Members behind one that says it is shorter than it is are found again. */
    struct archive *a = begin_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
    add_entry(a, "a", AE_IFREG, long_text, 2000);
    add_entry(a, "b", AE_IFREG, "next", 4);
    end_archive(a);
    memcpy(first.p + 124, "00000000010", 11);
    seal(first.p);
    buf_clear(&out);
    assert_int_equal(tell_bytes(first.p, first.n, 0, 4096, false, &told, &out), XBZ_FAIL);
    assert_true(str_ends_nocase(buf_view(&out), STR("in!b=next;")));
    assert_int_equal(told.n[XBZ_D_INPUT_CORRUPT], 1);
    assert_int_equal(told.all, 1);
    buf_free(&out);
}

/* Any byte of an archive changed: it is read to its end, and what is compressed never passes as whole. */
static void test_corrupt_anywhere(void **state)
{
    static const struct {
        int format, filter;
    } cases[] = {
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
        {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE},
        {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE},
        {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        wrap(&first, cases[i].format, cases[i].filter, "a", long_text, 300);
        for (size_t at = cases[i].filter == ARCHIVE_FILTER_GZIP ? 10 : 0; at < first.n; at++) {
            struct told told;
            struct buf out;
            buf_init(&out, 1 << 20);
            first.p[at] ^= 0x21;
            enum xbz_status status = tell_bytes(first.p, first.n, 0, 4096, false, &told, &out);
            first.p[at] ^= 0x21;
            assert_true(status == XBZ_END || status == XBZ_FAIL);
            if (status == XBZ_FAIL)
                assert_true(told.all > 0);
            if (cases[i].filter == ARCHIVE_FILTER_GZIP)
                assert_int_equal(status, XBZ_FAIL);
            buf_free(&out);
        }
    }
}

static void test_empty_inputs(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 4096);
    check_damaged("", 0, XBZ_D_INPUT_EMPTY, &out);
    wrap(&first, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, "x", "", 0);
    if (first.n) /* some versions write nothing at all */
        check_damaged(first.p, first.n, XBZ_D_INPUT_EMPTY, &out);
    assert_int_equal(out.n, 0);
    end_archive(begin_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP));
    assert_int_equal(tell_bytes(first.p, first.n, 0, 4096, false, &told, &out), XBZ_END);
    assert_int_equal(told.all, 0);
    assert_int_equal(out.n, 0);
    buf_free(&out);
}

static void test_member_facts(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct container *c;
    struct container_member member;
    struct memory memory = {.bytes = first.p};
    char name[150] = "", due[200];
    uint64_t taken, size;

    (void)state;
    /* A name too long for a plain header stands in a pax record, where it is UTF-8; libarchive's writer cannot do that
     * in the C locale, so it is put there. */
    memset(name, 'x', sizeof(name) - 1);
    memcpy(name, "./d/", 4);
    wrap(&first, ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, name, "text", 4);
    for (size_t i = 0; i + 20 < first.n; i++)
        if (memcmp(first.p + i, "path=./d/xx", 11) == 0)
            memcpy(first.p + i + 9, "\xC3\xA9", 2);
    memcpy(name + 4, "\xC3\xA9", 2);
    snprintf(due, sizeof(due), "in!%s", name + 2); /* whatever the locale */
    memory.n = first.n;
    assert_int_equal(container_new(&c, &run), XBZ_OK);
    assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
    assert_int_equal(container_next(c, &member), XBZ_OK);
    assert_true(str_eq(member.path, str_of(due)));
    assert_true(member.size_known);
    assert_int_equal(member.size, 4);
    assert_int_equal(member.mtime, 1000000000);
    container_progress(c, &taken, &size);
    assert_true(taken > 0);
    assert_int_equal(size, 0);
    assert_int_equal(container_next(c, &member), XBZ_END);
    assert_int_equal(container_next(c, &member), XBZ_END);
    container_free(c);
    container_free(NULL);
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

/* Files, folders and damage, one after the other with one container. */
static void test_paths(void **state)
{
    char top[] = "/tmp/test_container.XXXXXX", a[64], b[64], due[512];
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct container *c;
    struct buf out;
    uint64_t taken, size;

    (void)state;
    assert_non_null(mkdtemp(top));
    snprintf(a, sizeof(a), "%s/a.txt", top);
    snprintf(b, sizeof(b), "%s/b.tgz", top);
    make_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP);
    write_file(a, "plain", 5);
    write_file(b, first.p, first.n);

    buf_init(&out, 4096);
    assert_int_equal(container_new(&c, &run), XBZ_OK);
    assert_int_equal(container_open(c, top), XBZ_OK);
    assert_int_equal(tell_all(c, &out, false), XBZ_END);
    snprintf(due, sizeof(due), "%s=plain;%s!folder/one.txt=first file\n;%s!two.nc=39999*;", a, b, b);
    assert_string_equal(buf_cstr(&out), due);
    assert_int_equal(container_bytes(c), 5 + first.n);

    buf_clear(&out);
    assert_int_equal(container_open(c, a), XBZ_OK);
    container_progress(c, &taken, &size);
    assert_int_equal(size, 5);
    assert_int_equal(tell_all(c, &out, false), XBZ_END);
    snprintf(due, sizeof(due), "%s=plain;", a);
    assert_string_equal(buf_cstr(&out), due);
    assert_int_equal(told.all, 0);

    /* a damaged file of a folder does not keep the others */
    write_file(a, first.p, first.n / 2);
    buf_clear(&out);
    assert_int_equal(container_open(c, top), XBZ_OK);
    assert_int_equal(tell_all(c, &out, false), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
    assert_non_null(strstr(buf_cstr(&out), "b.tgz!two.nc=39999*;"));

    unlink(a);
    unlink(b);
    rmdir(top);
    assert_int_equal(container_open(c, a), XBZ_FAIL);
    assert_int_equal(container_open(c, top), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 2);
    container_free(c);
    buf_free(&out);
}

static void test_read_error_and_cancel(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 512);
    struct container *c;
    struct buf out;

    (void)state;
    make_archive(&first, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
    struct memory memory = {.bytes = first.p, .n = first.n / 2, .fails = true};
    buf_init(&out, 4096);
    assert_int_equal(container_new(&c, &run), XBZ_OK);
    assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
    assert_int_equal(tell_all(c, &out, false), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 1);
    assert_int_equal(told.all, 1);

    struct container_member member;
    memory = (struct memory){.bytes = first.p, .n = first.n};
    assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
    assert_int_equal(container_next(c, &member), XBZ_OK);
    run.cancelled = 1;
    assert_int_equal(source_drain(container_source(c)), XBZ_OK); /* it is in the block already */
    assert_int_equal(container_next(c, &member), XBZ_FATAL);
    container_free(c);
    buf_free(&out);
}

/* ---- zip files by their directory ---- */

/* Writes bytes to a file and reads that: "f" stands for its name. */
static enum xbz_status tell_file(const void *bytes, size_t n, size_t directory, size_t block, struct told *told,
                                 struct buf *out)
{
    struct xbz_run run = make_run(told, block);
    struct buf found;
    struct container *c;
    char path[] = "/tmp/container-XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), n);
    close(fd);
    run.limits.directory_bytes = directory;
    buf_init(&found, 1 << 20);
    assert_int_equal(container_new(&c, &run), XBZ_OK);
    assert_int_equal(container_open(c, path), XBZ_OK);
    enum xbz_status status = tell_all(c, &found, false);
    container_free(c);
    unlink(path);
    for (struct xbz_str rest = buf_view(&found); rest.n;) {
        size_t at = str_find(rest, str_of(path), 0);
        buf_str(out, str_sub(rest, 0, at == (size_t)-1 ? rest.n : at));
        if (at != (size_t)-1)
            buf_byte(out, 'f');
        rest = at == (size_t)-1 ? (struct xbz_str){NULL, 0} : str_sub(rest, at + strlen(path), rest.n);
    }
    buf_free(&found);
    return status;
}

/* The local header of a member, from 0. */
static unsigned char *local_header(struct bytes *zip, unsigned member)
{
    for (size_t i = 0; i + 4 < zip->n; i++)
        if (memcmp(zip->p + i, "PK\3\4", 4) == 0 && member-- == 0)
            return (unsigned char *)zip->p + i;
    fail();
    return NULL;
}

/* Stored, since a reader that does not know the size of such a member cannot find its end. */
static void make_stored_zip(struct bytes *out)
{
    struct archive *a = archive_write_new();

    assert_int_equal(archive_write_set_format_zip(a), ARCHIVE_OK);
    assert_int_equal(archive_write_zip_set_compression_store(a), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, out->p, sizeof(out->p), &out->n), ARCHIVE_OK);
    add_entry(a, "one.txt", AE_IFREG, "first file\n", 11);
    add_entry(a, "two.nc", AE_IFREG, long_text, sizeof(long_text) - 1);
    end_archive(a);
}

/* Sizes that the headers before the members lack stand in the directory. */
static void test_zip_headers_without_sizes(void **state)
{
    static const size_t blocks[] = {4096, 100, 1 << 20};
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 20);
    make_stored_zip(&first);
    unsigned char *header = local_header(&first, 1);
    header[6] &= 0xF7;          /* no sizes behind the member */
    memset(header + 14, 0, 12); /* check sum and sizes */
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        buf_clear(&out);
        assert_int_equal(tell_file(first.p, first.n, 1 << 16, blocks[i], &told, &out), XBZ_END);
        assert_string_equal(buf_cstr(&out), "f!one.txt=first file\n;f!two.nc=39999*;");
        assert_int_equal(told.all, 0);
    }
    /* A pipe has nothing but these, and neither has a file whose directory is larger than it may be. */
    buf_clear(&out);
    (void)tell_bytes(first.p, first.n, 0, 4096, false, &told, &out);
    assert_null(strstr(buf_cstr(&out), "39999*"));
    buf_clear(&out);
    (void)tell_file(first.p, first.n, 20, 4096, &told, &out);
    assert_null(strstr(buf_cstr(&out), "39999*"));
    buf_free(&out);
}

/* A header that has another size than the directory is damage: reported, what stands beside it is read. */
static void test_zip_lying_headers(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 20);
    make_stored_zip(&first);
    unsigned char *header = local_header(&first, 0);
    header[6] &= 0xF7;
    header[18] = header[22] = 5;
    assert_int_equal(tell_file(first.p, first.n, 1 << 16, 4096, &told, &out), XBZ_FAIL);
    assert_non_null(strstr(buf_cstr(&out), "f!two.nc=39999*;"));
    assert_true(told.n[XBZ_D_INPUT_CORRUPT] > 0);
    buf_clear(&out);
    assert_int_equal(tell_bytes(first.p, first.n, 0, 4096, false, &told, &out), XBZ_FAIL);
    buf_free(&out);
}

/* Members that the directory does not have were deleted; a stream cannot know. */
static void test_zip_deleted_member(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 20);
    make_stored_zip(&first);
    /* A directory that begins with the second entry. */
    size_t end = first.n - 22, second_entry = 0;
    for (size_t i = 0; i < end; i++)
        if (memcmp(first.p + i, "PK\1\2", 4) == 0)
            second_entry = i;
    unsigned char *record = (unsigned char *)first.p + end;
    assert_memory_equal(record, "PK\5\6", 4);
    record[8] = record[10] = 1;
    for (unsigned i = 0; i < 4; i++) {
        record[12 + i] = (unsigned char)((end - second_entry) >> (8 * i));
        record[16 + i] = (unsigned char)(second_entry >> (8 * i));
    }
    assert_int_equal(tell_file(first.p, first.n, 1 << 16, 4096, &told, &out), XBZ_END);
    assert_string_equal(buf_cstr(&out), "f!two.nc=39999*;");
    buf_free(&out);
}

/* Sizes that stand behind the members (a zip made in a pipe), and a file cut before its directory. */
static void test_zip_descriptors_and_cut(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 20);
    make_archive(&first, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    assert_int_not_equal(local_header(&first, 1)[6] & 8, 0); /* descriptors */
    assert_int_equal(tell_file(first.p, first.n, 1 << 16, 4096, &told, &out), XBZ_END);
    assert_string_equal(buf_cstr(&out), "f!folder/one.txt=first file\n;f!two.nc=39999*;");
    buf_clear(&out);
    assert_int_equal(tell_file(first.p, first.n / 2, 1 << 16, 4096, &told, &out), XBZ_FAIL);
    assert_non_null(strstr(buf_cstr(&out), "f!folder/one.txt=first file\n;"));
    assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
    buf_free(&out);
}

/* ---- windows ---- */

static void make_wide(struct bytes *out, int filter, const char *name, const char *level)
{
    struct archive *a = archive_write_new();

    assert_int_equal(archive_write_set_format_ustar(a), ARCHIVE_OK);
    assert_int_equal(archive_write_add_filter(a, filter), ARCHIVE_OK);
    assert_int_equal(archive_write_set_filter_option(a, name, "compression-level", level), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, out->p, sizeof(out->p), &out->n), ARCHIVE_OK);
    add_entry(a, "one.txt", AE_IFREG, "first file\n", 11);
    end_archive(a);
}

/* What asks for more memory than there is for unpacking is refused before it is given any; what stands beside it is read. */
static void test_windows(void **state)
{
    static const struct {
        int filter;
        const char *name, *level;
        size_t needs;
    } cases[] = {
        {ARCHIVE_FILTER_XZ, "xz", "9", 64 << 20},
        {ARCHIVE_FILTER_XZ, "xz", "6", 8 << 20},
        {ARCHIVE_FILTER_ZSTD, "zstd", "22", 128 << 20},
        {ARCHIVE_FILTER_BZIP2, "bzip2", "9", 3 << 20},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct told told;
        struct xbz_run run = make_run(&told, 4096);
        struct buf out;
        struct container *c;
        buf_init(&out, 4096);
        make_wide(&first, cases[i].filter, cases[i].name, cases[i].level);
        struct archive *a = begin_archive(&second, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
        add_entry(a, "wide", AE_IFREG, first.p, first.n);
        add_entry(a, "other", AE_IFREG, "beside", 6);
        end_archive(a);
        for (int enough = 0; enough < 2; enough++) {
            struct memory memory = {.bytes = second.p, .n = second.n};
            run.limits.unpack_bytes = enough ? cases[i].needs * 3 / 2 + (1 << 20) : cases[i].needs;
            memset(&told, 0, sizeof(told));
            buf_clear(&out);
            assert_int_equal(container_new(&c, &run), XBZ_OK);
            assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
            assert_int_equal(tell_all(c, &out, false), enough ? XBZ_END : XBZ_FAIL);
            container_free(c);
            assert_string_equal(buf_cstr(&out),
                                enough ? "in!wide!one.txt=first file\n;in!other=beside;" : "in!other=beside;");
            assert_int_equal(told.n[XBZ_D_WINDOW_TOO_LARGE], !enough);
            assert_int_equal(told.all, !enough);
        }
        buf_free(&out);
    }
}

/* Files appended to one another, of which the second asks for too much: the first is kept, and one line says why. */
static void test_windows_of_later_parts(void **state)
{
    static const struct {
        int filter;
        const char *name, *narrow, *wide;
        size_t needs;
    } cases[] = {
        {ARCHIVE_FILTER_XZ, "xz", "0", "9", 64 << 20},
        {ARCHIVE_FILTER_ZSTD, "zstd", "1", "22", 128 << 20},
    };
    static const size_t steps[] = {0, 1, 7, 4096};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        make_wide(&first, cases[i].filter, cases[i].name, cases[i].narrow);
        make_wide(&second, cases[i].filter, cases[i].name, cases[i].wide);
        memcpy(first.p + first.n, second.p, second.n);
        for (size_t step = 0; step < 8; step++) {
            const bool enough = step & 1;
            struct memory memory = {.bytes = first.p, .n = first.n + second.n, .step = steps[step / 2]};
            struct told told;
            struct xbz_run run = make_run(&told, 4096);
            struct container *c;
            struct buf out;
            buf_init(&out, 4096);
            run.limits.unpack_bytes = enough ? cases[i].needs + (1 << 20) : cases[i].needs;
            assert_int_equal(container_new(&c, &run), XBZ_OK);
            assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
            assert_int_equal(tell_all(c, &out, false), enough ? XBZ_END : XBZ_FAIL);
            container_free(c);
            assert_string_equal(buf_cstr(&out), enough ? "in!one.txt=first file\n;in!one.txt=first file\n;"
                                                       : "in!one.txt=first file\n;");
            assert_int_equal(told.n[XBZ_D_WINDOW_TOO_LARGE], !enough);
            assert_int_equal(told.all, !enough);
            buf_free(&out);
        }
    }
}

/* What is packed twice is unpacked by a level for each, whose windows count together. */
static void test_windows_within_windows(void **state)
{
    (void)state;
    make_wide(&first, ARCHIVE_FILTER_XZ, "xz", "6");
    wrap(&second, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ, "x", first.p, first.n);
    for (int enough = 0; enough < 2; enough++) {
        struct memory memory = {.bytes = second.p, .n = second.n};
        struct told told;
        struct xbz_run run = make_run(&told, 4096);
        struct container *c;
        struct buf out;
        buf_init(&out, 4096);
        run.limits.unpack_bytes = enough ? 17 << 20 : 16 << 20;
        assert_int_equal(container_new(&c, &run), XBZ_OK);
        assert_int_equal(container_open_stream(c, "in", memory_read, &memory), XBZ_OK);
        assert_int_equal(tell_all(c, &out, false), enough ? XBZ_END : XBZ_FAIL);
        container_free(c);
        assert_string_equal(buf_cstr(&out), enough ? "in!one.txt=first file\n;" : "");
        assert_int_equal(told.n[XBZ_D_WINDOW_TOO_LARGE], !enough);
        assert_int_equal(told.all, !enough);
        buf_free(&out);
    }
}

/* A member of a zip file packed by a method of which is not known what it takes: passed over by the directory; without one the
 * archive ends at it. */
static void test_zip_methods(void **state)
{
    static const unsigned char methods[] = {14, 93, 95, 98};
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 20);
    for (size_t i = 0; i < sizeof(methods); i++) {
        struct archive *a = archive_write_new();
        assert_int_equal(archive_write_set_format_zip(a), ARCHIVE_OK);
        assert_int_equal(archive_write_zip_set_compression_store(a), ARCHIVE_OK);
        archive_write_set_bytes_in_last_block(a, 1);
        assert_int_equal(archive_write_open_memory(a, first.p, sizeof(first.p), &first.n), ARCHIVE_OK);
        add_entry(a, "one.txt", AE_IFREG, "first file\n", 11);
        add_entry(a, "packed.txt", AE_IFREG, long_text, 1000);
        add_entry(a, "three.txt", AE_IFREG, "third file\n", 11);
        end_archive(a);
        local_header(&first, 1)[8] = methods[i];
        buf_clear(&out);
        assert_int_equal(tell_file(first.p, first.n, 1 << 16, 4096, &told, &out), XBZ_FAIL);
        assert_string_equal(buf_cstr(&out), "f!one.txt=first file\n;f!three.txt=third file\n;");
        assert_int_equal(told.n[XBZ_D_WINDOW_TOO_LARGE], 1);
        assert_int_equal(told.all, 1);
        buf_clear(&out);
        assert_int_equal(tell_bytes(first.p, first.n, 0, 4096, false, &told, &out), XBZ_FAIL);
        assert_string_equal(buf_cstr(&out), "in!one.txt=first file\n;");
        assert_int_equal(told.n[XBZ_D_WINDOW_TOO_LARGE], 1);
        assert_int_equal(told.all, 1);
        assert_string_equal(told.path, "in!packed.txt");
    }
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats_and_filters),
        cmocka_unit_test(test_compressed_files),
        cmocka_unit_test(test_plain_files),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_skipping),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_truncated_tar_and_zip),
        cmocka_unit_test(test_tar_without_end_mark),
        cmocka_unit_test(test_appended_archives),
        cmocka_unit_test(test_lying_sizes),
        cmocka_unit_test(test_corrupt_anywhere),
        cmocka_unit_test(test_empty_inputs),
        cmocka_unit_test(test_member_facts),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_read_error_and_cancel),
        cmocka_unit_test(test_zip_headers_without_sizes),
        cmocka_unit_test(test_zip_lying_headers),
        cmocka_unit_test(test_zip_deleted_member),
        cmocka_unit_test(test_zip_descriptors_and_cut),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_windows_of_later_parts),
        cmocka_unit_test(test_windows_within_windows),
        cmocka_unit_test(test_zip_methods),
    };
    return cmocka_run_group_tests(tests, make_text, NULL);
}
