/* The signs of figures that filers give with and without brackets.
 *
 * Discontinued operations, extraordinary items and changes in accounting stand between two other figures of a schedule.
 * Whether each of them is a gain or a loss follows from these, when only one choice of signs leads from the one to the
 * other. */
#include "mapping/schedule_work.h"

#include "base/decimal.h"
#include "base/str.h"

#define PARTS     4
#define HUNDREDTH (-2)

bool schedule_number_of_tag(const struct schedule_work *w, struct xbz_str tag, size_t column, int scale,
                            struct xbz_decimal *number, int *decimals)
{
    for (size_t r = 0; tag.n && r < w->schedule->n_rows; r++)
        if (str_eq(w->schedule->rows[r].tag, tag))
            return schedule_number(w, r, column, scale, number, decimals);
    return false;
}

/* What lies between two tags of a column, in hundredths of the figures as printed. */
struct step {
    int64_t parts[PARTS];
    size_t n, mine; /* mine: the part whose sign is asked for */
    int64_t whole;  /* the difference of the two */
    int64_t unit;   /* of the figure printed least exactly: they may be rounded */
};

static bool in_hundredths(const struct xbz_decimal *number, int decimals, struct step *step, int64_t *out)
{
    if (decimals <= 0 && step->unit < 100)
        step->unit = 100;
    else if (decimals == 1 && step->unit < 10)
        step->unit = 10;
    return decimal_units(number, HUNDREDTH, out);
}

static bool read_step(const struct schedule_work *w, size_t row, size_t column, struct step *step)
{
    const struct xbz_schedule_tag *tag = w->tags[row];
    struct xbz_decimal number;
    int decimals;
    int64_t from, to;
    *step = (struct step){.unit = 1};
    if (!schedule_number_of_tag(w, tag->from, column, 0, &number, &decimals) ||
        !in_hundredths(&number, decimals, step, &from) ||
        !schedule_number_of_tag(w, tag->to, column, 0, &number, &decimals) ||
        !in_hundredths(&number, decimals, step, &to))
        return false;
    step->whole = to - from;
    for (size_t r = 0; r < w->schedule->n_rows; r++) {
        if (!w->tags[r] || !str_eq(w->tags[r]->from, tag->from) || !str_eq(w->tags[r]->to, tag->to) ||
            !schedule_number(w, r, column, 0, &number, &decimals))
            continue;
        number.negative = false;
        if (step->n == PARTS || !in_hundredths(&number, decimals, step, &step->parts[step->n]))
            return false;
        if (r == row)
            step->mine = step->n;
        step->n++;
    }
    return true;
}

bool schedule_sign(const struct schedule_work *w, size_t row, size_t column, bool *negative)
{
    struct step step;
    bool found = false;
    if (!read_step(w, row, column, &step))
        return false;
    for (unsigned losses = 0; losses < 1u << step.n; losses++) {
        int64_t rest = step.whole;
        for (size_t i = 0; i < step.n; i++)
            rest -= losses >> i & 1 ? -step.parts[i] : step.parts[i];
        bool is_loss = losses >> step.mine & 1;
        if (rest > step.unit || rest < -step.unit)
            continue;
        if (found && is_loss != *negative)
            return false;
        *negative = is_loss;
        found = true;
    }
    return found;
}
