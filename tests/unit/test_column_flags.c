/* Columns of notes, of predecessors, and of what was reported before a restatement. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "table/column_flags.h"

static struct xbz_column column(const char *label, short year)
{
    struct xbz_column c = {.label = str_of(label)};
    c.period.kind = XBZ_INSTANT;
    c.period.end = (struct xbz_date){year, 12, 31};
    return c;
}

static void test_notes(void **state)
{
    struct xbz_column c[] = {column("Note", 1998), column("Notes receivable 1998", 1998)};
    (void)state;
    columns_flag(c, 2);
    assert_int_equal(c[0].flags, XBZ_COLUMN_NOTE);
    assert_int_equal(c[1].flags, 0);
}

static void test_predecessor(void **state)
{
    struct xbz_column c[] = {column("Predecessor 1998", 1998), column("1998", 1998), column("Predecessor 1997", 1997)};
    (void)state;
    columns_flag(c, 3);
    assert_int_equal(c[0].flags, XBZ_COLUMN_PART);
    assert_int_equal(c[1].flags, 0);
    assert_int_equal(c[2].flags, 0); /* the successor has none of that year */
}

static void test_restated(void **state)
{
    struct xbz_column c[] = {column("1998 (as restated)", 1998), column("1998 (as reported)", 1998)};
    (void)state;
    columns_flag(c, 2);
    assert_int_equal(c[0].flags, XBZ_COLUMN_RESTATED);
    assert_int_equal(c[1].flags & XBZ_COLUMN_PREVIOUS, XBZ_COLUMN_PREVIOUS);
    c[0] = column("1998", 1998);
    c[1] = column("1997 (as reported)", 1997);
    columns_flag(c, 2);
    assert_int_equal(c[1].flags & XBZ_COLUMN_PREVIOUS, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_predecessor),
        cmocka_unit_test(test_restated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
