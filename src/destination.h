/* destination.h - how a run delivers its filings, as its options say. */
#ifndef XBZ_DESTINATION_H
#define XBZ_DESTINATION_H

#include "base/run.h"
#include "xbrlize/writer.h"
#include "xbrlize/xbrlize.h"

enum destination {
    DESTINATION_FILES,  /* a file for each filing, or a dump */
    DESTINATION_JOINED, /* all filings in one file, one after the other */
    DESTINATION_TAR,    /* files in a compressed tar */
    DESTINATION_ZIP,    /* reports in one report package */
};

enum destination destination_of(const struct xbz_options *options);

/* The writer that the options ask for; FATAL when there is none, or its output cannot go there. */
XBZ_CHECKED enum xbz_status destination_writer(const struct xbz_options *options, struct xbz_run *run,
                                               const struct xbz_writer_ops **writer);

#endif
