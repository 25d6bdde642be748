/* from_html.h - tags and text of a document to tables and prose.
 *
 * Tables become grids; what stands around them, in tables without figures, and in tables that hold another table with
 * data, becomes prose, one line for each block or line break.  Lines of <pre> blocks go to the text tables,
 * and so do lines with columns made of no-break spaces.  Hidden text
 * is dropped, raised marks too. */
#ifndef XBZ_TABLE_FROM_HTML_H
#define XBZ_TABLE_FROM_HTML_H

#include "table/context.h"

struct html_builder;

struct html_tables {
    struct html_builder *builder;
};

/* sink and filing are borrowed until html_tables_free; filing may have unknown fields and may be filled in later.
 * FATAL when memory is out. */
XBZ_CHECKED enum xbz_status html_tables_init(struct html_tables *self, struct xbz_run *run,
                                             const struct xbz_tables *sink, const struct xbz_filing *filing);

/* What a reader delivers, in order. */
XBZ_CHECKED enum xbz_status html_tables_start(struct html_tables *self, const struct xbz_tag *tag);
XBZ_CHECKED enum xbz_status html_tables_end(struct html_tables *self, const struct xbz_tag *tag);
XBZ_CHECKED enum xbz_status html_tables_text(struct html_tables *self, struct xbz_str text, struct xbz_place place);

/* End of the document: delivers what is pending. */
XBZ_CHECKED enum xbz_status html_tables_finish(struct html_tables *self);

/* The days on which fiscal years end, as far as the document tells; of self. */
const struct fiscal *html_tables_fiscal(const struct html_tables *self);

/* Frees everything; also after an error, and for a struct of zeros. */
void html_tables_free(struct html_tables *self);

#endif
