/* sides.c - schemas as files. */
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

enum xbz_status sides_write(struct writer_base *base)
{
    const struct extension_place place = {
        .space = xbz_taxonomy_namespace(base->taxonomy),
        .embedded = !base->options->no_embed_taxonomy,
        .base_folder = out_base_folder(base->out),
    };
    struct stream *stream;
    TRY(out_side(base->out, base->report.schema, &stream));
    TRY(extension_write(&base->report, &place, stream));
    return place.embedded && out_wants_shared(base->out) ? write_base(base->out, base->taxonomy) : XBZ_OK;
}
