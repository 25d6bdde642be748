/* submission_parts.h - what submission.c and document.c share; nobody else includes it. */
#ifndef XBZ_INPUT_SUBMISSION_PARTS_H
#define XBZ_INPUT_SUBMISSION_PARTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "input/header.h"
#include "input/mark.h"
#include "input/name.h"
#include "input/submission.h"

#define LINE_BYTES 4096 /* of a header line; the rest of a longer one is dropped */

enum state {
    AT_START,
    BETWEEN,   /* outside any filing */
    IN_FILING, /* in a filing, between its documents */
    IN_TEXT,   /* in a document's text */
    BARE,      /* the member is one document, not begun yet */
    BARE_TEXT,
    FINISHED
};

struct submission {
    struct xbz_run *run;
    struct source *in;
    struct xbz_str path;
    struct header header;
    struct arena arena; /* strings of the document */
    struct buf line;
    char member_name[NAME_BYTES + 1], name[NAME_BYTES + 16];

    enum state state;
    bool pem;         /* within a privacy-enhanced message: lines are escaped */
    bool closes;      /* the submission has an end tag, which is still due */
    bool stripped;    /* somebody has taken all tags out: one document follows the labels */
    unsigned filings; /* of this member so far */
    uint64_t begin;   /* of the filing in the member */
    uint64_t lines;   /* line ends consumed */

    struct xbz_document document;
    unsigned documents; /* of this filing so far */
    bool ahead;         /* the document's head was read before submission_next_document */
    uint64_t text_line;
    bool line_start;      /* the text goes on at the start of a line */
    bool wrapped;         /* <XBRL> or its like is open */
    bool pdf;             /* the document's text stands in <PDF> */
    size_t given;         /* bytes handed out and not consumed yet */
    uint64_t given_lines; /* line ends in them */
};

/* The mark that the coming line starts with, and the length of its tag; *n is 0 at the end of the member. */
XBZ_CHECKED enum xbz_status submission_coming_mark(struct submission *s, enum mark *mark, size_t *length, size_t *n);

/* Takes the coming line into s->line, without its end; what exceeds the buffer is dropped. */
XBZ_CHECKED enum xbz_status submission_take_line(struct submission *s);

/* The length of the blank line that the bytes start with, its end included; 0 when it is not blank. */
size_t submission_blank_line(const unsigned char *bytes, size_t n);

/* Goes to the filing's next document and reads its head: s->document is set and its text comes.  END: the filing has
 * none any more. */
XBZ_CHECKED enum xbz_status submission_open_document(struct submission *s);

#endif
