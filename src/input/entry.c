#include "input/entry.h"

#include <archive_entry.h>
#include <string.h>

/* True for names that only macOS reads, and that it puts beside each file. */
static bool is_resource_fork(const char *name)
{
    const char *base = strrchr(name, '/');

    base = base ? base + 1 : name;
    return strncmp(base, "._", 2) == 0 || strncmp(name, "__MACOSX/", 9) == 0 || strstr(name, "/__MACOSX/") != NULL;
}

const char *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);

    if (!name) /* not in the character set of the locale */
        name = archive_entry_pathname_utf8(entry);
    if (!name || !*name)
        return "unnamed";
    while (name[0] == '.' && name[1] == '/' && name[2])
        name += 2;
    return name;
}

bool entry_wanted(struct archive_entry *entry, const char *name)
{
    bool empty = archive_entry_size_is_set(entry) && archive_entry_size(entry) == 0;

    return archive_entry_filetype(entry) == AE_IFREG && !empty && !is_resource_fork(name);
}
