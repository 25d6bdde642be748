/* Which filings and documents are converted: lists, dates, shards, types, content. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "filter.h"
#include "read/text.h"

static void test_lists(void **state)
{
    (void)state;
    assert_true(filter_matches("10-K", STR("10-k")));
    assert_false(filter_matches("10-K", STR("10-K/A")));
    assert_true(filter_matches("10-K*,6-K", STR("10-K405/A")));
    assert_true(filter_matches("10-K*, 6-K", STR("6-K")));
    assert_true(filter_matches("*-K*", STR("10-KSB")));
    assert_false(filter_matches("EX-99.*", STR("EX-99")));
    assert_false(filter_matches("10-K", STR("")));
    assert_true(filter_matches("*", STR("")));
    assert_false(filter_matches("", STR("10-K")));
}

static void test_filings(void **state)
{
    struct xbz_options o;
    struct xbz_filing f = {.form = STR("10-K"), .cik = STR("0000012345"), .filed = {1998, 3, 31}};
    (void)state;
    xbz_options_init(&o);
    assert_true(filter_filing(&o, &f));
    o.only_forms = "10-Q,8-K";
    assert_false(filter_filing(&o, &f));
    o.only_forms = "10-K";
    o.only_cik = "99,12345"; /* zeros in front play no part */
    assert_true(filter_filing(&o, &f));
    o.only_cik = "1234";
    assert_false(filter_filing(&o, &f));
    o.only_cik = NULL;
    o.since = o.until = "1998-03-31"; /* the days themselves belong to it */
    assert_true(filter_filing(&o, &f));
    o.since = "1998-04-01";
    o.until = NULL;
    assert_false(filter_filing(&o, &f));
    o.since = NULL;
    o.until = "1998-03-30";
    assert_false(filter_filing(&o, &f));
    f.filed = (struct xbz_date){0, 0, 0};
    o.until = "2030-01-01";
    assert_false(filter_filing(&o, &f));
}

/* Every filing belongs to one shard, by its name alone, and none is much larger than the others. */
static void test_shards(void **state)
{
    enum { SHARDS = 7, FILINGS = 7000 };
    unsigned sizes[SHARDS + 1] = {0};
    (void)state;
    for (unsigned i = 0; i < FILINGS; i++) {
        char name[32];
        unsigned in = 0;
        struct xbz_options o;
        (void)snprintf(name, sizeof name, "0000912345-98-%06u", i);
        const struct xbz_filing filing = {.name = str_of(name)};
        xbz_options_init(&o);
        assert_true(filter_shard(&o, &filing));
        o.shards = SHARDS;
        for (o.shard = 1; o.shard <= SHARDS; o.shard++)
            if (filter_shard(&o, &filing)) {
                sizes[o.shard]++;
                in++;
            }
        assert_int_equal(in, 1);
    }
    for (unsigned i = 1; i <= SHARDS; i++)
        assert_in_range(sizes[i], FILINGS / SHARDS * 8 / 10, FILINGS / SHARDS * 12 / 10);
}

static const struct xbz_reader_ops *reader(const struct xbz_options *o, const char *type, const char *text)
{
    const char *why;
    const struct xbz_document document = {.type = str_of(type)};
    return filter_reader(o, &document, (const unsigned char *)text, strlen(text), &why);
}

static void test_documents(void **state)
{
    struct xbz_options o;
    (void)state;
    xbz_options_init(&o);
    assert_ptr_equal(reader(&o, "10-K", "Balance sheets\n"), &text_reader);
    assert_ptr_equal(reader(&o, "EX-13", "Balance sheets\n"), &text_reader);
    assert_ptr_equal(reader(&o, "EX-99.1", "Balance sheets\n"), &text_reader);
    assert_null(reader(&o, "EX-10", "Balance sheets\n"));
    assert_null(reader(&o, "GRAPHIC", "Balance sheets\n"));
    assert_null(reader(&o, "10-K", "begin 644 chart.jpg\nM_]C_X\n"));
    assert_null(reader(&o, "10-K", ""));
    o.only_types = "10-K";
    assert_null(reader(&o, "EX-13", "Balance sheets\n"));
}

static bool is_filing(const char *name, struct xbz_str text)
{
    struct xbz_options o;
    const char *why;
    xbz_options_init(&o);
    return filter_is_filing(&o, str_of(name), (const unsigned char *)text.p, text.n, &why);
}

static void test_members(void **state)
{
    (void)state;
    assert_true(is_filing("a", STR("Balance sheets\n")));
    assert_true(is_filing("a.json", STR("Balance sheets\n"))); /* what it is, its content says */
    assert_true(is_filing("a", STR("[LOGO]\nBalance sheets\n")));
    assert_true(is_filing("a", STR("<PAGE>\nBalance sheets\n")));
    assert_true(is_filing("a", STR("<?xml version='1.0'?><html><body><p>a</p></body></html>")));
    assert_true(is_filing("a", STR("<?xml version='1.0'?><xbrl xmlns='http://www.xbrl.org/2003/instance'>")));
    assert_false(is_filing("a", STR("<?xml version='1.0'?><linkbase>")));
    assert_false(is_filing("a", STR("\xEF\xBB\xBF\n<?xml version='1.0'?><linkbase>")));
    assert_false(is_filing("a", STR("{\"facts\": []}")));
    assert_false(is_filing("a", STR(" [\n  {")));
    assert_false(is_filing("a.txt", STR("%PDF-1.7\n")));
    assert_false(is_filing("a.gif", STR("Balance sheets\n")));
    assert_false(is_filing("a", STR("\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),     cmocka_unit_test(test_filings), cmocka_unit_test(test_shards),
        cmocka_unit_test(test_documents), cmocka_unit_test(test_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
