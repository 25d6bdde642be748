#include "mapping/tagged_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/str.h"
#include "mapping/tagged_notes.h"

#define SEC_SCHEME "http://www.sec.gov/CIK"

struct kept_tag {
    struct kept_tag *next;
    const struct tagged_element *element;
    struct xbz_fact fact;
    unsigned table;
    struct xbz_str id; /* of its element, where footnotes are wanted */
    size_t at;         /* in the order of the documents */
};

static enum xbz_status full(struct tagged_facts *t)
{
    return run_fail(t->run, arena_code(t->arena), NOWHERE, NULL);
}

void tagged_start(struct tagged_facts *t, struct xbz_run *run, struct arena *arena, const struct xbz_taxonomy *taxonomy,
                  struct xbz_filing *filing, bool keep_dimensions)
{
    memset(t, 0, sizeof *t);
    t->run = run;
    t->arena = arena;
    t->elements = (struct tagged_elements){.run = run, .arena = arena, .taxonomy = taxonomy};
    t->filing = filing;
    t->keep_dimensions = keep_dimensions;
}

/* ---- what may stand ---- */

/* "2024", "--12-31" */
static bool is_year_or_day(struct xbz_str s)
{
    if (s.n == 4)
        return is_digit(s.p[0]) && is_digit(s.p[1]) && is_digit(s.p[2]) && is_digit(s.p[3]);
    return s.n == 7 && s.p[0] == '-' && s.p[1] == '-' && is_digit(s.p[2]) && is_digit(s.p[3]) && s.p[4] == '-' &&
           is_digit(s.p[5]) && is_digit(s.p[6]);
}

static bool fits_type(const struct xbz_concept *concept, struct xbz_str value)
{
    struct xbz_date date;
    switch (concept->type) {
    case XBZ_TYPE_DATE:
        return date_read(&date, value);
    case XBZ_TYPE_BOOLEAN:
        return str_eq(value, STR("true")) || str_eq(value, STR("false"));
    case XBZ_TYPE_OTHER:
        return is_year_or_day(value);
    default:
        return true;
    }
}

static const char *fault_of(const struct xbz_tagged_fact *fact)
{
    if (!tagged_is_name(fact->name))
        return "its name is none of XML";
    if (fact->period.kind == XBZ_PERIOD_NONE || !date_valid(fact->period.end))
        return "its period is not known";
    if (fact->period.kind == XBZ_DURATION &&
        (!date_valid(fact->period.start) || date_cmp(fact->period.start, fact->period.end) > 0))
        return "its period is not known";
    if (fact->numeric && fact->unit == XBZ_UNIT_NONE)
        return "its unit is not known";
    return NULL;
}

/* ---- taking ---- */

/* What a fact of the cover says goes where the filing knows nothing yet. */
static bool note_filing(struct tagged_facts *t, const struct xbz_tagged_fact *fact)
{
    struct xbz_filing *f = t->filing;
    bool ok = true;
    const struct {
        const char *name;
        struct xbz_str *to;
    } rows[] = {
        {"EntityRegistrantName", &f->registrant},
        {"DocumentType", &f->form},
        {"EntityFileNumber", &f->file_number},
        {"TradingSymbol", &f->symbol},
    };
    if (f->cik.n == 0 && str_eq(fact->scheme, STR(SEC_SCHEME)))
        f->cik = arena_str(t->arena, fact->identifier, &ok);
    if (fact->nil || fact->n_dimensions > 0 || !tagged_is_cover(fact->space))
        return ok;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].to->n == 0 && str_eq(fact->name, str_of(rows[i].name)))
            *rows[i].to = arena_str(t->arena, fact->value, &ok);
    struct xbz_date date;
    if (f->period.year == 0 && str_eq(fact->name, STR("DocumentPeriodEndDate")) && date_read(&date, fact->value))
        f->period = date;
    return ok;
}

static enum xbz_status keep_document(struct tagged_facts *t, const struct xbz_document *document, bool instance)
{
    bool ok = true;
    t->document = document;
    t->tables_before = t->tables > 0 ? t->tables + TAGGED_TABLE_GAP : 0;
    t->kept = *document;
    t->kept.type = arena_str(t->arena, document->type, &ok);
    t->kept.filename = arena_str(t->arena, document->filename, &ok);
    if (instance && !t->instance) { /* it holds what was taken from inline XBRL so far, and more */
        t->instance = true;
        t->first = t->last = NULL;
        t->n = 0;
        t->dimensions = t->segments = t->others = 0;
    }
    return ok ? XBZ_OK : full(t);
}

static enum xbz_status keep_fact(struct tagged_facts *t, const struct xbz_tagged_fact *fact,
                                 const struct tagged_set *set)
{
    const struct tagged_element *element;
    bool ok = true;
    if (t->n >= t->run->limits.facts) {
        run_diag(t->run, XBZ_D_FACTS_TOO_MANY, fact->place, NULL);
        return XBZ_OK;
    }
    TRY(tagged_item(&t->elements, fact, fact->unit, &element));
    if (element->concept && !fact->nil && !fits_type(element->concept, fact->value)) {
        run_diag(t->run, XBZ_D_TAG_LEFT_OUT, fact->place, "%.*s: \"%.*s\" is not of its type", STR_ARG(fact->name),
                 STR_ARG(fact->value));
        return XBZ_OK;
    }
    struct kept_tag *kept = ARENA_NEW(t->arena, struct kept_tag);
    if (!kept)
        return full(t);
    kept->element = element;
    kept->table = fact->table ? t->tables_before + fact->table : 0;
    t->tables = kept->table > t->tables ? kept->table : t->tables;
    kept->at = t->n++;
    kept->fact = (struct xbz_fact){.concept = element->concept,
                                   .extension = element->extension,
                                   .statement = element->statement,
                                   .order = element->order,
                                   .label = element->concept ? element->concept->label : element->extension->label,
                                   .period = fact->period,
                                   .unit = fact->unit,
                                   .decimals = fact->numeric ? fact->decimals : 0,
                                   .nil = fact->nil,
                                   .origin = XBZ_FROM_TAG,
                                   .confidence = 100,
                                   .document = t->kept,
                                   .place = fact->place};
    kept->fact.value = arena_str(t->arena, fact->value, &ok);
    kept->id = arena_str(t->arena, fact->id, &ok);
    kept->fact.currency = arena_str(t->arena, fact->currency, &ok);
    if (fact->unit == XBZ_UNIT_OTHER)
        kept->fact.measures = arena_str(t->arena, fact->measures, &ok);
    if (set) {
        kept->fact.dimensions = set->dimensions;
        kept->fact.n_dimensions = set->n;
    }
    if (t->last)
        t->last->next = kept;
    else
        t->first = kept;
    t->last = kept;
    t->cover = t->cover || (tagged_is_cover(fact->space) && str_eq(fact->name, STR("DocumentType")));
    t->figures = t->figures || (fact->numeric && !set && !tagged_is_cover(fact->space));
    return ok ? XBZ_OK : full(t);
}

enum xbz_status tagged_note(struct tagged_facts *t, const struct xbz_tagged_note *note,
                            const struct xbz_document *document)
{
    if (t->instance)
        return XBZ_OK;
    if (!t->notes)
        t->notes = tagged_notes_new(t->arena);
    return t->notes && tagged_notes_add(t->notes, note, document->sequence) ? XBZ_OK : full(t);
}

enum xbz_status tagged_take(struct tagged_facts *t, const struct xbz_tagged_fact *fact,
                            const struct xbz_document *document, bool instance)
{
    if (t->instance && !instance)
        return XBZ_OK;
    if (!t->document || t->document->sequence != document->sequence || t->kept.sequence != document->sequence ||
        (instance && !t->instance))
        TRY(keep_document(t, document, instance));
    if (fact->segmented || (fact->n_dimensions > 0 && !t->keep_dimensions)) {
        t->segments += fact->segmented;
        t->dimensions += !fact->segmented;
        return XBZ_OK;
    }
    bool ok = true;
    if (t->identifier.n == 0)
        t->identifier = arena_str(t->arena, fact->identifier, &ok);
    if (!ok)
        return full(t);
    if (!str_eq(t->identifier, fact->identifier)) {
        t->others++;
        return XBZ_OK;
    }
    const char *fault = fault_of(fact);
    if (fault) {
        run_diag(t->run, XBZ_D_TAG_LEFT_OUT, fact->place, "%.*s: %s", STR_ARG(fact->name), fault);
        return XBZ_OK;
    }
    const struct tagged_set *set = NULL;
    if (fact->n_dimensions > 0) {
        TRY(tagged_dimensions(&t->elements, fact, &set));
        if (!set) {
            run_diag(t->run, XBZ_D_TAG_LEFT_OUT, fact->place, "%.*s: its dimensions contradict each other",
                     STR_ARG(fact->name));
            return XBZ_OK;
        }
    }
    return note_filing(t, fact) ? keep_fact(t, fact, set) : full(t);
}

/* ---- giving ---- */

bool tagged_next(const struct tagged_facts *t, const void **cursor, struct tagged_view *out)
{
    const struct kept_tag *kept = *cursor ? ((const struct kept_tag *)*cursor)->next : t->first;
    if (!kept)
        return false;
    *cursor = kept;
    *out = (struct tagged_view){.fact = &kept->fact,
                                .name = kept->element->name,
                                .standard = tagged_is_standard(kept->element->space),
                                .cover = tagged_is_cover(kept->element->space),
                                .table = kept->table};
    return true;
}

static int by_order(const void *a, const void *b)
{
    const struct kept_tag *x = *(const struct kept_tag *const *)a, *y = *(const struct kept_tag *const *)b;
    if (x->element->order != y->element->order)
        return x->element->order < y->element->order ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* True when a second value says the same less, or more, exactly.  The more exact one stays; but in a statement the figure
 * stays that stands first, which is the statement's own, notes follow: the others of the statement add up with it. */
static bool same_but_rounded(struct filing_facts *f, const struct held_fact *there, const struct xbz_fact *fact,
                             const struct xbz_decimal *number)
{
    bool finer = fact->decimals > there->fact.decimals;
    int coarse = finer ? there->fact.decimals : fact->decimals;
    int64_t a, b, half;
    struct xbz_decimal unit = {.n = 1, .exponent = 1, .digits = {'5'}};
    if (fact->nil || there->fact.nil || fact->unit == XBZ_UNIT_NONE || coarse == XBZ_DECIMALS_EXACT || coarse > 12 ||
        !str_eq(fact->currency, there->fact.currency))
        return false;
    int places = coarse > 0 ? -coarse - 3 : -3; /* figures are compared in thousandths of what matters */
    unit.exponent = (int16_t)(-coarse - 1);
    if (!decimal_units(number, places, &a) || !decimal_units(&there->number, places, &b) ||
        !decimal_units(&unit, places, &half) || (a > b ? a - b : b - a) > half)
        return false;
    bool of_statement = fact->statement != XBZ_NO_STATEMENT && fact->statement != XBZ_COVER;
    if (finer && !of_statement) {
        struct held_fact *held = &f->facts[there - f->facts];
        held->fact.value = fact->value;
        held->fact.decimals = fact->decimals;
        held->number = *number;
    }
    return true;
}

static enum xbz_status give(struct filing_facts *f, const struct kept_tag *kept)
{
    const struct xbz_fact *fact = &kept->fact;
    struct xbz_decimal number = {.n = 1, .digits = {'0'}};
    if (fact->unit != XBZ_UNIT_NONE && !fact->nil && !decimal_read(&number, fact->value)) {
        run_diag(f->run, XBZ_D_TAG_LEFT_OUT, fact->place, "%.*s: \"%.*s\" is no number", STR_ARG(kept->element->name),
                 STR_ARG(fact->value));
        return XBZ_OK;
    }
    const struct held_fact *there = facts_find_same(f, fact);
    if (there && !str_eq(there->fact.value, fact->value) && same_but_rounded(f, there, fact, &number))
        return XBZ_OK;
    return facts_add(f, fact, &number);
}

static enum xbz_status note_extension(struct filing_facts *f, const struct xbz_extension *extension)
{
    if (f->n_extensions == f->extension_room) {
        size_t room = f->extension_room ? f->extension_room * 2 : 256;
        const struct xbz_extension **grown = ARENA_ARRAY(f->arena, room, const struct xbz_extension *);
        if (!grown)
            return run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
        for (size_t i = 0; i < f->n_extensions; i++)
            grown[i] = f->extensions[i];
        f->extensions = grown;
        f->extension_room = room;
    }
    f->extensions[f->n_extensions++] = extension;
    return XBZ_OK;
}

static bool give_notes(const struct tagged_facts *t)
{
    if (!tagged_notes_index(t->notes))
        return false;
    for (struct kept_tag *kept = t->first; kept; kept = kept->next)
        tagged_notes_of(t->notes, kept->id, kept->fact.document.sequence, kept->fact.notes);
    return true;
}

enum xbz_status facts_from_tagged(struct filing_facts *f, struct tagged_facts *t, enum xbz_unmapped unmapped)
{
    if (t->dimensions)
        run_diag(f->run, XBZ_D_TAGS_LEFT_OUT, NOWHERE, "%llu with dimensions", (unsigned long long)t->dimensions);
    if (t->segments)
        run_diag(f->run, XBZ_D_TAGS_LEFT_OUT, NOWHERE, "%llu with segments that are no dimensions",
                 (unsigned long long)t->segments);
    if (t->others)
        run_diag(f->run, XBZ_D_TAGS_LEFT_OUT, NOWHERE, "%llu about others than %.*s", (unsigned long long)t->others,
                 STR_ARG(t->identifier));
    if (t->n == 0)
        return XBZ_OK;
    TRY(facts_reserve(f, t->n));
    const struct kept_tag **sorted = ARENA_ARRAY(f->arena, t->n, const struct kept_tag *);
    if (!sorted)
        return full(t);
    size_t n = 0;
    for (const struct kept_tag *kept = t->first; kept; kept = kept->next)
        sorted[n++] = kept;
    if (t->notes && !give_notes(t))
        return full(t);
    qsort(sorted, n, sizeof *sorted, by_order);
    uint32_t base = f->order;
    const struct tagged_element *last = NULL;
    for (size_t i = 0; i < n; i++) {
        struct kept_tag kept = *sorted[i];
        if (kept.element->extension && unmapped == XBZ_UNMAPPED_DROP)
            continue;
        if (kept.element->extension && kept.element != last)
            TRY(note_extension(f, kept.element->extension));
        last = kept.element;
        kept.fact.order += base;
        f->order = kept.fact.order;
        TRY(give(f, &kept));
    }
    return XBZ_OK;
}
