/* schedule.h - the reader of financial data schedules (exhibit 27): "<TOTAL-ASSETS>  13,873".
 *
 * A schedule is a list of tags that are never closed, each followed by one figure per column.  Around it stand the tags
 * of EDGAR tables (<TABLE> <S> <C>), a legend, notes (<FN> <F1>) and whatever filers have added.  Tags may be written in
 * any case, several may share a line, and a value may stand on the line after its tag.  A document may hold several
 * schedules: a new one begins with <ARTICLE>, or with a period after figures. */
#ifndef XBZ_READ_SCHEDULE_H
#define XBZ_READ_SCHEDULE_H

#include "base/arena.h"
#include "base/buf.h"
#include "xbrlize/reader.h"

#define SCHEDULE_ROWS    256  /* tags kept of a schedule */
#define SCHEDULE_COLUMNS 16   /* value columns kept */
#define SCHEDULE_VALUE   2048 /* bytes kept of what stands behind a tag */

extern const struct xbz_reader_ops schedule_reader;

/* A tag as it was read, with all that stands behind it. */
struct schedule_line {
    struct xbz_str tag; /* upper case */
    struct xbz_str text;
    struct xbz_place place;
    struct xbz_place text_place; /* of the text; line 0 when it comes from several places */
};

/* Makes a schedule of its lines.  Everything but what it needs anew is borrowed from the lines.  Reports figures that do
 * not fit the columns and figures that are no numbers.  SKIP when the arena is full. */
XBZ_CHECKED enum xbz_status schedule_parse(struct xbz_run *run, struct arena *arena, const struct schedule_line *lines,
                                           size_t n, struct xbz_schedule *out);

/* True for a tag that describes the schedule rather than giving a figure ("ARTICLE", "PERIOD-END"). */
bool schedule_is_header(struct xbz_str tag);

/* Appends a schedule as stable text: a line for the schedule, one per column and one per tag. */
void schedule_dump(struct buf *out, const struct xbz_schedule *schedule);

#endif
