/* fact_row.c - a fact as a row. */
#include "output/fact_row.h"

#include "base/str.h"
#include "output/oim.h"

struct xbz_str fact_field_name(enum fact_field_id field)
{
    static const char *const names[] = {
#define FACT_FIELD_NAME(field, name) name,
        FACT_FIELDS(FACT_FIELD_NAME)
#undef FACT_FIELD_NAME
    };
    return str_of(names[field]);
}

static const char *statement_name(enum xbz_statement_kind kind)
{
    static const char *const names[XBZ_STATEMENT_KINDS] = {
        [XBZ_NO_STATEMENT] = "other",  [XBZ_BALANCE_SHEET] = "balance-sheet",
        [XBZ_INCOME] = "income",       [XBZ_COMPREHENSIVE_INCOME] = "comprehensive-income",
        [XBZ_CASH_FLOW] = "cash-flow", [XBZ_EQUITY] = "equity",
        [XBZ_COVER] = "cover",
    };
    return names[kind];
}

enum xbz_status fact_filing_begin(struct fact_filing *filing, struct report *report, const struct xbz_filing *from)
{
    bool ok = true;
    filing->report = report;
    filing->accession = arena_str(&report->arena, from->accession, &ok);
    filing->cik = arena_str(&report->arena, from->cik, &ok);
    filing->registrant = arena_str(&report->arena, from->registrant, &ok);
    filing->form = arena_str(&report->arena, from->form, &ok);
    date_text(from->filed, filing->filed);
    return ok ? XBZ_OK : report_exhausted(report);
}

struct xbz_str fact_document(const struct xbz_fact *fact)
{
    return fact->document.filename.n > 0 ? fact->document.filename : fact->document.type;
}

static void set_text(struct fact_row *row, enum fact_field_id id, struct xbz_str prefix, struct xbz_str text)
{
    if (text.n > 0)
        row->fields[id] = (struct fact_field){.kind = FACT_TEXT, .prefix = prefix, .text = text};
}

static void set_number(struct fact_row *row, enum fact_field_id id, int64_t number)
{
    row->fields[id] = (struct fact_field){.kind = FACT_NUMBER, .number = number};
}

static void set_value(struct fact_row *row, const struct xbz_fact *fact, const struct report_entry *entry)
{
    set_text(row, FACT_UNIT, STR(""), entry->unit ? entry->unit->id : STR(""));
    if (fact->nil)
        return;
    row->fields[FACT_VALUE] = (struct fact_field){.kind = FACT_TEXT, .text = fact->value};
    if (!entry->unit)
        return;
    if (fact->decimals == DECIMALS_EXACT)
        set_text(row, FACT_DECIMALS, STR(""), STR("INF"));
    else
        set_number(row, FACT_DECIMALS, fact->decimals);
}

void fact_row_set(struct fact_row *row, const struct fact_filing *filing, const struct xbz_fact *fact,
                  const struct report_entry *entry)
{
    *row = (struct fact_row){0};
    date_text(fact->period.start, row->start);
    date_text(fact->period.end, row->end);
    set_text(row, FACT_FILING, STR(""), filing->report->name);
    set_text(row, FACT_ACCESSION, STR(""), filing->accession);
    set_text(row, FACT_CIK, STR(""), filing->cik);
    set_text(row, FACT_NAME, STR(""), filing->registrant);
    set_text(row, FACT_FORM, STR(""), filing->form);
    set_text(row, FACT_FILED, STR(""), str_of(filing->filed));
    set_text(row, FACT_STATEMENT, STR(""), str_of(statement_name(fact->statement)));
    set_text(row, FACT_CONCEPT, oim_prefix(filing->report, entry->element), report_element_name(entry->element));
    set_text(row, FACT_LABEL, STR(""), fact->label);
    if (fact->period.kind == XBZ_DURATION)
        set_text(row, FACT_START, STR(""), str_of(row->start));
    set_text(row, FACT_END, STR(""), str_of(row->end));
    set_value(row, fact, entry);
    set_text(row, FACT_DIMENSIONS, STR(""), entry->context->dimensions_text);
    set_number(row, FACT_CONFIDENCE, fact->confidence);
    set_text(row, FACT_DOCUMENT, STR(""), fact_document(fact));
    if (fact->place.line == 0)
        return; /* from a header, or from the user */
    set_number(row, FACT_LINE, (int64_t)fact->place.line);
    set_number(row, FACT_BYTE_BEGIN, (int64_t)fact->place.begin);
    set_number(row, FACT_BYTE_END, (int64_t)fact->place.end);
}
