/* schedule.c - financial data schedules: lines to tags with what stands behind them.
 *
 * Bytes become lines in the plain text reader, so that line ends, character sets and cut lines are the same for both. */
#include "read/schedule.h"

#include <string.h>

#include "base/run.h"
#include "base/str.h"
#include "read/text.h"

#define TAG_BYTES 48

/* Where text between tags belongs. */
enum inside {
    INSIDE_LAYOUT,  /* after a tag of the page */
    INSIDE_NOTHING, /* after a tag with its value */
    INSIDE_TAG,     /* behind the last tag, on its line */
    INSIDE_OPEN,    /* as before, but nothing stood on the tag's own line: the next may bring its value */
    INSIDE_LEGEND,  /* between <LEGEND> and </LEGEND> */
    INSIDE_NOTES,   /* after <FN> */
};

struct schedule_reader {
    struct xbz_run *run;
    struct xbz_events events;
    void *lines; /* the plain text reader */
    struct arena arena;
    struct schedule_line *tags; /* SCHEDULE_ROWS of them */
    size_t n;
    char *value; /* text of the last tag, SCHEDULE_VALUE bytes */
    size_t n_value;
    struct xbz_place value_place; /* of the value; line 0: it comes from several places */
    enum inside inside;
    bool figures; /* a tag other than those of the header has been read */
    bool too_many;
};

/* ---- tags ---- */

static bool is_tag_char(char c)
{
    return is_alnum(c) || (c != '\0' && strchr("&;-_ ./", c) != NULL);
}

/* Reads a tag at text.p[at] == '<' into name (upper case, "&amp;" and blanks resolved) and returns the bytes it takes; 0
 * when it is none. */
static size_t read_tag(struct xbz_str text, size_t at, char name[TAG_BYTES], size_t *n)
{
    size_t i = at + 1;
    *n = 0;
    if (i == text.n || !(is_alpha(text.p[i]) || text.p[i] == '/'))
        return 0;
    for (; i < text.n && text.p[i] != '>'; i++) {
        if (!is_tag_char(text.p[i]) || *n == TAG_BYTES)
            return 0;
        char c = text.p[i];
        name[(*n)++] = c == ' ' || c == '_' ? '-' : to_upper(c);
        if (*n >= 5 && memcmp(name + *n - 5, "&AMP;", 5) == 0)
            *n -= 4;
    }
    while (*n > 0 && name[*n - 1] == '-')
        (*n)--;
    return i<text.n && * n> 0 ? i + 1 - at : 0;
}

/* "F1", "F12": a reference to a note. */
static bool is_note(struct xbz_str tag)
{
    if (tag.n < 2 || tag.n > 4 || tag.p[0] != 'F')
        return false;
    for (size_t i = 1; i < tag.n; i++)
        if (!is_digit(tag.p[i]))
            return false;
    return true;
}

/* Tags of the page, not of the schedule; "/" begins all end tags. */
static bool is_layout(struct xbz_str tag)
{
    static const char *const names[] = {"TABLE", "S",        "C",    "CAPTION", "PAGE",
                                        "TEXT",  "DOCUMENT", "HTML", "BODY",    "PRE"};
    if (tag.p[0] == '/')
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(tag, str_of(names[i])))
            return true;
    return false;
}

/* Tags that begin another schedule when they come after figures. */
static bool begins_schedule(struct xbz_str tag)
{
    return str_eq(tag, STR("ARTICLE")) || str_eq(tag, STR("PERIOD-TYPE")) || str_eq(tag, STR("FISCAL-YEAR-END")) ||
           str_eq(tag, STR("PERIOD-END"));
}

/* Stays true for the next schedule of a document that does not repeat it. */
static bool is_lasting(struct xbz_str tag)
{
    return str_eq(tag, STR("ARTICLE")) || str_eq(tag, STR("MULTIPLIER")) || str_eq(tag, STR("CURRENCY")) ||
           str_eq(tag, STR("CIK"));
}

/* ---- the current schedule ---- */

static enum xbz_status exhausted(struct schedule_reader *self, struct xbz_place place)
{
    return run_fail(self->run, self->arena.no_memory ? XBZ_D_OUT_OF_MEMORY : XBZ_D_TABLE_TOO_LARGE, place, NULL);
}

static enum xbz_status begin(struct schedule_reader *self)
{
    arena_reset(&self->arena);
    self->tags = ARENA_ARRAY(&self->arena, SCHEDULE_ROWS, struct schedule_line);
    self->value = arena_alloc(&self->arena, SCHEDULE_VALUE);
    self->n = self->n_value = 0;
    self->figures = self->too_many = false;
    return self->tags && self->value ? XBZ_OK : exhausted(self, NOWHERE);
}

/* The last tag is whole: keeps what stands behind it. */
static enum xbz_status end_tag(struct schedule_reader *self)
{
    bool ok = true;
    if (self->n > 0 && self->n_value > 0) {
        struct schedule_line *last = &self->tags[self->n - 1];
        struct xbz_str value = {self->value, self->n_value};
        size_t blanks = 0;
        while (blanks < value.n && is_space(value.p[blanks]))
            blanks++;
        last->text = arena_str(&self->arena, str_trim(value), &ok);
        last->text_place = self->value_place;
        last->text_place.begin += blanks;
    }
    self->n_value = 0;
    return ok ? XBZ_OK : exhausted(self, NOWHERE);
}

static enum xbz_status deliver(struct schedule_reader *self)
{
    struct xbz_schedule schedule;
    TRY(end_tag(self));
    if (!self->figures)
        return XBZ_OK;
    TRY(schedule_parse(self->run, &self->arena, self->tags, self->n, &schedule));
    return self->events.schedule(self->events.ctx, &schedule);
}

/* Another schedule begins in the same document. */
static enum xbz_status next_schedule(struct schedule_reader *self, bool keep_header)
{
    struct schedule_line kept[8];
    char text[8][64];
    size_t n = 0;
    TRY(deliver(self));
    for (size_t i = 0; keep_header && i < self->n && n < 8; i++) {
        struct schedule_line *tag = &self->tags[i];
        if (!is_lasting(tag->tag) || tag->text.n > sizeof text[n])
            continue;
        kept[n] = *tag;
        kept[n].tag = str_eq(tag->tag, STR("ARTICLE"))      ? STR("ARTICLE")
                      : str_eq(tag->tag, STR("MULTIPLIER")) ? STR("MULTIPLIER")
                      : str_eq(tag->tag, STR("CURRENCY"))   ? STR("CURRENCY")
                                                            : STR("CIK");
        if (tag->text.n)
            memcpy(text[n], tag->text.p, tag->text.n);
        n++;
    }
    TRY(begin(self));
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        self->tags[i] = kept[i];
        self->tags[i].text = arena_str(&self->arena, (struct xbz_str){text[i], kept[i].text.n}, &ok);
    }
    self->n = n;
    return ok ? XBZ_OK : exhausted(self, NOWHERE);
}

static enum xbz_status add_tag(struct schedule_reader *self, struct xbz_str tag, struct xbz_place place)
{
    bool ok = true;
    TRY(end_tag(self));
    if (self->figures && begins_schedule(tag))
        TRY(next_schedule(self, !str_eq(tag, STR("ARTICLE"))));
    self->inside = INSIDE_TAG;
    if (self->n == SCHEDULE_ROWS) {
        if (!self->too_many)
            run_diag(self->run, XBZ_D_SCHEDULE_LINE, place, "more than %d tags", SCHEDULE_ROWS);
        self->too_many = true;
        self->inside = INSIDE_LAYOUT;
        return XBZ_OK;
    }
    self->tags[self->n++] = (struct schedule_line){arena_str(&self->arena, tag, &ok), {NULL, 0}, place, NOWHERE};
    self->figures = self->figures || !schedule_is_header(tag);
    return ok ? XBZ_OK : exhausted(self, place);
}

static void add_text(struct schedule_reader *self, struct xbz_str text, struct xbz_place place)
{
    if (self->n_value == 0)
        self->value_place = place;
    else if (self->value_place.line == place.line && self->value_place.end == place.begin)
        self->value_place.end = place.end;
    else
        self->value_place.line = 0;
    size_t n = text.n < SCHEDULE_VALUE - self->n_value ? text.n : SCHEDULE_VALUE - self->n_value;
    if (n)
        memcpy(self->value + self->n_value, text.p, n);
    self->n_value += n;
}

/* ---- lines ---- */

static enum xbz_status on_tag(struct schedule_reader *self, struct xbz_str tag, struct xbz_str as_written,
                              struct xbz_place place)
{
    if (is_note(tag)) {
        if (self->inside == INSIDE_TAG || self->inside == INSIDE_OPEN)
            add_text(self, as_written, place);
        return XBZ_OK;
    }
    /* Legend and notes are prose: what looks like the tag of a figure there is none. */
    if ((self->inside == INSIDE_LEGEND || self->inside == INSIDE_NOTES) && !is_layout(tag) && !schedule_is_header(tag))
        return XBZ_OK;
    if (str_eq(tag, STR("LEGEND")))
        self->inside = INSIDE_LEGEND;
    else if (str_eq(tag, STR("FN")))
        self->inside = INSIDE_NOTES;
    else if (is_layout(tag))
        self->inside = INSIDE_LAYOUT;
    else
        return add_tag(self, tag, place);
    return end_tag(self);
}

/* Nothing but figures, in text that no tag claims: tags were lost on the way. */
static bool only_figures(struct xbz_str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.n; i++) {
        if (!is_digit(text.p[i]) && !is_space(text.p[i]) && !strchr("(),.$-", text.p[i]))
            return false;
        digit = digit || is_digit(text.p[i]);
    }
    return digit;
}

static void on_words(struct schedule_reader *self, struct xbz_str text, struct xbz_place place)
{
    if (str_trim(text).n == 0)
        return;
    if (self->inside == INSIDE_TAG) {
        add_text(self, text, place);
    } else if (self->inside == INSIDE_OPEN && (only_figures(text) || schedule_is_header(self->tags[self->n - 1].tag))) {
        add_text(self, text, place);
    } else if (self->inside == INSIDE_NOTHING || self->inside == INSIDE_OPEN) {
        if (only_figures(text))
            run_diag(self->run, XBZ_D_SCHEDULE_LINE, place, "%.*s", STR_ARG(str_trim(text)));
        self->inside = INSIDE_NOTHING;
    }
}

/* Bytes of a line that was delivered as it stands in the document; else the whole of it. */
static struct xbz_place part_of(const struct xbz_text_line *line, size_t begin, size_t end)
{
    struct xbz_place place = line->place;
    if (place.end - place.begin == line->text.n) {
        place.end = place.begin + end;
        place.begin += begin;
    }
    return place;
}

static enum xbz_status on_line(void *object, const struct xbz_text_line *line)
{
    struct schedule_reader *self = object;
    struct xbz_str text = line->text;
    char name[TAG_BYTES];
    size_t from = 0, n;
    for (size_t at = 0; at < text.n; at++) {
        size_t used = text.p[at] == '<' ? read_tag(text, at, name, &n) : 0;
        if (used == 0)
            continue;
        on_words(self, str_sub(text, from, at - from), part_of(line, from, at));
        TRY(on_tag(self, (struct xbz_str){name, n}, str_sub(text, at, used), part_of(line, at, at + used)));
        from = at + used;
        at = from - 1;
    }
    on_words(self, str_sub(text, from, text.n), part_of(line, from, text.n));
    /* A blank line does not part a tag from its value, but a value ends with its line. */
    if (self->inside == INSIDE_TAG)
        self->inside = INSIDE_OPEN;
    if (self->inside == INSIDE_OPEN && self->n_value > 0)
        self->inside = INSIDE_NOTHING;
    return XBZ_OK;
}

/* ---- the reader ---- */

static unsigned schedule_bid(const unsigned char *prefix, size_t n)
{
    static const struct xbz_str names[] = {{"<article>", 9},      {"<legend>", 8},      {"<multiplier>", 12},
                                           {"<period-type>", 13}, {"<period-end>", 12}, {"<fiscal-year-end>", 17},
                                           {"<total-assets>", 14}};
    const struct xbz_str text = {(const char *)prefix, n};
    unsigned found = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        found += str_find_nocase(text, names[i], 0) != (size_t)-1;
    /* More than HTML can bid: a schedule may stand between its tags. */
    return found >= 2 ? 97 : 0;
}

static enum xbz_status schedule_open(void **out, struct xbz_run *run, const struct xbz_events *events)
{
    struct schedule_reader *self = mem_alloc(sizeof *self);
    *out = self;
    if (!self)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    const struct xbz_events lines = {.ctx = self, .line = on_line};
    self->run = run;
    self->events = *events;
    arena_init(&self->arena, run->limits.table_bytes);
    TRY(begin(self));
    return text_reader.open(&self->lines, run, &lines);
}

static enum xbz_status schedule_feed(void *object, const unsigned char *bytes, size_t n)
{
    struct schedule_reader *self = object;
    return text_reader.feed(self->lines, bytes, n);
}

static enum xbz_status schedule_finish(void *object)
{
    struct schedule_reader *self = object;
    TRY(text_reader.finish(self->lines));
    return deliver(self);
}

static void schedule_close(void *object)
{
    struct schedule_reader *self = object;
    if (!self)
        return;
    text_reader.close(self->lines);
    arena_free(&self->arena);
    mem_free(self);
}

const struct xbz_reader_ops schedule_reader = {
    .name = "ex27",
    .help = "financial data schedules (exhibit 27)",
    .bid = schedule_bid,
    .open = schedule_open,
    .feed = schedule_feed,
    .finish = schedule_finish,
    .close = schedule_close,
};
