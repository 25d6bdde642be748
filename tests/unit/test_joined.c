/* Joined outputs: under another name until they are whole, boundaries, taken up again, left or removed after a failure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/str.h"
#include "output/joined.h"

struct fixture {
    char folder[32], path[64], partial[80];
    struct xbz_run run;
    struct joined joined;
};

static int make(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    (void)snprintf(f.folder, sizeof f.folder, "/tmp/joined-XXXXXX");
    if (!mkdtemp(f.folder))
        return -1;
    (void)snprintf(f.path, sizeof f.path, "%s/all.ndjson", f.folder);
    (void)snprintf(f.partial, sizeof f.partial, "%s.partial", f.path);
    *state = &f;
    return 0;
}

static int drop(void **state)
{
    struct fixture *f = *state;
    unlink(f->path);
    unlink(f->partial);
    return rmdir(f->folder); /* fails when something else was left */
}

static void say(struct fixture *f, const char *text)
{
    stream_bytes(joined_stream(&f->joined), text, strlen(text));
}

/* What the file unpacks to, whatever it is packed with. */
static void assert_holds(const char *path, const char *due)
{
    char text[4096];
    gzFile file = gzopen(path, "rb");
    assert_non_null(file);
    int n = gzread(file, text, sizeof text - 1);
    assert_true(n >= 0);
    text[n] = '\0';
    gzclose(file);
    assert_string_equal(text, due);
}

static void test_plain(void **state)
{
    struct fixture *f = *state;
    bool boundary;
    uint64_t at;
    assert_int_equal(joined_open(&f->joined, &f->run, f->path, false, false, 0), XBZ_OK);
    assert_int_equal(access(f->path, F_OK), -1);
    say(f, "one\n");
    assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
    assert_true(boundary);
    assert_int_equal(at, 4);
    say(f, "two\n");
    assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
    assert_int_equal(at, 8);
    assert_false(joined_pending(&f->joined));
    assert_int_equal(access(f->path, F_OK), -1);
    assert_int_equal(joined_finish(&f->joined), XBZ_OK);
    joined_close(&f->joined);
    assert_holds(f->path, "one\ntwo\n");
}

/* A gzip member ends after so many filings or bytes; each file up to a boundary is whole. */
static void test_members(void **state)
{
    struct fixture *f = *state;
    bool boundary;
    uint64_t at;
    assert_int_equal(joined_open(&f->joined, &f->run, f->path, true, false, 0), XBZ_OK);
    for (unsigned i = 1; i <= JOINED_FILINGS; i++) {
        say(f, "x");
        assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
        assert_int_equal(boundary, i == JOINED_FILINGS);
    }
    say(f, "y");
    assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
    assert_false(boundary);
    assert_true(joined_pending(&f->joined));
    uint64_t end;
    assert_int_equal(joined_flush(&f->joined, &end), XBZ_OK);
    assert_false(joined_pending(&f->joined));
    char *many = malloc(JOINED_BYTES);
    assert_non_null(many);
    memset(many, 'z', JOINED_BYTES);
    stream_bytes(joined_stream(&f->joined), many, JOINED_BYTES);
    free(many);
    assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
    assert_true(boundary && at > end);
    assert_int_equal(joined_finish(&f->joined), XBZ_OK);
    joined_close(&f->joined);
}

/* What came after the boundary that is taken up again is as if it had not been. */
static void test_resume(void **state)
{
    for (int gzip = 0; gzip < 2; gzip++) {
        struct fixture *f = *state;
        bool boundary;
        uint64_t at, later;
        assert_int_equal(joined_open(&f->joined, &f->run, f->path, gzip, true, 0), XBZ_OK);
        say(f, "one\n");
        assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
        assert_int_equal(joined_flush(&f->joined, &at), XBZ_OK);
        say(f, "lost\n");
        assert_int_equal(joined_filing(&f->joined, &boundary, &later), XBZ_OK);
        joined_close(&f->joined);
        assert_int_equal(access(f->partial, F_OK), 0);
        assert_int_equal(access(f->path, F_OK), -1);
        assert_int_equal(joined_open(&f->joined, &f->run, f->path, gzip, true, at), XBZ_OK);
        say(f, "two\n");
        assert_int_equal(joined_filing(&f->joined, &boundary, &later), XBZ_OK);
        assert_int_equal(joined_finish(&f->joined), XBZ_OK);
        joined_close(&f->joined);
        assert_int_equal(access(f->partial, F_OK), -1);
        assert_holds(f->path, "one\ntwo\n");
        unlink(f->path);
    }
}

/* Without keep nothing is left of what was not finished. */
static void test_removed(void **state)
{
    struct fixture *f = *state;
    bool boundary;
    uint64_t at;
    assert_int_equal(joined_open(&f->joined, &f->run, f->path, true, false, 0), XBZ_OK);
    say(f, "one\n");
    assert_int_equal(joined_filing(&f->joined, &boundary, &at), XBZ_OK);
    joined_close(&f->joined);
    assert_int_equal(access(f->path, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_plain, make, drop),
        cmocka_unit_test_setup_teardown(test_members, make, drop),
        cmocka_unit_test_setup_teardown(test_resume, make, drop),
        cmocka_unit_test_setup_teardown(test_removed, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
