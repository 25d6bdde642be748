/* html.h - the tolerant tokenizer for HTML, XHTML and inline XBRL.
 *
 * Chunked, without a tree and without recursion.  It follows the tokenization of the HTML standard (section 13.2.5)
 * and departs from it where filings would lose text:
 *  - a '<' inside a tag, outside quotes, ends that tag;
 *  - a comment, tag or declaration without its end (or longer than limits.line_bytes) ends at its first '>';
 *  - CDATA sections are text everywhere; the contents of <script> and <style> are skipped;
 *  - <title> and <textarea> also end where a block element starts, for filings that forget to close them;
 *  - "<script/>" and the like are empty, as XHTML means it.
 *
 * Reported: tags of the elements of html_names.h, text (references decoded, UTF-8, line ends as in the file), in pieces
 * that do not depend on how the bytes were cut: text ends at each '<' and after HTML_PIECE bytes.  Places count bytes of
 * the document; of a UTF-16 document, bytes of its UTF-8 form. */
#ifndef XBZ_READ_HTML_H
#define XBZ_READ_HTML_H

#include "xbrlize/reader.h"

#define HTML_PIECE          ((size_t)16384) /* longest piece of text, in bytes of the document */
#define HTML_MAX_ATTRIBUTES 48              /* of one tag; more are dropped */

extern const struct xbz_reader_ops html_reader;

/* The same tokens at the same places, and with them the tags of all other elements, the attributes of every start tag and
 * the text of style sheets: all that a page is made of. */
XBZ_CHECKED enum xbz_status html_open_page(void **self, struct xbz_run *run, const struct xbz_events *events);

/* What the bytes at hand are: markup and text, or the text of an element that holds no markup. */
enum html_mode { MODE_DATA, MODE_RCDATA, MODE_RAWTEXT, MODE_SCRIPT, MODE_CDATA, MODE_PLAINTEXT };

/* Full tokens, for the conformance tests: without the departures above, with comments, document types and every
 * element; bytes are taken as UTF-8 unchecked, line ends become LF, the caller switches the mode. */
struct html_full {
    void *ctx;
    enum xbz_status (*comment)(void *ctx, struct xbz_str text);
    enum xbz_status (*doctype)(void *ctx, struct xbz_str raw); /* what stands between "<!" and '>' */
    enum html_mode mode;                                       /* to start with */
    struct xbz_str last_start;                                 /* element whose end tag ends such a mode */
};

XBZ_CHECKED enum xbz_status html_open_full(void **self, struct xbz_run *run, const struct xbz_events *events,
                                           const struct html_full *full);

#endif
