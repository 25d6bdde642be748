/* report_parts.h - what the files of the report share; private to them.  NULL: the arena is exhausted. */
#ifndef XBZ_OUTPUT_REPORT_PARTS_H
#define XBZ_OUTPUT_REPORT_PARTS_H

#include "output/report.h"

/* The report's element of a concept or extension, made when it is not there. */
struct report_element *report_add_element(struct report *report, const struct xbz_concept *concept,
                                          const struct xbz_extension *extension);

/* The context of a fact and its unit; *added is set when it is new. */
struct report_context *report_add_context(struct report *report, const struct xbz_fact *fact, bool *added);
struct report_unit *report_add_unit(struct report *report, const struct xbz_fact *fact, bool *added);

#endif
