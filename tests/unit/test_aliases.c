/* The alias file: lines, equivalents, faults, looking up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "mapping/loader.h"

#define CONCEPT(name, more)                                                                                            \
    "<xs:element name='" name "' id='t_" name "' type='xbrli:monetaryItemType' substitutionGroup='xbrli:item' "        \
    "xbrli:periodType='instant' " more "/>"

static const char schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:xbrli='http://www.xbrl.org/2003/instance' "
    "targetNamespace='urn:t'>" CONCEPT("Assets", "") CONCEPT("Cash", "") CONCEPT("NetIncomeLoss", "")
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
    assert_string_equal(diag->path, "aliases.txt");
    buf_printf(&f->diagnostics, "%lu %s\n", (unsigned long)diag->line, diag->detail);
}

static void on_map_diag(void *ctx, const struct xbz_diag *diag)
{
    buf_printf(ctx, "%s %lu %s\n", xbz_diag_id(diag->code), (unsigned long)diag->line, diag->detail);
}

static void open_bytes(struct fixture *f, const char *aliases, size_t n)
{
    const struct xbz_taxonomy_file files[] = {
        {"gaap-lite.xsd", (const unsigned char *)schema, sizeof schema - 1},
        {"gaap-lite_lab.xml", (const unsigned char *)linkbase, sizeof linkbase - 1},
        {"gaap-lite_pre.xml", (const unsigned char *)linkbase, sizeof linkbase - 1},
        {"aliases.txt", (const unsigned char *)aliases, n},
    };
    buf_init(&f->diagnostics, 1 << 16);
    assert_int_equal(taxonomy_load_given(&f->taxonomy, files, 4, on_diag, f), XBZ_OK);
}

static void open_aliases(struct fixture *f, const char *aliases)
{
    open_bytes(f, aliases, strlen(aliases));
}

static void close_aliases(struct fixture *f)
{
    xbz_taxonomy_free(f->taxonomy);
    buf_free(&f->diagnostics);
}

static void assert_alias(const struct fixture *f, enum xbz_statement_kind statement, const char *key,
                         const char *concept, bool negated)
{
    const struct xbz_alias *alias = xbz_taxonomy_alias(f->taxonomy, statement, str_of(key));
    if (concept == NULL) {
        assert_null(alias);
        return;
    }
    assert_non_null(alias);
    assert_string_equal(alias->concept->name.p, concept);
    assert_true(str_eq(alias->key, str_of(key)));
    assert_int_equal(alias->statement, statement);
    assert_int_equal(alias->negated, negated);
}

static void test_lines(void **state)
{
    (void)state;
    struct fixture f;
    open_aliases(&f, "# comment\tx\n"
                     "\n"
                     " \t \n"
                     "Assets\tBS\tTotal Assets\r\n"
                     "Cash\tBS\tCash and equivalents (1)\n"
                     "Cash\tCF\tCash and equivalents\t-\n"
                     "NetIncomeLoss\tIS\tCosts and expenses > Total\n"
                     "NetIncomeLoss\tCI\tNet income");
    assert_string_equal(buf_cstr(&f.diagnostics), "");
    assert_alias(&f, XBZ_BALANCE_SHEET, "total asset", "Assets", false);
    assert_alias(&f, XBZ_BALANCE_SHEET, "cash equivalent", "Cash", false);
    assert_alias(&f, XBZ_CASH_FLOW, "cash equivalent", "Cash", true);
    assert_alias(&f, XBZ_INCOME, "cost expense > total", "NetIncomeLoss", false);
    assert_alias(&f, XBZ_COMPREHENSIVE_INCOME, "net income", "NetIncomeLoss", false);
    assert_alias(&f, XBZ_INCOME, "net income", NULL, false);
    assert_alias(&f, XBZ_INCOME, "", NULL, false);
    assert_alias(&f, XBZ_NO_STATEMENT, "total asset", NULL, false);
    assert_alias(&f, XBZ_STATEMENT_KINDS, "total asset", NULL, false);
    assert_alias(&f, XBZ_COVER, "total asset", NULL, false);
    close_aliases(&f);
}

static void test_order(void **state)
{
    (void)state;
    struct fixture f;
    size_t n;
    open_aliases(&f, "Cash\tCF\tb\nCash\tBS\ttotal current liability other\nCash\tBS\ttotal current liability\n"
                     "Cash\tBS\tx > z\nCash\tBS\tx\nCash\tBS\tx z\nCash\tIS\txa\nCash\tBS\txa\n");
    const struct xbz_alias *aliases = xbz_taxonomy_aliases(f.taxonomy, &n);
    static const char *const keys[] = {
        "total current liability", "total current liability other", "x", "x > z", "x z", "xa", "xa", "b"};
    assert_int_equal(n, 8);
    for (size_t i = 0; i < n; i++) {
        assert_true(str_eq(aliases[i].key, str_of(keys[i])));
        assert_ptr_equal(xbz_taxonomy_alias(f.taxonomy, aliases[i].statement, aliases[i].key), &aliases[i]);
    }
    close_aliases(&f);
}

/* Writes a map, loads it, returns what was said of it without its path. */
static enum xbz_status load_rows(struct fixture *f, const char *rows, struct buf *said)
{
    char path[] = "/tmp/test_aliases.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, rows, strlen(rows)), strlen(rows));
    close(fd);
    buf_init(said, 1 << 16);
    enum xbz_status status = xbz_taxonomy_load_map(f->taxonomy, path, on_map_diag, said);
    assert_int_equal(unlink(path), 0);
    return status;
}

static void test_map(void **state)
{
    (void)state;
    struct fixture f;
    struct buf said;
    open_aliases(&f, "Assets\tBS\tCash\nAssets\tBS\tother\nAssets\tBS\tFunds > Cash on hand\n");
    assert_int_equal(load_rows(&f,
                               "# ours\n"
                               "Cash\tBS\tCash (2)\r\n"
                               "Cash\tBS\tCash on hand\t-\n"
                               "NetIncomeLoss\tCF\tother\n"
                               "Cash\tBS\tVaults > Gold\n",
                               &said),
                     XBZ_OK);
    assert_string_equal(buf_cstr(&said), "");
    assert_alias(&f, XBZ_BALANCE_SHEET, "cash", "Cash", false);
    assert_alias(&f, XBZ_BALANCE_SHEET, "other", "Assets", false);
    assert_alias(&f, XBZ_CASH_FLOW, "other", "NetIncomeLoss", false);
    assert_alias(&f, XBZ_BALANCE_SHEET, "vault > gold", "Cash", false);
    assert_alias(&f, XBZ_BALANCE_SHEET, "gold", NULL, false);
    /* The user's caption goes before an alias of the caption under its heading. */
    char key[64];
    struct xbz_str fund = {key, xbz_label_key(f.taxonomy, STR("Funds"), key, sizeof key)};
    assert_true(fund.n > 0 && fund.n < 32);
    memcpy(key + fund.n, " > ", 3);
    fund.n += 3;
    fund.n += xbz_label_key(f.taxonomy, STR("Cash on hand"), key + fund.n, sizeof key - fund.n);
    const struct xbz_alias *alias = xbz_taxonomy_alias(f.taxonomy, XBZ_BALANCE_SHEET, fund);
    assert_non_null(alias);
    assert_string_equal(alias->concept->name.p, "Cash");
    assert_true(alias->negated);
    size_t n;
    (void)xbz_taxonomy_aliases(f.taxonomy, &n);
    assert_int_equal(n, 3);
    buf_free(&said);
    close_aliases(&f);
}

static void test_map_faults(void **state)
{
    (void)state;
    struct fixture f;
    struct buf said;
    open_aliases(&f, "Assets\tBS\tCash\n");
    assert_int_equal(load_rows(&f,
                               "Kilns\tBS\tKilns\n"
                               "~\tCash\tAssets\t2012\n"
                               "Cash\tEQ\tCash\n"
                               "Cash\tBS\n"
                               "StatementAbstract\tBS\tx\n"
                               "Cash\tBS\tGold\n"
                               "Assets\tBS\tgold\n",
                               &said),
                     XBZ_OK);
    assert_string_equal(
        buf_cstr(&said),
        "map-ignored 1 Kilns: the taxonomy has no such concept\n"
        "map-ignored 2 ~: a row is a concept, a statement, a caption, and - where the printed figure has "
        "the opposite sense\n"
        "map-ignored 3 Cash: the statement is none of BS, IS, CI, CF\n"
        "map-ignored 4 Cash: an alias has three or four fields\n"
        "map-ignored 5 StatementAbstract: the concept is abstract\n"
        "map-ignored 7 Assets: \"gold\" means Cash by line 6\n");
    assert_alias(&f, XBZ_BALANCE_SHEET, "cash", "Assets", false);
    assert_alias(&f, XBZ_BALANCE_SHEET, "gold", "Cash", false);
    assert_null(xbz_taxonomy_find(f.taxonomy, STR("Cash"))->successor);
    buf_free(&said);
    buf_init(&said, 1 << 16);
    assert_int_equal(xbz_taxonomy_load_map(f.taxonomy, "/nowhere/map.txt", on_map_diag, &said), XBZ_FATAL);
    assert_string_equal(buf_cstr(&said), "map-unusable 0 /nowhere/map.txt: No such file or directory\n");
    buf_free(&said);
    close_aliases(&f);
}

static const char *in_year(const struct fixture *f, const char *name, int year)
{
    const struct xbz_concept *concept = xbz_taxonomy_find(f->taxonomy, str_of(name));
    assert_non_null(concept);
    concept = xbz_concept_in_year(concept, year);
    return concept ? concept->name.p : "-";
}

static void test_years(void **state)
{
    (void)state;
    struct fixture f;
    open_aliases(&f, "~\tCash\tAssets\t2012\n"
                     "~\tAssets\tNetIncomeLoss\t2018\n"
                     "^\tNetIncomeLoss\tAssets\t2017\n"
                     "^\tAssets\t-\t2000\n");
    assert_string_equal(buf_cstr(&f.diagnostics), "");
    assert_string_equal(in_year(&f, "Cash", 1995), "Cash");
    assert_string_equal(in_year(&f, "Cash", 2011), "Cash");
    assert_string_equal(in_year(&f, "Cash", 2012), "Assets");
    assert_string_equal(in_year(&f, "Cash", 2018), "NetIncomeLoss");
    assert_string_equal(in_year(&f, "Assets", 2017), "Assets");
    assert_string_equal(in_year(&f, "Assets", 1999), "-");
    assert_string_equal(in_year(&f, "NetIncomeLoss", 2017), "NetIncomeLoss");
    assert_string_equal(in_year(&f, "NetIncomeLoss", 2016), "Assets");
    assert_string_equal(in_year(&f, "NetIncomeLoss", 1999), "-");
    assert_null(xbz_concept_in_year(NULL, 2000));
    close_aliases(&f);
}

static void test_year_faults(void **state)
{
    (void)state;
    struct fixture f;
    open_aliases(&f, "~\tCash\tCash\t2012\n"
                     "~\tCash\tNothing\t2012\n"
                     "^\tNothing\tCash\t2012\n"
                     "^\tCash\tAssets\tlong ago\n"
                     "^\tCash\tAssets\n"
                     "~\tCash\tAssets\t2012\n"
                     "~\tAssets\tCash\t2012\n");
    assert_string_equal(buf_cstr(&f.diagnostics),
                        "1 a successor is: ~, a concept, one of the same type and period or -, a year\n"
                        "2 a successor is: ~, a concept, one of the same type and period or -, a year\n"
                        "3 a predecessor is: ^, a concept, one of the same type and period or -, a year\n"
                        "4 a predecessor is: ^, a concept, one of the same type and period or -, a year\n"
                        "5 a predecessor is: ^, a concept, one of the same type and period or -, a year\n");
    /* A circle ends somewhere. */
    assert_non_null(xbz_concept_in_year(xbz_taxonomy_find(f.taxonomy, STR("Cash")), 2012));
    close_aliases(&f);
}

static void test_equivalents(void **state)
{
    (void)state;
    struct fixture f;
    char key[64];
    open_aliases(&f, "Cash\tBS\tShareholders' cash\n"
                     "=\tstockholders\tshareholders  shareowner stockowner\n"
                     "=\tProperty and equipment\tPPE\n"
                     "=\tstockholder\tshareholders\n");
    assert_string_equal(buf_cstr(&f.diagnostics), "");
    assert_alias(&f, XBZ_BALANCE_SHEET, "stockholder cash", "Cash", false);
    size_t n = xbz_label_key(f.taxonomy, STR("Shareowners' PPE"), key, sizeof key);
    assert_int_equal(n, strlen("stockholder property equipment"));
    assert_memory_equal(key, "stockholder property equipment", n);
    n = xbz_label_key(NULL, STR("Shareowners"), key, sizeof key);
    assert_memory_equal(key, "shareowner", n);
    close_aliases(&f);
}

/* The fourth field: the opposite sense, a caption that was only counted, or both. */
static void test_marks(void **state)
{
    (void)state;
    struct fixture f;
    open_aliases(&f, "Assets\tBS\tone\nAssets\tBS\ttwo\t-\nAssets\tBS\tthree\t*\nAssets\tBS\tfour\t-*\n");
    static const struct {
        const char *key;
        bool negated, counted;
    } marks[] = {{"one", false, false}, {"two", true, false}, {"three", false, true}, {"four", true, true}};
    for (size_t i = 0; i < 4; i++) {
        const struct xbz_alias *alias = xbz_taxonomy_alias(f.taxonomy, XBZ_BALANCE_SHEET, str_of(marks[i].key));
        assert_non_null(alias);
        assert_int_equal(alias->negated, marks[i].negated);
        assert_int_equal(alias->counted, marks[i].counted);
    }
    close_aliases(&f);
}

static void test_faults(void **state)
{
    (void)state;
    struct fixture f;
    static char text[2048];
    char caption[700];
    memset(caption, 'x', sizeof caption - 1);
    caption[sizeof caption - 1] = '\0';
    (void)snprintf(text, sizeof text,
                   "Assets\n"
                   "Assets\tBS\n"
                   "Asset\tBS\tx\n"
                   "StatementAbstract\tBS\tx\n"
                   "Assets\tbs\tx\n"
                   "Assets\tBS\tx\t+\n"
                   "Assets\tBS\tx\t-\t-\n"
                   "Assets\tBS\t(1)\n"
                   "Assets\tBS\theading >\n"
                   "Assets\tBS\t%s\n"
                   "=\ta\tb\n"
                   "=\tword\n"
                   "=\tword\ttwo-words\n"
                   "=\tword\tone\t-\n"
                   "=x\tword\tone\n"
                   "=\tother\tword\n"
                   "=\tanother\tword\n"
                   "Assets\tBS\tTotal assets\n",
                   caption);
    open_aliases(&f, text);
    static const char equivalent[] = "an equivalent is: =, a word, the words it stands for";
    char expected[2048];
    (void)snprintf(expected, sizeof expected,
                   "11 %s\n12 %s\n13 \"two-words\" is no single word\n14 %s\n15 %s\n"
                   "17 the word \"word\" has another equivalent\n"
                   "1 Assets: an alias has three or four fields\n"
                   "2 Assets: an alias has three or four fields\n"
                   "3 Asset: the taxonomy has no such concept\n"
                   "4 StatementAbstract: the concept is abstract\n"
                   "5 Assets: the statement is none of BS, IS, CI, CF\n"
                   "6 Assets: the fourth field is none of \"-\", \"*\" and \"-*\"\n"
                   "7 Assets: an alias has three or four fields\n"
                   "8 Assets: no word is left of the caption\n"
                   "9 Assets: no word is left of the caption\n"
                   "10 Assets: the caption is too long\n",
                   equivalent, equivalent, equivalent, equivalent);
    assert_string_equal(buf_cstr(&f.diagnostics), expected);
    assert_alias(&f, XBZ_BALANCE_SHEET, "total asset", "Assets", false);
    close_aliases(&f);
}

static void test_conflicts(void **state)
{
    (void)state;
    struct fixture f;
    size_t n;
    open_aliases(&f, "Assets\tBS\tTotal\n"
                     "Assets\tBS\ttotals (1)\n"
                     "Cash\tBS\tTOTAL\n"
                     "Assets\tBS\tTotal\t-\n"
                     "Cash\tIS\tTotal\n");
    assert_string_equal(buf_cstr(&f.diagnostics), "3 Cash: \"total\" means Assets by line 1\n"
                                                  "4 Assets: \"total\" means Assets by line 1\n");
    assert_alias(&f, XBZ_BALANCE_SHEET, "total", "Assets", false);
    (void)xbz_taxonomy_aliases(f.taxonomy, &n);
    assert_int_equal(n, 2);
    close_aliases(&f);
}

static void test_any_bytes(void **state)
{
    (void)state;
    struct fixture f;
    static const char bytes[] = "\0\0\n=\n\t\n\t\t\t\t\t\t\nAssets\tBS\tTo\0tal\n\xFF\xFE\t\xC3\n=\t\t\n=\ta b\tc";
    open_bytes(&f, bytes, sizeof bytes - 1);
    assert_alias(&f, XBZ_BALANCE_SHEET, "to tal", "Assets", false);
    close_aliases(&f);
    open_bytes(&f, "", 0);
    assert_string_equal(buf_cstr(&f.diagnostics), "");
    close_aliases(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),       cmocka_unit_test(test_order),  cmocka_unit_test(test_equivalents),
        cmocka_unit_test(test_years),       cmocka_unit_test(test_map),    cmocka_unit_test(test_map_faults),
        cmocka_unit_test(test_year_faults), cmocka_unit_test(test_faults), cmocka_unit_test(test_conflicts),
        cmocka_unit_test(test_any_bytes),   cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
