/* The table of elements. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "output/xhtml_elements.h"

/* Every name that is looked up is found, which says that the table is in order. */
static void test_found(void **state)
{
    static const char *const names[] = {"a",  "b",    "blockquote", "body", "br",    "center", "dd",    "div",
                                        "dl", "font", "h1",         "h6",   "hr",    "i",      "img",   "li",
                                        "ol", "p",    "pre",        "span", "sub",   "sup",    "table", "tbody",
                                        "td", "th",   "thead",      "tr",   "title", "u",      "ul",    "xmp"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct xhtml_element *element = xhtml_element(str_of(names[i]));
        assert_string_equal(element->name, names[i]);
        assert_true(element->kind != XHTML_UNWRAP);
        assert_true(element->kind == XHTML_TITLE || element->as);
    }
}

static void test_unknown(void **state)
{
    (void)state;
    assert_int_equal(xhtml_element(STR("page"))->kind, XHTML_UNWRAP);
    assert_int_equal(xhtml_element(STR(""))->kind, XHTML_UNWRAP);
    assert_int_equal(xhtml_element(STR("s"))->kind, XHTML_UNWRAP);
    assert_int_equal(xhtml_element(STR("ix:nonfraction"))->kind, XHTML_UNWRAP);
    assert_int_equal(xhtml_element(STR("ix:header"))->kind, XHTML_SKIP);
    assert_int_equal(xhtml_element(STR("header"))->kind, XHTML_FLOW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_found), cmocka_unit_test(test_unknown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
