/* taxonomy_package.c - the base taxonomy as a package of its own. */
#include "base/buf.h"
#include "base/str.h"
#include "output/extension.h"
#include "output/package.h"
#include "xbrlize/writer.h"

#define NAME_CAP 1024

static const char *const entry_names[] = {"gaap-lite-all.xsd", BASE_SCHEMA};
#define N_ENTRIES (sizeof entry_names / sizeof *entry_names)

struct packing {
    const struct xbz_taxonomy *taxonomy;
    struct package package;
    struct buf base, entries[N_ENTRIES]; /* addresses */
    struct stream to;
};

static bool is_xml(const struct xbz_taxonomy_file *file)
{
    struct xbz_str name = str_of(file->name);
    return str_ends_nocase(name, STR(".xsd")) || str_ends_nocase(name, STR(".xml"));
}

static bool has_file(const struct xbz_taxonomy *taxonomy, const char *name)
{
    size_t n;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(taxonomy, &n);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(str_of(files[i].name), str_of(name)))
            return true;
    }
    return false;
}

static void describe(struct packing *p, struct xbz_str name)
{
    struct xbz_str entries[N_ENTRIES];
    size_t n = 0;
    buf_str(&p->base, xbz_taxonomy_namespace(p->taxonomy));
    buf_byte(&p->base, '/');
    struct xbz_str base = buf_view(&p->base);
    for (size_t i = 0; i < N_ENTRIES; i++) {
        if (!has_file(p->taxonomy, entry_names[i]))
            continue;
        buf_str(&p->entries[i], base);
        buf_text(&p->entries[i], entry_names[i]);
        entries[n++] = buf_view(&p->entries[i]);
    }
    const struct package_taxonomy what = {
        .identifier = xbz_taxonomy_namespace(p->taxonomy),
        .name = name,
        .description = STR("gaap-lite, a small taxonomy of US-GAAP statements: all of it, and its concepts alone."),
        .entries = entries,
        .n_entries = n,
        .bases = &base,
        .n_bases = 1,
    };
    package_taxonomy(&p->package, &what);
}

static void write_files(struct packing *p)
{
    size_t n;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(p->taxonomy, &n);
    for (size_t i = 0; i < n; i++) {
        if (!is_xml(&files[i]))
            continue;
        struct stream *to = package_member(&p->package, "taxonomy/", str_of(files[i].name), "");
        stream_bytes(to, files[i].bytes, files[i].n);
    }
}

static bool lost(const struct packing *p)
{
    bool any = p->base.no_memory || p->base.full || package_lost(&p->package) || p->to.error != 0;
    for (size_t i = 0; i < N_ENTRIES; i++)
        any = any || p->entries[i].no_memory || p->entries[i].full;
    return any;
}

enum xbz_status xbz_taxonomy_package(const struct xbz_taxonomy *taxonomy, struct xbz_str name, xbz_write_fn *write,
                                     void *ctx)
{
    struct packing *p = mem_alloc(sizeof *p);
    if (!p)
        return XBZ_FATAL;
    p->taxonomy = taxonomy;
    package_init(&p->package);
    buf_init(&p->base, NAME_CAP);
    for (size_t i = 0; i < N_ENTRIES; i++)
        buf_init(&p->entries[i], NAME_CAP);
    bool ready = p->package.zip != NULL;
    if (ready) {
        stream_init(&p->to, write, ctx);
        zip_effort(p->package.zip, DEFLATE_SMALLEST);
        package_begin(&p->package, &p->to, name);
        describe(p, name);
        write_files(p);
        package_end(&p->package);
        stream_flush(&p->to);
    }
    enum xbz_status status = ready && !lost(p) ? XBZ_OK : XBZ_FATAL;
    package_free(&p->package);
    buf_free(&p->base);
    for (size_t i = 0; i < N_ENTRIES; i++)
        buf_free(&p->entries[i]);
    mem_free(p);
    return status;
}
