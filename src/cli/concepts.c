#include "concepts.h"

#include "xbrlize/taxonomy.h"

static const char *type_name(enum xbz_item_type type)
{
    static const char *const names[] = {
        [XBZ_TYPE_MONETARY] = "money", [XBZ_TYPE_SHARES] = "shares", [XBZ_TYPE_PER_SHARE] = "per-share",
        [XBZ_TYPE_PURE] = "pure",      [XBZ_TYPE_STRING] = "text",   [XBZ_TYPE_DATE] = "date",
        [XBZ_TYPE_BOOLEAN] = "boolean"};
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "other";
}

static void print_statements(FILE *out, unsigned statements)
{
    static const char *const names[XBZ_STATEMENT_KINDS] = {
        [XBZ_BALANCE_SHEET] = "BS", [XBZ_INCOME] = "IS", [XBZ_COMPREHENSIVE_INCOME] = "CI",
        [XBZ_CASH_FLOW] = "CF",     [XBZ_EQUITY] = "EQ", [XBZ_COVER] = "cover"};
    const char *between = "";
    for (unsigned kind = 1; kind < XBZ_STATEMENT_KINDS; kind++)
        if ((statements & (1u << kind)) && names[kind]) {
            fprintf(out, "%s%s", between, names[kind]);
            between = ",";
        }
    if (!*between)
        fputc('-', out);
}

bool cli_concepts(FILE *out, const char *directory, xbz_diag_fn *diag, void *diag_ctx)
{
    struct xbz_taxonomy *taxonomy;
    if (xbz_taxonomy_load(&taxonomy, directory, diag, diag_ctx) != XBZ_OK)
        return false;
    fputs("concept\ttype\tbalance\tperiod\tstatements\tlabel\n", out);
    for (size_t i = 0; i < xbz_taxonomy_count(taxonomy); i++) {
        const struct xbz_concept *c = xbz_taxonomy_concept(taxonomy, i);
        if (c->abstract)
            continue;
        fprintf(out, "%s\t%s\t%s\t%s\t", c->name.p, type_name(c->type),
                c->balance == XBZ_DEBIT    ? "debit"
                : c->balance == XBZ_CREDIT ? "credit"
                                           : "-",
                c->period == XBZ_INSTANT ? "instant" : "duration");
        print_statements(out, c->statements);
        fprintf(out, "\t%.*s\n", (int)c->label.n, c->label.n ? c->label.p : "");
    }
    xbz_taxonomy_free(taxonomy);
    return fflush(out) == 0;
}
