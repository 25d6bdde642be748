/* entry.h - the entries of an archive: their names, and which are read. */
#ifndef XBZ_INPUT_ENTRY_H
#define XBZ_INPUT_ENTRY_H

#include <stdbool.h>

struct archive_entry;

/* The entry's name without a leading "./", "unnamed" when it has none.  It lives as long as the entry. */
const char *entry_name(struct archive_entry *entry);

/* True for a file that is not empty, and not one that macOS puts beside each file. */
bool entry_wanted(struct archive_entry *entry, const char *name);

#endif
