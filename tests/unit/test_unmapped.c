/* Captions without a concept: what is collected of a filing, how it is counted, what goes when the table is full. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "unmapped.h"

struct kit {
    struct xbz_taxonomy *taxonomy;
    struct unmapped *unmapped;
    struct buf text;
};

static void open_kit(struct kit *k)
{
    assert_int_equal(xbz_taxonomy_load(&k->taxonomy, NULL, NULL, NULL), XBZ_OK);
    assert_int_equal(unmapped_new(&k->unmapped, k->taxonomy), XBZ_OK);
    buf_init(&k->text, 8 << 20);
}

static void close_kit(struct kit *k)
{
    buf_free(&k->text);
    unmapped_free(k->unmapped);
    xbz_taxonomy_free(k->taxonomy);
}

static int to_buf(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static const char *report(struct kit *k)
{
    struct stream stream;
    stream_init(&stream, to_buf, &k->text);
    unmapped_write(k->unmapped, &stream);
    stream_flush(&stream);
    return buf_cstr(&k->text);
}

static void test_counts(void **state)
{
    struct kit k;
    (void)state;
    open_kit(&k);
    unmapped_add(k.unmapped, STR("\001Kiln fund\n\001Kiln funds (Note 3)\n\002Kiln fund\n"));
    unmapped_add(k.unmapped, STR(""));
    unmapped_add(k.unmapped, STR("\001KILN FUND\n\004Quarry costs\n"));
    assert_string_equal(report(&k), "# line items without a concept: count, filings, statement, caption\n"
                                    "3\t2\tBS\tKiln fund\n"
                                    "1\t1\tIS\tKiln fund\n"
                                    "1\t1\tCF\tQuarry costs\n");
    close_kit(&k);
}

/* A long caption is cut between characters. */
static void test_long(void **state)
{
    struct kit k;
    struct buf line;
    (void)state;
    open_kit(&k);
    buf_init(&line, 4096);
    buf_byte(&line, XBZ_INCOME);
    for (int i = 0; i < 151; i++)
        buf_byte(&line, 'x');
    buf_text(&line, "\xc3\xa9nd\n");
    unmapped_add(k.unmapped, buf_view(&line));
    const char *text = report(&k), *row = strchr(text, '\n') + 1;
    assert_int_equal(strlen(row), strlen("1\t1\tIS\t") + 151 + 1);
    buf_free(&line);
    close_kit(&k);
}

/* Letters only: figures are no part of a key. */
static void name(char out[8], unsigned n)
{
    for (int i = 0; i < 6; i++, n /= 20)
        out[i] = "bcdfghjklmnpqrtvwxyz"[n % 20];
    out[6] = '\0';
}

static void test_full(void **state)
{
    struct kit k;
    char caption[8], line[32];
    (void)state;
    open_kit(&k);
    for (int i = 0; i < 3; i++)
        unmapped_add(k.unmapped, STR("\001Kiln fund\n"));
    for (unsigned i = 0; i < 2 * UNMAPPED_CAPTIONS; i++) {
        name(caption, i);
        size_t n = (size_t)snprintf(line, sizeof line, "%c%s\n", XBZ_INCOME, caption);
        unmapped_add(k.unmapped, (struct xbz_str){line, n});
    }
    const char *text = report(&k);
    assert_non_null(strstr(text, "# captions that occur 2 times or less may be missing"));
    assert_non_null(strstr(text, "\n3\t3\tBS\tKiln fund\n"));
    size_t rows = 0;
    for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++)
        rows++;
    assert_true(rows <= UNMAPPED_CAPTIONS + 2);
    close_kit(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts), cmocka_unit_test(test_long),
                                       cmocka_unit_test(test_full)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
