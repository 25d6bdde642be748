/* readers.c - the table of input formats. */
#include "base/str.h"
#include "read/html.h"
#include "read/schedule.h"
#include "read/text.h"
#include "read/xbrl.h"
#include "xbrlize/reader.h"

const struct xbz_reader_ops *const xbz_readers[] = {
    &html_reader, &xbrl_reader, &schedule_reader, &text_reader, NULL,
};

const struct xbz_reader_ops *xbz_reader_for(const unsigned char *prefix, size_t n)
{
    const struct xbz_reader_ops *best = NULL;
    unsigned best_bid = 0;
    for (size_t i = 0; xbz_readers[i]; i++) {
        unsigned bid = xbz_readers[i]->bid(prefix, n);
        if (bid > best_bid) {
            best = xbz_readers[i];
            best_bid = bid;
        }
    }
    return best;
}

const struct xbz_reader_ops *xbz_reader_find(const char *name)
{
    for (size_t i = 0; xbz_readers[i]; i++)
        if (str_eq(str_of(xbz_readers[i]->name), str_of(name)))
            return xbz_readers[i];
    return NULL;
}
