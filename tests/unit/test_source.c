/* Sources: peek and consume over any blocks, read errors, files. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "input_tools.h"

#define SIZE 20000

static unsigned char data[SIZE];

static void fill_data(void)
{
    for (size_t i = 0; i < SIZE; i++)
        data[i] = (unsigned char)(i * 7 + i / 251);
}

/* Any mix of peeks and takes shows the same bytes, wherever the blocks are cut. */
static void test_peek_and_consume(void **state)
{
    STEPS(steps);
    (void)state;
    fill_data();
    for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
        struct told told;
        struct xbz_run run = make_run(&told, 4096);
        struct memory memory = {.bytes = data, .n = SIZE, .step = steps[k]};
        struct input input;
        struct source source;
        unsigned random = 1;
        size_t at = 0;

        input_init(&input, &run);
        assert_int_equal(input_open_callback(&input, "memory", memory_read, &memory), XBZ_OK);
        source_init(&source, input_pull, &input);
        for (;;) {
            const unsigned char *bytes;
            size_t n, want;

            random = random * 1103515245 + 12345;
            want = (random >> 16) % (random & 0x100 ? 64 : SOURCE_PEEK + 10);
            if (random & 0x200) {
                enum xbz_status status = source_block(&source, &bytes, &n);
                if (status == XBZ_END)
                    break;
                assert_int_equal(status, XBZ_OK);
                assert_true(n > 0);
            } else {
                assert_int_equal(source_peek(&source, want, &bytes, &n), XBZ_OK);
                size_t due = want > SOURCE_PEEK ? SOURCE_PEEK : want;
                assert_true(n >= (due < SIZE - at ? due : SIZE - at));
            }
            assert_true(n <= SIZE - at);
            assert_memory_equal(bytes, data + at, n);
            size_t take = n ? (random >> 8) % (n + 1) : 0;
            source_consume(&source, take);
            at += take;
            assert_int_equal(source.position, at);
        }
        assert_int_equal(at, SIZE);
        assert_false(source.damaged);
        assert_int_equal(input.taken, SIZE);
        assert_int_equal(told.all, 0);
        input_free(&input);
    }
}

static void test_drain_takes_all(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 100);
    struct memory memory = {.bytes = data, .n = SIZE, .step = 33};
    struct input input;
    struct source source;
    const unsigned char *bytes;
    size_t n;

    (void)state;
    input_init(&input, &run);
    assert_int_equal(input_open_callback(&input, "memory", memory_read, &memory), XBZ_OK);
    source_init(&source, input_pull, &input);
    assert_int_equal(source_peek(&source, 50, &bytes, &n), XBZ_OK);
    assert_int_equal(source_drain(&source), XBZ_OK);
    assert_int_equal(source.position, SIZE);
    assert_int_equal(source_peek(&source, 1, &bytes, &n), XBZ_OK);
    assert_int_equal(n, 0);
    assert_int_equal(source_block(&source, &bytes, &n), XBZ_END);
    input_free(&input);
}

static long too_much(void *ctx, void *buf, size_t n)
{
    (void)ctx;
    (void)buf;
    return (long)n + 1;
}

/* A read error is reported once, and what came before it is delivered. */
static void test_read_error(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct memory memory = {.bytes = "abc", .n = 3, .fails = true};
    struct input input;
    struct source source;
    const unsigned char *bytes;
    size_t n;

    (void)state;
    input_init(&input, &run);
    assert_int_equal(input_open_callback(&input, "memory", memory_read, &memory), XBZ_OK);
    source_init(&source, input_pull, &input);
    assert_int_equal(source_peek(&source, 10, &bytes, &n), XBZ_OK);
    assert_int_equal(n, 3);
    assert_memory_equal(bytes, "abc", 3);
    source_consume(&source, 3);
    assert_int_equal(source_block(&source, &bytes, &n), XBZ_END);
    assert_int_equal(source_block(&source, &bytes, &n), XBZ_END);
    assert_true(source.damaged);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 1);
    assert_string_equal(told.path, "memory");

    assert_int_equal(input_open_callback(&input, "liar", too_much, NULL), XBZ_OK);
    source_init(&source, input_pull, &input);
    assert_int_equal(source_block(&source, &bytes, &n), XBZ_END);
    assert_true(source.damaged);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 2);
    input_free(&input);
}

static void test_cancelled(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct memory memory = {.bytes = "abc", .n = 3};
    struct input input;
    struct source source;
    const unsigned char *bytes;
    size_t n;

    (void)state;
    run.cancelled = 1;
    input_init(&input, &run);
    assert_int_equal(input_open_callback(&input, "memory", memory_read, &memory), XBZ_OK);
    source_init(&source, input_pull, &input);
    assert_int_equal(source_peek(&source, 1, &bytes, &n), XBZ_FATAL);
    assert_int_equal(source_drain(&source), XBZ_FATAL);
    input_free(&input);
}

static void test_files(void **state)
{
    char folder[] = "/tmp/test_source.XXXXXX", path[64], link[64];
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct input input;
    struct source source;
    const unsigned char *bytes;
    size_t n;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/a", folder);
    snprintf(link, sizeof(link), "%s/b", folder);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, "hello", 5), 5);
    close(fd);
    assert_int_equal(symlink(path, link), 0);

    input_init(&input, &run);
    assert_int_equal(input_open(&input, path, false), XBZ_OK);
    assert_true(input.size_known);
    assert_int_equal(input.size, 5);
    assert_true(input.mtime > 0);
    source_init(&source, input_pull, &input);
    assert_int_equal(source_block(&source, &bytes, &n), XBZ_OK);
    assert_int_equal(n, 5);
    assert_memory_equal(bytes, "hello", 5);

    assert_int_equal(input_open(&input, link, true), XBZ_OK);
    assert_int_equal(told.all, 0);
    assert_int_equal(input_open(&input, link, false), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 1);
    assert_string_equal(told.path, link);
    unlink(link);
    unlink(path);
    assert_int_equal(input_open(&input, path, true), XBZ_FAIL);
    assert_int_equal(told.n[XBZ_D_INPUT_UNREADABLE], 2);
    input_free(&input);
    rmdir(folder);
}

/* The path of the filing goes before that of the input. */
static void test_report(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 1);
    struct xbz_filing filing = {.path = {"filing", 6}};

    (void)state;
    source_report(&run, (struct xbz_str){"input", 5}, XBZ_D_INPUT_CORRUPT, "at %d", 7);
    assert_string_equal(told.path, "input");
    assert_string_equal(told.detail, "at 7");
    assert_null(run.filing);
    run_filing(&run, &filing);
    source_report(&run, (struct xbz_str){"input", 5}, XBZ_D_INPUT_CORRUPT, "%s", "");
    assert_string_equal(told.path, "filing");
    assert_ptr_equal(run.filing, &filing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_peek_and_consume),
        cmocka_unit_test(test_drain_takes_all),
        cmocka_unit_test(test_read_error),
        cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
