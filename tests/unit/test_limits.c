/* Every cap of struct xbz_limits, reached: its own diagnostic, what is lost, and that nothing else is; caps that lose nothing
 * change nothing; the memory bound and how it is scaled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "xbrlize/xbrlize.h"

#define INPUT_MAX  ((size_t)4 << 20)
#define SUBMISSION "<SEC-DOCUMENT>x\n<SEC-HEADER>\nCONFORMED SUBMISSION TYPE: 10-Q\n</SEC-HEADER>\n"

static const char income[] = "WINDMILL CLOCK CO\n"
                             "STATEMENTS OF INCOME\n"
                             "(In thousands, except per share data)\n\n"
                             "                              Three months ended June 30,\n"
                             "                                   1998         1997\n"
                             "Net sales                        $  4,310     $  4,002\n"
                             "Cost of sales                       2,655        2,480\n"
                             "                                 --------     --------\n"
                             "Gross profit                        1,655        1,522\n"
                             "Selling expenses                      832          790\n"
                             "                                 --------     --------\n"
                             "Income before income taxes            823          732\n"
                             "Income taxes                          313          278\n"
                             "                                 --------     --------\n"
                             "Net income                       $    510     $    454\n"
                             "                                 ========     ========\n\n\n";

static const char balance[] = "BALANCE SHEETS\n"
                              "(In thousands)\n\n"
                              "                                 June 30,    December 31,\n"
                              "                                   1998          1997\n"
                              "Cash                             $    310     $    402\n"
                              "Inventories                           690          598\n"
                              "                                 --------     --------\n"
                              "Total assets                     $  1,000     $  1,000\n"
                              "                                 ========     ========\n\n\n";

static const char schedule[] = "<DOCUMENT>\n<TYPE>EX-27\n<TEXT>\n<ARTICLE> 5\n<MULTIPLIER> 1,000\n"
                               "<PERIOD-TYPE> 3-MOS\n<FISCAL-YEAR-END> DEC-31-1998\n<PERIOD-END> JUN-30-1998\n"
                               "<CASH> 310\n<TOTAL-ASSETS> 1,000\n<SALES> 4,310\n<NET-INCOME> 510\n"
                               "</TEXT>\n</DOCUMENT>\n";

static const char tagged[] =
    "<html xmlns:ix=\"http://www.xbrl.org/2013/inlineXBRL\" xmlns:us-gaap=\"http://fasb.org/us-gaap/2023\"><body>"
    "<ix:header><ix:resources><xbrli:context id=\"c\"><xbrli:entity><xbrli:identifier "
    "scheme=\"http://www.sec.gov/CIK\">"
    "0000012345</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2023-12-31</xbrli:instant>"
    "</xbrli:period></xbrli:context><xbrli:unit id=\"u\"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>"
    "</ix:resources></ix:header>"
    "<ix:nonFraction name=\"us-gaap:Assets\" contextRef=\"c\" unitRef=\"u\" decimals=\"0\">10</ix:nonFraction>"
    "<ix:nonFraction name=\"us-gaap:Liabilities\" contextRef=\"c\" unitRef=\"u\" decimals=\"0\">4</ix:nonFraction>"
    "</body></html>";

/* ---- a run ---- */

struct heard {
    unsigned counts[XBZ_D_COUNT];
};

static void listen(void *ctx, const struct xbz_diag *diag)
{
    struct heard *heard = ctx;
    heard->counts[diag->code]++;
}

struct feed_state {
    struct xbz_str bytes;
    size_t at;
};

static long give(void *ctx, void *to, size_t n)
{
    struct feed_state *feed = ctx;
    n = n < feed->bytes.n - feed->at ? n : feed->bytes.n - feed->at;
    memcpy(to, feed->bytes.p + feed->at, n);
    feed->at += n;
    return (long)n;
}

static enum xbz_status convert(const struct xbz_options *options, struct xbz_str bytes, struct heard *heard,
                               struct xbz_totals *totals)
{
    struct xbz_converter *converter;
    struct feed_state feed = {bytes, 0};
    memset(heard, 0, sizeof *heard);
    enum xbz_status status = xbz_converter_new(&converter, options, listen, heard);
    assert_int_equal(status, XBZ_OK);
    status = xbz_convert_stream(converter, "filing", give, &feed);
    enum xbz_status last = xbz_converter_finish(converter);
    *totals = xbz_converter_totals(converter);
    xbz_converter_free(converter);
    return status == XBZ_OK ? last : status;
}

static struct xbz_options options_of_test(void)
{
    struct xbz_options options;
    xbz_options_init(&options);
    options.to = "ndjson";
    options.output = "/dev/null";
    return options;
}

/* ---- inputs ---- */

static void plain(struct buf *in)
{
    buf_text(in, income);
}

/* The statement in one document, the list in another: tables that follow each other may be read as one. */
static void begin_list(struct buf *in)
{
    buf_text(in, SUBMISSION "<DOCUMENT>\n<TYPE>10-Q\n<TEXT>\n");
    buf_text(in, income);
    buf_text(in, "</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nLIST OF ARTICLES\n\n");
}

static void end_list(struct buf *in)
{
    buf_text(in, "</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n");
}

static void long_table(struct buf *in)
{
    begin_list(in);
    buf_text(in, "                                   1998         1997\n");
    for (unsigned i = 0; i < 900; i++)
        buf_printf(in, "Item of the list number %-8u %10u   %10u\n", i, i + 1000, i + 2000);
    end_list(in);
}

static void wide_table(struct buf *in)
{
    begin_list(in);
    buf_text(in, "                              1998     1997     1996     1995     1994     1993\n");
    for (unsigned i = 0; i < 8; i++)
        buf_printf(in, "Item of the list %-8u    %5u    %5u    %5u    %5u    %5u    %5u\n", i, i + 1000, i + 2000,
                   i + 3000, i + 4000, i + 5000, i + 6000);
    end_list(in);
}

static void long_line(struct buf *in)
{
    buf_text(in, income);
    for (unsigned i = 0; i < 1000; i++)
        buf_text(in, "word ");
    buf_text(in, "\n");
}

static void long_comment(struct buf *in)
{
    buf_text(in, "<html><body><p>Text</p><!-- ");
    for (unsigned i = 0; i < 1000; i++)
        buf_text(in, "word ");
    buf_text(in, "--><p>Text</p><pre>");
    buf_text(in, income);
    buf_text(in, "</pre></body></html>");
}

static void two_statements(struct buf *in)
{
    buf_text(in, income);
    buf_text(in, balance);
}

static void two_schedules(struct buf *in)
{
    buf_text(in, SUBMISSION "<DOCUMENT>\n<TYPE>10-Q\n<TEXT>\n");
    buf_text(in, income);
    buf_text(in, "</TEXT>\n</DOCUMENT>\n");
    buf_text(in, schedule);
    buf_text(in, schedule);
    buf_text(in, "</SEC-DOCUMENT>\n");
}

static void two_amounts(struct buf *in)
{
    buf_text(in, "Revenues were $4.0 million. Net income was $0.6 million.\nCash was $1.2 million.\n");
    buf_text(in, income);
}

static void tags(struct buf *in)
{
    buf_text(in, tagged);
}

static void many_contexts(struct buf *in)
{
    buf_text(in, "<xbrl xmlns=\"http://www.xbrl.org/2003/instance\" xmlns:us-gaap=\"http://fasb.org/us-gaap/2023\" "
                 "xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\"><unit "
                 "id=\"u\"><measure>iso4217:USD</measure></unit>");
    for (unsigned i = 0; i < 200; i++)
        buf_printf(in,
                   "<context id=\"c%u\"><entity><identifier scheme=\"http://www.sec.gov/CIK\">0000012345</identifier>"
                   "</entity><period><instant>%u-12-31</instant></period></context>"
                   "<us-gaap:Assets contextRef=\"c%u\" unitRef=\"u\" decimals=\"0\">%u</us-gaap:Assets>",
                   i, 1800 + i, i, i + 10);
    buf_text(in, "</xbrl>");
}

/* ---- caps that lose something ---- */

#define LIMIT(field) offsetof(struct xbz_limits, field), sizeof(((struct xbz_limits *)NULL)->field)

static const struct cap {
    const char *name;
    size_t at, size;
    size_t value;
    void (*input)(struct buf *in);
    enum xbz_code code;
    enum xbz_status status;
    bool fewer; /* facts are lost */
} caps[] = {
    {"filing_bytes", LIMIT(filing_bytes), 4000, plain, XBZ_D_ARENA_FULL, XBZ_FAIL, true},
    {"table_bytes", LIMIT(table_bytes), 65536, long_table, XBZ_D_TABLE_TOO_LARGE, XBZ_OK, false},
    {"line_bytes (text)", LIMIT(line_bytes), 200, long_line, XBZ_D_LINE_TOO_LONG, XBZ_OK, false},
    {"line_bytes (markup)", LIMIT(line_bytes), 1000, long_comment, XBZ_D_TOKEN_TOO_LONG, XBZ_OK, false},
    {"rows", LIMIT(rows), 100, long_table, XBZ_D_TABLE_TOO_LARGE, XBZ_OK, false},
    {"columns", LIMIT(columns), 3, wide_table, XBZ_D_TABLE_TOO_LARGE, XBZ_OK, false},
    {"statements", LIMIT(statements), 1, two_statements, XBZ_D_STATEMENTS_TOO_MANY, XBZ_OK, true},
    {"schedules", LIMIT(schedules), 1, two_schedules, XBZ_D_SCHEDULES_TOO_MANY, XBZ_OK, false},
    {"prose_figures", LIMIT(prose_figures), 1, two_amounts, XBZ_D_PROSE_TOO_MANY, XBZ_OK, false},
    {"context_bytes", LIMIT(context_bytes), 4000, many_contexts, XBZ_D_CONTEXTS_TOO_MANY, XBZ_FAIL, true},
    {"facts (statements)", LIMIT(facts), 3, plain, XBZ_D_FACTS_TOO_MANY, XBZ_OK, true},
    {"facts (tags)", LIMIT(facts), 1, tags, XBZ_D_FACTS_TOO_MANY, XBZ_OK, true},
};

static void set_limit(struct xbz_limits *limits, const struct cap *cap)
{
    unsigned number = (unsigned)cap->value;
    memcpy((char *)limits + cap->at, cap->size == sizeof number ? (const void *)&number : (const void *)&cap->value,
           cap->size);
}

static void test_caps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof caps / sizeof *caps; i++) {
        struct xbz_options options = options_of_test();
        struct xbz_totals all, some;
        struct heard heard;
        struct buf in;
        buf_init(&in, INPUT_MAX);
        caps[i].input(&in);
        assert_false(in.full || in.no_memory);
        print_message("%s\n", caps[i].name);
        assert_int_equal(convert(&options, buf_view(&in), &heard, &all), XBZ_OK);
        assert_int_equal(heard.counts[caps[i].code], 0);
        assert_true(all.facts > 0);
        set_limit(&options.limits, &caps[i]);
        assert_int_equal(convert(&options, buf_view(&in), &heard, &some), caps[i].status);
        assert_true(heard.counts[caps[i].code] > 0);
        if (caps[i].fewer)
            assert_true(some.facts < all.facts);
        else
            assert_int_equal(some.facts, all.facts);
        buf_free(&in);
    }
}

/* Of one code only so many are told, the rest is counted. */
static void test_repeats(void **state)
{
    struct xbz_options options = options_of_test();
    struct xbz_totals totals;
    struct heard all, some;
    struct buf in;
    (void)state;
    buf_init(&in, INPUT_MAX);
    long_line(&in);
    long_line(&in);
    long_line(&in);
    options.limits.line_bytes = 200;
    assert_int_equal(convert(&options, buf_view(&in), &all, &totals), XBZ_OK);
    assert_int_equal(all.counts[XBZ_D_LINE_TOO_LONG], 3);
    options.limits.repeats = 2;
    assert_int_equal(convert(&options, buf_view(&in), &some, &totals), XBZ_OK);
    assert_int_equal(some.counts[XBZ_D_LINE_TOO_LONG], 2);
    buf_free(&in);
}

/* ---- caps that lose nothing ---- */

static void read_file(const char *path, struct buf *out)
{
    char piece[4096];
    size_t n;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(out, piece, n);
    fclose(file);
}

static void convert_to_file(const struct xbz_limits *limits, unsigned jobs, struct xbz_str bytes, struct buf *out)
{
    char folder[] = "/tmp/limits-XXXXXX", path[64];
    struct xbz_options options;
    struct xbz_totals totals;
    struct heard heard;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/out.tar.gz", folder);
    xbz_options_init(&options);
    options.output = path;
    options.jobs = jobs;
    if (limits)
        options.limits = *limits;
    assert_int_equal(convert(&options, bytes, &heard, &totals), XBZ_OK);
    buf_init(out, INPUT_MAX);
    read_file(path, out);
    unlink(path);
    rmdir(folder);
}

static void test_buffers(void **state)
{
    struct xbz_options options;
    struct buf in, expected, actual;
    (void)state;
    buf_init(&in, INPUT_MAX);
    for (unsigned i = 0; i < 3; i++)
        two_schedules(&in);
    convert_to_file(NULL, 1, buf_view(&in), &expected);
    xbz_options_init(&options);
    struct xbz_limits *small = &options.limits;
    small->block_bytes = 7;
    small->job_bytes = 97;
    small->spool_bytes = 1;
    small->note_bytes = 1;
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        convert_to_file(small, jobs, buf_view(&in), &actual);
        assert_int_equal(actual.n, expected.n);
        assert_memory_equal(actual.p, expected.p, expected.n);
        buf_free(&actual);
    }
    buf_free(&in);
    buf_free(&expected);
}

/* ---- the bound ---- */

/* Every cap in bytes counts in it. */
static void test_bound(void **state)
{
    struct xbz_options options;
    (void)state;
    xbz_options_init(&options);
    options.jobs = 2;
    options.to = "xbri";
    options.journal = "journal";
    const struct xbz_limits base = options.limits;
    const size_t bound = xbz_memory_bound(&options);
    size_t *const fields[] = {
        &options.limits.filing_bytes, &options.limits.table_bytes,     &options.limits.line_bytes,
        &options.limits.block_bytes,  &options.limits.job_bytes,       &options.limits.spool_bytes,
        &options.limits.note_bytes,   &options.limits.window_bytes,    &options.limits.context_bytes,
        &options.limits.unpack_bytes, &options.limits.directory_bytes, &options.limits.journal_bytes};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        options.limits = base;
        *fields[i] += 1000;
        assert_true(xbz_memory_bound(&options) >= bound + 1000);
    }
    options.limits = base;
    for (size_t last = 0; options.jobs < 8; options.jobs++) {
        assert_true(xbz_memory_bound(&options) > last);
        last = xbz_memory_bound(&options);
    }
    /* What is not done takes nothing. */
    options.jobs = 2;
    options.to = "xbr";
    assert_true(xbz_memory_bound(&options) < bound);
    options.to = "xbri";
    options.journal = NULL;
    assert_true(xbz_memory_bound(&options) < bound);
    options.unmapped_report = "report";
    const size_t report = xbz_memory_bound(&options);
    options.evaluate = XBZ_EVALUATE_TEXT;
    assert_true(xbz_memory_bound(&options) > report);
    xbz_options_init(&options);
    assert_true(xbz_memory_bound(&options) <= (size_t)100 << 20);
}

static void assert_same(const struct xbz_limits *a, const struct xbz_limits *b)
{
    assert_int_equal(a->filing_bytes, b->filing_bytes);
    assert_int_equal(a->table_bytes, b->table_bytes);
    assert_int_equal(a->line_bytes, b->line_bytes);
    assert_int_equal(a->job_bytes, b->job_bytes);
    assert_int_equal(a->spool_bytes, b->spool_bytes);
    assert_int_equal(a->window_bytes, b->window_bytes);
    assert_int_equal(a->facts, b->facts);
}

static void test_scaling(void **state)
{
    struct xbz_options base, options;
    (void)state;
    xbz_options_init(&base);
    base.jobs = 4;
    const size_t whole = xbz_memory_bound(&base);
    bool worked = false;
    for (size_t mib = 600; mib > 0; mib--) {
        options = base;
        if (!xbz_limits_scale(&options, mib << 20)) {
            assert_same(&options.limits, &base.limits);
            assert_int_equal(options.jobs, 4);
            assert_true(worked && mib < 32);
            continue;
        }
        worked = true;
        assert_true(options.jobs >= 1 && options.jobs <= 4);
        assert_true(xbz_memory_bound(&options) <= mib << 20);
        assert_int_equal(mib << 20 >= whole,
                         options.jobs == 4 && options.limits.filing_bytes >= base.limits.filing_bytes);
    }
    assert_true(worked);
}

/* Much memory first makes room for large windows, then for large filings. */
static void test_scaling_up(void **state)
{
    struct xbz_options base, options;
    (void)state;
    xbz_options_init(&base);
    options = base;
    const size_t whole = xbz_memory_bound(&base);
    assert_true(xbz_limits_scale(&options, whole + ((size_t)60 << 20)));
    assert_int_equal(options.limits.unpack_bytes, base.limits.unpack_bytes + ((size_t)60 << 20));
    assert_same(&options.limits, &base.limits);
    assert_true(xbz_limits_scale(&options, SIZE_MAX));
    assert_int_equal(options.limits.unpack_bytes, XBZ_UNPACK_MOST);
    assert_int_equal(options.limits.filing_bytes, 4 * base.limits.filing_bytes);
    assert_int_equal(options.limits.facts, 4 * base.limits.facts);
    assert_int_equal(options.jobs, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_caps),  cmocka_unit_test(test_repeats), cmocka_unit_test(test_buffers),
        cmocka_unit_test(test_bound), cmocka_unit_test(test_scaling), cmocka_unit_test(test_scaling_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
