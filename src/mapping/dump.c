#include "mapping/dump.h"

#include "base/calendar.h"

static const char *const kinds[] = {"none", "BS", "IS", "CI", "CF", "ES", "cover"};
static const char *const hows[] = {"-", "alias", "heading", "sum", "rule", "model", "map"};
static const char *const units[XBZ_UNITS] = {"-", "money", "shares", "per-share", "pure", "other"};

static void add_period(struct buf *out, struct xbz_period p)
{
    char start[DATE_TEXT], end[DATE_TEXT];
    date_text(p.start, start);
    date_text(p.end, end);
    if (p.kind == XBZ_DURATION)
        buf_printf(out, "%s..%s", start, end);
    else
        buf_text(out, p.kind == XBZ_INSTANT ? end : "-");
}

static void add_sum(struct buf *out, const struct mapped_statement *ms, size_t item)
{
    for (size_t k = 0; k < ms->n_sums; k++) {
        const struct item_sum *sum = &ms->sums[k];
        if (sum->total != item)
            continue;
        buf_text(out, "  =");
        for (size_t p = 0; p < sum->n_parts; p++)
            buf_printf(out, " %c%llu", sum->signs[p] < 0 ? '-' : '+',
                       (unsigned long long)ms->statement->items[sum->parts[p]].place.line);
        buf_text(out, sum->exact ? "\n" : " rounded\n");
    }
}

static void add_item(struct buf *out, const struct mapped_statement *ms, size_t i)
{
    const struct xbz_line_item *line = &ms->statement->items[i];
    const struct mapped_item *it = &ms->items[i];
    buf_printf(out, " %llu %u ", (unsigned long long)line->place.line, line->depth);
    if (line->heading) {
        buf_text(out, "heading");
    } else {
        buf_str(out, it->concept ? it->concept->name : (struct xbz_str){"?", 1});
        buf_printf(out, " %s %u %s %s%s scale %d", hows[it->how], it->confidence, units[it->unit],
                   it->sign < 0 ? "negated" : "as-printed", it->sign_summed ? "-by-sum" : "", it->scale);
        static const char *const losses[] = {"", " repeated", " contradicted", " ambiguous"};
        buf_text(out, losses[it->loss]);
    }
    buf_text(out, " |");
    buf_str(out, line->label);
    buf_byte(out, '\n');
    add_sum(out, ms, i);
}

void mapped_dump(struct buf *out, const struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    buf_printf(out, "statement %llu %s score %u%s scale %d/%d currency ", (unsigned long long)s->place.line,
               kinds[s->kind], s->score, ms->chosen ? " chosen" : "", s->scale.money, s->scale.shares);
    buf_str(out, s->currency);
    buf_printf(out, " mapped %u/%u |", ms->n_mapped, ms->n_rows);
    buf_str(out, s->title);
    buf_byte(out, '\n');
    for (size_t c = 0; c < s->n_columns; c++) {
        buf_printf(out, " column %zu ", c + 1);
        add_period(out, s->columns[c].period);
        if (s->columns[c].flags)
            buf_printf(out, " flags %u", s->columns[c].flags);
        buf_text(out, " |");
        buf_str(out, s->columns[c].label);
        buf_byte(out, '\n');
    }
    for (size_t i = 0; i < s->n_items; i++)
        add_item(out, ms, i);
}

void fact_add_dimensions(struct buf *out, const struct xbz_fact *fact)
{
    for (size_t i = 0; i < fact->n_dimensions; i++) {
        const struct xbz_dimension *d = &fact->dimensions[i];
        buf_text(out, i == 0 ? " [" : ", ");
        buf_str(out, d->axis->name);
        buf_byte(out, '=');
        buf_str(out, d->member ? d->member->name : d->value);
        if (i + 1 == fact->n_dimensions)
            buf_byte(out, ']');
    }
}

static void add_decimals(struct buf *out, int decimals)
{
    if (decimals == XBZ_DECIMALS_EXACT)
        buf_text(out, "exact");
    else
        buf_printf(out, "%d", decimals);
}

void fact_add_decimals(struct buf *out, const struct xbz_fact *fact)
{
    add_decimals(out, fact->decimals);
}

static void add_name(struct buf *out, struct xbz_str space, struct xbz_str name)
{
    buf_str(out, space);
    buf_byte(out, '#');
    buf_str(out, name);
}

void tagged_dump(struct buf *out, const struct xbz_tagged_fact *fact)
{
    buf_printf(out, "tagged %llu ", (unsigned long long)fact->place.line);
    add_name(out, fact->space, fact->name);
    buf_byte(out, ' ');
    add_period(out, fact->period);
    for (size_t i = 0; i < fact->n_dimensions; i++) {
        const struct xbz_tagged_dimension *d = &fact->dimensions[i];
        buf_text(out, i == 0 ? " [" : ", ");
        add_name(out, d->space, d->name);
        buf_byte(out, '=');
        if (d->typed)
            buf_str(out, d->value);
        else
            add_name(out, d->member_space, d->member);
        if (i + 1 == fact->n_dimensions)
            buf_byte(out, ']');
    }
    if (fact->numeric) {
        buf_byte(out, ' ');
        buf_str(out, fact->measures);
        buf_byte(out, ' ');
        add_decimals(out, fact->decimals);
    }
    buf_text(out, " |");
    buf_str(out, fact->nil ? (struct xbz_str){"nil", 3} : fact->value);
    buf_byte(out, '\n');
}

void fact_dump(struct buf *out, const struct xbz_fact *fact)
{
    if (fact->concept) {
        buf_str(out, fact->concept->name);
    } else {
        buf_text(out, "ext:");
        buf_str(out, fact->extension->name);
    }
    buf_byte(out, '\t');
    add_period(out, fact->period);
    fact_add_dimensions(out, fact);
    buf_byte(out, '\t');
    buf_str(out, fact->nil ? (struct xbz_str){"nil", 3} : fact->value);
    buf_printf(out, "\t%s", units[fact->unit]);
    if (fact->unit == XBZ_UNIT_MONEY || fact->unit == XBZ_UNIT_PER_SHARE) {
        buf_byte(out, ' ');
        buf_str(out, fact->currency);
    }
    if (fact->unit == XBZ_UNIT_OTHER) {
        buf_byte(out, ' ');
        buf_str(out, fact->measures);
    }
    buf_byte(out, '\t');
    fact_add_decimals(out, fact);
    buf_printf(out, "\t%u\t%llu\t", fact->confidence, (unsigned long long)fact->place.line);
    buf_str(out, fact->label);
    buf_byte(out, '\n');
}
