/* context.c - what the table stage remembers within one document. */
#include "table/context.h"

#include <string.h>

#include "base/str.h"

enum xbz_status context_init(struct table_context *ctx, struct xbz_run *run, const struct xbz_tables *sink,
                             const struct xbz_filing *filing)
{
    memset(ctx, 0, sizeof *ctx);
    ctx->run = run;
    ctx->sink = sink;
    ctx->filing = filing;
    arena_init(&ctx->arena, run->limits.table_bytes);
    fiscal_init(&ctx->fiscal);
    ctx->lead_room = run->limits.lead_lines ? run->limits.lead_lines : 1;
    ctx->lead = mem_alloc(ctx->lead_room * sizeof *ctx->lead);
    if (!ctx->lead)
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    return XBZ_OK;
}

void context_free(struct table_context *ctx)
{
    arena_free(&ctx->arena);
    mem_free(ctx->lead);
    ctx->lead = NULL;
}

static void add_lead(struct table_context *ctx, struct xbz_str text, struct xbz_place place)
{
    struct lead_line *line;
    if (str_trim(text).n == 0)
        return;
    if (ctx->lead_n == ctx->lead_room) {
        line = &ctx->lead[ctx->lead_first];
        ctx->lead_first = (ctx->lead_first + 1) % ctx->lead_room;
    } else {
        line = &ctx->lead[(ctx->lead_first + ctx->lead_n++) % ctx->lead_room];
    }
    while (text.n && text.p[text.n - 1] == ' ') /* tabs stay: they are empty cells */
        text.n--;
    if (text.n > LEAD_BYTES) {
        text.n = LEAD_BYTES;
        while (text.n && ((unsigned char)text.p[text.n] & 0xC0) == 0x80) /* not inside a character */
            text.n--;
    }
    line->n = (uint16_t)text.n;
    memcpy(line->text, text.p, text.n);
    line->place = place;
    line->page = ctx->page_next;
    ctx->page_next = false;
}

void context_lead(struct table_context *ctx, struct xbz_str text)
{
    add_lead(ctx, text, NOWHERE);
}

struct xbz_str context_lead_line(const struct table_context *ctx, size_t i)
{
    const struct lead_line *line = &ctx->lead[(ctx->lead_first + i) % ctx->lead_room];
    return (struct xbz_str){line->text, line->n};
}

enum xbz_status context_prose(struct table_context *ctx, const struct xbz_text_line *line)
{
    add_lead(ctx, line->text, line->place);
    fiscal_line(&ctx->fiscal, line->text);
    return ctx->sink->prose(ctx->sink->ctx, line);
}

void context_page_break(struct table_context *ctx)
{
    ctx->page_break = true;
    ctx->page_next = true;
}
