/* The file of names by year: fields, faults; and the file in the library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "mapping/loader.h"

static const char schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:xbrli='http://www.xbrl.org/2003/instance' "
    "targetNamespace='urn:t'><xs:element name='Assets' id='t_Assets' type='xbrli:monetaryItemType' "
    "substitutionGroup='xbrli:item' xbrli:periodType='instant'/></xs:schema>";
static const char linkbase[] = "<linkbase xmlns='http://www.xbrl.org/2003/linkbase'/>";

static struct buf told; /* "line detail" and a newline each */

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    assert_int_equal(diag->code, XBZ_D_ALIAS_IGNORED);
    assert_string_equal(diag->path, "us-gaap.txt");
    buf_printf(&told, "%lu %s\n", (unsigned long)diag->line, diag->detail);
}

static struct xbz_taxonomy *load(const char *years)
{
    struct xbz_taxonomy *taxonomy;
    const struct xbz_taxonomy_file files[] = {
        {"gaap-lite.xsd", (const unsigned char *)schema, sizeof schema - 1},
        {"gaap-lite_lab.xml", (const unsigned char *)linkbase, sizeof linkbase - 1},
        {"gaap-lite_pre.xml", (const unsigned char *)linkbase, sizeof linkbase - 1},
        {"aliases.txt", (const unsigned char *)"", 0},
        {"us-gaap.txt", (const unsigned char *)years, strlen(years)},
    };
    buf_init(&told, 1 << 16);
    assert_int_equal(taxonomy_load_given(&taxonomy, files, 5, on_diag, NULL), XBZ_OK);
    return taxonomy;
}

static void test_fields(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy = load("# years\n@\t2014\tg\tgs\td\tds\r\n\nAssets\t2012\t2015");
    const struct xbz_target *target = xbz_taxonomy_target(taxonomy, "us-gaap-2014");
    const struct xbz_concept *assets = xbz_taxonomy_find(taxonomy, STR("Assets"));
    assert_string_equal(buf_cstr(&told), "");
    assert_non_null(target);
    assert_true(str_eq(target->gaap_space, STR("g")) && str_eq(target->gaap_schema, STR("gs")));
    assert_true(str_eq(target->dei_space, STR("d")) && str_eq(target->dei_schema, STR("ds")));
    assert_false(xbz_concept_is_in(assets, 2011));
    assert_true(xbz_concept_is_in(assets, 2012));
    assert_true(xbz_concept_is_in(assets, 2015));
    assert_false(xbz_concept_is_in(assets, 2016));
    assert_null(xbz_taxonomy_target(taxonomy, "us-gaap-2015"));
    xbz_taxonomy_free(taxonomy);
    buf_free(&told);
}

static void test_open_ends(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy = load("Assets\t-\t2015\n");
    const struct xbz_concept *assets = xbz_taxonomy_find(taxonomy, STR("Assets"));
    assert_true(xbz_concept_is_in(assets, 1900));
    assert_false(xbz_concept_is_in(assets, 2016));
    xbz_taxonomy_free(taxonomy);
    buf_free(&told);
    taxonomy = load("");
    assets = xbz_taxonomy_find(taxonomy, STR("Assets"));
    assert_true(xbz_concept_is_in(assets, 1900) && xbz_concept_is_in(assets, 2100));
    xbz_taxonomy_free(taxonomy);
    buf_free(&told);
}

static void test_faults(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy = load("@\t2014\tg\n@\tnow\tg\tgs\td\tds\nNothing\t2009\t-\nAssets\t2009\n"
                                         "Assets\t2015\t2012\nAssets\t99\t-\nAssets\t-\t-\tmore\n");
    assert_string_equal(buf_cstr(&told), "1 a year with four addresses is expected\n"
                                         "2 a year with four addresses is expected\n"
                                         "3 there is no such concept\n"
                                         "4 two years are expected\n"
                                         "5 two years are expected\n"
                                         "6 two years are expected\n"
                                         "7 two years are expected\n");
    xbz_taxonomy_free(taxonomy);
    buf_free(&told);
}

static void test_library_file(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy;
    buf_init(&told, 1 << 16);
    assert_int_equal(xbz_taxonomy_load(&taxonomy, NULL, on_diag, NULL), XBZ_OK);
    assert_string_equal(buf_cstr(&told), "");
    for (int year = 2009; year <= 2025; year++) {
        char name[24];
        (void)snprintf(name, sizeof name, "us-gaap-%d", year);
        assert_true((xbz_taxonomy_target(taxonomy, name) != NULL) == (year != 2010));
    }
    for (size_t i = 0; i < xbz_taxonomy_count(taxonomy); i++) {
        const struct xbz_concept *c = xbz_taxonomy_concept(taxonomy, i);
        if (c->last_year && c->first_year)
            assert_true(c->first_year <= c->last_year);
    }
    xbz_taxonomy_free(taxonomy);
    buf_free(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_open_ends),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_library_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
