/* XBRL instances to tagged facts. */
#include "tags_kit.h"

#include "read/xbrl.h"

#define ROOT                                                                                                           \
    "<x:xbrl xmlns:x='http://www.xbrl.org/2003/instance' xmlns:iso='http://www.xbrl.org/2003/iso4217' "                \
    "xmlns:g='http://fasb.org/us-gaap/2012' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "                    \
    "xmlns:utr='http://www.xbrl.org/2009/utr' xmlns:d='http://xbrl.org/2006/xbrldi'>"
#define PARTS                                                                                                          \
    "<x:context id='y'><x:entity><x:identifier scheme='s'>1</x:identifier></x:entity><x:period>"                       \
    "<x:startDate>2012-01-01</x:startDate><x:endDate>2012-12-31</x:endDate></x:period></x:context>"                    \
    "<x:context id='m'><x:entity><x:identifier scheme='s'>1</x:identifier><x:segment><d:explicitMember "               \
    "dimension='g:A'>g:B</d:explicitMember></x:segment></x:entity><x:period><x:instant>2012-12-31</x:instant>"         \
    "</x:period></x:context><x:context id='f'><x:period><x:forever/></x:period></x:context>"                           \
    "<x:unit id='usd'><x:measure>iso:USD</x:measure></x:unit><x:unit id='bbl'><x:divide><x:unitNumerator>"             \
    "<x:measure>iso:USD</x:measure></x:unitNumerator><x:unitDenominator><x:measure>utr:bbl</x:measure>"                \
    "</x:unitDenominator></x:divide></x:unit><x:unit id='eps'><x:divide><x:unitNumerator><x:measure>iso:USD"           \
    "</x:measure></x:unitNumerator><x:unitDenominator><x:measure>x:shares</x:measure></x:unitDenominator>"             \
    "</x:divide></x:unit>"
#define SPACE "http://fasb.org/us-gaap/2012|"
#define YEAR  "|2012-01-01..2012-12-31|"

static enum xbz_status read_instance(struct tags_kit *kit, const char *xml, size_t step)
{
    const struct xbz_events events = {.ctx = kit, .tagged = tags_kit_tagged};
    void *self = NULL;
    size_t n = strlen(xml);
    enum xbz_status status = xbrl_reader.open(&self, &kit->run, &events);
    for (size_t at = 0; at < n && status == XBZ_OK; at += step)
        status = xbrl_reader.feed(self, (const unsigned char *)xml + at, n - at < step ? n - at : step);
    if (status == XBZ_OK)
        status = xbrl_reader.finish(self);
    xbrl_reader.close(self);
    return status;
}

static void gives(const char *xml, const char *facts, const char *diagnostics)
{
    for (int bytes = 0; bytes < 2; bytes++) {
        struct tags_kit kit;
        tags_kit_open(&kit);
        assert_int_equal(read_instance(&kit, xml, bytes ? 1 : strlen(xml)), XBZ_OK);
        assert_string_equal(buf_cstr(&kit.facts), facts);
        assert_string_equal(buf_cstr(&kit.diagnostics), diagnostics);
        tags_kit_close(&kit);
    }
}

static void test_facts(void **state)
{
    (void)state;
    gives("\n\n<?xml version='1.0' encoding='ASCII'?>" ROOT PARTS
          "<g:Sales contextRef='y' unitRef='usd' decimals='-3'> 12000 </g:Sales>"
          "<g:Eps contextRef='y' unitRef='eps' precision='3'>-1.25</g:Eps>"
          "<g:Tax contextRef='y' unitRef='usd' precision='2'>1200</g:Tax>"
          "<g:Cash contextRef='m' unitRef='usd' decimals='INF'>5</g:Cash>"
          "<g:Price contextRef='y' unitRef='bbl' decimals='0'>70</g:Price>"
          "<g:Nil contextRef='y' unitRef='usd' decimals='0' xsi:nil='true'/>"
          "<g:Name contextRef='f'>A &amp;\n B</g:Name></x:xbrl>",
          SPACE "Sales" YEAR "moneyUSD|12000|-3\n" SPACE "Eps" YEAR "per-shareUSD|-1.25|2\n" SPACE "Tax" YEAR
                "moneyUSD|1200|-2\n" SPACE
                "Cash|2012-12-31|http://fasb.org/us-gaap/2012 A=http://fasb.org/us-gaap/2012 B|moneyUSD|5|exact\n" SPACE
                "Price" YEAR "other iso4217:USD/utr:bbl|70|0\n" SPACE "Nil" YEAR "moneyUSD|nil|0\n" SPACE
                "Name||A & B\n",
          "");
}

#define CONTEXT(id, segment)                                                                                           \
    "<x:context id='" id "'><x:entity><x:identifier scheme='s'>1</x:identifier>" segment                               \
    "</x:entity><x:period><x:instant>2012-12-31</x:instant></x:period></x:context>"
#define CASH(id) "<g:Cash contextRef='" id "' unitRef='usd' decimals='0'>1</g:Cash>"

static void test_dimensions(void **state)
{
    (void)state;
    gives(ROOT PARTS CONTEXT("t",
                             "<x:segment><d:typedMember dimension='o:Kiln'><o:unit xmlns:o='http://o'> 7 <o:b>8</o:b>"
                             "</o:unit></d:typedMember></x:segment>")
              CONTEXT("p", "<x:segment><o:part xmlns:o='http://o'>north</o:part></x:segment>") CASH("t")
                  CASH("p") "</x:xbrl>",
          SPACE "Cash|2012-12-31|http://o Kiln= 7 8|moneyUSD|1|0\n" SPACE "Cash|2012-12-31|segmented|moneyUSD|1|0\n",
          "");
}

#define MEASURE(name) "<x:measure>" name "</x:measure>"
#define PRICE(unit)   "<g:P contextRef='y' unitRef='" unit "' decimals='0'>1</g:P>"

/* Measures are ordered, prefixes are those of OIM, and what cannot be one unit is none. */
static void test_units(void **state)
{
    (void)state;
    gives(ROOT PARTS "<x:unit id='a' xmlns:o='http://o'><x:divide><x:unitNumerator>" MEASURE("o:kiln")
              MEASURE("iso:USD") "</x:unitNumerator><x:unitDenominator>" MEASURE("x:shares")
                  MEASURE("utr:h") "</x:unitDenominator></x:divide></x:unit><x:unit id='b'>" MEASURE(
                      "x:pure") "</x:unit><x:unit id='c'>" MEASURE("a b") "</x:unit><x:unit id='d'/>" PRICE("a")
                      PRICE("b") PRICE("c") PRICE("d") "</x:xbrl>",
          SPACE "P" YEAR "other (ext:kiln*iso4217:USD)/(utr:h*xbrli:shares)|1|0\n" SPACE "P" YEAR "pure|1|0\n" SPACE
                "P" YEAR "none|1|0\n" SPACE "P" YEAR "none|1|0\n",
          "");
}

static void test_facts_before_their_contexts(void **state)
{
    (void)state;
    gives(ROOT "<g:A contextRef='y' unitRef='usd' decimals='0'>1</g:A>" PARTS
               "<g:B contextRef='y' unitRef='usd' decimals='0'>x1</g:B>"
               "<g:C contextRef='z' unitRef='usd' decimals='0'>1</g:C></x:xbrl>",
          SPACE "A" YEAR "moneyUSD|1|0\n", "tag-left-out B: \"x1\" is no number\ntag-left-out C: no context \"z\"\n");
}

static void test_blocks_and_tuples(void **state)
{
    (void)state;
    gives(ROOT PARTS "<g:NoteTextBlock contextRef='y'>text</g:NoteTextBlock>"
                     "<g:Note contextRef='y'>&lt;p&gt;text&lt;/p&gt;</g:Note><g:Tuple><g:A/></g:Tuple></x:xbrl>",
          "", "tags-left-out 2 blocks of text\ntags-left-out 1 fractions, tuples and facts of other reports\n");
}

static void test_entities_are_refused(void **state)
{
    (void)state;
    gives("<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" ROOT PARTS "<g:Name contextRef='y'>&a;</g:Name></x:xbrl>", "",
          "markup-invalid entity declarations are refused\n");
}

/* A document type elsewhere is not fetched: a reference to what it may declare ends the reading. */
static void test_nothing_is_fetched(void **state)
{
    (void)state;
    gives("<!DOCTYPE x SYSTEM 'file:///dev/stdin'>" ROOT PARTS "<g:Name contextRef='y'>A</g:Name>"
          "<g:Name contextRef='y'>B&b;</g:Name></x:xbrl>",
          SPACE "Name" YEAR "A\n", "markup-invalid entities declared elsewhere are not fetched\n");
    gives("<!DOCTYPE x [<!ENTITY b SYSTEM 'file:///dev/stdin'>]>" ROOT PARTS "<g:Name contextRef='y'>&b;</g:Name>"
          "</x:xbrl>",
          "", "markup-invalid entity declarations are refused\n");
    gives("<!DOCTYPE x [<!ENTITY % b SYSTEM 'file:///dev/stdin'> %b;]>" ROOT PARTS "</x:xbrl>", "",
          "markup-invalid entity declarations are refused\n");
}

static void test_errors_keep_what_stands_before(void **state)
{
    (void)state;
    gives(ROOT PARTS "<g:Name contextRef='y'>A</g:Name><g:", SPACE "Name" YEAR "A\n",
          "markup-invalid unclosed token\n");
    gives("", "", "markup-invalid no element found\n");
    gives("<?xml version='1.0' encoding='klingon'?><x/>", "", "markup-invalid unknown encoding\n");
}

static void test_depth_is_bounded(void **state)
{
    struct buf xml;
    (void)state;
    buf_init(&xml, (size_t)1 << 20);
    buf_text(&xml, ROOT);
    for (int i = 0; i < 100; i++)
        buf_text(&xml, "<g:A>");
    gives(buf_cstr(&xml), "",
          "markup-invalid elements are nested too deep\n"
          "tags-left-out 1 fractions, tuples and facts of other reports\n");
    buf_free(&xml);
}

static void test_the_callback_ends_the_reading(void **state)
{
    struct tags_kit kit;
    (void)state;
    tags_kit_open(&kit);
    kit.answer = XBZ_FATAL;
    assert_int_equal(
        read_instance(&kit, ROOT PARTS "<g:Name contextRef='y'>A</g:Name><g:Name contextRef='y'>A</g:Name></x:xbrl>",
                      9),
        XBZ_FATAL);
    assert_string_equal(buf_cstr(&kit.facts), SPACE "Name" YEAR "A\n");
    tags_kit_close(&kit);
}

static unsigned bid(const char *text)
{
    return xbrl_reader.bid((const unsigned char *)text, strlen(text));
}

static void test_bid(void **state)
{
    (void)state;
    assert_true(bid("<?xml version='1.0'?>\n<!-- a < b -->\n<xbrli:xbrl xmlns:xbrli='x'>") > 95);
    assert_true(bid("\n<xbrl>") > 95);
    assert_int_equal(bid("<html><xbrl>"), 0);
    assert_int_equal(bid("<xbrli:xbrlx >"), 0);
    assert_int_equal(bid("a < b"), 0);
    assert_int_equal(bid(""), 0);
}

/* With little room: what is read before the limit stays. */
static void gives_in(size_t table_bytes, size_t line_bytes, const char *xml, const char *diagnostics)
{
    for (size_t step = 1; step <= 4096; step *= 8) {
        struct tags_kit kit;
        tags_kit_open(&kit);
        kit.run.limits.table_bytes = table_bytes;
        kit.run.limits.line_bytes = line_bytes;
        assert_int_equal(read_instance(&kit, xml, step), XBZ_OK);
        assert_string_equal(buf_cstr(&kit.facts), SPACE "A" YEAR "moneyUSD|1|0\n");
        assert_int_equal(strncmp(buf_cstr(&kit.diagnostics), diagnostics, strlen(diagnostics)), 0);
        tags_kit_close(&kit);
    }
}

static void test_memory_is_bounded(void **state)
{
    static const char start[] = ROOT PARTS "<g:A contextRef='y' unitRef='usd' decimals='0'>1</g:A>";
    struct buf xml;
    (void)state;
    buf_init(&xml, (size_t)1 << 20);
    buf_text(&xml, start);
    for (unsigned i = 0; i < 2000; i++)
        buf_printf(&xml, "<g:Name%u n%u=''/>", i, i);
    buf_text(&xml, "</x:xbrl>");
    gives_in(65536, 65536, buf_cstr(&xml), "markup-invalid more names of elements and attributes than the limit\n");
    buf_clear(&xml);
    buf_text(&xml, start);
    buf_text(&xml, "<!-- ");
    for (unsigned i = 0; i < 10000; i++)
        buf_text(&xml, "words ");
    buf_text(&xml, "--></x:xbrl>");
    gives_in(65536, 10000, buf_cstr(&xml), "markup-invalid a token is longer than the limit\n");
    buf_free(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_dimensions),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_facts_before_their_contexts),
        cmocka_unit_test(test_blocks_and_tuples),
        cmocka_unit_test(test_entities_are_refused),
        cmocka_unit_test(test_nothing_is_fetched),
        cmocka_unit_test(test_errors_keep_what_stands_before),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_memory_is_bounded),
        cmocka_unit_test(test_the_callback_ends_the_reading),
        cmocka_unit_test(test_bid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
