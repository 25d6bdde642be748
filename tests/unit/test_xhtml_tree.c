/* The stack of blocks: what is written when, scope, room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "output/xhtml_tree.h"
#include "page_kit.h"

static struct page_kit kit;

static int setup(void **state)
{
    (void)state;
    page_kit_init(&kit);
    xhtml_begin(&kit.xhtml, 1);
    return kit.status == XBZ_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    page_kit_free(&kit);
    return 0;
}

static void push(const char *name)
{
    const struct xhtml_element *element = xhtml_element(str_of(name));
    block_push(&kit.xhtml, element, element->as, NULL);
}

static void test_lazy_blocks(void **state)
{
    struct xhtml *x = &kit.xhtml;
    (void)state;
    push("table");
    block_push_group(x);
    block_push_row(x);
    assert_string_equal(buf_cstr(&kit.out), "");
    push("td");
    assert_string_equal(buf_cstr(&kit.out), "<div class=\"quirks\"><table><tbody><tr><td>");
    assert_int_equal(block_top(x)->kind, XHTML_CELL);
    block_pop_to(x, 1);
    assert_string_equal(buf_cstr(&kit.out), "<div class=\"quirks\"><table><tbody><tr><td></td></tr></tbody></table>");
    push("ul");
    block_pop(x); /* never written */
    assert_string_equal(buf_cstr(&kit.out), "<div class=\"quirks\"><table><tbody><tr><td></td></tr></tbody></table>");
}

static void test_scope(void **state)
{
    struct xhtml *x = &kit.xhtml;
    (void)state;
    push("div");
    push("table");
    block_push_group(x);
    block_push_row(x);
    push("td");
    push("p");
    assert_int_equal(block_find(x, XHTML_PHRASE, "p"), 6);
    assert_int_equal(block_find(x, XHTML_PHRASE, "h1"), BLOCK_NONE);
    assert_int_equal(block_find(x, XHTML_FLOW, "div"), BLOCK_NONE); /* it is outside of the cell */
    assert_int_equal(block_find(x, XHTML_ROW, NULL), 4);
    assert_int_equal(block_find(x, XHTML_TABLE, NULL), 2);
}

static void test_places(void **state)
{
    struct xhtml *x = &kit.xhtml;
    (void)state;
    push("p");
    assert_string_equal(buf_cstr(&kit.out), "<div class=\"quirks\">"); /* nothing stands in it yet */
    assert_true(prepare_inline(x));
    assert_true(prepare_block(x)); /* ends the paragraph */
    assert_int_equal(x->n_blocks, 1);
    push("h2");
    assert_true(prepare_inline(x));
    assert_true(prepare_block(x)); /* interrupts the heading */
    assert_false(block_top(x)->written);
    assert_true(prepare_inline(x)); /* which goes on */
    assert_true(block_top(x)->written);
    assert_string_equal(buf_cstr(&kit.out), "<div class=\"quirks\"><p></p><h2></h2><h2>");
    block_pop(x);
    push("dl");
    assert_true(prepare_inline(x));
    assert_string_equal(block_top(x)->as, "dd");
}

static void test_room(void **state)
{
    struct xhtml *x = &kit.xhtml;
    (void)state;
    while (block_has_room(x))
        push("div");
    assert_int_equal(x->n_blocks, XHTML_BLOCKS - BLOCK_IMPLIED);
    assert_false(prepare_block(x));
    assert_true(prepare_inline(x));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lazy_blocks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scope, setup, teardown),
        cmocka_unit_test_setup_teardown(test_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_room, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
