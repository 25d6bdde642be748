/* destination.c - files, one joined file, or an archive. */
#include "destination.h"

#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "output/writers.h"

static bool is_folder(const char *path)
{
    struct stat info;
    size_t n = strlen(path);
    return (n > 0 && path[n - 1] == '/') || (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

static bool ends_in(const char *path, struct xbz_str suffix)
{
    return str_ends_nocase(str_of(path), suffix);
}

static const struct xbz_writer_ops *wanted(const struct xbz_options *options)
{
    return xbz_writer_find(options->to ? options->to : xbz_writers[0]->name);
}

enum destination destination_of(const struct xbz_options *options)
{
    const struct xbz_writer_ops *writer = wanted(options);
    const char *output = options->output;
    if (options->dump || options->evaluate || options->sink || !writer)
        return DESTINATION_FILES;
    if (output && strcmp(output, "-") == 0)
        return writer->package ? DESTINATION_TAR : DESTINATION_JOINED;
    if (output && !is_folder(output)) {
        if (ends_in(output, STR(".tar.gz")) || ends_in(output, STR(".tgz")))
            return DESTINATION_TAR;
        if (ends_in(output, STR(".zip")) && !ends_in(output, str_of(writer->suffix)))
            return DESTINATION_ZIP;
    }
    if (writer->lines)
        return output && is_folder(output) ? DESTINATION_FILES : DESTINATION_JOINED;
    return DESTINATION_FILES;
}

enum xbz_status destination_writer(const struct xbz_options *options, struct xbz_run *run,
                                   const struct xbz_writer_ops **writer)
{
    *writer = wanted(options);
    if (!*writer)
        return run_fail(run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "unknown output format %s", options->to);
    if (destination_of(options) != DESTINATION_ZIP)
        return XBZ_OK;
    const struct xbz_writer_ops *inside = writer_in_package(*writer);
    if (!inside)
        return run_fail(run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "a report package holds no %s", (*writer)->name);
    *writer = inside;
    return XBZ_OK;
}
