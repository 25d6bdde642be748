/* Financial data schedules against the facts of statements: periods, scale, comparison, what is added and what is not. */
#include "schedule_kit.h"

#include <stdio.h>

#include "base/calendar.h"
#include "base/decimal.h"

struct fixture {
    struct xbz_taxonomy *taxonomy;
    struct schedule_kit kit;
    struct filing_facts facts;
    struct xbz_filing filing;
};

static int set_up(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    *state = &f;
    return xbz_taxonomy_load(&f.taxonomy, NULL, NULL, NULL) == XBZ_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    xbz_taxonomy_free(f->taxonomy);
    return 0;
}

static int renew(void **state)
{
    struct fixture *f = *state;
    kit_open(&f->kit);
    f->filing = (struct xbz_filing){.cik = STR("0000019617")};
    return facts_init(&f->facts, &f->kit.run, &f->kit.arena) == XBZ_OK ? 0 : -1;
}

static int end(void **state)
{
    struct fixture *f = *state;
    kit_close(&f->kit);
    return 0;
}

static struct xbz_period period_of(const char *text)
{
    struct xbz_period p = {.kind = XBZ_INSTANT};
    const char *dots = strstr(text, "..");
    if (dots) {
        p.kind = XBZ_DURATION;
        assert_true(date_read(&p.start, (struct xbz_str){text, 10}));
    }
    assert_true(date_read(&p.end, str_of(dots ? dots + 2 : text)));
    return p;
}

/* A fact of a statement, in units of 10^scale. */
static void has(struct fixture *f, const char *concept, const char *period, const char *figure, int scale)
{
    struct xbz_decimal number;
    char text[DECIMAL_TEXT];
    struct xbz_fact fact = {.concept = xbz_taxonomy_find(f->taxonomy, str_of(concept))};
    assert_non_null(fact.concept);
    bool per_share = fact.concept->type == XBZ_TYPE_PER_SHARE;
    fact.period = period_of(period);
    fact.statement = fact.concept->period == XBZ_INSTANT ? XBZ_BALANCE_SHEET : XBZ_INCOME;
    fact.unit = per_share ? XBZ_UNIT_PER_SHARE : XBZ_UNIT_MONEY;
    fact.currency = STR("USD");
    fact.order = ++f->facts.order;
    assert_true(decimal_read(&number, str_of(figure)));
    fact.decimals = decimal_places(&number) - (per_share ? 0 : scale);
    assert_true(decimal_shift(&number, per_share ? 0 : scale));
    fact.value = arena_str(&f->kit.arena, (struct xbz_str){text, decimal_text(&number, text)}, NULL);
    assert_int_equal(facts_add(&f->facts, &fact, &number), XBZ_OK);
}

/* Settles a schedule and compares what was added, "concept period value decimals" each, and the diagnostics but for the
 * notes. */
static void expect(struct fixture *f, const char *schedule, const char *added, const char *warnings)
{
    size_t before = f->facts.n;
    struct buf text;
    char start[DATE_TEXT], day[DATE_TEXT];
    assert_int_equal(kit_read(&f->kit, schedule, strlen(schedule), 4096), XBZ_OK);
    assert_int_equal(facts_from_schedules(&f->facts, f->taxonomy, &f->filing, f->kit.kept, f->kit.n, 0), XBZ_OK);
    buf_init(&text, 1 << 16);
    for (size_t i = before; i < f->facts.n; i++) {
        const struct xbz_fact *fact = &f->facts.facts[i].fact;
        date_text(fact->period.start, start);
        date_text(fact->period.end, day);
        assert_int_equal(fact->confidence, SCHEDULE_CONFIDENCE);
        assert_true(str_eq(fact->document.type, STR("EX-27")));
        buf_printf(&text, "%.*s %s%s%s %.*s %d\n", STR_ARG(fact->concept->name), start, *start ? ".." : "", day,
                   STR_ARG(fact->value), fact->decimals);
    }
    assert_string_equal(buf_cstr(&text), added);
    buf_clear(&text);
    struct xbz_str rest = buf_view(&f->kit.diagnostics);
    while (rest.n) {
        size_t n = str_find(rest, STR("\n"), 0) + 1;
        if (!str_starts_nocase(rest, STR("schedule-found")) && !str_starts_nocase(rest, STR("schedule-tag")))
            buf_str(&text, str_sub(rest, 0, n));
        rest = str_sub(rest, n, rest.n);
    }
    assert_string_equal(buf_cstr(&text), warnings);
    buf_free(&text);
}

#define HEAD(multiplier)                                                                                               \
    "<ARTICLE> 5\n" multiplier "<PERIOD-TYPE> 12-MOS\n<FISCAL-YEAR-END> DEC-31-1998\n<PERIOD-START> JAN-01-1998\n"     \
    "<PERIOD-END> DEC-31-1998\n"
#define MILLIONS "<MULTIPLIER> 1,000,000\n"
#define YEAR     "1998-01-01..1998-12-31"
#define DAY      "1998-12-31"

static void figures_become_facts(void **state)
{
    expect(*state,
           HEAD(MILLIONS) "<CASH> 299\n<ALLOWANCES> (5)\n<DEPRECIATION> (1.5)\n<PREFERRED> 0\n<OTHER-SE> 5\n"
                          "<NET-INCOME> (1,550)\n<EPS-PRIMARY> (1.14)\n<EPS-DILUTED> 0\n",
           "CashAndCashEquivalentsAtCarryingValue 1998-12-31 299000000 -6\n"
           "AllowanceForDoubtfulAccountsReceivableCurrent 1998-12-31 5000000 -6\n"
           "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment 1998-12-31 1500000 -5\n"
           "NetIncomeLoss 1998-01-01..1998-12-31 -1550000000 -6\n"
           "EarningsPerShareBasic 1998-01-01..1998-12-31 -1.14 2\n",
           "");
}

static void statements_come_first(void **state)
{
    struct fixture *f = *state;
    has(f, "CashAndCashEquivalentsAtCarryingValue", DAY, "299.2", 6);
    has(f, "InventoryNet", DAY, "76", 6);
    has(f, "SalesRevenueNet", YEAR, "12,421.4", 6);
    has(f, "NetIncomeLoss", YEAR, "1,550.1", 6);
    has(f, "EarningsPerShareBasic", YEAR, "1.15", 0);
    expect(f,
           HEAD(MILLIONS) "<CASH> 299\n<INVENTORY> 77\n<TOTAL-REVENUES> 12,421\n<INCOME-CONTINUING> 1,550\n"
                          "<INCOME-TAX> 757\n<NET-INCOME> 1,550\n<EPS-PRIMARY> 1.14\n",
           "IncomeTaxExpenseBenefit 1998-01-01..1998-12-31 757000000 -6\n",
           "schedule-differs 8 INVENTORY 77000000, the statement has 76000000\n"
           "schedule-differs 13 EPS-PRIMARY 1.14, the statement has 1.15\n");
}

/* What lies between income from continuing operations and net income has the sign that leads from one to the other, to the
 * unit printed. */
static void sums_decide_signs(void **state)
{
    expect(*state,
           HEAD(MILLIONS) "<INCOME-CONTINUING> 10\n<DISCONTINUED> 3.25\n<EXTRAORDINARY> (4)\n<CHANGES> (1.5)\n"
                          "<NET-INCOME> 12\n",
           "IncomeLossFromContinuingOperations 1998-01-01..1998-12-31 10000000 -6\n"
           "IncomeLossFromDiscontinuedOperationsNetOfTax 1998-01-01..1998-12-31 -3250000 -4\n"
           "ExtraordinaryItemNetOfTax 1998-01-01..1998-12-31 4000000 -6\n"
           "CumulativeEffectOfChangeInAccountingPrinciplePresentedOnIncomeStatementNetOfTax 1998-01-01..1998-12-31 "
           "1500000 -5\n"
           "NetIncomeLoss 1998-01-01..1998-12-31 12000000 -6\n",
           "");
}

static void sums_that_leave_signs_open(void **state)
{
    expect(*state, HEAD(MILLIONS) "<INCOME-CONTINUING> 10\n<DISCONTINUED> 1\n<NET-INCOME> 10\n",
           "IncomeLossFromContinuingOperations 1998-01-01..1998-12-31 10000000 -6\n"
           "NetIncomeLoss 1998-01-01..1998-12-31 10000000 -6\n",
           "fact-left-out 8 DISCONTINUED: nothing tells its sign\n");
}

static void magnitude_of_other_years(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", DAY, "49,996", 3);
    has(f, "InventoryNet", DAY, "7,996", 3);
    expect(f, "<ARTICLE> 5\n<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1990\n<TOTAL-ASSETS> 8,811\n<INVENTORY> 901\n",
           "Assets 1990-12-31 8811000 -3\nInventoryNet 1990-12-31 901000 -3\n",
           "schedule-scale 1 it is missing, but the figures of the statements are those times 10^3\n");
}

static void missing_multiplier_from_statements(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", DAY, "49,996", 6);
    expect(f, HEAD("") "<TOTAL-ASSETS> 49,996\n<INVENTORY> 17,076\n", "InventoryNet 1998-12-31 17076000000 -6\n",
           "schedule-scale 1 it is missing, but the figures of the statements are those times 10^6\n");
}

static void missing_multiplier_in_dollars(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", DAY, "49,996", 3);
    expect(f, HEAD("") "<TOTAL-ASSETS> 49,996,120\n<INVENTORY> 17,076,333\n", "InventoryNet 1998-12-31 17076333 0\n",
           "");
}

static void wrong_multiplier(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", DAY, "49,996", 3);
    has(f, "NetIncomeLoss", YEAR, "4,430", 3);
    expect(f, HEAD(MILLIONS) "<TOTAL-ASSETS> 49,996\n<INVENTORY> 17,076\n<NET-INCOME> 4,430\n",
           "InventoryNet 1998-12-31 17076000 -3\n",
           "schedule-scale 1 it is wrong, but the figures of the statements are those times 10^3\n");
}

/* One figure that happens to agree at another scale does not outweigh what is stated. */
static void one_figure_is_no_proof(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", DAY, "49,996", 3);
    expect(f, HEAD(MILLIONS) "<TOTAL-ASSETS> 49,996\n<INVENTORY> 17,076\n", "InventoryNet 1998-12-31 17076000000 -6\n",
           "schedule-differs 7 TOTAL-ASSETS 49996000000, the statement has 49996000\n");
}

static void unknown_multiplier_leaves_out(void **state)
{
    expect(*state, HEAD("") "<TOTAL-ASSETS> 49,996\n<INVENTORY> 17,076\n", "",
           "schedule-scale 1 it is missing, and nothing tells the scale of its figures\n");
}

static void large_figures_are_dollars(void **state)
{
    expect(*state, HEAD("") "<TOTAL-ASSETS> 49,996,120\n", "Assets 1998-12-31 49996120 0\n", "");
}

/* 4,430 over 0.99 a share would be 4,475 shares. */
static void too_few_shares_for_dollars(void **state)
{
    expect(*state, HEAD("<MULTIPLIER> 1\n") "<TOTAL-ASSETS> 49,996\n<NET-INCOME> 4,430\n<EPS-PRIMARY> .99\n", "",
           "schedule-scale 1 1 cannot be right, and nothing tells the scale of its figures\n");
}

static void stated_dollars_are_taken(void **state)
{
    expect(*state, HEAD("<MULTIPLIER> 1\n") "<TOTAL-ASSETS> 49,996\n<NET-INCOME> (4,430)\n<EPS-PRIMARY> (.01)\n",
           "Assets 1998-12-31 49996 0\nNetIncomeLoss 1998-01-01..1998-12-31 -4430 0\n"
           "EarningsPerShareBasic 1998-01-01..1998-12-31 -0.01 2\n",
           "");
}

/* Statements show receivables after the allowance; a schedule should give them before it. */
static void gross_amounts_follow_from_net(void **state)
{
    struct fixture *f = *state;
    has(f, "AccountsReceivableNetCurrent", DAY, "940", 6);
    has(f, "PropertyPlantAndEquipmentNet", DAY, "314", 6);
    expect(f, HEAD(MILLIONS) "<RECEIVABLES> 1,004\n<ALLOWANCES> 64\n<PP&E> 723\n<DEPRECIATION> 400\n",
           "AccountsReceivableGrossCurrent 1998-12-31 1004000000 -6\n"
           "AllowanceForDoubtfulAccountsReceivableCurrent 1998-12-31 64000000 -6\n"
           "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment 1998-12-31 400000000 -6\n",
           "");
}

static void net_amounts_given_as_gross(void **state)
{
    struct fixture *f = *state;
    has(f, "AccountsReceivableNetCurrent", DAY, "940", 6);
    expect(f, HEAD(MILLIONS) "<RECEIVABLES> 940\n<ALLOWANCES> 0\n", "", "");
}

static void totals_must_be_equal(void **state)
{
    expect(*state, HEAD(MILLIONS) "<TOTAL-ASSETS> 5,364\n<TOTAL-LIABILITY-AND-EQUITY> 6,234\n", "",
           "schedule-differs 7 TOTAL-ASSETS and TOTAL-LIABILITY-AND-EQUITY of the schedule are not equal\n"
           "schedule-differs 8 TOTAL-LIABILITY-AND-EQUITY and TOTAL-ASSETS of the schedule are not equal\n");
}

static void negative_totals_are_errors(void **state)
{
    expect(*state, HEAD(MILLIONS) "<TOTAL-ASSETS> (5,364)\n", "", "fact-left-out 7 TOTAL-ASSETS is negative\n");
}

/* A tag that filers use in several ways counts only where there is no statement. */
static void doubtful_tags_stand_alone(void **state)
{
    struct fixture *f = *state;
    const char *text = HEAD(MILLIONS) "<BONDS> 6,189\n<SALES> 8,895\n";
    has(f, "Assets", DAY, "19,784", 6);
    expect(f, text, "SalesRevenueGoodsNet 1998-01-01..1998-12-31 8895000000 -6\n", "");
}

static void either_sign_agrees(void **state)
{
    struct fixture *f = *state;
    has(f, "CumulativeEffectOfChangeInAccountingPrinciplePresentedOnIncomeStatementNetOfTax", YEAR, "-198", 6);
    expect(f, HEAD(MILLIONS) "<CHANGES> 198\n", "", "");
}

/* A year of 52 weeks has the dates of the statements. */
static void periods_of_the_statements(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", "1996-09-27", "5,364", 6);
    has(f, "NetIncomeLoss", "1995-09-30..1996-09-27", "-816", 6);
    expect(f,
           "<ARTICLE> 5\n" MILLIONS "<PERIOD-TYPE> YEAR\n<PERIOD-END> SEP-30-1996\n<INVENTORY> 662\n"
           "<INCOME-TAX> (479)\n",
           "InventoryNet 1996-09-27 662000000 -6\nIncomeTaxExpenseBenefit 1995-09-30..1996-09-27 -479000000 -6\n", "");
}

static void periods_by_type_and_start(void **state)
{
    static const struct {
        const char *type, *start, *end, *period; /* NULL: left out */
    } cases[] = {
        {"3-MOS", "", "MAR-31-1999", "1999-01-01..1999-03-31"},
        {"9-MOS", "", "SEP-30-1999", "1999-01-01..1999-09-30"},
        {"YEAR", "", "JUN-30-1999", "1998-07-01..1999-06-30"},
        {"OTHER", "<PERIOD-START> FEB-10-1999\n", "JUN-30-1999", "1999-02-10..1999-06-30"},
        {"12-MOS", "<PERIOD-START> JAN-03-1999\n", "JAN-01-2000", "1999-01-03..2000-01-01"},
        {"3-MOS", "<PERIOD-START> JAN-01-1999\n", "SEP-30-1999", NULL},
        {"OTHER", "", "SEP-30-1999", NULL},
        {"OTHER", "<PERIOD-START> JAN-01-1995\n", "SEP-30-1999", NULL},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[300], added[120] = "";
        assert_int_equal(i == 0 ? 0 : renew(state), 0);
        (void)snprintf(text, sizeof text,
                       "<ARTICLE> 5\n<PERIOD-TYPE> %s\n%s<MULTIPLIER> 1000\n<PERIOD-END> %s\n<NET-INCOME> 7\n",
                       cases[i].type, cases[i].start, cases[i].end);
        if (cases[i].period)
            (void)snprintf(added, sizeof added, "NetIncomeLoss %s 7000 -3\n", cases[i].period);
        expect(f, text, added,
               cases[i].period
                   ? ""
                   : "schedule-left-out 1 PERIOD-TYPE and PERIOD-START of column 1 do not tell when it starts\n");
        if (i + 1 < sizeof cases / sizeof *cases)
            kit_close(&f->kit);
    }
}

/* PERIOD-START of the fiscal year beside the type of the quarter: the statements have only one of the two. */
static void contradicting_period_from_statements(void **state)
{
    struct fixture *f = *state;
    has(f, "SalesRevenueNet", "1999-01-01..1999-09-30", "90", 6);
    expect(f,
           "<ARTICLE> 5\n" MILLIONS "<PERIOD-TYPE> 3-MOS\n<PERIOD-START> JAN-01-1999\n<PERIOD-END> SEP-30-1999\n"
           "<NET-INCOME> 7\n",
           "NetIncomeLoss 1999-01-01..1999-09-30 7000000 -6\n", "");
}

static void fiscal_year_end_is_not_the_date(void **state)
{
    expect(*state, "<ARTICLE> 5\n" MILLIONS "<PERIOD-TYPE> 3-MOS\n<FISCAL-YEAR-END> DEC-31-1999\n<CASH> 7\n", "",
           "schedule-left-out 1 column 1 has no PERIOD-END\n");
}

static void opening_balances(void **state)
{
    expect(*state, "<ARTICLE> 9\n" MILLIONS "<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1999\n<ALLOWANCE-OPEN> 113\n",
           "LoansAndLeasesReceivableAllowance 1998-12-31 113000000 -6\n", "");
}

static void schedules_about_others(void **state)
{
    static const char *const texts[] = {"<ARTICLE> CT\n<CASH> 1\n", "<CASH> 1\n<TOTAL-ASSETS> 5\n",
                                        "<ARTICLE> 6\n<SERIES>\n<NUMBER> 1\n<NET-ASSETS> 5\n",
                                        "<ARTICLE> UT\n<BOOK-VALUE> PRO-FORMA\n<TOTAL-ASSETS> 5\n",
                                        "<ARTICLE> 5\n<CIK> 19618\n<CASH> 5\n"};
    static const char *const reasons[] = {"schedule-left-out 1 article CT: no mapping is known for its article\n",
                                          "schedule-left-out 1 article : it does not state its article\n",
                                          "schedule-left-out 1 article 6: it is about a series of the registrant\n",
                                          "schedule-left-out 1 article UT: its figures are pro forma\n",
                                          "schedule-left-out 1 article 5: it is about another registrant\n"};
    for (size_t i = 0; i < 5; i++) {
        struct fixture *f = *state;
        if (i > 0)
            assert_int_equal(renew(state), 0);
        expect(f, texts[i], "", reasons[i]);
        if (i < 4)
            kit_close(&f->kit);
    }
}

static void same_registrant(void **state)
{
    expect(*state, "<ARTICLE> 5\n<CIK> 19617\n" MILLIONS "<PERIOD-END> DEC-31-1998\n<TOTAL-ASSETS> 5\n",
           "Assets 1998-12-31 5000000 -6\n",
           "schedule-left-out 1 PERIOD-TYPE and PERIOD-START of column 1 do not tell when it starts\n");
}

static void a_schedule_that_contradicts_adds_nothing(void **state)
{
    struct fixture *f = *state;
    has(f, "Assets", DAY, "100", 6);
    has(f, "InventoryNet", DAY, "10", 6);
    has(f, "NetIncomeLoss", YEAR, "5", 6);
    expect(f, HEAD(MILLIONS) "<TOTAL-ASSETS> 200\n<INVENTORY> 20\n<NET-INCOME> 9\n<CASH> 7\n", "",
           "schedule-left-out 1 0 of its figures agree with the statements, 3 differ\n"
           "schedule-differs 7 TOTAL-ASSETS 200000000, the statement has 100000000\n"
           "schedule-differs 8 INVENTORY 20000000, the statement has 10000000\n"
           "schedule-differs 9 NET-INCOME 9000000, the statement has 5000000\n");
}

static void several_columns_share_an_item(void **state)
{
    struct fixture *f = *state;
    expect(f,
           "<ARTICLE> 5\n" MILLIONS "<PERIOD-TYPE> 9-MOS YEAR\n<PERIOD-END> SEP-30-1999 DEC-31-1998\n"
           "<CASH> 5 6\n<NET-INCOME> 1 2\n",
           "CashAndCashEquivalentsAtCarryingValue 1999-09-30 5000000 -6\n"
           "CashAndCashEquivalentsAtCarryingValue 1998-12-31 6000000 -6\n"
           "NetIncomeLoss 1999-01-01..1999-09-30 1000000 -6\nNetIncomeLoss 1998-01-01..1998-12-31 2000000 -6\n",
           "");
    assert_int_equal(f->facts.facts[0].fact.order, f->facts.facts[1].fact.order);
    assert_true(f->facts.facts[2].fact.order > f->facts.facts[1].fact.order);
    assert_int_equal(f->facts.facts[0].fact.statement, XBZ_BALANCE_SHEET);
    assert_int_equal(f->facts.facts[2].fact.statement, XBZ_INCOME);
}

static void currencies(void **state)
{
    static const struct {
        const char *text, *code;
    } cases[] = {{"", "USD"}, {"U.S. DOLLARS", "USD"}, {"CANADIAN DOLLARS", "CAD"}, {"DEM", "DEM"}, {"Yen", "JPY"}};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        if (i > 0)
            assert_int_equal(renew(state), 0);
        (void)snprintf(text, sizeof text, HEAD(MILLIONS) "<CURRENCY> %s\n<CASH> 5\n", cases[i].text);
        expect(f, text, "CashAndCashEquivalentsAtCarryingValue 1998-12-31 5000000 -6\n", "");
        assert_true(str_eq(f->facts.facts[0].fact.currency, str_of(cases[i].code)));
        if (i + 1 < sizeof cases / sizeof *cases)
            kit_close(&f->kit);
    }
}

static void confidence_asked_for(void **state)
{
    struct fixture *f = *state;
    const char *text = HEAD(MILLIONS) "<CASH> 5\n";
    assert_int_equal(kit_read(&f->kit, text, strlen(text), 4096), XBZ_OK);
    assert_int_equal(facts_from_schedules(&f->facts, f->taxonomy, &f->filing, f->kit.kept, f->kit.n, 81), XBZ_OK);
    assert_int_equal(f->facts.n, 0);
    assert_int_equal(facts_from_schedules(&f->facts, f->taxonomy, &f->filing, f->kit.kept, f->kit.n, 80), XBZ_OK);
    assert_int_equal(f->facts.n, 1);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, renew, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(figures_become_facts),
        CASE(statements_come_first),
        CASE(sums_decide_signs),
        CASE(sums_that_leave_signs_open),
        CASE(magnitude_of_other_years),
        CASE(missing_multiplier_from_statements),
        CASE(missing_multiplier_in_dollars),
        CASE(wrong_multiplier),
        CASE(one_figure_is_no_proof),
        CASE(unknown_multiplier_leaves_out),
        CASE(large_figures_are_dollars),
        CASE(too_few_shares_for_dollars),
        CASE(stated_dollars_are_taken),
        CASE(gross_amounts_follow_from_net),
        CASE(net_amounts_given_as_gross),
        CASE(totals_must_be_equal),
        CASE(negative_totals_are_errors),
        CASE(doubtful_tags_stand_alone),
        CASE(either_sign_agrees),
        CASE(periods_of_the_statements),
        CASE(periods_by_type_and_start),
        CASE(contradicting_period_from_statements),
        CASE(fiscal_year_end_is_not_the_date),
        CASE(opening_balances),
        CASE(schedules_about_others),
        CASE(same_registrant),
        CASE(a_schedule_that_contradicts_adds_nothing),
        CASE(several_columns_share_an_item),
        CASE(currencies),
        CASE(confidence_asked_for),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
