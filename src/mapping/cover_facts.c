#include "mapping/cover_facts.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
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

struct cover_item {
    const char *concept;
    struct xbz_str value;
};

static enum xbz_status add(struct filing_facts *f, const struct xbz_taxonomy *taxonomy, struct xbz_period period,
                           struct cover_item item)
{
    const struct xbz_concept *concept = xbz_taxonomy_find(taxonomy, str_of(item.concept));
    if (!concept || item.value.n == 0)
        return XBZ_OK;
    bool ok = true;
    struct xbz_fact fact = {.concept = concept, .statement = XBZ_COVER, .order = ++f->order, .period = period};
    fact.label = concept->label;
    fact.value = arena_str(f->arena, item.value, &ok);
    fact.confidence = 100;
    return ok ? facts_add(f, &fact, NULL) : run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}

/* Fiscal year and period, both or neither: only when the year's end is known and the form is periodic. */
static void fiscal_focus(const struct xbz_filing *filing, char year[8], char period[4])
{
    struct xbz_date end = filing->period;
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
    if (str_starts_nocase(filing->form, STR("10-K")) && after == 0)
        strcpy(period, "FY");
    else if (str_starts_nocase(filing->form, STR("10-Q")) && after % 3 == 0 && after > 0)
        snprintf(period, 4, "Q%u", after / 3);
    else
        return;
    snprintf(year, 8, "%04d", (int)end.year + (after > 0 && end.month > last ? 1 : 0));
}

static bool is_amendment(struct xbz_str form)
{
    return str_ends_nocase(form, STR("/A"));
}

enum xbz_status facts_from_cover(struct filing_facts *f, const struct xbz_taxonomy *taxonomy, struct xbz_filing *filing)
{
    char end[DATE_TEXT] = "", fiscal_end[12] = "", year[8], focus[4];
    bool ok = true;
    struct xbz_period period = required_context(f, filing->period);
    if (period.kind == XBZ_PERIOD_NONE)
        return XBZ_OK;
    if (filing->period.year == 0)
        filing->period = period.end;
    date_text(filing->period, end);
    if (filing->fiscal_month)
        snprintf(fiscal_end, sizeof fiscal_end, "--%02u-%02u", filing->fiscal_month & 15u, filing->fiscal_day & 31u);
    fiscal_focus(filing, year, focus);
    const struct cover_item items[] = {
        {"DocumentType", filing->form},
        {"AmendmentFlag", filing->form.n == 0          ? STR("")
                          : is_amendment(filing->form) ? STR("true")
                                                       : STR("false")},
        {"DocumentPeriodEndDate", str_of(end)},
        {"DocumentFiscalYearFocus", str_of(year)},
        {"DocumentFiscalPeriodFocus", str_of(focus)},
        {"CurrentFiscalYearEndDate", str_of(fiscal_end)},
        {"EntityRegistrantName", filing->registrant},
        {"EntityCentralIndexKey", cik_ten_digits(f->arena, filing->cik, &ok)},
        {"EntityFileNumber", filing->file_number},
        {"TradingSymbol", filing->symbol},
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        TRY(add(f, taxonomy, period, items[i]));
    return ok ? XBZ_OK : run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
}
