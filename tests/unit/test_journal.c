/* The journal: what a run that was cut off anywhere leaves is taken up at the end of its last finished group. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "journal.h"

enum { FILINGS = 5, GROUP = 2 }; /* a group ends after every second filing */

struct fixture {
    char folder[32], path[64];
    struct xbz_run run;
    unsigned told;
};

static void listen(void *ctx, const struct xbz_diag *diag)
{
    struct fixture *f = ctx;
    f->told += diag->code == XBZ_D_JOURNAL_UNUSABLE;
}

static int make(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/journal-XXXXXX");
    if (!f || !mkdtemp(f->folder))
        return -1;
    (void)snprintf(f->path, sizeof f->path, "%s/j", f->folder);
    f->run.limits.journal_bytes = (size_t)8 << 20;
    f->run.diag = listen;
    f->run.diag_ctx = f;
    *state = f;
    return 0;
}

static int drop(void **state)
{
    struct fixture *f = *state;
    unlink(f->path);
    rmdir(f->folder);
    free(f);
    return 0;
}

static void key_of(struct buf *key, unsigned i)
{
    char path[32], name[32];
    (void)snprintf(path, sizeof path, "a.tar!m\t%u", i);
    (void)snprintf(name, sizeof name, "n%u", i);
    const struct xbz_filing filing = {.path = str_of(path), .name = str_of(name)};
    buf_init(key, 256);
    journal_key(key, &filing);
}

static void write_filings(struct journal *j, unsigned from)
{
    for (unsigned i = from; i < FILINGS; i++) {
        struct buf key;
        char name[16];
        key_of(&key, i);
        (void)snprintf(name, sizeof name, "out%u", i);
        assert_int_equal(journal_hold(j, buf_view(&key), i == 1 ? STR("") : str_of(name)), XBZ_OK);
        if (i % GROUP == GROUP - 1)
            assert_int_equal(journal_write(j, 100 * (i + 1), 10 * (i + 1)), XBZ_OK);
        buf_free(&key);
    }
}

/* How many filings the journal holds; their names must be right. */
static unsigned read_filings(struct journal *j)
{
    unsigned n = 0;
    for (; n < FILINGS; n++) {
        struct buf key;
        struct xbz_str name;
        char expected[16];
        bool found;
        key_of(&key, n);
        assert_int_equal(journal_next(j, buf_view(&key), &found, &name), XBZ_OK);
        buf_free(&key);
        if (!found)
            break;
        (void)snprintf(expected, sizeof expected, "out%u", n);
        assert_true(str_eq(name, n == 1 ? STR("") : str_of(expected)));
    }
    return n;
}

static long size_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long n = ftell(file);
    fclose(file);
    return n;
}

static void test_taken_up_anywhere(void **state)
{
    struct fixture *f = *state;
    struct journal j;
    char mark[JOURNAL_MARK];
    assert_int_equal(journal_open(&j, &f->run, f->path, false, STR("settings")), XBZ_OK);
    assert_false(j.taken_up);
    memcpy(mark, j.mark, sizeof mark);
    const long head = size_of(f->path);
    write_filings(&j, 0);
    journal_close(&j);
    const long whole = size_of(f->path);
    assert_true(whole > head);

    for (long n = whole; n >= head; n--) {
        assert_int_equal(truncate(f->path, n), 0);
        assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("settings")), XBZ_OK);
        assert_true(j.taken_up && !j.complete);
        assert_string_equal(j.mark, mark);
        unsigned found = read_filings(&j);
        assert_int_equal(found % GROUP, 0);
        assert_int_equal(j.output_at, 100 * found);
        assert_int_equal(j.status_at, 10 * found);
        assert_true(size_of(f->path) <= n); /* what was not finished is gone */
        journal_close(&j);
    }
    assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("settings")), XBZ_OK);
    assert_int_equal(read_filings(&j), 0);
    write_filings(&j, 0);
    assert_int_equal(journal_write(&j, 500, 50), XBZ_OK);
    assert_int_equal(journal_end(&j), XBZ_OK);
    journal_close(&j);
    assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("settings")), XBZ_OK);
    assert_true(j.complete);
    assert_int_equal(read_filings(&j), FILINGS);
    journal_close(&j);
    assert_int_equal(f->told, 0);
}

/* Cut within its head it is as good as none. */
static void test_cut_head(void **state)
{
    struct fixture *f = *state;
    struct journal j;
    assert_int_equal(journal_open(&j, &f->run, f->path, false, STR("settings")), XBZ_OK);
    journal_close(&j);
    for (long n = size_of(f->path) - 1; n >= 0; n--) {
        assert_int_equal(truncate(f->path, n), 0);
        assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("settings")), XBZ_OK);
        assert_false(j.taken_up);
        assert_int_equal(strlen(j.mark), 16);
        write_filings(&j, 0);
        journal_close(&j);
        assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("settings")), XBZ_OK);
        assert_true(j.taken_up);
        assert_int_equal(read_filings(&j), FILINGS / GROUP * GROUP);
        journal_close(&j);
    }
}

static void test_not_for_others(void **state)
{
    struct fixture *f = *state;
    struct journal j;
    struct xbz_str name;
    bool found;
    assert_int_equal(journal_open(&j, &f->run, f->path, false, STR("settings")), XBZ_OK);
    write_filings(&j, 0);
    journal_close(&j);
    assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("others")), XBZ_FATAL);
    journal_close(&j);
    assert_int_equal(journal_open(&j, &f->run, f->path, false, STR("settings")), XBZ_FATAL);
    journal_close(&j);
    assert_int_equal(journal_open(&j, &f->run, f->path, true, STR("settings")), XBZ_OK);
    assert_int_equal(journal_next(&j, STR("b.tar!m\tn"), &found, &name), XBZ_FATAL);
    journal_close(&j);
    assert_int_equal(f->told, 3);
}

/* Locks are between processes. */
static void test_one_run_at_a_time(void **state)
{
    struct fixture *f = *state;
    struct journal j;
    int status = 0;
    assert_int_equal(journal_open(&j, &f->run, f->path, false, STR("settings")), XBZ_OK);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct journal other;
        _exit(journal_open(&other, &f->run, f->path, true, STR("settings")) == XBZ_FATAL ? 7 : 8);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    journal_close(&j);
}

static void test_none(void **state)
{
    struct fixture *f = *state;
    struct journal j;
    assert_int_equal(journal_open(&j, &f->run, NULL, false, STR("settings")), XBZ_OK);
    assert_int_equal(journal_hold(&j, STR("a\tb"), STR("c")), XBZ_OK);
    assert_int_equal(journal_write(&j, 1, 2), XBZ_OK);
    assert_int_equal(journal_end(&j), XBZ_OK);
    assert_false(journal_due(&j));
    journal_close(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_taken_up_anywhere, make, drop),
        cmocka_unit_test_setup_teardown(test_cut_head, make, drop),
        cmocka_unit_test_setup_teardown(test_not_for_others, make, drop),
        cmocka_unit_test_setup_teardown(test_one_run_at_a_time, make, drop),
        cmocka_unit_test_setup_teardown(test_none, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
