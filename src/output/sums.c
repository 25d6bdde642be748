/* sums.c - rounding intervals, and which sums of a filing may be written as calculation arcs. */
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "output/report.h"

#define SUMS_MAX  2000
#define PARTS_MAX 500
#define RANGE     INT64_C(1000000000000000000) /* sums stay within +-10^18 units */

/* ---- rounding ---- */

/* Half-intervals of rounding, as units of 10^unit, doubled so that they are whole; false when out of range. */
static bool rounding_width(int decimals, int unit, int64_t *width)
{
    if (decimals == DECIMALS_EXACT) {
        *width = 0;
        return true;
    }
    if (decimals < -30 || decimals > 30 || -decimals - unit > 16)
        return false;
    *width = 1;
    for (int i = -decimals - unit; i > 0; i--)
        *width *= 10;
    return true;
}

/* The finest power of ten that a value's digits or its decimals need. */
static bool finest_unit(const struct report_value *value, int *unit)
{
    struct xbz_decimal d;
    if (!decimal_read(&d, value->text))
        return false;
    if (d.exponent < *unit)
        *unit = d.exponent;
    if (value->decimals != DECIMALS_EXACT && -value->decimals < *unit)
        *unit = -value->decimals;
    return true;
}

static bool in_units(const struct report_value *value, int unit, int64_t *number, int64_t *width)
{
    struct xbz_decimal d;
    return decimal_read(&d, value->text) && decimal_units(&d, unit, number) &&
           rounding_width(value->decimals, unit, width);
}

bool report_same_value(const struct report_value *a, const struct report_value *b)
{
    int unit = 0;
    int64_t x, y, wx, wy;
    if (!finest_unit(a, &unit) || !finest_unit(b, &unit) || !in_units(a, unit, &x, &wx) || !in_units(b, unit, &y, &wy))
        return false;
    int64_t apart = x > y ? x - y : y - x;
    return 2 * apart <= wx + wy;
}

/* ---- sums ---- */

/* The facts of one sum in one context, as Calculations 1.1 adds them. */
struct addition {
    int unit;
    int64_t sum, width; /* of the parts: in units, and the doubled half-interval */
    bool any;
};

static bool add_part(struct addition *addition, const struct report_value *value, int weight)
{
    int64_t number, width;
    if (!in_units(value, addition->unit, &number, &width))
        return false;
    addition->sum += weight * number;
    addition->width += width;
    addition->any = true;
    return addition->sum <= RANGE && addition->sum >= -RANGE && addition->width <= RANGE;
}

/* Whether the sum holds where total stands.  Parts that are missing or nil count nothing; without any part there is
 * nothing to check. */
static bool holds_for(const struct report *report, const struct report_sum *sum, const struct report_value *total)
{
    struct addition addition = {.unit = 0};
    if (!finest_unit(total, &addition.unit))
        return false;
    for (size_t i = 0; i < sum->n_parts; i++) {
        const struct report_value *part = report_find_value(report, sum->parts[i].element, total->context, total->unit);
        if (part && !part->nil && !finest_unit(part, &addition.unit))
            return false;
    }
    for (size_t i = 0; i < sum->n_parts; i++) {
        const struct report_value *part = report_find_value(report, sum->parts[i].element, total->context, total->unit);
        if (part && !part->nil && !add_part(&addition, part, sum->parts[i].weight))
            return false;
    }
    int64_t number, width;
    if (!addition.any)
        return true;
    if (!in_units(total, addition.unit, &number, &width))
        return false;
    int64_t apart = number > addition.sum ? number - addition.sum : addition.sum - number;
    return 2 * apart <= width + addition.width;
}

/* The first context in which a sum does not hold, NULL when it holds. */
static const struct report_context *contradiction(const struct report *report, const struct report_sum *sum)
{
    for (const struct report_value *total = sum->total->values; total; total = total->next) {
        if (!total->nil && !holds_for(report, sum, total))
            return total->context;
    }
    return NULL;
}

/* Weights between elements with a balance: 1 on the same side, -1 across (XBRL 2.1 section 5.1.1.2). */
static bool balances_agree(const struct report_element *total, const struct report_element *part, int weight)
{
    enum xbz_balance a = total->concept ? total->concept->balance : XBZ_BALANCE_NONE;
    enum xbz_balance b = part->concept ? part->concept->balance : XBZ_BALANCE_NONE;
    return a == XBZ_BALANCE_NONE || b == XBZ_BALANCE_NONE || (a == b) == (weight > 0);
}

/* Fills sum from what was delivered; false when it can be no calculation. */
static bool resolve(struct report *report, const struct xbz_sum *from, struct report_sum *sum, const char **fault)
{
    *fault = NULL;
    sum->statement = from->statement;
    sum->total = report_find_element(report, from->total.concept, from->total.extension);
    if (!sum->total || report_element_unit(sum->total) == XBZ_UNIT_NONE)
        return false;
    unsigned mark = ++report->mark;
    sum->total->mark = mark;
    for (size_t i = 0; i < from->n_parts; i++) {
        const struct xbz_sum_part *part = &from->parts[i];
        struct report_element *element = report_find_element(report, part->concept, part->extension);
        if (!element)
            continue;
        int weight = part->weight < 0 ? -1 : 1;
        *fault = "a part stands twice, or is the total";
        if (element->mark == mark)
            return false;
        *fault = "its parts are of another kind";
        if (report_element_unit(element) != report_element_unit(sum->total) ||
            report_element_period(element) != report_element_period(sum->total))
            return false;
        *fault = "debit and credit contradict a sign";
        if (!balances_agree(sum->total, element, weight))
            return false;
        element->mark = mark;
        sum->parts[sum->n_parts++] = (struct report_part){element, weight};
    }
    *fault = NULL;
    return sum->n_parts > 0;
}

static bool same_sum(struct report *report, const struct report_sum *a, const struct report_sum *b)
{
    if (a->total != b->total || a->n_parts != b->n_parts)
        return false;
    unsigned mark = ++report->mark;
    for (size_t i = 0; i < a->n_parts; i++)
        a->parts[i].element->mark = mark;
    for (size_t i = 0; i < b->n_parts; i++) {
        if (b->parts[i].element->mark != mark)
            return false;
    }
    return true;
}

/* Whether sum may join a network: no other sum of its total there, and its total is no part, however deep, of its own
 * parts. */
static bool fits_network(struct report *report, const struct report_sum *sum, unsigned network)
{
    unsigned mark = ++report->mark;
    for (size_t i = 0; i < sum->n_parts; i++)
        sum->parts[i].element->mark = mark;
    bool changed = true;
    while (changed) {
        changed = false;
        for (const struct report_sum *other = report->sums; other; other = other->next) {
            if (other->statement != sum->statement || other->network != network)
                continue;
            if (other->total == sum->total)
                return false;
            if (other->total->mark != mark)
                continue;
            for (size_t i = 0; i < other->n_parts; i++) {
                changed = changed || other->parts[i].element->mark != mark;
                other->parts[i].element->mark = mark;
            }
        }
    }
    return sum->total->mark != mark;
}

static void keep(struct report *report, struct report_sum *sum)
{
    sum->network = 0;
    while (!fits_network(report, sum, sum->network))
        sum->network++;
    if (sum->network >= report->networks[sum->statement])
        report->networks[sum->statement] = sum->network + 1;
    if (report->last_sum)
        report->last_sum->next = sum;
    else
        report->sums = sum;
    report->last_sum = sum;
    report->n_sums++;
}

enum xbz_status report_sum(struct report *report, const struct xbz_sum *from)
{
    if (from->n_parts == 0 || from->n_parts > PARTS_MAX || report->n_sums >= SUMS_MAX)
        return XBZ_OK;
    struct report_sum *sum = ARENA_NEW(&report->arena, struct report_sum);
    if (!sum || !(sum->parts = ARENA_ARRAY(&report->arena, from->n_parts, struct report_part)))
        return report_exhausted(report);
    const char *fault;
    if (!resolve(report, from, sum, &fault)) {
        if (fault)
            run_diag(report->run, XBZ_D_SUM_INCONSISTENT, NOWHERE, "%.*s: %s", STR_ARG(report_element_name(sum->total)),
                     fault);
        return XBZ_OK;
    }
    for (const struct report_sum *other = report->sums; other; other = other->next) {
        if (same_sum(report, other, sum))
            return XBZ_OK;
    }
    const struct report_context *where = contradiction(report, sum);
    if (where) {
        char date[DATE_TEXT];
        date_text(where->period.end, date);
        run_diag(report->run, XBZ_D_SUM_INCONSISTENT, NOWHERE, "%.*s, %s: not among all facts of the filing",
                 STR_ARG(report_element_name(sum->total)), date);
        return XBZ_OK;
    }
    keep(report, sum);
    return XBZ_OK;
}
