/* Entity identifiers, and what the cover says as facts. */
#include "fixture.h"

#include <string.h>

#include "base/calendar.h"
#include "mapping/cover_facts.h"

static struct filing_facts facts;
static struct xbz_filing filing;

static void start(struct fixture *fx)
{
    assert_int_equal(facts_init(&facts, &fx->run, &fx->arena), XBZ_OK);
}

/* ---- entity ---- */

static void assert_cik(struct fixture *fx, struct xbz_str cik, const char *expected)
{
    bool ok = true;
    assert_str(cik_ten_digits(&fx->arena, cik, &ok), expected);
    assert_true(ok);
}

static void test_cik(void **state)
{
    struct fixture *fx = *state;
    assert_cik(fx, STR("1"), "0000000001");
    assert_cik(fx, STR("320193"), "0000320193");
    assert_cik(fx, STR("0000320193"), "0000320193");
    assert_cik(fx, STR(" 320193 "), "0000320193");
    assert_cik(fx, STR(""), "");
    assert_cik(fx, STR("00000320193"), "");
    assert_cik(fx, STR("32019A"), "");
    assert_cik(fx, STR("-1"), "");
}

static void assert_entity(struct fixture *fx, const char *scheme, const char *identifier)
{
    struct xbz_entity entity;
    assert_true(entity_of(&fx->arena, &filing, &entity));
    assert_str(entity.scheme, scheme);
    assert_str(entity.identifier, identifier);
}

#define OWN "https://xbrlize.org/entity/"

static void test_entity(void **state)
{
    struct fixture *fx = *state;
    memset(&filing, 0, sizeof filing);
    assert_entity(fx, OWN "name", "unknown");
    filing.name = STR("flamel-6k.txt");
    assert_entity(fx, OWN "name", "flamel-6k-txt");
    filing.registrant = STR("Flamel Technologies S.A.");
    assert_entity(fx, OWN "name", "Flamel-Technologies-S-A");
    filing.registrant = STR("  (The) A&P  -- \xC3\xA9t\xC3\xA9 ");
    assert_entity(fx, OWN "name", "The-A-P-t");
    filing.registrant = STR("***");
    assert_entity(fx, OWN "name", "flamel-6k-txt");
    filing.file_number = STR("000-28508");
    assert_entity(fx, OWN "file-number", "000-28508");
    filing.cik = STR("1012477");
    assert_entity(fx, "http://www.sec.gov/CIK", "0001012477");
    filing.cik = STR("unknown");
    assert_entity(fx, OWN "file-number", "000-28508");
}

static void test_long_name(void **state)
{
    struct fixture *fx = *state;
    static char name[1000];
    struct xbz_entity entity;
    memset(name, 'a', sizeof name);
    memset(&filing, 0, sizeof filing);
    filing.registrant = (struct xbz_str){name, sizeof name};
    assert_true(entity_of(&fx->arena, &filing, &entity));
    assert_in_range(entity.identifier.n, 1, 200);
}

/* ---- facts ---- */

static void take(struct fixture *fx, const char *columns)
{
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, columns, "Revenues @Revenues | 1 | 2 | 3 | 4\n");
    assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_DROP, 0), XBZ_OK);
}

static void cover(struct fixture *fx)
{
    assert_int_equal(facts_from_cover(&facts, fx->taxonomy, &filing), XBZ_OK);
}

static void assert_cover(struct fixture *fx, const char *concept, const char *period, const char *value)
{
    const char *found = fixture_value(fx, &facts, concept, period);
    if (value && found)
        assert_string_equal(found, value);
    else if (value || found)
        fail_msg("%s is %s", concept, found ? found : "not there");
}

#define YEAR    "2008-01-01..2008-12-31"
#define BEFORE  "2007-01-01..2007-12-31"
#define QUARTER "2008-10-01..2008-12-31"
#define FOUR    QUARTER " | " BEFORE " | " YEAR " | 2006-01-01..2006-12-31"

static void test_facts(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    take(fx, FOUR);
    filing = (struct xbz_filing){.form = STR("10-K405/A"),
                                 .registrant = STR("Acme & Sons"),
                                 .cik = STR("1234"),
                                 .file_number = STR("1-6991"),
                                 .symbol = STR("ACM"),
                                 .period = {2008, 12, 31},
                                 .fiscal_month = 12,
                                 .fiscal_day = 31};
    cover(fx);
    assert_cover(fx, "DocumentType", YEAR, "10-K405/A");
    assert_cover(fx, "AmendmentFlag", YEAR, "true");
    assert_cover(fx, "DocumentPeriodEndDate", YEAR, "2008-12-31");
    assert_cover(fx, "DocumentFiscalYearFocus", YEAR, "2008");
    assert_cover(fx, "DocumentFiscalPeriodFocus", YEAR, "FY");
    assert_cover(fx, "CurrentFiscalYearEndDate", YEAR, "--12-31");
    assert_cover(fx, "EntityRegistrantName", YEAR, "Acme & Sons");
    assert_cover(fx, "EntityCentralIndexKey", YEAR, "0000001234");
    assert_cover(fx, "EntityFileNumber", YEAR, "1-6991");
    assert_cover(fx, "TradingSymbol", YEAR, "ACM");
    const struct xbz_fact *fact =
        &facts_find(&facts, fixture_concept(fx, "DocumentType"), NULL, fixture_period(YEAR))->fact;
    assert_int_equal(fact->statement, XBZ_COVER);
    assert_int_equal(fact->unit, XBZ_UNIT_NONE);
    assert_true(fact->order > 1);
}

static void test_page(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    take(fx, FOUR);
    filing = (struct xbz_filing){.form = STR("10-Q"), .period = {2008, 12, 31}, .cik = STR("1")};
    filing.page = (struct xbz_cover_page){.tax_id = STR("13-5651322"),
                                          .state = STR("NY"),
                                          .city = STR("Utica"),
                                          .region = STR("X0"),
                                          .phone = STR("(212) 684-3400"),
                                          .shares = STR("14879644"),
                                          .shares_date = {2009, 1, 31},
                                          .float_value = STR("1250000000"),
                                          .float_decimals = -7,
                                          .float_date = {2008, 6, 30},
                                          .category = STR("Accelerated Filer"),
                                          .shell = STR("false")};
    cover(fx);
    assert_cover(fx, "DocumentQuarterlyReport", YEAR, "true");
    assert_cover(fx, "DocumentTransitionReport", YEAR, "false");
    assert_cover(fx, "DocumentAnnualReport", YEAR, NULL);
    assert_cover(fx, "CurrentFiscalYearEndDate", YEAR, NULL);
    assert_cover(fx, "EntityTaxIdentificationNumber", YEAR, "13-5651322");
    assert_cover(fx, "EntityIncorporationStateCountryCode", YEAR, "NY");
    assert_cover(fx, "EntityAddressCityOrTown", YEAR, "Utica");
    assert_cover(fx, "EntityAddressStateOrProvince", YEAR, NULL); /* a code for Great Britain */
    assert_cover(fx, "CityAreaCode", YEAR, "212");
    assert_cover(fx, "LocalPhoneNumber", YEAR, "684-3400");
    assert_cover(fx, "EntityFilerCategory", YEAR, "Accelerated Filer");
    assert_cover(fx, "EntityShellCompany", YEAR, "false");
    assert_cover(fx, "EntityCommonStockSharesOutstanding", "2009-01-31", "14879644");
    assert_cover(fx, "EntityPublicFloat", "2008-06-30", "1250000000");
    const struct xbz_fact *fact =
        &facts_find(&facts, fixture_concept(fx, "EntityPublicFloat"), NULL, fixture_period("2008-06-30"))->fact;
    assert_int_equal(fact->unit, XBZ_UNIT_MONEY);
    assert_int_equal(fact->decimals, -7);
    assert_str(fact->currency, "USD");
    assert_int_equal(fx->run.counts[XBZ_D_COVER_INCOMPLETE], 1);
}

/* The year of an annual report ends the fiscal year, but that of a transition report does not. */
static void test_year_of_annual_report(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    take(fx, FOUR);
    filing = (struct xbz_filing){.form = STR("20-F"), .period = {2008, 12, 31}};
    cover(fx);
    assert_cover(fx, "CurrentFiscalYearEndDate", YEAR, "--12-31");
    assert_cover(fx, "DocumentFiscalPeriodFocus", YEAR, "FY");
    assert_cover(fx, "DocumentAnnualReport", YEAR, "true");
    start(fx);
    take(fx, FOUR);
    filing = (struct xbz_filing){.form = STR("10-KT"), .period = {2008, 12, 31}};
    cover(fx);
    assert_cover(fx, "CurrentFiscalYearEndDate", YEAR, NULL);
    assert_cover(fx, "DocumentAnnualReport", YEAR, "false");
    assert_cover(fx, "DocumentTransitionReport", YEAR, "true");
}

static void test_unknown_is_left_out(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    take(fx, FOUR);
    memset(&filing, 0, sizeof filing);
    size_t before = facts.n;
    cover(fx);
    /* The period comes from the statements; nothing else is known. */
    assert_int_equal(facts.n, before + 1);
    assert_cover(fx, "DocumentPeriodEndDate", YEAR, "2008-12-31");
    assert_cover(fx, "AmendmentFlag", YEAR, NULL);
    assert_int_equal(filing.period.year, 2008);
    assert_int_equal(filing.period.month, 12);
}

/* The longest duration up to a year and its leap that ends on the report period; else the one that ends last. */
static void test_context(void **state)
{
    struct fixture *fx = *state;
    start(fx);
    take(fx, FOUR);
    filing = (struct xbz_filing){.form = STR("10-K"), .period = {2007, 12, 31}};
    cover(fx);
    assert_cover(fx, "DocumentType", BEFORE, "10-K");
    start(fx);
    take(fx, FOUR);
    filing.period = (struct xbz_date){2009, 12, 31};
    cover(fx);
    assert_cover(fx, "DocumentType", YEAR, "10-K");
    assert_cover(fx, "DocumentPeriodEndDate", YEAR, "2009-12-31");
    /* From the beginning of a young company: too long. */
    start(fx);
    take(fx, "2001-01-01..2008-12-31 | " YEAR " | " QUARTER " | -");
    cover(fx);
    assert_cover(fx, "DocumentType", YEAR, "10-K");
}

/* Balance sheets only: the period that the form reports on. */
static void test_no_duration(void **state)
{
    static const struct {
        const char *form;
        uint8_t month;
        struct xbz_date report;
        const char *period;
    } cases[] = {
        {"10-K", 12, {2008, 12, 31}, "2008-01-01..2008-12-31"}, {"10-K", 0, {0, 0, 0}, "2008-01-01..2008-12-31"},
        {"10-Q", 6, {0, 0, 0}, "2008-07-01..2008-12-31"},       {"10-Q", 0, {0, 0, 0}, "2008-10-01..2008-12-31"},
        {"8-K", 12, {0, 0, 0}, "2008-12-31..2008-12-31"},       {"10-K", 12, {2007, 12, 31}, "2007-01-01..2007-12-31"},
    };
    struct fixture *fx = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        filing = (struct xbz_filing){
            .form = str_of(cases[i].form), .period = cases[i].report, .fiscal_month = cases[i].month};
        start(fx);
        cover(fx);
        assert_int_equal(facts.n, 0);
        struct mapped_statement *ms =
            fixture_mapped(fx, XBZ_BALANCE_SHEET, "2008-12-31 | 2007-12-31", "Total assets @Assets | 1 | 2\n");
        assert_int_equal(facts_from_statement(&facts, ms, XBZ_UNMAPPED_DROP, 0), XBZ_OK);
        cover(fx);
        assert_cover(fx, "DocumentType", cases[i].period, cases[i].form);
    }
}

static void test_fiscal_focus(void **state)
{
    static const struct {
        const char *form;
        struct xbz_date end;
        uint8_t month;
        const char *year, *period;
    } cases[] = {
        {"10-K", {2008, 12, 31}, 12, "2008", "FY"},  {"10-K", {2008, 6, 30}, 6, "2008", "FY"},
        {"10-K405", {2008, 6, 30}, 6, "2008", "FY"}, {"10-Q", {2008, 10, 4}, 12, "2008", "Q3"},
        {"10-Q", {2008, 3, 31}, 12, "2008", "Q1"},   {"10-Q", {2008, 6, 30}, 12, "2008", "Q2"},
        {"10-Q", {2008, 9, 30}, 12, "2008", "Q3"},   {"10-Q", {2008, 9, 30}, 6, "2009", "Q1"},
        {"10-Q", {2009, 3, 31}, 6, "2009", "Q3"},    {"10-Q", {2008, 12, 31}, 12, NULL, NULL},
        {"10-Q", {2008, 4, 30}, 12, NULL, NULL},     {"10-K", {2008, 9, 30}, 12, NULL, NULL},
        {"8-K", {2008, 12, 31}, 12, NULL, NULL},     {"10-Q", {2008, 9, 30}, 0, NULL, NULL},
        {"10-K", {2008, 12, 31}, 0, "2008", "FY"},
    };
    struct fixture *fx = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        start(fx);
        take(fx, FOUR);
        filing = (struct xbz_filing){
            .form = str_of(cases[i].form), .period = cases[i].end, .fiscal_month = cases[i].month, .fiscal_day = 30};
        cover(fx);
        assert_cover(fx, "DocumentFiscalYearFocus", YEAR, cases[i].year);
        assert_cover(fx, "DocumentFiscalPeriodFocus", YEAR, cases[i].period);
    }
}

static void test_full_arena(void **state)
{
    struct fixture *fx = *state;
    filing = (struct xbz_filing){.registrant = STR("Acme"), .form = STR("10-K"), .cik = STR("1")};
    struct xbz_entity entity;
    struct arena arena;
    arena_init(&arena, 0);
    assert_false(entity_of(&arena, &filing, &entity));
    filing.cik.n = 0;
    assert_false(entity_of(&arena, &filing, &entity));
    filing.cik.n = 1;
    bool ok = false;
    for (size_t cap = 0; cap < 4096 && !ok; cap += 16) {
        start(fx);
        take(fx, FOUR);
        arena_free(&arena);
        arena_init(&arena, cap);
        facts.arena = &arena;
        fx->code = XBZ_D_COUNT;
        enum xbz_status status = facts_from_cover(&facts, fx->taxonomy, &filing);
        ok = status == XBZ_OK;
        if (!ok) {
            assert_int_equal(status, XBZ_FAIL);
            assert_int_equal(fx->code, XBZ_D_ARENA_FULL);
        }
    }
    arena_free(&arena);
    assert_true(ok);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_cik),
        FIXTURE_TEST(test_entity),
        FIXTURE_TEST(test_long_name),
        FIXTURE_TEST(test_facts),
        FIXTURE_TEST(test_page),
        FIXTURE_TEST(test_year_of_annual_report),
        FIXTURE_TEST(test_unknown_is_left_out),
        FIXTURE_TEST(test_context),
        FIXTURE_TEST(test_no_duration),
        FIXTURE_TEST(test_fiscal_focus),
        FIXTURE_TEST(test_full_arena),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
