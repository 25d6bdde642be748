/* check_values.c - relations between facts that need no sum. */
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/check.h"

/* Values are compared in units of this power of ten. */
#define UNIT  0
/* Days by which the day of the shares on the cover may be before the period's end. */
#define EARLY 7

enum relation {
    EQUAL,   /* within the rounding of both */
    AT_MOST, /* the first is at most the second */
    ALIKE,   /* less than a hundred times the other */
};

static const struct {
    const char *a, *b;
    enum relation relation;
} rules[] = {
    {"Assets", "LiabilitiesAndStockholdersEquity", EQUAL},
    {"AssetsCurrent", "Assets", AT_MOST},
    {"LiabilitiesCurrent", "Liabilities", AT_MOST},
    {"CommonStockSharesIssued", "CommonStockSharesAuthorized", AT_MOST},
    {"CommonStockSharesOutstanding", "CommonStockSharesIssued", AT_MOST},
    {"PreferredStockSharesIssued", "PreferredStockSharesAuthorized", AT_MOST},
    {"PreferredStockSharesOutstanding", "PreferredStockSharesIssued", AT_MOST},
    {"WeightedAverageNumberOfSharesOutstandingBasic", "WeightedAverageNumberOfDilutedSharesOutstanding", ALIKE},
};

static bool fails(enum relation relation, int64_t a, int64_t b, int64_t slack)
{
    switch (relation) {
    case EQUAL:
        return a - b > slack || b - a > slack;
    case AT_MOST:
        return a - b > slack;
    case ALIKE:
        return a > 0 && b > 0 && (a / 100 > b || b / 100 > a);
    }
    return false;
}

/* Two units of the least exact of two facts, as DQC 0004 allows. */
static int64_t slack_of(const struct xbz_fact *a, const struct xbz_fact *b)
{
    int decimals = a->decimals < b->decimals ? a->decimals : b->decimals;
    int64_t slack = 2;
    for (; decimals < 0 && slack < (int64_t)1000000000000000; decimals++)
        slack *= 10;
    return slack;
}

static void test(struct filing_facts *f, const struct held_fact *x, const struct xbz_concept *other,
                 enum relation relation)
{
    static const char *const says[] = {" is not ", " is more than ", " is a hundred times more or less than "};
    const struct held_fact *y = facts_find(f, other, NULL, x->fact.period);
    int64_t a, b;
    char end[DATE_TEXT];
    if (!y || x->fact.nil || y->fact.nil || !str_eq(x->fact.currency, y->fact.currency) ||
        !decimal_units(&x->number, UNIT, &a) || !decimal_units(&y->number, UNIT, &b) ||
        !fails(relation, a, b, slack_of(&x->fact, &y->fact)))
        return;
    date_text(x->fact.period.end, end);
    run_diag(f->run, XBZ_D_FACT_DOUBTFUL, x->fact.place, "%.*s %.*s%s%.*s %.*s at %s", STR_ARG(x->fact.concept->name),
             STR_ARG(x->fact.value), says[relation], STR_ARG(other->name), STR_ARG(y->fact.value), end);
}

/* The day the shares are counted on the cover comes after the period. */
static void check_dates(struct filing_facts *f, const struct xbz_taxonomy *taxonomy)
{
    const struct xbz_concept *shares = xbz_taxonomy_find(taxonomy, STR("EntityCommonStockSharesOutstanding"));
    const struct xbz_concept *end = xbz_taxonomy_find(taxonomy, STR("DocumentPeriodEndDate"));
    struct xbz_date day = {0, 0, 0};
    /* Other forms are of a day on which something happened. */
    if (!f->run->filing || !str_starts_nocase(f->run->filing->form, STR("10-")))
        return;
    for (size_t i = 0; i < f->n && end; i++) {
        const struct xbz_fact *fact = &f->facts[i].fact;
        if (fact->concept != end || !date_read(&day, fact->value))
            continue;
        long apart = date_number(day) - date_number(fact->period.end);
        if (fact->period.kind == XBZ_DURATION && (apart > EARLY || apart < -EARLY))
            run_diag(f->run, XBZ_D_FACT_DOUBTFUL, fact->place,
                     "DocumentPeriodEndDate %.*s is not the end of the period of the facts", STR_ARG(fact->value));
    }
    for (size_t i = 0; i < f->n && shares && day.year; i++) {
        const struct xbz_fact *fact = &f->facts[i].fact;
        if (fact->concept == shares && date_number(fact->period.end) < date_number(day) - EARLY)
            run_diag(f->run, XBZ_D_FACT_DOUBTFUL, fact->place,
                     "EntityCommonStockSharesOutstanding is of a day before the end of the period");
    }
}

void check_values(struct filing_facts *f, const struct xbz_taxonomy *taxonomy)
{
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        const struct xbz_concept *a = xbz_taxonomy_find(taxonomy, str_of(rules[r].a));
        const struct xbz_concept *b = xbz_taxonomy_find(taxonomy, str_of(rules[r].b));
        for (size_t i = 0; i < f->n && a && b; i++)
            if (f->facts[i].fact.concept == a && f->facts[i].fact.n_dimensions == 0)
                test(f, &f->facts[i], b, rules[r].relation);
    }
    check_dates(f, taxonomy);
}
