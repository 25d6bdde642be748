#include "mapping/match.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"

#define KEY_ROOM 512
/* Headings looked at, from the nearest out. */
#define HEADINGS 4

static bool type_suits(const struct xbz_concept *concept, enum xbz_unit unit)
{
    switch (unit) {
    case XBZ_UNIT_MONEY:
        return concept->type == XBZ_TYPE_MONETARY;
    case XBZ_UNIT_SHARES:
        return concept->type == XBZ_TYPE_SHARES;
    case XBZ_UNIT_PER_SHARE:
        return concept->type == XBZ_TYPE_PER_SHARE;
    case XBZ_UNIT_PURE:
        return concept->type == XBZ_TYPE_PURE;
    case XBZ_UNIT_NONE:
    case XBZ_UNIT_OTHER:
        break;
    }
    return concept->type <= XBZ_TYPE_PURE;
}

bool match_suits(const struct mapper *m, enum xbz_statement_kind kind, const struct xbz_concept *concept,
                 enum xbz_unit unit, const struct item_section *section)
{
    if (concept->abstract || !type_suits(concept, unit))
        return false;
    if (kind == XBZ_BALANCE_SHEET && concept->period != XBZ_INSTANT)
        return false;
    if ((kind == XBZ_INCOME || kind == XBZ_COMPREHENSIVE_INCOME) && concept->period != XBZ_DURATION)
        return false;
    const unsigned flows = PART_OPERATING | PART_INVESTING | PART_FINANCING;
    unsigned parts = mapper_parts(m, concept) & (kind == XBZ_CASH_FLOW ? flows : ~flows);
    if (parts == 0 || !section)
        return true;
    return (section->need == 0 || (parts & section->need)) && !(parts & section->forbid);
}

struct key {
    char text[KEY_ROOM];
    size_t n;
};

static void key_of(const struct mapper *m, struct key *key, struct xbz_str label)
{
    key->n = xbz_label_key(m->taxonomy, label, key->text, sizeof key->text);
}

static void key_join(struct key *out, struct xbz_str a, const char *between, struct xbz_str b)
{
    size_t n = strlen(between);
    out->n = 0;
    if (a.n + n + b.n > sizeof out->text)
        return;
    memcpy(out->text, a.p, a.n);
    memcpy(out->text + a.n, between, n);
    memcpy(out->text + a.n + n, b.p, b.n);
    out->n = a.n + n + b.n;
}

static struct xbz_str key_view(const struct key *key)
{
    return (struct xbz_str){key->text, key->n};
}

static bool accept(const struct mapper *m, const struct match_question *q, const struct xbz_alias *alias,
                   enum match_how how, unsigned confidence, struct match_answer *answer)
{
    if (!alias || !match_suits(m, q->statement->kind, alias->concept, q->unit, &q->section))
        return false;
    *answer = (struct match_answer){
        alias->concept, alias->own ? MATCH_MAP : how, alias->negated, alias->counted, confidence, alias->key};
    return true;
}

/* The caption up to where its description starts: "Common stock" of "Common stock, $.01 par value; authorized ...". */
static struct xbz_str head_of(struct xbz_str label)
{
    size_t end = 0;
    while (end < label.n && !strchr(",;:($", label.p[end]) && !is_digit(label.p[end]) &&
           !(label.p[end] == '-' && end > 0 && (label.p[end - 1] == ' ' || label.p[end - 1] == '-')))
        end++;
    return end < label.n ? str_sub(label, 0, end) : (struct xbz_str){NULL, 0};
}

/* What follows describes the item and does not change what it is. */
static bool is_description(struct xbz_str rest)
{
    static const char *const words[] = {
        "par value", "stated value", "authorized", "issued",   "outstanding", "at cost",   "shares",       "less",
        "allowance", "accumulated",  "net of",     "at lower", "none",        "excluding", "exclusive of", NULL};
    for (const char *const *w = words; *w; w++)
        if (str_find_word(rest, str_of(*w), 0) != (size_t)-1)
            return true;
    return false;
}

static bool by_head(const struct mapper *m, const struct match_question *q, struct match_answer *answer)
{
    struct xbz_str label = q->statement->items[q->item].label, head = head_of(label);
    struct key key, section, joined;
    if (head.n == 0 || !is_description(str_sub(label, head.n, label.n)))
        return false;
    key_of(m, &key, head);
    if (key.n == 0)
        return false;
    if (q->section.name) {
        key_of(m, &section, str_of(q->section.name));
        key_join(&joined, key_view(&section), " > ", key_view(&key));
        if (accept(m, q, xbz_taxonomy_alias(m->taxonomy, q->statement->kind, key_view(&joined)), MATCH_HEADING, 82,
                   answer))
            return true;
    }
    return accept(m, q, xbz_taxonomy_alias(m->taxonomy, q->statement->kind, key_view(&key)), MATCH_ALIAS, 80, answer);
}

/* A one-word caption under a heading of the other side: "Products" under "Cost of sales" is no revenue. */
static bool heading_opposes(const struct mapper *m, const struct match_question *q, struct xbz_str heading,
                            struct xbz_str label, const struct xbz_alias *alias)
{
    if (!alias || q->statement->kind != XBZ_INCOME || memchr(label.p, ' ', label.n))
        return false;
    const struct xbz_alias *over = xbz_taxonomy_alias(m->taxonomy, XBZ_INCOME, heading);
    return over && over->concept->balance == XBZ_DEBIT && alias->concept->balance == XBZ_CREDIT;
}

/* Words of a company's form: a caption that names the company may have them with its name. */
static bool is_company_word(struct xbz_str word)
{
    static const char *const words[] = {"company", "corporation", "corp", "inc",   "incorporated", "co",
                                        "ltd",     "limited",     "plc",  "group", "holding",      "llc",
                                        "lp",      "sa",          "nv",   "ag",    "subsidiary"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(word, str_of(words[i])))
            return true;
    return false;
}

/* The caption without the registrant's name: "Total Comcast Corporation shareholders' equity".  False when it does not
 * name it, or nothing else is left. */
static bool without_registrant(struct xbz_str registrant, struct xbz_str label, struct key *out)
{
    struct xbz_str word;
    bool dropped = false;
    out->n = 0;
    for (size_t at = 0; str_next_word(label, &at, &word);) {
        if (is_company_word(word) || (word.n > 2 && str_has_word(registrant, word))) {
            dropped = true;
            continue;
        }
        if (out->n)
            out->text[out->n++] = ' ';
        memcpy(out->text + out->n, word.p, word.n);
        out->n += word.n;
    }
    return dropped && out->n > 0;
}

/* Every group of need has one of its words ("a|b") in the key, and no word of forbid is there. */
static bool rule_fits(const struct xbz_caption_rule *rule, struct xbz_str key)
{
    struct xbz_str group, word;
    for (size_t at = 0; str_next_word(rule->forbid, &at, &word);)
        if (str_has_word(key, word))
            return false;
    for (size_t at = 0; str_next_word(rule->need, &at, &group);) {
        bool any = false;
        for (size_t from = 0; from < group.n && !any;) {
            size_t end = from;
            while (end < group.n && group.p[end] != '|')
                end++;
            any = str_has_word(key, str_sub(group, from, end - from));
            from = end + 1;
        }
        if (!any)
            return false;
    }
    return true;
}

static bool by_rule(const struct mapper *m, const struct match_question *q, struct xbz_str key,
                    struct match_answer *answer)
{
    size_t n;
    const struct xbz_caption_rule *rules = xbz_taxonomy_caption_rules(m->taxonomy, &n);
    for (size_t i = 0; i < n; i++) {
        const struct xbz_alias alias = {rules[i].need, rules[i].concept, rules[i].statement, false, false, false};
        if (rules[i].statement == q->statement->kind && rule_fits(&rules[i], key) &&
            accept(m, q, &alias, MATCH_RULE, 80, answer))
            return true;
    }
    return false;
}

static size_t headings_of(const struct mapper *m, const struct match_question *q, struct key headings[HEADINGS])
{
    const struct xbz_statement *s = q->statement;
    size_t n = 0;
    for (size_t p = s->items[q->item].parent; p != XBZ_NO_PARENT && n < HEADINGS - 1; p = s->items[p].parent) {
        key_of(m, &headings[n], s->items[p].label);
        n += headings[n].n > 0;
    }
    if (q->section.name)
        key_of(m, &headings[n++], str_of(q->section.name));
    return n;
}

struct match_answer match_item(const struct mapper *m, const struct match_question *q)
{
    struct match_answer answer = {NULL, MATCH_NONE, false, false, 0, {NULL, 0}};
    enum xbz_statement_kind kind = q->statement->kind;
    struct key label, headings[HEADINGS], joined;
    key_of(m, &label, q->statement->items[q->item].label);
    bool unlabelled = label.n == 0;
    if (unlabelled) {
        if (str_trim(q->statement->items[q->item].label).n > 0)
            return answer;
        key_of(m, &label, STR("total"));
    }
    size_t n = headings_of(m, q, headings);
    for (size_t h = 0; h < n; h++) {
        key_join(&joined, key_view(&headings[h]), " > ", key_view(&label));
        if (accept(m, q, xbz_taxonomy_alias(m->taxonomy, kind, key_view(&joined)), MATCH_HEADING, unlabelled ? 84 : 95,
                   &answer))
            return answer;
    }
    if (unlabelled)
        return answer;
    const struct xbz_alias *alias = xbz_taxonomy_alias(m->taxonomy, kind, key_view(&label));
    if (n > 0 && heading_opposes(m, q, key_view(&headings[0]), key_view(&label), alias))
        return answer;
    if (accept(m, q, alias, MATCH_ALIAS, 92, &answer) || by_head(m, q, &answer))
        return answer;
    if (without_registrant(q->registrant, key_view(&label), &joined) &&
        accept(m, q, xbz_taxonomy_alias(m->taxonomy, kind, key_view(&joined)), MATCH_ALIAS, 88, &answer))
        return answer;
    for (size_t h = 0; h < n && h < 2; h++) {
        key_join(&joined, key_view(&headings[h]), " ", key_view(&label));
        if (accept(m, q, xbz_taxonomy_alias(m->taxonomy, kind, key_view(&joined)), MATCH_HEADING, 85, &answer) ||
            /* Of money the heading says little: "Cash flows from operating activities" stands over every item. */
            (q->unit != XBZ_UNIT_MONEY && by_rule(m, q, key_view(&joined), &answer)))
            return answer;
    }
    by_rule(m, q, key_view(&label), &answer);
    return answer;
}

bool match_same_figures(const struct xbz_statement *s, size_t a, size_t b)
{
    for (size_t c = 0; c < s->n_columns; c++) {
        const struct xbz_value *x = &s->items[a].values[c], *y = &s->items[b].values[c];
        if (x->kind == XBZ_NUMBER && y->kind == XBZ_NUMBER && !decimal_equal(&x->number, &y->number))
            return false;
    }
    return true;
}

bool match_apart(const struct xbz_statement *s, size_t a, size_t b)
{
    for (size_t c = 0; c < s->n_columns; c++)
        if (s->items[a].values[c].kind == XBZ_NUMBER && s->items[b].values[c].kind == XBZ_NUMBER)
            return false;
    return true;
}

bool match_may_share(const struct xbz_statement *s, size_t a, size_t b)
{
    return match_same_figures(s, a, b) || match_apart(s, a, b);
}
