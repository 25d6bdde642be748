#include "table/column_flags.h"

#include "base/calendar.h"
#include "base/str.h"
#include "table/periods.h"

static bool has(struct xbz_str text, const char *what)
{
    return str_find_nocase(text, str_of(what), 0) != (size_t)-1;
}

/* A column of notes is headed so, in one word or two. */
static bool is_of_notes(struct xbz_str label)
{
    return str_starts_nocase(label, STR("note")) && label.n <= 12;
}

/* What a predecessor reported is part of the filing, unless the successor has a column of the same period. */
static void flag_predecessors(struct xbz_column *columns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n && has(columns[i].label, "predecessor"); k++)
            if (!has(columns[k].label, "predecessor") && period_same(columns[k].period, columns[i].period))
                columns[i].flags |= XBZ_COLUMN_PART;
}

/* "As reported" beside "as restated" is what was reported before. */
static void flag_as_reported(struct xbz_column *columns, size_t n)
{
    bool restated = false;
    for (size_t i = 0; i < n; i++)
        restated |= (columns[i].flags & XBZ_COLUMN_RESTATED) != 0;
    for (size_t i = 0; i < n && restated; i++)
        if (!(columns[i].flags & XBZ_COLUMN_RESTATED) && has(columns[i].label, "as reported"))
            columns[i].flags |= XBZ_COLUMN_PREVIOUS;
}

void columns_flag(struct xbz_column *columns, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        columns[i].flags = phrase_flags(columns[i].label);
        if (is_of_notes(columns[i].label))
            columns[i].flags |= XBZ_COLUMN_NOTE;
    }
    flag_as_reported(columns, n);
    flag_predecessors(columns, n);
}
