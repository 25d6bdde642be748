/* from_text.h - lines of plain text to tables.
 *
 * Tables are what stands between <TABLE> tags, and runs of lines with aligned figures where there are none.  Columns are
 * inferred from the right edges of the figures (or from tabs); <S> and <C> only divide headings from rows. */
#ifndef XBZ_TABLE_FROM_TEXT_H
#define XBZ_TABLE_FROM_TEXT_H

#include "table/context.h"

struct text_block;

struct text_tables {
    struct table_context context;
    struct text_block *block;
};

/* sink and filing are borrowed until text_tables_free; filing may have unknown fields and may be filled in later.
 * FATAL when memory is out. */
XBZ_CHECKED enum xbz_status text_tables_init(struct text_tables *self, struct xbz_run *run,
                                             const struct xbz_tables *sink, const struct xbz_filing *filing);

/* One line, in order; an empty text with a form feed (0x0C) first is a page break.  Delivers what is complete. */
XBZ_CHECKED enum xbz_status text_tables_line(struct text_tables *self, const struct xbz_text_line *line);

/* End of the document: delivers what is pending. */
XBZ_CHECKED enum xbz_status text_tables_finish(struct text_tables *self);

/* Frees everything; also after an error, and for a struct of zeros. */
void text_tables_free(struct text_tables *self);

#endif
