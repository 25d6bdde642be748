/* sides.c - schema and linkbases as files. */
#include "output/sides.h"

#include "output/extension.h"

static enum xbz_status write_base(struct xbz_out *out, const struct xbz_taxonomy *taxonomy)
{
    size_t n;
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(taxonomy, &n);
    for (size_t i = 0; i < n; i++) {
        struct stream *stream;
        if (!extension_needs_file(files, n, i))
            continue;
        TRY(out_side(out, str_of(files[i].name), &stream));
        stream_bytes(stream, files[i].bytes, files[i].n);
    }
    out_wrote_shared(out);
    return XBZ_OK;
}

enum xbz_status sides_write(struct xbz_out *out, struct report *report, const struct xbz_taxonomy *taxonomy)
{
    const struct extension_place place = {xbz_taxonomy_namespace(taxonomy), true, ""};
    struct stream *stream;
    TRY(out_side(out, report->schema, &stream));
    TRY(extension_write(report, &place, stream));
    return out_wants_shared(out) ? write_base(out, taxonomy) : XBZ_OK;
}

bool sides_left_out(struct xbz_run *run, const struct xbz_out *out, const struct xbz_fact *fact)
{
    if (out_has_sides(out) || fact->concept || !fact->extension)
        return false;
    run_diag(run, XBZ_D_EXTENSION_LEFT_OUT, fact->place, "%.*s", STR_ARG(str_sub(fact->extension->label, 0, 120)));
    return true;
}
