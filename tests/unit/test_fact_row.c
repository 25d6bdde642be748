/* Facts as rows: which fields there are, and what they say. */
#include "facts_kit.h"
#include "output/fact_row.h"
#include "output_kit.h"

static struct xbz_run run;
static struct kit_diags diags;
static struct report report;
static struct fact_filing filing;
static struct fact_row row;

static int set_up(void **state)
{
    (void)state;
    const struct xbz_filing from = {.accession = STR("0000912345-09-000001"),
                                    .cik = STR("912345"),
                                    .registrant = STR("Stonewall Brick"),
                                    .form = STR("10-K"),
                                    .filed = {2010, 2, 26}};
    struct xbz_report of = kit_report(&from);
    kit_run(&run, &diags);
    report_init(&report, &run);
    assert_int_equal(report_begin(&report, &of), XBZ_OK);
    assert_int_equal(fact_filing_begin(&filing, &report, &from), XBZ_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    report_free(&report);
    return 0;
}

static void set(const struct xbz_fact *fact)
{
    struct report_entry entry;
    assert_int_equal(report_fact(&report, fact, &entry), XBZ_OK);
    fact_row_set(&row, &filing, fact, &entry);
}

static void assert_field(enum fact_field_id id, const char *expected)
{
    char text[256];
    const struct fact_field *field = &row.fields[id];
    if (field->kind == FACT_NUMBER)
        (void)snprintf(text, sizeof text, "%lld", (long long)field->number);
    else
        (void)snprintf(text, sizeof text, "%.*s%.*s", STR_ARG(field->prefix), STR_ARG(field->text));
    assert_string_equal(text, expected);
    assert_int_equal(field->kind == FACT_NOTHING, expected[0] == '\0');
}

static void test_amount(void **state)
{
    (void)state;
    struct xbz_fact fact = kit_money(&kit_income, kit_2009, "-7000");
    fact.label = STR("Net loss");
    fact.confidence = 88;
    fact.document = (struct xbz_document){.type = STR("EX-13"), .filename = STR("a.htm")};
    fact.place = (struct xbz_place){12, 340, 345};
    set(&fact);
    static const char *const expected[FACT_FIELD_COUNT] = {
        [FACT_FILING] = "flamel",    [FACT_ACCESSION] = "0000912345-09-000001",
        [FACT_CIK] = "912345",       [FACT_NAME] = "Stonewall Brick",
        [FACT_FORM] = "10-K",        [FACT_FILED] = "2010-02-26",
        [FACT_STATEMENT] = "income", [FACT_CONCEPT] = "gaap-lite:NetIncomeLoss",
        [FACT_LABEL] = "Net loss",   [FACT_START] = "2009-01-01",
        [FACT_END] = "2009-12-31",   [FACT_VALUE] = "-7000",
        [FACT_UNIT] = "USD",         [FACT_DECIMALS] = "-3",
        [FACT_DIMENSIONS] = "",      [FACT_CONFIDENCE] = "88",
        [FACT_DOCUMENT] = "a.htm",   [FACT_LINE] = "12",
        [FACT_BYTE_BEGIN] = "340",   [FACT_BYTE_END] = "345",
    };
    for (unsigned i = 0; i < FACT_FIELD_COUNT; i++)
        assert_field((enum fact_field_id)i, expected[i]);
}

static void test_what_does_not_apply(void **state)
{
    (void)state;
    struct xbz_fact fact = kit_text(&kit_form, kit_2009, "");
    fact.document.type = STR("10-K");
    set(&fact);
    assert_int_equal(row.fields[FACT_VALUE].kind, FACT_TEXT); /* empty, and not nothing */
    assert_int_equal(row.fields[FACT_VALUE].text.n, 0);
    assert_field(FACT_UNIT, "");
    assert_field(FACT_DECIMALS, "");
    assert_field(FACT_DOCUMENT, "10-K");
    assert_field(FACT_LINE, "");
    assert_field(FACT_BYTE_END, "");
    fact = kit_money(&kit_assets, kit_end_2009, "");
    fact.nil = true;
    set(&fact);
    assert_field(FACT_START, "");
    assert_field(FACT_END, "2009-12-31");
    assert_field(FACT_VALUE, "");
    assert_field(FACT_DECIMALS, "");
    assert_field(FACT_UNIT, "USD");
}

static void test_exact_and_dimensions(void **state)
{
    (void)state;
    const struct xbz_extension axis = {STR("KilnAxis"), STR("Kiln"), XBZ_UNIT_NONE, XBZ_DURATION,
                                       XBZ_ELEMENT_TYPED_AXIS};
    const struct xbz_dimension dimension = {&axis, NULL, STR("No. 7")};
    struct xbz_fact fact = kit_money(&kit_assets, kit_end_2009, "5");
    fact.decimals = DECIMALS_EXACT;
    fact.dimensions = &dimension;
    fact.n_dimensions = 1;
    set(&fact);
    assert_field(FACT_DECIMALS, "INF");
    assert_field(FACT_DIMENSIONS, "ext:KilnAxis=No. 7");
}

static void test_names(void **state)
{
    (void)state;
    assert_true(str_eq(fact_field_name(FACT_FILING), STR("filing")));
    assert_true(str_eq(fact_field_name(FACT_BYTE_END), STR("byte_end")));
    for (unsigned i = 0; i < FACT_FIELD_COUNT; i++)
        for (unsigned k = 0; k < i; k++)
            assert_false(str_eq(fact_field_name((enum fact_field_id)i), fact_field_name((enum fact_field_id)k)));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_amount),
        CASE(test_what_does_not_apply),
        CASE(test_exact_and_dimensions),
        CASE(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
