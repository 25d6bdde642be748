/* Evaluation: which tagged facts stand on statements, and what is counted of them. */
#include "tags_kit.h"

#include "evaluate.h"

#define US_GAAP "http://fasb.org/us-gaap/2024"
#define OWN     "http://www.stonewall.example/2024"
#define YEAR    ((struct xbz_period){XBZ_DURATION, {2024, 1, 1}, {2024, 12, 31}})
#define DAY     ((struct xbz_period){XBZ_INSTANT, {0, 0, 0}, {2024, 12, 31}})

struct kit {
    struct tags_kit kit;
    struct xbz_taxonomy *taxonomy;
    struct arena arena;
    struct xbz_filing filing;
    struct tagged_facts tagged;
    struct filing_facts facts;
    struct evaluation *evaluation;
    struct xbz_document document;
};

static void start(struct kit *k)
{
    tagged_start(&k->tagged, &k->kit.run, &k->arena, k->taxonomy, &k->filing, false);
    assert_int_equal(facts_init(&k->facts, &k->kit.run, &k->arena), XBZ_OK);
}

static void open_kit(struct kit *k)
{
    memset(k, 0, sizeof *k);
    tags_kit_open(&k->kit);
    arena_init(&k->arena, (size_t)16 << 20);
    assert_int_equal(xbz_taxonomy_load(&k->taxonomy, NULL, NULL, NULL), XBZ_OK);
    assert_int_equal(evaluation_new(&k->evaluation, k->taxonomy), XBZ_OK);
    k->document = (struct xbz_document){.type = STR("10-K"), .sequence = 1};
    start(k);
}

static void close_kit(struct kit *k)
{
    evaluation_free(k->evaluation);
    arena_free(&k->arena);
    xbz_taxonomy_free(k->taxonomy);
    tags_kit_close(&k->kit);
}

static void tag(struct kit *k, unsigned table, const char *space, const char *name, struct xbz_period period,
                const char *value)
{
    const struct xbz_tagged_fact fact = {
        .space = str_of(space),
        .name = str_of(name),
        .scheme = STR("http://www.sec.gov/CIK"),
        .identifier = STR("0000912345"),
        .period = period,
        .table = table,
        .numeric = true,
        .unit = XBZ_UNIT_MONEY,
        .currency = STR("USD"),
        .measures = STR("iso4217:USD"),
        .value = str_of(value),
    };
    assert_int_equal(tagged_take(&k->tagged, &fact, &k->document, false), XBZ_OK);
}

/* A balance sheet in table 3, an income statement in table 5. */
static void tag_statements(struct kit *k, bool tables)
{
    unsigned balance = tables ? 3 : 0, income = tables ? 5 : 0, note = tables ? 9 : 0;
    tag(k, balance, US_GAAP, "Assets", DAY, "100");
    tag(k, balance, US_GAAP, "LiabilitiesAndStockholdersEquity", DAY, "100");
    tag(k, balance, US_GAAP, "Goodwill", DAY, "20");
    tag(k, balance, OWN, "KilnFund", DAY, "7");
    tag(k, income, US_GAAP, "Revenues", YEAR, "50");
    tag(k, income, US_GAAP, "IncomeTaxExpenseBenefit", YEAR, "5");
    tag(k, income, US_GAAP, "NetIncomeLoss", YEAR, "8");
    tag(k, note, US_GAAP, "SeniorNotes", DAY, "33");
    tag(k, note, US_GAAP, "ShareBasedCompensation", YEAR, "3");
}

static void make(struct kit *k, const char *name, enum xbz_statement_kind statement, struct xbz_period period,
                 const char *value, unsigned confidence)
{
    static const struct xbz_extension extension = {.name = {"Own", 3}, .label = {"Own", 3}, .unit = XBZ_UNIT_MONEY};
    struct xbz_decimal number = {.n = 1, .digits = {'1'}};
    const struct xbz_fact fact = {.concept = name ? xbz_taxonomy_find(k->taxonomy, str_of(name)) : NULL,
                                  .extension = name ? NULL : &extension,
                                  .statement = statement,
                                  .period = period,
                                  .unit = XBZ_UNIT_MONEY,
                                  .currency = STR("USD"),
                                  .value = str_of(value),
                                  .confidence = confidence};
    assert_true(name == NULL || fact.concept != NULL);
    assert_int_equal(facts_add(&k->facts, &fact, &number), XBZ_OK);
}

static void add(struct kit *k)
{
    assert_int_equal(evaluation_add(k->evaluation, &k->kit.run, &k->arena, &k->facts, &k->tagged), XBZ_OK);
}

static void assert_counts(const struct evaluation_counts *c, unsigned tagged, unsigned found, unsigned right,
                          unsigned made, unsigned judged, unsigned agreed)
{
    assert_int_equal(c->tagged, tagged);
    assert_int_equal(c->found, found);
    assert_int_equal(c->right, right);
    assert_int_equal(c->made, made);
    assert_int_equal(c->judged, judged);
    assert_int_equal(c->agreed, agreed);
}

static size_t index_of(const struct kit *k, const char *name)
{
    return xbz_taxonomy_find(k->taxonomy, str_of(name))->index;
}

static void test_counts(void **state)
{
    struct kit k;
    (void)state;
    open_kit(&k);
    tag_statements(&k, true);
    const struct xbz_period late = {XBZ_DURATION, {2024, 1, 8}, {2024, 12, 31}};
    const struct xbz_period half = {XBZ_DURATION, {2024, 7, 1}, {2024, 12, 31}};
    make(&k, "Assets", XBZ_BALANCE_SHEET, DAY, "100", 95);
    make(&k, "OtherAssets", XBZ_BALANCE_SHEET, DAY, "20", 62); /* the filer's goodwill */
    make(&k, NULL, XBZ_BALANCE_SHEET, DAY, "7", 0);
    make(&k, "Revenues", XBZ_INCOME, late, "50", 100);                /* a week apart: the same year */
    make(&k, "NetIncomeLoss", XBZ_INCOME, YEAR, "9", 88);             /* another figure */
    make(&k, "IncomeTaxExpenseBenefit", XBZ_INCOME, half, "5", 88);   /* another period: nobody can say */
    make(&k, "ShareBasedCompensation", XBZ_CASH_FLOW, YEAR, "3", 88); /* tagged in a note: right */
    add(&k);
    const struct evaluation *e = k.evaluation;
    assert_int_equal(e->filings, 1);
    assert_int_equal(e->untagged, 0);
    assert_int_equal(e->numbers, 6); /* both totals of the balance sheet are one figure */
    assert_int_equal(e->numbers_found, 4);
    assert_int_equal(e->extensions, 1);
    assert_int_equal(e->extensions_found, 1);
    assert_counts(&e->all, 6, 4, 2, 6, 5, 3);
    assert_counts(&e->kinds[XBZ_BALANCE_SHEET], 3, 3, 1, 2, 2, 1);
    assert_counts(&e->kinds[XBZ_INCOME], 3, 1, 1, 3, 2, 1);
    assert_counts(&e->kinds[XBZ_CASH_FLOW], 0, 0, 0, 1, 1, 1);
    assert_counts(&e->concepts[index_of(&k, "Goodwill")], 1, 1, 0, 0, 0, 0);
    assert_counts(&e->concepts[index_of(&k, "OtherAssets")], 0, 0, 0, 1, 1, 0);
    assert_int_equal(e->confused[index_of(&k, "Goodwill") * (e->n + 1) + index_of(&k, "OtherAssets")], 1);
    assert_int_equal(e->steps[9].made, 1);
    assert_int_equal(e->steps[6].judged, 1);
    assert_int_equal(e->steps[6].agreed, 0);
    assert_int_equal(e->steps[10].agreed, 1);
    assert_int_equal(e->steps[8].made, 3);
    assert_string_equal(buf_cstr(&k.kit.diagnostics), "tag-differs LiabilitiesAndStockholdersEquity 100 is Assets\n"
                                                      "tag-differs Goodwill 20 is OtherAssets\n"
                                                      "tag-missed IncomeTaxExpenseBenefit 5\n"
                                                      "tag-missed NetIncomeLoss 8\n");
    close_kit(&k);
}

static void test_no_statement(void **state)
{
    struct kit k;
    (void)state;
    open_kit(&k);
    tag(&k, 4, US_GAAP, "SeniorNotes", DAY, "33");
    make(&k, "Assets", XBZ_BALANCE_SHEET, DAY, "100", 95);
    add(&k);
    assert_int_equal(k.evaluation->filings, 0);
    assert_int_equal(k.evaluation->untagged, 1);
    assert_counts(&k.evaluation->all, 0, 0, 0, 0, 0, 0);
    assert_string_equal(buf_cstr(&k.kit.diagnostics), "tags-missing \n");
    close_kit(&k);
}

/* What is counted does not depend on the order of the filings. */
static void test_sums(void **state)
{
    struct kit k;
    (void)state;
    open_kit(&k);
    for (int i = 0; i < 3; i++) {
        start(&k);
        tag_statements(&k, i != 1);
        make(&k, "Assets", XBZ_BALANCE_SHEET, DAY, "100", 95);
        add(&k);
    }
    assert_int_equal(k.evaluation->filings, 3);
    assert_int_equal(k.evaluation->all.made, 3);
    assert_int_equal(k.evaluation->all.agreed, 3);
    close_kit(&k);
}

/* ---- faces ---- */

static enum xbz_statement_kind face(const struct kit *k, const char *name)
{
    static struct tagged_figure figures[32];
    const void *cursor = NULL;
    struct tagged_view view;
    struct arena arena;
    size_t n = 0;
    arena_init(&arena, (size_t)1 << 20);
    while (tagged_next(&k->tagged, &cursor, &view))
        figures[n++] = (struct tagged_figure){
            .fact = view.fact, .name = view.name, .standard = view.standard, .table = view.table};
    assert_int_equal(evaluation_faces(&arena, figures, n), XBZ_OK);
    arena_free(&arena);
    for (size_t i = 0; i < n; i++)
        if (str_eq(figures[i].name, str_of(name)))
            return figures[i].face;
    fail_msg("%s was not tagged", name);
    return XBZ_NO_STATEMENT;
}

static void test_tables(void **state)
{
    struct kit k;
    (void)state;
    open_kit(&k);
    tag_statements(&k, true);
    tag(&k, 4, US_GAAP, "PreferredStockLiquidationPreferenceValue", DAY,
        "900"); /* in brackets below the balance sheet */
    tag(&k, 12, US_GAAP, "InterestExpense", YEAR, "2");
    assert_int_equal(face(&k, "Assets"), XBZ_BALANCE_SHEET);
    assert_int_equal(face(&k, "KilnFund"), XBZ_BALANCE_SHEET);
    assert_int_equal(face(&k, "PreferredStockLiquidationPreferenceValue"), XBZ_BALANCE_SHEET);
    assert_int_equal(face(&k, "Revenues"), XBZ_INCOME);
    assert_int_equal(face(&k, "SeniorNotes"), XBZ_NO_STATEMENT);
    assert_int_equal(face(&k, "InterestExpense"), XBZ_NO_STATEMENT);
    close_kit(&k);
}

/* Net income with earnings per share alone is a note; a second page of cash flows is none. */
static void test_pages(void **state)
{
    struct kit k;
    (void)state;
    open_kit(&k);
    tag(&k, 20, US_GAAP, "NetCashProvidedByUsedInOperatingActivities", YEAR, "4");
    tag(&k, 20, US_GAAP, "NetCashProvidedByUsedInInvestingActivities", YEAR, "-3");
    tag(&k, 22, US_GAAP, "NetCashProvidedByUsedInFinancingActivities", YEAR, "-2");
    tag(&k, 22, US_GAAP, "PaymentsOfDividends", YEAR, "2");
    tag(&k, 23, US_GAAP, "InterestPaidNet", YEAR, "1");
    tag(&k, 40, US_GAAP, "NetIncomeLoss", YEAR, "8");
    tag(&k, 40, US_GAAP, "WeightedAverageNumberOfSharesOutstandingBasic", YEAR, "8");
    assert_int_equal(face(&k, "NetCashProvidedByUsedInOperatingActivities"), XBZ_CASH_FLOW);
    assert_int_equal(face(&k, "PaymentsOfDividends"), XBZ_CASH_FLOW);
    assert_int_equal(face(&k, "InterestPaidNet"), XBZ_CASH_FLOW);
    assert_int_equal(face(&k, "NetIncomeLoss"), XBZ_NO_STATEMENT);
    close_kit(&k);
}

/* An instance has no tables. */
static void test_periods(void **state)
{
    struct kit k;
    const struct xbz_period before = {XBZ_INSTANT, {0, 0, 0}, {2020, 12, 31}};
    (void)state;
    open_kit(&k);
    tag_statements(&k, false);
    tag(&k, 0, US_GAAP, "InventoryNet", before, "3");
    assert_int_equal(face(&k, "Goodwill"), XBZ_BALANCE_SHEET);
    assert_int_equal(face(&k, "Revenues"), XBZ_INCOME);
    assert_int_equal(face(&k, "SeniorNotes"), XBZ_NO_STATEMENT);
    assert_int_equal(face(&k, "KilnFund"), XBZ_NO_STATEMENT);
    assert_int_equal(face(&k, "InventoryNet"), XBZ_NO_STATEMENT);
    assert_int_equal(face(&k, "ShareBasedCompensation"), XBZ_NO_STATEMENT);
    close_kit(&k);
}

/* ---- report ---- */

static int to_buf(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static void test_report(void **state)
{
    struct kit k;
    struct buf text;
    struct stream stream;
    (void)state;
    open_kit(&k);
    tag_statements(&k, true);
    make(&k, "Assets", XBZ_BALANCE_SHEET, DAY, "100", 95);
    make(&k, NULL, XBZ_BALANCE_SHEET, DAY, "20", 0);
    add(&k);
    buf_init(&text, 1 << 16);
    stream_init(&stream, to_buf, &text);
    assert_int_equal(evaluation_write(k.evaluation, XBZ_EVALUATE_TEXT, &stream), XBZ_OK);
    stream_flush(&stream);
    assert_non_null(strstr(buf_cstr(&text), "\nall                            6    0.5000    0.1666         1 "
                                            "        1    1.0000\n"));
    assert_non_null(strstr(buf_cstr(&text), "        1  Goodwill -> (extension)\n"));
    assert_null(strstr(buf_cstr(&text), "cash flow"));
    buf_clear(&text);
    assert_int_equal(evaluation_write(k.evaluation, XBZ_EVALUATE_JSON, &stream), XBZ_OK);
    stream_flush(&stream);
    assert_non_null(strstr(buf_cstr(&text), "{\"filer\": \"Goodwill\", \"converted\": null, \"facts\": 1}"));
    buf_free(&text);
    close_kit(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts), cmocka_unit_test(test_no_statement), cmocka_unit_test(test_sums),
        cmocka_unit_test(test_tables), cmocka_unit_test(test_pages),        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
