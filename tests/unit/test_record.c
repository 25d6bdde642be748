/* Records: what is packed comes out again, every string of it, next to others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "read/text.h"
#include "record.h"

static void test_filing(void **state)
{
    struct buf bytes;
    struct xbz_filing out;
    char path[] = "a.tar!b.nc", name[] = "0000912345-98-000001";
    struct xbz_filing filing = {.path = str_of(path),
                                .name = str_of(name),
                                .accession = str_of(name),
                                .cik = STR("0000912345"),
                                .registrant = STR("EXAMPLE \xC3\x84 INC"),
                                .form = STR("10-K"),
                                .file_number = STR("1-5075"),
                                .sic = STR("3711"),
                                .period = {1997, 12, 31},
                                .filed = {1998, 3, 31},
                                .fiscal_month = 12,
                                .fiscal_day = 31};
    (void)state;
    buf_init(&bytes, 4096);
    record_pack_filing(&bytes, &filing);
    memset(path, '?', sizeof path - 1); /* the record stands alone */
    memset(name, '?', sizeof name - 1);
    record_read_filing(buf_view(&bytes), &out);
    assert_true(str_eq(out.path, STR("a.tar!b.nc")));
    assert_true(str_eq(out.name, STR("0000912345-98-000001")));
    assert_true(str_eq(out.accession, STR("0000912345-98-000001")));
    assert_true(str_eq(out.cik, filing.cik));
    assert_true(str_eq(out.registrant, filing.registrant));
    assert_true(str_eq(out.form, filing.form));
    assert_true(str_eq(out.file_number, filing.file_number));
    assert_int_equal(out.symbol.n, 0);
    assert_true(str_eq(out.sic, filing.sic));
    assert_int_equal(out.state.n, 0);
    assert_int_equal(out.period.year, 1997);
    assert_int_equal(out.filed.day, 31);
    assert_int_equal(out.fiscal_month, 12);
    buf_free(&bytes);
}

/* The strings of the cover page too come out of the record, not out of what the reader has gone on from. */
static void test_every_string(void **state)
{
    static char letters[sizeof(struct xbz_filing)];
    struct xbz_filing filing, out;
    struct buf bytes;
    (void)state;
    memset(letters, 'x', sizeof letters);
    memset(&filing, 0, sizeof filing);
    struct xbz_cover_page *page = &filing.page;
    struct xbz_str *const strings[] = {&filing.symbol,    &filing.state,    &page->tax_id,  &page->state,
                                       &page->street,     &page->street2,   &page->city,    &page->region,
                                       &page->zip,        &page->phone,     &page->shares,  &page->float_value,
                                       &page->well_known, &page->voluntary, &page->current, &page->interactive,
                                       &page->shell,      &page->small,     &page->growth,  &page->category};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = (struct xbz_str){letters, i + 1};
    buf_init(&bytes, 8192);
    record_pack_filing(&bytes, &filing);
    record_read_filing(buf_view(&bytes), &out);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        const struct xbz_str *got =
            (const void *)((const char *)&out + ((const char *)strings[i] - (const char *)&filing));
        assert_int_equal(got->n, i + 1);
        assert_true(got->p >= bytes.p && got->p + got->n <= bytes.p + bytes.n);
    }
    buf_free(&bytes);
}

static void test_document(void **state)
{
    struct buf bytes;
    struct xbz_document out;
    const struct xbz_reader_ops *reader;
    const struct xbz_document document = {.type = STR("EX-13"), .sequence = 4, .offset = 123456789012};
    (void)state;
    buf_init(&bytes, 4096);
    record_pack_document(&bytes, &document, &text_reader);
    record_read_document(buf_view(&bytes), &out, &reader);
    assert_true(str_eq(out.type, STR("EX-13")));
    assert_int_equal(out.filename.n, 0);
    assert_int_equal(out.sequence, 4);
    assert_int_equal(out.offset, 123456789012);
    assert_ptr_equal(reader, &text_reader);
    buf_free(&bytes);
}

static void test_diagnostics(void **state)
{
    struct buf bytes;
    struct xbz_diag out;
    const struct xbz_diag first = {.code = XBZ_D_INPUT_CORRUPT, .level = XBZ_FAILED, .path = "a", .detail = ""};
    const struct xbz_diag second = {
        .code = XBZ_D_SUM_VERIFIED, .document = "10-K", .line = 7, .accession = "x", .detail = "A = B"};
    (void)state;
    buf_init(&bytes, 4096);
    record_pack_diag(&bytes, &first);
    record_pack_diag(&bytes, &second);
    struct xbz_str rest = buf_view(&bytes);
    size_t n = record_read_diag(rest, &out);
    assert_int_equal(out.code, XBZ_D_INPUT_CORRUPT);
    assert_int_equal(out.level, XBZ_FAILED);
    assert_string_equal(out.path, "a");
    assert_string_equal(out.detail, "");
    assert_null(out.document);
    rest = str_sub(rest, n, rest.n);
    n = record_read_diag(rest, &out);
    assert_int_equal(n, rest.n);
    assert_string_equal(out.document, "10-K");
    assert_string_equal(out.accession, "x");
    assert_string_equal(out.detail, "A = B");
    assert_null(out.path);
    assert_int_equal(out.line, 7);
    buf_free(&bytes);
}

static void test_full(void **state)
{
    struct buf bytes;
    const struct xbz_filing filing = {.path = STR("a long path to a member of an archive")};
    (void)state;
    buf_init(&bytes, sizeof filing + 10);
    record_pack_filing(&bytes, &filing);
    assert_true(bytes.full);
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filing),      cmocka_unit_test(test_every_string), cmocka_unit_test(test_document),
        cmocka_unit_test(test_diagnostics), cmocka_unit_test(test_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
