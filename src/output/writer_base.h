/* writer_base.h - what all writers begin with: the state of each starts with a struct writer_base. */
#ifndef XBZ_OUTPUT_WRITER_BASE_H
#define XBZ_OUTPUT_WRITER_BASE_H

#include "output/out.h"
#include "output/report.h"
#include "xbrlize/xbrlize.h"

struct writer_base {
    struct xbz_run *run;
    const struct xbz_taxonomy *taxonomy;
    const struct xbz_options *options;
    struct report report;
    struct xbz_out *out; /* of the filing that is being written */
};

/* Allocates a state of size bytes, zeroed but for its base. */
XBZ_CHECKED enum xbz_status writer_open(void **self, size_t size, struct xbz_run *run,
                                        const struct xbz_taxonomy *taxonomy, const struct xbz_options *options);
XBZ_CHECKED enum xbz_status writer_begin(struct writer_base *base, struct xbz_out *out,
                                         const struct xbz_report *report);

/* Operations that serve as they are. */
enum xbz_status writer_sum(void *self, const struct xbz_sum *sum); /* keeps it in the report */
enum xbz_status writer_no_sum(void *self, const struct xbz_sum *sum);
enum xbz_status writer_end(void *self);
void writer_abort(void *self);
void writer_close(void *self);

#endif
