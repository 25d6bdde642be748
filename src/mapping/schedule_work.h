/* schedule_work.h - a schedule while it is compared with the statements: shared by schedule_facts.c (what becomes of each
 * figure), schedule_scale.c (what figures are multiplied with), schedule_sign.c (gain or loss) and
 * schedule_period.c (when they were). */
#ifndef XBZ_MAPPING_SCHEDULE_WORK_H
#define XBZ_MAPPING_SCHEDULE_WORK_H

#include "mapping/schedule_facts.h"

struct schedule_work {
    struct filing_facts *f;
    const struct xbz_taxonomy *taxonomy;
    const struct xbz_filing *filing;
    const struct kept_schedule *kept;
    const struct xbz_schedule *schedule;
    size_t n_statement;                      /* the first so many facts of f are those of statements */
    const struct xbz_schedule_tag **tags;    /* of each row; NULL: no meaning */
    struct xbz_period *instants, *durations; /* of each column; kind NONE where unknown */
    int scale;                               /* power of ten of its amounts */
    unsigned agree, differ, added;
};

/* Fills instants and durations.  The end is that of the statements when theirs lies within a week; so is the start, since
 * a year of 52 or 53 weeks is often given as twelve months. */
void schedule_periods(struct schedule_work *w);

/* Sets scale.  False, after a diagnostic, when it stays open. */
bool schedule_find_scale(struct schedule_work *w);

/* The figure of a row and column at a scale, with the decimals it is exact to.  False for what is no figure, for zero, and
 * where the tag has no meaning. */
bool schedule_number(const struct schedule_work *w, size_t row, size_t column, int scale, struct xbz_decimal *number,
                     int *decimals);

/* The same of another tag in the column. */
bool schedule_number_of_tag(const struct schedule_work *w, struct xbz_str tag, size_t column, int scale,
                            struct xbz_decimal *number, int *decimals);

/* Whether the figure of a row whose tag has either_sign is a loss, by the figures around it.  False when these do not tell. */
bool schedule_sign(const struct schedule_work *w, size_t row, size_t column, bool *negative);

/* The period of a row's fact in a column, kind NONE when unknown. */
struct xbz_period schedule_period(const struct schedule_work *w, size_t row, size_t column);

/* True when a figure is that of a fact, as exactly as the less exact of the two. */
bool schedule_agrees(const struct xbz_decimal *number, int decimals, const struct held_fact *held);

#endif
