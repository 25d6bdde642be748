/* Names of entries, and which of them are read. */
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "input/entry.h"

static struct archive_entry *entry;

static int setup(void **state)
{
    (void)state;
    entry = archive_entry_new();
    return entry ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    archive_entry_free(entry);
    return 0;
}

static void set(const char *name, unsigned type, int64_t size)
{
    archive_entry_clear(entry);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, type);
    if (size >= 0)
        archive_entry_set_size(entry, size);
}

static void test_names(void **state)
{
    (void)state;
    set("././a/b.txt", AE_IFREG, 1);
    assert_string_equal(entry_name(entry), "a/b.txt");
    set("./", AE_IFREG, 1);
    assert_string_equal(entry_name(entry), "./");
    set("", AE_IFREG, 1);
    assert_string_equal(entry_name(entry), "unnamed");
    archive_entry_clear(entry);
    assert_string_equal(entry_name(entry), "unnamed");
}

static void assert_wanted(const char *name, unsigned type, int64_t size, bool wanted)
{
    set(name, type, size);
    assert_int_equal(entry_wanted(entry, entry_name(entry)), wanted);
}

static void test_wanted(void **state)
{
    (void)state;
    assert_wanted("a.txt", AE_IFREG, 1, true);
    assert_wanted("a.txt", AE_IFREG, -1, true); /* of a size that is told behind it */
    assert_wanted("a.txt", AE_IFREG, 0, false);
    assert_wanted("a", AE_IFDIR, -1, false);
    assert_wanted("a", AE_IFLNK, -1, false);
    assert_wanted("d/._a.txt", AE_IFREG, 1, false);
    assert_wanted("d/__MACOSX/a.txt", AE_IFREG, 1, false);
    assert_wanted("_a.txt", AE_IFREG, 1, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_wanted),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
