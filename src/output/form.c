/* form.c - what the forms of a report have in common. */
#include "output/form.h"

#include <stdio.h>
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

/* Columns are named as their axes where that makes an identifier that no other column has. */
static bool is_column_name(struct xbz_str name)
{
    size_t n = 0;
    while (n < name.n && (is_alnum(name.p[n]) || name.p[n] == '_'))
        n++;
    return n > 0 && n == name.n && is_upper(name.p[0]);
}

static bool keep_axes(struct form *form, const struct xbz_report *report)
{
    struct arena *arena = &form->base->report.arena;
    bool ok = true;
    form->n_axes = 0;
    form->axes = ARENA_ARRAY(arena, report->n_axes + 1, struct form_axis);
    for (size_t i = 0; i < report->n_axes && form->axes && ok; i++) {
        struct form_axis *axis = &form->axes[form->n_axes++];
        char number[24];
        (void)snprintf(number, sizeof number, "axis%zu", form->n_axes);
        axis->name = arena_str(arena, report->axes[i]->name, &ok);
        axis->column = is_column_name(axis->name) ? axis->name : arena_str(arena, str_of(number), &ok);
    }
    return form->axes && ok;
}

/* Whether the form has a place for the fact; reported when it has none. */
static bool has_columns(const struct form *form, const struct xbz_fact *fact)
{
    if (!fact->concept && !fact->extension)
        return true; /* report_fact tells */
    for (size_t i = 0; i < fact->n_dimensions; i++) {
        size_t k = 0;
        while (k < form->n_axes && !str_eq(form->axes[k].name, fact->dimensions[i].axis->name))
            k++;
        if (k < form->n_axes)
            continue;
        run_diag(form->base->run, XBZ_D_FACT_LEFT_OUT, fact->place, "%.*s: there is no column for %.*s",
                 STR_ARG(fact->concept ? fact->concept->name : fact->extension->name),
                 STR_ARG(fact->dimensions[i].axis->name));
        return false;
    }
    return true;
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
    if (!ok || !oim_begin(&form->oim, &base->report) || (form->ops->columns && !keep_axes(form, report)))
        return report_exhausted(&base->report);
    form->ops->begin(form);
    return XBZ_OK;
}

enum xbz_status form_fact(struct form *form, const struct xbz_fact *fact)
{
    struct report_entry entry;
    if (form->ops->columns && !has_columns(form, fact))
        return XBZ_OK;
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

/* ---- writers ---- */

enum xbz_status form_writer_fact(void *self, const struct xbz_fact *fact)
{
    struct form_writer *writer = self;
    TRY(form_fact(&writer->form, fact));
    return out_status(writer->base.out);
}

enum xbz_status form_writer_document(void *self, const struct xbz_document *document, bool markup,
                                     struct xbz_events *events)
{
    struct form_writer *writer = self;
    return inline_report_document(writer->form.page, document, markup, events);
}

enum xbz_status form_writer_document_end(void *self)
{
    struct form_writer *writer = self;
    return inline_report_document_end(writer->form.page);
}
