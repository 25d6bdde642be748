#include "mapping/target.h"

#include "base/buf.h"
#include "base/str.h"

/* What a concept is in the target: another concept, or an extension. */
struct renamed {
    bool used; /* the filing has facts of it */
    const struct xbz_concept *concept;
    const struct xbz_extension *extension;
};

struct work {
    struct filing_facts *f;
    const struct xbz_target *target;
    struct renamed *names; /* by concept index */
};

static enum xbz_status make_extension(struct work *w, const struct xbz_concept *concept, struct renamed *out)
{
    struct xbz_extension *made = ARENA_NEW(w->f->arena, struct xbz_extension);
    if (!made || !facts_name_extension(w->f, made, concept->name))
        return run_fail(w->f->run, arena_code(w->f->arena), NOWHERE, NULL);
    made->label = concept->label;
    made->unit = xbz_type_unit(concept->type);
    made->period = concept->period;
    out->extension = made;
    run_diag(w->f->run, XBZ_D_TARGET_LACKS, NOWHERE, "us-gaap-%d: %.*s", w->target->year, STR_ARG(concept->name));
    return XBZ_OK;
}

static bool same_kind(const struct xbz_concept *a, const struct xbz_concept *b)
{
    return a->type == b->type && a->period == b->period && a->balance == b->balance;
}

static enum xbz_status rename_concept(struct work *w, const struct xbz_concept *concept)
{
    struct renamed *name = &w->names[concept->index];
    if (name->concept || name->extension)
        return XBZ_OK;
    const struct xbz_concept *in_year =
        xbz_concept_is_in(concept, w->target->year) ? concept : xbz_concept_in_year(concept, w->target->year);
    bool usable = in_year && xbz_concept_is_in(in_year, w->target->year) && same_kind(in_year, concept);
    /* Another concept of the filing keeps its name. */
    if (usable && in_year != concept && w->names[in_year->index].used)
        usable = false;
    if (!usable)
        return make_extension(w, concept, name);
    name->concept = in_year;
    w->names[in_year->index].used = true;
    return XBZ_OK;
}

static enum xbz_status rename_fact(struct work *w, struct xbz_fact *fact)
{
    if (!fact->concept)
        return XBZ_OK;
    TRY(rename_concept(w, fact->concept));
    const struct renamed *name = &w->names[fact->concept->index];
    fact->concept = name->concept;
    fact->extension = name->extension;
    return XBZ_OK;
}

static enum xbz_status rename_part(struct work *w, struct xbz_sum_part *part)
{
    if (!part->concept)
        return XBZ_OK;
    TRY(rename_concept(w, part->concept));
    const struct renamed *name = &w->names[part->concept->index];
    part->concept = name->concept;
    part->extension = name->extension;
    return XBZ_OK;
}

static enum xbz_status rename_sum(struct work *w, struct xbz_sum *sum)
{
    struct xbz_sum_part *parts = ARENA_ARRAY(w->f->arena, sum->n_parts, struct xbz_sum_part);
    if (!parts)
        return run_fail(w->f->run, arena_code(w->f->arena), NOWHERE, NULL);
    TRY(rename_part(w, &sum->total));
    for (size_t i = 0; i < sum->n_parts; i++) {
        parts[i] = sum->parts[i];
        TRY(rename_part(w, &parts[i]));
    }
    sum->parts = parts;
    return XBZ_OK;
}

enum xbz_status target_names(struct filing_facts *f, const struct xbz_taxonomy *taxonomy,
                             const struct xbz_target *target)
{
    struct work w = {.f = f, .target = target};
    w.names = ARENA_ARRAY(f->arena, xbz_taxonomy_count(taxonomy) + 1, struct renamed);
    if (!w.names)
        return run_fail(f->run, arena_code(f->arena), NOWHERE, NULL);
    for (size_t i = 0; i < f->n; i++)
        if (f->facts[i].fact.concept)
            w.names[f->facts[i].fact.concept->index].used = true;
    for (size_t i = 0; i < f->n; i++)
        TRY(rename_fact(&w, &f->facts[i].fact));
    for (size_t i = 0; i < f->n_repeats; i++)
        TRY(rename_fact(&w, f->repeats[i]));
    for (size_t i = 0; i < f->n_sums; i++)
        TRY(rename_sum(&w, &f->sums[i]));
    return XBZ_OK;
}
