/* Output names: folder, file or standard output; clean base names; no name twice in a run. */
#include "output_kit.h"

#include <fcntl.h>
#include <time.h>

#include "output/place.h"

struct fixture {
    struct xbz_run run;
    struct kit_diags diags;
    struct places *places;
    struct place place;
};

static void begin(struct fixture *f, const char *output)
{
    kit_run(&f->run, &f->diags);
    assert_int_equal(places_new(&f->places, &f->run, output), XBZ_OK);
}

static void assert_next(struct fixture *f, const char *name, const char *suffix, const char *path, const char *base)
{
    assert_int_equal(places_next(f->places, str_of(name), suffix, false, &f->place), XBZ_OK);
    assert_string_equal(f->place.path, path);
    assert_int_equal(f->place.base.n, strlen(base));
    assert_memory_equal(f->place.base.p, base, strlen(base));
    assert_false(f->place.standard_output);
}

static void test_folder(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f, "out/");
    assert_next(&f, "0000950172-95-000354", ".xbr", "out/0000950172-95-000354.xbr", "0000950172-95-000354");
    assert_next(&f, "b", ".xbrl.gz", "out/b.xbrl.gz", "b");
    places_free(f.places);
    begin(&f, "/dev"); /* exists and is a folder */
    assert_next(&f, "b", ".xbr", "/dev/b.xbr", "b");
    places_free(f.places);
    begin(&f, NULL); /* the working directory */
    assert_next(&f, "b", ".xbr", "b.xbr", "b");
    places_free(f.places);
    places_free(NULL);
}

static void test_same_name_again(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f, "out/");
    assert_next(&f, "a", ".xbr", "out/a.xbr", "a");
    assert_next(&f, "a", ".xbr", "out/a-2.xbr", "a-2");
    assert_next(&f, "a-2", ".xbr", "out/a-2-2.xbr", "a-2-2");
    assert_next(&f, "a", ".xbr", "out/a-3.xbr", "a-3");
    assert_next(&f, "b", ".xbr", "out/b.xbr", "b");
    assert_next(&f, "a", ".xbr", "out/a-4.xbr", "a-4");
    places_free(f.places);
}

static void test_one_file(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f, "x/re port.xbrl.gz");
    assert_next(&f, "a", ".xbrl.gz", "x/re port.xbrl.gz", "re_port");
    assert_next(&f, "b", ".xbrl.gz", "x/re port-2.xbrl.gz", "re_port-2");
    places_free(f.places);
    begin(&f, "report.zip"); /* another suffix than the writer's */
    assert_next(&f, "a", ".xbr", "report.zip", "report");
    assert_next(&f, "a", ".xbr", "report-2.zip", "report-2");
    places_free(f.places);
    begin(&f, "report");
    assert_next(&f, "a", ".xbr", "report", "report");
    assert_next(&f, "a", ".xbr", "report-2", "report-2");
    places_free(f.places);
    begin(&f, ".hidden");
    assert_next(&f, "a", ".xbr", ".hidden", "_hidden");
    places_free(f.places);
}

static void test_standard_output(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f, "-");
    assert_int_equal(places_next(f.places, STR("a"), ".xbr", false, &f.place), XBZ_OK);
    assert_true(f.place.standard_output);
    assert_string_equal(f.place.path, "");
    assert_int_equal(f.place.base.n, 1);
    assert_int_equal(places_next(f.places, STR("b"), ".xbr", false, &f.place), XBZ_FAIL);
    assert_int_equal(f.diags.counts[XBZ_D_OUTPUT_EXISTS], 1);
    assert_int_equal(places_next(f.places, STR("b"), ".txt", true, &f.place), XBZ_OK);
    places_free(f.places);
}

static void assert_base(const char *name, const char *expected)
{
    char base[PLACE_BASE];
    size_t n = place_base(str_of(name), base);
    assert_int_equal(n, strlen(expected));
    assert_memory_equal(base, expected, n);
}

static void test_base_names(void **state)
{
    (void)state;
    assert_base("0000950172-95-000354", "0000950172-95-000354");
    assert_base("a.tar!b/c:d.txt", "a.tar_b_c_d.txt");
    assert_base("../../etc/passwd", "_._.._etc_passwd");
    assert_base(".hidden", "_hidden");
    assert_base("-option", "_option");
    assert_base("new\nline\tand \x01", "new_line_and__");
    assert_base("Soci\xC3\xA9t\xC3\xA9", "Soci__t__");
    assert_base("a<b>&\"'%20", "a_b_____20");
    assert_base("dots...", "dots");
    assert_base("", "filing");
    assert_base("gaap-lite", "_gaap-lite"); /* the taxonomy's files have that name */
    assert_base("GAAP-Lite_lab", "_GAAP-Lite_lab");
}

static void test_long_names_stay_apart(void **state)
{
    (void)state;
    struct fixture f;
    char name[1001];
    memset(name, 'n', 1000);
    name[1000] = '\0';
    begin(&f, "");
    assert_int_equal(places_next(f.places, str_of(name), ".xbr", false, &f.place), XBZ_OK);
    assert_int_equal(f.place.base.n, PLACE_BASE);
    assert_int_equal(strlen(f.place.path), PLACE_BASE + 4);
    assert_int_equal(places_next(f.places, str_of(name), ".xbr", false, &f.place), XBZ_OK);
    assert_int_equal(f.place.base.n, PLACE_BASE + 2);
    assert_memory_equal(f.place.base.p + PLACE_BASE, "-2", 2);
    places_free(f.places);
}

static void test_a_path_beyond_all_limits(void **state)
{
    (void)state;
    struct fixture f;
    char *output = malloc(70002);
    assert_non_null(output);
    memset(output, 'n', 70000);
    memcpy(output + 70000, "/", 2);
    begin(&f, output);
    assert_int_equal(places_next(f.places, STR("a"), ".xbr", false, &f.place), XBZ_FATAL);
    assert_int_equal(f.diags.counts[XBZ_D_OUTPUT_UNWRITABLE], 1);
    places_free(f.places);
    free(output);
}

/* Beyond the names that are remembered one by one: none is given out twice, whether its file is there already or not, and hardly
 * one gets a number without need. */
static void test_many_names(void **state)
{
    (void)state;
    struct fixture f;
    char *folder = kit_folder(), output[512], expected[512], name[16];
    unsigned numbered = 0;
    (void)snprintf(output, sizeof output, "%s/", folder);
    begin(&f, output);
    for (unsigned i = 0; i < 3 * PLACE_NAMES; i++) {
        (void)snprintf(name, sizeof name, "n%u", i);
        kit_path(expected, folder, name);
        (void)strncat(expected, ".xbr", sizeof expected - strlen(expected) - 1);
        assert_int_equal(places_next(f.places, str_of(name), ".xbr", false, &f.place), XBZ_OK);
        numbered += strcmp(f.place.path, expected) != 0;
        assert_true(numbered == 0 || i >= PLACE_NAMES);
    }
    assert_in_range(numbered, 0, 10);
    kit_path(expected, folder, "new.xbr");
    assert_next(&f, "new", ".xbr", expected, "new");
    for (unsigned i = 2; i < 5; i++) {
        (void)snprintf(name, sizeof name, "new-%u", i);
        kit_path(expected, folder, name);
        (void)strncat(expected, ".xbr", sizeof expected - strlen(expected) - 1);
        assert_next(&f, "new", ".xbr", expected, name);
    }
    kit_path(expected, folder, "n7-2.xbr");
    assert_next(&f, "n7", ".xbr", expected, "n7-2"); /* remembered */
    places_free(f.places);
    kit_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),     cmocka_unit_test(test_same_name_again),
        cmocka_unit_test(test_one_file),   cmocka_unit_test(test_standard_output),
        cmocka_unit_test(test_base_names), cmocka_unit_test(test_long_names_stay_apart),
        cmocka_unit_test(test_many_names), cmocka_unit_test(test_a_path_beyond_all_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
