/* html_state.h - what the files of the tokenizer share; private to them. */
#ifndef XBZ_READ_HTML_STATE_H
#define XBZ_READ_HTML_STATE_H

#include "base/buf.h"
#include "base/charset.h"
#include "base/run.h"
#include "read/html.h"
#include "read/html_names.h"

#define HTML_NOWHERE ((size_t)-1)

struct html {
    struct xbz_run *run;
    struct xbz_events events;
    struct html_full full;
    bool is_full; /* full tokens */
    bool is_page; /* every element with its attributes, and style sheets */
    struct html_names names;
    enum xbz_status status; /* the first that was not OK */

    /* the window: bytes being tokenized */
    const char *p;
    size_t n;
    bool last;        /* nothing follows the window */
    uint64_t base;    /* offset of p[0] in the document */
    uint64_t line;    /* of the position asked last */
    size_t next_line; /* position of the first line end not counted, or HTML_NOWHERE */

    struct buf pending; /* bytes not tokenized yet */
    size_t want;        /* tokenize when pending holds so many, at least 1 */
    bool sniffed;       /* the encoding is known */
    bool wide;          /* UTF-16: bytes pass through odd on their way */
    struct buf odd;
    enum charset charset;      /* of the bytes tokens are made of */
    enum charset wide_charset; /* of the document, when it is UTF-16 */
    uint64_t replaced;         /* bytes replaced so far, and the first place */
    struct xbz_place replaced_at;

    enum html_mode mode;
    char raw_name[16]; /* element whose end tag ends RCDATA, RAWTEXT and SCRIPT */
    size_t raw_name_n;
    unsigned escaped; /* in a script: 1 after "<!--", 2 after "<script" in that */
    unsigned dashes;  /* in an escaped script: '-' just before the position */
    bool skipping;    /* to the next '>', after a token that was too long */

    char tag_name[16];  /* of a tag whose name had capitals */
    struct buf scratch; /* text, or names and values of a tag, that had to be converted */
    struct xbz_attribute attributes[HTML_MAX_ATTRIBUTES];
    size_t name_at[HTML_MAX_ATTRIBUTES], value_at[HTML_MAX_ATTRIBUTES]; /* in scratch, or HTML_NOWHERE */
};

/* Tokenizes p[0..n), at self->base in the document, as far as tokens are whole; *used says how far that is: all of it
 * when nothing follows.  Moves base on. */
enum xbz_status html_tokenize(struct html *self, const char *p, size_t n, bool last, size_t *used);

/* Counts lines up to begin. */
void html_count_lines(struct html *self, size_t begin);

/* The place of bytes begin..end of the window.  begin never falls from call to call. */
static inline struct xbz_place html_place(struct html *self, size_t begin, size_t end)
{
    if (self->next_line < begin)
        html_count_lines(self, begin);
    return (struct xbz_place){self->line, self->base + begin, self->base + end};
}

/* Appends s in UTF-8 to out.  flags (enum html_scan_flag) says what is in s; references are decoded, by the rules for
 * attribute values when asked, if it names them. */
void html_decode(struct html *self, struct xbz_str s, unsigned flags, bool attribute, struct buf *out);

/* Parses the tag at position at (p[at] is '<', a letter follows, or '/' and a letter), looking at bytes before end
 * only.  Returns its end, or 0 when that lies beyond.  tag's contents are valid until the next call. */
size_t html_tag(struct html *self, size_t at, size_t end, bool *is_end, struct xbz_tag *tag);

/* True when the end tag of self->raw_name stands at position at; *more is set when that cannot be said before more
 * bytes are there. */
bool html_raw_ends(const struct html *self, size_t at, bool *more);

/* Follows the escapes of a script through a piece of its text. */
void html_script_piece(struct html *self, struct xbz_str piece);

/* The encoding that the first bytes of a document declare; *skip is the length of a byte order mark. */
enum charset html_sniff(struct xbz_str head, bool *wide, size_t *skip);

#endif
