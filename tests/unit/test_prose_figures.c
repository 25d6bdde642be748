/* Amounts that text repeats: which are kept with which words, and what they say of line items. */
#include "fixture.h"

#include <stdio.h>

#include "mapping/judges.h"
#include "mapping/prose_figures.h"

#define YEARS "2023-01-01..2023-12-31 | 2022-01-01..2022-12-31"
#define PROSE (1u << JUDGE_PROSE)

static struct prose_figures prose;
static const struct xbz_document main_document = {.type = {"10-K", 4}};

static void start(struct fixture *fx, bool paragraphs)
{
    prose_start(&prose, &fx->arena, fx->taxonomy, 100);
    prose_document(&prose, &main_document, paragraphs);
}

static void add(const char *text, uint64_t number)
{
    const struct xbz_text_line line = {str_of(text), {number, 0, 0}};
    assert_true(prose_line(&prose, &line));
}

static void read_lines(struct fixture *fx, bool paragraphs, const char *lines)
{
    start(fx, paragraphs);
    for (uint64_t number = 1; *lines; number++) {
        size_t n = strcspn(lines, "\n");
        const struct xbz_text_line line = {{lines, n}, {number, 0, 0}};
        assert_true(prose_line(&prose, &line));
        lines += n + (lines[n] == '\n');
    }
}

/* All that is kept, a line each: "words = printed = amount in cents". */
static void assert_kept(const char *expected)
{
    char text[2048];
    size_t n = 0;
    text[0] = '\0';
    for (const struct prose_figure *f = prose.first; f; f = f->next)
        n += (size_t)snprintf(text + n, sizeof text - n, "%.*s = %.*s = %lld/%lld\n", STR_ARG(f->words),
                              STR_ARG(f->printed), (long long)f->amount, (long long)f->slack);
    assert_string_equal(text, expected);
}

static void test_amounts(void **state)
{
    read_lines(*state, true,
               "Net loss was $3.6 million\n"
               "Cash of $ 12.3-million was held\n"
               "Goodwill of US$1.25 billion\n"
               "Inventories were $(415) thousand\n"
               "Net loss of $3,612,345.\n");
    assert_kept("net loss was = $3.6 million = 360000000/10000000\n"
                "cash = $ 12.3-million = 1230000000/10000000\n"
                "goodwill us = $1.25 billion = 125000000000/1000000000\n"
                "inventory were = $(415) thousand = 41500000/100000\n"
                "net loss = $3,612,345 = 361234500/100\n");
}

/* Without a scale, of other countries, a row of a table, no number, nothing before it, nothing at all. */
static void test_what_is_passed_over(void **state)
{
    read_lines(*state, true,
               "Net loss was $3,612\n"
               "Net loss of HK$3.6 million\n"
               "Net loss       $3.6 million\n"
               "Net loss was $ million\n"
               "$3.6 million\n"
               "Net loss was $0.0 million\n"
               "Net loss was $3.6 millionth\n");
    assert_kept("");
}

/* A sentence over several lines, its amount over two; a blank line and a full stop end it. */
static void test_sentences(void **state)
{
    read_lines(*state, false,
               "Costs rose. Net cash used in operating\n"
               "activities was $1.5\n"
               "million. Goodwill was\n"
               "$2.5 million; inventories\n"
               "\n"
               "of $3.5 million\n");
    assert_kept("net cash used operating activity was = $1.5 million = 150000000/10000000\n"
                "goodwill was = $2.5 million = 250000000/10000000\n");
}

static void test_compared_amounts(void **state)
{
    read_lines(*state, true,
               "Revenues increased $5.0 million, or 12%, to $45.2 million in fiscal 2008 from $40.2 million; goodwill "
               "was $1.1 "
               "million and inventories $2.2 million\n");
    assert_kept("revenue increased = $5.0 million = 500000000/10000000\n"
                "revenue increased = $45.2 million = 4520000000/10000000\n"
                "revenue increased = $40.2 million = 4020000000/10000000\n"
                "goodwill was = $1.1 million = 110000000/10000000\n"
                "inventory = $2.2 million = 220000000/10000000\n");
}

static void test_the_first_are_kept(void **state)
{
    struct fixture *fx = *state;
    prose_start(&prose, &fx->arena, fx->taxonomy, 2);
    prose_document(&prose, &main_document, true);
    add("Goodwill of $1.1 million, inventories of $2.2 million, cash of $3.3 million", 1);
    add("Net loss was $4.4 million", 2);
    assert_int_equal(prose.n, 2);
    assert_str(prose.last->words, "inventory");
}

static struct mapped_statement *judged(struct fixture *fx, const char *text, const char *rows)
{
    static struct mapped_statement *candidates[1];
    candidates[0] = fixture_mapped(fx, XBZ_INCOME, YEARS, rows);
    candidates[0]->chosen = true;
    candidates[0]->statement->currency = STR("USD");
    for (size_t i = 0; i < candidates[0]->statement->n_items; i++)
        candidates[0]->items[i].confidence = 60;
    read_lines(fx, true, text);
    prose_judge(&prose, &fx->run, candidates, 1);
    return candidates[0];
}

/* The words of the concept, to the digits printed, in any column, whatever the sign. */
static void test_agrees(void **state)
{
    static const char rows[] = "Sales @Revenues | 45,213,000 | 40,150,000\n"
                               "Taxes @IncomeTaxExpenseBenefit | 1,500,000 | 1,450,000\n"
                               "Loss @NetIncomeLoss | (3,612,000) | (2,000,000)\n";
    struct mapped_statement *ms = judged(*state, "Revenues rose to $45.2 million", rows);
    assert_int_equal(ms->items[0].agreed, PROSE);
    assert_true(ms->items[0].confidence > 60);
    assert_int_equal(ms->items[1].agreed | ms->items[2].agreed | ms->items[0].opposed, 0);
    ms = judged(*state, "Revenues were $40.2 million", rows);
    assert_int_equal(ms->items[0].agreed, PROSE);
    ms = judged(*state, "Revenues were $45.3 million; net loss was $9.9 million", rows);
    assert_int_equal(ms->items[0].agreed | ms->items[0].opposed | ms->items[2].agreed | ms->items[2].opposed, 0);
    /* Other words; those of the caption, which tell nothing of the concept; one word and two digits. */
    ms = judged(*state, "Costs were $45.2 million; sales were $45.2 million; revenues were $45 million", rows);
    assert_int_equal(ms->items[0].agreed | ms->items[0].opposed, 0);
    ms = judged(*state, "Net income (loss) attributable to the parent was $3.6 million", rows);
    assert_int_equal(ms->items[2].agreed, PROSE);
}

static void test_opposes_the_scale(void **state)
{
    struct fixture *fx = *state;
    static const char rows[] = "Sales @Revenues | 45,213 | 40,150\nLoss @NetIncomeLoss | (3,612) | (2,000)\n";
    struct mapped_statement *ms = judged(fx, "\nSales were $45.2 million", rows);
    assert_int_equal(ms->items[0].opposed, PROSE);
    assert_true(ms->items[0].confidence < 60);
    assert_int_equal(ms->items[1].opposed, 0);
    assert_int_equal(fx->code, XBZ_D_PROSE_SCALE);
    assert_non_null(strstr(fx->detail, "Sales: 45213, but \"$45.2 million\" in line 2 of 10-K"));
    /* A line item that agrees vouches for the scale of the others; amounts without a scale word say nothing of it. */
    ms = judged(fx, "Sales were $45.2 million; the loss was $3.61 thousand", rows);
    assert_int_equal(ms->items[0].opposed, 0);
    ms = judged(fx, "Sales were $45,213,000", rows);
    assert_int_equal(ms->items[0].opposed, 0);
    ms = judged(fx, "Sales were $452 million", rows);
    assert_int_equal(ms->items[0].opposed, 0);
}

/* Only statements that are chosen, in dollars, and rows that are not the user's own. */
static void test_who_is_judged(void **state)
{
    struct fixture *fx = *state;
    struct mapped_statement *ms = fixture_mapped(fx, XBZ_INCOME, YEARS, "Sales @Revenues | 45,213,000 | 40,150,000\n");
    read_lines(fx, true, "Revenues rose to $45.2 million");
    prose_judge(&prose, &fx->run, &ms, 1);
    assert_int_equal(ms->items[0].agreed, 0);
    ms->chosen = true;
    ms->statement->currency = STR("CAD");
    prose_judge(&prose, &fx->run, &ms, 1);
    assert_int_equal(ms->items[0].agreed, 0);
    ms->statement->currency = STR("USD");
    ms->items[0].how = MATCH_MAP;
    prose_judge(&prose, &fx->run, &ms, 1);
    assert_int_equal(ms->items[0].agreed, 0);
    ms->items[0].how = MATCH_ALIAS;
    prose_judge(&prose, &fx->run, &ms, 1);
    assert_int_equal(ms->items[0].agreed, PROSE);
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_amounts),           FIXTURE_TEST(test_what_is_passed_over), FIXTURE_TEST(test_sentences),
        FIXTURE_TEST(test_compared_amounts),  FIXTURE_TEST(test_the_first_are_kept),  FIXTURE_TEST(test_agrees),
        FIXTURE_TEST(test_opposes_the_scale), FIXTURE_TEST(test_who_is_judged),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
