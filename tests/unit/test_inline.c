/* Inline XBRL through the tokenizer to tagged facts. */
#include "tags_kit.h"

#include "read/html.h"
#include "read/inline.h"

#define ROOT                                                                                                           \
    "<html xmlns:ix='http://www.xbrl.org/2013/inlineXBRL' xmlns:xbrli='http://www.xbrl.org/2003/instance' "            \
    "xmlns:iso4217='http://www.xbrl.org/2003/iso4217' xmlns:g='http://fasb.org/us-gaap/2024' "                         \
    "xmlns:dei='http://xbrl.sec.gov/dei/2024'>"
#define HEADER                                                                                                         \
    "<ix:header><ix:resources><xbrli:context id='c'><xbrli:entity><xbrli:identifier scheme='s'>1</xbrli:identifier>"   \
    "</xbrli:entity><xbrli:period><xbrli:instant>2024-01-01T00:00:00</xbrli:instant></xbrli:period></xbrli:context>"   \
    "<xbrli:unit id='u'><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header>"
#define NUMBER "<ix:nonFraction contextRef='c' unitRef='u' name='g:Cash' decimals='-3' "
#define CASH   "http://fasb.org/us-gaap/2024|Cash|2023-12-31|moneyUSD|"

struct page {
    struct tags_kit kit;
    struct inline_xbrl *self;
    bool tagged, in_header;
};

static enum xbz_status on_start(void *ctx, const struct xbz_tag *tag)
{
    return inline_start(((struct page *)ctx)->self, tag);
}

static enum xbz_status on_end(void *ctx, const struct xbz_tag *tag)
{
    return inline_end(((struct page *)ctx)->self, tag);
}

static enum xbz_status on_text(void *ctx, struct xbz_str text, struct xbz_place place)
{
    (void)place;
    return inline_text(((struct page *)ctx)->self, text);
}

static enum xbz_status read_page(struct page *page, const char *html, size_t step)
{
    const struct xbz_events tagged = {.ctx = &page->kit, .tagged = tags_kit_tagged};
    const struct xbz_events events = {.ctx = page, .start = on_start, .end = on_end, .text = on_text};
    void *reader = NULL;
    size_t n = strlen(html);
    page->self = NULL;
    enum xbz_status status = inline_open(&page->self, &page->kit.run, &tagged);
    if (status == XBZ_OK)
        status = html_reader.open(&reader, &page->kit.run, &events);
    for (size_t at = 0; at < n && status == XBZ_OK; at += step)
        status = html_reader.feed(reader, (const unsigned char *)html + at, n - at < step ? n - at : step);
    if (status == XBZ_OK)
        status = html_reader.finish(reader);
    if (status == XBZ_OK)
        status = inline_finish(page->self);
    page->tagged = page->self && inline_is_tagged(page->self);
    page->in_header = page->self && inline_in_header(page->self);
    html_reader.close(reader);
    inline_close(page->self);
    return status;
}

/* Reads the page whole and byte by byte. */
static void gives(const char *html, const char *facts, const char *diagnostics)
{
    for (int bytes = 0; bytes < 2; bytes++) {
        struct page page = {0};
        tags_kit_open(&page.kit);
        assert_int_equal(read_page(&page, html, bytes ? 1 : strlen(html)), XBZ_OK);
        assert_string_equal(buf_cstr(&page.kit.facts), facts);
        assert_string_equal(buf_cstr(&page.kit.diagnostics), diagnostics);
        tags_kit_close(&page.kit);
    }
}

static void test_number(void **state)
{
    (void)state;
    gives(ROOT HEADER NUMBER "scale='3' format='ixt:num-dot-decimal'>1,<b>204</b></ix:nonFraction>",
          CASH "1204000|-3\n", "");
    gives(ROOT HEADER NUMBER "scale='-2' sign='-'>5</ix:nonFraction>", CASH "-0.05|-3\n", "");
    gives(ROOT HEADER NUMBER "sign='-'>0</ix:nonFraction>", CASH "0|-3\n", "");
    gives(ROOT HEADER NUMBER "xsi:nil='true'/>after", CASH "nil|-3\n", "");
    gives(ROOT HEADER NUMBER ">1<ix:exclude>7</ix:exclude>2</ix:nonFraction>", CASH "12|-3\n", "");
    gives(ROOT HEADER NUMBER "scale='x'>1</ix:nonFraction>", "", "tag-left-out g:Cash: scale \"x\"\n");
    gives(ROOT HEADER NUMBER ">one</ix:nonFraction>", "", "tag-left-out g:Cash: \"one\" is no number as it stands\n");
}

static void test_nested_numbers(void **state)
{
    (void)state;
    gives(ROOT HEADER NUMBER "scale='3'>" NUMBER "scale='6'>4</ix:nonFraction></ix:nonFraction>",
          CASH "4000000|-3\n" CASH "4000|-3\n", "");
    gives(ROOT HEADER NUMBER ">4</p>", "", "");
}

static void test_facts_before_their_contexts_keep_the_order(void **state)
{
    (void)state;
    gives(ROOT NUMBER ">1</ix:nonFraction>" NUMBER ">2</ix:nonFraction>" HEADER NUMBER ">3</ix:nonFraction>",
          CASH "1|-3\n" CASH "2|-3\n" CASH "3|-3\n", "");
    gives(ROOT HEADER "<ix:nonFraction contextRef='x' unitRef='u' name='g:Cash'>1</ix:nonFraction>"
                      "<ix:nonFraction contextRef='c' unitRef='x' name='g:Cash'>1</ix:nonFraction>",
          "", "tag-left-out Cash: no context \"x\"\ntag-left-out Cash: no unit \"x\"\n");
}

static void test_text(void **state)
{
    (void)state;
    gives(ROOT HEADER "<ix:nonNumeric contextRef='c' name='dei:Name' continuedAt='a'>A <i>B</i></ix:nonNumeric>" NUMBER
                      ">9</ix:nonFraction><ix:continuation id='a' continuedAt='b'>C </ix:continuation>x"
                      "<ix:continuation id='b'> D</ix:continuation>",
          "http://xbrl.sec.gov/dei/2024|Name|2023-12-31|A BC D\n" CASH "9|-3\n", "");
    gives(ROOT HEADER
          "<ix:nonNumeric contextRef='c' name='dei:Name' continuedAt='a' "
          "format='ixt-sec:durwordsen'>three-</ix:nonNumeric><ix:continuation id='a'>year</ix:continuation>",
          "http://xbrl.sec.gov/dei/2024|Name|2023-12-31|P3Y\n", "");
    gives(ROOT HEADER "<ix:nonNumeric contextRef='c' name='dei:Name' format='x:y'>as is</ix:nonNumeric>",
          "http://xbrl.sec.gov/dei/2024|Name|2023-12-31|as is\n", "tag-as-printed Name: \"as is\" as x:y\n");
    gives(ROOT HEADER "<ix:nonNumeric contextRef='c' name='g:B' escape='true'>text " NUMBER
                      ">1</ix:nonFraction></ix:nonNumeric>",
          CASH "1|-3\n", "tags-left-out 1 blocks of text\n");
}

static void test_long_text_is_left_out_and_what_it_holds_is_not(void **state)
{
    struct buf html;
    (void)state;
    buf_init(&html, (size_t)1 << 20);
    buf_text(&html, ROOT HEADER "<ix:nonNumeric contextRef='c' name='g:B'>");
    for (int i = 0; i < 3000; i++)
        buf_text(&html, "brick ");
    buf_text(&html, NUMBER ">7</ix:nonFraction></ix:nonNumeric>");
    gives(buf_cstr(&html), CASH "7|-3\n", "tags-left-out 1 blocks of text\n");
    buf_free(&html);
}

static void test_what_is_not_carried_is_counted(void **state)
{
    (void)state;
    gives(ROOT HEADER NUMBER "target='other'>1</ix:nonFraction><ix:fraction contextRef='c'></ix:fraction>", "",
          "tags-left-out 2 fractions, tuples and facts of other reports\n");
}

static void test_prefixes(void **state)
{
    (void)state;
    gives(
        "<html xmlns:i='http://www.xbrl.org/2008/inlineXBRL' xmlns:m='http://www.xbrl.org/2003/iso4217'>"
        "<i:header><context id='c'><instant>2023-12-31</instant></context><unit id='u'><measure>m:EUR</measure></unit>"
        "</i:header><i:nonFraction contextRef='c' unitRef='u' name='q:Cash' decimals='0'>1</i:nonFraction>",
        "q|Cash|2023-12-31|moneyEUR|1|0\n", "");
    gives("<html xmlns:ix='http://example.org/other'>" HEADER NUMBER ">1</ix:nonFraction>", "", "");
}

static void test_when_tables_are_not_needed(void **state)
{
    struct page page = {0};
    (void)state;
    tags_kit_open(&page.kit);
    assert_int_equal(read_page(&page,
                               ROOT HEADER "<ix:nonFraction contextRef='c' unitRef='u' name='dei:EntityPublicFloat' "
                                           "decimals='0'>1</ix:nonFraction>",
                               7),
                     XBZ_OK);
    assert_false(page.tagged);
    assert_false(page.in_header);
    assert_int_equal(read_page(&page, ROOT HEADER NUMBER ">1</ix:nonFraction>", 7), XBZ_OK);
    assert_true(page.tagged);
    assert_int_equal(read_page(&page, ROOT "<ix:header>", 7), XBZ_OK);
    assert_true(page.in_header);
    tags_kit_close(&page.kit);
}

static void test_depth_is_bounded(void **state)
{
    struct buf html;
    (void)state;
    buf_init(&html, (size_t)1 << 20);
    buf_text(&html, ROOT HEADER);
    for (int i = 0; i < 100; i++)
        buf_text(&html, "<ix:nonNumeric contextRef='c' name='g:B' escape='true'>");
    for (int i = 0; i < 100; i++)
        buf_text(&html, "</ix:nonNumeric>");
    buf_text(&html, NUMBER ">7</ix:nonFraction>");
    gives(buf_cstr(&html), CASH "7|-3\n", "tags-left-out 32 blocks of text\n");
    buf_free(&html);
}

static void test_the_callback_ends_the_reading(void **state)
{
    struct page page = {0};
    (void)state;
    tags_kit_open(&page.kit);
    page.kit.answer = XBZ_FAIL;
    assert_int_equal(read_page(&page, ROOT HEADER NUMBER ">1</ix:nonFraction>" NUMBER ">2</ix:nonFraction>", 100),
                     XBZ_FAIL);
    assert_string_equal(buf_cstr(&page.kit.facts), CASH "1|-3\n");
    tags_kit_close(&page.kit);
}

static void test_memory_is_bounded(void **state)
{
    struct page page = {0};
    struct buf html;
    (void)state;
    buf_init(&html, (size_t)1 << 20);
    buf_text(&html, ROOT);
    for (int i = 0; i < 2000; i++)
        buf_text(&html, NUMBER ">1</ix:nonFraction>");
    tags_kit_open(&page.kit);
    page.kit.run.limits.context_bytes = 65536;
    assert_int_equal(read_page(&page, buf_cstr(&html), 4096), XBZ_FAIL);
    assert_non_null(strstr(buf_cstr(&page.kit.diagnostics), "contexts-too-many"));
    tags_kit_close(&page.kit);
    buf_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_nested_numbers),
        cmocka_unit_test(test_facts_before_their_contexts_keep_the_order),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_long_text_is_left_out_and_what_it_holds_is_not),
        cmocka_unit_test(test_what_is_not_carried_is_counted),
        cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_when_tables_are_not_needed),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_the_callback_ends_the_reading),
        cmocka_unit_test(test_memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
