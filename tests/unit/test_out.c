/* Where bytes go: names on success only, nothing left behind otherwise, files beside the main one, lost bytes. */
#include "output_kit.h"

#include <zlib.h>

#include "output/out.h"

struct fixture {
    struct xbz_run run;
    struct kit_diags diags;
    struct xbz_out *out;
    char *folder;
    char path[512];
    struct buf text;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kit_run(&f->run, &f->diags);
    f->out = out_new(&f->run);
    assert_non_null(f->out);
    f->folder = kit_folder();
    kit_path(f->path, f->folder, "a.xbrl");
    buf_init(&f->text, KIT_MAX);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    out_free(f->out);
    kit_remove(f->folder);
    buf_free(&f->text);
    free(f);
    return 0;
}

static void write_side(struct fixture *f, const char *name, const char *text)
{
    struct stream *stream;
    assert_int_equal(out_side(f->out, str_of(name), &stream), XBZ_OK);
    stream_text(stream, text);
}

static void test_named_on_finish(void **state)
{
    struct fixture *f = *state;
    kit_write(f->folder, "a.xbrl", "of an earlier run");
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_true(out_has_sides(f->out));
    stream_text(out_main(f->out), "new");
    kit_read(&f->text, f->folder, "a.xbrl");
    assert_buf(&f->text, "of an earlier run");
    assert_int_equal(out_finish(f->out), XBZ_OK);
    kit_read(&f->text, f->folder, "a.xbrl");
    assert_buf(&f->text, "new");
    assert_int_equal(kit_files(f->folder), 1);
    assert_string_equal(out_path(f->out), f->path);
    assert_int_equal(out_finish(f->out), XBZ_OK); /* closed: nothing to do */
}

static void test_abort_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    kit_write(f->folder, "a.xbrl", "of an earlier run");
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    stream_fill(out_main(f->out), 'x', 100000);
    write_side(f, "a.xsd", "schema");
    write_side(f, "a_lab.xml", "labels");
    assert_int_equal(kit_files(f->folder), 4);
    out_abort(f->out);
    out_abort(f->out);
    assert_int_equal(kit_files(f->folder), 1);
    kit_read(&f->text, f->folder, "a.xbrl");
    assert_buf(&f->text, "of an earlier run");
}

static void test_opening_or_freeing_aborts(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_int_equal(kit_files(f->folder), 1);
    out_free(f->out);
    assert_int_equal(kit_files(f->folder), 0);
    f->out = NULL;
}

static void test_files_beside(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    write_side(f, "a.xsd", "schema");
    stream_text(out_main(f->out), "instance");
    write_side(f, "a_lab.xml", "labels");
    assert_false(kit_exists(f->folder, "a.xsd")); /* all get their names together */
    assert_int_equal(out_finish(f->out), XBZ_OK);
    assert_int_equal(kit_files(f->folder), 3);
    kit_read(&f->text, f->folder, "a.xsd");
    assert_buf(&f->text, "schema");
    kit_read(&f->text, f->folder, "a_lab.xml");
    assert_buf(&f->text, "labels");
    kit_read(&f->text, f->folder, "a.xbrl");
    assert_buf(&f->text, "instance");
}

static void test_shared_files_once_a_folder(void **state)
{
    struct fixture *f = *state;
    char other[512];
    kit_path(other, f->folder, "inner/b.xbrl");
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_true(out_wants_shared(f->out));
    out_wrote_shared(f->out);
    out_abort(f->out);
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_true(out_wants_shared(f->out)); /* what was aborted does not count */
    out_wrote_shared(f->out);
    assert_int_equal(out_finish(f->out), XBZ_OK);
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_false(out_wants_shared(f->out));
    assert_int_equal(out_open_file(f->out, other), XBZ_OK);
    assert_true(out_wants_shared(f->out));
}

static void test_folders_are_made(void **state)
{
    struct fixture *f = *state;
    char deep[512];
    kit_path(deep, f->folder, "one/two//b.xbrl");
    assert_int_equal(out_open_file(f->out, deep), XBZ_OK);
    stream_text(out_main(f->out), "deep");
    assert_int_equal(out_finish(f->out), XBZ_OK);
    kit_read(&f->text, f->folder, "one/two/b.xbrl");
    assert_buf(&f->text, "deep");
    kit_path(deep, f->folder, "one/two/b.xbrl");
    assert_int_equal(unlink(deep), 0);
    kit_path(deep, f->folder, "one/two");
    assert_int_equal(rmdir(deep), 0);
}

static void test_name_without_folder(void **state)
{
    struct fixture *f = *state;
    char *before = getcwd(NULL, 0);
    assert_non_null(before);
    assert_int_equal(chdir(f->folder), 0);
    assert_int_equal(out_open_file(f->out, "here.xbrl"), XBZ_OK);
    write_side(f, "here.xsd", "schema");
    assert_int_equal(out_finish(f->out), XBZ_OK);
    assert_int_equal(chdir(before), 0);
    free(before);
    assert_true(kit_exists(f->folder, "here.xbrl"));
    assert_true(kit_exists(f->folder, "here.xsd"));
}

static void assert_unwritable(struct fixture *f, const char *path)
{
    unsigned before = f->diags.counts[XBZ_D_OUTPUT_UNWRITABLE];
    assert_int_equal(out_open_file(f->out, path), XBZ_FATAL);
    assert_int_equal(f->diags.counts[XBZ_D_OUTPUT_UNWRITABLE], before + 1);
    assert_true(strstr(f->diags.last, path) != NULL);
    out_abort(f->out);
}

static void test_impossible_places(void **state)
{
    struct fixture *f = *state;
    char path[512];
    kit_write(f->folder, "file", "x");
    kit_path(path, f->folder, "file/b.xbrl"); /* a file is no folder */
    assert_unwritable(f, path);
    assert_unwritable(f, f->folder); /* a folder is no file */
    assert_int_equal(kit_files(f->folder), 1);
}

static void test_devices_are_written_as_they_are(void **state)
{
    struct fixture *f = *state;
    struct stat info;
    assert_int_equal(out_open_file(f->out, "/dev/null"), XBZ_OK);
    assert_false(out_has_sides(f->out));
    stream_fill(out_main(f->out), 'x', 100000);
    assert_int_equal(out_finish(f->out), XBZ_OK);
    assert_int_equal(stat("/dev/null", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
}

static void test_full_disk_is_reported_once(void **state)
{
    struct fixture *f = *state;
    struct stat info;
    if (stat("/dev/full", &info) != 0)
        skip();
    assert_int_equal(out_open_file(f->out, "/dev/full"), XBZ_OK);
    stream_fill(out_main(f->out), 'x', 100000);
    assert_int_equal(out_status(f->out), XBZ_FATAL);
    assert_int_equal(out_status(f->out), XBZ_FATAL);
    assert_int_equal(out_finish(f->out), XBZ_FATAL);
    assert_int_equal(f->diags.counts[XBZ_D_OUTPUT_UNWRITABLE], 1);
    assert_true(strstr(f->diags.last, "/dev/full: ") != NULL);
}

static void test_error_seen_at_the_end_only(void **state)
{
    struct fixture *f = *state;
    struct kit_breaking breaking = {0};
    out_open_stream(f->out, kit_break, &breaking);
    assert_false(out_has_sides(f->out));
    stream_text(out_main(f->out), "waits in the buffer");
    assert_int_equal(out_status(f->out), XBZ_OK);
    assert_int_equal(out_finish(f->out), XBZ_FATAL);
    assert_int_equal(f->diags.counts[XBZ_D_OUTPUT_UNWRITABLE], 1);
    out_open_stream(f->out, kit_collect, &f->text); /* the next one works again */
    stream_text(out_main(f->out), "fine");
    assert_int_equal(out_finish(f->out), XBZ_OK);
    assert_buf(&f->text, "fine");
    assert_string_equal(out_path(f->out), "");
}

static void test_failed_rename_removes_all(void **state)
{
    struct fixture *f = *state;
    char path[512];
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    write_side(f, "a.xsd", "schema");
    write_side(f, "b.xsd", "schema");
    kit_path(path, f->folder, "b.xsd"); /* a folder takes the name */
    assert_int_equal(mkdir(path, 0777), 0);
    kit_write(path, "inside", "x");
    assert_int_equal(out_finish(f->out), XBZ_FATAL);
    assert_false(kit_exists(f->folder, "a.xbrl"));
    assert_int_equal(kit_files(f->folder), 2); /* the folder, and a.xsd, which had its name already */
}

static void test_gzip(void **state)
{
    struct fixture *f = *state;
    char line[64];
    assert_int_equal(out_open_file(f->out, f->path), XBZ_OK);
    assert_int_equal(out_gzip(f->out), XBZ_OK);
    stream_text(out_main(f->out), "packed");
    write_side(f, "a.xsd", "plain");
    assert_int_equal(out_finish(f->out), XBZ_OK);
    kit_read(&f->text, f->folder, "a.xsd");
    assert_buf(&f->text, "plain");
    gzFile gz = gzopen(f->path, "rb");
    assert_non_null(gz);
    assert_int_equal(gzread(gz, line, sizeof line), 6);
    assert_memory_equal(line, "packed", 6);
    assert_int_equal(gzdirect(gz), 0);
    assert_int_equal(gzclose(gz), Z_OK);
}

static void test_gzip_on_a_full_disk(void **state)
{
    struct fixture *f = *state;
    struct kit_breaking breaking = {20};
    out_open_stream(f->out, kit_break, &breaking);
    assert_int_equal(out_gzip(f->out), XBZ_OK);
    for (unsigned i = 0; i < 100000; i++)
        stream_int(out_main(f->out), (int64_t)i * 7919);
    assert_int_equal(out_finish(f->out), XBZ_FATAL);
    assert_int_equal(f->diags.counts[XBZ_D_OUTPUT_UNWRITABLE], 1);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_named_on_finish),
        CASE(test_abort_leaves_nothing),
        CASE(test_opening_or_freeing_aborts),
        CASE(test_files_beside),
        CASE(test_shared_files_once_a_folder),
        CASE(test_folders_are_made),
        CASE(test_name_without_folder),
        CASE(test_impossible_places),
        CASE(test_devices_are_written_as_they_are),
        CASE(test_full_disk_is_reported_once),
        CASE(test_error_seen_at_the_end_only),
        CASE(test_failed_rename_removes_all),
        CASE(test_gzip),
        CASE(test_gzip_on_a_full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
