/* html_names.c - element names to ids. */
#include "read/html_names.h"

#include <string.h>

#include "base/str.h"

static const struct {
    struct xbz_str name;
    unsigned properties;
} elements[HTML_IDS] = {{{"", 0}, 0},
#define HTML_ROW(id, name, properties) {{name, sizeof(name) - 1}, properties},
                        HTML_ELEMENTS(HTML_ROW)
#undef HTML_ROW
};

static uint64_t name_key(const char *name, size_t n)
{
    uint64_t key = HTML_KEY_START;
    for (size_t i = 0; i < n; i++)
        key = HTML_KEY_BYTE(key, name[i]);
    return key;
}

/* FNV-1a leaves its best mixed bits in the middle. */
static size_t slot_of(uint64_t key)
{
    return (size_t)((key ^ (key >> 32)) & (HTML_NAME_SLOTS - 1));
}

void html_names_init(struct html_names *names)
{
    memset(names, 0, sizeof(*names));
    for (unsigned id = 1; id < HTML_IDS; id++) {
        struct xbz_str name = html_name_text((enum html_id)id);
        uint64_t key = name_key(name.p, name.n);
        size_t slot = slot_of(key);
        while (names->slot[slot].key != 0)
            slot = (slot + 1) % HTML_NAME_SLOTS;
        names->slot[slot].key = key;
        names->slot[slot].id = id;
    }
}

static enum html_id find(const struct html_names *names, uint64_t key, struct xbz_str name)
{
    for (size_t slot = slot_of(key); names->slot[slot].key != 0; slot = (slot + 1) % HTML_NAME_SLOTS) {
        if (names->slot[slot].key != key)
            continue;
        enum html_id id = (enum html_id)names->slot[slot].id;
        return str_eq(html_name_text(id), name) ? id : HTML_OTHER;
    }
    return HTML_OTHER;
}

enum html_id html_name_id(const struct html_names *names, uint64_t key, struct xbz_str name)
{
    enum html_id id = find(names, key, name);
    const char *colon = id == HTML_OTHER && name.n != 0 ? memchr(name.p, ':', name.n) : NULL;
    if (colon == NULL)
        return id;
    struct xbz_str local = str_sub(name, (size_t)(colon - name.p) + 1, name.n);
    id = find(names, name_key(local.p, local.n), local);
    return (elements[id].properties & HTML_PREFIXED) ? id : HTML_OTHER;
}

struct xbz_str html_name_text(enum html_id id)
{
    return elements[id < HTML_IDS ? id : HTML_OTHER].name;
}

unsigned html_name_properties(enum html_id id)
{
    return elements[id < HTML_IDS ? id : HTML_OTHER].properties;
}
