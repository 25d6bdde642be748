/* mark.c - tags at the start of a line.  Runs for each line that begins with '<' or '-'. */
#include "input/mark.h"

#include <string.h>

struct tag {
    const char *text;
    enum mark mark;
};

static const struct tag dash_tags[] = {
    {"- -", MARK_DASH},
    {"-----BEGIN PRIVACY-ENHANCED MESSAGE-----", MARK_PEM_BEGIN},
    {"-----END PRIVACY-ENHANCED MESSAGE-----", MARK_PEM_END},
    {NULL, MARK_NONE},
};

static const struct tag start_tags[] = {
    {"<SEC-DOCUMENT>", MARK_SUBMISSION},
    {"<IMS-DOCUMENT>", MARK_SUBMISSION},
    {"<SUBMISSION>", MARK_SUBMISSION},
    {"<SEC-HEADER>", MARK_HEADER},
    {"<IMS-HEADER>", MARK_HEADER},
    {"<DOCUMENT>", MARK_DOCUMENT},
    {"<TYPE>", MARK_TYPE},
    {"<SEQUENCE>", MARK_SEQUENCE},
    {"<FILENAME>", MARK_FILENAME},
    {"<DESCRIPTION>", MARK_DESCRIPTION},
    {"<TEXT>", MARK_TEXT},
    {"<PDF>", MARK_WRAPPER},
    {"<XBRL>", MARK_WRAPPER},
    {"<XML>", MARK_WRAPPER},
    {"<XFD>", MARK_WRAPPER},
    {NULL, MARK_NONE},
};

static const struct tag end_tags[] = {
    {"</TEXT>", MARK_TEXT_END},         {"</DOCUMENT>", MARK_DOCUMENT_END}, {"</SEC-DOCUMENT>", MARK_END},
    {"</IMS-DOCUMENT>", MARK_END},      {"</SUBMISSION>", MARK_END},        {"</SEC-HEADER>", MARK_HEADER_END},
    {"</IMS-HEADER>", MARK_HEADER_END}, {"</PDF>", MARK_WRAPPER_END},       {"</XBRL>", MARK_WRAPPER_END},
    {"</XML>", MARK_WRAPPER_END},       {"</XFD>", MARK_WRAPPER_END},       {NULL, MARK_NONE},
};

static enum mark find(const struct tag *tags, const unsigned char *line, size_t n, size_t *length)
{
    for (; tags->text; tags++) {
        size_t size = strlen(tags->text);
        if (n >= size && memcmp(line, tags->text, size) == 0) {
            if (length)
                *length = size;
            return tags->mark;
        }
    }
    return MARK_NONE;
}

enum mark mark_of(const unsigned char *line, size_t n, size_t *length)
{
    if (n < 3)
        return MARK_NONE;
    if (line[0] == '-')
        return find(dash_tags, line, n, length);
    if (line[0] != '<')
        return MARK_NONE;
    /* Most lines that begin with '<' are of HTML: <p, </td, <TR.  Few get past their second or third letter. */
    if (line[1] == '/')
        return memchr("TDSIPX", line[2], 6) ? find(end_tags, line, n, length) : MARK_NONE;
    return memchr("SIDTFPX", line[1], 7) ? find(start_tags, line, n, length) : MARK_NONE;
}

bool mark_ends_text(enum mark mark, bool pem)
{
    switch (mark) {
    case MARK_TEXT_END:
    case MARK_DOCUMENT_END:
    case MARK_DOCUMENT:
    case MARK_SUBMISSION:
    case MARK_END:
    case MARK_PEM_BEGIN:
        return true;
    case MARK_PEM_END:
        return pem;
    default:
        return false;
    }
}
