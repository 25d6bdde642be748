/* Text tables from end to end: tagged, untagged, tabbed, wrapped stubs, page breaks, caps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "table_kit.h"

static struct table_kit kit;

static int setup(void **state)
{
    (void)state;
    kit_init(&kit);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    kit_free(&kit);
    return 0;
}

static const char *const income = "                  EXAMPLE CORPORATION\n"
                                  "            CONSOLIDATED STATEMENTS OF INCOME\n"
                                  "          (In thousands, except per share data)\n"
                                  "<TABLE>\n<CAPTION>\n"
                                  "                          Three Months Ended     Six Months Ended\n"
                                  "                               June 30,              June 30,\n"
                                  "                          1999         1998      1999        1998\n"
                                  "                          ----         ----      ----        ----\n"
                                  "<S>                    <C>          <C>       <C>         <C>\n"
                                  "Revenues:\n"
                                  "  Net sales............  $ 1,234     $ 1,100   $ 2,400     $ 2,200\n"
                                  "  Gain on sale of land\n"
                                  "    and buildings......       --           10        --          10\n"
                                  "                         -------      -------   -------     -------\n"
                                  "    Total revenues.....    1,234        1,110     2,400       2,210\n"
                                  "Loss (net of $22 and\n"
                                  "  $20)................      (12)          (9)      (20)        (18)\n"
                                  "                         =======      =======   =======     =======\n"
                                  "</TABLE>\n"
                                  "See accompanying notes.\n";

static void test_tagged(void **state)
{
    const char *dump = kit_read(&kit, income, 0);
    (void)state;
    assert_int_equal(kit.status, XBZ_OK);
    assert_int_equal(kit.n_tables, 1);
    ASSERT_IN_ORDER(
        dump, "scale 3/3", "lead |EXAMPLE CORPORATION", "lead |CONSOLIDATED STATEMENTS OF INCOME",
        "column 0 1999-04-01..1999-06-30 |Three Months Ended June 30, 1999", "column 1 1998-04-01..1998-06-30",
        "column 2 1999-01-01..1999-06-30 |Six Months Ended June 30, 1999", "column 3 1998-01-01..1998-06-30",
        "|Revenues:\n", "2 |Net sales\n  0 1234 $\n  1 1100 $\n  2 2400 $\n  3 2200 $\n",
        "2 [rule-below] |Gain on sale of land and buildings\n  0 nil\n  1 10\n  2 nil\n  3 10\n",
        "[rule-above] |Total revenues\n", "[double-below] |Loss (net of $22 and $20)\n  0 -12 ()\n");
    assert_non_null(strstr(buf_cstr(&kit.prose), "See accompanying notes."));
}

static void test_any_chunk(void **state)
{
    struct table_kit other;
    const char *whole = kit_read(&kit, income, 0);
    (void)state;
    for (size_t chunk = 1; chunk < 40; chunk += 6) {
        kit_init(&other);
        assert_string_equal(kit_read(&other, income, chunk), whole);
        kit_free(&other);
    }
}

static void test_untagged(void **state)
{
    const char *dump = kit_read(&kit,
                                "The results of the year are set out below and were audited by others.\n\n"
                                "           CONSOLIDATED BALANCE SHEETS\n"
                                "                               December 31, 1996     1995\n\n"
                                "Current assets\n"
                                "  Cash                                     $  883   $   83\n"
                                "  Receivables                                 845      853\n"
                                "Common stock ($.10 par value;\n"
                                "  5,500 shares authorized, 2,285\n"
                                "  and 2,293 issued in 1996 and\n"
                                "  1995, respectively)                         228      229\n"
                                "                                           ------   ------\n"
                                "Total assets                               $1,956   $1,165\n"
                                "                                           ======   ======\n\n"
                                "The accompanying notes are an integral part of these statements as a whole.\n"
                                "They should be read together with everything that stands before and after them.\n"
                                "Nothing in this paragraph is part of any table, however it may look at first.\n",
                                0);
    (void)state;
    assert_int_equal(kit.n_tables, 1);
    ASSERT_IN_ORDER(dump, "column 0 1996-12-31", "column 1 1995-12-31", "|Current assets\n",
                    "2 |Cash\n  0 883 $\n  1 83 $\n",
                    "|Common stock ($.10 par value; 5,500 shares authorized, 2,285 and 2,293 issued in 1996 and 1995, "
                    "respectively)\n"
                    "  0 228\n  1 229\n",
                    "double-below] |Total assets\n");
    assert_non_null(strstr(buf_cstr(&kit.prose), "Nothing in this paragraph"));
    assert_null(strstr(dump, "Nothing in this paragraph"));
}

static void test_tabs(void **state)
{
    const char *dump = kit_read(&kit,
                                "STATEMENT OF OPERATIONS (Amounts in thousands of dollars except share data)\n\n"
                                "\tThree months ended June 30,\t\tSix months ended June 30,\t\n"
                                "\t2008\t2009\t2008\t2009\n"
                                "Revenue:\t\t\t\t\n"
                                "License revenue\t\\$ 3,157\t\\$ 4,341\t\\$ 6,701\t\\$ 11,430\n"
                                "Total\t<u>(9,153)</u>\t<u>9,575</u>\t<u>20,018</u>\t<u>21,629</u>\n",
                                0);
    (void)state;
    assert_int_equal(kit.n_tables, 1);
    ASSERT_IN_ORDER(dump, "scale 3/0 currency USD", "column 0 2008-04-01..2008-06-30",
                    "column 1 2009-04-01..2009-06-30", "column 2 2008-01-01..2008-06-30",
                    "column 3 2009-01-01..2009-06-30", "|Revenue:\n", "|License revenue\n  0 3157 $\n",
                    "|Total\n  0 -9153 ()\n  1 9575\n");
}

static void test_two_statements(void **state)
{
    const char *dump = kit_read(&kit,
                                "CONSOLIDATED STATEMENTS OF INCOME\n"
                                "Years ended December 31           1996      1995      1994\n"
                                "Sales ......................   $ 1,234   $ 1,111   $ 1,000\n"
                                "Costs ......................     1,000     1,000       900\n"
                                "Net income .................   $   234   $   111   $   100\n"
                                "\n"
                                "                    38\n\f\n"
                                "CONSOLIDATED BALANCE SHEETS\n"
                                "December 31                                 1996      1995\n"
                                "Cash .................................   $   883   $    83\n"
                                "Receivables ..........................       845       853\n"
                                "Total assets .........................   $ 1,728   $   936\n",
                                0);
    (void)state;
    assert_int_equal(kit.n_tables, 2);
    ASSERT_IN_ORDER(dump, "column 2 1994-01-01..1994-12-31", "|Net income\n", "table 11 page-break",
                    "lead |CONSOLIDATED BALANCE SHEETS", "column 0 1996-12-31", "column 1 1995-12-31",
                    "|Total assets\n");
    assert_null(strstr(dump, "38"));
}

static void test_repeated_headings(void **state)
{
    const char *dump = kit_read(&kit,
                                "BALANCE SHEETS\n<TABLE>\n"
                                "                    June 30,    June 30,\n"
                                "ASSETS                1996        1995\n"
                                "<S>                  <C>         <C>\n"
                                "Cash                   883          83\n"
                                "Total assets           883          83\n\n"
                                "                    June 30,    June 30,\n"
                                "LIABILITIES           1996        1995\n"
                                "Payables               883          83\n"
                                "</TABLE>\n",
                                0);
    (void)state;
    assert_int_equal(kit.n_tables, 1);
    ASSERT_IN_ORDER(dump, "column 0 1996-06-30", "|Cash\n", "|Payables\n  0 883\n");
}

static void test_goes_on_after_page(void **state)
{
    const char *dump = kit_read(&kit,
                                "STATEMENTS OF CASH FLOWS\n(In millions)\n<TABLE>\n"
                                "Years ended June 30,    1996        1995\n<S> <C> <C>\n"
                                "Net income               883          83\n</TABLE>\n<PAGE>\n<TABLE>\n<S> <C> <C>\n"
                                "Dividends               (100)        (90)\n</TABLE>\n",
                                0);
    (void)state;
    assert_int_equal(kit.n_tables, 2);
    ASSERT_IN_ORDER(dump, "|Net income\n", "page-break scale 6/6", "column 0 1995-07-01..1996-06-30",
                    "|Dividends\n  0 -100 ()\n");
}

static void test_unclosed_and_odd(void **state)
{
    (void)state;
    (void)kit_read(&kit, "<TABLE>\n<TABLE>\n</TABLE>\n</TABLE>\n<S>\n</TABLE>\n<TABLE>\nA   1   2\nB   3   4", 0);
    assert_int_equal(kit.status, XBZ_OK);
    assert_int_equal(kit.n_tables, 1);
    kit_free(&kit);
    kit_init(&kit);
    (void)kit_read(&kit, "", 0);
    assert_int_equal(kit.n_tables, 0);
}

static void test_words_only(void **state)
{
    (void)state;
    (void)kit_read(&kit, "<TABLE>\n<S>   <C>\nName     Title\nA. Smith  President\n</TABLE>\n", 0);
    assert_int_equal(kit.n_tables, 0);
    assert_non_null(strstr(buf_cstr(&kit.prose), "President"));
}

static void test_caps(void **state)
{
    struct buf text;
    (void)state;
    buf_init(&text, 1 << 20);
    buf_text(&text, "<TABLE>\n");
    for (int i = 0; i < 3000; i++)
        buf_printf(&text, "Row %d     1,%03d     2,%03d\n", i, i % 1000, i % 1000);
    buf_text(&text, "</TABLE>\nA     1     2\nB     3     4\n");
    (void)kit_read(&kit, buf_cstr(&text), 0);
    assert_int_equal(kit.status, XBZ_OK);
    assert_true(kit.run.counts[XBZ_D_TABLE_TOO_LARGE] >= 1);
    buf_free(&text);
}

static void test_places(void **state)
{
    (void)state;
    (void)kit_read(&kit, "<TABLE>\nSales     1,234     1,100\nCosts\t(12)\t(9)\n</TABLE>\n", 0);
    assert_string_equal(buf_cstr(&kit.places), "2 18-23\n2 28-33\n3 40-44\n3 45-48\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tagged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_any_chunk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_untagged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tabs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_two_statements, setup, teardown),
        cmocka_unit_test_setup_teardown(test_repeated_headings, setup, teardown),
        cmocka_unit_test_setup_teardown(test_goes_on_after_page, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unclosed_and_odd, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words_only, setup, teardown),
        cmocka_unit_test_setup_teardown(test_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_caps, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
