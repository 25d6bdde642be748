/* filter.c - lists with wildcards, dates, shards; which documents can hold statements. */
#include "filter.h"

#include <string.h>

#include "base/calendar.h"
#include "base/str.h"
#include "input/submission.h"
#include "read/schedule.h"
#include "read/text.h"
#include "read/xbrl.h"

/* '*' stands for any characters.  Case plays no part. */
static bool pattern_matches(struct xbz_str pattern, struct xbz_str text)
{
    size_t p = 0, t = 0, star = (size_t)-1, mark = 0;
    while (t < text.n) {
        if (p < pattern.n && pattern.p[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.n && to_lower(pattern.p[p]) == to_lower(text.p[t])) {
            p++;
            t++;
        } else if (star != (size_t)-1) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.p[p] == '*')
        p++;
    return p == pattern.n;
}

/* The next entry of a list; false at its end. */
static bool next_entry(struct xbz_str *list, struct xbz_str *entry)
{
    if (list->n == 0)
        return false;
    size_t comma = str_find(*list, STR(","), 0);
    size_t n = comma == (size_t)-1 ? list->n : comma;
    *entry = str_trim(str_sub(*list, 0, n));
    *list = str_sub(*list, n + (n < list->n), list->n);
    return true;
}

bool filter_matches(const char *list, struct xbz_str text)
{
    struct xbz_str rest = str_of(list), entry;
    while (next_entry(&rest, &entry))
        if (pattern_matches(entry, text))
            return true;
    return false;
}

static struct xbz_str without_zeros(struct xbz_str digits)
{
    while (digits.n > 1 && digits.p[0] == '0')
        digits = str_sub(digits, 1, digits.n);
    return digits;
}

static bool cik_matches(const char *list, struct xbz_str cik)
{
    struct xbz_str rest = str_of(list), entry;
    while (next_entry(&rest, &entry))
        if (entry.n > 0 && str_eq(without_zeros(entry), without_zeros(cik)))
            return true;
    return false;
}

bool filter_filing(const struct xbz_options *o, const struct xbz_filing *filing)
{
    struct xbz_date date;
    if (o->only_forms && !filter_matches(o->only_forms, filing->form))
        return false;
    if (o->only_cik && !cik_matches(o->only_cik, filing->cik))
        return false;
    /* A filing without a date is none of the period asked for. */
    if ((o->since || o->until) && !date_valid(filing->filed))
        return false;
    if (o->since && date_read(&date, str_of(o->since)) && date_cmp(filing->filed, date) < 0)
        return false;
    return !(o->until && date_read(&date, str_of(o->until)) && date_cmp(filing->filed, date) > 0);
}

bool filter_shard(const struct xbz_options *o, const struct xbz_filing *filing)
{
    if (o->shards < 2)
        return true;
    /* The low bits of FNV-1a alone tell names that differ in one place little apart. */
    uint64_t hash = str_hash(filing->name);
    hash ^= hash >> 32;
    return hash % o->shards + 1 == o->shard;
}

/* Exhibits that may hold the registrant's statements: annual (13), quarterly (19) and other reports (20, 99). */
static bool may_hold_statements(struct xbz_str type)
{
    static const char *const exhibits[] = {"EX-13", "EX-19", "EX-20", "EX-99"};
    static const char *const others[] = {"GRAPHIC", "EXCEL", "ZIP", "XML", "JSON", "PDF", "COVER", "CORRESP"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_eq_nocase(type, str_of(others[i])))
            return false;
    if (!str_starts_nocase(type, STR("EX-")))
        return true;
    for (size_t i = 0; i < sizeof exhibits / sizeof *exhibits; i++)
        if (str_starts_nocase(type, str_of(exhibits[i])))
            return true;
    return false;
}

/* XBRL instances of submissions; the type of those made from inline XBRL is that of many other files. */
static bool may_be_instance(struct xbz_str type)
{
    return str_eq_nocase(type, STR("EX-101.INS")) || str_eq_nocase(type, STR("EX-100.INS")) ||
           str_eq_nocase(type, STR("XML"));
}

const struct xbz_reader_ops *filter_reader(const struct xbz_options *options, const struct xbz_document *document,
                                           const unsigned char *prefix, size_t n, const char **why)
{
    bool schedule = str_starts_nocase(document->type, STR("EX-27"));
    *why = "its type is not asked for";
    if (options->only_types && !filter_matches(options->only_types, document->type))
        return NULL;
    *why = NULL;
    if (may_be_instance(document->type))
        return xbz_reader_for(prefix, n) == &xbrl_reader && !options->ignore_tags ? &xbrl_reader : NULL;
    if (n == 0 || !(schedule || may_hold_statements(document->type)) || submission_is_binary(document, prefix, n))
        return NULL;
    const struct xbz_reader_ops *reader =
        options->format && !schedule ? xbz_reader_find(options->format) : xbz_reader_for(prefix, n);
    *why = !reader ? "no reader knows its format" : schedule ? "it has no tags of a schedule" : NULL;
    if (schedule && reader != &schedule_reader)
        return NULL;
    *why = options->no_ex27 ? "schedules are not wanted" : *why;
    return reader == &schedule_reader && options->no_ex27 ? NULL : reader;
}

/* "{" and a key, or "[" and an object or array. */
static bool is_json(struct xbz_str text)
{
    if (text.n == 0 || (text.p[0] != '{' && text.p[0] != '['))
        return false;
    struct xbz_str rest = str_trim(str_sub(text, 1, text.n));
    return rest.n > 0 && (text.p[0] == '{' ? rest.p[0] == '"' || rest.p[0] == '}' : strchr("{[", rest.p[0]) != NULL);
}

bool filter_is_filing(const struct xbz_options *options, struct xbz_str file_name, const unsigned char *prefix,
                      size_t n, const char **why)
{
    const struct xbz_document document = {.filename = file_name};
    struct xbz_str text = {(const char *)prefix, n};
    *why = "a picture, PDF, spreadsheet or archive";
    if (submission_is_binary(&document, prefix, n))
        return false;
    if (options->format)
        return true;
    const struct xbz_reader_ops *reader = xbz_reader_for(prefix, n);
    *why = "no text";
    if (!reader)
        return false;
    if (reader != &text_reader)
        return true;
    if (str_eq(str_sub(text, 0, 3), STR("\xEF\xBB\xBF")))
        text = str_sub(text, 3, text.n);
    text = str_trim(text);
    *why = "XML, but neither XBRL nor HTML";
    if (str_starts_nocase(text, STR("<?xml")))
        return false;
    *why = "JSON";
    return !is_json(text);
}
