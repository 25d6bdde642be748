/* Tagged facts to concepts and extension elements. */
#include "tags_kit.h"

#include "mapping/tagged_facts.h"

#define US_GAAP "http://fasb.org/us-gaap/2024"
#define DEI     "http://xbrl.sec.gov/dei/2024"
#define OWN     "http://www.stonewall.example/2024"

struct tagged_kit {
    struct tags_kit kit;
    struct xbz_taxonomy *taxonomy;
    struct arena arena;
    struct xbz_filing filing;
    struct tagged_facts tagged;
    struct filing_facts facts;
    struct xbz_document document;
    bool instance;
};

static void open_kit(struct tagged_kit *k)
{
    memset(k, 0, sizeof *k);
    tags_kit_open(&k->kit);
    arena_init(&k->arena, (size_t)16 << 20);
    assert_int_equal(xbz_taxonomy_load(&k->taxonomy, NULL, NULL, NULL), XBZ_OK);
    k->document = (struct xbz_document){.type = STR("10-K"), .sequence = 1};
    tagged_start(&k->tagged, &k->kit.run, &k->arena, k->taxonomy, &k->filing, false);
}

static void close_kit(struct tagged_kit *k)
{
    arena_free(&k->arena);
    xbz_taxonomy_free(k->taxonomy);
    tags_kit_close(&k->kit);
}

static struct xbz_tagged_fact amount(const char *space, const char *name, const char *value, int decimals)
{
    return (struct xbz_tagged_fact){
        .space = str_of(space),
        .name = str_of(name),
        .scheme = STR("http://www.sec.gov/CIK"),
        .identifier = STR("0000912345"),
        .period = {XBZ_INSTANT, {0, 0, 0}, {2024, 6, 30}},
        .numeric = true,
        .unit = XBZ_UNIT_MONEY,
        .currency = STR("USD"),
        .measures = STR("iso4217:USD"),
        .decimals = decimals,
        .value = str_of(value),
    };
}

static struct xbz_tagged_fact text(const char *space, const char *name, const char *value)
{
    struct xbz_tagged_fact fact = amount(space, name, value, 0);
    fact.numeric = false;
    fact.unit = XBZ_UNIT_NONE;
    fact.currency = STR("");
    fact.period = (struct xbz_period){XBZ_DURATION, {2023, 7, 1}, {2024, 6, 30}};
    return fact;
}

static void take(struct tagged_kit *k, struct xbz_tagged_fact fact)
{
    assert_int_equal(tagged_take(&k->tagged, &fact, &k->document, k->instance), XBZ_OK);
}

static void give(struct tagged_kit *k, enum xbz_unmapped unmapped)
{
    assert_int_equal(facts_init(&k->facts, &k->kit.run, &k->arena), XBZ_OK);
    assert_int_equal(facts_from_tagged(&k->facts, &k->tagged, unmapped), XBZ_OK);
}

static void is_fact(const struct tagged_kit *k, size_t i, const char *name, bool extension, const char *value)
{
    assert_true(i < k->facts.n);
    const struct xbz_fact *fact = &k->facts.facts[i].fact;
    assert_int_equal(fact->extension != NULL, extension);
    struct xbz_str got = extension ? fact->extension->name : fact->concept->name;
    assert_true(str_eq(got, str_of(name)));
    assert_true(str_eq(fact->value, str_of(value)));
}

static void test_concepts_and_extensions(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    struct xbz_tagged_fact shares = amount(US_GAAP, "Goodwill", "7", 0), own = amount(OWN, "EPSOfKiln2", "3", 0);
    shares.unit = XBZ_UNIT_SHARES;
    own.unit = XBZ_UNIT_OTHER;
    own.measures = STR("ext:kiln");
    take(&k, amount("http://xbrl.us/us-gaap/2009-01-31", "Assets", "5", -3));
    take(&k, amount(OWN, "Assets", "6", -3));
    take(&k, shares);
    take(&k, own);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 4);
    is_fact(&k, 0, "Assets", false, "5");
    assert_int_equal(k.facts.facts[0].fact.statement, XBZ_BALANCE_SHEET);
    is_fact(&k, 1, "Assets", true, "6");
    is_fact(&k, 2, "Goodwill", true, "7");
    is_fact(&k, 3, "EPSOfKiln2", true, "3");
    assert_int_equal(k.facts.facts[3].fact.unit, XBZ_UNIT_OTHER);
    assert_true(str_eq(k.facts.facts[3].fact.measures, STR("ext:kiln")));
    assert_true(str_eq(k.facts.facts[3].fact.label, STR("EPS Of Kiln 2")));
    assert_int_equal(k.facts.n_extensions, 3);
    assert_true(k.tagged.figures);
    assert_string_equal(buf_cstr(&k.kit.diagnostics), "decimals-raised Assets: 5 has decimals -3\n"
                                                      "decimals-raised Assets: 6 has decimals -3\n");
    assert_int_equal(k.facts.facts[0].fact.decimals, 0);
    close_kit(&k);
}

static void test_extensions_of_one_name(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    take(&k, amount(OWN, "Kilns", "5", 0));
    struct xbz_tagged_fact other = amount(OWN, "Kilns", "6", 0);
    other.unit = XBZ_UNIT_SHARES;
    take(&k, other);
    take(&k, amount("http://example.org/other", "Kilns", "7", 0));
    give(&k, XBZ_UNMAPPED_EXTENSION);
    is_fact(&k, 0, "Kilns", true, "5");
    is_fact(&k, 1, "Kilns_2", true, "6");
    is_fact(&k, 2, "Kilns_3", true, "7");
    give(&k, XBZ_UNMAPPED_DROP);
    assert_int_equal(k.facts.n, 0);
    close_kit(&k);
}

static void test_order_of_first_occurrence(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    struct xbz_tagged_fact before = amount(US_GAAP, "Goodwill", "2", 0);
    before.period.end.year = 2023;
    take(&k, amount(US_GAAP, "Goodwill", "1", 0));
    take(&k, amount(US_GAAP, "Assets", "3", 0));
    take(&k, before);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    is_fact(&k, 0, "Goodwill", false, "1");
    is_fact(&k, 1, "Goodwill", false, "2");
    is_fact(&k, 2, "Assets", false, "3");
    assert_int_equal(k.facts.facts[0].fact.order, k.facts.facts[1].fact.order);
    assert_true(k.facts.facts[1].fact.order < k.facts.facts[2].fact.order);
    close_kit(&k);
}

static void test_the_same_fact_rounded(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    take(&k, amount(US_GAAP, "Goodwill", "1204000", -3)); /* in a statement: the first */
    take(&k, amount(US_GAAP, "Goodwill", "1204012", 0));
    take(&k, amount(US_GAAP, "Goodwill", "1200000", -5));
    take(&k, amount(OWN, "Bricks", "1200000", -5)); /* elsewhere: the more exact */
    take(&k, amount(OWN, "Bricks", "1204000", -3));
    take(&k, amount(OWN, "Bricks", "1300000", -5)); /* another figure */
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 2);
    is_fact(&k, 0, "Goodwill", false, "1204000");
    is_fact(&k, 1, "Bricks", true, "1204000");
    assert_int_equal(k.facts.facts[1].fact.decimals, -3);
    assert_string_equal(buf_cstr(&k.kit.diagnostics), "fact-conflict Bricks: 1300000, and 1204000 before\n");
    close_kit(&k);
}

#define LITERAL(text)                                                                                                  \
    {                                                                                                                  \
        (text), sizeof(text) - 1                                                                                       \
    }
static const struct xbz_tagged_dimension class_a = {.space = LITERAL(US_GAAP),
                                                    .name = LITERAL("ClassAxis"),
                                                    .member_space = LITERAL(US_GAAP),
                                                    .member = LITERAL("AMember")};

/* Sets are ordered by the names of their axes, whatever the order in their context, and stand apart from each other. */
static void test_dimensions(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    k.tagged.keep_dimensions = true;
    const struct xbz_tagged_dimension kiln = {.space = STR(OWN), .name = STR("Kiln"), .typed = true, .value = STR("7")};
    const struct xbz_tagged_dimension other = {
        .space = STR(OWN), .name = STR("ClassAxis"), .member_space = STR(OWN), .member = STR("Kiln")};
    const struct xbz_tagged_dimension sets[][2] = {{kiln, class_a}, {class_a, kiln}, {other, kiln}, {kiln, kiln}};
    struct xbz_tagged_fact fact = amount(US_GAAP, "Assets", "9", 0);
    take(&k, fact);
    fact.n_dimensions = 2;
    for (size_t i = 0; i < 4; i++) {
        fact.dimensions = sets[i];
        take(&k, fact);
    }
    fact.dimensions = &class_a;
    fact.n_dimensions = 1;
    fact.value = STR("5");
    take(&k, fact);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 4);
    is_fact(&k, 0, "Assets", false, "9");
    assert_int_equal(k.facts.facts[0].fact.n_dimensions, 0);
    const struct xbz_fact *both = &k.facts.facts[1].fact, *others = &k.facts.facts[2].fact;
    assert_int_equal(both->n_dimensions, 2);
    assert_true(str_eq(both->dimensions[0].axis->name, STR("ClassAxis")));
    assert_true(str_eq(both->dimensions[0].member->name, STR("AMember")));
    assert_int_equal(both->dimensions[1].axis->kind, XBZ_ELEMENT_TYPED_AXIS);
    assert_null(both->dimensions[1].member);
    assert_true(str_eq(both->dimensions[1].value, STR("7")));
    assert_true(str_eq(others->dimensions[0].axis->name, STR("ClassAxis_2")));
    assert_true(str_eq(others->dimensions[0].member->name, STR("Kiln_2")));
    assert_ptr_equal(others->dimensions[1].axis, both->dimensions[1].axis);
    is_fact(&k, 3, "Assets", false, "5");
    assert_non_null(facts_find(&k.facts, k.facts.facts[0].fact.concept, NULL, fact.period));
    assert_string_equal(buf_cstr(&k.kit.diagnostics), "tag-left-out Assets: its dimensions contradict each other\n");
    close_kit(&k);
}

/* The same amount in two currencies is two facts. */
static void test_currencies(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    struct xbz_tagged_fact euros = amount(US_GAAP, "Assets", "8", 0);
    euros.currency = STR("EUR");
    take(&k, amount(US_GAAP, "Assets", "9", 0));
    take(&k, euros);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 2);
    is_fact(&k, 1, "Assets", false, "8");
    assert_string_equal(buf_cstr(&k.kit.diagnostics), "");
    close_kit(&k);
}

static void test_what_is_left_out(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    struct xbz_tagged_fact fact = amount(US_GAAP, "Assets", "1", 0);
    take(&k, fact);
    fact.dimensions = &class_a;
    fact.n_dimensions = 1;
    take(&k, fact);
    fact.n_dimensions = 0;
    fact.segmented = true;
    take(&k, fact);
    fact.segmented = false;
    fact.identifier = STR("0000999999");
    take(&k, fact);
    fact = amount(US_GAAP, "Cash", "1", 0);
    fact.period.kind = XBZ_PERIOD_NONE;
    take(&k, fact);
    fact = amount(US_GAAP, "a b", "1", 0);
    take(&k, fact);
    take(&k, text(DEI, "AmendmentFlag", "perhaps"));
    take(&k, text(DEI, "DocumentFiscalYearFocus", "24"));
    fact = amount(OWN, "Bricks", "1", 0);
    fact.unit = XBZ_UNIT_NONE;
    take(&k, fact);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 1);
    assert_string_equal(buf_cstr(&k.kit.diagnostics),
                        "tag-left-out Cash: its period is not known\n"
                        "tag-left-out a b: its name is none of XML\n"
                        "tag-left-out AmendmentFlag: \"perhaps\" is not of its type\n"
                        "tag-left-out DocumentFiscalYearFocus: \"24\" is not of its type\n"
                        "tag-left-out Bricks: its unit is not known\n"
                        "tags-left-out 1 with dimensions\n"
                        "tags-left-out 1 with segments that are no dimensions\n"
                        "tags-left-out 1 about others than 0000912345\n");
    close_kit(&k);
}

static void test_the_cover(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    k.filing.form = STR("10-K405");
    take(&k, text(DEI, "EntityRegistrantName", "Stonewall Brick"));
    take(&k, text(DEI, "DocumentPeriodEndDate", "2024-06-30"));
    assert_false(k.tagged.cover);
    take(&k, text(DEI, "DocumentType", "10-K"));
    take(&k, text(DEI, "CurrentFiscalYearEndDate", "--06-30"));
    assert_true(k.tagged.cover);
    assert_false(k.tagged.figures);
    assert_true(str_eq(k.filing.cik, STR("0000912345")));
    assert_true(str_eq(k.filing.registrant, STR("Stonewall Brick")));
    assert_true(str_eq(k.filing.form, STR("10-K405")));
    assert_int_equal(k.filing.period.month, 6);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 4);
    assert_int_equal(k.facts.facts[0].fact.statement, XBZ_COVER);
    close_kit(&k);
}

static void test_an_instance_wins(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    take(&k, amount(US_GAAP, "Assets", "1", 0));
    k.instance = true;
    k.document.sequence = 5;
    take(&k, amount(US_GAAP, "Assets", "2", 0));
    k.instance = false;
    k.document.sequence = 6;
    take(&k, amount(US_GAAP, "Goodwill", "3", 0));
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 1);
    is_fact(&k, 0, "Assets", false, "2");
    assert_int_equal(k.facts.facts[0].fact.document.sequence, 5);
    close_kit(&k);
}

static void test_nil_and_memory(void **state)
{
    struct tagged_kit k;
    (void)state;
    open_kit(&k);
    struct xbz_tagged_fact fact = amount(US_GAAP, "Assets", "", 0);
    fact.nil = true;
    take(&k, fact);
    give(&k, XBZ_UNMAPPED_EXTENSION);
    assert_int_equal(k.facts.n, 1);
    assert_true(k.facts.facts[0].fact.nil);
    arena_free(&k.arena);
    arena_init(&k.arena, 20000);
    tagged_start(&k.tagged, &k.kit.run, &k.arena, k.taxonomy, &k.filing, false);
    assert_int_equal(tagged_take(&k.tagged, &fact, &k.document, false), XBZ_FAIL);
    close_kit(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concepts_and_extensions),
        cmocka_unit_test(test_extensions_of_one_name),
        cmocka_unit_test(test_order_of_first_occurrence),
        cmocka_unit_test(test_the_same_fact_rounded),
        cmocka_unit_test(test_dimensions),
        cmocka_unit_test(test_currencies),
        cmocka_unit_test(test_what_is_left_out),
        cmocka_unit_test(test_the_cover),
        cmocka_unit_test(test_an_instance_wins),
        cmocka_unit_test(test_nil_and_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
