/* loader.h - what the parts of the taxonomy loader share.  Load order: schema, labels, presentation, calculations,
 * aliases; each part finds in struct xbz_taxonomy what those before it have set. */
#ifndef XBZ_MAPPING_LOADER_H
#define XBZ_MAPPING_LOADER_H

#include <expat.h>

#include "base/run.h"
#include "mapping/label_key.h"
#include "mapping/str_map.h"
#include "xbrlize/taxonomy.h"

#define TAXONOMY_FILES      10
#define TAXONOMY_FILE_BYTES ((size_t)16 << 20) /* a file of a taxonomy may have */
#define TAXONOMY_BYTES      ((size_t)64 << 20) /* a loaded taxonomy may take, files included */

struct alias_set {
    const struct xbz_alias *rows; /* sorted by statement and key */
    size_t n;
    size_t first[XBZ_STATEMENT_KINDS + 1]; /* of each statement; the last one's end */
};

struct xbz_taxonomy {
    struct arena arena;
    struct xbz_str target_namespace;
    const struct xbz_concept *concepts;
    size_t n_concepts;
    struct str_map names; /* local name -> index */
    const struct xbz_calculation *calculations;
    size_t n_calculations;
    struct alias_set aliases, map; /* map: the user's own, which go before */
    const struct xbz_caption_rule *caption_rules;
    size_t n_caption_rules;
    const struct xbz_caption_figure *caption_figures;
    size_t n_caption_figures;
    struct label_words words;
    const struct xbz_schedule_tag *schedule_tags; /* sorted by article and tag */
    size_t n_schedule_tags;
    const struct xbz_target *targets;
    size_t n_targets;
    struct xbz_taxonomy_file files[TAXONOMY_FILES];
    size_t n_files;
};

struct compiled_taxonomy;

struct loader {
    struct xbz_taxonomy *taxonomy;
    struct arena scratch;         /* until the load is done */
    struct xbz_concept *concepts; /* of the taxonomy, while they are written */
    struct str_map ids;           /* id attribute in the schema -> index of the concept */
    struct xbz_run run;           /* for diagnostics only */
    struct xbz_filing at;         /* its path: the file a diagnostic is about */
    const char *directory;        /* where the files are; NULL: they are given */
    bool map;                     /* a map of the user's is loaded, not a taxonomy */
    const struct xbz_taxonomy_file *given;
    size_t n_given;
    const struct compiled_taxonomy *compiled; /* what the files given hold; NULL: they are read */
};

/* As xbz_taxonomy_load, from files in memory.  Names and bytes are borrowed as long as the taxonomy lives. */
XBZ_CHECKED enum xbz_status taxonomy_load_given(struct xbz_taxonomy **out, const struct xbz_taxonomy_file *files,
                                                size_t n, xbz_diag_fn *diag, void *diag_ctx);

/* Reports taxonomy-unusable for a file and line (0: none) and returns FATAL. */
XBZ_CHECKED enum xbz_status loader_fail(struct loader *load, const char *file, uint64_t line, const char *format, ...)
    XBZ_PRINTF(4, 5);
/* Reports what made an arena return NULL. */
XBZ_CHECKED enum xbz_status loader_no_memory(struct loader *load);
/* Reports alias-ignored, or map-ignored when a map is loaded. */
void loader_ignore_alias(struct loader *load, const char *file, uint64_t line, const char *format, ...)
    XBZ_PRINTF(4, 5);

/* Room for one more item in an array of the scratch arena: the array, moved when it was full; NULL when the arena is
 * exhausted. */
void *loader_grow(struct loader *load, void *items, size_t n, size_t *room, size_t size);

/* Line of a byte offset, from 1. */
uint64_t loader_line(const struct xbz_taxonomy_file *file, long long offset);

/* The parts. */
XBZ_CHECKED enum xbz_status load_schema(struct loader *load, const struct xbz_taxonomy_file *file);
XBZ_CHECKED enum xbz_status load_labels(struct loader *load, const struct xbz_taxonomy_file *file);
XBZ_CHECKED enum xbz_status load_presentation(struct loader *load, const struct xbz_taxonomy_file *file);
XBZ_CHECKED enum xbz_status load_calculations(struct loader *load, const struct xbz_taxonomy_file *file);
XBZ_CHECKED enum xbz_status load_aliases(struct loader *load, const struct xbz_taxonomy_file *file);
/* Sets where the rows of each statement begin. */
void alias_set_index(struct alias_set *set);
/* The rows of a map: as aliases, and nothing else. */
XBZ_CHECKED enum xbz_status load_map(struct loader *load, const struct xbz_taxonomy_file *file);
XBZ_CHECKED enum xbz_status load_schedule_tags(struct loader *load, const struct xbz_taxonomy_file *file);
XBZ_CHECKED enum xbz_status load_year_names(struct loader *load, const struct xbz_taxonomy_file *file);

/* All at once, from what was compiled into the library. */
XBZ_CHECKED enum xbz_status load_compiled(struct loader *load, const struct compiled_taxonomy *from);

/* The statement a role stands for: the last part of its address begins with BalanceSheet, IncomeStatement,
 * PerShareAndShares, ComprehensiveIncome, CashFlow, ChangesInEquity or DocumentInformation. */
enum xbz_statement_kind statement_of_role(const char *role);

#endif
