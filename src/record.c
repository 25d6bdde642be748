/* record.c - a structure as it lies in memory, and behind it the strings it points to. */
#include "record.h"

#include <string.h>

#include "base/str.h"

#define FILING_STRINGS 28

/* Every string of a filing: one that is left out here would point into what the reader has gone on from. */
static size_t filing_strings(struct xbz_filing *f, struct xbz_str *strings[FILING_STRINGS])
{
    struct xbz_cover_page *p = &f->page;
    struct xbz_str *all[FILING_STRINGS] = {
        &f->path,      &f->name,    &f->accession,   &f->cik,    &f->registrant, &f->form,        &f->file_number,
        &f->symbol,    &f->sic,     &f->state,       &p->tax_id, &p->state,      &p->street,      &p->street2,
        &p->city,      &p->region,  &p->zip,         &p->phone,  &p->shares,     &p->float_value, &p->well_known,
        &p->voluntary, &p->current, &p->interactive, &p->shell,  &p->small,      &p->growth,      &p->category,
    };
    memcpy(strings, all, sizeof all);
    return FILING_STRINGS;
}

/* Takes n bytes off the front. */
static const char *cut(struct xbz_str *bytes, size_t n)
{
    const char *p = bytes->p;
    *bytes = str_sub(*bytes, n, bytes->n);
    return p;
}

void record_pack_filing(struct buf *out, const struct xbz_filing *filing)
{
    struct xbz_filing copy = *filing;
    struct xbz_str *strings[FILING_STRINGS];
    size_t n = filing_strings(&copy, strings);
    buf_add(out, filing, sizeof *filing);
    for (size_t i = 0; i < n; i++)
        buf_str(out, *strings[i]);
}

void record_read_filing(struct xbz_str bytes, struct xbz_filing *filing)
{
    struct xbz_str *strings[FILING_STRINGS];
    memcpy(filing, cut(&bytes, sizeof *filing), sizeof *filing);
    size_t n = filing_strings(filing, strings);
    for (size_t i = 0; i < n; i++)
        strings[i]->p = cut(&bytes, strings[i]->n);
}

struct packed_document {
    struct xbz_document document;
    const struct xbz_reader_ops *reader;
};

void record_pack_document(struct buf *out, const struct xbz_document *document, const struct xbz_reader_ops *reader)
{
    struct packed_document packed;
    memset(&packed, 0, sizeof packed);
    packed.document = *document;
    packed.reader = reader;
    buf_add(out, &packed, sizeof packed);
    buf_str(out, document->type);
    buf_str(out, document->filename);
}

void record_read_document(struct xbz_str bytes, struct xbz_document *document, const struct xbz_reader_ops **reader)
{
    struct packed_document packed;
    memcpy(&packed, cut(&bytes, sizeof packed), sizeof packed);
    *document = packed.document;
    *reader = packed.reader;
    document->type.p = cut(&bytes, document->type.n);
    document->filename.p = cut(&bytes, document->filename.n);
}

struct packed_diag {
    struct xbz_diag diag;
    size_t n[4]; /* of its strings with their NUL; 0: there is none */
};

void record_pack_diag(struct buf *out, const struct xbz_diag *diag)
{
    const char *strings[] = {diag->path, diag->accession, diag->document, diag->detail};
    struct packed_diag packed;
    memset(&packed, 0, sizeof packed);
    packed.diag = *diag;
    for (size_t i = 0; i < 4; i++)
        packed.n[i] = strings[i] ? strlen(strings[i]) + 1 : 0;
    buf_add(out, &packed, sizeof packed);
    for (size_t i = 0; i < 4; i++)
        buf_add(out, strings[i], packed.n[i]);
}

size_t record_read_diag(struct xbz_str bytes, struct xbz_diag *diag)
{
    struct packed_diag packed;
    const size_t before = bytes.n;
    const char **strings[] = {&diag->path, &diag->accession, &diag->document, &diag->detail};
    memcpy(&packed, cut(&bytes, sizeof packed), sizeof packed);
    *diag = packed.diag;
    for (size_t i = 0; i < 4; i++)
        *strings[i] = packed.n[i] ? cut(&bytes, packed.n[i]) : NULL;
    return before - bytes.n;
}
