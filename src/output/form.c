/* form.c - what the forms of a report have in common. */
#include "output/form.h"

#include <string.h>

#include "base/str.h"

/* first, name and, unless second is NULL, the name and second once more. */
static struct xbz_str join(struct arena *arena, struct xbz_str first, struct xbz_str second, struct xbz_str third,
                           bool *ok)
{
    char *text = arena_alloc(arena, first.n + second.n + third.n + 2);
    struct xbz_str parts[] = {first, second, third};
    size_t n = 0;
    if (!text) {
        *ok = false;
        return first;
    }
    for (size_t i = 0; i < 3; i++) {
        if (parts[i].n > 0)
            memcpy(text + n, parts[i].p, parts[i].n);
        n += parts[i].n;
        if (i == 1 && third.n > 0)
            text[n++] = '/';
    }
    return (struct xbz_str){text, n};
}

/* A report without files beside it refers to its taxonomy by address: that of gaap-lite, or, when it needs elements of
 * the filing's own, that of the filing's schema. */
static struct xbz_str schema_of(const struct form *form, bool *ok)
{
    struct report *report = &form->base->report;
    if (!form->place.alone)
        return join(&report->arena, str_of(form->place.schema_folder), report->schema, STR(""), ok);
    if (form->extensions)
        return join(&report->arena, STR(EXTENSION_SPACE), report->name, report->schema, ok);
    if (report->target)
        return report->target->gaap_schema;
    return join(&report->arena, STR(""), form->space, STR(BASE_SCHEMA), ok);
}

enum xbz_status form_open(struct form *form, const struct form_ops *ops, struct writer_base *base)
{
    form->ops = ops;
    form->base = base;
    if (!ops->shows)
        return XBZ_OK;
    form->page = mem_alloc(sizeof *form->page);
    return form->page ? inline_report_init(form->page, base->run)
                      : run_fail(base->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
}

void form_close(struct form *form)
{
    if (form->page) {
        inline_report_free(form->page);
        mem_free(form->page);
        form->page = NULL;
    }
}

enum xbz_status form_begin(struct form *form, const struct form_place *place, const struct xbz_report *report,
                           struct stream *to)
{
    struct writer_base *base = form->base;
    bool ok = true;
    form->place = *place;
    form->to = to;
    form->space = xbz_taxonomy_namespace(base->taxonomy);
    form->extensions = report->extensions;
    form->schema_ref = schema_of(form, &ok);
    if (!ok || !oim_begin(&form->oim, &base->report))
        return report_exhausted(&base->report);
    form->ops->begin(form);
    return XBZ_OK;
}

enum xbz_status form_fact(struct form *form, const struct xbz_fact *fact)
{
    struct report_entry entry;
    TRY(report_fact(&form->base->report, fact, &entry));
    if (form->page)
        return inline_report_fact(form->page, &form->base->report, fact, &entry);
    if (entry.write)
        form->ops->fact(form, fact, &entry);
    return XBZ_OK;
}

enum xbz_status form_end(struct form *form)
{
    if (form->place.alone && form->base->report.extensions)
        run_diag(form->base->run, XBZ_D_SCHEMA_LEFT_OUT, NOWHERE, "%.*s", STR_ARG(form->schema_ref));
    return form->ops->end(form);
}
