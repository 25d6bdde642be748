/* Pages of lines, several documents, facts of the cover, and text that XML cannot hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "output/page.h"
#include "page_kit.h"

static struct page_written w;

static const struct xbz_concept sales = {.name = {"Sales", 5}, .type = XBZ_TYPE_MONETARY};
static const struct xbz_concept name = {.name = {"Name", 4}, .type = XBZ_TYPE_STRING};
static const struct report_element money_element = {.concept = &sales}, name_element = {.concept = &name};
static const struct report_context context = {.id = 2};
static const struct report_unit usd = {.kind = XBZ_UNIT_MONEY, .id = {"USD", 3}};

static int setup(void **state)
{
    (void)state;
    return page_written_init(&w);
}

static int teardown(void **state)
{
    (void)state;
    return page_written_free(&w);
}

static void lines(unsigned sequence, const char *const *texts)
{
    assert_true(page_written_lines(&w, sequence, texts));
}

static struct page_fact number(unsigned id, const char *value)
{
    struct page_fact fact = {
        .number = id, .element = &money_element, .prefix = "gaap-lite", .context = &context, .unit = &usd};
    fact.value = str_of(value);
    (void)decimal_read(&fact.amount, fact.value);
    return fact;
}

#define OPEN(id)                                                                                                       \
    "<ix:nonFraction id=\"f" #id                                                                                       \
    "\" name=\"gaap-lite:Sales\" contextRef=\"c2\" unitRef=\"USD\" decimals=\"0\" format=\"ixt:num-dot-decimal\">"
#define CLOSE "</ix:nonFraction>"

static void test_lines(void **state)
{
    struct page_fact facts[] = {number(1, "10"), number(2, "10")};
    facts[0].next = &facts[1];
    /* the second column comes first: spots get sorted */
    struct page_spot spots[] = {{&facts[1], 1, 9, 11}, {&facts[0], 1, 5, 7}, {&facts[0], 1, 15, 17}};
    (void)state;
    page_begin(&w.page, &w.to, facts, spots, 3);
    lines(1, (const char *const[]){"A<b  10  10", "&  10\r", "\f", "\x01 end", NULL});
    stream_flush(&w.to);
    assert_string_equal(
        buf_cstr(&w.out),
        "\n<div><pre>A&lt;b  " OPEN(1) "10" CLOSE "  " OPEN(
            2) "10" CLOSE
               "\n&amp;  <ix:nonFraction name=\"gaap-lite:Sales\" contextRef=\"c2\" unitRef=\"USD\" decimals=\"0\" "
               "format=\"ixt:num-dot-decimal\">10" CLOSE "\n</pre><hr/><pre>\xEF\xBF\xBD end\n</pre></div>");
}

static void test_documents(void **state)
{
    struct page_fact facts[] = {number(1, "10"), number(2, "20")};
    struct page_spot spots[] = {{&facts[0], 2, 0, 2}, {&facts[1], 7, 0, 2}};
    facts[0].next = &facts[1];
    (void)state;
    page_begin(&w.page, &w.to, facts, spots, 2);
    lines(1, (const char *const[]){"10", NULL});
    lines(7, (const char *const[]){"20", NULL});
    stream_flush(&w.to);
    /* nothing was shown of document 2, and the 10 of document 1 is not its fact */
    assert_string_equal(buf_cstr(&w.out),
                        "\n<div><pre>10\n</pre></div>\n<hr/>\n<div><pre>" OPEN(2) "20" CLOSE "\n</pre></div>");
    assert_false(facts[0].placed);
    assert_true(facts[1].placed);
}

static void test_cover(void **state)
{
    struct page_fact fact = {
        .number = 1, .element = &name_element, .prefix = "gaap-lite", .context = &context, .cover = true};
    (void)state;
    fact.value = STR("Fern & Co");
    page_begin(&w.page, &w.to, &fact, NULL, 0);
    lines(1, (const char *const[]){"Fern & Company, XFern & Co", "  Fern & Co.", "Fern & Co", NULL});
    stream_flush(&w.to);
    assert_string_equal(buf_cstr(&w.out), "\n<div><pre>Fern &amp; Company, XFern &amp; Co\n  <ix:nonNumeric id=\"f1\" "
                                          "name=\"gaap-lite:Name\" contextRef=\"c2\">Fern &amp; Co</ix:nonNumeric>.\n"
                                          "Fern &amp; Co\n</pre></div>");
}

static void test_numbers_of_the_cover(void **state)
{
    struct page_fact facts[] = {number(1, "6544000000"), number(2, "1227590397"), number(3, "7000000")};
    (void)state;
    facts[0].decimals = -6;
    for (size_t i = 0; i < 3; i++) {
        facts[i].cover = true;
        facts[i].next = i < 2 ? &facts[i + 1] : NULL;
    }
    page_begin(&w.page, &w.to, facts, NULL, 0);
    lines(1, (const char *const[]){"6,544,000,000; 6,544 million and 1,227,590,397 and 7,000,000", NULL});
    stream_flush(&w.to);
    assert_string_equal(
        buf_cstr(&w.out),
        "\n<div><pre>6,544,000,000; <ix:nonFraction id=\"f1\" name=\"gaap-lite:Sales\" contextRef=\"c2\" "
        "unitRef=\"USD\" decimals=\"-6\" scale=\"6\" format=\"ixt:num-dot-decimal\">6,544" CLOSE
        " million and " OPEN(2) "1,227,590,397" CLOSE " and 7,000,000\n</pre></div>");
}

/* What a filer tagged as true stands there as a box. */
static void test_truth_in_its_place(void **state)
{
    struct page_fact fact = {.number = 1, .element = &name_element, .prefix = "gaap-lite", .context = &context};
    struct page_spot spots[] = {{&fact, 1, 4, 7}};
    (void)state;
    fact.value = STR("true");
    page_begin(&w.page, &w.to, &fact, spots, 1);
    lines(1, (const char *const[]){"Yes", " X ", "No", NULL});
    stream_flush(&w.to);
    assert_string_equal(buf_cstr(&w.out),
                        "\n<div><pre>Yes\n <ix:nonNumeric id=\"f1\" name=\"gaap-lite:Name\" contextRef=\"c2\" "
                        "format=\"ixt:fixed-true\">X</ix:nonNumeric> \nNo\n</pre></div>");
}

static void test_cover_is_the_first_document(void **state)
{
    struct page_fact fact = {
        .number = 1, .element = &name_element, .prefix = "gaap-lite", .context = &context, .cover = true};
    (void)state;
    fact.value = STR("Fern");
    page_begin(&w.page, &w.to, &fact, NULL, 0);
    lines(1, (const char *const[]){"cover", NULL});
    lines(2, (const char *const[]){"Fern", NULL});
    assert_false(fact.placed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(test_documents, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cover, setup, teardown),
        cmocka_unit_test_setup_teardown(test_numbers_of_the_cover, setup, teardown),
        cmocka_unit_test_setup_teardown(test_truth_in_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cover_is_the_first_document, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
