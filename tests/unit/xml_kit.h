/* xml_kit.h - reads documents back through expat: well formed or not, and how often an element stands in them. */
#ifndef XBZ_TESTS_XML_KIT_H
#define XBZ_TESTS_XML_KIT_H

#include "output_kit.h"

#include <expat.h>

#define KIT_NAMES 20000

/* A document with the ids it defines and refers to; names are "prefix:local" as written. */
struct kit_xml {
    char *ids[KIT_NAMES], *used[KIT_NAMES];
    size_t n_ids, n_used;
    const char *wanted; /* counts elements of this name */
    size_t n_wanted;
    bool unknown_reference; /* a contextRef or unitRef before its definition */
};

static inline void kit_start_element(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    struct kit_xml *doc = ctx;
    if (doc->wanted && strcmp(name, doc->wanted) == 0)
        doc->n_wanted++;
    for (; *attributes; attributes += 2) {
        bool id = strcmp(attributes[0], "id") == 0;
        bool reference = strcmp(attributes[0], "contextRef") == 0 || strcmp(attributes[0], "unitRef") == 0;
        if (!id && !reference)
            continue;
        bool known = false;
        for (size_t i = 0; i < doc->n_ids && !known; i++)
            known = strcmp(doc->ids[i], attributes[1]) == 0;
        if (reference)
            doc->unknown_reference = doc->unknown_reference || !known;
        else
            assert_false(known); /* ids stand once */
        if (id && strncmp(attributes[1], "f", 1) != 0 && doc->n_ids < KIT_NAMES)
            doc->ids[doc->n_ids++] = strdup(attributes[1]);
        if (reference && doc->n_used < KIT_NAMES)
            doc->used[doc->n_used++] = strdup(attributes[1]);
    }
}

static inline void kit_free_xml(struct kit_xml *doc)
{
    for (size_t i = 0; i < doc->n_ids; i++)
        free(doc->ids[i]);
    for (size_t i = 0; i < doc->n_used; i++)
        free(doc->used[i]);
    doc->n_ids = doc->n_used = 0;
}

/* Parses text; fails the test when it is not well formed.  Returns how often the element wanted stands in it. */
static inline size_t kit_parse(struct kit_xml *doc, struct xbz_str text, const char *wanted)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    assert_non_null(parser);
    memset(doc, 0, sizeof *doc);
    doc->wanted = wanted;
    XML_SetUserData(parser, doc);
    XML_SetElementHandler(parser, kit_start_element, NULL);
    if (XML_Parse(parser, text.p, (int)text.n, 1) != XML_STATUS_OK)
        fail_msg("line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return doc->n_wanted;
}

/* Counts an element in a document that must be well formed. */
static inline size_t kit_elements(struct xbz_str text, const char *wanted)
{
    struct kit_xml *doc = malloc(sizeof *doc);
    assert_non_null(doc);
    size_t n = kit_parse(doc, text, wanted);
    kit_free_xml(doc);
    free(doc);
    return n;
}

/* Checks an instance: every context and unit stands before its first use, and none is unused. */
static inline void assert_instance(struct xbz_str text, size_t n_contexts, size_t n_units)
{
    struct kit_xml *doc = malloc(sizeof *doc);
    assert_non_null(doc);
    assert_int_equal(kit_parse(doc, text, "xbrli:context"), n_contexts);
    assert_int_equal(doc->n_ids, n_contexts + n_units);
    assert_false(doc->unknown_reference);
    for (size_t i = 0; i < doc->n_ids; i++) {
        bool used = false;
        for (size_t j = 0; j < doc->n_used && !used; j++)
            used = strcmp(doc->ids[i], doc->used[j]) == 0;
        assert_true(used);
    }
    kit_free_xml(doc);
    free(doc);
}

#endif
