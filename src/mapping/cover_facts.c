#include "mapping/cover_facts.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"

struct xbz_str cik_ten_digits(struct arena *arena, struct xbz_str cik, bool *ok)
{
    char digits[10];
    cik = str_trim(cik);
    if (cik.n == 0 || cik.n > sizeof digits)
        return (struct xbz_str){NULL, 0};
    for (size_t i = 0; i < cik.n; i++)
        if (!is_digit(cik.p[i]))
            return (struct xbz_str){NULL, 0};
    memset(digits, '0', sizeof digits);
    memcpy(digits + sizeof digits - cik.n, cik.p, cik.n);
    return arena_str(arena, (struct xbz_str){digits, sizeof digits}, ok);
}

/* Letters and digits of a name, others as one '-'. */
static struct xbz_str name_token(struct arena *arena, struct xbz_str name, bool *ok)
{
    struct buf token;
    buf_init(&token, 200);
    for (size_t i = 0; i < name.n; i++)
        if (is_alnum(name.p[i]))
            buf_byte(&token, name.p[i]);
        else if (token.n && token.p[token.n - 1] != '-')
            buf_byte(&token, '-');
    while (token.n && token.p[token.n - 1] == '-')
        token.n--;
    struct xbz_str kept = arena_str(arena, buf_view(&token), ok);
    arena->no_memory |= token.no_memory;
    *ok = *ok && !token.no_memory;
    buf_free(&token);
    return kept;
}

bool entity_of(struct arena *arena, const struct xbz_filing *filing, struct xbz_entity *entity)
{
    bool ok = true;
    struct xbz_str cik = cik_ten_digits(arena, filing->cik, &ok);
    if (cik.n) {
        *entity = (struct xbz_entity){STR("http://www.sec.gov/CIK"), cik};
    } else if (filing->file_number.n) {
        *entity = (struct xbz_entity){STR("https://xbrlize.org/entity/file-number"), filing->file_number};
    } else {
        struct xbz_str name = name_token(arena, filing->registrant, &ok);
        if (name.n == 0)
            name = name_token(arena, filing->name, &ok);
        *entity = (struct xbz_entity){STR("https://xbrlize.org/entity/name"), name.n ? name : STR("unknown")};
    }
    return ok;
}

/* The longest duration that ends last, or on the report period when a statement has one there. */
static struct xbz_period required_context(const struct filing_facts *f, struct xbz_date report)
{
    struct xbz_period best = {.kind = XBZ_PERIOD_NONE};
    for (size_t i = 0; i < f->n; i++) {
        struct xbz_period p = f->facts[i].fact.period;
        if (p.kind != XBZ_DURATION || period_days(p) > 380)
            continue;
        bool on = report.year && date_same(p.end, report);
        bool best_on = best.kind && report.year && date_same(best.end, report);
        int later = best.kind ? date_cmp(p.end, best.end) : 1;
        if (on != best_on ? on : later > 0 || (later == 0 && date_cmp(p.start, best.start) < 0))
            best = p;
    }
    return best;
}

/* ---- what the forms ask for ---- */

enum form { FORM_OTHER, FORM_ANNUAL, FORM_QUARTERLY, FORM_FOREIGN_ANNUAL, FORM_FOREIGN, FORM_CURRENT, FORMS };

/* Forms of one kind begin alike: 10-K405, 10-KSB, 10-KT/A. */
static const struct {
    const char *begin;
    enum form form;
} forms[] = {
    {"10-K", FORM_ANNUAL},         {"10K", FORM_ANNUAL},          {"10-Q", FORM_QUARTERLY}, {"10Q", FORM_QUARTERLY},
    {"20-F", FORM_FOREIGN_ANNUAL}, {"40-F", FORM_FOREIGN_ANNUAL}, {"6-K", FORM_FOREIGN},    {"8-K", FORM_CURRENT},
};

static enum form form_of(struct xbz_str name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_starts_nocase(name, str_of(forms[i].begin)))
            return forms[i].form;
    return FORM_OTHER;
}

#define A (1u << FORM_ANNUAL)
#define Q (1u << FORM_QUARTERLY)
#define F (1u << FORM_FOREIGN_ANNUAL)
#define S (1u << FORM_FOREIGN)
#define C (1u << FORM_CURRENT)

/* Facts that the EDGAR Filer Manual requires or recommends of forms (chapter 6.5, rules of the cover page). */
static const struct {
    const char *concept;
    unsigned forms;
} needed[] = {
    {"DocumentType", A | Q | F | S | C},
    {"AmendmentFlag", A | Q | F | S | C},
    {"DocumentPeriodEndDate", A | Q | F | S | C},
    {"DocumentFiscalYearFocus", A | Q | F},
    {"DocumentFiscalPeriodFocus", A | Q | F},
    {"CurrentFiscalYearEndDate", A | Q | F | S},
    {"DocumentAnnualReport", A | F},
    {"DocumentQuarterlyReport", Q},
    {"DocumentTransitionReport", A | Q},
    {"DocumentAccountingStandard", F},
    {"EntityRegistrantName", A | Q | F | C},
    {"EntityCentralIndexKey", A | Q | F | S | C},
    {"EntityFileNumber", A | Q | F | C},
    {"EntityTaxIdentificationNumber", A | Q | C},
    {"EntityIncorporationStateCountryCode", A | Q | F | C},
    {"EntityAddressAddressLine1", A | Q | F | C},
    {"EntityAddressCityOrTown", A | Q | F | C},
    {"EntityAddressStateOrProvince", A | Q | C},
    {"EntityAddressPostalZipCode", A | Q | C},
    {"EntityAddressCountry", F},
    {"CityAreaCode", A | Q | C},
    {"LocalPhoneNumber", A | Q | C},
    {"EntityFilerCategory", A | Q | F},
    {"EntityShellCompany", A | Q | F},
    {"EntitySmallBusiness", A | Q},
    {"EntityEmergingGrowthCompany", A | Q | F | C},
    {"EntityWellKnownSeasonedIssuer", A | F},
    {"EntityVoluntaryFilers", A | F},
    {"EntityCurrentReportingStatus", A | Q | F},
    {"EntityInteractiveDataCurrent", A | Q | F},
    {"EntityPublicFloat", A},
    {"EntityCommonStockSharesOutstanding", A | Q | F},
};

#undef A
#undef Q
#undef F
#undef S
#undef C

static bool has_fact(const struct filing_facts *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->facts[i].fact.concept && str_eq(f->facts[i].fact.concept->name, str_of(name)))
            return true;
    return false;
}

static void report_missing(struct filing_facts *f, const struct xbz_filing *filing)
{
    struct buf detail;
    enum form form = form_of(filing->form);
    bool any = false;
    buf_init(&detail, 2048);
    buf_str(&detail, filing->form);
    buf_text(&detail, " lacks");
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if ((needed[i].forms & 1u << form) && !has_fact(f, needed[i].concept)) {
            buf_printf(&detail, "%s %s", any ? "," : "", needed[i].concept);
            any = true;
        }
    if (any)
        run_diag(f->run, XBZ_D_COVER_INCOMPLETE, NOWHERE, "%s", buf_cstr(&detail));
    f->arena->no_memory = f->arena->no_memory || detail.no_memory;
    buf_free(&detail);
}

/* ---- facts ---- */

/* Balance sheets alone name no duration: the last of them, or that on the report date, ends the period its form reports
 * on; a form that reports on no period stands for the day. */
static struct xbz_period context_of_instants(const struct filing_facts *f, const struct xbz_filing *filing)
{
    struct xbz_period none = {.kind = XBZ_PERIOD_NONE}, out = {.kind = XBZ_DURATION};
    for (size_t i = 0; i < f->n; i++) {
        struct xbz_date end = f->facts[i].fact.period.end;
        if (f->facts[i].fact.period.kind != XBZ_INSTANT)
            continue;
        if (date_cmp(end, out.end) > 0)
            out.end = end;
        if (date_same(end, filing->period)) {
            out.end = end;
            break;
        }
    }
    if (!out.end.year)
        return none;
    out.start = out.end;
    enum form form = form_of(filing->form);
    if (form == FORM_ANNUAL || form == FORM_FOREIGN_ANNUAL) {
        out.start = period_start_months(out.end, 12);
    } else if (form == FORM_QUARTERLY) {
        int months = filing->fiscal_month ? ((int)out.end.month - (int)filing->fiscal_month + 12) % 12 : 3;
        out.start = period_start_months(out.end, months ? months : 12);
    }
    return out;
}

struct cover_item {
    const char *concept;
    struct xbz_str value;
};

static enum xbz_status add_fact(struct filing_facts *f, struct xbz_fact *fact, struct xbz_str value)
{
    bool ok = true;
    struct xbz_decimal number = {.n = 1, .digits = {'0'}};
    if (fact->unit != XBZ_UNIT_NONE && !decimal_read(&number, value))
        return XBZ_OK;
    fact->statement = XBZ_COVER;
    fact->order = ++f->order;
    fact->label = fact->concept->label;
    fact->value = arena_str(f->arena, value, &ok);
    fact->confidence = 100;
    fact->origin = XBZ_FROM_COVER;
    return ok ? facts_add(f, fact, &number) : run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}

static enum xbz_status add(struct filing_facts *f, const struct xbz_taxonomy *taxonomy, struct xbz_period period,
                           struct cover_item item)
{
    struct xbz_fact fact = {.concept = xbz_taxonomy_find(taxonomy, str_of(item.concept)), .period = period};
    return fact.concept && item.value.n > 0 ? add_fact(f, &fact, item.value) : XBZ_OK;
}

/* A number of the cover, on a day of its own. */
static enum xbz_status add_number(struct filing_facts *f, const struct xbz_taxonomy *taxonomy, struct xbz_date day,
                                  enum xbz_unit unit, int decimals, struct cover_item item)
{
    struct xbz_fact fact = {.concept = xbz_taxonomy_find(taxonomy, str_of(item.concept)), .unit = unit};
    fact.period = (struct xbz_period){.kind = XBZ_INSTANT, .end = day};
    fact.currency = unit == XBZ_UNIT_MONEY ? STR("USD") : STR("");
    fact.decimals = decimals;
    return fact.concept && item.value.n > 0 ? add_fact(f, &fact, item.value) : XBZ_OK;
}

/* Fiscal year and period, both or neither: only when the year's end is known and the form is periodic. */
static void fiscal_focus(const struct xbz_filing *filing, char year[8], char period[4])
{
    struct xbz_date end = filing->period;
    enum form form = form_of(filing->form);
    year[0] = period[0] = '\0';
    if (!filing->fiscal_month || !end.year)
        return;
    /* A 52/53-week year may end a few days into the next month: both days are compared a week earlier. */
    struct xbz_date year_end = {end.year, filing->fiscal_month, filing->fiscal_day ? filing->fiscal_day : 28};
    if (year_end.day > month_days(year_end.year, year_end.month))
        year_end.day = (uint8_t)month_days(year_end.year, year_end.month);
    end = date_add_days(end, -7);
    unsigned last = date_add_days(year_end, -7).month;
    unsigned after = (end.month + 12u - last) % 12;
    if ((form == FORM_ANNUAL || form == FORM_FOREIGN_ANNUAL) && after == 0)
        strcpy(period, "FY");
    else if (form == FORM_QUARTERLY && after % 3 == 0 && after > 0)
        snprintf(period, 4, "Q%u", after / 3);
    else
        return;
    snprintf(year, 8, "%04d", (int)end.year + (after > 0 && end.month > last ? 1 : 0));
}

static bool is_amendment(struct xbz_str form)
{
    return str_ends_nocase(form, STR("/A"));
}

static bool is_transition(struct xbz_str form)
{
    return str_starts_nocase(form, STR("10-KT")) || str_starts_nocase(form, STR("10-QT")) ||
           str_starts_nocase(form, STR("10-KSBT"));
}

static struct xbz_str truth(bool yes)
{
    return yes ? STR("true") : STR("false");
}

/* "5012734000", "(501) 273-4000": area code and the rest; both empty for other numbers. */
static void split_phone(struct xbz_str phone, char area[4], char local[9])
{
    char digits[10];
    size_t n = 0;
    area[0] = local[0] = '\0';
    for (size_t i = 0; i < phone.n; i++) {
        if (!is_digit(phone.p[i]))
            continue;
        if (n == sizeof digits)
            return;
        digits[n++] = phone.p[i];
    }
    if (n != sizeof digits)
        return;
    snprintf(area, 4, "%.3s", digits);
    snprintf(local, 9, "%.3s-%.4s", digits + 3, digits + 6);
}

/* Codes of states are letters; others stand for countries, in a code that is EDGAR's own. */
static bool is_us_state(struct xbz_str code)
{
    return code.n == 2 && is_upper(code.p[0]) && is_upper(code.p[1]);
}

static enum xbz_status add_document(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                    const struct xbz_filing *filing, struct xbz_period period)
{
    char end[DATE_TEXT] = "", fiscal_end[12] = "", year[8], focus[4];
    enum form form = form_of(filing->form);
    bool annual = form == FORM_ANNUAL || form == FORM_FOREIGN_ANNUAL, quarterly = form == FORM_QUARTERLY;
    bool transition = is_transition(filing->form);
    date_text(filing->period, end);
    if (filing->fiscal_month)
        snprintf(fiscal_end, sizeof fiscal_end, "--%02u-%02u", filing->fiscal_month & 15u, filing->fiscal_day & 31u);
    fiscal_focus(filing, year, focus);
    const struct cover_item items[] = {
        {"DocumentType", filing->form},
        {"AmendmentFlag", filing->form.n == 0 ? STR("") : truth(is_amendment(filing->form))},
        {"DocumentAnnualReport", annual ? truth(!transition) : STR("")},
        {"DocumentQuarterlyReport", quarterly ? truth(!transition) : STR("")},
        {"DocumentTransitionReport", annual || quarterly ? truth(transition) : STR("")},
        {"DocumentPeriodEndDate", str_of(end)},
        {"DocumentFiscalYearFocus", str_of(year)},
        {"DocumentFiscalPeriodFocus", str_of(focus)},
        {"CurrentFiscalYearEndDate", str_of(fiscal_end)},
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        TRY(add(f, taxonomy, period, items[i]));
    return XBZ_OK;
}

static enum xbz_status add_registrant(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                      const struct xbz_filing *filing, struct xbz_period period)
{
    const struct xbz_cover_page *page = &filing->page;
    char area[4], local[9];
    bool ok = true;
    split_phone(page->phone, area, local);
    const struct cover_item items[] = {
        {"EntityRegistrantName", filing->registrant},
        {"EntityCentralIndexKey", cik_ten_digits(f->arena, filing->cik, &ok)},
        {"EntityFileNumber", filing->file_number},
        {"EntityTaxIdentificationNumber", page->tax_id},
        {"EntityIncorporationStateCountryCode", filing->state.n ? filing->state : page->state},
        {"EntityAddressAddressLine1", page->street},
        {"EntityAddressAddressLine2", page->street2},
        {"EntityAddressCityOrTown", page->city},
        {"EntityAddressStateOrProvince", is_us_state(page->region) ? page->region : STR("")},
        {"EntityAddressPostalZipCode", page->zip},
        {"CityAreaCode", str_of(area)},
        {"LocalPhoneNumber", str_of(local)},
        {"TradingSymbol", filing->symbol},
        {"EntityWellKnownSeasonedIssuer", page->well_known},
        {"EntityVoluntaryFilers", page->voluntary},
        {"EntityCurrentReportingStatus", page->current},
        {"EntityInteractiveDataCurrent", page->interactive},
        {"EntityFilerCategory", page->category},
        {"EntitySmallBusiness", page->small},
        {"EntityEmergingGrowthCompany", page->growth},
        {"EntityShellCompany", page->shell},
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        TRY(add(f, taxonomy, period, items[i]));
    return ok ? XBZ_OK : run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}

enum xbz_status facts_from_cover(struct filing_facts *f, const struct xbz_taxonomy *taxonomy, struct xbz_filing *filing)
{
    const struct xbz_cover_page *page = &filing->page;
    enum form form = form_of(filing->form);
    struct xbz_period period = required_context(f, filing->period);
    if (period.kind == XBZ_PERIOD_NONE)
        period = context_of_instants(f, filing);
    if (period.kind == XBZ_PERIOD_NONE)
        return XBZ_OK;
    if (filing->period.year == 0)
        filing->period = period.end;
    /* A year's report ends with the fiscal year. */
    if (!filing->fiscal_month && (form == FORM_ANNUAL || form == FORM_FOREIGN_ANNUAL) && !is_transition(filing->form)) {
        filing->fiscal_month = filing->period.month;
        filing->fiscal_day = filing->period.day;
    }
    TRY(add_document(f, taxonomy, filing, period));
    TRY(add_registrant(f, taxonomy, filing, period));
    TRY(add_number(f, taxonomy, page->shares_date, XBZ_UNIT_SHARES, 0,
                   (struct cover_item){"EntityCommonStockSharesOutstanding", page->shares}));
    TRY(add_number(f, taxonomy, page->float_date, XBZ_UNIT_MONEY, page->float_decimals,
                   (struct cover_item){"EntityPublicFloat", page->float_value}));
    report_missing(f, filing);
    return XBZ_OK;
}
