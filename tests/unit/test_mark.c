/* The lines that structure a submission. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "input/mark.h"

static enum mark mark_in(const char *line, size_t *length)
{
    return mark_of((const unsigned char *)line, strlen(line), length);
}

static void test_marks(void **state)
{
    static const struct {
        const char *line;
        enum mark mark;
    } cases[] = {
        {"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\r\n", MARK_PEM_BEGIN},
        {"-----END PRIVACY-ENHANCED MESSAGE-----", MARK_PEM_END},
        {"- -----", MARK_DASH},
        {"- 5", MARK_NONE},
        {"--- ", MARK_NONE},
        {"<SEC-DOCUMENT>0000950172-95-000354.txt", MARK_SUBMISSION},
        {"<IMS-DOCUMENT>", MARK_SUBMISSION},
        {"<SUBMISSION>", MARK_SUBMISSION},
        {"<SEC-HEADER>", MARK_HEADER},
        {"</IMS-HEADER>", MARK_HEADER_END},
        {"<DOCUMENT>", MARK_DOCUMENT},
        {"<TYPE>10-K", MARK_TYPE},
        {"<SEQUENCE>1", MARK_SEQUENCE},
        {"<FILENAME>a.htm", MARK_FILENAME},
        {"<DESCRIPTION>x", MARK_DESCRIPTION},
        {"<TEXT>", MARK_TEXT},
        {"<XBRL>", MARK_WRAPPER},
        {"</PDF>", MARK_WRAPPER_END},
        {"</TEXT>", MARK_TEXT_END},
        {"</DOCUMENT>", MARK_DOCUMENT_END},
        {"</SEC-DOCUMENT>", MARK_END},
        {"</SUBMISSION>", MARK_END},
        {"<text>", MARK_NONE},
        {"</text>", MARK_NONE},
        {" </TEXT>", MARK_NONE},
        {"</TEX", MARK_NONE},
        {"<TABLE>", MARK_NONE},
        {"<TR>", MARK_NONE},
        {"</TD>", MARK_NONE},
        {"<", MARK_NONE},
        {"", MARK_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t length = 0;
        assert_int_equal(mark_in(cases[i].line, &length), cases[i].mark);
        assert_int_equal(mark_in(cases[i].line, NULL), cases[i].mark);
        assert_true(length <= MARK_BYTES);
        if (cases[i].mark == MARK_TYPE)
            assert_int_equal(length, 6);
    }
}

static void test_ends_text(void **state)
{
    (void)state;
    assert_true(mark_ends_text(MARK_TEXT_END, false));
    assert_true(mark_ends_text(MARK_DOCUMENT, false));
    assert_true(mark_ends_text(MARK_PEM_END, true));
    assert_false(mark_ends_text(MARK_PEM_END, false));
    assert_false(mark_ends_text(MARK_TYPE, true));
    assert_false(mark_ends_text(MARK_NONE, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_marks), cmocka_unit_test(test_ends_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
