/* header.h - the header of a submission, line by line, in both of its dialects.
 *
 *     CONFORMED SUBMISSION TYPE:	10-K        labels and values, within <SEC-HEADER> or <IMS-HEADER>
 *     <TYPE>10-K                                tags, within <SUBMISSION>
 *
 * Of several companies the one whose filing it is counts: the first filer, else issuer or subject company, else
 * whoever filed.  Of a label that comes twice the first is kept. */
#ifndef XBZ_INPUT_HEADER_H
#define XBZ_INPUT_HEADER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/run.h"

struct header {
    struct xbz_run *run;
    struct arena arena; /* the strings of filing */
    struct buf value;
    struct xbz_filing filing;
    struct xbz_str form_type; /* of the filing values, where no submission type is given */
    unsigned filers;
    bool known;   /* a line said something we keep */
    int rank;     /* of the company that filing describes, -1 before any */
    bool company; /* lines now describe that company */
    bool address; /* the lines are those of the business address */
};

void header_init(struct header *header, struct xbz_run *run);
void header_free(struct header *header);

/* Begins a filing: the strings of the last one are gone. */
void header_begin(struct header *header, struct xbz_str path);

/* One line, its end taken off.  Lines that say nothing we keep are passed over; a date or accession number that is
 * none is reported (HEADER_INVALID).  FATAL: no memory. */
XBZ_CHECKED enum xbz_status header_line(struct header *header, struct xbz_str line);

/* After the last line: what is derived from several. */
void header_finish(struct header *header);

/* A copy of s in UTF-8, trimmed and cut to a length no name reaches, that lives as long as arena says. */
XBZ_CHECKED enum xbz_status header_text(struct header *header, struct arena *arena, struct xbz_str s,
                                        struct xbz_str *out);

/* True for 0000950172-95-000354. */
bool header_is_accession(struct xbz_str s);

#endif
