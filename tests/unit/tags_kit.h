/* tags_kit.h - tagged facts written down as lines, for the tests of what reads them. */
#ifndef XBZ_TESTS_TAGS_KIT_H
#define XBZ_TESTS_TAGS_KIT_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/run.h"
#include "base/str.h"
#include "xbrlize/reader.h"

struct tags_kit {
    struct xbz_run run;
    struct buf facts; /* "space name period unit value decimals" and a newline each */
    struct buf diagnostics;
    enum xbz_status answer; /* of the callback */
};

static inline void tags_kit_diag(void *ctx, const struct xbz_diag *diag)
{
    struct tags_kit *kit = ctx;
    buf_printf(&kit->diagnostics, "%s %s\n", xbz_diag_id(diag->code), diag->detail ? diag->detail : "");
}

static inline enum xbz_status tags_kit_tagged(void *ctx, const struct xbz_tagged_fact *fact)
{
    static const char *const units[XBZ_UNITS] = {"none", "money", "shares", "per-share", "pure", "other "};
    struct tags_kit *kit = ctx;
    char start[DATE_TEXT], end[DATE_TEXT];
    date_text(fact->period.start, start);
    date_text(fact->period.end, end);
    buf_printf(&kit->facts, "%.*s|%.*s|%s%s%s", STR_ARG(fact->space), STR_ARG(fact->name), start,
               fact->period.kind == XBZ_DURATION ? ".." : "", end);
    if (fact->segmented)
        buf_text(&kit->facts, "|segmented");
    for (size_t i = 0; i < fact->n_dimensions; i++) {
        const struct xbz_tagged_dimension *d = &fact->dimensions[i];
        buf_printf(&kit->facts, "|%.*s %.*s=%.*s %.*s", STR_ARG(d->space), STR_ARG(d->name), STR_ARG(d->member_space),
                   STR_ARG(d->typed ? d->value : d->member));
    }
    if (fact->numeric)
        buf_printf(&kit->facts, "|%s%.*s", units[fact->unit],
                   STR_ARG(fact->unit == XBZ_UNIT_OTHER ? fact->measures : fact->currency));
    buf_printf(&kit->facts, "|%.*s", STR_ARG(fact->nil ? STR("nil") : fact->value));
    if (fact->numeric && fact->decimals == XBZ_DECIMALS_EXACT)
        buf_text(&kit->facts, "|exact");
    else if (fact->numeric)
        buf_printf(&kit->facts, "|%d", fact->decimals);
    buf_byte(&kit->facts, '\n');
    return kit->answer;
}

static inline void tags_kit_open(struct tags_kit *kit)
{
    struct xbz_options options;
    xbz_options_init(&options);
    memset(kit, 0, sizeof *kit);
    kit->run.limits = options.limits;
    kit->run.diag = tags_kit_diag;
    kit->run.diag_ctx = kit;
    buf_init(&kit->facts, (size_t)1 << 20);
    buf_init(&kit->diagnostics, (size_t)1 << 20);
}

static inline void tags_kit_close(struct tags_kit *kit)
{
    buf_free(&kit->facts);
    buf_free(&kit->diagnostics);
}

#endif
