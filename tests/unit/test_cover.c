/* What covers say of a filing, in the forms' own wording. */
#include "statement/cover.h"

#include "cover_kit.h"

static struct arena arena;
static struct xbz_filing filing;
static struct cover cover;

static int renew(void **state)
{
    (void)state;
    arena_free(&arena);
    arena_init(&arena, (size_t)1 << 20);
    memset(&filing, 0, sizeof filing);
    cover_start(&cover, &arena, &filing);
    return 0;
}

static int done(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Each line from memory of its own that is gone afterwards. */
static void read_lines(const char *text)
{
    while (*text) {
        char line[512];
        size_t n = strcspn(text, "\n");
        assert_true(n < sizeof line);
        memcpy(line, text, n);
        assert_true(cover_line(&cover, (struct xbz_str){line, n}));
        memset(line, '#', n);
        text += n + (text[n] == '\n');
    }
}

static void one(const char *text)
{
    (void)renew(NULL);
    read_lines(text);
}

static void test_10k(void **state)
{
    (void)state;
    read_lines("                  SECURITIES AND EXCHANGE COMMISSION\n"
               "                       WASHINGTON, D.C. 20549\n"
               "                             FORM 10-K405\n"
               "(Mark One)\n"
               "[X] ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934\n"
               "        For the fiscal year ended December 31, 1996\n"
               "                  Commission file number 1-6991\n"
               "                       WIDGET STORES, INC.\n"
               "        (Exact name of registrant as specified in its charter)\n"
               "   Delaware                     71-0415188\n");
    assert_str(filing.form, "10-K405");
    assert_str(filing.registrant, "WIDGET STORES, INC.");
    assert_str(filing.file_number, "1-6991");
    assert_date(filing.period, 1996, 12, 31);
    assert_str(filing.symbol, "");
    assert_str(filing.cik, "");
}

static void test_10q(void **state)
{
    (void)state;
    read_lines("Form 10-Q\n"
               "For the quarterly period ended Sept. 30, 2001\n"
               "Commission File Number:\n"
               "000-28508\n"
               "**FLAMEX S.A.**\n"
               "(Exact name of small business issuer; name of registrant)\n");
    assert_str(filing.form, "10-Q");
    assert_date(filing.period, 2001, 9, 30);
    assert_str(filing.file_number, "000-28508");
    assert_str(filing.registrant, "FLAMEX S.A.");
}

static void test_6k(void **state)
{
    (void)state;
    read_lines("FORM 6-K\n"
               "REPORT OF FOREIGN PRIVATE ISSUER\n"
               "For the month of August, 2009\n"
               "Flamex Technologies S.A.\n"
               "(Translation of registrant's name into English)\n"
               "LYON, France - Flamex Technologies (Nasdaq: FLMX) today announced\n"
               "(Exchange: NYSE: OTHR)\n");
    assert_str(filing.form, "6-K");
    assert_str(filing.registrant, "Flamex Technologies S.A.");
    assert_str(filing.symbol, "FLMX"); /* the first counts */
    assert_int_equal(filing.period.year, 0);
}

static void test_forms(void **state)
{
    static const char *const forms[][2] = {
        {"FORM 10-K", "10-K"},  {"form 8-k/a", "8-K/A"},
        {"Form  20-F", "20-F"}, {"FORM 10-K FOR 1996", "10-K"},
        {"FORM 10 K", ""},      {"FORM 10", ""},
        {"FORM10-K", ""},       {"Form of report 10-K", ""},
        {"Formula 10-K", ""},   {"FORM 10-K which this report incorporates by reference", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        one(forms[i][0]);
        assert_str(filing.form, forms[i][1]);
    }
}

static void test_file_numbers(void **state)
{
    static const char *const numbers[][2] = {
        {"Commission file number 0-12345", "0-12345"},
        {"Commission File No. 33-12345-01", "33-12345-01"},
        {"COMMISSION FILE NUMBER: 001-11111, 001-22222", "001-11111"},
        {"Commission file number\nsee 1-10", ""},
        {"Commission file number\n\n   1-6991", "1-6991"},
        {"Commission file number\nDelaware\n1-6991", ""},
        {"71-0415188", ""},
        {"71-0415188 Commission file number 1-6991", "1-6991"},
        {"Commission file number A1-6991", ""},
        {"Commission file number 1-2-3-4567", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        one(numbers[i][0]);
        assert_str(filing.file_number, numbers[i][1]);
    }
}

static void test_names(void **state)
{
    (void)state;
    /* Lines that are no names stand between; the last that may be one is it. */
    one("ACME CORP\n(Exact name of registrant as specified in its charter)\n");
    assert_str(filing.registrant, "ACME CORP");
    one("ACME CORP\n--------------\n(Exact name of registrant)\n");
    assert_str(filing.registrant, "ACME CORP");
    one("ACME CORP\n(a Delaware company)\nCommission file number 1-2345\n(Name of issuer)\n");
    assert_str(filing.registrant, "ACME CORP");
    one("3COM\nTranslation of registrant's name\n");
    assert_str(filing.registrant, "3COM");
    one("(Exact name of registrant)\nACME CORP\n");
    assert_str(filing.registrant, "");
    /* The first one counts. */
    one("ACME CORP\n(Exact name of registrant)\nOTHER\n(Exact name of registrant)\n");
    assert_str(filing.registrant, "ACME CORP");
    /* The name of the document before is none. */
    (void)renew(NULL);
    read_lines("ACME CORP\n");
    cover_document(&cover);
    read_lines("(Exact name of registrant)\n");
    assert_str(filing.registrant, "");
}

static void test_periods(void **state)
{
    (void)state;
    one("For the fiscal year ended June 30, 2009\n");
    assert_date(filing.period, 2009, 6, 30);
    one("FOR THE QUARTER ENDED MARCH 31,1995\n");
    assert_date(filing.period, 1995, 3, 31);
    one("For the 13 weeks ended May 4, 1996\n");
    assert_date(filing.period, 1996, 5, 4);
    one("For the fiscal year ended June 31, 2009\n");
    assert_int_equal(filing.period.year, 0);
    one("For the fiscal year ended June 30\n");
    assert_int_equal(filing.period.year, 0);
    one("in the year ended June 30, 2009 sales rose\n");
    assert_int_equal(filing.period.year, 0);
    one("For the fiscal year ended June 30, 2009\nFor the fiscal year ended June 30, 2010\n");
    assert_date(filing.period, 2009, 6, 30);
}

static void test_symbols(void **state)
{
    static const char *const symbols[][2] = {
        {"(Nasdaq: FLML)", "FLML"},
        {"(NYSE:XYZ)", "XYZ"},
        {"NASDAQ National Market: \"ABCD\"", "ABCD"},
        {"New York Stock Exchange: BRK.A", "BRK.A"},
        {"(AMEX: ABC.)", "ABC"},
        {"Nasdaq: Abc", ""},
        {"Nasdaq: TOOLONGNAME", ""},
        {"Nasdaq", ""},
        {"Nasdaq:", ""},
        {"Nasdaqs: ABC", ""},
        {"Nasdaq) and others: ABC", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        one(symbols[i][0]);
        assert_str(filing.symbol, symbols[i][1]);
    }
}

static void test_cik(void **state)
{
    (void)state;
    one("Central Index Key: 0000123456\n");
    assert_str(filing.cik, "0000123456");
    one("(Central Index Key No. 1234)\n");
    assert_str(filing.cik, "1234");
    one("Central Index Key 12\n");
    assert_str(filing.cik, "");
    one("Central Index Key 12345678901\n");
    assert_str(filing.cik, "");
    one("Central Index Key\n");
    assert_str(filing.cik, "");
}

static void test_header_is_kept(void **state)
{
    (void)state;
    filing.form = STR("10-K");
    filing.registrant = STR("HEADER INC");
    filing.period = (struct xbz_date){2000, 1, 2};
    read_lines("FORM 10-Q\nACME\n(Exact name of registrant)\nFor the fiscal year ended June 30, 2009\n");
    assert_str(filing.form, "10-K");
    assert_str(filing.registrant, "HEADER INC");
    assert_date(filing.period, 2000, 1, 2);
}

static void test_first_lines_only(void **state)
{
    (void)state;
    for (int i = 0; i < COVER_LINES; i++)
        read_lines("words\n\n");
    read_lines("FORM 10-K\n(Nasdaq: AAAA)\n");
    assert_str(filing.form, "");
    assert_str(filing.symbol, "AAAA");
    (void)renew(NULL);
    for (int i = 0; i < SYMBOL_LINES + 1; i++)
        read_lines("words\n");
    read_lines("(Nasdaq: AAAA)\n");
    assert_str(filing.symbol, "");
    /* Another document begins anew. */
    cover_document(&cover);
    read_lines("FORM 10-K\n");
    assert_str(filing.form, "10-K");
}

static void test_any_bytes(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int i = 0; i < 3000; i++) {
        static const char *const starts[] = {
            "Form ", "commission file ",         "for the year ended June ", "Nasdaq: ", "central index key ",
            "**",    "(Exact name of registrant"};
        char line[64];
        size_t n = (size_t)snprintf(line, sizeof line, "%s", starts[(size_t)i % 7]);
        size_t whole = n + (seed >> 20) % 8;
        for (; n < whole; n++) {
            seed = seed * 1103515245u + 12345u;
            line[n] = "0123456789-,. :JuneK\xff*_"[(seed >> 16) % 23];
        }
        cover_document(&cover);
        assert_true(cover_line(&cover, (struct xbz_str){line, n}));
    }
    assert_true(cover_line(&cover, (struct xbz_str){NULL, 0}));
}

static void test_full_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    arena_init(&arena, 0);
    assert_false(cover_line(&cover, STR("FORM 10-K")));
    assert_false(cover_line(&cover, STR("Commission file number 1-2345")));
    assert_false(cover_line(&cover, STR("A NAME")));
    assert_false(cover_line(&cover, STR("(Nasdaq: ABCD)")));
    assert_false(cover_line(&cover, STR("Central Index Key 1234567")));
    assert_false(cover_line(&cover, STR("(nothing to keep but the line)")));
    assert_true(cover_finish(&cover));
    assert_str(filing.form, "");
    assert_str(filing.symbol, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_10k, renew),
        cmocka_unit_test_setup(test_10q, renew),
        cmocka_unit_test_setup(test_6k, renew),
        cmocka_unit_test_setup(test_forms, renew),
        cmocka_unit_test_setup(test_file_numbers, renew),
        cmocka_unit_test_setup(test_names, renew),
        cmocka_unit_test_setup(test_periods, renew),
        cmocka_unit_test_setup(test_symbols, renew),
        cmocka_unit_test_setup(test_cik, renew),
        cmocka_unit_test_setup(test_header_is_kept, renew),
        cmocka_unit_test_setup(test_first_lines_only, renew),
        cmocka_unit_test_setup(test_any_bytes, renew),
        cmocka_unit_test_setup(test_full_arena, renew),
    };
    return cmocka_run_group_tests(tests, NULL, done);
}
