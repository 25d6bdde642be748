/* XML emitter: layout, escaping, characters XML cannot hold. */
#include "output_kit.h"

#include "output/xml.h"

static struct stream stream;
static struct xml xml;
static enum xml_layout layout; /* XML_INDENTED unless a test says otherwise */

static void begin(struct buf *out)
{
    buf_init(out, KIT_MAX);
    stream_init(&stream, kit_collect, out);
    xml_begin(&xml, &stream, layout);
}

static void assert_written(struct buf *out, const char *expected)
{
    xml_end(&xml);
    stream_flush(&stream);
    assert_buf(out, expected);
    buf_free(out);
}

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void test_flat(void **state)
{
    (void)state;
    struct buf out;
    layout = XML_FLAT;
    begin(&out);
    layout = XML_INDENTED;
    xml_open(&xml, "a");
    xml_leaf(&xml, "b", STR(" text "));
    xml_open(&xml, "c");
    xml_close(&xml);
    xml_close(&xml);
    assert_written(&out, HEAD "<a>\n<b> text </b>\n<c/>\n</a>\n");
}

static void test_layout(void **state)
{
    (void)state;
    struct buf out;
    begin(&out);
    xml_open(&xml, "a");
    xml_attr(&xml, "x", "1");
    xml_attr_int(&xml, "y", -3);
    xml_attr_pair(&xml, "z", "l", STR("r"));
    xml_open_name(&xml, "p", STR("b"));
    xml_close(&xml);
    xml_leaf(&xml, "c", STR("text"));
    xml_open(&xml, "d");
    xml_leaf(&xml, "e", STR(""));
    xml_open_name(&xml, "p", STR("f"));
    xml_text(&xml, STR("one"));
    xml_text(&xml, STR(" two"));
    xml_close(&xml);
    xml_close(&xml);
    xml_close(&xml);
    assert_written(&out, HEAD "<a x=\"1\" y=\"-3\" z=\"lr\">\n"
                              "  <p:b/>\n"
                              "  <c>text</c>\n"
                              "  <d>\n"
                              "    <e></e>\n"
                              "    <p:f>one two</p:f>\n"
                              "  </d>\n"
                              "</a>\n");
}

static void test_escaping(void **state)
{
    (void)state;
    struct buf out;
    begin(&out);
    xml_open(&xml, "a");
    xml_attr_str(&xml, "x", STR("<\"&'>\t\n\r"));
    xml_text(&xml, STR("<\"&'>\t\n\r]]>"));
    xml_close(&xml);
    assert_written(&out, HEAD "<a x=\"&lt;&quot;&amp;'&gt;&#9;&#10;&#13;\">&lt;\"&amp;'&gt;\t\n&#13;]]&gt;</a>\n");
}

static void assert_text(struct xbz_str text, const char *expected)
{
    struct buf out;
    char whole[256];
    begin(&out);
    xml_leaf(&xml, "a", text);
    (void)snprintf(whole, sizeof whole, HEAD "<a>%s</a>\n", expected);
    assert_written(&out, whole);
}

#define FFFD "\xEF\xBF\xBD"

static void test_characters(void **state)
{
    (void)state;
    assert_text(STR("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"), "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80");
    assert_text(STR("nul\0esc\x1B"), "nul" FFFD "esc" FFFD);
    assert_text(STR("\x7F"), "\x7F");             /* allowed, if odd */
    assert_text(STR("\xE9t\xE9"), FFFD "t" FFFD); /* Latin-1 */
    assert_text(STR("cut \xE2\x82"), "cut " FFFD FFFD);
    assert_text(STR("\xC0\x80"), FFFD FFFD);
    assert_text(STR("\xED\xA0\x80"), FFFD FFFD FFFD); /* a surrogate */
    assert_text(STR("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD"), FFFD FFFD FFFD);
    assert_text((struct xbz_str){NULL, 0}, "");
}

static void test_deep_nesting_stays_inside(void **state)
{
    (void)state;
    struct buf out;
    begin(&out);
    for (unsigned i = 0; i < 2 * XML_DEPTH; i++)
        xml_open(&xml, "a");
    for (unsigned i = 0; i < 2 * XML_DEPTH; i++)
        xml_close(&xml);
    stream_flush(&stream);
    assert_int_equal(kit_count(buf_view(&out), "<a"), 2 * XML_DEPTH);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_flat),
        cmocka_unit_test(test_escaping),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_deep_nesting_stays_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
