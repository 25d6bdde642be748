/* mark.h - the lines that structure a submission, told by their first bytes. */
#ifndef XBZ_INPUT_MARK_H
#define XBZ_INPUT_MARK_H

#include <stdbool.h>
#include <stddef.h>

enum mark {
    MARK_NONE,
    MARK_DASH,         /* "- -": a line that mail has escaped */
    MARK_PEM_BEGIN,    /* -----BEGIN PRIVACY-ENHANCED MESSAGE----- */
    MARK_PEM_END,      /* -----END PRIVACY-ENHANCED MESSAGE----- */
    MARK_SUBMISSION,   /* <SEC-DOCUMENT>, <IMS-DOCUMENT>, <SUBMISSION> */
    MARK_HEADER,       /* <SEC-HEADER>, <IMS-HEADER> */
    MARK_HEADER_END,   /* </SEC-HEADER>, </IMS-HEADER> */
    MARK_DOCUMENT,     /* <DOCUMENT> */
    MARK_TYPE,         /* <TYPE> */
    MARK_SEQUENCE,     /* <SEQUENCE> */
    MARK_FILENAME,     /* <FILENAME> */
    MARK_DESCRIPTION,  /* <DESCRIPTION> */
    MARK_TEXT,         /* <TEXT> */
    MARK_WRAPPER,      /* <PDF>, <XBRL>, <XML>, <XFD> */
    MARK_WRAPPER_END,  /* their end tags */
    MARK_TEXT_END,     /* </TEXT> */
    MARK_DOCUMENT_END, /* </DOCUMENT> */
    MARK_END           /* </SEC-DOCUMENT>, </IMS-DOCUMENT>, </SUBMISSION> */
};

/* Bytes from the start of a line that tell every mark. */
#define MARK_BYTES 48

/* The mark a line starts with.  *length (may be NULL) is that of the tag itself. */
enum mark mark_of(const unsigned char *line, size_t n, size_t *length);

/* True for the marks that cannot stand within a document's text, whose end tag is missing then, and its end tag. */
bool mark_ends_text(enum mark mark, bool pem);

#endif
