/* form_inline.c - Inline XBRL as a form of a report. */
#include "output/form.h"

static void begin(struct form *form)
{
    inline_report_begin(form->page, &form->base->report);
}

static enum xbz_status end(struct form *form)
{
    return inline_report_write(form->page, form->to, form->space, form->schema_ref,
                               form->extensions || !form->place.alone);
}

/* Facts go to the page, see form_fact. */
const struct form_ops inline_form = {.suffix = ".htm", .shows = true, .begin = begin, .end = end};
