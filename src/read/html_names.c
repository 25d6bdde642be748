/* html_names.c - element names to ids. */
#include "read/html_names.h"

#include <string.h>

#include "base/str.h"

#define INLINE_NAME 24 /* longest name of inline XBRL with its prefix */

static const struct {
    struct xbz_str name;
    unsigned properties;
} elements[HTML_IDS] = {{{"", 0}, 0},
#define HTML_ROW(id, name, properties) {{name, sizeof(name) - 1}, properties},
                        HTML_ELEMENTS(HTML_ROW)
#undef HTML_ROW
};

static uint64_t name_key(struct xbz_str name)
{
    uint64_t key = 0;
    for (size_t i = 0; i < name.n; i++)
        key = HTML_KEY_BYTE(key, i, name.p[i]);
    return key;
}

void html_names_init(struct html_names *names)
{
    memset(names, 0, sizeof(*names));
    for (unsigned id = 1; id < HTML_IDS; id++) {
        struct xbz_str name = elements[id].name;
        uint64_t key = name_key(name);
        size_t slot = html_name_slot(key, name.n);
        while (names->slot[slot].n != 0)
            slot = (slot + 1) % HTML_NAME_SLOTS;
        names->slot[slot] = (struct html_name_slot){key, name.n, (enum html_id)id};
    }
}

static enum html_id find(const struct html_names *names, uint64_t key, struct xbz_str name)
{
    const struct html_name_slot *slot = &names->slot[html_name_slot(key, name.n)];
    for (; slot->n != 0; slot = &names->slot[(size_t)(slot - names->slot + 1) % HTML_NAME_SLOTS]) {
        if (slot->key == key && slot->n == name.n && str_eq(elements[slot->id].name, name))
            return slot->id;
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
    id = find(names, name_key(local), local);
    if (elements[id].properties & HTML_PREFIXED)
        return id;
    /* inline XBRL may have any prefix: its own names are tried, the stage that reads them checks the namespace */
    char usual[INLINE_NAME] = "ix:";
    if (local.n == 0 || local.n > sizeof usual - 3)
        return HTML_OTHER;
    memcpy(usual + 3, local.p, local.n);
    local = (struct xbz_str){usual, local.n + 3};
    return find(names, name_key(local), local);
}

struct xbz_str html_name_text(enum html_id id)
{
    return elements[id < HTML_IDS ? id : HTML_OTHER].name;
}

unsigned html_name_properties(enum html_id id)
{
    return elements[id < HTML_IDS ? id : HTML_OTHER].properties;
}
