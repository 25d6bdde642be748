/* Packages: names of members, and the files that say what they are. */
#include "output_kit.h"

#include <archive.h>
#include <archive_entry.h>

#include "output/package.h"
#include "package_kit.h"

static void test_members(void **state)
{
    (void)state;
    static struct stream to;
    struct package package;
    struct buf out, member;
    buf_init(&out, KIT_MAX);
    buf_init(&member, KIT_MAX);
    package_init(&package);
    for (unsigned i = 0; i < 2; i++) { /* one package after another */
        buf_clear(&out);
        stream_init(&to, kit_collect, &out);
        package_begin(&package, &to, STR("top"));
        package_report(&package, PACKAGE_XBR);
        stream_text(package_member(&package, "reports/", STR("a"), ".xbrl"), "report");
        package_end(&package);
        stream_flush(&to);
        assert_false(package_lost(&package));
        assert_int_equal(kit_members(&out), 2);
        assert_true(kit_member(&out, "top/reports/a.xbrl", &member));
        assert_buf(&member, "report");
        assert_true(kit_member(&out, "top/META-INF/reportPackage.json", &member));
        assert_true(kit_has(buf_view(&member), "\"documentType\": \"https://xbrl.org/report-package/2023/xbr\""));
    }
    package_free(&package);
    package_free(&package);
    buf_free(&out);
    buf_free(&member);
}

static void test_taxonomy(void **state)
{
    (void)state;
    static struct stream to;
    const struct xbz_str entries[] = {STR("https://a/x.xsd"), STR("https://a/y.xsd")};
    const struct xbz_str bases[] = {STR("https://a/"), STR("https://b/&c/")};
    const struct package_taxonomy what = {STR("https://a"), STR("A & B"), STR("It is."), entries, 2, bases, 2};
    struct package package;
    struct buf out, member;
    buf_init(&out, KIT_MAX);
    buf_init(&member, KIT_MAX);
    package_init(&package);
    stream_init(&to, kit_collect, &out);
    package_begin(&package, &to, STR("top"));
    package_taxonomy(&package, &what);
    package_end(&package);
    stream_flush(&to);
    assert_true(kit_member(&out, "top/META-INF/taxonomyPackage.xml", &member));
    assert_true(kit_has(buf_view(&member), "<tp:identifier>https://a</tp:identifier>"));
    assert_true(kit_has(buf_view(&member), "<tp:name>A &amp; B</tp:name>"));
    assert_int_equal(kit_count(buf_view(&member), "<tp:entryPointDocument href=\"https://a/"), 2);
    assert_true(kit_member(&out, "top/META-INF/catalog.xml", &member));
    assert_true(kit_has(buf_view(&member), "uriStartString=\"https://b/&amp;c/\" rewritePrefix=\"../taxonomy/\""));
    package_free(&package);
    buf_free(&out);
    buf_free(&member);
}

static void test_names_that_are_lost(void **state)
{
    (void)state;
    static struct stream to;
    static char name[8000];
    struct package package;
    struct buf out;
    buf_init(&out, KIT_MAX);
    memset(name, 'n', sizeof name - 1);
    package_init(&package);
    stream_init(&to, kit_collect, &out);
    package_begin(&package, &to, STR("top"));
    (void)package_member(&package, "reports/", str_of(name), "");
    package_end(&package);
    assert_true(package_lost(&package)); /* cut: no member has the name that was meant */
    package_free(&package);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_taxonomy),
        cmocka_unit_test(test_names_that_are_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
