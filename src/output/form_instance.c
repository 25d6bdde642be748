/* form_instance.c - the XBRL 2.1 instance as a form of a report. */
#include "output/form.h"

static void begin(struct form *form)
{
    const struct instance_options options = {
        .space = form->space,
        .href = form->schema_ref,
        .extension = form->extensions || !form->place.alone,
        .ids = form->base->options->provenance,
        .layout = form->place.layout,
    };
    instance_begin(&form->instance, form->to, &form->base->report, &options);
}

static void write_fact(struct form *form, const struct xbz_fact *fact, const struct report_entry *entry)
{
    instance_fact(&form->instance, fact, entry);
}

static enum xbz_status end(struct form *form)
{
    instance_end(&form->instance);
    return XBZ_OK;
}

const struct form_ops instance_form = {.suffix = ".xbrl", .begin = begin, .fact = write_fact, .end = end};
