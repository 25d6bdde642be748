/* The reader of financial data schedules: shapes of tags and figures, several schedules, what is reported. */
#include "schedule_kit.h"

#include <stdio.h>

/* Reads text in several cuts and compares dump and diagnostics each time. */
static void expect(const char *text, const char *dump, const char *diagnostics)
{
    static const size_t steps[] = {4096, 1, 2, 3, 7, 31};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct schedule_kit kit;
        kit_open(&kit);
        assert_int_equal(kit_read(&kit, text, strlen(text), steps[i]), XBZ_OK);
        assert_string_equal(buf_cstr(&kit.dump), dump);
        assert_string_equal(buf_cstr(&kit.diagnostics), diagnostics);
        kit_close(&kit);
    }
}

#define HEAD "<ARTICLE> 5\n<PERIOD-TYPE> YEAR\n<FISCAL-YEAR-END> DEC-31-1996\n<PERIOD-END> DEC-31-1996\n"
#define HEAD_DUMP                                                                                                      \
    "schedule 1 article 5 multiplier 0 currency - cik - |\n"                                                           \
    " column 1 type YEAR year-end 1996-12-31 start - end 1996-12-31\n"

static void as_most_filers_write_it(void **state)
{
    (void)state;
    expect("\n<TABLE> <S> <C>\n\n<PAGE>\n<ARTICLE> 5                        Exhibit 27\n"
           "<LEGEND>\nThis schedule contains 1,234 words\n<of> it.\n</LEGEND>\n<RESTATED>\n"
           "<CIK> 0000019617\n<NAME> THE CHASE MANHATTAN CORPORATION\n<MULTIPLIER> 1,000,000\n"
           "<CURRENCY> U.S. DOLLARS\n       \n<S>                             <C>\n"
           "<PERIOD-TYPE>                   12-MOS\n<FISCAL-YEAR-END>                          DEC-31-1998\n"
           "<PERIOD-START>                             Jan-01-1998\n<PERIOD-END>       DEC-31-1998\n"
           "<CASH>                                             299\n<PP&E>                21,758\n"
           "<EPS-PRIMARY>                                     1.14<F1>\n<FN>\n<F1>The EPS amounts 2,000 above\n"
           "reflect a split\n</FN>\n</TABLE>\n",
           "schedule 5 article 5 multiplier 1000000 currency U.S. DOLLARS cik 0000019617 restated "
           "|THE CHASE MANHATTAN CORPORATION\n"
           " column 1 type 12-MOS year-end 1998-12-31 start 1998-01-01 end 1998-12-31\n"
           " 21 CASH | 299\n 22 PP&E | 21758\n 23 EPS-PRIMARY | 1.14<F1>\n",
           "");
}

static void figures_of_all_shapes(void **state)
{
    (void)state;
    expect(HEAD "<A> (1,295)\n<B> $3.09\n<C1> .95\n<D> ($.95)\n<E> $ ( 46 )\n<F> -12\n<G> 1,142 \n<H> -\n<I> N/A\n"
                "<J> 12.5%\n<K> 330 (a)\n<L> 330*\n<M> 5-\n<N> 1,000.\n<O> NONE\n<P>\n<Q> -$7\n<R> $ 3.09 <F2>\n",
           HEAD_DUMP " 5 A | -1295\n 6 B | 3.09\n 7 C1 | 0.95\n 8 D | -0.95\n 9 E | -46\n 10 F | -12\n 11 G | 1142\n"
                     " 12 H | nil\n 13 I | \"N/A\"\n 14 J | 12.5%\n 15 K | 330(a)\n 16 L | 330*\n 17 M | -5\n"
                     " 18 N | 1000\n 19 O | nil\n 20 P | empty\n 21 Q | -7\n 22 R | 3.09<F2>\n",
           "");
}

static void unreadable_figures_are_reported(void **state)
{
    (void)state;
    expect(HEAD "<CASH> 1,2345\n<SALES> 1 234\n<CGS> NOT APPLICABLE\n",
           HEAD_DUMP " 5 CASH | \"1,2345\"\n 6 SALES | empty\n 7 CGS | \"NOT\"\n",
           "cell-unreadable 5 CASH: 1,2345\nschedule-line 6 SALES: 2 or more values for 1 columns\n");
}

static void tags_of_all_shapes(void **state)
{
    (void)state;
    expect("<article> 5. <Period-Type> 9-mos\n<PERIOD-END> SEP-30-1999 <CASH> 5 <SECURITIES> 6\n<PP&amp;E> 7\n"
           "<TOTAL ASSETS> 8\n<TOTAL-LIABILITY-AND-EQUITY>\n\n      8\n<5> 9\n<NET-INCOME 9\n",
           "schedule 1 article 5 multiplier 0 currency - cik - |\n"
           " column 1 type 9-MOS year-end - start - end 1999-09-30\n"
           " 2 CASH | 5\n 2 SECURITIES | 6\n 3 PP&E | 7\n 4 TOTAL-ASSETS | 8\n 5 TOTAL-LIABILITY-AND-EQUITY | 8\n",
           "");
}

static void lost_tags_leave_figures(void **state)
{
    (void)state;
    expect(HEAD "<BONDS> 1,426\n           0\n           12\n<COMMON> 427\n"
                "WARNING: THE EDGAR SYSTEM ENCOUNTERED ERROR(S) WHILE PROCESSING THIS SCHEDULE.\n</TABLE>\n   3\n",
           HEAD_DUMP " 5 BONDS | 1426\n 8 COMMON | 427\n", "schedule-line 6 0\nschedule-line 7 12\n");
}

static void several_columns(void **state)
{
    (void)state;
    expect("<ARTICLE> 7\n<MULTIPLIER> 1000\n<PERIOD-TYPE> 9-MOS YEAR\n<FISCAL-YEAR-END> DEC-31-1997 DEC-31-1996\n"
           "<PERIOD-START> JAN-01-1997 JAN-01-1996\n<PERIOD-END> SEP-30-1997 DEC-31-1996\n"
           "<CASH> 1,552 $ 1,234\n<EQUITIES> 7\n<MORTGAGE> 0<F1> 5<F1>\n<REAL-ESTATE> 1 2 3\n<PREMIUMS> (5) (1)\n",
           "schedule 1 article 7 multiplier 1000 currency - cik - |\n"
           " column 1 type 9-MOS year-end 1997-12-31 start 1997-01-01 end 1997-09-30\n"
           " column 2 type YEAR year-end 1996-12-31 start 1996-01-01 end 1996-12-31\n"
           " 7 CASH | 1552 | 1234\n 8 EQUITIES | empty | empty\n 9 MORTGAGE | 0<F1> | 5<F1>\n"
           " 10 REAL-ESTATE | empty | empty\n 11 PREMIUMS | -5 | -1\n",
           "schedule-line 8 EQUITIES: 1 values for 2 columns\n"
           "schedule-line 10 REAL-ESTATE: 3 or more values for 2 columns\n");
}

static void dates_of_all_shapes(void **state)
{
    static const struct {
        const char *text, *date;
    } dates[] = {
        {"Oct-01-1999", "1999-10-01"},
        {"JANUARY 31, 1998", "1998-01-31"},
        {"12/31/96", "1996-12-31"},
        {"SEP-31-1997", "-"},
        {"SEPT. 30 1997", "1997-09-30"},
        {"DEC-1996", "-"},
        {"1997", "-"},
        {"DEC-31-1996 (audited)", "1996-12-31"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char text[200], dump[200];
        (void)snprintf(text, sizeof text, "<ARTICLE> 5\n<PERIOD-END> %s\n<CASH> 1\n", dates[i].text);
        (void)snprintf(dump, sizeof dump,
                       "schedule 1 article 5 multiplier 0 currency - cik - |\n column 1 type - year-end - start - end "
                       "%s\n 3 CASH | 1\n",
                       dates[i].date);
        expect(text, dump, "");
    }
}

static void several_schedules(void **state)
{
    (void)state;
    expect("<ARTICLE> UT\n<BOOK-VALUE> PER-BOOK\n<MULTIPLIER> 1,000\n<PERIOD-END> DEC-31-1996\n<COMMON> 1\n"
           "<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1995\n<COMMON> 2\n"
           "<ARTICLE> 6\n<SERIES>\n<NUMBER> 2\n<NAME> Growth Fund\n<PERIOD-END> DEC-31-1995\n<NET-ASSETS> 3\n"
           "<ARTICLE> UT\n<BOOK-VALUE> PRO-FORMA\n<COMMON> 4\n",
           "schedule 1 article UT multiplier 1000 currency - cik - |\n"
           " column 1 type - year-end - start - end 1996-12-31\n 5 COMMON | 1\n"
           "schedule 1 article UT multiplier 1000 currency - cik - |\n"
           " column 1 type YEAR year-end - start - end 1995-12-31\n 8 COMMON | 2\n"
           "schedule 9 article 6 multiplier 0 currency - cik - series |Growth Fund\n"
           " column 1 type - year-end - start - end 1995-12-31\n 14 NET-ASSETS | 3\n"
           "schedule 15 article UT multiplier 0 currency - cik - pro-forma |\n"
           " column 1 type - year-end - start - end -\n 17 COMMON | 4\n",
           "");
}

static void multipliers(void **state)
{
    static const struct {
        const char *text;
        unsigned value;
    } multipliers[] = {{"1", 1},           {"1,000", 1000},  {"1000", 1000}, {"1,000,000", 1000000},
                       {"$1,000", 1000},   {"THOUSANDS", 0}, {"2,000", 0},   {"-1000", 0},
                       {"1000<F1>", 1000}, {"0", 0},         {"1.0", 1},     {"1000000000000", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof multipliers / sizeof *multipliers; i++) {
        struct schedule_kit kit;
        char text[100];
        kit_open(&kit);
        int n = snprintf(text, sizeof text, "<ARTICLE> 5\n<MULTIPLIER> %s\n<CASH> 1\n", multipliers[i].text);
        assert_int_equal(kit_read(&kit, text, (size_t)n, 100), XBZ_OK);
        assert_int_equal(kit.n, 1);
        assert_int_equal(kit.kept[0].schedule.multiplier, multipliers[i].value);
        kit_close(&kit);
    }
}

static void nothing_without_figures(void **state)
{
    (void)state;
    expect("", "", "");
    expect("<ARTICLE> 5\n<MULTIPLIER> 1\n", "", "");
    expect("VOLUNTARY SCHEDULE\nCash and cash items   1,234\n", "", "");
}

static void bids_on_its_tags(void **state)
{
    static const struct {
        const char *text;
        bool wanted;
    } texts[] = {
        {"<TABLE> <S> <C>\n<ARTICLE> 5\n<MULTIPLIER> 1,000\n", true},
        {"<article> 9\n<legend>\nwords", true},
        {"<html><body><pre>\n<PERIOD-TYPE> YEAR\n<TOTAL-ASSETS> 5\n", true},
        {"<html><article><p>An article</article>", false},
        {"<FISCAL-YEAR-END>1231\n<SUBMISSION>", false},
        {"VOLUNTARY SCHEDULE\nCash and cash items   1,234\n", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct xbz_reader_ops *reader =
            xbz_reader_for((const unsigned char *)texts[i].text, strlen(texts[i].text));
        assert_int_equal(reader == &schedule_reader, texts[i].wanted);
    }
}

static void too_many_tags_are_cut(void **state)
{
    struct schedule_kit kit;
    struct buf text;
    (void)state;
    kit_open(&kit);
    buf_init(&text, (size_t)1 << 20);
    for (unsigned i = 0; i < 2 * SCHEDULE_ROWS; i++)
        buf_printf(&text, "<TAG%u> %u\n", i, i);
    assert_int_equal(kit_read(&kit, text.p, text.n, 4096), XBZ_OK);
    assert_int_equal(kit.n, 1);
    assert_int_equal(kit.kept[0].schedule.n_rows, SCHEDULE_ROWS);
    assert_int_equal(kit.run.counts[XBZ_D_SCHEDULE_LINE], 1);
    buf_free(&text);
    kit_close(&kit);
}

/* A tag with more than it may keep, more columns than there may be, and an arena that is too small for any. */
static void caps_hold(void **state)
{
    struct schedule_kit kit;
    struct buf text;
    (void)state;
    kit_open(&kit);
    buf_init(&text, (size_t)1 << 20);
    buf_text(&text, "<ARTICLE> 5\n<PERIOD-END>");
    for (unsigned i = 0; i < 3 * SCHEDULE_COLUMNS; i++)
        buf_text(&text, " DEC-31-1996");
    buf_text(&text, "\n<CASH>");
    for (unsigned i = 0; i < 3 * SCHEDULE_VALUE; i++)
        buf_text(&text, " 1");
    assert_int_equal(kit_read(&kit, text.p, text.n, 4096), XBZ_OK);
    assert_int_equal(kit.kept[0].schedule.n_columns, SCHEDULE_COLUMNS);
    assert_int_equal(kit.kept[0].schedule.rows[0].values[0].kind, XBZ_EMPTY);
    kit.run.limits.table_bytes = 1000;
    assert_int_equal(kit_read(&kit, text.p, text.n, 4096), XBZ_SKIP);
    assert_int_equal(kit.run.counts[XBZ_D_TABLE_TOO_LARGE], 1);
    buf_free(&text);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_most_filers_write_it),
        cmocka_unit_test(figures_of_all_shapes),
        cmocka_unit_test(unreadable_figures_are_reported),
        cmocka_unit_test(tags_of_all_shapes),
        cmocka_unit_test(lost_tags_leave_figures),
        cmocka_unit_test(several_columns),
        cmocka_unit_test(dates_of_all_shapes),
        cmocka_unit_test(several_schedules),
        cmocka_unit_test(multipliers),
        cmocka_unit_test(nothing_without_figures),
        cmocka_unit_test(bids_on_its_tags),
        cmocka_unit_test(too_many_tags_are_cut),
        cmocka_unit_test(caps_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
