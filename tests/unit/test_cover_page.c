/* Figures and answers of cover pages. */
#include "statement/cover_page.h"

#include "cover_kit.h"

static struct arena arena;
static struct xbz_cover_page page;

static void read_cover(const char *text)
{
    arena_free(&arena);
    arena_init(&arena, (size_t)1 << 20);
    memset(&page, 0, sizeof page);
    assert_true(cover_page_read(&arena, &page, str_of(text)));
}

static void test_text_cover(void **state)
{
    (void)state;
    read_cover("          New York                   13-5651322\n"
               "   (State or other jurisdiction of  (I.R.S. Employer\n"
               "    incorporation)                  Identification No.)\n"
               "\n"
               "The aggregate market value of the voting stock held by\n"
               "nonaffiliates totalled $12,818,264 on August 31, 1999, based upon a\n"
               "price of $1.375 at the close of trading on August 31, 1999.\n"
               "\n"
               "As of September 2, 1999, there were 14,879,644 common\n"
               "shares outstanding.\n");
    assert_str(page.tax_id, "13-5651322");
    assert_str(page.state, "NY");
    assert_str(page.float_value, "12818264");
    assert_int_equal(page.float_decimals, 0);
    assert_date(page.float_date, 1999, 8, 31);
    assert_str(page.shares, "14879644");
    assert_date(page.shares_date, 1999, 9, 2);
}

static void test_scaled_float(void **state)
{
    (void)state;
    read_cover("The aggregate market value held by non-affiliates was approximately $1.25 billion at June 30, 2003.\n");
    assert_str(page.float_value, "1250000000");
    assert_int_equal(page.float_decimals, -7);
    read_cover("State the aggregate market value of stock held by non-affiliates.\n\n$3,456,789 as of May 1, 1997\n");
    assert_str(page.float_value, "3456789");
    assert_date(page.float_date, 1997, 5, 1);
}

/* What is said twice, or with two dates, is left open. */
static void test_in_doubt(void **state)
{
    (void)state;
    read_cover(
        "The aggregate market value held by affiliates was $10,000,000 and by others $20,000,000 on May 1, 1997.\n");
    assert_str(page.float_value, "");
    read_cover(
        "On May 1, 1997 the aggregate market value held by non-affiliates was $20,000,000 at the price of May 2, "
        "1997.\n");
    assert_str(page.float_value, "");
    read_cover("On May 1, 1997 there were 1,000,000 shares of Class A and 2,000,000 shares of Class B outstanding.\n");
    assert_str(page.shares, "");
    read_cover("There were 1,000,000 shares outstanding.\n");
    assert_str(page.shares, "");
    read_cover("Part no. 13-5651322-7 of an employer\n");
    assert_str(page.tax_id, "");
    read_cover("Iowa and Ohio (State or other jurisdiction)\n");
    assert_str(page.state, "");
    read_cover("West Virginia (State or other jurisdiction)\n");
    assert_str(page.state, "WV");
}

static void assert_answer(const char *boxes, const char *expected)
{
    char text[256];
    (void)snprintf(text, sizeof text, "Is the registrant a shell company (Rule 12b-2)? %s\n", boxes);
    read_cover(text);
    assert_str(page.shell, expected);
}

static void test_answers(void **state)
{
    (void)state;
    assert_answer("Yes [X] No [ ]", "true");
    assert_answer("Yes [ ] No [X]", "false");
    assert_answer("[X] Yes [ ] No", "true");
    assert_answer("[ ] Yes [X] No", "false");
    assert_answer("Yes X No", "true");
    assert_answer("Yes  No X", "false");
    assert_answer("Yes \xE2\x98\x90 No \xE2\x98\x92", "false");
    assert_answer("Yes \xC2\xA8 No \xC3\xBE", "false");
    assert_answer("Yes o No x", "false");
    assert_answer("Yes [X] No [X]", "");
    assert_answer("Yes No", "");
    read_cover("whether the registrant is a well-known seasoned issuer\nYes [X] No [ ]\n");
    assert_str(page.well_known, "Yes");
}

static void assert_filer(const char *text, const char *category, const char *small, const char *growth)
{
    read_cover(text);
    assert_str(page.category, category);
    assert_str(page.small, small);
    assert_str(page.growth, growth);
}

static void test_filers(void **state)
{
    (void)state;
    assert_filer("Is it a large accelerated filer, an accelerated filer or a smaller reporting company?\n"
                 "Large accelerated filer o  Accelerated filer x\n"
                 "Non-accelerated filer o (Do not check if a smaller reporting company) o\n"
                 "Smaller reporting company o  Emerging growth company o\n",
                 "Accelerated Filer", "false", "false");
    assert_filer("[ ] Large accelerated filer\n[ ] Accelerated filer\n[X] Non-accelerated filer\n"
                 "[X] Smaller reporting company\n[X] Emerging growth company\n",
                 "Non-accelerated Filer", "true", "true");
    assert_filer("Large accelerated filer [ ] Accelerated filer [ ] Non-accelerated filer [ ] Smaller reporting "
                 "company [X]\n",
                 "Smaller Reporting Company", "true", "");
    assert_filer("a large accelerated filer, an accelerated filer, or a non-accelerated filer\n", "", "", "");
}

static void test_full_arena(void **state)
{
    (void)state;
    struct arena small;
    arena_init(&small, 8);
    assert_false(cover_page_read(&small, &page, STR("Employer 13-5651322 and much more of it\n")));
    arena_free(&small);
}

static int done(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_cover), cmocka_unit_test(test_scaled_float), cmocka_unit_test(test_in_doubt),
        cmocka_unit_test(test_answers),    cmocka_unit_test(test_filers),       cmocka_unit_test(test_full_arena),
    };
    return cmocka_run_group_tests(tests, NULL, done);
}
