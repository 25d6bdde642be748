/* report.c - contexts, units, elements and places of a filing, each once. */
#include "output/report.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "output/report_index.h"
#include "output/report_notes.h"
#include "output/report_parts.h"

void report_init(struct report *report, struct xbz_run *run)
{
    memset(report, 0, sizeof *report);
    report->run = run;
    arena_init(&report->arena, run->limits.filing_bytes);
}

void report_free(struct report *report)
{
    arena_free(&report->arena);
}

enum xbz_status report_exhausted(struct report *report)
{
    if (arena_status(&report->arena, XBZ_FAIL) == XBZ_FATAL)
        return run_fail(report->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return run_fail(report->run, XBZ_D_ARENA_FULL, NOWHERE, "contexts and elements of the output");
}

static struct xbz_str schema_name(struct report *report, bool *ok)
{
    struct xbz_str name = report->name, tail = STR(".xsd");
    char *text = arena_alloc(&report->arena, name.n + tail.n);
    if (!text) {
        *ok = false;
        return name;
    }
    if (name.n > 0)
        memcpy(text, name.p, name.n);
    memcpy(text + name.n, tail.p, tail.n);
    return (struct xbz_str){text, name.n + tail.n};
}

enum xbz_status report_begin(struct report *report, const struct xbz_report *from)
{
    struct xbz_run *run = report->run;
    struct arena arena = report->arena;
    arena_reset(&arena);
    memset(report, 0, sizeof *report);
    report->run = run;
    report->arena = arena;
    bool ok = true;
    report->target = from->target;
    report->name = arena_str(&report->arena, from->name, &ok);
    report->schema = schema_name(report, &ok);
    report->scheme = arena_str(&report->arena, from->entity.scheme, &ok);
    report->identifier = arena_str(&report->arena, from->entity.identifier, &ok);
    return ok ? XBZ_OK : report_exhausted(report);
}

/* ---- elements ---- */

struct xbz_str report_element_name(const struct report_element *element)
{
    return element->concept ? element->concept->name : element->extension.name;
}

enum xbz_unit report_element_unit(const struct report_element *element)
{
    return element->concept ? xbz_type_unit(element->concept->type) : element->extension.unit;
}

enum xbz_period_kind report_element_period(const struct report_element *element)
{
    return element->concept ? element->concept->period : element->extension.period;
}

const char *report_prefix(const struct report *report, const struct report_element *element)
{
    if (!element->concept)
        return EXTENSION_PREFIX;
    bool cover = element->concept->statements & 1u << XBZ_COVER;
    return !report->target ? BASE_PREFIX : cover ? DEI_PREFIX : GAAP_PREFIX;
}

bool report_element_is_text(const struct report_element *element)
{
    return element->concept ? element->concept->type == XBZ_TYPE_STRING : element->extension.unit == XBZ_UNIT_NONE;
}

/* A concept or an extension, as facts and sums name it. */
struct element_key {
    const struct xbz_concept *concept;
    const struct xbz_extension *extension;
};

static bool same_element(const void *item, const void *key)
{
    const struct report_element *element = item;
    const struct element_key *wanted = key;
    if (wanted->concept || element->concept)
        return element->concept == wanted->concept;
    return str_eq(element->extension.name, wanted->extension->name);
}

static uint64_t element_hash(const struct element_key *key)
{
    return key->concept ? mix_pointer(3, key->concept) : mix(4, str_hash(key->extension->name));
}

struct report_element *report_find_element(const struct report *report, const struct xbz_concept *concept,
                                           const struct xbz_extension *extension)
{
    struct element_key key = {concept, extension};
    if (!concept && !extension)
        return NULL;
    return index_find(&report->element_index, element_hash(&key), same_element, &key);
}

struct report_element *report_add_element(struct report *report, const struct xbz_concept *concept,
                                          const struct xbz_extension *extension)
{
    struct element_key key = {concept, extension};
    struct report_element *element = report_find_element(report, concept, extension);
    if (element)
        return element;
    bool ok = true;
    element = ARENA_NEW(&report->arena, struct report_element);
    if (!element || !index_add(&report->element_index, &report->arena, element_hash(&key), element))
        return NULL;
    element->concept = concept;
    if (!concept) {
        element->extension = *extension;
        element->extension.name = arena_str(&report->arena, extension->name, &ok);
        element->extension.label = arena_str(&report->arena, extension->label, &ok);
        report->extensions = true;
    }
    if (!ok)
        return NULL;
    element->number = report->last_element ? report->last_element->number + 1 : 1;
    if (report->last_element)
        report->last_element->next = element;
    else
        report->elements = element;
    report->last_element = element;
    return element;
}

/* ---- what may stand in a report ---- */

static bool is_name(struct xbz_str s)
{
    if (s.n == 0 || is_digit(s.p[0]) || s.p[0] == '-' || s.p[0] == '.')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!is_alnum(c) && c != '_' && c != '-' && c != '.')
            return false;
    }
    return true;
}

static bool is_currency(struct xbz_str s)
{
    return s.n == 3 && is_upper(s.p[0]) && is_upper(s.p[1]) && is_upper(s.p[2]);
}

static bool is_number(struct xbz_str s)
{
    size_t i = s.n > 0 && s.p[0] == '-' ? 1 : 0, digits = 0, points = 0;
    for (; i < s.n; i++) {
        if (is_digit(s.p[i]))
            digits++;
        else if (s.p[i] == '.')
            points++;
        else
            return false;
    }
    return digits > 0 && points <= 1;
}

static bool is_period(struct xbz_period p)
{
    if (!date_valid(p.end))
        return false;
    return p.kind == XBZ_INSTANT || (p.kind == XBZ_DURATION && date_valid(p.start) && date_cmp(p.start, p.end) <= 0);
}

static bool fits_type(const struct xbz_fact *fact)
{
    if (fact->nil || !fact->concept)
        return true;
    if (fact->concept->type == XBZ_TYPE_DATE) {
        struct xbz_date date;
        return fact->value.n == DATE_TEXT - 1 && date_read(&date, fact->value);
    }
    if (fact->concept->type == XBZ_TYPE_BOOLEAN)
        return str_eq(fact->value, STR("true")) || str_eq(fact->value, STR("false"));
    return true;
}

/* Why a fact cannot stand in a report; NULL when it can. */
static const char *fault_of(const struct xbz_fact *fact)
{
    if (!fact->concept && !fact->extension)
        return "no element";
    if (fact->concept ? fact->concept->abstract : !is_name(fact->extension->name))
        return "the element can hold no value";
    enum xbz_unit unit = fact->concept ? xbz_type_unit(fact->concept->type) : fact->extension->unit;
    if (unit != fact->unit)
        return "the unit does not fit the element";
    if (!is_period(fact->period))
        return "the period is not known";
    if (fact->period.kind != (fact->concept ? fact->concept->period : fact->extension->period))
        return "instant and duration are confused";
    if ((unit == XBZ_UNIT_MONEY || unit == XBZ_UNIT_PER_SHARE) && !is_currency(fact->currency))
        return "the currency is not known";
    if (unit == XBZ_UNIT_OTHER && fact->measures.n == 0)
        return "the unit is not known";
    if (fact->n_dimensions > XBZ_DIMENSIONS_MAX)
        return "there are too many dimensions";
    if (unit != XBZ_UNIT_NONE && !fact->nil && !is_number(fact->value))
        return "the value is no number";
    if (!fits_type(fact))
        return "the value does not fit the type of the element";
    return NULL;
}

/* ---- values: one for each element, context and unit ---- */

struct value_key {
    const struct report_element *element;
    const struct report_context *context;
    const struct report_unit *unit;
};

static bool same_value_key(const void *item, const void *key)
{
    const struct report_value *value = item;
    const struct value_key *wanted = key;
    return value->element == wanted->element && value->context == wanted->context && value->unit == wanted->unit;
}

static uint64_t value_hash(const struct value_key *key)
{
    return mix_pointer(mix_pointer(mix_pointer(5, key->element), key->context), key->unit);
}

struct report_value *report_find_value(const struct report *report, const struct report_element *element,
                                       const struct report_context *context, const struct report_unit *unit)
{
    struct value_key key = {element, context, unit};
    return index_find(&report->value_index, value_hash(&key), same_value_key, &key);
}

/* Compares a repeated fact with the one that is there. */
static void check_repeated(struct report *report, const struct report_value *there, const struct xbz_fact *fact)
{
    if (there->nil == fact->nil && (fact->nil || there->hash == str_hash(fact->value)))
        return;
    if (there->unit && !there->nil && !fact->nil) {
        struct report_value other = {.text = fact->value, .decimals = fact->decimals};
        if (report_same_value(there, &other))
            return;
    }
    struct xbz_str name = report_element_name(there->element), first = there->nil ? STR("nil") : there->text;
    struct xbz_str second = fact->nil ? STR("nil") : str_sub(fact->value, 0, 80);
    run_diag(report->run, XBZ_D_FACT_CONFLICT, fact->place, "%.*s is %.*s, here %.*s", STR_ARG(name),
             STR_ARG(str_sub(first, 0, 80)), STR_ARG(second));
}

static struct report_value *add_value(struct report *report, const struct value_key *key, const struct xbz_fact *fact)
{
    bool ok = true;
    struct report_value *value = ARENA_NEW(&report->arena, struct report_value);
    if (!value || !index_add(&report->value_index, &report->arena, value_hash(key), value))
        return NULL;
    value->element = key->element;
    value->context = key->context;
    value->unit = key->unit;
    value->decimals = fact->decimals;
    value->nil = fact->nil;
    value->hash = str_hash(fact->value);
    if (!fact->nil)
        value->text = arena_str(&report->arena, str_sub(fact->value, 0, REPORT_TEXT), &ok);
    return ok ? value : NULL;
}

/* ---- places in statements ---- */

struct place_key {
    const void *what; /* element, heading or context */
    enum xbz_statement_kind statement;
    enum xbz_edge edge;
};

/* Items of both place indexes begin with what they place. */
struct placed {
    struct place_key key;
    union {
        struct report_place place;
        struct report_heading heading;
        struct report_column column;
    } u;
};

static bool same_place(const void *item, const void *key)
{
    const struct placed *placed = item;
    const struct place_key *wanted = key;
    return placed->key.what == wanted->what && placed->key.statement == wanted->statement &&
           placed->key.edge == wanted->edge;
}

static uint64_t place_hash(struct place_key key)
{
    return mix_pointer(mix(6, (uint64_t)key.statement << 8 | (uint64_t)key.edge), key.what);
}

/* The item of a key; NULL when there is one already (*ok stays) or memory is exhausted (*ok is cleared). */
static struct placed *new_place(struct report *report, struct report_index *index, struct place_key key, bool *ok)
{
    uint64_t hash = place_hash(key);
    if (index_find(index, hash, same_place, &key))
        return NULL;
    struct placed *placed = ARENA_NEW(&report->arena, struct placed);
    if (!placed || !index_add(index, &report->arena, hash, placed)) {
        *ok = false;
        return NULL;
    }
    placed->key = key;
    return placed;
}

#define HEADINGS_DEEP 32

/* The headings from the outermost to the one given, each once in its statement. */
static struct report_heading *place_heading(struct report *report, const struct xbz_heading *from,
                                            enum xbz_statement_kind statement, bool *ok)
{
    const struct xbz_heading *chain[HEADINGS_DEEP];
    struct report_heading *parent = NULL;
    size_t n = 0;
    for (; from && n < HEADINGS_DEEP; from = from->parent)
        chain[n++] = from;
    while (n-- > 0 && *ok) {
        struct place_key key = {chain[n], statement, XBZ_EDGE_NONE};
        struct placed *placed = index_find(&report->place_index, place_hash(key), same_place, &key);
        if (!placed && (placed = new_place(report, &report->place_index, key, ok)) != NULL) {
            struct report_heading *heading = &placed->u.heading;
            heading->from = chain[n];
            heading->parent = parent;
            heading->statement = statement;
            heading->number = report->last_heading ? report->last_heading->number + 1 : 1;
            if (report->last_heading)
                report->last_heading->next = heading;
            else
                report->headings = heading;
            report->last_heading = heading;
        }
        parent = placed ? &placed->u.heading : parent;
    }
    return parent;
}

static bool stands_at_other_edge(const struct report *report, struct place_key key)
{
    enum xbz_edge own = key.edge;
    for (key.edge = XBZ_EDGE_NONE; key.edge <= XBZ_EDGE_END; key.edge++)
        if (key.edge != own && index_find(&report->place_index, place_hash(key), same_place, &key))
            return true;
    return false;
}

static bool place_element(struct report *report, struct report_element *element, const struct xbz_fact *fact)
{
    bool ok = true;
    struct report_statement *statement = &report->statements[fact->statement];
    struct place_key key = {element, fact->statement, fact->edge};
    struct placed *placed = new_place(report, &report->place_index, key, &ok);
    if (!placed)
        return ok;
    if (statement->title.n == 0)
        statement->title = arena_str(&report->arena, str_sub(fact->title, 0, REPORT_TEXT), &ok);
    struct report_place *place = &placed->u.place;
    place->element = element;
    place->heading = place_heading(report, fact->heading, fact->statement, &ok);
    place->order = fact->order;
    place->depth = fact->depth;
    place->total = fact->total;
    place->negated = fact->printed_negated;
    place->again = stands_at_other_edge(report, key);
    place->edge = fact->edge;
    place->label = arena_str(&report->arena, str_sub(fact->label, 0, REPORT_TEXT), &ok);
    if (statement->last_place)
        statement->last_place->next = place;
    else
        statement->places = place;
    statement->last_place = place;
    return ok;
}

static bool place_column(struct report *report, const struct report_context *context, enum xbz_statement_kind kind)
{
    bool ok = true;
    struct report_statement *statement = &report->statements[kind];
    struct placed *placed =
        new_place(report, &report->column_index, (struct place_key){context, kind, XBZ_EDGE_NONE}, &ok);
    if (!placed)
        return ok;
    struct report_column *column = &placed->u.column;
    column->context = context;
    if (statement->last_column)
        statement->last_column->next = column;
    else
        statement->columns = column;
    statement->last_column = column;
    return ok;
}

enum xbz_status report_fact(struct report *report, const struct xbz_fact *fact, struct report_entry *entry)
{
    *entry = (struct report_entry){0};
    const char *fault = fault_of(fact);
    if (fault) {
        struct xbz_str name = fact->concept ? fact->concept->name : fact->label;
        run_diag(report->run, XBZ_D_FACT_LEFT_OUT, fact->place, "%.*s: %s", STR_ARG(str_sub(name, 0, 120)), fault);
        return XBZ_OK;
    }
    struct report_element *element = report_add_element(report, fact->concept, fact->extension);
    if (!element)
        return report_exhausted(report);
    if (report_element_unit(element) != fact->unit || report_element_period(element) != fact->period.kind) {
        run_diag(report->run, XBZ_D_FACT_LEFT_OUT, fact->place, "%.*s: two extensions of one name",
                 STR_ARG(report_element_name(element)));
        return XBZ_OK;
    }
    struct report_context *context = report_add_context(report, fact, &entry->new_context);
    struct report_unit *unit = NULL;
    if (context && fact->unit != XBZ_UNIT_NONE && !(unit = report_add_unit(report, fact, &entry->new_unit)))
        return report_exhausted(report);
    if (!context || !place_element(report, element, fact) || !place_column(report, context, fact->statement))
        return report_exhausted(report);

    struct value_key key = {element, context, unit};
    struct report_value *value = report_find_value(report, element, context, unit);
    if (value) {
        check_repeated(report, value, fact);
        entry->number = value->number;
        return XBZ_OK;
    }
    value = add_value(report, &key, fact);
    if (!value)
        return report_exhausted(report);
    value->next = element->values;
    element->values = value;
    value->number = entry->number = ++report->n_facts;
    if (!report_take_notes(report, fact))
        return report_exhausted(report);
    entry->write = true;
    entry->element = element;
    entry->context = context;
    entry->unit = unit;
    return XBZ_OK;
}
