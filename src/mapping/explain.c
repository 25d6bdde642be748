#include "mapping/explain.h"

#include "base/calendar.h"
#include "mapping/dump.h"
#include "mapping/judges.h"

static void add_period(struct buf *out, struct xbz_period period)
{
    char start[DATE_TEXT], end[DATE_TEXT];
    date_text(period.start, start);
    date_text(period.end, end);
    if (period.kind == XBZ_DURATION)
        buf_printf(out, "%s..%s", start, end);
    else
        buf_text(out, end);
}

static void add_head(struct buf *out, const struct xbz_fact *fact)
{
    static const char *const units[XBZ_UNITS] = {"", "", "shares", "per share", "pure", ""};
    if (fact->extension)
        buf_text(out, "ext:");
    buf_str(out, fact->concept ? fact->concept->name : fact->extension->name);
    buf_byte(out, ' ');
    add_period(out, fact->period);
    fact_add_dimensions(out, fact);
    buf_text(out, " = ");
    buf_str(out, fact->nil ? (struct xbz_str){"nil", 3} : fact->value);
    if (fact->unit == XBZ_UNIT_MONEY || fact->unit == XBZ_UNIT_PER_SHARE || fact->unit == XBZ_UNIT_OTHER) {
        buf_byte(out, ' ');
        buf_str(out, fact->unit == XBZ_UNIT_OTHER ? fact->measures : fact->currency);
    }
    if (*units[fact->unit])
        buf_printf(out, " %s", units[fact->unit]);
    if (fact->unit != XBZ_UNIT_NONE) {
        buf_text(out, ", decimals ");
        fact_add_decimals(out, fact);
    }
    buf_byte(out, '\n');
}

static void add_source(struct buf *out, const struct held_fact *held)
{
    const struct xbz_fact *fact = &held->fact;
    struct xbz_str document = fact->document.type.n ? fact->document.type : fact->document.filename;
    buf_text(out, "  source  ");
    if (document.n) {
        buf_str(out, document);
        buf_text(out, ", ");
    }
    if (fact->place.line)
        buf_printf(out, "line %llu, bytes %llu-%llu, ", (unsigned long long)fact->place.line,
                   (unsigned long long)fact->place.begin, (unsigned long long)fact->place.end);
    buf_byte(out, '"');
    buf_str(out, fact->label);
    buf_byte(out, '"');
    if (held->from) {
        const struct xbz_statement *s = held->from->statement;
        buf_printf(out, ", column %zu \"", held->column + 1);
        buf_str(out, s->columns[held->column].label);
        buf_text(out, "\", printed \"");
        buf_str(out, s->items[held->item].values[held->column].text);
        buf_byte(out, '"');
    }
    buf_byte(out, '\n');
}

static void add_period_reason(struct buf *out, const struct held_fact *held)
{
    const struct mapped_item *it = &held->from->items[held->item];
    struct xbz_period column = held->from->statement->columns[held->column].period;
    buf_text(out, "  period  ");
    add_period(out, column);
    if (held->fact.period.kind == column.kind)
        buf_text(out, " of the column\n");
    else
        buf_text(out, it->instant_shift < 0 ? " of the column: the day before it begins\n"
                                            : " of the column: the day it ends\n");
}

static void add_concept_reason(struct buf *out, const struct mapped_item *it)
{
    static const char *const hows[] = {"no concept is known for the caption",
                                       "alias",
                                       "alias with its heading",
                                       "what it adds up",
                                       "rule of words",
                                       "likeliest by the model",
                                       "row of the map given"};
    static const char *const losses[] = {"", ": another line item has it with more right",
                                         ": arithmetic contradicts it", ": no concept is likely enough"};
    buf_text(out, "  concept ");
    if (!it->concept) {
        buf_printf(out, "none%s, kept as an extension element", it->loss ? losses[it->loss] : "");
        if (!it->loss)
            buf_printf(out, ": %s", hows[MATCH_NONE]);
    } else {
        buf_text(out, hows[it->how]);
        if (it->rule.n) {
            buf_text(out, " \"");
            buf_str(out, it->rule);
            buf_byte(out, '"');
        }
        buf_printf(out, ", score %u", it->confidence);
    }
    if (it->runner_up) {
        buf_text(out, ", runner-up ");
        buf_str(out, it->runner_up->name);
    }
    buf_byte(out, '\n');
}

static void add_judges(struct buf *out, const struct mapped_item *it)
{
    if (!it->agreed && !it->opposed)
        return;
    const char *before = "  judges  ";
    for (unsigned judge = 0; judge < 2 * JUDGES; judge++) {
        bool agrees = judge < JUDGES;
        if (!((agrees ? it->agreed : it->opposed) & (1u << judge % JUDGES)))
            continue;
        buf_printf(out, "%s%s: %s", before, agrees ? "for" : "against",
                   judge_says((enum judge)(judge % JUDGES), agrees));
        before = "; ";
    }
    buf_byte(out, '\n');
}

static void add_scale_reason(struct buf *out, const struct held_fact *held)
{
    const struct xbz_statement *s = held->from->statement;
    const struct mapped_item *it = &held->from->items[held->item];
    const char *why = it->unit == XBZ_UNIT_PER_SHARE    ? "amounts per share are never scaled"
                      : it->unit == XBZ_UNIT_PURE       ? "a percentage"
                      : s->items[held->item].scale >= 0 ? "stated in the caption"
                      : (it->unit == XBZ_UNIT_SHARES ? it->scale != s->scale.money && it->scale != s->scale.shares
                                                     : it->scale != s->scale.money)
                          ? "stated in the heading over it, or told by the amounts per share"
                      : s->scale_stated            ? "stated for the statement"
                      : held->from->scale_inferred ? "of the filing's other statements, whose line items are as long"
                                                   : "none is stated";
    buf_printf(out, "  scale   10^%d, %s\n", it->unit == XBZ_UNIT_PURE ? -2 : it->scale, why);
}

static void add_sign_reason(struct buf *out, const struct held_fact *held)
{
    const struct mapped_item *it = &held->from->items[held->item];
    buf_text(out, it->sign < 0 ? "  sign    turned" : "  sign    as printed");
    if (it->sign_summed)
        buf_text(out, ", by the sum it is part of");
    else if (it->negated)
        buf_text(out, ", by the alias");
    else
        buf_text(out, ", by the wording");
    if (it->concept && it->concept->balance != XBZ_BALANCE_NONE)
        buf_text(out, it->concept->balance == XBZ_DEBIT ? ", a debit" : ", a credit");
    buf_byte(out, '\n');
}

/* Of a fact that is no cell of a statement. */
static void add_origin(struct buf *out, const struct xbz_fact *fact)
{
    static const char *const origins[] = {
        [XBZ_FROM_STATEMENT] = "",
        [XBZ_FROM_CAPTION] = "of the words beside a figure in the caption",
        [XBZ_FROM_SCHEDULE] = "of the tag in the schedule",
        [XBZ_FROM_TAG] = "tagged by the filer",
        [XBZ_FROM_COVER] = "of the header, the cover or the command line",
    };
    if (fact->origin == XBZ_FROM_STATEMENT && fact->unit == XBZ_UNIT_PURE)
        buf_text(out,
                 "  concept none, kept as an extension element: the percentage the figure beside it is of another\n");
    if (!*origins[fact->origin])
        return;
    buf_printf(out, "  concept %s", origins[fact->origin]);
    if (fact->origin == XBZ_FROM_TAG && fact->extension)
        buf_text(out, ", kept as an extension element");
    buf_byte(out, '\n');
}

void fact_explain(struct buf *out, const struct held_fact *held)
{
    add_head(out, &held->fact);
    add_source(out, held);
    if (!held->from) {
        add_origin(out, &held->fact);
        return;
    }
    add_period_reason(out, held);
    add_concept_reason(out, &held->from->items[held->item]);
    add_judges(out, &held->from->items[held->item]);
    add_scale_reason(out, held);
    add_sign_reason(out, held);
}
