#include "mapping/label_key.h"

#include <string.h>

#include "base/str.h"

/* A key that is being written. */
struct key {
    const struct label_words *words;
    char *p;
    size_t n, room;
    bool full; /* the last word did not fit */
};

/* Adds a lower-case word, which it may change, in its final form. */
static void add_word(struct key *key, char *p, size_t n)
{
    if (label_stop_word(p, n))
        return;
    struct xbz_str word = {p, label_singular(p, n)};
    const uint32_t *equivalent = key->words != NULL ? str_map_get(&key->words->map, word) : NULL;
    if (equivalent != NULL)
        word = key->words->canonical[*equivalent];
    size_t blank = key->n > 0 ? 1 : 0;
    key->full = word.n + blank > key->room - key->n;
    if (key->full)
        return;
    if (blank)
        key->p[key->n++] = ' ';
    memcpy(key->p + key->n, word.p, word.n);
    key->n += word.n;
}

/* What an ASCII character is: a letter, a capital, an apostrophe, a separator, or X for what needs a closer look. */
static const char kinds[128 + 1] = "SSSSSSSSSSSSSSSS"
                                   "SSSSSSSSSSSSSSSS"
                                   "SSSSSSSAXXSSSSSS"
                                   "XXXXXXXXXXSSSSSS"
                                   "SCCCCCCCCCCCCCCC"
                                   "CCCCCCCCCCCXSXSS"
                                   "ALLLLLLLLLLLLLLL"
                                   "LLLLLLLLLLLXSXSS";

/* The key of a caption without figures, brackets and foreign letters, which most are: nothing of it is dropped, so
 * that its words can be taken as they come.  False, and nothing said about the key, when it is not one. */
static bool plain_key(struct key *key, struct xbz_str label)
{
    char word[LABEL_BYTES];
    size_t n = 0;
    if (label.n > LABEL_BYTES - 2)
        return false;
    for (size_t i = 0; i < label.n; i++) {
        char c = label.p[i];
        switch ((unsigned char)c < 0x80 ? kinds[(unsigned char)c] : 'X') {
        case 'L':
            word[n++] = c;
            break;
        case 'C':
            word[n++] = (char)(c + ('a' - 'A'));
            break;
        case 'A':
            break;
        case 'S':
            if (n > 0 && !key->full)
                add_word(key, word, n);
            n = 0;
            break;
        default:
            return false;
        }
    }
    if (n > 0 && !key->full)
        add_word(key, word, n);
    return true;
}

size_t label_key(const struct label_words *words, struct xbz_str label, char *buf, size_t n)
{
    struct key key = {.words = words, .p = buf, .room = n};
    if (plain_key(&key, label))
        return key.n;
    struct label_text text;
    label_text_read(&text, label);
    key.n = 0;
    key.full = false;
    for (size_t i = 0; i < text.n_tokens && !key.full; i++) {
        const struct label_token *token = &text.tokens[i];
        if (!token->number && !token->dropped)
            add_word(&key, text.p + token->at, token->n);
    }
    return key.n;
}
