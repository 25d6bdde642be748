/* What the amounts of a schedule are multiplied with.
 *
 * Many schedules lack the multiplier though their figures are in thousands or millions, and some state a wrong one.  The
 * statements beside them tell: the scale at which most figures agree is right, or, for another
 * year than theirs, the one at which they are as large. */
#include "mapping/schedule_work.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"

#define N_SCALES 3
static const int scales[N_SCALES] = {0, 3, 6};

#define WHOLE_DOLLARS 8     /* digits of a figure that is taken for dollars when nothing else is known */
#define FEWEST_SHARES 20000 /* a listed company has at least so many */

bool schedule_number(const struct schedule_work *w, size_t row, size_t column, int scale, struct xbz_decimal *number,
                     int *decimals)
{
    const struct xbz_schedule_tag *tag = w->tags[row];
    const struct xbz_value *value = &w->schedule->rows[row].values[column];
    if (!tag || !tag->concept || value->kind != XBZ_NUMBER || decimal_is_zero(&value->number))
        return false;
    bool amount = tag->concept->type == XBZ_TYPE_MONETARY || tag->concept->type == XBZ_TYPE_SHARES;
    if (!amount && tag->concept->type != XBZ_TYPE_PER_SHARE)
        return false;
    *number = value->number;
    if (tag->absolute)
        number->negative = false;
    *decimals = decimal_places(number) - (amount ? scale : 0);
    return decimal_shift(number, amount ? scale : 0);
}

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    for (int i = 0; i < exponent && i < 17; i++)
        power *= 10;
    return power;
}

bool schedule_agrees(const struct xbz_decimal *number, int decimals, const struct held_fact *held)
{
    int64_t a, b;
    int unit = decimals > held->fact.decimals ? -decimals : -held->fact.decimals;
    int coarse = decimals < held->fact.decimals ? -decimals : -held->fact.decimals;
    if (coarse == unit || coarse - unit > 12)
        return decimal_equal(number, &held->number);
    if (!decimal_units(number, unit, &a) || !decimal_units(&held->number, unit, &b))
        return false;
    /* Figures are rounded, cut, or adjusted so that the printed sums hold: one unit of the less exact is no difference. */
    int64_t difference = a > b ? a - b : b - a;
    return difference <= power_of_ten(coarse - unit);
}

/* Another fact of the statements that ends on the same day has exactly this amount. */
static bool stands_elsewhere(const struct schedule_work *w, const struct xbz_decimal *number, struct xbz_date end)
{
    for (size_t i = 0; i < w->n_statement; i++) {
        const struct held_fact *held = &w->f->facts[i];
        struct xbz_decimal a = *number, b = held->number;
        a.negative = b.negative = false;
        if (held->fact.unit == XBZ_UNIT_MONEY && date_same(held->fact.period.end, end) && decimal_equal(&a, &b))
            return true;
    }
    return false;
}

/* How many figures agree at a scale: two points where the concept is the same, one where only the amount is. */
static unsigned votes_for(const struct schedule_work *w, int scale)
{
    unsigned votes = 0;
    for (size_t r = 0; r < w->schedule->n_rows; r++)
        for (size_t c = 0; c < w->schedule->n_columns; c++) {
            struct xbz_period period = schedule_period(w, r, c);
            struct xbz_decimal number;
            int decimals;
            if (period.kind == XBZ_PERIOD_NONE || !schedule_number(w, r, c, scale, &number, &decimals) ||
                w->tags[r]->concept->type != XBZ_TYPE_MONETARY)
                continue;
            const struct held_fact *held = facts_find(w->f, w->tags[r]->concept, NULL, period);
            if (held && schedule_agrees(&number, decimals, held))
                votes += 2;
            else if (w->schedule->rows[r].values[c].number.n >= 4 && stands_elsewhere(w, &number, period.end))
                votes++;
        }
    return votes;
}

static int digits_of(const struct xbz_decimal *number)
{
    int64_t units;
    int digits = 0;
    if (!decimal_units(number, 0, &units))
        return 0;
    for (; units; units /= 10)
        digits++;
    return digits;
}

/* The statements have the concept in a period, with as many digits as the number, or one more or less. */
static bool has_magnitude(const struct schedule_work *w, const struct xbz_concept *concept, int digits)
{
    for (size_t i = 0; i < w->n_statement; i++) {
        const struct held_fact *held = &w->f->facts[i];
        int other = held->fact.concept == concept ? digits_of(&held->number) : 0;
        if (other && other - digits <= 1 && digits - other <= 1)
            return true;
    }
    return false;
}

/* How many figures are as large at a scale as those of the statements in other periods. */
static unsigned magnitudes_at(const struct schedule_work *w, int scale)
{
    unsigned votes = 0;
    for (size_t r = 0; r < w->schedule->n_rows; r++) {
        struct xbz_decimal number;
        int decimals, digits;
        if (!schedule_number(w, r, 0, scale, &number, &decimals) || w->tags[r]->concept->type != XBZ_TYPE_MONETARY)
            continue;
        digits = digits_of(&number);
        votes += digits && has_magnitude(w, w->tags[r]->concept, digits);
    }
    return votes;
}

/* The figure of the first row and column with a concept's name; false when there is none. */
static bool figure_of(const struct schedule_work *w, struct xbz_str concept, int unit, int64_t *out)
{
    for (size_t r = 0; r < w->schedule->n_rows; r++) {
        struct xbz_decimal number;
        int decimals;
        if (w->tags[r] && w->tags[r]->concept && str_eq(w->tags[r]->concept->name, concept) &&
            schedule_number(w, r, 0, 0, &number, &decimals)) {
            number.negative = false;
            return decimal_units(&number, unit, out);
        }
    }
    return false;
}

/* Net income over earnings per share is the number of shares: too few of them, and the figures are no dollars. */
static bool may_be_dollars(const struct schedule_work *w)
{
    int64_t income, per_share;
    if (!figure_of(w, STR("NetIncomeLoss"), 0, &income) || !figure_of(w, STR("EarningsPerShareBasic"), -2, &per_share))
        return true;
    return income >= per_share * (FEWEST_SHARES / 100);
}

static bool has_large_figure(const struct schedule_work *w)
{
    for (size_t r = 0; r < w->schedule->n_rows; r++)
        for (size_t c = 0; c < w->schedule->n_columns; c++) {
            const struct xbz_value *value = &w->schedule->rows[r].values[c];
            if (value->kind == XBZ_NUMBER && value->number.n - decimal_places(&value->number) >= WHOLE_DOLLARS)
                return true;
        }
    return false;
}

static int scale_of_multiplier(uint32_t multiplier)
{
    int scale = 0;
    for (; multiplier >= 10; multiplier /= 10)
        scale++;
    return scale;
}

typedef unsigned votes_fn(const struct schedule_work *w, int scale);

/* Sets the scale that has the most votes, if it has enough of them to stand against the stated one; returns its votes. */
static unsigned most_votes(struct schedule_work *w, votes_fn *votes_at, int stated, unsigned stated_votes)
{
    unsigned best = 0;
    for (size_t i = 0; i < N_SCALES; i++) {
        unsigned votes = votes_at(w, scales[i]);
        if (votes > best && (stated < 0 ? votes >= 2 : votes >= 4 && votes > 2 * stated_votes)) {
            best = votes;
            w->scale = scales[i];
        }
    }
    return best;
}

bool schedule_find_scale(struct schedule_work *w)
{
    const struct xbz_schedule *s = w->schedule;
    int stated = s->multiplier ? scale_of_multiplier(s->multiplier) : -1;
    unsigned stated_votes = stated >= 0 ? votes_for(w, stated) : 0;
    w->scale = stated;
    unsigned best = most_votes(w, votes_for, stated, stated_votes);
    /* A schedule of another year: it is about as large as the statements. */
    if (best == 0 && stated_votes == 0)
        best = most_votes(w, magnitudes_at, stated, stated >= 0 ? magnitudes_at(w, stated) : 0);
    if (best > 0) {
        if (w->scale != (stated < 0 ? 0 : stated))
            run_diag(w->f->run, XBZ_D_SCHEDULE_SCALE, s->place,
                     "%s, but the figures of the statements are those times 10^%d",
                     stated < 0 ? "it is missing" : "it is wrong", w->scale);
        return true;
    }
    if (stated > 0 || stated_votes > 0)
        return true;
    if (may_be_dollars(w) && (stated == 0 || has_large_figure(w))) {
        w->scale = 0;
        return true;
    }
    run_diag(w->f->run, XBZ_D_SCHEDULE_SCALE, s->place, "%s, and nothing tells the scale of its figures",
             stated < 0 ? "it is missing" : "1 cannot be right");
    return false;
}
