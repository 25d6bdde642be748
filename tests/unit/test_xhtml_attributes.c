/* Attributes of old HTML as attributes of XHTML and style. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "page_kit.h"

static struct page_kit kit;

static int setup(void **state)
{
    (void)state;
    page_kit_init(&kit);
    return kit.status == XBZ_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    page_kit_free(&kit);
    return 0;
}

/* The start tag that a start tag becomes, with a text in it. */
static void check(const char *soup, const char *expected)
{
    char whole[4096];
    (void)snprintf(whole, sizeof whole, "%sx", soup);
    const char *page = page_kit_read(&kit, whole, 0);
    const char *at = strstr(page, expected);
    if (!at)
        print_error("not found: %s in %s\n", expected, page);
    assert_non_null(at);
}

static void test_style(void **state)
{
    (void)state;
    check("<p align=center style='color:red;'>", "<p style=\"text-align:center;color:red\">");
    check("<div align=right>", "<div style=\"text-align:right\">");
    check("<font face='Arial, \"Times\"' color=ff0000 size=+1>",
          "<span style=\"font-family:Arial, Times;color:#ff0000;font-size:large\">");
    check("<font size=9>", "<span style=\"font-size:48px\">");
    check("<font size=-9>", "<span style=\"font-size:x-small\">");
    check("<nobr>", "<span style=\"white-space:nowrap\">");
    check("<blockquote>", "<div style=\"margin:1em 40px\">");
    check("<br clear=all style='x:y'>", "<br/>");
}

static void test_tables(void **state)
{
    (void)state;
    check(
        "<table border width='100%' cellpadding=2px bgcolor='#FFF' align=center><tr valign=bottom><td nowrap colspan=3 "
        "width=5% height=10 align=RIGHT>",
        "<table border=\"1\" width=\"100%\" cellpadding=\"2\" style=\"background-color:#FFF;margin-left:auto;"
        "margin-right:auto\"><tbody><tr valign=\"bottom\"><td colspan=\"3\" align=\"right\" style=\"white-space:nowrap;"
        "width:5%;height:10px\">");
    check("<table width=wide cellspacing=-1 rules=odd><td colspan=two>", "<table><tbody><tr><td>");
}

static void test_rules_and_images(void **state)
{
    (void)state;
    check("<hr size=1 noshade width='50%' align=left>", "<hr "
                                                        "style=\"border-bottom-width:0;border-style:solid;border-color:"
                                                        "gray;background-color:gray;width:50%;margin-left:0\"/>");
    check("<hr size=5 noshade color=black>",
          "<hr style=\"height:3px;border-style:solid;border-color:black;background-color:black\"/>");
    check("<hr size=3>", "<hr style=\"height:1px\"/>");
    check("<img src=logo.gif width=10 border=0>", "<img src=\"logo.gif\" width=\"10\" style=\"border-style:solid;"
                                                  "border-width:0px\" alt=\"\"/>");
    check("<img>", "<img src=\"\" alt=\"\"/>");
}

static void test_values(void **state)
{
    (void)state;
    check("<p CLASS='a b' class=c id=1&quot;>", "<p class=\"a b\" id=\"d1.1_\">");
    check("<p class='a\"<'>", "<p>");
    check("<p style=\"font-family:'A&amp;B' <\">", "<p style=\"font-family:'A&amp;B' &lt;\">");
    check("<a href='javascript:x()'>", "<a>x</a>");
    check("<a href='a b'>", "<a>x</a>");
    check("<p onclick=x() foo=bar lang=en>", "<p>");
}

static void test_what_is_too_long(void **state)
{
    char soup[3 * XHTML_TAG];
    (void)state;
    memset(soup, 'a', sizeof soup);
    memcpy(soup, "<p class=b style='color:", 24);
    memcpy(soup + sizeof soup - 5, "'>x\0", 5);
    const char *page = page_kit_read(&kit, soup, 0);
    assert_int_equal(kit.status, XBZ_OK);
    assert_string_equal(page, "<div class=\"quirks\"><p class=\"b\">x</p></div>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_style, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tables, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rules_and_images, setup, teardown),
        cmocka_unit_test_setup_teardown(test_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_too_long, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
