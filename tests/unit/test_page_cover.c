/* Facts of the cover: answers to questions, captions of boxes, parts of dates, codes of states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "output/page.h"
#include "page_kit.h"

static struct page_written w;

static const struct report_context context = {.id = 1};
static struct xbz_concept concepts[4];
static struct report_element elements[4];
static struct page_fact facts[4];
static size_t n_facts;

static int setup(void **state)
{
    (void)state;
    n_facts = 0;
    return page_written_init(&w);
}

static int teardown(void **state)
{
    (void)state;
    return page_written_free(&w);
}

static struct page_fact *fact(const char *name, enum xbz_item_type type, const char *value)
{
    size_t i = n_facts++;
    concepts[i] = (struct xbz_concept){.name = str_of(name), .type = type};
    elements[i] = (struct report_element){.concept = &concepts[i]};
    facts[i] = (struct page_fact){.number = (unsigned)n_facts,
                                  .element = &elements[i],
                                  .prefix = "dei",
                                  .context = &context,
                                  .value = str_of(value),
                                  .cover = true};
    if (i > 0)
        facts[i - 1].next = &facts[i];
    return &facts[i];
}

/* The page of a document of lines, with "<" and ">" for the tags of facts: "<f1 true|words>". */
static const char *page_of(const char *const *texts)
{
    page_begin(&w.page, &w.to, facts, NULL, 0);
    assert_true(page_written_lines(&w, 1, texts));
    stream_flush(&w.to);
    return buf_cstr(&w.out);
}

static void assert_tagged(const char *text, const struct page_fact *of, const char *format, const char *words)
{
    struct buf tag;
    buf_init(&tag, 1000);
    page_fact_start(&tag, of, format, 0, true);
    buf_text(&tag, words);
    page_fact_end(&tag, of);
    if (strstr(text, buf_cstr(&tag)) == NULL)
        fail_msg("%s\nis not in\n%s", tag.p, text);
    buf_free(&tag);
}

/* The answer stands behind the question, whatever stands before it. */
static void test_answers(void **state)
{
    (void)state;
    const struct page_fact *seasoned = fact("EntityWellKnownSeasonedIssuer", XBZ_TYPE_STRING, "No");
    const struct page_fact *filed = fact("EntityCurrentReportingStatus", XBZ_TYPE_STRING, "Yes");
    const struct page_fact *shell = fact("EntityShellCompany", XBZ_TYPE_BOOLEAN, "false");
    const char *text = page_of((const char *const[]){
        "Yes. Commission file No. 1-23", "whether the registrant is a well-known", "seasoned issuer.  Yes [ ]  No [X]",
        "whether it has filed all", "reports required.", "Yes X  No", "is a shell company. YES  NO X", "Yes No", NULL});
    assert_tagged(text, seasoned, NULL, "No");
    assert_tagged(text, filed, NULL, "Yes");
    assert_tagged(text, shell, "ixt:fixed-false", "NO");
    assert_non_null(strstr(text, "<pre>Yes. Commission file No. 1-23\n"));
    assert_non_null(strstr(text, "</ix:nonNumeric> X  No\n"));
    assert_non_null(strstr(text, "shell company. YES  <ix:"));
    assert_non_null(strstr(text, "\nYes No\n"));
}

static void test_no_answer(void **state)
{
    (void)state;
    static char far[2000];
    const struct page_fact *filed = fact("EntityCurrentReportingStatus", XBZ_TYPE_STRING, "Yes");
    const struct page_fact *odd = fact("EntityVoluntaryFilers", XBZ_TYPE_STRING, "Maybe");
    memset(far, '.', sizeof far - 1);
    for (size_t i = 0; i < sizeof far - 2; i += 2)
        far[i] = 'a';
    (void)page_of((const char *const[]){"has filed all reports", "YES", far, "Yes", "is not required to file reports",
                                        "Maybe", NULL});
    assert_false(filed->placed); /* not in those letters, and then too far away */
    assert_false(odd->placed);
}

/* The caption of a box, not the same words in a sentence. */
static void test_captions(void **state)
{
    (void)state;
    const struct page_fact *annual = fact("DocumentAnnualReport", XBZ_TYPE_BOOLEAN, "true");
    const struct page_fact *change = fact("DocumentTransitionReport", XBZ_TYPE_BOOLEAN, "false");
    const struct page_fact *small = fact("EntitySmallBusiness", XBZ_TYPE_BOOLEAN, "false");
    const struct page_fact *growth = fact("EntityEmergingGrowthCompany", XBZ_TYPE_BOOLEAN, "perhaps");
    const char *text = page_of((const char *const[]){
        "an annual report pursuant to", "[X]  ANNUAL REPORT PURSUANT TO SECTION 13", "[ ] Transition report under",
        "a smaller reporting company, Smaller  reporting-company [ ]", "Emerging growth company", NULL});
    assert_tagged(text, annual, "ixt:fixed-true", "ANNUAL REPORT PURSUANT");
    assert_tagged(text, change, "ixt:fixed-false", "Transition report under");
    assert_tagged(text, small, "ixt:fixed-false", "Smaller  reporting-company");
    assert_false(growth->placed);
}

static void test_parts_of_dates(void **state)
{
    (void)state;
    const struct page_fact *end = fact("DocumentPeriodEndDate", XBZ_TYPE_DATE, "2008-12-31");
    const struct page_fact *year_end = fact("CurrentFiscalYearEndDate", XBZ_TYPE_STRING, "--12-31");
    const struct page_fact *year = fact("DocumentFiscalYearFocus", XBZ_TYPE_STRING, "2008");
    const char *text = page_of((const char *const[]){"In 2008, for the year ended December 31, 2008.", NULL});
    assert_tagged(text, year_end, "ixt:date-monthname-day-en", "December 31");
    assert_tagged(text, year, NULL, "2008");
    assert_true(end->placed);
    assert_non_null(strstr(text, "<pre>In 2008, for"));
    assert_non_null(strstr(text, "</ix:nonNumeric></ix:nonNumeric>."));
}

static void test_other_dates(void **state)
{
    (void)state;
    const struct page_fact *end = fact("DocumentPeriodEndDate", XBZ_TYPE_DATE, "2008-09-30");
    const struct page_fact *year_end = fact("CurrentFiscalYearEndDate", XBZ_TYPE_STRING, "--12-31");
    const struct page_fact *year = fact("DocumentFiscalYearFocus", XBZ_TYPE_STRING, "2009");
    const char *text = page_of((const char *const[]){"quarter ended September 30, 2008; December 31", NULL});
    assert_tagged(text, end, "ixt:date-monthname-day-year-en", "September 30, 2008");
    assert_false(year_end->placed);
    assert_false(year->placed);
}

static void test_states(void **state)
{
    (void)state;
    const struct page_fact *region = fact("EntityAddressStateOrProvince", XBZ_TYPE_STRING, "CA");
    const char *text = page_of((const char *const[]){"CA, Ca 95014, SCA 95014, CA  95014", NULL});
    assert_tagged(text, region, NULL, "CA");
    assert_non_null(strstr(text, "<pre>CA, Ca 95014, SCA 95014, <ix:"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_answers),        CASE(test_no_answer),   CASE(test_captions),
        CASE(test_parts_of_dates), CASE(test_other_dates), CASE(test_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
