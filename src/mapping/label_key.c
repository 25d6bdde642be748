#include "mapping/label_key.h"

#include <string.h>

#include "base/str.h"

/* Appends a word with a blank before it; false when it does not fit. */
static bool add_word(char *buf, size_t n, size_t *used, struct xbz_str word)
{
    size_t blank = *used > 0 ? 1 : 0;
    if (word.n + blank > n - *used)
        return false;
    if (blank)
        buf[(*used)++] = ' ';
    memcpy(buf + *used, word.p, word.n);
    *used += word.n;
    return true;
}

size_t label_key(const struct label_words *words, struct xbz_str label, char *buf, size_t n)
{
    struct label_text text;
    label_text_read(&text, label);
    size_t used = 0;
    for (size_t i = 0; i < text.n_tokens; i++) {
        const struct label_token *token = &text.tokens[i];
        char *p = text.p + token->at;
        if (token->number || token->dropped || label_stop_word(p, token->n))
            continue;
        struct xbz_str word = {p, label_singular(p, token->n)};
        const uint32_t *equivalent = words != NULL ? str_map_get(&words->map, word) : NULL;
        if (equivalent != NULL)
            word = words->canonical[*equivalent];
        if (!add_word(buf, n, &used, word))
            break;
    }
    return used;
}
