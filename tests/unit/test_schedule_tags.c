/* The file of schedule tags: fields, senses, faults, looking up; and the file in the library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "mapping/loader.h"

#define CONCEPT(name, more)                                                                                            \
    "<xs:element name='" name "' id='t_" name "' type='xbrli:monetaryItemType' substitutionGroup='xbrli:item' "        \
    "xbrli:periodType='instant' " more "/>"

static const char schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:xbrli='http://www.xbrl.org/2003/instance' "
    "targetNamespace='urn:t'>" CONCEPT("Assets", "") CONCEPT("Cash", "") CONCEPT("Net", "")
        CONCEPT("StatementAbstract", "abstract='true'") "</xs:schema>";
static const char linkbase[] = "<linkbase xmlns='http://www.xbrl.org/2003/linkbase'/>";

struct fixture {
    struct xbz_taxonomy *taxonomy;
    struct buf diagnostics; /* "line detail" and a newline each */
};

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    struct fixture *f = ctx;
    assert_int_equal(diag->code, XBZ_D_ALIAS_IGNORED);
    assert_string_equal(diag->path, "ex27.txt");
    buf_printf(&f->diagnostics, "%lu %s\n", (unsigned long)diag->line, diag->detail);
}

static void open_tags(struct fixture *f, const char *tags)
{
    const struct xbz_taxonomy_file files[] = {
        {"gaap-lite.xsd", (const unsigned char *)schema, sizeof schema - 1},
        {"gaap-lite_lab.xml", (const unsigned char *)linkbase, sizeof linkbase - 1},
        {"gaap-lite_pre.xml", (const unsigned char *)linkbase, sizeof linkbase - 1},
        {"aliases.txt", (const unsigned char *)"", 0},
        {"ex27.txt", (const unsigned char *)tags, strlen(tags)},
    };
    buf_init(&f->diagnostics, 1 << 16);
    assert_int_equal(taxonomy_load_given(&f->taxonomy, files, 5, on_diag, f), XBZ_OK);
}

static void close_tags(struct fixture *f)
{
    xbz_taxonomy_free(f->taxonomy);
    buf_free(&f->diagnostics);
}

static const struct xbz_schedule_tag *find(const struct fixture *f, const char *article, const char *tag)
{
    return xbz_taxonomy_schedule_tag(f->taxonomy, str_of(article), str_of(tag));
}

static void fields_are_read(void **state)
{
    struct fixture f;
    (void)state;
    open_tags(&f, "# comment\n\nBD\tCASH\tCash\tadd\t-\t3\t0\r\n"
                  "5\tCASH\tCash\talone\tabs either start equals=B less=A net=Net net=Assets\t0\t0\tAssets Net\n"
                  "5\tOTHER-SE\t-\t-\t-\t0\t0\t\n5\tB\tAssets\tcheck\t-\t0\t0");
    assert_string_equal(buf_cstr(&f.diagnostics), "");
    const struct xbz_schedule_tag *cash = find(&f, "5", "CASH");
    assert_non_null(cash);
    assert_int_equal(cash->use, XBZ_SCHEDULE_ALONE);
    assert_true(cash->absolute && cash->either_sign && cash->opening);
    assert_true(str_eq(cash->equals, STR("B")) && str_eq(cash->less, STR("A")));
    assert_true(str_eq(cash->concept->name, STR("Cash")));
    assert_true(str_eq(cash->net[0]->name, STR("Net")) && str_eq(cash->net[1]->name, STR("Assets")) && !cash->net[2]);
    assert_true(str_eq(cash->also[0]->name, STR("Assets")) && str_eq(cash->also[1]->name, STR("Net")) &&
                !cash->also[2]);
    assert_int_equal(find(&f, "BD", "CASH")->use, XBZ_SCHEDULE_ADD);
    assert_false(find(&f, "BD", "CASH")->absolute);
    assert_int_equal(find(&f, "5", "OTHER-SE")->use, XBZ_SCHEDULE_NOTHING);
    assert_null(find(&f, "5", "OTHER-SE")->concept);
    assert_int_equal(find(&f, "5", "B")->use, XBZ_SCHEDULE_CHECK);
    assert_null(find(&f, "BD", "B"));
    assert_null(find(&f, "", ""));
    assert_true(xbz_taxonomy_has_article(f.taxonomy, STR("BD")));
    assert_false(xbz_taxonomy_has_article(f.taxonomy, STR("B")));
    close_tags(&f);
}

static void faults_are_reported(void **state)
{
    struct fixture f;
    (void)state;
    open_tags(&f, "5\tA\tCash\tadd\t-\t0\n5\tA\tCash\tadd\t-\t0\t0\tNet\tmore\n\tA\tCash\tadd\t-\t0\t0\n"
                  "5\tA\tCash\tuse\t-\t0\t0\n5\tA\tNoSuch\tadd\t-\t0\t0\n5\tA\t-\tcheck\t-\t0\t0\n"
                  "5\tA\tStatementAbstract\tadd\t-\t0\t0\n5\tA\tCash\tadd\tabs bold\t0\t0\n"
                  "5\tA\tCash\tadd\tnet=NoSuch\t0\t0\n5\tA\tCash\tadd\t-\t0\t0\tNoSuch\n"
                  "5\tA\tCash\tadd\t-\t0\t0\tNet Net Net Net Net Net Net\n"
                  "5\tB\tCash\tadd\t-\t0\t0\n5\tB\tCash\tadd\t-\t0\t0\n");
    assert_string_equal(buf_cstr(&f.diagnostics),
                        "1 a line has seven or eight fields\n2 a line has seven or eight fields\n"
                        "3 article or tag is missing\n4 the use is none of add, alone, check, -\n"
                        "5 the taxonomy has no such concept\n6 the taxonomy has no such concept\n"
                        "7 the concept is abstract\n8 a sense is not known\n9 a sense is not known\n"
                        "10 one of the other concepts is not known, or there are too many\n"
                        "11 one of the other concepts is not known, or there are too many\n"
                        "0 5 B: the tag is there twice\n");
    assert_null(find(&f, "5", "A"));
    assert_non_null(find(&f, "5", "B"));
    close_tags(&f);
}

static void fail_on_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    fail_msg("%s line %lu: %s", diag->path, (unsigned long)diag->line, diag->detail ? diag->detail : "");
}

/* The file of the library has no fault and covers the articles; what a tag refers to is there. */
static void library_file_is_sound(void **state)
{
    static const char *const articles[] = {"5", "6", "7", "9", "BD", "UT"};
    struct xbz_taxonomy *taxonomy;
    (void)state;
    assert_int_equal(xbz_taxonomy_load(&taxonomy, NULL, fail_on_diag, NULL), XBZ_OK);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        assert_true(xbz_taxonomy_has_article(taxonomy, str_of(articles[i])));
    assert_false(xbz_taxonomy_has_article(taxonomy, STR("CT")));
    for (size_t i = 0; i < taxonomy->n_schedule_tags; i++) {
        const struct xbz_schedule_tag *tag = &taxonomy->schedule_tags[i];
        assert_true(tag->use == XBZ_SCHEDULE_NOTHING || tag->concept);
        if (tag->equals.n)
            assert_non_null(xbz_taxonomy_schedule_tag(taxonomy, tag->article, tag->equals));
        if (tag->less.n)
            assert_true(tag->net[0] && xbz_taxonomy_schedule_tag(taxonomy, tag->article, tag->less));
        if (tag->opening)
            assert_int_equal(tag->concept->period, XBZ_INSTANT);
    }
    xbz_taxonomy_free(taxonomy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_read),
        cmocka_unit_test(faults_are_reported),
        cmocka_unit_test(library_file_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
