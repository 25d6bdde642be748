/* Facts from the figures in the captions of a balance sheet. */
#include "base/decimal.h"
#include "mapping/caption_figures.h"
#include "mapping/facts.h"

#define CAPTION_KINDS 8

/* More digits than any company's shares have: the scale of the statement is not that of the caption. */
#define SHARE_DIGITS  11
/* Shares printed with fewer digits may be in the scale however many that makes: "100,000" in millions are authorized. */
#define WHOLE_DIGITS  8
/* Fewer digits among whole shares may be in another scale. */
#define COUNT_DIGITS  4

static int share_scale(const struct xbz_statement *s)
{
    return s->scale.shares >= 0 ? s->scale.shares : s->scale.money;
}

static bool too_many(const struct xbz_decimal *number, int scale)
{
    return number->n + number->exponent + scale > SHARE_DIGITS;
}

/* One caption with more shares than there can be, all of their digits printed, shows that all captions of the statement
 * print them whole. */
static bool shares_whole(const struct xbz_taxonomy *taxonomy, const struct mapped_statement *ms)
{
    struct caption_figures figures[CAPTION_KINDS];
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        size_t n = ms->items[i].concept ? caption_figures_read(taxonomy, ms->items[i].concept,
                                                               ms->statement->items[i].label, figures, CAPTION_KINDS)
                                        : 0;
        for (size_t k = 0; k < n; k++)
            for (size_t v = 0; v < figures[k].n && figures[k].concept->type == XBZ_TYPE_SHARES; v++)
                if (!figures[k].scaled[v] && figures[k].numbers[v].n + figures[k].numbers[v].exponent >= WHOLE_DIGITS &&
                    too_many(&figures[k].numbers[v], share_scale(ms->statement)))
                    return true;
    }
    return false;
}

/* The power of ten of a figure, -1 when it is in doubt.  Shares that are printed whole stay so, whatever the scale of
 * the money is. */
static int caption_scale(const struct xbz_statement *s, const struct caption_figures *figures, size_t i, bool whole)
{
    const struct xbz_decimal *number = &figures->numbers[i];
    if (figures->scaled[i] || figures->concept->type == XBZ_TYPE_PER_SHARE)
        return 0;
    if (figures->concept->type == XBZ_TYPE_MONETARY)
        return s->scale.money;
    if (whole)
        return number->n + number->exponent >= COUNT_DIGITS ? 0 : -1;
    return too_many(number, share_scale(s)) ? -1 : share_scale(s);
}

static enum xbz_status add_caption_fact(struct filing_facts *f, const struct mapped_statement *ms, size_t item,
                                        const struct caption_figures *figures, size_t i, size_t column, bool whole)
{
    const struct xbz_statement *s = ms->statement;
    const struct xbz_concept *concept = figures->concept;
    struct xbz_decimal number = figures->numbers[i];
    char text[DECIMAL_TEXT];
    bool ok = true;
    int scale = caption_scale(s, figures, i, whole), places = decimal_places(&number) - scale;
    size_t n = scale >= 0 && decimal_shift(&number, scale) ? decimal_text(&number, text) : 0;
    if (n == 0 || concept->period != XBZ_INSTANT)
        return XBZ_OK;
    struct xbz_fact fact = {.concept = concept, .statement = s->kind, .order = f->order, .confidence = 80};
    fact.origin = XBZ_FROM_CAPTION;
    fact.label = s->items[item].label;
    fact.title = s->title;
    TRY(facts_heading(f, ms, item, &fact.heading));
    fact.depth = s->items[item].depth + 1;
    fact.period = s->columns[column].period;
    fact.unit = concept->type == XBZ_TYPE_SHARES      ? XBZ_UNIT_SHARES
                : concept->type == XBZ_TYPE_PER_SHARE ? XBZ_UNIT_PER_SHARE
                                                      : XBZ_UNIT_MONEY;
    fact.currency = s->columns[column].currency.n ? s->columns[column].currency : s->currency;
    fact.value = arena_str(f->arena, (struct xbz_str){text, n}, &ok);
    fact.decimals = places;
    fact.document = ms->document;
    fact.place = s->items[item].place;
    return ok ? facts_add(f, &fact, &number) : run_fail(f->run, arena_code(f->arena), fact.place, NULL);
}

static enum xbz_status add_caption_figures(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                           const struct mapped_statement *ms, size_t item, bool whole)
{
    const struct xbz_statement *s = ms->statement;
    struct caption_figures figures[CAPTION_KINDS];
    size_t columns[CAPTION_GROUP], n_columns = 0;
    size_t n = caption_figures_read(taxonomy, ms->items[item].concept, s->items[item].label, figures, CAPTION_KINDS);
    for (size_t c = 0; n > 0 && c < s->n_columns; c++)
        if (facts_column_reports(s, c) && n_columns < CAPTION_GROUP)
            columns[n_columns++] = c;
    for (size_t k = 0; k < n; k++) {
        if (figures[k].n != 1 && figures[k].n != n_columns)
            continue;
        f->order++;
        for (size_t c = 0; c < n_columns; c++)
            TRY(add_caption_fact(f, ms, item, &figures[k], figures[k].n == 1 ? 0 : c, columns[c], whole));
    }
    return XBZ_OK;
}

enum xbz_status facts_from_captions(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                    const struct mapped_statement *ms)
{
    const struct xbz_statement *s = ms->statement;
    bool whole = s->kind == XBZ_BALANCE_SHEET && shares_whole(taxonomy, ms);
    for (size_t i = 0; i < s->n_items && s->kind == XBZ_BALANCE_SHEET; i++)
        if (ms->items[i].concept)
            TRY(add_caption_figures(f, taxonomy, ms, i, whole));
    return XBZ_OK;
}
