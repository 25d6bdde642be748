#include "mapping/schedule_work.h"

#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/judges.h"

/* ---- keeping ---- */

static struct xbz_value *keep_values(struct arena *arena, const struct xbz_value *values, size_t n, bool *ok)
{
    struct xbz_value *kept = ARENA_ARRAY(arena, n, struct xbz_value);
    *ok = *ok && kept;
    for (size_t i = 0; i < n && *ok; i++) {
        kept[i] = values[i];
        kept[i].text = arena_str(arena, values[i].text, ok);
        kept[i].mark = arena_str(arena, values[i].mark, ok);
    }
    return kept;
}

bool schedule_keep(struct kept_schedule *out, struct arena *arena, const struct xbz_schedule *schedule,
                   const struct xbz_document *document)
{
    struct xbz_schedule *s = &out->schedule;
    bool ok = true;
    out->document = *document;
    out->document.type = arena_str(arena, document->type, &ok);
    out->document.filename = arena_str(arena, document->filename, &ok);
    *s = *schedule;
    s->article = arena_str(arena, schedule->article, &ok);
    s->currency = arena_str(arena, schedule->currency, &ok);
    s->cik = arena_str(arena, schedule->cik, &ok);
    s->name = arena_str(arena, schedule->name, &ok);
    s->columns = ARENA_ARRAY(arena, s->n_columns, struct xbz_schedule_column);
    s->rows = ARENA_ARRAY(arena, s->n_rows, struct xbz_schedule_row);
    if (!ok || !s->columns || !s->rows)
        return false;
    for (size_t c = 0; c < s->n_columns; c++) {
        s->columns[c] = schedule->columns[c];
        s->columns[c].period_type = arena_str(arena, schedule->columns[c].period_type, &ok);
    }
    for (size_t r = 0; r < s->n_rows && ok; r++) {
        s->rows[r] = schedule->rows[r];
        s->rows[r].tag = arena_str(arena, schedule->rows[r].tag, &ok);
        s->rows[r].values = keep_values(arena, schedule->rows[r].values, s->n_columns, &ok);
    }
    return ok;
}

/* ---- one figure ---- */

enum verdict {
    CELL_NONE,     /* no figure, or none of this concept and period */
    CELL_AGREES,   /* the statements have it */
    CELL_DIFFERS,  /* they have another figure */
    CELL_OTHER,    /* they have a concept of the same kind with another figure */
    CELL_ABSENT,   /* they do not have it */
    CELL_VERIFIED, /* they do not have it, but what follows from it */
};

struct cell {
    size_t row, column;
    struct xbz_period period;
    struct xbz_decimal number;
    int decimals;
    bool open_sign;               /* nothing tells whether it is a gain or a loss */
    const struct held_fact *held; /* what it was compared with */
};

static bool is_of_statement(const struct schedule_work *w, const struct held_fact *held)
{
    return (size_t)(held - w->f->facts) < w->n_statement;
}

static bool is_negative_error(const struct schedule_work *w, const struct cell *cell)
{
    return cell->number.negative && w->tags[cell->row]->concept->never_negative;
}

static enum verdict first_of(const struct schedule_work *w, const struct xbz_concept *const *concepts,
                             const struct xbz_decimal *number, struct cell *cell)
{
    enum verdict verdict = CELL_ABSENT;
    for (size_t i = 0; i < XBZ_SCHEDULE_OTHERS && concepts[i]; i++) {
        const struct held_fact *held = facts_find(w->f, concepts[i], NULL, cell->period);
        /* The schedule's own figures are no statement of another concept. */
        if (!held || !is_of_statement(w, held))
            continue;
        cell->held = held;
        if (schedule_agrees(number, cell->decimals, held))
            return CELL_AGREES;
        verdict = CELL_OTHER;
    }
    return verdict;
}

/* A gross amount where the statements show the net one.  Many filers gave the net amount in its place. */
static enum verdict judge_gross(const struct schedule_work *w, const struct xbz_schedule_tag *tag, struct cell *cell)
{
    struct xbz_decimal less, net = cell->number;
    int decimals;
    int64_t gross, part;
    enum verdict as_net = first_of(w, tag->net, &cell->number, cell);
    if (as_net != CELL_OTHER)
        return as_net;
    if (!schedule_number_of_tag(w, tag->less, cell->column, w->scale, &less, &decimals) ||
        !decimal_units(&cell->number, -cell->decimals, &gross) || !decimal_units(&less, -cell->decimals, &part))
        return CELL_OTHER;
    int64_t rest = gross - (part < 0 ? -part : part), digits = rest < 0 ? -rest : rest;
    net.negative = rest < 0;
    net.exponent = (int16_t)-cell->decimals;
    net.n = 0;
    for (int64_t power = 1000000000000000000; power > 0; power /= 10)
        if (net.n || digits / power % 10 || power == 1)
            net.digits[net.n++] = (char)('0' + digits / power % 10);
    return first_of(w, tag->net, &net, cell) == CELL_AGREES ? CELL_VERIFIED : CELL_OTHER;
}

static enum verdict judge(const struct schedule_work *w, size_t row, size_t column, struct cell *cell)
{
    const struct xbz_schedule_tag *tag = w->tags[row];
    *cell = (struct cell){.row = row, .column = column};
    if (!tag || tag->use == XBZ_SCHEDULE_NOTHING)
        return CELL_NONE;
    cell->period = schedule_period(w, row, column);
    if (cell->period.kind == XBZ_PERIOD_NONE ||
        !schedule_number(w, row, column, w->scale, &cell->number, &cell->decimals))
        return CELL_NONE;
    cell->held = facts_find(w->f, tag->concept, NULL, cell->period);
    if (cell->held && tag->either_sign)
        cell->number.negative = cell->held->number.negative;
    else if (tag->either_sign)
        cell->open_sign = !schedule_sign(w, row, column, &cell->number.negative);
    if (cell->held)
        return schedule_agrees(&cell->number, cell->decimals, cell->held) ? CELL_AGREES : CELL_DIFFERS;
    enum verdict verdict = first_of(w, tag->also, &cell->number, cell);
    return verdict == CELL_ABSENT && tag->less.n ? judge_gross(w, tag, cell) : verdict;
}

/* ---- facts ---- */

static enum xbz_statement_kind statement_of(const struct xbz_concept *concept)
{
    static const enum xbz_statement_kind order[] = {XBZ_BALANCE_SHEET, XBZ_INCOME, XBZ_COMPREHENSIVE_INCOME,
                                                    XBZ_CASH_FLOW, XBZ_EQUITY};
    bool instant = concept->period == XBZ_INSTANT;
    for (size_t i = instant ? 0 : 1; i < sizeof order / sizeof *order; i++)
        if (concept->statements & (1u << order[i]))
            return order[i];
    return instant ? XBZ_BALANCE_SHEET : XBZ_INCOME;
}

/* A statement of the kind has facts of the period. */
static bool has_statement(const struct schedule_work *w, enum xbz_statement_kind kind, struct xbz_period period)
{
    for (size_t i = 0; i < w->n_statement; i++)
        if (w->f->facts[i].fact.statement == kind && period_same(w->f->facts[i].fact.period, period))
            return true;
    return false;
}

static enum xbz_unit unit_of(const struct xbz_concept *concept)
{
    return concept->type == XBZ_TYPE_SHARES      ? XBZ_UNIT_SHARES
           : concept->type == XBZ_TYPE_PER_SHARE ? XBZ_UNIT_PER_SHARE
                                                 : XBZ_UNIT_MONEY;
}

/* The statements give the figure under another concept: the line is there, and the tag only names it differently.  Where
 * they have it as an extension the tag tells what it is. */
static bool stands_under_another(const struct schedule_work *w, const struct cell *cell)
{
    enum xbz_unit unit = unit_of(w->tags[cell->row]->concept);
    for (size_t i = 0; i < w->n_statement; i++) {
        const struct held_fact *held = &w->f->facts[i];
        if (held->fact.concept && held->fact.unit == unit && period_same(held->fact.period, cell->period) &&
            schedule_agrees(&cell->number, cell->decimals, held))
            return true;
    }
    return false;
}

/* Two tags that must agree, and do not: at least one of them is wrong. */
static bool contradicts_itself(const struct schedule_work *w, const struct cell *cell)
{
    const struct xbz_schedule_tag *tag = w->tags[cell->row];
    struct xbz_decimal other;
    int decimals;
    return schedule_number_of_tag(w, tag->equals, cell->column, w->scale, &other, &decimals) &&
           !decimal_equal(&cell->number, &other);
}

static struct xbz_str currency_of(const struct schedule_work *w)
{
    static const struct {
        const char *word, *code;
    } names[] = {{"CANAD", "CAD"},  {"AUSTRAL", "AUD"}, {"POUND", "GBP"},  {"STERLING", "GBP"}, {"YEN", "JPY"},
                 {"EURO", "EUR"},   {"MARK", "DEM"},    {"FRENCH", "FRF"}, {"SWISS", "CHF"},    {"PESO", "MXN"},
                 {"DOLLAR", "USD"}, {"U.S", "USD"},     {"US", "USD"},     {"$", "USD"}};
    struct xbz_str text = str_trim(w->schedule->currency);
    if (text.n == 3 && is_upper(text.p[0]) && is_upper(text.p[1]) && is_upper(text.p[2]))
        return text;
    for (size_t i = 0; text.n && i < sizeof names / sizeof *names; i++)
        if (str_find_nocase(text, str_of(names[i].word), 0) != (size_t)-1)
            return str_of(names[i].code);
    for (size_t i = 0; i < w->n_statement; i++)
        if (w->f->facts[i].fact.unit == XBZ_UNIT_MONEY)
            return w->f->facts[i].fact.currency;
    return STR("USD");
}

static enum xbz_status add_fact(struct schedule_work *w, const struct cell *cell, bool *new_item)
{
    const struct xbz_schedule_row *row = &w->schedule->rows[cell->row];
    const struct xbz_concept *concept = w->tags[cell->row]->concept;
    char text[DECIMAL_TEXT];
    bool ok = true;
    size_t n = decimal_text(&cell->number, text);
    if (n == 0)
        return XBZ_OK;
    struct xbz_fact fact = {.concept = concept, .statement = statement_of(concept), .period = cell->period};
    w->f->order += *new_item;
    *new_item = false;
    fact.order = w->f->order;
    fact.label = row->tag;
    fact.unit = unit_of(concept);
    fact.currency = fact.unit == XBZ_UNIT_SHARES ? (struct xbz_str){NULL, 0} : currency_of(w);
    fact.value = arena_str(w->f->arena, (struct xbz_str){text, n}, &ok);
    fact.decimals = cell->decimals;
    fact.confidence = SCHEDULE_CONFIDENCE;
    fact.origin = XBZ_FROM_SCHEDULE;
    fact.document = w->kept->document;
    fact.place = row->values[cell->column].place;
    w->added++;
    return ok ? facts_add(w->f, &fact, &cell->number) : run_fail(w->f->run, arena_code(w->f->arena), row->place, NULL);
}

static void report_difference(const struct schedule_work *w, const struct cell *cell)
{
    const struct xbz_schedule_row *row = &w->schedule->rows[cell->row];
    char text[DECIMAL_TEXT];
    size_t n = decimal_text(&cell->number, text);
    run_diag(w->f->run, XBZ_D_SCHEDULE_DIFFERS, row->place, "%.*s %.*s, %s has %.*s", STR_ARG(row->tag), (int)n, text,
             is_of_statement(w, cell->held) ? "the statement" : "a schedule", STR_ARG(cell->held->fact.value));
}

static enum xbz_status settle_cell(struct schedule_work *w, size_t row, size_t column, bool trusted, bool *new_item)
{
    struct cell cell;
    const struct xbz_schedule_tag *tag = w->tags[row];
    enum verdict verdict = judge(w, row, column, &cell);
    if (verdict == CELL_DIFFERS)
        report_difference(w, &cell);
    if (!trusted || (verdict != CELL_VERIFIED && verdict != CELL_ABSENT))
        return XBZ_OK;
    if (verdict == CELL_ABSENT &&
        (tag->use == XBZ_SCHEDULE_CHECK || stands_under_another(w, &cell) ||
         (tag->use == XBZ_SCHEDULE_ALONE && has_statement(w, statement_of(tag->concept), cell.period))))
        return XBZ_OK;
    struct xbz_place place = w->schedule->rows[row].place;
    if (contradicts_itself(w, &cell)) {
        run_diag(w->f->run, XBZ_D_SCHEDULE_DIFFERS, place, "%.*s and %.*s of the schedule are not equal",
                 STR_ARG(tag->tag), STR_ARG(tag->equals));
        return XBZ_OK;
    }
    if (cell.open_sign) {
        run_diag(w->f->run, XBZ_D_FACT_LEFT_OUT, place, "%.*s: nothing tells its sign", STR_ARG(tag->tag));
        return XBZ_OK;
    }
    if (is_negative_error(w, &cell)) {
        run_diag(w->f->run, XBZ_D_FACT_LEFT_OUT, place, "%.*s is negative", STR_ARG(tag->tag));
        return XBZ_OK;
    }
    return add_fact(w, &cell, new_item);
}

/* ---- a schedule ---- */

static struct xbz_str without_zeros(struct xbz_str cik)
{
    cik = str_trim(cik);
    while (cik.n && cik.p[0] == '0')
        cik = str_sub(cik, 1, cik.n);
    return cik;
}

/* Why a schedule as a whole says nothing about the filing's statements; NULL when it does. */
static const char *fault_of(const struct schedule_work *w)
{
    const struct xbz_schedule *s = w->schedule;
    struct xbz_str cik = without_zeros(s->cik);
    if (!xbz_taxonomy_has_article(w->taxonomy, s->article))
        return s->article.n ? "no mapping is known for its article" : "it does not state its article";
    if (s->series)
        return "it is about a series of the registrant";
    if (s->pro_forma)
        return "its figures are pro forma";
    if (cik.n && w->filing->cik.n && !str_eq(cik, without_zeros(w->filing->cik)))
        return "it is about another registrant";
    return NULL;
}

static void look_up_tags(struct schedule_work *w)
{
    for (size_t r = 0; r < w->schedule->n_rows; r++) {
        const struct xbz_schedule_row *row = &w->schedule->rows[r];
        w->tags[r] = xbz_taxonomy_schedule_tag(w->taxonomy, w->schedule->article, row->tag);
        if (!w->tags[r])
            run_diag(w->f->run, XBZ_D_SCHEDULE_TAG, row->place, "%.*s", STR_ARG(row->tag));
    }
}

static void count_agreement(struct schedule_work *w)
{
    struct cell cell;
    for (size_t r = 0; r < w->schedule->n_rows; r++)
        for (size_t c = 0; c < w->schedule->n_columns; c++) {
            enum verdict verdict = judge(w, r, c, &cell);
            if (cell.held && !is_of_statement(w, cell.held))
                continue;
            w->agree += verdict == CELL_AGREES || verdict == CELL_VERIFIED;
            w->differ += verdict == CELL_DIFFERS;
        }
}

/* The figure of a tag judges the concept of the line item that has the same concept, or is thought to. */
static void judge_line_item(struct schedule_work *w, const struct cell *cell, enum verdict verdict)
{
    const struct held_fact *held = cell->held;
    if ((verdict != CELL_AGREES && verdict != CELL_DIFFERS) || !held || !held->from ||
        held->fact.concept != w->tags[cell->row]->concept ||
        held->fact.concept != held->from->items[held->item].concept)
        return;
    struct mapped_item *it = &held->from->items[held->item];
    if (verdict == CELL_AGREES)
        judge_agrees(it, JUDGE_SCHEDULE);
    else
        judge_opposes(it, JUDGE_SCHEDULE);
    for (size_t i = 0; i < w->n_statement; i++) {
        struct held_fact *other = &w->f->facts[i];
        if (other->from == held->from && other->item == held->item && other->fact.concept == held->fact.concept)
            other->fact.confidence = it->confidence;
    }
}

static void judge_line_items(struct schedule_work *w)
{
    struct cell cell;
    for (size_t r = 0; r < w->schedule->n_rows; r++)
        for (size_t c = 0; c < w->schedule->n_columns; c++) {
            enum verdict verdict = judge(w, r, c, &cell);
            judge_line_item(w, &cell, verdict);
        }
}

static enum xbz_status settle(struct schedule_work *w, unsigned min_confidence)
{
    const struct xbz_schedule *s = w->schedule;
    const char *fault = fault_of(w);
    if (fault) {
        run_diag(w->f->run, XBZ_D_SCHEDULE_LEFT_OUT, s->place, "article %.*s: %s", STR_ARG(s->article), fault);
        return XBZ_OK;
    }
    look_up_tags(w);
    schedule_periods(w);
    if (!schedule_find_scale(w))
        return XBZ_OK;
    count_agreement(w);
    bool trusted = w->differ < 3 || w->differ <= w->agree;
    if (!trusted)
        run_diag(w->f->run, XBZ_D_SCHEDULE_LEFT_OUT, s->place, "%u of its figures agree with the statements, %u differ",
                 w->agree, w->differ);
    else
        judge_line_items(w);
    for (size_t r = 0; r < s->n_rows; r++) {
        bool new_item = true;
        for (size_t c = 0; c < s->n_columns; c++)
            TRY(settle_cell(w, r, c, trusted && min_confidence <= SCHEDULE_CONFIDENCE, &new_item));
    }
    run_diag(w->f->run, XBZ_D_SCHEDULE_FOUND, s->place,
             "article %.*s: %u figures agree with the statements, %u differ, %u are added", STR_ARG(s->article),
             w->agree, w->differ, w->added);
    return XBZ_OK;
}

static enum xbz_status settle_kept(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                   const struct xbz_filing *filing, const struct kept_schedule *kept,
                                   size_t n_statement, unsigned min_confidence)
{
    const struct xbz_schedule *s = &kept->schedule;
    struct schedule_work w = {.f = f, .taxonomy = taxonomy, .filing = filing, .kept = kept};
    w.schedule = s;
    w.n_statement = n_statement;
    w.tags = ARENA_ARRAY(f->arena, s->n_rows, const struct xbz_schedule_tag *);
    w.instants = ARENA_ARRAY(f->arena, s->n_columns, struct xbz_period);
    w.durations = ARENA_ARRAY(f->arena, s->n_columns, struct xbz_period);
    if (!w.tags || !w.instants || !w.durations)
        return run_fail(f->run, arena_code(f->arena), s->place, NULL);
    f->run->document = &kept->document;
    return settle(&w, min_confidence);
}

enum xbz_status facts_from_schedules(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                                     const struct xbz_filing *filing, const struct kept_schedule *schedules, size_t n,
                                     unsigned min_confidence)
{
    size_t n_statement = f->n;
    /* What is restated takes the place of what was reported before. */
    for (int restated = 1; restated >= 0; restated--)
        for (size_t i = 0; i < n; i++)
            if (schedules[i].schedule.restated == (restated == 1))
                TRY(settle_kept(f, taxonomy, filing, &schedules[i], n_statement, min_confidence));
    f->run->document = NULL;
    return XBZ_OK;
}
