/* Loading taxonomies: what is read, every fault with its file and line, lack of memory, and a lint of the one that is
 * embedded.  arena.c is included to have its failure counter, which ordinary builds leave out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#ifndef XBZ_TEST_ALLOC
#define XBZ_TEST_ALLOC
#endif
#include "base/arena.c"
#include "base/buf.h"
#include "base/str.h"
#include "mapping/loader.h"

enum { SCHEMA, LABELS, PRESENTATION, CALCULATIONS, ALIASES, N_FILES };
static const char *const names[N_FILES] = {"gaap-lite.xsd", "gaap-lite_lab.xml", "gaap-lite_pre.xml",
                                           "gaap-lite_cal.xml", "aliases.txt"};

#define SCHEMA_HEAD                                                                                                    \
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:xbrli='http://www.xbrl.org/2003/instance' "          \
    "xmlns:num='http://www.xbrl.org/dtr/type/numeric' xmlns:t='urn:t' "                                                \
    "xmlns:gl='https://xbrlize.org/gaap-lite/2026/hints' targetNamespace='urn:t'>\n"
#define CONCEPT(name, type, more)                                                                                      \
    "<xs:element name='" name "' id='t_" name "' type='" type "' substitutionGroup='xbrli:item' " more "/>\n"
#define INSTANT  "xbrli:periodType='instant' "
#define DURATION "xbrli:periodType='duration' "

#define LINKBASE_HEAD                                                                                                  \
    "<link:linkbase xmlns:link='http://www.xbrl.org/2003/linkbase' xmlns:xlink='http://www.w3.org/1999/xlink'>\n"
#define LINKBASE_TAIL    "</link:linkbase>"
#define LINK(kind, role) "<link:" kind " xlink:type='extended' xlink:role='" role "'>\n"
#define LOC(name)        "<link:loc xlink:type='locator' xlink:href='gaap-lite.xsd#t_" name "' xlink:label='" name "'/>\n"
#define LABEL(to, role, text)                                                                                          \
    "<link:label xlink:type='resource' xlink:label='" to "' xlink:role='http://www.xbrl.org/2003/role/" role "' "      \
    "xml:lang='en'>" text "</link:label>\n"
#define ARC(kind, arcrole, from, to, more)                                                                             \
    "<link:" kind " xlink:type='arc' xlink:arcrole='" arcrole "' xlink:from='" from "' xlink:to='" to "' " more "/>\n"
#define LABEL_ARC(from, to) ARC("labelArc", "http://www.xbrl.org/2003/arcrole/concept-label", from, to, "")
#define PARENT(from, to)    ARC("presentationArc", "http://www.xbrl.org/2003/arcrole/parent-child", from, to, "")
#define SUM(from, to, weight)                                                                                          \
    ARC("calculationArc", "https://xbrl.org/2023/arcrole/summation-item", from, to, "weight='" weight "'")
#define ROLE "urn:t/role/"

static const char good_schema[] = SCHEMA_HEAD
    "<xs:complexType name='ownShares'><xs:simpleContent><xs:restriction base='t:ownerShares'/></xs:simpleContent>"
    "</xs:complexType>\n"
    "<xs:complexType name='ownerShares'><xs:simpleContent><xs:restriction base='num:perShareItemType'>"
    "<xs:attribute name='x'/></xs:restriction></xs:simpleContent></xs:complexType>\n"
    "<xs:complexType name='circle'><xs:complexContent><xs:extension base='t:circle'/></xs:complexContent>"
    "</xs:complexType>\n" CONCEPT("Assets", "xbrli:monetaryItemType",
                                  INSTANT "xbrli:balance='debit' gl:negative='false'")
        CONCEPT("Cash", "xbrli:monetaryItemType", INSTANT "xbrli:balance='debit'")
            CONCEPT("Revenues", "xbrli:monetaryItemType", DURATION "xbrli:balance='credit' abstract='false'") CONCEPT(
                "Shares", "xbrli:sharesItemType", DURATION) CONCEPT("PerShare", "t:ownShares", DURATION)
                CONCEPT("Rate", "num:percentItemType", DURATION) CONCEPT("Name", "xbrli:stringItemType", DURATION)
                    CONCEPT("Day", "xbrli:dateItemType", DURATION) CONCEPT("Flag", "xbrli:booleanItemType", DURATION)
                        CONCEPT("Year", "xbrli:gYearItemType", DURATION) CONCEPT("Circle", "t:circle", DURATION)
                            CONCEPT("HeadingAbstract", "xbrli:stringItemType",
                                    DURATION
                                    "abstract='true'") "<xs:element name='tuple' "
                                                       "substitutionGroup='xbrli:tuple'/><xs:element name='part'/>\n"
                                                       "</xs:schema>\n";

static const char good_labels[] = LINKBASE_HEAD LINK("labelLink", "http://www.xbrl.org/2003/role/link")
    /* The arc comes first, and one arc joins two labels. */
    LABEL_ARC("Assets", "Assets_l") LOC("Assets") LABEL("Assets_l", "label", " Assets &amp; more\n")
        LABEL("Assets_l", "totalLabel", "Total assets") LOC("Cash") LABEL("Cash_l", "label", "Cash")
            LABEL_ARC("Cash", "Cash_l") LABEL("Cash_l", "label", "Second") LABEL("Cash_l", "terseLabel", "C")
                LABEL("Cash_l", "periodEndLabel",
                      "End") "<link:label xlink:label='Revenues_l' xlink:role='http://www.xbrl.org/2003/role/label' "
                             "xml:lang='de'>Umsatz</link:label>"
                             "<link:label xlink:label='Revenues_l'>Revenues</link:label>" LOC("Revenues")
                                 LABEL_ARC("Revenues", "Revenues_l") "</link:labelLink>\n" LINKBASE_TAIL;

static const char good_presentation[] = LINKBASE_HEAD LINK("presentationLink", ROLE "BalanceSheet")
    LOC("HeadingAbstract") LOC("Assets") LOC("Cash") PARENT("HeadingAbstract", "Assets")
        PARENT("Assets", "Cash") "</link:presentationLink>\n" LINK("presentationLink", ROLE "CashFlow") LOC("Cash")
            LOC("Revenues") ARC("presentationArc", "http://www.xbrl.org/2003/arcrole/parent-child", "Cash", "Revenues",
                                "use='prohibited'") ARC("presentationArc", "urn:other", "Cash", "Revenues", "")
                PARENT("Cash", "Cash") "</link:presentationLink>\n" LINK("presentationLink", ROLE "PerShareAndShares")
                    LOC("Shares") LOC("Revenues") PARENT("Shares", "Revenues") "</link:presentationLink>\n" LINK(
                        "presentationLink", "urn:elsewhere") LOC("Day") LOC("Flag")
                        PARENT("Day", "Flag") "</link:presentationLink>\n" LINKBASE_TAIL;

static const char good_calculations[] = LINKBASE_HEAD LINK("calculationLink", ROLE "CashFlowAlternative")
    LOC("Revenues") LOC("Shares") LOC("Assets") SUM("Revenues", "Shares", "1") SUM("Assets", "Shares", "-1.0")
        SUM("Revenues", "Assets", "-1") "</link:calculationLink>\n" LINK("calculationLink", ROLE "Other") LOC("Assets")
            LOC("Cash") SUM("Assets", "Cash", "1.00") "</link:calculationLink>\n" LINK("calculationLink",
                                                                                       ROLE "CashFlowAlternative")
                LOC("Assets") LOC("Cash") ARC("calculationArc", "http://www.xbrl.org/2003/arcrole/summation-item",
                                              "Assets", "Cash", "weight='1'") "</link:calculationLink>\n" LINKBASE_TAIL;

static const char good_aliases[] = "Assets\tBS\tTotal assets\n";

static const char *const good[N_FILES] = {good_schema, good_labels, good_presentation, good_calculations, good_aliases};

struct log {
    struct buf text; /* "path:line: id: detail" and a newline each */
};

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    struct log *log = ctx;
    buf_printf(&log->text, "%s:%lu: %s: %s\n", diag->path ? diag->path : "-", (unsigned long)diag->line,
               xbz_diag_id(diag->code), diag->detail ? diag->detail : "-");
}

/* Loads the good files with one of them replaced; a NULL leaves it out. */
static enum xbz_status load_with(struct xbz_taxonomy **out, int which, const char *text, struct log *log)
{
    struct xbz_taxonomy_file files[N_FILES];
    size_t n = 0;
    for (int i = 0; i < N_FILES; i++) {
        const char *bytes = i == which ? text : good[i];
        if (bytes != NULL)
            files[n++] = (struct xbz_taxonomy_file){names[i], (const unsigned char *)bytes, strlen(bytes)};
    }
    return taxonomy_load_given(out, files, n, log ? on_diag : NULL, log);
}

static struct xbz_taxonomy *load_good(void)
{
    struct xbz_taxonomy *taxonomy;
    struct log log;
    buf_init(&log.text, 1 << 16);
    enum xbz_status status = load_with(&taxonomy, -1, NULL, &log);
    assert_string_equal(buf_cstr(&log.text), "");
    assert_int_equal(status, XBZ_OK);
    buf_free(&log.text);
    return taxonomy;
}

static const struct xbz_concept *concept_of(const struct xbz_taxonomy *taxonomy, const char *name)
{
    const struct xbz_concept *concept = xbz_taxonomy_find(taxonomy, str_of(name));
    assert_non_null(concept);
    assert_string_equal(concept->name.p, name);
    assert_ptr_equal(xbz_taxonomy_concept(taxonomy, concept->index), concept);
    return concept;
}

static void test_concepts(void **state)
{
    (void)state;
    struct xbz_taxonomy *t = load_good();
    static const struct {
        const char *name;
        enum xbz_item_type type;
        enum xbz_balance balance;
        enum xbz_period_kind period;
        bool abstract, never_negative;
    } expected[] = {
        {"Assets", XBZ_TYPE_MONETARY, XBZ_DEBIT, XBZ_INSTANT, false, true},
        {"Cash", XBZ_TYPE_MONETARY, XBZ_DEBIT, XBZ_INSTANT, false, false},
        {"Revenues", XBZ_TYPE_MONETARY, XBZ_CREDIT, XBZ_DURATION, false, false},
        {"Shares", XBZ_TYPE_SHARES, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"PerShare", XBZ_TYPE_PER_SHARE, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"Rate", XBZ_TYPE_PURE, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"Name", XBZ_TYPE_STRING, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"Day", XBZ_TYPE_DATE, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"Flag", XBZ_TYPE_BOOLEAN, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"Year", XBZ_TYPE_OTHER, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"Circle", XBZ_TYPE_OTHER, XBZ_BALANCE_NONE, XBZ_DURATION, false, false},
        {"HeadingAbstract", XBZ_TYPE_STRING, XBZ_BALANCE_NONE, XBZ_DURATION, true, false},
    };
    size_t n = sizeof expected / sizeof expected[0];
    assert_true(str_eq(xbz_taxonomy_namespace(t), STR("urn:t")));
    assert_int_equal(xbz_taxonomy_count(t), n);
    for (size_t i = 0; i < n; i++) {
        const struct xbz_concept *c = concept_of(t, expected[i].name);
        assert_int_equal(c->index, i);
        assert_int_equal(c->type, expected[i].type);
        assert_int_equal(c->balance, expected[i].balance);
        assert_int_equal(c->period, expected[i].period);
        assert_int_equal(c->abstract, expected[i].abstract);
        assert_int_equal(c->never_negative, expected[i].never_negative);
    }
    assert_null(xbz_taxonomy_concept(t, n));
    assert_null(xbz_taxonomy_find(t, STR("tuple")));
    assert_null(xbz_taxonomy_find(t, STR("")));
    xbz_taxonomy_free(t);
    xbz_taxonomy_free(NULL);
}

static void test_labels(void **state)
{
    (void)state;
    struct xbz_taxonomy *t = load_good();
    assert_string_equal(concept_of(t, "Assets")->label.p, "Assets & more");
    assert_string_equal(concept_of(t, "Assets")->total_label.p, "Total assets");
    assert_int_equal(concept_of(t, "Assets")->terse_label.n, 0);
    assert_string_equal(concept_of(t, "Cash")->terse_label.p, "C");
    assert_true(concept_of(t, "Cash")->label.n > 0);
    assert_string_equal(concept_of(t, "Revenues")->label.p, "Revenues");
    assert_int_equal(concept_of(t, "Shares")->label.n, 0);
    xbz_taxonomy_free(t);
}

static void test_presentation(void **state)
{
    (void)state;
    struct xbz_taxonomy *t = load_good();
    assert_int_equal(concept_of(t, "HeadingAbstract")->statements, 1u << XBZ_BALANCE_SHEET);
    assert_int_equal(concept_of(t, "Assets")->statements, 1u << XBZ_BALANCE_SHEET);
    assert_int_equal(concept_of(t, "Cash")->statements, 1u << XBZ_BALANCE_SHEET | 1u << XBZ_CASH_FLOW);
    assert_int_equal(concept_of(t, "Revenues")->statements, 1u << XBZ_INCOME);
    assert_int_equal(concept_of(t, "Day")->statements, 0);
    xbz_taxonomy_free(t);
}

static void test_roles(void **state)
{
    (void)state;
    assert_int_equal(statement_of_role(ROLE "BalanceSheetUnclassified"), XBZ_BALANCE_SHEET);
    assert_int_equal(statement_of_role(ROLE "IncomeStatement"), XBZ_INCOME);
    assert_int_equal(statement_of_role(ROLE "ComprehensiveIncome"), XBZ_COMPREHENSIVE_INCOME);
    assert_int_equal(statement_of_role(ROLE "ChangesInEquity"), XBZ_EQUITY);
    assert_int_equal(statement_of_role(ROLE "DocumentInformation"), XBZ_COVER);
    assert_int_equal(statement_of_role("BalanceSheet"), XBZ_NO_STATEMENT);
    assert_int_equal(statement_of_role(""), XBZ_NO_STATEMENT);
    assert_int_equal(statement_of_role(NULL), XBZ_NO_STATEMENT);
}

static void test_calculations(void **state)
{
    (void)state;
    struct xbz_taxonomy *t = load_good();
    static const struct {
        uint32_t network;
        const char *parent, *child;
        int weight;
        enum xbz_statement_kind statement;
    } expected[] = {
        {0, "Assets", "Shares", -1, XBZ_CASH_FLOW},  {0, "Assets", "Cash", 1, XBZ_CASH_FLOW},
        {0, "Revenues", "Shares", 1, XBZ_CASH_FLOW}, {0, "Revenues", "Assets", -1, XBZ_CASH_FLOW},
        {1, "Assets", "Cash", 1, XBZ_BALANCE_SHEET}, /* the role names none: where both are presented */
    };
    size_t n;
    const struct xbz_calculation *c = xbz_taxonomy_calculations(t, &n);
    assert_int_equal(n, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(c[i].network, expected[i].network);
        assert_string_equal(c[i].parent->name.p, expected[i].parent);
        assert_string_equal(c[i].child->name.p, expected[i].child);
        assert_int_equal(c[i].weight, expected[i].weight);
        assert_int_equal(c[i].statement, expected[i].statement);
    }
    xbz_taxonomy_free(t);
}

/* ---- faults ---- */

struct fault {
    int file;
    const char *text; /* NULL: the file is left out */
    const char *diagnostic;
};

#define CASH_ONLY(more)     SCHEMA_HEAD CONCEPT("Cash", "xbrli:monetaryItemType", more) "</xs:schema>"
#define IN_LINK(kind, text) LINKBASE_HEAD LINK(kind, ROLE "BalanceSheet") text "</link:" kind ">" LINKBASE_TAIL

static const struct fault faults[] = {
    {SCHEMA, NULL, "gaap-lite.xsd:0: taxonomy-unusable: the file is not there\n"},
    {LABELS, NULL, "gaap-lite_lab.xml:0: taxonomy-unusable: the file is not there\n"},
    {PRESENTATION, NULL, "gaap-lite_pre.xml:0: taxonomy-unusable: the file is not there\n"},
    {ALIASES, NULL, "aliases.txt:0: taxonomy-unusable: the file is not there\n"},
    {SCHEMA, "", "gaap-lite.xsd:1: taxonomy-unusable: no element found\n"},
    {SCHEMA, "<a>\n<b>\n</a>", "gaap-lite.xsd:1: taxonomy-unusable: the file is no schema\n"},
    {SCHEMA, SCHEMA_HEAD "<b>\n</a>", "gaap-lite.xsd:3: taxonomy-unusable: mismatched tag\n"},
    {SCHEMA, "<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>&e;</a>",
     "gaap-lite.xsd:1: taxonomy-unusable: document type declarations are not accepted\n"},
    {SCHEMA, "<s xmlns='http://www.w3.org/2001/XMLSchema'/>",
     "gaap-lite.xsd:1: taxonomy-unusable: the file is no schema\n"},
    {SCHEMA, "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>",
     "gaap-lite.xsd:1: taxonomy-unusable: the schema has no target namespace\n"},
    {SCHEMA, SCHEMA_HEAD "</xs:schema>", "gaap-lite.xsd:0: taxonomy-unusable: the schema has no concept\n"},
    {SCHEMA, SCHEMA_HEAD "<xs:element substitutionGroup='xbrli:item' type='x'/></xs:schema>",
     "gaap-lite.xsd:2: taxonomy-unusable: a concept without name\n"},
    {SCHEMA, SCHEMA_HEAD "<xs:element substitutionGroup='xbrli:item' name='x'/></xs:schema>",
     "gaap-lite.xsd:2: taxonomy-unusable: a concept without type\n"},
    {SCHEMA, CASH_ONLY(""),
     "gaap-lite.xsd:2: taxonomy-unusable: concept Cash: periodType is neither instant nor duration\n"},
    {SCHEMA, CASH_ONLY(INSTANT "xbrli:balance='left'"),
     "gaap-lite.xsd:2: taxonomy-unusable: concept Cash: balance is neither debit nor credit\n"},
    {SCHEMA, SCHEMA_HEAD CONCEPT("A", "t:x", INSTANT) "\n" CONCEPT("A", "t:x", INSTANT) "</xs:schema>",
     "gaap-lite.xsd:4: taxonomy-unusable: concept A is there twice\n"},
    {SCHEMA,
     SCHEMA_HEAD CONCEPT("A", "t:x", INSTANT) "<xs:element name='B' id='t_A' type='t:x' "
                                              "substitutionGroup='xbrli:item' " INSTANT "/></xs:schema>",
     "gaap-lite.xsd:3: taxonomy-unusable: id t_A is there twice\n"},
    {SCHEMA, SCHEMA_HEAD "<a xmlns:t='urn:u'/></xs:schema>",
     "gaap-lite.xsd:2: taxonomy-unusable: prefix \"t\" stands for two namespaces\n"},
    {LABELS, good_schema, "gaap-lite_lab.xml:1: taxonomy-unusable: the file is no linkbase\n"},
    {LABELS, IN_LINK("labelLink", LOC("Nothing")),
     "gaap-lite_lab.xml:3: taxonomy-unusable: the locator \"gaap-lite.xsd#t_Nothing\" leads to no concept\n"},
    {LABELS, IN_LINK("labelLink", "<link:loc xlink:label='a'/>"),
     "gaap-lite_lab.xml:3: taxonomy-unusable: the locator \"\" leads to no concept\n"},
    {LABELS, IN_LINK("labelLink", "<link:loc xlink:href='x#t_Cash'/>"),
     "gaap-lite_lab.xml:3: taxonomy-unusable: a locator or resource without xlink:label\n"},
    {LABELS, IN_LINK("labelLink", LOC("Cash") "\n" LABEL_ARC("Cash", "x") "\n\n"),
     "gaap-lite_lab.xml:5: taxonomy-unusable: the arc's end \"x\" is not there\n"},
    {PRESENTATION, IN_LINK("presentationLink", LOC("Cash") PARENT("x", "Cash")),
     "gaap-lite_pre.xml:4: taxonomy-unusable: the arc's end \"x\" is not there\n"},
    {PRESENTATION,
     IN_LINK("presentationLink",
             "<link:presentationArc xlink:arcrole='http://www.xbrl.org/2003/arcrole/parent-child' xlink:from='a'/>"),
     "gaap-lite_pre.xml:3: taxonomy-unusable: an arc without xlink:to\n"},
    {CALCULATIONS, IN_LINK("calculationLink", LOC("Cash") SUM("Cash", "Cash", "2")),
     "gaap-lite_cal.xml:4: taxonomy-unusable: the weight of an arc is neither 1 nor -1\n"},
    {CALCULATIONS, IN_LINK("calculationLink", LOC("Cash") SUM("Cash", "Cash", "")),
     "gaap-lite_cal.xml:4: taxonomy-unusable: the weight of an arc is neither 1 nor -1\n"},
    {CALCULATIONS, IN_LINK("calculationLink", LOC("Cash") SUM("Cash", "Cash", "1.01")),
     "gaap-lite_cal.xml:4: taxonomy-unusable: the weight of an arc is neither 1 nor -1\n"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct xbz_taxonomy *taxonomy = (struct xbz_taxonomy *)&faults;
        struct log log;
        buf_init(&log.text, 1 << 16);
        assert_int_equal(load_with(&taxonomy, faults[i].file, faults[i].text, &log), XBZ_FATAL);
        assert_null(taxonomy);
        assert_string_equal(buf_cstr(&log.text), faults[i].diagnostic);
        buf_free(&log.text);
        assert_int_equal(load_with(&taxonomy, faults[i].file, faults[i].text, NULL), XBZ_FATAL);
    }
}

static void test_optional_files(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy;
    size_t n;
    assert_int_equal(load_with(&taxonomy, CALCULATIONS, NULL, NULL), XBZ_OK);
    (void)xbz_taxonomy_calculations(taxonomy, &n);
    assert_int_equal(n, 0);
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(taxonomy, &n);
    assert_int_equal(n, 4);
    assert_string_equal(files[3].name, "aliases.txt");
    assert_int_equal(files[3].n, strlen(good_aliases));
    xbz_taxonomy_free(taxonomy);
}

/* Every prefix of every file: an answer, and a diagnostic when it is no taxonomy. */
static void test_cut_files(void **state)
{
    (void)state;
    static char text[8192];
    for (int file = 0; file < N_FILES; file++) {
        size_t length = strlen(good[file]);
        assert_true(length < sizeof text);
        for (size_t n = 0; n < length; n += 7) {
            struct xbz_taxonomy *taxonomy;
            struct log log;
            buf_init(&log.text, 1 << 16);
            memcpy(text, good[file], n);
            text[n] = '\0';
            enum xbz_status status = load_with(&taxonomy, file, text, &log);
            assert_true((status == XBZ_OK) == (taxonomy != NULL));
            assert_true(status == XBZ_OK || buf_view(&log.text).n > 0);
            buf_free(&log.text);
            xbz_taxonomy_free(taxonomy);
        }
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy;
    (void)mem_fail_at(0);
    xbz_taxonomy_free(load_good());
    unsigned long total = mem_fail_at(0);
    assert_true(total > 10);
    for (unsigned long nth = 1; nth <= total; nth++) {
        struct log log;
        buf_init(&log.text, 1 << 16);
        buf_text(&log.text, "x"); /* its memory is taken before the counting begins */
        (void)mem_fail_at(nth);
        enum xbz_status status = load_with(&taxonomy, -1, NULL, &log);
        (void)mem_fail_at(0);
        if (status == XBZ_OK) { /* expat can do without some of what it asks for */
            xbz_taxonomy_free(taxonomy);
        } else {
            assert_int_equal(status, XBZ_FATAL);
            assert_null(taxonomy);
            assert_non_null(strstr(buf_cstr(&log.text), ": out-of-memory: "));
        }
        buf_free(&log.text);
    }
}

/* ---- directories ---- */

static void write_file(const char *directory, const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(text, 1, strlen(text), stream), strlen(text));
    assert_int_equal(fclose(stream), 0);
}

static void test_directory(void **state)
{
    (void)state;
    char directory[] = "taxonomy.XXXXXX", path[256], expected[512];
    struct xbz_taxonomy *taxonomy;
    struct log log;
    size_t n;
    assert_non_null(mkdtemp(directory));
    for (int i = 0; i < N_FILES; i++)
        write_file(directory, names[i], good[i]);
    buf_init(&log.text, 1 << 16);
    assert_int_equal(xbz_taxonomy_load(&taxonomy, directory, on_diag, &log), XBZ_OK);
    assert_int_equal(xbz_taxonomy_count(taxonomy), 12);
    const struct xbz_taxonomy_file *files = xbz_taxonomy_files(taxonomy, &n);
    assert_int_equal(n, N_FILES);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(files[i].name, names[i]);
        assert_int_equal(files[i].n, strlen(good[i]));
        assert_memory_equal(files[i].bytes, good[i], files[i].n);
    }
    xbz_taxonomy_free(taxonomy);
    write_file(directory, "aliases.txt", "Nothing\tBS\tx\n");
    assert_int_equal(xbz_taxonomy_load(&taxonomy, directory, on_diag, &log), XBZ_OK);
    xbz_taxonomy_free(taxonomy);
    for (int i = 0; i < N_FILES; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", directory, names[i]);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(xbz_taxonomy_load(&taxonomy, directory, on_diag, &log), XBZ_FATAL);
    assert_null(taxonomy);
    (void)snprintf(expected, sizeof expected,
                   "%s/aliases.txt:1: alias-ignored: Nothing: the taxonomy has no such concept\n"
                   "%s/gaap-lite.xsd:0: taxonomy-unusable: the file cannot be opened\n",
                   directory, directory);
    assert_string_equal(buf_cstr(&log.text), expected);
    buf_free(&log.text);
    assert_int_equal(rmdir(directory), 0);
}

/* ---- the embedded taxonomy ---- */

/* One line for each fault, on standard error; returns how many. */
static unsigned lint_concepts(const struct xbz_taxonomy *t)
{
    unsigned faults_found = 0;
    for (size_t i = 0; i < xbz_taxonomy_count(t); i++) {
        const struct xbz_concept *c = xbz_taxonomy_concept(t, i);
        if (c->label.n == 0) {
            print_error("%s has no label\n", c->name.p);
            faults_found++;
        }
        if (c->statements == 0) {
            print_error("%s is in no statement\n", c->name.p);
            faults_found++;
        }
        if (c->balance != XBZ_BALANCE_NONE && c->type != XBZ_TYPE_MONETARY) {
            print_error("%s has a balance and is no amount of money\n", c->name.p);
            faults_found++;
        }
        if (c->never_negative && (c->type == XBZ_TYPE_STRING || c->type == XBZ_TYPE_BOOLEAN)) {
            print_error("%s is no number and has a hint on its sign\n", c->name.p);
            faults_found++;
        }
    }
    return faults_found;
}

static unsigned lint_calculations(const struct xbz_taxonomy *t)
{
    unsigned faults_found = 0;
    size_t n;
    const struct xbz_calculation *c = xbz_taxonomy_calculations(t, &n);
    for (size_t i = 0; i < n; i++) {
        bool ok = c[i].parent->period == c[i].child->period && c[i].parent != c[i].child &&
                  c[i].statement != XBZ_NO_STATEMENT && !c[i].parent->abstract && !c[i].child->abstract;
        if (c[i].parent->balance != XBZ_BALANCE_NONE && c[i].child->balance != XBZ_BALANCE_NONE)
            ok = ok && (c[i].parent->balance == c[i].child->balance) == (c[i].weight > 0);
        if (!ok) {
            print_error("sum %s, part %s: periods, balances, weight or statement do not fit\n", c[i].parent->name.p,
                        c[i].child->name.p);
            faults_found++;
        }
    }
    return faults_found;
}

/* The element of a year, once found, stays: no row leads on from it, or in a circle. */
static unsigned lint_years(const struct xbz_taxonomy *t)
{
    unsigned faults_found = 0;
    for (size_t i = 0; i < xbz_taxonomy_count(t); i++)
        for (int year = 1993; year <= 2026; year++) {
            const struct xbz_concept *c = xbz_taxonomy_concept(t, i), *then = xbz_concept_in_year(c, year);
            if (then == NULL || xbz_concept_in_year(then, year) == then)
                continue;
            print_error("%s of %d leads in a circle\n", c->name.p, year);
            faults_found++;
        }
    return faults_found;
}

static void test_embedded(void **state)
{
    (void)state;
    struct xbz_taxonomy *t;
    struct log log;
    buf_init(&log.text, 1 << 20);
    enum xbz_status status = xbz_taxonomy_load(&t, NULL, on_diag, &log);
    if (buf_view(&log.text).n > 0)
        fail_msg("\n%s", buf_cstr(&log.text));
    buf_free(&log.text);
    assert_int_equal(status, XBZ_OK);
    assert_true(str_eq(xbz_taxonomy_namespace(t), STR("https://xbrlize.org/gaap-lite/2026")));
    unsigned faults_found = lint_concepts(t) + lint_calculations(t) + lint_years(t);
    xbz_taxonomy_free(t);
    assert_int_equal(faults_found, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concepts),       cmocka_unit_test(test_labels),       cmocka_unit_test(test_presentation),
        cmocka_unit_test(test_roles),          cmocka_unit_test(test_calculations), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_optional_files), cmocka_unit_test(test_cut_files),    cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_directory),      cmocka_unit_test(test_embedded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
