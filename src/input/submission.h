/* submission.h - one member's bytes as filings and documents.
 *
 *     TRY(submission_start(s, container_source(c), member.path));
 *     while ((status = submission_next_filing(s, &filing)) == XBZ_OK)
 *         while ((status = submission_next_document(s, &document)) == XBZ_OK)
 *             while ((status = submission_read(s, &bytes, &n)) == XBZ_OK)
 *                 feed(bytes, n);
 *
 * Forms: <SEC-DOCUMENT> and <IMS-DOCUMENT> with a header of labels, <SUBMISSION> with a header of SGML tags (feed), each
 * with or without privacy-enhanced-mail lines around it, several of them one after the other, <DOCUMENT>s without a
 * header, and bare documents (a filing of one document whose header is empty).
 *
 * Tags are known only at the start of a line and in capitals, as EDGAR writes them.  The lines that mail escapes
 * ("- -----") are put right inside privacy-enhanced messages and nowhere else.  What is delivered does not depend on how
 * the source's blocks are cut. */
#ifndef XBZ_INPUT_SUBMISSION_H
#define XBZ_INPUT_SUBMISSION_H

#include "input/source.h"

struct submission;

XBZ_CHECKED enum xbz_status submission_new(struct submission **out, struct xbz_run *run);
void submission_free(struct submission *submission); /* NULL is allowed */

/* Begins a member.  in and path are borrowed until the next start. */
XBZ_CHECKED enum xbz_status submission_start(struct submission *submission, struct source *in, struct xbz_str path);

/* Goes to the next filing; the rest of the last one is skipped.  OK: its header has been read and *filing is set, its
 * strings live until the next call of this function (accession is empty unless it is a well-formed one;
 * name can always serve as file name).  END: no more bytes.  FATAL passes through.  Where no header states the form, it is
 * the type of the first document. */
XBZ_CHECKED enum xbz_status submission_next_filing(struct submission *submission, struct xbz_filing *filing);

/* Goes to the filing's next document; the rest of the last one is skipped.  Its strings live until the next call of
 * this function or of submission_next_filing.  document->offset counts from the first byte of the submission. */
XBZ_CHECKED enum xbz_status submission_next_document(struct submission *submission, struct xbz_document *document);

/* The first bytes of the document's text, up to SOURCE_PEEK, without taking them: only before the first
 * submission_read.  *n is 0 for an empty text. */
XBZ_CHECKED enum xbz_status submission_peek(struct submission *submission, const unsigned char **bytes, size_t *n);

/* The next bytes of the document's text: what stands between <TEXT> and </TEXT>, without the line end after <TEXT> and
 * without <PDF>, <XBRL>, <XML>, <XFD> around it.  OK with *n > 0, valid until the next call; END. */
XBZ_CHECKED enum xbz_status submission_read(struct submission *submission, const unsigned char **bytes, size_t *n);

/* True when the member is a bare document: nothing but its content tells whether it is a filing. */
bool submission_is_bare(const struct submission *submission);

/* Whether another filing follows in the member, known once all documents of this one have been taken. */
XBZ_CHECKED enum xbz_status submission_more(struct submission *submission, bool *more);

/* Facts about the filing that struct xbz_filing has no place for. */
unsigned submission_filers(const struct submission *submission);            /* <FILER> groups, 0 without a header */
struct xbz_str submission_member_name(const struct submission *submission); /* base name without suffixes */
uint64_t submission_offset(const struct submission *submission);            /* where the filing begins in its member */
uint64_t submission_line(const struct submission *submission); /* of the document's text in its member, from 1 */

/* True when the document says that its text is a PDF, whatever stands there. */
bool submission_is_pdf(const struct submission *submission);

/* True when the document is a picture, PDF, archive or spreadsheet by its type, its file name, or its first bytes
 * (uuencoded or not). */
bool submission_is_binary(const struct xbz_document *document, const unsigned char *prefix, size_t n);

#endif
