/* Headers of submissions in both dialects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "input/header.h"
#include "input_tools.h"

#define assert_str(s, text) assert_true(str_eq((s), str_of(text)))

static struct told told;
static struct xbz_run run;
static struct header header;

static int set_up(void **state)
{
    (void)state;
    run = make_run(&told, 64);
    header_init(&header, &run);
    header_begin(&header, STR("a.txt"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    header_free(&header);
    return 0;
}

/* Feeds text line by line. */
static void feed(const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        assert_int_equal(header_line(&header, (struct xbz_str){text, n}), XBZ_OK);
        text += n + (text[n] == '\n');
    }
    header_finish(&header);
}

static void test_labels(void **state)
{
    (void)state;
    feed("<SEC-DOCUMENT>0000930413-08-001093.txt : 20080220\n"
         "<SEC-HEADER>0000930413-08-001093.hdr.sgml : 20080220\n"
         "<ACCEPTANCE-DATETIME>20080219175909\n"
         "ACCESSION NUMBER:\t\t0000930413-08-001093\r\n"
         "CONFORMED SUBMISSION TYPE:\t10KSB\n"
         "CONFORMED PERIOD OF REPORT:\t20071231\n"
         "FILED AS OF DATE:\t\t20080220\n\n"
         "FILER:\n\n"
         "\tCOMPANY DATA:\t\n"
         "\t\tCOMPANY CONFORMED NAME:\t\t\t24HOLDINGS INC\n"
         "\t\tCENTRAL INDEX KEY:\t\t\t0001025315\n"
         "\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tBLANK CHECKS [6770]\n"
         "\t\tIRS NUMBER:\t\t\t\t330726608\n"
         "\t\tSTATE OF INCORPORATION:\t\t\tDE\n"
         "\t\tFISCAL YEAR END:\t\t\t1231\n"
         "\tFILING VALUES:\n"
         "\t\tFORM TYPE:\t\t10KSB/A\n"
         "\t\tSEC FILE NUMBER:\t000-22281\n"
         "\tBUSINESS ADDRESS:\t\n"
         "\t\tSTREET 1:\t\t47 SCHOOL STREET\n"
         "\t\tSTREET 2:\t\t\n"
         "\t\tCITY:\t\t\tCHATHAM\n"
         "\t\tSTATE:\t\t\tX0\n"
         "\t\tZIP:\t\t\t07928\n"
         "\t\tBUSINESS PHONE:\t\t973-635-4047\n"
         "\tMAIL ADDRESS:\t\n"
         "\t\tSTREET 1:\t\tELSEWHERE\n"
         "\t\tSTREET 2:\t\tSUITE 1\n"
         "\tFORMER COMPANY:\t\n"
         "\t\tFORMER CONFORMED NAME:\tSCOOP INC/DE\n");
    assert_str(header.filing.accession, "0000930413-08-001093");
    assert_str(header.filing.form, "10KSB");
    assert_str(header.filing.registrant, "24HOLDINGS INC");
    assert_str(header.filing.cik, "0001025315");
    assert_str(header.filing.sic, "6770");
    assert_str(header.filing.state, "DE");
    assert_str(header.filing.page.tax_id, "33-0726608");
    assert_str(header.filing.page.street, "47 SCHOOL STREET");
    assert_int_equal(header.filing.page.street2.n, 0);
    assert_str(header.filing.page.city, "CHATHAM");
    assert_str(header.filing.page.region, "X0");
    assert_str(header.filing.page.zip, "07928");
    assert_str(header.filing.page.phone, "973-635-4047");
    assert_str(header.filing.file_number, "000-22281");
    assert_int_equal(header.filing.period.year, 2007);
    assert_int_equal(header.filing.period.day, 31);
    assert_int_equal(header.filing.filed.month, 2);
    assert_int_equal(header.filing.fiscal_month, 12);
    assert_int_equal(header.filing.fiscal_day, 31);
    assert_int_equal(header.filers, 1);
    assert_true(header.known);
    assert_int_equal(told.all, 0);
}

static void test_tags(void **state)
{
    (void)state;
    feed("<SUBMISSION>\n<ACCESSION-NUMBER>0000950172-95-000354\n<TYPE>10-K\n<PERIOD>19950630\n"
         "<FILING-DATE>19950928\n<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>SMITH &amp; SONS\n<CIK>0000012345\n"
         "<ASSIGNED-SIC>3949\n<STATE-OF-INCORPORATION>NY\n<FISCAL-YEAR-END>0630\n</COMPANY-DATA>\n"
         "<FILING-VALUES>\n<FORM-TYPE>10-K\n<FILE-NUMBER>001-09999\n</FILING-VALUES>\n</FILER>\n"
         "<FILER>\n<CONFORMED-NAME>SECOND CO\n<CIK>2\n</FILER>\n");
    assert_str(header.filing.accession, "0000950172-95-000354");
    assert_str(header.filing.form, "10-K");
    assert_str(header.filing.registrant, "SMITH & SONS");
    assert_str(header.filing.cik, "0000012345");
    assert_str(header.filing.sic, "3949");
    assert_str(header.filing.file_number, "001-09999");
    assert_int_equal(header.filing.fiscal_month, 6);
    assert_int_equal(header.filers, 2);
}

/* Whose filing it is does not depend on who is named first. */
static void test_ranks(void **state)
{
    (void)state;
    feed("FILED BY:\n COMPANY CONFORMED NAME: RAIDER\n CENTRAL INDEX KEY: 1\n STATE OF INCORPORATION: NV\n"
         "SUBJECT COMPANY:\n COMPANY CONFORMED NAME: TARGET\n CENTRAL INDEX KEY: 2\n"
         "FILED BY:\n COMPANY CONFORMED NAME: OTHER\n");
    assert_str(header.filing.registrant, "TARGET");
    assert_str(header.filing.cik, "2");
    assert_str(header.filing.state, "");
    assert_int_equal(header.filers, 0);

    header_begin(&header, STR("a.txt"));
    feed("<FILED-BY>\n<CONFORMED-NAME>ONLY ONE\n<CIK>7\n<FORM-TYPE>8-K\n</FILED-BY>\n");
    assert_str(header.filing.registrant, "ONLY ONE");
    assert_str(header.filing.form, "8-K");
}

static void test_invalid_values(void **state)
{
    (void)state;
    feed("ACCESSION NUMBER: ../../etc/passwd\nCONFORMED PERIOD OF REPORT: 19951399\nFILED AS OF DATE: soon\n"
         "FISCAL YEAR END: 1331\nCENTRAL INDEX KEY: ABC\n");
    assert_int_equal(told.n[XBZ_D_HEADER_INVALID], 5);
    assert_int_equal(told.all, 5);
    assert_string_equal(told.path, "a.txt");
    assert_int_equal(header.filing.accession.n, 0);
    assert_int_equal(header.filing.cik.n, 0);
    assert_int_equal(header.filing.period.year, 0);
    assert_int_equal(header.filing.filed.year, 0);
    assert_int_equal(header.filing.fiscal_month, 0);
}

static void test_variants(void **state)
{
    (void)state;
    feed("<SEC-DOCUMENT>/in/edgar/data/20001017/0000914190-00-000303/0000914190-00-000303.txt : 20001017\n"
         "STANDARD INDUSTRIAL CLASSIFICATION: [3949 ]\nFISCAL YEAR END: 0229\nCOMPANY CONFORMED NAME: SOCI\xC9T\xC9\n"
         "no label here\n: empty name\nNAME WITHOUT VALUE:\n<UNCLOSED\n<>\n\n");
    assert_str(header.filing.accession, "0000914190-00-000303");
    assert_str(header.filing.sic, "3949");
    assert_int_equal(header.filing.fiscal_day, 29);
    assert_str(header.filing.registrant, "SOCI\xC3\x89T\xC3\x89");
    assert_int_equal(told.all, 0);

    header_begin(&header, STR("a.txt"));
    feed("STANDARD INDUSTRIAL CLASSIFICATION: 2621\n");
    assert_str(header.filing.sic, "2621");
    assert_int_equal(header.filing.accession.n, 0);
}

/* A long value is cut between characters, and any number of repeats takes no more memory. */
static void test_long_and_repeated(void **state)
{
    char line[8000];
    size_t n = (size_t)snprintf(line, sizeof(line), "COMPANY CONFORMED NAME: x");

    (void)state;
    while (n + 2 < sizeof(line)) {
        line[n++] = '\xC3';
        line[n++] = '\xA9';
    }
    for (int i = 0; i < 5000; i++)
        assert_int_equal(header_line(&header, (struct xbz_str){line, n}), XBZ_OK);
    assert_true(header.filing.registrant.n > 1000 && header.filing.registrant.n <= 1024);
    assert_int_equal(header.filing.registrant.p[header.filing.registrant.n - 1], '\xA9');
    assert_true(header.arena.held < 300 * 1024);
}

static void test_accession(void **state)
{
    (void)state;
    assert_true(header_is_accession(STR("0000950172-95-000354")));
    assert_false(header_is_accession(STR("0000950172-95-00035")));
    assert_false(header_is_accession(STR("0000950172.95-000354")));
    assert_false(header_is_accession(STR("000095017A-95-000354")));
    assert_false(header_is_accession(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_labels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tags, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ranks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_invalid_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_variants, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_and_repeated, set_up, tear_down),
        cmocka_unit_test(test_accession),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
