/* paragraph.c - running text between two text tables. */
#include "table/paragraph.h"

#include "base/str.h"
#include "table/columns.h"

/* Words that make a sentence: captions, however long, have none of them. */
static bool has_verb(struct xbz_str text)
{
    static const char *const verbs[] = {" is ",   " are ",  " was ",      " were ",  " has ",      " have ", " had ",
                                        " will ", " sets ", " presents ", " shows ", " reflects ", " may ",  NULL};
    for (size_t i = 0; verbs[i]; i++)
        if (str_find_nocase(text, str_of(verbs[i]), 0) != (size_t)-1)
            return true;
    return false;
}

/* "See accompanying notes": the foot of a page of a statement. */
static bool is_foot(struct xbz_str text)
{
    return str_find_nocase(text, STR("notes"), 0) != (size_t)-1 &&
           (str_find_nocase(text, STR("see "), 0) != (size_t)-1 ||
            str_find_nocase(text, STR("integral"), 0) != (size_t)-1);
}

static bool figures_follow(const struct text_row *rows, size_t i, size_t n)
{
    for (; i < n && !rows[i].page; i++)
        if (rows[i].kind == LINE_FIGURES)
            return true;
    return false;
}

size_t paragraph_end(const struct text_row *rows, size_t i, size_t n)
{
    size_t end = i;
    bool prose = false, verb = false;
    struct xbz_str last = {NULL, 0};
    if (i == 0 || rows[i - 1].kind != LINE_BLANK || rows[i].page)
        return i;
    for (; end < n && rows[end].kind == LINE_TEXT && !rows[end].page; end++) {
        last = str_trim(rows[end].text);
        prose |= line_is_prose(last);
        verb |= has_verb(last);
        if (is_foot(last))
            return i;
    }
    if (!prose || !verb || end == n || rows[end].kind != LINE_BLANK || !is_upper(str_trim(rows[i].text).p[0]))
        return i;
    if (last.p[last.n - 1] != '.' && last.p[last.n - 1] != ':')
        return i;
    return figures_follow(rows, end, n) ? end : i;
}
