/* Names of members, documents that are no text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "input/name.h"
#include "input/submission.h"

static void test_member_names(void **state)
{
    static const struct {
        const char *path, *name;
    } cases[] = {
        {"flamel-6k.txt", "flamel-6k"},
        {"a/b.tar.gz!c/0000950172-95-000354.nc", "0000950172-95-000354"},
        {"x.tgz!10-K_AAPL_0000320193-24-000123.htm", "10-K_AAPL_0000320193-24-000123"},
        {"x.htm.gz", "x"},
        {"X.TXT.Z", "X"},
        {"plain", "plain"},
        {"v1.2", "v1.2"},
        {".txt", "_txt"},
        {"..", "_."},
        {"a!../../etc/passwd.txt", "passwd"},
        {"C:\\filings\\a.txt", "a"},
        {"a*b?c\n.txt", "a_b_c_"},
        {"-rf.txt", "_rf"},
        {"dir/", "filing"},
        {"", "filing"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char name[NAME_BYTES + 1];
        size_t n = name_of_member(str_of(cases[i].path), name);
        assert_string_equal(name, cases[i].name);
        assert_int_equal(n, strlen(name));
    }
}

static void test_long_name_is_cut(void **state)
{
    char path[1000], name[NAME_BYTES + 1];

    (void)state;
    memset(path, 'a', sizeof(path));
    assert_int_equal(name_of_member((struct xbz_str){path, sizeof(path)}, name), NAME_BYTES);
    assert_int_equal(strlen(name), NAME_BYTES);
}

static bool is_binary(const char *type, const char *filename, const char *text)
{
    struct xbz_document document = {.type = str_of(type), .filename = str_of(filename)};

    return submission_is_binary(&document, (const unsigned char *)text, strlen(text));
}

static void test_binary_documents(void **state)
{
    (void)state;
    assert_true(is_binary("GRAPHIC", "x.htm", "text"));
    assert_true(is_binary("EX-99", "logo.JPG", "text"));
    assert_true(is_binary("EX-99", "r.pdf", "text"));
    assert_true(is_binary("EX-99", "", "begin 644 logo.jpg\nM_]C_"));
    assert_true(is_binary("EX-99", "", "\n\nbegin 600 a.pdf\n"));
    assert_true(is_binary("", "", "%PDF-1.4"));
    assert_true(is_binary("", "", "\xFF\xD8\xFF\xE0"));
#define LINE  "M1TE&.#EA9@!5`/?_`/____?W]^_O[^?GY][>WM;6ULO.SL;&QL6]O;6UM:VM"
#define SMALL "M1TE&.#EA9@!5`/?_`/____?W]^_O[^?GY][>WM;6ULO.SL;&QL6]O;6UM:Vm"
#define SHORT "M1TE&.#EA9@!5`/?_`/____?W]^_O[^?GY][>WM;6ULO.SL;&QL6]O;6UM"
    assert_true(is_binary("EX-99", "", "\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n"));
    assert_true(is_binary("EX-99", "", LINE "\r\n" LINE "\r\n" LINE "\r\n" LINE "\r\n" LINE "\r\n"));
    assert_false(is_binary("EX-99", "", LINE "\n" LINE "\n" LINE "\n" LINE "\n"));
    assert_false(is_binary("EX-99", "", LINE "\n" LINE "\n" SMALL "\n" LINE "\n" LINE "\n"));
    assert_false(is_binary("EX-99", "", LINE "\n" LINE "\n" SHORT "\n" LINE "\n" LINE "\n"));
    assert_false(is_binary("EX-99", "", "begin with the figures"));
    assert_false(is_binary("EX-99", "", "begin 999 x"));
    assert_false(is_binary("EX-99", "", "begin 644"));
    assert_false(is_binary("10-K", "d10k.htm", "<html>"));
    assert_false(is_binary("10-K", "pdf", ""));
    assert_false(is_binary("", "", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_member_names),
        cmocka_unit_test(test_long_name_is_cut),
        cmocka_unit_test(test_binary_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
