#include "mapping/broken_commas.h"

#include "base/str.h"

/* Amounts with thousands for each one that has a point in their place. */
#define WHOLE_EACH 4

/* One to three digits, a point, three digits and no more. */
static bool is_pointed(const struct xbz_value *v)
{
    size_t point = 0, before = 0, after = 0;
    while (point < v->text.n && v->text.p[point] != '.')
        point++;
    while (before < point && is_digit(v->text.p[point - before - 1]))
        before++;
    while (point + after + 1 < v->text.n && is_digit(v->text.p[point + after + 1]))
        after++;
    bool comma = point > before && v->text.p[point - before - 1] == ',';
    return before >= 1 && before <= 3 && after == 3 && !comma && v->text.p[point - before] != '0';
}

void broken_commas_find(struct xbz_run *run, struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    size_t pointed = 0, whole = 0, other = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->n_items; i++)
            for (size_t c = 0; c < s->n_columns && ms->items[i].unit == XBZ_UNIT_MONEY; c++) {
                struct xbz_value *v = &s->items[i].values[c];
                if (v->kind != XBZ_NUMBER || s->columns[c].flags & (XBZ_COLUMN_CHANGE | XBZ_COLUMN_NOTE))
                    continue;
                if (pass == 0) {
                    bool point = is_pointed(v);
                    pointed += point;
                    whole += !point && v->number.exponent >= 0 && v->number.n + v->number.exponent > 3;
                    other += !point && v->number.exponent < 0;
                } else if (is_pointed(v)) {
                    run_diag(run, XBZ_D_CELL_UNREADABLE, v->place.line ? v->place : s->items[i].place, "%.*s: %.*s",
                             STR_ARG(s->items[i].label), STR_ARG(v->text));
                    v->kind = XBZ_DAMAGED;
                }
            }
        if (pointed == 0 || other > 0 || whole < WHOLE_EACH * pointed)
            return;
    }
}
