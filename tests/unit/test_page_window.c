/* The window of a page: which figure tells a fact, figures that are split, shared or equal, and the cap. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "output/page.h"
#include "page_kit.h"

#define FACTS 8

static struct xbz_run run;
static struct page page;
static struct buf out;
static struct stream to;
static unsigned window_full;

static const struct xbz_concept sales = {.name = {"Sales", 5}, .type = XBZ_TYPE_MONETARY};
static const struct xbz_concept period_end = {.name = {"PeriodEnd", 9}, .type = XBZ_TYPE_DATE};
static const struct report_element money_element = {.concept = &sales}, date_element = {.concept = &period_end};
static const struct report_context context = {.id = 1};
static const struct report_unit usd = {.kind = XBZ_UNIT_MONEY, .id = {"USD", 3}};
static const struct report_unit pure = {.kind = XBZ_UNIT_PURE, .id = {"pure", 4}};

static int write_out(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static void on_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    window_full += diag->code == XBZ_D_WINDOW_FULL;
}

static int setup(void **state)
{
    (void)state;
    memset(&run, 0, sizeof run);
    page_limits(&run.limits);
    run.diag = on_diag;
    window_full = 0;
    buf_init(&out, 1 << 20);
    return page_init(&page, &run) == XBZ_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    page_free(&page);
    buf_free(&out);
    return 0;
}

struct wanted {
    const char *value;
    int decimals;
    const char *where; /* its spot begins here, and is as long as this */
    const struct report_unit *unit;
};

/* The document with its facts tagged as "[value*10^scale:text]", a nil one as "[nil:...]". */
static const char *show(const char *html, const struct wanted *wanted, size_t n)
{
    static struct page_fact facts[FACTS];
    struct page_spot spots[FACTS];
    struct xbz_events events;
    void *reader = NULL;
    memset(facts, 0, sizeof facts);
    for (size_t i = 0; i < n; i++) {
        facts[i].next = i + 1 < n ? &facts[i + 1] : NULL;
        facts[i].number = (unsigned)i + 1;
        facts[i].element = wanted[i].unit ? &money_element : &date_element;
        facts[i].prefix = "gaap-lite";
        facts[i].context = &context;
        facts[i].unit = wanted[i].unit;
        facts[i].value = str_of(wanted[i].value);
        facts[i].decimals = wanted[i].decimals;
        facts[i].nil = facts[i].value.n == 0;
        (void)decimal_read(&facts[i].amount, facts[i].value);
        const char *at = strstr(html, wanted[i].where);
        assert_non_null(at);
        spots[i] =
            (struct page_spot){&facts[i], 1, (uint64_t)(at - html), (uint64_t)(at - html) + strlen(wanted[i].where)};
    }
    buf_clear(&out);
    stream_init(&to, write_out, &out);
    page_begin(&page, &to, n ? facts : NULL, spots, n);
    page_document(&page, &(struct xbz_document){.sequence = 1}, true, &events);
    assert_int_equal(html_open_page(&reader, &run, &events), XBZ_OK);
    assert_int_equal(html_reader.feed(reader, (const unsigned char *)html, strlen(html)), XBZ_OK);
    assert_int_equal(html_reader.finish(reader), XBZ_OK);
    html_reader.close(reader);
    assert_int_equal(page_document_end(&page), XBZ_OK);
    stream_flush(&to);
    return buf_cstr(&out);
}

#define TAG(id, decimals, more)                                                                                        \
    "<ix:nonFraction id=\"f" #id "\" name=\"gaap-lite:Sales\" contextRef=\"c1\" unitRef=\"USD\" decimals=\"" #decimals \
    "\"" more
#define NUMBER " format=\"ixt:num-dot-decimal\">"
#define END    "</ix:nonFraction>"

static void expect(const char *shown, const char *part)
{
    if (!strstr(shown, part))
        print_error("not found: %s\nin %s\n", part, shown);
    assert_non_null(strstr(shown, part));
}

static void test_scale_and_sign(void **state)
{
    const struct wanted facts[] = {{"-1234000", -3, "<td id=a>$(1,234)</td>", &usd},
                                   {"0", 0, "<td id=b>&#151;</td>", &usd},
                                   {"1.5", 1, "<td id=c>1.5</td>", &usd}};
    (void)state;
    const char *shown =
        show("<table><tr><td id=a>$(1,234)</td><td id=b>&#151;</td><td id=c>1.5</td></table>", facts, 3);
    expect(shown, "$(" TAG(1, -3, " scale=\"3\" sign=\"-\"" NUMBER) "1,234" END ")");
    expect(shown, TAG(2, 0, " format=\"ixt:fixed-zero\">") "\xE2\x80\x94" END);
    expect(shown, TAG(3, 1, NUMBER) "1.5" END);
}

static void test_split(void **state)
{
    const struct wanted facts[] = {{"1234", 0, "<td>1,<b>2</b><i>34</i></td>", &usd}};
    (void)state;
    expect(show("<table><td>1,<b>2</b><i>34</i></td></table>", facts, 1),
           "<td>" TAG(1, 0, NUMBER) "1,234" END "<b></b><i></i></td>");
}

static void test_not_across_cells(void **state)
{
    const struct wanted facts[] = {{"1234", 0, "<td>12<td>34", &usd}, {"125", 0, "<td>12<sup>5</sup>", &usd}};
    (void)state;
    assert_null(strstr(show("<table><td>12<td>34<td>12<sup>5</sup></table>", facts, 2), "<ix:"));
}

static void test_shared(void **state)
{
    const struct wanted facts[] = {{"5", 0, "<p>par value 5 or 5</p>", &usd},
                                   {"5", 0, "<p>par value 5 or 5</p>", &usd},
                                   {"-5", 0, "<p>par value 5 or 5</p>", &usd},
                                   {"5", 0, "<p>par value 5 or 5</p>", &pure}};
    (void)state;
    const char *shown = show("<p>par value 5 or 5</p>", facts, 4);
    expect(shown, TAG(1, 0, NUMBER) TAG(3, 0, " sign=\"-\"" NUMBER) "5" END END " or " TAG(2, 0, NUMBER) "5" END "<");
    assert_null(strstr(shown, "unitRef=\"pure\"")); /* of another unit: it cannot nest */
}

static void test_decimals_decide(void **state)
{
    const struct wanted facts[] = {{"1000", 0, "<p>1 to 1,000</p>", &usd}};
    (void)state;
    expect(show("<p>1 to 1,000</p>", facts, 1), "<p>1 to " TAG(1, 0, NUMBER) "1,000" END "</p>");
}

static void test_percent(void **state)
{
    const struct wanted facts[] = {{"0.215", 3, "<td>21.5%</td>", &pure}};
    (void)state;
    expect(show("<table><td>21.5%</td></table>", facts, 1), "decimals=\"3\" scale=\"-2\"" NUMBER "21.5" END "%");
}

static void test_nil_and_date(void **state)
{
    const struct wanted facts[] = {{"", 0, "<td>--</td>", &usd}, {"2009-06-30", 0, "<td>on June 30, 2009</td>", NULL}};
    (void)state;
    const char *shown = show("<table><td>--</td><td>on June 30, 2009</td></table>", facts, 2);
    expect(shown, "unitRef=\"USD\" xsi:nil=\"true\">--" END);
    expect(shown, "on <ix:nonNumeric id=\"f2\" name=\"gaap-lite:PeriodEnd\" contextRef=\"c1\" "
                  "format=\"ixt:date-monthname-day-year-en\">June 30, 2009</ix:nonNumeric>");
}

static void test_window_full(void **state)
{
    static char html[200000];
    struct wanted facts[] = {{"7", 0, "<td>", &usd}, {"8", 0, "<p>8</p>", &usd}};
    (void)state;
    strcpy(html, "<table><td>");
    memset(html + 11, 'x', 150000);
    strcpy(html + 150011, " 7</td></table><p>8</p>");
    static char spot[160000];
    memcpy(spot, html + 7, 150010);
    facts[0].where = spot;
    const char *shown = show(html, facts, 2);
    assert_int_equal(window_full, 1);
    assert_null(strstr(shown, "id=\"f1\""));
    expect(shown, "xxx 7</td>");
    expect(shown, "<p>" TAG(2, 0, NUMBER) "8" END "</p>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_scale_and_sign, setup, teardown),
        cmocka_unit_test_setup_teardown(test_split, setup, teardown),
        cmocka_unit_test_setup_teardown(test_not_across_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shared, setup, teardown),
        cmocka_unit_test_setup_teardown(test_decimals_decide, setup, teardown),
        cmocka_unit_test_setup_teardown(test_percent, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nil_and_date, setup, teardown),
        cmocka_unit_test_setup_teardown(test_window_full, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
