/* form.h - a report in one of its standard forms: XBRL 2.1 instance, Inline XBRL, xBRL-JSON or xBRL-CSV.
 *
 * A form writes files and does not care where they go: beside each other in a folder, into an archive, or into a
 * package.  Whoever opens them says so in struct form_place. */
#ifndef XBZ_OUTPUT_FORM_H
#define XBZ_OUTPUT_FORM_H

#include "output/extension.h"
#include "output/inline_report.h"
#include "output/instance.h"
#include "output/json.h"
#include "output/oim.h"
#include "output/writer_base.h"

/* Opens a file of the report; the one before it ends. */
typedef enum xbz_status form_open_fn(void *ctx, struct xbz_str name, struct stream **stream);

struct form_place {
    form_open_fn *open;
    void *ctx;
    const char *schema_folder; /* of the filing's schema as seen from the report: "", "../taxonomy/" */
    enum xml_layout layout;    /* of XML */
    bool alone;                /* nothing can go beside the report: no schema is delivered with it */
};

/* A column for the values of a dimension. */
struct form_axis {
    struct xbz_str name, column;
};

struct form;
struct form_ops {
    const char *suffix; /* of the first file, that begin and fact write into */
    bool shows;         /* the filing's documents, and every place of a fact (struct form, page) */
    bool columns;       /* a column for each axis (struct form, axes): facts with others have no place */
    void (*begin)(struct form *form);
    void (*fact)(struct form *form, const struct xbz_fact *fact, const struct report_entry *entry);
    enum xbz_status (*end)(struct form *form); /* opens what else there is */
};

struct form {
    const struct form_ops *ops;
    struct writer_base *base;
    struct form_place place;
    struct stream *to;         /* the first file */
    struct xbz_str space;      /* namespace of the base taxonomy */
    struct xbz_str schema_ref; /* where the schema of the report is */
    bool extensions;           /* the report may have extension facts */
    struct form_axis *axes;    /* of the report, for a form that has a column for each */
    size_t n_axes;
    struct instance instance;
    struct oim oim;
    struct json json;
    struct inline_report *page; /* of a form that shows the documents, else NULL */
};

extern const struct form_ops instance_form, inline_form, json_form, csv_form;

/* Takes what a form needs for the run; form is zeroed.  To be closed also after a failure. */
XBZ_CHECKED enum xbz_status form_open(struct form *form, const struct form_ops *ops, struct writer_base *base);
void form_close(struct form *form);

/* What begins the state of a writer whose report is a form, and operations that serve such writers as they are. */
struct form_writer {
    struct writer_base base;
    struct form form;
};
enum xbz_status form_writer_fact(void *self, const struct xbz_fact *fact);
enum xbz_status form_writer_document(void *self, const struct xbz_document *document, bool markup,
                                     struct xbz_events *events);
enum xbz_status form_writer_document_end(void *self);

/* Starts a report in the file to, after writer_begin; the place is copied. */
XBZ_CHECKED enum xbz_status form_begin(struct form *form, const struct form_place *place,
                                       const struct xbz_report *report, struct stream *to);
XBZ_CHECKED enum xbz_status form_fact(struct form *form, const struct xbz_fact *fact);
/* Completes the report.  The filing's schema is the caller's business. */
XBZ_CHECKED enum xbz_status form_end(struct form *form);

#endif
