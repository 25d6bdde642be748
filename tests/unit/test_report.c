/* Reports: contexts, units and elements once; what may stand in a report; repeated facts; memory. */
#include "facts_kit.h"

struct fixture {
    struct xbz_run run;
    struct kit_diags diags;
    struct xbz_filing filing;
    struct report report;
    struct report_entry entry;
};

static struct fixture fix;

static void begin(size_t bytes)
{
    kit_run(&fix.run, &fix.diags);
    fix.run.limits.filing_bytes = bytes;
    fix.filing = (struct xbz_filing){.name = STR("flamel")};
    struct xbz_report from = kit_report(&fix.filing);
    report_init(&fix.report, &fix.run);
    assert_int_equal(report_begin(&fix.report, &from), XBZ_OK);
}

static int set_up(void **state)
{
    (void)state;
    begin((size_t)8 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    report_free(&fix.report);
    return 0;
}

static bool put(struct xbz_fact fact)
{
    assert_int_equal(report_fact(&fix.report, &fact, &fix.entry), XBZ_OK);
    return fix.entry.write;
}

static void test_contexts_and_units_once(void **state)
{
    (void)state;
    assert_true(put(kit_money(&kit_assets, kit_end_2009, "1000")));
    assert_true(fix.entry.new_context);
    assert_true(fix.entry.new_unit);
    const struct report_context *first = fix.entry.context;
    assert_int_equal(first->id, 1);
    assert_memory_equal(fix.entry.unit->id.p, "USD", 3);

    struct xbz_period odd = kit_end_2009; /* an instant has no start, whatever stands there */
    odd.start = (struct xbz_date){1999, 9, 9};
    assert_true(put(kit_money(&kit_current, odd, "1000")));
    assert_false(fix.entry.new_context);
    assert_false(fix.entry.new_unit);
    assert_ptr_equal(fix.entry.context, first);

    assert_true(put(kit_money(&kit_income, kit_2009, "5000")));
    assert_true(fix.entry.new_context);
    assert_int_equal(fix.entry.context->id, 2);
    assert_false(fix.entry.new_unit);

    struct xbz_fact euro = kit_money(&kit_income, kit_2009, "5000");
    euro.currency = STR("EUR");
    assert_true(put(euro));
    assert_true(fix.entry.new_unit);
    assert_false(fix.entry.new_context);
    assert_int_equal(fix.report.n_facts, 4);
}

static void test_units_of_each_kind(void **state)
{
    (void)state;
    struct xbz_fact fact = kit_money(&kit_eps, kit_2009, "-0.14");
    fact.unit = XBZ_UNIT_PER_SHARE;
    fact.decimals = 2;
    assert_true(put(fact));
    assert_memory_equal(fix.entry.unit->id.p, "USDPerShare", 11);
    assert_memory_equal(fix.entry.unit->currency.p, "USD", 3);
    assert_int_equal(fix.entry.unit->currency.n, 3);
    fact = kit_money(&kit_shares, kit_end_2009, "24067000");
    fact.unit = XBZ_UNIT_SHARES;
    assert_true(put(fact));
    assert_memory_equal(fix.entry.unit->id.p, "shares", 6);
    assert_int_equal(fix.entry.unit->currency.n, 0);
    assert_true(put(kit_text(&kit_form, kit_2009, "10-K")));
    assert_null(fix.entry.unit);
}

static void test_same_fact_again(void **state)
{
    (void)state;
    assert_true(put(kit_money(&kit_assets, kit_end_2009, "1234000")));
    assert_false(put(kit_money(&kit_assets, kit_end_2009, "1234000")));
    struct xbz_fact rounded = kit_money(&kit_assets, kit_end_2009, "1200000");
    rounded.decimals = -5;
    assert_false(put(rounded)); /* the same as far as it says */
    assert_int_equal(fix.diags.counts[XBZ_D_FACT_CONFLICT], 0);
    assert_false(put(kit_money(&kit_assets, kit_end_2009, "1236000")));
    assert_int_equal(fix.diags.counts[XBZ_D_FACT_CONFLICT], 1);
    assert_string_equal(fix.diags.last, "Assets is 1234000, here 1236000");
    struct xbz_fact nil = kit_money(&kit_assets, kit_end_2009, "");
    nil.nil = true;
    assert_false(put(nil));
    assert_string_equal(fix.diags.last, "Assets is 1234000, here nil");
    assert_true(put(kit_money(&kit_assets, kit_end_2008, "1236000")));
    assert_int_equal(fix.report.n_facts, 2);
}

static void test_same_text_again(void **state)
{
    (void)state;
    char *longer = malloc(5001);
    assert_non_null(longer);
    memset(longer, 'x', 5000);
    longer[5000] = '\0';
    assert_true(put(kit_text(&kit_form, kit_2009, longer)));
    assert_false(put(kit_text(&kit_form, kit_2009, longer)));
    assert_int_equal(fix.diags.counts[XBZ_D_FACT_CONFLICT], 0);
    longer[4999] = 'y'; /* beyond what is kept */
    assert_false(put(kit_text(&kit_form, kit_2009, longer)));
    assert_int_equal(fix.diags.counts[XBZ_D_FACT_CONFLICT], 1);
    free(longer);
}

static void assert_left_out(struct xbz_fact fact, const char *why)
{
    unsigned before = fix.diags.counts[XBZ_D_FACT_LEFT_OUT];
    assert_false(put(fact));
    assert_int_equal(fix.diags.counts[XBZ_D_FACT_LEFT_OUT], before + 1);
    assert_non_null(strstr(fix.diags.last, why));
}

static void test_what_may_not_stand(void **state)
{
    (void)state;
    struct xbz_concept abstract = CONCEPT("AssetsAbstract", XBZ_TYPE_STRING, XBZ_BALANCE_NONE, XBZ_DURATION);
    struct xbz_fact good = kit_money(&kit_assets, kit_end_2009, "1000"), fact = good;
    abstract.abstract = true;
    fact.concept = NULL;
    assert_left_out(fact, "no element");
    assert_left_out(kit_text(&abstract, kit_2009, "x"), "no value");
    fact = good;
    fact.unit = XBZ_UNIT_SHARES;
    assert_left_out(fact, "unit");
    fact = good;
    fact.period.end.year = 0;
    assert_left_out(fact, "period");
    fact = good;
    fact.period = kit_2009;
    assert_left_out(fact, "confused");
    fact = kit_money(&kit_income, kit_2009, "1");
    fact.period.start = (struct xbz_date){2010, 1, 1};
    assert_left_out(fact, "period");
    fact = good;
    fact.currency = STR("US$");
    assert_left_out(fact, "currency");
    static const char *const numbers[] = {"", "-", ".", "1,000", "1e3", "1.2.3", "(5)", "+5", "NaN"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_left_out(kit_money(&kit_assets, kit_end_2009, numbers[i]), "no number");
    assert_left_out(kit_text(&kit_date, kit_2009, "December 31, 2009"), "type");
    assert_left_out(kit_text(&kit_date, kit_2009, "20091231"), "type");
    assert_left_out(kit_text(&kit_flag, kit_2009, "No"), "type");
    assert_int_equal(fix.report.n_facts, 0);
    assert_null(fix.report.contexts); /* nothing is interned for a fact left out */
    assert_null(fix.report.elements);
}

static void test_what_may_stand(void **state)
{
    (void)state;
    assert_true(put(kit_text(&kit_date, kit_2009, "2009-12-31")));
    assert_true(put(kit_text(&kit_flag, kit_2009, "false")));
    assert_true(put(kit_money(&kit_assets, kit_end_2009, "-0.5")));
    struct xbz_fact nil = kit_money(&kit_income, kit_2009, "-");
    nil.nil = true;
    assert_true(put(nil));
    assert_int_equal(fix.diags.counts[XBZ_D_FACT_LEFT_OUT], 0);
}

static struct xbz_fact extension_fact(const struct xbz_extension *extension, struct xbz_period period)
{
    struct xbz_fact fact = kit_money(&kit_income, period, "7000");
    fact.concept = NULL;
    fact.extension = extension;
    fact.unit = extension->unit;
    return fact;
}

static void test_extensions(void **state)
{
    (void)state;
    char name[] = "GainOnSale", label[] = "Gain on sale";
    struct xbz_extension extension = {str_of(name), str_of(label), XBZ_UNIT_MONEY, XBZ_DURATION, XBZ_ELEMENT_ITEM};
    assert_true(put(extension_fact(&extension, kit_2009)));
    const struct report_element *element = fix.entry.element;
    assert_true(fix.report.extensions);
    memset(label, 'x', sizeof label - 1); /* arguments are borrowed: copies were made */
    struct xbz_extension again = {STR("GainOnSale"), STR("Gain on sale"), XBZ_UNIT_MONEY, XBZ_DURATION,
                                  XBZ_ELEMENT_ITEM};
    name[0] = 'g';
    assert_true(put(extension_fact(&again, kit_2008)));
    assert_ptr_equal(fix.entry.element, element);
    assert_memory_equal(element->extension.label.p, "Gain on sale", 12);
    again.unit = XBZ_UNIT_SHARES;
    assert_left_out(extension_fact(&again, (struct xbz_period){XBZ_DURATION, {2007, 1, 1}, {2007, 12, 31}}),
                    "one name");
    static const char *const names[] = {"", "1st", "-a", ".a", "a b", "a:b", "Soci\xC3\xA9t\xC3\xA9", "a\"b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct xbz_extension bad = {str_of(names[i]), STR("label"), XBZ_UNIT_MONEY, XBZ_DURATION, XBZ_ELEMENT_ITEM};
        assert_left_out(extension_fact(&bad, kit_2009), "no value");
    }
}

static void test_places_in_order(void **state)
{
    (void)state;
    struct xbz_fact fact = kit_money(&kit_income, kit_2009, "5000");
    fact.total = true;
    fact.depth = 2;
    assert_true(put(fact));
    assert_true(put(kit_money(&kit_income, kit_2008, "4000")));
    fact = kit_money(&kit_income, kit_2009, "5000");
    fact.statement = XBZ_CASH_FLOW;
    assert_false(put(fact)); /* not written again, but it stands there too */
    const struct report_place *place = fix.report.statements[XBZ_INCOME].places;
    assert_true(place->total);
    assert_int_equal(place->depth, 2);
    assert_null(place->next);
    assert_non_null(fix.report.statements[XBZ_CASH_FLOW].places);
    assert_null(fix.report.statements[XBZ_BALANCE_SHEET].places);
    const struct report_column *column = fix.report.statements[XBZ_INCOME].columns;
    assert_int_equal(column->context->period.end.year, 2009);
    assert_int_equal(column->next->context->period.end.year, 2008);
    assert_null(column->next->next);
    const struct report_value *value =
        report_find_value(&fix.report, place->element, column->next->context, fix.report.units);
    assert_memory_equal(value->text.p, "4000", 4);
    assert_null(report_find_element(&fix.report, &kit_assets, NULL));
    assert_null(report_find_element(&fix.report, NULL, NULL));
}

static void test_begin_forgets(void **state)
{
    (void)state;
    struct xbz_report from = kit_report(&fix.filing);
    assert_true(put(kit_money(&kit_assets, kit_end_2009, "1000")));
    assert_int_equal(report_begin(&fix.report, &from), XBZ_OK);
    assert_null(fix.report.contexts);
    assert_true(put(kit_money(&kit_assets, kit_end_2009, "2000")));
    assert_true(fix.entry.new_context);
    assert_int_equal(fix.entry.context->id, 1);
}

static void test_memory_of_many_facts(void **state)
{
    (void)state;
    size_t used = 0;
    for (unsigned i = 0; i < 10000; i++) {
        char name[24];
        (void)snprintf(name, sizeof name, "Element%u", i / 10);
        struct xbz_extension extension = {str_of(name), STR("A line item"), XBZ_UNIT_MONEY, XBZ_DURATION,
                                          XBZ_ELEMENT_ITEM};
        struct xbz_period period = {XBZ_DURATION, {(int16_t)(2000 + i % 10), 1, 1}, {(int16_t)(2000 + i % 10), 12, 31}};
        assert_true(put(extension_fact(&extension, period)));
        if (i == 9999)
            used = fix.report.arena.used;
    }
    assert_int_equal(fix.report.last_context->id, 10);
    assert_true(used < (size_t)10000 * 256); /* bytes a fact, indexes included */
    for (unsigned i = 0; i < 10000; i++) {   /* the same facts again take nothing */
        struct xbz_extension extension = {STR("Element5"), STR("A line item"), XBZ_UNIT_MONEY, XBZ_DURATION,
                                          XBZ_ELEMENT_ITEM};
        assert_false(put(extension_fact(&extension, kit_2009)));
    }
    assert_int_equal(fix.report.arena.used, used);
}

static void test_full_arena_fails_the_filing(void **state)
{
    (void)state;
    report_free(&fix.report);
    begin(200000);
    enum xbz_status status = XBZ_OK;
    for (unsigned i = 0; i < 100000 && status == XBZ_OK; i++) {
        char name[24];
        (void)snprintf(name, sizeof name, "Element%u", i);
        struct xbz_extension extension = {str_of(name), STR("A line item"), XBZ_UNIT_MONEY, XBZ_DURATION,
                                          XBZ_ELEMENT_ITEM};
        struct xbz_fact fact = extension_fact(&extension, kit_2009);
        status = report_fact(&fix.report, &fact, &fix.entry);
    }
    assert_int_equal(status, XBZ_FAIL);
    assert_int_equal(fix.diags.counts[XBZ_D_ARENA_FULL], 1);
    struct xbz_report from = kit_report(&fix.filing); /* the next filing has room again */
    assert_int_equal(report_begin(&fix.report, &from), XBZ_OK);
    assert_true(put(kit_money(&kit_assets, kit_end_2009, "1000")));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_contexts_and_units_once),
        CASE(test_units_of_each_kind),
        CASE(test_same_fact_again),
        CASE(test_same_text_again),
        CASE(test_what_may_not_stand),
        CASE(test_what_may_stand),
        CASE(test_extensions),
        CASE(test_places_in_order),
        CASE(test_begin_forgets),
        CASE(test_memory_of_many_facts),
        CASE(test_full_arena_fails_the_filing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
