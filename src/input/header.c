/* header.c - header lines to the fields of struct xbz_filing. */
#include "input/header.h"

#include <string.h>

#include "base/calendar.h"
#include "base/charset.h"
#include "base/str.h"
#include "input/source.h"

#define VALUE_BYTES 1024
#define ARENA_BYTES (256 * 1024) /* each field at most once for each rank of company */

enum field {
    FIELD_ACCESSION,
    FIELD_DOCUMENT_NAME, /* <SEC-DOCUMENT>0000950172-95-000354.txt : 19950814 */
    FIELD_FORM,
    FIELD_PERIOD,
    FIELD_FILED,
    FIELD_COMPANY, /* the first of those that belong to a company */
    FIELD_REGISTRANT = FIELD_COMPANY,
    FIELD_CIK,
    FIELD_SIC,
    FIELD_STATE,
    FIELD_YEAR_END,
    FIELD_FORM_TYPE,
    FIELD_FILE_NUMBER,
    FIELD_TAX_ID,
    FIELD_ADDRESS, /* the first of those of the business address */
    FIELD_STREET = FIELD_ADDRESS,
    FIELD_STREET2,
    FIELD_CITY,
    FIELD_REGION,
    FIELD_ZIP,
    FIELD_PHONE
};

/* Names as they are written with labels and with tags ("-" read as a blank). */
static const struct {
    const char *name;
    enum field field;
} fields[] = {
    {"ACCESSION NUMBER", FIELD_ACCESSION},
    {"SEC DOCUMENT", FIELD_DOCUMENT_NAME},
    {"IMS DOCUMENT", FIELD_DOCUMENT_NAME},
    {"SEC HEADER", FIELD_DOCUMENT_NAME},
    {"IMS HEADER", FIELD_DOCUMENT_NAME},
    {"CONFORMED SUBMISSION TYPE", FIELD_FORM},
    {"TYPE", FIELD_FORM},
    {"CONFORMED PERIOD OF REPORT", FIELD_PERIOD},
    {"PERIOD", FIELD_PERIOD},
    {"FILED AS OF DATE", FIELD_FILED},
    {"FILING DATE", FIELD_FILED},
    {"COMPANY CONFORMED NAME", FIELD_REGISTRANT},
    {"CONFORMED NAME", FIELD_REGISTRANT},
    {"CENTRAL INDEX KEY", FIELD_CIK},
    {"CIK", FIELD_CIK},
    {"STANDARD INDUSTRIAL CLASSIFICATION", FIELD_SIC},
    {"ASSIGNED SIC", FIELD_SIC},
    {"STATE OF INCORPORATION", FIELD_STATE},
    {"FISCAL YEAR END", FIELD_YEAR_END},
    {"FORM TYPE", FIELD_FORM_TYPE},
    {"SEC FILE NUMBER", FIELD_FILE_NUMBER},
    {"FILE NUMBER", FIELD_FILE_NUMBER},
    {"IRS NUMBER", FIELD_TAX_ID},
    {"STREET 1", FIELD_STREET},
    {"STREET1", FIELD_STREET},
    {"STREET 2", FIELD_STREET2},
    {"STREET2", FIELD_STREET2},
    {"CITY", FIELD_CITY},
    {"STATE", FIELD_REGION},
    {"ZIP", FIELD_ZIP},
    {"BUSINESS PHONE", FIELD_PHONE},
    {"PHONE", FIELD_PHONE},
};

/* Groups that describe a company, and how much the filing is theirs. */
static const struct {
    const char *name;
    int rank;
} groups[] = {
    {"FILER", 4},     {"ISSUER", 3},   {"SUBJECT COMPANY", 3}, {"SERIAL COMPANY", 2},   {"FILED FOR", 2},
    {"DEPOSITOR", 2}, {"FILED BY", 1}, {"REPORTING OWNER", 0}, {"REPORTING PERSON", 0},
};

void header_init(struct header *header, struct xbz_run *run)
{
    *header = (struct header){.run = run, .rank = -1};
    arena_init(&header->arena, ARENA_BYTES);
    buf_init(&header->value, 4 * VALUE_BYTES);
}

void header_free(struct header *header)
{
    arena_free(&header->arena);
    buf_free(&header->value);
}

void header_begin(struct header *header, struct xbz_str path)
{
    arena_reset(&header->arena);
    header->filing = (struct xbz_filing){.path = path};
    header->form_type = (struct xbz_str){NULL, 0};
    header->filers = 0;
    header->known = false;
    header->rank = -1;
    header->company = true;
}

bool header_is_accession(struct xbz_str s)
{
    if (s.n != 20)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (i == 10 || i == 13 ? s.p[i] != '-' : !is_digit(s.p[i]))
            return false;
    return true;
}

/* s cut to the length of a value, not within a character. */
static struct xbz_str cut(struct xbz_str s)
{
    if (s.n <= VALUE_BYTES)
        return s;
    s.n = VALUE_BYTES;
    while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
        s.n--;
    return s;
}

enum xbz_status header_text(struct header *header, struct arena *arena, struct xbz_str s, struct xbz_str *out)
{
    bool ok = true;

    s = str_trim(s);
    if (!charset_is_plain(s)) {
        buf_clear(&header->value);
        charset_to_utf8(CHARSET_UTF8, cut(s), &header->value);
        if (header->value.no_memory)
            return run_fail(header->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        s = str_trim(buf_view(&header->value));
    }
    *out = arena_str(arena, cut(s), &ok);
    if (!ok)
        return arena->no_memory ? run_fail(header->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
    return XBZ_OK;
}

/* ---- values ---- */

static enum xbz_status keep(struct header *header, struct xbz_str *where, struct xbz_str value)
{
    return where->n ? XBZ_OK : header_text(header, &header->arena, value, where);
}

static void invalid(struct header *header, const char *what, struct xbz_str value)
{
    source_report(header->run, header->filing.path, XBZ_D_HEADER_INVALID, "%s: %.*s", what,
                  (int)(value.n < 64 ? value.n : 64), value.p ? value.p : "");
}

static void keep_date(struct header *header, struct xbz_date *where, const char *what, struct xbz_str value)
{
    if (where->year == 0 && !date_read(where, value)) {
        *where = (struct xbz_date){0, 0, 0};
        invalid(header, what, value);
    }
}

/* "1231"; 29 February is a day of the year. */
static void keep_year_end(struct header *header, struct xbz_str value)
{
    unsigned month, day;

    if (header->filing.fiscal_month)
        return;
    if (value.n == 4 && is_digit(value.p[0]) && is_digit(value.p[1]) && is_digit(value.p[2]) && is_digit(value.p[3])) {
        month = (unsigned)(value.p[0] - '0') * 10 + (unsigned)(value.p[1] - '0');
        day = (unsigned)(value.p[2] - '0') * 10 + (unsigned)(value.p[3] - '0');
        if (month >= 1 && month <= 12 && day >= 1 && day <= month_days(2000, month)) {
            header->filing.fiscal_month = (uint8_t)month;
            header->filing.fiscal_day = (uint8_t)day;
            return;
        }
    }
    invalid(header, "fiscal year end", value);
}

/* The digits of "SERVICES-PREPACKAGED SOFTWARE [7372]", "[3949 ]" or "2621". */
static struct xbz_str sic_digits(struct xbz_str value)
{
    size_t from = str_find(value, STR("["), 0), n = 0;

    from = from == (size_t)-1 ? 0 : from + 1;
    while (from < value.n && value.p[from] == ' ')
        from++;
    while (from + n < value.n && is_digit(value.p[from + n]))
        n++;
    return str_sub(value, from, n);
}

static bool all_digits(struct xbz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* "710415188" as 71-0415188; nine zeros stand for none. */
static enum xbz_status keep_tax_id(struct header *header, struct xbz_str value)
{
    char text[10];
    if (value.n != 9 || !all_digits(value) || str_eq(value, STR("000000000")))
        return XBZ_OK;
    memcpy(text, value.p, 2);
    text[2] = '-';
    memcpy(text + 3, value.p + 2, 7);
    return keep(header, &header->filing.page.tax_id, (struct xbz_str){text, sizeof text});
}

/* The accession number in a name like /in/edgar/0000914190-00-000303.txt : 20001017, or empty. */
static struct xbz_str accession_in(struct xbz_str value)
{
    struct xbz_str name = {NULL, 0};

    for (size_t i = 0; i + 20 <= value.n && value.p[i] != ' '; i++)
        if ((i == 0 || value.p[i - 1] == '/') && header_is_accession(str_sub(value, i, 20)))
            name = str_sub(value, i, 20);
    return name;
}

/* Company names have "&amp;" in some headers of tags. */
static enum xbz_status keep_name(struct header *header, struct xbz_str value)
{
    char text[VALUE_BYTES];
    size_t n = 0;

    for (size_t i = 0; i < value.n && n < sizeof(text); i++) {
        text[n++] = value.p[i];
        if (value.p[i] == '&' && str_starts_nocase(str_sub(value, i, 5), STR("&amp;")))
            i += 4;
    }
    return keep(header, &header->filing.registrant, (struct xbz_str){text, n});
}

static enum xbz_status take(struct header *header, enum field field, struct xbz_str value)
{
    struct xbz_filing *filing = &header->filing;

    switch (field) {
    case FIELD_ACCESSION:
        if (header_is_accession(value))
            return keep(header, &filing->accession, value);
        invalid(header, "accession number", value);
        return XBZ_OK;
    case FIELD_DOCUMENT_NAME:
        return keep(header, &filing->accession, accession_in(value));
    case FIELD_FORM:
        return keep(header, &filing->form, value);
    case FIELD_PERIOD:
        keep_date(header, &filing->period, "period of report", value);
        return XBZ_OK;
    case FIELD_FILED:
        keep_date(header, &filing->filed, "filing date", value);
        return XBZ_OK;
    case FIELD_REGISTRANT:
        return keep_name(header, value);
    case FIELD_CIK:
        if (all_digits(value) && value.n <= 10)
            return keep(header, &filing->cik, value);
        invalid(header, "central index key", value);
        return XBZ_OK;
    case FIELD_SIC:
        return keep(header, &filing->sic, sic_digits(value));
    case FIELD_STATE:
        return keep(header, &filing->state, value);
    case FIELD_YEAR_END:
        keep_year_end(header, value);
        return XBZ_OK;
    case FIELD_FORM_TYPE:
        return keep(header, &header->form_type, value);
    case FIELD_FILE_NUMBER:
        return keep(header, &filing->file_number, value);
    case FIELD_TAX_ID:
        return keep_tax_id(header, value);
    case FIELD_STREET:
        return keep(header, &filing->page.street, value);
    case FIELD_STREET2:
        return keep(header, &filing->page.street2, value);
    case FIELD_CITY:
        return keep(header, &filing->page.city, value);
    case FIELD_REGION:
        return keep(header, &filing->page.region, value);
    case FIELD_ZIP:
        return keep(header, &filing->page.zip, value);
    case FIELD_PHONE:
        return keep(header, &filing->page.phone, value);
    }
    return XBZ_OK;
}

/* ---- lines ---- */

/* Cuts a line into name and value: "<NAME>value" or "NAME: value".  False when it is neither. */
static bool cut_line(struct xbz_str line, struct xbz_str *name, struct xbz_str *value)
{
    bool tag;
    size_t end;

    line = str_trim(line);
    if (line.n == 0)
        return false;
    tag = line.p[0] == '<';
    end = str_find(line, tag ? STR(">") : STR(":"), 0);
    if (end == (size_t)-1)
        return false;
    *name = str_trim(str_sub(line, tag, end - tag));
    *value = str_trim(str_sub(line, end + 1, line.n));
    return true;
}

static bool is_name(struct xbz_str name, const char *known)
{
    size_t n = strlen(known);

    if (name.n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((name.p[i] == '-' ? ' ' : name.p[i]) != known[i])
            return false;
    return true;
}

/* A group begins.  One that ranks above the last takes its place. */
static void begin_group(struct header *header, int rank)
{
    struct xbz_filing *filing = &header->filing;

    header->company = rank > header->rank;
    if (!header->company)
        return;
    header->rank = rank;
    filing->registrant = filing->cik = filing->sic = filing->state = filing->file_number = (struct xbz_str){NULL, 0};
    header->form_type = (struct xbz_str){NULL, 0};
    filing->fiscal_month = filing->fiscal_day = 0;
    filing->page = (struct xbz_cover_page){.tax_id = {NULL, 0}};
}

static bool is_field(struct xbz_str name)
{
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (is_name(name, fields[i].name))
            return true;
    return false;
}

enum xbz_status header_line(struct header *header, struct xbz_str line)
{
    struct xbz_str name, value;

    if (!cut_line(line, &name, &value))
        return XBZ_OK;
    if (value.n == 0) {
        if (!is_field(name)) /* another group of lines */
            header->address = is_name(name, "BUSINESS ADDRESS");
        for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
            if (!is_name(name, groups[i].name))
                continue;
            header->filers += i == 0;
            begin_group(header, groups[i].rank);
            break;
        }
        return XBZ_OK;
    }
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (!is_name(name, fields[i].name))
            continue;
        header->known = true;
        bool ours = fields[i].field < FIELD_COMPANY || header->company;
        if (fields[i].field >= FIELD_ADDRESS && !header->address)
            ours = false;
        return ours ? take(header, fields[i].field, value) : XBZ_OK;
    }
    return XBZ_OK;
}

void header_finish(struct header *header)
{
    if (header->filing.form.n == 0)
        header->filing.form = header->form_type;
}
