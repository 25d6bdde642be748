/* The filing's own taxonomy: which files, what they declare, labels. */
#include "facts_kit.h"
#include "xml_kit.h"

#include "output/extension.h"

static struct xbz_run run;
static struct kit_diags diags;
static struct report report;
static struct buf written;

static int set_up(void **state)
{
    (void)state;
    kit_run(&run, &diags);
    static const struct xbz_filing filing;
    struct xbz_report from = kit_report(&filing);
    buf_init(&written, KIT_MAX);
    report_init(&report, &run);
    assert_int_equal(report_begin(&report, &from), XBZ_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buf_free(&written);
    report_free(&report);
    return 0;
}

static void write_placed(bool embedded, const char *folder)
{
    static struct stream stream;
    const struct extension_place place = {STR("https://xbrlize.org/gaap-lite/2026"), embedded, folder, XML_INDENTED};
    buf_clear(&written);
    stream_init(&stream, kit_collect, &written);
    assert_int_equal(extension_write(&report, &place, &stream), XBZ_OK);
    stream_flush(&stream);
}

static struct xbz_str schema(void)
{
    if (written.n == 0)
        write_placed(true, "");
    return buf_view(&written);
}

static void put(struct xbz_fact fact)
{
    struct report_entry entry;
    assert_int_equal(report_fact(&report, &fact, &entry), XBZ_OK);
}

static void put_extension(const char *name, const char *label, enum xbz_unit unit, enum xbz_period_kind period)
{
    struct xbz_extension extension = {str_of(name), str_of(label), unit, period, XBZ_ELEMENT_ITEM};
    struct xbz_fact fact = kit_money(&kit_income, kit_2009, unit == XBZ_UNIT_NONE ? "text" : "7000");
    fact.concept = NULL;
    fact.extension = &extension;
    fact.unit = unit;
    if (period == XBZ_INSTANT)
        fact.period = kit_end_2009;
    put(fact);
}

static void test_schema_of_a_filing(void **state)
{
    (void)state;
    put(kit_money(&kit_assets, kit_end_2009, "1000"));
    assert_int_equal(kit_elements(schema(), "xs:element"), 1); /* the root of the balance sheet */
    assert_int_equal(kit_elements(schema(), "link:linkbaseRef"), 0);
    assert_int_equal(kit_elements(schema(), "link:linkbase"), 1);
    assert_int_equal(kit_elements(schema(), "link:presentationArc"), 1);
    assert_true(kit_has(schema(), "targetNamespace=\"https://xbrlize.org/ext/flamel\""));
    assert_true(kit_has(schema(), "roleURI=\"https://xbrlize.org/ext/flamel/role/BalanceSheet\""));
    assert_true(kit_has(schema(), "xlink:href=\"gaap-lite.xsd#gaap-lite_Assets\""));
    assert_true(kit_has(schema(), "xlink:href=\"#BalanceSheet\""));
    assert_true(kit_has(schema(), "schemaLocation=\"gaap-lite.xsd\""));
}

static void test_where_the_base_is(void **state)
{
    (void)state;
    struct xbz_concept labelled = kit_assets;
    labelled.label = STR("Assets, whole");
    labelled.total_label = STR("Total assets");
    put(kit_money(&labelled, kit_end_2009, "1000"));
    assert_true(kit_has(schema(), ">Assets, whole</link:label>"));
    assert_true(kit_has(schema(), ">Total assets</link:label>"));
    write_placed(true, "../../taxonomy/");
    assert_true(kit_has(schema(), "xlink:href=\"../../taxonomy/gaap-lite.xsd#gaap-lite_Assets\""));
    assert_true(kit_has(schema(), "schemaLocation=\"../../taxonomy/gaap-lite.xsd\""));
    write_placed(false, "");
    assert_true(kit_has(schema(), "xlink:href=\"https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd#gaap-lite_Assets\""));
    assert_true(kit_has(schema(), "schemaLocation=\"https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd\""));
    assert_true(kit_has(schema(), "xlink:href=\"https://xbrlize.org/gaap-lite/2026/gaap-lite_lab.xml\""));
    assert_false(kit_has(schema(), "Assets, whole")); /* its own linkbase says so */
}

static void test_types_of_extension_elements(void **state)
{
    (void)state;
    put_extension("A", "a", XBZ_UNIT_MONEY, XBZ_DURATION);
    put_extension("B", "b", XBZ_UNIT_SHARES, XBZ_INSTANT);
    put_extension("C", "c", XBZ_UNIT_PER_SHARE, XBZ_DURATION);
    put_extension("D", "d", XBZ_UNIT_PURE, XBZ_DURATION);
    put_extension("E", "e", XBZ_UNIT_NONE, XBZ_DURATION);
    static const char *const expected[] = {
        "name=\"A\" id=\"ext_A\" type=\"xbrli:monetaryItemType\"",
        "name=\"B\" id=\"ext_B\" type=\"xbrli:sharesItemType\"",
        "name=\"C\" id=\"ext_C\" type=\"num:perShareItemType\"",
        "name=\"D\" id=\"ext_D\" type=\"xbrli:pureItemType\"",
        "name=\"E\" id=\"ext_E\" type=\"xbrli:stringItemType\"",
    };
    for (size_t i = 0; i < 5; i++)
        assert_true(kit_has(schema(), expected[i]));
    assert_int_equal(kit_count(schema(), "xbrli:periodType=\"instant\""), 1);
    assert_false(kit_has(schema(), "xbrli:balance"));
    assert_int_equal(kit_elements(schema(), "link:label"), 6); /* and the root */
    assert_true(kit_has(schema(), "xlink:href=\"#ext_B\""));
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
    fact.total = true; /* it has no total label: its caption becomes one */
    fact.label = STR("All assets");
    put(fact);
    put(kit_text(&kit_form, kit_2009, "10-K"));
    assert_int_equal(kit_count(schema(), "preferredLabel=\"http://www.xbrl.org/2003/role/totalLabel\""), 2);
    assert_true(kit_has(schema(), "role/totalLabel\" xml:lang=\"en\" xlink:label=\"l6\">All assets</link:label>"));
    assert_int_equal(kit_elements(schema(), "link:presentationLink"), 2);
    size_t link = str_find(schema(), STR("<link:presentationLink"), 0);
    size_t cover = str_find(schema(), STR("gaap-lite_DocumentType\" xlink:label=\"e2\""), link);
    size_t first = str_find(schema(), STR("gaap-lite_OtherAssets\" xlink:label=\"e2\""), link);
    size_t second = str_find(schema(), STR("gaap-lite_AssetsCurrent\" xlink:label=\"e3\""), link);
    size_t third = str_find(schema(), STR("gaap-lite_Assets\" xlink:label=\"e4\""), link);
    size_t arc = str_find(schema(), STR("from=\"e1\" xlink:to=\"e4\" order=\"3\""), third);
    assert_true(cover < first && first < second && second < third && third < arc && arc != (size_t)-1);
}

/* Headings become abstract elements; what stands under them follows in the order of the filing. */
static void test_headings(void **state)
{
    (void)state;
    const struct xbz_heading outer = {NULL, STR("AssetsAbstract"), STR("ASSETS:")};
    const struct xbz_heading inner = {&outer, STR("OtherThingsAbstract"), STR("Other things")};
    struct xbz_fact fact = kit_money(&kit_other, kit_end_2009, "1000");
    fact.title = STR("BALANCE  SHEETS");
    fact.heading = &inner;
    put(fact);
    fact.period = kit_end_2008;
    put(fact);
    fact = kit_money(&kit_current, kit_end_2009, "2000");
    fact.heading = &outer;
    put(fact);
    put(kit_money(&kit_liabilities, kit_end_2009, "3000"));
    assert_int_equal(kit_elements(schema(), "xs:element"), 3);
    assert_int_equal(kit_count(schema(), "abstract=\"true\""), 3);
    assert_true(kit_has(schema(), "<link:definition>0001 - Statement - BALANCE SHEETS</link:definition>"));
    assert_true(kit_has(schema(), ">ASSETS:</link:label>"));
    assert_true(kit_has(schema(), ">BALANCE SHEETS</link:label>"));
    assert_true(kit_has(schema(), "href=\"#ext_AssetsAbstract\" xlink:label=\"e2\""));
    static const char *const arcs[] = {
        "from=\"e1\" xlink:to=\"e2\" order=\"1\"", "from=\"e2\" xlink:to=\"e3\" order=\"2\"",
        "from=\"e3\" xlink:to=\"e4\" order=\"3\"", "from=\"e2\" xlink:to=\"e5\" order=\"4\"",
        "from=\"e1\" xlink:to=\"e6\" order=\"5\"",
    };
    assert_int_equal(kit_elements(schema(), "link:presentationArc"), 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(kit_has(schema(), arcs[i]));
}

/* A viewer shows the sign that is printed, and cash at both ends of the period. */
static void test_preferred_labels(void **state)
{
    (void)state;
    struct xbz_fact fact = kit_money(&kit_income, kit_2009, "1000");
    fact.statement = XBZ_CASH_FLOW;
    fact.printed_negated = true;
    fact.label = STR("Loss");
    put(fact);
    fact = kit_money(&kit_current, kit_end_2008, "2000");
    fact.statement = XBZ_CASH_FLOW;
    fact.edge = XBZ_EDGE_START;
    fact.label = STR("Cash at beginning of year");
    put(fact);
    fact.period = kit_end_2009;
    fact.edge = XBZ_EDGE_END;
    fact.label = STR("Cash at end of year");
    put(fact);
    assert_int_equal(kit_count(schema(), "roleURI=\"http://www.xbrl.org/2009/role/negatedLabel\""), 1);
    assert_true(
        kit_has(schema(),
                "xlink:role=\"http://www.xbrl.org/2009/role/negatedLabel\" xml:lang=\"en\" xlink:label=\"l3\">Loss<"));
    assert_true(
        kit_has(schema(), "role/periodStartLabel\" xml:lang=\"en\" xlink:label=\"l5\">Cash at beginning of year<"));
    assert_true(kit_has(schema(), "role/periodEndLabel\" xml:lang=\"en\" xlink:label=\"l6\">Cash at end of year<"));
    assert_true(kit_has(schema(), "order=\"1\" preferredLabel=\"http://www.xbrl.org/2009/role/negatedLabel\""));
    assert_true(kit_has(schema(), "order=\"2\" preferredLabel=\"http://www.xbrl.org/2003/role/periodStartLabel\""));
    assert_true(kit_has(schema(), "order=\"3\" preferredLabel=\"http://www.xbrl.org/2003/role/periodEndLabel\""));
    assert_true(kit_has(schema(), "xlink:to=\"e3\" order=\"2\""));
    assert_true(kit_has(schema(), "xlink:to=\"e4\" order=\"3\"")); /* no two arcs have the same ends */
    assert_int_equal(kit_elements(schema(), "link:loc"), 7);       /* root, income, cash; and cash at the end */
}

static void test_statements_as_filed(void **state)
{
    (void)state;
    struct xbz_fact fact = kit_money(&kit_income, kit_2009, "1000");
    fact.order = 3;
    put(fact);
    fact = kit_money(&kit_assets, kit_end_2009, "1000");
    fact.order = 7;
    put(fact);
    fact = kit_text(&kit_form, kit_2009, "10-K");
    fact.order = 9;
    put(fact);
    assert_true(kit_has(schema(), "<link:definition>0001 - Document - Document and entity information<"));
    assert_true(kit_has(schema(), "<link:definition>0002 - Statement - Income statement<"));
    assert_true(kit_has(schema(), "<link:definition>0003 - Statement - Balance sheet<"));
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
    assert_int_equal(kit_elements(schema(), "link:linkbase"), 1);
    assert_int_equal(kit_elements(schema(), "link:roleType"), 2);
    assert_int_equal(kit_elements(schema(), "link:calculationLink"), 2);
    assert_int_equal(kit_elements(schema(), "link:calculationArc"), 3);
    assert_int_equal(kit_elements(schema(), "link:loc"),
                     13); /* of labels 4, presentation 4, sums 5: once in each link */
    assert_int_equal(kit_elements(schema(), "link:roleRef"), 2);
    assert_int_equal(kit_count(schema(), "weight=\"-1\""), 1);
    assert_true(kit_has(schema(), "https://xbrlize.org/ext/flamel/role/BalanceSheetSums2"));
    assert_true(kit_has(schema(), "id=\"BalanceSheetSums2\""));
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
    assert_int_equal(kit_elements(schema(), "link:label"), 3);
    assert_true(kit_has(schema(), ">Gain&gt; &amp; \"loss\"</link:label>"));
    assert_true(kit_has(schema(), ">Empty</link:label>"));
}

/* Elements with one caption are told apart by their standard labels, and shown with the caption. */
static void test_repeated_captions(void **state)
{
    (void)state;
    static const struct xbz_heading first = {NULL, {"FirstAbstract", 13}, {"Gains", 5}};
    static const struct xbz_heading second = {NULL, {"SecondAbstract", 14}, {"Losses &  more", 14}};
    const struct {
        const char *name;
        const struct xbz_heading *heading;
    } items[] = {{"Other1", &first}, {"Other2", &second}, {"Other3", NULL}, {"Other4", &first}, {"Other5", &first}};
    for (size_t i = 0; i < 5; i++) {
        struct xbz_extension extension = {str_of(items[i].name), STR("Other"), XBZ_UNIT_MONEY, XBZ_DURATION,
                                          XBZ_ELEMENT_ITEM};
        struct xbz_fact fact = kit_money(&kit_income, kit_2009, "7000");
        fact.concept = NULL;
        fact.extension = &extension;
        fact.heading = items[i].heading;
        fact.label = extension.label;
        put(fact);
    }
    static const char *const labels[] = {">Other</", ">Other (Losses &amp; more)</", ">Other (3)</", ">Other (4)</",
                                         ">Other (5)</"};
    for (size_t i = 1; i < 5; i++)
        assert_int_equal(kit_count(schema(), labels[i]), 1);
    assert_int_equal(kit_count(schema(), labels[0]), 5); /* one standard label, four terse ones */
    assert_int_equal(kit_count(schema(), "preferredLabel=\"http://www.xbrl.org/2003/role/terseLabel\""), 4);
}

static void test_files_reports_need(void **state)
{
    (void)state;
    static const unsigned char schema_text[] = "<a href='gaap-lite_ref.xml'/>";
    static const struct xbz_taxonomy_file files[] = {
        {"gaap-lite.xsd", schema_text, sizeof schema_text - 1},
        {"gaap-lite_lab.xml", NULL, 0},
        {"gaap-lite_ref.xml", NULL, 0},
        {"types.xsd", NULL, 0},
        {"gaap-lite-all.xsd", NULL, 0},
        {"aliases.txt", NULL, 0},
    };
    static const bool needed[] = {true, false, true, true, false, false};
    for (size_t i = 0; i < sizeof needed; i++)
        assert_int_equal(extension_needs_file(files, 6, i), needed[i]);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_schema_of_a_filing),
        CASE(test_where_the_base_is),
        CASE(test_types_of_extension_elements),
        CASE(test_order_and_totals),
        CASE(test_headings),
        CASE(test_preferred_labels),
        CASE(test_statements_as_filed),
        CASE(test_sums_in_networks),
        CASE(test_labels),
        CASE(test_long_labels),
        CASE(test_odd_labels_in_files),
        CASE(test_repeated_captions),
        CASE(test_files_reports_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
