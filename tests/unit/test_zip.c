/* Zip archives, read back by libarchive. */
#include "output_kit.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

#include "output/zip.h"

static struct stream below;

/* The member of a name as text in out; false when there is none. */
static bool read_member(const struct buf *zip, const char *name, struct buf *out, bool seekable)
{
    struct archive *a = archive_read_new();
    struct archive_entry *entry;
    bool found = false;
    assert_non_null(a);
    if (seekable)
        assert_int_equal(archive_read_support_format_zip_seekable(a), ARCHIVE_OK);
    else
        assert_int_equal(archive_read_support_format_zip_streamable(a), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(a, zip->p, zip->n), ARCHIVE_OK);
    buf_clear(out);
    while (!found && archive_read_next_header(a, &entry) == ARCHIVE_OK) {
        if (strcmp(archive_entry_pathname(entry), name) != 0)
            continue;
        char block[1000];
        la_ssize_t n;
        while ((n = archive_read_data(a, block, sizeof block)) > 0)
            buf_add(out, block, (size_t)n);
        assert_int_equal(n, 0); /* CRC and length were right */
        found = true;
    }
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    return found;
}

static void write_archive(struct zip *zip, struct buf *out, const struct zip_ready *ready)
{
    buf_clear(out);
    stream_init(&below, kit_collect, out);
    zip_begin(zip, &below);
    stream_text(zip_member(zip, STR("n/a.txt")), "first member");
    zip_copy(zip, STR("n/ready.xsd"), ready);
    struct stream *stream = zip_member(zip, STR("n/b.txt"));
    for (unsigned i = 0; i < 50000; i++)
        stream_int(stream, i);
    (void)zip_member(zip, STR("n/empty"));
    zip_end(zip);
    stream_flush(&below);
    assert_int_equal(below.error, 0);
}

static void test_members_read_back(void **state)
{
    (void)state;
    struct buf out, member;
    struct arena arena;
    struct zip_ready ready;
    buf_init(&out, KIT_MAX);
    buf_init(&member, KIT_MAX);
    arena_init(&arena, KIT_MAX);
    struct zip *zip = zip_new();
    assert_non_null(zip);
    assert_true(zip_prepare(zip, &arena, "<schema/>", 9, &ready));
    write_archive(zip, &out, &ready);
    for (unsigned seekable = 0; seekable < 2; seekable++) {
        assert_true(read_member(&out, "n/a.txt", &member, seekable == 1));
        assert_buf(&member, "first member");
        assert_true(read_member(&out, "n/ready.xsd", &member, seekable == 1));
        assert_buf(&member, "<schema/>");
        assert_true(read_member(&out, "n/b.txt", &member, seekable == 1));
        assert_int_equal(member.n, 238890);
        assert_memory_equal(member.p + member.n - 5, "49999", 5);
        assert_true(read_member(&out, "n/empty", &member, seekable == 1));
        assert_int_equal(member.n, 0);
        assert_false(read_member(&out, "n/c.txt", &member, seekable == 1));
    }
    zip_free(zip);
    arena_free(&arena);
    buf_free(&out);
    buf_free(&member);
}

static void test_same_bytes_each_time(void **state)
{
    (void)state;
    struct buf first, second;
    struct arena arena;
    struct zip_ready ready;
    buf_init(&first, KIT_MAX);
    buf_init(&second, KIT_MAX);
    arena_init(&arena, KIT_MAX);
    struct zip *zip = zip_new(), *other = zip_new();
    assert_true(zip_prepare(zip, &arena, "<schema/>", 9, &ready));
    write_archive(zip, &first, &ready);
    write_archive(zip, &second, &ready);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    write_archive(other, &second, &ready);
    assert_memory_equal(first.p, second.p, first.n);
    zip_free(zip);
    zip_free(other);
    zip_free(NULL);
    arena_free(&arena);
    buf_free(&first);
    buf_free(&second);
}

static void test_archive_after_other_bytes(void **state)
{
    (void)state;
    struct buf out, member;
    buf_init(&out, KIT_MAX);
    buf_init(&member, KIT_MAX);
    struct zip *zip = zip_new();
    stream_init(&below, kit_collect, &out);
    stream_text(&below, "0123456789");
    zip_begin(zip, &below);
    stream_text(zip_member(zip, STR("x")), "text");
    zip_end(zip);
    stream_flush(&below);
    memmove(out.p, out.p + 10, out.n - 10);
    out.n -= 10;
    assert_true(read_member(&out, "x", &member, true)); /* offsets count from the archive's own start */
    assert_buf(&member, "text");
    zip_free(zip);
    buf_free(&out);
    buf_free(&member);
}

static void test_full_disk(void **state)
{
    (void)state;
    struct kit_breaking breaking = {100};
    struct zip *zip = zip_new();
    stream_init(&below, kit_break, &breaking);
    zip_begin(zip, &below);
    struct stream *stream = zip_member(zip, STR("x"));
    for (unsigned i = 0; i < 300000; i++)
        stream_int(stream, (int64_t)i * 7919);
    assert_int_equal(stream->error, ENOSPC);
    zip_end(zip);
    assert_int_equal(below.error, ENOSPC);
    zip_free(zip);
}

static void test_small_arena(void **state)
{
    (void)state;
    struct arena arena;
    struct zip_ready ready;
    static unsigned char noise[200000];
    unsigned seed = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)((seed = seed * 1103515245u + 12345u) >> 16);
    arena_init(&arena, 70000);
    struct zip *zip = zip_new();
    assert_false(zip_prepare(zip, &arena, noise, sizeof noise, &ready));
    zip_free(zip);
    arena_free(&arena);
}

/* More members than a field of 16 bits counts; their directory does not stay in memory. */
static void test_many_members(void **state)
{
    (void)state;
    const unsigned many = 70000;
    struct buf out;
    struct arena arena;
    struct zip_ready ready;
    struct archive_entry *entry;
    char name[32];
    buf_init(&out, (size_t)16 << 20);
    arena_init(&arena, KIT_MAX);
    struct zip *zip = zip_new();
    assert_true(zip_prepare(zip, &arena, "x", 1, &ready));
    stream_init(&below, kit_collect, &out);
    zip_begin(zip, &below);
    for (unsigned i = 0; i < many; i++) {
        (void)snprintf(name, sizeof name, "reports/%u", i);
        zip_copy(zip, str_of(name), &ready);
    }
    zip_end(zip);
    stream_flush(&below);
    assert_int_equal(below.error, 0);
    struct archive *a = archive_read_new();
    assert_int_equal(archive_read_support_format_zip_seekable(a), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(a, out.p, out.n), ARCHIVE_OK);
    unsigned n = 0;
    while (archive_read_next_header(a, &entry) == ARCHIVE_OK)
        n++;
    assert_int_equal(n, many);
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    zip_free(zip);
    arena_free(&arena);
    buf_free(&out);
}

/* An archive of which only the ends are there: between them lies a member that nobody reads. */
struct holed {
    struct buf *bytes;
    int64_t hole, hole_at, at;
    char block[4096];
};

static la_ssize_t read_holed(struct archive *a, void *ctx, const void **block)
{
    struct holed *h = ctx;
    (void)a;
    size_t n = 0;
    for (; n < sizeof h->block; n++, h->at++) {
        int64_t from = h->at < h->hole_at ? h->at : h->at - h->hole;
        if (from >= (int64_t)h->bytes->n)
            break;
        h->block[n] = from < h->hole_at && h->at >= h->hole_at ? 0 : h->bytes->p[from];
    }
    *block = h->block;
    return (la_ssize_t)n;
}

static la_int64_t seek_holed(struct archive *a, void *ctx, la_int64_t offset, int whence)
{
    struct holed *h = ctx;
    (void)a;
    int64_t end = (int64_t)h->bytes->n + h->hole;
    h->at = offset + (whence == SEEK_SET ? 0 : whence == SEEK_CUR ? h->at : end);
    return h->at;
}

static la_int64_t skip_holed(struct archive *a, void *ctx, la_int64_t n)
{
    (void)a;
    ((struct holed *)ctx)->at += n;
    return n;
}

static void test_more_than_4_gib(void **state)
{
    (void)state;
    struct buf out;
    struct archive_entry *entry;
    char text[16];
    buf_init(&out, KIT_MAX);
    struct zip *zip = zip_new();
    struct holed holed = {.bytes = &out, .hole = (int64_t)5 << 30};
    stream_init(&below, kit_collect, &out);
    zip_begin(zip, &below);
    stream_text(zip_member(zip, STR("first")), "1st");
    (void)zip_member(zip, STR("hole"));
    holed.hole_at = (int64_t)below.total;
    below.total += (uint64_t)holed.hole; /* as if they had been written between members */
    stream_text(zip_member(zip, STR("last")), "the last");
    zip_end(zip);
    stream_flush(&below);
    /* The member that was open at the hole seems to have it all: that is too much. */
    assert_int_equal(below.error, EFBIG);

    buf_clear(&out);
    stream_init(&below, kit_collect, &out);
    zip_begin(zip, &below);
    stream_text(zip_member(zip, STR("first")), "1st");
    struct zip_ready nothing = {(const unsigned char *)"\3", 2, 0, 0};
    zip_copy(zip, STR("empty"), &nothing);
    holed.hole_at = (int64_t)below.total;
    below.total += (uint64_t)holed.hole;
    stream_text(zip_member(zip, STR("last")), "the last");
    zip_end(zip);
    stream_flush(&below);
    assert_int_equal(below.error, 0);
    struct archive *a = archive_read_new();
    assert_int_equal(archive_read_support_format_zip_seekable(a), ARCHIVE_OK);
    assert_int_equal(archive_read_set_callback_data(a, &holed), ARCHIVE_OK);
    assert_int_equal(archive_read_set_read_callback(a, read_holed), ARCHIVE_OK);
    assert_int_equal(archive_read_set_seek_callback(a, seek_holed), ARCHIVE_OK);
    assert_int_equal(archive_read_set_skip_callback(a, skip_holed), ARCHIVE_OK);
    assert_int_equal(archive_read_open1(a), ARCHIVE_OK);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(archive_read_next_header(a, &entry), ARCHIVE_OK);
    assert_string_equal(archive_entry_pathname(entry), "last");
    assert_int_equal(archive_read_data(a, text, sizeof text), 8);
    assert_memory_equal(text, "the last", 8);
    assert_int_equal(archive_read_next_header(a, &entry), ARCHIVE_EOF);
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    zip_free(zip);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_read_back),
        cmocka_unit_test(test_same_bytes_each_time),
        cmocka_unit_test(test_archive_after_other_bytes),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_small_arena),
        cmocka_unit_test(test_many_members),
        cmocka_unit_test(test_more_than_4_gib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
