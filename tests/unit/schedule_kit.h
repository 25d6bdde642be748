/* schedule_kit.h - schedules read from text, for the tests of the reader and of what becomes of them. */
#ifndef XBZ_TESTS_SCHEDULE_KIT_H
#define XBZ_TESTS_SCHEDULE_KIT_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/run.h"
#include "base/str.h"
#include "mapping/schedule_facts.h"
#include "read/schedule.h"

struct schedule_kit {
    struct xbz_run run;
    struct arena arena;
    struct buf dump;        /* of every schedule delivered */
    struct buf diagnostics; /* "id line detail" and a newline each */
    struct kept_schedule kept[8];
    size_t n;
};

static inline void kit_diag(void *ctx, const struct xbz_diag *diag)
{
    struct schedule_kit *kit = ctx;
    buf_printf(&kit->diagnostics, "%s %lu %s\n", xbz_diag_id(diag->code), (unsigned long)diag->line,
               diag->detail ? diag->detail : "");
}

static inline enum xbz_status kit_schedule(void *ctx, const struct xbz_schedule *schedule)
{
    struct schedule_kit *kit = ctx;
    const struct xbz_document document = {.type = STR("EX-27"), .sequence = 2};
    schedule_dump(&kit->dump, schedule);
    assert_true(kit->n < sizeof kit->kept / sizeof *kit->kept);
    assert_true(schedule_keep(&kit->kept[kit->n++], &kit->arena, schedule, &document));
    return XBZ_OK;
}

static inline void kit_open(struct schedule_kit *kit)
{
    struct xbz_options options;
    xbz_options_init(&options);
    memset(kit, 0, sizeof *kit);
    kit->run.limits = options.limits;
    kit->run.diag = kit_diag;
    kit->run.diag_ctx = kit;
    arena_init(&kit->arena, (size_t)32 << 20);
    buf_init(&kit->dump, (size_t)1 << 20);
    buf_init(&kit->diagnostics, (size_t)1 << 20);
}

static inline void kit_close(struct schedule_kit *kit)
{
    arena_free(&kit->arena);
    buf_free(&kit->dump);
    buf_free(&kit->diagnostics);
}

/* Reads n bytes, step at a time. */
static inline enum xbz_status kit_read(struct schedule_kit *kit, const char *bytes, size_t n, size_t step)
{
    const struct xbz_events events = {.ctx = kit, .schedule = kit_schedule};
    void *self = NULL;
    enum xbz_status status = schedule_reader.open(&self, &kit->run, &events);
    for (size_t at = 0; at < n && status == XBZ_OK; at += step)
        status = schedule_reader.feed(self, (const unsigned char *)bytes + at, n - at < step ? n - at : step);
    if (status == XBZ_OK)
        status = schedule_reader.finish(self);
    schedule_reader.close(self);
    return status;
}

#endif
