/* extension.h - the filing's own taxonomy: a schema with its extension elements and roles, labels, the presentation of
 * its statements, and its sums (calculation).
 *
 * All files stand in one folder with those of the base taxonomy and refer to each other by name. */
#ifndef XBZ_OUTPUT_EXTENSION_H
#define XBZ_OUTPUT_EXTENSION_H

#include "output/report.h"
#include "output/stream.h"

#define BASE_PREFIX      "gaap-lite"
#define BASE_SCHEMA      "gaap-lite.xsd"
#define EXTENSION_PREFIX "ext"
#define EXTENSION_SPACE  "https://xbrlize.org/ext/" /* followed by the report's name */

/* Opens the file of a name that everything up to the next call is written to. */
typedef enum xbz_status extension_open_fn(void *ctx, struct xbz_str name, struct stream **stream);

/* Writes the files of a filing: NAME.xsd, NAME_lab.xml, NAME_pre.xml and, when there are sums, NAME_cal.xml.  space is
 * the namespace of the base taxonomy. */
XBZ_CHECKED enum xbz_status extension_write(struct report *report, struct xbz_str space, extension_open_fn *open,
                                            void *ctx);

/* Whether reports need a file of the base taxonomy.  They do without descriptions, the full set of sums (a report
 * has those of its filing), the entry point that adds them, and aliases. */
bool extension_needs_file(const char *name);

/* A label as label linkbases hold it: at most 511 characters, no '<', single blanks, none at the ends (EDGAR Filer
 * Manual 6.10 and 6.5.35).  out has EXTENSION_LABEL bytes. */
#define EXTENSION_LABEL 2048
struct xbz_str extension_label(struct xbz_str label, char *out);

#endif
