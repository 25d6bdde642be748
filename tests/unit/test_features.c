/* What the model looks at: words, surroundings, sections. */
#include "fixture.h"

#include "mapping/features.h"

static struct feature_row row(const char *key, const char *heading)
{
    return (struct feature_row){str_of(key), str_of(heading)};
}

static bool has(const struct feature_list *list, uint32_t hash)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->hash[i] == hash)
            return true;
    return false;
}

/* How many features of a are no features of b. */
static size_t differ(const struct feature_list *a, const struct feature_list *b)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        n += !has(b, a->hash[i]);
    return n;
}

static void test_parts(void **state)
{
    (void)state;
    assert_int_equal(model_part_of(XBZ_BALANCE_SHEET), MODEL_BALANCE);
    assert_int_equal(model_part_of(XBZ_INCOME), MODEL_INCOME);
    assert_int_equal(model_part_of(XBZ_COMPREHENSIVE_INCOME), MODEL_INCOME);
    assert_int_equal(model_part_of(XBZ_CASH_FLOW), MODEL_FLOW);
    assert_int_equal(model_part_of(XBZ_EQUITY), MODEL_PARTS);
}

static void test_caption(void **state)
{
    struct feature_list one, two, ci;
    struct feature_row cash = row("cash equivalent", NULL), same = row("cash equivalent", ""),
                       under = row("cash equivalent", "current asset");
    (void)state;
    features_of_caption(XBZ_BALANCE_SHEET, &cash, &one);
    features_of_caption(XBZ_BALANCE_SHEET, &same, &two);
    /* The statement, the caption, two words, their pair, the first and the last. */
    assert_int_equal(one.n, 7);
    assert_int_equal(differ(&one, &two), 0);
    features_of_caption(XBZ_BALANCE_SHEET, &under, &two);
    assert_int_equal(differ(&one, &two), 0);
    assert_int_equal(differ(&two, &one), 4); /* with it, the heading, and its words */
    features_of_caption(XBZ_COMPREHENSIVE_INCOME, &cash, &ci);
    assert_int_equal(differ(&ci, &one), 1);
}

static void test_surroundings(void **state)
{
    const struct feature_row rows[] = {row("cash", NULL),  row("other", NULL), row("total current asset", NULL),
                                       row("plant", NULL), row("other", NULL), row("total asset", NULL)};
    struct feature_list here, there, alone;
    (void)state;
    features_of(XBZ_BALANCE_SHEET, rows, 6, 1, &here);
    features_of(XBZ_BALANCE_SHEET, rows, 6, 4, &there);
    features_of_caption(XBZ_BALANCE_SHEET, &rows[1], &alone);
    assert_int_equal(differ(&alone, &here), 0);
    assert_int_equal(differ(&alone, &there), 0);
    /* The totals before and after tell the two captions apart. */
    assert_true(differ(&here, &there) >= 4);
}

static void test_cap(void **state)
{
    char words[4000];
    struct feature_row rows[3];
    struct feature_list list;
    (void)state;
    for (size_t i = 0; i + 1 < sizeof words; i++)
        words[i] = i % 3 == 2 ? ' ' : (char)('a' + i % 23);
    words[sizeof words - 1] = '\0';
    for (size_t i = 0; i < 3; i++)
        rows[i] = row(words, words);
    features_of(XBZ_CASH_FLOW, rows, 3, 1, &list);
    assert_int_equal(list.n, FEATURES_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_caption),
        cmocka_unit_test(test_surroundings),
        cmocka_unit_test(test_cap),
    };
    return cmocka_run_group_tests_name("features", tests, NULL, NULL);
}
