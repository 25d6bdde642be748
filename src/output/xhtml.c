/* xhtml.c - tags and text to calls of the tree. */
#include "output/xhtml_tree.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

const char xhtml_quirks_style[] =
    ":where(.quirks) table{font-size:medium;font-weight:normal;font-style:normal;font-variant:normal;"
    "line-height:normal;white-space:normal;text-align:start}\n"
    ":where(.quirks :is(td,th))>:where(p,h1,h2,h3,h4,h5,h6,ul,ol,dl):where(:first-child){margin-top:0}\n"
    ":where(.quirks :is(td,th))>:where(p:last-child){margin-bottom:0}";

static const struct xhtml_element stray_item = {"li", XHTML_FLOW, "div", "display:list-item;margin-left:40px"};
static const struct xhtml_element stray_part = {"dd", XHTML_FLOW, "div", "margin-left:40px"};
static const struct xhtml_element whole_document = {"", XHTML_FLOW, "div", NULL};

static bool take_id(void *ctx, struct xbz_str id)
{
    struct xhtml *x = ctx;
    uint64_t hash = str_hash(id) | 1;
    size_t at = (size_t)hash % XHTML_IDS;
    if (x->n_taken >= XHTML_IDS / 4 * 3)
        return false;
    for (; x->taken[at]; at = (at + 1) % XHTML_IDS)
        if (x->taken[at] == hash)
            return false;
    x->taken[at] = hash;
    x->n_taken++;
    return true;
}

enum xbz_status xhtml_init(struct xhtml *x, struct xbz_run *run, struct xhtml_sink sink)
{
    memset(x, 0, sizeof *x);
    x->run = run;
    x->sink = sink;
    x->ids = (struct xhtml_ids){0, take_id, x};
    for (size_t i = 0; i < XHTML_BLOCKS; i++)
        buf_init(&x->blocks[i].start, XHTML_TAG);
    for (size_t i = 0; i < XHTML_INLINES; i++)
        buf_init(&x->inlines[i].start, XHTML_TAG);
    buf_init(&x->tag, run->limits.line_bytes);
    buf_init(&x->scratch, run->limits.line_bytes);
    buf_init(&x->title, XHTML_TAG);
    buf_init(&x->styles, XHTML_STYLES);
    x->taken = mem_alloc(XHTML_IDS * sizeof *x->taken);
    return x->taken ? XBZ_OK : run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
}

void xhtml_free(struct xhtml *x)
{
    for (size_t i = 0; i < XHTML_BLOCKS; i++)
        buf_free(&x->blocks[i].start);
    for (size_t i = 0; i < XHTML_INLINES; i++)
        buf_free(&x->inlines[i].start);
    buf_free(&x->tag);
    buf_free(&x->scratch);
    buf_free(&x->title);
    buf_free(&x->styles);
    mem_free(x->taken);
    x->taken = NULL;
}

void xhtml_clear(struct xhtml *x)
{
    memset(x->taken, 0, XHTML_IDS * sizeof *x->taken);
    x->n_taken = 0;
    buf_clear(&x->title);
    buf_clear(&x->styles);
}

/* ---- start tags ---- */

static void document_start(struct xhtml *x)
{
    if (x->blocks[0].written)
        return;
    buf_clear(&x->blocks[0].start);
    buf_text(&x->blocks[0].start, x->quirks ? "<div class=\"quirks\">" : "<div>");
}

static bool has_attribute(const struct xbz_tag *tag, struct xbz_str name)
{
    for (size_t i = 0; i < tag->n_attributes; i++)
        if (str_eq(tag->attributes[i].name, name))
            return true;
    return false;
}

static void write_empty(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    start_tag_write(x, &x->tag, element, element->as, tag);
    x->tag.n--;
    buf_text(&x->tag, "/>");
    x->sink.markup(x->sink.ctx, buf_view(&x->tag), true);
}

/* A target of links is written at once and holds nothing: most are never closed. */
static void write_anchor(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    if (block_is_table_part(block_top(x)->kind) || block_top(x)->kind == XHTML_LIST || !prepare_inline(x))
        return;
    start_tag_write(x, &x->tag, element, element->as, tag);
    buf_text(&x->tag, "</a>");
    x->sink.markup(x->sink.ctx, buf_view(&x->tag), false);
}

/* True when an open element says the same, and saying it twice is saying it once.  Tags that are never closed add up. */
static bool says_again(const struct xhtml *x, const struct xhtml_inline *in)
{
    struct xbz_str start = buf_view(&in->start);
    const char *name = in->element->name;
    bool adds_up = strcmp(name, "big") == 0 || strcmp(name, "small") == 0 || inline_sets_apart(in->element) ||
                   str_find(start, STR("%"), 0) != BLOCK_NONE || str_find(start, STR("em"), 0) != BLOCK_NONE;
    for (size_t i = block_top(x)->from; i + 1 < x->n_inlines && !adds_up; i++)
        if (str_eq(buf_view(&x->inlines[i].start), start))
            return true;
    return false;
}

static void start_inline(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    bool link = strcmp(element->name, "a") == 0;
    if (link)
        inline_end_tag(x, element);
    if (link && !has_attribute(tag, STR("href"))) {
        write_anchor(x, element, tag);
        return;
    }
    if (tag->self_closing || x->n_inlines == XHTML_INLINES)
        return;
    struct xhtml_inline *in = &x->inlines[x->n_inlines++];
    in->element = element;
    start_tag_write(x, &in->start, element, element->as, tag);
    if ((strcmp(element->as, "span") == 0 && str_eq(buf_view(&in->start), STR("<span>"))) || says_again(x, in))
        buf_clear(&in->start);
}

static void start_block(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    /* a table or list needs room for its parts, else their contents could stand nowhere */
    bool room = block_is_lazy(element->kind) ? x->n_blocks + 2 * BLOCK_IMPLIED < XHTML_BLOCKS : block_has_room(x);
    if (!room || !prepare_block(x)) {
        x->too_deep += !room && !tag->self_closing;
        return;
    }
    block_push(x, element, element->as, tag);
    if (tag->self_closing)
        block_pop(x);
}

static void start_item(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    size_t list = block_find(x, XHTML_LIST, NULL);
    if (list == BLOCK_NONE) {
        start_block(x, strcmp(element->name, "li") == 0 ? &stray_item : &stray_part, tag);
        return;
    }
    block_pop_to(x, list + 1);
    if (block_has_room(x))
        block_push(x, element, strcmp(block_top(x)->as, "dl") == 0 ? "dd" : "li", tag);
}

static void start_table(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    if (block_is_table_part(block_top(x)->kind)) /* a table in a table but not in a cell takes its place */
        block_pop_to(x, block_find(x, XHTML_TABLE, NULL));
    start_block(x, element, tag);
}

/* Captions and columns stand before all rows. */
static bool before_rows(struct xhtml *x)
{
    return block_top(x)->kind == XHTML_TABLE && !block_top(x)->any && block_has_room(x);
}

static void start_columns(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    bool group = strcmp(element->name, "colgroup") == 0;
    if (!before_rows(x) || (group && !has_attribute(tag, STR("span")) && !has_attribute(tag, STR("width"))))
        return;
    block_write_pending(x);
    start_tag_write(x, &x->tag, element, element->as, tag);
    buf_text(&x->tag, "</colgroup>");
    x->sink.markup(x->sink.ctx, buf_view(&x->tag), true);
}

static void start_part(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    size_t table = block_find(x, XHTML_TABLE, NULL);
    if (x->too_deep)
        x->too_deep += !tag->self_closing; /* its table was too deep */
    if (table == BLOCK_NONE || x->too_deep || !block_has_room(x))
        return;
    size_t group = block_find(x, XHTML_GROUP, NULL), row = block_find(x, XHTML_ROW, NULL);
    if (element->kind == XHTML_CELL && row != BLOCK_NONE) {
        block_pop_to(x, row + 1);
    } else if (element->kind != XHTML_GROUP && group != BLOCK_NONE) {
        block_pop_to(x, group + 1);
    } else {
        block_pop_to(x, table + 1);
        if (element->kind != XHTML_GROUP)
            block_push_group(x);
    }
    if (element->kind == XHTML_CELL && block_top(x)->kind != XHTML_ROW)
        block_push_row(x);
    block_push(x, element, element->as, tag);
    if (tag->self_closing)
        block_pop(x);
}

static void start_element(struct xhtml *x, const struct xhtml_element *element, const struct xbz_tag *tag)
{
    switch (element->kind) {
    case XHTML_SKIP:
        x->skipped = tag->self_closing ? NULL : element;
        x->skip_depth = 1;
        break;
    case XHTML_TITLE:
    case XHTML_STYLE:
        x->collecting = tag->self_closing ? XHTML_UNWRAP : element->kind;
        if (element->kind == XHTML_STYLE && x->styles.n)
            buf_byte(&x->styles, '\n');
        break;
    case XHTML_BODY:
        if (x->n_blocks == 1)
            start_block(x, element, tag);
        break;
    case XHTML_BREAK:
    case XHTML_IMAGE:
        if (prepare_inline(x))
            write_empty(x, element, tag);
        break;
    case XHTML_RULE:
        if (prepare_block(x)) {
            block_write_pending(x);
            write_empty(x, element, tag);
        }
        break;
    case XHTML_INLINE:
        start_inline(x, element, tag);
        break;
    case XHTML_ITEM:
        start_item(x, element, tag);
        break;
    case XHTML_TABLE:
        start_table(x, element, tag);
        break;
    case XHTML_CAPTION:
        if (before_rows(x) && !block_top(x)->written)
            block_push(x, element, element->as, tag);
        break;
    case XHTML_COLUMNS:
        start_columns(x, element, tag);
        break;
    case XHTML_GROUP:
    case XHTML_ROW:
    case XHTML_CELL:
        start_part(x, element, tag);
        break;
    case XHTML_PHRASE:
    case XHTML_FLOW:
    case XHTML_LIST:
        start_block(x, element, tag);
        break;
    default:
        break;
    }
}

void xhtml_start(struct xhtml *x, const struct xbz_tag *tag)
{
    const struct xhtml_element *element = xhtml_element(tag->name);
    x->collecting = XHTML_UNWRAP;
    x->after_pre = str_eq(tag->name, STR("pre")) || str_eq(tag->name, STR("listing"));
    if (x->skipped) {
        x->skip_depth += element == x->skipped && !tag->self_closing;
        return;
    }
    if (str_eq(tag->name, STR("html")) && has_attribute(tag, STR("xmlns"))) {
        x->quirks = false;
        document_start(x);
    }
    start_element(x, element, tag);
}

/* ---- end tags ---- */

static void end_paragraph(struct xhtml *x, const struct xhtml_element *element)
{
    size_t i = block_find(x, XHTML_PHRASE, element->name);
    if (i != BLOCK_NONE) {
        block_pop_to(x, i);
    } else if (strcmp(element->name, "p") == 0 && !block_is_table_part(block_top(x)->kind) &&
               block_top(x)->kind != XHTML_LIST && prepare_block(x)) {
        /* browsers make an empty paragraph of a lone end tag */
        block_write_pending(x);
        x->sink.markup(x->sink.ctx, STR("<p></p>"), true);
    }
}

void xhtml_end(struct xhtml *x, const struct xbz_tag *tag)
{
    const struct xhtml_element *element = xhtml_element(tag->name);
    enum xhtml_kind kind = element->kind;
    x->collecting = XHTML_UNWRAP;
    x->after_pre = false;
    if (x->skipped) {
        x->skip_depth -= element == x->skipped;
        if (x->skip_depth == 0)
            x->skipped = NULL;
        return;
    }
    if (kind == XHTML_INLINE) {
        inline_end_tag(x, element);
        return;
    }
    if (kind < XHTML_PHRASE)
        return;
    if (x->too_deep) {
        x->too_deep--;
        return;
    }
    if (kind == XHTML_PHRASE) {
        end_paragraph(x, element);
        return;
    }
    size_t i = block_find(x, kind, block_is_table_part(kind) || kind == XHTML_CELL ? NULL : element->name);
    if (i == BLOCK_NONE && kind == XHTML_ITEM)
        i = block_find(x, XHTML_FLOW, element->name);
    if (i != BLOCK_NONE)
        block_pop_to(x, i);
}

/* ---- text ---- */

static bool is_blank(struct xbz_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (!is_space(text.p[i]))
            return false;
    return true;
}

/* The marks of a comment around a style sheet go, with what would end the element in XML. */
static void collect_style(struct xhtml *x, struct xbz_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        struct xbz_str rest = str_sub(text, i, text.n);
        if (str_starts_nocase(rest, STR("<!--")))
            i += 3;
        else if (str_starts_nocase(rest, STR("-->")))
            i += 2;
        else if (text.p[i] != '<' && text.p[i] != '&' && text.p[i] != '\r' && text.p[i] != '\f')
            buf_byte(&x->styles, text.p[i]);
    }
}

void xhtml_text(struct xhtml *x, struct xbz_str text, struct xbz_place place)
{
    if (x->skipped)
        return;
    if (x->collecting == XHTML_TITLE) {
        buf_str(&x->title, text);
        return;
    }
    if (x->collecting == XHTML_STYLE) {
        collect_style(x, text);
        return;
    }
    if (x->after_pre && text.n) {
        size_t n = text.p[0] == '\r' && text.n > 1 ? 2 : 1;
        if (text.p[n - 1] == '\n') {
            text = str_sub(text, n, text.n);
            place.begin += n;
        }
        x->after_pre = false;
    }
    if (is_blank(text)) {
        /* blanks alone open nothing */
        const struct xhtml_block *block = block_top(x);
        if (block->written && !block_is_table_part(block->kind) && block->kind != XHTML_LIST)
            x->sink.text(x->sink.ctx, text, place);
        return;
    }
    if (prepare_inline(x))
        x->sink.text(x->sink.ctx, text, place);
}

/* ---- documents ---- */

void xhtml_begin(struct xhtml *x, unsigned number)
{
    struct xhtml_block *block = &x->blocks[0];
    struct buf start = block->start;
    *block = (struct xhtml_block){.element = &whole_document, .kind = XHTML_FLOW, .as = "div", .start = start};
    x->ids.document = number;
    x->n_blocks = 1;
    x->n_inlines = x->opened = x->too_deep = 0;
    x->skipped = NULL;
    x->collecting = XHTML_UNWRAP;
    x->quirks = true;
    x->after_pre = false;
    document_start(x);
}

enum xbz_status xhtml_finish(struct xhtml *x)
{
    block_write_pending(x);
    while (x->n_blocks)
        block_pop(x);
    bool no_memory = x->tag.no_memory || x->scratch.no_memory || x->title.no_memory || x->styles.no_memory;
    for (size_t i = 0; i < XHTML_BLOCKS; i++)
        no_memory = no_memory || x->blocks[i].start.no_memory;
    for (size_t i = 0; i < XHTML_INLINES; i++)
        no_memory = no_memory || x->inlines[i].start.no_memory;
    return no_memory ? run_fail(x->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL) : XBZ_OK;
}
