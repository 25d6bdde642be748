/* test_html.c - the HTML tokenizer: tags, text, encodings, what it forgives, its limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/run.h"
#include "base/str.h"
#include "read/html.h"
#include "read/html_names.h"

/* Tokens as text: "<td colspan=2>", "</td>", "text" in [ ], each followed by its line when asked. */
struct log {
    struct buf out;
    unsigned diags[XBZ_D_COUNT];
    struct xbz_place diag_place;
    bool places;
    enum xbz_status answer;
};

static void put_place(struct log *log, struct xbz_place place)
{
    if (log->places)
        buf_printf(&log->out, "@%u:%u-%u", (unsigned)place.line, (unsigned)place.begin, (unsigned)place.end);
}

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    struct log *log = ctx;
    buf_byte(&log->out, '<');
    buf_str(&log->out, tag->name);
    for (size_t i = 0; i < tag->n_attributes; i++)
        buf_printf(&log->out, " %.*s=%.*s", STR_ARG(tag->attributes[i].name), STR_ARG(tag->attributes[i].value));
    buf_text(&log->out, tag->self_closing ? "/>" : ">");
    put_place(log, tag->place);
    return log->answer;
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    struct log *log = ctx;
    buf_printf(&log->out, "</%.*s>", STR_ARG(tag->name));
    put_place(log, tag->place);
    return log->answer;
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    struct log *log = ctx;
    buf_byte(&log->out, '[');
    buf_str(&log->out, text);
    buf_byte(&log->out, ']');
    put_place(log, place);
    return log->answer;
}

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    struct log *log = ctx;
    log->diags[diag->code]++;
    log->diag_place = (struct xbz_place){diag->line, diag->offset, 0};
}

static void log_init(struct log *log)
{
    memset(log, 0, sizeof(*log));
    buf_init(&log->out, (size_t)1 << 24);
}

/* Feeds html in pieces of step bytes, with blocks of that size, and logs the tokens. */
static enum xbz_status read_html(struct log *log, struct xbz_str html, size_t step, size_t line_bytes)
{
    struct xbz_run run;
    memset(&run, 0, sizeof(run));
    run.limits.line_bytes = line_bytes;
    run.limits.block_bytes = step;
    run.limits.repeats = 20;
    run.diag = on_diag;
    run.diag_ctx = log;
    struct xbz_events events = {.ctx = log, .start = on_start, .end = on_end, .text = on_text};
    void *reader;
    assert_int_equal(html_reader.open(&reader, &run, &events), XBZ_OK);
    enum xbz_status status = XBZ_OK;
    for (size_t at = 0; at < html.n && status == XBZ_OK; at += step)
        status = html_reader.feed(reader, (const unsigned char *)html.p + at, html.n - at < step ? html.n - at : step);
    if (status == XBZ_OK)
        status = html_reader.finish(reader);
    html_reader.close(reader);
    return status;
}

static void expect_bytes(struct xbz_str html, const char *tokens)
{
    static const size_t steps[] = {1, 2, 3, 7, 31, 4096, 100000};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct log log;
        log_init(&log);
        assert_int_equal(read_html(&log, html, steps[i], 1 << 20), XBZ_OK);
        assert_string_equal(buf_cstr(&log.out), tokens);
        buf_free(&log.out);
    }
}

static void expect(const char *html, const char *tokens)
{
    expect_bytes(str_of(html), tokens);
}

static void tags_and_attributes(void **state)
{
    (void)state;
    expect("<TD Colspan=2 STYLE='a&amp;b' x>1</TD>", "<td colspan=2 style=a&b x=>[1]</td>");
    expect("<td  style = \"p:1\"align='right'/>", "<td style=p:1 align=right/>");
    expect("<td a=/>x", "<td a=/>[x]");
    expect("<b class=x>y</b >", "<b>[y]</b>");               /* attributes only of elements that need them */
    expect("<blink>x</blink><unknown a=\">\"/>y", "[x][y]"); /* unknown elements are scanned over */
    expect("<ix:nonFraction contextRef=\"c1\" scale='3'>", "<ix:nonfraction contextref=c1 scale=3>");
    expect("<xbrli:context id=\"c\"></xbrli:context><context>", "<xbrli:context id=c></xbrli:context><context>");
    expect("a < b, 5<6 <= 7 </ x>z", "[a ][< b, 5][<6 ][<= 7 ][z]");
}

static void references(void **state)
{
    (void)state;
    expect("&lt;&nbsp;&amp;&notit;&#65;&#x42;&#150;&#0;&foo;&",
           "[<\xc2\xa0&\xc2\xacit;AB\xe2\x80\x93\xef\xbf\xbd&foo;&]");
    expect("<td style='&copy=1&copy;&ampx&#8217'>", "<td style=&copy=1\xc2\xa9&ampx\xe2\x80\x99>");
    expect("&CounterClockwiseContourIntegral;&#999999999;", "[\xe2\x88\xb3\xef\xbf\xbd]");
}

static void forgives(void **state)
{
    (void)state;
    expect("<td<td align=left>x<p</p>", "<td><td align=left>[x]<p></p>");
    expect("x<!-- never closed <p>y</p>", "[x][y]</p>");
    expect("x<td align=\"left>y", "[x][y]");
    expect("<title>A &amp; B<body>text", "<title>[A & B]<body>[text]");
    expect("<title>A</title><p>", "<title>[A]</title><p>");
    expect("<script>if (a<b) \"</b>\"</script>x<style/>y", "<script></script>[x]<style/>[y]");
    expect("<![CDATA[a<b>&amp;]]>c", "[a<b>&amp;][c]");
    expect("<!-->a<!--->b<!-- x --!>c<!---->d<?xml version='1.0'?>e", "[a][b][c][d][e]");
    expect("<xmp><b>&amp;</xmp>c<plaintext><b>", "<xmp>[<b>&amp;]</xmp>[c]<plaintext>[<b>]");
    expect("<", "[<]");
    expect("a</", "[a][</]");
    expect("", "");
}

static void unterminated_is_reported(void **state)
{
    (void)state;
    struct log log;
    log_init(&log);
    assert_int_equal(read_html(&log, STR("\n\n<!-- a>b"), 100, 1000), XBZ_OK);
    assert_int_equal(log.diags[XBZ_D_MARKUP_UNTERMINATED], 1);
    assert_int_equal(log.diag_place.line, 3);
    assert_string_equal(buf_cstr(&log.out), "[\n\n][b]");
    buf_free(&log.out);
}

static void encodings(void **state)
{
    (void)state;
    expect_bytes(STR("\xef\xbb\xbf<p>\xc3\xa9"), "<p>[\xc3\xa9]");
    expect_bytes(STR("<p>\x93q\x94"), "<p>[\xe2\x80\x9cq\xe2\x80\x9d]"); /* invalid as UTF-8: Windows-1252 */
    expect_bytes(STR("<meta charset=windows-1252><p>\xc3\xa9"), "<meta charset=windows-1252><p>[\xc3\x83\xc2\xa9]");
    expect_bytes(STR("<?xml version='1.0' encoding='ISO-8859-1'?><p>\xe9"), "<p>[\xc3\xa9]");
    expect_bytes(STR("<?xml version='1.0' encoding='ASCII'?><p>\xc3\xa9"), "<p>[\xc3\xa9]");
    expect_bytes(STR("\xff\xfe<\0p\0>\0\xac\x20"), "<p>[\xe2\x82\xac]");
    expect_bytes(STR("\xfe\xff\0<\0p\0>\xd8\x3d\xde\x00"), "<p>[\xf0\x9f\x98\x80]");
}

static void replaced_bytes_are_counted(void **state)
{
    (void)state;
    struct log log;
    log_init(&log);
    assert_int_equal(read_html(&log, STR("<p>ok\n<p>\x93q\x94"), 100, 1000), XBZ_OK);
    assert_int_equal(log.diags[XBZ_D_ENCODING_REPLACED], 1);
    assert_int_equal(log.diag_place.line, 2);
    buf_free(&log.out);
}

static void places_count_bytes_and_lines(void **state)
{
    (void)state;
    for (size_t step = 1; step < 20; step++) {
        struct log log;
        log_init(&log);
        log.places = true;
        assert_int_equal(read_html(&log, STR("\xef\xbb\xbf<p>a\nb</p>\n\n<td\nx='1'>&nbsp;"), step, 1000), XBZ_OK);
        assert_string_equal(buf_cstr(&log.out), "<p>@1:3-6[a\nb]@1:6-9</p>@2:9-13[\n\n]@2:13-15<td x=1>@4:15-25"
                                                "[\xc2\xa0]@5:25-31");
        buf_free(&log.out);
    }
}

static void long_text_comes_in_pieces(void **state)
{
    (void)state;
    size_t n = 3 * HTML_PIECE;
    char *html = malloc(n);
    assert_non_null(html);
    memset(html, 'a', n);
    html[HTML_PIECE - 3] = '&';
    memcpy(html + HTML_PIECE - 3, "&amp;", 5);
    struct xbz_str first = {NULL, 0};
    for (size_t step = 1000; step < 2 * n; step = step * 3 + 1) {
        struct log log;
        log_init(&log);
        assert_int_equal(read_html(&log, (struct xbz_str){html, n}, step, 1 << 20), XBZ_OK);
        struct xbz_str out = buf_view(&log.out);
        assert_true(str_find(out, STR("][&aaa"), 0) == HTML_PIECE - 3 + 1);
        assert_int_equal(str_find(out, STR("&amp"), 0), (size_t)-1);
        if (first.p == NULL) {
            char *copy = malloc(out.n);
            assert_non_null(copy);
            memcpy(copy, out.p, out.n);
            first = (struct xbz_str){copy, out.n};
        }
        assert_true(str_eq(first, out));
        buf_free(&log.out);
    }
    free((void *)(uintptr_t)first.p);
    free(html);
}

static void long_tokens_are_dropped(void **state)
{
    (void)state;
    char html[600];
    memset(html, 'x', sizeof(html));
    memcpy(html, "<td style='", 11);
    memcpy(html + 500, "'>a<b>c", 7);
    for (size_t step = 1; step < 700; step += 13) {
        struct log log;
        log_init(&log);
        assert_int_equal(read_html(&log, (struct xbz_str){html, 507}, step, 100), XBZ_OK);
        assert_string_equal(buf_cstr(&log.out), "[a]<b>[c]");
        assert_int_equal(log.diags[XBZ_D_TOKEN_TOO_LONG], 1);
        buf_free(&log.out);
    }
}

static void a_status_stops_the_reader(void **state)
{
    (void)state;
    struct log log;
    log_init(&log);
    log.answer = XBZ_SKIP;
    assert_int_equal(read_html(&log, STR("<p>a<p>b"), 3, 100), XBZ_SKIP);
    assert_string_equal(buf_cstr(&log.out), "<p>");
    buf_free(&log.out);
}

static unsigned bid(const char *text)
{
    return html_reader.bid((const unsigned char *)text, strlen(text));
}

static void bids(void **state)
{
    (void)state;
    assert_true(bid("<?xml version='1.0'?>\n<html xmlns='x'>") > 90);
    assert_true(bid("<!DOCTYPE HTML PUBLIC>") > 90);
    assert_true(bid("<p><font size=2>x</font><table><tr><td>") > 50);
    assert_true(bid("<TABLE>\n<CAPTION>\n<S> <C>\nSales  1,234\n</TABLE>\n<PAGE>") < 10);
    assert_int_equal(bid("Balance sheets"), 0);
    assert_true(html_reader.bid((const unsigned char *)"\xff\xfe<\0h\0t\0m\0l\0>\0", 14) > 90);
}

static void names(void **state)
{
    (void)state;
    struct html_names table;
    html_names_init(&table);
    for (unsigned id = 1; id < HTML_IDS; id++) {
        struct xbz_str name = html_name_text((enum html_id)id);
        uint64_t key = 0;
        for (size_t i = 0; i < name.n; i++)
            key = HTML_KEY_BYTE(key, i, name.p[i]);
        assert_int_equal(html_name_id(&table, key, name), id);
        assert_int_equal(html_name_quick(&table, key, name), id);
    }
    assert_int_equal(html_name_text(HTML_OTHER).n, 0);
    assert_true((html_name_properties(HTML_TD) & HTML_BLOCK) != 0);
    assert_int_equal(html_name_properties(HTML_OTHER), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_and_attributes),
        cmocka_unit_test(references),
        cmocka_unit_test(forgives),
        cmocka_unit_test(unterminated_is_reported),
        cmocka_unit_test(encodings),
        cmocka_unit_test(replaced_bytes_are_counted),
        cmocka_unit_test(places_count_bytes_and_lines),
        cmocka_unit_test(long_text_comes_in_pieces),
        cmocka_unit_test(long_tokens_are_dropped),
        cmocka_unit_test(a_status_stops_the_reader),
        cmocka_unit_test(bids),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
