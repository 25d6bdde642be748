/* test_from_html.c - tags and text to tables and prose: spans, nesting, indentation, hidden text, rules, page breaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/run.h"
#include "base/str.h"
#include "read/html.h"
#include "table/dump.h"
#include "table/from_html.h"
#include "table/html_style.h"

struct page {
    struct buf tables, prose;
    unsigned n_tables;
    unsigned diags[XBZ_D_COUNT];
    struct html_tables builder;
    enum xbz_status answer;
};

static enum xbz_status on_prose(void *ctx, const struct xbz_text_line *line)
{
    struct page *page = ctx;
    buf_str(&page->prose, line->text);
    buf_byte(&page->prose, '\n');
    return XBZ_OK;
}

static enum xbz_status on_table(void *ctx, const struct xbz_table *table)
{
    struct page *page = ctx;
    page->n_tables++;
    table_dump(&page->tables, table);
    return page->answer;
}

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    return html_tables_start(&((struct page *)ctx)->builder, tag);
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    return html_tables_end(&((struct page *)ctx)->builder, tag);
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    return html_tables_text(&((struct page *)ctx)->builder, text, place);
}

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    ((struct page *)ctx)->diags[diag->code]++;
}

static enum xbz_status read_page(struct page *page, const char *html)
{
    const struct xbz_filing filing = {.form = {"10-K", 4}};
    struct xbz_run run;
    memset(&run, 0, sizeof(run));
    run.limits = (struct xbz_limits){.table_bytes = 1 << 20,
                                     .line_bytes = 1 << 16,
                                     .block_bytes = 4096,
                                     .columns = 64,
                                     .rows = 100,
                                     .lead_lines = 40,
                                     .repeats = 20};
    run.diag = on_diag;
    run.diag_ctx = page;
    buf_init(&page->tables, 1 << 20);
    buf_init(&page->prose, 1 << 20);
    struct xbz_tables sink = {page, on_prose, on_table};
    struct xbz_events events = {.ctx = page, .start = on_start, .end = on_end, .text = on_text};
    void *reader;
    assert_int_equal(html_tables_init(&page->builder, &run, &sink, &filing), XBZ_OK);
    assert_int_equal(html_reader.open(&reader, &run, &events), XBZ_OK);
    enum xbz_status status = html_reader.feed(reader, (const unsigned char *)html, strlen(html));
    if (status == XBZ_OK)
        status = html_reader.finish(reader);
    if (status == XBZ_OK)
        status = html_tables_finish(&page->builder);
    html_reader.close(reader);
    html_tables_free(&page->builder);
    return status;
}

static void page_free(struct page *page)
{
    buf_free(&page->tables);
    buf_free(&page->prose);
}

#define HEADING "<tr><td></td><td>December 31, 2007</td><td></td><td>December 31, 2006</td></tr>"
#define ROWS                                                                                                           \
    "<tr><td>Cash</td><td>$ 1,234</td><td></td><td>$ 2,345</td></tr>"                                                  \
    "<tr><td>Debt</td><td>(56</td><td>)</td><td>(78)</td></tr>"

static const char *const two_columns = " column 0 2007-12-31 |December 31, 2007\n"
                                       " column 1 2006-12-31 |December 31, 2006\n";

/* What the page's tables must hold: text that stands somewhere in their dump; prose exactly. */
static void expect(const char *html, unsigned n_tables, const char *part, const char *prose)
{
    struct page page = {.answer = XBZ_OK};
    assert_int_equal(read_page(&page, html), XBZ_OK);
    if (strstr(buf_cstr(&page.tables), part) == NULL)
        assert_string_equal(buf_cstr(&page.tables), part);
    assert_int_equal(page.n_tables, n_tables);
    if (prose != NULL)
        assert_string_equal(buf_cstr(&page.prose), prose);
    page_free(&page);
}

static void plain_table(void **state)
{
    (void)state;
    expect("<p>Balance <b>Sheet</b></p><table>" HEADING ROWS "</table><p>End", 1,
           "|Cash\n  0 1234 $\n  1 2345 $\n row 1 0 |Debt\n  0 -56 ()\n  1 -78 ()\n", "Balance Sheet\nEnd\n");
    expect("<table>" HEADING ROWS "</table>", 1, two_columns, "");
    /* end tags left out, capitals, tags in other tags */
    expect("<TABLE><TR><TD><TD>December 31, 2007<TD><TD>December 31, 2006<TR><TD><FONT>Cash<TD><DIV>$<BR>1,234</DIV>"
           "<TD><TD>2,345</TABLE>",
           1, "|Cash\n  0 1234 $\n  1 2345\n", "");
}

static void spans(void **state)
{
    (void)state;
    expect("<table><tr><td rowspan=2>&nbsp;</td><td colspan=3>December 31,</td></tr>"
           "<tr><td colspan=2>2007</td><td>2006</td></tr>"
           "<tr><td>Cash</td><td>$</td><td>1,234</td><td>2,345</td></tr></table>",
           1, " column 0 2007-12-31 |December 31, 2007\n column 1 2006-12-31 |December 31, 2006\n", "");
    struct page page = {.answer = XBZ_OK};
    assert_int_equal(read_page(&page, "<table>" HEADING
                                      "<tr><td>Cash</td><td>1</td><td></td><td colspan=376967340>2</td></tr></table>"),
                     XBZ_OK);
    assert_int_equal(page.diags[XBZ_D_SPAN_TOO_LARGE], 1);
    assert_non_null(strstr(buf_cstr(&page.tables), "|Cash\n  0 1\n  1 2\n"));
    page_free(&page);
}

static void nested_tables(void **state)
{
    (void)state;
    /* the inner table holds the data, the layout around it is prose */
    expect("<table><tr><td>Acme Inc.<br>Balance Sheet</td></tr><tr><td><table>" HEADING ROWS
           "</table></td></tr><tr><td>See notes</td></tr></table>",
           1, " lead |Acme Inc.\n lead |Balance Sheet\n", "Acme Inc.\nBalance Sheet\nSee notes\n");
    /* small tables that only lay out a cell are its text */
    expect("<table>" HEADING "<tr><td>Cash</td><td><table><tr><td>$</td><td>1,234</td></tr></table></td><td></td>"
           "<td>5</td></tr>" ROWS "</table>",
           1, "|Cash\n  0 1234 $\n  1 5\n", "");
}

static void deep_nesting_ends(void **state)
{
    (void)state;
    struct buf html;
    buf_init(&html, 1 << 20);
    for (int i = 0; i < 300; i++)
        buf_text(&html, "<table><tr><td><div>");
    buf_text(&html, "words</table>");
    struct page page = {.answer = XBZ_OK};
    assert_int_equal(read_page(&page, buf_cstr(&html)), XBZ_OK);
    assert_string_equal(buf_cstr(&page.prose), "words\n");
    assert_int_equal(page.diags[XBZ_D_TABLE_TOO_DEEP], 1);
    page_free(&page);
    buf_free(&html);
}

static void indentation(void **state)
{
    (void)state;
    expect("<table>" HEADING "<tr><td style='padding-left:12pt'>A</td><td>1</td><td></td><td>2</td></tr>"
           "<tr><td>&nbsp;&nbsp;&nbsp;B</td><td>1</td><td></td><td>2</td></tr>"
           "<tr><td><p style='margin:0 0 0 2em; text-indent:-1em'>C</p></td><td>1</td><td></td><td>2</td></tr>"
           "<tr><td style='padding:2px 1px 2px 24px'>D</td><td>1</td><td></td><td>2</td></tr></table>",
           1, " row 1 2 |A\n  0 1\n  1 2\n row 1 3 |B\n  0 1\n  1 2\n row 1 2 |C\n  0 1\n  1 2\n row 1 3 |D\n", "");
}

static void hidden_and_raised_text(void **state)
{
    (void)state;
    expect("<div style='display:none'>secret<table><tr><td>x</td></tr></table></div><p>a<sup>(1)</sup> 1<sup>st</sup>"
           "<table>" HEADING "<tr style='display:none'><td>Not</td><td>1</td></tr>"
           "<tr><td>Cash<sup>(1)</sup></td><td>1,234<sup>2</sup></td><td></td><td>5<span style='position:relative;"
           "top:-3pt'>(a)</span></td></tr></table><script>s</script><style>t</style>",
           1, "|Cash\n  0 1234\n  1 5\n", "a 1st\n");
}

static void rules(void **state)
{
    (void)state;
    expect("<table>" HEADING "<tr><td>A</td><td style='border-bottom:1pt solid black'>1</td><td></td><td>2</td></tr>"
           "<tr><td><b>Total</b></td><td style='border-bottom:3pt double #000'>1</td><td></td><td>2</td></tr></table>",
           1, "[rule-below] |A\n  0 1\n  1 2\n row 1 0 [bold rule-above double-below] |Total\n", "");
    expect("<table>" HEADING "<tr><td>A</td><td>1</td><td></td><td>2</td></tr>"
           "<tr><td></td><td><hr></td><td></td><td>-----</td></tr>"
           "<tr><td>Total</td><td>1</td><td></td><td>2</td></tr><tr><td></td><td>=====</td></tr></table>",
           1, "[rule-below] |A\n  0 1\n  1 2\n row 1 0 [rule-above double-below] |Total\n", "");
}

static void captions(void **state)
{
    (void)state;
    /* rows of one cell over the stub are lead lines; those with dates stay headings, too */
    expect("<p>Acme<table><tr><td colspan=4>BALANCE SHEET<br>(In thousands)</td></tr>"
           "<tr><td colspan=4>At December 31,</td></tr><tr><td></td><td>2007</td><td></td><td>2006</td></tr>" ROWS
           "</table>",
           1,
           "table 1 scale 3/3 currency -\n lead |Acme\n lead |BALANCE SHEET\n lead |(In thousands)\n"
           " lead |At December 31,\n column 0 2007-12-31 |2007\n column 1 2006-12-31 |2006\n",
           "Acme\nBALANCE SHEET\n(In thousands)\nAt December 31,\n");
    /* headings of the stub are none */
    expect("<table><tr><td colspan=4>Assets:</td></tr>" ROWS "</table>", 1, "row 1 0 |Assets:\n row 1 0 |Cash\n", "");
}

static void page_breaks(void **state)
{
    (void)state;
    const char *between[] = {"<PAGE>", "<hr style='page-break-after:always'/>", "<p style='page-break-before: always'>",
                             "<div style='break-after:page'>9</div>"};
    for (size_t i = 0; i < 4; i++) {
        struct buf html;
        buf_init(&html, 1 << 16);
        buf_printf(&html, "<table>%s</table>%s<table>%s</table>", HEADING ROWS, between[i], HEADING ROWS);
        struct page page = {.answer = XBZ_OK};
        assert_int_equal(read_page(&page, buf_cstr(&html)), XBZ_OK);
        const char *first = strstr(buf_cstr(&page.tables), "page-break");
        assert_non_null(first);
        assert_true(first > strstr(buf_cstr(&page.tables), "|Debt"));
        assert_null(strstr(first + 1, "page-break"));
        page_free(&page);
        buf_free(&html);
    }
}

static void preformatted_text(void **state)
{
    (void)state;
    expect("<PRE>\n                 BALANCE SHEET\n<TABLE>\n<CAPTION>\n                    December 31,\n"
           "                   2007      2006\n<S>              <C>       <C>\n"
           "Cash             $1,234    $2,345\nDebt                 56        78\n</TABLE>\n</PRE><p>End",
           1, "|Cash\n  0 1234 $\n  1 2345 $\n row 9 0 |Debt\n  0 56\n  1 78\n", NULL);
}

static void layout_is_prose(void **state)
{
    (void)state;
    expect("<table><tr><td>Item 1.</td><td>Business</td></tr><tr><td>Line<br/>by line</td></tr></table>"
           "<p>A&nbsp;&nbsp;B<br>C</p>  <div>D<div>E</div>F</div>",
           0, "", "Item 1.  Business\nLine\nby line\nA B\nC\nD\nE\nF\n");
}

static void too_many_rows(void **state)
{
    (void)state;
    struct buf html;
    buf_init(&html, 1 << 20);
    buf_text(&html, "<table>" HEADING);
    for (int i = 0; i < 150; i++)
        buf_text(&html, ROWS);
    buf_text(&html, "</table><table>" HEADING ROWS "</table>");
    struct page page = {.answer = XBZ_OK};
    assert_int_equal(read_page(&page, buf_cstr(&html)), XBZ_OK);
    assert_int_equal(page.diags[XBZ_D_TABLE_TOO_LARGE], 1);
    assert_int_equal(page.n_tables, 1);
    page_free(&page);
    buf_free(&html);
}

static void a_status_goes_up(void **state)
{
    (void)state;
    struct page page = {.answer = XBZ_FAIL};
    assert_int_equal(read_page(&page, "<table>" HEADING ROWS "</table>x"), XBZ_FAIL);
    page_free(&page);
}

static void lengths(void **state)
{
    (void)state;
    assert_int_equal(html_length(STR("12pt")), 1596);
    assert_int_equal(html_length(STR(" -1.5px ")), -150);
    assert_int_equal(html_length(STR("0.25in")), 2400);
    assert_int_equal(html_length(STR("2")), 200);
    assert_int_equal(html_length(STR("5%")), 0);
    assert_int_equal(html_length(STR("99999999999999999999px")) > 0, 1);
    struct html_style style = {.colspan = 1, .rowspan = 1};
    html_style_declarations(&style, STR("BORDER-BOTTOM: medium none; border-top:double;; :x;font:bold 10pt Times;"
                                        "border-bottom-style:solid"));
    assert_int_equal(style.above, RULE_DOUBLE);
    assert_int_equal(style.below, RULE_SINGLE);
    assert_true((style.flags & STYLE_BOLD) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_table),
        cmocka_unit_test(spans),
        cmocka_unit_test(nested_tables),
        cmocka_unit_test(deep_nesting_ends),
        cmocka_unit_test(indentation),
        cmocka_unit_test(hidden_and_raised_text),
        cmocka_unit_test(rules),
        cmocka_unit_test(captions),
        cmocka_unit_test(page_breaks),
        cmocka_unit_test(preformatted_text),
        cmocka_unit_test(layout_is_prose),
        cmocka_unit_test(too_many_rows),
        cmocka_unit_test(a_status_goes_up),
        cmocka_unit_test(lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
