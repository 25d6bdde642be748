/* embedded.h - the taxonomy inside the library: its files, and what reading them gives.  Both are made at build time, by
 * embed.sh (embedded_taxonomy.c) and compile_taxonomy (compiled_taxonomy.c). */
#ifndef XBZ_MAPPING_EMBEDDED_H
#define XBZ_MAPPING_EMBEDDED_H

#include "xbrlize/taxonomy.h"

/* In the order of the build's list; each is followed by a NUL that is not counted. */
extern const struct xbz_taxonomy_file xbz_embedded_files[];
extern const size_t xbz_n_embedded_files;

struct compiled_word {
    struct xbz_str word;
    uint32_t canonical; /* index */
};

/* The tables of struct xbz_taxonomy. */
struct compiled_taxonomy {
    struct xbz_str target_namespace;
    const struct xbz_concept *concepts;
    size_t n_concepts;
    const struct xbz_calculation *calculations;
    size_t n_calculations;
    const struct xbz_alias *aliases;
    size_t n_aliases;
    const struct xbz_caption_rule *caption_rules;
    size_t n_caption_rules;
    const struct xbz_caption_figure *caption_figures;
    size_t n_caption_figures;
    const struct xbz_str *canonical;
    size_t n_canonical;
    const struct compiled_word *words;
    size_t n_words;
    const struct xbz_schedule_tag *schedule_tags;
    size_t n_schedule_tags;
    const struct xbz_target *targets;
    size_t n_targets;
};

/* NULL where it could not be made (the library was built for another machine): the files are read. */
extern const struct compiled_taxonomy *const xbz_compiled_taxonomy;

#endif
