/* The filing's own taxonomy: which files, what they declare, labels. */
#include "facts_kit.h"
#include "xml_kit.h"

#include "output/extension.h"

#define FILES 8

/* Files as extension_write opens them. */
static struct {
    size_t n;
    char name[FILES][64];
    struct buf text[FILES];
    struct stream stream;
} written;

static struct xbz_run run;
static struct kit_diags diags;
static struct report report;

static enum xbz_status open_file(void *ctx, struct xbz_str name, struct stream **stream)
{
    (void)ctx;
    assert_true(written.n < FILES);
    assert_true(name.n < 64);
    if (written.n > 0)
        stream_flush(&written.stream);
    memcpy(written.name[written.n], name.p, name.n);
    written.name[written.n][name.n] = '\0';
    buf_init(&written.text[written.n], KIT_MAX);
    stream_init(&written.stream, kit_collect, &written.text[written.n]);
    written.n++;
    *stream = &written.stream;
    return XBZ_OK;
}

static enum xbz_status refuse(void *ctx, struct xbz_str name, struct stream **stream)
{
    (void)ctx;
    (void)name;
    (void)stream;
    return XBZ_FATAL;
}

static int set_up(void **state)
{
    (void)state;
    kit_run(&run, &diags);
    static const struct xbz_filing filing;
    struct xbz_report from = kit_report(&filing);
    report_init(&report, &run);
    assert_int_equal(report_begin(&report, &from), XBZ_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < written.n; i++)
        buf_free(&written.text[i]);
    written.n = 0;
    report_free(&report);
    return 0;
}

static void write_all(void)
{
    assert_int_equal(extension_write(&report, STR("https://xbrlize.org/gaap-lite/2026"), open_file, NULL), XBZ_OK);
    stream_flush(&written.stream);
}

static struct xbz_str file(size_t i)
{
    assert_true(i < written.n);
    return buf_view(&written.text[i]);
}

static void put(struct xbz_fact fact)
{
    struct report_entry entry;
    assert_int_equal(report_fact(&report, &fact, &entry), XBZ_OK);
}

static void put_extension(const char *name, const char *label, enum xbz_unit unit, enum xbz_period_kind period)
{
    struct xbz_extension extension = {str_of(name), str_of(label), unit, period};
    struct xbz_fact fact = kit_money(&kit_income, kit_2009, unit == XBZ_UNIT_NONE ? "text" : "7000");
    fact.concept = NULL;
    fact.extension = &extension;
    fact.unit = unit;
    if (period == XBZ_INSTANT)
        fact.period = kit_end_2009;
    put(fact);
}

static void test_files_of_a_filing(void **state)
{
    (void)state;
    put(kit_money(&kit_assets, kit_end_2009, "1000"));
    write_all();
    assert_int_equal(written.n, 3);
    assert_string_equal(written.name[0], "flamel.xsd");
    assert_string_equal(written.name[1], "flamel_lab.xml");
    assert_string_equal(written.name[2], "flamel_pre.xml");
    assert_int_equal(kit_elements(file(0), "xs:element"), 1); /* the root of the balance sheet */
    assert_int_equal(kit_elements(file(0), "link:linkbaseRef"), 2);
    assert_int_equal(kit_elements(file(1), "link:label"), 1);
    assert_int_equal(kit_elements(file(2), "link:presentationArc"), 1);
    assert_true(kit_has(file(0), "targetNamespace=\"https://xbrlize.org/ext/flamel\""));
    assert_true(kit_has(file(0), "roleURI=\"https://xbrlize.org/ext/flamel/role/BalanceSheet\""));
    assert_true(kit_has(file(2), "xlink:href=\"gaap-lite.xsd#gaap-lite_Assets\""));
    assert_true(kit_has(file(2), "xlink:href=\"flamel.xsd#BalanceSheet\""));
}

static void test_types_of_extension_elements(void **state)
{
    (void)state;
    put_extension("A", "a", XBZ_UNIT_MONEY, XBZ_DURATION);
    put_extension("B", "b", XBZ_UNIT_SHARES, XBZ_INSTANT);
    put_extension("C", "c", XBZ_UNIT_PER_SHARE, XBZ_DURATION);
    put_extension("D", "d", XBZ_UNIT_PURE, XBZ_DURATION);
    put_extension("E", "e", XBZ_UNIT_NONE, XBZ_DURATION);
    write_all();
    static const char *const expected[] = {
        "name=\"A\" id=\"ext_A\" type=\"xbrli:monetaryItemType\"",
        "name=\"B\" id=\"ext_B\" type=\"xbrli:sharesItemType\"",
        "name=\"C\" id=\"ext_C\" type=\"num:perShareItemType\"",
        "name=\"D\" id=\"ext_D\" type=\"xbrli:pureItemType\"",
        "name=\"E\" id=\"ext_E\" type=\"xbrli:stringItemType\"",
    };
    for (size_t i = 0; i < 5; i++)
        assert_true(kit_has(file(0), expected[i]));
    assert_int_equal(kit_count(file(0), "xbrli:periodType=\"instant\""), 1);
    assert_false(kit_has(file(0), "xbrli:balance"));
    assert_int_equal(kit_elements(file(1), "link:label"), 6);
    assert_true(kit_has(file(2), "xlink:href=\"flamel.xsd#ext_B\""));
}

static void test_order_and_totals(void **state)
{
    (void)state;
    struct xbz_concept total = kit_current;
    total.total_label = STR("Total current assets");
    struct xbz_fact fact = kit_money(&total, kit_end_2009, "2000");
    put(kit_money(&kit_other, kit_end_2009, "1000"));
    fact.total = true;
    put(fact);
    fact = kit_money(&kit_assets, kit_end_2009, "3000");
    fact.total = true; /* it has no total label */
    put(fact);
    put(kit_text(&kit_form, kit_2009, "10-K"));
    write_all();
    assert_int_equal(kit_count(file(2), "preferredLabel=\"http://www.xbrl.org/2003/role/totalLabel\""), 1);
    assert_int_equal(kit_elements(file(2), "link:presentationLink"), 2);
    size_t cover = str_find(file(2), STR("to=\"gaap-lite_DocumentType\""), 0);
    size_t first = str_find(file(2), STR("to=\"gaap-lite_OtherAssets\" order=\"1\""), 0);
    size_t second = str_find(file(2), STR("to=\"gaap-lite_AssetsCurrent\" order=\"2\""), 0);
    size_t third = str_find(file(2), STR("to=\"gaap-lite_Assets\" order=\"3\""), 0);
    assert_true(cover < first && first < second && second < third && third != (size_t)-1);
}

static void test_sums_in_networks(void **state)
{
    (void)state;
    put(kit_money(&kit_assets, kit_end_2009, "1000"));
    put(kit_money(&kit_current, kit_end_2009, "1000"));
    put(kit_money(&kit_liabilities, kit_end_2009, "0"));
    struct xbz_sum_part parts[] = {{&kit_current, NULL, 1}, {&kit_liabilities, NULL, -1}};
    struct xbz_sum one = {XBZ_BALANCE_SHEET, {&kit_assets, NULL, 1}, parts, 2};
    struct xbz_sum two = {XBZ_BALANCE_SHEET, {&kit_assets, NULL, 1}, parts, 1};
    assert_int_equal(report_sum(&report, &one), XBZ_OK);
    assert_int_equal(report_sum(&report, &two), XBZ_OK);
    write_all();
    assert_int_equal(written.n, 4);
    assert_string_equal(written.name[3], "flamel_cal.xml");
    assert_int_equal(kit_elements(file(0), "link:linkbaseRef"), 3);
    assert_int_equal(kit_elements(file(0), "link:roleType"), 2);
    assert_int_equal(kit_elements(file(3), "link:calculationLink"), 2);
    assert_int_equal(kit_elements(file(3), "link:calculationArc"), 3);
    assert_int_equal(kit_elements(file(3), "link:loc"), 5); /* once in each link */
    assert_int_equal(kit_elements(file(3), "link:roleRef"), 2);
    assert_int_equal(kit_count(file(3), "weight=\"-1\""), 1);
    assert_true(kit_has(file(3), "https://xbrlize.org/ext/flamel/role/BalanceSheetSums2"));
    assert_true(kit_has(file(0), "id=\"BalanceSheetSums2\""));
}

static void assert_label(struct xbz_str label, const char *expected)
{
    char out[EXTENSION_LABEL];
    struct xbz_str clean = extension_label(label, out);
    assert_int_equal(clean.n, strlen(expected));
    assert_memory_equal(clean.p, expected, clean.n);
}

static void test_labels(void **state)
{
    (void)state;
    assert_label(STR("  Gain (loss),\tnet\n of  tax "), "Gain (loss), net of tax");
    assert_label(STR("a<b"), "a b");
    assert_label(STR("<<>"), ">");
    assert_label(STR("caf\xC3\xA9\xC2\xA0\xE2\x82\xAC"), "caf\xC3\xA9 \xE2\x82\xAC");
    assert_label(STR("bad \xE9 byte\x01"), "bad byte");
    assert_label(STR(""), "");
    assert_label((struct xbz_str){NULL, 0}, "");
}

static void test_long_labels(void **state)
{
    (void)state;
    char text[4000], out[EXTENSION_LABEL];
    for (size_t i = 0; i < 4000; i += 4)
        memcpy(text + i, "\xF0\x9F\x98\x80", 4);
    struct xbz_str clean = extension_label((struct xbz_str){text, 4000}, out);
    assert_int_equal(clean.n, 511 * 4); /* characters, not bytes */
    memset(text, 'x', sizeof text);
    text[510] = ' ';
    clean = extension_label((struct xbz_str){text, 600}, out);
    assert_int_equal(clean.n, 510); /* no blank at the end */
}

static void test_odd_labels_in_files(void **state)
{
    (void)state;
    put_extension("Odd", "\x01 <Gain> & \"loss\" \xFF", XBZ_UNIT_MONEY, XBZ_DURATION);
    put_extension("Empty", " ", XBZ_UNIT_MONEY, XBZ_DURATION);
    write_all();
    assert_int_equal(kit_elements(file(1), "link:label"), 3);
    assert_true(kit_has(file(1), ">Gain&gt; &amp; \"loss\"</link:label>"));
    assert_true(kit_has(file(1), ">Empty</link:label>"));
}

static void test_files_reports_need(void **state)
{
    (void)state;
    assert_true(extension_needs_file("gaap-lite.xsd"));
    assert_true(extension_needs_file("gaap-lite_lab.xml"));
    assert_false(extension_needs_file("gaap-lite_pre.xml"));
    assert_true(extension_needs_file("types.xsd"));
    assert_false(extension_needs_file("gaap-lite_doc.xml"));
    assert_false(extension_needs_file("gaap-lite_cal.xml"));
    assert_false(extension_needs_file("gaap-lite-all.xsd"));
    assert_false(extension_needs_file("aliases.txt"));
}

static void test_refused_file_ends_it(void **state)
{
    (void)state;
    put(kit_money(&kit_assets, kit_end_2009, "1000"));
    assert_int_equal(extension_write(&report, STR("x"), refuse, NULL), XBZ_FATAL);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_files_of_a_filing),
        CASE(test_types_of_extension_elements),
        CASE(test_order_and_totals),
        CASE(test_sums_in_networks),
        CASE(test_labels),
        CASE(test_long_labels),
        CASE(test_odd_labels_in_files),
        CASE(test_files_reports_need),
        CASE(test_refused_file_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
