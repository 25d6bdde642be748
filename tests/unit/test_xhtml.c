/* Tag soup to XHTML: what may stand where, formatting across blocks, tables and lists, depth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <expat.h>

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

static bool well_formed(const char *xml)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool ok = XML_Parse(parser, xml, (int)strlen(xml), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return ok;
}

/* The page of the soup is the well-formed one, in the block of a document without a declaration. */
static void check(const char *soup, const char *expected)
{
    static const char start[] = "<div class=\"quirks\">", end[] = "</div>";
    for (size_t chunk = 0; chunk < 8; chunk += 7) {
        const char *page = page_kit_read(&kit, soup, chunk);
        assert_int_equal(kit.status, XBZ_OK);
        assert_true(well_formed(page));
        size_t n = strlen(page);
        assert_memory_equal(page, start, sizeof start - 1);
        char inner[8192];
        assert_true(n - sizeof start - sizeof end + 2 < sizeof inner);
        memcpy(inner, page + sizeof start - 1, n - sizeof start - sizeof end + 2);
        inner[n - sizeof start - sizeof end + 2] = '\0';
        assert_string_equal(inner, expected);
    }
}

static void test_formatting(void **state)
{
    (void)state;
    check("<b>a<i>b</b>c</i>d", "<b>a<i>b</i></b><i>c</i>d");
    check("<b>never closed", "<b>never closed</b>");
    check("</b>stray</i>", "stray");
    check("<font size=2>a<p>b</font>c",
          "<span style=\"font-size:small\">a</span><p><span style=\"font-size:small\">b</span>c</p>");
    check("<font>plain</font>", "plain");
    check("<u>a</u><strike>b</strike>", "<span style=\"text-decoration:underline\">a</span>"
                                        "<span style=\"text-decoration:line-through\">b</span>");
    check("a<b></b><i>  </i>x", "a  x");
    check("<b>a<b>b</b>c</b>d", "<b>abc</b>d");
    check("1<sup>2<sup>3", "1<sup>2<sup>3</sup></sup>");
    check("a<br>b<br/>c", "a<br/>b<br/>c");
}

static void test_blocks(void **state)
{
    (void)state;
    check("<p>a<p>b", "<p>a</p><p>b</p>");
    check("<p>a<div>b</div>c", "<p>a</p><div>b</div>c");
    check("a</p>b", "a<p></p>b");
    check("<b><p>a</b>b</p>", "<p><b>a</b>b</p>");
    check("<h1>a<div>b</div>c</h1>d", "<h1>a</h1><div>b</div><h1>c</h1>d");
    check("<div>a</p></span></div>b", "<div>a<p></p></div>b");
    check("<center>a</center>", "<div style=\"text-align:center;text-align:-webkit-center\">a</div>");
    check("<pre>a\n <b>b</pre>", "<div style=\"white-space:pre;font-family:monospace;margin:1em 0\">a  <b>b</b></div>");
    check("<pre>\n\na</pre>", "<div style=\"white-space:pre;font-family:monospace;margin:1em 0\"> a</div>");
    check("<p>a<hr>b", "<p>a</p><hr/>b");
    check("a<unknown>b</unknown><page>c", "abc");
    check("<S>a<C>b", "ab");
}

static void test_tables(void **state)
{
    (void)state;
    check("<table><tr><td>1<td>2<tr><td>3</table>4",
          "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>4");
    check("<table></table>", "");
    check("<table><tr></tr><tr><td></table>", "<table><tbody><tr><td></td></tr></tbody></table>");
    check("<table><thead><tr><th>h<tfoot><tr><td>f<tbody><tr><td>b</table>",
          "<table><tbody><tr><th>h</th></tr></tbody><tbody><tr><td>f</td></tr></tbody>"
          "<tbody><tr><td>b</td></tr></tbody></table>");
    check("<table>words<tr><td>1</table>", "<table><tbody><tr><td>words</td></tr><tr><td>1</td></tr></tbody></table>");
    check("<table><td><table><td>in</table>out</table>",
          "<table><tbody><tr><td><table><tbody><tr><td>in</td></tr></tbody></table>out</td></tr></tbody></table>");
    check("<table><caption>c</caption><col width=10><tr><td>1</table>",
          "<table><caption>c</caption><colgroup width=\"10\"></colgroup><tbody><tr><td>1</td></tr></tbody></table>");
    check("<table><caption>only<p>that</table>", "<table><caption>onlythat</caption><tr><td></td></tr></table>");
    check("<table><tr><td><b>1</td><td>2</td></tr></table>3",
          "<table><tbody><tr><td><b>1</b></td><td>2</td></tr></tbody></table>3");
    check("<b>a<table><tr><td>1</b></td></tr></table>b</b>",
          "<b>a</b><table><tbody><tr><td>1</td></tr></tbody></table><b>b</b>");
    check("<td>stray</td></tr>", "stray");
    check("<table><tr><td>1</td></table></td></tr></table>2", "<table><tbody><tr><td>1</td></tr></tbody></table>2");
    check("<table><form><tr><td>1</form><td>2</table>",
          "<table><tbody><tr><td><div></div></td></tr><tr><td>1</td><td>2</td></tr></tbody></table>");
}

static void test_lists(void **state)
{
    (void)state;
    check("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c");
    check("<ul>indented<li>a</ul>", "<ul><li style=\"display:block\">indented</li><li>a</li></ul>");
    check("<ul></ul>", "");
    check("<li>a<li>b", "<div style=\"display:list-item;margin-left:40px\">a<div "
                        "style=\"display:list-item;margin-left:40px\">b</div></div>");
    check("<dl><dt>t<dd>d</dl>", "<dl><dd style=\"margin-left:0\">t</dd><dd>d</dd></dl>");
    check("<ul><li>a<ul><li>b</ul>c</ul>", "<ul><li>a<ul><li>b</li></ul>c</li></ul>");
    check("<ol type=A><li>a</ol>", "<ol style=\"list-style-type:upper-alpha\"><li>a</li></ol>");
}

static void test_text(void **state)
{
    (void)state;
    check("a &lt; b &amp;&nbsp;c &bogus; &#8212; <3", "a &lt; b &amp;\xC2\xA0"
                                                      "c &amp;bogus; \xE2\x80\x94 &lt;3");
    check("a<!-- no -- \"comment\" --->b<script>if (a<b) x('</p>')</script>c<?xml x?>d<![CDATA[<e>]]>",
          "abcd&lt;e&gt;");
    check("bell\x07 and caf\xE9", "bell  and caf\xC3\xA9");
}

static void test_head(void **state)
{
    (void)state;
    check("<html><head><title>Form 10-K</title><style><!-- p{color:red} --></style></head><body "
          "bgcolor=white>a</body></html>",
          "<div style=\"background-color:white\">a</div>");
    assert_string_equal(buf_cstr(&kit.xhtml.title), "Form 10-K");
    assert_string_equal(buf_cstr(&kit.xhtml.styles), " p{color:red} ");
    assert_true(well_formed(page_kit_read(&kit, "<html xmlns='x'><body>a", 0)));
    assert_string_equal(buf_cstr(&kit.out), "<div><div>a</div></div>");
}

static void test_inline_xbrl_goes(void **state)
{
    (void)state;
    check(
        "<div style=display:none><ix:header><ix:hidden><ix:nonNumeric name=a>x</ix:nonNumeric></ix:hidden></ix:header>"
        "</div>a <ix:nonFraction name=b>1</ix:nonFraction>",
        "<div style=\"display:none\"></div>a 1");
}

static void test_links(void **state)
{
    (void)state;
    check("<a name=\"part 1\">t<a href=#part%201>u<a href='x.htm'>v</a>w",
          "<a id=\"d1.part_1\"></a>t<a href=\"#d1.part_201\">u</a><a href=\"x.htm\">v</a>w");
    check("<p id=x>a<p id=x>b", "<p id=\"d1.x\">a</p><p>b</p>");
}

/* However deep, the page stays within what parsers read, and nothing is lost. */
static void test_depth(void **state)
{
    struct buf soup;
    (void)state;
    buf_init(&soup, 1 << 20);
    for (unsigned i = 0; i < 2000; i++)
        buf_printf(&soup, i % 3 ? "<div>%u" : "<table><td><font color=#%06u>%u", i, i);
    for (unsigned i = 0; i < 500; i++)
        buf_text(&soup, "</div></font>");
    buf_text(&soup, "the end");
    const char *page = page_kit_read(&kit, buf_cstr(&soup), 0);
    assert_int_equal(kit.status, XBZ_OK);
    assert_true(well_formed(page));
    assert_non_null(strstr(page, "1999"));
    assert_non_null(strstr(page, "the end"));
    size_t depth = 0, deepest = 0;
    for (const char *p = page; *p; p++)
        if (*p == '<' && p[1] == '/')
            depth--;
        else if (*p == '<' && ++depth > deepest)
            deepest = depth;
    assert_in_range(deepest, 50, XHTML_BLOCKS + XHTML_INLINES + 1);
    buf_free(&soup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_formatting, setup, teardown),
        cmocka_unit_test_setup_teardown(test_blocks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tables, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lists, setup, teardown),
        cmocka_unit_test_setup_teardown(test_text, setup, teardown),
        cmocka_unit_test_setup_teardown(test_head, setup, teardown),
        cmocka_unit_test_setup_teardown(test_inline_xbrl_goes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_links, setup, teardown),
        cmocka_unit_test_setup_teardown(test_depth, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
