/* linkbase.c - labels, presentation and calculations: extended links of locators, resources and arcs.
 *
 * Arcs may stand before what they join, so that an extended link is collected first and resolved at its end. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "mapping/xml_file.h"

#define LABEL_TEXT 4096 /* longest label kept */

enum label_role { LABEL_ROLE_OTHER, LABEL_ROLE_STANDARD, LABEL_ROLE_TOTAL, LABEL_ROLE_TERSE };

/* A locator or a resource.  Several may share one xlink:label: they are chained. */
struct link_node {
    struct xbz_str name;
    uint32_t next;    /* 1 + index of the next of that name, 0 at the end */
    uint32_t concept; /* locators */
    bool resource;
    enum label_role role;
    struct xbz_str text;
};

struct link_arc {
    struct xbz_str from, to;
    int weight;
    long long offset;
};

struct calculation_row {
    struct xbz_calculation calculation;
    size_t sequence;
};

struct linkbase {
    const char *link, *arc; /* local names of its extended link and its arc */
    const char *arcroles[2];
    void (*join)(struct xml_file *xml, const struct link_arc *arc, const struct link_node *from,
                 const struct link_node *to);
    bool in_link;
    enum xbz_statement_kind statement; /* of the extended link */
    uint32_t network;
    struct link_node *nodes;
    size_t n_nodes, nodes_room;
    struct link_arc *arcs;
    size_t n_arcs, arcs_room;
    struct str_map names; /* xlink:label -> 1 + index of its last node */
    struct str_map roles; /* role -> network */
    struct buf text;
    bool in_label;
    struct calculation_row *rows;
    size_t n_rows, rows_room;
};

/* ---- roles ---- */

enum xbz_statement_kind statement_of_role(const char *role)
{
    static const struct {
        const char *name;
        enum xbz_statement_kind statement;
    } roles[] = {
        {"BalanceSheet", XBZ_BALANCE_SHEET}, {"IncomeStatement", XBZ_INCOME},
        {"PerShareAndShares", XBZ_INCOME},   {"ComprehensiveIncome", XBZ_COMPREHENSIVE_INCOME},
        {"CashFlow", XBZ_CASH_FLOW},         {"ChangesInEquity", XBZ_EQUITY},
        {"DocumentInformation", XBZ_COVER},
    };
    const char *slash = role != NULL ? strrchr(role, '/') : NULL;
    for (size_t i = 0; slash != NULL && i < sizeof roles / sizeof roles[0]; i++)
        if (strncmp(slash + 1, roles[i].name, strlen(roles[i].name)) == 0)
            return roles[i].statement;
    return XBZ_NO_STATEMENT;
}

static enum label_role label_role(const char *role)
{
    static const char standard[] = "http://www.xbrl.org/2003/role/";
    if (role == NULL)
        return LABEL_ROLE_STANDARD; /* XBRL 2.1, 5.2.2.2.2: the default */
    if (strncmp(role, standard, sizeof standard - 1) != 0)
        return LABEL_ROLE_OTHER;
    role += sizeof standard - 1;
    return strcmp(role, "label") == 0        ? LABEL_ROLE_STANDARD
           : strcmp(role, "totalLabel") == 0 ? LABEL_ROLE_TOTAL
           : strcmp(role, "terseLabel") == 0 ? LABEL_ROLE_TERSE
                                             : LABEL_ROLE_OTHER;
}

/* ---- collecting ---- */

static struct xbz_str keep(struct xml_file *xml, struct arena *arena, struct xbz_str text)
{
    bool ok = true;
    struct xbz_str kept = arena_str(arena, text, &ok);
    if (!ok)
        xml_stop(xml, loader_no_memory(xml->load));
    return kept;
}

/* Adds a node and chains it to those of its name. */
static struct link_node *add_node(struct xml_file *xml, struct linkbase *base, const char *name)
{
    if (name == NULL) {
        xml_fail(xml, "a locator or resource without xlink:label");
        return NULL;
    }
    base->nodes = loader_grow(xml->load, base->nodes, base->n_nodes, &base->nodes_room, sizeof *base->nodes);
    struct xbz_str key = keep(xml, &xml->load->scratch, str_of(name));
    bool fresh;
    uint32_t *slot = xml->status == XBZ_OK ? str_map_put(&base->names, key, &fresh) : NULL;
    if (base->nodes == NULL || slot == NULL) {
        if (xml->status == XBZ_OK)
            xml_stop(xml, loader_no_memory(xml->load));
        return NULL;
    }
    struct link_node *node = &base->nodes[base->n_nodes++];
    *node = (struct link_node){.name = key, .next = *slot};
    *slot = (uint32_t)base->n_nodes;
    return node;
}

static void read_locator(struct xml_file *xml, struct linkbase *base, const char *href, const char *name)
{
    const char *id = href != NULL ? strchr(href, '#') : NULL;
    const uint32_t *concept = id != NULL ? str_map_get(&xml->load->ids, str_of(id + 1)) : NULL;
    if (concept == NULL) {
        xml_fail(xml, "the locator \"%s\" leads to no concept", href != NULL ? href : "");
        return;
    }
    struct link_node *node = add_node(xml, base, name);
    if (node != NULL)
        node->concept = *concept;
}

static void read_label(struct xml_file *xml, struct linkbase *base, const char *role, const char *name,
                       const char *language)
{
    struct link_node *node = add_node(xml, base, name);
    if (node == NULL)
        return;
    node->resource = true;
    node->role = label_role(role);
    if (language != NULL && strncmp(language, "en", 2) != 0)
        node->role = LABEL_ROLE_OTHER;
    base->in_label = node->role != LABEL_ROLE_OTHER;
    buf_clear(&base->text);
}

/* "1", "-1", "1.0", "-1.00"; 0 for anything else. */
static int read_weight(const char *text)
{
    int sign = 1;
    if (text == NULL)
        return 0;
    if (*text == '-' || *text == '+')
        sign = *text++ == '-' ? -1 : 1;
    if (*text++ != '1')
        return 0;
    if (*text == '.')
        text++;
    while (*text == '0')
        text++;
    return *text == '\0' ? sign : 0;
}

static void add_arc(struct xml_file *xml, struct linkbase *base, const char *from, const char *to, int weight)
{
    if (from == NULL || to == NULL) {
        xml_fail(xml, "an arc without xlink:%s", from == NULL ? "from" : "to");
        return;
    }
    base->arcs = loader_grow(xml->load, base->arcs, base->n_arcs, &base->arcs_room, sizeof *base->arcs);
    if (base->arcs == NULL) {
        xml_stop(xml, loader_no_memory(xml->load));
        return;
    }
    struct link_arc arc = {.weight = weight, .offset = xml_offset(xml)};
    arc.from = keep(xml, &xml->load->scratch, str_of(from));
    arc.to = keep(xml, &xml->load->scratch, str_of(to));
    base->arcs[base->n_arcs++] = arc;
}

static void open_link(struct xml_file *xml, struct linkbase *base, const char *role)
{
    bool fresh;
    base->in_link = true;
    base->statement = statement_of_role(role);
    base->n_nodes = 0;
    base->n_arcs = 0;
    str_map_init(&base->names, &xml->load->scratch);
    struct xbz_str key = keep(xml, &xml->load->scratch, str_of(role));
    uint32_t *network = xml->status == XBZ_OK ? str_map_put(&base->roles, key, &fresh) : NULL;
    if (network == NULL) {
        if (xml->status == XBZ_OK)
            xml_stop(xml, loader_no_memory(xml->load));
        return;
    }
    if (fresh)
        *network = (uint32_t)base->roles.n - 1;
    base->network = *network;
}

/* The attributes of a part of an extended link. */
struct link_part {
    const char *role, *arcrole, *href, *label, *from, *to, *weight, *use, *language;
};

static struct link_part read_part(const struct xml_file *xml, const struct xml_element *element)
{
    struct link_part part = {.role = NULL};
    for (const char **a = element->attributes; a[0] != NULL; a += 2) {
        const char *name;
        enum xml_ns ns = xml_split(xml, a[0], &name);
        if (ns == NS_XLINK) {
            const char **field = strcmp(name, "from") == 0      ? &part.from
                                 : strcmp(name, "to") == 0      ? &part.to
                                 : strcmp(name, "href") == 0    ? &part.href
                                 : strcmp(name, "label") == 0   ? &part.label
                                 : strcmp(name, "role") == 0    ? &part.role
                                 : strcmp(name, "arcrole") == 0 ? &part.arcrole
                                                                : NULL;
            if (field != NULL)
                *field = a[1];
        } else if (ns == NS_NONE && strcmp(name, "weight") == 0) {
            part.weight = a[1];
        } else if (ns == NS_NONE && strcmp(name, "use") == 0) {
            part.use = a[1];
        } else if (strcmp(a[0], "xml:lang") == 0) {
            part.language = a[1];
        }
    }
    return part;
}

static void read_arc(struct xml_file *xml, struct linkbase *base, const struct link_part *part)
{
    if (part->use != NULL && strcmp(part->use, "prohibited") == 0)
        return;
    bool ours = false;
    for (size_t i = 0; i < 2 && part->arcrole != NULL; i++)
        ours |= base->arcroles[i] != NULL && strcmp(part->arcrole, base->arcroles[i]) == 0;
    if (!ours)
        return;
    int weight = part->weight != NULL ? read_weight(part->weight) : 0;
    if (weight == 0 && strcmp(base->arc, "calculationArc") == 0)
        xml_fail(xml, "the weight of an arc is neither 1 nor -1");
    else
        add_arc(xml, base, part->from, part->to, weight);
}

static void link_start(struct xml_file *xml, const struct xml_element *element)
{
    struct linkbase *base = xml->state;
    if (element->depth == 1) {
        if (!xml_is(element, NS_LINK, "linkbase"))
            xml_fail(xml, "the file is no linkbase");
        return;
    }
    if (element->ns != NS_LINK || (element->depth != 2 && !(element->depth == 3 && base->in_link)))
        return;
    if (element->depth == 2) {
        if (strcmp(element->name, base->link) == 0)
            open_link(xml, base, xml_attribute(xml, element, NS_XLINK, "role"));
        return;
    }
    struct link_part part = read_part(xml, element);
    if (strcmp(element->name, "loc") == 0)
        read_locator(xml, base, part.href, part.label);
    else if (strcmp(element->name, base->arc) == 0)
        read_arc(xml, base, &part);
    else if (strcmp(element->name, "label") == 0)
        read_label(xml, base, part.role, part.label, part.language);
}

static void link_text(struct xml_file *xml, struct xbz_str text)
{
    struct linkbase *base = xml->state;
    if (base->in_label)
        buf_str(&base->text, text);
}

/* ---- resolving ---- */

static void resolve_arc(struct xml_file *xml, struct linkbase *base, const struct link_arc *arc)
{
    const uint32_t *from = str_map_get(&base->names, arc->from);
    const uint32_t *to = str_map_get(&base->names, arc->to);
    if (from == NULL || to == NULL) {
        struct xbz_str missing = from == NULL ? arc->from : arc->to;
        xml_stop(xml, loader_fail(xml->load, xml->file->name, loader_line(xml->file, arc->offset),
                                  "the arc's end \"%.*s\" is not there", STR_ARG(missing)));
        return;
    }
    for (uint32_t f = *from; f != 0; f = base->nodes[f - 1].next)
        for (uint32_t t = *to; t != 0 && xml->status == XBZ_OK; t = base->nodes[t - 1].next)
            base->join(xml, arc, &base->nodes[f - 1], &base->nodes[t - 1]);
}

static void link_end(struct xml_file *xml, size_t depth)
{
    struct linkbase *base = xml->state;
    if (base->in_label && depth == 3) {
        base->in_label = false;
        if (base->text.full)
            xml_fail(xml, "a label of more than %d bytes", LABEL_TEXT);
        else if (base->text.no_memory)
            xml_stop(xml, run_fail(&xml->load->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL));
        else
            base->nodes[base->n_nodes - 1].text =
                keep(xml, &xml->load->taxonomy->arena, str_trim(buf_view(&base->text)));
    }
    if (depth != 2 || !base->in_link)
        return;
    base->in_link = false;
    for (size_t i = 0; i < base->n_arcs && xml->status == XBZ_OK; i++)
        resolve_arc(xml, base, &base->arcs[i]);
}

static enum xbz_status read_linkbase(struct loader *load, const struct xbz_taxonomy_file *file, struct linkbase *base)
{
    static const struct xml_handlers handlers = {.start = link_start, .end = link_end, .text = link_text};
    static const struct xml_handlers no_text = {.start = link_start, .end = link_end};
    str_map_init(&base->roles, &load->scratch);
    buf_init(&base->text, LABEL_TEXT);
    enum xbz_status status =
        xml_file_read(load, file, strcmp(base->link, "labelLink") == 0 ? &handlers : &no_text, base);
    buf_free(&base->text);
    return status;
}

/* ---- labels ---- */

static void join_label(struct xml_file *xml, const struct link_arc *arc, const struct link_node *from,
                       const struct link_node *to)
{
    (void)arc;
    if (from->resource || !to->resource)
        return;
    struct xbz_concept *concept = &xml->load->concepts[from->concept];
    struct xbz_str *label = to->role == LABEL_ROLE_STANDARD ? &concept->label
                            : to->role == LABEL_ROLE_TOTAL  ? &concept->total_label
                            : to->role == LABEL_ROLE_TERSE  ? &concept->terse_label
                                                            : NULL;
    if (label != NULL && label->n == 0)
        *label = to->text;
}

enum xbz_status load_labels(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct linkbase base = {.link = "labelLink",
                            .arc = "labelArc",
                            .arcroles = {"http://www.xbrl.org/2003/arcrole/concept-label"},
                            .join = join_label};
    return read_linkbase(load, file, &base);
}

/* ---- presentation ---- */

static void join_presentation(struct xml_file *xml, const struct link_arc *arc, const struct link_node *from,
                              const struct link_node *to)
{
    (void)arc;
    const struct linkbase *base = xml->state;
    struct xbz_concept *concepts = xml->load->concepts;
    if (base->statement == XBZ_NO_STATEMENT)
        return;
    concepts[from->concept].statements |= 1u << base->statement;
    concepts[to->concept].statements |= 1u << base->statement;
}

enum xbz_status load_presentation(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct linkbase base = {.link = "presentationLink",
                            .arc = "presentationArc",
                            .arcroles = {"http://www.xbrl.org/2003/arcrole/parent-child"},
                            .join = join_presentation};
    return read_linkbase(load, file, &base);
}

/* ---- calculations ---- */

/* The statement both sides are presented in, for roles that name none. */
static enum xbz_statement_kind common_statement(const struct xbz_concept *parent, const struct xbz_concept *child)
{
    for (unsigned s = XBZ_BALANCE_SHEET; s < XBZ_STATEMENT_KINDS; s++)
        if (parent->statements & child->statements & (1u << s))
            return (enum xbz_statement_kind)s;
    return XBZ_NO_STATEMENT;
}

static void join_calculation(struct xml_file *xml, const struct link_arc *arc, const struct link_node *from,
                             const struct link_node *to)
{
    struct linkbase *base = xml->state;
    const struct xbz_concept *concepts = xml->load->taxonomy->concepts;
    base->rows = loader_grow(xml->load, base->rows, base->n_rows, &base->rows_room, sizeof *base->rows);
    if (base->rows == NULL) {
        xml_stop(xml, loader_no_memory(xml->load));
        return;
    }
    struct calculation_row row = {.sequence = base->n_rows};
    row.calculation.parent = &concepts[from->concept];
    row.calculation.child = &concepts[to->concept];
    row.calculation.weight = arc->weight;
    row.calculation.network = base->network;
    row.calculation.statement = base->statement != XBZ_NO_STATEMENT
                                    ? base->statement
                                    : common_statement(row.calculation.parent, row.calculation.child);
    base->rows[base->n_rows++] = row;
}

static int compare_rows(const void *a, const void *b)
{
    const struct calculation_row *x = a, *y = b;
    if (x->calculation.network != y->calculation.network)
        return x->calculation.network < y->calculation.network ? -1 : 1;
    if (x->calculation.parent != y->calculation.parent)
        return x->calculation.parent->index < y->calculation.parent->index ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

enum xbz_status load_calculations(struct loader *load, const struct xbz_taxonomy_file *file)
{
    struct linkbase base = {
        .link = "calculationLink",
        .arc = "calculationArc",
        .arcroles = {"https://xbrl.org/2023/arcrole/summation-item", "http://www.xbrl.org/2003/arcrole/summation-item"},
        .join = join_calculation};
    struct xbz_taxonomy *taxonomy = load->taxonomy;
    TRY(read_linkbase(load, file, &base));
    if (base.n_rows == 0)
        return XBZ_OK;
    qsort(base.rows, base.n_rows, sizeof *base.rows, compare_rows);
    struct xbz_calculation *kept = ARENA_ARRAY(&taxonomy->arena, base.n_rows, struct xbz_calculation);
    if (kept == NULL)
        return loader_no_memory(load);
    for (size_t i = 0; i < base.n_rows; i++)
        kept[i] = base.rows[i].calculation;
    taxonomy->calculations = kept;
    taxonomy->n_calculations = base.n_rows;
    return XBZ_OK;
}
