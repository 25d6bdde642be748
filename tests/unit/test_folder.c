/* The folder walk: order, what is passed over, and memory that does not grow with the number of files. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "input/folder.h"
#include "input_tools.h"

static char top[64];

static const char *at(const char *name)
{
    static char path[4][512];
    static unsigned turn;
    char *p = path[turn++ % 4];

    snprintf(p, sizeof(path[0]), "%s/%s", top, name);
    return p;
}

static void make_file(const char *name)
{
    int fd = open(at(name), O_WRONLY | O_CREAT, 0600);

    assert_true(fd >= 0);
    close(fd);
}

static int make_top(void **state)
{
    (void)state;
    snprintf(top, sizeof(top), "/tmp/test_folder.XXXXXX");
    return mkdtemp(top) ? 0 : -1;
}

/* Takes away what the tests made; folders first lose their files. */
static int remove_top(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof(command), "rm -rf '%s'", top);
    return system(command);
}

static void expect(struct folder *folder, const char *name)
{
    const char *path;

    assert_int_equal(folder_next(folder, &path), XBZ_OK);
    assert_string_equal(path, at(name));
}

static void test_order(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 64);
    struct folder folder;
    const char *path;

    (void)state;
    mkdir(at("b"), 0700);
    mkdir(at("b/empty"), 0700);
    mkdir(at("b/x"), 0700);
    mkdir(at("__MACOSX"), 0700);
    mkdir(at(".git"), 0700);
    make_file("a");
    make_file("B");
    make_file("b/2");
    make_file("b/10");
    make_file("b/x/1");
    make_file("b.txt");
    make_file("\xC3\xA9");
    make_file("._a");
    make_file(".git/config");
    make_file("__MACOSX/a");
    assert_int_equal(symlink(at("a"), at("link")), 0);
    assert_int_equal(symlink(at("b"), at("loop")), 0);
    assert_int_equal(mkfifo(at("pipe"), 0600), 0);

    folder_init(&folder, &run);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(folder_open(&folder, top), XBZ_OK);
        expect(&folder, "B");
        expect(&folder, "a");
        expect(&folder, "b/10");
        expect(&folder, "b/2");
        expect(&folder, "b/x/1");
        expect(&folder, "b.txt");
        expect(&folder, "\xC3\xA9");
        assert_int_equal(folder_next(&folder, &path), XBZ_END);
        assert_int_equal(folder_next(&folder, &path), XBZ_END);
    }
    assert_false(folder.lost);
    assert_int_equal(told.all, 0);
    folder_free(&folder);
}

/* More names than fit: the same order, read in parts. */
static void test_many_names(void **state)
{
    enum { FILES = 700 };
    static const size_t rooms[] = {256, 300, 1000, FOLDER_NAMES};
    struct told told;
    struct xbz_run run = make_run(&told, 64);

    (void)state;
    for (unsigned i = 0; i < FILES; i++) {
        char name[32];
        snprintf(name, sizeof(name), "file-%04u", i * 389 % FILES); /* made in no order */
        make_file(name);
    }
    mkdir(at("file-0350-folder"), 0700);
    make_file("file-0350-folder/inner");
    for (size_t k = 0; k < sizeof(rooms) / sizeof(rooms[0]); k++) {
        struct folder folder;
        const char *path;
        folder_init(&folder, &run);
        folder.names_max = rooms[k];
        assert_int_equal(folder_open(&folder, top), XBZ_OK);
        for (unsigned i = 0; i < FILES; i++) {
            char name[32];
            snprintf(name, sizeof(name), "file-%04u", i);
            expect(&folder, name);
            if (i == 350)
                expect(&folder, "file-0350-folder/inner");
        }
        assert_int_equal(folder_next(&folder, &path), XBZ_END);
        folder_free(&folder);
    }
    assert_int_equal(told.all, 0);
}

static void test_depth(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 64);
    struct folder folder;
    const char *path;
    char name[256] = "d";

    (void)state;
    for (int i = 0; i < FOLDER_DEPTH + 3; i++) {
        assert_int_equal(mkdir(at(name), 0700), 0);
        strcat(name, "/d");
    }
    make_file("e");
    folder_init(&folder, &run);
    assert_int_equal(folder_open(&folder, top), XBZ_OK);
    expect(&folder, "e");
    assert_int_equal(folder_next(&folder, &path), XBZ_END);
    assert_int_equal(told.n[XBZ_D_MEMBER_SKIPPED], 1);
    assert_int_equal(told.all, 1);
    folder_free(&folder);
}

static void test_unreadable(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 64);
    struct folder folder;
    const char *path;

    (void)state;
    folder_init(&folder, &run);
    assert_int_equal(folder_open(&folder, at("missing")), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 1);
    assert_true(strncmp(told.path, at("missing"), strlen(at("missing"))) == 0);
    assert_int_equal(folder_next(&folder, &path), XBZ_END);

    /* a file that goes away during the walk is no error */
    make_file("a");
    make_file("b");
    assert_int_equal(folder_open(&folder, top), XBZ_OK);
    expect(&folder, "a");
    unlink(at("b"));
    assert_int_equal(folder_next(&folder, &path), XBZ_END);
    assert_false(folder.lost);
    folder_free(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order, make_top, remove_top),
        cmocka_unit_test_setup_teardown(test_many_names, make_top, remove_top),
        cmocka_unit_test_setup_teardown(test_depth, make_top, remove_top),
        cmocka_unit_test_setup_teardown(test_unreadable, make_top, remove_top),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
