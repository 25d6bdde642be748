/* facts_kit.h - concepts, facts and sums made by hand, for the tests of reports and writers. */
#ifndef XBZ_TESTS_FACTS_KIT_H
#define XBZ_TESTS_FACTS_KIT_H

#include "output_kit.h"

#include "output/report.h"

#define CONCEPT(n, t, b, p)                                                                                            \
    {                                                                                                                  \
        .name = {n, sizeof(n) - 1}, .label = {n, sizeof(n) - 1}, .type = (t), .balance = (b), .period = (p)            \
    }

static const struct xbz_concept kit_assets = CONCEPT("Assets", XBZ_TYPE_MONETARY, XBZ_DEBIT, XBZ_INSTANT);
static const struct xbz_concept kit_current = CONCEPT("AssetsCurrent", XBZ_TYPE_MONETARY, XBZ_DEBIT, XBZ_INSTANT);
static const struct xbz_concept kit_other = CONCEPT("OtherAssets", XBZ_TYPE_MONETARY, XBZ_DEBIT, XBZ_INSTANT);
static const struct xbz_concept kit_liabilities = CONCEPT("Liabilities", XBZ_TYPE_MONETARY, XBZ_CREDIT, XBZ_INSTANT);
static const struct xbz_concept kit_income = CONCEPT("NetIncomeLoss", XBZ_TYPE_MONETARY, XBZ_CREDIT, XBZ_DURATION);
static const struct xbz_concept kit_eps =
    CONCEPT("EarningsPerShareBasic", XBZ_TYPE_PER_SHARE, XBZ_BALANCE_NONE, XBZ_DURATION);
static const struct xbz_concept kit_shares =
    CONCEPT("SharesOutstanding", XBZ_TYPE_SHARES, XBZ_BALANCE_NONE, XBZ_INSTANT);
static const struct xbz_concept kit_form = CONCEPT("DocumentType", XBZ_TYPE_STRING, XBZ_BALANCE_NONE, XBZ_DURATION);
static const struct xbz_concept kit_date =
    CONCEPT("DocumentPeriodEndDate", XBZ_TYPE_DATE, XBZ_BALANCE_NONE, XBZ_DURATION);
static const struct xbz_concept kit_flag = CONCEPT("AmendmentFlag", XBZ_TYPE_BOOLEAN, XBZ_BALANCE_NONE, XBZ_DURATION);

static const struct xbz_period kit_2009 = {XBZ_DURATION, {2009, 1, 1}, {2009, 12, 31}};
static const struct xbz_period kit_2008 = {XBZ_DURATION, {2008, 1, 1}, {2008, 12, 31}};
static const struct xbz_period kit_end_2009 = {XBZ_INSTANT, {0, 0, 0}, {2009, 12, 31}};
static const struct xbz_period kit_end_2008 = {XBZ_INSTANT, {0, 0, 0}, {2008, 12, 31}};

/* A fact in dollars, thousands printed. */
static inline struct xbz_fact kit_money(const struct xbz_concept *concept, struct xbz_period period, const char *value)
{
    return (struct xbz_fact){
        .concept = concept,
        .statement = concept->period == XBZ_INSTANT ? XBZ_BALANCE_SHEET : XBZ_INCOME,
        .label = concept->label,
        .period = period,
        .unit = XBZ_UNIT_MONEY,
        .currency = {"USD", 3},
        .value = str_of(value),
        .decimals = -3,
    };
}

static inline struct xbz_fact kit_text(const struct xbz_concept *concept, struct xbz_period period, const char *value)
{
    return (struct xbz_fact){
        .concept = concept,
        .statement = XBZ_COVER,
        .label = concept->label,
        .period = period,
        .value = str_of(value),
    };
}

static inline struct xbz_report kit_report(const struct xbz_filing *filing)
{
    return (struct xbz_report){
        .filing = filing,
        .entity = {STR("http://www.sec.gov/CIK"), STR("0001012477")},
        .name = STR("flamel"),
    };
}

#endif
