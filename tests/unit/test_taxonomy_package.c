/* The taxonomy as a package of its own. */
#include "output_kit.h"
#include "package_kit.h"
#include "xbrlize/taxonomy.h"
#include "xbrlize/writer.h"

static struct xbz_taxonomy *taxonomy;

static int load(void **state)
{
    (void)state;
    return xbz_taxonomy_load(&taxonomy, NULL, NULL, NULL) == XBZ_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    xbz_taxonomy_free(taxonomy);
    return 0;
}

static void test_whole(void **state)
{
    (void)state;
    struct buf out, again, member;
    size_t n, n_xml = 0;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(taxonomy, &n);
    buf_init(&out, KIT_MAX);
    buf_init(&again, KIT_MAX);
    buf_init(&member, KIT_MAX);
    assert_int_equal(xbz_taxonomy_package(taxonomy, STR("gaap-lite-x"), kit_collect, &out), XBZ_OK);
    assert_int_equal(xbz_taxonomy_package(taxonomy, STR("gaap-lite-x"), kit_collect, &again), XBZ_OK);
    assert_int_equal(out.n, again.n);
    assert_memory_equal(out.p, again.p, out.n);
    for (size_t i = 0; i < n; i++) {
        char name[256];
        bool xml = strstr(files[i].name, ".xsd") || strstr(files[i].name, ".xml");
        (void)snprintf(name, sizeof name, "gaap-lite-x/taxonomy/%s", files[i].name);
        assert_int_equal(kit_member(&out, name, &member), xml);
        assert_true(!xml || (member.n == files[i].n && memcmp(member.p, files[i].bytes, member.n) == 0));
        n_xml += xml;
    }
    assert_int_equal(kit_members(&out), n_xml + 2);
    assert_true(kit_member(&out, "gaap-lite-x/META-INF/taxonomyPackage.xml", &member));
    assert_int_equal(kit_count(buf_view(&member), "<tp:entryPoint>"), 2);
    assert_true(kit_has(buf_view(&member), "href=\"https://xbrlize.org/gaap-lite/2026/gaap-lite-all.xsd\""));
    assert_true(kit_has(buf_view(&member), "href=\"https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd\""));
    buf_free(&out);
    buf_free(&again);
    buf_free(&member);
}

static void test_faults(void **state)
{
    (void)state;
    struct kit_breaking breaking = {5000};
    assert_int_equal(xbz_taxonomy_package(taxonomy, STR("g"), kit_break, &breaking), XBZ_FATAL);
    /* Allocations are counted in builds for it only; zlib can do without none of its own. */
    breaking.room = KIT_MAX;
    (void)mem_fail_at(0);
    assert_int_equal(xbz_taxonomy_package(taxonomy, STR("g"), kit_break, &breaking), XBZ_OK);
    unsigned long total = mem_fail_at(0);
    for (unsigned long nth = 1; nth <= total; nth++) {
        breaking.room = KIT_MAX;
        (void)mem_fail_at(nth);
        enum xbz_status status = xbz_taxonomy_package(taxonomy, STR("g"), kit_break, &breaking);
        (void)mem_fail_at(0);
        assert_int_equal(status, XBZ_FATAL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, load, unload);
}
