/* cover_kit.h - comparing what covers say. */
#ifndef XBZ_TESTS_COVER_KIT_H
#define XBZ_TESTS_COVER_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static inline void assert_str(struct xbz_str s, const char *expected)
{
    if (s.n != strlen(expected) || (s.n && memcmp(s.p, expected, s.n) != 0))
        fail_msg("\"%.*s\" is not \"%s\"", (int)s.n, s.p ? s.p : "", expected);
}

static inline void assert_date(struct xbz_date d, int year, unsigned month, unsigned day)
{
    assert_int_equal(d.year, year);
    assert_int_equal(d.month, month);
    assert_int_equal(d.day, day);
}

#endif
