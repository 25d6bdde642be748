/* Names, periods, units and documentInfo of OIM reports. */
#include "facts_kit.h"
#include "output/oim.h"
#include "output_kit.h"

static struct xbz_run run;
static struct kit_diags diags;
static struct report report;
static struct oim oim;

static void begin(struct xbz_str scheme, struct xbz_str identifier, const struct xbz_target *target)
{
    struct xbz_filing filing = {.form = STR("10-K")};
    struct xbz_report from = kit_report(&filing);
    from.entity = (struct xbz_entity){scheme, identifier};
    from.target = target;
    kit_run(&run, &diags);
    report_init(&report, &run);
    assert_int_equal(report_begin(&report, &from), XBZ_OK);
    assert_true(oim_begin(&oim, &report));
}

static void use(struct xbz_fact fact)
{
    struct report_entry entry;
    assert_int_equal(report_fact(&report, &fact, &entry), XBZ_OK);
    oim_use(&oim, &entry);
}

static void assert_info(bool canonical, struct buf *out)
{
    static struct stream to;
    struct json json;
    buf_init(out, KIT_MAX);
    stream_init(&to, kit_collect, out);
    json_begin(&json, &to);
    json_object(&json, JSON_SPREAD);
    oim_document_info(&oim, &json, "https://type", canonical, STR("https://base"), STR("a.xsd"));
    json_close(&json);
    json_end(&json);
    stream_flush(&to);
}

static void test_entities(void **state)
{
    (void)state;
    begin(STR("http://www.sec.gov/CIK"), STR("0001012477"), NULL);
    assert_true(str_eq(oim.entity, STR("cik:0001012477")));
    report_free(&report);
    begin(STR("https://xbrlize.org/entity/name"), STR("A B"), NULL); /* an SQName has no blanks */
    assert_true(str_eq(oim.entity, STR("entity:A_B")));
    report_free(&report);
}

static void test_periods(void **state)
{
    (void)state;
    char text[OIM_PERIOD];
    assert_true(str_eq(oim_period(&kit_end_2009, text), STR("2010-01-01T00:00:00")));
    assert_true(str_eq(oim_period(&kit_2009, text), STR("2009-01-01T00:00:00/2010-01-01T00:00:00")));
}

static void assert_unit(const struct report_unit *unit, const char *expected)
{
    struct xbz_str parts[3];
    char text[64];
    oim_unit(unit, parts);
    (void)snprintf(text, sizeof text, "%.*s%.*s%.*s", STR_ARG(parts[0]), STR_ARG(parts[1]), STR_ARG(parts[2]));
    assert_string_equal(text, expected);
}

static void test_units(void **state)
{
    (void)state;
    assert_unit(NULL, "");
    assert_unit(&(struct report_unit){.kind = XBZ_UNIT_PURE}, "");
    assert_unit(&(struct report_unit){.kind = XBZ_UNIT_MONEY, .currency = STR("EUR")}, "iso4217:EUR");
    assert_unit(&(struct report_unit){.kind = XBZ_UNIT_SHARES}, "xbrli:shares");
    assert_unit(&(struct report_unit){.kind = XBZ_UNIT_PER_SHARE, .currency = STR("USD")}, "iso4217:USD/xbrli:shares");
    assert_unit(&(struct report_unit){.kind = XBZ_UNIT_OTHER, .measures = STR("utr:t")}, "utr:t");
}

/* Namespaces are those that were used, no other. */
static void test_document_info(void **state)
{
    (void)state;
    struct buf out;
    begin(STR("http://www.sec.gov/CIK"), STR("0001012477"), NULL);
    use(kit_money(&kit_assets, kit_end_2009, "1000"));
    assert_info(true, &out);
    assert_true(kit_has(buf_view(&out), "\"documentType\": \"https://type\""));
    assert_true(kit_has(buf_view(&out), "\"features\": {\"xbrl:canonicalValues\": true}"));
    assert_true(kit_has(buf_view(&out), "\"gaap-lite\": \"https://base\""));
    assert_true(kit_has(buf_view(&out), "\"iso4217\": "));
    assert_false(kit_has(buf_view(&out), "\"xbrli\": "));
    assert_false(kit_has(buf_view(&out), "\"ext\": "));
    assert_true(kit_has(buf_view(&out), "\"taxonomy\": [\"a.xsd\"]"));
    buf_free(&out);
    struct xbz_extension extension = {STR("X"), STR("x"), XBZ_UNIT_OTHER, XBZ_INSTANT, XBZ_ELEMENT_ITEM};
    struct xbz_fact fact = kit_money(&kit_assets, kit_end_2009, "7");
    fact.concept = NULL;
    fact.extension = &extension;
    fact.unit = XBZ_UNIT_OTHER;
    fact.measures = STR("utr:t/xbrli:pure");
    use(fact);
    assert_info(false, &out);
    assert_false(kit_has(buf_view(&out), "features"));
    assert_true(kit_has(buf_view(&out), "\"ext\": \"https://xbrlize.org/ext/flamel\""));
    assert_true(kit_has(buf_view(&out), "\"utr\": "));
    assert_true(kit_has(buf_view(&out), "\"xbrli\": "));
    buf_free(&out);
    report_free(&report);
}

static void test_names_of_a_year(void **state)
{
    (void)state;
    const struct xbz_target target = {2020, STR("urn:gaap"), STR("gaap.xsd"), STR("urn:dei"), STR("dei.xsd")};
    struct buf out;
    begin(STR("http://www.sec.gov/CIK"), STR("0001012477"), &target);
    struct xbz_concept cover = kit_form;
    cover.statements = 1u << XBZ_COVER;
    use(kit_text(&cover, kit_2009, "10-K"));
    use(kit_money(&kit_assets, kit_end_2009, "1000"));
    assert_info(true, &out);
    assert_true(kit_has(buf_view(&out), "\"us-gaap\": \"urn:gaap\""));
    assert_true(kit_has(buf_view(&out), "\"dei\": \"urn:dei\""));
    assert_false(kit_has(buf_view(&out), "gaap-lite"));
    assert_true(str_eq(oim_prefix(&report, report_find_element(&report, &cover, NULL)), STR("dei:")));
    assert_true(str_eq(oim_prefix(&report, report_find_element(&report, &kit_assets, NULL)), STR("us-gaap:")));
    buf_free(&out);
    report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities),      cmocka_unit_test(test_periods),         cmocka_unit_test(test_units),
        cmocka_unit_test(test_document_info), cmocka_unit_test(test_names_of_a_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
