#include "mapping/caption_figures.h"

#include <string.h>

#include "base/str.h"
#include "mapping/label_key.h"

#define NOT_FOUND ((size_t)-1)

/* "par value|stated value": where the first of the phrases stands in the text. */
static size_t first_phrase(struct xbz_str text, struct xbz_str phrases)
{
    size_t first = NOT_FOUND;
    for (size_t from = 0; from < phrases.n;) {
        size_t end = from;
        while (end < phrases.n && phrases.p[end] != '|')
            end++;
        size_t at = str_find_word(text, str_sub(phrases, from, end - from), 0);
        first = at < first ? at : first;
        from = end + 1;
    }
    return first;
}

struct xbz_str caption_tax_text(struct xbz_str text)
{
    size_t at = str_find_nocase(text, STR("tax"), 0);
    return str_sub(text, at == NOT_FOUND ? text.n : at, text.n);
}

/* "Net of tax benefit (expense) of $5": a bare figure is a benefit. */
static bool is_benefit(struct xbz_str text)
{
    struct xbz_str tax = caption_tax_text(text);
    size_t at = str_find_nocase(tax, STR("benefit"), 0);
    struct label_sense sense = label_sense(str_sub(tax, at == NOT_FOUND ? tax.n : at, tax.n));
    return sense.plain_word == POLARITY_BENEFIT && sense.bracketed == LABEL_COST;
}

/* "None issued" says that there is nothing to report; "17 and zero shares" reports two figures. */
static bool is_nothing(const struct caption_segment *segment)
{
    for (size_t i = 0; i < segment->n; i++)
        if (!decimal_is_zero(&segment->numbers[i].value))
            return false;
    return true;
}

static void take(struct caption_figures *out, const struct caption_segment *segment)
{
    bool shares = out->concept->type == XBZ_TYPE_SHARES;
    bool turned = is_benefit(segment->text);
    for (size_t i = 0; i < segment->n && out->n < CAPTION_NUMBERS; i++) {
        const struct caption_number *number = &segment->numbers[i];
        if (number->money == shares && !(shares && number->power) && !decimal_is_zero(&number->value))
            continue;
        struct caption_number *to = &out->numbers[out->n];
        *to = *number;
        if (!decimal_shift(&to->value, number->power))
            continue;
        to->value.negative = !decimal_is_zero(&to->value) && to->value.negative != turned;
        out->n++;
        if (out->concept->type == XBZ_TYPE_PER_SHARE)
            break; /* par is one amount */
    }
}

/* The concept has figures already, and those of this clause are not of another date. */
static bool there_already(const struct caption_figures *out, size_t n, const struct xbz_caption_figure *rule,
                          const struct caption_segment *segment)
{
    for (size_t i = 0; i < n; i++)
        if (out[i].concept == rule->concept &&
            (out[i].numbers[0].when.year == 0 || segment->numbers[0].when.year == 0 ||
             out[i].numbers[0].when.year == segment->numbers[0].when.year))
            return true;
    return false;
}

/* "Authorized - 2,400,000 shares issued:": in a segment of one figure the kind that is named first has it, unless they
 * are named as one, "issued and outstanding". */
static bool is_taken_by_another(const struct xbz_caption_figure *rules, size_t n, size_t rule,
                                const struct caption_segment *segment)
{
    size_t own = first_phrase(segment->text, rules[rule].words);
    for (size_t r = 0; r < n; r++) {
        size_t at =
            rules[r].owner == rules[rule].owner && r != rule && rules[r].concept->type == rules[rule].concept->type
                ? first_phrase(segment->text, rules[r].words)
                : NOT_FOUND;
        if (at == NOT_FOUND || at >= own)
            continue;
        for (size_t i = at; i < own; i++)
            if (is_digit(segment->text.p[i]))
                return true;
    }
    return false;
}

/* Amounts of money that no rule names are kept for an element of their own. */
static bool take_rest(struct caption_figures *out, const struct caption_segment *segment)
{
    bool turned = is_benefit(segment->text);
    for (size_t i = 0; i < segment->n; i++) {
        struct caption_number *to = &out->numbers[out->n];
        *to = segment->numbers[i];
        if (!to->money || !decimal_shift(&to->value, to->power))
            return false;
        to->value.negative = !decimal_is_zero(&to->value) && to->value.negative != turned;
        out->n++;
    }
    return true;
}

/* The rules for a line item without a concept, or with one that has none: a stock by its name. */
static const struct xbz_concept *owner_by_name(const struct xbz_taxonomy *taxonomy, struct xbz_str label)
{
    static const struct {
        const char *word, *concept;
    } stocks[] = {{"treasury", "TreasuryStockValue"},    {"preferred", "PreferredStockValue"},
                  {"preference", "PreferredStockValue"}, {"common stock", "CommonStockValue"},
                  {"common shares", "CommonStockValue"}, {"ordinary shares", "CommonStockValue"}};
    for (size_t i = 0; i < sizeof stocks / sizeof *stocks; i++)
        if (str_find_word(label, str_of(stocks[i].word), 0) != NOT_FOUND)
            return xbz_taxonomy_find(taxonomy, str_of(stocks[i].concept));
    return NULL;
}

const struct xbz_concept *caption_owner(const struct xbz_taxonomy *taxonomy, const struct xbz_concept *concept,
                                        struct xbz_str label)
{
    size_t n;
    const struct xbz_caption_figure *rules = xbz_taxonomy_caption_figures(taxonomy, &n);
    for (size_t r = 0; r < n && concept != NULL; r++)
        if (rules[r].owner == concept)
            return concept;
    return owner_by_name(taxonomy, label);
}

size_t caption_figures_read(const struct xbz_taxonomy *taxonomy, const struct xbz_concept *owner, struct xbz_str label,
                            struct caption_figures *out, size_t room)
{
    size_t n = 0, n_rules, at = 0;
    const struct xbz_caption_figure *rules = xbz_taxonomy_caption_figures(taxonomy, &n_rules);
    struct caption_segment segment;
    while (n < room && caption_next_segment(label, &at, &segment)) {
        size_t before = n;
        if (is_nothing(&segment))
            continue;
        for (size_t r = 0; r < n_rules && n < room; r++) {
            if (rules[r].owner != owner || owner == NULL || first_phrase(segment.text, rules[r].words) == NOT_FOUND ||
                there_already(out, n, &rules[r], &segment) || is_taken_by_another(rules, n_rules, r, &segment))
                continue;
            memset(&out[n], 0, sizeof out[n]);
            out[n].concept = rules[r].concept;
            out[n].text = segment.text;
            take(&out[n], &segment);
            n += out[n].n > 0;
        }
        if (n > before || n == room)
            continue;
        memset(&out[n], 0, sizeof out[n]);
        out[n].text = segment.text;
        n += take_rest(&out[n], &segment);
    }
    return n;
}
