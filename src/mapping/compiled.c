/* compiled.c - the taxonomy that was compiled into the library.
 *
 * Parsing its files takes ten times as long as converting a small filing does. */
#include "mapping/embedded.h"
#include "mapping/loader.h"

/* The tables stay where they are; only the indexes are made. */
static bool index_tables(struct xbz_taxonomy *taxonomy, const struct compiled_taxonomy *from)
{
    bool fresh;
    for (size_t i = 0; i < from->n_concepts; i++) {
        uint32_t *slot = str_map_put(&taxonomy->names, from->concepts[i].name, &fresh);
        if (slot == NULL)
            return false;
        *slot = (uint32_t)i;
    }
    for (size_t i = 0; i < from->n_words; i++) {
        uint32_t *slot = str_map_put(&taxonomy->words.map, from->words[i].word, &fresh);
        if (slot == NULL)
            return false;
        *slot = from->words[i].canonical;
    }
    return true;
}

enum xbz_status load_compiled(struct loader *load, const struct compiled_taxonomy *from)
{
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    taxonomy->target_namespace = from->target_namespace;
    taxonomy->concepts = from->concepts;
    taxonomy->n_concepts = from->n_concepts;
    taxonomy->calculations = from->calculations;
    taxonomy->n_calculations = from->n_calculations;
    taxonomy->aliases.rows = from->aliases;
    taxonomy->aliases.n = from->n_aliases;
    alias_set_index(&taxonomy->aliases);
    taxonomy->caption_rules = from->caption_rules;
    taxonomy->n_caption_rules = from->n_caption_rules;
    taxonomy->caption_figures = from->caption_figures;
    taxonomy->n_caption_figures = from->n_caption_figures;
    taxonomy->words.canonical = from->canonical;
    taxonomy->words.n = from->n_canonical;
    taxonomy->schedule_tags = from->schedule_tags;
    taxonomy->n_schedule_tags = from->n_schedule_tags;
    taxonomy->targets = from->targets;
    taxonomy->n_targets = from->n_targets;
    return index_tables(taxonomy, from) ? XBZ_OK : loader_no_memory(load);
}
