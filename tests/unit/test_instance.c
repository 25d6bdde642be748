/* XBRL 2.1 instances: what is written, in what order, and when. */
#include "facts_kit.h"
#include "xml_kit.h"

#include "output/instance.h"

static struct xbz_run run;
static struct kit_diags diags;
static struct report report;
static struct instance instance;
static struct stream stream;
static struct buf out;

static void begin(bool extension)
{
    static const struct xbz_filing filing;
    kit_run(&run, &diags);
    struct xbz_report from = kit_report(&filing);
    from.entity.identifier = STR("A & B");
    report_init(&report, &run);
    assert_int_equal(report_begin(&report, &from), XBZ_OK);
    buf_init(&out, KIT_MAX);
    stream_init(&stream, kit_collect, &out);
    const struct instance_options options = {
        .space = STR("https://xbrlize.org/gaap-lite/2026"),
        .href = extension ? STR("../taxonomy/flamel.xsd") : STR("https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd"),
        .extension = extension,
        .ids = extension,
    };
    instance_begin(&instance, &stream, &report, &options);
}

static void put(struct xbz_fact fact)
{
    struct report_entry entry;
    assert_int_equal(report_fact(&report, &fact, &entry), XBZ_OK);
    if (entry.write)
        instance_fact(&instance, &fact, &entry);
}

static struct xbz_str end(void)
{
    instance_end(&instance);
    stream_flush(&stream);
    return buf_view(&out);
}

static void clean_up(void)
{
    buf_free(&out);
    report_free(&report);
}

static void test_whole_instance(void **state)
{
    (void)state;
    begin(true);
    put(kit_text(&kit_form, kit_2009, "10-K <405>"));
    put(kit_money(&kit_assets, kit_end_2009, "-1234000"));
    struct xbz_fact fact = kit_money(&kit_eps, kit_2009, "0.14");
    fact.unit = XBZ_UNIT_PER_SHARE;
    fact.decimals = 2;
    put(fact);
    assert_non_null(end().p);
    assert_buf(&out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<xbrli:xbrl xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" "
               "xmlns:link=\"http://www.xbrl.org/2003/linkbase\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
               "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
               "xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\" "
               "xmlns:gaap-lite=\"https://xbrlize.org/gaap-lite/2026\" xmlns:ext=\"https://xbrlize.org/ext/flamel\">\n"
               "  <link:schemaRef xlink:type=\"simple\" xlink:href=\"../taxonomy/flamel.xsd\"/>\n"
               "  <xbrli:context id=\"c1\">\n"
               "    <xbrli:entity>\n"
               "      <xbrli:identifier scheme=\"http://www.sec.gov/CIK\">A &amp; B</xbrli:identifier>\n"
               "    </xbrli:entity>\n"
               "    <xbrli:period>\n"
               "      <xbrli:startDate>2009-01-01</xbrli:startDate>\n"
               "      <xbrli:endDate>2009-12-31</xbrli:endDate>\n"
               "    </xbrli:period>\n"
               "  </xbrli:context>\n"
               "  <gaap-lite:DocumentType id=\"f1\" xml:lang=\"en-US\" contextRef=\"c1\">10-K "
               "&lt;405&gt;</gaap-lite:DocumentType>\n"
               "  <xbrli:context id=\"c2\">\n"
               "    <xbrli:entity>\n"
               "      <xbrli:identifier scheme=\"http://www.sec.gov/CIK\">A &amp; B</xbrli:identifier>\n"
               "    </xbrli:entity>\n"
               "    <xbrli:period>\n"
               "      <xbrli:instant>2009-12-31</xbrli:instant>\n"
               "    </xbrli:period>\n"
               "  </xbrli:context>\n"
               "  <xbrli:unit id=\"USD\">\n"
               "    <xbrli:measure>iso4217:USD</xbrli:measure>\n"
               "  </xbrli:unit>\n"
               "  <gaap-lite:Assets id=\"f2\" unitRef=\"USD\" decimals=\"-3\" "
               "contextRef=\"c2\">-1234000</gaap-lite:Assets>\n"
               "  <xbrli:unit id=\"USDPerShare\">\n"
               "    <xbrli:divide>\n"
               "      <xbrli:unitNumerator>\n"
               "        <xbrli:measure>iso4217:USD</xbrli:measure>\n"
               "      </xbrli:unitNumerator>\n"
               "      <xbrli:unitDenominator>\n"
               "        <xbrli:measure>xbrli:shares</xbrli:measure>\n"
               "      </xbrli:unitDenominator>\n"
               "    </xbrli:divide>\n"
               "  </xbrli:unit>\n"
               "  <gaap-lite:EarningsPerShareBasic id=\"f3\" unitRef=\"USDPerShare\" decimals=\"2\" "
               "contextRef=\"c1\">0.14</gaap-lite:EarningsPerShareBasic>\n"
               "</xbrli:xbrl>\n");
    clean_up();
}

static void test_nil_and_exact(void **state)
{
    (void)state;
    begin(true);
    struct xbz_fact fact = kit_money(&kit_assets, kit_end_2009, "");
    fact.nil = true;
    put(fact);
    fact = kit_money(&kit_current, kit_end_2009, "1");
    fact.decimals = DECIMALS_EXACT;
    put(fact);
    struct xbz_fact text = kit_text(&kit_form, kit_2009, "");
    text.nil = true;
    put(text);
    struct xbz_str written = end();
    assert_true(kit_has(written, "<gaap-lite:Assets id=\"f1\" unitRef=\"USD\" xsi:nil=\"true\" contextRef=\"c1\"/>"));
    assert_true(kit_has(written, "decimals=\"INF\" contextRef=\"c1\">1<"));
    assert_true(
        kit_has(written, "<gaap-lite:DocumentType id=\"f3\" xml:lang=\"en-US\" xsi:nil=\"true\" contextRef=\"c2\"/>"));
    clean_up();
}

static void test_shares_and_pure(void **state)
{
    (void)state;
    begin(true);
    struct xbz_concept ratio = CONCEPT("TaxRate", XBZ_TYPE_PURE, XBZ_BALANCE_NONE, XBZ_DURATION);
    struct xbz_fact fact = kit_money(&kit_shares, kit_end_2009, "24067000");
    fact.unit = XBZ_UNIT_SHARES;
    put(fact);
    fact = kit_money(&ratio, kit_2009, "0.35");
    fact.unit = XBZ_UNIT_PURE;
    put(fact);
    struct xbz_str written = end();
    assert_true(kit_has(written, "<xbrli:unit id=\"shares\">\n    <xbrli:measure>xbrli:shares</xbrli:measure>"));
    assert_true(kit_has(written, "<xbrli:unit id=\"pure\">\n    <xbrli:measure>xbrli:pure</xbrli:measure>"));
    assert_instance(written, 2, 2);
    clean_up();
}

static void test_without_extension_schema(void **state)
{
    (void)state;
    begin(false);
    put(kit_money(&kit_assets, kit_end_2009, "1000"));
    struct xbz_str written = end();
    assert_true(kit_has(written, "xlink:href=\"https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd\""));
    assert_false(kit_has(written, "xmlns:ext"));
    assert_true(kit_has(written, "<gaap-lite:Assets unitRef="));
    clean_up();
}

static void test_contexts_and_units_of_many_facts(void **state)
{
    (void)state;
    begin(true);
    for (unsigned i = 0; i < 10000; i++) {
        char name[24], value[24];
        (void)snprintf(name, sizeof name, "Element%u", i / 20);
        (void)snprintf(value, sizeof value, "%u000", i);
        struct xbz_extension extension = {str_of(name), STR("A line item"), XBZ_UNIT_MONEY, XBZ_DURATION,
                                          XBZ_ELEMENT_ITEM};
        int16_t year = (int16_t)(1990 + i % 20);
        struct xbz_fact fact = kit_money(&kit_income, kit_2009, value);
        fact.concept = NULL;
        fact.extension = &extension;
        fact.period = (struct xbz_period){XBZ_DURATION, {year, 1, 1}, {year, 12, 31}};
        put(fact);
    }
    struct xbz_str written = end();
    assert_instance(written, 20, 1);
    assert_int_equal(kit_count(written, " contextRef="), 10000);
    assert_true(kit_has(written, "id=\"f10000\""));
    clean_up();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_instance),
        cmocka_unit_test(test_nil_and_exact),
        cmocka_unit_test(test_shares_and_pure),
        cmocka_unit_test(test_without_extension_schema),
        cmocka_unit_test(test_contexts_and_units_of_many_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
