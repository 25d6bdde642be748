#include "mapping/prose_figures.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "mapping/facts.h"
#include "mapping/judges.h"

/* Digits of an amount that is in dollars without a word that says so. */
#define FULL_DIGITS  7
/* Words of a caption and digits of an amount that are no accident together. */
#define TELLING      4
#define SCALE_DIGITS 3
#define LARGEST      INT64_C(100000000000000000)

void prose_start(struct prose_figures *self, struct arena *arena, const struct xbz_taxonomy *taxonomy, unsigned most)
{
    memset(self, 0, sizeof *self);
    self->arena = arena;
    self->taxonomy = taxonomy;
    self->most = most;
}

void prose_document(struct prose_figures *self, const struct xbz_document *document, bool paragraphs)
{
    self->document = document;
    self->name = (struct xbz_str){NULL, 0};
    self->paragraphs = paragraphs;
    self->n_before = self->n_words = self->n_split = 0;
}

/* ---- an amount ---- */

static size_t skip_blanks(struct xbz_str s, size_t at)
{
    for (;; at++) {
        if (at + 1 < s.n && memcmp(s.p + at, "\xC2\xA0", 2) == 0)
            at++;
        else if (at >= s.n || !is_space(s.p[at]))
            return at;
    }
}

/* The power of ten a scale word stands for; 0: there is none. */
static int scale_word(struct xbz_str s, size_t *at)
{
    static const struct {
        const char *word;
        int power;
    } words[] = {{"thousand", 3}, {"million", 6}, {"billion", 9}};
    size_t from = *at < s.n && s.p[*at] == '-' ? *at + 1 : skip_blanks(s, *at);
    struct xbz_str rest = str_sub(s, from, s.n);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);
        if (str_starts_nocase(rest, str_of(words[i].word)) && (n == rest.n || !is_alnum(rest.p[n]))) {
            *at = from + n;
            return words[i].power;
        }
    }
    return 0;
}

struct amount {
    struct xbz_decimal number; /* as printed */
    int power;                 /* of its scale word, 0: it has none */
    size_t end;                /* behind it */
    bool open;                 /* the text ends before a scale word could stand */
};

/* The amount behind a dollar sign; false when none is there. */
static bool read_amount(struct xbz_str s, size_t dollar, struct amount *out)
{
    size_t at = skip_blanks(s, dollar + 1);
    bool bracket = at < s.n && s.p[at] == '(';
    at += bracket;
    size_t from = at;
    while (at < s.n &&
           (is_digit(s.p[at]) || ((s.p[at] == ',' || s.p[at] == '.') && at + 1 < s.n && is_digit(s.p[at + 1]))))
        at++;
    if (at == from || !decimal_read(&out->number, str_sub(s, from, at - from)))
        return false;
    if (bracket && at < s.n && s.p[at] == ')')
        at++;
    out->open = skip_blanks(s, at) == s.n;
    out->power = scale_word(s, &at);
    out->end = at;
    return true;
}

/* ---- its words ---- */

/* Words that compare amounts or tell their time, and leave open what they are of. */
static bool is_filler(struct xbz_str word)
{
    static const char *const fillers[] = {
        "to",       "from",      "compared",      "comparison", "versu",    "versus",
        "vs",       "than",      "approximately", "about",      "was",      "were",
        "is",       "are",       "year",          "fiscal",     "month",    "ended",
        "quarter",  "period",    "same",          "prior",      "previous", "respectively",
        "three",    "six",       "nine",          "twelve",     "first",    "second",
        "third",    "fourth",    "december",      "march",      "june",     "september",
        "us",       "percent",   "million",       "thousand",   "billion",  "increase",
        "decrease", "increased", "decreased",     "up",         "down"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (str_eq(word, str_of(fillers[i])))
            return true;
    return false;
}

static bool tells_nothing(struct xbz_str key)
{
    struct xbz_str word;
    for (size_t at = 0; str_next_word(key, &at, &word);)
        if (!is_filler(word))
            return false;
    return true;
}

/* A sentence ends before a blank and a capital: "was $1.5 million. The" but not "approx. 12". */
static bool ends_sentence(struct xbz_str s, size_t at)
{
    if (s.p[at] == ';')
        return true;
    if (s.p[at] != '.' || at == 0 || is_upper(s.p[at - 1]) || at + 1 >= s.n || !is_space(s.p[at + 1]))
        return false;
    size_t next = skip_blanks(s, at + 1);
    return next < s.n && is_upper(s.p[next]);
}

/* Sets the words of the amount that s ends before. */
static void read_words(struct prose_figures *self, struct xbz_str s)
{
    size_t from = s.n;
    while (from > 0 && s.p[from - 1] != '$' && !ends_sentence(s, from - 1))
        from--;
    struct amount before;
    bool goes_on = from > 0 && s.p[from - 1] == '$';
    if (goes_on && read_amount(s, from - 1, &before))
        from = before.end;
    else if (from == 0 && s.n == PROSE_CLAUSE) /* the first word may be cut */
        while (from < s.n && !is_space(s.p[from]))
            from++;
    char key[PROSE_CLAUSE];
    size_t n = xbz_label_key(self->taxonomy, str_sub(s, from, s.n - from), key, sizeof key);
    if (goes_on && tells_nothing((struct xbz_str){key, n}))
        return;
    memcpy(self->words, key, n);
    self->n_words = n;
}

/* ---- the store ---- */

static bool keep(struct prose_figures *self, const struct amount *amount, struct xbz_str printed, uint64_t line)
{
    struct xbz_decimal number = amount->number;
    int last = amount->power - decimal_places(&number);
    int64_t units, slack = 1;
    if (self->n_words == 0 || self->n == self->most || (amount->power == 0 && number.n < FULL_DIGITS) ||
        last < FACT_AMOUNT_UNIT || !decimal_shift(&number, amount->power) ||
        !decimal_units(&number, FACT_AMOUNT_UNIT, &units) || units == 0)
        return true;
    for (int power = FACT_AMOUNT_UNIT; power < last; power++)
        slack *= 10;
    struct prose_figure *figure = ARENA_NEW(self->arena, struct prose_figure);
    bool ok = figure != NULL;
    if (!self->name.p)
        self->name =
            arena_str(self->arena, self->document->type.n ? self->document->type : self->document->filename, &ok);
    if (!ok)
        return false;
    *figure = (struct prose_figure){.document = self->name,
                                    .line = line,
                                    .amount = units < 0 ? -units : units,
                                    .slack = slack,
                                    .digits = number.n,
                                    .scaled = amount->power != 0};
    figure->words = arena_str(self->arena, (struct xbz_str){self->words, self->n_words}, &ok);
    figure->printed = arena_str(self->arena, printed, &ok);
    *(self->last ? &self->last->next : &self->first) = figure;
    self->last = figure;
    self->n++;
    return ok;
}

/* The dollars of others ("C$", "HK$") are passed over, rows of tables too. */
static bool may_be_amount(struct xbz_str line, size_t dollar)
{
    size_t at = dollar;
    if (at > 0 && is_alpha(line.p[at - 1]))
        return at > 1 && str_eq_nocase(str_sub(line, at - 2, 2), STR("US")) && (at == 2 || !is_alpha(line.p[at - 3]));
    while (at > 0 && is_space(line.p[at - 1]))
        at--;
    return at == 0 || dollar - at < 3;
}

/* The text before a place in the line, with the end of the lines before. */
static struct xbz_str text_before(const struct prose_figures *self, struct xbz_str line, size_t at,
                                  char out[PROSE_CLAUSE])
{
    size_t here = at < PROSE_CLAUSE ? at : PROSE_CLAUSE;
    size_t there = self->n_before < PROSE_CLAUSE - here ? self->n_before : PROSE_CLAUSE - here;
    memcpy(out, self->before + self->n_before - there, there);
    memcpy(out + there, line.p + at - here, here);
    return (struct xbz_str){out, there + here};
}

/* The line before ended in an amount: now its scale is known. */
static bool end_split(struct prose_figures *self, struct xbz_str line)
{
    char joined[2 * PROSE_CLAUSE];
    size_t n = self->n_split, more = line.n < PROSE_CLAUSE - 1 ? line.n : PROSE_CLAUSE - 1;
    struct amount amount;
    if (n == 0)
        return true;
    memcpy(joined, self->split, n);
    joined[n] = ' ';
    if (more > 0)
        memcpy(joined + n + 1, line.p, more);
    struct xbz_str s = {joined, n + 1 + more};
    self->n_split = 0;
    return !read_amount(s, 0, &amount) || keep(self, &amount, str_sub(s, 0, amount.end), self->split_line);
}

static void remember(struct prose_figures *self, struct xbz_str line)
{
    char text[PROSE_CLAUSE];
    struct xbz_str s = text_before(self, line, line.n, text);
    size_t cut = s.n == PROSE_CLAUSE;
    memcpy(self->before, s.p + cut, s.n - cut);
    self->n_before = s.n - cut;
    self->before[self->n_before++] = ' ';
}

bool prose_line(struct prose_figures *self, const struct xbz_text_line *line)
{
    struct xbz_str s = str_trim(line->text);
    if (self->n == self->most) {
        self->more = self->more || (s.n > 0 && memchr(s.p, '$', s.n));
        return true;
    }
    if (!end_split(self, s))
        return false;
    const char *dollar = s.n ? memchr(s.p, '$', s.n) : NULL;
    while (dollar) {
        size_t at = (size_t)(dollar - s.p), next = at + 1;
        struct amount amount;
        char text[PROSE_CLAUSE];
        if (may_be_amount(s, at) && read_amount(s, at, &amount)) {
            read_words(self, text_before(self, s, at, text));
            next = amount.end;
            if (amount.open && amount.power == 0 && !self->paragraphs && s.n - at <= PROSE_CLAUSE) {
                self->n_split = s.n - at;
                self->split_line = line->place.line;
                memcpy(self->split, s.p + at, s.n - at);
            } else if (!keep(self, &amount, str_sub(s, at, amount.end - at), line->place.line)) {
                return false;
            }
        }
        dollar = next < s.n ? memchr(s.p + next, '$', s.n - next) : NULL;
    }
    if (s.n == 0 || self->paragraphs)
        self->n_before = 0;
    else
        remember(self, s);
    return true;
}

/* ---- figures of statements ---- */

struct column_figure {
    int64_t amount, slack; /* a unit of its last digit */
    unsigned digits;
};

static bool figure_in(const struct mapped_statement *ms, size_t item, size_t column, struct column_figure *out)
{
    const struct xbz_statement *s = ms->statement;
    struct fact_amount figure;
    struct xbz_str currency = s->columns[column].currency.n ? s->columns[column].currency : s->currency;
    if (!str_eq(currency, STR("USD")) || !facts_amount(ms, item, column, &figure))
        return false;
    out->amount = figure.amount < 0 ? -figure.amount : figure.amount;
    out->slack = figure.slack;
    out->digits = 0;
    for (int64_t rest = out->amount / out->slack; rest > 0; rest /= 10)
        out->digits++;
    return true;
}

/* The same to the digits that both print. */
static inline bool same(struct column_figure a, struct column_figure b)
{
    int64_t off = a.amount > b.amount ? a.amount - b.amount : b.amount - a.amount;
    return off <= (a.slack > b.slack ? a.slack : b.slack) / 2;
}

static bool times(struct column_figure *f, int64_t factor)
{
    if (f->amount > LARGEST / factor || f->slack > LARGEST / factor)
        return false;
    f->amount *= factor;
    f->slack *= factor;
    return true;
}

static bool same_but_scale(struct column_figure a, struct column_figure b)
{
    for (int64_t factor = 1000; factor <= 1000000; factor *= 1000) {
        struct column_figure more = a, other = b;
        if ((times(&more, factor) && same(more, b)) || (times(&other, factor) && same(a, other)))
            return true;
    }
    return false;
}

/* ---- the words of a line item ---- */

#define BY_CONCEPT 1u
#define BY_CAPTION 2u

struct item_key {
    char text[PROSE_CLAUSE];
    size_t n;
    unsigned by;
};

/* Keys of the labels of a line item's concept, and of its caption. */
struct item_keys {
    struct item_key keys[4];
    bool made;
};

static void make_keys(const struct prose_figures *self, const struct mapped_statement *ms, size_t item,
                      struct item_keys *out)
{
    const struct xbz_concept *concept = ms->items[item].concept;
    const struct xbz_str labels[] = {concept->label, concept->total_label, concept->terse_label,
                                     ms->statement->items[item].label};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        out->keys[i].n = xbz_label_key(self->taxonomy, labels[i], out->keys[i].text, sizeof out->keys[i].text);
        out->keys[i].by = i < 3 ? BY_CONCEPT : BY_CAPTION;
    }
    out->made = true;
}

/* All words of the key stand before the amount, enough of them for its digits. */
static bool is_named(struct xbz_str words, struct xbz_str key, unsigned digits)
{
    struct xbz_str word;
    unsigned n = 0;
    for (size_t at = 0; str_next_word(key, &at, &word); n++)
        if (!str_has_word(words, word))
            return false;
    return n > 0 && digits > 1 && n + digits >= TELLING;
}

static unsigned named_by(const struct prose_figure *figure, const struct item_keys *keys, unsigned digits)
{
    unsigned by = 0;
    for (size_t i = 0; i < sizeof keys->keys / sizeof *keys->keys; i++)
        if (is_named(figure->words, (struct xbz_str){keys->keys[i].text, keys->keys[i].n}, digits))
            by |= keys->keys[i].by;
    return by;
}

/* ---- the judge ---- */

struct hearing {
    const struct prose_figure *figure; /* that speaks of the line item; NULL: none does */
    size_t column;
    unsigned by;
};

static inline bool compares(const struct prose_figure *f, struct column_figure figure, bool but_scale)
{
    struct column_figure amount = {f->amount, f->slack, f->digits};
    if (!but_scale)
        return same(amount, figure);
    return f->scaled && f->digits >= SCALE_DIGITS && figure.digits >= SCALE_DIGITS && same_but_scale(amount, figure);
}

/* An amount that speaks of a line item and is a figure of it, or is but for its scale: one that names the concept, else
 * the last. */
static struct hearing hear(const struct prose_figures *self, const struct mapped_statement *ms, size_t item,
                           bool but_scale)
{
    struct hearing heard = {NULL, 0, 0};
    struct column_figure figure;
    struct item_keys keys;
    keys.made = false;
    if (!ms->items[item].concept || ms->items[item].unit != XBZ_UNIT_MONEY)
        return heard;
    for (size_t c = 0; c < ms->statement->n_columns; c++) {
        if (!figure_in(ms, item, c, &figure))
            continue;
        for (const struct prose_figure *f = self->first; f && !(heard.by & BY_CONCEPT); f = f->next) {
            if (!compares(f, figure, but_scale))
                continue;
            if (!keys.made)
                make_keys(self, ms, item, &keys);
            unsigned by = named_by(f, &keys, f->digits < figure.digits ? f->digits : figure.digits);
            if (by)
                heard = (struct hearing){f, c, by};
        }
    }
    return heard;
}

static void judge_scale(const struct prose_figures *self, struct xbz_run *run, struct mapped_statement *ms)
{
    for (size_t i = 0; i < ms->statement->n_items; i++) {
        const struct xbz_line_item *row = &ms->statement->items[i];
        struct hearing heard = hear(self, ms, i, true);
        struct xbz_period period;
        struct xbz_decimal number;
        char value[DECIMAL_TEXT];
        int decimals;
        if (!heard.figure || !facts_figure(ms, i, heard.column, &period, &number, &decimals))
            continue;
        judge_opposes(&ms->items[i], JUDGE_PROSE);
        run_diag(run, XBZ_D_PROSE_SCALE, row->place, "%.*s: %.*s, but \"%.*s\" in line %llu of %.*s",
                 STR_ARG(row->label), (int)decimal_text(&number, value), value, STR_ARG(heard.figure->printed),
                 (unsigned long long)heard.figure->line, STR_ARG(heard.figure->document));
    }
}

void prose_judge(const struct prose_figures *self, struct xbz_run *run, struct mapped_statement **candidates, size_t n)
{
    if (self->more)
        run_diag(run, XBZ_D_PROSE_TOO_MANY, NOWHERE, "%u", self->most);
    for (size_t k = 0; k < n && self->first; k++) {
        struct mapped_statement *ms = candidates[k];
        bool any = false;
        for (size_t i = 0; ms->chosen && i < ms->statement->n_items; i++) {
            struct hearing heard = hear(self, ms, i, false);
            any = any || heard.figure;
            if (heard.by & BY_CONCEPT)
                judge_agrees(&ms->items[i], JUDGE_PROSE);
        }
        run->document = &ms->document;
        if (ms->chosen && !any)
            judge_scale(self, run, ms);
    }
    run->document = NULL;
}
